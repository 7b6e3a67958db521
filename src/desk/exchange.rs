//! Atomic replacement of several data files: after a crash at any moment it has either not begun or can be completed.
//!
//! [`write`] takes the folder's [`Lock`], compares every file with what its caller read, and refuses if one was changed meanwhile. Then it works in two phases.
//! First, every new file is written and synced next to the old one, every old one gets a second name, and a journal that names all of them is written. Second,
//! the new files are renamed into place one by one, and the journal is removed. If the second phase fails, the old files are restored. If the process dies in
//! it, the next command that reads or writes the folder completes the exchange, or, if a file has been edited since, rolls it back ([`settle`]), and says so. A
//! file that was edited since is never overwritten.
//!
//! Until the journal is in place nothing has changed; temporary files without a journal are removed by the next writer.

use super::change::Change;
use super::data::{self, Data};
use super::edit::store::revision;
use super::failure::{Failure, say};
use super::format::{Beside, OLD, beside, is_beside, meant, sync_file, sync_folder_of};
use super::lock::{Lock, command};
use crate::catalogue::check::{File, LARGEST_FILE};
use crate::catalogue::file::Kind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The journal, in the data folder.
const JOURNAL: &str = ".gallery.journal";

/// The largest journal that is read, in bytes: it has some 500 bytes per file.
const LARGEST_JOURNAL: u64 = 256 << 20;

/// An exchange in its second phase.
#[derive(Serialize, Deserialize)]
struct Journal {
    /// The command that began it.
    command: String,
    files: Vec<Entry>,
}

/// One file of an exchange.
#[derive(Serialize, Deserialize)]
struct Entry {
    /// Its path below the data folder.
    path: String,
    /// The revision before; `None` if there was no file.
    old: Option<String>,
    /// The revision after; `None` if the file is removed.
    new: Option<String>,
    /// The name of the new file, next to its target.
    staged: Option<String>,
    /// The second name of the old file, next to its target.
    kept: Option<String>,
}

/// The progress of an entry of an unfinished exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The old file is in place.
    Old,
    /// The new file is in place, or the old one is removed.
    New,
    /// The new file is in place and was edited since.
    NewEdited,
    /// The old file was edited before the new one could replace it.
    OldEdited,
}

/// Writes a change of files that were read as `base`, completely or not at all. Returns the paths that were written or removed.
///
/// # Errors
///
/// If another process writes into the folder, a file is no longer as it is in `base`, or a file cannot be written. The folder is then as it was.
pub fn write(data: &Data, base: &[File], change: &Change) -> Result<Vec<String>, Failure> {
    let lock = Lock::take(data)?;
    settle_under(&lock, data)?;
    write_under(&lock, data, base, change)
}

/// Like [`write`], for a caller that holds the lock and has called [`settle_under`].
///
/// # Errors
///
/// As [`write`].
pub fn write_under(
    _: &Lock,
    data: &Data,
    base: &[File],
    change: &Change,
) -> Result<Vec<String>, Failure> {
    exchange(data, base, change, &mut || {})
}

/// Completes or rolls back an exchange whose process died in it. If there is none, does nothing and takes no lock.
///
/// # Errors
///
/// If another process still holds the lock after its patience, or a file cannot be replaced.
pub fn settle(data: &Data) -> Result<(), Failure> {
    if is_idle(data) {
        return Ok(());
    }
    let lock = Lock::take(data)?;
    settle_under(&lock, data)
}

/// Like [`settle`], for a caller that holds the lock; also removes temporary files that a crash before the journal has left.
///
/// # Errors
///
/// If a file cannot be replaced.
pub fn settle_under(_: &Lock, data: &Data) -> Result<(), Failure> {
    if !is_idle(data) {
        recover(data, &mut || {})?;
    }
    sweep(data);
    Ok(())
}

/// Whether no exchange is in its second phase, running or interrupted.
pub fn is_idle(data: &Data) -> bool {
    fs::symlink_metadata(data.path(JOURNAL)).is_err()
}

/// Whether a name in the data folder belongs to an exchange.
pub fn is_own(name: &str) -> bool {
    name == JOURNAL || is_beside(OsStr::new(name))
}

