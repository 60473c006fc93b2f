"""The way back from a laptop: an activity file is merged into the activity that it was made from.

Only what is not there yet is added, by the names that were given where it happened: operations and rulings by UUID,
publications by number, holds by their moment. Merging the same file again adds nothing. What was said differently on
both sides stays as it is here and is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.services import log, sealing
from events.models import Activity, StateChange
from events.services.filing import STATE_CHANGE
from events.services.locking import lock_activity
from registration.models import Entry
from registration.services.merging import conflicts_of_people, merge_people
from scoring.models import Hold, Operation, Publication, Reopening, Ruling, Scoresheet, Start
from scoring.queries.reading import LATE
from scoring.services import filing_rows
from scoring.services.filing import describe_activity
from scoring.services.filing_conduct import HOLD, REOPENING
from scoring.services.intake import TOO_LATE
from unionevents.lib.documents import read_moment
from unionevents.lib.phrase import Phrase
from unionevents.lib.rowfiles import record_of, values_of

Record = Mapping[str, Any]
# What an operation says; how and when it was received may differ between two servers.
SAYS = ("uuid", "slot", "value", "replaces", "device", "seq", "captured_at")
DECIDES = ("uuid", "slot", "value", "settles", "at")


class AnotherActivity(Exception):
    """The file was not made from this activity; nothing was changed."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        super().__init__(phrase.zh)


@dataclass
class Merged:
    """How many of each kind were new and how many were here already, what differs, and which parts stay different."""

    new: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    conflicts: list[Phrase] = field(default_factory=list)
    different: list[str] = field(default_factory=list)

    def count(self, kind: str, *, new: bool) -> None:
        (self.new if new else self.same)[kind] += 1


@transaction.atomic
def merge_activity(activity: Activity, document: Record, *, by: User | None, now: datetime) -> Merged:
    """Everything of the file that happened elsewhere, added to this activity; AnotherActivity when it is not its file.

    The document was checked (`filing.read_activity_file`).
    """
    locked = lock_activity(activity)
    list(Scoresheet.objects.select_for_update(of=("self",)).filter(contest__activity=locked).order_by("pk"))
    here = describe_activity(locked)
    _same_activity(here.document, document)
    if strangers := list(conflicts_of_people(locked, document)):
        raise AnotherActivity(strangers[0])
    names = _unit_names(document)
    known = {_unit_names(here.document)[key]: unit for key, unit in here.units.items()}
    units = {key: known[name] for key, name in names.items() if name in known}
    if missing := [name for key, name in names.items() if key not in units]:
        raise AnotherActivity(OTHER_UNITS.fill(unit=missing[0][-1]))
    merged = Merged()
    for kind, is_new in merge_people(locked, document, units=units):
        merged.count(kind, new=is_new)
    _Merger(locked, document, merged).run()
    after = describe_activity(Activity.objects.select_related("host").get(pk=locked.pk)).document
    merged.different = [key for key in sorted({*after, *document}) if after.get(key) != document.get(key)]
    log.record(
        verb="scoring.merge_activity", subject=locked, by=by, now=now, unit=locked.host,
        new=dict(merged.new), conflicts=len(merged.conflicts),
    )  # fmt: skip
    return merged


