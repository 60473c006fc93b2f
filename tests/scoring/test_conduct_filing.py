"""What was held, opened again and protested against travels in the activity file, byte for byte."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from scoring.models import Hold, Protest, Publication, Reopening
from scoring.queries.conduct import states_of
from scoring.services import conducting, protesting
from scoring.services.filing import check_document, export_activity, import_activity
from tests.scoring.meets import Meet
from tests.scoring.test_conduct import NOW, act, by_two, lodge, release


@pytest.fixture
def document(meet: Meet) -> dict[str, Any]:
    meet.record_everything()
    by_two(meet)
    conducting.answer(request=release(meet), agree=True, comment="", by=meet.organiser, now=NOW)
    protesting.decide(protest=lodge(meet), state="dismissed", decision="没有抢跑", by=meet.chief, now=NOW)
    lodge(meet, entry=None, now=NOW + timedelta(minutes=20))
    conducting.answer(request=act(meet, conducting.reopen), agree=True, comment="", by=meet.organiser, now=NOW)
    act(meet, conducting.hold, "rope")
    act(meet, conducting.lift, "rope")
    act(meet, conducting.hold, "rope")
    found: dict[str, Any] = json.loads(export_activity(meet.activity))
    return found


def test_the_file_comes_out_as_it_went_in(meet: Meet, document: dict[str, Any]) -> None:
    assert check_document(document) == []
    copy = import_activity(document, by=meet.organiser, now=NOW)
    assert export_activity(copy) == export_activity(meet.activity)
    assert sorted(states_of(copy).values()) == sorted(states_of(meet.activity).values())
    assert (Hold.objects.count(), Reopening.objects.count(), Protest.objects.count()) == (4, 2, 4)
    assert set(Publication.objects.values_list("second_name", flat=True)) == {meet.organiser.name}


@pytest.mark.parametrize(
    ("key", "change", "place"),
    [
        ("holds", {"contest": "nowhere"}, "$.holds[0].contest"),
        ("holds", {"lifted_at": None}, "$.holds[1].lifted_at"),
        ("reopenings", {"number": 7}, "$.reopenings[0].number"),
        ("protests", {"against": 7}, "$.protests[0].against"),
        ("protests", {"unit": "u99"}, "$.protests[0].unit"),
        ("protests", {"entry": "run/99"}, "$.protests[0].entry"),
        ("protests", {"key": "x" * 36}, "$.protests[0].key"),
        ("protests", {"state": "lost"}, "$.protests[0].state"),
    ],
)
def test_what_leads_nowhere_is_named_with_its_place(
    document: dict[str, Any], key: str, change: dict[str, Any], place: str
) -> None:
    document[key][0] |= change
    assert place in [problem.path for problem in check_document(document)]
