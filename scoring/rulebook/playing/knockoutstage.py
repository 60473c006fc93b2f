"""A knock-out as blocks of places: winners play on for the upper half of the block, losers for the lower half.

The main bracket is the block of places 1..2^k. The losers' blocks are played where the regulation says so (third place,
places 5 to 8); else those in them share their place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from scoring.rulebook.matches.match import Match, MatchGame
from scoring.rulebook.matchplay.shape import A, B
from scoring.rulebook.playing.format import Fixture, Side
from unionevents.lib.phrase import Phrase

BY_ROUND: Final = "round_reached"
BY_STRENGTH: Final = "strength"
FINALISTS: Final = 2
SEMI: Final = 4
QUARTER: Final = 8
NOBODY: Final = Side()


class Slot(NamedTuple):
    """A place in the bracket: who will stand there as the plan says, and who it is once that is known.

    `empty` is a bye: nobody will ever stand there.
    """

    side: Side
    entry: str | None = None
    empty: bool = False


class Block(NamedTuple):
    """Those who play for the places from `first` on, in one round."""

    first: int
    size: int
    round: int

    @property
    def title(self) -> Phrase:
        """What its matches are called."""
        if self.first == 1:
            named = {FINALISTS: FINAL, SEMI: SEMI_FINAL, QUARTER: QUARTER_FINAL}
            return named.get(self.size) or LAST.fill(number=self.size, part=self.size // 2)
        if self.size == FINALISTS:
            return FOR_TWO_PLACES.fill(first=self.first, last=self.first + 1)
        return FOR_PLACES.fill(first=self.first, last=self.first + self.size - 1)


@dataclass
class Bracket:
    """The whole of a knock-out while it is worked out; `places` and `shown` for everybody whose place is known."""

    game: MatchGame
    of_pair: dict[frozenset[str], Match]
    withdrawn: frozenset[str]
    is_played: Callable[[int, int], bool]
    until: int = 1
    legs_of: Mapping[frozenset[str | None], tuple[Match, ...]] = field(default_factory=dict)
    legs: int = 1
    meetings: list[tuple[int, int, Fixture]] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    shown: dict[str, Phrase] = field(default_factory=dict)
    never_came: set[str] = field(default_factory=set)
    complete: bool = True

    def play(self, slots: Sequence[Slot], first: int = 1, round_number: int = 1) -> None:
        """Play for the places from `first` on."""
        if len(slots) == 1 or (first == 1 and len(slots) <= self.until):
            for slot in slots:
                if slot.entry is not None:
                    self.places[slot.entry] = first
                    self.shown.setdefault(
                        slot.entry, ONE_OF_LAST.fill(number=len(slots)) if len(slots) > 1 else CHAMPION
                    )
            return
        winners: list[Slot] = []
        losers: list[Slot] = []
        block = Block(first, len(slots), round_number)
        for a, b in zip(slots[::2], slots[1::2], strict=True):
            won, lost = self._meet(a, b, block)
            winners.append(won)
            losers.append(lost)
        half = len(slots) // 2
        self.play(winners, first, round_number + 1)
        if half > 1 and self.is_played(first + half, half) and not all(slot.empty for slot in losers):
            self.play(losers, first + half, round_number + 1)
        else:
            for slot in losers:
                if slot.entry is not None:
                    self.places[slot.entry] = first + half

    def _meet(self, a: Slot, b: Slot, block: Block) -> tuple[Slot, Slot]:
        if a.empty and b.empty:
            return a, b
        key = str(len(self.meetings))
        match = self._match(a, b)
        places = (block.first, block.first + 1) if block.size == FINALISTS else None
        legs = self._legs(a, b, match)
        meeting = Fixture(key, block.round, a.side, b.side, title=block.title, match=match, places=places, legs=legs)
        self.meetings.append((block.round, block.first, meeting))
        if a.empty or b.empty:
            standing = b if a.empty else a
            return standing, Slot(NOBODY, empty=True)
        winner_side, loser_side = Side(winner_of=key), Side(loser_of=key)
        if match is None or not match.finished:
            self.complete = False
            return Slot(winner_side), Slot(loser_side)
        if match.winner not in (A, B):  # nobody won: both are out, and the next opponent has a bye
            for entry in (match.a, match.b):
                if entry is not None:
                    # Behind everybody who lost in play, the losers of this round and those who beat them for a place.
                    self.places[entry] = block.first + block.size - 1
                    self.never_came.add(entry)
                    self.shown[entry] = LOST.fill(title=block.title)
            return Slot(NOBODY, empty=True), Slot(NOBODY, empty=True)
        winner, loser = (match.a, match.b) if match.winner == A else (match.b, match.a)
        self._say(winner, loser, block)
        return Slot(winner_side._replace(entry=winner), winner), Slot(loser_side._replace(entry=loser), loser)

    def _legs(self, a: Slot, b: Slot, tie: Match | None) -> tuple[Match, ...]:
        """The matches of a tie of several: those on record, then those to come, home and away in turn."""
        if self.legs == 1 or a.empty or b.empty:
            return ()
        legs = self.legs_of.get(frozenset((a.entry, b.entry)), ()) if a.entry and b.entry else ()
        if a.entry is None or b.entry is None or (tie is not None and tie.finished):
            return legs
        home, away = (a.entry, b.entry) if not legs or legs[0].a == a.entry else (b.entry, a.entry)
        to_come = range(len(legs), max(self.legs, len(legs) + 1))
        return (*legs, *(Match(home, away) if number % 2 == 0 else Match(away, home) for number in to_come))

    def _match(self, a: Slot, b: Slot) -> Match | None:
        if a.entry is None or b.entry is None:
            return None
        recorded = self.of_pair.pop(frozenset((a.entry, b.entry)), None)
        gone = [side for side, entry in ((A, a.entry), (B, b.entry)) if entry in self.withdrawn]
        if (recorded is None or not recorded.finished) and gone:
            return self.game.walkover(Match(a.entry, b.entry), by="both" if len(gone) > 1 else gone[0])
        return recorded

    def _say(self, winner: str | None, loser: str | None, block: Block) -> None:
        last_words = (CHAMPION, RUNNER_UP) if block.first == 1 else (WON, LOST)
        if block.size != FINALISTS:
            last_words = (OUT_IN, OUT_IN)
        for entry, words in zip((winner, loser), last_words, strict=True):
            if entry is not None and (block.size == FINALISTS or entry == loser):
                self.shown[entry] = words.fill(title=block.title)

    def fixtures(self) -> list[Fixture]:
        """Round by round, in each the lower places first; numbered, or with the ids on record."""
        ordered = sorted(self.meetings, key=lambda meeting: (meeting[0], -meeting[1]))
        number_of = {}
        for number, (_, _, meeting) in enumerate(ordered, 1):
            own = meeting.match.id if meeting.match else None
            number_of[meeting.id] = own or str(number)

        def named(side: Side) -> Side:
            return side._replace(
                winner_of=side.winner_of and number_of[side.winner_of],
                loser_of=side.loser_of and number_of[side.loser_of],
            )

        return [
            meeting._replace(id=number_of[meeting.id], a=named(meeting.a), b=named(meeting.b))
            for _, _, meeting in ordered
        ]


ONE_OF_LAST: Final = Phrase(en="among the last {number}", zh="进入前 {number}")
CHAMPION: Final = Phrase(en="winner", zh="冠军")
RUNNER_UP: Final = Phrase(en="runner-up", zh="亚军")
WON: Final = Phrase(en="won the {title}", zh="{title}胜")
LOST: Final = Phrase(en="lost the {title}", zh="{title}负")
OUT_IN: Final = Phrase(en="out in the {title}", zh="止步{title}")
FINAL: Final = Phrase(en="final", zh="决赛")
SEMI_FINAL: Final = Phrase(en="semi-final", zh="半决赛")
QUARTER_FINAL: Final = Phrase(en="quarter-final", zh="四分之一决赛")
LAST: Final = Phrase(en="round of {number}", zh="1/{part} 决赛")
FOR_TWO_PLACES: Final = Phrase(en="match for places {first} and {last}", zh="第 {first}、{last} 名决赛")
FOR_PLACES: Final = Phrase(en="match for places {first} to {last}", zh="第 {first} 至 {last} 名排位赛")
