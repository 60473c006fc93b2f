// Keeps the roster as it is typed and shows what the server finds wrong. The form works without this; it only has to be sent by hand.

import { fieldsOf, giveBack, keptUnder } from "./kept.js";

const WAIT_MS = 900;
const RETRY_MS = 8000;

const form = document.querySelector("[data-roster]");
const body = form.querySelector("[data-rows]");
const blankRow = form.querySelector("[data-blank-row]");
const saved = form.querySelector("[data-saved]");
const readiness = form.querySelector("[data-readiness]");
const list = document.querySelector("[data-problems]");
const allWell = document.querySelector("[data-all-well]");
const NOBODY = "00000000-0000-0000-0000-000000000000";

const kept = keptUnder(form.dataset.keptAs, window.sessionStorage);

let timer = 0;
let sending = false;
let again = false;
let dirty = false;
let next = null; // what waits for the answer: to submit, to follow a link

// Not crypto.randomUUID: a page on a plain http address of a hall's network does not have it.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function addRow(key = newKey()) {
  const copy = blankRow.content.cloneNode(true);
  const row = copy.querySelector("tr");
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes(NOBODY)) attribute.value = attribute.value.replace(NOBODY, key);
    }
  }
  row.dataset.new = "";
  body.append(copy);
  return row;
}

const isEmpty = (row) => !row.querySelector("[data-name]").value && !row.querySelector("input:checked, [data-row-why] span");

function countTicks(row) {
  const ticks = row.querySelectorAll(".cell-contest input:checked").length;
  const choices = [...row.querySelectorAll(".cell-contest select")].filter((select) => select.value).length;
  row.querySelector("[data-count]").textContent = ticks + choices;
}

function say(note, tone = "") {
  saved.textContent = note;
  if (tone) saved.dataset.tone = tone;
  else delete saved.dataset.tone;
}

function fill(target, sentences) {
  // Of sixty people by twenty contests nearly every cell has nothing to say, and had nothing before.
  if (!sentences.length && !target.hasChildNodes()) return;
  target.replaceChildren(
    ...sentences.map((text) => {
      const line = document.createElement("span");
      line.textContent = text;
      return line;
    }),
  );
}

function showProblems(answer) {
  const byRow = new Map();
  for (const problem of answer.problems) byRow.set(problem.key, [...(byRow.get(problem.key) ?? []), problem]);
  for (const row of body.children) {
    const key = row.dataset.row;
    const own = byRow.get(key) ?? [];
    const errors = answer.errors[key] ?? [];
    const general = own.filter((problem) => !problem.contest).map((problem) => problem.text);
    fill(row.querySelector("[data-row-why]"), [...errors, ...general]);
    row.querySelector(".cell-name").classList.toggle("is-broken", errors.length + general.length > 0);
    for (const cell of row.querySelectorAll("[data-contest]")) {
      const texts = own.filter((problem) => problem.contest === cell.dataset.contest).map((problem) => problem.text);
      fill(cell.querySelector("[data-cell-why]"), texts);
      cell.classList.toggle("is-broken", texts.length > 0);
    }
    if (answer.numbers[key]) delete row.dataset.new;
  }
  const confirmed = new Set([...list.querySelectorAll("input:checked")].map((box) => box.value));
  list.replaceChildren(
    ...answer.problems.map((problem) => {
      const kind = problem.refuses ? "refuses" : problem.asks ? "confirms" : "asks";
      const item = document.querySelector(`[data-problem-${kind}]`).content.cloneNode(true);
      const box = item.querySelector("input");
      if (box) {
        box.value = problem.code;
        box.checked = confirmed.has(problem.code);
      }
      const link = item.querySelector("a");
      link.textContent = problem.text;
      link.href = problem.key ? `#row-${problem.key}` : `#${problem.place}`;
      return item;
    }),
  );
  allWell.hidden = answer.problems.length > 0;
  readiness.textContent = answer.readiness;
  readiness.toggleAttribute("data-ready", answer.ready);
}

