"""Somebody is erased everywhere: no table, file or export names them, and every rank and count stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CharField, JSONField, TextField
from django.test import Client

from accounts.models import LogEntry, User
from accounts.services import auditing, log, sealing
from events.models import Section
from events.states import State
from registration.models import (
    Entry,
    Erasure,
    IdNumber,
    Message,
    Person,
    Roster,
    Signup,
    SignupLink,
    StampedPaper,
    Team,
    UnitsUpload,
    Upload,
)
from registration.services.sealed_numbers import seal_number
from scoring.models import Operation, Publication, Ruling
from scoring.services import awarding, publishing
from scoring.services.filing import check_content, export_activity
from scoring.services.verifying import check_publication
from tests.factories import NOW, make_activity, make_person, make_roster, make_unit, make_user
from tests.scoring.meets import Meet
from tests.scoring.meets import make_meet as make_scored_meet
from tests.scoring.test_publishing import decide, draft_of, publish, publish_awards
from unionevents.erasing.people import NobodyChosen, erase_people, preview_of, same_human
from unionevents.erasing.places import OUTSIDE, outside
from unionevents.erasing.words import ERASED

CANARY, BORN, ID_NUMBER = "欧阳金丝雀", date(1986, 5, 17), "11010519491231002X"


@pytest.fixture
def meet(db: None) -> Meet:
    """The canary won the run and stands in everything that can hold a name."""
    meet = make_scored_meet(people=4)
    canary = meet.people[0]
    Person.objects.filter(pk=canary.pk).update(name=CANARY, birth_date=BORN, service_since=BORN)
    canary.refresh_from_db()
    IdNumber.objects.create(person=canary, sealed=seal_number(ID_NUMBER))
    meet.record_everything()
    decide(meet, "run", 1, time=10740, reason=f"{CANARY}复核")
    gone = {"number": 90, "withdrawn_at": NOW}
    team = Team.objects.create(roster=canary.roster, contest=meet.contests["rope"], name=f"{CANARY}队", **gone)
    Entry.objects.create(team=team, contest=meet.contests["rope"], person=canary, **gone)
    Roster.objects.filter(pk=canary.roster_id).update(comment=f"请{CANARY}补照片", submitted_by_name="沈联络")
    sheet = {"by": meet.contact, "at": NOW, "filename": f"{CANARY}.xlsx", "sheets": [{"rows": [[CANARY]]}]}
    Upload.objects.create(roster=canary.roster, content=CANARY.encode(), **sheet)
    UnitsUpload.objects.create(activity=meet.activity, content=CANARY.encode(), **sheet)
    Message.objects.create(
        activity=meet.activity, unit=meet.units[0], to="a@example.org", subject=CANARY, body=f"{CANARY}：请改正",
        drafted_at=NOW, drafted_by_name="何组织",
    )  # fmt: skip
    link = SignupLink.objects.create(activity=meet.activity, token_hash="a", made_at=NOW, made_by_name="何组织")
    Signup.objects.create(
        link=link, roster=canary.roster, person=canary, code_hash="b", name=CANARY, gender="female", at=NOW,
        changed_at=NOW, source="c", facts={"birth_date": f"{BORN}"},
    )  # fmt: skip
    Section.objects.create(activity=meet.activity, heading="表扬", text=f"去年{CANARY}第一")
    StampedPaper.objects.create(roster=canary.roster, version=canary.roster.version, at=NOW, by_name="何组织")
    log.record(
        verb="registration.return_roster", subject=canary.roster, by=meet.organiser, now=NOW, unit=meet.units[0],
        comment=f"{CANARY}的照片", list=[{CANARY: 1}],
    )  # fmt: skip
    for code in ("run", "rope", "shots"):
        publish(meet, code)
    publish_awards_when_settled(meet)
    decide(meet, "run", 2, time=11999, reason=f"比{CANARY}慢")
    publish(meet, "run", f"{CANARY}的成绩无误")
    publish_awards(meet, "更正")
    meet.activity.refresh_from_db()
    return meet


def publish_awards_when_settled(meet: Meet) -> None:
    meet.move_to(State.SETTLING)
    publish_awards(meet)


def everything_stored() -> Iterator[tuple[str, str]]:
    """Every text and JSON column of every row of every table of the product and of what it is built on."""
    for model in apps.get_models(include_auto_created=True):
        fields = [f.name for f in model._meta.concrete_fields if isinstance(f, CharField | TextField | JSONField)]
        if fields:
            for row in model._default_manager.values(*fields):
                yield model._meta.label, json.dumps(row, ensure_ascii=False, default=str)


def where_it_stands(*marks: str) -> list[str]:
    return [f"{label}: {text[:200]}" for label, text in everything_stored() if any(mark in text for mark in marks)]


def decided(publication: Publication) -> Any:
    outcome = publication.outcome
    placings = [
        (each["entry"], each["rank"], each["prize"], each["mark"])
        for contest in outcome["contests"]
        for ranking in contest["rankings"]
        for each in ranking["placings"]
    ]
    awards = [(award["person"], award["prize"], award["value"]) for award in outcome["awards"]]
    return (
        placings,
        awards,
        [(c["rankings"][0]["entered"], c["rankings"][0]["places"]["count"]) for c in outcome["contests"]],
    )


def erase(meet: Meet, *people: Person, **more: Any) -> list[Erasure]:
    wanted = list(people) or [Person.objects.get(name=CANARY)]
    return erase_people(people=wanted, reason=f"{CANARY}本人申请", by=meet.organiser, now=NOW, **more)


def test_nothing_names_the_person_any_more_and_every_rank_and_count_stays(meet: Meet) -> None:
    assert len({line.partition(":")[0] for line in where_it_stands(CANARY)}) >= 8, "the canary stands nearly nowhere"
    before = {each.pk: (decided(each), each.sha256) for each in Publication.objects.all()}
    counts = {model: model.objects.count() for model in (Person, Operation, Ruling, Publication, Roster)}
    erase(meet)

    assert where_it_stands(CANARY, ID_NUMBER, f"{BORN}") == []
    person = Person.objects.get(name=ERASED)
    assert (person.birth_date, person.service_since, person.number) == (None, None, 1)
    assert not IdNumber.objects.exists() and not Upload.objects.exists()
    assert not UnitsUpload.objects.exists()
    assert {model: model.objects.count() for model in counts} == counts
    assert {each.pk: decided(each) for each in Publication.objects.all()} == {
        pk: was for pk, (was, _) in before.items()
    }
    assert all(each.sha256 != before[each.pk][1] for each in Publication.objects.all())


def test_nothing_in_the_file_of_the_database_names_the_person(meet: Meet) -> None:
    erase(meet)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # names come from the database itself
            text = json.dumps(cursor.fetchall(), ensure_ascii=False, default=str)
            assert CANARY not in text and CANARY.encode("unicode-escape").decode() not in text, table


def test_results_still_come_out_as_published_and_the_old_checksum_is_on_record(meet: Meet) -> None:
    before = {each.pk: each.sha256 for each in Publication.objects.order_by("pk")}
    (erasure,) = erase(meet)

    for each in Publication.objects.all():
        assert list(check_publication(each.case, each.outcome, each.sha256)) == []
    assert [seal["was"] for seal in erasure.seals] == list(before.values())
    assert [seal["is"] for seal in erasure.seals] == list(
        Publication.objects.order_by("pk").values_list("sha256", flat=True)
    )
    assert all(seal["proved"] for seal in erasure.seals)
    assert not draft_of(meet, "run").changed, "the frozen case still agrees with the rows"
    assert not awarding.draft_of(meet.activity).stale


def test_files_and_pages_name_the_person_no_more(meet: Meet) -> None:
    erase(meet)
    content = export_activity(meet.activity)
    assert CANARY not in json.dumps(json.loads(content), ensure_ascii=False)
    assert check_content(content) == []
    client = Client()
    client.force_login(meet.organiser, backend="django.contrib.auth.backends.ModelBackend")
    pages = [f"/activities/{meet.activity.pk}/{page}/" for page in ("results", "awards", "registration", "archive")]
    for page in [
        *pages,
        f"/rosters/{meet.people[0].roster_id}/",
        f"/activities/{meet.activity.pk}/registration/people/",
    ]:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert CANARY not in answer.content.decode(), page


@pytest.mark.django_db(transaction=True)
def test_sealed_log_accepts_what_was_erased_and_still_finds_what_was_tampered_with(transactional_db: None) -> None:
    meet = make_scored_meet(people=2)
    Person.objects.filter(pk=meet.people[0].pk).update(name=CANARY)
    meet.record_everything()
    decide(meet, "run", 1, time=10740, reason=f"{CANARY}复核")
    publish(meet, "run")
    for kind in sealing.kinds():
        sealing.seal(kind, list(apps.get_model(kind)._default_manager.values_list("pk", flat=True)))
    erase(meet)
    assert [
        finding.phrase.said("en") for finding in auditing.findings() if "heads" not in finding.phrase.said("en")
    ] == []

    Ruling.objects.update(reason="另一个理由")
    LogEntry.objects.filter(verb="scoring.publish").update(details={"number": 9})
    found = [finding.phrase.said("en") for finding in auditing.findings()]
    assert any("accounts.logentry" in line for line in found)


def test_a_namesake_keeps_name_and_award(meet: Meet) -> None:
    twin = meet.people[3]
    Person.objects.filter(pk=twin.pk).update(name=CANARY)
    publish(meet, "run", "改名")
    erase(meet, meet.people[0])

    twin.refresh_from_db()
    assert twin.name == CANARY
    latest = publishing.latest_of(meet.sheet("run"))
    assert latest is not None
    names = {each["person"]: each["name"] for each in latest.case["contests"][0]["entries"]}
    assert (names["p1"], names["p4"]) == (ERASED, CANARY)
    assert list(check_publication(latest.case, latest.outcome, latest.sha256)) == []


def test_looking_first_names_every_place_and_changes_nothing(meet: Meet) -> None:
    before = sorted(everything_stored())
    found = preview_of([meet.people[0]])

    assert sorted(everything_stored()) == before
    labels = {mention.cell.label for mention in found.mentions}
    assert {"scoring.ruling", "registration.roster", "accounts.logentry", "events.section"} <= labels


def test_a_place_that_means_somebody_else_can_be_left(meet: Meet) -> None:
    section = Section.objects.get(heading="表扬")
    erase(meet, meet.people[0], leave={f"events.section:{section.pk}:text"})

    assert [line.partition(":")[0] for line in where_it_stands(CANARY)] == ["events.Section"]


def test_names_of_staff_that_read_alike_go_only_when_asked_for(meet: Meet) -> None:
    Ruling.objects.update(by_name=CANARY)
    erase(meet)
    assert set(Ruling.objects.values_list("by_name", flat=True)) == {CANARY}

    make_person(meet.people[0].roster, CANARY)
    erase(meet, with_acts=True)
    assert where_it_stands(CANARY) == []


def test_another_union_is_never_touched(meet: Meet) -> None:
    other = make_unit("青石区总工会")
    activity = make_activity(other, title="别处的活动")
    there = make_person(make_roster(activity, make_unit("别处小学", parent=other)), CANARY)
    log.record(verb="registration.save_roster", subject=there.roster, by=None, now=NOW, unit=other, who=CANARY)
    erase(meet, meet.people[0])

    assert {line.partition(":")[0] for line in where_it_stands(CANARY)} == {"registration.Person", "accounts.LogEntry"}


def test_who_may_be_the_same_elsewhere_is_offered_by_name_and_gender(meet: Meet) -> None:
    twin = make_person(meet.people[1].roster, "欧阳 金丝雀")
    make_person(meet.people[1].roster, CANARY, gender="male")

    assert same_human(meet.people[0], [meet.activity]) == [twin]


def test_without_a_person_or_a_reason_nothing_happens(meet: Meet) -> None:
    with pytest.raises(NobodyChosen):
        erase_people(people=[meet.people[0]], reason=" ", by=meet.organiser, now=NOW)
    with pytest.raises(NobodyChosen):
        erase_people(people=[], reason="申请", by=meet.organiser, now=NOW)


def test_a_roster_page_opened_before_cannot_write_the_name_back(meet: Meet) -> None:
    before = Roster.objects.get(pk=meet.people[0].roster_id).version
    erase(meet)

    assert Roster.objects.get(pk=meet.people[0].roster_id).version == before + 1
    paper = StampedPaper.objects.select_related("roster").get()
    assert paper.version >= paper.roster.content_version


def test_every_table_is_inside_an_activity_or_somebody_said_why_not() -> None:
    assert outside() == set(OUTSIDE), "say in unionevents/erasing/places.py why no participant is named there"


def test_users_are_not_participants(meet: Meet) -> None:
    make_user("canary", name=CANARY)
    erase(meet)

    assert User.objects.filter(name=CANARY).exists()
