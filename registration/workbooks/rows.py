"""One row of a sheet: what it says of a person, and every cell of it that cannot be read. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from registration.limits import Contest
from registration.limits.roster import KINDS_OF_PEOPLE
from registration.models import Person
from registration.workbooks import cells
from registration.workbooks.cells import Misread, TeamCell
from registration.workbooks.columns import CODED, DATES, SheetColumn, said
from registration.workbooks.words import (
    GENDER,
    GENDER_WORDS,
    HEALTHY,
    KIND_WORDS,
    NAME,
    NUMBER,
    POST,
    POST_WORDS,
    UNIT,
    plain,
)
from unionevents.lib.plain_text import has_control_characters
from unionevents.lib.upload import CellValue, Sheet, cell_name, shortened

LONGEST_NAME = 40
LONGEST_CONTENT = 80
LARGEST_NUMBER = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in one cell: where, why, and what to do."""

    cell: str
    says: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One person as the sheet has it. None means that the sheet has no such column, so nothing is said about it."""

    row: int
    name: str
    unit: str | None = None
    number: int | None = None
    gender: str | None = None
    post: str | None = None
    healthy: bool | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    """Days and kind by their names; a function or a trait by its column's code, yes or no."""
    entries: dict[str, str | None] = field(default_factory=dict)
    """Contests entered; a contest that has a column and is not here is not entered."""
    columns: tuple[str, ...] = ()
    """The contests that have a column."""
    contents: dict[str, str] = field(default_factory=dict)
    teams: dict[str, TeamCell] = field(default_factory=dict)
    """By contest, where the sheet has its column."""
    cells: dict[str, str] = field(default_factory=dict)
    """Which cell each column's value stood in."""
    faults: tuple[Fault, ...] = ()


