// Every key answers under the finger: it darkens by the style sheet, and shakes where the device can.

const KEYS = ".key, .pad-lane, .pad-shot, .pad-points, .pad-row";
const SHAKE_MS = 12;

export function answerTouches() {
  if (!navigator.vibrate) return;
  document.addEventListener("pointerdown", ({ target }) => target.closest?.(KEYS) && navigator.vibrate(SHAKE_MS), { passive: true });
}
