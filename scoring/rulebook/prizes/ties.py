"""What happens to those who share a place when the line between two prizes runs through them."""

from __future__ import annotations

from typing import Final

from scoring.rulebook.base.rule import Choice
from unionevents.lib.phrase import Phrase

ALL_IN: Final = "all_in"
NONE: Final = "none"
SHARE: Final = "share"
DECIDE: Final = "decide"

TIE_POLICIES: Final = (
    Choice(ALL_IN, Phrase(en="a tie at the line: all get the better prize", zh="线上并列的都得高一级的奖")),
    Choice(
        NONE, Phrase(en="a tie at the line: none gets the better prize", zh="线上并列的都得低一级的奖，末位并列都不取")
    ),
    Choice(SHARE, Phrase(en="a tie at the line: the values are added and shared", zh="线上并列的把奖金相加平分")),
    Choice(DECIDE, Phrase(en="a tie at the line: the chief referee decides", zh="线上并列的由裁判长裁定")),
)
