// Where the results of one entry are written: places (levels such as attempts), fields, slots. Pure, tried by node --test.

import { figures, fill, sayValue } from "./marks.js";

export const ABSENCE = "absence";

/** The layout of a group of starters: that of its stage, with the stage's slots, or that of the whole contest. */
export function layoutOf(sheet, group) {
  const stage = sheet.stages?.find(({ code }) => code === group?.stage && group.stage);
  return { ...(stage?.layout ?? sheet.layout), base: stage?.prefix ?? "", absences: sheet.absences };
}

/** `[{base, prefix, numbers, steps}]`, the innermost places in order; one alone where there are no levels. */
export function placesOf(layout) {
  const base = layout.base ?? "";
  let places = [{ base, prefix: base, numbers: [], steps: [] }];
  for (const level of layout.levels) {
    places = places.flatMap((place) =>
      Array.from({ length: level.offered }, (_, index) => ({
        base,
        prefix: `${place.prefix}${level.code}.${index + 1}.`,
        numbers: [...place.numbers, index + 1],
        steps: [...place.steps, { level, number: index + 1 }],
      })),
    );
  }
  return places;
}

/** “第 3 次”: one step on the way to a place, in words. */
export const sayStep = ({ level, number }, say) => fill(say.phrase(level.numbered), { number });

/** The slots of a field at a place; a judge who has taken a seat sees only that one. */
export function slotsOf(field, place, seat = null) {
  if (!field.list) return [place.prefix + field.code];
  if (isPanel(field) && seat) return [`${place.prefix}${field.code}.${seat}`];
  return Array.from({ length: field.attempts }, (_, index) => `${place.prefix}${field.code}.${index + 1}`);
}

/** Is a field marked by several judges, each alone? */
export const isPanel = (field) => field.pad === "judges";

export const panelOf = (layout) => layout.fields.find(isPanel) ?? null;

/** The whole entry, the first level, …: every prefix on the way to a place, outermost first. */
export function prefixesTo(place) {
  const found = [place.base];
  for (const { level, number } of place.steps) found.push(`${found.at(-1)}${level.code}.${number}.`);
  return found;
}

export function absenceAt(place, standing) {
  const prefix = prefixesTo(place).find((each) => standing[each + ABSENCE] !== undefined);
  return prefix === undefined ? null : standing[prefix + ABSENCE];
}

/** A row of tries such as xxo is full when the bar is cleared, passed, or the tries are used up. */
export const isFull = (field, value) => field.kind !== "heights" || /[o-]$/.test(value) || value.length >= field.highest; // xxo, x-, xxx

/** The first slot in which something is expected, or null. Jumpers are out after their last failure. */
export function openSlot(field, place, standing, seat = null) {
  const slots = slotsOf(field, place, seat);
  const next = slots.find((slot) => standing[slot] === undefined || !isFull(field, standing[slot])) ?? null;
  if (field.kind !== "heights" || next === null) return next;
  const inARow = slots.map((slot) => standing[slot] ?? "").join("").replaceAll("-", "").match(/x*$/)[0].length;
  return inARow >= field.highest ? null : next;
}

export function isFieldDone(field, place, standing, seat = null) {
  if (field.optional || (seat && !isPanel(field))) return true;
  return openSlot(field, place, standing, seat) === null;
}

export function isPlaceDone(layout, place, standing, seat = null) {
  return absenceAt(place, standing) !== null || layout.fields.every((field) => isFieldDone(field, place, standing, seat));
}

export function isDone(layout, standing, seat = null) {
  return placesOf(layout).every((place) => isPlaceDone(layout, place, standing, seat));
}

/** The first field in which something is expected, then one that may stay empty, then the first. */
export function fieldToEnter(layout, place, standing, seat = null) {
  const offered = seat ? layout.fields.filter(isPanel) : layout.fields;
  return (
    offered.find((field) => !isFieldDone(field, place, standing, seat)) ??
    offered.find((field) => openSlot(field, place, standing, seat) !== null) ??
    offered[0]
  );
}

export const placeToEnter = (layout, standing, seat = null) =>
  placesOf(layout).find((place) => !isPlaceDone(layout, place, standing, seat)) ?? placesOf(layout)[0];

/** The field that a slot belongs to, at whatever place; null for faults and absences. */
export function fieldOf(layout, slot) {
  const steps = slot.split(".");
  let last = steps.at(-1);
  if (/^\d+$/.test(last) && steps.length > 1) last = steps.at(-2);
  return steps.includes("faults") ? null : (layout.fields.find((field) => field.code === last) ?? null);
}

/** The faults counted at a depth: 0 is the whole entry. */
export function faultsAt(layout, depth) {
  const level = depth ? layout.levels[depth - 1].code : null;
  return layout.faults.filter((fault) => (fault.at ?? null) === level);
}

const sayAbsence = (layout, code, say) => {
  const known = layout.absences.find((each) => each.code === code);
  return known ? say.phrase(known.title) : code;
};

/** What stands in a field at a place, in words; empty while nothing does. */
export function sayField(field, place, standing, say, seat = null) {
  const filled = slotsOf(field, place, seat).filter((slot) => standing[slot] !== undefined);
  if (!filled.length) return "";
  if (field.kind === "shots") return `${filled.filter((slot) => standing[slot] === 1).length} ${say("hits")}`;
  if (field.kind === "heights" || !field.list) return filled.map((slot) => sayValue(field, standing[slot], say)).join(" / ");
  return filled.map((slot) => figures(field, standing[slot])).join(" / ");
}

export function sayPlace(layout, place, standing, say, seat = null) {
  const absence = absenceAt(place, standing);
  if (absence) return sayAbsence(layout, absence, say);
  const fields = seat ? layout.fields.filter(isPanel) : layout.fields;
  const marks = fields.map((field) => sayField(field, place, standing, say, seat)).filter(Boolean);
  return [...marks, ...sayFaults(layout, place.numbers.length, place.prefix, standing)].join(" · ");
}

function sayFaults(layout, depth, prefix, standing) {
  const counted = faultsAt(layout, depth).map((fault) => [fault.name, standing[`${prefix}faults.${fault.code}`]]);
  return counted.filter(([, times]) => times).map(([name, times]) => `${name} ${times}`);
}

/** What stands for an entry as a whole, in words. */
export function sayEntry(layout, standing, say, seat = null) {
  const whole = (layout.base ?? "") + ABSENCE;
  if (standing[whole] !== undefined) return sayAbsence(layout, standing[whole], say);
  const said = placesOf(layout).map((place) => sayPlace(layout, place, standing, say, seat)).filter(Boolean);
  const counted = layout.levels.length ? sayFaults(layout, 0, layout.base ?? "", standing) : [];
  return [...said, ...counted].join(" | ");
}

const ENOUGH = 3;
const FAR = 3;

/** Marks far from the middle of the others are worth a second look; null while few are in. The same as on the server. */
export function usualRange(layout, standings) {
  const [field] = layout.fields;
  if (!field || layout.fields.length > 1 || field.list || layout.levels.length) return null;
  const marks = standings.map((slots) => slots[(layout.base ?? "") + field.code]).filter((value) => typeof value === "number").sort((a, b) => a - b);
  if (marks.length < ENOUGH) return null;
  const middle = marks[Math.trunc((marks.length - 1) / 2)];
  return [Math.trunc(middle / FAR), middle * FAR];
}
