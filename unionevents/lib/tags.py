"""Template tags of the whole product, loaded as builtins: how values look and what the frame shows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unionevents.lib import clock, masking, money, rail
from unionevents.lib.phrase import Phrase

register = template.Library()

# What a state looks like. The words come from the app that owns the state; here only the tone of its chip.
TONES = {
    "draft": "draft",
    "pending": "warning",
    "approved": "success",
    "open": "info",
    "closed": "neutral",
    "running": "info",
    "settling": "warning",
    "published": "success",
    "archived": "neutral",
    "submitted": "info",
    "accepted": "success",
    "returned": "danger",
    "withdrawn": "neutral",
    "conflict": "danger",
    "missing": "warning",
    "held": "warning",
}
CHECK_ICONS = {"ok": "check-circle-fill", "missing": "exclamation-circle-fill", "question": "question-circle-fill"}
NOTICE_ICONS = {
    "success": "check-circle-fill",
    "warning": "exclamation-triangle-fill",
    "danger": "exclamation-circle-fill",
    "info": "info-circle-fill",
}
NOTICE_TONES = {"success": "success", "warning": "warning", "error": "danger"}
RAIL_STATES = {"todo": _("not started"), "doing": _("under way"), "done": _("done"), "problem": _("needs attention")}
ON_PHONE = 4


def _language() -> str:
    return get_language() or "zh-hans"


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """`{% icon "trophy" %}`: decoration, hidden from readers; with a label it is an image with that name."""
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" {}><use href="{}#{}"></use></svg>',
        f" icon-{size}" if size else "",
        said,
        static("img/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def component(context: Context, name: str, **values: object) -> SafeString:
    """`{% component "notice" tone="info" text=_("…") %}`: templates/components/notice.html with these values only.

    Unlike a bare include nothing of the page leaks in, so a page may call its own things `title` or `state`.
    """
    assert context.template is not None, "a tag is only run by a template"
    inside = context.new(values)
    if token := context.get("csrf_token"):
        inside["csrf_token"] = token
    return context.template.engine.get_template(f"components/{name}.html").render(inside)


@register.simple_block_tag
def slot(content: str) -> str:
    """`{% slot as more %}…{% endslot %}`: keeps a piece of markup for a component that has room for one."""
    return content


@register.filter
def said(value: object) -> object:
    """A Phrase in the language of the page; anything else as it is."""
    return value.said(_language()) if isinstance(value, Phrase) else value


@register.filter
def tone(state: object) -> str:
    """The tone of the chip of a state; neutral for one that has none of its own."""
    return TONES.get(str(state), "neutral")


@register.filter
def check_icon(state: str) -> str:
    return CHECK_ICONS[state]


@register.filter
def notice_icon(tone: str) -> str:
    return NOTICE_ICONS.get(tone, NOTICE_ICONS["info"])


@register.filter
def notice_tone(level_tag: str) -> str:
    """The tone of a notice for the tag of one of Django's messages."""
    return NOTICE_TONES.get(level_tag, "info")


@register.filter(name="money")
def money_filter(fen: int | None) -> str:
    """`{{ line.planned|money }}`: fen as ¥6,750.00; nothing for no amount."""
    return "" if fen is None else money.format_fen(fen)


@register.filter
def yuan_upper(fen: int | None) -> str:
    """`{{ total|yuan_upper }}`: the amount in the characters used on receipts."""
    return "" if fen is None else money.in_capitals(fen)


@register.filter(name="masked_name")
def mask_name(name: str) -> str:
    """张*明."""
    return masking.masked_name(name)


@register.filter
def cn_date(day: date | None) -> str:
    """`9月23日（周三）`, with the year when it is not this one."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = _here(day).date()
    return clock.say_day(day, language=_language(), this_year=timezone.localdate().year)


@register.filter
def moment(value: datetime | None) -> str:
    """`9月23日（周三）8:30` in local time, with the year when it is not this one."""
    if value is None:
        return ""
    return clock.say_moment(_here(value), language=_language(), this_year=timezone.localdate().year)


@register.simple_tag
def span(start: datetime, end: datetime | None = None) -> str:
    """`{% span session.starts_at session.ends_at %}`: 9月23日（周三）8:30–11:00."""
    ends = None if end is None else _here(end)
    return clock.say_span(_here(start), ends, language=_language(), this_year=timezone.localdate().year)


@register.simple_tag
def days(first: date, last: date | None = None) -> str:
    """`{% days activity.starts_on activity.ends_on %}`: 4月18日–30日."""
    return clock.say_days(first, last, language=_language(), this_year=timezone.localdate().year)


@register.filter
def clock_time(value: datetime | None) -> str:
    """`8:30` in local time."""
    return "" if value is None else clock.say_time(_here(value))


@register.filter
def result_time(milliseconds: int | None) -> str:
    """12.34 秒, 1:05.20; nothing for no time."""
    return "" if milliseconds is None else clock.say_result_time(milliseconds, language=_language())


@register.simple_tag
def printed_at() -> str:
    """Now, for the head of a printed page."""
    return clock.say_moment(timezone.localtime(), language=_language(), this_year=0)


@register.simple_tag(takes_context=True)
def activity_rail(context: Context, activity: Any) -> dict[str, Any]:
    """The places inside `activity` that the person may see, for `components/rail.html`.

    `places` and `hidden` (those that a phone shows under "more") hold `{label, url, icon, current, state, state_said,
    on_phone}`. The current one is the page's `rail_current`, else the longest address that the page's own begins with.
    """
    request = context.get("request")
    if request is None:
        return rail_of([])
    shown = [
        (item, reverse(item.url_name, args=[activity.pk]))
        for item in rail.items()
        if request.user.has_perm(item.permission, activity)
    ]
    begun = [(len(url), item.code) for item, url in shown if request.path.startswith(url)]
    current = context.get("rail_current") or max(begun, default=(0, ""))[1]
    marked = [item.code for item, _url in shown if item.on_phone] or [item.code for item, _url in shown]
    places = []
    for item, url in shown:
        state = item.state(activity) if item.state else ""
        places.append(
            {
                "label": item.label,
                "url": url,
                "icon": item.icon,
                "current": item.code == current,
                "state": state,
                "state_said": RAIL_STATES.get(state, ""),
                "on_phone": item.code in marked[:ON_PHONE],
            }
        )
    return rail_of(places)


def rail_of(places: list[dict[str, Any]]) -> dict[str, Any]:
    """The rail and what of it a phone hides under "more"."""
    hidden = [place for place in places if not place["on_phone"]]
    return {"places": places, "hidden": hidden, "current_is_hidden": any(place["current"] for place in hidden)}


def _here(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
