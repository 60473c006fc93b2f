import assert from "node:assert/strict";
import { test } from "node:test";

import { entered, field, openPad, settle, sheetOf, time, type } from "./sheets.mjs";

test("a count takes three presses, a time no more than six", async () => {
  const counts = openPad(sheetOf({ fields: [field("count", { pad: "counter" })] }));
  const keys = ["8", "6", "go"];
  type(counts.pad, keys);
  const times = openPad(sheetOf());
  const more = ["1", "2", "3", "4", "5", "go"];
  type(times.pad, more);
  await settle();
  assert.ok(keys.length <= 3 && more.length <= 6);
  assert.deepEqual(entered(counts.outbox), { "run/1 count": 86 });
  assert.deepEqual(entered(times.outbox), { "run/1 time": 83450 });
  assert.equal(times.pad.entry.code, "run/2");
});

test("a correction asks why, undo within ten seconds does not", async () => {
  let now = 0;
  const { pad, outbox } = openPad(sheetOf({ people: 1 }), { now: () => now });
  type(pad, ["1", "2", "0", "0", "go"]);
  await settle();
  pad.undo();
  await settle();
  assert.deepEqual(entered(outbox), { "run/1 time": null });
  const [first, second] = outbox.all.map(({ operation }) => operation);
  assert.deepEqual(second.replaces, [first.uuid]);
  type(pad, ["1", "3", "0", "0", "go"]);
  await settle();
  now = 11_000;
  pad.undo();
  type(pad, ["1", "4", "0", "0", "go"]);
  await settle();
  assert.ok(pad.problem);
  assert.deepEqual(entered(outbox), { "run/1 time": 13000 });
  pad.reason = "pressed the wrong key";
  type(pad, ["go"]);
  await settle();
  assert.deepEqual(entered(outbox), { "run/1 time": 14000 });
  assert.equal(outbox.all.at(-1).reason, "pressed the wrong key");
});

test("an absence gives way to a mark, with a reason", async () => {
  const { pad, outbox } = openPad(sheetOf({ people: 1 }));
  pad.enter("absence", "DNS");
  await settle();
  pad.reason = "came late";
  type(pad, ["1", "2", "0", "0", "go"]);
  await settle();
  assert.deepEqual(entered(outbox), { "run/1 absence": null, "run/1 time": 12000 });
});

test("attempts come one after another, or round by round", async () => {
  const sheet = () => sheetOf({ fields: [field("distance")], levels: [["attempts", 2]], people: 2 });
  const alone = openPad(sheet());
  for (const value of ["1", "2", "3"]) type(alone.pad, [value, "go"]);
  const rounds = openPad(sheet());
  rounds.pad.byRound = true;
  for (const value of ["1", "2", "3"]) type(rounds.pad, [value, "go"]);
  await settle();
  assert.deepEqual(entered(alone.outbox), { "run/1 attempts.1.distance": 1, "run/1 attempts.2.distance": 2, "run/2 attempts.1.distance": 3 });
  assert.deepEqual(entered(rounds.outbox), { "run/1 attempts.1.distance": 1, "run/2 attempts.1.distance": 2, "run/1 attempts.2.distance": 3 });
});

test("a foul in one attempt stands for that attempt alone", async () => {
  const { pad, outbox } = openPad(sheetOf({ fields: [field("distance")], levels: [["attempts", 2]], people: 1 }));
  pad.enter(`${pad.place.prefix}absence`, "NM");
  assert.equal(pad.place.prefix, "attempts.2.");
  type(pad, ["7", "go"]);
  await settle();
  assert.deepEqual(entered(outbox), { "run/1 attempts.1.absence": "NM", "run/1 attempts.2.distance": 7 });
  assert.equal(pad.rows[0].done, true);
});

test("tries at a bar: three failures in a row end it, over a pass as well", async () => {
  const bars = field("bar", { kind: "heights", pad: "attempts", list: true, attempts: 4, lowest: 1, highest: 3 });
  const { pad, outbox } = openPad(sheetOf({ fields: [bars], people: 1 }));
  pad.enter(pad.slot, "x");
  pad.enter(pad.slot, "xo");
  assert.equal(pad.slot, "bar.2");
  pad.enter(pad.slot, "x");
  pad.enter(pad.slot, "x-");
  pad.enter(pad.slot, "x");
  assert.equal(pad.slot, "bar.3");
  pad.enter(pad.slot, "xx");
  await settle();
  assert.equal(pad.slot, null);
  assert.equal(pad.problem, "");
  assert.deepEqual(entered(outbox), { "run/1 bar.1": "xo", "run/1 bar.2": "x-", "run/1 bar.3": "xx" });
  assert.equal(pad.rows[0].done, true);
});

test("a judge writes in one seat only and sees no other", async () => {
  const panel = field("score", { kind: "marks", pad: "judges", list: true, attempts: 3, decimals: 1, highest: 100 });
  const difficulty = field("difficulty", {});
  const slots = { "run/1": { "score.1": { value: 99, uuids: ["u"] } } };
  const { pad, outbox } = openPad(sheetOf({ fields: [panel, difficulty], slots, seat: 2 }));
  assert.deepEqual(pad.offered.map(({ code }) => code), ["score"]);
  assert.equal(pad.sayMark("run/1"), "");
  type(pad, ["8", "5", "go"]);
  await settle();
  assert.deepEqual(entered(outbox), { "run/1 score.2": 85 });
  assert.equal(pad.entry.code, "run/2");
});

