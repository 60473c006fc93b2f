// The station: its contests, the state of everything that was entered, and the tools of the device.

import { fieldOf, layoutOf } from "../layout.js";
import { sayValue } from "../marks.js";
import { button, h, icon } from "../dom.js";
import { netLine } from "../screenparts.js";

/** `sheets`: [{sheet, left, waiting}]; a newer program is offered only when nothing waits. */
export function stationScreen({ app, say, sheets, open }) {
  const { pack } = app.sync.pack;
  const row = ({ sheet, left }) => h("li", {}, h("a", { class: "pad-row tablet-sheet", href: `#${sheet.id}`, "data-sheet": sheet.id, onclick: (event) => {
    event.preventDefault();
    open(sheet.id);
  } }, h("span", { class: "pad-row-name" }, sheet.title), h("span", { class: "pad-row-unit" }, [sheet.venue, say(`sheet_${sheet.state}`)].filter(Boolean).join(" · ")), h("span", { class: "pad-row-mark figures" }, left === null ? "" : say("to_go", { n: left }))));
  return [h("div", { class: "tablet-station" },
    h("header", { class: "pad-bar" }, h("h1", { class: "pad-contest" }, pack.station.name, " ", h("small", {}, pack.activity.title)), netLine(app.net())),
    app.offersSwitch && h("p", { class: "tablet-notice", role: "status" }, say("new_version"), " ", button(say("switch_version"), () => app.switchVersion(), { "data-id": "switch", class: "key key-word key-go" })),
    app.sync.unknown && h("div", { class: "pad-problem", role: "alert", "data-unknown": "" }, h("p", {}, say("unknown_device")), button(say("pair_again"), () => app.people.pairAgain(), { "data-id": "repair", class: "key key-word" })),
    h("section", { "aria-label": say("contests") }, h("ol", { class: "pad-queue" }, sheets.map(row)), !sheets.length && h("p", {}, say("no_contests"))),
    h("div", { class: "tablet-tools" }, refusedList({ app, say }), tools({ app, say })),
  )];
}

/** What the server did not take is kept here for a person to look at. */
export function refusedList({ app, say, sheet = null }) {
  const items = app.outbox.refused.filter((item) => sheet === null || item.sheet === sheet);
  if (!items.length) return null;
  return h("div", { "data-refused": "" }, h("h2", { class: "pad-heading" }, say("not_accepted")), h("ul", { class: "pad-last", "data-refused-list": "" }, items.map((item) => h("li", {}, sayRefused(app, item)))));
}

/** As a referee would write it on paper: 13.00, not thousandths of a second. */
export const sayRefused = (app, item) => `${app.nameOf(item)} · ${sayMark(app, item)} · ${item.refused}`;

function sayMark(app, { sheet: id, operation: { entry, slot, value } }) {
  const sheet = app.sync.pack.pack.sheets.find((each) => each.id === id);
  const group = sheet?.groups.find(({ entries }) => entries.some(({ code }) => code === entry));
  const field = value === null || !group || sheet.matches.length ? null : fieldOf(layoutOf(sheet, group), slot);
  return field ? sayValue(field, value, app.say) : (value ?? "");
}

function tools({ app, say }) {
  const file = (kind, label) => h("label", { class: "tablet-file" }, h("span", {}, label), h("input", { type: "file", class: "form-control", accept: "application/json,.json", "data-file": kind, onchange: (event) => app.importFile(kind, event.target.files[0]) }));
  const warnings = app.answers.filter((each) => !each.ok);
  return h("section", { class: "tablet-tools", "aria-label": say("device") },
    h("h2", { class: "pad-heading" }, say("device_is", { name: app.device.name }), " · ", app.session ? say("signed_in_as", { name: app.session.name }) : ""),
    warnings.map((each) => h("p", { class: "pad-warning", "data-check": each.code }, icon("exclamation-triangle-fill"), " ", say(`check_${each.code}_not`))),
    app.note && h("p", { role: "status", class: "tablet-notice", "data-note": "" }, app.note),
    h("div", { class: "pad-modes" },
      button(say("change_referee"), () => app.people.changeReferee(), { "data-id": "lock", class: "key key-word" }),
      button(say("large_type"), () => app.toggleLarge(), { "data-id": "large", class: "key key-word", "aria-pressed": `${app.large}` }),
      button(say("other_language"), () => app.switchLanguage(), { "data-id": "language", class: "key key-word", lang: say.language === "en" ? "zh-hans" : "en" }),
      button(say("try_now"), () => app.sync.now(), { "data-id": "try", class: "key key-word" })),
    h("details", { class: "pad-done", "data-fold": "files", open: app.root.querySelector("[data-fold=files]")?.open ?? false }, h("summary", {}, say("no_network_title")),
      h("p", {}, say("no_network_help")),
      button(say("export", { n: app.outbox.waiting.length }), () => app.exportOutbox(), { "data-id": "export", class: "key key-word", disabled: !app.outbox.waiting.length }),
      file("receipts", say("receipts_file"))),
    h("p", { class: "pad-hint" }, say("version_is", { version: app.version || "–" })));
}
