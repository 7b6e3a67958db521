//! When a record was last compared with its sources, and the arithmetic of days for it.
//!
//! A [`Checked`] stands apart from the list of changes: checking a record need not change it. Days are valid dates of the calendar; [`day_number`] counts them.

use super::brand::record;
use serde::{Deserialize, Serialize};

record! {
    /// When a record was last compared with its sources, and by whom.
    #[derive(Eq)]
    Checked {
        /// The day, such as `2026-11-24`.
        on: String,
        /// The role of who compared it, such as an office; not a person's name.
        by: String,
    }
}

/// The days in a gallery after which a record is due to be checked again, if `gallery.json` does not say.
#[cfg(not(target_arch = "wasm32"))]
pub const CHECK_DAYS: u16 = 180;

/// The number of days from 1970-01-01 to a date such as `2026-11-24`, by Howard Hinnant's algorithm `days_from_civil`; `None` if it is no date.
pub fn day_number(iso: &str) -> Option<i64> {
    let digits = |text: &str, length: usize| -> Option<i64> {
        let is_number = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| text.parse().ok()).flatten()
    };
    let mut parts = iso.split('-');
    let (year, month, day) = (
        digits(parts.next()?, 4)?,
        digits(parts.next()?, 2)?,
        digits(parts.next()?, 2)?,
    );
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if parts.next().is_some() || !(1..=longest).contains(&day) {
        return None;
    }
    // Years begin in March, so that the leap day is the last of a year.
    let year = year - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}
