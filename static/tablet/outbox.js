// What has been entered, and what the server has said to it. An operation counts as sent only on its receipt.
// What was delivered stays for a week, so that all of it can be offered again to a server that was restored.

const MOST_AT_ONCE = 50;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30000;
const KEPT_MS = 7 * 24 * 3600 * 1000;
const DELIVERED = new Set(["stored", "repeated", "flagged"]);

export class Outbox {
  /** `post(batch)` resolves to `{receipts}` or throws; `changed(outbox)` is told after every change. */
  constructor({ store, post, changed = () => {}, failed = () => {}, now = () => Date.now() }) {
    Object.assign(this, { store, post, changed, failed, now });
    this.items = new Map();
    this.wait = FIRST_WAIT;
    this.sending = null;
  }

  /** What earlier visits left behind, in the order entered; what was delivered a week ago goes. */
  async restore() {
    const found = (await this.store.operations()).sort((a, b) => a.operation.seq - b.operation.seq);
    const old = found.filter((item) => item.sentAt && item.sentAt < this.now() - KEPT_MS);
    this.items = new Map(found.filter((item) => !old.includes(item)).map((item) => [item.operation.uuid, item]));
    if (old.length) await this.store.update([], old.map((item) => item.operation.uuid));
  }

  /** `acts`: [{operation, sheet, ticket, by, reason}]. Resolves once all of them are on the disk. */
  async add(acts) {
    const items = await this.store.add(acts.map((act) => ({ ...act, sentAt: 0, refused: "", says: "" })));
    this.#hold(items);
    this.changed(this);
    this.flush();
    return items;
  }

  get all() {
    return [...this.items.values()];
  }

  /** What was entered for one person of a sheet; a queue of hundreds asks for each of its rows. */
  itemsOf(sheet, entry) {
    if (!this.index) {
      this.index = new Map();
      for (const item of this.items.values()) {
        const key = `${item.sheet} ${item.operation.entry}`;
        this.index.set(key, [...(this.index.get(key) ?? []), item]);
      }
    }
    return this.index.get(`${sheet} ${entry}`) ?? [];
  }

  #hold(items) {
    for (const item of items) this.items.set(item.operation.uuid, item);
    this.index = null;
  }

  get waiting() {
    return this.all.filter((item) => !item.sentAt && !item.refused);
  }

  get refused() {
    return this.all.filter((item) => item.refused);
  }

  /** The oldest that wait, of one sheet and one author: a batch says for whom it speaks. */
  nextBatch() {
    const [first] = this.waiting;
    if (!first) return null;
    const items = this.waiting.filter((item) => item.sheet === first.sheet && item.ticket === first.ticket);
    return batchOf(items.slice(0, MOST_AT_ONCE));
  }

  /** Everything that waits as batches: sent one by one, or written to a file where there is no network at all. */
  batches() {
    const found = new Map();
    for (const item of this.waiting) {
      const key = JSON.stringify([item.sheet, item.ticket]);
      found.set(key, [...(found.get(key) ?? []), item]);
    }
    return [...found.values()].flatMap((items) =>
      Array.from({ length: Math.ceil(items.length / MOST_AT_ONCE) }, (_, at) => batchOf(items.slice(at * MOST_AT_ONCE, (at + 1) * MOST_AT_ONCE))),
    );
  }

  /** One at a time however often it is asked for; resolves when nothing waits any more, or after a failure. */
  flush() {
    this.sending ??= this.#flush().finally(() => {
      this.sending = null;
      this.changed(this);
    });
    return this.sending;
  }

  async #flush() {
    clearTimeout(this.timer);
    for (let batch = this.nextBatch(); batch; batch = this.nextBatch()) {
      try {
        const before = this.waiting.length;
        const answer = await this.post(batch);
        await this.receive(answer.receipts);
        if (this.waiting.length >= before) throw new Error("no receipts");
        this.wait = FIRST_WAIT;
      } catch (problem) {
        this.failed(problem);
        this.timer = setTimeout(() => this.flush(), this.wait);
        this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
        return;
      }
      this.changed(this);
    }
  }

  /** Receipts from the server, or out of a file that came back. */
  async receive(receipts) {
    const changed = [];
    for (const receipt of receipts) {
      const item = this.items.get(receipt.uuid);
      if (!item) continue;
      const delivered = DELIVERED.has(receipt.receipt);
      changed.push({
        ...item,
        sentAt: delivered ? this.now() : 0,
        refused: delivered ? "" : receipt.says || receipt.receipt,
        says: receipt.says ?? "",
      });
    }
    await this.store.update(changed);
    this.#hold(changed);
  }

  /** What has a receipt; entries of a device that this one was before belong to another binding. */
  #delivered(device) {
    return this.all.filter((item) => item.sentAt && item.operation.device === device);
  }

  /** How many of this device's operations the server has receipted, as far as they are kept, and the number of the first. */
  delivered(device) {
    const numbers = this.#delivered(device).map((item) => item.operation.seq);
    return { count: numbers.length, from: numbers.length ? Math.min(...numbers) : 0 };
  }

  /** A server that was restored does not know what it once received: all of it goes again; a repeat changes nothing. */
  async offerAgain(device) {
    const again = this.#delivered(device).map((item) => ({ ...item, sentAt: 0 }));
    await this.store.update(again);
    this.#hold(again);
    return this.flush();
  }

  stop() {
    clearTimeout(this.timer);
    this.items.clear();
    this.index = null;
  }
}

function batchOf(items) {
  const [{ sheet, ticket }] = items;
  return {
    format: "unionevents-operations",
    version: 1,
    sheet,
    ticket,
    operations: items.map((item) => item.operation),
    reasons: Object.fromEntries(items.filter((item) => item.reason).map((item) => [item.operation.uuid, item.reason])),
  };
}
