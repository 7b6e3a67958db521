//! The watched site of an invented town while its records are renamed, retired and removed.

use super::drawing::Part;
use super::*;
use crate::desk::data::{judge_files, publish};
use crate::desk::redirect::MARK;
use crate::desk::rename::rename;
use crate::desk::retire::retire;
use axum::body::{Body, to_bytes};
use tower::ServiceExt;

/// A project without programs, with the data of the invented town, and its watched site.
fn town(name: &str) -> Watched {
    let real = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = real.join("target/tmp").join(format!("watch-{name}"));
    let _ = fs::remove_dir_all(&root);
    let put = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    };
    for file in [
        "boot-0.js",
        "offline-0.js",
        "gallery-0.css",
        "gallery-0.js",
        "gallery-0_bg.wasm",
        "companion-0.css",
        "companion-0.js",
        "companion-0_bg.wasm",
    ] {
        put(&format!("dist/{file}"), "");
    }
    put("dist/release.txt", "0 /");
    // What was built stands at its address only where no data say what does.
    for path in [
        "index.html",
        "brands/wangyue-yezhen/index.html",
        "en/index.html",
        "beam.svg",
        "places/share.png",
    ] {
        put(&format!("dist/{path}"), BUILT);
    }
    let read = |path: &str| fs::read_to_string(real.join(path)).expect("a file");
    put("index.html", &read("index.html"));
    put("public/sw.js", &read("public/sw.js"));
    let town = Data::of(real, Some(&real.join("tests/fixtures/second")));
    // Pictures, stories and large figures would hold back what is removed here.
    let files = crate::desk::data::files(&town).expect("files").into_iter();
    for file in files.filter(|file| file.path != "media.json") {
        let mut text = String::from_utf8(file.bytes).expect("text");
        if file.path == "gallery.json" {
            let mut settings: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            let fields = settings.as_object_mut().expect("settings");
            fields.remove("highlights");
            fields.remove("tours");
            text = settings.to_string();
        }
        put(&format!("data/{}", file.path), &text);
    }
    // Two are chosen, so that one may go.
    let path = root.join("data/brands/wangyue-yezhen.json");
    let mut brand: serde_json::Value =
        serde_json::from_slice(&fs::read(&path).expect("a brand")).expect("JSON");
    brand["honours"] =
        serde_json::json!([{"name": "星山市五星服务品牌", "level": "入选", "sources": ["xugou"]}]);
    fs::write(&path, brand.to_string()).expect("written");
    let data = Data::of(&root, Some(&root.join("data")));
    Watched::of(&root, data, &root.join("dist")).expect("a watched site")
}

impl Watched {
    /// What a browser gets: status, policy and text.
    async fn get(&self, path: &str) -> (u16, String, String) {
        let request = Request::get(path).header(ACCEPT, "text/html");
        let request = request.body(Body::empty()).expect("a request");
        let answer = self.router().oneshot(request).await;
        let (parts, body) = answer.expect("an answer").into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        let policy = parts.headers.get("content-security-policy");
        let policy = policy
            .map_or("", |it| it.to_str().expect("text"))
            .to_owned();
        (
            parts.status.as_u16(),
            policy,
            String::from_utf8_lossy(&bytes).into_owned(),
        )
    }

    /// The text of a page that is there.
    async fn page(&self, path: &str) -> String {
        let (status, _, html) = self.get(path).await;
        assert_eq!(status, 200, "{path}");
        html
    }

    fn change(
        &mut self,
        change: impl FnOnce(&[File]) -> Result<crate::desk::change::Change, Failure>,
    ) {
        let files = crate::desk::data::files(&self.data).expect("files");
        let change = change(&files).unwrap_or_else(|failure| panic!("{failure}"));
        change.carry_out(&self.data, &files).expect("written");
        self.look();
    }
}

/// What lies in the built site.
const BUILT: &str = "as it was built";

const BRAND: &str = "brands/baitian-touxi/";
const INITIATIVE: &str = "brands/baitian-touxi/jiesong-che/";

