// The tablet application: boots, keeps its state on the device, shows one screen at a time.

import { redraw } from "./dom.js";
import { becomeWriter, mayStart, readiness } from "./guard.js";
import { MatchPad } from "./matchpad.js";
import { MatchScreen } from "./matchscreen.js";
import { Outbox } from "./outbox.js";
import { Pad } from "./pad.js";
import { IDLE_MS, People } from "./people.js";
import { makeSay } from "./say.js";
import { PadScreen } from "./screen.js";
import { checkScreen, otherTab, pairScreen, signInScreen, wipedScreen } from "./screens/entrance.js";
import { sayRefused, stationScreen } from "./screens/station.js";
import { frameFor } from "./frame.js";
import { DeviceDoor, Refused } from "./server.js";
import { deviceState, sayContact } from "./states.js";
import { Store } from "./store.js";
import { isNetwork, Sync } from "./sync.js";
import { exportFile, readFile } from "./files.js";
import { Drafts } from "./drafts.js";
import { Program } from "./program.js";
import { isDone, layoutOf } from "./layout.js";
import { answerTouches, isTouched } from "./touch.js";

const DATABASE = "unionevents-tablet";
const LANGUAGE = "tablet-language";

class App {
  constructor(root, words) {
    Object.assign(this, { root, words, screen: "start", typed: "", problem: "", note: "", busy: false, chosen: null, pad: null, answers: [], seenAt: Date.now() });
    this.setLanguage(localStorage.getItem(LANGUAGE) ?? document.documentElement.lang);
    this.people = new People(this);
    addEventListener("popstate", () => this.screen === "pad" && this.leave());
    this.program = new Program({ root: root.dataset.root, changed: () => this.draw() });
  }

  setLanguage(language) {
    document.documentElement.lang = language;
    this.say = makeSay(this.words, language);
    document.title = this.say("app_title");
    if (this.door) this.door.language = language;
  }

  // --- boot -----------------------------------------------------------------------------------------------------
  async boot() {
    this.draw();
    if (!("locks" in navigator)) return this.run();
    await becomeWriter({ locks: navigator.locks, name: DATABASE, held: () => this.run(), waits: () => this.go("other_tab") });
  }

  async run() {
    await this.program.start();
    await this.check();
    if (!mayStart(this.answers)) return this.go("check");
    this.store = await Store.open(DATABASE);
    this.drafts = await Drafts.open(this.store);
    this.large = Boolean(await this.store.get("large"));
    this.showLarge();
    this.outbox = new Outbox({ store: this.store, post: (batch) => this.door.operations(batch), changed: () => this.drawState(), failed: (problem) => this.failed(problem) });
    await this.outbox.restore();
    this.door = new DeviceDoor({ root: this.root.dataset.root, language: this.say.language, heard: (answer, problem) => this.sync.heard(answer, problem) });
    this.sync = new Sync({ door: this.door, store: this.store, outbox: this.outbox, device: () => this.device?.id, health: () => this.health(), changed: (what) => this.synced(what) });
    await this.sync.restore();
    this.device = await this.store.get("device");
    this.session = (await this.store.get("session")) ?? null;
    const key = new URLSearchParams(location.hash.slice(1)).get("pair");
    if (key) history.replaceState(null, "", location.pathname);
    // A code scanned on a bound tablet moves it to another station, but never over entries that still wait.
    if (key && !(this.device && this.outbox.waiting.length)) return this.people.pair(key);
    if (!this.device) return this.go("pair");
    this.door.token = this.device.token;
    this.sync.start();
    this.people.watchIdle();
    return this.enter();
  }

  async check() {
    this.answers = await readiness({ browser: { isSecureContext, storage: navigator.storage, locks: navigator.locks, serviceWorker: navigator.serviceWorker }, open: (name) => Store.open(name) });
  }

  /** The first screen that is due: no sheets yet, nobody here, or the station. */
  enter() {
    if (!this.sync.pack) return this.go("wait");
    const isFresh = this.session && Date.now() - this.session.seenAt < IDLE_MS;
    return this.go(isFresh ? "station" : "sign_in");
  }

