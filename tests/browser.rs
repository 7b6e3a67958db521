//! Browser tests: the built site in headless Chromium.
//!
//! They run on the release build of the site. After each test the console has no error and nothing was requested from another origin.
//! [`browser::harness`] provides browser, driver, fonts and site; [`browser::page`] is a visitor's tab; [`browser::fault_server`] is a server that misbehaves
//! on request; the other modules are the tests. No test is ignored, none repeats itself (the gate
//! runs one that failed once more), and none waits for a fixed time: a condition is awaited, and what
//! never comes is a failure.
//!
//! `fixtures/axe.min.js` is axe-core 4.14.1 of Deque Systems, unchanged, under the MPL-2.0 (its licence stands at its head).

#![expect(
    clippy::panic,
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

mod browser {
    mod fault_server;
    #[path = "../fixtures/many.rs"]
    #[expect(dead_code, reason = "the bench takes a corpus, too")]
    mod fixture;
    #[path = "../fixtures/furnish.rs"]
    mod furnish;
    mod harness;
    mod keys;
    mod page;
    mod page_types;

    mod access;
    mod accessibility_tree;
    mod city;
    #[cfg(unix)]
    mod device;
    mod edit;
    mod elder;
    mod embed;
    mod feedback;
    mod files;
    mod first_screen;
    mod history;
    mod hostile;
    #[cfg(unix)]
    mod hosting;
    mod idle;
    mod kiosk;
    mod languages;
    mod leaks;
    mod long_running;
    mod many;
    mod no_script;
    mod offline;
    mod overview;
    mod overview_access;
    mod phone;
    mod prefetch;
    mod reader;
    mod search;
    mod search_chunks;
    mod set_up;
    mod share;
    mod states;
    mod subpath;
    mod takeover;
    mod technician;
    mod touch;
    mod trouble;
    mod urgent;
    #[cfg(unix)]
    mod watch;
    mod watchdog;
}
