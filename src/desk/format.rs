//! How is a data file written so that a change of one word is a change of one line?
//!
//! Contract: [`text`] is the one way in which this desk writes data: fields in the order of the types, a brand with every field on a line of its
//! own, a register with every record on one; `$schema` first. What is written reads back as the same value, and writing it again changes
//! nothing. [`format`] puts all files into that form and the schemas beside them. The order of lists is kept: it is the order of the page.

use super::data::Data;
use super::failure::{Failure, say};
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
    fields.shift_insert(0, "$schema".to_owned(), kind.schema_from_file().into());
    let Some(list) = kind.list() else {
        return Some(serde_json::to_string_pretty(&value).ok()? + "\n");
    };
    let records = value.get(list)?.as_array()?;
    let lines: Option<Vec<String>> = records.iter().map(one_line).collect();
    let records = match lines?.join(",\n    ") {
        lines if lines.is_empty() => "[]".to_owned(),
        lines => format!("[\n    {lines}\n  ]"),
    };
    let head = one_line(&kind.schema_from_file().into())?;
    Some(format!(
        "{{\n  \"$schema\": {head},\n  \"{list}\": {records}\n}}\n"
    ))
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

/// Formats every file of a data folder and writes the schemas; what cannot be read is left as it is, for the check to say why.
pub fn format(data: &Data, files: &[File]) -> Result<(), Failure> {
    let (mut changed, mut left) = (0, Vec::new());
    let mut keep = |path: &str, old: &[u8], new: &str| {
        if old != new.as_bytes() {
            replace(&data.path(path), new.as_bytes())?;
            say(&format!("{data}/{path}：已整理。"));
            changed += 1;
        }
        Ok::<(), Failure>(())
    };
    for file in files {
        let kind = Kind::of(&file.path);
        let text = std::str::from_utf8(&file.bytes).ok();
        match kind
            .zip(text)
            .and_then(|(kind, text)| formatted(kind, text))
        {
            Some(text) => keep(&file.path, &file.bytes, &text)?,
            None => left.push(&file.path),
        }
    }
    for kind in Kind::ALL {
        let path = kind.schema();
        let old = fs::read(data.path(&path)).unwrap_or_default();
        keep(&path, &old, &schema_text(kind))?;
    }
    if let Some(first) = left.first() {
        return Err(Failure::new(format!(
            "{} 个文件读不懂，没有整理，第一个是 {data}/{first}。请运行 cargo run -- check，照提示改好再整理。",
            left.len()
        )));
    }
    say(&format!("数据已整理：改了 {changed} 个文件。"));
    Ok(())
}

/// The text of a schema's file.
pub fn schema_text(kind: Kind) -> String {
    let text = serde_json::to_string_pretty(&schema(kind));
    text.unwrap_or_default() + "\n"
}

/// Puts `bytes` in the place of a file at once: whoever reads it meets the old one or the new one, never half of it.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Beside::write(path, bytes)?.take_place()
}

/// How the name of a file begins and ends that is to take the place of another.
const BESIDE: (&str, &str) = (".", ".new");

/// Whether a file is one that was to take the place of another: what a crash leaves is no data.
pub fn is_beside(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with(BESIDE.0) && name.ends_with(BESIDE.1)
}

/// A whole new file, on the disk, which has not taken its place yet.
pub struct Beside<'a> {
    path: &'a Path,
    beside: PathBuf,
}

impl<'a> Beside<'a> {
    /// Writes it beside `path`.
    pub fn write(path: &'a Path, bytes: &[u8]) -> Result<Self, Failure> {
        let failed = |error| Failure::writing(path, &error);
        let folder = path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder).map_err(failed)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = folder.join(format!("{}{name}{}", BESIDE.0, BESIDE.1));
        let written = fs::File::create(&beside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        match written {
            Ok(()) => Ok(Self { path, beside }),
            Err(error) => {
                let _ = fs::remove_file(&beside);
                Err(failed(error))
            }
        }
    }

    /// Lets it take its place, and the folder know.
    pub fn take_place(self) -> Result<(), Failure> {
        fs::rename(&self.beside, self.path)
            .inspect_err(|_| drop(fs::remove_file(&self.beside)))
            .map_err(|error| Failure::writing(self.path, &error))?;
        // Some systems open no folders; there the name is kept without being asked.
        if let Some(Ok(folder)) = self.path.parent().map(fs::File::open) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

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
