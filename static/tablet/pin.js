// Unlocking without a network: a slow, salted hash of the PIN, made when the server accepted it. It proves no more than
// that the same person is back; the server never trusts it.

const ROUNDS = 210_000;
const MOST_WRONG = 5;

async function stretch(pin, salt, rounds) {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, key, 256);
  return new Uint8Array(bits);
}

export async function makeVerifier(pin, rounds = ROUNDS) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt, rounds, hash: await stretch(pin, salt, rounds), wrong: 0 };
}

/** True, false, or null after too many wrong ones: then only the server may let this person in. */
export async function checkPin(verifier, pin) {
  if (!verifier || verifier.wrong >= MOST_WRONG) return null;
  const hash = await stretch(pin, verifier.salt, verifier.rounds);
  let differs = 0;
  for (let index = 0; index < hash.length; index += 1) differs |= hash[index] ^ verifier.hash[index];
  return differs === 0;
}
