// The queue of one contest as it stands on the page: who waits, what is in each slot, which operations stand there.

export class Queue {
  constructor(root, say) {
    this.root = root;
    this.say = say;
    this.waiting = root.querySelector("[data-waiting]");
    this.done = root.querySelector("[data-done]");
    this.entries = [...root.querySelectorAll("[data-entry]")].map((link) => ({
      link,
      code: link.dataset.entry,
      number: link.dataset.number,
      name: link.dataset.name,
      unitName: link.dataset.unitName,
      place: link.dataset.place,
      conflict: "conflict" in link.dataset,
      slots: JSON.parse(link.dataset.slots),
      live: JSON.parse(link.dataset.live),
    }));
    const order = [...this.entries].map((entry) => new URL(entry.link.href).searchParams.get("entry"));
    this.order = new Map(this.entries.map((entry, index) => [entry.code, { index, number: order[index] }]));
  }

  find(code) {
    return this.entries.find((entry) => entry.code === code);
  }

  /** The first that waits behind this entry, then from the top. */
  after(entry) {
    const waiting = [...this.waiting.querySelectorAll("[data-entry]")].map((link) => this.find(link.dataset.entry));
    const behind = entry.link.closest("[data-waiting]") ? waiting.slice(waiting.indexOf(entry) + 1) : waiting;
    return behind[0] ?? waiting.find((each) => each !== entry) ?? null;
  }

  /** An operation made here stands at once; the server only confirms it. */
  apply(operation) {
    const entry = this.find(operation.entry);
    if (!entry) return;
    if (operation.value === null) delete entry.slots[operation.slot];
    else entry.slots[operation.slot] = operation.value;
    entry.live[operation.slot] = [operation.uuid];
  }

  /** Moves the row to where it belongs and writes its mark. */
  settle(entry, isDone) {
    entry.link.querySelector("[data-mark]").textContent = this.say(entry.slots);
    const item = entry.link.closest("li");
    const target = isDone ? this.done : this.waiting;
    if (item.parentElement !== target) target[isDone ? "prepend" : "append"](item);
    this.root.querySelector("[data-done-count]").textContent = this.done.children.length;
  }

  get left() {
    return this.waiting.children.length;
  }
}
