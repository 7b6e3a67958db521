// How does the gallery go on when its server does not? One release, one cache, one switch: a release is kept whole, each file held against the
// hash that the build wrote, or not at all, and every answer comes from that one release. The next release is fetched beside it and waits
// until its visitor asks for it or opens a page anew. Contract: the build fills in `release`; an empty one says farewell and throws all copies
// away. Absent on purpose: clocks, versions that would have to be compared, and anything of another origin.
'use strict';
const release = { name: '', list: '', hash: '', headers: {}, home: '', others: [] };

// Each language is a folder with a worker of its own, which keeps the pages of that folder and, with all others, what they share.
const base = new URL(release.home ? '../' : './', location.href).pathname;
const prefix = `gallery ${release.home}`;
const ours = prefix + release.name;
// The index of the copy, written last: a copy that holds it is whole.
const index = base + '?index';

async function right(response, hash) {
  if (!response.ok) throw new Error(`${response.url} ${response.status}`);
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found !== hash) throw new Error(`${response.url} is not of this release`);
  return bytes;
}

// `texts` holds pages and records themselves, by path; `files` the hashes of all other files.
async function list() {
  const bytes = await right(await fetch(base + release.list, { cache: 'no-cache' }), release.hash);
  return JSON.parse(new TextDecoder().decode(bytes));
}

function text(path, words) {
  const type = path.endsWith('.json') ? 'application/json' : 'text/html; charset=utf-8';
  return new Response(words, { status: path === `${release.home}404.html` ? 404 : 200, headers: { ...release.headers, 'content-type': type } });
}

async function file(path, hash) {
  const response = await fetch(base + path, { cache: 'no-cache' });
  const { headers } = response;
  return new Response(await right(response, hash), { headers });
}

// Makes the copy whole. What an interrupted or an older copy holds already is not fetched again.
async function keep() {
  const copy = await caches.open(ours);
  if (await copy.match(index)) return;
  const { texts, files } = await list();
  for (const [path, hash] of Object.entries(files)) {
    if (await copy.match(base + path)) continue;
    const older = await caches.match(base + path);
    const same = older && (await right(older.clone(), hash).catch(() => false));
    await copy.put(base + path, same ? older : await file(path, hash));
  }
  for (const [path, words] of Object.entries(texts)) await copy.put(base + path, text(path, words));
  const names = [...Object.keys(files), ...Object.keys(texts)];
  await copy.put(index, new Response(JSON.stringify(names)));
}

// The answer to a path of this release; nothing where it has no such path, or no copy.
async function answer(path) {
  const copy = await caches.open(ours);
  const held = await copy.match(index);
  if (!held) return;
  const found = await copy.match(base + path);
  if (found || !(await held.json()).includes(path)) return found;
  // Taken away under us: only the same bytes may come in its place.
  const { texts, files } = await list();
  return path in texts ? text(path, texts[path]) : file(path, files[path]);
}

// Makes the switch to the release that waits, then asks for its address anew. It asks for the switch itself, when the page before it is gone, and
// for the address only when the switch is made: a question to a worker that is just being replaced may stay without an answer for minutes.
const change = `navigator.serviceWorker.getRegistration().then((it) => {
  const anew = () => location.reload();
  if (!it || !it.waiting) return anew();
  navigator.serviceWorker.addEventListener('controllerchange', anew);
  setTimeout(anew, 5000);
  it.waiting.postMessage('take');
});`;
// A switch that does not come about is not waited for twice.
let tried = false;

async function page(request, path) {
  // Whoever opens a page in the only window gets the release that has been waiting.
  if (registration.waiting && !tried && (await clients.matchAll({ type: 'window' })).length < 2) {
    tried = true;
    const nonce = crypto.randomUUID();
    const policy = `default-src 'none'; img-src data:; script-src 'nonce-${nonce}'`;
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
    const blank = `<!doctype html><link rel="icon" href="data:,"><script nonce="${nonce}">${change}</script>`;
    return new Response(blank, { headers });
  }
  const found = await answer(path);
  if (found) return found;
  // Pieces that other sites frame, and files for programs, are not kept.
  if (/^embed\/.|\.(json|xml|js)$/.test(path)) return fetch(request);
  if (!(await caches.open(ours).then((copy) => copy.match(index)))) return fetch(request);
  if (await answer(`${path}/`)) return Response.redirect(`${base}${path}/${new URL(request.url).search}`);
  return (await answer(`${release.home}404.html`)) || fetch(request);
}

async function forget(kept) {
  // The copies of other languages are their own workers'.
  const mine = (name) => name.startsWith(prefix) && !name.slice(prefix.length).includes('/');
  for (const name of await caches.keys()) if (mine(name) && name !== kept) await caches.delete(name);
}

addEventListener('install', (event) => {
  if (!release.name) return skipWaiting();
  const full = async (error) => {
    if (error.name === 'QuotaExceededError') await caches.delete(ours);
    throw error;
  };
  event.waitUntil(keep().catch(full));
});

addEventListener('activate', (event) => {
  if (!release.name) event.waitUntil(forget().then(() => registration.unregister()));
});

addEventListener('message', (event) => {
  if (event.data === 'take') skipWaiting();
  // A page of this very release, opened before there was a copy.
  if (event.data === release.name) {
    event.waitUntil(clients.matchAll({ type: 'window', includeUncontrolled: true }).then((open) => open.length < 2 && clients.claim()));
  }
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (!release.name || request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(base)) return;
  const path = url.pathname.slice(base.length);
  if (release.others.some((folder) => path.startsWith(folder))) return;
  const later = async () => {
    await keep();
    // The older copies have done their work once this one has answered a page.
    if (request.mode === 'navigate' && !registration.waiting && !registration.installing) await forget(ours);
  };
  // A storage that fails is as good as none.
  const reply = request.mode === 'navigate' ? page(request, path) : answer(path).then((found) => found || fetch(request));
  event.respondWith(reply.catch(() => fetch(request)));
  if (request.mode === 'navigate') event.waitUntil(reply.then(later).catch(() => {}));
});
