"""What people are told about their data, and who was erased, as their part of an activity file.

ID numbers, addresses and messages go into no file: they belong to the installation that asked for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from events.models import Activity
from registration.models import Erasure, Privacy
from unionevents.lib.documents import NOT_A_UUID, Problem, is_uuid
from unionevents.lib.rowfiles import record_of, values_of
from unionevents.lib.schemas import Reading, Schema, moment, nullable, record, rows, text, whole

Record = dict[str, Any]
PRIVACY = (
    "purpose", "notice", "contact", "id_number_reason", "details_days", "id_number_days", "names_days",
)  # fmt: skip
ERASURE = ("person_key", "number", "at", "reason", "counts", "seals")
MOST_DAYS = 3650


def shape() -> dict[str, Schema]:
    days = whole(0, MOST_DAYS)
    seal = record(
        "A publication (no contest: the award list) whose checksum changed with a name.",
        contest=nullable(text(40)),
        number=whole(1),
        was=text(64),
        **{"is": text(64)},
        proved={"type": "boolean"},
    )
    return {
        "privacy": record(
            "What people are told about their data; days count from the last day.",
            purpose=text(200), notice=text(), contact=text(120), id_number_reason=text(200),
            details_days=days, id_number_days=days, names_days=days,
        ),
        "erasures": rows(
            record(
                "Somebody who was erased, by key and number; `counts` says in which tables.",
                person_key=text(36, shortest=36), number=whole(1), at=moment(), reason=text(200),
                counts={"type": "object", "additionalProperties": whole()}, seals=rows(seal),
            )
        ),
    }  # fmt: skip


def describe_privacy(activity: Activity) -> Record:
    """Only what somebody has set or done."""
    found: Record = {}
    if privacy := Privacy.objects.filter(activity=activity).first():
        found["privacy"] = record_of(privacy, PRIVACY)
    if erasures := [record_of(row, ERASURE) for row in activity.erasures.order_by("at", "number", "pk")]:
        found["erasures"] = erasures
    return found


def build_privacy(part: Mapping[str, Any], *, activity: Activity) -> None:
    if "privacy" in part:
        Privacy.objects.create(activity=activity, **values_of(Privacy, part["privacy"], PRIVACY))
    Erasure.objects.bulk_create(
        Erasure(activity=activity, **values_of(Erasure, row, ERASURE)) for row in part.get("erasures", ())
    )


def check_privacy(reading: Reading) -> Iterator[Problem]:
    for place, row in reading.rows("erasures", needs=["person_key"]):
        if not is_uuid(row["person_key"]):
            yield Problem((*place, "person_key"), NOT_A_UUID.fill(found=row["person_key"]))
