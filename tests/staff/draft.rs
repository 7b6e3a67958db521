//! Tests of where drafts are kept: by the data folder, in the user's state folder.

use brand_gallery::desk::edit::draft::{Draft, Drafts};
use brand_gallery::desk::edit::store::revision;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of this name, empty.
fn empty(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("draft-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn draft(path: &str, session: &str, revision: &str) -> Draft {
    Draft {
        path: path.to_owned(),
        session: session.to_owned(),
        revision: revision.to_owned(),
        at: 7,
        value: json!({ "name": "写到一半" }),
        aside: false,
    }
}

fn of(state: &Path, data: &Path) -> Drafts {
    Drafts::of(state, data).expect("drafts")
}

#[test]
fn drafts_belong_to_a_data_folder_however_its_path_is_typed() {
    let folder = empty("folders");
    let (state, one, other) = (
        folder.join("state"),
        folder.join("one/data"),
        folder.join("other/data"),
    );
    fs::create_dir_all(&one).expect("a folder");
    fs::create_dir_all(&other).expect("a folder");
    of(&state, &one)
        .keep(&draft("gallery.json", "window0001", ""))
        .expect("kept");
    for typed in [
        one.clone(),
        folder.join("other/../one/./data"),
        one.join(""),
    ] {
        let found = of(&state, &typed).all(Some("gallery.json"));
        assert_eq!(found.len(), 1, "{typed:?}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&one, folder.join("link")).expect("a link");
        assert_eq!(of(&state, &folder.join("link")).all(None).len(), 1);
    }
    assert_eq!(of(&state, &other).all(None).len(), 0);
    assert_ne!(of(&state, &one).identity(), of(&state, &other).identity());
    assert_eq!(
        of(&state, &one).identity(),
        of(&state, &one.join(".")).identity()
    );
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_into_drafts() {
    use std::os::unix::fs::PermissionsExt;
    let folder = empty("private");
    let drafts = of(&folder.join("state"), &folder);
    let mode = fs::metadata(drafts.folder())
        .expect("a folder")
        .permissions()
        .mode();
    assert_eq!(mode & 0o077, 0);
}

/// Writes a draft where earlier versions kept it, for a data folder that was typed so.
fn keep_as_before(project: &Path, typed: &Path, draft: &Draft) {
    let whose = revision(typed.as_os_str().as_encoded_bytes());
    let folder = project.join("target/drafts").join(&whose[..12]);
    fs::create_dir_all(&folder).expect("a folder");
    let name = format!("{}+{}.json", draft.path.replace('/', "+"), draft.session);
    let text = serde_json::to_string(draft).expect("JSON");
    fs::write(folder.join(name), text).expect("written");
}

#[test]
fn drafts_of_earlier_versions_are_moved_once_and_none_that_may_be_anothers_is_taken_up() {
    let project = empty("moved");
    let (state, data) = (project.join("state"), project.join("public/data"));
    fs::create_dir_all(&data).expect("a folder");
    fs::write(data.join("needs.json"), "{}").expect("written");
    keep_as_before(&project, &data, &draft("gallery.json", "window0001", "0"));
    // Typed from the project's folder: another gallery may have been meant.
    let relative = Path::new("public/data");
    keep_as_before(&project, relative, &draft("places.json", "window0001", "0"));
    keep_as_before(
        &project,
        relative,
        &draft("needs.json", "window0001", &revision(b"{}")),
    );
    // Of a folder that this is not.
    keep_as_before(
        &project,
        Path::new("/elsewhere"),
        &draft("gallery.json", "window0009", "0"),
    );
    let drafts = of(&state, &data);
    assert_eq!(drafts.adopt(&project, &data).expect("moved"), 3);
    assert_eq!(drafts.adopt(&project, &data).expect("moved"), 0);
    // What `cargo clean` does.
    fs::remove_dir_all(project.join("target")).expect("gone");
    let all = of(&state, &data).all(None);
    let mut found: Vec<(&str, bool)> = all.iter().map(|it| (it.path.as_str(), it.aside)).collect();
    found.sort();
    assert_eq!(
        found,
        [
            ("gallery.json", false),
            ("needs.json", false),
            ("places.json", true)
        ]
    );
    assert!(all.iter().all(|it| it.value["name"] == "写到一半"));
}

#[test]
fn a_draft_that_cannot_be_read_is_named_and_stays() {
    let folder = empty("broken");
    let drafts = of(&folder.join("state"), &folder);
    drafts
        .keep(&draft("gallery.json", "window0001", ""))
        .expect("kept");
    assert_eq!(drafts.unreadable(), [] as [PathBuf; 0]);
    let broken = drafts.folder().join("needs.json+window0002.json");
    fs::write(&broken, "{\"path\": \"needs.json\", \"val").expect("written");
    assert_eq!(drafts.unreadable(), std::slice::from_ref(&broken));
    assert_eq!(drafts.all(None).len(), 1);
    assert!(broken.exists());
}
