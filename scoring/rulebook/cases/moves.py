"""Who moves when a result is corrected: two outcomes in, the differences out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from scoring.rulebook.base.sentences import Sentence, joined
from unionevents.lib.phrase import Phrase

Outcome: TypeAlias = Mapping[str, Any]
Place: TypeAlias = tuple[str, str | None, str | None, str]


def moves(before: Outcome, after: Outcome) -> list[dict[str, Any]]:
    """Every entry whose rank, mark, absence or prize differs, in the order of the new lists; those gone come last.

    Each is `{contest, division, entry, person, name, unit_name, rank, prize, shown, why}`
    with `[before, after]` under rank, prize and shown; and `cuts` where somebody goes on from a stage, or no longer.
    """
    old, new = _placings(before), _placings(after)
    cuts = _cuts(before, after)
    found = []
    for place in [*new, *(place for place in old if place not in new)]:
        was, now = old.get(place), new.get(place)
        crossed = cuts.get((place[0], place[3]), [])
        if crossed or was is None or now is None or any(was[key] != now[key] for key in _COMPARED):
            found.append(_move(place, was, now, crossed))
    return found


def award_moves(before: Outcome, after: Outcome) -> list[dict[str, Any]]:
    """Every person whose awards differ: `{person, name, unit_name, before, after, why}` with award titles in lists."""
    old, new = _awards(before), _awards(after)
    found = []
    for person in [*new, *(person for person in old if person not in new)]:
        was, now = old.get(person, []), new.get(person, [])
        lost, won = _without(was, now), _without(now, was)
        if lost or won:
            found.append(_award_move((now or was)[0], lost, won))
    return found


def table_moves(before: Outcome, after: Outcome) -> list[dict[str, Any]]:
    """Every unit whose rank, total or prize in a table differs: `{table, unit, unit_name, rank, shown, prize, why}`,
    and `person` and `name` in a table of people."""
    old, new = _rows(before), _rows(after)
    found = []
    for place in [*new, *(place for place in old if place not in new)]:
        was, now = old.get(place), new.get(place)
        if was is None or now is None or any(was[key] != now[key] for key in ("rank", "total", "prize")):
            found.append(_table_move(place, was, now))
    return found


def _placings(outcome: Outcome) -> dict[Place, Mapping[str, Any]]:
    return {
        (contest["code"], ranking.get("ranking"), ranking["division"], placing["entry"]): placing
        for contest in outcome["contests"]
        for ranking in contest["rankings"]
        for placing in ranking["placings"]
    }


def _cuts(before: Outcome, after: Outcome) -> dict[tuple[str, str], list[Phrase]]:
    """Contest and entry → what is said of stages that it goes on from now and did not, or the other way round."""
    old, new = _going(before), _going(after)
    found: dict[tuple[str, str], list[Phrase]] = {}
    for place in [*new, *(place for place in old if place not in new)]:
        was, now = old.get(place, OPEN), new.get(place, OPEN)
        if was != now:
            contest, _ranking, title, entry = place
            said = CUT.fill(stage=title, before=was, after=now)
            if said not in found.setdefault((contest, entry), []):
                found[contest, entry].append(said)
    return found


def _going(outcome: Outcome) -> dict[Place, Phrase]:
    """Of every stage that somebody can go on from, and has ended: how each of its entrants fared at the cut."""
    found: dict[Place, Phrase] = {}
    for contest in outcome["contests"]:
        for stage in contest.get("stages", ()):
            waits = {entry for group in stage["undecided"] for entry in group}
            on = {one["entry"] for one in stage["advancing"]}
            if not stage["complete"] or not (waits or on):
                continue
            for entry in stage["entrants"]:
                place = (contest["code"], stage.get("ranking"), stage["title"] or stage["code"], entry)
                found[place] = GOES_ON if entry in on else WAITS if entry in waits else OUT
    return found


def _rows(outcome: Outcome) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {
        (table["code"], row.get("person") or row["unit"]): row
        for table in outcome.get("tables", ())
        for row in table["rows"]
    }


def _table_move(place: tuple[str, str], was: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> dict[str, Any]:
    who = now or was or {}
    both, values, clauses = _changes(was, now)
    return {
        "table": place[0],
        **{key: who[key] for key in ("person", "name", "unit", "unit_name") if key in who},
        **both,
        "why": Sentence(
            "table_move",
            {"who": place[1], **values},
            MOVE.fill(name=who.get("name") or who["unit_name"], clauses=joined(clauses, en=", ", zh="，")),
        ).as_json(),
    }


def _changes(
    was: Mapping[str, Any] | None, now: Mapping[str, Any] | None
) -> tuple[dict[str, list[Any]], dict[str, list[Any]], list[Phrase]]:
    """Rank, prize and what is shown, before and after; the first two again as values; and what to say of them."""
    rank, prize, shown = ([side[key] if side else None for side in (was, now)] for key in ("rank", "prize", "shown"))
    clauses = []
    if was is None or now is None:
        clauses.append(ADDED if was is None else REMOVED)
    if rank[0] != rank[1] or was is None or now is None:
        clauses.append(RANK.fill(before=_said_rank(rank[0]), after=_said_rank(rank[1])))
    if was is not None and now is not None and shown[0] != shown[1]:
        clauses.append(SHOWN.fill(before=_said(was["shown"]), after=_said(now["shown"])))
    if prize[0] != prize[1]:
        titles = [side["prize_title"] if side else None for side in (was, now)]
        clauses.append(PRIZE.fill(before=titles[0] or NO_PRIZE, after=titles[1] or NO_PRIZE))
    return {"rank": rank, "prize": prize, "shown": shown}, {"rank": rank, "prize": prize}, clauses


def _move(
    place: Place, was: Mapping[str, Any] | None, now: Mapping[str, Any] | None, cuts: list[Phrase]
) -> dict[str, Any]:
    contest, ranking, division, entry = place
    who = now or was or {}
    both, values, clauses = _changes(was, now)
    clauses = [*cuts, *clauses]
    said = MOVE.fill(name=who["name"], clauses=joined(clauses, en=", ", zh="，"))
    return {
        "contest": contest,
        **({} if ranking is None else {"ranking": ranking}),
        "division": division,
        "entry": entry,
        **{key: who[key] for key in ("person", "name", "unit_name")},
        **both,
        **({"cuts": [{"en": cut.en, "zh": cut.zh} for cut in cuts]} if cuts else {}),
        "why": Sentence("move", {"entry": entry, **values}, said).as_json(),
    }


def _said_rank(rank: int | None) -> Phrase:
    return UNRANKED if rank is None else RANKED.fill(rank=rank)


def _said(shown: Mapping[str, str]) -> Phrase:
    return Phrase(en=shown["en"] or NOTHING.en, zh=shown["zh"] or NOTHING.zh)


def _awards(outcome: Outcome) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for award in outcome["awards"]:
        found.setdefault(award["person"], []).append(award)
    return found


def _without(awards: list[Mapping[str, Any]], others: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    known = [_worth(other) for other in others]
    return [award for award in awards if _worth(award) not in known]


def _worth(award: Mapping[str, Any]) -> tuple[Any, ...]:
    return award["contest"], award.get("table"), award["division"], award["prize"], award["item"], award["value"]


def _award_move(who: Mapping[str, Any], lost: list[Mapping[str, Any]], won: list[Mapping[str, Any]]) -> dict[str, Any]:
    clauses = [phrase.fill(prizes=_titles(awards)) for phrase, awards in ((LOST, lost), (WON, won)) if awards]
    before, after = ([award["prize"] for award in awards] for awards in (lost, won))
    said = MOVE.fill(name=who["name"], clauses=joined(clauses, en=", ", zh="，"))
    return {
        **{key: who[key] for key in ("person", "name", "unit_name")},
        "before": [award["prize_title"] for award in lost],
        "after": [award["prize_title"] for award in won],
        "why": Sentence("award_move", {"before": before, "after": after}, said).as_json(),
    }


def _titles(awards: list[Mapping[str, Any]]) -> Phrase:
    titles = [award["prize_title"] for award in awards]
    return Phrase(en=", ".join(titles), zh="、".join(titles))


_COMPARED: Final = ("rank", "mark", "absence", "prize")
MOVE: Final = Phrase(en="{name}: {clauses}", zh="{name}：{clauses}")
ADDED: Final = Phrase(en="newly on the list", zh="新列入名单")
REMOVED: Final = Phrase(en="no longer on the list", zh="已不在名单")
RANK: Final = Phrase(en="{before} → {after}", zh="{before} → {after}")
RANKED: Final = Phrase(en="place {rank}", zh="第 {rank} 名")
UNRANKED: Final = Phrase(en="no place", zh="无名次")
SHOWN: Final = Phrase(en="mark {before} → {after}", zh="成绩 {before} → {after}")
NOTHING: Final = Phrase(en="nothing", zh="无")
PRIZE: Final = Phrase(en="prize {before} → {after}", zh="奖项 {before} → {after}")
NO_PRIZE: Final = Phrase(en="none", zh="无")
CUT: Final = Phrase(en="{stage}: {before} → {after}", zh="{stage}：{before} → {after}")
GOES_ON: Final = Phrase(en="goes on", zh="出线")
OUT: Final = Phrase(en="out", zh="未出线")
WAITS: Final = Phrase(en="waits for a decision", zh="待裁定")
OPEN: Final = Phrase(en="open", zh="未定")
LOST: Final = Phrase(en="no longer gets {prizes}", zh="不再得{prizes}")
WON: Final = Phrase(en="now gets {prizes}", zh="改得{prizes}")
