// Draws the pad of one contest: one person or one heat, one thing to enter, the state of everything in words.

import { button, h, redraw } from "./dom.js";
import { absenceKeys, faultKeys } from "./pads/faults.js";
import { orderPad, watchPad } from "./pads/heat.js";
import { panelFor, takesDigits } from "./pads/panels.js";
import { panelOf, placesOf, sayField, sayPlace, sayStep } from "./layout.js";
import { isTouched } from "./touch.js";
import { Queue } from "./queue.js";
import { Bar, foot, lastEntered, reasons, undoBar } from "./screenparts.js";

export class PadScreen {
  /** `frame` says what is around the pad: {back, net(), state(code), warnings(), extras()}. */
  constructor({ root, pad, frame }) {
    Object.assign(this, { root, pad, frame, mode: "" });
    this.bar = new Bar({ pad, frame });
    this.who = h("section", { class: "pad-who", "aria-live": "polite", "data-who": "" });
    this.entry = h("form", { class: "pad-entry", "data-entry-form": "", novalidate: true, onsubmit: (event) => event.preventDefault() });
    this.queue = new Queue({ pad, chosen: (code) => this.#choose(code) });
    this.lately = h("div", { class: "pad-log-part" });
    this.foot = h("div", { class: "pad-log-part" });
    this.log = h("div", { class: "pad-log" }, this.lately, this.queue.root, this.foot);
    this.root.replaceChildren(this.bar.root, this.who, this.entry, this.log);
    this.keys = (event) => this.#key(event);
    document.addEventListener("keydown", this.keys);
    this.draw();
  }

  close() {
    document.removeEventListener("keydown", this.keys);
    clearTimeout(this.undoTimer);
  }

  /** Names in a heat are tapped where the order counts; a watch is offered where times do. */
  get modes() {
    const { pad } = this;
    const [field] = pad.layout.fields;
    if (!pad.group || pad.seat || !field) return [];
    if (field.pad === "order") return ["order", "keys"];
    const simple = !pad.layout.levels.length && pad.group.entries.length > 0;
    return field.kind === "time" && !field.list && simple ? ["keys", "watch"] : [];
  }

  get heatMode() {
    const mode = this.mode || this.modes[0];
    return mode === "order" || mode === "watch" ? mode : "";
  }

  /** After a key only what is entered is drawn anew: a queue of hundreds must not slow a thumb. */
  draw(what = "all") {
    const { pad } = this;
    if (what === "keys" && pad.entry) {
      redraw(this.entry, this.heatMode ? this.#heatEntry() : this.#personEntry());
      return;
    }
    if (what === "state") {
      this.drawState();
      return;
    }
    this.drawBar();
    if (!pad.entry) {
      redraw(this.who, h("p", { class: "pad-name" }, pad.say("nobody")));
      redraw(this.entry);
      this.log.hidden = true;
      return;
    }
    redraw(this.who, this.heatMode ? this.#heatHead() : this.#personHead());
    redraw(this.entry, this.heatMode ? this.#heatEntry() : this.#personEntry());
    this.log.hidden = false;
    this.drawLog();
    this.#bringIntoSight();
  }

  /** Whoever is next, after a correction far down; and the reasons, when one is asked for. Where things stand is known
   * for nothing once the browser has laid them out: asked at once, it would have to do so before the key answers. */
  #bringIntoSight() {
    const { entry, asking } = this.pad;
    const isAsked = asking && !this.asked;
    const isOther = Boolean(this.shown) && this.shown !== entry.code;
    Object.assign(this, { asked: asking, shown: entry.code });
    if (!isAsked && !isOther) return;
    requestAnimationFrame(() => {
      if (!this.root.isConnected) return;
      if (isAsked) this.entry.querySelector("[data-reason]")?.scrollIntoView({ block: "nearest" });
      else if (this.who.querySelector("[data-name]")?.getBoundingClientRect().top < 0) scrollTo({ top: 0 });
    });
  }

  /** Only what the network changes: a thumb on a key is never disturbed. */
  drawState() {
    cancelAnimationFrame(this.frameAsked);
    this.frameAsked = requestAnimationFrame(() => {
      if (!this.bar.root.isConnected) return;
      if (isTouched()) return this.drawState();
      this.drawBar();
      if (this.pad.entry) this.drawLog();
    });
  }

  drawBar() {
    const { pad } = this;
    const left = pad.rows.filter((row) => !row.done).length;
    this.bar.draw(pad.say("to_go", { n: left }));
  }

  // --- one person -----------------------------------------------------------------------------------------------
  #personHead() {
    const { pad } = this;
    const { entry, group, say } = pad;
    const title = group.code ? say.phrase(group.title) : "";
    const place = [title, entry.lane && pad.sheet.heat_size !== 1 ? say("lane", { n: entry.lane }) : ""].filter(Boolean).join(" ");
    const mark = pad.sayMark(entry.code);
    const next = pad.next();
    return [
      h("p", { class: "pad-number", "data-number": "" }, `${entry.number}`),
      h("div", {}, h("p", { class: "pad-name", "data-name": "" }, entry.name), h("p", { class: "pad-unit" }, h("span", { "data-unit-name": "" }, entry.unit), " ", h("span", { class: "pad-place", "data-place": "" }, place))),
      h("p", { class: "pad-record", "data-record": "", hidden: !mark || pad.conflict }, say("recorded"), " ", h("strong", { "data-record-mark": "" }, mark)),
      h("p", { class: "pad-hint", "data-marked": "", hidden: Boolean(pad.seat) || !pad.marked.length }, say("marked", { who: pad.marked.join(say("comma")) })),
      h("p", { class: "pad-record", "data-conflict-note": "", hidden: !pad.conflict }, say("two_records")),
      h("p", { class: "pad-next", "data-next": "" }, next ? say("next", { who: `${next.number} ${next.name}` }) : say("nobody_waits")),
    ];
  }

  #personEntry() {
    const { pad } = this;
    const { say } = pad;
    const next = pad.next();
    const isFull = pad.field && pad.slot === null && ["hit_miss", "zones", "attempts"].includes(pad.field.pad);
    return [
      h("p", { class: "pad-problem", role: "alert", "data-problem": "", hidden: !pad.problem }, pad.problem),
      pad.sheet.state === "released" && h("p", { class: "pad-warning" }, say("after_publication")),
      this.#modeKeys(),
      this.#seats(),
      this.#placeKeys(),
      this.#fieldKeys(),
      pad.field && h("div", { class: "pad-panel", "data-field": pad.field.code, "data-pad": pad.field.pad }, panelFor(pad)),
      this.#turnKeys(),
      isFull && next && h("a", { class: "key key-go pad-onward", href: "#", "data-onward": "", onclick: (event) => this.#onward(event, next) }, say("next_person")),
      reasons(pad, () => pad.asking || (pad.slot !== null && pad.field && pad.field.kind !== "heights" && pad.changes(pad.slot, undefined))),
      faultKeys(pad),
      absenceKeys(pad),
    ];
  }

  #onward(event, next) {
    event.preventDefault();
    this.pad.show(next);
    scrollTo({ top: 0 });
  }

  #modeKeys() {
    const { modes, pad } = this;
    if (!modes.length) return null;
    const mode = this.mode || modes[0];
    return h("div", { class: "pad-modes", role: "group", "aria-label": pad.say("way") }, modes.map((each) => button(pad.say(`mode_${each}`), () => this.#setMode(each), { "data-id": `mode ${each}`, "data-mode": each, class: "key key-word", "aria-pressed": `${each === mode}` })));
  }

  #setMode(mode) {
    this.mode = mode;
    this.pad.changed();
  }

  /** Each judge alone on a tablet of their own: whoever takes a seat sees only that seat. */
  #seats() {
    const { pad } = this;
    const panel = panelOf(pad.layout);
    if (!panel) return null;
    if (pad.ownSeat || pad.sheet.seat) return h("p", { class: "pad-hint", "data-my-seat": pad.seat }, pad.say("seat_is", { n: pad.seat }));
    const key = (seat, label) => button(label, () => this.frame.sitDown(seat), { "data-id": `seat ${seat}`, "data-seat": seat ?? "", class: "key key-word", "aria-pressed": `${pad.seat === seat}` });
    return h("details", { class: "pad-done pad-seats", open: false }, h("summary", {}, pad.seat ? pad.say("seat_is", { n: pad.seat }) : pad.say("seat_all")),
      h("div", { class: "pad-modes" }, key(null, pad.say("seat_all")), Array.from({ length: panel.attempts }, (_, index) => key(index + 1, pad.say("seat", { n: index + 1 })))));
  }

  #placeKeys() {
    const { pad } = this;
    const places = placesOf(pad.layout);
    if (places.length < 2) return null;
    const title = (place) => place.steps.map((step) => sayStep(step, pad.say)).join(" · ");
    return h("ol", { class: "pad-fields" }, places.map((place) => h("li", {}, h("button", { type: "button", class: "pad-field", "data-id": `place ${place.prefix}`, "data-choose-place": place.prefix, "aria-current": place.prefix === pad.place.prefix ? "step" : null, onclick: () => pad.show(pad.entry, { place }) }, h("span", {}, title(place)), " ", h("strong", { class: "figures", "data-value": "" }, sayPlace(pad.layout, place, pad.values, pad.say, pad.seat) || "–")))));
  }

  /** Below the keys: it is chosen once, and the keys are needed for every entry. */
  #turnKeys() {
    const { pad } = this;
    if (placesOf(pad.layout).length < 2) return null;
    return h("div", { class: "pad-modes", role: "group", "aria-label": pad.say("turn") }, ["by_person", "by_round"].map((each) => button(pad.say(each), () => Object.assign(pad, { byRound: each === "by_round" }).changed(), { "data-id": each, class: "key key-word", "aria-pressed": `${pad.byRound === (each === "by_round")}` })));
  }

  #fieldKeys() {
    const { pad } = this;
    if (pad.offered.length < 2) return null;
    return h("ol", { class: "pad-fields" }, pad.offered.map((field) => h("li", {}, h("a", { class: "pad-field", href: "#", "data-choose": field.code, "aria-current": field === pad.field ? "true" : null, onclick: (event) => {
      event.preventDefault();
      pad.show(pad.entry, { place: pad.place, field });
    } }, h("span", {}, pad.say.phrase(field.title)), " ", h("strong", { class: "figures", "data-value": "" }, sayField(field, pad.place, pad.values, pad.say, pad.seat) || "–")))));
  }

