//! The folder of per-user state, such as drafts of the editor.
//!
//! [`folder`] returns the folder that the environment variable [`VARIABLE`] names, otherwise `brand-gallery` in the operating system's place for such files.
//! `cargo clean` does not remove it. Nothing is created here.

use std::ffi::OsString;
use std::path::PathBuf;

/// The environment variable with the absolute path of another folder.
pub const VARIABLE: &str = "BRAND_GALLERY_STATE";

/// The folder, from the environment that `variable` reads; `None` if that names no place.
pub fn folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    // A relative path would depend on the working directory; the XDG standard says to ignore it.
    let place = |name: &str| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    if let Some(named) = place(VARIABLE) {
        return Some(named);
    }
    let usual = if cfg!(windows) {
        place("LOCALAPPDATA").or_else(|| Some(place("USERPROFILE")?.join("AppData").join("Local")))
    } else if cfg!(target_os = "macos") {
        place("HOME").map(|home| home.join("Library").join("Application Support"))
    } else {
        place("XDG_STATE_HOME").or_else(|| Some(place("HOME")?.join(".local").join("state")))
    };
    Some(usual?.join("brand-gallery"))
}

#[cfg(all(test, unix, not(target_os = "macos")))]
mod tests {
    use super::*;

    #[test]
    fn drafts_are_kept_where_this_persons_state_is() {
        for (set, wanted) in [
            (
                &[(VARIABLE, "/s"), ("XDG_STATE_HOME", "/x"), ("HOME", "/h")][..],
                Some("/s"),
            ),
            (
                &[("XDG_STATE_HOME", "/x"), ("HOME", "/h")],
                Some("/x/brand-gallery"),
            ),
            (
                &[(VARIABLE, "s"), ("XDG_STATE_HOME", ""), ("HOME", "/h")],
                Some("/h/.local/state/brand-gallery"),
            ),
            (&[], None),
        ] {
            let variable = |name: &str| {
                let found = set.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| OsString::from(value))
            };
            assert_eq!(folder(variable), wanted.map(PathBuf::from), "{set:?}");
        }
    }
}
