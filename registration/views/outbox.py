"""The outbox of one activity: read, change, release; what failed and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from events.models import Activity
from registration.forms.small import MessageForm
from registration.models import Message
from registration.services import outbox as service
from registration.views.chasing import link_to
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page

LOOKS = {"drafted": "draft", "released": "pending", "sending": "held", "sent": "accepted", "failed": "returned"}


@require_safe
@requires("registration.release_messages", Activity)
def outbox(request: Request, activity: Activity) -> HttpResponse:
    mails = Message.objects.filter(activity=activity).select_related("unit").order_by("-pk")
    states = Counter(mail.state for mail in mails)
    return page(
        request,
        "registration/outbox.html",
        activity=activity,
        rail_current="registration",
        rows=[{"mail": mail, "looks": LOOKS[mail.state]} for mail in mails],
        drafted=states[Message.State.DRAFTED],
        released=states[Message.State.RELEASED],
        is_configured=service.is_configured(),
    )


@require_POST
@requires("registration.release_messages", Activity)
def draft(request: Request, activity: Activity) -> HttpResponse:
    """A message to each chosen unit, to be read before it leaves."""
    done = service.draft_messages(
        activity=activity,
        units=numbers_in(request.POST, "unit"),
        link=link_to(request, activity),
        by=request.user,
        now=timezone.now(),
    )
    if done.written:
        written = ngettext(
            "%(n)d message drafted: read it, then release it.",
            "%(n)d messages drafted: read them, then release them.",
            done.written,
        )
        messages.success(request, written % {"n": done.written})
    for said, names in (
        (_("No e-mail address is known for: %(units)s"), done.without_address),
        (_("A message waits in the outbox already for: %(units)s"), done.waiting),
    ):
        if names:
            messages.warning(request, said % {"units": _(", ").join(names)})
    if not (done.written or done.without_address or done.waiting):
        messages.warning(request, _("Choose at least one unit."))
        return redirect("registration:chase", activity.pk)
    return redirect("registration:outbox", activity.pk)


@require_POST
@requires("registration.release_messages", Activity)
def release(request: Request, activity: Activity) -> HttpResponse:
    chosen = numbers_in(request.POST, "message")
    count = service.release(activity=activity, messages=chosen, by=request.user, now=timezone.now())
    if count:
        said = ngettext("%(n)d message is released.", "%(n)d messages are released.", count)
        messages.success(request, said % {"n": count})
    else:
        messages.warning(request, _("Choose at least one draft."))
    return redirect("registration:outbox", activity.pk)


@requires("registration.release_messages", Message)
def message(request: Request, message: Message) -> HttpResponse:
    """Read, and while it is a draft, changed."""
    initial = {"to": message.to, "subject": message.subject, "body": message.body}
    form = MessageForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            service.change_message(message=message, **form.cleaned_data)
            messages.success(request, _("The message is kept."))
        except service.GoneMeanwhile as problem:
            messages.error(request, str(problem))
        return redirect("registration:outbox", message.activity_id)
    return page(
        request,
        "registration/message.html",
        status=422 if form.is_bound else 200,
        activity=message.activity,
        rail_current="registration",
        mail=message,
        looks=LOOKS[message.state],
        form=form,
        may_change=message.state == Message.State.DRAFTED,
        may_retry=message.state in {Message.State.FAILED, Message.State.SENDING},
        may_discard=message.state in {Message.State.DRAFTED, Message.State.FAILED},
    )


@require_POST
@requires("registration.release_messages", Message)
def discard(request: Request, message: Message) -> HttpResponse:
    return _act(request, message, service.discard, _("The message is discarded."))


@require_POST
@requires("registration.release_messages", Message)
def retry(request: Request, message: Message) -> HttpResponse:
    return _act(request, message, service.retry, _("The message is released once more."))


def _act(request: Request, message: Message, act: Callable[..., None], said: str) -> HttpResponse:
    try:
        act(message=message, by=request.user, now=timezone.now())
        messages.success(request, said)
    except service.GoneMeanwhile as problem:
        messages.error(request, str(problem))
    return redirect("registration:outbox", message.activity_id)


def numbers_in(post: QueryDict, name: str) -> list[int]:
    """The ticked keys; what is no number that a database can hold is left out."""
    given = post.getlist(name)
    return [int(text) for text in given if text.isascii() and text.isdecimal() and len(text) < 10]  # noqa: PLR2004
