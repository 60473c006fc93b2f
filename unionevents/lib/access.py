"""Who may do what: tables of predicates, asked the same way in views, templates and workbooks.

Every app keeps one table in its `permissions.py`: `{"app.verb_thing": predicate(user, thing)}`. Views declare their
permission with `@requires`, or that they need none with `@public` / `@signed_in`; a test fails on a view that says
nothing. A thing the user may not see answers 404, a thing seen but not open to this act answers 403.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.module_loading import module_has_submodule

Predicate = Callable[[Any, Any], bool]
View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """For the annotations of views behind the log-in: whoever asks is an `accounts.User`, which lib cannot name."""

    user: Any


@dataclass(frozen=True, slots=True)
class Declared:
    """What a view said of itself: `permission` and the model (by the keyword `key`), or why it needs none."""

    kind: str
    permission: str = ""
    model: type[Model] | None = None
    key: str = "pk"


@cache
def permission_table() -> dict[str, Predicate]:
    """Every permission of every app, read once from their `permissions.py`; no thread sees it half filled."""
    return _declared("PERMISSIONS")


@cache
def view_permissions() -> dict[type[Model], str]:
    """For models of which one row is better read and then asked about: composing the question for all rows is dear."""
    return _declared("SEEN_BY")


def _declared(name: str) -> dict[Any, Any]:
    table: dict[Any, Any] = {}
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "permissions"):
            table |= getattr(import_module(f"{config.name}.permissions"), name, {})
    return table


def allowed(user: Any, code: str, thing: object = None) -> bool:
    """What `user.has_perm` answers, from the tables; an unknown code is a mistake and raises KeyError."""
    return bool(user.is_active) and permission_table()[code](user, thing)


def requires(permission: str, model: type[Model] | None = None, *, key: str = "pk") -> Callable[[View], View]:
    """The view gets the visible object in place of its key; without a model the permission is asked on None."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            thing: Model | None = None
            if model is not None:
                thing = one_visible(model, request.user, kwargs.pop(key))
            if not request.user.has_perm(permission, thing):
                raise PermissionDenied(permission)
            return view(request, *args, **kwargs) if thing is None else view(request, thing, *args, **kwargs)

        guarded.declared_access = Declared("requires", permission, model, key)  # type: ignore[attr-defined]  # read by the crawler
        return guarded

    return declare


def public(view: View) -> View:
    """Open to everybody, logged in or not."""
    view.declared_access = Declared("public")  # type: ignore[attr-defined]  # read by the crawler
    return login_not_required(view)


def signed_in(view: View) -> View:
    """Open to everybody with an account; shows only what is the person's own."""
    view.declared_access = Declared("signed_in")  # type: ignore[attr-defined]  # read by the crawler
    return view


def one_visible(model: type[Model], user: Any, pk: Any) -> Model:
    """The row, if this user may know of it; 404 otherwise, as if there were none."""
    permission = view_permissions().get(model)
    if permission is None:
        found: Model = get_object_or_404(visible(model, user), pk=pk)
        return found
    found = get_object_or_404(model._default_manager.whole(), pk=pk)  # type: ignore[attr-defined]  # these models have it
    if not user.has_perm(permission, found):
        raise Http404
    return found


def visible(model: type[Model], user: Any) -> Any:
    """The rows of a model that this user may know of."""
    return model._default_manager.visible_to(user)  # type: ignore[attr-defined]  # every guarded model has it
