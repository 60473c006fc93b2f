"""The same song, the same piece, only once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from registration.limits.limit import Example, Limit, Problem, team_said
from registration.limits.parameters import Contests
from registration.limits.roster import Contest, Others, Person, Roster, Team
from unionevents.lib.phrase import Phrase

SAYS = Phrase(
    "{where}nobody performs what somebody else has entered already.", "{where}表演内容（曲目、节目）不得重复。"
)
MISSING = Phrase("{who}: say what is performed.", "{who}：请填写表演内容（曲目、节目名）。")
TAKEN = Phrase(
    "{who}: “{content}” has been entered by others already. Choose something else.",
    "{who}：“{content}”已经有人报过；请换一个。",
)


class ContentOnce(Limit):
    code = "content_once"
    group = "eligible"
    title = Phrase("Content only once", "内容不得重复")
    sentence = Phrase(
        "What is performed must be named and may be entered only once. Concerns: {contests}",
        "表演内容（曲目、节目）须写明，且不得重复。适用于：{contests}",
    )
    parameters = (Contests("contests", Phrase("contests concerned", "适用的项目")),)

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(where=self.where(contests))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        performed: list[tuple[Person | None, Team | None, Phrase, str, str]] = [
            (person, None, Phrase(person.name, person.name), contest, person.contents.get(contest, ""))
            for person in roster.people
            for contest, division in person.entries.items()
            if self.covers(contest, division)
        ]
        performed += [
            (None, team, team_said(team, roster), team.contest, team.content) for team in self.teams_of(roster)
        ]
        counts = Counter((contest, same_content(content)) for *_who, contest, content in performed)
        for person, team, who, contest, content in performed:
            key = (contest, same_content(content))
            if not key[1]:
                yield self.problem(MISSING.fill(who=who), person=person, team=team, contest=contest)
            elif counts[key] > 1 or key in roster.others.contents:
                yield self.problem(TAKEN.fill(who=who, content=content), person=person, team=team, contest=contest)

    def needs(self) -> frozenset[str]:
        return frozenset({"content", "others_contents"})

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("song", "合唱", by_team=True),)
        others = Others(contents=frozenset({("song", same_content("我的祖国"))}))
        good, bad = Team("a", "song", content="茉莉花"), Team("a", "song", content="《我的祖国》")
        return Example(
            {},
            Roster((), contests, (good,), others=others),
            Roster((), contests, (bad,), others=others),
            frozenset({None}),
        )


def same_content(text: str) -> str:
    """The title without what people write differently: brackets, blanks, width, capitals."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())
