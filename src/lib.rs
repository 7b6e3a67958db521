//! 甬医品牌馆: the public gallery of hospital service brands.
//!
//! One package with one Leptos component tree and two targets. The native program is the command line: it validates the data, builds a model of each
//! page ([`models`]) and renders it to an HTML file with its component ([`pages`]). The wasm program adopts the prerendered page; pages that are
//! opened from there are rendered by the same components from the same models, loaded as JSON. The published site is static files. Recommended
//! reading order: [`catalogue`] (the data), [`route`] (the addresses), [`models`], [`pages`].
//!
//! # Layers
//!
//! A module imports only from lower layers or its own, without cycles; `tests/tidy.rs` checks that.
//!
//! | layer | modules | responsibility |
//! |---|---|---|
//! | 5 | `main`, [`desk`], `browser`, `companion` | entry points: the command line, the program of a page, the second program that is loaded on demand |
//! | 4 | [`app`] | selects the component of a model and renders the frame around it |
//! | 3 | [`pages`] | one component per kind of page |
//! | 2 | [`components`] | reusable components |
//! | 1 | [`route`] · [`screen`] · [`head`] · [`models`] | addresses; data of the current page; title and description; page models as plain values |
//! | 0 | [`search`] · [`kiosk`] · [`speech`] | search and filters; state machine of a lobby screen; text for reading aloud |
//! | −1 | [`catalogue`] · [`parallel`] | records as plain values, their parsing and validation; a map on all processors (native) |
//! | −2 | [`messages`] | languages and translated texts |
//!
//! # Data flow
//!
//! 1. Input: `public/data/`, or the folder that `--data` names, validated by [`catalogue::check`].
//! 2. [`desk::build`] writes one HTML file per address with its page model next to it (`page.json`, [`models::Bundle`]), the catalogue in parts, and
//!    the search index.
//! 3. The browser loads the front of the catalogue: the first page of cards and the choices of the filters. It loads a page's model when the page is
//!    opened, and other parts (facet columns, cards, passages, search index) when a query needs them.
//! 4. A [`screen::Screen`] is complete when its data have loaded. `browser/main_view.rs` then shows the page, `browser/gallery_view.rs` the results.
//!
//! Plain JavaScript does what must work without the wasm programs: `public/boot.js` (display modes, start of the programs), `public/embed.js` and
//! `public/configure.js` (pieces in pages of other sites, [`desk::embed`]), `public/feedback.js` (what readers think of a page, where a gallery
//! asks), `public/offline.js` (notices about network and new releases),
//! `public/sw.js` (the service worker, which keeps one release; [`desk::offline`] lists its files).
//!
//! # Invariants
//!
//! - The address is the state. No signal mirrors it; every control is a link or a form that works without the programs.
//! - After parsing, all values are valid: the types of ids and vocabularies reject invalid ones. There is no second set of raw types. References
//!   between records are validated before anything is built.
//! - `catalogue`, `search`, `kiosk`, `speech`, `route`, `screen` and `head` depend on neither Leptos nor browser APIs, and cannot fail. Only
//!   `browser`, `companion` and `main` use `web_sys`, `gloo_net` and `wasm_bindgen`.
//! - Only [`route`] defines paths, only `style/tokens.css` colours, and only `fold` of the search engine when two words are equal.
//! - The code contains nothing about one city. A gallery describes itself in `gallery.json` ([`catalogue::Gallery`]); the program reads that from the
//!   catalogue, so that the same wasm serves every city. `tests/tidy.rs` searches for names, `tests/view/city.rs` renders the gallery of an invented
//!   town and an almost empty one.
//! - Only the build writes metadata and pictures for search engines and chats (`desk/head_metadata.rs`, `desk/picture.rs`); the program removes them
//!   when it shows another page. A page without them fails the build (`desk/lint.rs`).
//! - One content security policy (`desk/policy.rs`) applies to every page and response: no inline scripts, inline styles only by their hash, no
//!   connections to other hosts but the one that the gallery names for feedback. Only the pieces below `embed/` may be framed; their policy is stricter.
//! - `/edit/` ([`desk::edit`]) is a separate server on the maintainer's machine, protected by the token in its address. Nothing of it is published.
//! - Every text for visitors that is not content is a message ([`messages`]). Each language has a folder of pages (`desk/build/languages.rs`), and a
//!   page loads only the texts of its language. Content has one language, that of the documents.
//! - A page whose data or program cannot be loaded stays readable and linked, and says so in one sentence.
//!
//! # Decisions
//!
//! - No router library: a screen changes only when its data have loaded, Back restores scroll position and focus, and typing replaces the history
//!   entry. See `browser/history.rs` and `browser/listen.rs`.
//! - The first page is adopted, not hydrated: the program handles events of the prerendered page, and mounts components for the first page or result
//!   that differs. Hydration would need the model and all components before the first response, and fails as a whole if a browser extension or
//!   translator has changed the document. Interactive pages (list filter, tree view) are mounted over their prerendered elements when the program
//!   starts.
//! - Filters are rendered again into their existing elements (`browser/mounted.rs`) instead of using signals. Signals added 10 KB to the first visit,
//!   and changed the document only after focus had been restored. Pages in the lazily loaded chunk use signals.
//! - `src/browser/streams/` replaces a dependency of Leptos that is never called: 5 KB less. `fold` maps cases and letters with a few ranges instead
//!   of the standard tables: 6 KB less.
//! - [`catalogue::json`] replaces serde_json in the program: 37 KB less as Brotli. A property test compares the two.
//! - The home page paints after one response: its styles are inline, and `boot.js` does not block; it requests the program after the first paint. On
//!   a phone's network and processor this saves one round trip: 0.8 s instead of 1.7. All other pages, and all pages of the offline copy
//!   ([`desk::prerender::on_the_device`]), link a style sheet and a blocking `boot.js`: a gallery of a thousand brands has twelve thousand pages, and
//!   visitors of a second page have both in the cache.
//! - The gallery's page has inline only the styles that it needs; all styles are loaded with the chunk of the other pages (`index.html` separates them
//!   with `<!--rest-->`, [`desk::build`]). This made room for the pictures of the first screen: five plates and their styles are 3 KB.
//! - The first screen begins with another of its brands each day. The page is one file for all days, so `boot.js` exchanges the contents of the items
//!   after the first paint; the items keep their sizes, so that nothing moves.
//! - Whether a house is open ([`models::opening`]) is told on the device only, from hours that the page model holds as numbers: a prerendered page is read on
//!   another day than it was made. The prerendered page keeps the room of the sentence, and its component is mounted over it when the program has started.
//! - Service facts stand on the page of their institution. What tells of a brand links to them and repeats no contact, as the rules for reports on medical
//!   institutions ask (《医疗广告管理办法》, Art. 16). They are no part of the first visit's data.
//! - The map of places is a diagram of polygons that the data hold, not a map with borders and distances, which in China needs a review and a licence. It is
//!   for the eye and the pointer; the list beside it has the same names and totals.
//! - A story of the tour is one page with an anchor for each stop, so that it needs no program, and one Back leaves it.
//! - What is ticked on the comparison page is the state of its form, not of the address: the list does not change under the finger. The address changes
//!   when the comparison starts.
//! - The comparison (`/compare/?brands=…`) reads what each brand answers from the model of its page, so that only the selected brands are loaded.
//! - The gallery's `main` is kept when another page is shown, so that Back mounts nothing.
//! - A key press or click is painted before its results are rendered, and lists render off-screen, two cards per task: on a processor slowed 20 times
//!   a key is visible after 0.1 s instead of after the previous result. It costs one frame.
//! - Plates ([`models::Plate`]) are composed by the build and written as finished SVG paths; the program only inserts them, so that it holds no scenes. A
//!   brand's file names the figures whose counts its plate shows, by their labels; the counts are not written a second time.
//! - An opened page is shown at once; then the emblem of its brand moves from its old position (FLIP). View transitions were rejected: they delay the
//!   page until the old one has been captured, by 50 ms, or 75 at four times slower. There is no animation in 长辈版, in kiosk mode, and with reduced
//!   motion.
//! - Results render in batches: the first cards are painted before the others are rendered. `content-visibility` for cards and
//!   sections was rejected: skipped elements have no text for scripts, and Back lost its scroll position.
//! - The gallery program is split (`main/chunk.rs`, `desk/build/programs/split.rs`): the code that renders pages from their models is a chunk that is
//!   loaded when a page is first rendered, and not at all by a first visit. As Brotli either has nearly 150 KB; `cargo run -- weigh` prints and limits
//!   the sizes.
//! - `cargo run` builds a preview ([`desk::build::look`]): programs in the dev profile, whose macros are compiled already, unsplit and uncompressed.
//!   It is written to `target/look/`, so that it cannot be mistaken for a release. A change of data alone compiles nothing.
//! - There are two programs: the one that every visit needs, and the companion (sharing, feedback, reading aloud, kiosk), which `boot.js` loads at first use.
//!   They share code, styles and the document, but no state.
//! - The service worker answers from its copy before the network, pages included, because only then page, program and data are of one release. It
//!   fetches a newer release in the background and offers it; the release takes effect with the next page load. All pages of a
//!   language are transferred as one text (`release-*.json`) of some 200 KB as Brotli.
//! - The form of the editor is its state: its values are read when they are needed, and the command line validates and renders them; the browser
//!   holds no second model of the data. A file is replaced only if it still has the revision that editing began with.
//! - All commands that write data take one lock of the folder, and replace several files with a journal ([`desk::exchange`]): after a crash all of
//!   them are old or all are new. The lock is one of the operating system, not a lock file, so that it ends with its process.
//! - Drafts of the editor are in the user's state folder, under the canonical path of the data folder ([`desk::state_folder`]), so that `cargo clean` does
//!   not remove them.
//! - Files that the offline copy lacks are requested from the network: pages that were published later, and those that do not fit into the copy of a
//!   large gallery ([`desk::offline::MOST_TEXT`]). A document of another release gets its other files from the network too, and a page of another
//!   release is opened as a document. The copy's 404 page is used only if the network fails.
//! - No page names its release, nor the files of the programs: a page names its style sheet and `boot.js`, which names the others, so that the bytes of
//!   a page change only with what it shows or with the programs. `release.txt` names the release; the worker compares its own with that of the host
//!   when it has to request a page. Page models name their `boot.js`; without a worker, a page whose models are of the same program but were published
//!   after the document is shown with its newer text.
//! - Private phrases are in a separate file outside of published folders and of git ([`desk::data`]), not in the settings, which are published with
//!   the other data. [`catalogue::check::private`] compares texts with them.
//! - All selected filters must match one unit, a brand or one of its initiatives; values of two initiatives are not combined. The facet columns
//!   therefore index units, not brands. A brand matches a place that it reaches or that its institution is in; the list says which.
//! - An initiative without a printed owner has none anywhere, neither in filters nor in linked data; the brand's owner is not inherited.
//! - A language is a site below the site, with a service worker and an offline copy of its own, so that visitors load one language only and each copy
//!   is of one release. Programs, styles, pictures and the search index are shared; queries match the printed words and are marked in the displayed
//!   ones.
//! - Traditional Chinese is converted from the finished files, one character for one, so that nothing else of a page changes; a translation by hand
//!   would repeat every message.
//! - Feedback is a form or a mail in the page's footer, and the companion's sheet where programs run; it is sent in the encoding of a form, which is the
//!   same without programs and needs no preflight request. A page names its version, a hash of its model ([`models::FeedbackLine`]), not its
//!   release, so that it changes with its content only. A gallery without a mail and an address asks nothing: a button that leads nowhere would be
//!   worse. In a lobby nothing is sent: the device counts grades per day.
//! - Originals of pictures are never published: the build decodes them and encodes their pixels anew ([`desk::media`]), because what a camera or a drawing
//!   program writes beside the pixels cannot be listed, and so cannot be removed piece by piece. `media.json` is not published either: it holds consents.
//! - Which pictures a site has depends on the day it is built, since a consent may end; nothing else of a build does. Their files are not named for good, so
//!   that browsers ask for each again: a picture that was withdrawn is gone from their caches, too. An offline copy holds only the narrowest of each.
//! - `src/desk/media/pixels/` is a crate of its own so that its loops are compiled for speed in every profile. It decodes with one crate for each format
//!   instead of `image`, whose colour management alone takes longer to compile than all of them. AVIF is behind the feature `avif`: its encoder takes
//!   minutes, and only builds that publish pictures need it.
//! - The search engine is a crate of its own, `src/search/engine/`: it is compiled for speed, the rest of the program for size.
//! - A query that finds little is looked up in a list of everyday words with weights (`everyday.json`, [`search::everyday`]), not in a language
//!   model: a model for Chinese has megabytes, and says less about why it answers. The list is searched as text; it has some 30 KB as Brotli, and is loaded
//!   with the first such query, its code with the chunk. What it finds is shown apart from hits and never ranked among them.
//! - `--cfg erase_components` (`.cargo/config.toml`) makes the program 12 % smaller.

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
#[cfg(not(target_arch = "wasm32"))]
pub mod parallel;
pub mod route;
pub mod screen;
pub mod search;
pub mod speech;
