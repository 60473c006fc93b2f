// What stands on a pad before it is stored: the order tapped so far, a running watch, a score. Pure, and it survives a reload.

/** The order in which a heat came in; a shared place is skipped after: 1, 1, 3. */
export class OrderDraft {
  constructor({ taps = [], first = 1 } = {}) {
    this.taps = taps; // [{entry, level}]: level is together with the one before
    this.first = first;
    this.together = false;
  }

  tap(entry) {
    if (this.taps.some((tap) => tap.entry === entry)) {
      this.taps = this.taps.filter((tap) => tap.entry !== entry);
      if (this.taps[0]) this.taps[0] = { ...this.taps[0], level: false };
    } else this.taps = [...this.taps, { entry, level: this.together && this.taps.length > 0 }];
    this.together = false;
  }

  /** {entry: place} */
  get places() {
    const places = {};
    let place = this.first;
    this.taps.forEach(({ entry, level }, index) => {
      if (!level) place = this.first + index;
      places[entry] = place;
    });
    return places;
  }
}

/** A watch for a heat: started once, stopped for each lane. `clock` gives milliseconds that go on over a reload. */
export class WatchDraft {
  constructor({ startedAt = null, stops = {} } = {}) {
    Object.assign(this, { startedAt, stops });
  }

  start(now) {
    this.startedAt ??= now;
  }

  stop(entry, now) {
    if (this.startedAt !== null && this.stops[entry] === undefined) this.stops = { ...this.stops, [entry]: now - this.startedAt };
  }

  clear(entry) {
    const { [entry]: _, ...rest } = this.stops;
    this.stops = rest;
  }

  elapsed(now) {
    return this.startedAt === null ? 0 : now - this.startedAt;
  }
}
