// Pieces around every pad: the state of the network in words, undo, what was entered last, the queue, help.

import { button, h, icon, settle } from "./dom.js";

const ICONS = { sent: "cloud-check", waiting: "wifi-off", refused: "exclamation-circle-fill" };
const LAST_SHOWN = 3;

/** `{state, text, contact}`: never only a green dot. */
export function netLine({ state, text, contact = "" }) {
  return h("p", { class: "pad-net", "data-net": "", "data-state": state, role: "status" }, icon(ICONS[state]), " ", h("span", { "data-net-text": "" }, text), contact && h("small", { "data-contact": "" }, contact));
}

/** Head of a pad: the way back, the contest, how many are to come, the network, warnings. What stays the same is not drawn anew. */
export class Bar {
  constructor({ pad, frame }) {
    Object.assign(this, { pad, frame, name: h("span"), toGo: h("small", { "data-to-go": "" }), shown: "", below: [] });
    this.root = h("header", { class: "pad-bar" });
    this.title = h("h1", { class: "pad-contest" }, h("a", { class: "pad-back", href: frame.back.href, "aria-label": pad.say("all_contests"), onclick: frame.back.onclick ?? null }, icon("arrow-left")), this.name, " ", this.toGo);
  }

  draw(toGo) {
    const { pad, frame } = this;
    const net = frame.net();
    const warnings = frame.warnings?.(pad) ?? [];
    this.name.textContent = pad.sheet.title;
    this.toGo.textContent = toGo;
    const reads = JSON.stringify([net, warnings]);
    if (reads !== this.shown) this.below = [netLine(net), ...warnings.map((text) => h("p", { class: "pad-warning pad-bar-warning", role: "alert", "data-others": "" }, text))];
    this.shown = reads;
    settle(this.root, [this.title, ...this.below]);
  }
}

export function undoBar(pad) {
  const { act, say } = pad;
  const shown = act && pad.now() - act.at < 10_000;
  return h("div", { class: "pad-undo", "data-undo-bar": "", hidden: !shown }, h("span", { role: "status", "data-undo-text": "" }, shown ? act.said : ""),
    h("form", { "data-undo-form": "", onsubmit: (event) => event.preventDefault() }, button([icon("arrow-counterclockwise"), " ", say("undo")], () => pad.undo(), { "data-id": "undo", hidden: !pad.canUndo })));
}

/** The last three with what may honestly be said about each. */
export function lastEntered({ pad, rows, state }) {
  const { say } = pad;
  const shown = pad.last.map((code) => rows.find((row) => row.entry.code === code)).filter(Boolean).slice(0, LAST_SHOWN);
  const lines = shown.map((row) => {
    const { text, says } = state(row.entry.code);
    return h("li", { "data-of": row.entry.code }, `${row.entry.number} ${row.entry.name}`, h("span", { class: "push" }, row.mark || "–"), h("span", { class: "said" }, [text, says].filter(Boolean).join(" · ")));
  });
  return [h("h2", { class: "pad-heading" }, say("last_entered")), h("ul", { class: "pad-last", "data-last": "" }, lines.length ? lines : h("li", { class: "nothing" }, say("nothing_yet")))];
}

/** Why a record is changed: three keys, or a sentence. */
export function reasons(pad, asks) {
  const { say } = pad;
  const choices = [say("reason_key"), say("reason_person"), say("reason_again")];
  const choose = (text) => () => Object.assign(pad, { reason: text });
  return h("fieldset", { class: "pad-reason", "data-reason": "", hidden: !asks() },
    h("legend", {}, say("why_changed")),
    h("div", { class: "pad-reasons" }, choices.map((text) => h("label", { class: "pad-choice" }, h("input", { type: "radio", name: "reason_choice", value: text, checked: pad.reason === text, onchange: choose(text) }), text))),
    h("label", { class: "visually-hidden", for: "reason" }, say("reason_other")),
    h("input", { class: "form-control", id: "reason", name: "reason", maxlength: 200, autocomplete: "off", placeholder: say("reason_other"), value: choices.includes(pad.reason) ? null : pad.reason, oninput: (event) => Object.assign(pad, { reason: event.target.value }) }));
}

/** Rules, scale and venue are on the pad; so are large type and the way to call the chief referee. */
export function foot({ pad, wasOpen, extras }) {
  const { sheet, say } = pad;
  const lines = [sheet.venue && `${say("venue")}：${sheet.venue}`, say.phrase(sheet.says), ...(sheet.rule_text ? sheet.rule_text.split("\n") : [])].filter(Boolean);
  return [...extras, lines.length ? h("details", { class: "pad-done", "data-fold": "rules", open: wasOpen("rules") }, h("summary", {}, say("rules_of_play")), h("div", { class: "prose" }, lines.map((line) => h("p", {}, line)))) : null];
}
