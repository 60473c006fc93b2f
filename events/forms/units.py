"""Which units take part: the union tree with a tick at each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from accounts.models import Unit


@dataclass(frozen=True, slots=True)
class Branch:
    """One unit as it stands in the tree; `above` are the keys of the units over it."""

    unit: Unit
    depth: int
    above: tuple[int, ...]
    below: int
    ticked: bool


class UnitsForm(forms.Form):
    """Ticks by unit; the button of a branch ticks everything under it before anything is saved."""

    units = forms.MultipleChoiceField(required=False)

    def __init__(self, data: Any = None, *, tree: list[Unit], invited: Iterable[int | str] = ()) -> None:
        super().__init__(data)
        self.tree = tree
        self.invited = {str(key) for key in invited}
        self.fields["units"].choices = [(str(unit.pk), unit.name) for unit in tree]  # type: ignore[attr-defined]  # a choice

    def chosen(self) -> list[Unit]:
        wanted = set(self.cleaned_data["units"])
        return [unit for unit in self.tree if str(unit.pk) in wanted]

    def with_all_below(self, key: str) -> UnitsForm:
        """The same ticks and those of every unit under this one."""
        under = [branch.unit.pk for branch in self.branches() if key in map(str, branch.above)]
        return UnitsForm(tree=self.tree, invited=[*self.ticked_keys(), *under])

    def ticked_keys(self) -> set[str]:
        data: Any = self.data
        return set(data.getlist("units")) if self.is_bound else self.invited

    @property
    def ticked(self) -> int:
        return sum(branch.ticked for branch in self.branches())

    def branches(self) -> list[Branch]:
        ticked = self.ticked_keys()
        above = {unit.pk: tuple(int(key) for key in (unit.path or "").strip("/").split("/")[:-1]) for unit in self.tree}
        return [
            Branch(
                unit=unit,
                depth=len(above[unit.pk]),
                above=above[unit.pk],
                below=sum(unit.pk in keys for keys in above.values()),
                ticked=str(unit.pk) in ticked,
            )
            for unit in self.tree
        ]
