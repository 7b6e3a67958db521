// How does an open page live with releases that come and go, and with a network that does? Loaded when the page has come to rest. Contract: the
// notices `offline` and `update` of the page; what was typed stands in the address, so that a reload keeps it. Absent on purpose: fetching and
// keeping, which sw.js does.
(function () {
  var root = document.documentElement;
  function show(id, shown) {
    document.getElementById(id).hidden = !shown;
  }
  var workers = navigator.serviceWorker;
  var answered = true;
  function network() {
    // Where there is no copy yet, what has not come says nothing of the network: a full storage ends the same way.
    show('offline', !navigator.onLine || (!answered && !!workers.controller));
  }
  addEventListener('online', network);
  addEventListener('offline', network);
  network();

  if (!workers || (navigator.connection && navigator.connection.saveData)) return;
  var address = root.dataset.base + 'sw.js';
  if (window.trustedTypes) {
    // The one script address that is made at run time.
    address = trustedTypes.createPolicy('offline', {
      createScriptURL: function (wanted) {
        return wanted;
      },
    }).createScriptURL(address);
  }
  var controlled = !!workers.controller;
  workers.addEventListener('controllerchange', function () {
    // The first copy is of the release that is open; any later one is of another.
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
    // A page that stays open for days asks every quarter of an hour, and less often while nobody answers.
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
