"""Places in contests that have only so many: first come, a waiting list in order, or a draw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.services import log
from events.models import Activity, Contest
from events.services.locking import lock_to
from registration.limits.kinds.capacity import DRAW, Capacity
from registration.models import Entry
from registration.queries import HANDED_IN, Listing
from registration.queries.places import among, in_force, limited
from registration.services.gate import lock_numbers
from unionevents.lib.lots import in_drawn_order


def standing(contest: str, activity: Activity) -> QuerySet[Entry]:
    return in_force(activity).filter(contest__code=contest)


def room_in(contest: str, rule: Capacity, activity: Activity) -> int:
    """How many places are left now; hold `lock_numbers` from here until they are given away."""
    return max(0, rule.places - standing(contest, activity).exclude(placed_at=None).count())


def give(entries: Iterable[Entry], room: int, *, now: datetime) -> None:
    """Places to the first, the waiting list to the others; who has one keeps it."""
    given = list(entries)
    placed, begin = given[:room], [entry for entry in given[room:] if entry.waiting_since is None]
    for entry in placed:
        entry.placed_at, entry.waiting_since = now, None
    for entry in begin:
        entry.waiting_since = now
    if placed:
        _rows(placed).update(placed_at=now, waiting_since=None)
    if begin:
        _rows(begin).update(waiting_since=now)


def _rows(entries: Iterable[Entry]) -> QuerySet[Entry]:
    return Entry.objects.filter(pk__in=[entry.pk for entry in entries])


def take_places(listing: Listing, *, now: datetime) -> None:
    """For a roster that is handed in.

    The caller has held `lock_numbers` since before the listing, so nobody counts the same free place twice.
    """
    rules = among(listing.conditions, [contest.code for contest in listing.contests])
    own: dict[str, list[Entry]] = defaultdict(list)
    for entry in listing.entries if rules else ():
        if entry.contest.code in rules:
            own[entry.contest.code].append(entry)
    for code, entries in own.items():
        wanting = [entry for entry in entries if entry.placed_at is None]
        held = listing.others.taken.get(code, 0) + len(entries) - len(wanting)
        closed = rules[code].over == DRAW or code in listing.others.waiting
        give(wanting, 0 if closed else max(0, rules[code].places - held), now=now)


def move_up(activity: Activity, contests: Collection[str], *, now: datetime) -> list[Entry]:
    """After somebody has left: the next on the waiting list. The caller holds `lock_numbers`."""
    moved: list[Entry] = []
    rules = limited(activity) if contests else {}
    for code in sorted(set(contests) & set(rules)):
        if rules[code].over == DRAW and not standing(code, activity).exclude(placed_at=None).exists():
            continue  # not drawn yet
        room = room_in(code, rules[code], activity)
        waiting = standing(code, activity).exclude(waiting_since=None).filter(person__roster__state__in=HANDED_IN)
        following = list(waiting[:room])
        give(following, room, now=now)
        moved += following
    return moved


@transaction.atomic
def draw(*, contest: Contest, seed: str, by: User, now: datetime) -> list[Entry]:
    """The places by lot; who is not drawn waits in the order of the lots. Whoever has the seed can repeat it."""
    activity = lock_to("registration.draw_places", contest.activity, by)
    lock_numbers(activity)
    rule = limited(activity).get(contest.code)
    if rule is None or rule.over != DRAW:
        return []
    waiting = standing(contest.code, activity).exclude(waiting_since=None).filter(person__roster__state__in=HANDED_IN)
    tickets = {entry.code: entry for entry in waiting.select_related("contest")}
    lots = [tickets[code] for code in in_drawn_order(tickets, seed)]
    for place, entry in enumerate(lots):
        entry.waiting_since = now + timedelta(microseconds=place)
    Entry.objects.bulk_update(lots, ["waiting_since"])
    give(lots, room_in(contest.code, rule, activity), now=now)
    drawn = [entry for entry in lots if entry.placed_at is not None]
    log.record(
        verb="registration.draw_places", subject=activity, by=by, now=now, unit=activity.host,
        contest=contest.code, seed=seed, drawn=[entry.number for entry in drawn], waiting=len(lots) - len(drawn),
    )  # fmt: skip
    return drawn
