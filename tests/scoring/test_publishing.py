"""Deciding, publishing, correcting, awarding: what is published is frozen, and everything says why."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import LogEntry
from events.models import Activity
from events.states import State
from scoring.models import Publication, Scoresheet
from scoring.queries.reading import read_activity, read_sheet
from scoring.queries.setting import Setting
from scoring.rulebook import outcome_of
from scoring.services import awarding, publishing, rulings
from scoring.services.casing import case_of_activity
from scoring.services.verifying import check_publication
from tests.factories import later
from tests.scoring.meets import Meet, make_meet, operation


def draft_of(meet: Meet, code: str) -> publishing.Draft:
    sheet = meet.sheet(code)
    return publishing.draft_of(read_sheet(sheet), Setting(meet.activity), publishing.latest_of(sheet))


def publish(meet: Meet, code: str, reason: str = "") -> Publication:
    sheet, seen = meet.sheet(code), draft_of(meet, code).seen
    return publishing.publish(sheet=sheet, seen=seen, reason=reason, by=meet.chief, now=later(days=23))


def publish_awards(meet: Meet, reason: str = "") -> Publication:
    seen = awarding.draft_of(meet.activity).seen
    return awarding.publish_awards(activity=meet.activity, seen=seen, reason=reason, by=meet.chief, now=later(days=23))


def decide(meet: Meet, code: str, number: int, reason: str = "复核", **values: Any) -> None:
    wanted = {meet.entry(code, number): values}
    rulings.decide(sheet=meet.sheet(code), values=wanted, reason=reason, by=meet.chief, now=later(days=23))


def ranks(publication: Publication) -> dict[int, tuple[int | None, str | None]]:
    placings = publication.outcome["contests"][0]["rankings"][0]["placings"]
    return {int(each["entry"].partition("/")[2]): (each["rank"], each["prize"]) for each in placings}


def test_a_contest_with_a_missing_record_is_not_published_until_it_is_marked(meet: Meet) -> None:
    for number in range(1, 6):
        meet.record("run", number, time=10000 + number * 100)
    with pytest.raises(publishing.NotPublishable) as refused:
        publish(meet, "run")
    assert "1" in str(refused.value)
    entry = meet.entry("run", 6)
    rulings.set_absent(
        sheet=meet.sheet("run"), entries=[entry], absence="DNS", reason="点名未到", by=meet.chief, now=later(days=23)
    )
    assert ranks(publish(meet, "run")) == {
        1: (1, "first"), 2: (2, "second"), 3: (3, "second"), 4: (4, None), 5: (5, None), 6: (None, None)
    }  # fmt: skip


def test_a_conflict_is_not_published_and_the_ruling_settles_it(meet: Meet) -> None:
    meet.record_everything()
    meet.take("run", operation("run/1", "time", 99000, device="平板 B2"))
    with pytest.raises(publishing.NotPublishable):
        publish(meet, "run")
    decide(meet, "run", 1, time=10730)
    published = publish(meet, "run")
    assert ranks(published)[1] == (1, "first")
    assert list(check_publication(published.case, published.outcome, published.sha256)) == []


def test_what_was_not_seen_is_not_published(meet: Meet) -> None:
    meet.record_everything()
    seen = draft_of(meet, "run").seen
    decide(meet, "run", 1, time=50000)
    with pytest.raises(publishing.ChangedMeanwhile):
        publishing.publish(sheet=meet.sheet("run"), seen=seen, reason="", by=meet.chief, now=later(days=23))


def test_a_correction_is_a_new_publication_with_a_reason_that_shows_who_moves(meet: Meet) -> None:
    meet.record_everything()
    first = publish(meet, "run")
    with pytest.raises(publishing.NothingNew):
        publish(meet, "run")
    decide(meet, "run", 6, reason="看错了表", time=9000)
    draft = draft_of(meet, "run")
    assert draft.changed
    moved = {move["name"]: (move["rank"], move["prize"]) for move in draft.moved}
    assert moved[meet.people[5].name] == ([6, 1], [None, "first"])
    assert moved[meet.people[0].name] == ([1, 2], ["first", "second"])
    with pytest.raises(publishing.ReasonMissing):
        publish(meet, "run")
    second = publish(meet, "run", "看错了表")
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert ranks(first)[6] == (6, None)
    assert ranks(second)[6] == (1, "first")
    assert LogEntry.objects.filter(verb="scoring.publish").count() == 2


def test_a_late_entry_never_changes_a_publication_and_waits_for_a_ruling(meet: Meet) -> None:
    meet.record_everything()
    before = publish(meet, "run")
    meet.take("run", operation("run/6", "time", 1000, device="平板 B2"))
    with pytest.raises(publishing.NotPublishable):
        publish(meet, "run", "晚到的成绩")
    decide(meet, "run", 6, time=14380)
    draft = draft_of(meet, "run")
    assert not draft.obstacles
    assert draft.last
    assert draft.last.pk == before.pk
    assert not draft.changed


def test_every_ruling_says_why_and_changes_something(meet: Meet) -> None:
    meet.record("run", 1, time=12340)
    with pytest.raises(rulings.ReasonMissing):
        decide(meet, "run", 1, reason=" ", time=1)
    with pytest.raises(rulings.NothingChanges):
        decide(meet, "run", 1, time=12340)
    with pytest.raises(rulings.NotPossible):
        decide(meet, "run", 1, time=-1)


def test_level_marks_wait_for_the_chief_referee_where_the_contest_says_so(meet: Meet) -> None:
    Scoresheet.objects.filter(contest=meet.contests["rope"]).update(undecided="decide")
    for number in range(1, 7):
        meet.record("rope", number, count=150 if number in (2, 5) else 100 - number)
    draft = draft_of(meet, "rope")
    assert draft.undecided == [["rope/2", "rope/5"]]
    assert draft.obstacles
    steps = {meet.entry("rope", 5): 1, meet.entry("rope", 2): 2}
    common = {"sheet": meet.sheet("rope"), "slot": "decision", "by": meet.chief, "now": later(days=23)}
    rulings.decide_order(steps=steps, reason="加赛", **common)
    published = publish(meet, "rope")
    assert ranks(published)[5] == (1, "first")
    assert ranks(published)[2] == (2, "second")
    # An order made for one tie never reaches into another.
    decide(meet, "rope", 1, count=150)
    assert draft_of(meet, "rope").undecided == [["rope/1", "rope/2", "rope/5"]]


def test_the_award_list_needs_every_contest_and_publishes_the_activity(meet: Meet) -> None:
    meet.record_everything()
    publish(meet, "run")
    publish(meet, "rope")
    meet.move_to(State.SETTLING)
    with pytest.raises(publishing.NotPublishable) as refused:
        publish_awards(meet)
    assert "定点投篮" in str(refused.value)
    publish(meet, "shots")
    award_list = publish_awards(meet)
    assert Activity.objects.get(pk=meet.activity.pk).state == State.PUBLISHED
    # 6 entries reward 3 places in each contest. Entry 1 wins the race; 6 wins the other two; all take part.
    won = {(each["person"], each["prize"], each["contest"]) for each in award_list.outcome["awards"]}
    assert {each for each in won if each[1] != "souvenir"} == {
        ("p1", "first", "run"), ("p2", "second", "run"), ("p3", "second", "run"),
        ("p6", "first", "rope"), ("p5", "second", "rope"), ("p4", "second", "rope"),
    }  # fmt: skip
    assert {each[0] for each in won if each[1] == "souvenir"} == {f"p{number}" for number in range(1, 7)}
    assert list(check_publication(award_list.case, award_list.outcome, award_list.sha256)) == []


def test_a_corrected_contest_makes_the_award_list_stale_until_it_is_published_again(meet: Meet) -> None:
    meet.record_everything()
    meet.move_to(State.SETTLING)
    for code in meet.contests:
        publish(meet, code)
    publish_awards(meet)
    meet.activity.refresh_from_db()
    decide(meet, "run", 6, reason="看错了表", time=9000)
    assert not awarding.draft_of(meet.activity).stale
    publish(meet, "run", "看错了表")
    draft = awarding.draft_of(meet.activity)
    assert draft.stale
    assert meet.people[2].name in {move["name"] for move in draft.moved}
    with pytest.raises(publishing.ReasonMissing):
        publish_awards(meet)
    assert publish_awards(meet, "托球跑更正").number == 2
    assert not awarding.draft_of(meet.activity).stale


def test_those_who_never_came_get_no_souvenir(meet: Meet) -> None:
    meet.record_everything()
    for code in meet.contests:
        decide(meet, code, 4, absence="DNS")
    outcome = outcome_of(case_of_activity(read_activity(meet.activity), Setting(meet.activity)))
    assert "p4" not in {award["person"] for award in outcome["awards"]}


def test_plan_one_in_the_hall_restart_foul_and_equal_hits(db: None) -> None:
    """A restart is a longer time, a foul has no mark, equal hits go to the earlier hit, all with their reason."""
    meet = make_meet(people=4)
    meet.record("run", 1, time=25000)
    meet.record("run", 2, time=12340, absence="DSQ")
    meet.record("run", 3, time=18000)
    meet.record("run", 4, absence="DNS")
    assert ranks(publish(meet, "run")) == {3: (1, "first"), 1: (2, "second"), 2: (None, None), 4: (None, None)}
    for number, hits in {1: (2, 3), 2: (1, 9), 3: (1, 8), 4: (5,)}.items():
        meet.record("shots", number, **{f"shot.{shot}": int(shot in hits) for shot in range(1, 11)})
    published = publish(meet, "shots")
    assert ranks(published) == {3: (1, "first"), 2: (2, "second"), 1: (3, "second"), 4: (4, None)}
    placings = published.outcome["contests"][0]["rankings"][0]["placings"]
    assert all(placing["why"]["zh"] for placing in placings)
    assert "先投中" in placings[0]["why"]["zh"]


@pytest.mark.parametrize("people", [1, 3])
def test_a_whole_activity_is_read_in_ten_queries(db: None, django_assert_num_queries: Any, people: int) -> None:
    meet = make_meet(people=people)
    meet.record_everything()
    with django_assert_num_queries(10):
        case_of_activity(read_activity(meet.activity), Setting(meet.activity))
