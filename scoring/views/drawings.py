"""The stages of an outcome as things to draw: heats, cross tables of groups, brackets. Reads outcomes only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from scoring.queries.stage_heats import StageHeat, heats_of
from scoring.queries.tie_legs import legs_of
from scoring.views.rows import spoken

Json = Mapping[str, Any]
LEAGUES = ("groups", "round_robin", "swiss")


@dataclass(frozen=True, slots=True)
class Who:
    """An entrant in a drawing; `entry` is None while it is open who it is."""

    name: str
    unit_name: str = ""
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a match with its score; `wins` marks the winner, in words as well."""

    who: Who
    score: str = ""
    wins: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """One match; `can_be_entered` once both sides are known. A tie is entered match by match: its `legs`."""

    id: str
    title: str
    sides: tuple[Side, Side]
    finished: bool
    says: str
    can_be_entered: bool
    round: int
    group: str
    legs: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    title: str
    meetings: list[Meeting]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One line of a group: rank, who, the result against every other (None: oneself), the figures behind."""

    rank: int | None
    shared: bool
    who: Who
    against: list[str | None]
    figures: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    heads: list[str]
    rows: list[GroupRow]


@dataclass(frozen=True, slots=True)
class Heat:
    """A heat; `entered_at` is its number among all heats of the stage."""

    number: int
    starts: list[tuple[int | None, Who]]
    entered_at: int


@dataclass(frozen=True, slots=True)
class StageDrawing:
    """One stage as it stands."""

    code: str
    title: str
    complete: bool
    is_bracket: bool
    heats: list[Heat]
    groups: list[Group]
    rounds: list[Round]
    advancing: list[tuple[Who, str]]
    undecided: list[str]
    notes: list[str] = field(default_factory=list)
    entered_whole: int | None = None


def drawings_of(case: Json, outcome: Json | None) -> list[StageDrawing]:
    """Every stage of the one contest of a case, in order."""
    if not outcome or not case["contests"][0].get("stages"):
        return []
    people = {
        entry["id"]: Who(entry["name"] or entry["person"], entry["unit_name"] or "", entry["id"])
        for entry in case["contests"][0]["entries"]
    }
    contest = outcome["contests"][0]
    heats = heats_of(contest)
    return [_drawing(stage, people, heats) for stage in contest.get("stages", ())]


def _drawing(stage: Json, people: Mapping[str, Who], heats: Sequence[StageHeat]) -> StageDrawing:
    numbers = {
        heat.heat: heat.number for heat in heats if (heat.stage, heat.division) == (stage["code"], stage["division"])
    }
    meetings = [_meeting(fixture, people) for fixture in stage["fixtures"]]
    is_bracket = bool(meetings) and stage["rule"] not in LEAGUES
    return StageDrawing(
        code=stage["code"],
        title=stage["title"] or stage["code"],
        complete=stage["complete"],
        is_bracket=is_bracket,
        heats=[
            Heat(
                heat["heat"],
                [(start["lane"], people[start["entry"]]) for start in heat["starts"]],
                numbers.get(heat["heat"], 0),
            )
            for heat in stage["heats"]
        ],
        groups=[] if is_bracket else [_group(group, stage["fixtures"], people) for group in stage["groups"]],
        rounds=_rounds(meetings, by_group=len(stage["groups"]) > 1),
        advancing=[(people[one["entry"]], spoken(one["why"])) for one in stage["advancing"]],
        undecided=[" · ".join(people[entry].name for entry in group) for group in stage["undecided"]],
        notes=[spoken(note) for note in stage["notes"]],
        entered_whole=numbers.get(None),
    )


def _rounds(meetings: Sequence[Meeting], *, by_group: bool) -> list[Round]:
    numbers = sorted({meeting.round for meeting in meetings})
    rounds = []
    for number in numbers:
        here = [meeting for meeting in meetings if meeting.round == number]
        # The match for the best places stands last; those for other places say their own title.
        title = here[-1].title if not by_group else ""
        title = title or _("Round %(number)d") % {"number": number}
        rounds.append(Round(title, here))
    return rounds


def _meeting(fixture: Json, people: Mapping[str, Who]) -> Meeting:
    first, second = (_who(fixture[side], people) for side in ("a", "b"))
    scores = _scores(fixture)
    winner = fixture["winner"]
    return Meeting(
        id=fixture["id"],
        title=spoken(fixture["title"]),
        sides=(
            Side(first, scores[0], bool(first.entry) and winner == first.entry),
            Side(second, scores[1], bool(second.entry) and winner == second.entry),
        ),
        finished=fixture["finished"],
        says=_ended(fixture),
        can_be_entered=bool(first.entry and second.entry) and "legs" not in fixture,
        round=fixture["round"],
        group=fixture["group"] or "",
        legs=tuple(_meeting(leg, people) for leg in legs_of(fixture)),
    )


def _who(side: Json | None, people: Mapping[str, Who]) -> Who:
    if side is None:
        return Who(_("bye"))
    if "entry" in side:
        return people[side["entry"]]
    if "winner_of" in side:
        return Who(_("winner of match %(id)s") % {"id": side["winner_of"]})
    return Who(_("loser of match %(id)s") % {"id": side["loser_of"]})


def _scores(fixture: Json) -> tuple[str, str]:
    """What decided it: rubbers, else games, else the score."""
    if not fixture["finished"] or fixture["ended"] == "bye":
        return "", ""
    for key in ("rubbers", "games", "scores"):
        pair = fixture.get(key) or [0, 0]
        if pair != [0, 0]:
            return str(pair[0]), str(pair[1])
    return "", ""


def _ended(fixture: Json) -> str:
    words = {
        "walkover": _("walk-over"),
        "retired": _("retired"),
        "forfeit": _("forfeit"),
        "bye": _("bye"),
    }
    if fixture["finished"] and fixture["winner"] == "draw":
        return _("drawn")
    return words.get(fixture["ended"] or "", "")


def _group(group: Json, fixtures: Iterable[Json], people: Mapping[str, Who]) -> Group:
    ids = [row["entry"] for row in group["rows"]]
    results = _results(fixtures)
    is_league = any("played" in row for row in group["rows"])
    heads = [_("Won"), _("Drawn"), _("Lost"), _("Games"), _("Points scored"), _("Points")] if is_league else [_("Mark")]
    rows = [
        GroupRow(
            rank=row["rank"],
            shared=row["shared"],
            who=people[row["entry"]],
            against=[None if other == row["entry"] else results.get((row["entry"], other), "") for other in ids]
            if is_league
            else [],
            figures=list(
                zip(
                    heads,
                    _league_figures(row) if is_league else [spoken(row.get("shown")) or row["absence"] or ""],
                    strict=True,
                )
            ),
        )
        for row in group["rows"]
    ]
    return Group(spoken(group["title"]), heads, rows)


def _results(fixtures: Iterable[Json]) -> dict[tuple[str, str], str]:
    """`2:1` from every side; several meetings of two stand behind each other."""
    found: dict[tuple[str, str], str] = {}
    for fixture in fixtures:
        first, second = ((fixture[side] or {}).get("entry") for side in ("a", "b"))
        if not (first and second and fixture["finished"]):
            continue
        one, other = _scores(fixture)
        if not one:
            one, other = ("1", "0") if fixture["winner"] == first else ("0", "1")
            if fixture["winner"] == "draw":
                one = other = "½"
        for pair, said in (((first, second), f"{one}:{other}"), ((second, first), f"{other}:{one}")):
            found[pair] = f"{found[pair]}, {said}" if pair in found else said
    return found


def _league_figures(row: Json) -> list[str]:
    games, scores = (":".join(map(str, row[key])) for key in ("games", "scores"))
    mark = row["points"] if row["mark"] is None else row["mark"]
    return [str(row["won"]), str(row["drawn"]), str(row["lost"]), games, scores, str(mark)]