/// Runs an exchange; calls `between` between any two steps, for tests that interrupt it.
fn exchange(
    data: &Data,
    base: &[File],
    change: &Change,
    between: &mut dyn FnMut(),
) -> Result<Vec<String>, Failure> {
    if let Some((path, _)) = (change.write.iter()).find(|(_, text)| text.len() > LARGEST_FILE) {
        return Err(Failure::new(format!(
            "{data}/{path} 会超过 {LARGEST_FILE} 字节的上限。什么也没有写，请先分成几个文件。"
        )));
    }
    compare(data, base, change)?;
    let mut journal = Journal {
        command: command(),
        files: Vec::new(),
    };
    let by_path: BTreeMap<&str, &File> = (base.iter())
        .map(|file| (file.path.as_str(), file))
        .collect();
    let before = |path: &str| by_path.get(path).copied();
    let mut staged = Ok(());
    for (path, text) in &change.write {
        let old = before(path).map(|file| file.bytes.as_slice());
        if old == Some(text.as_bytes()) {
            continue;
        }
        between();
        let place = data.path(path);
        let entry = Beside::lay(&place, text.as_bytes()).and_then(|new| {
            let mut entry = Entry {
                path: path.clone(),
                old: old.map(revision),
                new: Some(revision(text.as_bytes())),
                staged: Some(new.name()),
                kept: None,
            };
            if let Some(old) = old {
                match keep(&meant(&place), old) {
                    Ok(kept) => entry.kept = Some(kept),
                    Err(failure) => {
                        discard(data, &entry);
                        return Err(failure);
                    }
                }
            }
            Ok(entry)
        });
        match entry {
            Ok(entry) => journal.files.push(entry),
            Err(failure) => {
                staged = Err(failure);
                break;
            }
        }
    }
    for path in &change.remove {
        if staged.is_err() {
            break;
        }
        let Some(old) = before(path) else { continue };
        between();
        match keep(&data.path(path), &old.bytes) {
            Ok(kept) => journal.files.push(Entry {
                path: path.clone(),
                old: Some(revision(&old.bytes)),
                new: None,
                staged: None,
                kept: Some(kept),
            }),
            Err(failure) => staged = Err(failure),
        }
    }
    if journal.files.is_empty() && staged.is_ok() {
        return Ok(Vec::new());
    }
    let written = staged.and_then(|()| {
        for entry in &journal.files {
            if let Some(staged) = &entry.staged {
                let place = place(data, entry);
                sync_file(&place.with_file_name(staged))
                    .map_err(|error| Failure::writing(&place, &error))?;
            }
        }
        sync_folders(data, &journal);
        between();
        let text = serde_json::to_string_pretty(&journal)
            .map_err(|_| Failure::new("改动的清单写不出来。请告诉开发人员。"))?;
        let path = data.path(JOURNAL);
        Beside::write(&path, text.as_bytes())?.take_place()
    });
    if let Err(failure) = written {
        journal.files.iter().for_each(|entry| discard(data, entry));
        return Err(failure);
    }
    for entry in &journal.files {
        between();
        if let Err(failure) = advance(data, entry) {
            roll_back(data, &journal, between)?;
            return Err(failure);
        }
    }
    between();
    finish(data, &journal, between)?;
    Ok(journal.files.into_iter().map(|entry| entry.path).collect())
}

/// Fails if a file is no longer as it was read.
fn compare(data: &Data, base: &[File], change: &Change) -> Result<(), Failure> {
    let now = data::read_now(data)?.files;
    let mut now: BTreeMap<&str, &[u8]> = (now.iter())
        .map(|file| (file.path.as_str(), file.bytes.as_slice()))
        .collect();
    let mut differing: Vec<&str> = Vec::new();
    for file in base {
        let is_same = match now.remove(file.path.as_str()) {
            Some(bytes) => bytes == file.bytes,
            // The schemas are next to the data and are not listed with it.
            None => data::bytes(&data.path(&file.path))?.is_some_and(|bytes| bytes == file.bytes),
        };
        if !is_same {
            differing.push(&file.path);
        }
    }
    differing.extend(now.keys());
    let known: BTreeSet<&str> = base.iter().map(|file| file.path.as_str()).collect();
    for path in change.write.keys() {
        let is_new = !known.contains(path.as_str());
        if is_new && fs::symlink_metadata(data.path(path)).is_ok() {
            differing.push(path);
        }
    }
    differing.dedup();
    let Some(first) = differing.first() else {
        return Ok(());
    };
    let more = match differing.len() {
        1 => String::new(),
        count => format!("等 {count} 个文件"),
    };
    Err(Failure::new(format!(
        "{data}/{first}{more}在读入以后被别的程序改过了。为了不盖掉那里的改动，什么也没有写。请再运行一次。"
    )))
}

