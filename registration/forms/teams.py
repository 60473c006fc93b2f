"""A team as it is composed on the page: people tapped in, in their order, with captain, positions and substitutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID, uuid4

from django.http import QueryDict

from registration.limits import Contest
from registration.services.teams import MemberLine, TeamLine
from unionevents.lib.upload import text_of

LONGEST_NAME = 40
LONGEST_CONTENT = 80
MOST_PEOPLE = 60
LAST_POSITION = 12


def read_team(post: QueryDict, contests: Sequence[Contest]) -> TeamLine | None:
    """None where the contest is not among these: the page is older than the conditions."""
    contest = next((each for each in contests if each.code == post.get("contest")), None)
    if contest is None:
        return None
    members = [_member(post, key) for key in dict.fromkeys(_keys(post.getlist("member")))][:MOST_PEOPLE]
    captain = next(iter(_keys(post.getlist("captain"))), None)
    members.sort(key=lambda member: (member.person != captain, member.positions[0] if member.positions else 99))
    division = post.get("division", "")
    return TeamLine(
        key=next(iter(_keys(post.getlist("team"))), None) or uuid4(),
        contest=contest.code,
        members=members,
        name=text_of(post.get("name", ""))[:LONGEST_NAME],
        division=division if contest.division(division) else None,
        content=text_of(post.get("content", ""))[:LONGEST_CONTENT],
    )


def _member(post: QueryDict, key: UUID) -> MemberLine:
    places = (int(text) for text in re.findall(r"\d{1,2}", post.get(f"positions-{key}", "")))
    positions = tuple(sorted({place for place in places if 0 < place <= LAST_POSITION}))
    return MemberLine(key, positions, reserve=str(key) in post.getlist("reserve"))


def _keys(given: Sequence[str]) -> list[UUID]:
    keys = []
    for text in given:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue  # not from our page; there is nobody it could mean
    return keys
