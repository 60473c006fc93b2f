"""What a pad must be for a thumb in the sun: measured on every key and word that is in sight, not on a sample."""

from __future__ import annotations

from playwright.sync_api import Page

LEAST_PIXELS = 48
LEAST_CONTRAST = 7.0

# Targets too small, and words too pale. axe lets large words pass at 4.5:1; here every word needs 7:1.
MEASURE = """({ pixels, contrast }) => {
  const rgba = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => {
    const mix = (each) => top[each] * top.a + below[each] * (1 - top.a);
    return { r: mix("r"), g: mix("g"), b: mix("b"), a: 1 };
  };
  const ground = (node) => {
    const layers = [];
    for (let each = node; each; each = each.parentElement) {
      layers.push(rgba(getComputedStyle(each).backgroundColor));
    }
    return layers.reverse().reduce((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 });
  };
  const light = ({ r, g, b }) => {
    const linear = (each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    const [x, y, z] = [r, g, b].map((each) => linear(each / 255));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const isSeen = (node) => {
    const box = node.getBoundingClientRect();
    return node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box.width > 1 && box.height > 1;
  };
  const name = (node) => {
    const said = (node.getAttribute("aria-label") ?? node.textContent).trim().slice(0, 20);
    return `${node.tagName.toLowerCase()}.${node.getAttribute("class") ?? ""} ${said}`;
  };
  const targets = [
    "button, summary, a[href], select, textarea, label:has([type=radio], [type=checkbox])",
    "input:not([type=hidden], [type=radio], [type=checkbox])",
  ].join();
  const found = [];
  let looked = 0;
  for (const node of document.querySelectorAll(targets)) {
    if (!isSeen(node)) continue;
    looked += 1;
    const { width, height } = node.getBoundingClientRect();
    if (width < pixels || height < pixels) found.push(`${name(node)}: ${Math.round(width)} x ${Math.round(height)}`);
  }
  for (const node of document.body.querySelectorAll("*")) {
    const words = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
    if (!(words || node.matches("svg.icon")) || !isSeen(node)) continue;
    looked += 1;
    const below = ground(node);
    const [one, other] = [light(over(rgba(getComputedStyle(node).color), below)), light(below)];
    const measured = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (measured < contrast) found.push(`${name(node)}: ${measured.toFixed(2)}:1`);
  }
  return looked ? found : ["nothing to look at"];
}"""

# With the page at its top: the echo and every key of the keypad inside the screen.
IN_SIGHT = """() => {
  scrollTo({ top: 0, behavior: "instant" });
  return [...document.querySelectorAll(".pad-keyboard .key, .pad-echo, .pad-halves .key, .pad-zones .key")]
    .filter((node) => node.checkVisibility())
    .map((node) => [node, node.getBoundingClientRect()])
    .filter(([, box]) => box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth)
    .map(([node, box]) => `${node.className} ${node.textContent} ends at ${Math.round(box.bottom)} of ${innerHeight}`);
}"""


def too_small_or_too_pale(page: Page) -> list[str]:
    found: list[str] = page.evaluate(MEASURE, {"pixels": LEAST_PIXELS, "contrast": LEAST_CONTRAST})
    return found


def out_of_sight(page: Page) -> list[str]:
    found: list[str] = page.evaluate(IN_SIGHT)
    return found
