"""The published award list as a workbook of five sheets, and as a document for other programs.

Everything comes from the frozen outcome of the publication, nothing is computed again; the days are the plan's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook

from scoring.models import Publication
from scoring.queries.published import contest_days
from unionevents.lib.documents import write_moment
from unionevents.lib.money import format_fen, in_capitals
from unionevents.lib.spreadsheet import Column, write_sheet

Award = Mapping[str, Any]
FORMAT, VERSION = "unionevents-awards", 1
ROOM_TO_SIGN = 32
SHORT = 12


@dataclass(frozen=True, slots=True)
class Purchase:
    """So many of one thing at one price."""

    prize: str
    item: str
    value: int | None
    count: int

    @property
    def amount(self) -> int | None:
        return None if self.value is None else self.value * self.count


def write_award_workbook(publication: Publication, file: BinaryIO) -> None:
    """Streams the rows: memory stays the same however long the list is."""
    award_workbook(publication).save(file)


def award_workbook(publication: Publication) -> Workbook:
    workbook = Workbook(write_only=True)
    outcome: dict[str, Any] = publication.outcome
    titles = contest_titles(outcome)
    awards: list[Award] = outcome["awards"]
    _by_contest(workbook, publication)
    _by_unit(workbook, publication, awards, titles)
    _by_person(workbook, publication, awards, titles)
    _to_buy(workbook, publication, purchases(awards))
    _receipt(workbook, publication, awards)
    return workbook


def workbook_name(publication: Publication) -> str:
    """What a browser stores it as."""
    return _("%(title)s award list %(number)s.xlsx") % {
        "title": publication.activity.title,
        "number": publication.number,
    }


def award_document(publication: Publication) -> dict[str, Any]:
    """The same award list as JSON values."""
    awards: list[Award] = publication.outcome["awards"]
    return {
        "format": FORMAT,
        "version": VERSION,
        "activity": publication.activity.title,
        "publication": publication.number,
        "published_at": write_moment(publication.at),
        "published_by": publication.by_name,
        "sha256": publication.sha256,
        "contests": publication.outcome["contests"],
        "awards": awards,
        "purchases": [
            {"prize": bought.prize, "item": bought.item, "value": bought.value, "count": bought.count}
            for bought in purchases(awards)
        ],
    }


def contest_titles(outcome: Mapping[str, Any]) -> dict[str, str]:
    return {each["code"]: each["title"] for each in (*outcome["contests"], *outcome.get("tables", ()))}


def _source(award: Award, titles: Mapping[str, str]) -> str:
    """The title of the contest, or of the table of units, that earned it."""
    return titles.get(award["contest"] or award.get("table") or "", "")


def purchases(awards: Sequence[Award]) -> list[Purchase]:
    """What has to be bought: prizes in the order in which they are first awarded, alike in thing and value."""
    counts: dict[tuple[str, str, int | None], int] = {}
    for award in awards:
        bought = (award["prize_title"], award["item"], award["value"])
        counts[bought] = counts.get(bought, 0) + 1
    return [Purchase(*bought, count) for bought, count in counts.items()]


def provenance(publication: Publication) -> str:
    """Where a printed sheet comes from, so that it can be held against the publication."""
    return _("%(activity)s · publication %(number)s · %(at)s · signed by %(by)s · checksum %(sha)s") % {
        "activity": publication.activity.title,
        "number": publication.number,
        "at": timezone.localtime(publication.at).strftime("%Y-%m-%d %H:%M"),
        "by": publication.by_name,
        "sha": publication.sha256[:SHORT],
    }


def _by_contest(workbook: Workbook, publication: Publication) -> None:
    divisions = {
        (contest["code"], division["code"]): division["title"] or division["code"]
        for contest in publication.case["contests"]
        for division in contest.get("divisions", ())
    }
    columns = [
        Column(_("Contest"), 18),
        *([Column(_("Division"), 12)] if divisions else []),
        Column(_("Day"), 12, "date"),
        Column(_("Place"), 8, "int"),
        Column(_("Name"), 12),
        Column(_("Unit"), 26),
        Column(_("Result"), 14),
        Column(_("Prize"), 14),
        Column(_("Why"), 60),
    ]
    title = _("By contest")
    write_sheet(workbook, title, columns, _placings(publication, divisions), **_above(publication, title))


def _placings(publication: Publication, divisions: Mapping[tuple[str, str], str]) -> Iterator[Sequence[object]]:
    """Every placing; the prize only where it is given, and otherwise why not."""
    language = _language()
    days = contest_days(publication)
    for contest in publication.outcome["contests"]:
        for ranking in contest["rankings"]:
            division = [divisions.get((contest["code"], ranking["division"]), "")] if divisions else []
            for placing in ranking["placings"]:
                why = placing["not_awarded"] or placing["why"]
                yield (
                    contest["title"],
                    *division,
                    days.get(contest["code"]),
                    placing["rank"],
                    placing["name"],
                    placing["unit_name"],
                    placing["shown"][language],
                    placing["prize_title"] if placing["awarded"] else "",
                    why[language],
                )


def _by_unit(workbook: Workbook, publication: Publication, awards: Sequence[Award], titles: Mapping[str, str]) -> None:
    columns = [
        Column(_("Unit"), 26),
        Column(_("Name"), 12),
        Column(_("Prize"), 14),
        Column(_("Contest"), 18),
        Column(_("Place"), 8, "int"),
        Column(_("What is given"), 24),
        Column(_("Amount"), 14, "money"),
    ]

    def rows() -> Iterator[Sequence[object]]:
        ordered = sorted(awards, key=_unit_of)  # stable: inside a unit the order of the award list stays
        for (_length, _code, unit), own in groupby(ordered, key=_unit_of):
            amount = 0
            for award in own:
                amount += award["value"] or 0
                yield (*_unit_and_name(award), award["prize_title"], _source(award, titles),
                       award["rank"], award["item"], award["value"])  # fmt: skip
            yield unit, _("Total"), "", "", None, "", amount

    title = _("By unit")
    write_sheet(workbook, title, columns, rows(), **_above(publication, title))


def _by_person(
    workbook: Workbook, publication: Publication, awards: Sequence[Award], titles: Mapping[str, str]
) -> None:
    columns = [
        Column(_("Name"), 12),
        Column(_("Unit"), 26),
        Column(_("Prize"), 14),
        Column(_("Contest"), 18),
        Column(_("Place"), 8, "int"),
        Column(_("What is given"), 24),
        Column(_("Amount"), 14, "money"),
        Column(_("Why"), 60),
    ]
    language = _language()
    ordered = sorted(awards, key=lambda award: (_unit_of(award), award["name"], award["person"]))
    rows = (
        (award["name"], award["unit_name"], award["prize_title"], _source(award, titles), award["rank"],
         award["item"], award["value"], award["why"][language])
        for award in ordered
    )  # fmt: skip
    title = _("By person")
    write_sheet(workbook, title, columns, rows, **_above(publication, title))


def _to_buy(workbook: Workbook, publication: Publication, bought: Sequence[Purchase]) -> None:
    columns = [
        Column(_("Prize"), 16),
        Column(_("What is given"), 28),
        Column(_("Value of one"), 14, "money"),
        Column(_("Quantity"), 10, "int"),
        Column(_("Amount"), 16, "money"),
    ]
    total = sum(purchase.amount or 0 for purchase in bought)
    rows: list[Sequence[object]] = [(buy.prize, buy.item, buy.value, buy.count, buy.amount) for buy in bought]
    rows.append((_("Total"), "", None, sum(buy.count for buy in bought), total))
    title = _("Prizes to buy")
    write_sheet(
        workbook, title, columns, rows, **_above(publication, title),
        closing=[_("In words: %(amount)s") % {"amount": in_capitals(total)}],
    )  # fmt: skip


def _receipt(workbook: Workbook, publication: Publication, awards: Sequence[Award]) -> None:
    columns = [
        Column(_("No."), 6, "int"),
        Column(_("Unit"), 26),
        Column(_("Name"), 12),
        Column(_("Prize"), 12),
        Column(_("What is given"), 22),
        Column(_("Amount"), 13, "money"),
        Column(_("Signature"), 24),
        Column(_("Received on"), 16, "date"),
    ]
    # A person signs for everything in one go: what somebody gets stands together.
    first = {award["person"]: number for number, award in reversed(list(enumerate(awards)))}
    ordered = sorted(awards, key=lambda award: (_unit_of(award), first[award["person"]]))
    rows = (
        (number, *_unit_and_name(award), award["prize_title"], award["item"], award["value"], "", "")
        for number, award in enumerate(ordered, start=1)
    )
    total = sum(award["value"] or 0 for award in awards)
    title = _("Receipt list")
    write_sheet(
        workbook, title, columns, rows, **_above(publication, title),
        row_height=ROOM_TO_SIGN,
        closing=[
            _("%(count)s items, together %(amount)s (%(words)s)")
            % {"count": len(awards), "amount": format_fen(total), "words": in_capitals(total)},
            _("Handed out by: ____________    Checked by: ____________    Date: ____________"),
        ],
    )  # fmt: skip


def _above(publication: Publication, title: str) -> dict[str, Any]:
    """What stands above the header of every sheet; the day is a day, so that other programs can sort by it."""
    day: date = timezone.localdate(publication.at)
    return {
        "heading": f"{publication.activity.title} · {title}",
        "note": provenance(publication),
        "stamp": (_("Published on"), day),
    }


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"


def _unit_of(award: Award) -> tuple[int, str, str]:
    """The order of the units as they were numbered for the case, `u2` before `u10`."""
    code = award["unit"] or ""
    return len(code), code, award["unit_name"]


def _unit_and_name(award: Award) -> tuple[str, str]:
    return award["unit_name"], award["name"]
