// What must survive a reload, a crash and a power cut. A promise is kept only after the transaction has completed.

const OPERATIONS = "operations";
const KEPT = "kept";
const SEQ = "seq";

/** IndexedDB; every write asks for strict durability: the tick on the screen means that the disk has it. */
export class Store {
  static open(name) {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(KEPT);
        request.result.createObjectStore(OPERATIONS, { keyPath: "operation.uuid" });
      };
      request.onsuccess = () => resolve(new Store(request.result));
      request.onerror = () => reject(request.error);
      request.onblocked = () => reject(new Error("blocked"));
    });
  }

  /** `refuses`: the last write was not kept, for want of room as a rule. */
  constructor(database) {
    Object.assign(this, { database, refuses: false });
    database.onversionchange = () => database.close();
  }

  #write(stores, work) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(stores, "readwrite", { durability: "strict" });
      let result;
      transaction.oncomplete = () => {
        this.refuses = false;
        resolve(result);
      };
      // A full disk ends a transaction with `abort` alone, and only then is it sure that nothing of it was kept.
      transaction.onabort = () => {
        this.refuses = true;
        reject(transaction.error ?? new DOMException("aborted", "UnknownError"));
      };
      work(transaction, (value) => {
        result = value;
      });
    });
  }

  #read(store, ask) {
    return new Promise((resolve, reject) => {
      const request = ask(this.database.transaction(store).objectStore(store));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  get(key) {
    return this.#read(KEPT, (store) => store.get(key));
  }

  set(key, value) {
    return this.#write([KEPT], (transaction) => transaction.objectStore(KEPT).put(value, key));
  }

  operations() {
    return this.#read(OPERATIONS, (store) => store.getAll());
  }

  /** Numbers the operations of these items in the device's order and keeps them, all or none. */
  add(items) {
    return this.#write([KEPT, OPERATIONS], (transaction, done) => {
      const kept = transaction.objectStore(KEPT);
      const asked = kept.get(SEQ);
      asked.onsuccess = () => {
        const last = asked.result ?? 0;
        const numbered = items.map((item, index) => ({ ...item, operation: { ...item.operation, seq: last + index + 1 } }));
        for (const item of numbered) transaction.objectStore(OPERATIONS).add(item);
        kept.put(last + items.length, SEQ);
        done(numbered);
      };
    });
  }

  update(items, gone = []) {
    return this.#write([OPERATIONS], (transaction) => {
      for (const item of items) transaction.objectStore(OPERATIONS).put(item);
      for (const uuid of gone) transaction.objectStore(OPERATIONS).delete(uuid);
    });
  }

  /** Nothing of the meet stays: no name, no result, no token. */
  wipe() {
    return this.#write([KEPT, OPERATIONS], (transaction) => {
      transaction.objectStore(KEPT).clear();
      transaction.objectStore(OPERATIONS).clear();
    });
  }
}

/** The same in memory, where a browser has no database to give; whoever uses it must say so on the screen. */
export class MemoryStore {
  kept = new Map();
  items = new Map();

  async get(key) {
    return this.kept.get(key);
  }

  async set(key, value) {
    this.kept.set(key, structuredClone(value));
  }

  async operations() {
    return [...this.items.values()];
  }

  async add(items) {
    const last = this.kept.get(SEQ) ?? 0;
    const numbered = items.map((item, index) => ({ ...item, operation: { ...item.operation, seq: last + index + 1 } }));
    for (const item of numbered) this.items.set(item.operation.uuid, item);
    this.kept.set(SEQ, last + items.length);
    return numbered;
  }

  async update(items, gone = []) {
    for (const item of items) this.items.set(item.operation.uuid, item);
    for (const uuid of gone) this.items.delete(uuid);
  }

  async wipe() {
    this.kept.clear();
    this.items.clear();
  }
}
