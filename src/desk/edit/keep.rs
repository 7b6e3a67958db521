//! How does what was written come into its file, whole, and not over what somebody else wrote meanwhile?
//!
//! Contract: [`save`] exchanges a file only while it still has the revision from which the writer began; otherwise it gives what lies there now. One lock a project,
//! which other editors on this machine wait for too. A crash leaves the old file or the new one; what it leaves beside them is no data
//! file to anybody, and [`sweep`] takes it away. Programs that know nothing of the lock can come between looking and exchanging: that is a moment.

use crate::desk::failure::Failure;
use crate::desk::format::{is_beside, replace};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// The revision of a file that is not there yet.
pub const NONE: &str = "";

/// What a file's bytes are known by.
pub fn revision(bytes: &[u8]) -> String {
    let mut revision = String::new();
    for byte in &Sha256::digest(bytes)[..16] {
        let _ = write!(revision, "{byte:02x}");
    }
    revision
}

/// What became of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Saved {
    /// It lies in its file, which now has this revision; so many lines of it are others than before.
    Whole {
        /// Of the new file.
        revision: String,
        /// How many lines are new or others.
        lines: usize,
    },
    /// Somebody else has written meanwhile: these bytes, or nothing where the file is gone.
    Other(Option<Vec<u8>>),
}

/// The bytes of a file; nothing where there is none.
pub fn bytes(file: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::reading(file, &error)),
    }
}

/// Writes `text` into `file`, if that still has the revision `began`; `lock` is the file that all editors of the project hold meanwhile.
pub fn save(file: &Path, text: &str, began: &str, lock: &Path) -> Result<Saved, Failure> {
    let failed = |error| Failure::writing(lock, &error);
    if let Some(folder) = lock.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let held = fs::File::create(lock).map_err(failed)?;
    held.lock().map_err(failed)?;
    let old = bytes(file)?;
    let is_as_it_was = match &old {
        Some(old) => revision(old) == began,
        None => began == NONE,
    };
    if !is_as_it_was {
        return Ok(Saved::Other(old));
    }
    let old = old.unwrap_or_default();
    if old != text.as_bytes() {
        replace(file, text.as_bytes())?;
    }
    Ok(Saved::Whole {
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

/// Takes away what a crash has left beside the data files.
pub fn sweep(data: &Path) {
    for folder in [data.to_owned(), data.join("brands")] {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| is_beside(&entry.file_name())) {
            let _ = fs::remove_file(entry.path());
        }
    }
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
