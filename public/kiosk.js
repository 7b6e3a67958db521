// The part of a kiosk that must outlive its wasm programs: no exit, no history, and a watchdog. boot.js loads it before the programs, on devices that
// are set up as a screen only.
//
// Events of the document: the companion dispatches 'kiosk-beat' while it runs, 'kiosk-back', 'kiosk-wipe' and 'kiosk-rate' as requests; it receives
// 'kiosk-moved' and 'kiosk-link'. data-kiosk on the root element is the state of the session; data-rated says that this visitor has had the vote.
(function () {
  var root = document.documentElement;
  var base = root.dataset.root;
  root.classList.add('is-kiosk');
  var robots = document.createElement('meta');
  robots.name = 'robots';
  robots.content = 'noindex';
  document.head.append(robots);
  function tell(what, detail) {
    document.dispatchEvent(new CustomEvent(what, { detail: detail }));
  }

  // State that outlives a reload is in the name of the tab, which needs no storage and is private to the tab.
  var log = { kiosk: '', reloads: [], tries: 0, until: 0 };
  try {
    Object.assign(log, JSON.parse(window.name.replace(/^kiosk:/, '')));
  } catch (none) {}
  function keep() {
    window.name = 'kiosk:' + JSON.stringify(log);
  }
  var asked = new URL(location.href).searchParams;
  if (asked.has('kiosk')) log.kiosk = asked.get('kiosk');
  // The visitor chose another language: another document, the same visit.
  if (log.goesOn) {
    root.dataset.goesOn = '';
    delete log.goesOn;
  }
  function isRated(rated) {
    if (rated) log.rated = true;
    else delete log.rated;
    root.toggleAttribute('data-rated', !!rated);
  }
  if (root.dataset.goesOn === undefined) isRated(false);
  else isRated(log.rated);
  // The diagnostics page (diag.js) runs no program, so there is no heartbeat.
  var looks = asked.has('diag');
  keep();

  // History: the tab has one entry, whose address always contains the kiosk parameter. The history of a visit is kept here and cleared after it.
  var been = [];
  var replace = history.replaceState.bind(history);
  function marked(address) {
    var url = new URL(address || location.href, location.href);
    url.searchParams.set('kiosk', log.kiosk);
    return url.href;
  }
  history.pushState = function (state, title, address) {
    if (marked(address) === location.href) return history.replaceState(state, title, address);
    if (new URL(marked(address)).pathname !== location.pathname) count(1);
    been.push({ state: history.state, address: location.href });
    if (been.length > 100) been.shift();
    history.replaceState(state, title, address);
  };
  history.replaceState = function (state, title, address) {
    replace(state, '', marked(address));
    tell('kiosk-moved', been.length);
  };
  history.replaceState(history.state, '');
  document.addEventListener('kiosk-back', function () {
    var last = been.pop();
    if (!last) return;
    history.replaceState(last.state, '', last.address);
    dispatchEvent(new PopStateEvent('popstate', { state: last.state }));
  });
  document.addEventListener('kiosk-wipe', function (event) {
    been.length = 0;
    isRated(false);
    keep();
    var counts = kept('counts');
    var ratings = kept('ratings');
    var unanswered = kept('unanswered');
    noted = {};
    var screen = kept('screen');
    [function () { return localStorage; }, function () { return sessionStorage; }].forEach(function (storage) {
      try {
        storage().clear();
      } catch (blocked) {}
    });
    if (root.dataset.counts !== undefined && counts !== null) store('counts', counts);
    // Sums of many visits, of nobody.
    if (ratings !== null) store('ratings', ratings);
    if (root.dataset.unanswered !== undefined && unanswered !== null) store('unanswered', unanswered);
    // The kiosk parameter is no part of a visit.
    if (screen !== null) store('screen', screen);
    dispatchEvent(new CustomEvent('forgotten', { detail: event.detail }));
    tell('kiosk-moved', 0);
  });

  // No exit. Links to other documents replace this one, or are shown as a QR code. Data files are no pages: they have no link back.
  function isOurs(url) {
    return url.origin === location.origin && url.pathname.startsWith(base) && !/\.\w+$/.test(url.pathname);
  }
  if (window.navigation) {
    navigation.addEventListener('navigate', function (event) {
      if (event.navigationType !== 'push' || !event.cancelable) return;
      event.preventDefault();
      var url = new URL(event.destination.url);
      if (isOurs(url)) location.replace(marked(url.href));
    });
  }
  window.open = window.print = function () {
    return null;
  };
  function on(events, act) {
    events.split(' ').forEach(function (name) {
      addEventListener(name, act, { capture: true, passive: false });
    });
  }
  function stop(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  on('contextmenu dragstart drop dragover selectstart gesturestart auxclick copy cut paste', function (event) {
    if (!event.target.matches || !event.target.matches('#q') || event.type === 'contextmenu' || event.type === 'drop') stop(event);
  });
  on('touchmove touchstart', function (event) {
    if (event.touches.length > 1) event.preventDefault();
  });
  on('wheel', function (event) {
    if (event.ctrlKey) stop(event);
  });
  on('keydown', function (event) {
    var opens = /^(F\d+|BrowserBack|BrowserForward|BrowserHome|ContextMenu|Meta|OS)$/.test(event.key);
    if (opens || event.ctrlKey || event.metaKey || event.altKey) stop(event);
  });
  // One tap has one effect, even if the first has moved something else under the finger; external links are shown as a QR code.
  var tapped = { target: null, at: 0, x: 0, y: 0 };
  on('click', function (event) {
    var soon = event.isTrusted && event.timeStamp - tapped.at < 300;
    var same = event.target === tapped.target;
    var near = event.detail > 0 && Math.abs(event.clientX - tapped.x) < 30 && Math.abs(event.clientY - tapped.y) < 30;
    tapped = { target: event.target, at: event.timeStamp, x: event.clientX, y: event.clientY };
    var link = event.target.closest && event.target.closest('a[href], area[href], input[type=file]');
    if (soon && (same ? !event.target.closest('[data-often]') : near)) return stop(event);
    if (event.target.closest && event.target.closest('[data-do=take]')) count(2);
    // Without a program a link would lose the count of the touches.
    if (still && corners.length) return stop(event);
    if (!link) return;
    if (!link.href || !isOurs(link)) {
      stop(event);
      if (link.href) tell('kiosk-link', link.href);
    } else {
      if (link.hreflang) {
        log.goesOn = true;
        keep();
      }
      link.removeAttribute('target');
      link.removeAttribute('download');
    }
  });

  // Any touch ends the attract loop and counts as activity: a swipe or a long press is no click.
  on('touchend touchcancel', function () {
    var state = root.dataset.kiosk;
    if (state !== 'attract' && state !== 'warning') return;
    setTimeout(function () {
      if (root.dataset.kiosk === state) document.body.click();
    }, 400);
  });
  // The hidden gesture that opens ?diag: the upper corners in turn, left first, six touches in six seconds.
  var CORNER = 96;
  var corners = [];
  on('pointerup', function (event) {
    var right = event.clientX > innerWidth - CORNER;
    var corner = event.clientY < CORNER && (right || event.clientX < CORNER);
    if (!corner || right !== (corners.length % 2 === 1) || event.timeStamp - corners[0] > 6000) corners = [];
    if (corner && right === (corners.length % 2 === 1)) corners.push(event.timeStamp);
    // The touch's own click comes first.
    if (corners.length === 6) setTimeout(function () {
      location.replace(base + '?diag');
    }, 100);
  });
  // Shows a press immediately, which :active does not for touches, and ends it when the finger slides off.
  var pressed;
  function press(target) {
    if (pressed) pressed.removeAttribute('data-pressed');
    pressed = target;
    if (pressed) pressed.setAttribute('data-pressed', '');
  }
  on('pointerdown', function (event) {
    press(event.target.closest && event.target.closest(':is(a[href], button, summary):not([aria-disabled])'));
  });
  on('pointermove', function (event) {
    if (pressed && !pressed.contains(document.elementFromPoint(event.clientX, event.clientY))) press();
  });
  on('pointerup pointercancel', function () {
    press();
  });

  // Counters: the ratings of a day by their grade; and, if the device is told to, visits, pages and QR codes of a day. Nothing else, for at most sixty
  // days. ?diag shows them.
  function counted(key) {
    try {
      return JSON.parse(kept(key)) || {};
    } catch (nonsense) {
      return {};
    }
  }
  function kept(key) {
    try {
      return localStorage.getItem(key);
    } catch (blocked) {
      return null;
    }
  }
  function store(key, text) {
    try {
      localStorage.setItem(key, text);
    } catch (blocked) {}
  }
  function add(key, size, what) {
    var now = Date.now();
    var day = new Date(now - 60000 * new Date(now).getTimezoneOffset()).toISOString().slice(0, 10);
    var counts = counted(key);
    counts[day] = counts[day] || new Array(size).fill(0);
    counts[day][what] += 1;
    Object.keys(counts).forEach(function (day) {
      // Drops days more than sixty days away, also in the future: the clock may have been wrong.
      if (!(Math.abs(now - Date.parse(day)) < 60 * 86400000)) delete counts[day];
    });
    store(key, JSON.stringify(counts));
  }
  function count(what) {
    // Navigation after a visit is not counted.
    if (root.dataset.counts !== undefined && root.dataset.kiosk === 'active') add('counts', 3, what);
  }
  // One vote per visit.
  document.addEventListener('kiosk-rate', function (event) {
    if (log.rated || !/^[0-4]$/.test(event.detail)) return;
    isRated(true);
    keep();
    add('ratings', 5, +event.detail);
  });
  // Searches without an answer, if the device is told to: in how many visits each was made. A text is known by a number alone until the fifth visit;
  // whoever types something of their own is the only one to do so. ?diag shows what was typed five times.
  var noted = {};
  var sought = { text: '', since: 0 };
  function noteUnanswered(now) {
    if (root.dataset.unanswered === undefined || root.dataset.kiosk !== 'active') return;
    var field = document.getElementById('q');
    var text = field && document.querySelector('.nothing') ? field.value.trim().replace(/\s+/g, ' ').toLowerCase() : '';
    if (text !== sought.text) sought = { text: text, since: now };
    // Letters of a word that is still being typed are no search, and numbers may be somebody's.
    if (now - sought.since < 4000 || text.length < 2 || text.length > 30 || /\d{5}/.test(text) || noted[text]) return;
    noted[text] = true;
    var sums = counted('unanswered');
    var today = Date.now();
    if (!sums.texts || !sums.numbers || !(Math.abs(today - sums.since) < 180 * 86400000)) sums = { since: today, salt: Math.random().toString(36), numbers: {}, texts: {} };
    if (sums.texts[text]) sums.texts[text] += 1;
    else {
      var number = 2166136261;
      var salted = sums.salt + text;
      for (var at = 0; at < salted.length; at += 1) number = Math.imul(number ^ salted.charCodeAt(at), 16777619);
      // Not a numeral: those would be sorted, and the first one is dropped when there are too many.
      var key = 'n' + (number >>> 0);
      sums.numbers[key] = (sums.numbers[key] || 0) + 1;
      if (sums.numbers[key] === 5) {
        sums.texts[text] = 5;
        delete sums.numbers[key];
      }
      var keys = Object.keys(sums.numbers);
      if (keys.length > 500) delete sums.numbers[keys[0]];
    }
    store('unanswered', JSON.stringify(sums));
  }
  var state = '';
  var measured;
  new MutationObserver(function () {
    var before = state;
    state = root.dataset.kiosk;
    // Reserves the height of the bar, however many rows it has.
    var bar = document.querySelector('.lobby');
    if (bar && !measured && window.ResizeObserver) {
      measured = new ResizeObserver(function () {
        if (bar.offsetHeight) root.style.setProperty('--lobby', bar.offsetHeight + 'px');
      });
      measured.observe(bar);
    }
    if (state === 'active' && (before === 'attract' || before === 'home')) count(0);
    if (starting) starting.remove();
  }).observe(root, { attributes: true, attributeFilter: ['data-kiosk'] });

  // The watchdog.
  var PATIENCE = 20000;
  var START = 30000;
  var last = performance.now();
  var looked = last;
  var alive = false;
  var over = false;
  document.addEventListener('kiosk-beat', function () {
    alive = true;
    beat();
  });
  // The sign of life that start.sh reads: it ends a browser that has not logged it for long.
  function beat() {
    last = performance.now();
    console.info('kiosk beat');
  }
  function recent() {
    var now = Date.now();
    return log.reloads.filter(function (reload) {
      return reload.at <= now && now - reload.at < 600000;
    });
  }
  // The page contains the texts, in its language.
  function calm(role, said) {
    var box = document.createElement('div');
    box.className = 'calm';
    box.setAttribute('role', role);
    box.textContent = document.getElementById('trouble').dataset[said];
    document.body.append(box);
    return box;
  }
  // Reloads only if the page is reachable: a browser's error page has no way back.
  function reload(wait) {
    var address = looks ? marked(base) : location.href;
    function again() {
      if (looks) location.replace(address);
      else location.reload();
    }
    fetch(address, { method: 'HEAD', cache: 'no-store' }).then(function (answer) {
      if (!answer.ok) throw answer.status;
      again();
    }).catch(function () {
      if (navigator.serviceWorker && navigator.serviceWorker.controller) again();
      else setTimeout(reload, wait, Math.min(2 * wait, 60000));
    });
  }
  function recover(why) {
    if (over) return;
    over = true;
    var reloads = recent();
    if (reloads.length >= 3) {
      log.tries += 1;
      log.until = Date.now() + Math.min(15, Math.pow(2, log.tries - 1)) * 60000;
    } else reloads.push({ at: Date.now(), why: String(why).slice(0, 200) });
    log.reloads = reloads;
    keep();
    calm('alert', 'wait');
    setTimeout(reload, 500, 5000);
  }
  on('error unhandledrejection', function (event) {
    // Missing images and the like are no reason.
    if (event.target !== window && event.type === 'error') return;
    var why = event.message || event.reason || event.type;
    if (!/ResizeObserver/.test(why)) recover(why);
  });
  on('webglcontextlost contextlost', function () {
    recover('contextlost');
  });
  var left = log.until - Date.now();
  var still = !looks && left > 0 && left <= 900000;
  if (still) {
    // The programs have failed too often: show the prerendered page, and retry from time to time.
    root.dataset.kiosk = 'still';
    setTimeout(function () {
      log.until = 0;
      keep();
      reload(60000);
    }, left);
  }
  var touched = performance.now();
  on('pointerdown keydown scroll', function () {
    touched = performance.now();
  });
  // The start is mentioned only if it takes long.
  var starting;
  if (!still && !looks) {
    setTimeout(function () {
      if (!over && !root.dataset.kiosk) starting = calm('status', 'start');
    }, 2000);
  }
  var begun = performance.now();
  setInterval(function () {
    var now = performance.now();
    // The device was suspended, so there were no heartbeats.
    if (now - looked > 10000) last = now;
    looked = now;
    if (still || looks) {
      if (now - last > 5000) beat();
      if (still && now - touched > 120000 && location.pathname !== base) location.replace(marked(base));
      // The technician has left.
      if (looks && !over && now - touched > 90000) {
        over = true;
        reload(60000);
      }
      return;
    }
    noteUnanswered(now);
    if (now - last > (alive ? PATIENCE : START)) recover('silence');
    // Errors in this device's settings, shown by ?diag.
    if (alive && root.dataset.kioskWrong !== log.wrong) {
      log.wrong = root.dataset.kioskWrong;
      keep();
    }
    if (alive && now - begun > 600000 && log.tries) {
      log.tries = 0;
      keep();
    }
    // A new release is activated only without a visitor; offline.js fetches it and reloads the page afterwards.
    var update = document.getElementById('update');
    if (update && !update.hidden && root.dataset.kiosk === 'attract') {
      update.dataset.own = '';
      update.click();
    }
    // Once a night, or after a day, and only without a visitor.
    var night = new Date().getHours() === +(root.dataset.reloadHour || 3) && now - begun > 7200000;
    if (!over && root.dataset.kiosk === 'attract' && (night || now - begun > 86400000)) {
      over = true;
      log.reloads = recent();
      keep();
      reload(60000);
    }
  }, 1000);
})();
