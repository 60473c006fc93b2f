// The pad of somebody who is logged in: the same pad as on a bound tablet, on one sheet that came with the page.
// Without this script the page is a plain form.

import { Drafts } from "./drafts.js";
import { newUuid } from "./operations.js";
import { Outbox } from "./outbox.js";
import { Pad } from "./pad.js";
import { makeSay } from "./say.js";
import { PadScreen } from "./screen.js";
import { Refused, SessionDoor } from "./server.js";
import { deviceState, stateOf } from "./states.js";
import { MemoryStore, Store } from "./store.js";
import { isNetwork } from "./sync.js";
import { answerTouches } from "./touch.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const root = document.querySelector("[data-pad]");

async function openStore(name) {
  try {
    return await Store.open(name);
  } catch {
    return null; // a private window of an old browser: said on the page, and kept in memory
  }
}

/** Four letters that tell this tablet from its neighbours. */
async function deviceName(store, say) {
  let id = await store.get("device");
  if (!id) {
    id = newUuid().slice(0, 4).toUpperCase();
    await store.set("device", id);
  }
  return say("device_page", { id });
}

/** Keys pressed while the pad is still being drawn are not lost. */
function typedAhead() {
  const events = [];
  const note = (event) => events.push(event.key);
  document.addEventListener("keydown", note);
  return () => {
    document.removeEventListener("keydown", note);
    for (const key of events) document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  };
}

async function start() {
  const replay = typedAhead();
  const { user, url } = root.dataset;
  const sheet = read("pad-sheet");
  const say = makeSay(read("pad-words"), document.documentElement.lang);
  const disk = await openStore(`unionevents-pad-${user}`);
  const store = disk ?? new MemoryStore();
  const door = new SessionDoor({ url, token: root.querySelector("[name=csrfmiddlewaretoken]").value });
  let needsLogin = false;
  let screen = null;
  const outbox = new Outbox({
    store,
    post: (batch) => door.operations(batch),
    changed: () => screen?.drawState(),
    failed: (problem) => {
      if (!(problem instanceof Refused) && !isNetwork(problem) && !store.refuses && problem.message !== "no receipts") throw problem;
      needsLogin = problem.status === 403;
      screen?.drawState();
    },
  });
  await outbox.restore();
  const pad = new Pad({ sheet, say, outbox, author: () => ({ ticket: "", by: user }), device: await deviceName(store, say), drafts: await Drafts.open(store), changed: (what) => screen?.draw(what) });
  const items = () => outbox.all.filter((item) => item.sheet === sheet.id);
  const frame = {
    back: { href: root.dataset.back },
    net() {
      const { state, count } = deviceState(outbox, pad.saving.size);
      if (store.refuses) return { state: "refused", text: say("net_full") };
      const key = !disk && state === "sent" ? "net_unkept" : needsLogin && state === "waiting" ? "net_login" : `net_${state}`;
      return { state: disk || state !== "sent" ? state : "waiting", text: say(key, { n: count }) };
    },
    state(code) {
      const mine = outbox.itemsOf(sheet.id, code);
      const isSaving = [...pad.saving.values()].some((operation) => operation.entry === code);
      const state = isSaving ? "saving" : stateOf({ items: mine, entry: code, confirmed: { codes: sheet.confirmed, at: 0 } });
      return { code: state, text: say(`state_${state}`), says: mine.findLast((item) => item.says)?.says ?? "" };
    },
    sitDown: (seat) => pad.sitDown(seat),
  };
  const asked = new URLSearchParams(location.search).get("entry");
  const row = pad.rows.find(({ entry }) => entry.code === `${sheet.id}/${asked}`);
  if (row) pad.show(row.entry);
  pad.last = items().filter((item) => !item.sentAt).map((item) => item.operation.entry).reverse();
  screen = new PadScreen({ root, pad, frame });
  replay();
  addEventListener("online", () => outbox.flush());
  document.addEventListener("visibilitychange", () => document.hidden || outbox.flush());
  outbox.flush();
}

if (root?.querySelector("[data-entry-form]")) {
  answerTouches();
  start();
}
