// What is on a pad and not stored yet: read at once, kept in the background, there again after a reload.

const KEY = "drafts";

export class Drafts {
  static async open(store) {
    return new Drafts(store, (await store.get(KEY)) ?? {});
  }

  constructor(store, held) {
    Object.assign(this, { store, held });
  }

  get(key) {
    return this.held[key] ?? null;
  }

  set(key, value) {
    if (value === null) delete this.held[key];
    else this.held[key] = value;
    // A draft is no entry: nobody was told that it is kept.
    return this.store.set(KEY, this.held).catch(() => {});
  }
}
