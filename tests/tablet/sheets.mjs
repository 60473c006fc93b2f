// Sheets as the server sends them, reduced to what a pad reads, and a pad that stores in memory.

import { MatchPad } from "../../static/tablet/matchpad.js";
import { Outbox } from "../../static/tablet/outbox.js";
import { Pad } from "../../static/tablet/pad.js";
import { makeSay } from "../../static/tablet/say.js";
import { MemoryStore } from "../../static/tablet/store.js";

const phrase = (text) => ({ zh: text, en: text });
export const ABSENCES = ["DNS", "DNF", "DSQ", "NM", "WD"].map((code) => ({ code, title: phrase(code) }));

export const field = (code, more = {}) => ({ code, title: phrase(code), kind: "count", pad: "digits", unit: phrase(""), lowest: 0, highest: 9999, step: 1, decimals: 0, attempts: 1, list: false, optional: false, slot_titles: [], usual: null, ...more });
export const time = (more = {}) => field("time", { kind: "time", lowest: 1, highest: 36_000_000, decimals: 2, ...more });

export function sheetOf({ fields = [time()], levels = [], faults = [], people = 3, ...more } = {}) {
  const entries = Array.from({ length: people }, (_, index) => ({ code: `run/${index + 1}`, number: index + 1, name: `P${index + 1}`, unit: "U", lane: null }));
  return {
    id: "run", title: "Run", venue: "", rule_text: "", says: null, game: "timed", entered_by: "entries", heat_size: 1, seat: null, state: "entering",
    layout: { fields, levels: levels.map(([code, offered]) => ({ code, numbered: phrase(`${code} {number}`), offered, most: offered })), faults }, absences: ABSENCES,
    stages: [], groups: [{ stage: "", code: "", title: phrase(""), entries }], slots: {}, conflicts: [], confirmed: [], matches: [], match_rules: {}, ...more,
  };
}

class Drafts {
  held = {};
  get(key) {
    return this.held[key] ?? null;
  }
  set(key, value) {
    this.held[key] = value;
  }
}

export function openPad(sheet, { post = () => Promise.reject(new TypeError("no network")), kind = Pad, now, ...more } = {}) {
  const outbox = new Outbox({ store: new MemoryStore(), post });
  const add = outbox.add.bind(outbox);
  outbox.flush = () => Promise.resolve();
  const pad = new kind({ sheet, say: makeSay({ "zh-hans": {} }, "zh-hans"), outbox, author: () => ({ ticket: "T", by: "r" }), device: "t1", drafts: new Drafts(), now, ...more });
  return { pad, outbox, add };
}

export const openMatches = (sheet, more = {}) => openPad(sheet, { kind: MatchPad, ...more });

/** {"run/1 time": 12340} as the last operation of each slot says. */
export function entered(outbox) {
  return Object.fromEntries(outbox.all.map(({ operation }) => [`${operation.entry} ${operation.slot}`, operation.value]));
}

/** Lets everything that was begun be kept. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

export const type = (pad, keys) => {
  for (const key of keys) pad.press(key);
};
