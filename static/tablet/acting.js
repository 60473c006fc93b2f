// An act of a referee on one sheet: what it replaces, that it stands at once, is kept, and can be taken back.

import { actOf } from "./operations.js";
import { Standing } from "./standing.js";
import { standsAbovePack } from "./states.js";

export const UNDO_MS = 10000;

/** What a pad of people and one of matches have in common; they say `called(code)`, `sayMark(code)`, `showUndone(code)`, `draftKey`. */
export class Acting {
  /** `author()` → {ticket, by}; `drafts` get/set what is not stored yet; `changed()` after every change. */
  constructor({ say, outbox, author, device, drafts, changed = () => {}, now = () => Date.now() }) {
    Object.assign(this, { say, outbox, author, device, drafts, changed, now });
    this.saving = new Map();
    this.last = [];
    this.act = null;
  }

  /** A new pack: what this device has entered and the server has not counted in yet stands on top. */
  load(sheet, askedAt = 0) {
    Object.assign(this, { sheet, packAskedAt: askedAt });
    this.standing = new Standing(sheet.slots);
    for (const item of this.outbox.all) {
      if (item.sheet === sheet.id && standsAbovePack(item, askedAt)) this.standing.apply(item.operation);
    }
    for (const operation of this.saving.values()) this.standing.apply(operation);
  }

  valuesOf(code) {
    return this.standing.values(code);
  }

  /** `acts`: {entry: {slot: value}}. The tick comes when the disk has it; what could not be kept is taken back, said
   * by name for the paper, and `again()` puts into the hand what was there. */
  async commit(acts, { reason = "", said, undo = false, again = () => {} }) {
    const author = this.author();
    const lastBefore = this.last;
    const before = mapValues(acts, (values, code) => mapValues(values, (_, slot) => this.valuesOf(code)[slot] ?? null));
    const made = Object.entries(acts).flatMap(([entry, values]) => actOf({ standing: this.standing, entry, values, device: this.device }));
    for (const operation of made) {
      this.standing.apply(operation);
      this.saving.set(operation.uuid, operation);
    }
    const codes = Object.keys(acts);
    this.last = [...codes, ...this.last.filter((code) => !codes.includes(code))];
    this.act = { before: undo ? null : before, said: said(this.sayMark(codes[0])), at: this.now() };
    let failure = null;
    try {
      await this.outbox.add(made.map((operation) => ({ operation, sheet: this.sheet.id, ticket: author.ticket, by: author.by, reason })));
    } catch (problem) {
      failure = problem;
    }
    for (const operation of made) this.saving.delete(operation.uuid);
    if (failure) {
      const what = codes.map((code) => [this.called(code), this.sayMark(code)].filter(Boolean).join(" ")).join(this.say("comma"));
      this.load(this.sheet, this.packAskedAt);
      Object.assign(this, { act: null, last: lastBefore });
      again();
      this.problem = this.say("not_kept", { what, why: failure.name });
    }
    this.changed(failure ? "all" : "state");
  }

  get canUndo() {
    return Boolean(this.act?.before) && this.now() - this.act.at < UNDO_MS;
  }

  undo() {
    if (!this.canUndo) return;
    const { before } = this.act;
    const [code] = Object.keys(before);
    this.commit(before, { said: () => "", undo: true });
    this.act.said = this.say("taken_back", { name: this.showUndone(code) });
    this.changed();
  }

  get draft() {
    return this.drafts.get(this.draftKey);
  }

  keepDraft(draft) {
    this.drafts.set(this.draftKey, draft);
    this.changed("keys");
  }
}

const mapValues = (object, turn) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, turn(value, key)]));
