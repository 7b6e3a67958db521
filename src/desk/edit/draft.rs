//! Drafts: values of the editor's forms that were not saved.
//!
//! [`Drafts`] keeps, for each file and each window, the last value that the window sent, whatever the check says of it, until it is saved or thrown
//! away: neither a crash of the browser nor one of this program loses more than was typed in the last moment. Drafts are in the user's state folder
//! ([`state_folder`](crate::desk::state_folder)), by the canonical path of the data folder: two galleries never share one, and no cleaning of a project removes them.
//! Drafts that cannot be read are named ([`Drafts::unreadable`]) and stay where they are. What the window itself keeps is in its `localStorage`;
//! the page takes the newer one.

use super::store;
use crate::catalogue::check::LARGEST_FILE;
use crate::desk::entries;
use crate::desk::failure::Failure;
use crate::desk::format::{is_beside, replace};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs;
use std::io::Read;
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
    identity: String,
}

/// The largest draft that is read, in bytes: a request of the editor holds no more than a data file, written more tightly.
const LARGEST: u64 = 4 * LARGEST_FILE as u64;

/// What tells one data folder from every other on this machine: its path without links, the same however it was typed.
fn identity(data: &Path) -> String {
    identity_of(&canonical(data), 16)
}

fn canonical(data: &Path) -> PathBuf {
    fs::canonicalize(data)
        .or_else(|_| std::path::absolute(data))
        .unwrap_or_else(|_| data.to_owned())
}

fn identity_of(path: &Path, digits: usize) -> String {
    let mut whose = store::revision(path.as_os_str().as_encoded_bytes());
    whose.truncate(digits);
    whose
}

impl Drafts {
    /// The drafts of the data folder `data`, in the state folder `state`, which is made here.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be made.
    pub fn of(state: &Path, data: &Path) -> Result<Drafts, Failure> {
        let identity = identity(data);
        let folder = state.join("drafts").join(&identity);
        let failed = |error| Failure::writing(&folder, &error);
        private_folder(&folder).map_err(failed)?;
        // For people who find the folder.
        let note = format!("{}\n", canonical(data).display());
        fs::write(folder.join("data-folder.txt"), note).map_err(failed)?;
        Ok(Drafts { folder, identity })
    }

    /// What tells the data folder from every other: browsers keep drafts by it, too.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// Where the drafts are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Moves the drafts that earlier versions kept below the project's `target/drafts`, by the data folder's path as it was typed; how many.
    ///
    /// A path from the root names one folder. A relative one may have meant another gallery's: such a draft is set aside, where it is offered and
    /// never taken up by itself, unless it began from the very file that is here.
    ///
    /// # Errors
    ///
    /// Where a draft cannot be moved; it is then still where it was.
    pub fn adopt(&self, root: &Path, data: &Path) -> Result<usize, Failure> {
        let mut moved = 0;
        for typed in spellings(root, data) {
            let old = root.join("target/drafts").join(identity_of(&typed, 12));
            let entries = fs::read_dir(&old).into_iter().flatten().flatten();
            for entry in entries.filter(|entry| !is_beside(&entry.file_name())) {
                let place = entry.path();
                match read(&place) {
                    Some(mut draft) => {
                        let now = store::bytes(&data.join(&draft.path)).ok().flatten();
                        let is_of_file =
                            now.is_some_and(|now| store::revision(&now) == draft.revision);
                        if !typed.is_absolute() && !is_of_file && !draft.aside {
                            draft.aside = true;
                            draft.session.push_str("a0");
                        }
                        let newer = read(&self.place(&draft.path, &draft.session));
                        if newer.is_none_or(|newer| newer.at < draft.at) {
                            self.keep(&draft)?;
                        }
                    }
                    None => {
                        let bytes =
                            fs::read(&place).map_err(|error| Failure::reading(&place, &error))?;
                        replace(&self.folder.join(entry.file_name()), &bytes)?;
                    }
                }
                fs::remove_file(&place).map_err(|error| Failure::writing(&place, &error))?;
                moved += 1;
            }
            // One that still holds something else stays.
            let _ = fs::remove_dir(&old);
        }
        Ok(moved)
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
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn keep(&self, draft: &Draft) -> Result<(), Failure> {
        let place = self.place(&draft.path, &draft.session);
        let text = serde_json::to_string(draft)
            .map_err(|_| Failure::new("这份草稿写不出来。请告诉开发人员。"))?;
        replace(&place, text.as_bytes())
    }

    /// Throws a draft away.
    pub fn forget(&self, path: &str, session: &str) {
        let _ = fs::remove_file(self.place(path, session));
    }

    /// All drafts, of one file where `path` names it, the newest first.
    pub fn all(&self, path: Option<&str>) -> Vec<Draft> {
        let drafts = self.places().into_iter().filter_map(|place| read(&place));
        let mut drafts: Vec<Draft> = drafts
            .filter(|draft| path.is_none_or(|path| draft.path == path))
            .collect();
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.at));
        drafts
    }

    /// The drafts that cannot be read: whole or in part, they may be somebody's work.
    pub fn unreadable(&self) -> Vec<PathBuf> {
        let mut places = self.places();
        // What was thrown away meanwhile is not lost.
        places.retain(|place| read(place).is_none() && fs::symlink_metadata(place).is_ok());
        places
    }

    /// Where drafts are.
    fn places(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut places: Vec<PathBuf> = entries
            .filter(|entry| !is_beside(&entry.file_name()))
            .map(|entry| entry.path())
            .filter(|place| place.extension().is_some_and(|ending| ending == "json"))
            .collect();
        places.sort();
        places
    }
}

fn read(place: &Path) -> Option<Draft> {
    if entries::kind_of(place).is_some() {
        return None;
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(place).ok()?;
    file.take(LARGEST).read_to_end(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// How the path of a data folder may have been typed: from the root, from here and from the project.
fn spellings(root: &Path, data: &Path) -> Vec<PathBuf> {
    let whole = canonical(data);
    let mut all = vec![data.to_owned(), whole.clone()];
    all.extend(std::path::absolute(data));
    let here = std::env::current_dir().ok();
    for base in [here.as_deref(), Some(root)].into_iter().flatten() {
        if let Ok(below) = whole.strip_prefix(canonical(base)) {
            all.push(below.to_owned());
            all.push(Path::new(".").join(below));
        }
    }
    let mut spellings: Vec<PathBuf> = Vec::new();
    for path in all.into_iter().filter(|path| !path.as_os_str().is_empty()) {
        if !spellings.contains(&path) {
            spellings.push(path);
        }
    }
    spellings
}

/// Creates a folder that only this user can read: a draft may contain private text.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
