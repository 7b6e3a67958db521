// Embedding a piece of the gallery in the page of another site: one file for both ends. The host page turns <brand-embed show="brands/…"> into a
// frame with the piece. In the frame it applies the requested theme and reports the height. Messages are accepted only from the other window, on the
// host's side only from this file's origin; every value is validated, and only numbers and words are sent. A piece in a plain <iframe> needs none of
// this.
(function () {
  'use strict';
  var root = document.documentElement;
  var NAME = 'brand-embed';
  var forms = { accent: /^#?[0-9a-f]{6}$/i, theme: /^(light|dark|auto)$/, radius: /^([0-9]|[12][0-9]|3[0-2])$/ };
  var keys = Object.keys(forms);
  if (root.hasAttribute('data-embed')) inside();
  else if (window.customElements && !customElements.get(NAME)) outside(new URL('./', document.currentScript.src));

  // The host page.
  function outside(home) {
    var shapes = /^(brands|figures|institutions)\/[a-z0-9-]+$/;
    customElements.define(
      NAME,
      class extends HTMLElement {
        static get observedAttributes() {
          return keys.concat('show');
        }
        connectedCallback() {
          this.hear = function (event) {
            var frame = this.frame;
            if (event.origin !== home.origin || !frame || event.source !== frame.contentWindow) return;
            var height = event.data && event.data[NAME];
            if (typeof height === 'number' && height > 0 && height < 10000) frame.style.height = Math.ceil(height) + 'px';
          }.bind(this);
          addEventListener('message', this.hear);
          this.draw();
        }
        disconnectedCallback() {
          removeEventListener('message', this.hear);
        }
        attributeChangedCallback() {
          if (this.isConnected) this.draw();
        }
        looks() {
          var looks = {};
          keys.forEach(function (key) {
            var value = this.getAttribute(key) || '';
            if (forms[key].test(value)) looks[key] = value;
          }, this);
          return looks;
        }
        draw() {
          var show = (this.getAttribute('show') || '').replace(/\/$/, '');
          // The content of the element stays: most likely a link.
          if (!shapes.test(show)) return;
          if (this.shown === show) return this.tell();
          this.shown = show;
          var address = new URL('embed/' + show + '/', home);
          var looks = this.looks();
          Object.keys(looks).forEach(function (key) {
            address.searchParams.set(key, looks[key].replace('#', ''));
          });
          var link = this.querySelector('a');
          var frame = document.createElement('iframe');
          frame.title = this.title || (link ? link.textContent.trim() : '');
          frame.loading = 'lazy';
          frame.referrerPolicy = 'no-referrer';
          frame.style.cssText = 'display: block; inline-size: 100%; block-size: 20rem; border: 0';
          frame.addEventListener('load', this.tell.bind(this));
          frame.src = address.href;
          this.frame = frame;
          this.style.display = 'block';
          (this.shadowRoot || this.attachShadow({ mode: 'open' })).replaceChildren(frame);
        }
        tell() {
          var message = {};
          message[NAME] = this.looks();
          if (this.frame && this.frame.contentWindow) this.frame.contentWindow.postMessage(message, home.origin);
        }
      },
    );
  }

  // The frame.
  function inside() {
    var wishes = {};
    var asked = new URLSearchParams(location.search);
    keys.forEach(function (key) {
      take(key, asked.get(key));
    });
    var listener = null;
    addEventListener('message', function (event) {
      var told = event.data && event.data[NAME];
      if (event.source !== parent || parent === window || !told || typeof told !== 'object') return;
      keys.forEach(function (key) {
        take(key, told[key]);
      });
      // A host without an origin can only be addressed by '*'; a height is no secret.
      listener = event.origin === 'null' ? '*' : event.origin;
      dress();
      measure();
    });
    new MutationObserver(measure).observe(root, { attributes: true });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', dress);
    addEventListener('DOMContentLoaded', begin);
    if (document.readyState !== 'loading') begin();

    function take(key, value) {
      if (typeof value === 'string' && forms[key].test(value)) wishes[key] = value.toLowerCase();
    }
    function begin() {
      dress();
      new ResizeObserver(measure).observe(document.body);
    }
    function measure() {
      var message = {};
      message[NAME] = document.body ? document.body.getBoundingClientRect().height : 0;
      if (listener) parent.postMessage(message, listener);
    }
    function dress() {
      if (wishes.theme === 'light') root.dataset.theme = 'light';
      else if (wishes.theme === 'dark') root.dataset.theme = 'night';
      else delete root.dataset.theme;
      if (wishes.radius) root.style.setProperty('--embed-round', wishes.radius + 'px');
      if (!wishes.accent || !document.body) return;
      var accent = '#' + wishes.accent.replace('#', '');
      root.style.setProperty('--embed-edge', accent);
      // Text gets the colour only if its contrast suffices.
      root.style.removeProperty('--accent');
      if (contrast(channels(accent), getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g)) >= 4.5) {
        root.style.setProperty('--accent', accent);
      }
    }
    function channels(hex) {
      return [1, 3, 5].map(function (at) {
        return parseInt(hex.slice(at, at + 2), 16);
      });
    }
    function light(colour) {
      var parts = colour.slice(0, 3).map(function (part) {
        part = part / 255;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
      });
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }
    function contrast(one, other) {
      var lights = [light(one), light(other)].sort(function (a, b) {
        return b - a;
      });
      return (lights[0] + 0.05) / (lights[1] + 0.05);
    }
  }
})();
