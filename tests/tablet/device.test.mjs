import assert from "node:assert/strict";
import { test } from "node:test";

import { becomeWriter, mayStart, readiness } from "../../static/tablet/guard.js";
import { newUuid } from "../../static/tablet/operations.js";
import { checkPin, makeVerifier } from "../../static/tablet/pin.js";
import { CONFIRMED, ON_DEVICE, REFUSED, stateOf, UPLOADED } from "../../static/tablet/states.js";

const item = (more) => ({ operation: { entry: "run/1" }, sentAt: 0, refused: "", ...more });

test("a row never claims more than the server has said", () => {
  const confirmed = { codes: ["run/1"], at: 100 };
  const say = (items, known = confirmed) => stateOf({ items, entry: "run/1", confirmed: known });
  assert.equal(say([item({ sentAt: 50 })]), CONFIRMED);
  assert.equal(say([item({ sentAt: 150 })]), UPLOADED);
  assert.equal(say([item({ sentAt: 50 }), item({})]), ON_DEVICE);
  assert.equal(say([item({ sentAt: 50 })], { codes: [], at: 100 }), UPLOADED);
  assert.equal(say([item({ sentAt: 50 }), item({ refused: "no" })]), REFUSED);
});

test("a PIN unlocks without a network; five wrong ones do not", async () => {
  const verifier = await makeVerifier("402917", 1000);
  assert.equal(await checkPin(verifier, "402917"), true);
  assert.equal(await checkPin(verifier, "402918"), false);
  assert.equal(await checkPin({ ...verifier, wrong: 5 }, "402917"), null);
  assert.equal(await checkPin(undefined, "402917"), null);
  const other = await makeVerifier("402917", 1000);
  assert.notDeepEqual(other.hash, verifier.hash);
});

const disk = { set: async () => {}, get: async () => "x".repeat(64 * 1024), database: { close() {} } };
const browser = (more = {}) => ({ isSecureContext: true, locks: {}, serviceWorker: { controller: {} }, storage: { estimate: async () => ({ quota: 1e9, usage: 0 }), persisted: async () => false, persist: async () => true }, ...more });

test("what would lose entries is told before work starts", async () => {
  globalThis.indexedDB = { deleteDatabase() {} };
  const said = async (...settings) => (await readiness({ browser: browser(...settings), open: async () => disk })).filter((each) => !each.ok).map((each) => each.code);
  assert.deepEqual(await said(), []);
  assert.deepEqual(await said({ isSecureContext: false, locks: undefined, serviceWorker: undefined, storage: undefined }), ["secure", "one_writer", "installed", "persisted"]);
  const full = { ...browser().storage, estimate: async () => ({ quota: 1e9, usage: 1e9 - 1000 }) };
  assert.deepEqual(await said({ storage: full }), ["room"]);
  const almost = { ...disk, set: async (_, value) => { if (value.length > 1e6) throw new DOMException("", "QuotaExceededError"); } };
  const told = await readiness({ browser: browser(), open: async () => almost });
  assert.deepEqual(told.filter((each) => !each.ok).map((each) => each.code), ["room"]);
  const refuses = await readiness({ browser: browser(), open: () => Promise.reject(new DOMException("", "InvalidStateError")) });
  assert.equal(mayStart(refuses), false);
  assert.equal(mayStart(refuses.filter((each) => each.code !== "keeps")), true);
});

test("a second tab waits until the first one is gone", async () => {
  const log = [];
  let release;
  const locks = {
    request(name, options, work = options) {
      if (options.ifAvailable) return Promise.resolve(work(null));
      return new Promise((resolve) => {
        release = () => resolve(work({ name }));
      });
    },
  };
  becomeWriter({ locks, name: "t", held: () => log.push("held"), waits: () => log.push("waits") });
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(log, ["waits"]);
  release();
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(log, ["waits", "held"]);
});

test("a uuid is made where the browser has none to give", () => {
  const source = { getRandomValues: (bytes) => bytes.fill(0xff) };
  assert.equal(newUuid(source), "ffffffff-ffff-4fff-bfff-ffffffffffff");
});
