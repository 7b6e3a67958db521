//! Saving one data file with optimistic concurrency.
//!
//! [`save`] replaces a file only while it still has the revision that was opened; otherwise it returns the current bytes.
//! It holds the lock of the data folder meanwhile, as every command that writes does, so that a command's exchange of several files is either
//! complete or not begun. Programs that know nothing of the lock can come between comparing and exchanging: that is a moment.

use crate::desk::data::{self, Data};
use crate::desk::exchange::settle_under;
use crate::desk::failure::Failure;
use crate::desk::format::replace;
use crate::desk::lock::Lock;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;

/// The revision of a file that does not exist.
pub const NONE: &str = "";

/// The revision of a file: a hash of its bytes, in hexadecimal digits.
pub fn revision(bytes: &[u8]) -> String {
    let mut revision = String::new();
    for byte in &Sha256::digest(bytes)[..16] {
        let _ = write!(revision, "{byte:02x}");
    }
    revision
}

/// The result of [`save`].
#[derive(Debug, PartialEq, Eq)]
pub enum Saved {
    /// The file was written.
    Ok {
        /// The revision of the new file.
        revision: String,
        /// The number of lines that changed.
        lines: usize,
    },
    /// The file was changed meanwhile: its current bytes, or `None` if it was removed.
    Conflict(Option<Vec<u8>>),
}

/// The bytes of a file, none where there is none; of one above the limit of data files only enough to see that.
///
/// # Errors
///
/// Where it cannot be read, or is no regular file.
pub fn bytes(file: &Path) -> Result<Option<Vec<u8>>, Failure> {
    data::bytes(file)
}

/// Writes `text` into the data file at `path`, if that still has the revision `began`, under the lock of the folder.
///
/// # Errors
///
/// If another process holds the lock of the folder, or if the file cannot be read or written. It is then unchanged.
pub fn save(data: &Data, path: &str, text: &str, began: &str) -> Result<Saved, Failure> {
    let lock = Lock::take(data)?;
    settle_under(&lock, data)?;
    let file = data.path(path);
    let old = bytes(&file)?;
    let is_as_it_was = match &old {
        Some(old) => revision(old) == began,
        None => began == NONE,
    };
    if !is_as_it_was {
        return Ok(Saved::Conflict(old));
    }
    let old = old.unwrap_or_default();
    if old != text.as_bytes() {
        replace(&file, text.as_bytes())?;
    }
    Ok(Saved::Ok {
        revision: revision(text.as_bytes()),
        lines: lines(&String::from_utf8_lossy(&old), text),
    })
}

/// How many lines of `new` stand between what both begin with and what both end with.
fn lines(old: &str, new: &str) -> usize {
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
        pairs.take_while(|(old, new)| old == new).count()
    };
    let first = same(&mut old.iter().zip(&new));
    let last = same(&mut old[first..].iter().rev().zip(new[first..].iter().rev()));
    new.len().max(old.len()) - first - last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_are_counted() {
        for (old, new, count) in [
            ("a\nb\nc\n", "a\nb\nc\n", 0),
            ("a\nb\nc\n", "a\nx\nc\n", 1),
            ("a\nb\nc\n", "a\nb\nx\nc\n", 1),
            ("a\na\na\n", "a\na\n", 1),
            ("", "a\nb\n", 2),
        ] {
            assert_eq!(lines(old, new), count, "{old:?} {new:?}");
        }
    }
}
