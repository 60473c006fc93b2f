// One panel for each way of recording one person: typed digits, a counter, hits and misses, zones, bars, yes or no.

import { button, h } from "../dom.js";
import { isFull } from "../layout.js";
import { figures } from "../marks.js";
import { echo, halves, keypad, slotRow } from "./parts.js";

const SMALL = 20;
const MOST_ZONE_KEYS = 16;

const digits = (pad) => [slotRow(pad, (value) => figures(pad.field, value)), echo(pad), h("div", { class: "pad-keyboard", "data-keys": "" }, keypad(pad))];

/** Numbers below twenty by steps and a slider, larger ones by keys; steps are there in both. */
function counter(pad) {
  const { field, say } = pad;
  const step = (by) => button(by < 0 ? "−1" : "+1", () => pad.step(by), { "data-step": by });
  const isSmall = field.highest <= SMALL || (pad.usual && pad.usual[1] <= SMALL);
  const slider = () =>
    h("input", { type: "range", class: "pad-slider", name: "slider", min: field.lowest, max: Math.min(field.highest, SMALL), value: pad.counted, "aria-label": say.phrase(field.title), oninput: (event) => pad.type(event.target.value) });
  return [
    slotRow(pad, (value) => figures(field, value)),
    echo(pad),
    h("div", { class: "pad-keyboard", "data-keys": "" }, h("div", { class: "pad-steps" }, step(-1), step(1)), isSmall && slider(), isSmall ? button(say("store"), () => pad.press("go"), { "data-key": "go", class: "key key-go" }) : keypad(pad)),
  ];
}

function hitMiss(pad) {
  const { slot, say } = pad;
  const key = (value, word) => button([say(value ? "hit_sign" : "miss_sign"), " ", say(word)], () => pad.enter(slot, value), { "data-hit": value, class: `key key-${word}`, disabled: slot === null });
  return [slotRow(pad, (value) => say(value ? "hit_sign" : "miss_sign")), halves(key(1, "hit"), key(0, "miss"))];
}

/** One key for every ring; where there are too many of them, digits. */
function zones(pad) {
  const { field, slot, say } = pad;
  const step = field.step || 1;
  const count = Math.trunc((field.highest - field.lowest) / step) + 1;
  if (count > MOST_ZONE_KEYS) return digits(pad);
  const rings = Array.from({ length: count }, (_, index) => field.highest - index * step);
  const sum = Object.entries(pad.values).filter(([each]) => each.startsWith(`${pad.place.prefix}${field.code}.`)).reduce((total, [, value]) => total + value, 0);
  return [
    slotRow(pad, (value) => figures(field, value)),
    h("p", { class: "pad-sum" }, say("sum"), " ", h("strong", { class: "figures" }, figures(field, sum))),
    h("div", { class: "pad-keys pad-zones" }, rings.map((ring) => button(figures(field, ring), () => pad.enter(slot, ring), { "data-hit": ring, disabled: slot === null }))),
  ];
}

/** Tries at rising bars: o cleared, x failed, - passed; each press is one more try at the bar that is current. */
function bars(pad) {
  const { slot, values, say } = pad;
  const held = slot === null ? "" : (values[slot] ?? "");
  const tries = isFull(pad.field, held) ? "" : held;
  const key = (sign, word) => button([h("span", { "aria-hidden": "true" }, { o: "○", x: "×", "-": "−" }[sign]), " ", say(word)], () => pad.enter(slot, tries + sign), { "data-hit": sign, class: `key key-${word}`, disabled: slot === null });
  return [slotRow(pad, (value) => value.replaceAll("o", "○").replaceAll("x", "×").replaceAll("-", "−")), h("div", { class: "pad-halves pad-thirds" }, key("o", "cleared"), key("x", "failed"), key("-", "passed"))];
}

function yesNo(pad) {
  const key = (value, word, look) => button(pad.say(word), () => pad.enter(pad.slot, value), { "data-hit": value, class: `key ${look}` });
  return [halves(key(1, "yes", "key-hit"), key(0, "no", "key-miss"))];
}

const PANELS = { digits, counter, hit_miss: hitMiss, zones, attempts: bars, judges: digits, yes_no: yesNo, order: digits };

/** The panel of the field in hand. */
export const panelFor = (pad) => (PANELS[pad.field.pad] ?? digits)(pad);

/** Do digits mean something in this panel? */
export const takesDigits = (field) => !["hit_miss", "attempts", "yes_no"].includes(field.pad);

/** Does the person stay after an entry, because the next press is theirs as well? */
export const comesInSteps = (field) => ["hit_miss", "zones", "attempts"].includes(field.pad);