  // --- a sheet --------------------------------------------------------------------------------------------------
  open(id) {
    const sheet = this.sync.pack.pack.sheets.find((each) => each.id === id);
    const settings = { sheet, say: this.say, outbox: this.outbox, author: () => ({ ticket: this.session.ticket, by: this.session.key }), device: this.device.id, drafts: this.drafts, ...this.seatAt(sheet), changed: (what) => this.drawPad(what) };
    const isMatches = sheet.matches.length > 0;
    this.pad = new (isMatches ? MatchPad : Pad)(settings);
    this.padOf = this.session.key;
    this.pad.load(sheet, this.sync.pack.askedAt);
    if (!isMatches) this.pad.show(this.pad.rows.find((row) => !row.done)?.entry ?? this.pad.rows[0]?.entry ?? null);
    this.go("pad");
    scrollTo({ top: 0 });
    if (history.state !== "pad") history.pushState("pad", ""); // for the browser's own way back
  }

  /** The seat that belongs to whoever is signed in; else that of the station, or the one chosen here. */
  seatAt(sheet) {
    const own = sheet.seats?.find(({ key }) => key && key === this.session?.key)?.seat ?? null;
    return { seat: own ?? sheet.seat ?? this.drafts.get(`seat:${sheet.id}`), ownSeat: own !== null };
  }

  /** A judge finds the panels with an own seat, and nothing else. */
  get sheets() {
    const { sheets, referees } = this.sync.pack.pack;
    const isJudge = referees.find(({ key }) => key === this.session?.key)?.judge;
    return isJudge ? sheets.filter((sheet) => this.seatAt(sheet).ownSeat) : sheets;
  }

  sitDown(seat) {
    this.drafts.set(`seat:${this.pad.sheet.id}`, seat);
    this.pad.sitDown(seat);
  }

  leave() {
    this.padScreen?.close();
    Object.assign(this, { pad: null, padScreen: null });
    this.go("station");
  }

  // --- the network ----------------------------------------------------------------------------------------------
  net() {
    const { state, count } = deviceState(this.outbox, this.pad?.saving.size);
    const contact = sayContact(this.sync.contact, Date.now(), this.say);
    if (this.store.refuses) return { state: "refused", text: this.say("net_full"), contact };
    return { state, text: this.say(`net_${state}`, { n: count }), contact };
  }

  async health() {
    const battery = navigator.getBattery ? Math.round((await navigator.getBattery()).level * 100) : null;
    return { waiting: this.outbox.waiting.length, refused: this.outbox.refused.length, version: this.version, skew: this.sync.skew, persisted: this.answers.some((each) => each.code === "persisted" && each.ok), ...(battery === null ? {} : { battery }) };
  }

  failed(problem) {
    if (!(problem instanceof Refused) && !isNetwork(problem) && !this.store.refuses && problem.message !== "no receipts") throw problem;
  }

  synced(what) {
    if (what === "wipe") return this.wipe();
    if (what === "pack") {
      const sheet = this.pad && this.sync.pack.pack.sheets.find((each) => each.id === this.pad.sheet.id);
      if (sheet) this.pad.load(sheet, this.sync.pack.askedAt);
      if (this.screen === "wait") this.enter();
    }
    this.sync.place = { sheet: this.pad?.sheet.id ?? "", group: this.pad?.entry ? (this.pad.group?.code ?? "") : "", seat: this.pad?.seat ?? "" };
    this.drawState();
  }

  async wipe() {
    if (this.screen === "wiped") return;
    this.screen = "wiped";
    // Nothing goes unseen: what the server would not take, and calls that never went out.
    this.leftOver = [...this.outbox.refused.map((item) => sayRefused(this, item)), ...this.sync.calls.map((call) => `${this.say("call_chief")} · ${call.text}`)];
    this.sync.stop();
    this.outbox.stop();
    this.padScreen?.close();
    this.pad = null;
    await this.store.wipe();
    this.go("wiped");
    await this.door.health({ wiped: true }).catch(() => {}); // the device is empty either way
    this.door.token = "";
  }

  // --- tools ----------------------------------------------------------------------------------------------------
  get version() {
    return this.program.current;
  }

  get offersSwitch() {
    return this.program.isNewer && !this.outbox.waiting.length;
  }

  switchVersion() {
    if (!this.outbox.waiting.length) this.program.switchOver();
  }

  exportOutbox() {
    exportFile(`outbox-${this.device.id}.json`, { format: "unionevents-outbox", version: 1, device: this.device.id, batches: this.outbox.batches() });
    this.note = this.say("exported");
    this.draw();
  }

  async importFile(kind, file) {
    try {
      const document = await readFile(file, kind === "pack" ? "unionevents-packfile" : "unionevents-receipts");
      if (kind === "pack") await this.takePackFile(document);
      else await this.outbox.receive(document.receipts);
      this.note = this.say("file_read");
    } catch (problem) {
      if (problem.name !== "NotOurFile") throw problem;
      this.note = this.problem = this.say("file_not_ours");
    }
    this.go(this.screen);
  }

