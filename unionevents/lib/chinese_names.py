"""Chinese names: how they sound, how they sort by sound or by strokes, and how they are found. Pure."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files

# Surnames that are read otherwise than the character usually is. Two characters first.
COMPOUND = {
    "尉迟": ("yu4", "chi2"), "万俟": ("mo4", "qi2"), "长孙": ("zhang3", "sun1"), "令狐": ("ling2", "hu2"),
    "澹台": ("tan2", "tai2"), "单于": ("chan2", "yu2"), "宰父": ("zai3", "fu3"), "亓官": ("qi2", "guan1"),
    "皇甫": ("huang2", "fu3"), "呼延": ("hu1", "yan2"), "诸葛": ("zhu1", "ge3"), "司空": ("si1", "kong1"),
}  # fmt: skip
SURNAMES = {
    "单": "shan4", "曾": "zeng1", "仇": "qiu2", "解": "xie4", "查": "zha1", "朴": "piao2", "区": "ou1", "盖": "ge3",
    "任": "ren2", "翟": "zhai2", "覃": "qin2", "缪": "miao4", "华": "hua4", "员": "yun4", "召": "shao4", "乐": "yue4",
    "折": "she2", "黑": "he4", "牟": "mu4", "秘": "bi4", "冼": "xian3", "洗": "xian3", "卜": "bu3", "宁": "ning4",
    "纪": "ji3", "葛": "ge3", "盛": "sheng4", "石": "shi2", "车": "che1", "能": "nai4", "祭": "zhai4", "种": "chong2",
    "隗": "wei3", "逄": "pang2", "褚": "chu3", "谌": "chen2", "燕": "yan1", "应": "ying1", "曲": "qu1", "沈": "shen3",
    "俞": "yu2", "柏": "bai3", "都": "du1", "繁": "po2", "哈": "ha3", "那": "na1", "粘": "nian2", "过": "guo1",
    "么": "yao1", "幺": "yao1", "郇": "xun2", "尹": "yin3", "尉": "wei4", "重": "chong2", "贾": "jia3", "缴": "jiao3",
    "冯": "feng2", "藏": "zang1", "臧": "zang1", "相": "xiang4", "强": "qiang2", "占": "zhan1", "正": "zheng1",
    "訾": "zi1", "晁": "chao2", "佴": "nai4", "呙": "guo1", "佘": "she2", "厍": "she4", "氏": "shi4", "於": "yu1",
    "宓": "mi4", "阚": "kan4", "瞿": "qu2", "仝": "tong2", "无": "wu2", "行": "xing2", "薄": "bo2", "少": "shao4",
    "参": "shen1", "句": "gou1", "莘": "shen1", "殷": "yin1",
}  # fmt: skip
_BETWEEN = " ·・.．-—_'’"
_UNKNOWN = "~"  # after every letter, so that what cannot be read stands at the end


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    text = files("unionevents.lib.letters").joinpath("pinyin.txt").read_text(encoding="utf-8")
    return {
        letter: syllable for line in text.splitlines() for syllable, letters in [line.split(" ")] for letter in letters
    }


@lru_cache(maxsize=1)
def _strokes() -> dict[str, int]:
    text = files("unionevents.lib.letters").joinpath("strokes.txt").read_text(encoding="utf-8")
    return {letter: place for place, letter in enumerate(text.replace("\n", ""))}


def plain_name(name: str) -> str:
    """For comparing: full-width as half-width, small letters, nothing between the parts."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold() if letter not in _BETWEEN)


def syllables(name: str) -> tuple[str, ...]:
    """`曾单` as `zeng1`, `dan1`: the first character as a surname, the others as they usually sound."""
    plain, readings = plain_name(name), _readings()
    usual = [readings.get(letter, letter) for letter in plain]
    if plain[:2] in COMPOUND and len(plain) > len(plain[:2]):
        usual[:2] = COMPOUND[plain[:2]]
    elif plain[:1] in SURNAMES:
        usual[0] = SURNAMES[plain[0]]
    return tuple(usual)


def by_pinyin(name: str) -> tuple[tuple[str, str], ...]:
    """Sorts names as a Chinese list by sound does: syllable, tone, then strokes."""
    order = _strokes()
    said = zip(syllables(name), plain_name(name), strict=True)
    return tuple((_letters(syllable), f"{syllable[-1]}{order.get(letter, 0):06}") for syllable, letter in said)


def by_strokes(name: str) -> tuple[int, ...]:
    """Sorts names 按姓氏笔画: number of strokes, then radical, character by character."""
    order = _strokes()
    return tuple(order.get(letter, len(order) + ord(letter)) for letter in plain_name(name))


def sound(name: str) -> str:
    """`zhang wei`: equal for names that are written differently and sound alike; tones are left out."""
    return " ".join(_letters(syllable) for syllable in syllables(name))


def finds(query: str, name: str) -> bool:
    """The query is part of the name: as written, as it sounds (`zhangwei`, `zw`, `zhangw`), or in other characters."""
    wanted, plain = plain_name(query), plain_name(name)
    if not wanted or wanted in plain:
        return True
    heard = [_letters(syllable) for syllable in syllables(name)]
    if wanted.isascii() and wanted.isalpha():
        typed = wanted.replace("ü", "v")
        return any(_spells(typed, heard[start:]) for start in range(len(heard)))
    asked = [_letters(_readings().get(letter, letter)) for letter in wanted]
    whole = sound(query).split()
    spans = [heard[start : start + len(asked)] for start in range(len(heard) - len(asked) + 1)]
    return asked in spans or whole in spans


def _spells(typed: str, heard: list[str]) -> bool:
    """The letters are beginnings of the syllables, one after the other."""
    if not typed:
        return True
    if not heard:
        return False
    longest = next((n for n in range(len(heard[0]), 0, -1) if typed.startswith(heard[0][:n])), 0)
    return any(_spells(typed[length:], heard[1:]) for length in range(longest, 0, -1))


def _letters(syllable: str) -> str:
    """`lü4` as `lv`; what has no reading stands after everything that has."""
    if syllable[-1:].isdigit() and len(syllable) > 1:
        return syllable[:-1].replace("ü", "v")
    return syllable if syllable.isascii() else f"{_UNKNOWN}{syllable}"
