//! Browser tests: the built site in headless Chromium.
//!
//! They run on the release build of the site. After each test the console has no error and nothing was requested from another origin.
//! [`browser::machine`] provides browser, driver, fonts and site; [`browser::page`] is a visitor's tab; [`browser::faults`] is a server that misbehaves
//! on request; the other modules are the tests. No test is retried or ignored, and none waits for a fixed time: a condition is awaited, and what
//! never comes is a failure.
//!
//! `fixtures/axe.min.js` is axe-core 4.14.1 of Deque Systems, unchanged, under the MPL-2.0 (its licence stands at its head).

#![expect(
    clippy::panic,
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

mod browser {
    mod faults;
    #[path = "../fixtures/many.rs"]
    #[expect(dead_code, reason = "the bench takes a corpus, too")]
    mod fixture;
    #[path = "../fixtures/furnish.rs"]
    mod furnish;
    mod keys;
    mod kinds;
    mod machine;
    mod page;

    mod access;
    mod ahead;
    mod city;
    mod days;
    #[cfg(unix)]
    mod device;
    mod edit;
    mod elder;
    mod embed;
    mod files;
    mod heard;
    mod history;
    mod hostile;
    #[cfg(unix)]
    mod hosting;
    mod idle;
    mod kiosk;
    mod languages;
    mod lasting;
    mod many;
    mod offline;
    mod overview;
    mod overview_access;
    mod parts;
    mod plain;
    mod reader;
    mod search;
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
