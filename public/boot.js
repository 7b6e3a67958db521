// What must happen outside the programs: the mode before the first paint, their start, and a calm sentence where one cannot start.
// The page is whole without them. Contract: this script's tag names glue and program of the page (data-js, data-wasm) and of its
// companion (data-companion-js, -wasm, -style), which is loaded at the first wish.
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
  // The version for old people: asked for by the address, kept on the device, there before the first paint.
  var elder = /[?&]elder=([01])(&|$)/.exec(location.search);
  try {
    if (elder) localStorage.setItem('elder', elder[1]);
    elder = localStorage.getItem('elder') === '1';
  } catch (blocked) {
    elder = !!elder && elder[1] === '1';
  }
  if (elder) root.classList.add('is-elder');
  // A filtered view differs from the page as written: its list waits for the program, so that it is not seen to jump.
  if (here.dataset.gallery !== undefined && /[?&](q|need|kind|institution|place|honour|sort)=/.test(location.search)) {
    root.classList.add('is-narrowing');
  }
  // A word in the making in an input method would be broken off by the takeover: the program waits for its end.
  ['compositionstart', 'compositionend'].forEach(function (event) {
    addEventListener(event, function () {
      root.toggleAttribute('data-composing', event === 'compositionstart');
    });
  });
  // A change of mode keeps what is searched and filtered.
  addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('[data-mode]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    var address = new URL(location.href);
    address.searchParams.set('elder', link.search.slice(-1));
    location.assign(address.href);
  });
  // What needs a script to work is seen only where scripts run.
  root.classList.add('is-scripted');
  // A wish is the value of a data-companion attribute. The companion hears it as an event, once it is there.
  var companion;
  function wish(what) {
    if (!companion) {
      var style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = here.dataset.companionStyle;
      var styled = new Promise(function (done, failed) {
        style.onload = done;
        style.onerror = failed;
      });
      document.head.append(style);
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
      asked.textContent = '暂时打不开，请再点一次';
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
  // Still on its way after this long: say so. The program may come yet, and takes the sentence away.
  setTimeout(function () {
    if (!root.dataset.program) fail();
  }, 10000);
  // Once the page has come to rest: a copy for days without a network.
  addEventListener('load', function () {
    setTimeout(function () {
      import(here.dataset.offline).catch(function () {});
    }, 3000);
  });
  if (typeof WebAssembly !== 'object') return fail();
  var wasm = here.dataset.wasm;
  import(here.dataset.js).then(function (glue) {
    ready(function () {
      // The list is shown again by the program, which by then has only begun to load its data.
      glue.default({ module_or_path: wasm }).catch(fail);
    });
  }, fail);
})();
