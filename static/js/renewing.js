// Parts that renew themselves (`hx-trigger="every …"`) stay as they are while nothing changed, keep the focus of whoever
// works in them when something did, and lead to the log-in when it ended.

const RENEWS = "[hx-trigger^='every']";
// Different in every answer, and the old ones stay good.
const TOKEN = /name="csrfmiddlewaretoken" value="\w+"/g;
const PRESSED = "a, button, input, summary";
const stood = new WeakMap();
let kept = "";

const nameOf = (element) =>
  [element.tagName, element.getAttribute("href"), element.name, element.value, element.form?.action, element.textContent.trim()].join("|");

const pathOf = (address) => new URL(address, location.href).pathname;

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, serverResponse, pathInfo } = event.detail;
  if (!target.matches(RENEWS) || !event.detail.shouldSwap) return;
  if (pathInfo.responsePath && pathOf(pathInfo.responsePath) !== pathOf(pathInfo.requestPath)) {
    // Led elsewhere, most likely to the log-in: that belongs in the window, not in the part.
    event.detail.shouldSwap = false;
    location.reload();
    return;
  }
  const text = serverResponse.replace(TOKEN, "");
  if (stood.get(target) === text) {
    event.detail.shouldSwap = false;
    return;
  }
  stood.set(target, text);
  kept = target.contains(document.activeElement) ? nameOf(document.activeElement) : "";
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (!kept || !event.target.matches(RENEWS)) return;
  const again = [...event.target.querySelectorAll(PRESSED)].find((element) => nameOf(element) === kept);
  kept = "";
  again?.focus({ preventScroll: true });
});
