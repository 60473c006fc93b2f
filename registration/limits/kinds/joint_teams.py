"""Small units may enter together, under conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.limit import NOTHING, Example, Limit, Problem, listed
from registration.limits.parameters import Number, Units
from registration.limits.roster import Contest, Others, Partner, Roster
from unionevents.lib.phrase import Phrase

NOBODY = Phrase("Units may not enter together.", "不得跨单位组队。")
SAYS = Phrase("Up to {n} units may enter together{size}{barred}.", "最多 {n} 个单位可联合组队{size}{barred}。")
SIZE = Phrase(", each with at most {size} members", "，每个单位会员不超过 {size} 人")
BARRED = Phrase("; not: {units}", "；{units}不得与其他单位联合组队")
TOO_MANY = Phrase(
    "{count} units enter together; at most {n} may. Leave units out.",
    "现有 {count} 个单位联合组队，最多 {n} 个；请减少。",
)
TOO_LARGE = Phrase(
    "{unit} has {members} members; only units of at most {size} may enter together.",
    "{unit}有会员 {members} 人，超过 {size} 人的单位不能联合组队。",
)
UNKNOWN = Phrase(
    "How many members does {unit} have? Units may enter together up to {size}.",
    "请填写{unit}的会员人数；超过 {size} 人的单位不能联合组队。",
)
NOT_THIS = Phrase("{unit} may not enter together with others.", "{unit}按规定不得与其他单位联合组队。")
OWN_ROSTER = Phrase(
    "{unit} enters with you and has handed in a roster of its own. Agree on one.",
    "{unit}已与本单位联合组队，又单独交了报名表；请商定只报一份。",
)


class JointTeams(Limit):
    code = "joint_teams"
    group = "unit"
    title = Phrase("Units entering together", "联合组队")
    sentence = Phrase(
        "At most {most_units} units may enter together, each with at most {most_members} members. "
        "These may not: {barred}",
        "最多 {most_units} 个单位可联合组队，每个单位会员不超过 {most_members} 人。以下单位不得联合：{barred}",
    )
    parameters = (
        Number("most_units", Phrase("units together", "联合单位数"), required=True, low=1, high=20),
        Number("most_members", Phrase("members of each", "每单位会员"), low=1, high=99_999),
        Units("barred", Phrase("units that may not", "不得联合的单位")),
    )
    usual = {"most_units": 2, "most_members": 30}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        if self._most == 1:
            return NOBODY
        barred = listed([Phrase(unit, unit) for unit in self.names("barred")])
        return SAYS.fill(
            n=self._most,
            size=SIZE.fill(size=self._size) if self._size else NOTHING,
            barred=BARRED.fill(units=barred) if self.names("barred") else NOTHING,
        )

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        if not roster.partners:
            return
        together = (Partner(roster.unit, roster.size), *roster.partners)
        if len(together) > self._most:
            yield self.problem(TOO_MANY.fill(count=len(together), n=self._most))
        for partner in together:
            if self._size and partner.members is None:
                yield self.problem(UNKNOWN.fill(unit=partner.unit, size=self._size))
            elif self._size and partner.members and partner.members > self._size:
                yield self.problem(TOO_LARGE.fill(unit=partner.unit, members=partner.members, size=self._size))
            if partner.unit in self.names("barred"):
                yield self.problem(NOT_THIS.fill(unit=partner.unit))
        for partner in roster.partners:
            if partner.unit in roster.others.units:
                yield self.problem(OWN_ROSTER.fill(unit=partner.unit))

    def needs(self) -> frozenset[str]:
        return frozenset({"partners", "others_units"} | ({"size"} if self._size else set()))

    @property
    def _most(self) -> int:
        return self.number("most_units") or 1

    @property
    def _size(self) -> int | None:
        return self.number("most_members")

    @classmethod
    def example(cls) -> Example:
        small, large = Partner("乙", 20), Partner("丙", 40)
        others = Others(units=frozenset({"丁"}))
        return Example(
            {"most_units": 2, "most_members": 30},
            Roster((), (), unit="甲", size=25, partners=(small,), others=others),
            Roster((), (), unit="甲", size=25, partners=(large,), others=others),
            frozenset({None}),
        )
