// The check-in desk without waiting: a tap counts at once, is kept on this device, and is sent when there is a network.

const MOST_AT_ONCE = 200;
const AGAIN_MS = 4000;

const desk = document.querySelector("[data-desk]");
if (desk) start(desk);

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const clock = (date) => date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });

function newUuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // a page without https has no randomUUID
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function start(root) {
  const say = root.dataset;
  const key = `checkin:${say.user}:${say.list}`;
  const token = root.querySelector("[name=csrfmiddlewaretoken]")?.value;
  const search = root.querySelector("[data-search]");
  const rows = new Map([...root.querySelectorAll("[data-person]")].map((row) => [Number(row.dataset.person), row]));
  let outbox = restore();
  let sending = false;
  let timer = 0;
  let kept = true;
  let login = false;
  let contact = null;

  // --- what is kept -------------------------------------------------------------------------------------------
  function restore() {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? [];
    } catch {
      return [];
    }
  }
  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify(outbox));
      kept = true;
    } catch {
      kept = false;
    }
  }

  // --- what is shown ------------------------------------------------------------------------------------------
  function show(row, mark, since) {
    if (mark) row.dataset.mark = mark;
    else delete row.dataset.mark;
    row.querySelector("[data-since]").textContent = mark ? ` ${since}` : "";
    row.querySelector("[data-verb]").textContent = mark ? say.sayUndo : say.sayMark;
    const button = row.querySelector("button");
    button.classList.toggle("btn-primary", !mark);
    button.classList.toggle("btn-quiet", Boolean(mark));
  }
  function count() {
    let there = 0;
    for (const unit of root.querySelectorAll("[data-unit]")) {
      const here = unit.querySelectorAll("[data-mark]").length;
      unit.querySelector("[data-unit-there]").textContent = here;
      there += here;
    }
    root.querySelector("[data-there]").textContent = there;
  }
  function net() {
    const line = root.querySelector("[data-net]");
    line.dataset.tone = outbox.length || !kept || login ? "warning" : "";
    if (!kept) line.textContent = say.sayUnkept;
    else if (login) line.textContent = say.sayLogin;
    else if (outbox.length) line.textContent = fill(say.sayWaiting, { n: outbox.length });
    else line.textContent = contact ? fill(say.saySent, { at: clock(contact) }) : "";
  }
  function echo(text, tone) {
    const line = root.querySelector("[data-echo]");
    line.hidden = false;
    line.dataset.tone = tone;
    line.textContent = text;
    navigator.vibrate?.(tone ? [60, 60, 60] : 40);
  }

  // --- what is done -------------------------------------------------------------------------------------------
  function tap(row) {
    const number = Number(row.dataset.person);
    const mark = row.dataset.mark;
    const at = new Date();
    const one = mark ? { uuid: newUuid(), undoes: mark, at: at.toISOString() } : { uuid: newUuid(), number, at: at.toISOString() };
    outbox.push(one);
    keep();
    show(row, mark ? "" : one.uuid, say.sayKept);
    if (!mark) echo(fill(say.sayMarked, { number, name: row.dataset.name }), "");
    count();
    net();
    send();
  }
  function seen(number) {
    const row = rows.get(number);
    if (!row) return echo(say.sayNobody, "warning");
    if (row.dataset.mark) return echo(fill(say.sayAlready, { number, name: row.dataset.name, at: row.querySelector("[data-since]").textContent.trim() }), "warning");
    return tap(row);
  }
  async function send() {
    clearTimeout(timer);
    if (sending || !outbox.length) return;
    sending = true;
    let reached = false;
    try {
      const answer = await fetch(say.taps, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ format: "unionevents-checkin", version: 1, taps: outbox.slice(0, MOST_AT_ONCE) }),
        redirect: "manual",
      });
      login = answer.type === "opaqueredirect" || answer.status === 403;
      reached = answer.ok;
      if (reached) take((await answer.json()).receipts);
    } catch {
      reached = false; // no network: everything stays where it is kept
    }
    sending = false;
    count();
    net();
    if (outbox.length) timer = setTimeout(send, reached ? 0 : AGAIN_MS);
  }
  function take(receipts) {
    const done = new Set(receipts.map((receipt) => receipt.uuid));
    outbox = outbox.filter((one) => !done.has(one.uuid));
    keep();
    contact = new Date();
    for (const receipt of receipts) settle(receipt);
  }
  function settle(receipt) {
    const row = rows.get(receipt.number);
    if (!row) return;
    if (outbox.some((one) => one.undoes === row.dataset.mark)) return; // taken back here meanwhile
    const since = receipt.at ? fill(say.sayThere, { at: clock(new Date(receipt.at)) }) : "";
    show(row, receipt.mark ?? "", since);
  }

  // --- from the page ------------------------------------------------------------------------------------------
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-tap]")) {
      event.preventDefault();
      tap(form.closest("[data-person]"));
    } else if (form.matches("[data-whole]")) {
      event.preventDefault();
      for (const row of form.closest("[data-unit]").querySelectorAll("[data-person]:not([data-mark])")) tap(row);
    } else if (form.matches("[role=search]")) {
      event.preventDefault();
      const typed = search.value.trim().toUpperCase();
      const digits = typed.startsWith(say.card.toUpperCase()) ? typed.slice(say.card.length) : typed;
      if (/^\d+$/.test(digits)) {
        seen(Number(digits));
      } else {
        const found = [...rows.values()].filter((row) => !row.hidden);
        if (found.length !== 1) return;
        seen(Number(found[0].dataset.person));
      }
      search.value = "";
      filter();
    }
  });
  function filter() {
    const wanted = search.value.trim().toLowerCase();
    for (const [number, row] of rows) {
      const heard = row.dataset.heard.split(" ");
      row.hidden = Boolean(wanted) && !String(number).startsWith(wanted) && !row.dataset.name.includes(wanted) && !heard.some((sound) => sound.startsWith(wanted));
    }
    for (const unit of root.querySelectorAll("[data-unit]")) unit.hidden = !unit.querySelector("[data-person]:not([hidden])");
  }
  search.addEventListener("input", filter);
  // The page itself is not kept on the device: without a network it works while it stays open, and says so.
  function offline() {
    root.querySelector("[data-offline]").hidden = navigator.onLine;
  }
  addEventListener("offline", offline);
  addEventListener("online", () => {
    offline();
    send();
  });
  addEventListener("beforeunload", (event) => {
    if (!navigator.onLine || (outbox.length && !kept)) event.preventDefault();
  });
  offline();

  for (const one of outbox) {
    const row = [...rows.values()].find((each) => Number(each.dataset.person) === one.number || each.dataset.mark === one.undoes);
    if (row) show(row, one.undoes ? "" : one.uuid, say.sayKept);
  }
  count();
  net();
  send();
}
