"""One unit's roster: the matrix, saved as it is typed, submitted when nothing is missing."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from registration.forms.facts import columns_of
from registration.forms.lines import Typed, TypedRow, read_lines
from registration.forms.small import ReturnForm
from registration.forms.unit import unit_facts_form
from registration.models import Person, Roster
from registration.queries import Listing, listing_of
from registration.queries.differences import differences_of
from registration.queries.privacy import notice_of
from registration.queries.signups import waiting_count
from registration.queries.stamped import erased_pages
from registration.services import drafting, gate, submitting, substituting
from registration.services.scans import is_current
from registration.views.history import history_of
from registration.views.masking import for_reader, reads_names
from registration.views.presenting import problem_items, readiness, rows_of, template_row
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.clock import say_time
from unionevents.lib.parts import page


@require_safe
@requires("registration.view_roster", Roster)
def roster(request: Request, roster: Roster) -> HttpResponse:
    return show(request, listing_of(roster))


@require_POST
@requires("registration.change_roster", Roster)
def save(request: Request, roster: Roster) -> HttpResponse:
    """Keeps what can be kept and says what cannot; submits when that button was pressed."""
    listing, now = listing_of(roster), timezone.now()
    typed = _read(request, listing)
    is_submitting = request.POST.get("act") == "submit"
    try:
        saved = roster if is_submitting and _says_nothing_new(typed, listing) else _keep(request, listing, typed)
        if is_submitting:
            gate.check_seen(saved, typed.version, by=request.user)
    except (gate.Stale, gate.NotOpen) as problem:
        messages.error(request, str(problem))
        fresh = listing_of(problem.roster)
        return show(request, fresh, typed=typed.rows, is_stale=isinstance(problem, gate.Stale), status=409)
    if typed.unfinished:
        messages.warning(request, _("The marked rows are not kept yet: they lack something."))
        return show(request, listing_of(saved), typed=typed.rows, status=422)
    if not is_submitting:
        messages.success(request, _("Saved at %(time)s.") % {"time": say_time(timezone.localtime(now))})
        return redirect("registration:roster", roster.pk)
    try:
        submitting.submit(
            roster=saved, version=saved.version, by=request.user, now=now, confirmed=request.POST.getlist("confirm"),
            seen=listing,
        )  # fmt: skip
    except (submitting.NotReady, submitting.NotConfirmed, submitting.NotNow, gate.Stale, gate.NotOpen) as problem:
        messages.error(request, str(problem))
        return redirect("registration:roster", roster.pk)
    return redirect("registration:receipt", roster.pk)


@require_POST
@requires("registration.change_roster", Roster)
def autosave(request: Request, roster: Roster) -> JsonResponse:
    """The same save for the script: what was kept, and everything that is wrong now."""
    before = listing_of(roster)
    typed = _read(request, before)
    try:
        saved = _keep(request, before, typed)
    except (gate.Stale, gate.NotOpen) as problem:
        state = "stale" if isinstance(problem, gate.Stale) else "closed"
        return JsonResponse({"state": state, "note": str(problem)})
    listing = listing_of(saved, terms=before.terms, seen=before)
    return JsonResponse(
        {
            "state": "saved",
            "version": saved.version,
            "note": _("Saved at %(time)s") % {"time": say_time(timezone.localtime())},
            "readiness": readiness(listing),
            "ready": not listing.refusing,
            "numbers": {str(person.key): person.number for person in listing.people},
            "errors": {str(row.key): list(row.errors) for row in typed.unfinished},
            "problems": problem_items(listing),
        }
    )


def show(
    request: Request,
    listing: Listing,
    *,
    typed: Sequence[TypedRow] | None = None,
    is_stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page; with `typed` what the person wrote stays in the form, whatever the database says."""
    found, user = listing.roster, request.user
    by_name = reads_names(user, found)
    differences = differences_of(listing) if by_name else None
    listing = for_reader(listing, user)
    may_change = gate.may_pass(found, by=user, now=timezone.now())
    # What was handed in is read first; the organiser opens it for writing on purpose.
    in_hand = found.state in {Roster.State.DRAFT, Roster.State.RETURNED}
    is_editing = may_change and (in_hand or typed is not None or "edit" in request.GET)
    may_review = user.has_perm("registration.review_roster", found)
    return page(
        request,
        "registration/roster.html",
        status=status,
        activity=found.activity,
        rail_current="registration",
        roster=found,
        listing=listing,
        rows=rows_of(listing, typed=typed, blanks=_blanks(listing) if is_editing else 0),
        blank=template_row(listing),
        genders=Person.Gender.choices,
        posts=Person.Post.choices,
        fact_columns=columns_of(listing.needs),
        team_problems=[problem for problem in listing.problems if problem.team],
        teams=listing.value.teams,
        unit_facts=unit_facts_form(listing, user) if is_editing else None,
        problems=problem_items(listing),
        readiness=readiness(listing),
        sentences=[limit.says(listing.every_contest) for limit in listing.conditions],
        history=history_of(listing, with_notes=by_name),
        by_name=by_name,
        differences=differences,
        scans=_scans(listing) if user.has_perm("registration.view_scan", found) else None,
        may_change=may_change,
        is_editing=is_editing,
        may_submit=may_change and in_hand,
        may_take_back=user.has_perm("registration.take_back_roster", found)
        and found.activity.takes_registrations(timezone.now()),
        may_review=may_review and not in_hand and not is_editing,
        may_substitute=gate.may_substitute_now(found, by=user, now=timezone.now()),
        undoable_here=_undoable_here(request, found),
        may_view_board=user.has_perm("registration.view_board", found.activity),
        may_link=user.has_perm("registration.manage_links", found.activity),
        signups_waiting=waiting_count(found),
        return_form=ReturnForm() if may_review else None,
        is_stale=is_stale,
        notice=notice_of(found.activity, terms=listing.terms) if is_editing else None,
    )


def _undoable_here(request: Request, roster: Roster) -> bool:
    """Just substituted by the unit itself: one tap takes it back."""
    return request.GET.get("done") == str(roster.pk) and bool(substituting.undoable(roster))


def _scans(listing: Listing) -> dict[str, object]:
    """How many stamped pages came, and whether they show the roster as it is."""
    pages = list(listing.roster.stamped_scans.all())
    return {
        "count": len(pages),
        "are_current": all(is_current(page, listing.roster) for page in pages),
        "erased": erased_pages(listing.roster) if listing.roster.submitted_at and not pages else None,
    }


def _read(request: Request, listing: Listing) -> Typed:
    known = frozenset(person.key for person in listing.people)
    return read_lines(request.POST, listing.contest_values, known=known, needs=listing.needs)


def _says_nothing_new(typed: Typed, listing: Listing) -> bool:
    return typed.version == listing.roster.version and not drafting.changes_something(
        listing, typed.lines, remove=typed.remove, restore=typed.restore
    )


def _keep(request: Request, listing: Listing, typed: Typed) -> Roster:
    return drafting.save(
        roster=listing.roster,
        seen=listing,
        version=typed.version,
        lines=typed.lines,
        remove=typed.remove,
        restore=typed.restore,
        by=request.user,
        now=timezone.now(),
    )


def _blanks(listing: Listing) -> int:
    """Room to write without a script: more while there is nobody yet."""
    return 2 if listing.people else 4
