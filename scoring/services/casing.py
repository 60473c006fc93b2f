"""From rows to the rule book's case (`docs/case.md`): one contest, or the whole activity."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from registration.models import Entry
from scoring.queries.entries import lineup_of, title_of
from scoring.queries.layouts import chain_lines, configuration_of
from scoring.queries.lots import placed_in, seeds_of
from scoring.queries.reading import ORDER_SLOTS, SheetReading
from scoring.queries.setting import Setting, person_code
from scoring.queries.tagging import tags_asked, tags_of
from scoring.rulebook.marks.nodeshape import WITH_PEOPLE
from scoring.sync.operation import Value

Case = dict[str, Any]
TEAM = "members"
ONE_CONTEST_ALONE = {"one_per_person": None, "passed_down": False, "souvenir": None}
GROUP_LENGTH = 12


def case_of_contest(reading: SheetReading, setting: Setting) -> Case:
    """One contest by itself: its placings and the prizes they are worth, nothing that holds across contests."""
    return _case([contest_of(reading, setting)], setting, awards=ONE_CONTEST_ALONE)


def case_of_activity(readings: Iterable[SheetReading], setting: Setting) -> Case:
    """Every contest as it stands now, with what holds across them."""
    return _across([contest_of(reading, setting) for reading in readings], setting)


def case_of_published(cases: Sequence[Mapping[str, Any]], setting: Setting) -> Case:
    """The contests as they were published, put together: what an award list must agree with."""
    contests = []
    for case in cases:
        contest = dict(case["contests"][0])
        contest["prizes"] = contest["prizes"] or case["prize_rules"]
        contests.append(contest)
    return _across(contests, setting)


def contest_of(reading: SheetReading, setting: Setting) -> dict[str, Any]:
    """The contest's part of a case."""
    contest = reading.sheet.contest
    configuration = configuration_of(reading.sheet)
    asked = tags_asked(configuration, setting.plan.awards, setting.plan.tables)
    return {
        "code": contest.code,
        "title": contest.title,
        **configuration,
        **_stages(reading),
        "orders": orders_of(reading),
        "divisions": setting.divisions.get(contest.pk, []),
        "prizes": reading.sheet.prize_rules,
        "entries": [_entry(entry, reading, setting, asked) for entry in reading.entries],
    }


def _stages(reading: SheetReading) -> dict[str, Any]:
    """The stages with what was recorded in them; nothing for a contest without stages."""
    if not reading.sheet.stages:
        return {}
    return {"stages": [_stage(line, reading) for line in reading.sheet.stages]}


def _stage(line: Mapping[str, Any], reading: SheetReading) -> dict[str, Any]:
    """A stage without a seed of its own is drawn by the seed of the contest's draw."""
    if "choices" in line:
        choices = [
            {**choice, "stages": [_stage(inner, reading) for inner in choice["stages"]]} for choice in line["choices"]
        ]
        return {**line, "choices": choices}
    draw = dict(line.get("draw") or {})
    if reading.sheet.draw_seed and not draw.get("seed"):
        draw["seed"] = reading.sheet.draw_seed
    if placed := placed_in(line, reading.sheet, [entry.number for entry in reading.entries]):
        draw["placed"] = placed
    records = reading.staged.get(line["code"])
    return {**line, **({"draw": draw} if draw else {}), **(records.as_json() if records else {})}


def orders_of(reading: SheetReading) -> dict[str, list[list[str | list[str]]]]:
    """Orders on record: the rulings of each slot, group by group, the group decided last at the end."""
    codes = {entry.pk: code_of(entry, reading) for entry in reading.entries}
    at: dict[str, Any] = {str(ruling.uuid): (ruling.at, ruling.pk or 0) for ruling in reading.rulings}
    found: dict[str, list[list[str | list[str]]]] = {}
    for slot in usable_slots(reading):
        groups: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        decided: dict[str, Any] = {}
        for entry, slots in reading.folded.slots.items():
            if slot in slots and entry in codes:
                group, step = read_step(slots[slot])
                groups[group][step].append(codes[int(entry)])
                decided[group] = max(at[uuid] for uuid in reading.folded.live[entry][slot])
        orders = [
            [steps[0] if len(steps) == 1 else steps for _, steps in sorted(groups[group].items())]
            for group in sorted(groups, key=lambda group: (decided[group], group))
            if sum(map(len, groups[group].values())) > 1
        ]
        if orders:
            found[slot] = orders
    return found


