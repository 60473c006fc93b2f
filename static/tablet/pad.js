// The pad of one contest: who and what is in hand, what a press does. It draws nothing; screen.js does.

import { Acting } from "./acting.js";
import { ABSENCE, absenceAt, fieldToEnter, isDone, isFieldDone, isPanel, isPlaceDone, layoutOf, openSlot, placesOf, placeToEnter, sayEntry, sayStep, slotsOf, usualRange } from "./layout.js";
import { isBeyond, sayValue, typeKey, valueOf } from "./marks.js";
import { comesInSteps } from "./pads/panels.js";

export class Pad extends Acting {
  /** `ownSeat`: the seat belongs to whoever is signed in, and nobody chooses another one here. */
  constructor({ seat = null, ownSeat = false, sheet, ...rest }) {
    super(rest);
    Object.assign(this, { seat: seat ?? sheet.seat, ownSeat });
    Object.assign(this, { stage: "", typed: "", reason: "", problem: "", byRound: false });
    this.load(sheet);
    this.stage = sheet.groups.find((group) => group.stage)?.stage ?? "";
    this.show(this.#firstOpen());
  }

  load(sheet, askedAt) {
    super.load(sheet, askedAt);
    if (this.entry) this.#find(this.entry.code);
  }

  #firstOpen() {
    return this.rows.find((row) => !row.done)?.entry ?? this.rows[0]?.entry ?? null;
  }

  // --- who ------------------------------------------------------------------------------------------------------
  get groups() {
    return this.sheet.groups.filter((group) => group.stage === this.stage);
  }

  /** Everybody with what stands; worked out anew only when something was entered or came in. */
  get rows() {
    const { standing, sheet, stage, seat, say } = this;
    const key = [standing, standing.version, sheet, stage, seat, say];
    if (!this.known?.key.every((each, index) => each === key[index])) this.known = { key, rows: this.#rows() };
    return this.known.rows;
  }

  #rows() {
    return this.groups.flatMap((group) => {
      const layout = layoutOf(this.sheet, group);
      return group.entries.map((entry) => {
        const conflict = this.sheet.conflicts.includes(entry.code);
        return { entry, group, conflict, done: conflict || isDone(layout, this.valuesOf(entry.code), this.seat), mark: sayEntry(layout, this.valuesOf(entry.code), this.say, this.seat) };
      });
    });
  }

  get layout() {
    return layoutOf(this.sheet, this.group ?? this.groups[0]);
  }

  get values() {
    return this.valuesOf(this.entry.code);
  }

  get conflict() {
    return this.sheet.conflicts.includes(this.entry.code);
  }

  absenceOf(code) {
    return absenceAt(this.place ?? { base: this.layout.base, prefix: this.layout.base, steps: [] }, this.valuesOf(code));
  }

