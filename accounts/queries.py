"""What the pages about units and people show, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Prefetch, Q

from accounts.models import ROLE_TITLES, Invitation, LogEntry, Membership, Unit, User, under_any
from accounts.permissions import roles_to_invite
from accounts.roles import Role
from unionevents.lib.phrase import Phrase

RECENT = 8
DEEPEST_INDENT = 5


@dataclass(slots=True)
class UnitRow:
    unit: Unit
    depth: int
    people: int
    contacts: list[str] = field(default_factory=list)
    administered: bool = False

    @property
    def lacks_contact(self) -> bool:
        """A unit takes part through its contact; the union itself holds the activities and needs none."""
        return not self.contacts and self.unit.parent_id is not None


def unit_rows(user: User) -> list[UnitRow]:
    """The units that the user looks after or organises for, as a tree written down line by line."""
    reached = under_any(user.standing.paths(Role.ADMINISTRATOR, Role.ORGANISER))
    active = Q(memberships__user__is_active=True)
    units = Unit.objects.filter(reached).annotate(people=Count("memberships__user", filter=active, distinct=True))
    keyed = sorted(([int(key) for key in (unit.path or "").strip("/").split("/")], unit) for unit in units)
    highest = min((len(keys) for keys, _unit in keyed), default=0)
    rows = {
        unit.pk: UnitRow(
            unit,
            min(len(keys) - highest, DEEPEST_INDENT),
            unit.people,
            administered=user.standing.reaches(unit.path or "", Role.ADMINISTRATOR),
        )
        for keys, unit in keyed
    }
    contacts = Membership.objects.filter(unit__in=rows, role=Role.CONTACT, user__is_active=True)
    for unit_id, name in contacts.order_by("pk").values_list("unit", "user__name"):
        rows[unit_id].contacts.append(name)
    return list(rows.values())


@dataclass(slots=True)
class MemberRow:
    person: User
    roles: list[object]


def member_rows(unit: Unit) -> list[MemberRow]:
    """Everybody with a role at this unit, who may still log in first."""
    held: dict[User, list[str]] = defaultdict(list)
    memberships = Membership.objects.filter(unit=unit).select_related("user")
    for membership in memberships.order_by("-user__is_active", "user__pk"):
        held[membership.user].append(membership.role)
    order = list(Role)
    return [
        MemberRow(person, [ROLE_TITLES[role] for role in sorted(map(Role, roles), key=order.index)])
        for person, roles in held.items()
    ]


def open_invitations(unit: Unit, user: User, now: datetime) -> list[Invitation]:
    """Links that wait for somebody, as far as the user could have made them."""
    found = Invitation.objects.visible_to(user).open_at(now).filter(unit=unit, role__in=roles_to_invite(user, unit))
    return list(found.select_related("invited_by").order_by("expires_at"))


def account_of(person: User, user: User) -> User:
    """The person with those roles that the administrator looks after; roles elsewhere stay unseen."""
    mine = Membership.objects.visible_to(user).select_related("unit").order_by("unit__path", "role")
    return User.objects.prefetch_related(Prefetch("memberships", mine, to_attr="roles_in_reach")).get(pk=person.pk)


def units_administered(user: User) -> list[Unit]:
    """For the choice of a unit, in the order of the tree."""
    return [row.unit for row in unit_rows(user) if row.administered]


ACTS = {
    "accounts.create_unit": Phrase("Added this unit", "新建了本单位"),
    "accounts.rename_unit": Phrase("Renamed it from “{before}” to “{name}”", "由“{before}”改名为“{name}”"),
    "accounts.grant_role": Phrase("Made {person} {role}", "授予{person}“{role}”角色"),
    "accounts.withdraw_role": Phrase("Withdrew the role {role} from {person}", "撤销了{person}的“{role}”角色"),
    "accounts.stop_account": Phrase("Stopped the account of {person}", "停用了{person}的账号"),
    "accounts.reopen_account": Phrase("Opened the account of {person} again", "重新启用了{person}的账号"),
    "accounts.create_invitation": Phrase("Made a link for {person} as {role}", "为{person}生成了邀请链接（{role}）"),
    "accounts.revoke_invitation": Phrase("Withdrew the link for {person}", "作废了给{person}的邀请链接"),
    "accounts.accept_invitation": Phrase(
        "Joined as {role}, invited by {invited_by}", "接受{invited_by}的邀请，成为{role}"
    ),
    "events.delete_activity": Phrase("Deleted the draft “{title}”", "删除了活动草稿“{title}”"),
}
SOMEBODY = Phrase("somebody", "一位同志")


def recent_acts(unit: Unit) -> list[tuple[LogEntry, Phrase]]:
    """The last acts at this unit, each with its sentence."""
    entries = LogEntry.objects.filter(unit=unit, verb__in=ACTS).order_by("-at", "-pk")[:RECENT]
    return [(entry, _said(entry)) for entry in entries]


def _said(entry: LogEntry) -> Phrase:
    values = dict(entry.details)
    if "role" in values:
        values["role"] = ROLE_TITLES[Role(values["role"])]
    for name in ("person", "invited_by"):
        values[name] = values.get(name) or SOMEBODY
    return ACTS[entry.verb].fill(**values)
