"""QR codes: every dark module of the code is drawn once, with the quiet frame, and the words cannot become markup."""

from __future__ import annotations

import re

import segno

from unionevents.lib.qr import QUIET, qr_svg

ADDRESS = "https://events.example.org/j/Qm3x-7TzKp0aVw9s/?来自=海报"


def dark_modules(svg: str) -> list[tuple[int, int]]:
    found = []
    for x, y, wide in re.findall(r"M(\d+) (\d+)h(\d+)v1H", svg):
        found += [(int(x) + step - QUIET, int(y) - QUIET) for step in range(int(wide))]
    return found


def test_every_dark_module_is_drawn_exactly_once():
    drawn = dark_modules(qr_svg(ADDRESS, label="x"))
    code = segno.make_qr(ADDRESS, error="m", boost_error=True)
    dark = {(x, y) for y, row in enumerate(code.matrix) for x, module in enumerate(row) if module}
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == dark


def test_the_three_finders_stand_in_their_corners_inside_a_quiet_frame():
    svg = qr_svg(ADDRESS, label="x")
    drawn = set(dark_modules(svg))
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1]) - 2 * QUIET
    for left, top in ((0, 0), (size - 7, 0), (0, size - 7)):
        assert {(left + step, top) for step in range(7)} <= drawn
        assert (left + 1, top + 1) not in drawn
    assert not any(x < 0 or y < 0 or x >= size or y >= size for x, y in drawn)


def test_a_label_cannot_become_markup_and_nothing_points_outside():
    svg = qr_svg("x", label='"><script>alert(1)</script>')
    assert "<script" not in svg
    assert "href" not in svg
    assert "style=" not in svg
