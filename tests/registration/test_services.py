"""Saving, submitting, reviewing and substituting, below the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import LogEntry
from events.models import Activity
from registration.models import Entry, Person, Roster
from registration.queries import listing_of
from registration.services import drafting, gate, submitting, substituting
from tests.factories import make_person
from tests.registration.conftest import Meet, line


def test_saving_makes_people_with_start_numbers_and_entries_with_divisions(meet: Meet) -> None:
    roster, now = meet.roster(), timezone.now()
    lines = [line("林悦", "ball-run", "rope"), line("周涛", "rope", "stones", gender="male")]
    saved = drafting.save(roster=roster, version=0, lines=lines, by=meet.contact, now=now)
    assert saved.version == 1
    assert list(Person.objects.order_by("number").values_list("number", "name")) == [(1, "林悦"), (2, "周涛")]
    rope = Entry.objects.filter(contest=meet.rope).order_by("number").values_list("number", "division__code")
    assert list(rope) == [(1, "women"), (2, "men")]


def test_the_same_form_sent_twice_is_one_change_and_no_error(meet: Meet) -> None:
    roster, now, lines = meet.roster(), timezone.now(), [line("林悦", "ball-run")]
    drafting.save(roster=roster, version=0, lines=lines, by=meet.contact, now=now)
    again = drafting.save(roster=roster, version=0, lines=lines, by=meet.contact, now=now)
    assert again.version == 1 and Person.objects.count() == 1
    assert LogEntry.objects.filter(verb="registration.save_roster").count() == 1


def test_a_second_writer_is_told_who_was_first_and_changes_nothing(meet: Meet) -> None:
    roster, now = meet.roster(), timezone.now()
    first = line("林悦", "ball-run")
    drafting.save(roster=roster, version=0, lines=[first], by=meet.contact, now=now)
    with pytest.raises(gate.Stale, match="林联络"):
        drafting.save(roster=roster, version=0, lines=[replace(first, name="林月")], by=meet.organiser, now=now)
    assert Person.objects.get().name == "林悦"


def test_people_not_named_in_a_save_stay_as_they_are(meet: Meet) -> None:
    roster, now = meet.roster(), timezone.now()
    saved = drafting.save(roster=roster, version=0, lines=[line("林悦", "beans")], by=meet.contact, now=now)
    drafting.save(roster=roster, version=saved.version, lines=[line("周涛", "beans")], by=meet.contact, now=now)
    assert {person.name for person in listing_of(roster).people} == {"林悦", "周涛"}


def test_a_removed_person_keeps_the_number_and_comes_back_with_the_same_entries(meet: Meet) -> None:
    roster, now, lin = meet.roster(), timezone.now(), line("林悦", "beans", "stones")
    saved = drafting.save(roster=roster, version=0, lines=[lin], by=meet.contact, now=now)
    saved = drafting.save(roster=roster, version=1, lines=[], remove=[lin.key], by=meet.contact, now=now)
    assert listing_of(roster).people == [] and Entry.objects.filter(withdrawn_at=None).count() == 0
    drafting.save(roster=roster, version=saved.version, lines=[], restore=[lin.key], by=meet.contact, now=now)
    person = listing_of(roster).people[0]
    assert person.number == 1 and {entry.contest.code for entry in person.entries.all()} == {"beans", "stones"}


def test_after_the_first_submission_an_unticked_entry_keeps_its_number(meet: Meet) -> None:
    roster, now, lin = meet.roster(), timezone.now(), line("林悦", "beans", "stones")
    drafting.save(roster=roster, version=0, lines=[lin], by=meet.contact, now=now)
    submitting.submit(roster=roster, version=1, by=meet.contact, now=now)
    submitting.take_back(roster=roster, by=meet.contact, now=now)
    version = Roster.objects.get().version
    without = replace(lin, entries={"stones": None})
    drafting.save(roster=roster, version=version, lines=[without], by=meet.contact, now=now)
    entry = Entry.objects.get(contest=meet.beans)
    assert entry.withdrawn_at == now
    drafting.save(roster=roster, version=version + 1, lines=[lin], by=meet.contact, now=now)
    assert Entry.objects.get(contest=meet.beans).pk == entry.pk
    assert Entry.objects.get(contest=meet.beans).withdrawn_at is None


def test_a_roster_that_breaks_a_limit_is_not_submitted_and_says_everything(meet: Meet) -> None:
    roster, now = meet.roster(), timezone.now()
    lines = [
        line("林悦", "ball-run", "stones", "beans", "rope", post="chair"),
        line("周涛", "beans", post="chair", healthy=False),
    ]
    drafting.save(roster=roster, version=0, lines=lines, by=meet.contact, now=now)
    with pytest.raises(submitting.NotReady) as refused:
        submitting.submit(roster=roster, version=1, by=meet.contact, now=now)
    assert [problem.limit for problem in refused.value.problems] == [
        "contests_per_person", "starred", "post_quota", "health_declared",
    ]  # fmt: skip
    assert Roster.objects.get().state == Roster.State.DRAFT


def test_submitting_gives_a_receipt_and_a_second_press_is_no_second_submission(meet: Meet) -> None:
    roster, now = meet.roster(), timezone.now()
    drafting.save(roster=roster, version=0, lines=[line("林悦", "ball-run")], by=meet.contact, now=now)
    sent = submitting.submit(roster=roster, version=1, by=meet.contact, now=now)
    later = submitting.submit(roster=roster, version=1, by=meet.contact, now=now + timedelta(seconds=1))
    assert sent.state == Roster.State.SUBMITTED and len(sent.receipt) == 9
    assert later.receipt == sent.receipt and later.submitted_at == now
    assert LogEntry.objects.filter(verb="registration.submit_roster").count() == 1


def test_the_deadline_is_the_servers_and_binds_units_not_the_organiser(meet: Meet) -> None:
    roster, deadline = meet.roster(), meet.activity.registration_deadline
    assert deadline is not None
    lin = line("林悦", "ball-run")
    drafting.save(roster=roster, version=0, lines=[lin], by=meet.contact, now=deadline)
    late = deadline + timedelta(milliseconds=1)
    with pytest.raises(gate.NotOpen, match="截止"):
        drafting.save(roster=roster, version=1, lines=[line("周涛", "ball-run")], by=meet.contact, now=late)
    with pytest.raises(gate.NotOpen, match="截止"):
        submitting.submit(roster=roster, version=1, by=meet.contact, now=late)
    submitting.submit(roster=roster, version=1, by=meet.organiser, now=late)
    with pytest.raises(gate.NotOpen):
        submitting.take_back(roster=roster, by=meet.contact, now=late)


def test_a_unit_cannot_change_what_it_handed_in_without_taking_it_back(meet: Meet) -> None:
    roster, now = meet.roster(), timezone.now()
    drafting.save(roster=roster, version=0, lines=[line("林悦", "ball-run")], by=meet.contact, now=now)
    submitting.submit(roster=roster, version=1, by=meet.contact, now=now)
    with pytest.raises(gate.NotOpen, match="撤回"):
        drafting.save(roster=roster, version=1, lines=[line("周涛", "ball-run")], by=meet.contact, now=now)


def test_returned_with_a_comment_corrected_submitted_again_and_accepted(meet: Meet) -> None:
    roster, now = meet.roster(), timezone.now()
    drafting.save(roster=roster, version=0, lines=[line("林悦", "ball-run")], by=meet.contact, now=now)
    submitting.submit(roster=roster, version=1, by=meet.contact, now=now)
    with pytest.raises(submitting.CommentMissing):
        submitting.send_back(roster=roster, comment=" ", by=meet.organiser, now=now)
    back = submitting.send_back(roster=roster, comment="请核对职务", by=meet.organiser, now=now)
    assert (back.state, back.comment) == ("returned", "请核对职务")
    submitting.submit(roster=roster, version=back.version, by=meet.contact, now=now)
    assert submitting.accept(roster=roster, by=meet.organiser, now=now).state == "accepted"
    with pytest.raises(submitting.NotNow):
        submitting.accept(roster=roster, by=meet.organiser, now=now)
    assert list(LogEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "registration.save_roster", "registration.submit_roster", "registration.return_roster",
        "registration.submit_roster", "registration.accept_roster",
    ]  # fmt: skip


def test_the_log_names_people_by_number_so_that_a_name_can_be_erased(meet: Meet) -> None:
    roster = meet.roster()
    drafting.save(roster=roster, version=0, lines=[line("林悦", "beans")], by=meet.contact, now=timezone.now())
    details = LogEntry.objects.get().details
    assert details["added"] == [1] and "林悦" not in str(details)


def substituted(meet: Meet, out: Person, *contests: str, **given: object) -> Person:
    values = {
        "name": "韩梅", "gender": "male", "post": "cadre", "healthy": True, "reason": "临时出差",
        "by": meet.chief, "now": timezone.now(),
    } | given  # fmt: skip
    return substituting.substitute(out=out, contests=contests, **values)  # type: ignore[arg-type]  # test values


def test_a_substitute_takes_over_entries_with_their_numbers_after_the_deadline(meet: Meet) -> None:
    roster = meet.roster(state="accepted")
    out = make_person(roster, "林悦", meet.ball, meet.rope)
    Activity.objects.filter(pk=meet.activity.pk).update(state="running")
    before = dict(Entry.objects.values_list("pk", "number"))
    comes = substituted(meet, out, "ball-run", "rope")
    out.refresh_from_db()
    assert comes.number == 2 and comes.stands_in_for == out and out.withdrawn_at is not None
    assert dict(comes.entries.values_list("pk", "number")) == before
    assert comes.entries.get(contest=meet.rope).division.code == "men"
    entry = LogEntry.objects.get(verb="registration.substitute")
    assert (entry.by, entry.details["out"], entry.details["into"], entry.details["reason"]) == (
        meet.chief, 1, 2, "临时出差",
    )  # fmt: skip


def test_somebody_may_be_replaced_in_one_contest_only(meet: Meet) -> None:
    out = make_person(meet.roster(state="accepted"), "林悦", meet.ball, meet.stones)
    substituted(meet, out, "ball-run")
    out.refresh_from_db()
    assert out.withdrawn_at is None and [entry.contest for entry in out.entries.all()] == [meet.stones]


def test_a_substitute_who_breaks_a_limit_is_refused_and_nothing_changes(meet: Meet) -> None:
    roster = meet.roster(state="accepted")
    make_person(roster, "周涛", meet.stones, post="chair")
    out = make_person(roster, "林悦", meet.ball)
    with pytest.raises(substituting.CannotStandIn) as refused:
        substituted(meet, out, "ball-run", post="chair", healthy=False)
    assert {problem.limit for problem in refused.value.problems} == {"post_quota", "health_declared"}
    assert Person.objects.count() == 2 and out.entries.count() == 1


def test_neither_the_unit_nor_a_stranger_substitutes(meet: Meet) -> None:
    out = make_person(meet.roster(state="accepted"), "林悦", meet.ball)
    for by in (meet.contact, meet.other):
        with pytest.raises(gate.NotOpen):
            substituted(meet, out, "ball-run", by=by)
