"""What a limit asks about the unit itself: its size, its partners, the fee paid."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from events.permissions import holds
from events.querysets import OWNERS
from registration.queries import Listing
from unionevents.lib.money import NotAnAmount, parse_yuan, plain_yuan

MOST_PARTNERS = 20
_PARTNER = re.compile(r"(?P<unit>.+?)(?:[\s,，;；:：]+(?P<members>\d{1,6})\s*人?)?")


class UnitFactsForm(forms.Form):
    size = forms.IntegerField(
        label=gettext_lazy("Members of your unit"), min_value=0, max_value=999_999, required=False
    )
    partners = forms.CharField(
        label=gettext_lazy("Units entering together with yours"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One unit a line, with its number of members: “City Library 25”."),
    )
    fee_paid = forms.CharField(label=gettext_lazy("Entry fee paid (yuan)"), required=False, max_length=12)

    def __init__(self, *args: Any, asked: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - asked:
            del self.fields[name]

    def clean_partners(self) -> list[dict[str, Any]]:
        lines = [line.strip() for line in self.cleaned_data["partners"].splitlines() if line.strip()]
        partners = []
        for line in lines[:MOST_PARTNERS]:
            found = _PARTNER.fullmatch(line)
            assert found is not None  # any line that is not empty is at least a name
            members = int(found["members"]) if found["members"] else None
            partners.append({"unit": found["unit"][:80], "members": members})
        return partners

    def clean_fee_paid(self) -> int | None:
        text = self.cleaned_data["fee_paid"].strip()
        try:
            paid = parse_yuan(text) if text else None
        except NotAnAmount as problem:
            raise forms.ValidationError(str(problem.phrase)) from problem
        if paid is not None and paid < 0:
            raise forms.ValidationError(_("The fee cannot be negative."))
        return paid


def unit_facts_form(listing: Listing, user: User, sent: Any = None) -> UnitFactsForm | None:
    """Asks for no more than the limits need; that a fee was paid is the organiser's word."""
    asked = {"size", "partners"} & listing.needs
    if "fee" in listing.needs and holds(user, listing.roster.activity, *OWNERS):
        asked |= {"fee_paid"}
    if not asked:
        return None
    roster = listing.roster
    initial = {
        "size": roster.size,
        "partners": "\n".join(f"{each['unit']} {each.get('members') or ''}".strip() for each in roster.partners),
        "fee_paid": plain_yuan(roster.fee_paid) if roster.fee_paid is not None else "",
    }
    return UnitFactsForm(sent, asked=frozenset(asked), initial=initial)
