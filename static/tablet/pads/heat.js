// Pads for a whole heat: names tapped in the order they come in, and a watch that is stopped for each lane.

import { button, h } from "../dom.js";
import { OrderDraft, WatchDraft } from "../draft.js";
import { readWatch, sayTime } from "../marks.js";

const TICK_MS = 47;

const lane = (pad, entry) => (entry.lane ? pad.say("lane", { n: entry.lane }) : `${entry.number}`);
const slotOf = (pad) => pad.layout.base + pad.field.code;

/** First tap is first; tapping again takes it back; “together” makes the next tap share the place. */
export function orderPad(pad, group, held, keep) {
  const { say } = pad;
  const standing = (entry) => pad.valuesOf(entry.code)[slotOf(pad)];
  const isGone = (entry) => pad.absenceOf(entry.code) !== null;
  const placed = group.entries.filter((entry) => standing(entry) !== undefined);
  const draft = new OrderDraft({ ...held, first: placed.length + 1 });
  draft.together = Boolean(held?.together);
  const { places } = draft;
  const tap = (entry) => {
    draft.tap(entry.code);
    keep({ taps: draft.taps });
  };
  const key = (entry) => {
    const place = standing(entry) ?? places[entry.code];
    const state = standing(entry) !== undefined ? "stored" : place ? "tapped" : null;
    return h("li", {}, h("button", { type: "button", class: "pad-lane", "data-tap": entry.code, "data-id": `tap ${entry.code}`, "data-state": state, "data-place": place ?? null, disabled: state === "stored" || isGone(entry), onclick: () => tap(entry), "aria-label": `${entry.number} ${entry.name} ${place ? say("place_of", { n: place }) : ""}`.trim() },
      h("span", { class: "pad-lane-place figures" }, place ? `${place}` : lane(pad, entry)), h("span", { class: "pad-lane-name" }, entry.name, h("small", {}, entry.unit))));
  };
  return [
    h("p", { class: "pad-hint" }, say("order_hint")),
    h("ol", { class: "pad-lanes" }, group.entries.map(key)),
    h("div", { class: "pad-steps" },
      button(say("together"), () => keep({ taps: draft.taps, together: !draft.together }), { "data-id": "together", "aria-pressed": `${draft.together}`, class: "key key-word", disabled: !draft.taps.length }),
      button(say("clear_order"), () => keep(null), { "data-id": "clear", class: "key key-word", disabled: !draft.taps.length })),
    button(say("store_order", { n: draft.taps.length }), () => pad.storeHeat(Object.fromEntries(Object.entries(places).map(([entry, place]) => [entry, { [slotOf(pad)]: place }]))), { "data-key": "go", class: "key key-go", disabled: !draft.taps.length }),
  ];
}

/** One watch, a key a lane. Nothing is stored before somebody has looked at the times. */
export function watchPad(pad, group, held, keep, clock) {
  const { say, field } = pad;
  const draft = new WatchDraft(held ?? {});
  const running = draft.startedAt !== null;
  const standing = (entry) => pad.valuesOf(entry.code)[slotOf(pad)];
  const open = group.entries.filter((entry) => standing(entry) === undefined && pad.absenceOf(entry.code) === null);
  const figure = h("output", { "data-watch": "" }, sayTime(Math.trunc(draft.elapsed(clock())), field.decimals));
  const all = running && open.every((entry) => draft.stops[entry.code] !== undefined);
  if (running && !all) tick(figure, () => sayTime(Math.trunc(draft.elapsed(clock())), field.decimals));
  const stop = (entry, at) => {
    if (draft.stops[entry.code] === undefined) draft.stop(entry.code, at);
    else draft.clear(entry.code);
    keep({ startedAt: draft.startedAt, stops: draft.stops });
  };
  // The moment is when the finger comes down, not when it leaves; a keyboard has only the click.
  const byFinger = (entry) => (event) => stop(entry, clock(event.timeStamp));
  const byKey = (entry) => (event) => event.detail === 0 && stop(entry, clock(event.timeStamp));
  const key = (entry) => {
    const time = draft.stops[entry.code];
    const shown = time === undefined ? standing(entry) : readWatch(time, field.decimals);
    return h("li", {}, h("button", { type: "button", class: "pad-lane", "data-stop": entry.code, "data-id": `stop ${entry.code}`, "data-state": standing(entry) !== undefined ? "stored" : time !== undefined ? "tapped" : null, disabled: !running || !open.includes(entry), onpointerdown: byFinger(entry), onclick: byKey(entry) },
      h("span", { class: "pad-lane-place figures" }, lane(pad, entry)), h("span", { class: "pad-lane-name" }, entry.name, h("small", {}, entry.unit)), h("strong", { class: "figures" }, shown === undefined ? "" : sayTime(shown, field.decimals))));
  };
  const stops = Object.entries(draft.stops).filter(([code]) => open.some((entry) => entry.code === code));
  return [
    h("p", { class: "pad-echo pad-watch" }, figure),
    running ? null : button(say("start_watch"), () => keep({ startedAt: clock(), stops: {} }), { "data-id": "start", "data-start": "", class: "key key-go", disabled: !open.length }),
    h("ol", { class: "pad-lanes" }, group.entries.map(key)),
    running && h("p", { class: "pad-hint" }, say("watch_hint")),
    running && h("div", { class: "pad-steps" },
      button(say("clear_watch"), () => keep(null), { "data-id": "clear", class: "key key-word" }),
      button(say("store_times", { n: stops.length }), () => pad.storeHeat(Object.fromEntries(stops.map(([code, time]) => [code, { [slotOf(pad)]: readWatch(time, field.decimals) }]))), { "data-key": "go", class: "key key-go", disabled: !stops.length })),
  ];
}

function tick(figure, text) {
  const timer = setInterval(() => {
    if (!figure.isConnected && figure.dataset.shown) clearInterval(timer);
    else Object.assign(figure, { textContent: text() }).dataset.shown = "1";
  }, TICK_MS);
}
