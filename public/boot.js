// What must happen outside the program: its mode before the first paint, its start, and a calm sentence where it cannot start.
// The page is whole without it. Contract: this script's tag names the glue (data-js) and the program (data-wasm).
(function () {
  var root = document.documentElement;
  var here = document.currentScript;
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
  if (typeof WebAssembly !== 'object') return fail();
  var wasm = here.dataset.wasm;
  import(here.dataset.js).then(function (glue) {
    ready(function () {
      // The list is shown again by the program, which by then has only begun to load its data.
      glue.default({ module_or_path: wasm }).catch(fail);
    });
  }, fail);
})();
