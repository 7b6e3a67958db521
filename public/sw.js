// Service worker: keeps one release of the gallery on the device and answers from it, so that the gallery works without a network.
//
// A copy is one cache. It holds files of one release only, each checked against the hash that the build wrote, and is used only when it is
// complete: the program, the gallery's list, and as many pages as fit. The next release is downloaded beside it, and takes over when the
// visitor asks for it or opens a page in the only window.
//
// What the copy lacks is requested from the network. The copy's 404 page is the answer only where the network fails. A document that came
// from the network and is of another release gets its other files from the network too, and a document of this release gets no page models of
// another one: two releases are never mixed. Pages do not name their release, so that only changed ones change: `release.txt` on the host does, and
// the script with which a page begins names its program. Other applications, PDFs and their pictures on the same origin are not touched, nor are the
// copies of other galleries there. Of the gallery's pictures the copy holds the narrowest, which stands in for the others where the network fails.
//
// The build fills in `release`; `boot` is the name of that script. An empty release removes the gallery's copies and the worker itself.
'use strict';
const release = { name: '', boot: '', list: '', hash: '', headers: {}, home: '', others: [], parts: [] };

// The timeout of a page that is not in the copy, in milliseconds; then the network counts as failed.
const PATIENCE_MS = 10000;

// Each language is a folder with its own worker, which stores the pages of that folder and the files that all languages share.
const base = new URL(release.home ? '../' : './', location.href).pathname;
// Caches belong to the whole origin: their names identify the gallery.
const prefix = `gallery ${base}${release.home}`;
const ours = prefix + release.name;
// The index of the copy. Written last: a copy that has it is complete.
const index = base + '?index';
// The open documents of another release, by client id.
const strangersList = base + '?strangers';

async function right(response, hash) {
  if (!response.ok) throw new Error(`${response.url} ${response.status}`);
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found !== hash) throw new Error(`${response.url} is not of this release`);
  return bytes;
}

// `texts`: contents of pages and records by path, the most important first; a copy needs the first `least` of them. `files`: hashes of all other
// files. `pages`: the number of pages of the site in this language.
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

// Completes the copy. Files of an interrupted or an older copy are not downloaded again.
async function keep() {
  const copy = await caches.open(ours);
  if (await copy.match(index)) return;
  const { texts, files, least, pages } = await list();
  for (const [path, hash] of Object.entries(files)) {
    if (await copy.match(base + path)) continue;
    const older = await caches.match(base + path);
    const same = older && (await right(older.clone(), hash).catch(() => false));
    await copy.put(base + path, same ? older : await file(path, hash));
  }
  const stored = [];
  for (const [path, words] of Object.entries(texts)) {
    try {
      await copy.put(base + path, text(path, words));
      stored.push(path);
    } catch (error) {
      // If the storage cannot hold all pages, the last tenth makes room for the index, and for what the browser itself needs.
      if (error.name !== 'QuotaExceededError' || stored.length <= least) throw error;
      const enough = Math.max(least, Math.floor(stored.length * 0.9));
      for (const last of stored.splice(enough)) await copy.delete(base + last);
      break;
    }
  }
  const kept = stored.filter((path) => !path.endsWith('.json') && !path.endsWith('404.html')).length;
  const paths = [...Object.keys(files), ...stored];
  await copy.put(index, new Response(JSON.stringify({ paths, kept, pages })));
}

// The response to a path of this release; undefined if the copy lacks the path, or there is no copy.
async function answer(path) {
  const copy = await caches.open(ours);
  const held = await copy.match(index);
  if (!held) return;
  const found = await copy.match(base + path);
  if (found || !(await held.json()).paths.includes(path)) return found;
  // The browser has removed the file: only the same bytes may replace it.
  const { texts, files } = await list();
  return path in texts ? text(path, texts[path]) : file(path, files[path]);
}

async function isComplete() {
  return !!(await (await caches.open(ours)).match(index));
}

// Activates the release that waits, then loads the address again. The page asks for the change itself, once the page before it is gone, and
// loads the address only when the change is made: a request to a worker that is just being replaced may stay without an answer for minutes.
const change = `navigator.serviceWorker.getRegistration().then((it) => {
  const again = () => location.reload();
  if (!it || !it.waiting) return again();
  navigator.serviceWorker.addEventListener('controllerchange', again);
  setTimeout(again, 5000);
  it.waiting.postMessage('take');
});`;
// A change that failed is not tried again.
let tried = false;

// The open windows that show the gallery.
async function windows(options) {
  const open = await clients.matchAll({ type: 'window', ...options });
  return open.filter(({ url }) => {
    const path = new URL(url).pathname;
    return path.startsWith(base) && isOurs(path.slice(base.length));
  });
}

async function page(event, path) {
  const { request } = event;
  // A page that is opened in the only window gets the waiting release.
  if (registration.waiting && !tried && isOurs(path) && (await windows()).length < 2) {
    tried = true;
    const nonce = crypto.randomUUID();
    const policy = `default-src 'none'; img-src data:; script-src 'nonce-${nonce}'`;
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
    const blank = `<!doctype html><link rel="icon" href="data:,"><script nonce="${nonce}">${change}</script>`;
    return new Response(blank, { headers });
  }
  const found = await answer(path.replace(/(^|\/)index\.html$/, '$1'));
  if (found) return found;
  // Files and framed pieces get the network's response: a 404 page would not help there.
  const isPage = ['', 'document'].includes(request.destination) && !/\.json$/.test(path);
  if (!isPage || !(await isComplete())) return fetch(request);
  if (await answer(`${path}/`)) return Response.redirect(`${base}${path}/${new URL(request.url).search}`);
  try {
    return await fromNetwork(event, path);
  } catch (error) {
    return (await unreached()) || Promise.reject(error);
  }
}

