// The program itself: which version runs, whether a newer one lies ready, and the change from one to the other.

const LOOK_EVERY = 30 * 60 * 1000;

export class Program {
  constructor({ root, changed }) {
    Object.assign(this, { root, changed, current: "", ready: "" });
  }

  /** Without a service worker (no https) the page still says what is missing; it only cannot be installed. */
  async start() {
    const { serviceWorker } = navigator;
    if (!serviceWorker) return;
    serviceWorker.addEventListener("message", ({ data }) => this.#told(data));
    const registration = await serviceWorker.register(`${this.root}sw.js`, { scope: this.root, updateViaCache: "none" }).catch(() => null);
    if (!registration) return;
    const active = await within(10_000, serviceWorker.ready);
    active?.active.postMessage({ ask: "versions" });
    setInterval(() => registration.update().catch(() => {}), LOOK_EVERY); // no network: it is asked again
  }

  get isNewer() {
    return Boolean(this.ready && this.current && this.ready !== this.current);
  }

  #told({ current, ready, switched }) {
    if (switched) return location.reload();
    Object.assign(this, { current, ready });
    return this.changed();
  }

  switchOver() {
    navigator.serviceWorker.controller?.postMessage({ ask: "switch", to: this.ready });
  }
}

const within = (milliseconds, promise) => Promise.race([promise, new Promise((resolve) => setTimeout(() => resolve(null), milliseconds))]);