class _Merger:
    """The parts of scoring, each in an order in which what it refers to is there already."""

    def __init__(self, activity: Activity, document: Record, merged: Merged) -> None:
        self.activity, self.document, self.merged = activity, document, merged
        sheets = Scoresheet.objects.filter(contest__activity=activity).select_related("contest")
        self.sheets = {sheet.contest.code: sheet for sheet in sheets}
        entries = Entry.objects.filter(contest__activity=activity).select_related("contest")
        self.entries = {entry.code: entry for entry in entries}
        rows = Publication.objects.filter(activity=activity).select_related("sheet__contest")
        self.published = {(row.sheet.contest.code if row.sheet else None, row.number): row.sha256 for row in rows}
        there = {(row["contest"], row["number"], row["sha256"]) for row in document["publications"]}
        # Contests that were published here without what was entered there.
        self.locked_here = {
            contest for (contest, number), sha256 in self.published.items() if (contest, number, sha256) not in there
        }

    def run(self) -> None:
        self._draws()
        self._acts(Operation, "operations", filing_rows.OPERATION, SAYS)
        self._acts(Ruling, "rulings", filing_rows.RULING, DECIDES)
        self._publications()
        self._holds()
        self._reopenings()
        self._states()

    def _draws(self) -> None:
        """A start list that was drawn there and not yet here."""
        for listed in self.document["scoresheets"]:
            sheet = self.sheets[listed["contest"]]
            if not listed["drawn_at"] or sheet.drawn_at is not None:
                continue
            sheet.drawn_at, sheet.draw_seed = read_moment(listed["drawn_at"]), listed["draw_seed"]
            sheet.lots = listed.get("lots", [])
            sheet.save(update_fields=["drawn_at", "draw_seed", "lots"])
            self.merged.count("draws", new=True)
        drawn_for = set(Start.objects.filter(sheet__in=self.sheets.values()).values_list("entry", flat=True))
        Start.objects.bulk_create(
            Start(
                sheet=self.sheets[self.entries[row["entry"]].contest.code],
                entry=self.entries[row["entry"]],
                **values_of(Start, row, filing_rows.START),
            )
            for row in self.document["starts"]
            if row["entry"] in self.entries and self.entries[row["entry"]].pk not in drawn_for
        )

    def _acts(
        self, model: type[Operation] | type[Ruling], part: str, fields: Sequence[str], says: Sequence[str]
    ) -> None:
        rows = model._default_manager.filter(sheet__in=self.sheets.values()).select_related("entry__contest")
        known = {(row.entry.contest.code, str(row.uuid)): row for row in rows}
        made: list[Any] = []
        for record in self.document[part]:
            contest = record["entry"].rpartition("/")[0]
            if row := known.get((contest, record["uuid"])):
                here = {"entry": row.entry.code, **record_of(row, says)}
                if here != {key: record[key] for key in here}:
                    self.merged.conflicts.append(OTHER_BYTES.fill(part=part, entry=record["entry"]))
                else:
                    self.merged.count(part, new=False)
                continue
            entry = self.entries.get(record["entry"])
            if entry is None:
                self.merged.conflicts.append(NO_ENTRY.fill(entry=record["entry"]))
                continue
            values = values_of(model, record, fields)
            if model is Operation and contest in self.locked_here:
                # Published here while it was entered there: it waits, like anything else that comes after the lock.
                values["flags"] = [*values["flags"], {"rule": LATE, **TOO_LATE.as_json()}]
            made.append(model(sheet=self.sheets[contest], entry=entry, **values))
            self.merged.count(part, new=True)
        sealing.after_commit(model._default_manager.bulk_create(made, batch_size=500))

    def _publications(self) -> None:
        """The next numbers, as long as everything before them is the same on both sides."""
        known = self.published
        made, broken = [], set()
        for record in sorted(self.document["publications"], key=lambda row: row["number"]):
            contest, number = record["contest"], record["number"]
            if (contest, number) in known:
                if known[contest, number] == record["sha256"]:
                    self.merged.count("publications", new=False)
                else:
                    broken.add(contest)
                    self.merged.conflicts.append(PUBLISHED_TWICE.fill(contest=contest or "", number=number))
            elif contest in broken:
                self.merged.conflicts.append(PUBLISHED_TWICE.fill(contest=contest or "", number=number))
            else:
                sheet = self.sheets[contest] if contest else None
                values = values_of(Publication, filing_rows.NO_SECOND | dict(record), filing_rows.PUBLICATION)
                made.append(Publication(activity=self.activity, sheet=sheet, **values))
                self.merged.count("publications", new=True)
        sealing.after_commit(Publication.objects.bulk_create(made))

    def _holds(self) -> None:
        """A hold is lifted here when it was lifted there; of two that are open, the one that is here stays."""
        known = {(row.sheet.contest.code, row.at): row for row in self._of(Hold)}
        for record in self.document.get("holds", ()):
            values = values_of(Hold, record, HOLD)
            row = known.get((record["contest"], values["at"]))
            if row is None:
                row = Hold(sheet=self.sheets[record["contest"]], **values)
                if row.lifted_at is None and any(
                    each.lifted_at is None and code == record["contest"] for (code, _at), each in known.items()
                ):
                    self.merged.conflicts.append(HELD_TWICE.fill(contest=record["contest"]))
                    continue
                row.save()
                self.merged.count("holds", new=True)
            elif row.lifted_at is None and values["lifted_at"] is not None:
                Hold.objects.filter(pk=row.pk).update(**values)
                self.merged.count("holds", new=True)
            else:
                self.merged.count("holds", new=False)

    def _reopenings(self) -> None:
        known = {(row.sheet.contest.code, row.number) for row in self._of(Reopening)}
        for record in self.document.get("reopenings", ()):
            is_new = (record["contest"], record["number"]) not in known
            if is_new:
                Reopening.objects.create(
                    sheet=self.sheets[record["contest"]], **values_of(Reopening, record, REOPENING)
                )
            self.merged.count("reopenings", new=is_new)

    def _states(self) -> None:
        """Steps that were taken there, when they follow those that were taken here."""
        changes = self.activity.state_changes.order_by("at", "pk")
        here, there = [record_of(row, STATE_CHANGE) for row in changes], self.document["state_changes"]
        if there[: len(here)] == here and len(there) > len(here):
            StateChange.objects.bulk_create(
                StateChange(activity=self.activity, **values_of(StateChange, row, STATE_CHANGE))
                for row in there[len(here) :]
            )
            self.activity.state = self.document["activity"]["state"]
            self.activity.save(update_fields=["state"])
            self.merged.new["steps"] += len(there) - len(here)
        elif here[: len(there)] != there:
            self.merged.conflicts.append(OTHER_STEPS)

    def _of(self, model: type[Any]) -> Iterable[Any]:
        return model.objects.filter(sheet__in=self.sheets.values()).select_related("sheet__contest")


