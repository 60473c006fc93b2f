"""Tags of people from what their roster says, and what the rules of an activity ask for: nothing else is handed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from registration.models import Entry, Person
from unionevents.lib.phrase import Phrase

TAG_KEYS: Final = frozenset({"tag", "tags", "without", "without_tags"})
WALK_IN: Final = "walk_in"
BY_GENDER: Final = {Person.Gender.FEMALE: "woman", Person.Gender.MALE: "man"}
# A unit's leader by post, told from the leader of its delegation on the day.
BY_POST: Final = {Person.Post.LEADER: "unit_leader"}
TITLES: Final = {
    "woman": Phrase(en="women", zh="女"),
    "man": Phrase(en="men", zh="男"),
    "unit_leader": Phrase(en="unit leaders", zh="单位领导"),
    "chair": Phrase(en="union chairs", zh="工会主席"),
    "cadre": Phrase(en="union cadres", zh="工会干部"),
    "member": Phrase(en="union members", zh="会员"),
    "leader": Phrase(en="leaders of delegations", zh="领队"),
    "coach": Phrase(en="coaches", zh="教练"),
    "referee": Phrase(en="referees", zh="裁判"),
    "spectator": Phrase(en="spectators", zh="观众"),
    "specialist": Phrase(en="specialists", zh="专业运动员"),
    "past_winner": Phrase(en="past winners", zh="往届获奖者"),
    "recent": Phrase(en="recent participants", zh="近年参加过的人员"),
    "staff": Phrase(en="staff", zh="职工"),
    "family": Phrase(en="family", zh="家属"),
    "guest": Phrase(en="guests", zh="嘉宾"),
    WALK_IN: Phrase(en="entered on the day", zh="当天临时报名"),
}


def tags_of(person: Person, entry: Entry | None = None) -> set[str]:
    """Every tag that somebody carries; an entry says whether it was made on the day."""
    gender, post = Person.Gender(person.gender), Person.Post(person.post)
    found = {BY_GENDER[gender], BY_POST.get(post, post.value), person.kind, *person.functions, *person.traits}
    return found | ({WALK_IN} if entry is not None and entry.walk_in else set())


def tags_asked(*settings: Any) -> frozenset[str]:
    """The tags that settings name anywhere: personal data that no rule reads stays where it is."""
    return frozenset(tag for each in settings for tag in _named(each))


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inside in value.items():
            if key in TAG_KEYS and inside:
                yield from [inside] if isinstance(inside, str) else inside
            else:
                yield from _named(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _named(inside)


@dataclass(frozen=True, slots=True)
class UnitNeeds:
    """What the tables of an activity want to know of its units."""

    size: bool
    values: tuple[str, ...]
    tags: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.size or bool(self.values) or bool(self.tags)


def unit_needs(tables: Iterable[Mapping[str, Any]]) -> UnitNeeds:
    """The size for a rate, the numbers that are ranked or divided, the tags that choose units; in the order named."""
    lines = list(tables)
    values = [str(line["value"]) for line in lines if line.get("rule") in {"rate", "recorded"} and line.get("value")]
    # A table of numbers on record reads “score” unless it names another.
    values += ["score" for line in lines if line.get("rule") == "recorded" and "value" not in line]
    tags = [str(tag) for line in lines for tag in line.get("unit_tags") or ()]
    return UnitNeeds(
        any(line.get("rule") == "rate" for line in lines), tuple(dict.fromkeys(values)), tuple(dict.fromkeys(tags))
    )
