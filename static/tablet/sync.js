// Keeps in touch: sends what waits, asks what changed, says who else is at the same heat. Works with nothing but a timer;
// `online` and a page coming back into sight only make it sooner.

import { Refused } from "./server.js";

const ASK_EVERY = 10_000;
const HEALTH_EVERY = 60_000;

export class Sync {
  /** `device()` names this device in operations; `changed(what)` redraws; `health()` says how the device is. */
  constructor({ door, store, outbox, device, health, changed }) {
    Object.assign(this, { door, store, outbox, device, health, changed });
    Object.assign(this, { contact: 0, confirmed: {}, others: {}, unknown: false, wiping: false, place: { sheet: "", group: "", seat: "" }, toldHealthAt: 0, skew: 0, missing: 0, calls: [], pack: null });
  }

  async restore() {
    this.contact = (await this.store.get("contact")) ?? 0;
    this.confirmed = (await this.store.get("confirmed")) ?? {};
    this.calls = (await this.store.get("calls")) ?? [];
    this.pack = (await this.store.get("pack")) ?? null;
  }

  start() {
    this.soon = () => document.hidden || this.now();
    addEventListener("online", this.soon);
    document.addEventListener("visibilitychange", this.soon);
    this.now();
  }

  stop() {
    clearTimeout(this.timer);
    removeEventListener("online", this.soon);
    document.removeEventListener("visibilitychange", this.soon);
    this.stopped = true;
  }

  /** One round at a time; the next one follows by itself. */
  now() {
    clearTimeout(this.timer);
    this.round ??= this.#round().finally(() => {
      this.round = null;
      if (!this.stopped) this.timer = setTimeout(() => this.now(), ASK_EVERY);
    });
    return this.round;
  }

  async #round() {
    try {
      await this.outbox.flush();
      await this.#tellCalls();
      const askedAt = Date.now();
      const delivered = this.outbox.delivered(this.device());
      const state = await this.door.state({ ...this.place, from: delivered.from });
      await this.#takeState(state, askedAt);
      await this.#makeWhole(state.held, delivered.count);
      if (state.pack && state.pack !== this.pack?.version) await this.fetchPack();
      if (Date.now() - this.toldHealthAt > HEALTH_EVERY) {
        await this.door.health(await this.health());
        this.toldHealthAt = Date.now();
      }
    } catch (problem) {
      if (problem instanceof Refused && problem.status >= 500) this.changed("state");
      else if (!(problem instanceof Refused) && !isNetwork(problem) && !this.store.refuses) throw problem; // a full device is told by the net line
    }
    this.changed("state");
  }

  /** Fewer there than it gave receipts for: it was restored from a copy. What is still missing then is not asked for again. */
  async #makeWhole(held, delivered) {
    const missing = Math.max(0, delivered - held);
    if (missing && missing !== this.missing) await this.outbox.offerAgain(this.device());
    this.missing = missing;
  }

  async #takeState(state, askedAt) {
    this.others = {};
    this.skew = Date.parse(state.time) - Date.now();
    for (const sheet of state.sheets ?? []) {
      this.confirmed = { ...this.confirmed, [sheet.id]: { at: askedAt, codes: sheet.confirmed } };
      this.others[sheet.id] = sheet.others;
    }
    await this.store.set("confirmed", this.confirmed);
  }

  /** The sheets of the station, and what stands in them. What comes back unchanged is not read again. */
  async fetchPack() {
    const askedAt = Date.now();
    const pack = await this.door.pack(this.pack?.version);
    if (pack.unchanged) return;
    await this.takePack(pack, askedAt);
  }

  async takePack(pack, askedAt) {
    this.pack = { version: pack.version, askedAt, pack };
    await this.store.set("pack", this.pack);
    this.changed("pack");
  }

  /** “有问题”: kept like an entry until the server has it. */
  async call(call) {
    this.calls = [...this.calls, call];
    await this.store.set("calls", this.calls);
    this.now();
  }

  async #tellCalls() {
    for (const call of this.calls) {
      await this.door.call(call);
      this.calls = this.calls.filter((each) => each !== call);
      await this.store.set("calls", this.calls);
    }
  }

  /** Every answer of the server passes here: it was in touch, and it may say that this device is to be emptied. */
  heard(answer, problem) {
    this.contact = Date.now();
    this.store.set("contact", this.contact).catch(() => {}); // only the time of last contact; the next one is kept
    this.unknown = problem?.status === 401;
    if (answer.wipe) this.wiping = true;
    if (this.wiping && !this.outbox.waiting.length) this.changed("wipe");
  }
}

export const isNetwork = (problem) => ["TypeError", "AbortError", "TimeoutError"].includes(problem.name);
