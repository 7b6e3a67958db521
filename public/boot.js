// Boot script of every page: display settings, start of the wasm programs, error notice. The page is complete without it.
//
// Input: `files`, which the build fills in: the addresses of the glue and the wasm of the gallery program (js, wasm), of what it loads first
// (catalogue), of the companion, which is loaded when first requested, and of offline.js. The name of this file is a hash of its bytes, so that it stands
// for all of them. Where styles are inline, those of the gallery, the tag of this script says where all styles are as a file (data-style).
//
// A page that links its styles waits for this script, so that its first paint has the chosen settings: every page but the gallery's, and all pages of
// the device's copy. The gallery's page from the network has its styles inline and does not wait, which saves a round trip: without a copy (on the very first visit, by an address with elder=1; in a browser without workers or storage for them) it is
// first painted with the defaults and then with the chosen settings, unless this file is cached. So nothing here may move what has been painted in
// the standard version.
(function () {
  var files = {};
  var root = document.documentElement;
  var here = document.currentScript;
  // The first screen begins with another of its brands each day. The items exchange what is in them, so that nothing that has been painted moves.
  // The program announces a first screen that it has rendered.
  function showTodaysBrand() {
    var items = document.querySelectorAll('.featured__item');
    if (!items.length) return;
    var day = Math.floor(Date.now() / 864e5 - new Date().getTimezoneOffset() / 1440);
    var by = (day - (items[0].day || 0)) % items.length;
    items[0].day = day;
    Array.from(items, function (item) {
      return Array.from(item.childNodes);
    }).forEach(function (inside, at) {
      var item = items[(at + items.length - by) % items.length];
      inside.forEach(function (node) {
        item.append(node);
      });
    });
  }
  ready(showTodaysBrand);
  addEventListener('featured', showTodaysBrand);
  // All markup comes from the build, and the page's policy runs nothing in it; scripts have to be of the same origin.
  if (window.trustedTypes) {
    trustedTypes.createPolicy('default', {
      createHTML: function (markup) {
        return markup;
      },
      createScriptURL: function (address) {
        return new URL(address, location.href).origin === location.origin ? address : null;
      },
    });
  }
  // A host whose headers belong to a release with other styles blocks the inline styles: load them as a file.
  var inside = document.querySelector('style');
  if (inside && !inside.sheet) addStyle(here.dataset.style);
  function addStyle(href) {
    var style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = href;
    document.head.append(style);
    return style;
  }
  // Display settings are chosen in the page and stored on the device; those of an address hold for the visit only.
  var modes = { elder: /^[01]$/, size: /^[0-3]$/, theme: /^(light|dark|yellow)$/ };
  var THEMES = ['light', 'dark', 'yellow'];
  var chosen = {};
  var isNew = false;
  function recall(key) {
    try {
      return localStorage.getItem(key);
    } catch (blocked) {
      return null;
    }
  }
  function keep(key, value) {
    chosen[key] = value;
    try {
      sessionStorage.removeItem('look:' + key);
      localStorage.setItem(key, value);
    } catch (blocked) {}
  }
  function ofVisit(key) {
    try {
      return sessionStorage.getItem('look:' + key);
    } catch (blocked) {
      return null;
    }
  }
  function read() {
    Object.keys(modes).forEach(function (key) {
      var value = ofVisit(key) || recall(key) || '';
      chosen[key] = modes[key].test(value) ? value : '';
    });
  }
  function dress() {
    var elder = chosen.elder === '1';
    root.classList.toggle('is-elder', elder);
    root.classList.toggle('is-new', isNew);
    ['size', 'theme'].forEach(function (key) {
      if (elder && chosen[key]) root.dataset[key] = chosen[key];
      else delete root.dataset[key];
    });
  }
  read();
  Object.keys(modes).forEach(function (key) {
    var asked = RegExp('[?&]' + key + '=([a-z0-9]+)').exec(location.search);
    if (!asked || !modes[key].test(asked[1])) return;
    chosen[key] = asked[1];
    try {
      sessionStorage.setItem('look:' + key, asked[1]);
    } catch (blocked) {}
  });
  // Offered on the first visit only; later the header has the link. Shown at the first scroll: nothing covers a page that was just opened.
  if (!chosen.elder && !recall('met')) {
    keep('met', '1');
    addEventListener('scroll', function () {
      isNew = !chosen.elder;
      dress();
    }, { once: true });
  }
  dress();
  // Another tab has reset the settings.
  addEventListener('forgotten', function (event) {
    read();
    if (event.detail) keep('elder', event.detail);
    dress();
    tell();
  });
  // A filtered view differs from the prerendered page: hide its list until the program has filtered it.
  if (here.dataset.gallery !== undefined && /[?&](q|need|kind|institution|place|honour|sort)=/.test(location.search)) {
    root.classList.add('is-narrowing');
    // Until then the box shows the text, and the class lets the page say that it is searching.
    ready(function () {
      var box = document.getElementById('q');
      // The program uses the last of several values, without invisible characters (src/search/query.rs).
      var words = new URLSearchParams(location.search).getAll('q').pop() || '';
      words = words.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/g, '');
      if (box && !box.value) box.value = Array.from(words).slice(0, 100).join('');
      var status = document.getElementById('searching');
      if (status) status.hidden = false;
    });
  }
  // The program renders chosen brands: do not show the list to choose from before.
  if (/[?&]brands=/.test(location.search)) root.classList.add('is-narrowing');
  // The program must not interrupt the composition of an input method: it waits for the event 'composed'. Engines do not always report the end of a
  // composition. It has also ended when its field is no longer focused, when the page or the history entry changes, and at an input that is no
  // composition.
  var composing = null;
  var watching;
  function isOver() {
    return !composing.isConnected || document.activeElement !== composing;
  }
  function endComposition() {
    if (!composing) return;
    composing = null;
    clearInterval(watching);
    root.removeAttribute('data-composing');
    dispatchEvent(new Event('composed'));
  }
  addEventListener('compositionstart', function (event) {
    composing = event.target;
    root.setAttribute('data-composing', '');
    clearInterval(watching);
    // A field that is removed or disabled while it is focused dispatches no event.
    watching = setInterval(function () {
      if (isOver()) endComposition();
    }, 500);
  }, true);
  ['compositionend', 'focusout', 'pagehide', 'popstate'].forEach(function (event) {
    addEventListener(event, endComposition, true);
  });
  addEventListener('focusin', function () {
    if (composing && isOver()) endComposition();
  }, true);
  addEventListener('input', function (event) {
    // Old engines do not report whether they are composing. A script's own event has no inputType.
    var composes = event.inputType && (event.isComposing !== false || /Composition/.test(event.inputType));
    if (!composes) endComposition();
  }, true);
  // A change of the mode keeps the search and the scroll position.
  addEventListener('click', function (event) {
    var target = event.target;
    if (!target.closest) return;
    // A visitor who navigates on has seen the offer.
    if (isNew && target.closest('a, button, summary')) {
      isNew = false;
      dress();
    }
    if (target.closest('.frame__find')) document.getElementById('q').focus();
    var menu = target.closest('#menu');
    if (menu && menu.togglePopover) menu.togglePopover(false);
    var control = target.closest('[data-mode], [data-met], .comfort button');
    if (!control || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (control.dataset.mode !== undefined) {
      var mode = control.search.slice(-1);
      keep('elder', mode);
      var address = new URL(location.href);
      address.searchParams.set('elder', mode);
      history.replaceState(history.state, '', address.href);
    } else if (control.dataset.back !== undefined) {
      // Without an entry of this site before this one: home. Browsers that do not tell are asked for any entry.
      if (window.navigation ? navigation.canGoBack : history.length > 1) history.back();
      else document.querySelector('.comfort__home').click();
    } else if (control.dataset.letters !== undefined) {
      control.setAttribute('aria-expanded', root.toggleAttribute('data-letters'));
    } else if (control.dataset.sizeBy) {
      keep('size', String(Math.min(3, Math.max(0, +chosen.size + +control.dataset.sizeBy))));
    } else if (control.dataset.nextTheme !== undefined) {
      keep('theme', THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
    }
    dress();
    tell();
    // The pressed control may be gone: focus its counterpart, or the first one.
    if (!control.checkVisibility || control.checkVisibility()) return;
    var next = document.querySelector('.is-elder .frame__standard, html:not(.is-elder) .frame__elder');
    if (next) next.focus({ preventScroll: true });
  });
  function theme() {
    return chosen.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  }
  // The controls show the current settings.
  function tell() {
    var now = document.getElementById('theme-now');
    if (now) now.textContent = now.dataset[theme()];
    document.querySelectorAll('[data-size-by]').forEach(function (button) {
      var end = button.dataset.sizeBy < 0 ? 0 : 3;
      if (+chosen.size === end) button.setAttribute('aria-disabled', 'true');
      else button.removeAttribute('aria-disabled');
    });
  }
  ready(tell);
  // Reading aloud is offered if a voice speaks Mandarin (src/speech.rs chooses it). Voices load late, on some devices without an event.
  var speech = window.speechSynthesis;
  var looks = 0;
  function hear() {
    root.classList.toggle('can-read', speech.getVoices().some(function (voice) {
      return /^(zh|zho|chi|cmn)([-_]|$)/i.test(voice.lang) && !/[-_](hk|hkg|mo|mac|yue)([-_#]|$)/i.test(voice.lang) && !/\u7ca4|\u5ee3\u6771|\u5e7f\u4e1c|Cantonese/.test(voice.name);
    }));
    looks += 1;
    if (!root.classList.contains('can-read') && looks < 15) setTimeout(hear, 1000);
  }
  if (speech) {
    if (speech.addEventListener) speech.addEventListener('voiceschanged', hear);
    addEventListener('load', hear);
  }
  // Shows the controls that need scripts.
  root.classList.add('is-scripted');
  // Commands for the companion are values of data-companion. It gets them as an event, once it has been loaded.
  var companion;
  function wish(what) {
    if (!companion) {
      var style = addStyle(files.companionStyle);
      var styled = new Promise(function (done, failed) {
        style.onload = done;
        style.onerror = failed;
      });
      companion = Promise.all([import(files.companionJs), styled]).then(function (loaded) {
        return loaded[0].default({ module_or_path: files.companionWasm });
      });
      companion.catch(function () {
        companion = undefined;
        style.remove();
      });
    }
    return companion.then(function () {
      document.dispatchEvent(new CustomEvent('companion', { detail: what }));
    });
  }
  addEventListener('click', function (event) {
    var asked = event.target.closest && event.target.closest('[data-companion]');
    if (!asked) return;
    asked.setAttribute('aria-busy', 'true');
    wish(asked.dataset.companion).catch(function () {
      asked.textContent = document.getElementById('trouble').dataset.again;
    }).then(function () {
      asked.removeAttribute('aria-busy');
    });
  });
  function ready(act) {
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', act);
    else act();
  }
  function fail() {
    root.classList.remove('is-narrowing');
    ready(function () {
      document.getElementById('trouble').hidden = false;
    });
  }
  if (!files.js) return;
  function start() {
    // Show the notice after this time. The program may still load, and then hides it.
    setTimeout(function () {
      if (!root.dataset.program) fail();
    }, 10000);
    // Once the page is idle: the copy for use without a network.
    function rest() {
      setTimeout(function () {
        import(files.offline).catch(function () {});
      }, 3000);
    }
    if (document.readyState === 'complete') rest();
    else addEventListener('load', rest);
    if (typeof WebAssembly !== 'object') return fail();
    // Do not wait for the first paint of a hidden page, or of one that waits for the program.
    if (document.hidden || root.classList.contains('is-narrowing')) return load();
    requestAnimationFrame(function () {
      setTimeout(load);
    });
  }
  // The first paint has the network to itself. Then everything that the program needs is requested in parallel.
  function load() {
    function ask(rel, href, type) {
      var link = document.createElement('link');
      link.rel = rel;
      link.href = href;
      if (type) {
        link.as = 'fetch';
        link.type = type;
        link.crossOrigin = '';
      }
      document.head.append(link);
    }
    // The worker that is about to be installed has to know which release this page is of; a page that a worker answers is of the worker's release.
    var workers = navigator.serviceWorker;
    if (workers && !workers.controller) {
      fetch(root.dataset.root + 'release.txt').then(function (answer) {
        return answer.text();
      }).then(function (text) {
        root.dataset.release = text.split(' ')[0];
      }, function () {});
    }
    ask('modulepreload', files.js);
    ask('preload', files.wasm, 'application/wasm');
    ask('preload', root.dataset.base + files.catalogue, 'application/json');
    import(files.js).then(function (glue) {
      ready(function () {
        // The program shows the list again, but has only started to load its data by then.
        glue.default({ module_or_path: files.wasm }).catch(fail);
      });
    }, fail);
  }
  // The diagnostics page; or a kiosk, which is guarded before anything starts and remembered in the name of its tab.
  function look() {
    return import(root.dataset.root + 'diag.js');
  }
  var looking = /[?&]diag(=|&|$)/.test(location.search);
  var asks = /[?&]kiosk(=|&|$)/.test(location.search);
  var named = /^kiosk:/.test(window.name);
  if (!asks && !named) return looking ? look() : start();
  // Anyone can send an address and set a tab's name: these only ask, the device decides. It is set up by the start of its browser (start.sh adds a
  // word to the browser's name), by a kiosk.json that the device itself serves, or by the answer to the setup dialog.
  function isSetUp() {
    if (/ BrandGalleryScreen\b/.test(navigator.userAgent)) return Promise.resolve(true);
    var screen = recall('screen');
    var asked = asks ? new URL(location.href).searchParams.get('kiosk') : screen;
    if (screen !== null && screen === asked) return Promise.resolve(true);
    var own = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(location.hostname);
    if (!own || (asks && asked)) return Promise.resolve(false);
    return fetch(root.dataset.root + 'kiosk.json').then(function (answer) {
      return answer.ok;
    }, function () {
      return false;
    });
  }
  isSetUp().then(function (yes) {
    if (yes) return guard();
    if (named) window.name = '';
    if (looking) return look();
    start();
    // Asked once: a declined address is an ordinary one from then on.
    var asked = encodeURIComponent(new URL(location.href).searchParams.get('kiosk') || '');
    if (!asks || (recall('screen-declined') || '').split(' ').indexOf('=' + asked) >= 0) return;
    ready(function () {
      wish('set-up').catch(function () {});
    });
  });
  function guard() {
    import(root.dataset.root + 'kiosk.js').then(function () {
      if (looking) return look();
      if (root.dataset.kiosk === 'still') return;
      start();
      ready(function () {
        wish('kiosk').catch(function (why) {
          setTimeout(function () {
            throw why;
          });
        });
      });
    }, start);
  }
})();
