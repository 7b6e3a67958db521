//! Tests of exchanges that end at every possible step, and of files that change meanwhile.

use super::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering};

/// A data folder of its own with three brands and a register, removed when it is dropped.
struct Folder(Data);

impl Folder {
    fn new() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("gallery-exchange-{}-{count}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("brands")).expect("a folder");
        let data = Data::of(Path::new(""), Some(&folder));
        for (path, text) in OLD_FILES {
            fs::write(data.path(path), text).expect("written");
        }
        Folder(data)
    }

    /// Every name in the folder with its text, lock and journal included.
    fn all(&self) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        for below in ["", "brands/"] {
            for entry in fs::read_dir(self.0.path(below)).expect("a folder") {
                let entry = entry.expect("an entry");
                let name = format!("{below}{}", entry.file_name().to_string_lossy());
                if entry.path().is_file() {
                    all.insert(name, fs::read_to_string(entry.path()).expect("text"));
                }
            }
        }
        all
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.path(path), text).expect("written");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.0.folder());
    }
}

const OLD_FILES: [(&str, &str); 4] = [
    ("brands/a.json", "old a"),
    ("brands/b.json", "old b"),
    ("brands/c.json", "old c"),
    ("redirects.json", "old redirects"),
];

const NEW_FILES: [(&str, &str); 4] = [
    ("brands/a.json", "new a"),
    ("brands/c.json", "old c"),
    ("brands/d.json", "new d"),
    ("redirects.json", "new redirects"),
];

fn named(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = files
        .iter()
        .map(|(path, text)| (path.to_string(), text.to_string()));
    owned.collect()
}

/// One file written, one made, one taken away, a register written.
fn change() -> Change {
    let mut change = Change::default();
    for (path, text) in NEW_FILES {
        change.write.insert(path.to_owned(), text.to_owned());
    }
    change.remove.insert("brands/b.json".to_owned());
    change
}

fn base(data: &Data) -> Vec<File> {
    data::read_now(data).expect("files").files
}

/// Ends the exchange after so many steps, as a process does that is killed; whether it was over before.
fn killed_after(folder: &Folder, steps: usize) -> bool {
    let base = base(&folder.0);
    let mut left = steps;
    let mut between = || {
        assert!(left > 0, "killed");
        left -= 1;
    };
    let run = catch_unwind(AssertUnwindSafe(|| {
        exchange(&folder.0, &base, &change(), &mut between).expect("written")
    }));
    run.is_ok()
}

/// The number of steps of the exchange.
fn steps() -> usize {
    let folder = Folder::new();
    let mut steps = 0;
    exchange(&folder.0, &base(&folder.0), &change(), &mut || steps += 1).expect("written");
    assert_eq!(folder.all(), named(&NEW_FILES));
    steps
}

#[test]
fn an_exchange_that_is_killed_at_any_step_is_all_old_or_all_new_after_the_next_command() {
    let (mut old, mut new) = (0, 0);
    let steps = steps();
    for step in 0..steps {
        let folder = Folder::new();
        assert!(!killed_after(&folder, step), "step {step}");
        // A reader comes next.
        let files = data::files(&folder.0).expect("files");
        let files: BTreeMap<String, String> = (files.into_iter())
            .map(|file| (file.path, String::from_utf8(file.bytes).expect("text")))
            .collect();
        if files == named(&OLD_FILES) {
            old += 1;
        } else {
            assert_eq!(files, named(&NEW_FILES), "step {step}");
            new += 1;
        }
        // Then a writer, which leaves nothing beside the data.
        let lock = Lock::take(&folder.0).expect("the lock");
        settle_under(&lock, &folder.0).expect("settled");
        drop(lock);
        let left = folder.all();
        assert!(
            left == named(&OLD_FILES) || left == named(&NEW_FILES),
            "step {step}: {left:?}"
        );
    }
    assert!(old > 0 && new > 0, "{old} {new}");
}

#[test]
fn a_recovery_that_is_killed_at_any_step_is_continued_by_the_next() {
    for step in 0..steps() {
        for again in 0..12 {
            let folder = Folder::new();
            assert!(!killed_after(&folder, step));
            let mut left = again;
            let mut between = || {
                assert!(left > 0, "killed");
                left -= 1;
            };
            let killed = catch_unwind(AssertUnwindSafe(|| recover(&folder.0, &mut between)));
            drop(killed);
            let lock = Lock::take(&folder.0).expect("the lock");
            settle_under(&lock, &folder.0).expect("settled");
            drop(lock);
            let left = folder.all();
            assert!(
                left == named(&OLD_FILES) || left == named(&NEW_FILES),
                "step {step}, {again}: {left:?}"
            );
        }
    }
}

#[test]
fn what_somebody_edits_after_the_crash_is_never_overwritten() {
    let all = [
        "brands/a.json",
        "brands/b.json",
        "brands/c.json",
        "brands/d.json",
        "redirects.json",
    ];
    for step in 0..steps() {
        for edited in all {
            let folder = Folder::new();
            assert!(!killed_after(&folder, step));
            folder.write(edited, "edited since");
            data::files(&folder.0).expect("files");
            let lock = Lock::take(&folder.0).expect("the lock");
            settle_under(&lock, &folder.0).expect("settled");
            drop(lock);
            let mut left = folder.all();
            let edit = left.remove(edited);
            assert_eq!(
                edit.as_deref(),
                Some("edited since"),
                "step {step}, {edited}"
            );
            // All others are of one side.
            let (mut old, mut new) = (named(&OLD_FILES), named(&NEW_FILES));
            old.remove(edited);
            new.remove(edited);
            assert!(
                left == old || left == new,
                "step {step}, {edited}: {left:?}"
            );
        }
    }
}

