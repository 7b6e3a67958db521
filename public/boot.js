// What must happen outside the programs: how the page looks, their start, and a calm sentence where one cannot start. The page is whole
// without them. Contract: this script's tag names the page's styles as a file (data-style), glue and program of the page (data-js,
// data-wasm) and of its companion (data-companion-js, -wasm, -style), which is loaded at the first wish.
//
// A page that comes from the device's copy waits for this script: it looks as chosen from its first paint on. A page that comes over
// the line does not wait, which saves a way there and back before anything is seen: where there is no copy (the very first visit, by an
// address with elder=1; a browser without workers or storage for them), it is first seen as written and a moment later as chosen, unless
// this file is kept by the browser. So nothing here may move what has been seen in the standard version.
(function () {
  var root = document.documentElement;
  var here = document.currentScript;
  // Markup is the desk's own, and the page's policy lets nothing in it run; a script is ours or none.
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
  // A host whose headers are of a release with other styles refuses those inside the page: they come as a file.
  var inside = document.querySelector('style');
  if (inside && !inside.sheet) addStyle(here.dataset.style);
  function addStyle(href) {
    var style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = href;
    document.head.append(style);
    return style;
  }
  // How the page looks is chosen in the page and kept on the device; what only an address asks for holds for the visit.
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
  // Offered on the first visit only: whoever comes again finds it in the header.
  // It comes when the page is first scrolled: whoever has just come sees a page that nothing lies over.
  if (!chosen.elder && !recall('met')) {
    keep('met', '1');
    addEventListener('scroll', function () {
      isNew = !chosen.elder;
      dress();
    }, { once: true });
  }
  dress();
  // Somebody else has put the device back to its beginnings.
  addEventListener('forgotten', function (event) {
    read();
    if (event.detail) keep('elder', event.detail);
    dress();
    tell();
  });
  // A filtered view differs from the page as written: its list waits for the program, so that it is not taken for the answer.
  if (here.dataset.gallery !== undefined && /[?&](q|need|kind|institution|place|honour|sort)=/.test(location.search)) {
    root.classList.add('is-narrowing');
    // Until then the words stand in the box, and the page says that it is searching: for as long as the class is there.
    ready(function () {
      var box = document.getElementById('q');
      // The program takes the last of several, without characters that nobody sees (src/search/query.rs).
      var words = new URLSearchParams(location.search).getAll('q').pop() || '';
      words = words.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/g, '');
      if (box && !box.value) box.value = Array.from(words).slice(0, 100).join('');
      var status = document.getElementById('searching');
      if (status) status.hidden = false;
    });
  }
  // Brands side by side are set there by the program: the list to choose from is not seen to give way.
  if (/[?&]brands=/.test(location.search)) root.classList.add('is-narrowing');
  // A word that is being composed with an input method must not be interrupted: the program waits for its end, the event 'composed'. Engines
  // do not always report the end of a composition. It is over, too, when its field is no longer the focused one, when the page is left or
  // another entry of the history is shown, and when something is entered that is no composition.
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
    // A field that is removed or disabled while it has the focus tells nobody.
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
    // Old engines do not say whether they are composing. A script's own event has no type of input.
    var composes = event.inputType && (event.isComposing !== false || /Composition/.test(event.inputType));
    if (!composes) endComposition();
  }, true);
  // A change of mode keeps what is searched, and the place on the page.
  addEventListener('click', function (event) {
    // Whoever goes on has seen the offer.
    if (isNew && event.target.closest && event.target.closest('a, button, summary')) {
      isNew = false;
      dress();
    }
    var control = event.target.closest && event.target.closest('[data-mode], [data-size-by], [data-next-theme], [data-met]');
    if (!control || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (control.dataset.mode !== undefined) {
      var mode = control.search.slice(-1);
      keep('elder', mode);
      var address = new URL(location.href);
      address.searchParams.set('elder', mode);
      history.replaceState(history.state, '', address.href);
    } else if (control.dataset.sizeBy) {
      keep('size', String(Math.min(3, Math.max(0, +chosen.size + +control.dataset.sizeBy))));
    } else if (control.dataset.nextTheme !== undefined) {
      keep('theme', THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
    }
    dress();
    tell();
    // What was pressed may be gone: its counterpart, or the beginning, takes the focus.
    if (!control.checkVisibility || control.checkVisibility()) return;
    var next = document.querySelector('.is-elder .frame__standard, html:not(.is-elder) .frame__elder');
    if (next) next.focus({ preventScroll: true });
  });
  function theme() {
    return chosen.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  }
  // The tools say how things stand.
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
  // Reading aloud is offered where a voice speaks Mandarin (src/speech.rs chooses which). Voices come late, on some devices without an event.
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
  // What needs a script to work is seen only where scripts run.
  root.classList.add('is-scripted');
  // A wish is the value of a data-companion attribute. The companion hears it as an event, once it is there.
  var companion;
  function wish(what) {
    if (!companion) {
      var style = addStyle(here.dataset.companionStyle);
      var styled = new Promise(function (done, failed) {
        style.onload = done;
        style.onerror = failed;
      });
      companion = Promise.all([import(here.dataset.companionJs), styled]).then(function (loaded) {
        return loaded[0].default({ module_or_path: here.dataset.companionWasm });
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
  if (!here.dataset.js) return;
  function start() {
    // Still on its way after this long: say so. The program may come yet, and takes the sentence away.
    setTimeout(function () {
      if (!root.dataset.program) fail();
    }, 10000);
    // Once the page has come to rest: a copy for days without a network.
    function rest() {
      setTimeout(function () {
        import(here.dataset.offline).catch(function () {});
      }, 3000);
    }
    if (document.readyState === 'complete') rest();
    else addEventListener('load', rest);
    if (typeof WebAssembly !== 'object') return fail();
    // A page that is not looked at, or that waits for the program, is not painted first.
    if (document.hidden || root.classList.contains('is-narrowing')) return load();
    requestAnimationFrame(function () {
      setTimeout(load);
    });
  }
  // The first picture has the line to itself. Then what the program needs is asked for at once, not one after the other.
  function load() {
    var data = here.dataset;
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
    ask('modulepreload', data.js);
    ask('preload', data.wasm, 'application/wasm');
    ask('preload', data.catalogue, 'application/json');
    import(data.js).then(function (glue) {
      ready(function () {
        // The list is shown again by the program, which by then has only begun to load its data.
        glue.default({ module_or_path: data.wasm }).catch(fail);
      });
    }, fail);
  }
  // A technician looks; a screen in a lobby is guarded before anything starts, and remembers by the name of its tab that it is one.
  function look() {
    return import(root.dataset.root + 'diag.js');
  }
  var looking = /[?&]diag(=|&|$)/.test(location.search);
  var asks = /[?&]kiosk(=|&|$)/.test(location.search);
  var named = /^kiosk:/.test(window.name);
  if (!asks && !named) return looking ? look() : start();
  // Address and name of a tab can be sent by anybody: they ask, the device decides. It is set up by whoever starts its browser (start.sh adds
  // a word to the browser's name), by a kiosk.json that the device itself serves, or by the answer to a question.
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
    // Asked once: an address that was declined is an ordinary one from then on.
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
