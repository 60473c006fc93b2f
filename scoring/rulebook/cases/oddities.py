"""What a case says that is no error, but that an outsider would wonder about: each is a note in the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from scoring.rulebook.base.paths import complain
from scoring.rulebook.base.rule import settings_in
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.formats import FORMATS
from scoring.rulebook.games import GAMES
from scoring.rulebook.marks.aggregation import LEVEL_CODES
from scoring.rulebook.playing.stagechecks import all_stages
from scoring.rulebook.ranks.chainchecks import lines_of
from scoring.rulebook.tiebreaks import TIE_BREAKS
from unionevents.lib.phrase import Phrase

Read = Mapping[str, Any]
# Words by which a format says that chance decides who stands where.
BY_CHANCE: Final = frozenset({"drawn", "random"})
LATE: Final = "minutes_late"


def note_oddities(contest: Read, notes: list[Problem]) -> None:
    """Add what is odd about a contest that was read."""
    _same_seeds(contest, notes)
    _unread_faults(contest, notes)
    _unnamed_parts(contest, notes)
    _above_one(contest, notes)
    _more_than_there_are(contest, notes)
    _part_of_a_whole(contest, notes)
    for stage in all_stages(contest["stages"]):
        _no_seed_on_record(stage, contest, notes)
        _more_rounds_than_opponents(stage, contest, notes)


def _same_seeds(contest: Read, notes: list[Problem]) -> None:
    seen: dict[tuple[Any, int], str] = {}
    for entry in contest["entries"]:
        if entry["seed"] is None:
            continue
        key = (entry["division"], entry["seed"])
        if key in seen:
            complain(notes, (entry["path"], "seed"), "same_seed", SAME_SEED, seed=entry["seed"], entry=seen[key])
        seen.setdefault(key, entry["id"])


def _unread_faults(contest: Read, notes: list[Problem]) -> None:
    known = set(_faults_read(contest))
    if None in known:
        return
    told: set[str] = set()
    for node in _nodes(contest):
        for code, number in node["faults"].items():
            if number and code not in known and code not in told:
                told.add(code)
                complain(notes, ((node["path"], "faults"), code), "fault_unread", FAULT_UNREAD, fault=code)


def _faults_read(contest: Read) -> Iterator[str | None]:
    """The codes that some rule reads; None where one reads all of them."""
    views = [contest, *(contest["rankings"] or ())]
    usual = GAMES[contest["game"]](contest["settings"]).usual_chain() if contest["tie_breaks"] is None else ()
    chains = [usual, *(view["tie_breaks"] for view in views), *(s["tie_breaks"] for s in all_stages(contest["stages"]))]
    for line in (line for view in views for line in view["adjustments"] or ()):
        yield LATE if line["rule"] == "late" else line.get("fault", "")
    for line in (line for chain in chains for line in lines_of(chain)):
        settings = TIE_BREAKS[line["rule"]](settings_in(line, "rule")).settings
        if "fault" in settings:
            yield settings["fault"] or None
        elif line["rule"] == "fair_play":
            yield from (row["fault"] for row in settings["weights"])


def _nodes(contest: Read) -> Iterator[Read]:
    """Every result of every level, also those of stages."""
    waiting: list[Read] = [*contest["entries"]]
    for stage in all_stages(contest["stages"]):
        waiting += stage.get("results", ())
    while waiting:
        node = waiting.pop()
        yield node
        for level in LEVEL_CODES:
            waiting += node[level] or ()


def _unnamed_parts(contest: Read, notes: list[Problem]) -> None:
    """Lines for parts that nobody has, once results are in."""
    wanted = {name: line for line in contest["aggregation"] for name in line["of"]}
    if not wanted:
        return
    there: set[str] = set()
    for node in _nodes(contest):
        for level in LEVEL_CODES:
            there |= {part["code"] or part.get("person") or str(at) for at, part in enumerate(node[level] or (), 1)}
    for name, line in wanted.items():
        if there and name not in there:
            complain(notes, (line["path"], "of"), "no_such_part", NO_SUCH_PART, part=name)


def _above_one(contest: Read, notes: list[Problem]) -> None:
    if contest["game"] != "rate":
        return
    for node in _nodes(contest):
        done, of = node["records"].get("done"), node["records"].get("of")
        if done is not None and of is not None and done > of:
            complain(notes, (node["path"], "records"), "above_one", ABOVE_ONE, done=done, of=of)


def _more_than_there_are(contest: Read, notes: list[Problem]) -> None:
    """The best five of three: nobody ever has a result."""
    for line in contest["aggregation"]:
        if line["rule"] != "best_k" or line["fewer"] or not line["count"]:
            continue
        if line["k"] > line["count"]:
            complain(notes, (line["path"], "k"), "more_than_there_are", MORE, wanted=line["k"], number=line["count"])


def _part_of_a_whole(contest: Read, notes: list[Problem]) -> None:
    """Weights of 30 and 30 percent: somebody forgot a part."""
    for line in contest["aggregation"]:
        if line["rule"] == "weighted" and 0 < sum(line["weights"]) < line["out_of"]:
            total, whole = sum(line["weights"]), line["out_of"]
            complain(notes, (line["path"], "weights"), "part_of_a_whole", PART_OF_A_WHOLE, total=total, whole=whole)


def _more_rounds_than_opponents(stage: Read, contest: Read, notes: list[Problem]) -> None:
    """Swiss rounds without a repeat: at most one against each of the others, and of an odd number one bye more."""
    number = len(contest["entries"])
    if stage["rule"] != "swiss" or stage is not contest["stages"][0] or contest["divisions"] or not number:
        return
    most = number if number % 2 else number - 1
    if stage["rounds"] > most:
        complain(notes, (stage["path"], "rounds"), "too_many_rounds", TOO_MANY_ROUNDS, number=number, most=most)


def _no_seed_on_record(stage: Read, contest: Read, notes: list[Problem]) -> None:
    draw = stage["draw"]
    if draw["seed"] or draw["placed"] or stage.get("results") or stage.get("matches") or not contest["entries"]:
        return
    if stage["entrants"] is not None:
        return
    chosen = [stage.get(parameter.code) for parameter in FORMATS[stage["rule"]].parameters]
    if any(isinstance(word, str) and word in BY_CHANCE for word in chosen):
        complain(notes, (stage["path"], "draw"), "no_seed_on_record", NO_SEED_ON_RECORD)


SAME_SEED: Final = Phrase(
    en="“{entry}” is seed {seed} too; between the two the draw goes by lot, or by id", zh="“{entry}”也是 {seed} 号种子"
)
FAULT_UNREAD: Final = Phrase(
    en="no rule of this contest reads the fault “{fault}”: it changes nothing", zh="没有规则用到犯规“{fault}”，不起作用"
)
NO_SUCH_PART: Final = Phrase(en="nobody has a part “{part}”", zh="没有哪份成绩有“{part}”这一部分")
ABOVE_ONE: Final = Phrase(en="{done} of {of} is more than the whole", zh="{of} 中 {done}，超过了总数")
MORE: Final = Phrase(
    en="the best {wanted} of {number} count: nobody can have a result",
    zh="共 {number} 次却要取最好的 {wanted} 次，谁都不会有成绩",
)
PART_OF_A_WHOLE: Final = Phrase(
    en="the weights add up to {total} of {whole}; is a part missing?", zh="权重合计 {total}，不足 {whole}，请核对"
)
TOO_MANY_ROUNDS: Final = Phrase(
    en="{number} entries can play at most {most} rounds without meeting twice",
    zh="{number} 个参赛者最多排 {most} 轮，再多就要重复对阵",
)
NO_SEED_ON_RECORD: Final = Phrase(
    en="drawn with nothing on record: write down a seed of the draw, or the places drawn",
    zh="抽签没有留底：请写明抽签种子，或抽到的位置",
)