#[tokio::test]
async fn what_was_renamed_and_retired_answers_in_every_language_and_frame() {
    let mut town = town("moved");
    for folder in ["", "zh-hant/", "en/"] {
        let html = town.page(&format!("/{folder}{BRAND}")).await;
        assert!(
            html.contains("id=\"main\"") && html.contains(SCRIPT),
            "{folder}"
        );
    }
    town.change(|files| rename(files, "brand", "baitian-touxi", "rijian"));
    town.change(|files| rename(files, "initiative", "rijian/jiesong-che", "che"));
    for (folder, said) in [
        ("", "网址已改。"),
        ("zh-hant/", "網址已改。"),
        ("en/", "This address has changed."),
    ] {
        for (old, new) in [
            (BRAND, "brands/rijian/"),
            (INITIATIVE, "brands/rijian/che/"),
            ("brands/rijian/jiesong-che/", "brands/rijian/che/"),
            ("tour/baitian-touxi/", "tour/rijian/"),
        ] {
            let html = town.page(&format!("/{folder}{old}")).await;
            let to = format!("/{folder}{new}");
            assert!(
                html.contains(MARK) && html.contains(said),
                "{folder}{old}: {html}"
            );
            for link in [
                format!("content=\"0; url={to}\""),
                format!("href=\"{to}\">"),
                format!("<link rel=\"canonical\" href=\"{to}\">"),
            ] {
                assert!(html.contains(&link), "{link}: {html}");
            }
            let shown = town.page(&to).await;
            assert!(
                shown.contains("id=\"main\"") && !shown.contains(MARK),
                "{to}"
            );
        }
    }
    for piece in ["brands", "figures"] {
        let (_, policy, html) = town.get(&format!("/embed/{piece}/baitian-touxi/")).await;
        assert!(
            html.contains("白天透析") && html.contains("/brands/rijian/"),
            "{html}"
        );
        assert!(!policy.contains("frame-ancestors"), "{policy}");
        assert!(
            !html.contains("http-equiv=\"refresh\""),
            "what the address of the frame wishes for stays"
        );
    }
    assert!(
        town.page("/data/brands/baitian-touxi.json")
            .await
            .contains("\"rijian\"")
    );

    town.change(|files| retire(files, "brand", "rijian", None, "2026-11-29"));
    let owner = "institutions/xingshan-yiyuan/";
    for (folder, said) in [
        ("", "已经停用，本馆不再单独介绍"),
        ("zh-hant/", "已經停用，本館不再單獨介紹"),
        ("en/", "has been retired"),
    ] {
        for path in ["brands/rijian/", "brands/rijian/che/"] {
            let html = town.page(&format!("/{folder}{path}")).await;
            assert!(
                html.contains(said) && html.contains("2026-11-29"),
                "{folder}{path}: {html}"
            );
            assert!(
                html.contains(&format!("href=\"/{folder}{owner}\"")),
                "{folder}{path}"
            );
            assert!(
                html.contains("<meta name=\"robots\" content=\"noindex\""),
                "{folder}{path}"
            );
        }
        for (old, new) in [
            (BRAND, "brands/rijian/"),
            (INITIATIVE, "brands/rijian/che/"),
            ("tour/rijian/", "brands/rijian/"),
        ] {
            let html = town.page(&format!("/{folder}{old}")).await;
            assert!(
                html.contains(&format!("content=\"0; url=/{folder}{new}\"")),
                "{html}"
            );
        }
        for list in [
            "",
            "matrix/",
            "figures/",
            "timeline/",
            "tour/",
            "compare/",
            owner,
        ] {
            let html = town.page(&format!("/{folder}{list}")).await;
            assert!(!html.contains("白天透析"), "/{folder}{list}");
        }
    }
    for id in ["rijian", "baitian-touxi"] {
        for piece in ["brands", "figures"] {
            let (status, policy, html) = town.get(&format!("/embed/{piece}/{id}/")).await;
            assert!(
                status == 200 && html.contains("已经停用") && html.contains(owner),
                "{html}"
            );
            assert!(!policy.contains("frame-ancestors"), "{policy}");
        }
        let data = town.page(&format!("/data/brands/{id}.json")).await;
        assert!(data.contains("\"since\": \"2026-11-29\""), "{data}");
    }
    assert!(!town.page("/data/catalogue.json").await.contains("白天透析"));
}

#[tokio::test]
async fn what_was_removed_by_hand_is_gone_from_the_watched_site_too() {
    let mut town = town("removed");
    let gone = [
        "/brands/wangyue-yezhen/",
        "/embed/brands/wangyue-yezhen/",
        "/data/brands/wangyue-yezhen.json",
        "/en/brands/wangyue-yezhen/",
    ];
    for path in gone {
        town.page(path).await;
    }
    let path = town.data.path("brands/wangyue-yezhen.json");
    fs::remove_file(path).expect("removed");
    town.look();
    assert_eq!(town.shown.borrow().problems.len(), 0);
    for path in gone {
        assert_eq!(town.get(path).await.0, 404, "{path}");
    }
    // The share picture of the built site and the pages of all others stay.
    town.page("/brands/baitian-touxi/").await;
    town.page("/404.html").await;
}