/// Gives a file a second name that survives the exchange; a copy if the file system has no hard links. Returns the name.
fn keep(path: &Path, bytes: &[u8]) -> Result<String, Failure> {
    let kept = beside(path, OLD);
    if fs::hard_link(path, &kept).is_err() {
        let copied = fs::File::create_new(&kept).and_then(|mut file| {
            std::io::Write::write_all(&mut file, bytes)?;
            if let Ok(old) = fs::metadata(path) {
                let _ = file.set_permissions(old.permissions());
            }
            file.sync_all()
        });
        copied.map_err(|error| {
            let _ = fs::remove_file(&kept);
            Failure::writing(path, &error)
        })?;
    }
    let name = kept.file_name().unwrap_or_default();
    Ok(name.to_string_lossy().into_owned())
}

/// The path that an entry changes: the target of a link when writing, the link itself when removing.
fn place(data: &Data, entry: &Entry) -> PathBuf {
    let path = data.path(&entry.path);
    match entry.new {
        Some(_) => meant(&path),
        None => path,
    }
}

/// Renames one new file into place, or removes the old one.
fn advance(data: &Data, entry: &Entry) -> Result<(), Failure> {
    let place = place(data, entry);
    match &entry.staged {
        Some(staged) => fs::rename(place.with_file_name(staged), &place),
        None => fs::remove_file(&place),
    }
    .map_err(|error| Failure::writing(&place, &error))
}

/// Restores one old file.
fn restore(data: &Data, entry: &Entry) -> Result<(), Failure> {
    let place = place(data, entry);
    match &entry.kept {
        Some(kept) => fs::rename(place.with_file_name(kept), &place),
        None => fs::remove_file(&place),
    }
    .map_err(|error| Failure::writing(&place, &error))
}

/// Removes the temporary names of an entry that are no longer needed.
fn discard(data: &Data, entry: &Entry) {
    let place = place(data, entry);
    for name in [&entry.staged, &entry.kept].into_iter().flatten() {
        let _ = fs::remove_file(place.with_file_name(name));
    }
}

/// Ends an exchange whose files are all in place: removes the journal and the temporary names.
fn finish(data: &Data, journal: &Journal, between: &mut dyn FnMut()) -> Result<(), Failure> {
    sync_folders(data, journal);
    between();
    let path = data.path(JOURNAL);
    fs::remove_file(&path).map_err(|error| Failure::writing(&path, &error))?;
    sync_folder_of(&path);
    for entry in &journal.files {
        between();
        discard(data, entry);
    }
    Ok(())
}

/// Syncs all folders that an exchange touches.
fn sync_folders(data: &Data, journal: &Journal) {
    let places = journal.files.iter().map(|entry| place(data, entry));
    let mut folders: Vec<PathBuf> = places.collect();
    folders.dedup_by(|one, other| one.parent() == other.parent());
    folders.iter().for_each(|place| sync_folder_of(place));
}

/// Restores all old files.
fn roll_back(data: &Data, journal: &Journal, between: &mut dyn FnMut()) -> Result<(), Failure> {
    for entry in &journal.files {
        between();
        if matches!(state(data, entry)?, State::New) {
            restore(data, entry)?;
        }
    }
    finish(data, journal, between)
}

fn state(data: &Data, entry: &Entry) -> Result<State, Failure> {
    let place = place(data, entry);
    let now = data::bytes(&place)?.map(|bytes| revision(&bytes));
    if now == entry.new {
        return Ok(State::New);
    }
    if now == entry.old {
        return Ok(State::Old);
    }
    let is_staged = |name: &String| fs::symlink_metadata(place.with_file_name(name)).is_ok();
    Ok(match &entry.staged {
        Some(name) if !is_staged(name) => State::NewEdited,
        // For a file that is to be removed it cannot be known whether it was removed and written again.
        _ => State::OldEdited,
    })
}

