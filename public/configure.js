// How is the snippet made that shows a piece of the gallery elsewhere? Of the choices of a form, which is seen where this runs; without it the
// page shows the snippets of its first piece. Addresses are those of this very file.
(function () {
  'use strict';
  var home = new URL('./', document.currentScript.src);
  var form = document.getElementById('choices');
  if (!form) return;
  var codes = ['element', 'frame'].map(function (id) {
    return document.getElementById(id);
  });
  var preview = document.getElementById('preview');
  var frame = document.createElement('iframe');
  frame.className = 'embed__frame';
  frame.title = '预览';
  form.hidden = false;
  document.getElementById('seen').hidden = false;
  preview.replaceChildren(frame);
  function quoted(text) {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  }
  function make() {
    var chosen = form.elements.show.selectedOptions[0];
    var show = chosen.value;
    var name = chosen.dataset.name;
    var looks = { accent: form.elements.accent.value, theme: form.elements.theme.value, radius: form.elements.radius.value };
    var address = new URL('embed/' + show + '/', home);
    Object.keys(looks).forEach(function (key) {
      address.searchParams.set(key, looks[key].replace('#', ''));
    });
    var attributes = Object.keys(looks).map(function (key) {
      return ' ' + key + '="' + quoted(looks[key]) + '"';
    });
    var page = new URL(show.replace('figures/', 'brands/') + '/', home).href;
    codes[0].textContent =
      '<script async src="' + new URL('embed.js', home).href + '"></' + 'script>\n' +
      '<brand-embed show="' + show + '"' + attributes.join('') + '>\n' +
      '  <a href="' + page + '">' + quoted(name) + '</a>\n' +
      '</brand-embed>';
    codes[1].textContent =
      '<iframe src="' + quoted(address.href) + '" title="' + quoted(name) + '" loading="lazy"\n' +
      '  referrerpolicy="no-referrer" width="100%" height="320"></iframe>';
    if (frame.src !== address.href) frame.src = address.href;
  }
  frame.addEventListener('load', function () {
    frame.contentWindow.postMessage({ 'brand-embed': {} }, home.origin);
  });
  addEventListener('message', function (event) {
    var height = event.data && event.data['brand-embed'];
    if (event.origin === home.origin && event.source === frame.contentWindow && typeof height === 'number') {
      frame.style.height = Math.ceil(height) + 'px';
    }
  });
  form.addEventListener('input', make);
  form.addEventListener('submit', function (event) {
    event.preventDefault();
  });
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-copy]');
    if (!button || !navigator.clipboard) return;
    navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent).then(function () {
      var words = button.textContent;
      button.textContent = '已复制';
      setTimeout(function () {
        button.textContent = words;
      }, 2000);
    });
  });
  make();
})();
