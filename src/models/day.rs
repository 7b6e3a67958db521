//! A day, and when a record was checked, in the words of the current language.

use crate::catalogue::Checked;
use crate::messages::{Language, spoken, tr};

/// A day such as `2026-11-04`, as pages show it. Another text is returned unchanged.
pub(super) fn day(iso: &str) -> String {
    let mut parts = iso.split('-').map(|part| match spoken() {
        Language::English => part,
        _ => part.trim_start_matches('0'),
    });
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day)) => tr!(
            "{year}年{month}月{day}日",
            year = year,
            month = month,
            day = day
        ),
        _ => iso.to_owned(),
    }
}

/// The sentence that says when a record was last checked.
pub(super) fn checked_on(checked: &Checked) -> String {
    tr!("{day}核对", day = day(&checked.on))
}
