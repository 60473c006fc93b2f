"""How many of a unit's people hold a post: the chair and one cadre."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.bounded import Bounded
from registration.limits.limit import Example, Problem
from registration.limits.parameters import Choice, Number
from registration.limits.roster import POSTS, Contest, Person, Roster
from unionevents.lib.phrase import Phrase

EXACTLY = Phrase("Each unit sends exactly {most} {post}.", "每个单位报{post} {most} 人。")
BETWEEN = Phrase("Each unit sends {least} to {most} {post}(s).", "每个单位报{post} {least} 至 {most} 人。")
MOST = Phrase("Each unit sends at most {most} {post}(s).", "每个单位{post}最多报 {most} 人。")
NONE = Phrase("No {post} may be entered.", "{post}不能报名。")
LEAST = Phrase("Each unit sends at least {least} {post}(s).", "每个单位{post}至少报 {least} 人。")
TOO_FEW = Phrase(
    "{count} {post}(s) on the roster; at least {least} needed. Add one, or check the posts entered.",
    "报名表里有{post} {count} 人，至少要 {least} 人；请补填，或核对职务。",
)
ONE_TOO_MANY = Phrase(
    "{name}: {count} {post}(s) are on the roster, at most {most} allowed. Check the posts, or remove somebody.",
    "{name}：报名表里有{post} {count} 人，最多 {most} 人；请核对职务或移除多出的人。",
)


class PostQuota(Bounded):
    code = "post_quota"
    group = "unit"
    title = Phrase("People with a post", "职务名额")
    sentence = Phrase(
        "Each unit sends at least {at_least} and at most {at_most} people with the post {post}.",
        "每个单位的{post}至少报 {at_least} 人，最多报 {at_most} 人。",
    )
    parameters = (
        Choice("post", Phrase("post", "职务"), required=True, options=tuple(POSTS.items())),
        Number("at_least", Phrase("at least", "至少"), low=1),
        Number("at_most", Phrase("at most", "最多"), low=0),
    )
    usual = {"post": "chair", "at_most": 1}

    @property
    def post(self) -> str:
        return str(self.settings["post"])

    def states(self, contests: Sequence[Contest]) -> Phrase:
        if self.least is not None and self.most is not None:
            phrase = EXACTLY if self.least == self.most else BETWEEN
        elif self.least is not None:
            phrase = LEAST
        else:
            phrase = MOST if self.most else NONE
        return phrase.fill(least=self.least, most=self.most, post=POSTS[self.post])

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        holders = [person for person in roster.people if person.post == self.post]
        said = POSTS[self.post]
        if self.least is not None and len(holders) < self.least:
            yield self.problem(TOO_FEW.fill(count=len(holders), least=self.least, post=said))
        for person in holders[self.most :] if self.most is not None else ():
            yield self.problem(
                ONE_TOO_MANY.fill(name=person.name, count=len(holders), most=self.most, post=said), person=person
            )

    @classmethod
    def example(cls) -> Example:
        one, two = Person("1", "林", post="chair"), Person("2", "周", post="chair")
        return Example(
            {"post": "chair", "at_least": 1, "at_most": 1},
            Roster((one,), ()),
            Roster((one, two), ()),
            frozenset({"2"}),
        )
