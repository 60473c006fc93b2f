"""A zip archive looked at from outside, before anything in it is unpacked."""

from __future__ import annotations

import zipfile
from typing import Final

from unionevents.lib.sheetfiles.refusals import LINKS, LOCKED, MACROS, NOT_EXCEL, SUSPICIOUS, NotReadable

MAX_MEMBERS: Final = 200
MAX_UNPACKED: Final = 50 * 1024 * 1024
MAX_RATIO: Final = 100
SMALL: Final = 1024 * 1024  # a ratio says nothing about a member that is small when unpacked
PROLOGUE: Final = 64 * 1024  # where a document type would have to stand
ARCHIVES: Final = (".zip", ".gz", ".7z", ".rar", ".xlsx", ".xls")


def judge(archive: zipfile.ZipFile) -> None:
    """NotReadable when it must not be opened: no workbook, locked, macros, links, or swollen."""
    members = archive.infolist()
    names = {member.filename.lower() for member in members}
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise NotReadable(NOT_EXCEL)
    if any(member.flag_bits & 1 for member in members):
        raise NotReadable(LOCKED)
    if any("vba" in name and name.endswith((".bin", ".xml")) for name in names):
        raise NotReadable(MACROS)
    if any(name.startswith("xl/externallinks/") for name in names):
        raise NotReadable(LINKS)
    unpacked = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1) for member in members
    )
    nested = any(name.endswith(ARCHIVES) for name in names)
    if len(members) > MAX_MEMBERS or len(names) < len(members) or unpacked > MAX_UNPACKED or nested or swollen:
        raise NotReadable(SUSPICIOUS)
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            with archive.open(member) as part:
                beginning = part.read(PROLOGUE).replace(b"\x00", b"").upper()
            if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
                raise NotReadable(SUSPICIOUS)
