"""What a roster said when it was handed in or confirmed, what it says now, and who and what differs between the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Activity, Contest
from registration.limits.roster import FUNCTIONS, TRAITS
from registration.models import Person, Roster, Submission, Team
from registration.queries.listing import Listing
from registration.queries.values import entries_now
from unionevents.lib.phrase import Phrase

Content = dict[str, Any]
PERSON = ("number", "name", "gender", "post", "healthy", "kind", "functions", "traits")
IN_HAND = frozenset({Roster.State.DRAFT, Roster.State.RETURNED})
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Change:
    """One point: what it is about, what it was, what it is."""

    what: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A person, a team or the unit itself; `kind` is `added`, `removed` or `changed`."""

    kind: str
    who: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """Since when, and what."""

    base: Submission
    found: tuple[Difference, ...]

    @property
    def since_accepted(self) -> bool:
        return self.base.accepted_at is not None


def content_of(roster: Roster, people: Iterable[Person], teams: Iterable[Team]) -> Content:
    """All that a unit hands in, as JSON; wants entries and members prefetched."""
    return {
        "people": {str(person.key): _person(person) for person in people},
        "teams": {str(team.key): _team(team) for team in teams},
        "unit": {"size": roster.size, "partners": roster.partners, "fee_paid": roster.fee_paid},
    }


def content_now(listing: Listing) -> Content:
    return content_of(listing.roster, listing.people, listing.teams)


def differences_of(listing: Listing) -> Differences | None:
    """Against what the reader knows already; None where there is nothing to hold it against."""
    base = base_for(listing.roster, list(listing.roster.submissions.order_by("pk")))
    if base is None:
        return None
    return Differences(base, tuple(differences(base.content, content_now(listing), listing.contests)))


def bases_in(activity: Activity) -> dict[int, Submission]:
    """For every roster of an activity, in one query."""
    kept: dict[int, list[Submission]] = {}
    for submission in Submission.objects.filter(roster__activity=activity).select_related("roster").order_by("pk"):
        kept.setdefault(submission.roster_id, []).append(submission)
    found = {roster: base_for(rows[-1].roster, rows) for roster, rows in kept.items()}
    return {roster: base for roster, base in found.items() if base is not None}


def base_for(roster: Roster, kept: Sequence[Submission]) -> Submission | None:
    """While the unit corrects: what it handed in last. Afterwards what the organiser confirmed, or saw before."""
    if not kept or roster.state in IN_HAND:
        return kept[-1] if kept else None
    accepted = [each for each in kept if each.accepted_at is not None]
    return accepted[-1] if accepted else kept[-2:][0]


def differences(was: Content, now: Content, contests: Sequence[Contest]) -> Iterator[Difference]:
    """People by start number, then teams, then the unit."""
    words = _Words(contests, was, now)
    people = {**was["people"], **now["people"]}
    for key in sorted(people, key=lambda each: people[each]["number"]):
        yield from _of_one(words.person(people[key]), was["people"].get(key), now["people"].get(key), words.about)
    teams = {**was["teams"], **now["teams"]}
    for key in sorted(teams, key=lambda each: (words.order(teams[each]["contest"]), teams[each]["number"])):
        yield from _of_one(words.team(teams[key]), was["teams"].get(key), now["teams"].get(key), words.about_team)
    if changes := tuple(_changed(words.about_unit(was["unit"]), words.about_unit(now["unit"]))):
        yield Difference("changed", _("The unit"), changes)


def _of_one(who: str, was: Content | None, now: Content | None, about: Any) -> Iterator[Difference]:
    """The points of somebody new, of somebody gone, or those that differ."""
    changes = tuple(_changed(about(was) if was else {}, about(now) if now else {}))
    if was is None:
        yield Difference("added", who, changes)
    elif now is None:
        yield Difference("removed", who)
    elif changes:
        yield Difference("changed", who, changes)


def _changed(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Change]:
    for what in dict.fromkeys((*now, *was)):
        before, after = was.get(what, ""), now.get(what, "")
        if before != after:
            yield Change(what, before or NOTHING, after or NOTHING)


def _person(person: Person) -> Content:
    return {
        **{name: getattr(person, name) for name in PERSON},
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "service_since": person.service_since.isoformat() if person.service_since else "",
        "entries": {
            entry.contest.code: [entry.division.code if entry.division else None, entry.content]
            for entry in entries_now(person)
        },
    }


def _team(team: Team) -> Content:
    return {
        "contest": team.contest.code,
        "number": team.number,
        "name": team.name,
        "members": [
            [str(member.person.key), member.person.name, member.reserve, list(member.positions)]
            for member in team.members.all()
            if member.person.withdrawn_at is None
        ],
    }


class _Words:
    """The points of a person, a team, a unit as a reader knows them: what it is called, what it says."""

    def __init__(self, contests: Sequence[Contest], was: Content, now: Content) -> None:
        self.contests = {contest.code: contest for contest in contests}
        self.codes = list(self.contests)

    def person(self, person: Content) -> str:
        return _("%(name)s (start number %(n)s)") % {"name": person["name"], "n": person["number"]}

    def team(self, team: Content) -> str:
        called = team["name"] or _("team %(n)d") % {"n": team["number"]}
        return f"{self.title(team['contest'])} · {called}"

    def title(self, code: str) -> str:
        return self.contests[code].title if code in self.contests else code

    def order(self, code: str) -> int:
        return self.codes.index(code) if code in self.contests else len(self.codes)

    def about(self, person: Content) -> dict[str, str]:
        return {
            _("Name"): person["name"],
            _("Gender"): str(Person.Gender(person["gender"]).label),
            _("Post"): str(Person.Post(person["post"]).label),
            _("Healthy"): _("declared") if person["healthy"] else _("not declared"),
            _("Takes part as"): _usual(str(Person.Kind(person["kind"]).label), str(Person.Kind.STAFF.label)),
            _("Functions"): _listed(person["functions"], FUNCTIONS),
            _("Known as"): _listed(person["traits"], TRAITS),
            _("Birth date"): person["birth_date"],
            _("In service since"): person["service_since"],
            _("Contests"): _(", ").join(
                self._entry(code, *person["entries"][code]) for code in sorted(person["entries"], key=self.order)
            ),
        }

    def about_team(self, team: Content) -> dict[str, str]:
        seat = f" ({_('substitute')})"
        members = (
            f"{name}{seat if reserve else ''}{''.join(f' {n}' for n in positions)}"
            for _key, name, reserve, positions in team["members"]
        )
        return {_("Team name"): team["name"], _("Team members"): _(", ").join(members)}

    def about_unit(self, unit: Content) -> dict[str, str]:
        partners = _(", ").join(f"{each['unit']} {each.get('members') or ''}".strip() for each in unit["partners"])
        return {
            _("members of the unit"): str(unit["size"] or ""),
            _("units entering together"): partners,
            _("fee paid"): f"¥{unit['fee_paid'] / 100:.2f}" if unit["fee_paid"] else "",
        }

    def _entry(self, code: str, division: str | None, content: str) -> str:
        contest = self.contests.get(code)
        divisions = {each.code: each.title for each in contest.divisions.all()} if contest else {}
        more = "，".join(each for each in (divisions.get(division or "", ""), content) if each)
        return f"{self.title(code)}（{more}）" if more else self.title(code)


def _usual(said: str, usual: str) -> str:
    """Nothing to say where it is what everybody is."""
    return "" if said == usual else said


def _listed(codes: Iterable[str], words: Mapping[str, Phrase]) -> str:
    language = get_language() or ""
    return _(", ").join(words[code].said(language) if code in words else code for code in codes)
