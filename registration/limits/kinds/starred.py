"""How many of a person's contests carry a star."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.bounded import Bounded
from registration.limits.limit import Example, Problem
from registration.limits.parameters import Number
from registration.limits.roster import Contest, Person, Roster
from unionevents.lib.phrase import Phrase

SAYS = Phrase("At least {least} of them must be starred (★).", "其中至少 {least} 项带★。")
SAYS_BOTH = Phrase("{least} to {most} of them must be starred (★).", "其中带★的项目至少 {least} 项，最多 {most} 项。")
TOO_FEW = Phrase(
    "{name} has {count} starred contest(s); at least {least} needed. Tick one of {titles}.",
    "{name}报了 {count} 项带★的项目，至少要 {least} 项；请在{titles}中选。",
)
TOO_MANY = Phrase(
    "{name} has {count} starred contests; at most {most}. Untick {extra}.",
    "{name}报了 {count} 项带★的项目，最多 {most} 项；请去掉 {extra} 项。",
)
NO_STAR = Phrase(
    "A starred contest is required, but no contest carries a star: mark some, or drop the requirement.",
    "要求每人报带★的项目，但没有一个项目带★：请给项目标★，或去掉这条要求。",
)
TOO_FEW_STARS = Phrase(
    "{least} starred contests are required, but only {stars} carry a star.",
    "要求每人至少报 {least} 项带★的项目，但只有 {stars} 项带★。",
)


class Starred(Bounded):
    code = "starred"
    group = "person"
    title = Phrase("Starred contests", "带★项目")
    sentence = Phrase(
        "Each person enters at least {at_least} and at most {at_most} starred (★) contests.",
        "每人带★的项目至少报 {at_least} 项，最多报 {at_most} 项。",
    )
    parameters = (
        Number("at_least", Phrase("at least", "至少"), required=True, low=1),
        Number("at_most", Phrase("at most", "最多"), low=1),
    )
    usual = {"at_least": 1}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return (SAYS if self.most is None else SAYS_BOTH).fill(least=self.least, most=self.most)

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        starred = [contest for contest in roster.contests if contest.starred]
        least = min(
            self.least or 0, len(starred)
        )  # what cannot be kept is a question to the organiser, not to the unit
        titles = [contest.title for contest in starred]
        for person in roster.people:
            starts = {code for code, _division in roster.starts_of(person)}
            count = sum(1 for contest in starred if contest.code in starts)
            idle = not starts and (person.functions or not person.is_staff)
            if count < least and not idle:
                said = Phrase(", ".join(titles), "、".join(titles))
                yield self.problem(TOO_FEW.fill(name=person.name, count=count, least=least, titles=said), person=person)
            if self.most is not None and count > self.most:
                yield self.problem(
                    TOO_MANY.fill(name=person.name, count=count, most=self.most, extra=count - self.most), person=person
                )

    def questions(self, contests: Sequence[Contest]) -> Iterator[Phrase]:
        stars = sum(1 for contest in contests if contest.starred)
        if stars == 0:
            yield NO_STAR
        elif stars < (self.least or 0):
            yield TOO_FEW_STARS.fill(least=self.least, stars=stars)

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("a", "a", starred=True), Contest("b", "b"))
        good = Person("1", "林", entries=dict.fromkeys("ab"))
        bad = Person("2", "周", entries=dict.fromkeys("b"))
        return Example({"at_least": 1}, Roster((good,), contests), Roster((good, bad), contests), frozenset({"2"}))
