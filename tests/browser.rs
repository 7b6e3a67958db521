//! Does the built site keep its promises in a real browser?
//!
//! Each test is one promise, kept in headless Chromium on the release build of the site, and after each the console is clean and
//! nothing was asked of another origin. [`browser::machine`] gets browser, driver, fonts and site; [`browser::page`] is one visitor's
//! tab; [`browser::faults`] is a server that misbehaves on request; the other rooms hold the promises.
//! Absent on purpose: retries, ignored tests, fixed pauses. A condition is awaited, and what never comes is a failure.
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
