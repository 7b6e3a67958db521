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
struct Guest {
    path: String,
    unsaved: bool,
    until: Instant,
}

/// All windows that were heard of.
#[derive(Default)]
pub struct Company {
    guests: HashMap<String, Guest>,
}

impl Company {
    /// Hears of a window at `now`; how many others show the file, and how many of them have something unsaved.
    pub fn hear(
        &mut self,
        session: &str,
        path: &str,
        (unsaved, hidden): (bool, bool),
        now: Instant,
    ) -> (usize, usize) {
        let guest = Guest {
            path: path.to_owned(),
            unsaved,
            until: now + if hidden { LONGEST_HIDDEN } else { LONGEST },
        };
        self.guests.insert(session.to_owned(), guest);
        self.guests.retain(|_, guest| now <= guest.until);
        let others =
            (self.guests.iter()).filter(|(name, guest)| *name != session && guest.path == path);
        others.fold((0, 0), |(all, unsaved), (_, guest)| {
            (all + 1, unsaved + usize::from(guest.unsaved))
        })
    }

    /// A window has been closed, or shows another file.
    pub fn leave(&mut self, session: &str) {
        self.guests.remove(session);
    }

    /// Whether a window is there at `now`.
    pub fn is_here(&self, session: &str, now: Instant) -> bool {
        (self.guests.get(session)).is_some_and(|guest| now <= guest.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_windows_of_one_file_know_of_each_other_until_one_is_silent() {
        let mut company = Company::default();
        let start = Instant::now();
        let (writing, reading, behind) = ((true, false), (false, false), (false, true));
        assert_eq!(company.hear("a", "needs.json", writing, start), (0, 0));
        assert_eq!(company.hear("b", "needs.json", reading, start), (1, 1));
        assert_eq!(company.hear("a", "needs.json", reading, start), (1, 0));
        assert_eq!(company.hear("c", "places.json", reading, start), (0, 0));
        company.leave("b");
        assert_eq!(company.hear("a", "needs.json", reading, start), (0, 0));
        company.hear("b", "needs.json", reading, start);
        company.hear("d", "needs.json", behind, start);
        let later = start + LONGEST + Duration::from_secs(1);
        assert!(!company.is_here("b", later) && company.is_here("d", later));
        assert_eq!(company.hear("a", "needs.json", reading, later), (1, 0));
        let later = start + LONGEST_HIDDEN + Duration::from_secs(1);
        assert_eq!(company.hear("a", "needs.json", reading, later), (0, 0));
    }
}
