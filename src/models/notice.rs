//! A notice for people in danger, as pages show it.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::Urgent;
use serde::{Deserialize, Serialize};

/// What of [`crate::catalogue::Urgent`] is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// The notice.
    pub text: String,
    /// The same on a screen in a lobby.
    pub lobby: String,
    /// One quiet line for every page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strip: Option<String>,
    /// Telephone numbers, the first to be called first.
    pub numbers: Vec<String>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Notice {
    /// That of a record.
    pub fn of(urgent: &Urgent) -> Notice {
        Notice {
            text: urgent.text.clone(),
            lobby: urgent.lobby.clone(),
            strip: urgent.strip.clone(),
            numbers: urgent.numbers.clone(),
        }
    }

    /// All notices of a gallery.
    pub fn all(notices: &[Urgent]) -> Vec<Notice> {
        notices.iter().map(Notice::of).collect()
    }
}
