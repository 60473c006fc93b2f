// Binding the tablet to a station, and who is at it: sign-in with a network, unlocking without one, the idle lock.

import { checkPin, makeVerifier } from "./pin.js";
import { Refused } from "./server.js";
import { isNetwork } from "./sync.js";

export const IDLE_MS = 5 * 60 * 1000;
const DIGITS = 6;

export class People {
  constructor(app) {
    this.app = app;
    addEventListener("keydown", (event) => this.#key(event));
  }

  press(key) {
    const { app } = this;
    app.typed = key === "back" ? app.typed.slice(0, -1) : (app.typed + key).slice(0, DIGITS);
    app.draw();
  }

  /** What the go key does, once there is enough to go by. */
  go() {
    const { screen, busy, chosen, typed } = this.app;
    if (busy || typed.length !== DIGITS) return;
    if (screen === "pair") this.pair(typed);
    else if (screen === "sign_in" && chosen) this.signIn();
  }

  /** A code and a PIN may be typed on a keyboard, too. */
  #key(event) {
    const { app } = this;
    if (!["pair", "sign_in"].includes(app.screen) || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, summary")) return;
    if (/^\d$/.test(event.key)) this.press(event.key);
    else if (event.key === "Backspace") this.press("back");
    else if (event.key === "Enter" && app.typed.length === DIGITS && !event.target.closest?.("[data-key]:not([data-key=go])")) {
      event.preventDefault(); // of a name that has just been pressed
      this.go();
    }
  }

  async pair(code) {
    await this.attempt(async () => {
      const { token, device } = await this.app.door.pair(code);
      await this.welcome({ ...device, token });
      await this.app.sync.fetchPack();
    }, "pair");
  }

  async welcome(device) {
    this.app.device = device;
    await this.app.store.set("device", device);
    this.app.session = null;
    await this.app.store.set("session", null);
    this.app.door.token = device.token;
    this.app.sync.unknown = false;
    this.app.sync.start();
    this.watchIdle();
    this.app.screen = "check";
  }

  pairAgain() {
    this.app.sync.stop();
    this.app.sync.stopped = false;
    this.app.door.token = "";
    this.app.go("pair");
  }

  async signIn() {
    const { app } = this;
    const { chosen, typed: pin } = app;
    await this.attempt(async () => {
      const known = (await this.app.store.get("referees")) ?? {};
      try {
        const { referee, ticket, until } = await this.app.door.signIn(chosen.key, pin);
        known[chosen.key] = { ...referee, ticket, until, verifier: await makeVerifier(pin) };
      } catch (problem) {
        if (!isNetwork(problem)) throw problem;
        if (!known[chosen.key]) throw new Refused(0, { says: this.app.say("needs_network") });
        // A ticket that came in a file has no PIN to compare with: the first one typed holds on this device.
        const verifier = (known[chosen.key].verifier ??= await makeVerifier(pin));
        const same = await checkPin(verifier, pin);
        verifier.wrong = same ? 0 : verifier.wrong + 1;
        await this.app.store.set("referees", known);
        if (!same) throw new Refused(0, { says: this.app.say(same === null ? "locked_offline" : "wrong_pin") });
      }
      await this.app.store.set("referees", known);
      const { key, name, ticket } = known[chosen.key];
      this.app.session = { key, name, ticket, seenAt: Date.now() };
      await this.app.store.set("session", this.app.session);
      this.app.seenAt = Date.now();
      // Somebody else may have another seat, and perhaps none in the contest that was open.
      if (this.app.pad && this.app.padOf !== key) this.app.leave();
      this.app.screen = this.app.pad ? "pad" : "station";
      this.app.sync.now();
    }, "sign_in");
  }

  /** Runs what a key asked for; what went wrong is said on the same screen, and what was typed goes. */
  async attempt(work, back) {
    Object.assign(this.app, { busy: true, problem: "" });
    this.app.go(back);
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof Refused) && !isNetwork(problem)) throw problem;
      const own = `error_${problem.code}`;
      this.app.problem = !(problem instanceof Refused) ? this.app.say("no_answer") : this.app.say(own) === own ? problem.message : this.app.say(own);
      this.app.screen = back;
    } finally {
      Object.assign(this.app, { busy: false, typed: "" });
      this.app.go(this.app.screen);
    }
  }

  /** Somebody else takes over: nobody's name is chosen for them. */
  changeReferee() {
    this.app.chosen = null;
    this.lock();
  }

  lock() {
    Object.assign(this.app, { session: null, typed: "", problem: "" });
    this.app.store.set("session", null);
    this.app.go("sign_in");
  }

  watchIdle() {
    if (this.idle) return;
    const seen = () => {
      this.app.seenAt = Date.now();
    };
    for (const event of ["pointerdown", "keydown"]) addEventListener(event, seen, { passive: true });
    this.idle = setInterval(() => {
      if (!this.app.session) return;
      if (Date.now() - this.app.seenAt > IDLE_MS) this.lock();
      else if (this.app.seenAt - this.app.session.seenAt > 20_000) {
        this.app.session.seenAt = this.app.seenAt;
        this.app.store.set("session", this.app.session).catch(() => {}); // only how long somebody has been here
      }
    }, 5000);
  }
}
