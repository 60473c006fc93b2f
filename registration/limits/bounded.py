"""Limits that count something: at least, at most, or exactly so many. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from registration.limits.limit import Limit
from registration.limits.parameters import Number
from unionevents.lib.phrase import Phrase

LEAST_AND_MOST = Phrase("“at least” is more than “at most”", "“至少”比“最多”还大")
NEITHER = Phrase("say at least, at most, or both", "“至少”和“最多”要写一个")
AT_LEAST = Number("at_least", Phrase("at least", "至少"), low=1)
AT_MOST = Number("at_most", Phrase("at most", "最多"), low=1)
AT_MOST_OR_NONE = Number("at_most", Phrase("at most", "最多"), low=0)

NONE = Phrase("no {things}", "不得有{things}")
EXACTLY = Phrase("exactly {n} {things}", "{things}正好 {n} {measure}")
BETWEEN = Phrase("{least} to {most} {things}", "{things} {least} 至 {most} {measure}")
LEAST = Phrase("at least {n} {things}", "{things}至少 {n} {measure}")
MOST = Phrase("at most {n} {things}", "{things}最多 {n} {measure}")
TOO_FEW = Phrase(
    "{subject}: {count} {things}; {need} needed. Add {n}.",
    "{subject}：{things}现有 {count} {measure}，要求{need}；请补 {n} {measure}。",
)
TOO_MANY = Phrase(
    "{subject}: {count} {things}; {need} allowed. Remove {n}.",
    "{subject}：{things}现有 {count} {measure}，要求{need}；请减少 {n} {measure}。",
)


def how_many(least: int | None, most: int | None, things: Phrase, measure: str = "人") -> Phrase:
    """`2 to 4 people`, `至少 1 名女队员`: the bounds with what is counted; `measure` is the Chinese counting word."""
    if most == 0:
        return NONE.fill(things=things)
    if least is not None and most is not None:
        if least == most:
            return EXACTLY.fill(n=least, things=things, measure=measure)
        return BETWEEN.fill(least=least, most=most, things=things, measure=measure)
    phrase, n = (LEAST, least) if most is None else (MOST, most)
    return phrase.fill(n=n, things=things, measure=measure)


def miscounted(
    count: int, least: int | None, most: int | None, *, subject: Phrase, things: Phrase, measure: str = "人"
) -> Phrase | None:
    """The sentence about a count outside the bounds; None when it is inside."""
    said = how_many(least, most, things, measure)
    need = said if most == 0 else Phrase(said.en, how_many(least, most, Phrase("", ""), measure).zh)
    if least is not None and count < least:
        return TOO_FEW.fill(subject=subject, count=count, things=things, measure=measure, need=need, n=least - count)
    if most is not None and count > most:
        return TOO_MANY.fill(subject=subject, count=count, things=things, measure=measure, need=need, n=count - most)
    return None


class Bounded(Limit):
    """A limit with `at_least`, `at_most`, or both."""

    def contradictions(self) -> Iterator[Phrase]:
        if self.least is None and self.most is None:
            yield NEITHER
        if self.least is not None and self.most is not None and self.least > self.most:
            yield LEAST_AND_MOST

    @property
    def least(self) -> int | None:
        return self.number("at_least")

    @property
    def most(self) -> int | None:
        return self.number("at_most")

    def how_many(self, things: Phrase, measure: str = "人") -> Phrase:
        return how_many(self.least, self.most, things, measure)

    def miscounted(self, count: int, *, subject: Phrase, things: Phrase, measure: str = "人") -> Phrase | None:
        return miscounted(count, self.least, self.most, subject=subject, things=things, measure=measure)
