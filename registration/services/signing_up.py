"""Signing up without an account: links that are made and withdrawn, and what people write, change and take back."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.services import log
from events.models import Activity
from events.services.locking import lock_to
from registration.limits import Problem
from registration.models import Roster, Signup, SignupLink
from registration.queries.signups import bare_listing, own_problems
from registration.services.drafting import Line

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0/O and 1/I: somebody copies it from paper
CODE_LENGTH = 12
WINDOW = timedelta(minutes=10)
MOST_FROM_ONE_SOURCE = 60  # a whole hall may share one address
MOST_BY_ONE_LINK = 400


class LinkClosed(Exception):
    """The link is withdrawn, or the activity takes no registrations now."""

    def __init__(self) -> None:
        super().__init__(_("This link takes no sign-ups any more. Ask the contact of your unit."))


class TooMany(Exception):
    """More sign-ups in a few minutes than people could write."""

    def __init__(self) -> None:
        super().__init__(_("Very many people are signing up just now. Wait a few minutes, then send it again."))


class BreaksLimits(Exception):
    """What the person wants breaks limits that refuse; `problems` say which."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(_("Not sent: it does not keep the conditions of registration."))


class NotYours(Exception):
    """The sign-up was decided meanwhile, or the time for changes is over."""

    def __init__(self) -> None:
        super().__init__(_("This cannot be changed here any more. Ask the contact of your unit."))


@transaction.atomic
def make_link(*, activity: Activity, unit: Unit | None, by: User, now: datetime) -> SignupLink:
    """For one unit, or without one for every invited unit."""
    locked = lock_to("registration.manage_links", activity, by)
    link = SignupLink(activity=locked, unit=unit, made_at=now, made_by_name=by.name)
    link.token_hash = hash_of(token_of(link))
    link.save()
    log.record(verb="registration.make_signup_link", subject=locked, by=by, now=now, unit=unit or locked.host)
    return link


@transaction.atomic
def withdraw_link(*, link: SignupLink, by: User, now: datetime) -> None:
    """It opens nothing any more; what people have written stays."""
    if SignupLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=now):
        log.record(
            verb="registration.withdraw_signup_link", subject=link.activity, by=by, now=now,
            unit=link.unit or link.activity.host,
        )  # fmt: skip


def token_of(link: SignupLink) -> str:
    """The secret of the address: made from the site's key, so that the code can be printed again but not stolen."""
    digest = salted_hmac("registration.signup-link", link.key.hex, algorithm="sha256").digest()
    return "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in digest[:24]).lower()


def link_by(token: str) -> SignupLink | None:
    """The link of an address, whatever its state."""
    rows = SignupLink.objects.select_related("activity__host", "unit")
    return rows.filter(token_hash=hash_of(token)).first()


def is_open(link: SignupLink, now: datetime) -> bool:
    return link.withdrawn_at is None and link.activity.takes_registrations(now)


def hash_of(secret: str) -> str:
    """SHA-256 is enough: the secrets are long and drawn by chance."""
    return hashlib.sha256(secret.encode()).hexdigest()


def source_of(address: str) -> str:
    """Where a request came from, not to be turned back into an address."""
    return salted_hmac("registration.signup-source", address, algorithm="sha256").hexdigest()


@transaction.atomic
def sign_up(*, link: SignupLink, unit: Unit, line: Line, source: str, now: datetime) -> tuple[Signup, str]:
    """Keep what somebody wrote, for the unit to confirm; gives back the code with which only they change it.

    The same form sent twice is one sign-up: the second gets a new code for the first.
    """
    locked = SignupLink.objects.select_for_update(of=("self",)).select_related("activity__host").get(pk=link.pk)
    if not is_open(locked, now):
        raise LinkClosed
    recent = Signup.objects.filter(at__gt=now - WINDOW)
    if recent.filter(source=source).count() >= MOST_FROM_ONE_SOURCE or (
        recent.filter(link=locked).count() >= MOST_BY_ONE_LINK
    ):
        raise TooMany
    roster, _is_new = Roster.objects.select_related("unit", "activity__host").get_or_create(
        activity=locked.activity, unit=unit
    )
    _check(roster, line)
    code = "".join(secrets.choice(CODE_LETTERS) for _n in range(CODE_LENGTH))
    signup = Signup.objects.filter(key=line.key, link=locked, state=Signup.State.WAITING).first()
    if signup is None:
        signup = Signup(link=locked, roster=roster, key=line.key, at=now)
    signup.roster, signup.source, signup.code_hash = roster, source, hash_of(code)
    _write(signup, line, now)
    return signup, code


def signup_by(code: str) -> Signup | None:
    """Whose code it is; as typed, with or without dashes, in small or capital letters."""
    plain = "".join(letter for letter in code.upper() if letter in CODE_LETTERS)
    rows = Signup.objects.select_related("link", "roster__unit", "roster__activity__host", "person")
    return rows.filter(code_hash=hash_of(plain)).first() if len(plain) == CODE_LENGTH else None


def said_code(code: str) -> str:
    """`K7Q4-M2XD-9RTB`."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def may_change(signup: Signup, now: datetime) -> bool:
    """Until registration closes; who was not taken asks the unit."""
    changeable = {Signup.State.WAITING, Signup.State.CONFIRMED}
    return signup.state in changeable and signup.roster.activity.takes_registrations(now)


@transaction.atomic
def change(*, signup: Signup, line: Line, now: datetime) -> Signup:
    """Something else is wanted; what stands on the roster stays until the unit confirms."""
    locked = _locked(signup, now)
    _check(locked.roster, line)
    locked.state, locked.leaves = Signup.State.WAITING, False
    return _write(locked, line, now)


@transaction.atomic
def withdraw(*, signup: Signup, now: datetime) -> Signup:
    """Not coming: at once where nobody has confirmed yet, else the unit takes the person off the roster."""
    locked = _locked(signup, now)
    locked.changed_at = now
    if locked.person_id is None:
        locked.state = Signup.State.WITHDRAWN
    else:
        locked.state, locked.leaves = Signup.State.WAITING, True
    locked.save(update_fields=["state", "leaves", "changed_at"])
    return locked


def line_of(signup: Signup) -> Line:
    """What the person wrote, as a line of the roster."""
    facts: Mapping[str, Any] = {
        name: date.fromisoformat(value) if value and name in {"birth_date", "service_since"} else value
        for name, value in signup.facts.items()
    }
    key = signup.person.key if signup.person else signup.key
    return Line(
        key, signup.name, signup.gender, signup.post, signup.healthy, signup.entries, facts, signup.contents
    )  # fmt: skip


def _check(roster: Roster, line: Line) -> None:
    found = own_problems(bare_listing(roster.activity, roster), line)
    if refused := [problem for problem in found if problem.refuses]:
        raise BreaksLimits(refused)


def _locked(signup: Signup, now: datetime) -> Signup:
    rows = Signup.objects.select_for_update(of=("self",))
    locked = rows.select_related("roster__unit", "roster__activity__host", "person").get(pk=signup.pk)
    if not may_change(locked, now):
        raise NotYours
    return locked


def _write(signup: Signup, line: Line, now: datetime) -> Signup:
    signup.name, signup.gender, signup.post, signup.healthy = line.name, line.gender, line.post, line.healthy
    signup.entries, signup.contents, signup.changed_at = dict(line.entries), dict(line.contents), now
    signup.facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in line.facts.items()}
    signup.save()
    return signup
