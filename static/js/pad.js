// The pad: one person, one thing to enter. Without this script the same page works as a plain form.

import { Field, fieldToEnter } from "./pad-fields.js";
import { fill } from "./pad-marks.js";
import { Maker } from "./pad-operations.js";
import { Outbox } from "./pad-outbox.js";
import { Queue } from "./pad-queue.js";
import { deviceId, openStorage } from "./pad-storage.js";

const UNDO_MS = 10000;
const MOST_DIGITS = 8;
const LAST_SHOWN = 3;
const HIT = "○";
const MISS = "×";

const root = document.querySelector("[data-pad]");
if (root?.querySelector("[data-entry-form]")) start(root);

function start(pad) {
  const find = (selector) => pad.querySelector(selector);
  const settings = pad.dataset;
  const form = find("[data-entry-form]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const fields = [...pad.querySelectorAll("[data-field]")].map((panel) => new Field(panel, settings));
  let field = fields.find((each) => !each.panel.hidden);
  const absences = Object.fromEntries([...pad.querySelectorAll("[data-absence]")].map((key) => [key.dataset.absence, key.textContent.trim()]));
  const storage = openStorage();
  const maker = new Maker({ device: fill(settings.sayDevice, { id: deviceId(storage) }), storage });
  const queue = new Queue(pad, sayMark);
  const outbox = new Outbox({ storage, prefix: `pad:${settings.user}:${settings.sheet}:`, post, changed: showNet });
  let current = queue.find(form.elements.entry.value);
  let typed = "";
  let chosenSlot = null;
  let lastAct = null;
  let undoTimer = 0;

  // --- what it says -------------------------------------------------------------------------------------------
  function sayMark(standing) {
    if (standing.absence) return absences[standing.absence] ?? standing.absence;
    return fields.map((each) => each.sayMark(standing)).filter(Boolean).join(" · ");
  }
  const isDone = (entry) => Boolean(entry.slots.absence) || fields.every((each) => each.isDone(entry.slots));

  // --- the person ---------------------------------------------------------------------------------------------
  function show(entry, wanted = fieldToEnter(fields, entry.slots)) {
    current = entry;
    typed = "";
    field = wanted;
    for (const each of fields) each.panel.hidden = each !== field;
    chosenSlot = field.isList ? field.openSlot(entry.slots) : field.code;
    find("[data-number]").textContent = entry.number;
    find("[data-name]").textContent = entry.name;
    find("[data-unit-name]").textContent = entry.unitName;
    find("[data-place]").textContent = entry.place;
    form.elements.entry.value = entry.code;
    form.elements.reason.value = "";
    for (const radio of form.querySelectorAll("[name=reason_choice]")) radio.checked = false;
    history.replaceState(null, "", entry.link.href);
    problem("");
    draw();
  }
  function draw() {
    const said = sayMark(current.slots);
    find("[data-record]").hidden = !said || current.conflict;
    find("[data-record-mark]").textContent = said;
    find("[data-conflict-note]").hidden = !current.conflict;
    const next = queue.after(current);
    find("[data-next]").textContent = next ? fill(settings.sayNext, { who: `${next.number} ${next.name}` }) : settings.sayLast;
    find("[data-reason]").hidden = !changesSomething(chosenSlot);
    find("[data-to-go]").textContent = fill(settings.sayToGo, { n: queue.left });
    for (const link of pad.querySelectorAll("[data-entry]")) link.toggleAttribute("aria-current", link === current.link);
    for (const tab of pad.querySelectorAll("[data-choose]")) {
      const each = fields.find(({ code }) => code === tab.dataset.choose);
      tab.querySelector("[data-value]").textContent = each.sayMark(current.slots) || "–";
      tab.toggleAttribute("aria-current", each === field);
    }
    if (field.isList) drawShots(next);
    if (field.kind !== "hit_miss") drawEcho();
  }
  function drawShots(next) {
    const isShot = field.kind === "hit_miss";
    for (const button of field.panel.querySelectorAll("[data-slot]")) {
      const value = current.slots[button.dataset.slot];
      const number = button.dataset.slot.split(".")[1];
      if (value === undefined) delete button.dataset.value;
      else button.dataset.value = isShot ? value : "typed";
      const shown = isShot ? (value ? HIT : MISS) : field.figures(value ?? 0);
      button.textContent = value === undefined ? number : shown;
      const word = value === undefined ? "" : isShot ? field.find(`[data-hit="${value}"]`).textContent.trim().slice(1) : ` ${shown}`;
      button.setAttribute("aria-label", `${button.dataset.title}${word}`);
      if (button.dataset.slot === chosenSlot) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    }
    for (const key of field.panel.querySelectorAll("[data-hit]")) key.disabled = chosenSlot === null;
    const onward = field.find("[data-onward]");
    if (!onward) return;
    onward.hidden = !next;
    if (next) onward.href = next.link.href;
  }
  function drawEcho() {
    const value = field.read(typed);
    field.find("[data-echo]").textContent = field.figures(value ?? 0);
    field.find("[data-echo-unit]").textContent = field.unitOf(value ?? 0);
    const warning = value === null ? "" : surprise(value);
    field.find("[data-warning]").hidden = !warning;
    field.find("[data-warning]").textContent = warning;
    field.find("[data-echo-box]").toggleAttribute("data-odd", Boolean(warning));
  }
  function surprise(value) {
    if (field.isBeyond(value)) return `${field.say(value)}: ${settings.sayBeyond}`;
    const far = settings.usualLow && (value < Number(settings.usualLow) || value > Number(settings.usualHigh));
    return far ? `${field.say(value)}: ${settings.sayUnusual}` : "";
  }

  // --- entering -----------------------------------------------------------------------------------------------
  const changesSomething = (slot) => Boolean(slot && current.slots[slot] !== undefined) || Boolean(current.slots.absence);
  const reason = () => form.elements.reason.value.trim() || form.querySelector("[name=reason_choice]:checked")?.value || "";

  function enter(slot, value) {
    const changes = slot === "absence" ? Boolean(current.slots.absence) : changesSomething(slot);
    if (changes && !reason()) {
      find("[data-reason]").hidden = false;
      problem(settings.sayReason);
      return;
    }
    const values = { [slot]: value };
    if (slot !== "absence" && current.slots.absence) values.absence = null;
    lastAct = { entry: current, before: { ...current.slots }, made: put(current, values, changes ? reason() : "") };
    const entry = current;
    remember(entry);
    showUndo(fill(settings.sayStored, { name: entry.name, mark: sayMark(entry.slots) }));
    const stays = slot !== "absence" && (field.kind === "hit_miss" || !isDone(entry));
    const next = stays ? entry : (queue.after(entry) ?? entry);
    queue.settle(entry, isDone(entry));
    show(next);
    if (stays && chosenSlot === null) field.find("[data-onward]")?.focus({ preventScroll: true });
  }
  function put(entry, values, why) {
    return Object.entries(values).map(([slot, value]) => {
      const operation = maker.make({ entry: entry.code, slot, value, replaces: entry.live[slot] ?? [] });
      queue.apply(operation);
      outbox.add(operation, why);
      return operation;
    });
  }
  function undo() {
    if (!lastAct) return;
    const { entry, before, made } = lastAct;
    put(entry, Object.fromEntries(made.map((operation) => [operation.slot, before[operation.slot] ?? null])), "");
    lastAct = null;
    queue.settle(entry, isDone(entry));
    remember(entry);
    showUndo(fill(settings.sayUndone, { name: entry.name }));
    show(entry);
  }
  function problem(sentence) {
    find("[data-problem]").hidden = !sentence;
    find("[data-problem]").textContent = sentence;
  }

  // --- what was entered last ----------------------------------------------------------------------------------
  function showUndo(sentence) {
    clearTimeout(undoTimer);
    const bar = find("[data-undo-bar]");
    bar.hidden = false;
    find("[data-undo-text]").textContent = sentence;
    bar.querySelector("button").hidden = !lastAct;
    undoTimer = setTimeout(() => {
      bar.hidden = true;
      lastAct = null;
    }, UNDO_MS);
  }
  function remember(entry) {
    const list = find("[data-last]");
    for (const item of list.querySelectorAll(".nothing")) item.remove();
    list.querySelector(`[data-of="${CSS.escape(entry.code)}"]`)?.remove();
    const item = document.createElement("li");
    item.dataset.of = entry.code;
    const mark = Object.assign(document.createElement("span"), { className: "push", textContent: sayMark(entry.slots) || "–" });
    const state = Object.assign(document.createElement("span"), { className: "said", textContent: settings.sayNotUploaded });
    item.append(`${entry.number} ${entry.name}`, mark, state);
    list.prepend(item);
    while (list.children.length > LAST_SHOWN) list.lastElementChild.remove();
  }
  function showNet(box, receipt, item) {
    const waiting = box.waiting.length;
    const refused = box.refused.length;
    const state = refused ? "refused" : waiting || !box.kept ? "waiting" : "sent";
    const sentence = box.login && waiting ? settings.sayLogin : refused ? settings.sayRefused : waiting ? settings.sayWaiting : settings.saySent;
    find("[data-net]").dataset.state = state;
    find("[data-net-text]").textContent = box.kept ? fill(sentence, { n: refused || waiting }) : settings.sayUnkept;
    const unsent = new Set(box.waiting.map((each) => each.operation.entry));
    for (const row of pad.querySelectorAll("[data-last] [data-of]")) {
      const said = row.dataset.says ? `${settings.sayUploaded} · ${row.dataset.says}` : settings.sayUploaded;
      row.querySelector(".said").textContent = unsent.has(row.dataset.of) ? settings.sayNotUploaded : said;
    }
    if (receipt?.says && item) {
      const row = pad.querySelector(`[data-of="${CSS.escape(item.operation.entry)}"]`);
      if (row) row.dataset.says = receipt.says;
    }
    find("[data-refused]").hidden = !refused;
    find("[data-refused-list]").replaceChildren(
      ...box.refused.map((each) => Object.assign(document.createElement("li"), { textContent: `${queue.find(each.operation.entry)?.name ?? each.operation.entry} · ${each.refused}` })),
    );
  }
  async function post(batch) {
    const answer = await fetch(settings.url, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/json", "x-csrftoken": token },
      body: JSON.stringify(batch),
    });
    if (answer.type === "opaqueredirect" || answer.status === 403) throw Object.assign(new Error("log in"), { login: true });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    return answer.json();
  }

  // --- hands --------------------------------------------------------------------------------------------------
  function press(key) {
    problem("");
    if (key === "go") {
      const value = field.read(typed);
      if (value === null) problem(settings.sayEmpty);
      else enter(chosenSlot ?? field.slots.at(-1), value);
      return;
    }
    if (key === "back") typed = typed.slice(0, -1);
    else if (typed.length < (field.isTime ? MOST_DIGITS : field.highest.length)) typed = (typed + key).replace(/^0+(?=\d)/, field.isTime ? "$&" : "");
    drawEcho();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button?.dataset.absence) enter("absence", button.dataset.absence);
    else if (button?.dataset.hit && chosenSlot) enter(chosenSlot, Number(button.dataset.hit));
    else if (field.kind !== "hit_miss") press("go");
  });
  pad.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]");
    if (key && key.type !== "submit") press(key.dataset.key);
    const step = event.target.closest("[data-step]");
    if (step) {
      typed = String(Math.max(0, Number(typed || current.slots[chosenSlot] || 0) + Number(step.dataset.step)));
      drawEcho();
    }
    const shot = event.target.closest("[data-slot]");
    if (shot) {
      chosenSlot = shot.dataset.slot;
      draw();
    }
    const tab = event.target.closest("[data-choose]");
    if (tab) {
      event.preventDefault();
      show(current, fields.find(({ code }) => code === tab.dataset.choose));
    }
    const row = event.target.closest("[data-entry], [data-onward]");
    if (row && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      const entry = row.dataset.entry ? queue.find(row.dataset.entry) : queue.after(current);
      if (entry) show(entry);
      scrollTo({ top: 0 });
    }
  });
  find("[data-undo-form]").addEventListener("submit", (event) => {
    event.preventDefault();
    undo();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, summary, select, textarea")) return;
    if (field.kind === "hit_miss") return;
    if (/^\d$/.test(event.key)) press(event.key);
    else if (event.key === "Backspace") press("back");
    else if (event.key === "Enter" && !event.target.closest("button, a")) press("go");
  });
  addEventListener("online", () => outbox.flush());
  document.addEventListener("visibilitychange", () => document.hidden || outbox.flush());

  // --- beginning ----------------------------------------------------------------------------------------------
  for (const plain of pad.querySelectorAll("[data-plain]")) plain.remove();
  for (const keys of pad.querySelectorAll("[data-keys]")) keys.hidden = false;
  find("[data-undo-bar]").hidden = true;
  for (const item of outbox.restore()) {
    queue.apply(item.operation);
    const entry = queue.find(item.operation.entry);
    if (entry) {
      queue.settle(entry, isDone(entry));
      remember(entry);
    }
  }
  showNet(outbox);
  show(current);
  outbox.flush();
}
