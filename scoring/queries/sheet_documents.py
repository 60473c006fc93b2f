"""A contest as one document: everything a tablet or a pad draws from, and nothing about a person but what it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any

from registration.models import Entry
from scoring.queries.entries import title_of
from scoring.queries.layouts import stage_lines
from scoring.queries.padding import usual_range
from scoring.queries.reading import ORDER_SLOTS, SheetReading
from scoring.queries.rules_in_words import say_sheet
from scoring.queries.sheet_states import confirmed_in, state_of
from scoring.queries.tie_legs import matches_in
from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.base.sentences import CaseProblems
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game
from scoring.rulebook.matches.match import MatchGame
from scoring.sync.layout import Layout
from scoring.sync.matchslots import MatchLayout
from scoring.sync.panels import mark_in, marked_by
from unionevents.lib.phrase import Phrase

Json = dict[str, Any]
NOBODY: Mapping[str, Any] = {"code": None, "name": "", "unit": ""}
HEAT = Phrase(en="Heat {number}", zh="第 {number} 组")
EVERYBODY = Phrase(en="Everybody", zh="全部")
NOT_DRAWN = Phrase(en="Not drawn yet", zh="还没有编排")


def sheet_document(
    reading: SheetReading,
    outcome: Mapping[str, Any] | None = None,
    *,
    heats: Collection[int] = (),
    seat: int | None = None,
    judge: int | None = None,
) -> Json:
    """`outcome` is the contest's part of an outcome, for stages; `heats` limits who is in it, none named: everybody.

    `seat` is the one that a tablet is bound to; `judge` the one whose marks alone may be on it.
    """
    sheet, contest = reading.sheet, reading.sheet.contest
    entries = [entry for entry in reading.in_start_order if not heats or heat_of(entry) in heats]
    people = {code_of(reading, entry): _person(reading, entry) for entry in entries}
    matches = [] if outcome is None else list(_matches(outcome, people))
    return {
        "id": contest.code,
        "title": contest.title,
        "venue": contest.venue.name if contest.venue else "",
        "rule_text": contest.rules_text,
        "says": say_sheet(sheet).as_json(),
        "game": sheet.game,
        "entered_by": reading.game.entered_by,
        "heat_size": sheet.heat_size,
        "seat": seat,
        "state": state_of(reading),
        "layout": _layout(reading.layout, reading),
        "absences": [{"code": each.value, "title": each.title.as_json()} for each in Absence],
        "stages": _stages(reading),
        "groups": [*_groups(people, entries), *_stage_groups(outcome or {}, people)],
        "slots": _slots(reading, entries, judge or seat),
        "marked": _marked(reading, entries),
        "conflicts": _contested(reading, people, judge or seat),
        "confirmed": confirmed_in(reading, entries),
        "matches": matches,
        "match_rules": {
            code: _match_rules(layout.legs.game_of_legs(layout.game) if layout.legs else layout.game)
            for code, layout in reading.layout.stages.items()
            if isinstance(layout, MatchLayout)
        },
    }


def code_of(reading: SheetReading, entry: Entry) -> str:
    """`ball-run/3`."""
    return f"{reading.sheet.contest.code}/{entry.number}"


def heat_of(entry: Entry) -> int | None:
    start = getattr(entry, "start", None)
    return start.heat if start else None


def decimals_of(game: Game) -> int:
    """How many decimals a time of this game is written with."""
    precision = game.settings.get("precision", game.fields[0].step if game.fields else 1)
    return {1: 3, 10: 2, 100: 1}.get(precision, 0)


def _person(reading: SheetReading, entry: Entry) -> Json:
    start = getattr(entry, "start", None)
    return {
        "code": code_of(reading, entry),
        "number": entry.person.number,
        "name": title_of(entry),
        "unit": entry.person.roster.unit.name,
        "lane": start.lane if start and reading.sheet.heat_size > 1 else None,
    }


def _layout(layout: Layout, reading: SheetReading, *, staged: bool = False) -> Json:
    usual = (None, None) if staged or not layout.game.fields else usual_range(reading)
    return {
        "fields": [_field(field, layout.game, usual) for field in layout.game.fields],
        "levels": [
            {"code": level.code, "numbered": level.numbered.as_json(), "offered": level.offered, "most": level.most}
            for level in layout.levels
        ],
        "faults": [
            {
                "at": at,
                "code": code,
                "name": name or code,
                "effects": _effects(reading, at, code),
            }
            for at, found in layout.faults.items()
            for code, name in found.items()
        ],
    }


def _effects(reading: SheetReading, at: str | None, code: str) -> list[Json]:
    """What this fault does in this contest, a sentence for every rule that reads it."""
    lines = [line for line in reading.sheet.adjustments if line.get("fault") == code and line.get("at") == at]
    found = []
    for line in lines:
        settings = {key: value for key, value in line.items() if key not in {"rule", "at"}}
        with suppress(CaseProblems):
            found.append(ADJUSTMENTS[line["rule"]](settings).says_of(reading.game).as_json())
    return found


def _field(field: Field, game: Game, usual: tuple[int | None, int | None]) -> Json:
    lowest, highest = usual
    has_unit = len(game.fields) == 1 and "unit" in game.settings
    return {
        "code": field.code,
        "title": field.title.as_json(),
        "kind": field.kind,
        "pad": field.pad,
        "unit": (game.chosen("unit") if has_unit else field.unit).as_json(),
        "lowest": field.lowest,
        "highest": field.highest,
        "step": game.settings["precision"] if field.kind == "distance" else field.step,
        "decimals": decimals_of(game) if field.kind == "time" else field.decimals,
        "attempts": field.attempts,
        "list": field.is_list,
        "optional": field.optional,
        "slots": list(field.slots),
        "slot_titles": [field.slot_title(slot).as_json() for slot in field.slots],
        "usual": None if lowest is None else {"lowest": lowest, "highest": highest},
    }


def _stages(reading: SheetReading) -> list[Json]:
    titles = {line["code"]: line.get("title") or line["code"] for line in stage_lines(reading.sheet.stages)}
    found = []
    for code, layout in reading.layout.stages.items():
        stage: Json = {"code": code, "title": titles[code], "prefix": f"stage.{code}."}
        if isinstance(layout, MatchLayout):
            found.append(stage | {"kind": "matches"})
        else:
            found.append(stage | {"kind": "results", "layout": _layout(layout, reading, staged=True)})
    return found


def _groups(people: Mapping[str, Json], entries: list[Entry]) -> list[Json]:
    """Heat by heat where there are heats; one group where everybody goes one by one or nothing was drawn."""
    by_heat: dict[int | None, list[Json]] = defaultdict(list)
    in_heats = any(person["lane"] is not None for person in people.values())
    for entry, person in zip(entries, people.values(), strict=True):
        by_heat[heat_of(entry) if in_heats else None].append(person)
    return [
        {
            "stage": "",
            "code": "" if heat is None else str(heat),
            "title": (HEAT.fill(number=heat) if heat else NOT_DRAWN if in_heats else EVERYBODY).as_json(),
            "entries": there,
        }
        for heat, there in by_heat.items()
    ]


def _stage_groups(outcome: Mapping[str, Any], people: Mapping[str, Json]) -> Iterator[Json]:
    """The heats of the stages whose entrants are known; a stage without heats is one group."""
    for stage in outcome.get("stages", ()):
        heats = stage["heats"] or [
            {"heat": 0, "starts": [{"lane": None, "entry": entry} for entry in stage.get("entrants") or ()]}
        ]
        if stage["fixtures"]:
            continue
        for heat in heats:
            number = heat["heat"]
            entries = [
                people[start["entry"]] | {"lane": start["lane"]} for start in heat["starts"] if start["entry"] in people
            ]
            if entries:
                title = HEAT.fill(number=number) if number else EVERYBODY
                code = str(number) if number else ""
                yield {"stage": stage["code"], "code": code, "title": title.as_json(), "entries": entries}


def _slots(reading: SheetReading, entries: list[Entry], judge: int | None) -> Json:
    """What stands in every slot that anything was written in, and the uuids that a new operation replaces.

    Of a panel a judge gets the own marks, everybody else those of panels that are whole.
    """
    found, layout = {}, reading.layout
    for entry in entries:
        sealed = reading.sealed(entry.pk)
        stands = reading.folded.slots.get(entry.pk, {})
        live = reading.folded.live.get(entry.pk, {})
        mine = {
            slot: {"value": stands.get(slot), "uuids": list(uuids)}
            for slot, uuids in live.items()
            if uuids and slot not in ORDER_SLOTS and _may_show(layout, slot, judge, sealed)
        }
        if mine:
            found[code_of(reading, entry)] = mine
    return found


def _may_show(layout: Layout, slot: str, judge: int | None, sealed: Collection[str]) -> bool:
    mark = mark_in(layout, slot)
    return slot not in sealed if judge is None or mark is None else mark.seat == judge


def _marked(reading: SheetReading, entries: list[Entry]) -> Json:
    """Place by place which judges have marked, where the seats of a panel belong to people; never what they gave."""
    if not reading.seats:
        return {}
    layout = reading.layout
    found = {
        code_of(reading, entry): {
            where: sorted(seats & reading.seats)
            for where, seats in marked_by(layout, reading.folded.slots.get(entry.pk, {})).items()
        }
        for entry in entries
    }
    return {code: places for code, places in found.items() if places}


def _contested(reading: SheetReading, people: Mapping[str, Json], judge: int | None) -> list[str]:
    """Entries that wait for the chief referee; a judge is stopped by a difference about the own seat alone."""
    layout = reading.layout
    mine = {
        conflict.entry
        for conflict in reading.conflicts
        if judge is None or ((mark := mark_in(layout, conflict.slot)) is not None and mark.seat == judge)
    }
    codes = [code_of(reading, entry) for entry in reading.contested if entry.pk in mine]
    return [code for code in codes if code in people]


def _matches(outcome: Mapping[str, Any], people: Mapping[str, Json]) -> Iterator[Json]:
    for stage in outcome.get("stages", ()):
        for fixture in matches_in(stage["fixtures"]):
            sides = [fixture[side] or {} for side in ("a", "b")]
            if any("entry" in side and side["entry"] not in people for side in sides):
                continue
            yield {
                "stage": stage["code"],
                "id": fixture["id"],
                "title": fixture["title"],
                "round": fixture["round"],
                "group": fixture["group"],
                "sides": [_side(people.get(side.get("entry", ""))) for side in sides],
                "finished": fixture["finished"],
                "winner": fixture["winner"],
            }


def _side(person: Json | None) -> Json:
    return {key: (person or NOBODY)[key] for key in NOBODY}


def _match_rules(game: MatchGame) -> Json:
    settings = game.settings
    return {
        "kind": {"score": "score", "result": "winner"}.get(settings["format"], "games"),
        "best_of": settings["games"] if settings["format"] == "best_of" else None,
        "games": settings["games"],
        "to": settings["points_to"],
        "lead": settings["lead"],
        "most": settings["cap"],
        "draws": settings["level"] == "draw",
        "rubbers": [line["title"] for line in settings.get("rubbers") or ()],
        "says": game.says().as_json(),
        "settings": dict(settings),
    }
