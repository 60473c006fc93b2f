"""Reading .xlsx: streamed by expat, so that memory follows what is kept and not what the file says of itself.

openpyxl would do for honest files; it takes seven times as long, does not tell a formula without a value from an empty
cell, and leaves out merged areas.
"""

from __future__ import annotations

import re
import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from typing import Final

from unionevents.lib.sheetfiles.content import CellValue, Collector, Sheet, column_number, moment_text, number_of
from unionevents.lib.sheetfiles.outside import judge
from unionevents.lib.sheetfiles.refusals import BROKEN, MAX_COLUMNS, MAX_ROWS, TOO_MUCH, NotReadable
from unionevents.lib.sheetfiles.streams import Attributes, Beyond, Stream

MAX_STRINGS: Final = 400_000
MAX_MERGED: Final = 20_000
EPOCHS: Final = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
LAST_SERIAL: Final = 2_958_465  # 9999-12-31
DATE_FORMATS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_DIRECTIVES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def read(content: bytes) -> list[Sheet]:
    """The visible sheets, in their order."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        judge(archive)
        names = {name.lower(): name for name in archive.namelist()}
        book = _Book(archive, names)
        return [book.sheet(title, part) for title, part in book.visible()]


class _Strings(Stream):
    """The shared strings, without the readings that Japanese files put beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self.parts: list[str] = []
        self.aside = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t" and not self.aside:
            self.collect()
        elif name == "si":
            self.parts = []
        elif name == "rPh":
            self.aside = True

    def finish(self, name: str) -> None:
        if name == "t" and not self.aside:
            self.parts.append(self.collected())
        elif name == "rPh":
            self.aside = False
        elif name == "si":
            self.strings.append(_plain("".join(self.parts)))
            if len(self.strings) > MAX_STRINGS:
                raise NotReadable(TOO_MUCH)


class _Cells(Stream):
    """The cells of one sheet."""

    def __init__(self, title: str, strings: list[str], dates: list[bool], is_1904: bool) -> None:
        super().__init__()
        self.found = Collector(title)
        self.strings, self.dates, self.is_1904 = strings, dates, is_1904
        self.row = self.column = 0
        self.kind = ""
        self.is_date = self.has_formula = self.aside = False
        self.value: str | None = None
        self.columns: dict[str, int] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "c":
                ref = attributes.get("r", "").rstrip("0123456789")
                self.column = (self.columns.get(ref) or self._learn(ref)) if ref else self.column + 1
                self.kind = attributes.get("t", "n")
                style = attributes.get("s")
                self.is_date = style is not None and style.isdecimal() and self._is_date(int(style))
                self.has_formula, self.value = False, None
            case "v":
                self.collect()
            case "t" if not self.aside:
                self.collect()
            case "f":
                self.has_formula = True
            case "row":
                self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
                self.column = 0
                if self.row > MAX_ROWS:
                    raise Beyond(self.expat.CurrentByteIndex)
            case "rPh":
                self.aside = True
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def finish(self, name: str) -> None:
        match name:
            case "v":
                self.value = self.collected()
            case "t" if not self.aside:
                self.value = (self.value or "") + self.collected()
            case "rPh":
                self.aside = False
            case "c":
                if self.value:
                    self.found.put(self.row, self.column, self._meant(self.value))
                elif self.has_formula and self.kind != "str" and self.column <= MAX_COLUMNS:
                    self.found.unread.add((self.row, self.column))
                    self.found.put(self.row, self.column, "=")

    def _learn(self, ref: str) -> int:
        if not ref.isascii() or not ref.isalpha() or len(ref) > 3:  # noqa: PLR2004  # XFD is the last column
            raise NotReadable(BROKEN)
        return self.columns.setdefault(ref, column_number(ref))

    def _is_date(self, style: int) -> bool:
        return style < len(self.dates) and self.dates[style]

    def _meant(self, text: str) -> CellValue:
        match self.kind:
            case "s":
                return self.strings[int(text)]
            case "b":
                return text.strip() == "1"
            case "n":
                number = number_of(text.strip())
                if self.is_date and isinstance(number, int | float):
                    return day_of(number, is_1904=self.is_1904)
                return number
            case "d":
                return text[:10]
            case _:
                return _plain(text)

    def _merge(self, ref: str) -> None:
        first, _colon, last = ref.partition(":")
        ends = [_REF.fullmatch(first), _REF.fullmatch(last)]
        if ends[0] and ends[1] and len(self.found.merged) < MAX_MERGED:
            (left, top), (right, bottom) = ends[0].groups(), ends[1].groups()
            self.found.merged.append((int(top), column_number(left), min(int(bottom), MAX_ROWS), column_number(right)))


class _Book:
    """The parts of a workbook that sheets refer to."""

    def __init__(self, archive: zipfile.ZipFile, names: dict[str, str]) -> None:
        self.archive, self.names = archive, names
        self.sheets: list[dict[str, str]] = []
        self.targets: dict[str, str] = {}
        self.is_1904 = False
        self.formats: dict[str, str] = {}
        self.dates: list[bool] = []
        self.in_cell_styles = False
        strings = _Strings()
        self._parse("xl/_rels/workbook.xml.rels", Attributes(self._relation))
        self._parse("xl/workbook.xml", Attributes(self._book))
        self._parse("xl/styles.xml", Attributes(self._style))
        self._parse("xl/sharedstrings.xml", strings)
        self.strings = strings.strings
        if not self.sheets:
            raise NotReadable(BROKEN)

    def visible(self) -> list[tuple[str, str]]:
        """Title and part of each sheet that is not hidden."""
        shown = [sheet for sheet in self.sheets if sheet.get("state", "visible") == "visible"]
        by_id = [(sheet, next((value for name, value in sheet.items() if name.endswith(":id")), "")) for sheet in shown]
        return [(sheet.get("name", ""), self.targets[key]) for sheet, key in by_id if key in self.targets]

    def sheet(self, title: str, part: str) -> Sheet:
        parser = _Cells(title, self.strings, self.dates, self.is_1904)
        self._parse(part, parser)
        return parser.found.sheet()

    def _parse(self, part: str, parser: Stream) -> None:
        if name := self.names.get(part.lower()):
            with self.archive.open(name) as opened:
                assert isinstance(opened, zipfile.ZipExtFile)
                parser.feed(opened)

    def _relation(self, name: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        if name == "Relationship" and "/worksheet" in attributes.get("Type", ""):
            self.targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    def _book(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            self.sheets.append(attributes)
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904") in {"1", "true"}

    def _style(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            self.in_cell_styles = name == "cellXfs"
        elif name == "xf" and self.in_cell_styles:
            self.dates.append(self._means_date(attributes.get("numFmtId", "0")))

    def _means_date(self, number: str) -> bool:
        if number in self.formats:
            return bool(re.search("[ymdhs]", _NOT_DIRECTIVES.sub("", self.formats[number]).lower()))
        return number.isdecimal() and int(number) in DATE_FORMATS


def day_of(serial: float, *, is_1904: bool = False) -> CellValue:
    """What a number means that is formatted as a date; the number itself where it can be none."""
    if not 0 < serial <= LAST_SERIAL:
        return serial
    return moment_text(EPOCHS[is_1904] + timedelta(seconds=round(float(serial) * 86_400)))


def _plain(text: str) -> str:
    """`_x0007_` is how the format writes a control character."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
