//! Classification of the directory entries of a data folder: data files, and entries of other programs that are passed over.
//!
//! [`reason`] classifies an entry by its name alone, so that entries of other programs are never opened; [`kind_of`] asks the file system for the type of an
//! entry, without opening it. A skipped entry is a [`Skipped`]: its path below the data folder and one Chinese sentence. A name that a brand could have is
//! always data, even if it is misspelled: the check reports it.

use std::fmt;
use std::fs;
use std::path::Path;

/// Why an entry of a data folder is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A file that an operating system or an editor left.
    Leftover,
    /// A copy of a data file, made by a file manager or a synchronising program; it may contain work that is not saved elsewhere.
    Copy,
    /// A `.json` file to which a text editor has added another ending.
    AddedEnding,
    /// Not a `.json` file.
    OtherType,
    /// A `.json` file next to the registers that is not one of them.
    Unknown,
    /// A folder.
    Folder,
    /// A link to a file that does not exist.
    Dangling,
    /// A pipe, a socket or a device: opening it could block forever.
    Special,
}

/// An entry that was skipped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The path below the data folder.
    pub path: String,
    /// Why.
    pub reason: Reason,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self.reason {
            Reason::Leftover => "系统或编辑器留下的文件，跳过了。",
            Reason::Copy => {
                "看名字是一份副本，跳过了，没有读，也不会发布。里面有要用的内容，请抄进正式的文件；没有，就删去它。"
            }
            Reason::AddedEnding => {
                "文件名在 .json 后面多了一段，所以跳过了，没有读，也不会发布。请改名，让它以 .json 结尾（记事本另存为时，保存类型选“所有文件”）。"
            }
            Reason::OtherType => "不是 .json 文件，跳过了。",
            Reason::Unknown => {
                "没有叫这个名字的登记表，跳过了。请核对文件名；品牌的文件放在 brands 里。"
            }
            Reason::Folder => "这是文件夹，跳过了，里面的文件没有读。",
            Reason::Dangling => "这是一个链接，它指向的文件不在了，跳过了。",
            Reason::Special => "这是管道、设备一类，不是普通文件，跳过了，没有打开。",
        };
        write!(f, "{}：{sentence}", self.path)
    }
}

/// Extensions of files that programs keep next to the file they write.
const LEFTOVER_ENDINGS: [&str; 18] = [
    "~",
    ".swp",
    ".swo",
    ".swx",
    ".bak",
    ".tmp",
    ".temp",
    ".old",
    ".new",
    ".orig",
    ".rej",
    ".save",
    ".autosave",
    ".lock",
    ".part",
    ".crdownload",
    ".lnk",
    ".url",
];

/// Files that file managers write into any folder.
const LEFTOVER_NAMES: [&str; 5] = [
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "icon\r",
    "__macosx",
];

/// Words by which file managers and synchronising programs mark a copy.
const COPY_WORDS: [&str; 9] = [
    "副本",
    "拷贝",
    "复制",
    "备份",
    "冲突",
    "複製",
    "備份",
    "conflicted copy",
    ".sync-conflict-",
];

/// Why an entry of the `brands` folder is skipped because of its name; `None` for a data file, or a name that the check has to report.
pub fn reason(name: &str) -> Option<Reason> {
    let lower = name.to_lowercase();
    let is_leftover = name.starts_with('.')
        || name.starts_with("~$")
        || (name.starts_with('#') && name.ends_with('#'))
        || LEFTOVER_ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || LEFTOVER_NAMES.contains(&lower.as_str())
        // Vim tests whether it may write with files of such names: 4913, 5036, …
        || (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()));
    if is_leftover {
        return Some(Reason::Leftover);
    }
    match lower.strip_suffix(".json") {
        None if [".json.txt", ".json.doc", ".json.docx", ".json.rtf"]
            .iter()
            .any(|ending| lower.ends_with(ending)) =>
        {
            Some(Reason::AddedEnding)
        }
        None => Some(Reason::OtherType),
        Some(stem) => is_copy(stem).then_some(Reason::Copy),
    }
}

/// Why a file next to the registers that is not one of them deserves a note; only files that look like data do.
pub fn reason_beside_registers(name: &str) -> Option<Reason> {
    match reason(name) {
        None => Some(Reason::Unknown),
        Some(found @ (Reason::Copy | Reason::AddedEnding)) => Some(found),
        Some(_) => None,
    }
}

