"""Invented units and people of the demonstration."""

from __future__ import annotations

from typing import NamedTuple

UNION = "云溪区总工会"
NEIGHBOUR = "青石县总工会"


class Member(NamedTuple):
    """Somebody who takes part."""

    name: str
    gender: str
    post: str


# Key, name, key of the unit above; the children of a system's union show that a tree is a tree.
UNITS = (
    ("u2", "云溪区教育工会", "u1"),
    ("u3", "云溪区第一小学工会", "u2"),
    ("u4", "云溪区卫生健康工会", "u1"),
    ("u5", "云溪区人民医院工会", "u4"),
    ("u6", "云溪区财政局工会", "u1"),
    ("u7", "云溪区图书馆工会", "u1"),
    ("u8", "临江街道总工会", "u1"),
    ("u9", "梧桐街道总工会", "u1"),
)

PEOPLE = {
    "u2": (Member("周明远", "male", "chair"), Member("许若兰", "female", "cadre"), Member("冯一帆", "male", "cadre")),
    "u3": (Member("沈佳怡", "female", "chair"), Member("陆文涛", "male", "cadre"), Member("章小满", "female", "cadre")),
    "u4": (Member("顾建平", "male", "chair"), Member("苏晓棠", "female", "cadre"), Member("岳子安", "male", "cadre")),
    "u5": (Member("秦书敏", "female", "chair"), Member("罗宇航", "male", "cadre"), Member("白雨桐", "female", "cadre")),
    "u6": (Member("韩国梁", "male", "chair"), Member("丁海燕", "female", "cadre"), Member("梁思齐", "male", "cadre")),
    "u7": (Member("叶知秋", "female", "chair"), Member("曹正阳", "male", "cadre"), Member("夏清和", "female", "cadre")),
    "u8": (Member("邓立群", "male", "chair"), Member("宋雅琴", "female", "cadre"), Member("谢长林", "male", "cadre")),
    "u9": (Member("范春晖", "male", "chair"), Member("卢静雯", "female", "cadre"), Member("石景行", "male", "cadre")),
}
