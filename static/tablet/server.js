// The two doors to the server: a paired device with its token, or a page that somebody is logged in to.

const PATIENCE = 20_000;

export class Refused extends Error {
  constructor(status, body) {
    super(body.says || `${status}`);
    Object.assign(this, { status, code: body.error ?? "", body });
  }
}

async function ask(address, options) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE), redirect: "manual", credentials: "omit", cache: "no-store", ...options });
  if (answer.status === 304) return { unchanged: true };
  if (answer.type === "opaqueredirect") throw new Refused(403, { error: "log_in" });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, body);
  return body;
}

/** `root` is /tablet/; every answer that says so wipes the device. */
export class DeviceDoor {
  constructor({ root, token = "", language, heard = () => {} }) {
    Object.assign(this, { root, token, language, heard });
  }

  async #ask(name, { body, headers = {}, ...options } = {}) {
    const sent = { "accept-language": this.language, ...headers };
    if (this.token) sent.authorization = `Device ${this.token}`;
    if (body) Object.assign(sent, { "content-type": "application/json" });
    try {
      const answer = await ask(this.root + name, { method: body ? "POST" : "GET", headers: sent, body: body && JSON.stringify(body), ...options });
      this.heard(answer);
      return answer;
    } catch (problem) {
      if (problem instanceof Refused) this.heard(problem.body, problem);
      throw problem;
    }
  }

  pair(code) {
    return this.#ask("pair/", { body: { code } });
  }

  pack(version) {
    return this.#ask("pack/", { headers: version ? { "if-none-match": `"${version}"` } : {} });
  }

  signIn(referee, pin) {
    return this.#ask("sign-in/", { body: { referee, pin } });
  }

  operations(batch) {
    return this.#ask("operations/", { body: batch });
  }

  state({ sheet = "", group = "", seat = "", from = 0 } = {}) {
    return this.#ask(`state/?${new URLSearchParams({ sheet, group, seat, from })}`);
  }

  health(body) {
    return this.#ask("health/", { body });
  }

  call(body) {
    return this.#ask("call/", { body });
  }
}

/** One sheet, by the session of the page. */
export class SessionDoor {
  constructor({ url, token }) {
    Object.assign(this, { url, token });
  }

  operations({ sheet: _, ticket: __, ...batch }) {
    const headers = { "content-type": "application/json", "x-csrftoken": this.token };
    return ask(this.url, { method: "POST", headers, credentials: "same-origin", body: JSON.stringify(batch) });
  }
}
