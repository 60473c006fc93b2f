"""The tree of units."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.forms.others import UnitForm
from accounts.models import Unit
from accounts.queries import unit_rows
from accounts.services.units import NameTaken, create_unit, rename_unit
from unionevents.lib.access import SignedInRequest, requires
from unionevents.lib.parts import page


@requires("accounts.invite")
def units(request: SignedInRequest) -> HttpResponse:
    rows = unit_rows(request.user)
    without = [row for row in rows if row.lacks_contact]
    only_without = request.GET.get("contacts") == "none"
    shown = without if only_without else rows
    return page(
        request, "accounts/units.html", rows=shown, count=len(rows), without=len(without), only_without=only_without
    )


@requires("accounts.administer", Unit)
def add_unit(request: SignedInRequest, parent: Unit) -> HttpResponse:
    form = UnitForm(request.POST or None)
    if form.is_valid():
        try:
            unit = create_unit(name=form.cleaned_data["name"], parent=parent, by=request.user, now=timezone.now())
        except NameTaken as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("“%(unit)s” has been added. Invite its contact next.") % {"unit": unit})
            return redirect("accounts:members", unit.pk)
    return page(request, "accounts/unit_form.html", form=form, parent=parent)


@requires("accounts.administer", Unit)
def rename(request: SignedInRequest, unit: Unit) -> HttpResponse:
    before = unit.name
    form = UnitForm(request.POST or None, instance=unit)
    if form.is_valid():
        try:
            rename_unit(unit=unit, name=form.cleaned_data["name"], by=request.user, now=timezone.now())
        except NameTaken as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The unit is now called “%(unit)s”.") % {"unit": unit})
            return redirect("accounts:units")
    return page(request, "accounts/unit_form.html", form=form, before=before)
