"""The people × contests form: read from the wire into lines, with what is wrong in each row. Nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.translation import gettext as _

from registration.forms.facts import columns_of, read_facts
from registration.limits import Contest
from registration.models import Person
from registration.services.drafting import Line
from unionevents.lib.plain_text import has_control_characters
from unionevents.lib.upload import text_of

LONGEST_NAME = 40
LONGEST_CONTENT = 80
MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row as typed; `errors` say why it cannot be kept yet."""

    key: UUID
    name: str = ""
    gender: str = ""
    post: str = Person.Post.MEMBER
    healthy: bool = False
    entries: Mapping[str, str | None] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    contents: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        said = any(value for name, value in self.facts.items() if name != "kind")
        return not (self.name or self.gender or self.healthy or self.entries or said)

    @property
    def line(self) -> Line:
        line = Line(self.key, self.name, self.gender, str(self.post), self.healthy, self.entries)
        return replace(line, facts=self.facts, contents=self.contents)


@dataclass(frozen=True, slots=True)
class Typed:
    """A whole form: the version it was made from, its rows, and who is to be removed or brought back."""

    version: int
    rows: tuple[TypedRow, ...]
    remove: frozenset[UUID]
    restore: frozenset[UUID]

    @property
    def lines(self) -> list[Line]:
        """What can be kept."""
        return [row.line for row in self.rows if not row.errors and not row.is_blank and row.key not in self.remove]

    @property
    def unfinished(self) -> list[TypedRow]:
        return [row for row in self.rows if row.errors and row.key not in self.remove]


def read_lines(
    post: QueryDict,
    contests: Sequence[Contest],
    *,
    known: frozenset[UUID],
    needs: frozenset[str] = frozenset(),
) -> Typed:
    """`known` are the people already kept: their rows may not be emptied, only removed. `needs` are the facts asked."""
    keys = list(dict.fromkeys(_keys(post.getlist("row"))))[:MOST_ROWS]
    rows = tuple(_row(post, key, contests, needs, is_known=key in known) for key in keys)
    return Typed(_whole(post.get("version")), rows, frozenset(_keys(post.getlist("remove"))),
                 frozenset(_keys(post.getlist("restore"))))  # fmt: skip


def blank_row() -> TypedRow:
    return TypedRow(uuid4())


def _row(post: QueryDict, key: UUID, contests: Sequence[Contest], needs: frozenset[str], *, is_known: bool) -> TypedRow:
    typed = post.get(f"{key}-name", "")
    name = text_of(typed)
    gender = post.get(f"{key}-gender", "")
    gender = gender if gender in Person.Gender.values else ""
    given_post = post.get(f"{key}-post", "")
    facts, wrong_facts = read_facts(post, key, columns_of(needs))
    row = TypedRow(
        key,
        name[:LONGEST_NAME],
        gender,
        given_post if given_post in Person.Post.values else str(Person.Post.MEMBER.value),
        f"{key}-healthy" in post,
        _entries(post, key, contests),
        facts=facts,
        contents=_contents(post, key, contests) if "content" in needs else {},
    )
    if row.is_blank and not is_known:
        return row
    errors = list(wrong_facts)
    if not name:
        errors.append(_("Write the name. To take the person off the roster, press “Remove”."))
    elif len(name) > LONGEST_NAME:
        errors.append(_("The name is longer than %(n)d characters.") % {"n": LONGEST_NAME})
    if has_control_characters(typed):
        errors.append(_("An invisible control character in the name was taken out. Check the name, then save again."))
    if not gender:
        errors.append(_("Choose the gender."))
    return replace(row, errors=tuple(errors))


def _entries(post: QueryDict, key: UUID, contests: Sequence[Contest]) -> dict[str, str | None]:
    """A tick sends 1, a choice the division's code; an unticked box sends nothing."""
    entries: dict[str, str | None] = {}
    for contest in contests:
        sent = post.get(f"{key}-c-{contest.code}", "")
        if sent:
            entries[contest.code] = sent if contest.division(sent) else None
    return entries


def _contents(post: QueryDict, key: UUID, contests: Sequence[Contest]) -> dict[str, str]:
    """What is performed, where the page asked for it."""
    names = {contest.code: f"{key}-content-{contest.code}" for contest in contests}
    return {code: text_of(post[name])[:LONGEST_CONTENT] for code, name in names.items() if name in post}


def _keys(given: Sequence[str]) -> list[UUID]:
    keys = []
    for text in given:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue  # not from our page; there is nobody it could mean
    return keys


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else -1  # noqa: PLR2004  # fits any database
