//! Who else has this file open?
//!
//! Contract: each window says every few seconds which file it shows and whether something in it is not saved; whoever was not heard of for
//! [`LONGEST`] has gone. Absent on purpose: names. Whoever sits beside knows who it is.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// A hidden window is let speak once a minute by its browser.
pub const LONGEST: Duration = Duration::from_secs(75);

/// A window.
struct Guest {
    path: String,
    unsaved: bool,
    heard: Instant,
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
        unsaved: bool,
        now: Instant,
    ) -> (usize, usize) {
        let guest = Guest {
            path: path.to_owned(),
            unsaved,
            heard: now,
        };
        self.guests.insert(session.to_owned(), guest);
        self.guests
            .retain(|_, guest| now.duration_since(guest.heard) <= LONGEST);
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

    /// Whether a window is there.
    pub fn is_here(&self, session: &str) -> bool {
        self.guests.contains_key(session)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_windows_of_one_file_know_of_each_other_until_one_is_silent() {
        let mut company = Company::default();
        let start = Instant::now();
        assert_eq!(company.hear("a", "needs.json", true, start), (0, 0));
        assert_eq!(company.hear("b", "needs.json", false, start), (1, 1));
        assert_eq!(company.hear("a", "needs.json", false, start), (1, 0));
        assert_eq!(company.hear("c", "places.json", false, start), (0, 0));
        company.leave("b");
        assert_eq!(company.hear("a", "needs.json", false, start), (0, 0));
        company.hear("b", "needs.json", false, start);
        let later = start + LONGEST + Duration::from_secs(1);
        assert_eq!(company.hear("a", "needs.json", false, later), (0, 0));
        assert!(!company.is_here("b"));
    }
}
