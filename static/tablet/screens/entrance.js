// What comes before work: may this device be used, which station is it, who is at it.

import { button, h, icon } from "../dom.js";

const frame = (title, ...children) => h("div", { class: "tablet-card" }, h("h1", {}, title), children);

const keys = (press, say, go) =>
  h("div", { class: "pad-keys" }, [..."789456123"].map((digit) => button(digit, () => press(digit), { "data-key": digit })), button(icon("backspace"), () => press("back"), { "data-key": "back", "aria-label": say("delete_digit") }), button("0", () => press("0"), { "data-key": "0" }), go);

/** Another tab of this browser is the writer. */
export const otherTab = ({ say }) => frame(say("other_tab_title"), h("p", { role: "alert" }, say("other_tab")));

/** Everything asked of the browser, with what to do where it said no. */
export function checkScreen({ say, answers, start, again }) {
  const stops = answers.some((each) => !each.ok && each.stops);
  const line = (each) => h("li", { "data-check": each.code, "data-ok": each.ok ? "yes" : each.stops ? "no" : "warn" }, icon(each.ok ? "check-circle-fill" : "exclamation-circle-fill"), h("div", {}, h("strong", {}, say(`check_${each.code}`)), !each.ok && h("p", {}, say(`check_${each.code}_not`))));
  return frame(say("check_title"), h("ul", { class: "tablet-checks" }, answers.map(line)),
    stops ? h("p", { class: "pad-problem", role: "alert" }, say("check_stops")) : null,
    stops ? button(say("check_again"), again, { "data-id": "again", class: "key key-go" }) : button(say("begin"), start, { "data-id": "begin", class: "key key-go" }));
}

/** Six digits as shown on the organiser's screen; a QR code brings a longer key by the address. */
export function pairScreen({ say, typed, problem, busy, press, pair, importFile }) {
  return frame(say("pair_title"),
    h("p", {}, say("pair_help")),
    h("p", { class: "tablet-code figures" }, h("output", { "data-code": "", "aria-label": say("pair_code") }, typed.padEnd(6, "–"))),
    problem && h("p", { class: "pad-problem", role: "alert", "data-problem": "" }, problem),
    keys(press, say, button(busy ? say("wait") : say("pair"), pair, { "data-key": "go", class: "key key-go key-word", disabled: busy || typed.length !== 6 })),
    h("details", { class: "pad-done" }, h("summary", {}, say("no_network_title")), h("label", { class: "tablet-file" }, h("span", {}, say("pack_file")), h("input", { type: "file", class: "form-control", accept: "application/json,.json", "data-file": "pack", onchange: importFile }))));
}

/** Name, then PIN. Offline the PIN is compared with what was kept at the last sign-in on this device. */
export function signInScreen({ say, referees, chosen, typed, problem, busy, choose, press, signIn, station }) {
  const name = (referee) => button([referee.name, referee.seatless && h("small", {}, say("no_seat_yet"))], () => choose(referee), { "data-id": `referee ${referee.key}`, "data-referee": referee.key, class: "key key-word", "aria-pressed": `${chosen?.key === referee.key}`, disabled: referee.seatless });
  return frame(say("sign_in_title", { station }),
    h("div", { class: "tablet-names", role: "group", "aria-label": say("who_are_you") }, referees.map(name)),
    referees.length === 0 && h("p", { role: "alert" }, say("no_referees")),
    h("p", { class: "tablet-code figures" }, h("output", { "data-code": "", "aria-label": say("pin") }, "●".repeat(typed.length).padEnd(6, "–"))),
    problem && h("p", { class: "pad-problem", role: "alert", "data-problem": "" }, problem),
    keys(press, say, button(busy ? say("wait") : say("sign_in"), signIn, { "data-key": "go", class: "key key-go", disabled: busy || !chosen || typed.length < 6 })));
}

/** The device was emptied because the organiser revoked it; what the server would not take is read off here, for the last time. */
export const wipedScreen = ({ say, refused, onward }) => frame(say("wiped_title"), h("p", {}, say("wiped")),
  refused.length > 0 && h("div", { "data-refused": "" }, h("p", { class: "pad-problem", role: "alert" }, say("wiped_refused")), h("ul", { class: "pad-last" }, refused.map((said) => h("li", {}, said)))),
  button(say("pair_again"), onward, { "data-id": "onward", class: "key key-go" }));
