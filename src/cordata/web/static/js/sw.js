// Opens pages that somebody kept on this device when the line is down. Keeps nothing itself.
const PATIENCE = 6000; // milliseconds that a bad line may take before the kept page is shown

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function keptOne(request) {
  const store = await caches.open("cordata-kept");
  return store.match(request.url.split("#")[0], { ignoreVary: true });
}

async function answer(request) {
  const kept = await keptOne(request);
  if (!kept) return fetch(request);
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE, kept); });
  return Promise.race([fetch(request).catch(() => kept), late]);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const ours = new URL(request.url).origin === self.location.origin;
  if (request.method === "GET" && ours) event.respondWith(answer(request));
});
