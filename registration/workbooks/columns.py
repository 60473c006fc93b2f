"""The columns of a roster in Excel: their titles, how else people call them, and what their cells may say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registration.limits import Contest
from registration.models import Person
from unionevents.lib.phrase import Phrase

TICK = "✓"
# What people write for yes and for no in a cell of the sheet.
YES = frozenset(
    {"✓", "√", "✔", "☑", "v", "y", "yes", "是", "对", "1", "有", "参加", "报名", "o", "○", "●", "健康", "良好", "true"}
)
NO = frozenset({"", "×", "✗", "n", "no", "否", "0", "无", "不参加", "/", "-", "—", "false"})

NUMBER, NAME, GENDER, POST, HEALTHY = "number", "name", "gender", "post", "healthy"
OTHER_NAMES: Mapping[str, frozenset[str]] = {
    NUMBER: frozenset({"号码", "参赛号", "参赛号码", "编号", "号码布", "startnumber", "number", "no"}),
    NAME: frozenset(
        {"姓名", "名字", "人员", "参赛人员", "参赛人", "选手", "队员", "运动员", "参加人员", "职工姓名", "name"}
    ),
    GENDER: frozenset({"性别", "男女", "gender", "sex"}),
    POST: frozenset({"职务", "身份", "工会职务", "岗位", "职位", "post"}),
    HEALTHY: frozenset({"健康", "身体健康", "健康确认", "健康状况", "身体状况", "健康声明", "healthy", "health"}),
}
# Columns that lists in offices have anyway; passing over them in silence loses nothing.
PASSED_OVER = frozenset(
    {"序号", "单位", "部门", "工会", "单位名称", "备注", "说明", "联系电话", "电话", "手机", "签名", "remarks"}
)
GENDER_WORDS = {"女": "female", "女性": "female", "f": "female", "female": "female", "女士": "female",
                "男": "male", "男性": "male", "m": "male", "male": "male", "先生": "male"}  # fmt: skip
POST_WORDS = {"主席": "chair", "工会主席": "chair", "chair": "chair", "unionchair": "chair",
              "干部": "cadre", "工会干部": "cadre", "委员": "cadre", "工会委员": "cadre", "副主席": "cadre",
              "工会副主席": "cadre", "cadre": "cadre", "unioncadre": "cadre",
              "会员": "member", "工会会员": "member", "职工": "member", "member": "member",
              "unionmember": "member"}  # fmt: skip
SHORT_GENDERS = {"female": Phrase("F", "女"), "male": Phrase("M", "男")}
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]|[★*＊:：\s\u3000]")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`code` is one of the five above or `contest:<code>`."""

    code: str
    title: str
    width: float
    choices: tuple[str, ...] = ()
    contest: Contest | None = None


def columns_for(contests: Sequence[Contest]) -> list[SheetColumn]:
    """The columns of this activity's sheet, in order."""
    return [
        SheetColumn(NUMBER, _("Start number"), 9),
        SheetColumn(NAME, _("Name"), 14),
        SheetColumn(GENDER, _("Gender"), 8, tuple(gender_word(code) for code in Person.Gender.values)),
        SheetColumn(POST, _("Post"), 12, tuple(str(label) for label in Person.Post.labels)),
        SheetColumn(HEALTHY, _("Healthy"), 8, (yes_word(), no_word())),
        *(
            SheetColumn(
                f"contest:{contest.code}",
                f"★{contest.title}" if contest.starred else contest.title,
                max(8, 2 * len(contest.title) + 3),
                tuple(division.title for division in contest.divisions) if needs_choice(contest) else (TICK,),
                contest,
            )
            for contest in contests
        ),
    ]


def needs_choice(contest: Contest) -> bool:
    """Several divisions are open to somebody of one gender, so a tick alone does not say which."""
    return any(
        sum(1 for division in contest.divisions if division.gender in {"", gender}) > 1
        for gender in Person.Gender.values
    )


def gender_word(code: str) -> str:
    return SHORT_GENDERS[code].said(get_language() or "") if code else ""


def yes_word() -> str:
    return _("yes")


def no_word() -> str:
    return _("no")


def plain(text: str) -> str:
    """For comparing headers and words: full-width as half-width, no blanks, brackets or stars, small letters."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", text)).lower()


def find_columns(header: Sequence[str], columns: Sequence[SheetColumn]) -> dict[int, SheetColumn | None]:
    """Which column each cell of a header means, by its place; None for a title that means nothing here."""
    by_title = {plain(column.title): column for column in columns}
    by_code = {column.code: column for column in columns}
    for code, names in OTHER_NAMES.items():
        by_title |= {plain(name): by_code[code] for name in names if plain(name) not in by_title}
    return {
        place: by_title.get(plain(title))
        for place, title in enumerate(header)
        if title and not (plain(title) in PASSED_OVER and plain(title) not in by_title)
    }


def looks_like_header(cells: Sequence[str], columns: Sequence[SheetColumn]) -> bool:
    """A row with a name column and at least one more that we know."""
    found = [column for column in find_columns(cells, columns).values() if column]
    return any(column.code == NAME for column in found) and len(found) > 1
