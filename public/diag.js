// The diagnostics page of a device, at ?diag: read-only, for technicians. On a kiosk, where kiosk.js has been loaded before, the only exit is the way
// back, and the page goes back by itself when it is not touched.
(function () {
  var root = document.documentElement;
  var base = root.dataset.root;
  var box = document.createElement('main');
  box.id = 'diag';
  var list = document.createElement('dl');
  function tell(name, key, text) {
    var word = document.createElement('dt');
    word.textContent = name;
    var value = document.createElement('dd');
    value.dataset.of = key;
    value.textContent = text;
    list.append(word, value);
    return value;
  }
  function later(value, promise) {
    promise.then(
      function (text) {
        value.textContent = text;
      },
      function (why) {
        value.textContent = '读不到：' + why;
      }
    );
  }
  function answer(path) {
    return fetch(base + path, { cache: 'no-store' }).then(function (answer) {
      if (!answer.ok) throw answer.status;
      return answer;
    });
  }
  function text(path) {
    return answer(path).then(function (answer) {
      return answer.arrayBuffer();
    });
  }
  var title = document.createElement('h1');
  title.textContent = '设备状态';
  var log = {};
  try {
    log = JSON.parse(window.name.replace(/^kiosk:/, ''));
  } catch (none) {}
  later(tell('版本', 'version', '……'), text('release.txt').then(function (bytes) {
    return new TextDecoder().decode(bytes).trim();
  }));
  later(tell('数据（目录的校验值）', 'data', '……'), text('data/catalogue.json').then(function (bytes) {
    if (!window.crypto || !crypto.subtle) return bytes.byteLength + ' 字节（这个网址不是 https，算不了校验值）';
    return crypto.subtle.digest('SHA-256', bytes).then(function (hash) {
      return Array.from(new Uint8Array(hash), function (byte) {
        return byte.toString(16).padStart(2, '0');
      }).join('').slice(0, 32);
    });
  }));
  // A hint for the technician, not for visitors. The copy contains the headers that the server sent with this file.
  later(tell('数据更新于', 'age', '……'), answer('data/search-head.bin').then(function (answer) {
    var written = Date.parse(answer.headers.get('last-modified') || answer.headers.get('date'));
    if (!written) return '服务器没有写明';
    var days = Math.floor((Date.now() - written) / 86400000);
    return new Date(written).toLocaleString('zh-CN') + (days > 30 ? '，已有 ' + days + ' 天：请看看是不是该更新了' : '');
  }));
  // The service worker writes the index of a copy when it is complete.
  function describeCopy(name) {
    return caches.open(name).then(function (copy) {
      return copy.match(root.dataset.root + '?index');
    }).then(function (index) {
      return index && index.json();
    }).then(function (held) {
      if (!held || !held.pages) return name;
      var rest = held.pages - held.kept;
      return name + '（共 ' + held.pages + ' 个网页，存了 ' + held.kept + ' 个' + (rest > 0 ? '，其余 ' + rest + ' 个要连网才能打开' : '') + '）';
    });
  }
  later(tell('离线副本', 'cache', '……'), window.caches ? caches.keys().then(function (names) {
    return Promise.all(names.map(describeCopy));
  }).then(function (copies) {
    return copies.join('；') || '没有';
  }) : Promise.resolve('这个浏览器不支持'));
  tell('最近重启', 'reloads', (log.reloads || []).map(function (reload) {
    return new Date(reload.at).toLocaleString('zh-CN') + ' ' + reload.why;
  }).join('；') || '没有');
  var isLobby = log.kiosk !== undefined;
  var whose = tell('机构', 'kiosk', isLobby ? log.kiosk || '……' : '没有设成导览屏');
  if (isLobby && !log.kiosk) {
    var device = tell('设备', 'device', '……');
    var told = answer('kiosk.json').then(function (answer) {
      return answer.json();
    });
    [[whose, 'institution'], [device, 'device']].forEach(function (row) {
      later(row[0], told.then(function (told) {
        return String(told[row[1]] || '没有写明').slice(0, 100);
      }));
    });
  }
  if (isLobby) tell('kiosk.json 的问题', 'wrong', log.wrong || '没有');
  if (isLobby) tell('每天的使用（来访、打开网页、手机带走）', 'counts', (function () {
    try {
      var counts = JSON.parse(localStorage.getItem('counts')) || {};
      return Object.keys(counts).sort().reverse().map(function (day) {
        return day + '：' + counts[day].join('、');
      }).join('；') || '没有，或者没有打开';
    } catch (blocked) {
      return '没有，存储被阻止';
    }
  })());
  // What visitors of a lobby's screen thought of it, as a table that can be pasted into a spreadsheet.
  var GRADES = ['非常满意', '满意', '基本满意', '不满意', '非常不满意'];
  function ratings() {
    var counts = JSON.parse(localStorage.getItem('ratings')) || {};
    return Object.keys(counts).sort().reverse().map(function (day) {
      return [day].concat(counts[day]);
    });
  }
  // Tables that the technician can take along, by the words of their buttons.
  var tables = {};
  function table(rows) {
    return rows.map(function (row) {
      return row.join('\t');
    }).join('\n');
  }
  if (isLobby) tell('每天的评价（' + GRADES.join('、') + '）', 'ratings', (function () {
    try {
      var days = ratings();
      if (days.length) tables['评价'] = table([['日期'].concat(GRADES)].concat(days));
      return days.map(function (row) {
        return row[0] + '：' + row.slice(1).join('、');
      }).join('；') || '没有';
    } catch (blocked) {
      return '没有，存储被阻止';
    }
  })());
  if (isLobby) tell('没有找到的搜索（五次来访以上才记下文字）', 'unanswered', (function () {
    try {
      var sums = JSON.parse(localStorage.getItem('unanswered')) || { texts: {}, numbers: {} };
      var rows = Object.keys(sums.texts).map(function (text) {
        return [text, sums.texts[text]];
      }).sort(function (one, other) {
        return other[1] - one[1];
      });
      if (rows.length) tables['没有找到的搜索'] = table([['搜索', '来访次数']].concat(rows));
      var fewer = Object.keys(sums.numbers).length;
      return rows.map(function (row) {
        return row.join('：');
      }).concat(fewer ? ['另有 ' + fewer + ' 种不到五次，没有记文字'] : []).join('；') || '没有，或者没有打开';
    } catch (blocked) {
      return '没有，存储被阻止';
    }
  })());
  var voices = tell('语音', 'voices', '……');
  function hear() {
    var names = speechSynthesis.getVoices().filter(function (voice) {
      return /^(zh|cmn)/i.test(voice.lang);
    }).map(function (voice) {
      return voice.name + '（' + voice.lang + '）';
    });
    voices.textContent = names.join('、') || '没有中文语音';
  }
  if (window.speechSynthesis) {
    hear();
    speechSynthesis.addEventListener('voiceschanged', hear);
  } else voices.textContent = '这个浏览器不支持';
  var sized = tell('屏幕', 'screen', '');
  function size() {
    sized.textContent = innerWidth + ' × ' + innerHeight + '，像素比 ' + devicePixelRatio + '，触点 ' + navigator.maxTouchPoints;
  }
  size();
  addEventListener('resize', size);
  tell('浏览器', 'browser', navigator.userAgent);
  tell('存储', 'storage', (function () {
    try {
      localStorage.length;
      return '可用';
    } catch (blocked) {
      return '被阻止（不影响使用）';
    }
  })());
  tell('时间', 'clock', new Date().toLocaleString('zh-CN'));
  var touches = 0;
  var pad = document.createElement('button');
  pad.type = 'button';
  pad.className = 'tools__button';
  pad.textContent = '触摸测试：请按这里';
  pad.addEventListener('click', function (event) {
    touches += 1;
    pad.textContent = '触摸测试：收到 ' + touches + ' 次，最后在 ' + Math.round(event.clientX) + '，' + Math.round(event.clientY);
  });
  box.append(title, list, pad);
  Object.keys(tables).forEach(function (what) {
    var copy = document.createElement('button');
    copy.type = 'button';
    copy.className = 'tools__button';
    copy.textContent = '复制' + what;
    copy.addEventListener('click', function () {
      // Without a clipboard (an address that is not https) the table is shown, to be copied by hand.
      Promise.resolve().then(function () {
        return navigator.clipboard.writeText(tables[what]);
      }).then(function () {
        copy.textContent = what + '已复制，可以粘贴到表格里';
      }, function () {
        var shown = document.createElement('textarea');
        shown.readOnly = true;
        shown.rows = tables[what].split('\n').length;
        shown.value = tables[what];
        shown.setAttribute('aria-label', what);
        copy.replaceWith(shown);
        shown.focus();
        shown.select();
      });
    });
    box.append(copy);
  });
  if (isLobby) {
    var back = document.createElement('button');
    back.type = 'button';
    back.className = 'tools__button';
    back.textContent = '回到导览屏';
    back.addEventListener('click', function () {
      location.replace(base + '?kiosk=' + encodeURIComponent(log.kiosk));
    });
    box.append(back);
    // A device that was set up in the dialog can be ended here. Others are set up where their browser is started.
    var screen = null;
    try {
      screen = localStorage.getItem('screen');
    } catch (blocked) {}
    if (screen !== null) {
      var leave = document.createElement('button');
      leave.type = 'button';
      leave.className = 'tools__button';
      leave.textContent = '退出导览屏';
      leave.addEventListener('click', function () {
        localStorage.removeItem('screen');
        window.name = '';
        location.replace(base);
      });
      box.append(leave);
    }
  } else {
    var robots = document.createElement('meta');
    robots.name = 'robots';
    robots.content = 'noindex';
    document.head.append(robots);
  }
  function show() {
    document.body.replaceChildren(box);
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', show);
  else show();
})();
