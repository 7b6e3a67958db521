//! Formatting of data files, so that a change of one value is a change of one line.
//!
//! All data are written by [`text`]: fields in the order of the types, `$schema` first, a brand with one line per field, a register with one line per record.
//! What is written reads back as the same value, and formatting it again changes nothing. The order of lists is kept, because it is the order on the page.
//! [`format`](fn@format) formats all files of a folder and writes the schemas. The module also replaces files atomically ([`replace`], [`Beside`]).

use super::change::Change;
use super::data::{self, Data};
use super::exchange;
use super::failure::{Failure, say};
use super::lock::Lock;
use super::schema::schema;
use crate::catalogue::check::File;
use crate::catalogue::file::{Kind, of_kind};
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Formats a data file of this kind; `None` if the value does not have the shape of the kind.
pub fn text(kind: Kind, value: &Value) -> Option<String> {
    let typed = of_kind!(kind, T => {
        let typed: T = serde_json::from_value(value.clone()).ok()?;
        serde_json::to_value(typed).ok()?
    });
    if !is_told_so(value, &typed) {
        return None;
    }
    let mut value = typed;
    let fields = value.as_object_mut()?;
    fields.shift_remove("$schema");
    // The private list is not stored next to the schemas, and its place depends on the gallery.
    if !kind.is_secret() {
        fields.shift_insert(0, "$schema".to_owned(), kind.schema_from_file().into());
    }
    let Some(list) = kind.list() else {
        return Some(serde_json::to_string_pretty(&value).ok()? + "\n");
    };
    let records = value.get(list)?.as_array()?;
    let lines: Option<Vec<String>> = records.iter().map(one_line).collect();
    let records = match lines?.join(",\n    ") {
        lines if lines.is_empty() => "[]".to_owned(),
        lines => format!("[\n    {lines}\n  ]"),
    };
    let head = match !kind.is_secret() {
        true => format!(
            "  \"$schema\": {},\n",
            one_line(&kind.schema_from_file().into())?
        ),
        false => String::new(),
    };
    Some(format!("{{\n{head}  \"{list}\": {records}\n}}\n"))
}

/// Whether every record names its fields: serde also accepts an array of their values, which people could not read.
fn is_told_so(value: &Value, typed: &Value) -> bool {
    match (value, typed) {
        (Value::Array(values), Value::Array(typed)) => {
            (values.iter().zip(typed)).all(|(value, typed)| is_told_so(value, typed))
        }
        (Value::Object(values), Value::Object(typed)) => (typed.iter())
            .all(|(key, typed)| values.get(key).is_none_or(|value| is_told_so(value, typed))),
        (Value::Array(_), Value::Object(_)) => false,
        _ => true,
    }
}

/// Formats the text of a file; a byte order mark is dropped.
pub fn formatted(kind: Kind, text_of_file: &str) -> Option<String> {
    let bare = text_of_file.trim_start_matches('\u{feff}');
    // Parsed as the type first: a `Value` silently keeps only one of two equal keys.
    of_kind!(kind, T => drop(serde_json::from_str::<T>(bare).ok()?));
    text(kind, &serde_json::from_str(bare).ok()?)
}

/// Formats every file of a data folder and writes the schemas, all or none. Files that cannot be parsed stay as they are; the check explains them.
///
/// # Errors
///
/// If another process writes into the folder, a file cannot be written, or, after all others are formatted, a file could not be parsed.
pub fn format(data: &Data) -> Result<(), Failure> {
    // Locked before reading, so that nothing that another process saves is overwritten.
    let lock = Lock::take(data)?;
    exchange::settle_under(&lock, data)?;
    let mut files = data::files(data)?;
    let (mut change, mut left) = (Change::default(), Vec::new());
    for file in &files {
        let kind = Kind::of(&file.path);
        let text = std::str::from_utf8(&file.bytes).ok();
        match kind
            .zip(text)
            .and_then(|(kind, text)| formatted(kind, text))
        {
            Some(text) => drop(change.write.insert(file.path.clone(), text)),
            None => left.push(file.path.clone()),
        }
    }
    for kind in Kind::ALL {
        let path = kind.schema();
        if let Some(bytes) = data::bytes(&data.path(&path))? {
            files.push(File {
                path: path.clone(),
                bytes,
            });
        }
        change.write.insert(path, schema_text(kind));
    }
    let changed = exchange::write_under(&lock, data, &files, &change)?;
    drop(lock);
    for path in &changed {
        say(&format!("{}：已整理。", data.address(path)));
    }
    if let Some(first) = left.first() {
        return Err(Failure::new(format!(
            "{} 个文件读不懂，没有整理，第一个是 {}。请运行 cargo run -- check，照提示改好再整理。",
            left.len(),
            data.address(first)
        )));
    }
    say(&format!("数据已整理：改了 {} 个文件。", changed.len()));
    Ok(())
}

/// The text of the schema of a kind.
pub fn schema_text(kind: Kind) -> String {
    let text = serde_json::to_string_pretty(&schema(kind));
    text.unwrap_or_default() + "\n"
}

/// Replaces a file atomically: readers see the old content or the new one, never a part.
///
/// # Errors
///
/// If the new file cannot be written or renamed.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Beside::write(path, bytes)?.take_place()
}

/// Prefix and suffixes of our temporary files: new files before they are renamed, and old files that are kept until an exchange is complete.
const BESIDE: (&str, [&str; 2]) = (".", [NEW, OLD]);

