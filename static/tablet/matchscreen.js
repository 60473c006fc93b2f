// Draws the pad of matches: the list of meetings, and one of them with both sides, games, and how it ended.

import { button, h, icon, redraw } from "./dom.js";
import { Bar, foot, reasons, undoBar } from "./screenparts.js";
import { isTouched } from "./touch.js";

export class MatchScreen {
  constructor({ root, pad, frame }) {
    Object.assign(this, { root, pad, frame });
    this.bar = new Bar({ pad, frame });
    this.who = h("section", { class: "pad-who pad-match-head", "aria-live": "polite" });
    this.entry = h("form", { class: "pad-entry", novalidate: true, onsubmit: (event) => event.preventDefault() });
    this.log = h("div", { class: "pad-log" });
    this.root.replaceChildren(this.bar.root, this.who, this.entry, this.log);
    this.draw();
  }

  close() {
    clearTimeout(this.undoTimer);
  }

  draw() {
    const { pad } = this;
    this.drawBar();
    this.who.hidden = !pad.match;
    redraw(this.who, pad.match && this.#head());
    redraw(this.entry, pad.match && this.#score());
    this.drawLog();
  }

  drawState() {
    cancelAnimationFrame(this.frameAsked);
    this.frameAsked = requestAnimationFrame(() => {
      if (!this.bar.root.isConnected) return;
      if (isTouched()) return this.drawState();
      this.drawBar();
      this.drawLog();
    });
  }

  drawBar() {
    const { pad } = this;
    const left = pad.sheet.matches.filter((match) => !match.finished && match.sides.every((side) => side.code)).length;
    this.bar.draw(pad.say("matches_to_go", { n: left }));
  }

  #head() {
    const { pad } = this;
    const { match, say } = pad;
    const title = [pad.sheet.stages.find(({ code }) => code === match.stage)?.title, say.phrase(match.title), match.group].filter(Boolean).join(" · ");
    const mark = pad.sayMatch(match);
    return [
      h("p", { class: "pad-unit" }, title),
      h("p", { class: "pad-name" }, pad.match.sides.map((side) => side.name).join(" – ")),
      h("p", { class: "pad-record", "data-record": "", hidden: !mark }, say("recorded"), " ", h("strong", { "data-record-mark": "" }, mark)),
      h("p", { class: "pad-hint" }, say.phrase(pad.rules.says)),
    ];
  }

  #score() {
    const { pad } = this;
    const { say, rules } = pad;
    const isTie = rules.rubbers.length > 0;
    const isWholeTie = isTie && pad.rubber === 0;
    const isScored = rules.kind !== "winner" && !isWholeTie;
    const rubber = (number, title) => button(title, () => pad.chooseRubber(number), { "data-id": `rubber ${number}`, "data-rubber": number, class: "key key-word", "aria-pressed": `${pad.rubber === number}` });
    return [
      h("p", { class: "pad-problem", role: "alert", "data-problem": "", hidden: !pad.problem }, pad.problem),
      isTie && h("div", { class: "pad-modes", role: "group", "aria-label": say("rubbers") }, rules.rubbers.map((title, index) => rubber(index + 1, title || say("rubber", { n: index + 1 }))), rubber(0, say("whole_tie"))),
      rules.kind === "games" && isScored && this.#games(),
      isScored && this.#sides(),
      isScored && this.#keys(),
      rules.kind === "winner" && !isWholeTie && this.#winner(),
      reasons(pad, () => pad.asking),
      button(say("store_match"), () => pad.store(), { "data-key": "go", class: "key key-go" }),
      this.#endings(isWholeTie),
      button(say("other_match"), () => pad.close(), { "data-id": "close", class: "key key-word" }),
    ];
  }

