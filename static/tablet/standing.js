// What stands in every slot of a sheet: what the server said, and on top of it what this device has entered since.

export class Standing {
  /** `slots`: {entry: {slot: {value, uuids}}} as in the pack. */
  constructor(slots = {}) {
    this.version = 0;
    this.entries = new Map(
      Object.entries(slots).map(([entry, held]) => [
        entry,
        {
          values: Object.fromEntries(Object.entries(held).filter(([, { value }]) => value !== null).map(([slot, { value }]) => [slot, value])),
          live: Object.fromEntries(Object.entries(held).map(([slot, { uuids }]) => [slot, uuids])),
        },
      ]),
    );
  }

  #of(entry) {
    if (!this.entries.has(entry)) this.entries.set(entry, { values: {}, live: {} });
    return this.entries.get(entry);
  }

  /** {slot: value} of an entry. */
  values(entry) {
    return this.entries.get(entry)?.values ?? {};
  }

  /** The operations that a new one in this slot has seen and replaces. */
  live(entry, slot) {
    return this.entries.get(entry)?.live[slot] ?? [];
  }

  /** An operation made here stands at once; the server only confirms it. */
  apply(operation) {
    const held = this.#of(operation.entry);
    this.version += 1;
    if (operation.value === null) delete held.values[operation.slot];
    else held.values[operation.slot] = operation.value;
    held.live[operation.slot] = [operation.uuid];
  }
}
