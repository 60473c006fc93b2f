"""One part of a workbook, streamed through expat: names without prefixes, no document types, a bound on elements."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from typing import Final
from xml.parsers.expat import ParserCreate

from unionevents.lib.sheetfiles.content import LONGEST_CELL
from unionevents.lib.sheetfiles.refusals import SUSPICIOUS, TOO_MANY_ROWS, TOO_MUCH, NotReadable

CHUNK: Final = 256 * 1024
MAX_ELEMENTS: Final = 4_000_000
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")


class Beyond(Exception):
    """The rows go on below what is read; `at` is the place in the part."""

    def __init__(self, at: int) -> None:
        self.at = at


class Stream:
    """Streams one part of the archive into handlers that see names without prefixes."""

    def __init__(self) -> None:
        self.expat = ParserCreate()
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.StartDoctypeDeclHandler = self._doctype
        self.elements = 0
        self.local: dict[str, str] = {}
        self.text: list[str] = []
        self.length = 0

    def feed(self, part: zipfile.ZipExtFile) -> None:
        """The whole part, or until `begin` has seen enough; then the rest is only searched for values."""
        done = 0
        while chunk := part.read(CHUNK):
            try:
                self.expat.Parse(chunk, False)
            except Beyond as beyond:
                _refuse_values(chunk[max(0, beyond.at - done) :], part)
                return
            done += len(chunk)
        self.expat.Parse(b"", True)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def finish(self, name: str) -> None:
        """An element closes."""

    def collect(self) -> None:
        self.text, self.length = [], 0
        self.expat.CharacterDataHandler = self._characters

    def collected(self) -> str:
        self.expat.CharacterDataHandler = None
        return "".join(self.text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise NotReadable(TOO_MUCH)
        local = self.local.get(name) or self.local.setdefault(name, name.rpartition(":")[2])
        self.begin(local, attributes)

    def _end(self, name: str) -> None:
        self.finish(self.local[name])

    def _characters(self, text: str) -> None:
        if self.length <= LONGEST_CELL:
            self.text.append(text[: LONGEST_CELL + 1])
            self.length += len(text)

    def _doctype(self, *_declared: object) -> None:
        raise NotReadable(SUSPICIOUS)


def _refuse_values(rest: bytes, part: zipfile.ZipExtFile) -> None:
    """Below the last row that is read nothing may stand; empty rows may, however many."""
    while rest:
        if _VALUE.search(rest.replace(b"\x00", b"")):
            raise NotReadable(TOO_MANY_ROWS)
        following = part.read(CHUNK)
        rest = rest[-64:] + following if following else b""


class Attributes(Stream):
    """Hands every element to a function: for the small parts."""

    def __init__(self, take: Callable[[str, dict[str, str]], None]) -> None:
        super().__init__()
        self.begin = take  # type: ignore[method-assign,assignment]  # a parser for one small part, made where it is used
