"""Family members and guests: whether they may come, how many, and whether they are ranked; always counted apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from registration.limits.bounded import miscounted
from registration.limits.limit import NOTHING, Example, Limit, Problem
from registration.limits.parameters import Choice, Contests, Number, YesNo
from registration.limits.roster import KINDS_OF_PEOPLE, STAFF, Contest, Person, Roster
from unionevents.lib.phrase import Phrase

WHO: Final = {code: said for code, said in KINDS_OF_PEOPLE.items() if code != STAFF}
SAYS = Phrase(
    "{who}s may come, {most}counted apart from the unit's own people{ranked}{contests}.",
    "{who}可以参加，{most}不占本单位名额{ranked}{contests}。",
)
MOST = Phrase("at most {n} of each unit, ", "每单位最多 {n} 人，")
NONE = Phrase("{who}s may not come.", "不接受{who}参加。")
RANKED = Phrase(", and are ranked with the others", "，与其他人一起排名次")
UNRANKED = Phrase(", and are not ranked", "，不计名次")
ONLY = Phrase("; in these contests: {titles}", "；可参加的项目：{titles}")
UNIT = Phrase("This unit", "本单位")
NOT_THIS = Phrase("{name} ({who}) cannot enter {contest}. Untick it.", "{name}是{who}，不能报“{contest}”；请去掉。")


class Companions(Limit):
    code = "companions"
    group = "eligible"
    title = Phrase("Family members and guests", "家属与嘉宾")
    sentence = Phrase(
        "At most {at_most} {who} of each unit may come (0 for none), counted apart {ranked}. Contests: {contests}",
        "每单位{who}最多 {at_most} 人（填 0 为不接受），单独计数 {ranked}。可参加的项目：{contests}",
    )
    parameters = (
        Choice("who", Phrase("who", "哪类人员"), required=True, options=tuple(WHO.items())),
        Number("at_most", Phrase("at most", "最多"), low=0),
        YesNo("ranked", Phrase("ranked with the others", "一起排名次")),
        Contests("contests", Phrase("contests open to them", "可参加的项目")),
    )
    usual = {"who": "family", "at_most": 5}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        most, who = self.number("at_most"), WHO[self.text("who")]
        if most == 0:
            return NONE.fill(who=who)
        return SAYS.fill(
            who=who,
            most=MOST.fill(n=most) if most is not None else NOTHING,
            ranked=RANKED if self.says_yes("ranked") else UNRANKED,
            contests=ONLY.fill(titles=self._titles(contests)) if self.scope else NOTHING,
        )

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        who, most = self.text("who"), self.number("at_most")
        titles = {contest.code: contest.title for contest in roster.contests}
        them = [person for person in roster.people if person.kind == who]
        if wrong := miscounted(len(them), None, most, subject=UNIT, things=WHO[who]):
            yield self.problem(wrong)
        for person in them:
            for contest, division in roster.starts_of(person):
                if not self.covers(contest, division):
                    title = titles.get(contest, contest)
                    said = NOT_THIS.fill(name=person.name, who=WHO[who], contest=title)
                    yield self.problem(said, person=person, contest=contest)

    def unranked(self, roster: Roster) -> set[tuple[str, str]]:
        if self.says_yes("ranked") or not self.concerns(roster):
            return set()
        them = [person for person in roster.people if person.kind == self.text("who")]
        return {(person.key, contest) for person in them for contest, _division in roster.starts_of(person)}

    def needs(self) -> frozenset[str]:
        return frozenset({"kind"})

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("walk", "健步走"), Contest("tug", "拔河"))
        walks = Person("1", "林", kind="family", entries={"walk": None})
        pulls = Person("2", "周", kind="family", entries={"tug": None})
        return Example(
            {"who": "family", "at_most": 2, "contests": ["walk"]},
            Roster((walks,), contests),
            Roster((walks, pulls), contests),
            frozenset({"2"}),
        )
