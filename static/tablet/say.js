// The words of the page, sent along as data in every language: they are there without a network.

import { fill } from "./marks.js";

const SHORT = { "zh-hans": "zh", en: "en" };

/** `say("to_go", {n: 3})` for the page's own words, `say.phrase({zh, en})` for those that come with the pack. */
export function makeSay(words, language) {
  const known = words[language] ?? Object.values(words)[0];
  const say = (key, values = {}) => fill(known[key] ?? key, values);
  const short = SHORT[language] ?? "zh";
  say.phrase = (phrase) => (phrase ? (phrase[short] ?? phrase.zh ?? "") : "");
  say.language = language;
  return say;
}
