// The three honest states of what was entered for one person, and of the device as a whole. Pure.

export const ON_DEVICE = "on_device";
export const UPLOADED = "uploaded";
export const CONFIRMED = "confirmed";
export const REFUSED = "refused";

/** What may be said about an entry on this device: never more than the server has said itself. */
export function stateOf({ items, entry, confirmed }) {
  const mine = items.filter((item) => item.operation.entry === entry);
  if (mine.some((item) => item.refused)) return REFUSED;
  if (mine.some((item) => !item.sentAt)) return ON_DEVICE;
  // Confirmed was asked before the last upload came in: that upload is not among what the chief has seen.
  const newest = Math.max(0, ...mine.map((item) => item.sentAt));
  return confirmed.codes.includes(entry) && newest <= confirmed.at ? CONFIRMED : UPLOADED;
}

/** What the server has not said yet stands on top of the pack; so does what it received after the pack was made. */
export const standsAbovePack = (item, packAskedAt) => !item.refused && (!item.sentAt || item.sentAt > packAskedAt);

/** `sent`, `waiting` or `refused`, and how many; `saving` more are on their way to the disk. */
export function deviceState(outbox, saving = 0) {
  if (outbox.refused.length) return { state: "refused", count: outbox.refused.length };
  const count = outbox.waiting.length + saving;
  return { state: count ? "waiting" : "sent", count };
}

/** Seconds since the last word of the server, in words a person reads. */
export function sayContact(at, now, say) {
  if (!at) return say("never_contact");
  const seconds = Math.max(0, Math.trunc((now - at) / 1000));
  if (seconds < 60) return say("contact_now");
  const minutes = Math.trunc(seconds / 60);
  return minutes < 60 ? say("contact_minutes", { n: minutes }) : say("contact_hours", { n: Math.trunc(minutes / 60) });
}
