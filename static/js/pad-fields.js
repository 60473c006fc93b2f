// The fields of a contest, each with its own panel on the page: its slots, what is typed for it, how a value is said.

import { inSeconds, sayTime, timeOf } from "./pad-marks.js";

/** 523 with two decimals is 5.23. */
export function withPoint(value, decimals) {
  if (!decimals) return String(value);
  const digits = String(Math.abs(value)).padStart(decimals + 1, "0");
  return `${value < 0 ? "−" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export class Field {
  constructor(panel, { seconds, hits }) {
    const { field, pad, kind, decimals, lowest, highest, unit, slots } = panel.dataset;
    Object.assign(this, { panel, code: field, kind: pad, unit, seconds, hits, highest });
    this.isTime = kind === "time";
    this.decimals = Number(decimals);
    this.lowest = Number(lowest);
    this.slots = slots.split(" ");
    this.isList = "list" in panel.dataset;
    this.isOptional = "optional" in panel.dataset;
  }

  find(selector) {
    return this.panel.querySelector(selector);
  }

  /** What the digits typed so far stand for; null while there are none. */
  read(typed) {
    if (typed === "") return null;
    return this.isTime ? timeOf(typed, this.decimals) : Number(typed);
  }

  figures(value) {
    return this.isTime ? sayTime(value, this.decimals) : withPoint(value, this.decimals);
  }

  unitOf(value) {
    if (!this.isTime) return this.unit;
    return inSeconds(value) ? this.seconds : "";
  }

  say(value) {
    return `${this.figures(value)} ${this.unitOf(value)}`.trim();
  }

  isBeyond(value) {
    return value < this.lowest || value > Number(this.highest);
  }

  /** What stands in this field, in words; empty while nothing does. */
  sayMark(standing) {
    const filled = this.slots.filter((slot) => standing[slot] !== undefined);
    if (!filled.length) return "";
    if (this.kind === "hit_miss") return `${filled.filter((slot) => standing[slot] === 1).length} ${this.hits}`;
    return this.isList ? filled.map((slot) => this.figures(standing[slot])).join(" / ") : this.say(standing[this.code]);
  }

  openSlot(standing) {
    return this.slots.find((slot) => standing[slot] === undefined) ?? null;
  }

  isDone(standing) {
    return this.isOptional || this.openSlot(standing) === null;
  }
}

/** The first field in which something is expected, then one that may stay empty, then the first. */
export function fieldToEnter(fields, standing) {
  return fields.find((field) => !field.isDone(standing)) ?? fields.find((field) => field.openSlot(standing)) ?? fields[0];
}
