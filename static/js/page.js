// Small manners of every page. Everything here also works without it, only less smoothly.

// An open menu closes on a click elsewhere, on Escape, and when another one opens.
const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// After a refused form the eye and the reader begin at the summary of what is wrong.
const focusSummary = (root) => root.querySelector("[data-focus-here]")?.focus();
focusSummary(document);
document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));

// A part that renews itself says so when it no longer does, and a form that was not taken says that: nobody decides by what stood there before.
const DISK_FULL = 507;
const outOfTouch = document.querySelector("[data-out-of-touch]");
let heardAt = new Date();

function sayOutOfTouch({ detail }) {
  const { shown, sent, full } = outOfTouch.dataset;
  const clock = heardAt.toLocaleTimeString("zh-CN", { hour12: false });
  const isFull = detail.xhr?.status === DISK_FULL;
  const text = isFull ? full : detail.requestConfig.verb === "get" ? shown.replace("{time}", clock) : sent;
  outOfTouch.querySelector("[data-out-of-touch-text]").textContent = text;
  outOfTouch.hidden = false;
}

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, sayOutOfTouch);
document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful) return;
  heardAt = new Date();
  outOfTouch.hidden = true;
});

// A button says "print" only where a script can print.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A form is sent once, however often the button is pressed on a slow line. The guard is short: a form may also bring a file and stay.
const REPEAT_MS = 2000;
const sentAt = new WeakMap();
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.defaultPrevented) return;
  if (performance.now() - (sentAt.get(event.target) ?? -REPEAT_MS) < REPEAT_MS) event.preventDefault();
  else sentAt.set(event.target, performance.now());
});

// Whoever logs out on a shared machine leaves nothing typed in the tab.
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target.getAttribute("action")?.endsWith("/log-out/")) sessionStorage.clear();
});
