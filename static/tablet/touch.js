// Every key answers under the finger at once: it darkens, and shakes where the device can. A browser darkens what is
// touched by itself only later, when it is sure that nobody scrolls.

const KEYS = ".key, .pad-lane, .pad-shot, .pad-points, .pad-field, .pad-row, .pad-back";
const SHAKE_MS = 12;
const LONGEST_TAP_MS = 2000; // a mouse may be let go outside the window, unseen
let touched = null;
let since = 0;

/** While a finger is down nothing under it may be put in place of it: the tap would go nowhere. */
export const isTouched = () => touched !== null && performance.now() - since < LONGEST_TAP_MS;

export function answerTouches() {
  const letGo = () => {
    touched?.removeAttribute?.("data-touched");
    touched = null;
  };
  document.addEventListener("pointerdown", ({ target, isPrimary }) => {
    if (!isPrimary) return;
    letGo();
    touched = target.closest?.(KEYS) ?? target;
    since = performance.now();
    if (!touched.matches?.(KEYS) || touched.disabled) return;
    touched.setAttribute("data-touched", "");
    navigator.vibrate?.(SHAKE_MS);
  }, { passive: true });
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, letGo, { passive: true });
}
