import assert from "node:assert/strict";
import { test } from "node:test";

import { Outbox } from "../../static/tablet/outbox.js";
import { MemoryStore } from "../../static/tablet/store.js";
import { Sync } from "../../static/tablet/sync.js";

globalThis.document ??= { hidden: true };
const act = (entry, device = "t1") => ({ operation: { uuid: crypto.randomUUID(), entry, device, slot: "time", value: 1, replaces: [] }, sheet: "run", ticket: "T", by: "r", reason: "" });

/** A server that keeps what it is sent, and may be restored from a copy. */
class Server {
  kept = new Map();
  posts = [];
  state = async ({ from }) => ({ time: new Date().toISOString(), held: [...this.kept.values()].filter(({ seq }) => seq >= from).length, pack: "", sheets: [] });
  health = async () => ({});
  post = async ({ operations }) => {
    this.posts.push(operations.map(({ uuid }) => uuid));
    const receipts = operations.map((operation) => ({ uuid: operation.uuid, receipt: this.kept.has(operation.uuid) ? "repeated" : "stored", says: "" }));
    for (const operation of operations) this.kept.set(operation.uuid, operation);
    return { receipts };
  };
}

async function round(sync) {
  await sync.now();
  sync.stopped = true;
  clearTimeout(sync.timer);
}

test("a server restored from an older copy is offered again what it had receipted, and only then", async () => {
  const server = new Server();
  const store = new MemoryStore();
  const outbox = new Outbox({ store, post: server.post });
  const sync = new Sync({ door: server, store, outbox, device: () => "t1", health: async () => ({}), changed: () => {} });
  await outbox.add([act("run/1")]);
  await outbox.add([act("run/2")]);
  await outbox.flush();
  await round(sync);
  const posts = server.posts.length;
  await round(sync);
  assert.equal(server.posts.length, posts);

  const [first] = server.kept.keys();
  server.kept = new Map([[first, server.kept.get(first)]]); // the copy was made after the first entry
  await round(sync);
  assert.equal(server.kept.size, 2);
  assert.equal(outbox.waiting.length, 0);
  await round(sync);
  assert.equal(server.posts.length, posts + 1);
});

test("what waited while the server was away does not hide what the restored one lacks", async () => {
  const server = new Server();
  const outbox = new Outbox({ store: new MemoryStore(), post: (batch) => server.post(batch) });
  const sync = new Sync({ door: server, store: new MemoryStore(), outbox, device: () => "t1", health: async () => ({}), changed: () => {} });
  for (const entry of ["run/1", "run/2"]) await outbox.add([act(entry)]);
  await outbox.flush();
  const { post } = server;
  server.post = () => Promise.reject(new TypeError("away"));
  await outbox.add([act("run/3")]);
  await outbox.flush();
  const [first] = server.kept.keys();
  server.kept = new Map([[first, server.kept.get(first)]]);
  server.post = post;
  await round(sync);
  assert.deepEqual([...server.kept.values()].map(({ entry }) => entry).sort(), ["run/1", "run/2", "run/3"]);
  outbox.stop();
});

test("what a server cannot take any more is offered once, not every ten seconds", async () => {
  const server = new Server();
  const outbox = new Outbox({ store: new MemoryStore(), post: server.post });
  const sync = new Sync({ door: server, store: new MemoryStore(), outbox, device: () => "t1", health: async () => ({}), changed: () => {} });
  await outbox.add([act("run/1")]);
  await outbox.flush();
  server.state = async () => ({ time: new Date().toISOString(), held: 0, pack: "", sheets: [] });
  await round(sync);
  const posts = server.posts.length;
  await round(sync);
  assert.equal(server.posts.length, posts);
});

test("what another binding of this tablet delivered is not offered to the new one", async () => {
  const server = new Server();
  const outbox = new Outbox({ store: new MemoryStore(), post: server.post });
  const sync = new Sync({ door: server, store: new MemoryStore(), outbox, device: () => "t2", health: async () => ({}), changed: () => {} });
  await outbox.add([act("run/1")]);
  await outbox.flush();
  server.kept.clear();
  await round(sync);
  assert.equal(server.kept.size, 0);
});
