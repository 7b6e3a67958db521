//! The data that the application loads where no page is prerendered: what `trunk build` and `trunk serve` show.
//!
//! Trunk asks for all of it after each edit, also of a style, into an empty folder each time. It is kept below `target/`, named by the data and by
//! this program, and copied where neither has changed.

use super::{clear, collect, write_app_data};
use crate::catalogue::check::File;
use crate::desk::cache;
use crate::desk::data::{self, Data};
use crate::desk::failure::Failure;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// Where the data are kept, below the project's folder.
const KEPT: &str = "target/app-data";

/// Writes the data that the application loads into `folder`, drawn anew only where the data or this program have changed.
///
/// # Errors
///
/// Unsound data; a file that cannot be read or written.
pub fn copy_app_data(root: &Path, data: &Data, folder: &Path) -> Result<(), Failure> {
    let all = root.join(KEPT);
    let Some(program) = cache::program() else {
        return write_app_data(folder, data::sound(data)?);
    };
    let kept = all.join(name(&program, &data::files(data)?));
    if !kept.is_dir() {
        let reading = data::sound(data)?;
        clear(&all)?;
        // Complete under its name, or not there.
        let new = kept.with_extension("new");
        write_app_data(&new, reading)?;
        fs::rename(&new, &kept).map_err(|error| Failure::writing(&kept, &error))?;
    }
    copy(&kept, folder)
}

/// A name for these data as this program writes them, in hexadecimal digits.
fn name(program: &str, files: &[File]) -> String {
    let mut hash = Sha256::new_with_prefix(program);
    for file in files {
        for part in [file.path.as_bytes(), &file.bytes] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
    }
    let digits = hash.finalize();
    digits[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Copies every file below `from` to the same place below `to`.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let mut files = Vec::new();
    collect(from, &mut files)?;
    for file in files {
        let Ok(place) = file.strip_prefix(from) else {
            continue;
        };
        let new = to.join(place);
        let folder = new.parent().unwrap_or(to);
        fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
        fs::copy(&file, &new).map_err(|error| Failure::writing(&new, &error))?;
    }
    Ok(())
}
