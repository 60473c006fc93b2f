// What several pads are made of: keys, the large echo of what is typed, the row of slots of a list.

import { button, h, icon } from "../dom.js";
import { sayValue, figures, unitOf, valueOf } from "../marks.js";
import { slotsOf } from "../layout.js";

const ORDER = "789456123";

/** Digits, undo of the last digit, and the key that stores; with a key for the sign where values may be negative. */
export function keypad(pad) {
  const { say, field } = pad;
  return h("div", { class: "pad-keys" },
    [...ORDER].map((digit) => button(digit, () => pad.press(digit), { "data-key": digit })),
    field?.lowest < 0 && button("±", () => pad.press("minus"), { "data-key": "minus", "aria-label": say("change_sign") }),
    button(icon("backspace"), () => pad.press("back"), { "data-key": "back", "aria-label": say("delete_digit") }),
    button("0", () => pad.press("0"), { "data-key": "0" }),
    button(say("store"), () => pad.press("go"), { "data-key": "go", class: `key key-go${field?.lowest < 0 ? " key-wide" : ""}` }),
  );
}

export function echo(pad) {
  const { field, typed, say } = pad;
  const value = valueOf(field, typed) ?? 0;
  const warning = typed === "" ? "" : pad.surprise(value);
  return [
    h("p", { class: "pad-echo", "data-echo-box": "", "data-odd": warning ? "" : null },
      h("output", { "data-echo": "" }, typed === "−" ? "−" : figures(field, value)), h("small", { "data-echo-unit": "" }, unitOf(field, value, say))),
    h("p", { class: "pad-warning", "data-warning": "", role: "status", hidden: !warning }, warning),
  ];
}

/** Every slot of a list with what stands in it; the chosen one is where the next press goes. */
export function slotRow(pad, shown = (value) => sayValue(pad.field, value, pad.say)) {
  const { field, place, values, slot, say } = pad;
  const slots = slotsOf(field, place, pad.seat);
  if (!field.list || slots.length < 2) return null;
  return h("ol", { class: "pad-shots", "data-shots": "" }, slots.map((each, index) => {
    const value = values[each];
    const title = say.phrase(field.slot_titles?.[index]) || `${index + 1}`;
    const data = value === undefined ? null : field.kind === "shots" ? value : "typed";
    const label = value === undefined ? title : `${title} ${sayValue(field, value, say)}`;
    return h("li", {}, h("button", { type: "button", class: "pad-shot", "data-slot": each, "data-value": data, "aria-label": label, "aria-current": each === slot ? "step" : null, onclick: () => pad.choose(each) }, value === undefined ? `${index + 1}` : shown(value)));
  }));
}

/** Two keys over the full width, for what is one or the other. */
export const halves = (...keys) => h("div", { class: "pad-halves" }, keys);
