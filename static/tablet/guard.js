// May work start on this device? Each answer is asked of the browser, not assumed.

const ROOM = 20 * 1024 * 1024;

const SMALL = 64 * 1024;
const MEET = 4 * 1024 * 1024;

/** Bytes that no disk can press together. */
function noise(length) {
  const bytes = new Uint8Array(length);
  const step = 65536; // as many as a browser gives at once
  for (let start = 0; start < length; start += step) crypto.getRandomValues(bytes.subarray(start, start + step));
  return bytes;
}

/** What is really written down: browsers no longer tell a page how much room it has, to be recognised less easily. */
async function tryOut(open) {
  const found = { keeps: false, room: false };
  let store = null;
  try {
    store = await open("unionevents-probe");
    await store.set("probe", "x".repeat(SMALL));
    found.keeps = (await store.get("probe"))?.length === SMALL;
    await store.set("room", noise(MEET));
    found.room = true;
  } catch {
    // said by what is still false
  }
  store?.database.close();
  if (store) indexedDB.deleteDatabase("unionevents-probe");
  return found;
}

/**
 * `[{code, ok, stops}]`: what stops must be right before anybody enters anything; the rest is said.
 * `browser` has isSecureContext, storage, locks and serviceWorker as in a page; `open` opens a store.
 */
export async function readiness({ browser, open }) {
  const { storage, locks, serviceWorker } = browser;
  const secure = Boolean(browser.isSecureContext);
  const { keeps, room: fits } = await tryOut(open);
  const room = secure && storage?.estimate ? await storage.estimate() : null;
  let persisted = false;
  if (secure && storage?.persist) persisted = (await storage.persisted()) || (await storage.persist());
  return [
    { code: "secure", ok: secure, stops: true },
    { code: "keeps", ok: keeps, stops: true },
    { code: "room", ok: (fits || !keeps) && (!room || room.quota - room.usage >= ROOM), stops: true },
    { code: "one_writer", ok: Boolean(locks), stops: true },
    { code: "installed", ok: Boolean(serviceWorker?.controller), stops: false },
    { code: "persisted", ok: persisted, stops: false },
  ];
}

export const mayStart = (answers) => answers.every((each) => each.ok || !each.stops);

/** One writer a device. `held()` runs once this page is the writer, `waits()` at once when another page is. */
export async function becomeWriter({ locks, name, held, waits }) {
  const taken = await locks.request(name, { ifAvailable: true }, (lock) => {
    if (!lock) return false;
    held();
    return new Promise(() => {}); // until the page is gone
  });
  if (taken === false) {
    waits();
    await locks.request(name, () => {
      held();
      return new Promise(() => {});
    });
  }
}
