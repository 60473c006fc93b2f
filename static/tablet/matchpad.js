// The pad of matches: a score kept on the device while it is played, stored game by game as slots of the match.

import { Acting } from "./acting.js";

const WORDS_OF_END = ["ended", "by", "winner"];

export class MatchPad extends Acting {
  constructor({ sheet, ...rest }) {
    super(rest);
    Object.assign(this, { match: null, rubber: 0, game: 1, side: "a", typed: "", swapped: false, reason: "", problem: "" });
    this.load(sheet);
  }

  load(sheet, askedAt) {
    super.load(sheet, askedAt);
    if (this.match) this.match = this.#find(this.match) ?? this.match;
  }

  #find({ stage, id }) {
    return this.sheet.matches.find((each) => each.stage === stage && each.id === id);
  }

  get rules() {
    return this.sheet.match_rules[this.match.stage];
  }

  /** The side under whose code the match was first written down, as sides `a` and `b` of its slots. */
  get sides() {
    const [first, second] = this.match.sides;
    const turned = second.code && Object.keys(this.valuesOf(second.code)).some((slot) => slot.startsWith(this.prefix));
    return turned ? { a: second, b: first } : { a: first, b: second };
  }

  get prefix() {
    return this.prefixOf(this.match);
  }

  prefixOf(match) {
    const stage = this.sheet.stages.find(({ code }) => code === match.stage);
    return `${stage.prefix}match.${match.id}.`;
  }

  /** `game.1.a` of the match, or of the rubber in hand; rubber 0 is the whole tie, which only ends as one. */
  word(word) {
    return this.rubber ? `rubber.${this.rubber}.${word}` : word;
  }

  stored(word) {
    return this.valuesOf(this.sides.a.code)[this.prefix + word];
  }

  value(word) {
    const full = this.word(word);
    const draft = this.draft ?? {};
    return full in draft ? draft[full] : (this.stored(full) ?? null);
  }

  show(match) {
    Object.assign(this, { match, rubber: this.sheet.match_rules[match.stage].rubbers.length ? 1 : 0, typed: "", reason: "", problem: "", asking: false });
    this.#toOpenGame();
    this.changed();
  }

  close() {
    this.match = null;
    this.changed();
  }

  chooseRubber(number) {
    Object.assign(this, { rubber: number, typed: "" });
    this.#toOpenGame();
    this.changed();
  }

  #toOpenGame() {
    const games = this.rules.games || 1;
    this.game = Array.from({ length: games }, (_, index) => index + 1).find((number) => this.stored(this.word(`game.${number}.a`)) === undefined) ?? games;
  }

  /** Where the points in hand are written: of a game, or the one score. */
  at(side) {
    return this.rules.kind === "games" ? `game.${this.game}.${side}` : `score.${side}`;
  }

  chooseGame(number) {
    Object.assign(this, { game: number, typed: "" });
    this.changed();
  }

  chooseSide(side) {
    Object.assign(this, { side, typed: "" });
    this.changed();
  }

  set(word, value) {
    this.keepDraft({ ...(this.draft ?? {}), [this.word(word)]: value });
  }

  bump(side, by) {
    Object.assign(this, { side, typed: "" });
    const other = this.at(side === "a" ? "b" : "a");
    if (this.value(other) === null) this.set(other, 0);
    this.set(this.at(side), Math.max(0, (this.value(this.at(side)) ?? 0) + by));
  }

  press(key) {
    this.typed = key === "back" ? this.typed.slice(0, -1) : (this.typed + key).replace(/^0+(?=\d)/, "").slice(0, 4);
    this.set(this.at(this.side), this.typed === "" ? null : Number(this.typed));
  }

  /** How a side stands in games, for the eye only: the server counts. */
  won(side) {
    const other = side === "a" ? "b" : "a";
    const games = Array.from({ length: this.rules.games || 1 }, (_, index) => [this.value(`game.${index + 1}.${side}`), this.value(`game.${index + 1}.${other}`)]);
    return games.filter(([mine, theirs]) => mine !== null && theirs !== null && mine > theirs).length;
  }

  /** Played on, walk-over, retired, ruled out; `by` says who gave up. */
  end(ended, by) {
    this.keepDraft({ ...(this.draft ?? {}), [this.word("ended")]: ended, [this.word("by")]: by });
  }

  win(side) {
    this.set("winner", this.value("winner") === side ? null : side);
  }

  /** What was changed and not stored yet, by slot. */
  get pending() {
    const draft = this.draft ?? {};
    return Object.entries(draft).filter(([word, value]) => (this.stored(word) ?? null) !== value);
  }

  store() {
    const changes = this.pending;
    if (!changes.length) {
      this.problem = this.say("nothing_changed");
      this.changed();
      return;
    }
    const corrects = changes.some(([word]) => this.stored(word) !== undefined);
    if (corrects && !this.reason.trim()) {
      Object.assign(this, { problem: this.say("say_reason"), asking: true });
      this.changed();
      return;
    }
    const { a, b } = this.sides;
    const { round, group } = this.match;
    const values = Object.fromEntries(changes.map(([word, value]) => [this.prefix + word, value]));
    for (const [word, value] of [["opponent", b.code], ["round", round], ["group", group]]) {
      if (value && this.stored(word) === undefined) values[this.prefix + word] = value;
    }
    const { draft: held, draftKey, match: shown, rubber, game, reason } = this;
    const again = () => {
      this.drafts.set(draftKey, held);
      this.show(shown);
      Object.assign(this, { rubber, game, reason });
    };
    this.drafts.set(draftKey, null);
    this.commit({ [a.code]: values }, { reason: corrects ? reason.trim() : "", again, said: () => this.say("stored", { name: `${a.name} – ${b.name}`, mark: this.sayMatch(shown) }) });
    Object.assign(this, { reason: "", asking: false, problem: "", typed: "" });
    if (!changes.some(([word]) => WORDS_OF_END.includes(word)) && this.rules.kind === "games") this.#toOpenGame();
    this.changed();
  }

  /** The score of a match in words: `11:9 8:11`, or how it ended. */
  sayMatch(match) {
    const prefix = this.prefixOf(match);
    for (const side of match.sides) {
      const mine = Object.entries(side.code ? this.valuesOf(side.code) : {}).filter(([slot]) => slot.startsWith(prefix));
      if (!mine.length) continue;
      const words = Object.fromEntries(mine.map(([slot, value]) => [slot.slice(prefix.length), value]));
      const pairs = Object.keys(words).filter((word) => word.endsWith(".a")).sort().map((word) => `${words[word]}:${words[word.replace(/a$/, "b")] ?? 0}`);
      const turned = side === match.sides[1] ? pairs.map((pair) => pair.split(":").reverse().join(":")) : pairs;
      const ended = words.ended && words.ended !== "played" ? [this.say(`ended_${words.ended}`)] : [];
      const winner = words.winner ? [this.say("winner_is", { name: this.#nameOf(words.winner, side, match) })] : [];
      return [...turned, ...ended, ...winner].join(" ");
    }
    return "";
  }

  #nameOf(winner, side, match) {
    if (winner === "draw") return this.say("drawn");
    const other = match.sides.find((each) => each !== side);
    return (winner === "a" ? side : other).name;
  }

  called() {
    return this.match ? this.match.sides.map((side) => side.name).join(" – ") : "";
  }

  sayMark() {
    return this.match ? this.sayMatch(this.match) : "";
  }

  showUndone() {
    this.#toOpenGame();
    return this.called();
  }

  get draftKey() {
    return `draft:${this.sheet.id}:${this.match?.stage}:match:${this.match?.id}`;
  }
}
