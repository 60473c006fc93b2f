// The starters of a pad in two lists, those who wait and those who are done. Hundreds of rows stand here and an entry
// changes three of them: every row stays the node it is until something else is to be read in it.

import { h, settle } from "./dom.js";

export class Queue {
  /** `chosen(code)` is told whose row was pressed; it is asked at the press, because a new pack brings new people. */
  constructor({ pad, chosen }) {
    Object.assign(this, { pad, chosen, rows: new Map() });
    const { say } = pad;
    this.waiting = h("ol", { class: "pad-queue", "data-waiting": "" });
    this.done = h("ol", { class: "pad-queue", "data-done": "" });
    this.doneCount = h("span", { "data-done-count": "" });
    this.root = h("nav", { "aria-label": say("all_starters") },
      h("h2", { class: "pad-heading" }, say("waiting")),
      this.waiting,
      h("details", { class: "pad-done", "data-fold": "done" }, h("summary", {}, say("entered"), " ", this.doneCount), this.done));
  }

  /** `state(code)` → {code, text}: what may honestly be said about an entry. */
  draw(rows, state) {
    const shown = rows.map((row) => ({ done: row.done, node: this.#row(row, state(row.entry.code)) }));
    const nodesOf = (done) => shown.filter((each) => each.done === done).map(({ node }) => node);
    settle(this.waiting, nodesOf(false));
    settle(this.done, nodesOf(true));
    this.doneCount.textContent = `${this.done.childElementCount}`;
  }

  #row(row, { text, code }) {
    const { pad } = this;
    const { entry, conflict } = row;
    const isCurrent = pad.entry?.code === entry.code;
    const mark = conflict ? pad.say("two_marks") : row.mark;
    const said = row.mark && code ? text : "";
    const reads = [entry.number, entry.name, entry.unit, mark, code, said, isCurrent].join("\n");
    const known = this.rows.get(entry.code);
    if (known?.reads === reads) return known.node;
    const press = (event) => {
      event.preventDefault();
      this.chosen(entry.code);
    };
    const link = h("a", { class: "pad-row", href: `#${entry.code}`, "data-entry": entry.code, "aria-current": isCurrent ? "true" : null, onclick: press },
      h("span", { class: "pad-row-number figures" }, `${entry.number}`), h("span", { class: "pad-row-name" }, entry.name), h("span", { class: "pad-row-unit" }, entry.unit, said && h("span", { class: "pad-row-state", "data-row-state": code }, said)),
      h("span", { class: "pad-row-mark figures", "data-mark": "" }, mark));
    // Within the same row: a finger or a focus on it stays where it is.
    const node = known?.node ?? h("li");
    if (known && node.contains(document.activeElement)) {
      node.replaceChildren(link);
      link.focus({ preventScroll: true });
    } else node.replaceChildren(link);
    this.rows.set(entry.code, { reads, node });
    return node;
  }
}