class RowReader:
    """Reads one row; collects every fault instead of stopping at the first."""

    def __init__(
        self, number: int, texts: Sequence[str], places: dict[int, SheetColumn | None], sheet: Sheet, example: str
    ) -> None:
        self.number, self.example = number, example
        self.faults: list[Fault] = []
        self.texts: dict[str, str] = {}
        self.cells: dict[str, str] = {}
        self.columns: dict[str, SheetColumn] = {}
        self.raw_name: CellValue = ""
        raw = sheet.rows[number - 1]
        for place, column in places.items():
            if column is not None and column.code not in self.texts:
                self.texts[column.code] = texts[place] if place < len(texts) else ""
                self.cells[column.code] = cell_name(number, place + 1)
                self.columns[column.code] = column
                if column.code == NAME and place < len(raw):
                    self.raw_name = raw[place]
                if (number, place + 1) in sheet.unread:
                    self.texts[column.code] = ""
                    self._fault(column.code, _("A formula without its value. Paste the cell as a value, or type it."))

    def read(self) -> SheetRow | None:
        if not any(self.texts.values()) or self.texts.get(NAME, "").startswith(self.example):
            return None
        gender = self._gender()
        contests = {code: column.contest for code, column in self.columns.items() if column.contest}
        alone = {code: contest for code, contest in contests.items() if code.startswith("contest:")}
        return SheetRow(
            row=self.number,
            name=self._name(),
            unit=self.texts.get(UNIT),
            number=self._start_number(),
            gender=gender,
            post=self._post(),
            healthy=self._read(HEALTHY, cells.yes_or_no, False) if HEALTHY in self.texts else None,
            facts=self._facts(),
            entries=self._entries(alone, gender or ""),
            columns=tuple(contest.code for contest in alone.values()),
            contents={
                contest.code: self._read(code, lambda text: cells.line_in(text, LONGEST_CONTENT), "")
                for code, contest in contests.items()
                if code.startswith("content:")
            },
            teams={contest.code: self._team(contest) for code, contest in contests.items() if code.startswith("team:")},
            cells=self.cells,
            faults=tuple(self.faults),
        )

    def _fault(self, code: str, says: str) -> None:
        fault = Fault(self.cells[code], says)
        if not any(known.cell == fault.cell for known in self.faults):
            self.faults.append(fault)

    def _read(self, code: str, understand: Callable[[str], Any], otherwise: Any) -> Any:
        try:
            return understand(self.texts.get(code, ""))
        except Misread as problem:
            self._fault(code, str(problem))
            return otherwise

    def _name(self) -> str:
        name = self.texts[NAME]
        if has_control_characters(str(self.raw_name or "")):
            self._fault(NAME, _("The name holds an invisible control character. Type the name anew."))
        elif not name:
            self._fault(NAME, _("The name is missing. Write it, or clear the whole row."))
        elif len(name) > LONGEST_NAME:
            said = _("The name has {n} characters; at most {most}. Only the name belongs here.")
            self._fault(NAME, said.format(n=len(name), most=LONGEST_NAME))
            return name[:LONGEST_NAME]
        elif not any(letter.isalpha() for letter in name):
            self._fault(NAME, _("“{text}” is no name. Write the person's name.").format(text=shortened(name)))
        return name

    def _start_number(self) -> int | None:
        text = cells.half_width(self.texts.get(NUMBER, ""))
        if not text:
            return None
        if text.isdecimal() and len(text) <= len(str(LARGEST_NUMBER)) and 0 < int(text) <= LARGEST_NUMBER:
            return int(text)
        said = _("“{text}” is no start number. Leave the cell empty for new people.")
        self._fault(NUMBER, said.format(text=shortened(text)))
        return None

    def _gender(self) -> str | None:
        if GENDER not in self.texts:
            return None
        text = self.texts[GENDER]
        gender = GENDER_WORDS.get(plain(text))
        if not text:
            self._fault(GENDER, _("The gender is missing. Choose one."))
        elif gender is None:
            said = _("“{text}” is no gender. Choose from the list.")
            self._fault(GENDER, said.format(text=shortened(text)))
        return gender

    def _post(self) -> str | None:
        if POST not in self.texts:
            return None
        member = str(Person.Post.MEMBER.value)
        if not self.texts[POST]:
            return member
        labels = {plain(str(label)): str(value) for value, label in Person.Post.choices}
        offered = [str(label) for label in Person.Post.labels]
        # What cannot be read is no post, and is not counted among the members either.
        return self._read(POST, lambda text: cells.word_in(text, POST_WORDS | labels, offered), None)

    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = {code: self._read(code, cells.day_in, None) for code in DATES if code in self.texts}
        if "kind" in self.texts:
            words = KIND_WORDS | {plain(said(phrase)): code for code, phrase in KINDS_OF_PEOPLE.items()}
            offered = list(map(said, KINDS_OF_PEOPLE.values()))
            staff = str(Person.Kind.STAFF.value)
            facts["kind"] = (
                self._read("kind", lambda text: cells.word_in(text, words, offered), staff)
                if self.texts["kind"]
                else staff
            )
        for group, known in CODED.items():
            for code in known:
                if f"{group}_{code}" in self.texts:
                    facts[f"{group}_{code}"] = self._read(f"{group}_{code}", cells.yes_or_no, False)
        return facts

    def _entries(self, contests: dict[str, Contest], gender: str) -> dict[str, str | None]:
        entries: dict[str, str | None] = {}
        for code, contest in contests.items():
            is_in, division = self._read(code, partial(cells.entry_in, contest=contest, gender=gender), (False, None))
            if is_in:
                entries[contest.code] = division
        return entries

    def _team(self, contest: Contest) -> TeamCell:
        code = contest.code

        def line(what: str, longest: int) -> str | None:
            return self._read(f"{what}:{code}", lambda text: cells.line_in(text, longest), "") or None

        has_positions, has_part = f"team_position:{code}" in self.texts, f"team_part:{code}" in self.texts
        found = TeamCell(
            numbers=self._read(f"team:{code}", cells.teams_in, ()),
            name=line("team_name", LONGEST_NAME),
            division=self._read(f"team_division:{code}", lambda text: cells.division_in(text, contest), None),
            content=line("team_content", LONGEST_CONTENT),
            positions=self._read(f"team_position:{code}", cells.positions_in, ()) if has_positions else None,
            part=self._read(f"team_part:{code}", cells.part_in, frozenset()) if has_part else None,
        )
        said_more = any((found.name, found.division, found.content, found.positions, found.part))
        if said_more and not found.numbers and not self._is_faulty(f"team:{code}"):
            self._fault(f"team:{code}", _("The number of the team is missing: 1 for the first, 2 for the second."))
        return found

    def _is_faulty(self, code: str) -> bool:
        return any(fault.cell == self.cells[code] for fault in self.faults)