def _same_activity(here: Record, there: Record) -> None:
    """The moment at which it was made, and its contests, name an activity on every server."""
    if here["activity"]["created_at"] != there["activity"]["created_at"]:
        raise AnotherActivity(MADE_APART.fill(title=there["activity"]["title"]))
    if [row["code"] for row in here["contests"]] != [row["code"] for row in there["contests"]]:
        raise AnotherActivity(OTHER_CONTESTS)


def _unit_names(document: Record) -> dict[str, tuple[str, ...]]:
    """By key: the unit's name and those above it, from the top."""
    names: dict[str, tuple[str, ...]] = {}
    for unit in document["units"]:
        names[unit["key"]] = (*names.get(unit["parent"], ()), unit["name"])
    return names


MADE_APART = Phrase(
    en="This file belongs to another activity (“{title}”). Nothing was changed.",
    zh="这个文件是另一个活动（“{title}”）的，没有改动任何内容。",
)
OTHER_CONTESTS = Phrase(
    en="The file has other contests than this activity. Nothing was changed.",
    zh="文件里的项目与本活动不同，没有改动任何内容。",
)
OTHER_UNITS = Phrase(
    en="The file has a unit that is not in this activity: {unit}. Nothing was changed.",
    zh="文件里有本活动没有的单位：{unit}，没有改动任何内容。",
)
OTHER_BYTES = Phrase(
    en="{part}: for {entry} the file says something else under the same name; what is here stays",
    zh="{part}：{entry} 在文件里同一编号下内容不同，保留这里的",
)
NO_ENTRY = Phrase(
    en="{entry} is not here; what was entered for it was not brought in", zh="这里没有 {entry}，其录入没有并入"
)
PUBLISHED_TWICE = Phrase(
    en="publication {number} of {contest} was made on both sides; what was published here stays",
    zh="{contest} 第 {number} 次公布两边都做了，保留这里公布的",
)
HELD_TWICE = Phrase(
    en="{contest} is held on both sides; the hold here stays", zh="{contest} 两边都列为待核，保留这里的"
)
OTHER_STEPS = Phrase(
    en="steps were taken on both sides (such as ending result entry); the state here stays",
    zh="两边都推进过活动状态（如结束录入），保留这里的状态",
)