/// Whether a name without its extension, in lower case, is one that programs give to copies. No id of a brand is.
fn is_copy(stem: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // "x (1)", "x(1)", "x（1）".
    let counted = |open: char, close: char| {
        let inside = stem.strip_suffix(close).and_then(|it| it.rsplit_once(open));
        inside.is_some_and(|(_, number)| is_number(number.trim()))
    };
    // "x copy", "x - copy", "x copy 2", "x 2".
    let words: Vec<&str> = stem.split(' ').collect();
    let spaced = match words[..] {
        [_, .., "copy"] => true,
        [_, .., last] => is_number(last),
        _ => false,
    };
    // "x_LOCAL_1234" and similar names, written by `git mergetool`.
    let merged = ["_backup_", "_base_", "_local_", "_remote_"]
        .iter()
        .any(|word| stem.rsplit_once(word).is_some_and(|(_, it)| is_number(it)));
    let ended = [".bak", ".old", ".orig", ".copy", "_copy", "_bak"]
        .iter()
        .any(|ending| stem.ends_with(ending));
    counted('(', ')')
        || counted('（', '）')
        || spaced
        || merged
        || ended
        || COPY_WORDS.iter().any(|word| stem.contains(word))
}

/// Why an entry cannot be read as a file; `None` for a file, or for an entry that does not exist. Nothing is opened, links are followed.
pub fn kind_of(path: &Path) -> Option<Reason> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => None,
        Ok(found) if found.is_dir() => Some(Reason::Folder),
        Ok(_) => Some(Reason::Special),
        // A cycle of links is treated like a dangling link.
        Err(_) if fs::symlink_metadata(path).is_ok_and(|link| link.is_symlink()) => {
            Some(Reason::Dangling)
        }
        // Missing permissions are reported when the file is read.
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::file::Kind;
    use proptest::prelude::*;

    #[test]
    fn entries_of_other_programs_are_told_by_their_names() {
        for name in [
            ".DS_Store",
            "._x.json",
            ".x.json.swp",
            ".#x.json",
            "#x.json#",
            "x.json~",
            "x.json.bak",
            "x.bak",
            "x.json.tmp",
            "4913",
            "~$x.xlsx",
            "Thumbs.db",
            "desktop.ini",
            "Desktop.ini",
            ".~lock.x.json#",
            "x.json.orig",
            "x.json.12345.tmp",
        ] {
            assert_eq!(reason(name), Some(Reason::Leftover), "{name}");
        }
        for name in [
            "x - 副本.json",
            "x - 副本 (2).json",
            "x 副本.json",
            "x 副本 2.json",
            "x的副本.json",
            "x copy.json",
            "x copy 2.json",
            "x - Copy.json",
            "x - Copy (2).json",
            "x(1).json",
            "x (1).json",
            "x（1）.json",
            "x 2.json",
            "x.bak.json",
            "x备份.json",
            "x (PC's conflicted copy 2026-01-02).json",
            "x.sync-conflict-20260102-030405-ABCDEFG.json",
            "x_LOCAL_123.json",
            "x(冲突_a_2026).json",
        ] {
            assert_eq!(reason(name), Some(Reason::Copy), "{name}");
        }
        for name in ["x.txt", "x.docx", "x", "x.json5", "读我.md"] {
            assert_eq!(reason(name), Some(Reason::OtherType), "{name}");
        }
        assert_eq!(reason("x.json.txt"), Some(Reason::AddedEnding));
        // A misspelled name may be a brand: the check reports it.
        for name in [
            "x.json",
            "a-b-1.json",
            "高山.json",
            "Gaoshan.json",
            "X.JSON",
            "a_b.json",
        ] {
            assert_eq!(reason(name), None, "{name}");
        }
        assert_eq!(
            reason_beside_registers("places - 副本.json"),
            Some(Reason::Copy)
        );
        assert_eq!(reason_beside_registers("place.json"), Some(Reason::Unknown));
        assert_eq!(reason_beside_registers("README.md"), None);
    }

    proptest! {
        #[test]
        fn the_file_of_a_brand_is_never_passed_over(name in "[a-z0-9]{1,12}(-[a-z0-9]{1,8}){0,4}") {
            let name = format!("{name}.json");
            let kind = Kind::of(&format!("brands/{name}"));
            prop_assert_eq!(kind, Some(Kind::Brand));
            prop_assert_eq!(reason(&name), None);
        }

        #[test]
        fn any_name_is_judged(name in ".{0,24}") {
            if Kind::of(&format!("brands/{name}")).is_some() {
                prop_assert_eq!(reason(&name), None);
            }
        }
    }
}
