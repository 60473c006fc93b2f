// Digits as typed become whole numbers; whole numbers become words. Nothing is ever divided into a fraction.

const MINUTE = 60;
const MOST_DIGITS = 9;
const MINUS = "−";

/** 1234 with two decimals is 12.34 s, 12345 is 1:23.45. */
export function timeOf(digits, decimals) {
  if (!digits || digits.length > MOST_DIGITS) return null;
  const cut = digits.length - decimals;
  const whole = cut > 0 ? digits.slice(0, cut) : "";
  const fraction = (cut > 0 ? digits.slice(cut) : digits).padStart(decimals, "0").padEnd(3, "0");
  return (Number(whole.slice(0, -2)) * MINUTE + Number(whole.slice(-2))) * 1000 + Number(decimals ? fraction : 0);
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

/** What a hand-held watch is read as: the next longer time with so many decimals. */
export function readWatch(milliseconds, decimals) {
  const step = 10 ** (3 - decimals);
  return Math.ceil(milliseconds / step) * step;
}

/** 523 with two decimals is 5.23. */
export function withPoint(value, decimals) {
  const sign = value < 0 ? MINUS : "";
  if (!decimals) return `${sign}${Math.abs(value)}`;
  const digits = String(Math.abs(value)).padStart(decimals + 1, "0");
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Fills `{name}` in a sentence. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A tape is read in centimetres though millimetres are kept: digits count in the step that the contest records. */
const stepOf = (field) => (field.kind === "distance" ? field.step : 1);

/** What the digits typed so far stand for; null while there are none. */
export function valueOf(field, typed) {
  const digits = typed.replace(MINUS, "");
  if (digits === "") return null;
  if (field.kind === "time") return timeOf(digits, field.decimals);
  const value = Number(digits) * stepOf(field);
  return typed.startsWith(MINUS) ? -value : value;
}

/** One more key: digits, `back`, or `minus`, which turns the sign. */
export function typeKey(field, typed, key) {
  if (key === "back") return typed.slice(0, -1);
  if (key === "minus") return typed.startsWith(MINUS) ? typed.slice(1) : MINUS + typed;
  const most = field.kind === "time" ? 8 : String(field.highest).length;
  if (typed.replace(MINUS, "").length >= most) return typed;
  return field.kind === "time" ? typed + key : (typed + key).replace(/^(−?)0+(?=\d)/, "$1");
}

/** The number alone, as large as it is shown while typing. */
export function figures(field, value) {
  if (typeof value === "string") return value;
  if (field.kind === "time") return sayTime(value, field.decimals);
  const unsaid = value % stepOf(field) === 0 ? String(stepOf(field)).length - 1 : 0;
  return withPoint(value / 10 ** unsaid, field.decimals - unsaid);
}

export function unitOf(field, value, say) {
  if (field.kind !== "time") return say.phrase(field.unit);
  return inSeconds(value) ? say("seconds") : "";
}

/** One value of a field as a person says it. */
export function sayValue(field, value, say) {
  if (field.kind === "shots") return value ? say("hit_sign") : say("miss_sign");
  if (field.kind === "yes_no") return say(value ? "yes" : "no");
  if (field.kind === "order") return fill(say("place_of"), { n: value });
  if (typeof value === "string") return value;
  return `${figures(field, value)} ${unitOf(field, value, say)}`.trim();
}

export const isBeyond = (field, value) => typeof value === "number" && (value < field.lowest || value > field.highest);
