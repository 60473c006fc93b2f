"""A filled-in sheet as rows with everything that is wrong in them, cell by cell. Nothing is written here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from registration.limits import Contest, fitting
from registration.models import Person
from registration.workbooks.columns import (
    GENDER,
    GENDER_WORDS,
    HEALTHY,
    NAME,
    NO,
    NUMBER,
    POST,
    POST_WORDS,
    YES,
    SheetColumn,
    columns_for,
    find_columns,
    looks_like_header,
    needs_choice,
    plain,
)
from registration.workbooks.template import example_mark
from unionevents.lib.phrase import Phrase
from unionevents.lib.plain_text import has_control_characters
from unionevents.lib.upload import CellValue, NotReadable, Sheet, cell_name, shortened, text_of

HEADER_WITHIN = 20
LONGEST_NAME = 40
LARGEST_NUMBER = 2_000_000_000
NO_HEADER = Phrase(
    "No header with a name column was found in the first 20 rows. Use the sheet that this page offers.",
    "前 20 行里没有找到带“姓名”的表头。请使用本页下载的表格填写。",
)


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
    number: int | None = None
    gender: str | None = None
    post: str | None = None
    healthy: bool | None = None
    entries: dict[str, str | None] = field(default_factory=dict)
    """Contests entered; a contest that has a column and is not here is not entered."""
    columns: tuple[str, ...] = ()
    """The contests that have a column."""
    cells: dict[str, str] = field(default_factory=dict)
    """Which cell each column's value stood in."""
    faults: tuple[Fault, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> SheetRow:
        faults = tuple(Fault(**fault) for fault in given["faults"])
        return cls(**(given | {"faults": faults, "columns": tuple(given["columns"])}))


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What was read: rows with people, and faults of the header."""

    rows: tuple[SheetRow, ...]
    faults: tuple[Fault, ...]


def read_roster(sheet: Sheet, contests: Sequence[Contest]) -> SheetContent:
    """Every row with a person in it; NotReadable when there is no header to read by."""
    columns = columns_for(contests)
    texts = [[text_of(value) for value in row] for row in sheet.rows]
    header = next((n for n, row in enumerate(texts[:HEADER_WITHIN]) if looks_like_header(row, columns)), None)
    if header is None:
        raise NotReadable(NO_HEADER)
    places = find_columns(texts[header], columns)
    faults = tuple(_header_faults(texts[header], places, header + 1))
    rows = [
        _Row(number, texts[number - 1], places, raw=sheet.rows[number - 1]).read()
        for number in range(header + 2, len(texts) + 1)
    ]
    return SheetContent(tuple(row for row in rows if row), faults)


def _header_faults(header: Sequence[str], places: dict[int, SheetColumn | None], row: int) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for place, column in places.items():
        cell = cell_name(row, place + 1)
        if column is None:
            said = _("“{title}” is no contest of this activity and no column of the roster. Correct or delete it.")
            yield Fault(cell, said.format(title=shortened(header[place])))
        elif column.code in seen:
            said = _("“{title}” means the same as column {other}. Delete one of them.")
            yield Fault(cell, said.format(title=shortened(header[place]), other=seen[column.code]))
        else:
            seen[column.code] = cell
    for code, title in ((GENDER, _("Gender")),):
        if code not in seen:
            yield Fault(cell_name(row, 1), _("The column “{title}” is missing. Add it.").format(title=title))


class _Row:
    """Reads one row; collects every fault instead of stopping at the first."""

    def __init__(
        self, number: int, texts: Sequence[str], places: dict[int, SheetColumn | None], *, raw: Sequence[CellValue]
    ) -> None:
        self.number = number
        self.faults: list[Fault] = []
        self.texts: dict[str, str] = {}
        self.cells: dict[str, str] = {}
        self.contests: dict[str, Contest] = {}
        self.raw_name = ""
        for place, column in places.items():
            if column is not None and column.code not in self.texts:
                self.texts[column.code] = texts[place] if place < len(texts) else ""
                self.cells[column.code] = cell_name(number, place + 1)
                if column.code == NAME and place < len(raw):
                    self.raw_name = str(raw[place])
                if column.contest:
                    self.contests[column.code] = column.contest

    def read(self) -> SheetRow | None:
        if not any(self.texts.values()) or self._is_example():
            return None
        gender = self._gender()
        return SheetRow(
            row=self.number,
            name=self._name(),
            number=self._start_number(),
            gender=gender,
            post=self._post(),
            healthy=self._yes_or_no(HEALTHY) if HEALTHY in self.texts else None,
            entries=self._entries(gender or ""),
            columns=tuple(contest.code for contest in self.contests.values()),
            cells={code.removeprefix("contest:"): cell for code, cell in self.cells.items()},
            faults=tuple(self.faults),
        )

    def _is_example(self) -> bool:
        return plain(self.texts.get(NAME, "")).startswith((plain(example_mark()), "示例", "example"))

    def _fault(self, code: str, says: str) -> None:
        self.faults.append(Fault(self.cells.get(code, cell_name(self.number, 1)), says))

    def _name(self) -> str:
        name = self.texts.get(NAME, "")
        if has_control_characters(self.raw_name):
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
        text = unicodedata.normalize("NFKC", self.texts.get(NUMBER, "")).strip()
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
        text = self.texts.get(POST, "")
        if POST not in self.texts:
            return None
        if not text:
            return str(Person.Post.MEMBER.value)
        labels = {plain(str(label)): str(value) for value, label in Person.Post.choices}
        post = labels.get(plain(text)) or POST_WORDS.get(plain(text))
        if post is None:
            offered = "、".join(str(label) for label in Person.Post.labels)
            said = _("“{text}” is not one of the posts: {offered}. Choose from the list.")
            self._fault(POST, said.format(text=shortened(text), offered=offered))
        return post

    def _yes_or_no(self, code: str) -> bool:
        text = plain(self.texts[code])
        if text in YES or text in NO:
            return text in YES
        said = _("“{text}” is neither yes nor no. Choose from the list, or leave the cell empty.")
        self._fault(code, said.format(text=shortened(self.texts[code])))
        return False

    def _entries(self, gender: str) -> dict[str, str | None]:
        entries: dict[str, str | None] = {}
        for code, contest in self.contests.items():
            text = plain(self.texts[code])
            if division := next((each for each in contest.divisions if plain(each.title) == text), None):
                entries[contest.code] = division.code
            elif not contest.divisions or not needs_choice(contest):
                if self._yes_or_no(code):
                    entries[contest.code] = None
            elif text not in NO:
                offered = "、".join(each.title for each in fitting(contest, gender))
                said = _("“{text}” is no division of {contest}. Write one of: {offered}.")
                self._fault(code, said.format(text=shortened(self.texts[code]), contest=contest.title, offered=offered))
        return entries
