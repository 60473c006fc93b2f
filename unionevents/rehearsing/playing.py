"""A whole meet from the draw to the award list, by pages and tablets alone."""

from __future__ import annotations

import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from scoring.queries.reading import sheets_of
from unionevents.rehearsing import recount
from unionevents.rehearsing.inventing import Chance, Faults, other_value, results_for, slots_of
from unionevents.rehearsing.recount import Award, Result
from unionevents.rehearsing.staging import Stage
from unionevents.rehearsing.tablets import Tablet
from unionevents.rehearsing.web import Browser, Refused, Web

PINS = {"referee1": "402917", "referee2": "730586"}
A_RESULT_TAKES = 50  # seconds of the meet
REASON = "彩排"
CLOCK = re.compile(r"(?:(\d+):)?(\d+(?:\.\d+)?)")
SHOTS = ("不中", "中")
WORDS = {None: "空", "DNS": "未到", "DNF": "未完成", "DSQ": "犯规"}
DIGITS = re.compile(r'pairing-digits figures">(\d{3}) (\d{3})<')
SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')
OBSTACLE = re.compile(r'data-state="missing">.*?<a [^>]*>([^<]*)</a>', re.S)
CODE_FORM = re.compile(r'action="(/stations/\d+/code/)"')
CONFLICT = re.compile(
    r'name="act" value="decide">.*?name="entry" value="(\d+)".*?name="slot" value="([\w.]+)".*?</fieldset>', re.S
)
CLAIM = re.compile(r'name="claim" value="(\d+)".*?<strong class="claim-value figures">([^<]*)<', re.S)


