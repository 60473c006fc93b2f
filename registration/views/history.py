"""The log of a roster in sentences, names looked up by start number; a run of saves by one person is one line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import LogEntry
from accounts.services.log import entries_about
from registration.queries import Listing
from registration.services.scans import BECAUSE_DUE

ONE_SITTING = timedelta(minutes=30)
MOST_ENTRIES = 300
SAVE, IMPORT = "registration.save_roster", "registration.import_sheet"
OF_THE_DAY = frozenset(
    {"registration.walk_in", "registration.bring_scan", "registration.remove_scan", "registration.erase_scans"}
)
TONES = {
    "registration.submit_roster": "success",
    "registration.accept_roster": "success",
    "registration.return_roster": "danger",
    "registration.take_back_roster": "warning",
    "registration.substitute": "warning",
    "registration.walk_in": "warning",
}


@dataclass(slots=True)
class Said:
    """One line of the history."""

    verb: str
    who: str
    at: datetime
    what: str = ""
    note: str = ""
    parts: dict[str, set[str]] = field(default_factory=dict)

    @property
    def tone(self) -> str:
        return TONES.get(self.verb, "")


def history_of(listing: Listing, *, with_notes: bool = True) -> list[Said]:
    """Newest first. Notes are free words: they may hold names and why somebody does not come."""
    names = {str(person.number): person.name for person in listing.everybody}
    titles = {contest.code: contest.title for contest in listing.contests}
    lines: list[Said] = []
    for entry in entries_about(listing.roster)[:MOST_ENTRIES]:
        line = Said(entry.verb, entry.by_name, entry.at, parts=_parts(entry))
        if lines and _belongs_together(lines[-1], line):
            for name, found in line.parts.items():
                lines[-1].parts[name] |= found
            continue
        line.what, note = _sentence(entry, names, titles)
        line.note = note if with_notes else ""
        lines.append(line)
    for line in lines:
        if line.verb in {SAVE, IMPORT}:
            line.what = _changes(line, names)
    return lines


def _belongs_together(newer: Said, older: Said) -> bool:
    return newer.verb == older.verb == SAVE and newer.who == older.who and newer.at - older.at < ONE_SITTING


def _parts(entry: LogEntry) -> dict[str, set[str]]:
    """The start numbers in the details of a save; other acts have none to add up."""
    details: dict[str, Any] = entry.details if entry.verb in {SAVE, IMPORT} else {}
    return {
        name: {str(number) for number in details.get(name, ())}
        for name in ("added", "changed", "entries", "removed", "returned")
    }


def _changes(line: Said, names: dict[str, str]) -> str:
    """`从 Excel 写入：新增 林悦、周涛；修改 韩梅`."""
    changed = (line.parts["changed"] | line.parts["entries"]) - line.parts["added"]
    groups = (
        (_("added"), line.parts["added"]),
        (_("changed"), changed),
        (_("removed"), line.parts["removed"]),
        (_("brought back"), line.parts["returned"]),
    )
    said = _("; ").join(f"{verb} {_people(numbers, names)}" for verb, numbers in groups if numbers)
    return (_("From Excel: %(what)s") if line.verb == IMPORT else _("Saved: %(what)s")) % {"what": said}


def _people(numbers: set[str], names: dict[str, str]) -> str:
    ordered = sorted(numbers, key=int)
    shown = _(", ").join(names.get(number, f"#{number}") for number in ordered[:5])
    if len(ordered) > 5:  # noqa: PLR2004  # as many as a line of the history holds
        return ngettext("%(names)s and others (%(n)d person)", "%(names)s and others (%(n)d people)", len(ordered)) % {
            "names": shown,
            "n": len(ordered),
        }
    return shown


def _sentence(entry: LogEntry, names: dict[str, str], titles: dict[str, str]) -> tuple[str, str]:
    details = entry.details
    match entry.verb:
        case "registration.begin_roster":
            return _("Began the roster"), ""
        case "registration.submit_roster":
            said = _("Submitted the roster: %(people)d people, %(entries)d entries, receipt %(receipt)s")
            return said % {name: details.get(name, "") for name in ("people", "entries", "receipt")}, ""
        case "registration.take_back_roster":
            return _("Took the roster back to correct it"), ""
        case "registration.accept_roster":
            return _("Accepted the roster"), ""
        case "registration.return_roster":
            return _("Returned the roster"), details.get("comment", "")
        case "registration.substitute" | "registration.undo_substitution":
            is_undone = entry.verb == "registration.undo_substitution"
            said = (
                _("Undone: %(into)s starts again for %(out)s in %(contests)s")
                if is_undone
                else _("%(into)s takes the place of %(out)s in %(contests)s")
            )
            contests = _(", ").join(titles.get(code, code) for code in details.get("contests", ()))
            into, out = (names.get(str(details.get(part)), "") for part in ("into", "out"))
            return said % {"into": into, "out": out, "contests": contests}, details.get("reason", "")
        case _other:
            return _about_unit(entry, names, titles), ""


def _of_the_day(entry: LogEntry, names: dict[str, str], titles: dict[str, str]) -> str:
    """Who came without an entry; which stamped pages came and went."""
    details = entry.details
    match entry.verb:
        case "registration.walk_in":
            contests = _(", ").join(titles.get(code, code) for code in details["contests"])
            said = _("Entered on the day: %(name)s in %(contests)s")
            return said % {"name": names.get(str(details["number"]), ""), "contests": contests}
        case "registration.bring_scan":
            return _("Uploaded %(n)d pages of the stamped roster") % {"n": details["pages"]}
        case "registration.erase_scans" if details["because"] == BECAUSE_DUE:
            return _("The pages of the stamped roster were erased: they had been kept long enough")
        case "registration.erase_scans":
            return _("The pages of the stamped roster were erased: they showed somebody whose data was erased")
        case _removed:
            return _("Removed a page of the stamped roster")


def _about_unit(entry: LogEntry, names: dict[str, str], titles: dict[str, str]) -> str:
    """Teams, and what the unit said about itself."""
    details = entry.details
    if entry.verb in OF_THE_DAY:
        return _of_the_day(entry, names, titles)
    if entry.verb == "registration.set_unit_facts":
        return _("Changed what is said about the unit")
    if entry.verb not in {"registration.save_team", "registration.drop_team"}:
        return ""
    said = {"team": details.get("team", ""), "contest": titles.get(details.get("contest", ""), "")}
    if entry.verb == "registration.drop_team":
        return _("Took off team %(team)s of %(contest)s") % said
    people = _people({str(number) for number in details.get("people", ())}, names)
    return _("Composed team %(team)s of %(contest)s: %(people)s") % {**said, "people": people}