def usable_slots(reading: SheetReading) -> list[str]:
    """The orders that the contest's own rules ask for."""
    chains = [reading.sheet.tie_breaks, *(line.get("tie_breaks") for line in reading.sheet.rankings or ())]
    chain = {line["rule"] for rules in chains for line in chain_lines(rules)}
    chain |= (
        {"prize_line"}
        | ({"cut"} if reading.sheet.stages else set())
        | ({"decision"} if reading.sheet.undecided == "decide" else set())
    )
    return [slot for slot in ORDER_SLOTS if slot in chain]


def code_of(entry: Entry, reading: SheetReading) -> str:
    """`ball-run/12`, without asking the database for the contest."""
    return f"{reading.sheet.contest.code}/{entry.number}"


def group_of(codes: Iterable[str]) -> str:
    """A name for exactly these entries: an order made for one tie never reaches into another."""
    return hashlib.sha256("\n".join(sorted(codes)).encode()).hexdigest()[:GROUP_LENGTH]


def write_step(group: str, step: int) -> str:
    """How a ruling keeps an entry's place in a decided group."""
    return f"{group}#{step}"


def read_step(value: Value) -> tuple[str, int]:
    group, _, step = str(value).partition("#")
    return group, int(step)


def _entry(entry: Entry, reading: SheetReading, setting: Setting, asked: Collection[str]) -> dict[str, Any]:
    person, code, contest = entry.person, code_of(entry, reading), reading.sheet.contest.code
    of_unit = {"unit": setting.unit_codes[person.roster_id], "unit_name": person.roster.unit.name}
    recorded = reading.recorded[entry.pk]
    # Results of a contest with stages stand in its stages; an absence here is of the whole contest.
    node: dict[str, Any] = (
        {"absence": recorded.absence} if reading.sheet.stages else _with_names(recorded.as_json(), code)
    )
    if lineup := lineup_of(entry):
        people = [
            {"person": person_code(each), "name": each.name, **of_unit, **_tagged(tags_of(each), asked)}
            for each in lineup
        ]
        results = node.get(TEAM) or people
        node[TEAM] = [{**(people[at] if at < len(people) else of_unit), **result} for at, result in enumerate(results)]
    return {
        "id": code,
        "person": person_code(person) if entry.team is None else f"t-{code}",
        "name": title_of(entry),
        **of_unit,
        "division": entry.division.code if entry.division else None,
        **({"seed": seed} if (seed := seeds_of(reading.sheet).get(entry.number)) else {}),
        **(_tagged(tags_of(person, entry), asked) if entry.team is None else {}),
        **({"ranked": False} if entry.team is None and (person.pk, contest) in setting.unranked else {}),
        **node,
    }


def _tagged(tags: Collection[str], asked: Collection[str]) -> dict[str, list[str]]:
    """Only the tags that some rule reads."""
    return {"tags": found} if (found := sorted(set(tags) & set(asked))) else {}


def _with_names(node: dict[str, Any], code: str) -> dict[str, Any]:
    """People without a name are told apart by the entry that they belong to: `relay/3#1`."""
    for level in WITH_PEOPLE:
        if node.get(level):
            node[level] = [
                _with_names({**part, "person": f"{code}{part['person']}"} if part["person"][0] == "#" else part, code)
                for part in node[level]
            ]
    return node


def _across(contests: list[dict[str, Any]], setting: Setting) -> Case:
    """With what holds across contests: rewards, units, tables."""
    entered = {each["person"] for contest in contests for one in contest["entries"] for each in (one, *_team(one))}
    same = [here for group in setting.same_people if len(here := [who for who in group if who in entered]) > 1]
    awards = {**setting.plan.awards, **({"same_people": same} if same else {})}
    found = _case(contests, setting, awards=awards)
    if setting.units:
        found["units"] = setting.units
    if setting.plan.tables:
        found["tables"] = setting.plan.tables
    return found


def _team(entry: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return entry.get(TEAM) or ()


def _case(contests: list[dict[str, Any]], setting: Setting, *, awards: Mapping[str, Any]) -> Case:
    return {
        "format": "unionevents-case",
        "version": 1,
        "contests": contests,
        "prizes": setting.prizes,
        "prize_rules": setting.plan.prize_rules or None,
        "awards": dict(awards),
    }
