// Fouls as buttons with what each of them costs in this contest, and the reasons for having no mark.

import { button, h } from "../dom.js";
import { ABSENCE, faultsAt, prefixesTo } from "../layout.js";

// Who is not there comes first: that is what most often keeps a station waiting.
const USUAL = ["DNS", "WD", "DNF", "DSQ", "NM"];

/** A press counts one more at once; the other key takes one back. */
export function faultKeys(pad) {
  const { layout, place, values, say, seat } = pad;
  if (seat) return null; // a judge marks, and nothing else
  const prefixes = prefixesTo(place);
  const rows = prefixes.flatMap((prefix, depth) => faultsAt(layout, depth).map((fault) => ({ fault, slot: `${prefix}faults.${fault.code}` })));
  if (!rows.length) return null;
  return h("div", { class: "pad-faults" }, rows.map(({ fault, slot }) => {
    const times = values[slot] ?? 0;
    const effect = (fault.effects ?? []).map((each) => say.phrase(each)).join("；");
    return h("div", { class: "pad-fault" },
      button([h("span", {}, fault.name || fault.code, effect && h("small", {}, effect)), h("strong", { class: "figures" }, `${times}`)], () => pad.count(slot, times + 1), { "data-id": slot, "data-fault": fault.code, class: "key key-fault" }),
      button("−1", () => pad.count(slot, times - 1), { "data-id": `${slot} less`, "data-fault-less": fault.code, disabled: times === 0, "aria-label": say("one_less", { what: fault.name || fault.code }) }));
  }));
}

/** For the attempt in hand where there are attempts, and for the whole entry. */
export function absenceKeys(pad) {
  const { layout, place, say, seat } = pad;
  if (seat) return null;
  const key = (prefix, absence) => button(say.phrase(absence.title), () => pad.enter(prefix + ABSENCE, absence.code), { "data-absence": prefix + absence.code, class: "key key-absence" });
  const known = [...layout.absences].sort((one, other) => USUAL.indexOf(one.code) - USUAL.indexOf(other.code));
  const whole = known.filter(({ code }) => code !== "NM");
  if (place.prefix === place.base) return h("div", { class: "pad-absences" }, whole.map((each) => key(place.base, each)));
  const part = known.filter(({ code }) => ["NM", "DSQ", "DNF"].includes(code));
  return [
    h("div", { class: "pad-absences", role: "group", "aria-label": pad.sayPlace() }, h("span", { class: "pad-absences-of" }, pad.sayPlace()), part.map((each) => key(place.prefix, each))),
    h("div", { class: "pad-absences", role: "group", "aria-label": say("whole_entry") }, h("span", { class: "pad-absences-of" }, say("whole_entry")), whole.map((each) => key(place.base, each))),
  ];
}