/// Completes an exchange that was interrupted in its second phase, or rolls it back.
fn recover(data: &Data, between: &mut dyn FnMut()) -> Result<(), Failure> {
    let path = data.path(JOURNAL);
    let Some(read) = data::bytes_within(&path, LARGEST_JOURNAL)? else {
        return Ok(());
    };
    let journal: Option<Journal> = serde_json::from_slice(&read).ok();
    let Some(journal) = journal.filter(|journal| journal.files.iter().all(is_sound)) else {
        return Err(Failure::new(format!(
            "{} 是上一次没写完的改动的清单，读不懂。请先把整个文件夹另存一份，再删去这个文件，运行 cargo run -- check。",
            path.display()
        )));
    };
    let what = match journal.command.as_str() {
        "" => "上一次改动".to_owned(),
        command => format!("上一次的 {command}"),
    };
    let states: Result<Vec<State>, Failure> = (journal.files.iter())
        .map(|entry| state(data, entry))
        .collect();
    let states = states?;
    let edited: Vec<String> = (journal.files.iter().zip(&states))
        .filter(|(_, state)| matches!(state, State::OldEdited | State::NewEdited))
        .map(|(entry, _)| format!("{data}/{}", entry.path))
        .collect();
    let can_advance = (journal.files.iter().zip(&states)).all(|(entry, state)| match state {
        State::New | State::NewEdited => true,
        State::Old => is_whole(data, entry),
        State::OldEdited => false,
    });
    if can_advance {
        for (entry, state) in journal.files.iter().zip(&states) {
            between();
            if *state == State::Old {
                advance(data, entry)?;
            }
        }
        finish(data, &journal, between)?;
        say(&format!(
            "{what}写到一半断了，现在替它写完了：一共 {} 个文件。",
            journal.files.len()
        ));
        return Ok(());
    }
    let can_restore = (journal.files.iter().zip(&states)).all(|(entry, state)| match state {
        State::Old | State::OldEdited => true,
        State::New => is_kept(data, entry),
        State::NewEdited => false,
    });
    if can_restore {
        roll_back(data, &journal, between)?;
        let since = match edited.is_empty() {
            true => "新的内容已经不全".to_owned(),
            false => format!("后来又有人改了 {}", edited.join("、")),
        };
        say(&format!(
            "{what}写到一半断了，{since}，所以退回到它开始之前，后来的改动都留着。要做的话请再运行一次。"
        ));
        return Ok(());
    }
    // Both directions would overwrite edits that were made since.
    for (entry, state) in journal.files.iter().zip(&states) {
        between();
        if *state == State::Old && is_whole(data, entry) {
            advance(data, entry)?;
        }
    }
    finish(data, &journal, between)?;
    say(&format!(
        "{what}写到一半断了，后来又有人改了 {}：这些文件没有动，其余的替它写完了。请运行 cargo run -- check，照提示核对它们。",
        edited.join("、")
    ));
    Ok(())
}

/// Whether a journal's entry names only files that an exchange could have named: a forged journal must not lead to other files.
fn is_sound(entry: &Entry) -> bool {
    let is_data = Kind::of(&entry.path).is_some()
        || Kind::ALL.into_iter().any(|kind| kind.schema() == entry.path)
        // A change may remove a file with an invalid name.
        || entry.new.is_none() && !entry.path.contains("..") && entry.path.starts_with("brands/");
    let mut names = [&entry.staged, &entry.kept].into_iter().flatten();
    is_data
        && entry.new.is_some() == entry.staged.is_some()
        && names.all(|name| !name.contains(['/', '\\']) && is_beside(OsStr::new(name)))
}

/// Whether the new file of an entry exists and is complete; a removal needs none.
fn is_whole(data: &Data, entry: &Entry) -> bool {
    let Some(staged) = &entry.staged else {
        return true;
    };
    let staged = place(data, entry).with_file_name(staged);
    let read = data::bytes(&staged).ok().flatten();
    read.map(|bytes| revision(&bytes)) == entry.new
}

/// Whether the old file of an entry can be restored.
fn is_kept(data: &Data, entry: &Entry) -> bool {
    let Some(kept) = &entry.kept else {
        return entry.old.is_none();
    };
    let kept = place(data, entry).with_file_name(kept);
    let read = data::bytes(&kept).ok().flatten();
    read.map(|bytes| revision(&bytes)) == entry.old
}

/// Removes the temporary files that a crash before the journal has left. Only the holder of the lock may call this: temporary files of others are in use.
fn sweep(data: &Data) {
    for folder in [
        data.folder().to_owned(),
        data.path("brands"),
        data.path("schema"),
    ] {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| is_beside(&entry.file_name())) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests;
