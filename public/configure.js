// Generates the snippets of the embed page from its form, which is shown only where this runs. Without it the page shows the snippets of its first
// piece. The preview uses the same custom element as the snippet (embed.js). Addresses are relative to this file.
(function () {
  'use strict';
  var home = new URL('./', document.currentScript.src);
  var form = document.getElementById('choices');
  if (!form) return;
  var codes = ['element', 'frame'].map(function (id) {
    return document.getElementById(id);
  });
  var preview = document.createElement('brand-embed');
  preview.title = '预览';
  form.hidden = false;
  document.getElementById('seen').hidden = false;
  document.getElementById('preview').replaceChildren(preview);
  function quoted(text) {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  }
  function make() {
    var chosen = form.elements.show.selectedOptions[0];
    var show = chosen.value;
    var name = chosen.dataset.name;
    var address = new URL('embed/' + show + '/', home);
    var attributes = ['accent', 'theme', 'radius'].map(function (key) {
      var value = form.elements[key].value;
      preview.setAttribute(key, value);
      address.searchParams.set(key, value.replace('#', ''));
      return ' ' + key + '="' + quoted(value) + '"';
    });
    preview.setAttribute('show', show);
    var page = new URL(show.replace('figures/', 'brands/') + '/', home).href;
    codes[0].textContent =
      '<script async src="' + new URL('embed.js', home).href + '"></' + 'script>\n' +
      '<brand-embed show="' + show + '"' + attributes.join('') + '>\n' +
      '  <a href="' + page + '">' + quoted(name) + '</a>\n' +
      '</brand-embed>';
    codes[1].textContent =
      '<iframe src="' + quoted(address.href) + '" title="' + quoted(name) + '" loading="lazy"\n' +
      '  referrerpolicy="no-referrer" width="100%" height="320"></iframe>';
  }
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