#[test]
fn what_cannot_be_put_in_place_puts_back_what_was() {
    let folder = Folder::new();
    let base = base(&folder.0);
    let mut steps = 0;
    // A folder appears where the last file is to be: that can be neither compared away nor replaced.
    let place = folder.0.path("redirects.json");
    let mut between = || {
        steps += 1;
        if steps == 7 {
            fs::remove_file(&place).expect("gone");
            fs::create_dir(&place).expect("a folder");
        }
    };
    let failure = exchange(&folder.0, &base, &change(), &mut between).expect_err("a failure");
    assert!(failure.to_string().contains("redirects.json"), "{failure}");
    let mut left = folder.all();
    left.retain(|name, _| name.starts_with("brands/") && !name.starts_with("brands/."));
    let mut wanted = named(&OLD_FILES);
    wanted.remove("redirects.json");
    // The next command reports what is in the way, until it is removed.
    fs::remove_dir(&place).expect("gone");
    fs::write(&place, "old redirects").expect("written");
    data::files(&folder.0).expect("files");
    let mut left_then = folder.all();
    left_then.retain(|name, _| !name.starts_with('.') && !name.starts_with("brands/."));
    assert!(
        left_then == named(&OLD_FILES) || left_then == named(&NEW_FILES),
        "{left:?} {left_then:?}"
    );
}

#[test]
fn a_file_that_was_changed_made_or_removed_meanwhile_stops_the_exchange() {
    for (path, text) in [
        ("brands/a.json", Some("edited")),
        // Not written by the change, but what it was judged with.
        ("brands/c.json", Some("edited")),
        ("brands/b.json", None),
        ("brands/d.json", Some("made")),
        ("brands/e.json", Some("made")),
        ("redirects.json", None),
    ] {
        let folder = Folder::new();
        let base = base(&folder.0);
        match text {
            Some(text) => folder.write(path, text),
            None => fs::remove_file(folder.0.path(path)).expect("gone"),
        }
        let before = folder.all();
        let failure = write(&folder.0, &base, &change()).expect_err("a failure");
        assert!(
            failure.to_string().contains(path) && failure.to_string().contains("什么也没有写"),
            "{failure}"
        );
        assert_eq!(folder.all(), before);
    }
}

#[test]
fn a_journal_that_leads_elsewhere_or_cannot_be_read_is_not_followed() {
    let entry = |path: &str, staged: &str| {
        format!(
            r#"{{"command": "x", "files": [{{"path": "{path}", "old": null, "new": "00", "staged": "{staged}", "kept": null}}]}}"#
        )
    };
    for journal in [
        String::new(),
        "{".to_owned(),
        entry("../outside.json", ".x.1-1.new"),
        entry("/etc/x.json", ".x.1-1.new"),
        entry("brands/a.json", "../../x"),
        entry("brands/a.json", "c.json"),
    ] {
        let folder = Folder::new();
        folder.write(JOURNAL, &journal);
        let failure = data::files(&folder.0).err().expect("a failure");
        assert!(failure.to_string().contains(JOURNAL), "{failure}");
        let mut left = folder.all();
        left.remove(JOURNAL);
        assert_eq!(left, named(&OLD_FILES));
    }
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new();
    let elsewhere = folder.0.path("elsewhere");
    fs::create_dir(&elsewhere).expect("a folder");
    let target = elsewhere.join("a.json");
    fs::rename(folder.0.path("brands/a.json"), &target).expect("moved");
    symlink(&target, folder.0.path("brands/a.json")).expect("a link");
    let place = folder.0.path("redirects.json");
    fs::set_permissions(&place, fs::Permissions::from_mode(0o664)).expect("permitted");
    // A file that forbids writing is exchanged all the same, as its folder allows.
    let brand = folder.0.path("brands/c.json");
    fs::set_permissions(&brand, fs::Permissions::from_mode(0o444)).expect("permitted");
    let mut change = change();
    change
        .write
        .insert("brands/c.json".to_owned(), "new c".to_owned());
    write(&folder.0, &base(&folder.0), &change).expect("written");
    let mode = fs::metadata(&brand).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o444);
    let link = fs::symlink_metadata(folder.0.path("brands/a.json")).expect("a link");
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&target).expect("text"), "new a");
    assert_eq!(fs::read_dir(&elsewhere).expect("a folder").count(), 1);
    let mode = fs::metadata(&place).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o664);
}

#[test]
fn a_journal_of_thousands_of_files_is_read_though_it_is_larger_than_any_data_file() {
    let folder = Folder::new();
    // Killed when the new files begin to take their places.
    let of_staging = NEW_FILES.len() + 2;
    assert!(!killed_after(&folder, of_staging) && !is_idle(&folder.0));
    let path = folder.0.path(JOURNAL);
    let journal = fs::read_to_string(&path).expect("the journal");
    fs::write(&path, journal + &" ".repeat(LARGEST_FILE + 1)).expect("written");
    settle(&folder.0).expect("completed");
    let mut all = folder.all();
    all.retain(|name, _| !name.starts_with('.'));
    assert_eq!(all, named(&NEW_FILES));
}