test("the seat of whoever is signed in stands above that of the station, and brings no fouls", async () => {
  const panel = field("score", { kind: "marks", pad: "judges", list: true, attempts: 3, decimals: 1, highest: 100 });
  const { pad, outbox } = openPad(sheetOf({ fields: [panel], seat: 2, marked: { "run/1": { "": [1] } } }), { seat: 3, ownSeat: true });
  assert.deepEqual(pad.marked, [1]);
  type(pad, ["8", "5", "go"]);
  await settle();
  assert.deepEqual(entered(outbox), { "run/1 score.3": 85 });
});

test("faults are counted at once, for the attempt or the whole", async () => {
  const faults = [{ at: null, code: "late", name: "late", effects: [] }, { at: "attempts", code: "line", name: "line", effects: [] }];
  const { pad, outbox } = openPad(sheetOf({ fields: [time()], levels: [["attempts", 2]], faults, people: 1 }));
  pad.count("attempts.1.faults.line", 1);
  pad.count("attempts.1.faults.line", 2);
  pad.count("faults.late", 1);
  pad.count("faults.late", 0);
  await settle();
  assert.deepEqual(entered(outbox), { "run/1 attempts.1.faults.line": 2, "run/1 faults.late": null });
  assert.equal(pad.problem, "");
});

test("stages write with their own prefix", async () => {
  const sheet = sheetOf();
  const entries = sheet.groups[0].entries;
  sheet.stages = [{ code: "final", title: "Final", kind: "results", prefix: "stage.final.", layout: sheet.layout }];
  sheet.groups = [{ stage: "final", code: "1", title: null, entries }];
  const { pad, outbox } = openPad(sheet);
  type(pad, ["1", "2", "0", "0", "go"]);
  pad.enter(`${pad.place.base}absence`, "DNF");
  await settle();
  assert.deepEqual(entered(outbox), { "run/1 stage.final.time": 12000, "run/2 stage.final.absence": "DNF" });
  assert.deepEqual(pad.rows.map(({ done }) => done), [true, true, false]);
});

test("what this device entered stands above an older pack and below a newer one", async () => {
  const { pad, outbox } = openPad(sheetOf({ people: 1 }));
  type(pad, ["1", "2", "0", "0", "go"]);
  await settle();
  pad.load(sheetOf({ people: 1 }), Date.now());
  assert.equal(pad.values.time, 12000);
  await outbox.receive([{ uuid: outbox.all[0].operation.uuid, receipt: "stored", says: "" }]);
  const newer = sheetOf({ people: 1, slots: { "run/1": { time: { value: 15000, uuids: ["other"] } } } });
  pad.load(newer, Date.now() - 60_000);
  assert.equal(pad.values.time, 12000);
  pad.load(newer, Date.now() + 1);
  assert.equal(pad.values.time, 15000);
  assert.deepEqual(pad.standing.live("run/1", "time"), ["other"]);
});

const full = () => Promise.reject(new DOMException("full", "QuotaExceededError"));

test("an entry that could not be kept is taken back and said, and stands in the hand again", async () => {
  const { pad, outbox, add } = openPad(sheetOf({ people: 2 }));
  outbox.add = full;
  type(pad, ["1", "2", "0", "0", "go"]);
  assert.equal(pad.entry.code, "run/2");
  await settle();
  assert.deepEqual([pad.entry.code, pad.typed, pad.values.time], ["run/1", "1200", undefined]);
  assert.equal(pad.problem, "not_kept");
  assert.equal(pad.canUndo, false);
  assert.deepEqual(pad.last, []);
  outbox.add = add;
  pad.press("go");
  await settle();
  assert.deepEqual(entered(outbox), { "run/1 time": 12000 });
});

test("a heat that could not be kept stands tapped as before", async () => {
  const { pad, outbox } = openPad(sheetOf({ fields: [field("place", { kind: "order", pad: "order" })], people: 2 }));
  const draft = { taps: [{ code: "run/2" }, { code: "run/1" }] };
  pad.keepDraft(draft);
  outbox.add = full;
  pad.storeHeat({ "run/2": { place: 1 }, "run/1": { place: 2 } });
  assert.equal(pad.draft, null);
  await settle();
  assert.deepEqual(pad.draft, draft);
  assert.deepEqual(pad.valuesOf("run/2"), {});
});

test("a surprising mark is said and stored all the same", async () => {
  const slots = Object.fromEntries([1, 2, 3].map((number) => [`run/${number}`, { time: { value: 12000 + number, uuids: [`u${number}`] } }]));
  const { pad, outbox } = openPad(sheetOf({ people: 4, slots }));
  assert.equal(pad.entry.code, "run/4");
  assert.match(pad.surprise(1200), /unusual/);
  assert.match(pad.surprise(0), /beyond/);
  assert.equal(pad.surprise(12500), "");
  type(pad, ["1", "2", "0", "go"]);
  await settle();
  assert.deepEqual(entered(outbox), { "run/4 time": 1200 });
});
