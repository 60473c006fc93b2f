// What has been entered and not yet receipted. An operation leaves only on a receipt; a refused one is kept for a person.

const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30000;
const MOST_AT_ONCE = 200;
const DELIVERED = new Set(["stored", "repeated", "flagged"]);

export class Outbox {
  /** `storage` like localStorage; `post(document)` resolves to `{receipts}` or throws an Error whose `login` may be true. */
  constructor({ storage, prefix, post, changed }) {
    Object.assign(this, { storage, prefix, post, changed });
    this.items = new Map();
    this.kept = true;
    this.login = false;
    this.sending = false;
    this.wait = FIRST_WAIT;
  }

  /** What an earlier visit to this page left behind, oldest first. */
  restore() {
    for (let index = 0; index < this.storage.length; index += 1) {
      const key = this.storage.key(index);
      if (!key.startsWith(this.prefix)) continue;
      try {
        const item = JSON.parse(this.storage.getItem(key));
        this.items.set(item.operation.uuid, item);
      } catch {
        // Not written by this page: leave it alone.
      }
    }
    this.items = new Map([...this.items].sort(([, a], [, b]) => a.operation.seq - b.operation.seq));
    return [...this.items.values()];
  }

  add(operation, reason = "") {
    this.#keep({ operation, reason, refused: "" });
    this.changed(this);
    this.flush();
  }

  get waiting() {
    return [...this.items.values()].filter((item) => !item.refused);
  }

  get refused() {
    return [...this.items.values()].filter((item) => item.refused);
  }

  async flush() {
    if (this.sending) return;
    const batch = this.waiting.slice(0, MOST_AT_ONCE);
    if (!batch.length) return;
    this.sending = true;
    clearTimeout(this.timer);
    try {
      const answer = await this.post({
        format: "unionevents-operations",
        version: 1,
        operations: batch.map((item) => item.operation),
        reasons: Object.fromEntries(batch.filter((item) => item.reason).map((item) => [item.operation.uuid, item.reason])),
      });
      for (const receipt of answer.receipts) this.#take(receipt);
      this.wait = FIRST_WAIT;
      this.login = false;
    } catch (problem) {
      this.login = Boolean(problem.login);
      this.timer = setTimeout(() => this.flush(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
      this.sending = false;
      this.changed(this);
      return;
    }
    this.sending = false;
    this.changed(this);
    this.flush();
  }

  #take(receipt) {
    const item = this.items.get(receipt.uuid);
    if (!item) return;
    if (DELIVERED.has(receipt.receipt)) {
      this.items.delete(receipt.uuid);
      this.storage.removeItem(this.prefix + receipt.uuid);
    } else {
      this.#keep({ ...item, refused: receipt.says || receipt.receipt });
    }
    this.changed(this, receipt, item);
  }

  #keep(item) {
    this.items.set(item.operation.uuid, item);
    try {
      this.storage.setItem(this.prefix + item.operation.uuid, JSON.stringify(item));
    } catch {
      this.kept = false; // full or private: said on the page, and kept in memory
    }
  }
}
