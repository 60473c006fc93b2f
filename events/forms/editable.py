"""The editing tables of a plan, in the order of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.forms import parts
from events.forms.tables import RowFormSet, formset_of
from events.models import Appointment, BudgetLine, Contest, Duty, Host, Prize, Section, Session, Venue


@dataclass(frozen=True, slots=True)
class Table:
    """One part of the plan that is typed as a table; `manager` is the activity's name for its rows."""

    code: str
    title: Any
    says: Any
    add: Any
    manager: str
    permission: str
    formset: type[RowFormSet]
    wide: bool = False


TABLES = (
    Table(
        "hosts",
        _("Hosts"),
        _("Who holds, organises and supports the activity, as it stands on the plan."),
        _("Add a body"),
        "hosts",
        "events.change_plan",
        formset_of(Host, parts.HostForm),
    ),
    Table(
        "sections",
        _("Further sections"),
        _("Anything else the plan says: discipline, safety, catering. Each has a heading and a text."),
        _("Add a section"),
        "sections",
        "events.change_plan",
        formset_of(Section, parts.SectionForm),
    ),
    Table(
        "venues",
        _("Venues"),
        _("Where it takes place. The schedule and the contests choose from this list."),
        _("Add a venue"),
        "venues",
        "events.change_plan",
        formset_of(Venue, parts.VenueForm),
    ),
    Table(
        "sessions",
        _("Schedule"),
        _("Times may be typed as 8:30 or 830. The end may stay empty; “until day” is for what runs over several days."),
        _("Add a line"),
        "sessions",
        "events.change_plan",
        formset_of(Session, parts.SessionForm, base=parts.SessionSet, can_order=False),
        wide=True,
    ),
    Table(
        "contests",
        _("Contests"),
        _(
            "What people enter. A star marks contests of which each person has to choose some. "
            "How results are judged is set elsewhere."
        ),
        _("Add a contest"),
        "contests",
        "events.change_money",
        formset_of(Contest, parts.ContestForm, base=parts.ContestSet),
        wide=True,
    ),
    Table(
        "prizes",
        _("Prizes"),
        _("The tiers from the highest down, then the souvenir. How many people receive each is set with the results."),
        _("Add a prize"),
        "prizes",
        "events.change_money",
        formset_of(Prize, parts.PrizeForm),
    ),
    Table(
        "budget",
        _("Budget"),
        _("What is to be bought and from which money. Prices in yuan."),
        _("Add a line"),
        "budget_lines",
        "events.change_money",
        formset_of(BudgetLine, parts.BudgetForm),
    ),
    Table(
        "duties",
        _("Duties"),
        _("Who is in charge of what, and how to reach them. Everybody who sees the plan sees the phone numbers."),
        _("Add a duty"),
        "duties",
        "events.change_plan",
        formset_of(Duty, parts.DutyForm),
    ),
    Table(
        "appointments",
        _("Referees and staff"),
        _("A role for this activity alone. The people see the plan once it is approved."),
        _("Add a person"),
        "appointments",
        "events.appoint",
        formset_of(Appointment, parts.AppointmentForm, base=parts.AppointmentSet, can_order=False),
    ),
)
