//! Where does lie what was written and not saved?
//!
//! Contract: [`Drafts`] keeps, for each file and each window, the last value that the window sent, whatever the check says of it, until it is saved or thrown
//! away: neither a crash of the browser nor one of this program loses more than was typed in the last moment. Below `target/`, never among
//! the data. What the window itself keeps is in its `localStorage`; the page takes the newer one.

use super::keep;
use crate::desk::failure::Failure;
use crate::desk::format::{is_beside, replace};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A value in the making.
#[derive(Clone, Serialize, Deserialize)]
pub struct Draft {
    /// The data file.
    pub path: String,
    /// The window that wrote it.
    pub session: String,
    /// From which revision of the file it began.
    pub revision: String,
    /// When it was written, by the window's clock, in milliseconds.
    pub at: u64,
    /// What stands in the form.
    pub value: Value,
    /// Whether its writer has put it aside.
    #[serde(default)]
    pub aside: bool,
}

/// All drafts of one data folder.
pub struct Drafts {
    folder: PathBuf,
}

impl Drafts {
    /// The drafts of the data folder `data`, below `target`.
    pub fn of(target: &Path, data: &Path) -> Drafts {
        let whose = keep::revision(data.as_os_str().as_encoded_bytes());
        let (whose, _) = whose.split_at(12);
        Drafts {
            folder: target.join("drafts").join(whose),
        }
    }

    /// Whether a window may call itself so: its name becomes a part of a file's.
    pub fn is_session(name: &str) -> bool {
        (8..=40).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }

    fn place(&self, path: &str, session: &str) -> PathBuf {
        let name = path.replace('/', "+");
        self.folder.join(format!("{name}+{session}.json"))
    }

    /// Keeps a draft in the place of the window's last one.
    pub fn keep(&self, draft: &Draft) -> Result<(), Failure> {
        let place = self.place(&draft.path, &draft.session);
        let text = serde_json::to_string(draft)
            .map_err(|error| Failure::new(format!("这份草稿写不出来：{error}。")))?;
        replace(&place, text.as_bytes())
    }

    /// Throws a draft away.
    pub fn forget(&self, path: &str, session: &str) {
        let _ = fs::remove_file(self.place(path, session));
    }

    /// All drafts, of one file where `path` names it, the newest first.
    pub fn all(&self, path: Option<&str>) -> Vec<Draft> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut drafts: Vec<Draft> = entries
            .filter(|entry| !is_beside(&entry.file_name()))
            .filter_map(|entry| serde_json::from_slice(&fs::read(entry.path()).ok()?).ok())
            .filter(|draft: &Draft| path.is_none_or(|path| draft.path == path))
            .collect();
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.at));
        drafts
    }
}
