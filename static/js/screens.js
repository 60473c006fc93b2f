// Follows a page: asks whether it changed, puts the new part in place, says when it is out of touch, comes back by itself.

const body = document.body;
const touch = document.querySelector("[data-touch]");
const part = document.querySelector("[data-part]");
const EVERY = Number(body.dataset.every);
const HIDDEN = 15000;
const LONGEST = 20000;
const GONE = 404;
// Milliseconds from which an answer is slow, and how many times as long a viewer stays away after two of them: referees come first.
const SLOW = 350;
const PATIENCE = 10;
const isBoard = "board" in body.dataset;
const address = body.dataset.follow || location.href;
let tag = "";
let failures = 0;
let lastHeard = new Date();
let timer = 0;
let turn = 0;
let took = 0;
let slow = 0; // answers in a row

function clock(moment) {
  return moment.toLocaleTimeString("zh-CN", { hour12: false });
}

function say(text, isLost) {
  if (touch.textContent !== text) touch.textContent = text;
  touch.classList.toggle("is-lost", isLost);
  touch.hidden = isBoard && !isLost;
}

function put(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const source = isBoard ? fresh.body : fresh.querySelector("[data-part]");
  if (source) part.replaceChildren(...source.childNodes);
}

async function ask() {
  const began = performance.now();
  const answer = await fetch(address, { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(8000) });
  took = performance.now() - began;
  slow = took > SLOW ? slow + 1 : 0;
  if (answer.status === GONE) {
    location.reload();
    return false;
  }
  if (!answer.ok) throw new Error(answer.statusText);
  const fresh = answer.headers.get("ETag");
  if (fresh !== tag) {
    const text = await answer.text();
    put(text);
    tag = fresh;
  }
  return true;
}

function wait() {
  if (document.hidden && !isBoard) return HIDDEN;
  const slower = Math.min(EVERY * 2 ** failures, LONGEST);
  // A thousand phones must not ask in step.
  if (failures) return slower * (0.7 + 0.6 * Math.random());
  const calm = slow > 1 && !isBoard ? Math.min(took * PATIENCE, LONGEST) : EVERY;
  // With the 0.4 s for which the server may repeat itself, a release is still seen within two seconds.
  return calm * (0.95 + 0.1 * Math.random());
}

async function follow() {
  turn += 1;
  const mine = turn;
  try {
    if (!(await ask())) return;
    failures = 0;
    lastHeard = new Date();
    say(body.dataset.fresh || "", false);
  } catch {
    failures = Math.min(failures + 1, isBoard ? 2 : 5);
    if (failures > 1) say(body.dataset.lost.replace("{time}", clock(lastHeard)), true);
  }
  if (mine === turn) timer = setTimeout(follow, wait());
}

function hideCursor() {
  let still = 0;
  const moved = () => {
    body.classList.remove("is-still");
    clearTimeout(still);
    still = setTimeout(() => body.classList.add("is-still"), 3000);
  };
  for (const name of ["pointermove", "pointerdown", "keydown"]) addEventListener(name, moved);
  moved();
  const full = document.querySelector("[data-full]");
  full.hidden = !document.documentElement.requestFullscreen;
  full.addEventListener("click", () => document.documentElement.requestFullscreen());
  document.addEventListener("fullscreenchange", () => { full.hidden = Boolean(document.fullscreenElement); });
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  clearTimeout(timer);
  follow();
});
if (isBoard) hideCursor();
follow();
