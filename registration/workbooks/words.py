"""What offices write above the columns of their lists, and into the cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

TICK = "✓"
# What people write for yes and for no in a cell of the sheet.
YES = frozenset(
    {"✓", "√", "✔", "☑", "v", "y", "yes", "是", "对", "1", "有", "参加", "报名", "o", "○", "●", "健康", "良好", "true"}
)
NO = frozenset({"", "×", "✗", "n", "no", "否", "0", "无", "不参加", "/", "-", "—", "false"})

UNIT, NUMBER, NAME, GENDER, POST, HEALTHY = "unit", "number", "name", "gender", "post", "healthy"
OTHER_NAMES: Mapping[str, frozenset[str]] = {
    UNIT: frozenset({"单位", "单位名称", "参赛单位", "所属单位", "工会", "基层工会", "部门", "代表队", "unit"}),
    NUMBER: frozenset({"号码", "参赛号", "参赛号码", "编号", "号码布", "startnumber", "number", "no"}),
    NAME: frozenset(
        {"姓名", "名字", "人员", "参赛人员", "参赛人", "选手", "队员", "运动员", "参加人员", "职工姓名", "name"}
    ),
    GENDER: frozenset({"性别", "男女", "gender", "sex"}),
    POST: frozenset({"职务", "身份", "工会职务", "岗位", "职位", "post"}),
    HEALTHY: frozenset({"健康", "身体健康", "健康确认", "健康状况", "身体状况", "健康声明", "healthy", "health"}),
    "birth_date": frozenset({"出生日期", "出生年月", "出生年月日", "生日", "出生", "birthdate", "birthday"}),
    "service_since": frozenset(
        {"入职日期", "入职时间", "参加工作时间", "参加工作日期", "工作时间", "到岗日期", "inservicesince"}
    ),
    "kind": frozenset({"人员类别", "类别", "参加类别", "人员类型", "takespartas"}),
    "size": frozenset({"单位人数", "职工人数", "会员人数", "会员数", "职工总数", "人数", "membersofyourunit", "size"}),
    "partners": frozenset({"联合单位", "联合参赛单位", "联队单位", "partners"}),
    "fee_paid": frozenset({"已交费用", "已缴费用", "报名费", "已交报名费", "feepaid"}),
}
# What stands behind a team contest's title in the header of its columns.
TEAM_NAMES: Mapping[str, frozenset[str]] = {
    "team": frozenset({"", "队", "队号", "队伍", "队次", "第几队", "team"}),
    "team_name": frozenset({"队名", "队伍名称", "teamname"}),
    "team_division": frozenset({"组别", "division"}),
    "team_content": frozenset({"节目", "节目名称", "内容", "作品", "content"}),
    "team_position": frozenset({"位置", "棒次", "顺序", "出场顺序", "台次", "position"}),
    "team_part": frozenset({"身份", "角色", "队内身份", "part"}),
}
CONTENT_NAMES = frozenset({"节目", "节目名称", "内容", "作品", "content"})
# Columns that lists in offices have anyway; passing over them in silence loses nothing.
PASSED_OVER = frozenset(
    {
        "序号",
        "单位",
        "部门",
        "工会",
        "单位名称",
        "备注",
        "说明",
        "联系电话",
        "电话",
        "手机",
        "手机号",
        "签名",
        "remarks",
        "错在哪里",
        "whatiswrong",
    }
)
GENDER_WORDS = {
    "女": "female",
    "女性": "female",
    "f": "female",
    "female": "female",
    "女士": "female",
    "男": "male",
    "男性": "male",
    "m": "male",
    "male": "male",
    "先生": "male",
}
POST_WORDS = {
    "主席": "chair",
    "工会主席": "chair",
    "chair": "chair",
    "unionchair": "chair",
    "干部": "cadre",
    "工会干部": "cadre",
    "委员": "cadre",
    "工会委员": "cadre",
    "副主席": "cadre",
    "工会副主席": "cadre",
    "cadre": "cadre",
    "unioncadre": "cadre",
    "会员": "member",
    "工会会员": "member",
    "职工": "member",
    "member": "member",
    "unionmember": "member",
}
KIND_WORDS = {
    "职工": "staff",
    "员工": "staff",
    "本单位": "staff",
    "本单位职工": "staff",
    "staff": "staff",
    "家属": "family",
    "亲属": "family",
    "family": "family",
    "familymember": "family",
    "嘉宾": "guest",
    "来宾": "guest",
    "guest": "guest",
}
CAPTAIN_WORDS, RESERVE_WORDS = ("队长", "captain"), ("替补", "候补", "substitute", "reserve")
MEMBER_WORDS = frozenset({"", "队员", "正式", "正式队员", "上场", "member"})
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]|[★*＊:：\s\u3000·]")


def plain(text: str) -> str:
    """For comparing headers and words: full-width as half-width, no blanks, brackets or stars, small letters."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", text)).lower()


def plain_unit(name: str) -> str:
    """For comparing units: 城东小学 and 城东小学工会 are one."""
    return plain(name).removesuffix("委员会").removesuffix("工会") or plain(name)
