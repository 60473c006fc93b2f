import assert from "node:assert/strict";
import { test } from "node:test";

import { Outbox } from "../../static/tablet/outbox.js";
import { makeOperation } from "../../static/tablet/operations.js";
import { MemoryStore } from "../../static/tablet/store.js";

const act = (entry, value, more = {}) => ({ operation: makeOperation({ entry, slot: "time", value, replaces: [], device: "t1" }), sheet: "run", ticket: "T", by: "r", reason: "", ...more });
const receipts = (batch, receipt = "stored") => ({ receipts: batch.operations.map(({ uuid }) => ({ uuid, receipt, says: "" })) });
const offline = () => Promise.reject(new TypeError("no network"));

test("an operation leaves only on its receipt, in the order entered", async () => {
  const sent = [];
  const outbox = new Outbox({ store: new MemoryStore(), post: async (batch) => (sent.push(...batch.operations.map(({ seq }) => seq)), receipts(batch)) });
  await outbox.add([act("run/1", 1), act("run/2", 2)]);
  await outbox.add([act("run/3", 3)]);
  await outbox.flush();
  assert.deepEqual(sent, [1, 2, 3]);
  assert.equal(outbox.waiting.length, 0);
});

test("without a network everything waits, survives a restart and keeps its uuids and numbers", async () => {
  const store = new MemoryStore();
  const first = new Outbox({ store, post: offline });
  await first.add([act("run/1", 1)]);
  await first.flush();
  clearTimeout(first.timer);
  const before = first.waiting.map(({ operation }) => [operation.uuid, operation.seq]);
  const sent = [];
  const second = new Outbox({ store, post: async (batch) => (sent.push(...batch.operations), receipts(batch)) });
  await second.restore();
  await second.add([act("run/2", 2)]);
  await second.flush();
  assert.deepEqual(sent.map(({ uuid, seq }) => [uuid, seq])[0], before[0]);
  assert.deepEqual(sent.map(({ seq }) => seq), [1, 2]);
});

test("a reply that is lost after the server stored doubles nothing: the same uuids are sent again", async () => {
  const server = new Map();
  let cut = true;
  const post = async (batch) => {
    const answers = batch.operations.map(({ uuid }) => ({ uuid, receipt: server.has(uuid) ? "repeated" : "stored", says: "" }));
    for (const operation of batch.operations) server.set(operation.uuid, operation);
    if (cut) throw new TypeError("cut");
    return { receipts: answers };
  };
  const outbox = new Outbox({ store: new MemoryStore(), post });
  await outbox.add([act("run/1", 1), act("run/2", 2)]);
  await outbox.flush();
  clearTimeout(outbox.timer);
  assert.equal(outbox.waiting.length, 2);
  cut = false;
  await outbox.flush();
  assert.equal(server.size, 2);
  assert.equal(outbox.waiting.length, 0);
});

test("what is refused or in conflict is kept for a person and never sent again by itself", async () => {
  for (const receipt of ["refused", "conflict"]) {
    let posts = 0;
    const outbox = new Outbox({ store: new MemoryStore(), post: async (batch) => ((posts += 1), receipts(batch, receipt)) });
    await outbox.add([act("run/1", 1)]);
    await outbox.flush();
    await outbox.flush();
    assert.equal(posts, 1);
    assert.equal(outbox.refused.length, 1);
    assert.equal(outbox.waiting.length, 0);
  }
});

test("one batch speaks for one sheet and one referee, and is never longer than fifty", async () => {
  const batches = [];
  const outbox = new Outbox({ store: new MemoryStore(), post: offline });
  const acts = Array.from({ length: 120 }, (_, index) => act(`run/${index}`, index, { ticket: index % 2 ? "A" : "B", sheet: index % 3 ? "run" : "rope" }));
  await outbox.add(acts);
  await outbox.flush();
  clearTimeout(outbox.timer);
  outbox.post = async (batch) => (batches.push(batch), receipts(batch));
  const file = outbox.batches();
  await outbox.flush();
  assert.equal(batches.flatMap(({ operations }) => operations).length, 120);
  assert.ok(batches.every(({ operations }) => operations.length <= 50));
  assert.deepEqual(file.flatMap(({ operations }) => operations.map(({ uuid }) => uuid)).sort(), batches.flatMap(({ operations }) => operations.map(({ uuid }) => uuid)).sort());
  const authors = new Map(acts.map(({ operation, ticket, sheet }) => [operation.uuid, ticket + sheet]));
  for (const batch of batches) for (const { uuid } of batch.operations) assert.equal(authors.get(uuid), batch.ticket + batch.sheet);
});

test("a server that answers without receipts is asked again later, not in a circle", async () => {
  let posts = 0;
  const outbox = new Outbox({ store: new MemoryStore(), post: async () => ((posts += 1), { receipts: [] }) });
  await outbox.add([act("run/1", 1)]);
  await outbox.flush();
  clearTimeout(outbox.timer);
  assert.equal(posts, 1);
  assert.equal(outbox.waiting.length, 1);
});

test("what could not be kept is not in the outbox either", async () => {
  const store = new MemoryStore();
  store.add = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
  const outbox = new Outbox({ store, post: offline });
  await assert.rejects(outbox.add([act("run/1", 1)]), { name: "QuotaExceededError" });
  assert.equal(outbox.all.length, 0);
});

test("receipts are kept a week, offered again to a restored server, and then forgotten", async () => {
  const store = new MemoryStore();
  let now = 1_000_000;
  const sent = [];
  const post = async (batch) => (sent.push(...batch.operations), receipts(batch, sent.length > 1 ? "repeated" : "stored"));
  const outbox = new Outbox({ store, post, now: () => now });
  await outbox.add([act("run/1", 1)]);
  await outbox.flush();
  await outbox.offerAgain("t1");
  assert.equal(outbox.delivered("another").count, 0);
  assert.deepEqual(outbox.delivered("t1"), { count: 1, from: 1 });
  assert.equal(sent.length, 2);
  assert.equal(sent[0].uuid, sent[1].uuid);
  now += 8 * 24 * 3600 * 1000;
  const later = new Outbox({ store, post, now: () => now });
  await later.restore();
  assert.equal(later.all.length, 0);
});
