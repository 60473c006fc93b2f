import assert from "node:assert/strict";
import { test } from "node:test";

import { OrderDraft, WatchDraft } from "../../static/tablet/draft.js";
import { figures, readWatch, sayTime, timeOf, typeKey, valueOf, withPoint } from "../../static/tablet/marks.js";

test("digits alone become a time", () => {
  const read = { "1234": 12340, "12345": 83450, "5": 50, "10520": 65200, "0": 0, "": null, "1234567890": null };
  for (const [digits, milliseconds] of Object.entries(read)) assert.equal(timeOf(digits, 2), milliseconds);
  assert.equal(timeOf("12345", 3), 12345);
  assert.equal(timeOf("123", 1), 12300);
  assert.equal(timeOf("123", 0), 83000);
});

test("a time is said as a person writes it", () => {
  assert.deepEqual([12340, 65200, 3723400, 500].map((time) => sayTime(time, 2)), ["12.34", "1:05.20", "1:02:03.40", "0.50"]);
  assert.equal(sayTime(83000, 0), "1:23");
});

test("a watch is read as the next longer time", () => {
  assert.equal(readWatch(12341.2, 2), 12350);
  assert.equal(readWatch(12340, 2), 12340);
  assert.equal(readWatch(12301, 1), 12400);
});

test("points stand where the field has them, minus in front", () => {
  assert.deepEqual([[523, 2], [7, 2], [-523, 2], [41, 0], [-3, 0]].map(([value, decimals]) => withPoint(value, decimals)), ["5.23", "0.07", "−5.23", "41", "−3"]);
});

test("keys type a number within the field, and the sign turns", () => {
  const field = { kind: "points", lowest: -100, highest: 100, decimals: 0 };
  let typed = "";
  for (const key of ["0", "4", "2"]) typed = typeKey(field, typed, key);
  assert.equal(typed, "42");
  typed = typeKey(field, typed, "minus");
  assert.equal(valueOf(field, typed), -42);
  typed = typeKey(field, typeKey(field, typed, "minus"), "back");
  assert.equal(valueOf(field, typed), 4);
  assert.equal(valueOf(field, ""), null);
  assert.equal(figures(field, -42), "−42");
});

test("a tape is read in the step that the contest records", () => {
  const field = { kind: "distance", step: 10, decimals: 3, lowest: 0, highest: 100_000_000 };
  assert.equal(valueOf(field, "523"), 5230);
  assert.equal(figures(field, 5230), "5.23");
  assert.equal(figures(field, 5234), "5.234");
  assert.equal(figures({ ...field, step: 1000 }, 41000), "41");
});

test("a heat by order: level ones share a place and the next one is skipped", () => {
  const draft = new OrderDraft({ first: 1 });
  draft.tap("a");
  draft.tap("b");
  draft.together = true;
  draft.tap("c");
  draft.tap("d");
  assert.deepEqual(draft.places, { a: 1, b: 2, c: 2, d: 4 });
  draft.tap("a");
  assert.deepEqual(draft.places, { b: 1, c: 1, d: 3 });
  assert.deepEqual(new OrderDraft({ taps: [{ entry: "z", level: false }], first: 5 }).places, { z: 5 });
});

test("a watch goes on over a reload and stops each lane once", () => {
  const watch = new WatchDraft();
  watch.start(1000);
  watch.start(5000);
  watch.stop("a", 13340);
  watch.stop("a", 20000);
  const again = new WatchDraft({ startedAt: watch.startedAt, stops: watch.stops });
  again.stop("b", 14000);
  assert.deepEqual(again.stops, { a: 12340, b: 13000 });
  again.clear("a");
  assert.deepEqual(again.stops, { b: 13000 });
  assert.equal(again.elapsed(3000), 2000);
});
