// What the tablet application puts around a pad: the way back, the three states, warnings, the call for the chief referee.

import { button, h } from "./dom.js";
import { newUuid } from "./operations.js";
import { refusedList } from "./screens/station.js";
import { ON_DEVICE, stateOf } from "./states.js";

export function frameFor(app) {
  const { say } = app;
  const confirmed = () => app.sync.confirmed[app.pad.sheet.id] ?? { codes: [], at: 0 };
  const sayState = (mine, code) => {
    const state = mine.length === 0 && !confirmed().codes.includes(code) ? "uploaded" : stateOf({ items: mine, entry: code, confirmed: confirmed() });
    return { code: state, text: say(`state_${state}`), says: mine.findLast((item) => item.says)?.says ?? "" };
  };
  return {
    back: { href: "#", onclick: (event) => {
      event.preventDefault();
      app.leave();
    } },
    net: () => app.net(),
    state(code) {
      if ([...app.pad.saving.values()].some((operation) => operation.entry === code)) return { code: "saving", text: say("state_saving"), says: "" };
      return sayState(app.outbox.itemsOf(app.pad.sheet.id, code), code);
    },
    stateOfMatch(match, prefix) {
      const mine = match.sides.flatMap((side) => app.outbox.itemsOf(app.pad.sheet.id, side.code)).filter((item) => item.operation.slot.startsWith(prefix));
      return mine.some((item) => !item.sentAt) ? { code: ON_DEVICE, text: say(`state_${ON_DEVICE}`) } : sayState(mine, mine[0]?.operation.entry ?? "");
    },
    warnings: (pad) => (app.sync.others[pad.sheet.id] ?? []).map((other) => say(other.seat ? "other_seat" : "other_device", { device: other.device, referee: other.referee, n: other.seat })),
    refused: (pad) => refusedList({ app, say, sheet: pad.sheet.id }),
    sitDown: (seat) => app.sitDown(seat),
    extras: (pad) => [callChief({ app, pad, say }), h("div", { class: "pad-modes" }, button(say("large_type"), () => app.toggleLarge(), { "data-id": "large", class: "key key-word", "aria-pressed": `${app.large}` }), button(say("change_referee"), () => app.people.changeReferee(), { "data-id": "lock", class: "key key-word" }))],
  };
}

/** Three reasons that need no typing; it goes out with the entries, or as soon as there is a network. */
function callChief({ app, pad, say }) {
  const isOpen = app.calling === pad.sheet.id;
  const waiting = app.sync.calls.some((call) => call.sheet === pad.sheet.id);
  const send = (text) => {
    app.calling = null;
    app.called = pad.sheet.id;
    app.sync.call({ uuid: newUuid(), sheet: pad.sheet.id, entry: pad.entry?.code ?? null, text, captured_at: new Date().toISOString() });
    pad.changed();
  };
  const toggle = () => {
    app.calling = isOpen ? null : pad.sheet.id;
    pad.changed();
  };
  return h("div", { class: "pad-call" },
    button(say("call_chief"), toggle, { "data-id": "call", "data-call": "", class: "key key-word", "aria-expanded": `${isOpen}` }),
    isOpen && h("div", { class: "pad-modes", role: "group", "aria-label": say("call_chief") }, ["call_dispute", "call_gear", "call_injury", "call_other"].map((each) => button(say(each), () => send(say(each)), { "data-id": each, "data-call-text": each, class: "key key-word" }))),
    app.called === pad.sheet.id && h("p", { role: "status", class: "pad-hint" }, say(waiting ? "called_waiting" : "called")));
}