  // --- one heat -------------------------------------------------------------------------------------------------
  #heatHead() {
    const { pad } = this;
    const { say, group } = pad;
    return [h("div", { class: "pad-heat" },
      h("p", { class: "pad-name", "data-name": "" }, say.phrase(group.title) || pad.sheet.title),
      h("div", { class: "pad-modes", role: "group", "aria-label": say("heats") }, pad.groups.length > 1 && pad.groups.map((each) => button(say.phrase(each.title) || each.code, () => pad.show(each.entries[0]), { "data-id": `group ${each.stage} ${each.code}`, "data-group": each.code, class: "key key-word", "aria-pressed": `${each === group}`, disabled: !each.entries.length }))))];
  }

  #heatEntry() {
    const { pad } = this;
    const clock = (stamp = performance.now()) => performance.timeOrigin + stamp;
    const draw = this.heatMode === "order" ? orderPad : watchPad;
    const [field] = pad.layout.fields;
    pad.field = field;
    return [
      h("p", { class: "pad-problem", role: "alert", "data-problem": "", hidden: !pad.problem }, pad.problem),
      this.#modeKeys(),
      draw(pad, pad.group, pad.draft, (draft) => pad.keepDraft(draft), clock),
      h("p", { class: "pad-hint" }, pad.say("heat_absences")),
    ];
  }

  // --- beside ---------------------------------------------------------------------------------------------------
  drawLog() {
    const { pad, frame } = this;
    const { rows } = pad;
    const wasOpen = (name) => this.log.querySelector(`[data-fold="${name}"]`)?.open ?? false;
    redraw(this.lately, this.#undo(), lastEntered({ pad, rows, state: frame.state }), frame.refused?.(pad) ?? null, this.#stages());
    this.queue.draw(rows, frame.state);
    redraw(this.foot, foot({ pad, wasOpen, extras: frame.extras?.(pad) ?? [] }));
  }

  #choose(code) {
    const row = this.pad.rows.find((each) => each.entry.code === code);
    if (!row) return;
    this.mode = this.heatMode ? "keys" : this.mode;
    this.pad.show(row.entry);
    scrollTo({ top: 0 });
  }

  #stages() {
    const { pad } = this;
    const codes = [...new Set(pad.sheet.groups.map((group) => group.stage))];
    if (codes.length < 2) return null;
    const title = (code) => pad.sheet.stages.find((stage) => stage.code === code)?.title ?? code;
    return h("div", { class: "pad-modes", role: "group", "aria-label": pad.say("stages") }, codes.map((code) => button(title(code), () => pad.chooseStage(code), { "data-id": `stage ${code}`, class: "key key-word", "aria-pressed": `${code === pad.stage}` })));
  }

  #undo() {
    const { pad } = this;
    clearTimeout(this.undoTimer);
    if (pad.canUndo) this.undoTimer = setTimeout(() => this.drawLog(), pad.act.at + 10_050 - Date.now());
    return undoBar(pad);
  }

  #key(event) {
    const { pad } = this;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, summary, select, textarea")) return;
    if (this.heatMode || !pad.field || !takesDigits(pad.field) || !this.root.isConnected) return;
    if (/^\d$/.test(event.key)) pad.press(event.key);
    else if (event.key === "Backspace") pad.press("back");
    else if (event.key === "-" && pad.field.lowest < 0) pad.press("minus");
    else if (event.key === "Enter" && !event.target.closest?.("button, a")) pad.press("go");
  }
}

