"""The columns of an activity's sheet: from this one list come template, reading, export and messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registration.limits import Contest, Limit
from registration.limits.roster import FUNCTIONS, KINDS_OF_PEOPLE, TRAITS
from registration.models import Person
from registration.queries import Listing
from registration.workbooks.words import (
    CONTENT_NAMES,
    GENDER,
    HEALTHY,
    NAME,
    NUMBER,
    OTHER_NAMES,
    PASSED_OVER,
    POST,
    TEAM_NAMES,
    TICK,
    UNIT,
    plain,
)
from unionevents.lib.phrase import Phrase

SHORT_GENDERS = {"female": Phrase("F", "女"), "male": Phrase("M", "男")}
DATES = ("birth_date", "service_since")
CODED = {"function": FUNCTIONS, "trait": TRAITS}
POSITIONAL = frozenset({"positions", "appearances"})


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`code` is a word such as `name`, or `<what>:<contest>` for what a contest asks."""

    code: str
    title: str
    width: float
    choices: tuple[str, ...] = ()
    contest: Contest | None = None
    note: str = ""

    @property
    def what(self) -> str:
        return self.code.partition(":")[0]


@dataclass(frozen=True)
class Layout:
    """What an activity asks, and so which columns its sheet has. `units` are named where one sheet holds several."""

    contests: tuple[Contest, ...]
    """What people enter one by one."""
    team_contests: tuple[Contest, ...]
    conditions: tuple[Limit, ...]
    needs: frozenset[str]
    units: tuple[str, ...] = ()

    @property
    def asks_positions(self) -> bool:
        return any(limit.code in POSITIONAL for limit in self.conditions)

    def asks_content(self, contest: Contest) -> bool:
        return any("content" in limit.needs() and limit.touches(contest.code) for limit in self.conditions)


def layout_of(listing: Listing, units: Iterable[str] = ()) -> Layout:
    return Layout(listing.contest_values, listing.team_contests, tuple(listing.conditions), listing.needs, tuple(units))


def columns_for(layout: Layout) -> list[SheetColumn]:
    """The columns of this activity's sheet, in order."""
    columns = [SheetColumn(UNIT, _("Unit"), 18, layout.units)] if layout.units else []
    columns += [
        SheetColumn(
            NUMBER, _("Start number"), 9,
            note=_("Leave empty for new people; it says who is meant when you upload a corrected sheet."),
        ),
        SheetColumn(NAME, _("Name"), 14, note=_("As it shall stand on start lists and award lists.")),
        SheetColumn(GENDER, _("Gender"), 8, tuple(gender_word(code) for code in Person.Gender.values)),
        SheetColumn(POST, _("Post"), 12, tuple(str(label) for label in Person.Post.labels)),
        SheetColumn(
            HEALTHY, _("Healthy"), 8, (yes_word(), no_word()),
            note=_("“Yes” once the person has declared to be in good health."),
        ),
        *_facts(layout),
    ]  # fmt: skip
    for contest in layout.contests:
        columns.append(_entry(contest))
        if layout.asks_content(contest):
            columns.append(SheetColumn(f"content:{contest.code}", _("{contest} content").format(contest=contest.title),
                                       18, contest=contest, note=_("What is performed there.")))  # fmt: skip
    for contest in layout.team_contests:
        columns += _team(layout, contest)
    return columns


def _facts(layout: Layout) -> Iterator[SheetColumn]:
    """Nothing that no limit needs."""
    titles = {"birth_date": _("Birth date"), "service_since": _("In service since")}
    for code in DATES:
        if code in layout.needs:
            note = _("Like 1986-05-01; 1986.5.1 and 1986年5月1日 are read too.")
            yield SheetColumn(code, titles[code], 12, note=note)
    if "kind" in layout.needs:
        yield SheetColumn("kind", _("Takes part as"), 12, tuple(map(said, KINDS_OF_PEOPLE.values())))
    for code, title in FUNCTIONS.items():
        if f"function_{code}" in layout.needs:
            yield SheetColumn(f"function_{code}", said(title), 8, (TICK,))
    for code, title in TRAITS.items():
        if f"trait_{code}" in layout.needs:
            yield SheetColumn(f"trait_{code}", said(title), 11, (TICK,))


