//! The lock of a data folder: one process at a time writes into it.
//!
//! [`Lock::take`] waits up to [`PATIENCE`] for the operating system's advisory lock on a hidden file in the folder; on timeout it fails with a sentence that
//! names the holder. The system releases the lock when the process ends, in whatever way, so stale locks cannot occur. Readers take no lock. On Unix, where a
//! replaced lock file can be detected, the file is removed on release; elsewhere it stays.

use super::data::Data;
use super::failure::{Failure, reason, say};
use serde_json::{Value, json};
use std::env;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The locked file, in the data folder.
const FILE: &str = ".gallery.lock";

/// Describes the holder; a separate file, because on Windows others cannot read a locked file.
const HOLDER: &str = ".gallery.holder";

/// How long a writer waits for another.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// The pause between two attempts; short, so that a writer gets its turn between others that write repeatedly.
const PAUSE: Duration = Duration::from_millis(5);

/// How long a writer waits before it prints that it waits.
const SILENT: Duration = Duration::from_secs(1);

/// The exclusive right to write into a data folder, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    // Closing the file releases the lock.
    _file: File,
    path: PathBuf,
    holder: PathBuf,
}

impl Lock {
    /// Waits for the lock of a data folder.
    ///
    /// # Errors
    ///
    /// If another process still holds it after [`PATIENCE`], or the folder or its file system does not support locks.
    pub fn take(data: &Data) -> Result<Lock, Failure> {
        Lock::within(data, PATIENCE)
    }

    /// Like [`Lock::take`], with another patience.
    ///
    /// # Errors
    ///
    /// As [`Lock::take`].
    pub fn within(data: &Data, patience: Duration) -> Result<Lock, Failure> {
        let (path, holder) = (data.path(FILE), data.path(HOLDER));
        let began = Instant::now();
        let mut has_said = false;
        loop {
            let file = open(&path).map_err(|error| Failure::writing(&path, &error))?;
            match file.try_lock() {
                // The previous holder may have removed the file between opening and locking.
                Ok(()) if !is_at(&file, &path) => {}
                Ok(()) => {
                    // Only used in messages, so a failure does not matter.
                    let _ = fs::write(&holder, me().to_string());
                    return Ok(Lock {
                        _file: file,
                        path,
                        holder,
                    });
                }
                Err(TryLockError::WouldBlock) => {
                    if began.elapsed() >= patience {
                        return Err(Failure::new(format!(
                            "{data} 正由{}写着，等了 {} 秒还没有写完。什么也没有写；请等它写完再试一次。",
                            called(&holder),
                            patience.as_secs()
                        )));
                    }
                    if !has_said && began.elapsed() >= SILENT {
                        say(&format!("{data} 正由{}写着，等它写完。", called(&holder)));
                        has_said = true;
                    }
                    sleep(PAUSE);
                }
                Err(TryLockError::Error(error)) => {
                    return Err(Failure::new(format!(
                        "{data} 所在的磁盘不能加锁（{}），两个人同时写会互相盖掉，所以没有写。请把数据放到本机的磁盘上。",
                        reason(&error)
                    )));
                }
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.holder);
        // Removed while locked: later processes create another file, and a process that has opened this one notices with `is_at`.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether a file of the data folder belongs to this lock.
pub fn is_own(name: &str) -> bool {
    [FILE, HOLDER].contains(&name)
}

fn open(path: &Path) -> std::io::Result<File> {
    let opened = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path);
    match opened {
        // A lock file of another user can be locked even if it cannot be written.
        Err(error) if error.kind() == ErrorKind::PermissionDenied && path.exists() => {
            File::open(path)
        }
        opened => opened,
    }
}

/// Whether the file at `path` is still the one that was opened.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(opened), Ok(there)) => (opened.dev(), opened.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Elsewhere the file is never removed.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// The command of this process, without flags.
pub fn command() -> String {
    let words = env::args_os().skip(1).take_while(|word| {
        let word = word.to_string_lossy();
        !word.starts_with('-')
    });
    let words: Vec<String> = words
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    words.join(" ")
}

fn me() -> Value {
    let user = env::var("USER").or_else(|_| env::var("USERNAME"));
    json!({ "command": command(), "process": std::process::id(), "user": user.unwrap_or_default(), "began": now() })
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// The description of the holder in a sentence.
fn called(holder: &Path) -> String {
    let read = fs::read(holder).unwrap_or_default();
    let holder: Value = serde_json::from_slice(&read).unwrap_or_default();
    let Some(process) = holder["process"].as_u64() else {
        return "另一个程序".to_owned();
    };
    let mut called = match holder["command"].as_str().filter(|it| !it.is_empty()) {
        Some(command) => format!("另一个程序（{command}，"),
        None => "另一个程序（".to_owned(),
    };
    if let Some(user) = holder["user"].as_str().filter(|it| !it.is_empty()) {
        called.push_str(&format!("用户 {user}，"));
    }
    let seconds = now().saturating_sub(holder["began"].as_u64().unwrap_or_default());
    called.push_str(&format!("进程号 {process}，{seconds} 秒前开始）"));
    called
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    fn folder(name: &str) -> Data {
        let folder = env::temp_dir().join(format!("gallery-lock-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        Data::of(Path::new(""), Some(&folder))
    }

    #[test]
    fn a_second_writer_waits_and_then_says_who_writes() {
        let data = folder("second");
        let held = Lock::take(&data).expect("the lock");
        let failure = Lock::within(&data, Duration::from_millis(60)).expect_err("a failure");
        let process = std::process::id().to_string();
        assert!(
            failure.to_string().contains(&process) && failure.to_string().contains("什么也没有写"),
            "{failure}"
        );
        drop(held);
        drop(Lock::within(&data, Duration::ZERO).expect("free again"));
        let left: Vec<_> = fs::read_dir(data.folder()).expect("a folder").collect();
        assert!(left.is_empty() || !cfg!(unix), "{left:?}");
        fs::remove_dir_all(data.folder()).expect("gone");
    }

    #[test]
    fn many_writers_never_hold_it_together() {
        let data = folder("many");
        let (inside, total) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let lock = Lock::within(&data, Duration::from_secs(60)).expect("the lock");
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        total.fetch_add(1, Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
        assert_eq!(total.load(Ordering::SeqCst), 160);
        fs::remove_dir_all(data.folder()).expect("gone");
    }
}