#[tokio::test]
async fn an_edit_costs_one_file_and_a_page_what_it_shows() {
    let mut town = town("effort");
    let parts = |town: &Watched| {
        let shown = town.shown.borrow();
        let drawing = shown.drawing.as_ref().expect("a drawing");
        drawing.parts()
    };
    let page = |language: Language, path: &str| Part::Page(language, path.to_owned());
    let home = page(Language::Simplified, "");
    assert_eq!(parts(&town), [], "nobody has asked for anything");
    town.page("/").await;
    assert_eq!(parts(&town), std::slice::from_ref(&home));

    let path = town.data.path("brands/baitian-touxi.json");
    let text = fs::read_to_string(&path).expect("a brand");
    fs::write(&path, text.replace("白天透析", "白天来回")).expect("saved");
    let (before, parsed) = (town.shown.borrow().number, town.memory.parsed());
    town.look();
    assert_eq!(town.shown.borrow().number, before + 1);
    assert_eq!(town.memory.parsed(), parsed + 1, "the others are known");
    assert_eq!(parts(&town), []);
    assert!(town.page(&format!("/{BRAND}")).await.contains("白天来回"));
    let brand = page(Language::Simplified, BRAND);
    assert_eq!(parts(&town), [home.clone(), brand.clone()]);
    // Asked for again it is there.
    town.page(&format!("/{BRAND}")).await;
    town.get("/beam.svg").await;
    assert_eq!(parts(&town), [home.clone(), brand.clone()]);
    let models = town.page(&format!("/en/{BRAND}page.json")).await;
    assert!(models.contains("白天来回") && models.contains(BRAND));
    let front = town.page("/en/data/catalogue.json").await;
    assert!(front.contains("白天来回"), "{front}");
    let models = Part::Models(Language::English, format!("{BRAND}page.json"));
    let mut drawn = vec![home, brand, models, Part::Front(Language::English)];
    assert_eq!(parts(&town), drawn);
    // Only what needs the search index makes it.
    assert!(!town.page("/data/search-head.bin").await.is_empty());
    drawn.push(Part::Search);
    assert_eq!(parts(&town), drawn);

    town.look();
    assert_eq!(town.memory.parsed(), parsed + 1);
    assert_eq!(parts(&town), drawn, "nothing has changed");
    let folder = town.folder.join(before.to_string());
    assert!(folder.exists());
    fs::write(&path, text).expect("saved");
    town.look();
    assert!(!folder.exists(), "it goes with its drawing");
}

#[tokio::test]
async fn what_is_drawn_lies_where_the_built_site_has_it_and_all_else_is_the_built_site_s() {
    let town = town("parts");
    for path in ["/beam.svg", "/places/share.png"] {
        assert_eq!(town.page(path).await, BUILT);
    }
    for path in ["/", "/index.html", "/en/", "/brands/wangyue-yezhen/"] {
        let html = town.page(path).await;
        assert!(
            html.contains("id=\"main\"") && !html.contains(BUILT),
            "{path}"
        );
    }
    // The same as all at once.
    let (built, reading) = (town.folder.join("all"), judge_files(&town.files));
    town.writer.draw(&built, reading).expect("drawn");
    publish(&town.files, &built.join("data")).expect("published");
    let mut files = Vec::new();
    let mut folders = vec![built.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    assert!(files.len() > 60);
    // The styles of framed pieces come with the first of these.
    files.sort_by_key(|file| file.extension().is_some_and(|it| it == "css"));
    for file in files {
        let path = file.strip_prefix(&built).expect("below").to_string_lossy();
        let (status, _, drawn) = town.get(&format!("/{path}")).await;
        let is_whole = drawn == String::from_utf8_lossy(&fs::read(&file).expect("a file"));
        let expected = if path == "404.html" { 404 } else { 200 };
        assert!(status == 200 || status == expected, "{path}: {status}");
        assert!(is_whole, "{path}");
    }
    // Without the slash at its end an address leads to the one with it; what has no page has none without it either.
    assert_eq!(
        town.get(&format!("/{}", BRAND.trim_end_matches('/')))
            .await
            .0,
        308
    );
    for path in [
        "/brands/nobody",
        "/brands/nobody/",
        "/en/data/",
        "/data/brands/nobody.json",
        "/%ff/",
        "/..%2f..%2findex.html",
    ] {
        let (status, _, html) = town.get(path).await;
        assert_eq!(
            (status, html.contains("id=\"main\"")),
            (404, true),
            "{path}"
        );
    }
}

#[tokio::test]
async fn where_nothing_could_be_shown_yet_the_built_site_is() {
    let mut town = town("never");
    let path = town.data.path("brands/baitian-touxi.json");
    let text = fs::read_to_string(&path).expect("a brand");
    town.shown.send_modify(|shown| shown.drawing = None);
    fs::write(&path, "{").expect("saved");
    town.look();
    assert!(town.page("/").await.contains("数据有"));
    assert_eq!(town.page("/?last-good").await, BUILT);
    fs::write(&path, text).expect("saved");
    town.look();
    assert!(town.page("/").await.contains("id=\"main\""));
}
