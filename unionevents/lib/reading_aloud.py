"""Names for somebody who reads them aloud: how hard characters are said. Pure."""

from __future__ import annotations

from unionevents.lib.chinese_names import COMPOUND, SURNAMES, plain_name, syllables

# GB 2312 puts its 3,755 common characters into rows 16 to 55; what stands elsewhere few people read at sight.
FIRST_COMMON, LAST_COMMON = 0xB0, 0xD7
TONES = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ"}
NEUTRAL = 5


def hard_readings(name: str) -> tuple[tuple[str, str], ...]:
    """(character, pinyin) of those that are rare, or read otherwise in a surname: 仇 as qiú."""
    plain = plain_name(name)
    said = syllables(name)
    surname = len(plain[:2]) if plain[:2] in COMPOUND else int(plain[:1] in SURNAMES)
    return tuple(
        (letter, with_tone(syllable))
        for at, (letter, syllable) in enumerate(zip(plain, said, strict=True))
        if syllable != letter and (at < surname or not is_common(letter))
    )


def is_common(letter: str) -> bool:
    """Is it a character that everybody reads?"""
    try:
        lead = letter.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return FIRST_COMMON <= lead <= LAST_COMMON


def with_tone(syllable: str) -> str:
    """`zhang4` as `zhàng`: the mark stands on a or e, on the o of ou, else on the last vowel."""
    letters, tone = syllable[:-1], int(syllable[-1]) if syllable[-1:].isdigit() else NEUTRAL
    if not 1 <= tone < NEUTRAL:
        return letters if syllable[-1:].isdigit() else syllable
    vowels = [at for at, letter in enumerate(letters) if letter in TONES]
    if not vowels:
        return letters
    at = next((at for at in vowels if letters[at] in "ae"), None)
    if at is None:
        at = letters.index("ou") if "ou" in letters else vowels[-1]
    return f"{letters[:at]}{TONES[letters[at]][tone - 1]}{letters[at + 1 :]}"
