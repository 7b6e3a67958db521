//! Results of earlier builds, kept in a folder by the hash of what they were made from.
//!
//! [`Cache::result`] reads what was made from the same input before, or makes and keeps it. Several processes may share a folder.

use super::format::keep;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What identifies this program: its size and the time it was written. `None` where the system does not say which file it is.
pub(super) fn program() -> Option<String> {
    let program = std::env::current_exe().and_then(fs::metadata).ok()?;
    let written = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {}", program.len(), written.as_nanos()))
}

/// How long an unused result stays in the folder.
const LONGEST_KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The results of one version of the code that makes them.
#[derive(Clone)]
pub struct Cache {
    folder: PathBuf,
    version: Vec<u8>,
}

impl Cache {
    /// The cache in `folder`. `version` identifies the code that makes the results; those of other versions are not found.
    pub fn of(folder: &Path, version: &[u8]) -> Cache {
        Cache {
            folder: folder.to_owned(),
            version: version.to_vec(),
        }
    }

    /// The same cache for results that depend on `more`, too.
    pub(super) fn with(&self, more: &[u8]) -> Cache {
        let mut cache = self.clone();
        cache.version = Sha256::new_with_prefix(&self.version)
            .chain_update(self.version.len().to_le_bytes())
            .chain_update(more)
            .finalize()
            .to_vec();
        cache
    }

    /// The name of the result that this version makes of `input`, without its suffix.
    pub(super) fn name(version: &[u8], input: &[u8]) -> String {
        let hash = Sha256::new_with_prefix(version).chain_update(input);
        format!("{:x}", hash.finalize())
    }

    /// What `make` makes of `input`, from the folder or from `make`. `suffix`: of the file's name, another one for each kind of result.
    ///
    /// # Errors
    ///
    /// Those of `make`.
    pub(super) fn result<E>(
        &self,
        input: &[u8],
        suffix: &str,
        make: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Vec<u8>, E> {
        let kept = self.folder.join(Cache::name(&self.version, input) + suffix);
        if let Ok(result) = fs::read(&kept) {
            let _ = File::open(&kept).and_then(|file| file.set_modified(SystemTime::now()));
            return Ok(result);
        }
        let result = make()?;
        // If it cannot be stored, the next build makes it again.
        let _ = keep(&kept, &result);
        Ok(result)
    }

    /// Removes results that were not used for [`LONGEST_KEPT`].
    pub(super) fn sweep(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        for entry in entries.flatten() {
            let modified = entry.metadata().and_then(|metadata| metadata.modified());
            let age = modified.ok().and_then(|time| time.elapsed().ok());
            if age.is_some_and(|age| age > LONGEST_KEPT) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}