class Player:
    """Everybody of the meet, one after the other."""

    def __init__(
        self, stage: Stage, web: Web, *, chance: Chance, faults: Faults, speed: float, says: Callable[[str], None]
    ) -> None:
        self.stage, self.web, self.chance, self.faults, self.speed, self.says = stage, web, chance, faults, speed, says
        self.figures: Counter[str] = Counter()
        self.differences: list[str] = []
        self.results: dict[str, Result] = results_for(stage.document, chance)
        self.sheets = {sheet["contest"]: sheet for sheet in stage.document["scoresheets"]}
        self.keys = {sheet.contest.code: sheet.pk for sheet in sheets_of(stage.activity)}
        self.stations: dict[str, list[Tablet]] = {}
        self.late: list[tuple[Tablet, str, str]] = []
        self.people = {who: Browser(web, stage.names[who], stage.password) for who in stage.names}

    def play(self) -> None:
        self.says("抽签编排，开始比赛")
        self._open()
        self.says("设站点、配对平板、裁判员登录")
        self._pair()
        self.says("录入成绩")
        self._enter()
        self._after_a_late_start()
        self._decide()
        self.says("公布成绩")
        self._publish()
        self.says("与独立重算对比")
        self._compare(self._published())
        self._too_late()

    def _go(self, who: str, name: str, *key: int, **fields: Any) -> None:
        self.people[who].done(reverse(name, args=[*key] or [self.stage.activity.pk]), **fields)

    def _open(self) -> None:
        key = self.stage.activity.pk
        self._go("organiser", "scoring:draw_all")
        self.people["organiser"].done(reverse("events:step", args=[key, "start"]), comment="")

    def _pair(self) -> None:
        organiser, key = self.people["organiser"], self.stage.activity.pk
        for who, pin in PINS.items():
            self._go(who, "scoring:own_pin", pin=pin, again=pin)
        self._go("organiser", "scoring:stations_for_all")
        for path in dict.fromkeys(CODE_FORM.findall(organiser.get(reverse("scoring:stations", args=[key])))):
            for number, who in enumerate(PINS):
                if number and not self.faults.two_tablets:
                    continue
                shown = DIGITS.search(organiser.post(path))
                if shown is None:
                    raise Refused(_("no pairing code was shown"))
                tablet = Tablet(
                    self.web, digits="".join(shown.groups()), chance=self.chance, faults=self.faults,
                    counts=self.figures,
                )  # fmt: skip
                tablet.sign_in(f"彩排{who}", PINS[who])
                for contest in dict.fromkeys(contest for contest, _entry in tablet.entries()):
                    self.stations.setdefault(contest, []).append(tablet)
        self.figures["tablets"] = len({id(tablet) for some in self.stations.values() for tablet in some})

    def _enter(self) -> None:
        """Everything on the packs; now and then a slip, a second tablet, or much too late."""
        seen = set()
        for contest, tablets in self.stations.items():
            for code in [entry for where, entry in tablets[0].entries() if where == contest]:
                seen.add(code)
                slots = slots_of(self.sheets[contest], self.results[code])
                tablet = self.chance.random.choice(tablets)
                if self.chance.happens(self.faults.late):
                    self.late.append((tablet, contest, code))
                else:
                    self._enter_one(tablet, tablets, contest, code, slots)
                if self.speed:
                    self._send_all()
                    time.sleep(A_RESULT_TAKES / self.speed)
        if missing := set(self.results) - seen:
            self.differences.append(_("on no tablet: %(entries)s") % {"entries": ", ".join(sorted(missing))})
        self.figures["results"] = len(seen)
        self._send_all()

    def _enter_one(self, tablet: Tablet, tablets: list[Tablet], contest: str, code: str, slots: dict[str, Any]) -> None:
        made = {}
        for slot, value in slots.items():
            if self.chance.happens(self.faults.slips) and other_value(slot, value, self.chance) != value:
                slip = tablet.enter(contest, code, slot, other_value(slot, value, self.chance))
                self.figures["slips put right"] += 1
                made[slot] = tablet.enter(contest, code, slot, value, slip)
            else:
                made[slot] = tablet.enter(contest, code, slot, value)
        if len(tablets) > 1 and self.chance.happens(self.faults.two_tablets):
            other = next(each for each in tablets if each is not tablet)
            self.figures["entered by two tablets"] += 1
            for slot, value in slots.items():
                differs = self.chance.happens(0.6)  # the others agree
                other.enter(contest, code, slot, other_value(slot, value, self.chance) if differs else value)

    def _send_all(self) -> None:
        tablets = {id(tablet): tablet for some in self.stations.values() for tablet in some}
        for tablet in tablets.values():
            tablet.send()

    def _after_a_late_start(self) -> None:
        """Entry of results ends before these came in: the chief referee has to write them down."""
        self.people["organiser"].done(reverse("events:step", args=[self.stage.activity.pk, "finish"]), comment="")
        for tablet, contest, code in self.late:
            tablet.enter_all(contest, code, slots_of(self.sheets[contest], self.results[code]))
            self.figures["results after the end of entry"] += 1
        self._send_all()
        for _tablet, contest, code in self.late:  # they count for nothing unless the chief referee lets them
            if self.chance.happens(0.5):  # every other one is too late for good
                self.results[code] = Result(None, "DNS")
                self._chief(contest, act="absent", entry=code.partition("/")[2], absence="DNS", reason=REASON)

    def _decide(self) -> None:
        """Every difference between two tablets, for what really happened."""
        for contest in self.stations:
            found = CONFLICT.finditer(self.people["chief"].get(self._address("chief", contest)))
            for form in list(found):
                number, slot = form.groups()
                right = slots_of(self.sheets[contest], self.results[f"{contest}/{number}"]).get(slot)
                claims = dict(CLAIM.findall(form.group()))
                index = next((at for at, said in claims.items() if _says(said, slot, right)), None)
                if index is None:
                    values = {"entry": f"{contest}/{number}", "right": right, "shown": "、".join(claims.values())}
                    raise Refused(_("%(entry)s: %(right)s is not among what two tablets sent: %(shown)s") % values)
                self._chief(contest, act="decide", entry=number, slot=slot, claim=index, reason=REASON)
                self.figures["decided by the chief referee"] += 1

    def _publish(self) -> None:
        for contest in self.stations:
            address = self._address("publish", contest)
            self.people["chief"].done(address, seen=self._seen("chief", address), reason="")
            self.figures["contests"] += 1
        address = reverse("scoring:publish_awards", args=[self.stage.activity.pk])
        self.people["chief"].done(address, seen=self._seen("chief", address), reason="")

    def _published(self) -> Any:
        address = reverse("scoring:awards_json", args=[self.stage.activity.pk])
        return self.people["organiser"].web.timed(self.people["organiser"].line, "GET", address, b"", {}).json()

    def _compare(self, published: Any) -> None:
        """Places and prizes as published against the independent count."""
        ours: dict[str, dict[str, Any]] = defaultdict(dict)
        for line in recount.lists(self.stage.document, self.results):
            ours[line.contest][line.entry] = line.rank
        for contest in published["contests"]:
            theirs = {row["entry"]: row["rank"] for ranking in contest["rankings"] for row in ranking["placings"]}
            counted = ours.pop(contest["code"], {})
            self.figures["places compared"] += len(counted)
            for entry in sorted(counted.keys() | theirs.keys()):
                if counted.get(entry, "nobody") != theirs.get(entry, "nobody"):
                    values = {"entry": entry, "theirs": theirs.get(entry), "ours": counted.get(entry)}
                    self.differences.append(
                        _("%(entry)s: published as place %(theirs)s, counted as place %(ours)s") % values
                    )
        self.differences += [_("%(contest)s: not published") % {"contest": contest} for contest in ours]
        if strange := recount.strange_rewards(self.stage.document):
            self.stage.left_out[_("award list")] = strange
            return
        counted_awards = recount.awards(self.stage.document, self.results)
        given = {
            Award(int(row["person"][1:]), row["prize"], row["entry"]) for row in published["awards"]
        }  # fmt: skip
        self.figures["awards compared"] += len(counted_awards)
        if len(published["awards"]) != len(given):
            self.differences.append(_("an award is listed twice"))
        self.differences += [
            _("only published: %(award)s") % {"award": award} for award in sorted(given - counted_awards, key=str)
        ]
        self.differences += [
            _("only in the recount: %(award)s") % {"award": award} for award in sorted(counted_awards - given, key=str)
        ]

    def _too_late(self) -> None:
        """What arrives after publication changes nothing that was published."""
        before = self._published()
        for contest, tablets in self.stations.items():
            code = next(entry for where, entry in tablets[0].entries() if where == contest)
            tablets[0].enter(contest, code, "absence", "DSQ")
            self.figures["results after publication"] += 1
        self._send_all()
        if self._published() != before:
            self.differences.append(_("a late result changed what was published"))

    def _chief(self, contest: str, **fields: Any) -> None:
        self.people["chief"].done(self._address("chief", contest), **fields)

    def _address(self, name: str, contest: str) -> str:
        return reverse(f"scoring:{name}", args=[self.keys[contest]])

    def _seen(self, who: str, address: str) -> str:
        page = self.people[who].get(address)
        found = SEEN.search(page)
        if found is None:
            why = " ".join(OBSTACLE.findall(page))
            raise Refused(_("%(address)s cannot be published. %(why)s") % {"address": address, "why": why})
        return found[1]


def _says(said: str, slot: str, value: Any) -> bool:
    """Is this what the page says of the value? `12.34 秒`, `1:05.20`, `37`, 未到, （空）."""
    if value is None or isinstance(value, str):
        return WORDS[value] in said
    if slot == "time":
        found = CLOCK.search(said)
        minutes, seconds = found.groups() if found else (None, "-1")
        return round((int(minutes or 0) * 60 + float(seconds)) * 1000) == value
    if slot.startswith("shot"):
        return said == SHOTS[value]
    return re.search(rf"(?<!\d){value}(?!\d)", said) is not None
