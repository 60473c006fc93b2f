// The service worker of /tablet/. The server puts `const SHELL = {version, page, files: [{url, integrity}]}` before this text.
// A version is fetched whole, checked by content hash, and laid beside the one in use; only the page may change over, and
// it does so when nothing waits to be sent. The files of the version in use never change under a referee's hands.

const POINTER = "tablet-current";
const CACHE = (version) => `tablet-${version}`;
const CURRENT = "/current";

async function current() {
  const pointer = await caches.open(POINTER);
  const found = await pointer.match(CURRENT);
  return found ? found.text() : null;
}

async function pointTo(version) {
  const pointer = await caches.open(POINTER);
  await pointer.put(CURRENT, new Response(version));
  for (const name of await caches.keys()) {
    if (name.startsWith("tablet-") && ![POINTER, CACHE(version), CACHE(SHELL.version)].includes(name)) await caches.delete(name);
  }
}

async function install() {
  const cache = await caches.open(CACHE(SHELL.version));
  await Promise.all(SHELL.files.map(async ({ url, integrity }) => {
    const answer = await fetch(new Request(url, { cache: "reload", integrity, credentials: "omit" }));
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    await cache.put(url, answer);
  }));
  if (!(await current())) await pointTo(SHELL.version);
  await self.skipWaiting();
}

async function versions() {
  return { current: await current(), ready: SHELL.version };
}

async function tellAll(message) {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message);
}

async function answer(request) {
  const url = new URL(request.url);
  const cache = await caches.open(CACHE(await current()));
  const found = await cache.match(request.mode === "navigate" && url.pathname === SHELL.page ? SHELL.page : url.pathname);
  return found ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim().then(async () => tellAll(await versions()))));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  // Answers of the server are never kept: an old pack must not look like a new one.
  const isFile = SHELL.files.some((file) => file.url === url.pathname);
  if (isFile || url.pathname.startsWith(SHELL.static)) event.respondWith(answer(event.request));
});
self.addEventListener("message", (event) => {
  if (event.data.ask === "versions") event.waitUntil(versions().then((message) => event.source.postMessage(message)));
  if (event.data.ask === "switch" && event.data.to === SHELL.version) event.waitUntil(pointTo(SHELL.version).then(() => tellAll({ switched: true })));
});
