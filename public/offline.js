// Network and release notices of an open page; registers the service worker. Loaded once the page is idle. It shows and hides the notices `offline`
// and `update`. Typed text is in the address, so that a reload keeps it. sw.js fetches and stores.
(function () {
  var root = document.documentElement;
  function show(id, shown) {
    document.getElementById(id).hidden = !shown;
  }
  var workers = navigator.serviceWorker;
  var answered = true;
  function network() {
    // Without a copy, a failed update says nothing about the network: full storage has the same effect.
    show('offline', !navigator.onLine || (!answered && !!workers.controller));
  }
  addEventListener('online', network);
  addEventListener('offline', network);
  network();

  if (!workers || (navigator.connection && navigator.connection.saveData)) return;
  var address = root.dataset.base + 'sw.js';
  if (window.trustedTypes) {
    // The only script address that is created at run time.
    address = trustedTypes.createPolicy('offline', {
      createScriptURL: function (wanted) {
        return wanted;
      },
    }).createScriptURL(address);
  }
  var controlled = !!workers.controller;
  workers.addEventListener('controllerchange', function () {
    // The first copy has the release of the open page; any later one has another.
    if (controlled) location.reload();
    controlled = true;
  });
  workers.register(address, { updateViaCache: 'none' }).then(function (registration) {
    function tell() {
      show('update', !!(registration.waiting && workers.controller));
    }
    function greet() {
      if (!workers.controller && registration.active) registration.active.postMessage(root.dataset.release);
    }
    registration.addEventListener('updatefound', function () {
      registration.installing.addEventListener('statechange', function () {
        tell();
        greet();
      });
    });
    tell();
    greet();
    document.getElementById('update').addEventListener('click', function (event) {
      event.preventDefault();
      if (registration.waiting) registration.waiting.postMessage('take');
    });
    // A page that stays open for days checks every quarter of an hour, less often while checks fail.
    var quarter = 15 * 60 * 1000;
    (function ask(pause) {
      registration.update().then(
        function () {
          answered = true;
          pause = quarter;
        },
        function () {
          answered = false;
          pause = Math.min(pause * 2, 16 * quarter);
        }
      ).then(function () {
        network();
        setTimeout(ask, pause * (0.9 + Math.random() / 5), pause);
      });
    })(quarter / 2);
  }, function () {});
})();
