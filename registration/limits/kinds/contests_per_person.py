"""How many contests one person enters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.bounded import AT_LEAST, AT_MOST, Bounded
from registration.limits.limit import NOTHING, Example, Problem, titles_of
from registration.limits.parameters import Contests, YesNo
from registration.limits.roster import Contest, Member, Person, Roster, Team
from unionevents.lib.phrase import Phrase

EXACTLY = Phrase("Each person enters exactly {n} contest(s){scope}.", "每人报 {n} 项，不多不少{scope}。")
BETWEEN = Phrase("Each person enters {least} to {most} contests{scope}.", "每人报 {least} 至 {most} 项{scope}。")
MOST = Phrase("Each person enters at most {most} contest(s){scope}.", "每人最多报 {most} 项{scope}。")
LEAST = Phrase("Each person enters at least {least} contest(s){scope}.", "每人至少报 {least} 项{scope}。")
BUT_TEAMS = Phrase("; team contests are not counted", "，团体项目不计在内")
BUT = Phrase("; not counted: {titles}", "，{titles}不计在内")
TOO_MANY = Phrase(
    "{name} is in {count} contests; at most {most} each. Untick {extra}.",
    "{name}报了 {count} 项，每人最多 {most} 项；请去掉 {extra} 项。",
)
TOO_FEW = Phrase(
    "{name} is in {count} contest(s); at least {least} each. Tick {lacking} more.",
    "{name}报了 {count} 项，每人至少 {least} 项；请再选 {lacking} 项。",
)
NOT_SO_MANY = Phrase(
    "Each person must enter at least {least} contests, but only {count} can be counted.",
    "要求每人至少报 {least} 项，但能计入的只有 {count} 项。",
)


class ContestsPerPerson(Bounded):
    code = "contests_per_person"
    group = "person"
    title = Phrase("Contests per person", "每人限报项目数")
    sentence = Phrase(
        "Each person enters at least {at_least} and at most {at_most} contests. Counted: {contests} "
        "Not counted: {except_contests} {except_teams}",
        "每人至少报 {at_least} 项，最多报 {at_most} 项。计入：{contests} 不计：{except_contests} {except_teams}",
    )
    parameters = (
        AT_LEAST,
        AT_MOST,
        Contests("contests", Phrase("contests counted", "计入的项目")),
        Contests("except_contests", Phrase("contests not counted", "不计的项目")),
        YesNo("except_teams", Phrase("team contests are not counted", "团体项目不计在内")),
    )
    usual = {"at_most": 3}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        if self.least is not None and self.most is not None:
            phrase = EXACTLY if self.least == self.most else BETWEEN
        else:
            phrase = MOST if self.least is None else LEAST
        scope = self.scope_said(contests)
        teams = BUT_TEAMS if self.says_yes("except_teams") else NOTHING
        but = BUT.fill(titles=titles_of(self.names("except_contests"), contests)) if self._excepted else NOTHING
        said = Phrase("{scope}{teams}{but}", "{scope}{teams}{but}").fill(scope=scope, teams=teams, but=but)
        return phrase.fill(n=self.least, least=self.least, most=self.most, scope=said)

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        counted = {contest.code for contest in roster.contests if self._counts(contest)}
        for person in roster.people:
            starts = roster.starts_of(person)
            wanted = [code for code, division in starts if code in counted and self._covers(code, division)]
            count = len(set(wanted) | {code for code in person.elsewhere if code in counted})
            if self.most is not None and count > self.most:
                yield self.problem(
                    TOO_MANY.fill(name=person.name, count=count, most=self.most, extra=count - self.most), person=person
                )
            # A leader, a coach, a guest comes without entering anything.
            idle = not starts and (person.functions or not person.is_staff)
            if self.least is not None and count < self.least and not idle:
                yield self.problem(
                    TOO_FEW.fill(name=person.name, count=count, least=self.least, lacking=self.least - count),
                    person=person,
                )

    def questions(self, contests: Sequence[Contest]) -> Iterator[Phrase]:
        yield from super().questions(contests)
        count = sum(self._counts(contest) for contest in contests)
        if contests and self.least is not None and count < self.least:
            yield NOT_SO_MANY.fill(least=self.least, count=count)

    def needs(self) -> frozenset[str]:
        return frozenset({"others_entries"})

    @property
    def _excepted(self) -> tuple[str, ...]:
        return self.names("except_contests")

    def _counts(self, contest: Contest) -> bool:
        return self.touches(contest.code) and not (contest.by_team and self.says_yes("except_teams"))

    def _covers(self, contest: str, division: str | None) -> bool:
        excepted = contest in self._excepted or f"{contest}/{division}" in self._excepted
        return self.covers(contest, division) and not excepted

    @classmethod
    def example(cls) -> Example:
        contests = (*(Contest(code, code) for code in "abc"), Contest("relay", "接力", by_team=True))
        two = Person("1", "林", entries=dict.fromkeys("ab"))
        three = Person("2", "周", entries=dict.fromkeys("abc"))
        team = Team("t", "relay", members=(Member("1"), Member("2")))
        return Example(
            {"at_most": 2, "except_teams": True},
            Roster((two,), contests, (team,)),
            Roster((two, three), contests, (team,)),
            frozenset({"2"}),
        )
