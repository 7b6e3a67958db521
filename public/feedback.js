// The line that asks readers what they think of a page, where the gallery names a way to tell it (src/components/feedback.rs). Without this script its
// controls are a form or links to a mail. With it, the companion opens its sheet instead, and gets the sentence that was selected: a tap beside a
// selection ends it before the click, so it is read when the pointer goes down. Where the companion does not come, the next press is the plain one.
(function () {
  var line = document.querySelector('.frame__feedback');
  if (!line) return;
  line.querySelectorAll('[data-companion]').forEach(function (control) {
    control.dataset.word = control.textContent;
  });
  // The selected text of the page's content, not of its frame.
  function selected() {
    var selection = getSelection();
    var main = document.getElementById('main');
    var range = selection.rangeCount && selection.getRangeAt(0);
    if (!range || !main || !main.contains(range.commonAncestorContainer)) return '';
    // The numbers of sources are no part of a sentence.
    var part = range.cloneContents();
    part.querySelectorAll('.citation').forEach(function (number) {
      number.remove();
    });
    return part.textContent;
  }
  // The program takes forms for searches.
  line.addEventListener('submit', function (event) {
    event.stopPropagation();
  });
  var taken = '';
  line.addEventListener('pointerdown', function () {
    taken = selected();
  });
  line.addEventListener('click', function (event) {
    var control = event.target.closest('[data-companion]');
    if (!control || !document.documentElement.classList.contains('is-scripted')) return;
    if (control.textContent !== control.dataset.word) {
      // boot.js has said that the companion did not come.
      control.textContent = control.dataset.word;
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    line.dataset.sentence = taken || selected();
    taken = '';
  });
})();
