"""Signing up on a phone, without an account: plain forms, no pop-ups, nothing to download, nobody else in sight."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import Unit
from events.models import Activity
from registration.forms.facts import columns_of
from registration.forms.lines import TypedRow, read_lines
from registration.models import Person, Signup, SignupLink
from registration.queries import Listing
from registration.queries.privacy import notice_of
from registration.queries.signups import bare_listing, own_problems
from registration.services import signing_up
from registration.services.drafting import Line
from registration.views.presenting import one_row
from unionevents.lib.access import public
from unionevents.lib.parts import page
from unionevents.lib.plain_text import has_control_characters


@never_cache
@public
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link or the QR code."""
    link = _link(token)
    now = timezone.now()
    if not signing_up.is_open(link, now):
        return page(request, "registration/signup_closed.html", activity=link.activity, status=410)
    units, unit = _units(link), _chosen_unit(request, link)
    listing = bare_listing(link.activity)
    typed = _typed(request, listing)
    problems: list[str] = []
    if request.method == "POST":
        problems = list(typed.errors) or ([] if unit else [_("Choose your unit.")])
        if typed.is_blank:
            problems = [_("Write your name.")]
        if unit and not problems:
            try:
                line, source = typed.line, signing_up.source_of(request.META.get("REMOTE_ADDR", ""))
                _signup, code = signing_up.sign_up(link=link, unit=unit, line=line, source=source, now=now)
                return redirect("registration:my_signup", signing_up.said_code(code))
            except signing_up.BreaksLimits as problem:
                problems = _said(problem.problems)
            except (signing_up.TooMany, signing_up.LinkClosed) as problem:
                problems = [str(problem)]
    return page(
        request,
        "registration/signup.html",
        status=422 if problems else 200,
        problems=problems,
        units=units,
        unit=unit,
        check_url=f"{request.path}check/",
        **_form(link.activity, listing, typed),
    )


@require_POST
@public
def check(request: HttpRequest, token: str) -> JsonResponse:
    """What the conditions say about the form as it is now; nothing is kept."""
    link = _link(token)
    if not signing_up.is_open(link, timezone.now()):
        raise Http404
    return _checked(request, bare_listing(link.activity))


@public
def find(request: HttpRequest) -> HttpResponse:
    """For whoever has the code on paper."""
    typed = request.POST.get("code", "")[:40]
    signup = signing_up.signup_by(typed) if typed else None
    if signup is not None:
        letters = "".join(letter for letter in typed.upper() if letter in signing_up.CODE_LETTERS)
        return redirect("registration:my_signup", signing_up.said_code(letters))
    problem = _("This code is not known. Look whether every letter is right.") if request.method == "POST" else ""
    return page(
        request, "registration/signup_find.html", typed=typed, problem=problem, status=422 if problem else 200
    )  # fmt: skip


@never_cache
@public
def mine(request: HttpRequest, code: str) -> HttpResponse:
    """What somebody wrote: how it stands, and a form to change it or to take it back."""
    signup, now = _signup(code), timezone.now()
    activity = signup.roster.activity
    listing = bare_listing(activity, signup.roster)
    may_change = signing_up.may_change(signup, now)
    typed, problems = _written(signup), []
    if request.method == "POST":
        try:
            if "withdraw" in request.POST:
                asks_unit = signing_up.withdraw(signup=signup, now=now).leaves
                # Whoever stands on the roster already is taken off by the unit: “taken back” would be said too early.
                done = _("Your sign-up is taken back.")
                messages.success(request, _("Your unit has been asked to take you off.") if asks_unit else done)
                return redirect("registration:my_signup", code)
            typed = _typed(request, listing, key=signup.key)
            problems = [_("Write your name.")] if typed.is_blank else list(typed.errors)
            if not problems:
                signing_up.change(signup=signup, line=typed.line, now=now)
                messages.success(request, _("Changed. Your unit confirms it."))
                return redirect("registration:my_signup", code)
        except signing_up.BreaksLimits as problem:
            problems = _said(problem.problems)
        except signing_up.NotYours as problem:
            problems = [str(problem)]
    return page(
        request,
        "registration/my_signup.html",
        status=422 if problems else 200,
        signup=signup,
        code=code,
        problems=problems,
        may_change=may_change,
        entered=[contest.title for contest in listing.contests if contest.code in signup.entries],
        check_url=f"{request.path}check/",
        **_form(activity, listing, typed),
    )


@require_POST
@public
def check_mine(request: HttpRequest, code: str) -> JsonResponse:
    signup = _signup(code)
    return _checked(request, bare_listing(signup.roster.activity, signup.roster))


def _link(token: str) -> SignupLink:
    link = signing_up.link_by(token)
    if link is None:
        raise Http404
    return link


def _signup(code: str) -> Signup:
    signup = signing_up.signup_by(code)
    if signup is None:
        raise Http404
    return signup


def _units(link: SignupLink) -> list[Unit]:
    if link.unit is not None:
        return [link.unit]
    return [invited.unit for invited in link.activity.invitedunits.select_related("unit").order_by("position", "pk")]


def _chosen_unit(request: HttpRequest, link: SignupLink) -> Unit | None:
    given = request.POST.get("unit", "")
    return link.unit or next((unit for unit in _units(link) if str(unit.pk) == given), None)


def _typed(request: HttpRequest, listing: Listing, *, key: UUID | None = None) -> TypedRow:
    """The one row of the form, under a key made when the page was drawn: sent twice it is one sign-up."""
    if request.method != "POST":
        return TypedRow(key or uuid4())
    known = frozenset({key}) if key else frozenset()
    rows = read_lines(request.POST, listing.contest_values, known=known, needs=listing.needs).rows
    row = rows[0] if rows else TypedRow(key or uuid4())
    return row if key in {None, row.key} else TypedRow(key or uuid4())


def _written(signup: Signup) -> TypedRow:
    line: Line = signing_up.line_of(signup)
    return TypedRow(
        signup.key, line.name, line.gender, line.post, line.healthy, line.entries,
        facts=line.facts, contents=line.contents,
    )  # fmt: skip


def _form(activity: Activity, listing: Listing, typed: TypedRow) -> dict[str, Any]:
    """Only what the conditions of this activity need is asked."""
    return {
        "activity": activity,
        "listing": listing,
        "row": one_row(listing, typed),
        "genders": Person.Gender.choices,
        "posts": Person.Post.choices,
        "asks_post": any("post" in limit.settings for limit in listing.conditions),
        "asks_health": bool(listing.terms.health_statement)
        or any(limit.code == "health_declared" for limit in listing.conditions),
        "fact_columns": columns_of(listing.needs),
        "sentences": [limit.says(listing.every_contest) for limit in listing.conditions],
        "notice": notice_of(activity, terms=listing.terms),
    }


def _checked(request: HttpRequest, listing: Listing) -> JsonResponse:
    typed = _typed(request, listing)
    if typed.is_blank or has_control_characters(typed.name):
        return JsonResponse({"problems": []})
    return JsonResponse({"problems": _said(own_problems(listing, typed.line))})


def _said(problems: Any) -> list[str]:
    return [problem.phrase.said(get_language() or "") for problem in problems]
