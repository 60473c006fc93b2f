import assert from "node:assert/strict";
import { test } from "node:test";

import { entered, openMatches, settle, sheetOf } from "./sheets.mjs";

const RULES = { kind: "games", games: 3, best_of: 3, draws: false, rubbers: [], says: null };
const SIDES = [{ code: "run/1", name: "A", unit: "U" }, { code: "run/2", name: "B", unit: "V" }];

function league({ rules = {}, slots = {} } = {}) {
  const match = { stage: "g", id: "7", title: null, round: 2, group: "A", sides: SIDES, finished: false, winner: null };
  return sheetOf({ stages: [{ code: "g", title: "Groups", kind: "matches", prefix: "stage.g." }], groups: [], matches: [match], match_rules: { g: { ...RULES, ...rules } }, slots });
}

const short = (outbox) => Object.fromEntries(Object.entries(entered(outbox)).map(([place, value]) => [place.replace("stage.g.match.7.", ""), value]));

test("points are counted on the device and stored game by game with who met whom", async () => {
  const { pad, outbox } = openMatches(league());
  pad.show(pad.sheet.matches[0]);
  for (let point = 0; point < 11; point += 1) pad.bump("a", 1);
  pad.chooseSide("b");
  pad.press("9");
  assert.equal(outbox.all.length, 0);
  pad.store();
  assert.equal(pad.game, 2);
  pad.bump("b", 1);
  pad.store();
  await settle();
  assert.deepEqual(short(outbox), { "run/1 game.1.a": 11, "run/1 game.1.b": 9, "run/1 opponent": "run/2", "run/1 round": 2, "run/1 group": "A", "run/1 game.2.a": 0, "run/1 game.2.b": 1 });
  assert.equal(pad.won("a"), 1);
  assert.equal(pad.sayMatch(pad.sheet.matches[0]), "11:9 0:1");
});

test("a score that stands is corrected with a reason, and taken back without", async () => {
  const slots = { "run/1": { "stage.g.match.7.game.1.a": { value: 11, uuids: ["u"] }, "stage.g.match.7.game.1.b": { value: 5, uuids: ["v"] }, "stage.g.match.7.opponent": { value: "run/2", uuids: ["w"] } } };
  const { pad, outbox } = openMatches(league({ slots }));
  pad.show(pad.sheet.matches[0]);
  pad.chooseGame(1);
  pad.bump("b", 1);
  pad.store();
  assert.equal(outbox.all.length, 0);
  assert.ok(pad.problem);
  pad.reason = "looked again";
  pad.store();
  await settle();
  assert.deepEqual(outbox.all.map(({ operation, reason }) => [operation.value, operation.replaces, reason])[0], [6, ["v"], "looked again"]);
  pad.undo();
  await settle();
  assert.equal(short(outbox)["run/1 game.1.b"], 5);
});

test("a match written under the other side stays there", async () => {
  const slots = { "run/2": { "stage.g.match.7.opponent": { value: "run/1", uuids: ["w"] } } };
  const { pad, outbox } = openMatches(league({ slots }));
  pad.show(pad.sheet.matches[0]);
  assert.equal(pad.sides.a.name, "B");
  pad.bump("a", 1);
  pad.store();
  await settle();
  assert.equal(short(outbox)["run/2 game.1.a"], 1);
});

test("walk-over, retirement, the winner alone, and rubbers", async () => {
  const walkover = openMatches(league());
  walkover.pad.show(walkover.pad.sheet.matches[0]);
  walkover.pad.end("walkover", "b");
  walkover.pad.store();
  const winner = openMatches(league({ rules: { kind: "winner", draws: true } }));
  winner.pad.show(winner.pad.sheet.matches[0]);
  winner.pad.win("draw");
  winner.pad.store();
  const tie = openMatches(league({ rules: { rubbers: ["single", "double"], kind: "score", games: 1 } }));
  tie.pad.show(tie.pad.sheet.matches[0]);
  tie.pad.chooseRubber(2);
  tie.pad.bump("a", 1);
  tie.pad.store();
  await settle();
  assert.equal(short(walkover.outbox)["run/1 ended"], "walkover");
  assert.equal(short(walkover.outbox)["run/1 by"], "b");
  assert.equal(short(winner.outbox)["run/1 winner"], "draw");
  assert.equal(short(tie.outbox)["run/1 rubber.2.score.a"], 1);
});

test("a tie that a team does not come to is over in two presses, and a score that was not kept stays in the hand", async () => {
  const { pad, outbox, add } = openMatches(league({ rules: { rubbers: ["single", "double"], kind: "games" } }));
  pad.show(pad.sheet.matches[0]);
  pad.chooseRubber(0);
  pad.end("walkover", "b");
  outbox.add = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
  pad.store();
  await settle();
  assert.equal(pad.problem, "not_kept");
  assert.deepEqual([pad.rubber, pad.value("ended"), pad.stored("ended")], [0, "walkover", undefined]);
  outbox.add = add;
  pad.store();
  await settle();
  assert.equal(short(outbox)["run/1 ended"], "walkover");
  assert.equal(short(outbox)["run/1 by"], "b");
});