// The release that the host serves now; undefined where it does not say.
function onHost() {
  const told = fetch(`${base}release.txt`, { cache: 'no-cache' }).then((response) => response.text());
  return told.then((words) => words.split(' ')[0]).catch(() => undefined);
}

// The network's response, a 404 included.
function fromNetwork(event, path) {
  const host = onHost();
  const answered = fetch(event.request).then(async (response) => {
    const isPage = response.body && (response.headers.get('content-type') || '').includes('text/html');
    const isOfThis = async () => (await scriptIn(response)) === base + release.boot && (await host) === release.name;
    if (isPage && !(await isOfThis())) await remember(event);
    return response;
  });
  // Other applications have no timeout here.
  if (!isOurs(path)) return answered;
  const late = (_, fail) => setTimeout(fail, PATIENCE_MS, new Error(`${event.request.url}: no answer`));
  return Promise.race([answered, new Promise(late)]);
}

// The address of a page's first script. Only the beginning is read: the rest is passed on to the browser as it arrives.
async function scriptIn(response) {
  const reader = response.clone().body.getReader();
  const decoder = new TextDecoder();
  let head = '';
  let found = null;
  while (!found && head.length < 4096) {
    const { value, done } = await reader.read();
    if (done) break;
    head += decoder.decode(value, { stream: true });
    found = /<script (?:async )?src="([^"]*)"/.exec(head);
  }
  reader.cancel().catch(() => {});
  return found ? found[1] : undefined;
}

// The browser stops a worker between events: what it knows of open documents is stored in the copy.
const MOST_STRANGERS = 50;
const strangers = new Set();
let recalled;
function recall() {
  recalled = recalled || caches.open(ours).then((copy) => copy.match(strangersList)).then(async (held) => {
    if (held) for (const client of await held.json()) strangers.add(client);
  });
  return recalled;
}

async function remember(event) {
  await recall();
  if (!event.resultingClientId) return;
  strangers.add(event.resultingClientId);
  const clients = new Response(JSON.stringify([...strangers].slice(-MOST_STRANGERS)));
  event.waitUntil(caches.open(ours).then((copy) => copy.put(strangersList, clients)).catch(() => {}));
}

// The 404 page of the copy, with the remark that the network may be the reason.
async function unreached() {
  const path = `${release.home}404.html`;
  const found = await answer(path);
  return found && text(path, (await found.text()).replace('<html ', '<html data-unreached="" '));
}

async function resource(event, path) {
  await recall();
  if (strangers.has(event.clientId)) return fetch(event.request);
  const found = await answer(path);
  if (!found && path.startsWith('media/')) {
    return fetch(event.request).catch(async (error) => (await answer(path.replace(/w\d+\.\w+$/, 'w480.jpg'))) || Promise.reject(error));
  }
  if (found || !path.endsWith('page.json') || !(await isComplete())) return found || fetch(event.request);
  // The program opens a page whose models are missing as a document.
  const [response, host] = await Promise.all([fetch(event.request), onHost()]);
  return host === release.name ? response : new Response(null, { status: 404 });
}

// Whether a path below the base may belong to the gallery: in one of its folders, or one of its files beside them.
function isOurs(path) {
  return path === '' || path === 'index.html' || release.parts.includes(path.split('/')[0]);
}

async function isOwnCache(name) {
  // Copies of other languages and galleries have further slashes in their names.
  if (name.startsWith(prefix)) return !name.slice(prefix.length).includes('/');
  // Names from earlier releases do not identify the gallery: check the content.
  const before = `gallery ${release.home}`;
  if (!name.startsWith(before) || name.slice(before.length).includes('/')) return false;
  const copy = await caches.open(name);
  if (await copy.match(index)) return true;
  const paths = (await copy.keys()).map((request) => new URL(request.url).pathname);
  return paths.some((path) => path.startsWith(base) && isOurs(path.slice(base.length)));
}

async function forget(kept) {
  for (const name of await caches.keys()) if (name !== kept && (await isOwnCache(name))) await caches.delete(name);
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
    event.waitUntil(windows({ includeUncontrolled: true }).then((open) => open.length < 2 && clients.claim()));
  }
});

// The file types of a copy.
const KINDS = /\.(html|json|bin|css|js|svg|wasm|webmanifest|txt)$/;

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (!release.name || request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(base)) return;
  const path = url.pathname.slice(base.length);
  if (release.others.some((folder) => path.startsWith(folder))) return;
  const navigates = request.mode === 'navigate';
  // Left to the browser: other file types, ranges, and resources of other applications. Whether a navigation leads to another application is not
  // known before its response.
  const kinds = navigates ? /\.(html|json)$/ : KINDS;
  const isPicture = !navigates && /^media\/.*\.(jpg|avif|png|svg)$/.test(path);
  if ((/\.\w+$/.test(path) && !kinds.test(path) && !isPicture) || request.headers.has('range')) return;
  if (!isOurs(path) && !(navigates && ['', 'document'].includes(request.destination))) return;
  const later = async () => {
    await keep();
    // Older copies are no longer needed once this one has answered a page.
    if (!registration.waiting && !registration.installing) await forget(ours);
  };
  const reply = navigates ? page(event, path) : resource(event, path);
  // If the storage fails, use the network.
  event.respondWith(reply.catch(() => fetch(request)));
  if (navigates && isOurs(path)) event.waitUntil(reply.then(later).catch(() => {}));
});
