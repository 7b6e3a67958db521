//! 甬医品牌馆: the public gallery of hospital service brands.
//!
//! One package, one component tree, two targets. Natively the data are checked, each page's model ([`models`]) is made from them and rendered to a
//! file by its component ([`pages`]); in the browser (wasm32) such a page is adopted as it stands, and the same components render the pages that are
//! opened from there, from the same models as JSON. Start reading at [`catalogue`] (what there is), then [`route`] (which addresses), then [`models`] and
//! [`pages`].
//!
//! # Floors
//!
//! Imports only go down; `tests/tidy.rs` says so.
//!
//! | floor | modules | question |
//! |---|---|---|
//! | 5 | `main`, [`desk`], `browser`, `companion` | the doors: how the site is made on a maintainer's machine, how the program lives in a page, what comes only when it is asked for |
//! | 4 | [`app`] | the component of each model, and what surrounds it |
//! | 3 | [`pages`] | what each address shows |
//! | 2 | [`components`] | what one thing looks like |
//! | 1 | [`route`] · [`screen`] · [`head`] · [`models`] | which addresses there are; what is on the screen; what a page says of itself; what it shows, as plain values |
//! | 0 | [`search`] · [`kiosk`] · [`speech`] | how something is found; what a screen in a lobby does; how a page is read aloud |
//! | −1 | [`catalogue`] | what there is: plain values |
//! | −2 | [`messages`] | in which language it is said, and in which words |
//!
//! # Data flow
//!
//! `public/data/`, or another city's folder (`--data`) → [`catalogue::check`] → [`desk::build`] writes the catalogue in pieces ([`search::data`]), the search index and one page
//! an address, and the models of the pages (`page.json` beside them, [`models::Bundle`]) → the browser loads the front of the catalogue (the first page
//! of cards, what can be chosen); a page's model when it is opened; whatever else an answer [`search::Index::missing`] (the facet index, cards, passages, the
//! search index) when it is asked for → [`screen::Screen`] → `browser/main_view.rs` shows the page, `browser/gallery_view.rs` the answer.
//!
//! Beside the program, in plain JavaScript because it must outlive it: `public/boot.js` (mode, start of the programs),
//! `public/embed.js` and `public/configure.js` (pieces in the pages of other sites, [`desk::embed`]),
//! `public/offline.js` (notices of network and releases) and `public/sw.js` (one release kept on the device, [`desk::offline`]
//! lists it).
//!
//! # Invariants, most of them absences
//!
//! - The address is the state. No signal mirrors it; every control is a link or a form that works without a program.
//! - Past `serde`, only valid values exist: slugs and vocabularies refuse what is wrong while they are read. There is no second, raw set
//!   of types; whether records fit each other is the desk's to check, before anything is built.
//! - `catalogue`, `search`, `kiosk`, `speech`, `route`, `screen` and `head` know neither Leptos nor a browser and cannot fail. Only `browser`, `companion` and `main`
//!   name `web_sys`, `gloo_net` and `wasm_bindgen`.
//! - Only [`route`] spells a path, only `style/tokens.css` a colour, only the engine's `fold` says when two words are the same.
//! - Nothing of one city stands in the code: what a gallery says of itself is `gallery.json` of its data ([`catalogue::Gallery`]), and the program learns
//!   it from the catalogue that it loads anyway, so that one build of it serves every city. `tests/tidy.rs` looks for names, `tests/view/city.rs` draws
//!   an invented town's gallery and one that has hardly anything.
//! - What is said to search engines and chats, pictures among it, is the desk's alone (`desk/head_metadata.rs`, `desk/picture.rs`); the program takes
//!   it away when another page takes the place of the one it was said of. No page is finished that lacks it (`desk/lint.rs`).
//! - One policy (`desk/policy.rs`), in every page and every answer: nothing inline runs, only the page's own styles, known by their hash, stand
//!   inside it, no other host is spoken to. The pieces below `embed/` have a stricter one of their own, and are all that others may frame.
//! - `/edit/` ([`desk::edit`]) is a server of its own on this machine, for whoever holds the token in its address: it has a policy of its own, and nothing
//!   of it, its script among that, is in `dist/`.
//! - Whatever visitors read that is no content is a message ([`messages`]); a language is a folder of pages, drawn while it is spoken, and written over once
//!   they lie there (`desk/build/languages.rs`). Only the words of the page's own language are loaded; content has one language, that of the documents.
//! - A page that cannot load its data or its program stays what it was: readable, linked, with one calm sentence.
//!
//! # Decisions that are not obvious
//!
//! - No router library: a screen changes only when its data is there, Back restores scroll and focus, typing replaces; that is
//!   `browser/history.rs` and `browser/listen.rs`.
//! - The first view is adopted, not hydrated: the program listens to the prerendered page, and components are mounted for the first page or answer that
//!   differs. Hydrating needs the model and all components before the first answer, and fails as a whole where an extension or a translator has
//!   changed the document. Pages that answer by themselves (filter, tree) are mounted over their prerendered ones once the program listens.
//! - Filters are rendered over themselves (`browser/mounted.rs`) and have no signals: these took 10 KB of the first visit, and changed the page only after
//!   the focus had been looked for. Pages in the lazily loaded chunk use signals.
//! - `src/browser/streams/` stands in for a crate of the framework that nobody calls: 5 KB less. The engine's `fold` knows cases and letters
//!   by a few ranges instead of the standard tables: 6 KB less.
//! - [`catalogue::json`] instead of serde_json in the program: 37 KB less as brotli, measured; a property test holds both to the same answers.
//! - One answer is enough for the first paint of the gallery: its styles stand in the page, and `boot.js` is waited for by nobody; it asks for the
//!   program when the page has been painted. Measured with a phone's line and processor: one way there and back less, 0.8 s instead of 1.7. All other
//!   pages, and all pages of the copy on the device ([`desk::prerender::on_the_device`]), have both as files that are waited for: a gallery of a thousand
//!   brands has twelve thousand pages, and whoever opens a second one has the styles already.
//! - Brands side by side (`/compare/?brands=…`): what each answers is in the file of its page, so that only the chosen ones are loaded.
//! - The gallery's `main` is kept when another page is shown: the way back mounts nothing.
//! - A key or a press is painted before its answer is drawn, and a list is drawn beside the page in strokes of two cards: on a processor slowed twenty
//!   times a key is seen in a tenth of a second instead of waiting for the answer to the one before. It costs the answer one frame.
//! - A page is there at once, then the emblem of its brand comes from where it stood. View transitions were tried and left: they keep the next page back
//!   until the one before is a picture, 50 ms, 75 slowed four times. In 长辈版, in a lobby and for who asked for stillness nothing moves.
//! - An answer is drawn in portions ([`search::BATCH`]): the first cards are painted before the others are drawn, and nobody waits for cards that are
//!   not seen yet. Skipping what is off the screen by style was tried for cards and sections and left: what is skipped has no text for scripts,
//!   and Back missed its place.
//! - The gallery program is split (`main/chunk.rs`, `desk/build/programs/split.rs`): the code that renders pages from their models is a chunk that is loaded
//!   when a page is first rendered, and a first visit loads none of it. Measured: 144 KB program and 135 KB chunk.
//! - `cargo run` builds a site to look at ([`desk::build::look`]): programs in the dev profile, whose macros are compiled already, in one file, and nothing
//!   compressed. It lies in `target/look/`, so that it is never taken for a release. Data alone compile nothing.
//! - `serve --watch` draws what a browser asks for, when it asks ([`desk::watch::drawing`]), and the editor only the page in hand; both keep what they parsed
//!   ([`desk::data::Memory`]). The rules that look at all files are applied to each reading anew: a hundredth of a second for a hundred brands, and
//!   no second way to judge.
//! - Two programs: what every visit needs, and the companion (share sheet), a second wasm that `boot.js` loads at the first wish. They share
//!   code, styles and the document, no state.
//! - The copy on the device answers before the network does, pages too: that is the only way in which page, program and data are always of
//!   one release; a newer one is fetched behind it, offered, and taken when a page is opened anew. All pages travel as one text, 114 KB.
//! - The editor's form is its state: what stands in it is read when it is asked for, and the desk judges and draws that; no second model of the data
//!   exists in the browser. A file is exchanged only while it has the revision that the writer began with.
//! - All commands that write data hold one lock of its folder, and exchange several files by a journal ([`desk::exchange`]): a crash leaves all of them old or
//!   all of them new. A lock of the operating system, not a file that is there or not: it ends with its process.
//! - Drafts of the editor are in the user's state folder, by the canonical path of the data folder ([`desk::state`]): `cargo clean` does not remove them.
//! - What the copy lacks is requested from the network: pages that were published since, and those that do not fit into a copy of a large gallery
//!   ([`desk::offline::MOST_TEXT`]). A document of another release gets its other files from the network, too, and the program opens a fetched page
//!   of another release as a document. The copy's 404 page is the answer only where the network fails.
//! - Private phrases are a file of their own outside of what is published and of git ([`desk::data`]), and no part of the settings: these are published with
//!   the other data. How a text is compared with them is [`catalogue::check::private`].
//! - All chosen filters must hold for one and the same thing, a brand itself or one of its initiatives: what two initiatives have is not joined. The columns
//!   hold units for that, not brands. A brand belongs to a place that it reaches, or where its institution is, and the list says which.
//! - An initiative without a printed owner has none anywhere: not in filters, not in linked data. The brand's owner is the brand's.
//! - A language is a site below the site, with a worker and a copy of its own: nobody who reads one loads a byte of another, and what is kept of one is of
//!   one release. Programs, styles, pictures and the search index they share; what is found is found in the printed words and marked as displayed.
//! - Traditional characters are written into finished files: each stays one character, so that nothing else of a page changes; a translation of the
//!   messages by hand would say every phrase twice.
//! - The search engine is a crate of its own, `src/search/engine/`: its loops are compiled for speed, the page for size.
//! - `--cfg erase_components` (`.cargo/config.toml`): 12 % less program.

pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod catalogue;
#[cfg(target_arch = "wasm32")]
pub mod companion;
pub mod components;
#[cfg(not(target_arch = "wasm32"))]
pub mod desk;
pub mod head;
pub mod kiosk;
pub mod messages;
pub mod models;
pub mod pages;
pub mod route;
pub mod screen;
pub mod search;
pub mod speech;
