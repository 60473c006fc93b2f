"""Invented values for the living style page: nobody here exists, nothing is read from the database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionevents.lib.phrase import Phrase
from unionevents.lib.tags import rail_of

STATES = [
    ("draft", Phrase(en="Draft", zh="草稿")),
    ("pending", Phrase(en="Waiting for approval", zh="待审批")),
    ("approved", Phrase(en="Approved", zh="已批准")),
    ("open", Phrase(en="Registration open", zh="报名中")),
    ("closed", Phrase(en="Registration closed", zh="已截止")),
    ("running", Phrase(en="Under way", zh="进行中")),
    ("settling", Phrase(en="To be published", zh="待公布")),
    ("published", Phrase(en="Published", zh="已公布")),
    ("archived", Phrase(en="Archived", zh="已归档")),
    ("returned", Phrase(en="Returned", zh="已退回")),
]
TIERS = [
    ("gold", Phrase(en="First prize", zh="一等奖")),
    ("silver", Phrase(en="Second prize", zh="二等奖")),
    ("bronze", Phrase(en="Third prize", zh="三等奖")),
    ("souvenir", Phrase(en="Souvenir", zh="纪念奖")),
]
ICONS = [
    "archive",
    "arrow-counterclockwise",
    "arrow-left",
    "arrow-repeat",
    "arrow-right",
    "award",
    "award-fill",
    "backspace",
    "box-arrow-right",
    "building",
    "calendar-check",
    "calendar-event",
    "check-circle-fill",
    "check-lg",
    "chevron-down",
    "chevron-right",
    "circle",
    "circle-fill",
    "clipboard-check",
    "clipboard-data",
    "clock",
    "clock-history",
    "cloud-check",
    "copy",
    "dash-lg",
    "diagram-3",
    "download",
    "exclamation-circle-fill",
    "exclamation-triangle-fill",
    "eye",
    "file-earmark-spreadsheet",
    "file-text",
    "flag",
    "folder2-open",
    "funnel",
    "gear",
    "geo-alt",
    "gift",
    "house",
    "inbox",
    "info-circle-fill",
    "journal-text",
    "key",
    "link-45deg",
    "list-check",
    "list-ol",
    "lock",
    "megaphone",
    "pencil",
    "people",
    "person",
    "person-plus",
    "plus-lg",
    "printer",
    "question-circle-fill",
    "search",
    "send",
    "shield-check",
    "star",
    "star-fill",
    "stopwatch",
    "telephone",
    "three-dots",
    "translate",
    "trash",
    "trophy",
    "upload",
    "wallet2",
    "wifi",
    "wifi-off",
    "x-circle-fill",
    "x-lg",
]
_RAIL = [
    ("方案", "Plan", "file-text", "done", True),
    ("日程", "Schedule", "calendar-event", "done", False),
    ("预算", "Budget", "wallet2", "problem", False),
    ("报名", "Registration", "people", "doing", True),
    ("编排", "Start lists", "list-ol", "todo", False),
    ("现场", "On the day", "stopwatch", "todo", True),
    ("成绩", "Results", "clipboard-data", "todo", True),
    ("奖励", "Prizes", "award", "todo", False),
    ("归档", "Archive", "archive", "todo", False),
]
_RAIL_STATES = {
    "done": Phrase(en="done", zh="已完成"),
    "doing": Phrase(en="under way", zh="进行中"),
    "todo": Phrase(en="not started", zh="未开始"),
    "problem": Phrase(en="needs attention", zh="需要处理"),
}
_ROSTERS = [
    (
        "城东小学工会",
        "East Town Primary",
        "submitted",
        Phrase(en="Submitted", zh="已提交"),
        12,
        31,
        datetime(2026, 9, 16, 2, 5, tzinfo=UTC),
    ),
    (
        "市图书馆工会",
        "City Library",
        "returned",
        Phrase(en="Returned", zh="已退回"),
        6,
        14,
        datetime(2026, 9, 15, 7, 40, tzinfo=UTC),
    ),
    (
        "自来水公司工会",
        "Waterworks",
        "draft",
        Phrase(en="Draft", zh="草稿"),
        9,
        20,
        datetime(2026, 9, 17, 1, 12, tzinfo=UTC),
    ),
    (
        "公交二公司工会",
        "Bus Company No. 2",
        "accepted",
        Phrase(en="Accepted", zh="已通过"),
        15,
        44,
        datetime(2026, 9, 12, 3, 30, tzinfo=UTC),
    ),
]
_PLACINGS = [
    (1, "周晓岚", "Zhou Xiaolan", "市图书馆工会", "City Library", 12340, 0, False, False),
    (2, "韩立新", "Han Lixin", "城东小学工会", "East Town Primary", 12900, 1, True, False),
    (2, "罗文静", "Luo Wenjing", "公交二公司工会", "Bus Company No. 2", 12900, 1, True, True),
    (4, "贺建平", "He Jianping", "自来水公司工会", "Waterworks", 14070, 2, False, False),
    (5, "欧阳思远", "Ouyang Siyuan", "城东小学工会", "East Town Primary", 65200, 3, False, False),
]
_CONTESTS = [
    ("托球跑", "Ball run", False),
    ("双腿夹球走", "Ball between the knees", True),
    ("摸石过河", "Stepping stones", True),
    ("定点投篮", "Shooting", False),
    ("一分钟跳绳", "Rope, one minute", False),
    ("踢毽子", "Shuttlecock", False),
    ("金豆搬家", "Golden beans", True),
]
_PEOPLE = [
    ("周晓岚", "Zhou Xiaolan", (0, 1)),
    ("韩立新", "Han Lixin", (0, 3, 4, 5)),
    ("罗文静", "Luo Wenjing", (2, 6)),
    ("贺建平", "He Jianping", (4,)),
    ("沈一鸣", "Shen Yiming", (1, 2, 5)),
]


class SampleForm(forms.Form):
    """One field of each kind that forms of the product use."""

    title = forms.CharField(
        label=_("Name of the activity"), max_length=40, help_text=_("As it shall stand on notices and award lists.")
    )
    starts = forms.DateTimeField(
        label=_("Start"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("Sign-in usually opens half an hour earlier."),
    )
    budget = forms.CharField(
        label=_("Planned amount (yuan)"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "field-short"}),
    )
    ties = forms.ChoiceField(
        label=_("Equal marks at the prize line"),
        choices=[
            ("all_in", _("everybody level receives the prize")),
            ("share", _("the places are shared")),
            ("decide", _("the chief referee decides")),
        ],
        widget=forms.RadioSelect,
        initial="all_in",
    )
    venue = forms.ChoiceField(label=_("Venue"), choices=[("field", _("Sports field")), ("hall", _("Hall"))])
    health = forms.BooleanField(label=_("Everybody on this list has declared to be in good health"))
    purpose = forms.CharField(label=_("Purpose"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


def style_page() -> dict[str, Any]:
    """Everything that templates/style/ draws."""
    return {
        "states": STATES,
        "tiers": TIERS,
        "sample_rail": rail_of([_place(*row, current=row[1] == "Registration") for row in _RAIL]),
        "sample_day": date(2026, 9, 23),
        "sample_moment": datetime(2026, 9, 23, 0, 30, tzinfo=UTC),
        "sample_end": datetime(2026, 9, 23, 3, 0, tzinfo=UTC),
        "sample_old": datetime(2024, 9, 23, 0, 30, tzinfo=UTC),
        "sample_fen": 675000,
        "sample_why": Phrase(
            en="Second: 12.90 s, the same time as Luo Wenjing; both receive the prize.",
            zh="第 2 名：12.90 秒，与罗文静用时相同，两人都获奖。",
        ),
        "rosters": [
            {"unit": Phrase(en=en, zh=zh), "state": state, "label": label, "people": people, "starts": starts, "at": at}
            for zh, en, state, label, people, starts, at in _ROSTERS
        ],
        "placings": [
            {
                "rank": rank,
                "name": Phrase(en=en, zh=zh),
                "unit": Phrase(en=unit_en, zh=unit_zh),
                "time": ms,
                "tier": TIERS[tier],
                "tied": tied,
                "line": line,
            }
            for rank, zh, en, unit_zh, unit_en, ms, tier, tied, line in _PLACINGS
        ],
        "contests": [{"title": Phrase(en=en, zh=zh), "starred": starred} for zh, en, starred in _CONTESTS],
        "people": [_row(zh, en, chosen) for zh, en, chosen in _PEOPLE],
        "empty_form": SampleForm(prefix="new"),
        "wrong_form": SampleForm(
            {"wrong-title": "职工趣味运动会", "wrong-ties": "share", "wrong-venue": "field"}, prefix="wrong"
        ),
        "icons": ICONS,
        "sample_user": SimpleNamespace(name=Phrase(en="Lin Yue", zh="林悦")),
    }


def _place(zh: str, en: str, icon: str, state: str, on_phone: bool, *, current: bool) -> dict[str, Any]:
    return {
        "label": Phrase(en=en, zh=zh), "url": "#rail", "icon": icon, "current": current, "state": state,
        "state_said": _RAIL_STATES[state], "on_phone": on_phone,
    }  # fmt: skip


def _row(zh: str, en: str, chosen: tuple[int, ...]) -> dict[str, Any]:
    most = 3
    return {
        "name": Phrase(en=en, zh=zh),
        "cells": [
            {"on": n in chosen, "broken": len(chosen) > most and n == chosen[-1], "contest": Phrase(en=c[1], zh=c[0])}
            for n, c in enumerate(_CONTESTS)
        ],
        "count": len(chosen),
        "too_many": len(chosen) > most,
    }
