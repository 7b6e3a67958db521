//! Which other windows have a file open.
//!
//! Each window reports every few seconds which file it shows and whether it has unsaved changes. A window that has not reported for [`LONGEST`] counts as
//! closed, a hidden one after [`LONGEST_HIDDEN`]. Windows have no names: the editor has no accounts.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Three times as long as a window that is looked at is silent.
pub const LONGEST: Duration = Duration::from_secs(8);

/// A hidden window is let speak once a minute by its browser.
pub const LONGEST_HIDDEN: Duration = Duration::from_secs(75);

/// A window.
struct Client {
    path: String,
    unsaved: bool,
    until: Instant,
}

/// All windows that were heard of.
#[derive(Default)]
pub struct Presence {
    clients: HashMap<String, Client>,
}

impl Presence {
    /// Hears of a window at `now`; how many others show the file, and how many of them have something unsaved.
    pub fn hear(
        &mut self,
        session: &str,
        path: &str,
        (unsaved, hidden): (bool, bool),
        now: Instant,
    ) -> (usize, usize) {
        let client = Client {
            path: path.to_owned(),
            unsaved,
            until: now + if hidden { LONGEST_HIDDEN } else { LONGEST },
        };
        self.clients.insert(session.to_owned(), client);
        self.clients.retain(|_, client| now <= client.until);
        let others =
            (self.clients.iter()).filter(|(name, client)| *name != session && client.path == path);
        others.fold((0, 0), |(all, unsaved), (_, client)| {
            (all + 1, unsaved + usize::from(client.unsaved))
        })
    }

    /// A window has been closed, or shows another file.
    pub fn leave(&mut self, session: &str) {
        self.clients.remove(session);
    }

    /// Whether a window is there at `now`.
    pub fn is_here(&self, session: &str, now: Instant) -> bool {
        (self.clients.get(session)).is_some_and(|client| now <= client.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_windows_of_one_file_know_of_each_other_until_one_is_silent() {
        let mut presence = Presence::default();
        let start = Instant::now();
        let (writing, reading, behind) = ((true, false), (false, false), (false, true));
        assert_eq!(presence.hear("a", "needs.json", writing, start), (0, 0));
        assert_eq!(presence.hear("b", "needs.json", reading, start), (1, 1));
        assert_eq!(presence.hear("a", "needs.json", reading, start), (1, 0));
        assert_eq!(presence.hear("c", "places.json", reading, start), (0, 0));
        presence.leave("b");
        assert_eq!(presence.hear("a", "needs.json", reading, start), (0, 0));
        presence.hear("b", "needs.json", reading, start);
        presence.hear("d", "needs.json", behind, start);
        let later = start + LONGEST + Duration::from_secs(1);
        assert!(!presence.is_here("b", later) && presence.is_here("d", later));
        assert_eq!(presence.hear("a", "needs.json", reading, later), (1, 0));
        let later = start + LONGEST_HIDDEN + Duration::from_secs(1);
        assert_eq!(presence.hear("a", "needs.json", reading, later), (0, 0));
    }
}