  #games() {
    const { pad } = this;
    const { games: count } = pad.rules;
    const order = this.#order();
    return h("ol", { class: "pad-fields" }, Array.from({ length: count }, (_, index) => index + 1).map((number) => {
      const points = order.map((side) => pad.value(`game.${number}.${side}`));
      const said = points.every((each) => each === null) ? "–" : points.map((each) => each ?? 0).join(":");
      return h("li", {}, h("button", { type: "button", class: "pad-field", "data-id": `game ${number}`, "data-game": number, "aria-current": pad.game === number ? "step" : null, onclick: () => pad.chooseGame(number) }, h("span", {}, pad.say("game", { n: number })), " ", h("strong", { class: "figures" }, said)));
    }));
  }

  /** Sides stand as the players do: after a change of ends the left one is the other. */
  #order() {
    return this.pad.swapped ? ["b", "a"] : ["a", "b"];
  }

  #sides() {
    const { pad } = this;
    const { sides, say } = pad;
    const column = (side) => {
      const value = pad.value(pad.at(side));
      const who = sides[side];
      return h("div", { class: "pad-side", "data-side": side, "aria-current": pad.side === side ? "true" : null },
        h("p", { class: "pad-side-name" }, who.name, h("small", {}, who.unit), pad.rules.kind === "games" && h("small", { class: "figures" }, say("games_won", { n: pad.won(side) }))),
        h("button", { type: "button", class: "pad-points figures", "data-id": `points ${side}`, "data-points": side, "aria-label": say("points_of", { name: who.name, n: value ?? 0 }), "aria-pressed": `${pad.side === side}`, onclick: () => pad.chooseSide(side) }, `${value ?? 0}`),
        h("div", { class: "pad-steps" },
          button("−1", () => pad.bump(side, -1), { "data-id": `less ${side}`, "data-less": side, "aria-label": say("point_less", { name: who.name }) }),
          button("+1", () => pad.bump(side, 1), { "data-id": `more ${side}`, "data-more": side, "aria-label": say("point_more", { name: who.name }), class: "key key-go" })));
    };
    return [h("div", { class: "pad-sides" }, this.#order().map(column)), button(say("change_ends"), () => Object.assign(pad, { swapped: !pad.swapped }).changed(), { "data-id": "swap", "data-swap": "", class: "key key-word" })];
  }

  /** Typing instead of counting: digits go to the side whose points were pressed. */
  #keys() {
    const { pad } = this;
    return h("details", { class: "pad-done", "data-fold": "digits", open: this.entry.querySelector("[data-fold=digits]")?.open ?? false }, h("summary", {}, pad.say("type_points", { name: pad.sides[pad.side].name })),
      h("div", { class: "pad-keys" }, [..."7894561230"].map((digit) => button(digit, () => pad.press(digit), { "data-key": digit })), button(icon("backspace"), () => pad.press("back"), { "data-key": "back", "aria-label": pad.say("delete_digit") })));
  }

  #winner() {
    const { pad } = this;
    const { sides, say, rules } = pad;
    const choice = (code, label) => button(label, () => pad.win(code), { "data-id": `win ${code}`, "data-win": code, "aria-pressed": `${pad.value("winner") === code}` });
    return h("div", { class: `pad-halves${rules.draws ? " pad-thirds" : ""}` }, choice("a", say("wins", { name: sides.a.name })), rules.draws && choice("draw", say("drawn")), choice("b", say("wins", { name: sides.b.name })));
  }

  /** Who came, gave up or was ruled out: folded away, but for a whole tie, of which nothing else is asked. */
  #endings(isOpen) {
    const { pad } = this;
    const { sides, say } = pad;
    const key = (ended, by, label) => button(label, () => (pad.value("ended") === ended && pad.value("by") === by ? pad.end(null, null) : pad.end(ended, by)), { "data-id": `end ${ended} ${by}`, "data-ended": `${ended} ${by}`, class: "key key-absence", "aria-pressed": `${pad.value("ended") === ended && pad.value("by") === by}` });
    const of = (ended) => ["a", "b"].map((side) => key(ended, side, say(`${ended}_by`, { name: sides[side].name })));
    return h("details", { class: "pad-done", "data-fold": "endings", open: this.entry.querySelector("[data-fold=endings]")?.open || isOpen || Boolean(pad.value("ended")) }, h("summary", {}, say("not_played_out")), h("div", { class: "pad-absences" }, of("walkover"), key("walkover", "both", say("walkover_both")), of("retired"), of("forfeit")));
  }

  drawLog() {
    const { pad, frame } = this;
    const { say } = pad;
    const wasOpen = (name) => this.log.querySelector(`[data-fold="${name}"]`)?.open ?? false;
    const known = pad.sheet.matches.filter((match) => match.sides.every((side) => side.code));
    const row = (match) => {
      const state = frame.stateOfMatch(match, pad.prefixOf(match));
      const mark = pad.sayMatch(match);
      return h("li", {}, h("a", { class: "pad-row", href: `#${match.stage}/${match.id}`, "data-match": match.id, "data-id": `match ${match.stage} ${match.id}`, "aria-current": pad.match && pad.match.id === match.id && pad.match.stage === match.stage ? "true" : null, onclick: (event) => {
        event.preventDefault();
        pad.show(match);
        scrollTo({ top: 0 });
      } }, h("span", { class: "pad-row-number figures" }, `${match.id}`), h("span", { class: "pad-row-name" }, match.sides.map((side) => side.name).join(" – ")), h("span", { class: "pad-row-unit" }, [match.group, say.phrase(match.title)].filter(Boolean).join(" · "), mark && h("span", { class: "pad-row-state", "data-row-state": state.code }, state.text)), h("span", { class: "pad-row-mark figures", "data-mark": "" }, mark)));
    };
    clearTimeout(this.undoTimer);
    if (pad.canUndo) this.undoTimer = setTimeout(() => this.drawLog(), pad.act.at + 10_050 - Date.now());
    redraw(this.log,
      undoBar(pad),
      frame.refused?.(pad) ?? null,
      h("nav", { "aria-label": say("matches") },
        h("h2", { class: "pad-heading" }, say("waiting")),
        h("ol", { class: "pad-queue", "data-waiting": "" }, known.filter((match) => !match.finished).map(row)),
        h("details", { class: "pad-done", "data-fold": "done", open: wasOpen("done") }, h("summary", {}, say("finished_matches"), " ", `${known.filter((match) => match.finished).length}`), h("ol", { class: "pad-queue", "data-done": "" }, known.filter((match) => match.finished).map(row)))),
      foot({ pad, wasOpen, extras: frame.extras?.(pad) ?? [] }));
  }
}
