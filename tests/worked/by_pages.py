"""The second half of a plan by its pages: results, publication, rewards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.urls import reverse

from scoring.forms.boxes import needs_boxes
from scoring.models import Scoresheet
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.queries.stage_heats import heats_of
from scoring.rulebook import GAMES
from scoring.services import publishing
from scoring.views.drawings import Meeting, drawings_of
from tests.worked.clerk import Clerk, said_in
from tests.worked.typed import match_form, operation, pair_of, slots_of, typed

Json = dict[str, Any]
# So many entries are pressed on the form of the pad one by one; more are sent as the pad's script sends them.
BY_HAND = 12
MOST_ROUNDS = 40


class WholePlan(Clerk):
    """From the first result to the award workbook."""

    def enter_everything(self) -> None:
        for contest in self.case["contests"]:
            if contest.get("stages"):
                if GAMES[contest["game"]].entered_by == "matches":
                    self.enter_matches(contest)
                else:
                    self.enter_heats(contest)
            else:
                self.enter_marks(contest)
        self.step("organiser", "finish")

    def enter_marks(self, contest: Json) -> None:
        sheet = self.sheet(contest["code"])
        game = GAMES[contest["game"]](sheet.settings)
        at_once = len(contest["entries"]) <= BY_HAND
        boxes = needs_boxes(read_sheet(sheet).layout)
        sent = []
        for entry in contest["entries"]:
            number = self.entries[entry["id"]].number
            if at_once and boxes:
                self.fill_boxes(sheet, game, number, slots_of(entry))
                continue
            for slot, value in slots_of(entry).items():
                if at_once:
                    self.press(sheet, game, number, slot, value)
                else:
                    sent.append(operation(f"{contest['code']}/{number}", slot, value))
        if sent:
            address = reverse("scoring:operations", args=[sheet.pk])
            body = json.dumps({"format": "unionevents-operations", "version": 1, "operations": sent})
            answer = self.clients["referee"].post(address, body, content_type="application/json")
            receipts = answer.json().get("receipts", [])
            assert [each["receipt"] for each in receipts] == ["stored"] * len(sent), answer.json()

    def press(self, sheet: Scoresheet, game: Any, number: int, slot: str, value: Any) -> None:
        """One key of the pad, without a script."""
        data = {"entry": f"{sheet.contest.code}/{number}", "uuid": str(uuid4()), slot: typed(game, slot, value)}
        self.post("referee", "scoring:pad", sheet.pk, data=data)

    def fill_boxes(self, sheet: Scoresheet, game: Any, number: int, slots: Json) -> None:
        """The boxes of one person, where there are attempts or fouls; without a script as well."""
        data = {"entry": f"{sheet.contest.code}/{number}", "uuid": str(uuid4()), "seen": "{}", "standing": "{}"}
        data |= {f"box-{slot}": typed(game, slot, value) for slot, value in slots.items()}
        self.post("referee", "scoring:pad", sheet.pk, data=data)

    def enter_heats(self, contest: Json) -> None:
        """Stage by stage, every heat on its page, each as soon as it is known who is in it."""
        code_of = {f"{contest['code']}/{self.entries[e['id']].number}": e["id"] for e in contest["entries"]}
        done: set[tuple[str, int]] = set()
        for _ in range(MOST_ROUNDS):
            sheet = self.sheet(contest["code"])
            game = GAMES[contest["game"]](sheet.settings)
            draft = self.draft(sheet)
            todo = [heat for heat in heats_of(draft["contests"][0]) if (heat.stage, heat.number) not in done]
            if not todo:
                return
            heat = todo[0]
            stage = next(each for each in contest["stages"] if each["code"] == heat.stage)
            results = {row["entry"]: row for row in stage["results"]}
            data = {}
            for start in heat.starts:
                row = results[code_of[start.entry]]
                number = start.entry.rpartition("/")[2]
                stage_game = type(game)({**game.settings, **(stage.get("settings") or {})})
                for slot, value in slots_of(row).items():
                    data[f"{number}-{slot}"] = typed(stage_game, slot, value)
            self.post("referee", "scoring:heat", sheet.pk, heat.stage, heat.number, data=data)
            done.add((heat.stage, heat.number))
        raise AssertionError(f"{contest['title']}: no end of heats")

    def enter_matches(self, contest: Json) -> None:
        code = {e["id"]: f"{contest['code']}/{self.entries[e['id']].number}" for e in contest["entries"]}
        waiting = {
            (s["code"], frozenset((code[m["a"]], code[m["b"]]))): m for s in contest["stages"] for m in s["matches"]
        }
        for _ in range(MOST_ROUNDS):
            sheet = self.sheet(contest["code"])
            ready = [
                (stage, meeting)
                for stage, meeting in self.meetings(sheet)
                if (stage, pair_of(meeting)) in waiting and not meeting.finished
            ]
            if not ready:
                break
            for stage, meeting in ready:
                row = waiting.pop((stage, pair_of(meeting)))
                turned = meeting.sides[0].who.entry != code[row["a"]]
                self.post("referee", "scoring:match", sheet.pk, stage, meeting.id, data=match_form(row, turned=turned))
        assert not waiting, f"{contest['title']}: not in the draw: {list(waiting)}"

    def meetings(self, sheet: Scoresheet) -> Iterator[tuple[str, Meeting]]:
        reading = read_sheet(sheet)
        draft = publishing.draft_of(reading, Setting(self.activity), None)
        for drawing in drawings_of(draft.case, draft.outcome):
            for each in drawing.rounds:
                for meeting in each.meetings:
                    if meeting.can_be_entered:
                        yield drawing.code, meeting

    def draft(self, sheet: Scoresheet) -> Json:
        draft = publishing.draft_of(read_sheet(sheet), Setting(self.activity), None)
        assert draft.outcome, draft.problems
        return dict(draft.outcome)

    # --- the end

    def publish(self) -> None:
        """What no rule decides is decided as the worked case says, then every contest is released."""
        for contest in self.case["contests"]:
            sheet = self.sheet(contest["code"])
            for slot, orders in (contest.get("orders") or {}).items():
                for order in orders:
                    steps = {f"step-{self.entries[one].number}": at for at, one in enumerate(order, 1)}
                    data = {"act": "order", "slot": slot, "reason": "加赛", **steps}
                    self.post("chief", "scoring:chief", sheet.pk, data=data)
            draft = publishing.draft_of(read_sheet(sheet), Setting(self.activity), None)
            assert not draft.obstacles, (contest["title"], draft.obstacles)
            self.post("chief", "scoring:publish", sheet.pk, data={"seen": draft.seen})

    def give(self) -> None:
        """Lots that were drawn, special awards, figures of the units; then the award list."""
        if units := self.case.get("units"):
            setting = Setting(self.activity)
            code = {
                roster.unit.name: setting.unit_codes[roster.pk]
                for roster in self.activity.rosters.select_related("unit")
            }
            names = list(setting.unit_needs.values)
            figures = {
                f"{code[unit['code']]}-value-{names.index(name)}": str(value)
                for unit in units
                for name, value in unit["values"].items()
            }
            self.post("organiser", "scoring:unit_figures", self.activity.pk, data=figures)
        awards = self.case.get("awards") or {}
        data: Json = {}
        for number, draw in enumerate(awards.get("draws") or ()):
            data |= {f"draw-{number}-how": "hand", f"draw-{number}-order": "、".join(draw["order"])}
        for number, special in enumerate(awards.get("specials") or ()):
            data |= {
                f"special-{number}-prize": special["prize"],
                f"special-{number}-who": "、".join(special["people"]),
                f"special-{number}-reason": special["reason"],
            }
            if number % 2:
                # The form has two lines to spare: more are kept in turn.
                self.keep_given(data)
        if data:
            self.keep_given(data)

    def keep_given(self, data: Json) -> None:
        self.post("chief", "scoring:given", self.activity.pk, data=data | {"reason": "现场核对"})

    def publish_awards(self) -> Json:
        page = self.get("chief", "scoring:publish_awards", self.activity.pk)
        seen = page.partition('name="seen" value="')[2].partition('"')[0]
        assert seen, said_in(page)
        self.post("chief", "scoring:publish_awards", self.activity.pk, data={"seen": seen})
        answer = self.clients["organiser"].get(reverse("scoring:awards_json", args=[self.activity.pk]))
        return dict(answer.json())

    def workbook(self) -> bytes:
        answer = self.clients["organiser"].get(reverse("scoring:awards_workbook", args=[self.activity.pk]))
        assert answer.status_code == 200
        return b"".join(answer.streaming_content) if answer.streaming else answer.content
