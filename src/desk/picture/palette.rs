//! The colours of share pictures, by role, from `style/tokens.css`.
//!
//! Only the day theme is used, because chats show the same picture by day and night. A missing role is a failure.

use crate::catalogue::Gallery;
use crate::desk::colours::{TOKENS, dressed};
use crate::desk::failure::Failure;
use std::collections::BTreeMap;

/// The required roles, besides the hues of institutions.
const ROLES: [&str; 12] = [
    "paper",
    "ink",
    "ink-soft",
    "accent-line",
    "seal",
    "on-hue",
    "on-plate",
    "plate-ink",
    "plate-mist",
    "plate-light",
    "plate-glaze",
    "plate-pale",
];

/// The colours of the day theme by role.
pub(in crate::desk) struct Palette(BTreeMap<String, String>);

impl Palette {
    /// The colours of a gallery.
    ///
    /// # Errors
    ///
    /// If a role is missing.
    pub(in crate::desk) fn of_gallery(gallery: &Gallery) -> Result<Palette, Failure> {
        Palette::of(&dressed(TOKENS, gallery))
    }

    /// Parses the first rule of `style/tokens.css`, which is the day theme.
    fn of(css: &str) -> Result<Palette, Failure> {
        let day = css.split_once(":root {").map_or("", |(_, rest)| rest);
        let day = day.split_once('}').map_or(day, |(day, _)| day);
        let mut named = BTreeMap::new();
        for declaration in day.split(';') {
            // Skip a comment before the declaration.
            let declaration = declaration.rsplit("*/").next().unwrap_or_default().trim();
            let Some((name, value)) = declaration
                .strip_prefix("--")
                .and_then(|rest| rest.split_once(':'))
            else {
                continue;
            };
            let value = value.trim();
            let other = value
                .strip_prefix("var(--")
                .and_then(|it| it.strip_suffix(')'));
            // The palette is declared before the roles that refer to it.
            let value = other.map_or(Some(value), |other| named.get(other).map(String::as_str));
            if let Some(value) = value.map(str::to_owned) {
                named.insert(name.to_owned(), value);
            }
        }
        let hues = (0..8).map(|hue| format!("hue-{hue}"));
        let roles = ROLES.iter().map(|role| (*role).to_owned()).chain(hues);
        match roles.into_iter().find(|role| !named.contains_key(role)) {
            Some(role) => Err(Failure::new(format!(
                "style/tokens.css：没有 --{role}，分享图没有颜色可用。请恢复它。"
            ))),
            None => Ok(Palette(named)),
        }
    }

    /// The colour of a role.
    pub(in crate::desk) fn role(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}
