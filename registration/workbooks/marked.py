"""What to colour and to say in the copy of an uploaded sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from registration.services.uploading import Sheet as Upload
from unionevents.lib.sheetfiles.content import place_of
from unionevents.lib.upload import marked_copy


def marked_file(upload: Upload) -> bytes:
    """The uploaded workbook with its wrong cells coloured and the reasons beside the rows."""
    result = upload.result
    values: list[Any] = next((sheet["rows"] for sheet in upload.sheets if sheet["title"] == result["sheet"]), [])
    faults = [fault for row in result["rows"] for fault in row["faults"]] + result["header_faults"]
    order = {
        "sheet": result["sheet"],
        "header": result["header"],
        "title": _("What is wrong"),
        "values": values,
        "cells": [[*place_of(cell), says] for cell, says in faults if "!" not in cell],
        "rows": list(_reasons(result)),
        "fixes": [
            [int(row), int(column), text]
            for place, text in upload.fixes.items()
            for title, row, column in [place.rsplit("!", 2)]
            if title == result["sheet"]
        ],
    }
    return marked_copy(bytes(upload.content), order)


def _reasons(result: dict[str, Any]) -> Iterator[list[Any]]:
    for row in result["rows"]:
        if said := [f"{cell} {says}" for cell, says in row["faults"]] + row["warnings"]:
            yield [row["row"], "\n".join(said), bool(row["faults"])]
