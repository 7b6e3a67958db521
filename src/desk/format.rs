//! How is a data file written so that a change of one word is a change of one line?
//!
//! Contract: [`text`] is the one way in which this desk writes data: fields in the order of the types, a brand with every field on a line of its
//! own, a register with every record on one; `$schema` first. What is written reads back as the same value, and writing it again changes
//! nothing. [`format`] puts all files into that form and the schemas beside them. The order of lists is kept: it is the order of the page.

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

/// Writes a data file of this kind; nothing where the value is of another shape.
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
    // The private list is elsewhere than the schemas, and where depends on the gallery.
    if kind.is_public() {
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
    let head = match kind.is_public() {
        true => format!(
            "  \"$schema\": {},\n",
            one_line(&kind.schema_from_file().into())?
        ),
        false => String::new(),
    };
    Some(format!("{{\n{head}  \"{list}\": {records}\n}}\n"))
}

/// Whether every record is told with its fields: serde takes a bare list of their values for it, too, and nobody could read that.
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

/// The same from the text of a file; a byte order mark is left out.
pub fn formatted(kind: Kind, text_of_file: &str) -> Option<String> {
    let bare = text_of_file.trim_start_matches('\u{feff}');
    // Not by way of a value alone: of a key that stands twice a value keeps one without a word.
    of_kind!(kind, T => drop(serde_json::from_str::<T>(bare).ok()?));
    text(kind, &serde_json::from_str(bare).ok()?)
}

/// Formats every file of a data folder and writes the schemas, all or none; what cannot be read is left as it is, for the check to say why.
///
/// # Errors
///
/// Where another process writes into the folder, where a file cannot be written, and, after all others are formatted, where one cannot be read.
pub fn format(data: &Data) -> Result<(), Failure> {
    // Held from the reading on: what another process saves comes before it or after it.
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

/// The text of a schema's file.
pub fn schema_text(kind: Kind) -> String {
    let text = serde_json::to_string_pretty(&schema(kind));
    text.unwrap_or_default() + "\n"
}

/// Puts `bytes` in the place of a file at once: whoever reads it meets the old one or the new one, never half of it.
///
/// # Errors
///
/// Where the new file cannot be written beside the old one, or cannot take its place.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Beside::write(path, bytes)?.take_place()
}

/// How the names of our own files begin and end that are to take the place of another, or keep an old one until an exchange is complete.
const BESIDE: (&str, [&str; 2]) = (".", [NEW, OLD]);

/// The ending of a file that is to take the place of another.
pub(super) const NEW: &str = ".new";

/// The ending of a file that was in place before.
pub(super) const OLD: &str = ".old";

/// Whether a file is one that was to take the place of another: what a crash leaves is no data.
pub fn is_beside(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let Some(stem) = BESIDE.1.iter().find_map(|ending| name.strip_suffix(ending)) else {
        return false;
    };
    // A version before this one wrote `.x.json.new`; today's names end in the process and a number.
    let is_ours = |stem: &str| {
        let last = stem
            .rsplit_once('.')
            .and_then(|(_, last)| last.split_once('-'));
        let is_hex = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_hexdigit());
        last.is_some_and(|(process, number)| is_hex(process) && is_hex(number))
    };
    name.starts_with(BESIDE.0) && (stem.ends_with(".json") || is_ours(stem))
}

/// A name beside `path` that no other process, and no other call in this one, uses.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    // A process of this number that was killed may have left files.
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

/// Writes a file of a cache: whoever reads it meanwhile, in this process or another, finds the whole of it or nothing. What a crash loses is made again.
///
/// # Errors
///
/// Where the folder cannot be made or the file cannot be written.
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

/// The file that is meant by `path`: where that is a link, the file that it leads to.
pub(super) fn meant(path: &Path) -> PathBuf {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => {
            fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
        }
        _ => path.to_owned(),
    }
}

/// A whole new file, on the disk, which has not taken its place yet.
pub struct Beside<'a> {
    path: &'a Path,
    meant: PathBuf,
    beside: PathBuf,
}

impl<'a> Beside<'a> {
    /// Writes it beside `path`, with the permissions of the file there; beside the file that a link leads to, so that the link stays.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be made or the file cannot be written; nothing of it is left then.
    pub fn write(path: &'a Path, bytes: &[u8]) -> Result<Self, Failure> {
        let new = Self::lay(path, bytes)?;
        sync_file(&new.beside).map_err(|error| {
            let _ = fs::remove_file(&new.beside);
            Failure::writing(path, &error)
        })?;
        Ok(new)
    }

    /// The same without waiting for the disk: of many files the first that is waited for brings most of the others along.
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

    /// The name of the new file as long as it has not taken its place.
    pub(super) fn name(&self) -> String {
        let name = self.beside.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Lets it take its place, and the folder know.
    ///
    /// # Errors
    ///
    /// Where the system refuses the exchange; the new file is removed then.
    pub fn take_place(self) -> Result<(), Failure> {
        fs::rename(&self.beside, &self.meant)
            .inspect_err(|_| drop(fs::remove_file(&self.beside)))
            .map_err(|error| Failure::writing(self.path, &error))?;
        sync_folder_of(&self.meant);
        Ok(())
    }
}

/// Waits until the bytes of a file are on the disk.
pub(super) fn sync_file(path: &Path) -> io::Result<()> {
    // Windows syncs no file that is open for reading only; elsewhere a file may have taken over permissions that forbid writing.
    let mut how = fs::OpenOptions::new();
    how.read(true).write(cfg!(windows)).open(path)?.sync_all()
}

/// Makes the names in the folder of a file last. Some systems open no folders; there a name is kept without being asked.
pub(super) fn sync_folder_of(path: &Path) {
    if let Some(Ok(folder)) = path.parent().map(fs::File::open) {
        let _ = folder.sync_all();
    }
}

/// Gives a new file the permissions of the one whose place it takes. Disks without permissions refuse, and need none.
#[cfg(unix)]
fn permit(file: &fs::File, old: &Path) {
    if let Ok(old) = fs::metadata(old) {
        let _ = file.set_permissions(old.permissions());
    }
}

/// Elsewhere a file has those of its folder.
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
