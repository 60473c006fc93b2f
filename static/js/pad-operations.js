// Makes operations of wire format v1. Whoever makes one names by UUID what stood in the slot before.

/** A random UUID also where the page came without https and crypto.randomUUID is not there. */
export function newUuid(source = crypto) {
  if (source.randomUUID) return source.randomUUID();
  const bytes = source.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Numbers the operations of one device. */
export class Maker {
  constructor({ device, storage, key = "pad-seq" }) {
    this.device = device;
    this.storage = storage;
    this.key = key;
    this.seq = Number(storage.getItem(key)) || 0;
  }

  make({ entry, slot, value, replaces = [] }) {
    this.seq += 1;
    try {
      this.storage.setItem(this.key, String(this.seq));
    } catch {
      // A full or private store: the number still rises while the page is open.
    }
    return {
      uuid: newUuid(),
      entry,
      device: this.device,
      seq: this.seq,
      slot,
      value,
      replaces,
      captured_at: new Date().toISOString(),
    };
  }
}