  #find(code) {
    for (const group of this.groups) {
      const entry = group.entries.find((each) => each.code === code);
      if (entry) Object.assign(this, { entry, group });
    }
  }

  /** Who is next: the first that waits behind this one, then from the top. */
  next(entry = this.entry) {
    const { rows } = this;
    const at = rows.findIndex((row) => row.entry.code === entry.code);
    return [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))].find((row) => !row.done)?.entry ?? null;
  }

  #nextInRound() {
    const { rows, place, layout } = this;
    const at = rows.findIndex((row) => row.entry.code === this.entry.code);
    const turn = [...rows.slice(at + 1), ...rows.slice(0, at)];
    const isOpen = (row, each) => !row.conflict && !isPlaceDone(layout, each, this.valuesOf(row.entry.code), this.seat);
    for (const each of [place, ...placesOf(layout)]) {
      const found = (each === place ? turn : rows).find((row) => isOpen(row, each));
      if (found) return { entry: found.entry, place: each };
    }
    return null;
  }

  chooseStage(code) {
    this.stage = code;
    this.group = null;
    this.show(this.#firstOpen());
  }

  // --- what -----------------------------------------------------------------------------------------------------
  show(entry, { place = null, field = null } = {}) {
    this.entry = entry;
    Object.assign(this, { typed: "", reason: "", problem: "", asking: false });
    if (entry) {
      this.#find(entry.code);
      this.place = place ?? placeToEnter(this.layout, this.values, this.seat);
      this.field = field ?? fieldToEnter(this.layout, this.place, this.values, this.seat) ?? null;
      if (this.field) this.slot = this.field.list ? openSlot(this.field, this.place, this.values, this.seat) : this.place.prefix + this.field.code;
    }
    this.changed();
  }

  choose(slot) {
    this.slot = slot;
    this.typed = "";
    this.changed("keys");
  }

  sitDown(seat) {
    this.seat = seat;
    this.show(this.entry);
  }

  get offered() {
    return this.seat ? this.layout.fields.filter(isPanel) : this.layout.fields;
  }

  get usual() {
    const marks = this.rows.filter((row) => row.entry.code !== this.entry?.code).map((row) => this.valuesOf(row.entry.code));
    return this.field?.usual ? [this.field.usual.lowest, this.field.usual.highest] : usualRange(this.layout, marks);
  }

  surprise(value) {
    const { field, usual, say } = this;
    const said = sayValue(field, value, say);
    if (isBeyond(field, value)) return `${said}: ${say("beyond")}`;
    return usual && (value < usual[0] || value > usual[1]) ? `${said}: ${say("unusual")}` : "";
  }

  /** The judges who have marked what is in hand; what they gave is told when all of them have. */
  get marked() {
    return this.sheet.marked?.[this.entry.code]?.[this.place.prefix] ?? [];
  }

  sayPlace() {
    return this.place.steps.map((step) => sayStep(step, this.say)).join(" · ");
  }

  // --- hands ----------------------------------------------------------------------------------------------------
  get counted() {
    return valueOf(this.field, this.typed) ?? this.values[this.slot] ?? Math.max(0, this.field.lowest);
  }

  press(key) {
    this.problem = "";
    if (key !== "go") {
      this.typed = typeKey(this.field, this.typed, key);
      this.changed("keys");
      return;
    }
    const value = valueOf(this.field, this.typed);
    if (value === null) {
      this.problem = this.say("type_first");
      this.changed();
    } else this.enter(this.slot ?? slotsOf(this.field, this.place, this.seat).at(-1), value);
  }

  type(text) {
    this.typed = text;
    this.changed("keys");
  }

  step(by) {
    this.type(String(Math.max(this.field.lowest, this.counted + by)).replace("-", "−"));
  }

  /** Does this change what stands? One more try at the same bar does not. */
  changes(slot, value) {
    if (slot.endsWith(ABSENCE)) return this.values[slot] !== undefined;
    const before = this.values[slot];
    const goesOn = this.field?.kind === "heights" && String(value).startsWith(before) && value !== before;
    return (before !== undefined && !goesOn) || absenceAt(this.place, this.values) !== null;
  }

  enter(slot, value) {
    if (slot === null) return;
    const changes = this.changes(slot, value);
    if (changes && !this.reason.trim()) {
      Object.assign(this, { problem: this.say("say_reason"), asking: true });
      this.changed();
      return;
    }
    const values = { [slot]: value };
    if (!slot.endsWith(ABSENCE)) {
      const prefix = [this.place.base, this.place.prefix].find((each) => this.values[each + ABSENCE] !== undefined);
      if (prefix !== undefined) values[prefix + ABSENCE] = null;
    }
    const { entry, place, field, typed, reason } = this;
    const again = () => {
      this.show(entry, { place, field });
      Object.assign(this, { typed, reason });
    };
    this.commit({ [entry.code]: values }, { reason: changes ? reason.trim() : "", said: (mark) => this.say("stored", { name: entry.name, mark }), again });
    const isWhole = slot === this.place.base + ABSENCE;
    const stays = !isWhole && (comesInSteps(field) || !isDone(this.layout, this.values, this.seat));
    this.#goOn({ entry, field, stays });
  }

  /** The same person while something is expected of them, then whoever is next. */
  #goOn({ entry, field, stays }) {
    const { layout, place, values, seat } = this;
    const isPlaceIn = isPlaceDone(layout, place, values, seat);
    const round = this.byRound && isPlaceIn ? this.#nextInRound() : null;
    if (round) this.show(round.entry, { place: round.place });
    else if (stays && !isPlaceIn) this.show(entry, { place, field: isFieldDone(field, place, values, seat) ? null : field });
    else if (stays && isDone(layout, values, seat)) this.show(entry, { place, field });
    else this.show(stays ? entry : (this.next() ?? entry));
  }

  /** Fouls are counted at once, one up or one down. */
  count(slot, times) {
    const { entry } = this;
    this.commit({ [entry.code]: { [slot]: times || null } }, { said: (mark) => this.say("stored", { name: entry.name, mark }) });
    this.changed();
  }

  /** A whole heat: {entry: {slot: value}}. */
  storeHeat(values) {
    const { draft: held, draftKey, group } = this;
    const again = () => {
      this.drafts.set(draftKey, held);
      this.show(group.entries[0]);
    };
    this.keepDraft(null);
    this.commit(values, { said: () => this.say("stored_heat", { n: Object.keys(values).length }), again });
    const open = this.rows.find((row) => !row.done);
    if (this.group.entries.every((entry) => this.rows.find((row) => row.entry.code === entry.code).done) && open) this.show(open.entry);
    else this.changed();
  }

  called(code) {
    return this.rows.find((row) => row.entry.code === code)?.entry.name ?? code;
  }

  sayMark(code) {
    return sayEntry(this.layout, this.valuesOf(code), this.say, this.seat);
  }

  showUndone(code) {
    const row = this.rows.find((each) => each.entry.code === code);
    if (row) this.show(row.entry);
    return row?.entry.name ?? "";
  }

  get draftKey() {
    return `draft:${this.sheet.id}:${this.stage}:${this.group?.code ?? ""}`;
  }
}