function rowsTyped() {
  return [...body.children].filter((row) => !isEmpty(row)).map((row) => ({ key: row.dataset.row, fields: fieldsOf(row) }));
}

// A save may be under way while the page is loaded anew: the server may have it, or not, or not yet. Saying the same again
// settles it, against the version from which it was typed; what somebody else wrote since is found as it always is.
function goOn() {
  const before = kept.read();
  kept.forget();
  let changed = false;
  for (const { key, fields } of before?.rows ?? []) {
    const row = body.querySelector(`[data-row="${CSS.escape(key)}"]`) ?? addRow(key);
    changed = giveBack(row, fields) || changed;
    countTicks(row);
  }
  if (!changed) return;
  for (const row of [...body.children].filter(isEmpty)) body.append(row);
  if (before.version) form.elements.version.value = before.version;
  dirty = true;
  send();
}

function keep() {
  kept.keep({ version: form.elements.version.value, rows: rowsTyped() });
}

// What the server could not keep yet, a name without a gender, is still in the tab.
function keepUnfinished(errors) {
  const rows = rowsTyped().filter((row) => errors[row.key]);
  if (rows.length) kept.keep({ version: "", rows });
  else kept.forget();
}

function afterSaving(act) {
  next = act;
  clearTimeout(timer);
  if (!sending) send();
}

async function send() {
  if (sending) {
    again = true;
    return;
  }
  sending = true;
  again = false;
  dirty = false;
  say(form.dataset.saving);
  keep();
  try {
    const response = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), redirect: "manual" });
    if (response.type === "opaqueredirect") throw new Error(form.dataset.loggedOut);
    if (!response.ok) throw new Error(form.dataset.notTaken);
    const answer = await response.json();
    if (answer.state === "saved") {
      for (const field of document.querySelectorAll("input[name=version]")) field.value = answer.version;
      say(answer.note);
      showProblems(answer);
      if (!dirty) keepUnfinished(answer.errors);
    } else {
      dirty = true;
      again = false;
      say(answer.note, "danger");
    }
  } catch (problem) {
    dirty = true;
    // The browser's own errors are of another class: nothing came back at all.
    say(problem.constructor === Error ? problem.message : form.dataset.offline, "danger");
    timer = setTimeout(send, RETRY_MS);
  } finally {
    sending = false;
    const act = next;
    if (again && act) send();
    else if (again) schedule();
    else if (act) {
      next = null;
      act();
    }
  }
}

function schedule() {
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(send, WAIT_MS);
}

form.addEventListener("input", (event) => {
  const row = event.target.closest("tr");
  if (row) countTicks(row);
  schedule();
});

// Submitted while a save is under way, the page would be a version behind its own save.
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (sending) {
    event.preventDefault();
    const button = event.submitter;
    next = () => form.requestSubmit(button);
    return;
  }
  dirty = false;
  again = false;
  kept.forget();
});

// A link on the page is followed once the last tick is kept; the next page then shows it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const stays = !link || link.target || link.hasAttribute("download") || link.href.split("#")[0] === location.href.split("#")[0];
  if (stays || !(dirty || sending) || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  afterSaving(() => location.assign(link.href));
});

// The other forms of the page say something about the same roster.
const waited = new WeakSet();
document.addEventListener(
  "submit",
  (event) => {
    const { target, submitter } = event;
    if (target === form || waited.delete(target) || !(dirty || sending)) return;
    event.preventDefault();
    afterSaving(() => {
      waited.add(target);
      target.requestSubmit(submitter);
    });
  },
  true,
);

window.addEventListener("pagehide", () => {
  if (dirty || sending) keep();
});

window.addEventListener("beforeunload", (event) => {
  if (dirty) event.preventDefault();
});

form.classList.add("has-script");
const add = form.querySelector("[data-add-row]");
add.hidden = false;
add.addEventListener("click", () => addRow().querySelector("[data-name]").focus());

// With a script one empty line is enough; the rest came for pages without.
const empty = [...body.children].filter(isEmpty);
for (const row of empty) row.dataset.new = "";
for (const row of empty.slice(1)) row.remove();
goOn();
