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

/** An operation without its number in the device's order, which the store gives it. */
export function makeOperation({ entry, slot, value, replaces, device, now = new Date() }) {
  return { uuid: newUuid(), entry, device, slot, value, replaces: [...replaces], captured_at: now.toISOString() };
}

/** Every value of an act, over what stands; an absence gives way to a mark entered over it. */
export function actOf({ standing, entry, values, device, now }) {
  return Object.entries(values).map(([slot, value]) =>
    makeOperation({ entry, slot, value, replaces: standing.live(entry, slot), device, now }),
  );
}
