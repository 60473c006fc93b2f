// Binding the tablet to a station, and who is at it: sign-in with a network, unlocking without one, the idle lock.

import { checkPin, makeVerifier } from "./pin.js";
import { Refused } from "./server.js";
import { isNetwork } from "./sync.js";

export const IDLE_MS = 5 * 60 * 1000;

export class People {
  constructor(app) {
    this.app = app;
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
        if (!same) throw new Refused(0, { says: this.app.say(same === null ? "needs_network" : "wrong_pin") });
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

  lock() {
    this.app.session = null;
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