def _entry(contest: Contest) -> SheetColumn:
    return SheetColumn(
        f"contest:{contest.code}",
        f"★{contest.title}" if contest.starred else contest.title,
        max(8, 2 * len(contest.title) + 3),
        tuple(division.title for division in contest.divisions) if needs_choice(contest) else (TICK,),
        contest,
    )


def _team(layout: Layout, contest: Contest) -> Iterator[SheetColumn]:
    """A person's place in the teams of a contest; what concerns the team may stand with any of its people."""
    title, code = contest.title, contest.code
    yield SheetColumn(
        f"team:{code}", _("{contest} team no.").format(contest=title), max(9, 2 * len(title) + 5), contest=contest,
        note=_("1 for the unit's first team, 2 for the second; empty for whoever is in none."),
    )  # fmt: skip
    yield SheetColumn(f"team_name:{code}", _("{contest} team name").format(contest=title), 14, contest=contest,
                      note=_("Once for each team is enough."))  # fmt: skip
    if len(contest.divisions) > 1:
        offered = tuple(division.title for division in contest.divisions)
        yield SheetColumn(f"team_division:{code}", _("{contest} division").format(contest=title), 12, offered, contest)
    if layout.asks_content(contest):
        yield SheetColumn(f"team_content:{code}", _("{contest} content").format(contest=title), 18, contest=contest)
    if layout.asks_positions:
        yield SheetColumn(f"team_position:{code}", _("{contest} position").format(contest=title), 9, contest=contest,
                          note=_("The leg or the place in the order: 1, or 1、3 for two."))  # fmt: skip
    yield SheetColumn(f"team_part:{code}", _("{contest} part").format(contest=title), 10, part_words(), contest,
                      note=_("Whoever is marked as captain answers for the team."))  # fmt: skip


def needs_choice(contest: Contest) -> bool:
    """Several divisions are open to somebody of one gender, so a tick alone does not say which."""
    return any(
        sum(1 for division in contest.divisions if division.gender in {"", gender}) > 1
        for gender in Person.Gender.values
    )


def said(phrase: Phrase) -> str:
    return phrase.said(get_language() or "")


def gender_word(code: str) -> str:
    return said(SHORT_GENDERS[code]) if code else ""


def yes_word() -> str:
    return _("yes")


def no_word() -> str:
    return _("no")


def part_words() -> tuple[str, str, str]:
    """Captain, member, substitute."""
    return _("captain"), _("team member"), _("substitute")


def find_columns(header: Sequence[str], columns: Sequence[SheetColumn]) -> dict[int, SheetColumn | None]:
    """Which column each cell of a header means, by its place; None for a title that means nothing here."""
    by_title = {plain(column.title): column for column in columns}
    for column in columns:
        for name in _other_names(column):
            by_title.setdefault(plain(name), column)
    return {
        place: by_title.get(plain(title))
        for place, title in enumerate(header)
        if title and not (plain(title) in PASSED_OVER and plain(title) not in by_title)
    }


def _other_names(column: SheetColumn) -> Iterator[str]:
    if column.contest is None:
        yield from OTHER_NAMES.get(column.code, ())
        return
    names = CONTENT_NAMES if column.what == "content" else TEAM_NAMES.get(column.what, ())
    for name in names:
        yield f"{column.contest.title}{name}"


def looks_like_header(cells: Sequence[str], columns: Sequence[SheetColumn]) -> bool:
    """A row with a name column and at least one more that we know."""
    found = [column for column in find_columns(cells, columns).values() if column]
    return any(column.code == NAME for column in found) and len({column.code for column in found}) > 1