  /** From a stick, where the tablet has never seen the network: token, sheets, and tickets of the referees. */
  async takePackFile({ token, device, pack, tickets }) {
    await this.sync.takePack(pack, Date.now());
    await this.people.welcome({ ...device, token });
    // Whoever is at the table says so: an entry must not carry the name of whoever comes first in the file.
    const known = (await this.store.get("referees")) ?? {};
    for (const { key, name, ticket } of tickets) known[key] = { ...known[key], key, name, ticket };
    await this.store.set("referees", known);
  }

  async toggleLarge() {
    this.large = !this.large;
    await this.store.set("large", this.large);
    this.showLarge();
    this.draw();
  }

  showLarge() {
    document.documentElement.toggleAttribute("data-large", this.large);
  }

  switchLanguage() {
    const language = this.say.language === "en" ? "zh-hans" : "en";
    localStorage.setItem(LANGUAGE, language);
    this.setLanguage(language);
    this.draw();
  }

  nameOf({ sheet: id, operation }) {
    const sheet = this.sync.pack.pack.sheets.find((each) => each.id === id);
    const entry = sheet?.groups.flatMap((group) => group.entries).find((each) => each.code === operation.entry);
    return entry ? `${sheet.title} ${entry.number} ${entry.name}` : operation.entry;
  }

  left(sheet) {
    if (sheet.matches.length) return null;
    const pad = new Pad({ sheet, say: this.say, outbox: this.outbox, author: () => ({}), device: "", drafts: this.drafts, ...this.seatAt(sheet) });
    return sheet.groups.flatMap((group) => group.entries.filter((entry) => !sheet.conflicts.includes(entry.code) && !isDone(layoutOf(sheet, group), pad.valuesOf(entry.code), pad.seat))).length;
  }

  // --- drawing --------------------------------------------------------------------------------------------------
  go(screen) {
    if (screen !== this.screen || screen !== "pad") this.padScreen?.close();
    if (screen !== "pad") this.padScreen = null;
    this.screen = screen;
    this.draw();
  }

  draw() {
    const { say, screen } = this;
    if (screen === "pad") return this.drawPad();
    redraw(this.root, ...this.nodes(screen, say));
  }

  nodes(screen, say) {
    const press = (key) => this.people.press(key);
    const go = () => this.people.go();
    const { typed, problem, busy, chosen } = this;
    switch (screen) {
      case "other_tab": return [otherTab({ say })];
      case "check": return [checkScreen({ say, answers: this.answers, start: () => this.enter(), again: () => location.reload() })];
      case "pair": return [pairScreen({ say, typed, problem, busy, press, pair: go, importFile: (event) => this.importFile("pack", event.target.files[0]) })];
      case "sign_in": return [signInScreen({ say, station: this.sync.pack.pack.station.name, referees: this.sync.pack.pack.referees.map((each) => ({ ...each, seatless: each.judge && !this.sync.pack.pack.sheets.some((sheet) => sheet.seats?.some(({ key }) => key === each.key)) })), chosen, typed, problem, busy, press, choose: (referee) => Object.assign(this, { chosen: referee, typed: "", problem: "" }).draw(), signIn: go })];
      case "station": return stationScreen({ app: this, say, sheets: this.sheets.map((sheet) => ({ sheet, left: this.left(sheet) })), open: (id) => this.open(id) });
      case "wiped": return [wipedScreen({ say, refused: this.leftOver, onward: () => location.reload() })];
      default: return [document.createTextNode(say("wait"))];
    }
  }

  drawPad(what) {
    if (this.screen !== "pad" || !this.pad) return;
    if (this.padScreen) this.padScreen.draw(what);
    else this.padScreen = new (this.pad instanceof MatchPad ? MatchScreen : PadScreen)({ root: this.root, pad: this.pad, frame: frameFor(this) });
  }

  /** What the network changed. What is under a thumb stays where it is. */
  drawState() {
    if (this.screen === "pad") return this.padScreen?.drawState();
    cancelAnimationFrame(this.frameAsked);
    if (this.screen === "station") this.frameAsked = requestAnimationFrame(() => (isTouched() ? this.drawState() : this.screen === "station" && this.draw()));
  }
}

answerTouches();
const words = JSON.parse(document.getElementById("words").textContent);
new App(document.querySelector("[data-tablet]"), words).boot();
