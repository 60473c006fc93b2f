"""The words of a message to one unit: what is missing from it, until when, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from events.models import Activity
from registration.queries.chasing import NOT_OPENED, OPENED, PROBLEMS, STAMPED, ChaseRow
from unionevents.lib import clock
from unionevents.lib.masking import with_names_masked

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    body: str


def letter_to(row: ChaseRow, activity: Activity, *, link: str, now: datetime) -> Letter:
    """In the language of now. Names are masked: the message may be read in a chat of many."""
    lines = [
        _("%(unit)s:") % {"unit": row.unit.name},
        _("Registration for “%(activity)s”: %(how_far)s") % {"activity": activity.title, "how_far": _how_far(row)},
    ]
    lines += _what_is_wrong(row)
    if activity.registration_deadline and row.state not in {"accepted", STAMPED}:
        lines.append(_("Deadline: %(moment)s") % {"moment": moment_with_zone(activity.registration_deadline, now)})
    lines.append(_("Open it here: %(link)s") % {"link": link})
    subject = _("%(activity)s: registration of %(unit)s") % {"activity": activity.title, "unit": row.unit.name}
    return Letter(subject[:160], "\n".join(lines))


def moment_with_zone(moment: datetime, now: datetime) -> str:
    """`9月18日（周五）18:00（北京时间）`: whoever reads it elsewhere knows which clock is meant."""
    local = timezone.localtime(moment)
    said = clock.say_moment(local, language=get_language() or "", this_year=timezone.localtime(now).year)
    zone = timezone.get_current_timezone_name()
    name = _("Beijing time") if zone == "Asia/Shanghai" else f"UTC{local:%z}"
    return _("%(moment)s (%(zone)s)") % {"moment": said, "zone": name}


def _how_far(row: ChaseRow) -> str:
    if row.state == NOT_OPENED:
        return _("your unit has not opened the registration page yet.")
    if row.state == OPENED:
        return _("the page was opened, the roster has not been begun.")
    if row.state == PROBLEMS or row.wrong:
        count = len(row.wrong)
        said = ngettext("%(n)d point has to be put right:", "%(n)d points have to be put right:", count)
        return said % {"n": count}
    return {
        "draft": _("the roster is a draft; please submit it."),
        "returned": _("the organiser asks for a correction."),
        "submitted": _("the roster has come in and is being checked."),
        "accepted": _("the roster is confirmed; please send in the stamped copy."),
    }.get(row.state, _("everything is in, thank you."))


def sentences_to(row: ChaseRow) -> list[str]:
    """What the unit has to put right, names masked."""
    language = get_language() or ""
    return [with_names_masked(phrase.said(language), row.names) for phrase in row.wrong]


def _what_is_wrong(row: ChaseRow) -> list[str]:
    said = sentences_to(row)
    lines = [f"{number}. {sentence}" for number, sentence in enumerate(said[:SHOWN], start=1)]
    if (more := len(said) - SHOWN) > 0:
        lines.append(ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more})
    if row.roster and row.state == "returned" and row.roster.comment:
        comment = with_names_masked(row.roster.comment, row.names)
        lines.append(_("The organiser writes: %(comment)s") % {"comment": comment})
    return lines
