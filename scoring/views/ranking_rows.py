"""The rows of a ranking as markup: through the template engine two hundred of them take five times as long."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class PlacingRow:
    """One line of a ranking."""

    entry: str
    entry_number: int
    number: str
    rank: int | None
    shared: bool
    name: str
    unit_name: str
    shown: str
    why: str
    prize: str
    tier: str
    ends_prizes: bool


def ranking_rows(
    rows: Iterable[PlacingRow], *, is_provisional: bool, contested: Collection[str], corrected_at: int | None
) -> SafeString:
    """A `<tr>` for each; `corrected_at` is the sheet whose names lead to their correction. Every value is escaped."""
    return mark_safe("\n".join(_rows(rows, is_provisional, contested, corrected_at)))  # noqa: S308 - each value is escaped below


def _rows(
    rows: Iterable[PlacingRow], is_provisional: bool, contested: Collection[str], corrected_at: int | None
) -> Iterator[str]:
    shared, mark, two, why = (escape(word) for word in (_("shared"), _("Mark"), _("two records"), _("Why")))
    chips: dict[tuple[str, str], str] = {("", ""): ""}
    for row in rows:
        name = escape(row.name)
        chip = row.tier if row.prize else "", row.prize
        if chip not in chips:
            chips[chip] = render_to_string("components/tier_chip.html", {"tier": row.tier, "label": row.prize}).strip()
        is_tied = row.shared and row.rank
        marks = {"is-tied": is_tied, "is-provisional": is_provisional, "is-line": row.ends_prizes}
        css = " ".join(word for word, holds in marks.items() if holds)
        rank = f'{row.rank}<span class="tied-word">{shared}</span>' if is_tied else row.rank
        linked = str(name)
        if corrected_at is not None:
            linked = f'<a href="{reverse("scoring:correct", args=[corrected_at, row.entry_number])}">{name}</a>'
        yield (
            f'<tr class="{css}"><td class="rank">{rank or DASH}</td>'
            f'<th scope="row" class="cell-title">{linked} '
            f'<span class="start-number figures">{escape(row.number)}</span></th>'
            f"<td>{escape(row.unit_name)}</td>"
            f'<td class="num cell-key" data-label="{mark}">'
            + (f'<span class="problem-line">{two}</span>' if row.entry in contested else escape(row.shown))
            + f"</td><td>{chips[chip]}</td>"
            f'<td class="no-print why-cell"><details class="why"><summary>{why}'
            f'<span class="visually-hidden"> {name}</span></summary><p>{escape(row.why)}</p></details></td></tr>'
        )


DASH = '<span class="muted">–</span>'
