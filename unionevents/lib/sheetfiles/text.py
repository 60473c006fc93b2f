"""Reading text: CSV in UTF-8, UTF-16 or GB18030, and what is copied out of a spreadsheet (separated by tabs)."""

from __future__ import annotations

import csv
import io
from typing import Final

from unionevents.lib.sheetfiles.content import Collector, Sheet
from unionevents.lib.sheetfiles.refusals import EMPTY, NOT_EXCEL, WEB_PAGE, NotReadable

SEPARATORS: Final = ("\t", ",", ";", "，", "；")
LOOKED_AT: Final = 30
LONGEST_FIELD: Final = 5 * 1024 * 1024
FEW: Final = 100  # of so many characters at most one may be a control character


def read(content: bytes) -> list[Sheet]:
    """One sheet."""
    text = decoded(content)
    found = Collector("")
    csv.field_size_limit(LONGEST_FIELD)
    for row, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text)), start=1):
        for column, value in enumerate(values, start=1):
            found.put(row, column, value)
    return [found.sheet()]


def decoded(content: bytes) -> str:
    """The text, by its mark, else by trying; NotReadable where it is none."""
    beginning = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta")):
        raise NotReadable(WEB_PAGE)
    if beginning.startswith((b"%pdf", b"{\\rtf", b"\x89png", b"gif8", b"\xff\xd8")):
        raise NotReadable(NOT_EXCEL)
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip():
            raise NotReadable(EMPTY)
        odd = sum(1 for letter in text if letter < " " and letter not in "\t\r\n")
        if odd * FEW <= len(text):
            return text
    raise NotReadable(NOT_EXCEL)


def separator_of(text: str) -> str:
    """What stands most often between the cells of the first lines; a pasted column has none."""
    held = "\n".join(text[:20_000].splitlines()[:LOOKED_AT])
    best = max(SEPARATORS, key=held.count)
    return "\t" if "\t" in held and held.count("\t") * 2 >= held.count(best) else best
