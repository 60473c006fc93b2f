// Digits as typed become milliseconds; marks become words. Whole numbers only: nothing is ever divided.

const MINUTE = 60;
const MOST_DIGITS = 9;

/** 1234 with two decimals is 12.34 s, 12345 is 1:23.45. */
export function timeOf(digits, decimals) {
  if (!digits || digits.length > MOST_DIGITS) return null;
  const cut = digits.length - decimals;
  const whole = cut > 0 ? digits.slice(0, cut) : "";
  const fraction = (cut > 0 ? digits.slice(cut) : digits).padStart(decimals, "0").padEnd(3, "0");
  return (Number(whole.slice(0, -2)) * MINUTE + Number(whole.slice(-2))) * 1000 + Number(fraction);
}

/** 12.34, 1:05.20, 1:02:03.40 */
export function sayTime(milliseconds, decimals) {
  const fraction = String(milliseconds % 1000).padStart(3, "0").slice(0, decimals);
  const tail = decimals ? `.${fraction}` : "";
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < MINUTE) return `${seconds}${tail}`;
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.trunc(seconds / MINUTE);
  const clock = minutes < MINUTE ? `${minutes}` : `${Math.trunc(minutes / MINUTE)}:${two(minutes % MINUTE)}`;
  return `${clock}:${two(seconds % MINUTE)}${tail}`;
}

/** Is the time below a minute, so that its unit is written behind it? */
export const inSeconds = (milliseconds) => milliseconds < MINUTE * 1000;

/** Fills `{name}` in a sentence. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