/// The suffix of a new file before it is renamed.
pub(super) const NEW: &str = ".new";

/// The suffix of a kept old file.
pub(super) const OLD: &str = ".old";

/// Whether a name is that of a temporary file: one that a crash left is not data.
pub fn is_beside(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let Some(stem) = BESIDE.1.iter().find_map(|ending| name.strip_suffix(ending)) else {
        return false;
    };
    // Earlier versions wrote `.x.json.new`; current names end with the process id and a number.
    let is_ours = |stem: &str| {
        let last = stem
            .rsplit_once('.')
            .and_then(|(_, last)| last.split_once('-'));
        let is_hex = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_hexdigit());
        last.is_some_and(|(process, number)| is_hex(process) && is_hex(number))
    };
    name.starts_with(BESIDE.0) && (stem.ends_with(".json") || is_ours(stem))
}

/// A name next to `path` that no other process, and no other call in this one, uses.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    // A killed process may have had the same id and left files.
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let since = since.map_or(0, |since| since.as_micros());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = format!(
        "{}{name}.{:x}-{since:x}{count:04x}{ending}",
        BESIDE.0,
        std::process::id()
    );
    path.with_file_name(name)
}

/// Writes a file of a cache. Concurrent readers, in this process or another, see all of it or nothing. It is not synced, because it can be created again.
///
/// # Errors
///
/// If the folder cannot be created or the file cannot be written.
pub(super) fn keep(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let new = beside(path, NEW);
    let written = fs::write(&new, bytes).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

/// The file that `path` leads to: the target if it is a symbolic link.
pub(super) fn meant(path: &Path) -> PathBuf {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => {
            fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
        }
        _ => path.to_owned(),
    }
}

/// A complete new file on disk that has not been renamed into place yet.
pub struct Beside<'a> {
    path: &'a Path,
    meant: PathBuf,
    beside: PathBuf,
}

impl<'a> Beside<'a> {
    /// Writes it next to `path`, with the permissions of the existing file; next to the target if `path` is a link, so that the link stays.
    ///
    /// # Errors
    ///
    /// If the folder cannot be created or the file cannot be written; then nothing of it is left.
    pub fn write(path: &'a Path, bytes: &[u8]) -> Result<Self, Failure> {
        let new = Self::lay(path, bytes)?;
        sync_file(&new.beside).map_err(|error| {
            let _ = fs::remove_file(&new.beside);
            Failure::writing(path, &error)
        })?;
        Ok(new)
    }

    /// Like [`Beside::write`], without syncing: when many files are written, the sync of the first one flushes most of the others.
    ///
    /// # Errors
    ///
    /// As [`Beside::write`].
    pub(super) fn lay(path: &'a Path, bytes: &[u8]) -> Result<Self, Failure> {
        let failed = |error| Failure::writing(path, &error);
        let meant = meant(path);
        let folder = meant.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder).map_err(failed)?;
        let beside = beside(&meant, NEW);
        let written = fs::File::create(&beside).and_then(|mut file| {
            file.write_all(bytes)?;
            permit(&file, &meant);
            Ok(())
        });
        match written {
            Ok(()) => Ok(Self {
                path,
                meant,
                beside,
            }),
            Err(error) => {
                let _ = fs::remove_file(&beside);
                Err(failed(error))
            }
        }
    }

    /// The name of the new file until it is renamed.
    pub(super) fn name(&self) -> String {
        let name = self.beside.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Renames it into place and syncs the folder.
    ///
    /// # Errors
    ///
    /// If the system refuses the renaming; then the new file is removed.
    pub fn take_place(self) -> Result<(), Failure> {
        fs::rename(&self.beside, &self.meant)
            .inspect_err(|_| drop(fs::remove_file(&self.beside)))
            .map_err(|error| Failure::writing(self.path, &error))?;
        sync_folder_of(&self.meant);
        Ok(())
    }
}

/// Waits until the bytes of a file are on the disk.
///
/// # Errors
///
/// If the file cannot be opened or synced.
pub(super) fn sync_file(path: &Path) -> io::Result<()> {
    // Windows does not sync a file that is open for reading only; elsewhere the permissions may forbid writing.
    let mut how = fs::OpenOptions::new();
    how.read(true).write(cfg!(windows)).open(path)?.sync_all()
}

/// Syncs the folder of a file, so that renames survive a crash. Systems that cannot open folders need no sync.
pub(super) fn sync_folder_of(path: &Path) {
    if let Some(Ok(folder)) = path.parent().map(fs::File::open) {
        let _ = folder.sync_all();
    }
}

/// Copies the permissions of the file that is replaced. File systems without permissions fail here, and need none.
#[cfg(unix)]
fn permit(file: &fs::File, old: &Path) {
    if let Ok(old) = fs::metadata(old) {
        let _ = file.set_permissions(old.permissions());
    }
}

/// Elsewhere a file inherits those of its folder.
#[cfg(not(unix))]
fn permit(_: &fs::File, _: &Path) {}

/// A value on one line, with a space behind each comma and colon.
fn one_line(value: &Value) -> Option<String> {
    let mut bytes = Vec::new();
    value
        .serialize(&mut Serializer::with_formatter(&mut bytes, Line))
        .ok()?;
    String::from_utf8(bytes).ok()
}

struct Line;

impl Formatter for Line {
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}
