"""Who may: units in a tree, users, memberships, invitations, and the log of who did what."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, Standing
from unionevents.lib import access

ROLE_TITLES = {
    Role.ADMINISTRATOR: _("Administrator"),
    Role.CHAIR: _("Chair"),
    Role.ORGANISER: _("Organiser"),
    Role.CONTACT: _("Unit contact"),
    Role.REFEREE: _("Referee"),
    Role.CHIEF_REFEREE: _("Chief referee"),
    Role.JUDGE: _("Judge"),
    Role.FINANCE: _("Finance"),
    Role.VIEWER: _("Viewer"),
}
ROLE_CHOICES = [(role.value, title) for role, title in ROLE_TITLES.items()]


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, user: User) -> UnitQuerySet:
        """Every unit of the user's own unions; names of units are known inside a union, their people are not."""
        return self.filter(under_any(user.standing.unions()))

    def under(self, unit: Unit) -> UnitQuerySet:
        return self.filter(path__startswith=unit.path)


def under_any(paths: frozenset[str], field: str = "path") -> Q:
    """Rows whose unit path lies at or under one of the paths; no path, no row."""
    wanted = Q(pk__in=[])
    for path in sorted(paths):
        wanted |= Q(**{f"{field}__startswith": path})
    return wanted


class Unit(models.Model):
    """A union organisation. `path` holds the keys from the root, `/1/5/`, so that a subtree is one comparison."""

    name = models.CharField(_("name"), max_length=80)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    path = models.CharField(max_length=200, unique=True, null=True, editable=False)  # noqa: DJ001  # none before the key

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="unit_name_once_under_parent"),
            models.UniqueConstraint(fields=["name"], condition=Q(parent=None), name="union_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def root_path(self) -> str:
        return "/" + self.path.split("/")[1] + "/" if self.path else ""


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User) -> UserQuerySet:
        """The people with a role at a unit that an administrator looks after."""
        return self.filter(under_any(user.standing.paths(Role.ADMINISTRATOR), "memberships__unit__path")).distinct()


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]  # base made at run time
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user: User = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who logs in. What the person may do comes from memberships alone; there is no superuser."""

    username = models.CharField(
        _("log-in name"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This log-in name is taken.")},
    )
    name = models.CharField(_("name"), max_length=40)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    is_active = models.BooleanField(_("may log in"), default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    def __str__(self) -> str:
        return self.name

    def has_perm(self, code: str, thing: object = None) -> bool:
        return access.allowed(self, code, thing)

    @cached_property
    def standing(self) -> Standing:
        """All memberships, read once a request."""
        rows = self.memberships.values_list("role", "unit__path")
        return Standing(frozenset((Role(role), path) for role, path in rows if path))

    def role_titles(self) -> list[Any]:
        """The words of the roles that the person holds anywhere, each once, in the order of the roles."""
        held = {role for role, _path in self.standing.roles}
        return [title for role, title in ROLE_TITLES.items() if role in held]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: User) -> MembershipQuerySet:
        """The roles at the units that an administrator looks after."""
        return self.filter(under_any(user.standing.paths(Role.ADMINISTRATOR), "unit__path"))


class Membership(models.Model):
    """One role of one user at one unit. A role for a single activity is an `events.Appointment`."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="memberships", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=20, choices=ROLE_CHOICES)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "unit", "role"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User) -> InvitationQuerySet:
        return self.filter(under_any(user.standing.paths(Role.ADMINISTRATOR, Role.ORGANISER), "unit__path"))

    def open_at(self, now: datetime) -> InvitationQuerySet:
        """Those whose link still works."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """A one-time link that makes an account with one role at one unit. Only the token's hash is kept.

    The first administrator of a union is invited by a command, so by nobody.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="invitations", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=20, choices=ROLE_CHOICES)
    name = models.CharField(_("for whom"), max_length=40, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(used_at__gte=models.F("created_at")), name="invitation_used_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.unit_id}"


class LogEntry(models.Model):
    """Append-only: who did what to which thing, when. Written by services inside their transaction."""

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, db_index=True)
    details = models.JSONField(default=dict)

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name} {self.verb} {self.subject}"


class SealHead(models.Model):
    """The last link of the chain; one row, locked while a link is added. `chain` names the file of heads beside it."""

    chain = models.UUIDField(default=uuid4, editable=False)
    position = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.position} {self.hash}"


class Seal(models.Model):
    """One link of the chain over everything that must not be changed afterwards: `kind` and `row` say what it seals.

    `fixed` covers what never changes, `personal` what may be overwritten when a person is erased.
    """

    position = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=60)
    row = models.PositiveBigIntegerField()
    fixed = models.CharField(max_length=64)
    personal = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=64)

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "row"], name="sealed_once")]

    def __str__(self) -> str:
        return f"{self.position} {self.kind}:{self.row}"
