//! A data folder that is read again and again: only files that have changed are opened and parsed.
//!
//! A [`Memory`] gives the results of [`super::look`] and [`judge_files`](super::judge_files): a file is opened only where its metadata have changed, and
//! parsed only where its bytes have. The editor and `serve --watch` each keep one.
//!
//! File systems round the time of a write: a file that was written just before it was read may be written again with the same time, so it is opened
//! again the next time.

use super::{Data, Found, bytes, judge_with, look_by};
use crate::catalogue::check::{File, Reader, Reading};
use crate::desk::failure::Failure;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// How long after its last change a file is opened at every look. Some systems note times in steps of two seconds.
const FRESH: Duration = Duration::from_secs(3);

/// What was read of a folder.
pub struct Memory {
    files: HashMap<String, Kept>,
    /// See [`FRESH`].
    fresh: Duration,
    reader: Reader,
    opened: usize,
}

/// A file as it was read, and what the system said of it before.
struct Kept {
    stamp: Stamp,
    is_settled: bool,
    bytes: Vec<u8>,
}

/// What the system says of a file without opening it.
#[derive(Clone, PartialEq)]
struct Stamp {
    length: u64,
    modified: SystemTime,
    /// When the entry was changed last, which no program can set, and which file it is.
    entry: Option<(SystemTime, u64, u64)>,
}

impl Stamp {
    fn of(path: &Path) -> Option<Stamp> {
        let found = fs::metadata(path).ok()?;
        Some(Stamp {
            length: found.len(),
            modified: found.modified().ok()?,
            entry: entry(&found),
        })
    }

    /// Whether a write from `now` on would give another stamp.
    fn is_settled(&self, now: SystemTime, fresh: Duration) -> bool {
        let newest = self
            .entry
            .map_or(self.modified, |(changed, ..)| changed.max(self.modified));
        now.duration_since(newest).is_ok_and(|since| since > fresh)
    }
}

#[cfg(unix)]
fn entry(found: &fs::Metadata) -> Option<(SystemTime, u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let since = Duration::new(
        u64::try_from(found.ctime()).ok()?,
        u32::try_from(found.ctime_nsec()).ok()?,
    );
    let changed = SystemTime::UNIX_EPOCH.checked_add(since)?;
    Some((changed, found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn entry(_: &fs::Metadata) -> Option<(SystemTime, u64, u64)> {
    None
}

impl Default for Memory {
    fn default() -> Memory {
        Memory {
            files: HashMap::new(),
            fresh: FRESH,
            reader: Reader::default(),
            opened: 0,
        }
    }
}

impl Memory {
    /// As [`super::look`].
    ///
    /// # Errors
    ///
    /// The same.
    pub fn look(&mut self, data: &Data) -> Result<Found, Failure> {
        let found = look_by(data, &mut |path, place| self.bytes(path, place))?;
        if self.files.len() > found.files.len() {
            let names = found.files.iter().map(|file| file.path.as_str());
            let names: HashSet<&str> = names.collect();
            self.files.retain(|path, _| names.contains(path.as_str()));
        }
        Ok(found)
    }

    /// As [`super::judge_files`].
    pub fn judge(&mut self, files: &[File]) -> Reading {
        judge_with(&mut self.reader, files)
    }

    /// How many files were opened so far.
    pub fn opened(&self) -> usize {
        self.opened
    }

    /// How many files were parsed so far.
    pub fn parsed(&self) -> usize {
        self.reader.parsed()
    }

    fn bytes(&mut self, path: &str, place: &Path) -> Result<Option<Vec<u8>>, Failure> {
        let (now, stamp) = (SystemTime::now(), Stamp::of(place));
        if let (Some(kept), Some(stamp)) = (self.files.get(path), &stamp)
            && kept.is_settled
            && kept.stamp == *stamp
        {
            return Ok(Some(kept.bytes.clone()));
        }
        self.opened += 1;
        let read = bytes(place)?;
        match (&read, stamp) {
            (Some(bytes), Some(stamp)) => {
                let kept = Kept {
                    is_settled: stamp.is_settled(now, self.fresh),
                    stamp,
                    bytes: bytes.clone(),
                };
                self.files.insert(path.to_owned(), kept);
            }
            _ => drop(self.files.remove(path)),
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread::sleep;

    /// The invented town in a folder of its own, and a memory for which a file is settled at once.
    fn town(name: &str) -> (Data, Memory) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = root.join("target/tmp").join(format!("memory-{name}"));
        let _ = fs::remove_dir_all(&folder);
        let town = Data::of(root, Some(&root.join("tests/fixtures/second")));
        let data = Data::of(root, Some(&folder));
        for file in crate::desk::data::files(&town).expect("files") {
            let path = data.path(&file.path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, file.bytes).expect("written");
        }
        let memory = Memory {
            fresh: Duration::ZERO,
            ..Memory::default()
        };
        // Another tick of the clock.
        sleep(Duration::from_millis(50));
        (data, memory)
    }

    #[test]
    fn only_a_file_that_may_be_another_one_is_opened() {
        let (data, mut memory) = town("opened");
        let looked = |memory: &mut Memory| {
            let before = memory.opened();
            let found = memory.look(&data).expect("files");
            assert!(found.files == crate::desk::data::files(&data).expect("files"));
            (found.files.len(), memory.opened() - before)
        };
        let (total, opened) = looked(&mut memory);
        assert_eq!(opened, total);
        assert_eq!(looked(&mut memory), (total, 0));
        let path = data.path("brands/baitian-touxi.json");
        let text = fs::read_to_string(&path).expect("a brand");
        fs::write(&path, text.replace("白天透析", "白天来回")).expect("saved");
        assert_eq!(looked(&mut memory), (total, 1));
        fs::remove_file(&path).expect("gone");
        assert_eq!(looked(&mut memory), (total - 1, 0));
        fs::write(&path, text).expect("back");
        assert_eq!(looked(&mut memory), (total, 1));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_was_exchanged_for_one_of_the_same_length_and_time_is_opened() {
        let (data, mut memory) = town("exchanged");
        let path = data.path("brands/baitian-touxi.json");
        let text = fs::read_to_string(&path).expect("a brand");
        let (time, other) = (
            fs::metadata(&path)
                .and_then(|it| it.modified())
                .expect("a time"),
            data.path("other"),
        );
        memory.look(&data).expect("files");
        fs::write(&other, text.replace("白天透析", "白天来回")).expect("saved");
        let file = fs::File::options()
            .write(true)
            .open(&other)
            .expect("a file");
        file.set_modified(time).expect("set");
        drop(file);
        fs::rename(&other, &path).expect("exchanged");
        let found = memory.look(&data).expect("files").files;
        let brand = found
            .iter()
            .find(|file| file.path == "brands/baitian-touxi.json");
        let text = String::from_utf8_lossy(&brand.expect("the brand").bytes).into_owned();
        assert!(text.contains("白天来回"));
    }

    #[test]
    fn a_file_that_was_just_written_is_opened_again() {
        let (data, _) = town("fresh");
        let mut memory = Memory::default();
        let total = memory.look(&data).expect("files").files.len();
        memory.look(&data).expect("files");
        assert_eq!(memory.opened(), 2 * total);
    }
}
