"""What is handed in always adds up: by the network, in a file, from paper."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.models import Device, Operation, PaperSheet
from scoring.queries.reading import read_sheet
from scoring.services import filing, intake, packs, papers
from scoring.sync.wire import read_operation
from tests.scoring.meets import Meet
from tests.scoring.tablets import Tablet, make_station, make_tablet

pytestmark = pytest.mark.django_db
KINDS = ("stored", "repeated", "flagged", "conflict", "refused")
UUIDS = st.integers(1, 6).map(lambda number: str(UUID(int=number, version=4)))
PLAIN = st.fixed_dictionaries(
    {
        "uuid": UUIDS,
        "entry": st.sampled_from(["run/1", "run/2", "run/99", "rope/1", 7]),
        "device": st.just("平板"),
        "seq": st.integers(0, 3),
        "slot": st.sampled_from(["time", "absence", "shot.1", "TIME", ""]),
        "value": st.sampled_from([None, 12340, 12350, -1, 10**9, "DNS", "xxx", 1.5]),
        "replaces": st.lists(UUIDS, max_size=2),
        "captured_at": st.sampled_from(["2026-09-23T08:41:07+08:00", "1970-01-01T00:00:00+00:00", "gestern"]),
    }
)
ANYTHING = st.one_of(PLAIN, st.none(), st.integers(), st.text(max_size=3), st.just({}), st.just([]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.lists(ANYTHING, max_size=6), max_size=4))
def test_whatever_is_sent_every_operation_gets_one_receipt_and_the_counts_add_up(
    meet: Meet, batches: list[list[object]]
) -> None:
    Operation.objects.all().delete()
    stored: set[str] = set()
    for batch in batches:
        receipts = meet.take("run", *batch)
        counts = intake.counts_of(receipts)
        assert counts["sent"] == len(batch) == sum(counts[kind] for kind in KINDS)
        readable = [isinstance(sent, dict) and not hasattr(read_operation(sent), "zh") for sent in batch]
        assert all(one.kind == "refused" for one, is_read in zip(receipts, readable, strict=True) if not is_read)
        stored |= {str(one.uuid) for one in receipts if one.kind in {"stored", "flagged"}}
    assert {str(uuid) for uuid in Operation.objects.values_list("uuid", flat=True)} == stored


def outbox_of(tablet: Tablet, *batches: dict[str, Any]) -> dict[str, Any]:
    return {"format": "unionevents-outbox", "version": 1, "device": tablet.device.code, "batches": list(batches)}


def hand_in(meet: Meet, document: object, **more: str) -> Any:
    client = Client()
    client.force_login(meet.chief)
    file = SimpleUploadedFile("outbox.json", json.dumps(document).encode(), "application/json")
    return client.post(f"/activities/{meet.activity.pk}/stations/outbox/", {"file": file} | more)


def test_an_outbox_file_goes_the_same_way_in_and_twice_does_no_harm(meet: Meet) -> None:
    tablet = make_tablet(meet).sign_in(meet)
    document = outbox_of(tablet, tablet.batch(tablet.operation("run/1", "time", 12340)))

    assert "已保存 1 条" in hand_in(meet, document).content.decode()
    receipts = hand_in(meet, document, **{"as": "file"}).json()

    assert [one["receipt"] for one in receipts["receipts"]] == ["repeated"]
    assert Operation.objects.get().by_name == meet.referee.name


def test_an_outbox_of_an_unknown_tablet_is_kept_and_waits(meet: Meet) -> None:
    tablet = make_tablet(meet).sign_in(meet)
    document = outbox_of(tablet, tablet.batch(tablet.operation("run/1", "time", 12340)))
    Device.objects.all().delete()

    assert "待核对 1 条" in hand_in(meet, document).content.decode()
    assert read_sheet(meet.sheet("run")).folded.slots == {}


@pytest.mark.parametrize("document", [[], {}, {"format": "unionevents-outbox", "version": 2}, {"format": "x"}])
def test_another_file_is_refused_with_a_sentence(meet: Meet, document: object) -> None:
    assert "这不是平板导出的待传文件" in hand_in(meet, document).content.decode()


def test_a_pack_file_opens_a_tablet_of_its_own_and_its_tickets_name_their_authors(meet: Meet) -> None:
    station = make_station(meet)
    make_tablet(meet, station).sign_in(meet)
    document = packs.pack_file(station=station, by=meet.chief, now=timezone.now())
    device = Device.objects.get(code=document["device"]["id"])
    tablet = Tablet(device, document["token"])
    tablet.ticket = document["tickets"][0]["ticket"]

    tablet.send(tablet.operation("run/1", "time", 12340))

    assert document["pack"]["sheets"][0]["id"] == "run"
    assert Operation.objects.get().by_name == meet.referee.name


def type_in(meet: Meet, paper: PaperSheet, who: Any, time: int | None) -> Any:
    return papers.type_in(paper=paper, values={"run/1": {"time": time}}, by=who, now=timezone.now())


def test_paper_is_numbered_once_and_typed_in_under_its_number(meet: Meet) -> None:
    made = papers.make_papers(activity=meet.activity, by=meet.organiser, now=timezone.now())
    assert papers.make_papers(activity=meet.activity, by=meet.organiser, now=timezone.now()) == []
    further = papers.make_papers(activity=meet.activity, by=meet.organiser, now=timezone.now(), again=meet.sheet("run"))
    assert [paper.number for paper in (*made, *further)] == [1, 2, 3, 4]

    paper = PaperSheet.objects.get(number=made[0].number)
    typing, receipts = type_in(meet, paper, meet.referee, 12340)

    row = Operation.objects.get()
    assert (row.device, row.by_name, row.value, typing.round) == ("paper-1", "秦裁判", 12340, 1)
    assert [one.kind for one in receipts] == ["stored"]


def test_two_who_agree_agree_and_two_who_differ_are_shown_to_the_chief(meet: Meet) -> None:
    papers.make_papers(activity=meet.activity, by=meet.organiser, now=timezone.now())
    paper = PaperSheet.objects.get(number=1)
    type_in(meet, paper, meet.referee, 12340)
    with pytest.raises(papers.SamePerson):
        type_in(meet, paper, meet.referee, 12340)

    typing, _receipts = type_in(meet, paper, meet.chief, 12840)

    assert typing.differences == [["run/1", "time", 12340, 12840]]
    assert len(read_sheet(meet.sheet("run")).conflicts) == 1
    with pytest.raises(papers.TypedTwice):
        type_in(meet, paper, meet.organiser, 12340)


def test_an_empty_sheet_is_not_handed_in(meet: Meet) -> None:
    papers.make_papers(activity=meet.activity, by=meet.organiser, now=timezone.now())

    with pytest.raises(papers.NothingTyped):
        type_in(meet, PaperSheet.objects.get(number=1), meet.referee, None)


def test_stations_and_paper_go_through_the_activity_file_and_no_key_of_a_tablet_does(meet: Meet) -> None:
    tablet = make_tablet(meet, make_station(meet, "run", "shots", heats=(1, 2))).sign_in(meet)
    papers.make_papers(activity=meet.activity, by=meet.organiser, now=timezone.now())
    type_in(meet, PaperSheet.objects.get(number=1), meet.referee, 12340)
    content = filing.export_activity(meet.activity)

    again = filing.import_activity(filing.read_activity_file(content), by=meet.organiser, now=timezone.now())

    assert filing.export_activity(again) == content
    assert again.stations.get().tasks.count() == 2
    assert again.papers.get(number=1).typings.get().by_name == meet.referee.name
    for secret in (tablet.token, tablet.ticket, tablet.device.token_hash):
        assert secret not in content.decode()


def test_a_station_of_a_file_with_an_unknown_contest_is_named(meet: Meet) -> None:
    make_station(meet)
    document = json.loads(filing.export_activity(meet.activity))
    document["stations"][0]["tasks"][0]["contest"] = "nowhere"

    assert [problem.path for problem in filing.check_document(document)] == ["$.stations[0].tasks[0].contest"]


@pytest.mark.parametrize(("claim", "records"), [(0, {}), (1, {"time": 12340})])
def test_the_chief_referee_lets_what_waits_count_or_not(meet: Meet, claim: int, records: dict[str, int]) -> None:
    tablet = make_tablet(meet)
    tablet.send(tablet.operation("run/1", "time", 12340), ticket="")
    client = Client()
    client.force_login(meet.chief)
    address = f"/sheets/{meet.sheet('run').pk}/chief/"
    shown = client.get(address).content.decode()
    assert "录入时没有裁判员登录" in shown
    assert "12.34" in shown

    decided = {"act": "decide", "entry": "1", "slot": "time", "claim": str(claim), "reason": "核对纸质记录"}
    assert client.post(address, decided).status_code == 302

    reading = read_sheet(meet.sheet("run"))
    assert reading.conflicts == []
    assert reading.recorded[meet.entry("run", 1).pk].records == records
