"""QR codes as drawings of our own: one inline SVG, drawn here, so that no address ever leaves the server."""

from __future__ import annotations

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

QUIET = 4  # light modules around the code, as ISO/IEC 18004 wants them for a reader to find it


def qr_svg(text: str, *, label: str) -> SafeString:
    """Dark on white whatever the page's colours, scaled by its container, named `label` for who cannot see it.

    Error correction M or better: a printed code survives a crease. Styled by attributes, which a strict policy allows.
    """
    code = segno.make_qr(text, error="m", boost_error=True)
    rows = [bytes(row) for row in code.matrix]
    size = len(rows) + 2 * QUIET
    return format_html(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{}" viewBox="0 0 {} {}"'
        ' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{}v{}H0z"/><path fill="#000" d="{}"/></svg>',
        label, size, size, size, size, mark_safe(_runs(rows)),  # noqa: S308  # digits and the letters M, h, v and z
    )  # fmt: skip


def _runs(rows: list[bytes]) -> str:
    """One rectangle for each run of dark modules in a row."""
    path = []
    for y, row in enumerate(rows, start=QUIET):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                path.append(f"M{x + QUIET} {y}h{end - x}v1H{x + QUIET}z")
            x = max(end, x + 1)
    return "".join(path)
