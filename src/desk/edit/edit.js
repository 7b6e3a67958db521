// The editor's page. The form holds the value: it is read from the fields each time, kept as a draft at once here (localStorage) and a moment later
// by the server, checked and previewed there, and written to its file on request. A draft is found again by its file and its window.
(function () {
  'use strict';
  const token = new URLSearchParams(location.search).get('token') || '';
  const at = (id) => document.getElementById(id);
  const room = at('room');
  const PAUSE = 350; // after the last key, until the desk is asked
  const POLL = 2500; // who else is here

  // ---- Pieces of page ----

  function make(tag, attributes, ...children) {
    const it = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith('on')) it.addEventListener(key.slice(2), value);
      else if (value === true) it.setAttribute(key, '');
      else if (value !== false && value !== undefined && value !== null) it.setAttribute(key, value);
    }
    append(it, ...children);
    return it;
  }
  // Children that are null or undefined are left out.
  function append(it, ...children) {
    it.append(...children.filter((child) => child !== null && child !== undefined));
  }
  const button = (words, act, attributes) => make('button', { type: 'button', class: 'quiet', ...attributes, onclick: act }, words);
  let count = 0;
  const fresh = () => 'f' + ++count;
  const same = (one, other) => canon(one) === canon(other);
  // Fields in any order are the same record; what is empty and what is not there are the same, as the desk writes neither.
  function canon(value) {
    if (Array.isArray(value)) return '[' + value.map(canon).join() + ']';
    if (value && typeof value === 'object') {
      const keys = Object.keys(value).filter((key) => key !== '$schema' && value[key] !== undefined && !(Array.isArray(value[key]) && !value[key].length));
      return '{' + keys.sort().map((key) => JSON.stringify(key) + ':' + canon(value[key])).join() + '}';
    }
    return JSON.stringify(value === undefined ? null : value);
  }

  // ---- The desk ----

  let session = '';
  let reached = true;
  async function ask(question, body, more) {
    try {
      const answer = await fetch(question, {
        method: 'POST', headers: { 'content-type': 'application/json', 'x-edit-token': token },
        body: JSON.stringify({ session, ...body }), ...more,
      });
      const text = await answer.text();
      if (answer.status === 403) {
        notice('door', text);
        throw new Error(text);
      }
      if (!reached) notice('door', '');
      reached = true;
      return { status: answer.status, told: JSON.parse(text) };
    } catch (error) {
      if (reached && !at('notice-door')) {
        notice('door', form?.secret
          ? '连不上编辑器。这个文件后来写的只在这个窗口里，请先不要关；在终端里重新启动 cargo run -- edit，用它写出的网址另开一个窗口，把后来写的抄过去。'
          : '连不上编辑器。写的内容先留在这个浏览器里；在终端里重新启动 cargo run -- edit，用它写出的网址打开，会接着写。');
      }
      reached = false;
      throw error;
    }
  }

  // A window keeps its name when it is loaded anew; one that was opened as its copy gets another.
  async function introduce() {
    const claim = (name) => new Promise((done) => {
      navigator.locks.request('edit-' + name, { ifAvailable: true }, (lock) => {
        done(lock !== null);
        return lock ? new Promise(() => {}) : undefined;
      });
    });
    const known = sessionStorage.getItem('session');
    for (let tries = 0; known && tries < 6; tries += 1) {
      if (await claim(known)) return known;
      await new Promise((done) => setTimeout(done, 150));
    }
    const name = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    sessionStorage.setItem('session', name);
    await claim(name);
    return name;
  }

  // ---- Notices ----

  function notice(id, words, ...acts) {
    const old = at('notice-' + id);
    if (old && old.dataset.words === words) return;
    if (old) old.remove();
    if (!words) return;
    at('notices').append(make('div', { class: 'notice', id: 'notice-' + id, 'data-words': words }, make('p', {}, words), ...acts));
  }
  const say = (words) => { at('state').textContent = words; };
  const clock = (time) => new Date(time).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' });

  // ---- Drafts in this browser ----

  // What nobody may know stays out of the browser's store: its drafts are the desk's alone.
  // The browser keeps drafts of every gallery that was edited at this port: each key names the data folder.
  const key = (path, whose) => 'draft ' + gallery + ' ' + path + ' ' + whose;
  // Before keys named the data folder.
  const oldKey = (path, whose) => 'draft ' + path + ' ' + whose;
  function keepHere(draft) {
    if (form.secret) return;
    try { localStorage.setItem(key(draft.path, draft.session), JSON.stringify(draft)); } catch (full) { /* The desk keeps it, too. */ }
  }
  function forgetHere(path, whose) {
    try {
      localStorage.removeItem(key(path, whose));
      localStorage.removeItem(oldKey(path, whose));
    } catch (blocked) { /* Nothing was kept. */ }
  }
  // One that began from another file than `revision` and whose key names no gallery may be another gallery's: it is offered, never taken up.
  function keptHere(path, revision) {
    const drafts = [];
    if (form.secret) return drafts;
    try {
      for (let n = 0; n < localStorage.length; n += 1) {
        const name = localStorage.key(n);
        const isOld = name.startsWith(oldKey(path, ''));
        if (!isOld && !name.startsWith(key(path, ''))) continue;
        let draft = null;
        try { draft = JSON.parse(localStorage.getItem(name)); } catch (broken) { /* Named below. */ }
        if (!draft || typeof draft !== 'object' || draft.value === undefined) unreadable.add('浏览器里的 ' + name);
        else drafts.push(isOld && draft.revision !== revision ? { ...draft, aside: true, foreign: true } : draft);
      }
    } catch (blocked) { /* Nothing was kept. */ }
    return drafts;
  }

  function nameUnreadable() {
    notice('lost', unreadable.size ? '有 ' + unreadable.size + ' 份草稿读不出来，留在原处没有动：' + [...unreadable].join('；') + '。' : '');
  }

  // ---- The form ----
  // Each builder gives an element, what is read of it, and where in it a pointer leads.

  let gallery = ''; // which data folder this is
  const unreadable = new Set(); // drafts here and on the desk that cannot be read
  let form = null; // names and shapes of all fields
  let choices = {};
  let known = new Set(); // ids that the file has: addresses that stay
  let changed = () => {};
  let restructure = () => {};


  function empty(shape) {
    if (shape.record !== undefined) {
      const value = {};
      for (const field of form.records[shape.record]) if (field.required) value[field.name] = empty(field.shape);
      return value;
    }
    if (shape.list) return shape.first ? [...shape.first] : [];
    return shape.number ? null : '';
  }

  function control(shape, value, context) {
    if (shape.record !== undefined) return record(shape.record, value, context);
    if (shape.list && shape.list.refer) return references(choices[shape.list.refer] || [], value, context);
    if (shape.list && shape.list.choice) return references(shape.list.choice.map((word) => [word, word]), value, context);
    if (shape.list && shape.list.record !== undefined) return records(shape.list, value, context);
    if (shape.list) return texts(shape.list, value, context);
    return single(shape, value, context);
  }

  function single(shape, value, context) {
    const common = { id: context.id, 'aria-describedby': context.described };
    let it;
    let read = () => it.value;
    if (shape.choice || shape.refer) {
      const pairs = shape.choice ? shape.choice.map((word) => [word, word]) : choices[shape.refer];
      it = make('select', common, make('option', { value: '' }, '请选择'));
      for (const [id, name] of pairs) it.append(make('option', { value: id }, name === id ? id : name + '（' + id + '）'));
      const text = value === null || value === undefined ? '' : String(value);
      if (![...it.options].some((option) => option.value === text)) it.append(make('option', { value: text }, text + '（没有登记）'));
      it.value = text;
    } else if (shape.number) {
      it = make('input', { ...common, inputmode: shape.decimals ? 'decimal' : 'numeric', class: 'short', autocomplete: 'off' });
      it.value = value === null || value === undefined ? '' : value;
      // What is no number stays as it was typed: the check says so, and nothing is lost.
      const number = shape.decimals ? /^\d{1,9}(\.\d{1,6})?$/ : /^\d{1,9}$/;
      read = () => (number.test(it.value.trim()) ? Number(it.value) : it.value.trim() === '' ? null : it.value);
    } else {
      const long = shape.text === 'long';
      const fixed = shape.id && (context.fixed || known.has(value));
      it = make(long ? 'textarea' : 'input', { ...common, readonly: fixed, autocomplete: 'off', spellcheck: 'false', rows: long ? 1 : undefined });
      it.value = value === null || value === undefined ? '' : value;
      if (long) {
        const grow = () => { if (!CSS.supports('field-sizing', 'content')) it.rows = Math.max(2, Math.ceil(it.value.length / 28)); };
        it.addEventListener('input', grow);
        grow();
        // A text is one paragraph.
        it.addEventListener('keydown', (event) => { if (event.key === 'Enter' && !event.isComposing) event.preventDefault(); });
      }
    }
    it.addEventListener('input', changed);
    return { element: it, read, find: () => null };
  }

  // Some of what may be chosen: pairs of id and name.
  function references(all, value, context) {
    const nameOf = (id) => all.find((pair) => pair[0] === id)?.[1];
    let chosen = Array.isArray(value) ? value.map(String) : [];
    const element = make('div', { class: 'chosen', role: 'group', 'aria-labelledby': context.label, 'aria-describedby': context.described });
    const set = (ids) => { chosen = ids; draw(); changed(); };
    function draw() {
      element.replaceChildren();
      if (all.length <= 8) {
        const strange = chosen.filter((id) => !nameOf(id)).map((id) => [id, id + '（没有登记）']);
        for (const [id, name] of all.concat(strange)) {
          const on = chosen.includes(id);
          element.append(button(name, () => {
            set(on ? chosen.filter((it) => it !== id) : chosen.concat(id));
            [...element.children].find((it) => it.dataset.id === id)?.focus();
          }, { class: 'toggle', 'aria-pressed': String(on), 'data-id': id }));
        }
        return;
      }
      for (const id of chosen) {
        const name = nameOf(id) || id + '（没有登记）';
        element.append(make('span', { class: 'chip' }, name, button('去掉', () => {
          set(chosen.filter((it) => it !== id));
          element.querySelector('select').focus();
        }, { class: 'chip__off', 'aria-label': '去掉' + name })));
      }
      const select = make('select', { 'aria-label': context.name + '：再选一个' }, make('option', { value: '' }, '再选一个…'));
      for (const [id, name] of all) if (!chosen.includes(id)) select.append(make('option', { value: id }, name));
      // Choosing by keys passes over others: only the button takes what is chosen.
      element.append(make('span', { class: 'chooser' }, select, button('加上', () => {
        if (!select.value) return;
        set(chosen.concat(select.value));
        element.querySelector('select').focus();
      }, { class: 'act' })));
    }
    draw();
    return { element, read: () => chosen, find: () => null };
  }

  // A colour is chosen, or written: both say the same.
  function chooser(input, name) {
    const colour = make('input', { type: 'color', class: 'colour', 'aria-label': name + '：挑颜色', oninput: () => {
      input.value = colour.value;
      changed();
    } });
    const follow = () => { if (/^#[0-9a-f]{6}$/.test(input.value)) colour.value = input.value; };
    input.addEventListener('input', follow);
    follow();
    return colour;
  }

  function texts(shape, value, context) {
    const element = make('div', { class: 'texts', role: 'group', 'aria-labelledby': context.label });
    const rows = [];
    const add = make('div', {}, button('加一个', () => { push(''); rows.at(-1).input.focus(); changed(); }, { class: 'add' }));
    function push(text) {
      const input = make('input', { autocomplete: 'off', spellcheck: 'false', 'aria-label': context.name, 'aria-describedby': context.described, oninput: changed });
      input.value = text;
      const row = { input };
      row.element = make('div', { class: 'texts__row' }, shape.text === 'colour' ? chooser(input, context.name) : null, input, button('去掉', () => {
        restructure();
        rows.splice(rows.indexOf(row), 1);
        row.element.remove();
        add.firstChild.focus();
        changed();
      }, { 'aria-label': '去掉这一个' }));
      rows.push(row);
      element.insertBefore(row.element, add);
    }
    element.append(add);
    (Array.isArray(value) ? value : []).forEach((text) => push(String(text)));
    return { element, read: () => rows.map((row) => row.input.value), find: (keys) => rows[keys[0]]?.element || null };
  }

  // What an item is called while it is folded.
  function called(value) {
    const text = (it) => (typeof it === 'string' ? it : '');
    const figure = text(value.value) && text(value.label) ? value.label + ' ' + value.value + text(value.unit) : '';
    const hours = text(value.days) && text(value.days) + ' ' + text(value.opens) + '–' + text(value.closes);
    const words = Array.isArray(value.words) ? value.words.join('、') : '';
    return [figure, hours, text(value.name), text(value.heading), text(value.title), text(value.text), words, text(value.from), text(value.on), text(value.id)].find((it) => it.trim()) || '（还没有写）';
  }

  function records(shape, value, context) {
    const element = make('div', { class: 'list', role: 'group', 'aria-labelledby': context.label });
    const items = [];
    const adding = button('添加一条' + context.name, () => {
      restructure();
      push(empty(shape), true);
      items.at(-1).element.querySelector('.item__body input, .item__body textarea, .item__body select')?.focus();
      changed();
    }, { class: 'add' });
    const foot = make('div', { class: 'list__foot' }, adding);
    function number() {
      items.forEach((item, n) => {
        item.number.textContent = n + 1;
        item.up.disabled = n === 0;
        item.down.disabled = n === items.length - 1;
      });
      if (search) search.hidden = items.length < 12;
    }
    function move(item, by, pressed) {
      restructure();
      const from = items.indexOf(item);
      items.splice(from, 1);
      items.splice(from + by, 0, item);
      element.insertBefore(item.element, items[from + by + 1]?.element || foot);
      number();
      changed();
      (pressed.disabled ? (by < 0 ? item.down : item.up) : pressed).focus();
    }
    function push(value, open) {
      const inner = record(shape.record, value, { name: context.name });
      const item = { inner };
      item.number = make('span', { class: 'item__number' });
      item.name = make('span', { class: 'item__name' });
      item.wrong = make('span', { class: 'item__wrong' });
      item.up = button('上移', () => move(item, -1, item.up));
      item.down = button('下移', () => move(item, 1, item.down));
      const off = button('去掉这一条', () => {
        restructure();
        const place = items.indexOf(item);
        items.splice(place, 1);
        item.element.remove();
        number();
        changed();
        (items[place] || items[place - 1])?.element.querySelector('summary').focus();
        if (!items.length) adding.focus();
      }, { class: 'quiet quiet--off' });
      item.element = make('details', { class: 'item', open },
        make('summary', { class: 'item__head' }, item.number, item.name, item.wrong),
        make('div', { class: 'item__body' }, inner.element, make('div', { class: 'item__tools' }, item.up, item.down, off)));
      const call = () => {
        const now = inner.read();
        item.name.textContent = called(now);
        // The preview goes where the hands are.
        item.element.dataset.chosen = typeof now.id === 'string' ? now.id : '';
      };
      item.element.addEventListener('input', call);
      call();
      items.push(item);
      element.insertBefore(item.element, foot);
      number();
    }
    let search = null;
    if (context.top) {
      const input = make('input', { type: 'search', 'aria-label': '在这张表里找', placeholder: '在这张表里找', oninput: (event) => {
        event.stopPropagation();
        const wanted = input.value.trim().toLowerCase();
        for (const item of items) item.element.hidden = wanted !== '' && !JSON.stringify(item.inner.read()).toLowerCase().includes(wanted);
      } });
      search = make('div', { class: 'list__search' }, input);
      element.append(search);
    }
    element.append(foot);
    (Array.isArray(value) ? value : []).forEach((it) => push(it, false));
    number();
    return {
      element,
      read: () => items.map((item) => item.inner.read()),
      find: (keys) => {
        const item = items[keys[0]];
        return item ? item.inner.find(keys.slice(1)) || item.element : null;
      },
    };
  }

  function record(name, value, context) {
    const element = make('div', { class: 'record' });
    const parts = new Map();
    const absent = make('div', { class: 'absent', role: 'group', 'aria-label': '可以添加的' });
    const given = value && typeof value === 'object' && !Array.isArray(value) ? value : {};
    const fields = form.records[name];
    function offer() {
      absent.replaceChildren();
      const missing = fields.filter((field) => !parts.has(field.name));
      if (missing.length) absent.append(make('span', { class: 'absent__word' }, '添加：'));
      for (const field of missing) {
        absent.append(button(field.label, () => {
          restructure();
          const first = field.shape.list && field.shape.list.record !== undefined ? [empty(field.shape.list)] : empty(field.shape);
          const part = put(field, first);
          part.element.querySelectorAll('details').forEach((it) => { it.open = true; });
          offer();
          changed();
          part.element.querySelector('.field__body input, .field__body textarea, .field__body select, .field__body button')?.focus();
        }, { class: 'absent__one', title: field.hint || undefined }));
      }
      absent.hidden = !missing.length;
    }
    function put(field, value) {
      const [id, label, hint, wrong] = [fresh(), fresh(), fresh(), fresh()];
      const inner = control(field.shape, value, { id, label, name: field.label, described: hint + ' ' + wrong, top: context.top, fixed: context.root });
      const isSingle = !field.shape.list && field.shape.record === undefined;
      const part = {
        ...inner,
        element: make('div', { class: 'field' + (isSingle ? '' : ' field--group'), 'data-name': field.name },
          context.top ? null : make('div', { class: 'field__head' },
            make(isSingle ? 'label' : 'p', isSingle ? { for: id, id: label, class: 'field__label' } : { id: label, class: 'field__label' }, field.label),
            field.required ? null : button('去掉', () => {
              restructure();
              parts.delete(field.name);
              part.element.remove();
              offer();
              changed();
              [...absent.querySelectorAll('button')].find((it) => it.textContent === field.label)?.focus();
            }, { 'aria-label': '去掉' + field.label })),
          // Of a list of records its head says enough.
          make('p', { class: 'field__hint', id: hint, hidden: !field.hint || (context.top && field.shape.list.record !== undefined) }, field.hint),
          make('div', { class: 'field__wrong', id: wrong }),
          make('div', { class: 'field__body' }, inner.element)),
      };
      const after = fields.slice(fields.indexOf(field) + 1).find((it) => parts.has(it.name));
      element.insertBefore(part.element, after ? parts.get(after.name).element : absent);
      parts.set(field.name, part);
      return part;
    }
    element.append(absent);
    for (const field of fields) {
      const has = given[field.name] !== undefined && given[field.name] !== null;
      if (has || field.required) put(field, has ? given[field.name] : empty(field.shape));
    }
    offer();
    return {
      element,
      read: () => {
        const read = {};
        // What the form does not know stays as it came.
        for (const [name, value] of Object.entries(given)) if (name !== '$schema' && !fields.some((field) => field.name === name)) read[name] = value;
        for (const field of fields) if (parts.has(field.name)) read[field.name] = parts.get(field.name).read();
        return read;
      },
      find: (keys) => {
        const part = parts.get(keys[0]);
        return part ? part.find(keys.slice(1)) || part.element : null;
      },
    };
  }

  // ---- The file in hand ----

  let file = null;
  const isBrand = (path) => path.startsWith('brands/');

  function value() { return file.root.read(); }

  function build(from) {
    file.root = record('', from, { root: true, top: form.list !== null });
    at('form').replaceChildren(file.root.element);
    at('form').dataset.path = file.path;
    // What stands in it, for whoever tests it.
    at('form').read = value;
  }

  async function open(path) {
    let answer;
    try { answer = await ask('open', { path }); } catch (gone) { return; }
    const { status, told } = answer;
    if (status !== 200) {
      say(told.sentence);
      location.hash = '';
      return;
    }
    leave();
    // What was said of the last file is not said of this one.
    say('');
    form = told.form;
    gallery = told.gallery;
    choices = told.choices;
    at('problems').hidden = true;
    for (const id of ['file', 'draft', 'others', 'news']) notice(id, '');
    for (const it of document.querySelectorAll('[id^=notice-offer]')) it.remove();
    const id = path.replace(/^brands\//, '').replace(/\.json$/, '');
    if (told.exists && !told.value) {
      file = null;
      at('retire').hidden = true;
      at('name').textContent = path;
      at('save').disabled = true;
      at('form').replaceChildren(make('div', { class: 'empty' },
        make('p', {}, '这个文件现在的写法，表单读不懂。请用文本编辑器打开 ' + path + '，照下面改好，再回到这里。'),
        make('ul', {}, ...told.problems.map((it) => make('li', {}, it)))));
      return;
    }
    let start = told.value;
    if (!start) {
      start = empty({ record: '' });
      if (isBrand(path)) Object.assign(start, { id, order: told.next });
    }
    if (at('stage').dataset.path !== path) {
      at('stage').replaceChildren();
      frame = null;
    }
    at('stage').dataset.path = path;
    known = new Set();
    (function gather(it) {
      if (!it || typeof it !== 'object') return;
      if (typeof it.id === 'string' && told.exists) known.add(it.id);
      Object.values(it).forEach(gather);
    })(start);
    file = { path, list: form.list, revision: told.revision, saved: start, exists: told.exists, root: null, past: [], chosen: '', touched: 0, kept: false, waiting: false, others: 0, disk: told.revision };
    // The newest of each window, wherever it was kept.
    const drafts = new Map();
    for (const draft of [...told.drafts, ...keptHere(path, told.revision)]) {
      const name = (draft.foreign ? 'foreign ' : '') + draft.session;
      const other = drafts.get(name);
      if (!other || other.at < draft.at) drafts.set(name, { ...other, ...draft, here: other?.here || draft.here });
    }
    nameUnreadable();
    const all = [...drafts.values()].filter((draft) => {
      if (!same(draft.value, start)) return true;
      drop(draft);
      return false;
    }).sort((one, other) => other.at - one.at);
    const own = all.find((draft) => draft.session === session && !draft.foreign) || all.find((draft) => !draft.here && !draft.aside);
    build(own ? own.value : start);
    if (own) {
      file.revision = own.revision;
      notice('draft', '接着上次没写完的（' + clock(own.at) + '）。', button('放下草稿，回到文件里的', backToFile, { class: 'act' }));
      if (own.session !== session) handOver(own);
    }
    file.waiting = all.some((draft) => draft.here);
    all.filter((draft) => draft !== own).forEach((draft, n) => {
      if (draft.here) {
        // Theirs stays theirs: what is taken is a copy.
        notice('offer-' + n, '另一个窗口里有一份没写进去的（' + clock(draft.at) + '）。',
          button('这里也换成那一份', () => { putAside(); takeUp({ ...draft, session: '' }); notice('offer-' + n, ''); }, { class: 'act' }));
        return;
      }
      notice('offer-' + n, (draft.foreign ? '这个浏览器里有一份从前没写进去的，也许是另一座城市的馆的（' : '另有一份没写进去的（') + clock(draft.at) + '）。',
        button('换成那一份', () => { putAside(); takeUp(draft); notice('offer-' + n, ''); }, { class: 'act' }),
        button('丢掉', () => { drop(draft); notice('offer-' + n, ''); }, { class: 'quiet' }));
    });
    at('name').textContent = isBrand(path) ? (start.name || id) : form.called;
    document.title = at('name').textContent + ' - 编辑';
    at('undo').hidden = true;
    show('form');
    at('form').scrollTop = 0;
    window.scrollTo(0, 0);
    stand();
    here();
    look();
    mark();
  }

  function leave() {
    if (!file) return;
    clearTimeout(timer);
    if (unsaved()) keep({});
    file = null;
  }

  const unsaved = () => file !== null && !same(value(), file.saved);

  // What is put aside is never taken up by itself, only offered.
  function putAside() {
    if (!unsaved()) return;
    const whose = session + 'a' + Date.now().toString(36);
    const draft = { path: file.path, session: whose, revision: file.revision, at: Date.now(), value: value(), aside: true };
    keepHere(draft);
    ask('keep', draft).catch(() => {});
  }

  function forget(whose, path) {
    forgetHere(path, whose);
    ask('forget', { path, whose }).catch(() => {});
  }

  // Of a draft that may be another gallery's only the one old key goes.
  function drop(draft, path = file.path) {
    if (!draft.foreign) {
      forget(draft.session, path);
      return;
    }
    try { localStorage.removeItem(oldKey(path, draft.session)); } catch (blocked) { /* Nothing was kept. */ }
  }

  // The file as it lies there; what was written is put aside.
  async function backToFile() {
    const { path } = file;
    putAside();
    forgetHere(path, session);
    file = null;
    try { await ask('forget', { path, whose: session }); } catch (gone) { /* Said by `ask`. */ }
    await open(path);
  }

  function takeUp(draft) {
    file.revision = draft.revision;
    notice('draft', '');
    build(draft.value);
    touched();
    if (draft.session) handOver(draft);
  }

  // A draft of another window becomes this one's: the server has this window's copy before it forgets the other, so that a browser that is closed in
  // between loses nothing.
  function handOver(draft) {
    const { path } = file;
    ask('keep', keep()).then(() => drop(draft, path)).catch(() => {});
  }

  // At once here; on the desk, too, where `more` says how, when the next look will not do it.
  function keep(more) {
    const draft = { path: file.path, session, revision: file.revision, at: Date.now(), value: value() };
    keepHere(draft);
    if (more) ask('keep', draft, more).catch(() => {});
    return draft;
  }

  let timer = 0;
  function touched() {
    if (!file) return;
    file.touched += 1;
    if (unsaved()) keep(); else forgetHere(file.path, session);
    stand();
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  }
  changed = touched;
  restructure = () => {
    file.past.push(value());
    if (file.past.length > 50) file.past.shift();
    at('undo').hidden = false;
  };

  function stand(words) {
    const open = unsaved();
    at('retire').hidden = !retirable().length;
    // Of what is not there yet an empty list, too, is worth writing.
    at('save').disabled = !open && file.exists;
    if (words) say(words);
    else if (open) say('有没写进数据的改动，草稿已留着');
    else if (!/^已写进/.test(at('state').textContent)) say(file.exists ? '和文件里的一样' : '还没有这个文件');
  }

  // ---- Judging and drawing ----

  let looking = false;
  async function look() {
    if (!file) return;
    if (looking) { timer = setTimeout(look, PAUSE); return; }
    looking = true;
    const now = file;
    const seen = now.touched;
    const open = unsaved();
    try {
      const { status, told } = await ask('look', { path: now.path, value: value(), chosen: now.chosen, revision: now.revision, at: Date.now(), unsaved: open });
      if (file === now) {
        if (status !== 200) say(told.sentence);
        else {
          judged(told);
          pages(told.pages);
          draw(told);
        }
        if (!open && now.kept) ask('forget', { path: now.path, whose: session }).catch(() => {});
        now.kept = open;
      }
    } catch (gone) { /* Said by `ask`; what was written is kept here. */ } finally { looking = false; }
    if (file === now && now.touched !== seen) timer = setTimeout(look, PAUSE);
  }

  const labels = () => new Map(Object.values(form.records).flat().map((field) => [field.name, field.label]));
  function way(pointer) {
    const names = labels();
    return pointer.split('/').slice(1).map((part) => (/^\d+$/.test(part) ? '第 ' + (Number(part) + 1) + ' 条' : names.get(part) || part)).filter((part, n) => !(n === 0 && file.list !== null)).join(' · ');
  }

  function judged(told) {
    const form = at('form');
    form.querySelectorAll('.field__wrong').forEach((it) => it.replaceChildren());
    form.querySelectorAll('.item__wrong').forEach((it) => { it.textContent = ''; });
    form.querySelectorAll('[aria-invalid]').forEach((it) => it.removeAttribute('aria-invalid'));
    form.querySelectorAll(':scope > .stray').forEach((it) => it.remove());
    const list = [];
    const said = new Set();
    for (const { at: pointer, sentence: exact } of told.here) {
      const place = file.root.find(pointer.split('/').slice(1)) || file.root.element;
      const sentence = plainly(place, exact);
      if (said.has(pointer + sentence)) continue;
      said.add(pointer + sentence);
      const beside = place.closest('.field')?.querySelector(':scope > .field__wrong');
      const inItem = place.matches('.item') ? itemWrong(place) : null;
      if (inItem || beside) (inItem || beside).append(make('p', {}, sentence));
      else form.prepend(make('p', { class: 'stray field__wrong' }, sentence));
      place.querySelector('input, textarea, select')?.setAttribute('aria-invalid', 'true');
      for (let item = place.closest('.item'); item; item = item.parentElement.closest('.item')) {
        const sign = item.querySelector(':scope > summary > .item__wrong');
        sign.textContent = (parseInt(sign.textContent, 10) || 0) + 1 + ' 处要改';
      }
      const find = () => file.root.find(pointer.split('/').slice(1)) || file.root.element;
      list.push(make('li', {}, button((way(pointer) || '整个文件') + '：' + sentence, () => go(find()), { class: 'problems__one' })));
    }
    // What the legal check asks is no error: it stands beside the field and hinders nothing.
    for (const { at: pointer, sentence } of told.law || []) {
      const place = file.root.find(pointer.split('/').slice(1)) || file.root.element;
      const beside = place.matches('.item') ? itemWrong(place) : place.closest('.field')?.querySelector(':scope > .field__wrong');
      beside?.append(make('p', { class: 'field__ask' }, sentence));
    }
    for (const sentence of told.elsewhere) list.push(make('li', {}, make('p', {}, '别的文件会出问题：' + sentence)));
    const total = list.length;
    const sign = at('wrong');
    sign.hidden = !total;
    sign.textContent = total + ' 处要改';
    // What says the same stays where it is, for whoever is about to touch it.
    const all = make('ul', {}, ...list);
    if (all.textContent !== at('problems').textContent) at('problems').replaceChildren(all);
    if (!total) fold(false);
    at('note').textContent = told.readable ? '' : '等要改的地方改好，预览接着更新。';
  }
  // The check speaks of files; of what has not been chosen or is no number a control can say it shorter.
  function plainly(place, sentence) {
    const it = place.matches('.field:not(.field--group)') && place.querySelector('select, .short');
    if (it && it.tagName === 'SELECT' && it.value === '') return '还没有选。请选一个。';
    if (it && it.matches('.short') && !/^\d+$/.test(it.value.trim())) return '请写一个整数。';
    if (place.querySelector(':scope > .field__body > .chosen') && sentence.startsWith('没有出处')) return '还没有选出处。至少选一个。';
    return sentence;
  }
  function itemWrong(item) {
    const body = item.querySelector(':scope > .item__body');
    let place = body.querySelector(':scope > .field__wrong');
    if (!place) body.prepend(place = make('div', { class: 'field__wrong' }));
    return place;
  }

  function go(place) {
    show('form');
    for (let it = place; it; it = it.parentElement) if (it.tagName === 'DETAILS') it.open = true;
    place.scrollIntoView({ block: 'center' });
    (place.querySelector('input:not([readonly]), textarea, select, .toggle, button') || place).focus();
  }
  function fold(open) {
    at('problems').hidden = !open;
    at('wrong').setAttribute('aria-expanded', String(open));
  }
  at('wrong').addEventListener('click', () => fold(at('problems').hidden));

  function pages(list) {
    const select = at('pages');
    select.hidden = !list.length;
    select.replaceChildren(...list.map(([id, name]) => make('option', { value: id }, name)));
    select.value = file.chosen;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }
  at('pages').addEventListener('change', () => { file.chosen = at('pages').value; look(); });

  // The next page is drawn behind the last one and takes its place and its height when it is there.
  let frame = null;
  function draw(told) {
    if (!told.drawn) {
      if (told.readable) {
        at('stage').replaceChildren();
        frame = null;
        at('note').textContent = told.lacks;
      }
      return;
    }
    const next = make('iframe', { sandbox: 'allow-same-origin', title: '预览', class: 'seen__frame is-coming', src: 'seen?n=' + told.drawn + '&token=' + encodeURIComponent(token) });
    const page = told.drawn + ' ' + file.chosen;
    next.dataset.page = file.path + ' ' + file.chosen;
    next.addEventListener('load', () => {
      if (next.dataset.done) return;
      next.dataset.done = page;
      const shown = next.contentDocument;
      // Where the desk has gone, the last page stays.
      if (!shown || !shown.querySelector('#main')) {
        next.remove();
        return;
      }
      if (frame && frame.dataset.page === next.dataset.page && frame.contentWindow) next.contentWindow.scrollTo(0, frame.contentWindow.scrollY);
      if (frame) frame.remove();
      frame = next;
      next.classList.remove('is-coming');
      // Its links lead to pages that are not here.
      shown.querySelectorAll('a[href]').forEach((it) => { it.removeAttribute('href'); });
      shown.querySelectorAll('form').forEach((it) => { it.inert = true; });
      follow();
    });
    at('stage').append(next);
  }

  // Shows in the preview the words that are in hand.
  function follow() {
    const held = document.activeElement;
    if (!frame || !frame.contentDocument || !held || !held.closest || !held.closest('#form') || !('value' in held)) return;
    const shown = frame.contentWindow;
    const words = String(held.tagName === 'SELECT' ? held.selectedOptions[0]?.textContent.replace(/（.*$/, '') : held.value).trim();
    shown.CSS.highlights?.delete('hand');
    if (!words) return;
    const walker = shown.document.createTreeWalker(shown.document.querySelector('main') || shown.document.body, 4);
    while (walker.nextNode()) {
      const place = walker.currentNode.data.indexOf(words);
      if (place < 0 || !walker.currentNode.parentElement.getClientRects().length) continue;
      const range = shown.document.createRange();
      range.setStart(walker.currentNode, place);
      range.setEnd(walker.currentNode, place + words.length);
      if (shown.Highlight) shown.CSS.highlights.set('hand', new shown.Highlight(range));
      const box = range.getBoundingClientRect();
      if (box.top < 0 || box.bottom > shown.innerHeight) shown.scrollTo(0, shown.scrollY + box.top - shown.innerHeight / 3);
      return;
    }
  }

  at('form').addEventListener('focusin', (event) => {
    if (!file) return;
    const items = file.list === null ? '[data-name=initiatives] .item' : '.item';
    let item = event.target.closest(items);
    // The outermost: what lies within an initiative is seen on its page.
    for (let above = item; above; above = above.parentElement.closest(items)) item = above;
    const chosen = item ? item.dataset.chosen || '' : '';
    if (chosen !== file.chosen) {
      file.chosen = chosen;
      clearTimeout(timer);
      timer = setTimeout(look, 60);
    } else follow();
  });

  // ---- Saving ----

  function dialog(name, words, more, ...acts) {
    const it = at('dialog');
    const close = (act) => () => { it.close(); act(); };
    // By `append`, which leaves out what is not there: `replaceChildren` writes the word null.
    it.replaceChildren();
    append(it, make('h2', { id: 'dialog-name' }, name), make('p', {}, words), more,
      make('div', { class: 'dialog__acts' }, ...acts.map(([words, act, kind]) => button(words, close(act), { class: 'act ' + (kind || '') }))));
    it.showModal();
  }

  let saving = false;
  async function save(more) {
    if (!file || saving) return;
    saving = true;
    const now = file;
    const written = value();
    say('正在写…');
    try {
      const { status, told } = await ask('save', { path: now.path, value: written, revision: now.revision, ...more });
      if (file !== now) return;
      if (status === 200) {
        now.revision = now.disk = told.revision;
        now.saved = written;
        now.exists = true;
        forgetHere(now.path, session);
        for (const id of ['draft', 'news']) notice(id, '');
        (function gather(it) {
          if (!it || typeof it !== 'object') return;
          if (typeof it.id === 'string') known.add(it.id);
          Object.values(it).forEach(gather);
        })(written);
        if (isBrand(now.path) && written.name) at('name').textContent = written.name;
        stand('已写进数据，' + (told.lines ? '改了 ' + told.lines + ' 行' : '没有改动'));
        judged(told);
        files();
        return;
      }
      if (status === 409) { conflict(told); say('没有写进去：文件已被别处改过'); return; }
      say('没有写进去');
      if (told.here) judged(told);
      if (told.may) {
        dialog('还有要改的地方', told.sentence, null, ['继续改', () => fold(true), 'act--main'], ['仍然写进去', () => save({ ...more, anyway: true })]);
      } else {
        say(told.sentence);
        if (told.here) fold(true);
      }
    } catch (gone) {
      say('没有写进去，草稿留着');
    } finally { saving = false; }
  }

  // Where two values differ: the way there, mine, theirs.
  function differences(mine, theirs, pointer, found) {
    if (mine && theirs && typeof mine === 'object' && typeof theirs === 'object' && Array.isArray(mine) === Array.isArray(theirs)) {
      for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) if (name !== '$schema') differences(mine[name], theirs[name], pointer + '/' + name, found);
    } else if (!same(mine, theirs)) found.push([pointer, mine, theirs]);
    return found;
  }
  function shown(it) {
    if (it === undefined || it === null) return '没有';
    return typeof it === 'object' ? (Array.isArray(it) ? it.map(shown).join('、') : called(it)) : '“' + it + '”';
  }

  function conflict(told) {
    const mine = value();
    const theirs = told.theirs;
    const now = file;
    if (!theirs) {
      dialog('文件被别处改过', told.revision === '' ? '这个文件已经不在了。可以按您写的重新写一个。' : '文件现在的写法表单读不懂。您写的留作草稿；请先用文本编辑器看一看那个文件。', null,
        ['先不写', () => {}, 'act--main'],
        ...(told.revision === '' ? [['重新写一个', () => save({ revision: told.revision, anyway: true })]] : []));
      return;
    }
    const rows = differences(mine, theirs, '', []).slice(0, 30).map(([pointer, one, other]) => make('tr', {},
      make('th', { scope: 'row' }, way(pointer) || '整个文件'), make('td', {}, shown(one)), make('td', {}, shown(other))));
    const table = make('div', { class: 'dialog__table', tabindex: '0', role: 'group', 'aria-label': '不同的地方' }, make('table', {},
      make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, '哪里'), make('th', { scope: 'col' }, '您写的'), make('th', { scope: 'col' }, '文件里现在的'))), make('tbody', {}, ...rows)));
    dialog('文件被别处改过', '下面是两份不同的地方。两份都不会丢：不用的那一份留作草稿。', rows.length ? table : make('p', {}, '两份写的一样。'),
      ['再想想', () => {}, 'act--main'],
      ['用文件里现在的', async () => { await backToFile(); say('换成了文件里现在的，您写的留作草稿'); }],
      ['写我的', () => {
        keepTheirs(theirs, told.revision);
        now.revision = now.disk = told.revision;
        save({ revision: told.revision });
      }]);
  }
  function keepTheirs(theirs, revision) {
    const draft = { path: file.path, session: session + 'o' + Date.now().toString(36), revision, at: Date.now(), value: theirs, aside: true };
    keepHere(draft);
    ask('keep', draft).catch(() => {});
  }

  // ---- Retiring ----

  // The records of the file that have pages, as pairs of what the server is sent and a name.
  function retirable() {
    if (!file || !file.exists) return [];
    const named = (it) => [it.id, it.name + '（' + it.id + '）'];
    if (isBrand(file.path)) return [['', '整个品牌：' + file.saved.name], ...(file.saved.initiatives || []).map((it) => [it.id, '举措：' + it.name])];
    return ['institutions', 'places', 'needs'].includes(file.list) ? (file.saved[file.list] || []).map(named) : [];
  }
  function chooser_of(label, pairs) {
    const id = fresh();
    const select = make('select', { id }, ...pairs.map(([value, name]) => make('option', { value }, name)));
    return [make('div', { class: 'field' }, make('label', { for: id, class: 'field__label' }, label), select), select];
  }
  function askToRetire() {
    if (!retirable().length) return;
    if (unsaved()) {
      say('还有没写进数据的改动。请先写进数据，或放下草稿，再停用。');
      return;
    }
    const ways = [['brands', 'brands/'], ['institutions', 'institutions/'], ['places', 'places/'], ['needs', 'needs/']];
    const targets = ways.flatMap(([list, folder]) => (choices[list] || []).map(([id, name]) => [folder + id + '/', name]));
    const [which, record] = chooser_of('停用哪一个', retirable());
    const [where, to] = chooser_of('以后请读者看', [['', '由程序定：所属的机构、品牌或上一级'], ...targets]);
    record.value = retirable().some(([id]) => id === file.chosen) ? file.chosen : record.options[0].value;
    dialog('停用', '停用以后，它不再出现在网站的列表、搜索和矩阵里；发布过的网址留一页说明，并转到您选的网页。要恢复，得从上一个版本取回数据文件。',
      make('div', {}, which, where), ['先不停用', () => {}, 'act--main'], ['停用', () => retire(record.value, to.value)]);
  }
  async function retire(chosen, to) {
    const now = file;
    say('正在停用…');
    try {
      const { status, told } = await ask('retire', { path: now.path, chosen, to, revision: now.revision });
      if (status !== 200) {
        say('没有停用');
        dialog('没有停用', '', make('div', {}, ...told.sentence.split('\n').map((it) => make('p', {}, it))), ['知道了', () => {}, 'act--main']);
        return;
      }
      forgetHere(now.path, session);
      if (told.gone) {
        file = null;
        location.hash = '';
        at('name').textContent = '选一个文件';
        at('form').replaceChildren();
        at('stage').replaceChildren();
        frame = null;
        at('retire').hidden = true;
        at('save').disabled = true;
      } else {
        file = null;
        await open(now.path);
      }
      say('已停用，旧网址上留一页说明');
      files();
    } catch (gone) {
      say('没有停用');
    }
  }
  at('retire').addEventListener('click', askToRetire);

  at('save').addEventListener('click', () => save());
  at('undo').addEventListener('click', () => {
    const past = file.past.pop();
    at('undo').hidden = !file.past.length;
    if (past) { build(past); touched(); }
  });
  addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      if (!at('save').disabled) save();
    }
  });

  // ---- Company ----

  async function here() {
    if (!file) return;
    const now = file;
    const was = reached;
    let status;
    let told;
    try { ({ status, told } = await ask('here', { path: now.path, unsaved: unsaved(), hidden: document.hidden })); } catch (gone) { return; }
    if (file !== now) return;
    if (status !== 200) {
      say(told.sentence);
      return;
    }
    if (!was) look();
    const { others, unsaved: writing, revision } = told;
    notice('others', others ? '另有 ' + others + ' 个窗口也开着这个文件' + (writing ? '，里面有还没写进去的改动。' : '。') : '');
    // Whoever wrote what waits here has gone: it is taken up.
    if (now.waiting && others < now.others && !unsaved()) {
      open(now.path);
      return;
    }
    now.others = others;
    if (revision === now.disk) return;
    if (saving) return;
    now.disk = revision;
    if (!unsaved()) {
      await open(now.path);
      say('文件刚被别处改过，已换成新的');
    } else if (revision !== now.revision) {
      notice('news', '这个文件刚被别处改过，您写的还在这里。', button('看看哪里不同', () => save(), { class: 'act' }));
    } else notice('news', '');
  }
  setInterval(here, POLL);
  document.addEventListener('visibilitychange', here);
  addEventListener('pagehide', () => {
    if (file && unsaved()) keep({ keepalive: true });
    ask('leave', {}, { keepalive: true }).catch(() => {});
  });
  addEventListener('pageshow', (event) => { if (event.persisted) here(); });

  // ---- What is to be checked again ----

  async function board() {
    let told;
    let status;
    try { ({ status, told } = await ask('due', {})); } catch (gone) { return; }
    if (location.hash !== '#/due') return;
    leave();
    for (const id of ['file', 'draft', 'others', 'news']) notice(id, '');
    for (const it of document.querySelectorAll('[id^=notice-offer]')) it.remove();
    at('problems').hidden = true;
    for (const id of ['retire', 'undo', 'wrong', 'pages']) at(id).hidden = true;
    at('save').disabled = true;
    at('stage').replaceChildren();
    frame = null;
    at('name').textContent = '待核对';
    document.title = '待核对 - 编辑';
    at('form').dataset.path = '';
    say(status === 200 ? '' : told.sentence);
    if (status !== 200) return;
    let by = '';
    try { by = localStorage.getItem('checked by') || ''; } catch (blocked) { /* It is typed again. */ }
    const role = make('input', { id: 'checked-by', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'checked-hint' });
    role.value = by;
    const row = (it) => {
      const done = button('今天核对了', async () => {
        try { localStorage.setItem('checked by', role.value.trim()); } catch (blocked) { /* It is typed again. */ }
        try {
          const { status, told } = await ask('checked', { path: it.path, chosen: it.id, by: role.value.trim() });
          say(status === 200 ? '已记下：' + it.name : told.sentence);
          if (status !== 200) {
            if (!role.value.trim()) role.focus();
            return;
          }
          const next = item.nextElementSibling || item.previousElementSibling;
          item.remove();
          (next?.querySelector('.due__done') || role).focus();
        } catch (gone) { /* Said by `ask`. */ }
      }, { class: 'act due__done', 'aria-label': '今天核对了：' + it.name });
      const item = make('li', { class: 'due__one' }, make('a', { href: '#/' + it.path }, it.name), make('span', { class: 'due__said' }, it.said), ...(it.is_consent ? [] : [done]));
      return item;
    };
    at('form').replaceChildren(make('div', { class: 'due' },
      make('p', {}, told.due.length ? '满 ' + told.interval + ' 天没有核对的有 ' + told.due.length + ' 条（' + told.on + '）。打开来和材料核对过，再点“今天核对了”。' : told.interval + ' 天之内都核对过。'),
      make('div', { class: 'field' }, make('label', { for: 'checked-by', class: 'field__label' }, '核对者'), make('p', { class: 'field__hint', id: 'checked-hint' }, '写科室或职务，不写姓名。'), role),
      make('ul', { class: 'due__list' }, ...told.due.map(row))));
    show('form');
    window.scrollTo(0, 0);
    mark();
  }

  // ---- Files ----

  async function files() {
    let status;
    let told;
    try { ({ status, told } = await ask('files', {})); } catch (gone) { return; }
    // The folder cannot be read now: the list that was drawn stays.
    notice('folder', status === 200 ? '' : told.sentence, button('再读一次', files, { class: 'act' }));
    if (status !== 200) return;
    const link = (it) => make('li', {}, make('a', { class: 'files__one', href: '#/' + it.path },
      make('span', { class: 'files__name' }, it.name),
      it.problems ? make('span', { class: 'sign sign--wrong' }, it.problems + ' 处要改') : null,
      it.drafts ? make('span', { class: 'sign' }, '有草稿') : null));
    const id = make('input', { id: 'new-id', autocomplete: 'off', spellcheck: 'false', placeholder: '用拼音，如 gaoshan-xunhui', 'aria-describedby': 'new-wrong' });
    const wrong = make('p', { class: 'field__wrong', id: 'new-wrong', role: 'alert' });
    const begin = make('form', { class: 'files__new' }, make('label', { for: 'new-id' }, '新品牌的代号'), id, wrong, make('button', { class: 'act' }, '新建'));
    begin.addEventListener('submit', (event) => {
      event.preventDefault();
      const wanted = id.value.trim();
      const fits = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(wanted) && wanted.length <= 64;
      wrong.textContent = fits ? '' : '只能用小写拼音、数字和单个连字符，最多 64 个字符。';
      if (fits) id.value = '';
      if (fits) location.hash = '#/brands/' + wanted + '.json';
    });
    const old = document.activeElement?.closest?.('.files__one')?.getAttribute('href');
    at('files').replaceChildren(
      make('h2', { class: 'files__head' }, '品牌'), make('ul', { class: 'files__list' }, ...told.brands.map(link)), begin,
      make('h2', { class: 'files__head' }, '登记表'), make('ul', { class: 'files__list' }, ...told.registers.map(link)));
    at('files').append(make('ul', { class: 'files__list' }, make('li', {}, make('a', { class: 'files__one', href: '#/due' }, make('span', { class: 'files__name' }, '待核对')))));
    if (told.skipped.length) {
      at('files').append(make('h2', { class: 'files__head' }, '没有读的'), make('ul', { class: 'files__list' }, ...told.skipped.map((it) => make('li', {}, it))));
    }
    for (const it of told.unreadable) unreadable.add(it);
    nameUnreadable();
    if (old) [...at('files').querySelectorAll('a')].find((it) => it.getAttribute('href') === old)?.focus();
    mark();
  }
  function mark() {
    for (const it of at('files').querySelectorAll('a')) {
      const here = file ? '#/' + file.path : location.hash === '#/due' ? '#/due' : '';
      if (it.getAttribute('href') === here) it.setAttribute('aria-current', 'page');
      else it.removeAttribute('aria-current');
    }
  }

  const places = {}; // how far each of the three is scrolled, where only one is seen
  function show(which) {
    if (which !== room.dataset.shows) {
      places[room.dataset.shows] = scrollY;
      room.dataset.shows = which;
      scrollTo(0, places[which] || 0);
    }
    for (const it of at('tabs').children) it.setAttribute('aria-pressed', String(it.dataset.show === which));
    if (which === 'seen') follow();
  }
  at('tabs').addEventListener('click', (event) => {
    const which = event.target.dataset.show;
    if (which) show(which);
  });

  // On a phone the problems stick below the bar, whose height depends on its buttons.
  const bar = document.querySelector('.bar');
  new ResizeObserver(() => document.documentElement.style.setProperty('--bar', bar.offsetHeight + 'px')).observe(bar);

  function route() {
    const path = location.hash.startsWith('#/') ? decodeURIComponent(location.hash.slice(2)) : '';
    if (session && path === 'due') board();
    else if (session && path && path !== file?.path) open(path);
  }
  addEventListener('hashchange', route);
  introduce().then((name) => {
    session = name;
    files();
    route();
  });
})();
