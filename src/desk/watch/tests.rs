//! The watched site of an invented town while its records are renamed, retired and removed.

use super::*;
use crate::desk::redirect::MARK;
use crate::desk::rename::rename;
use crate::desk::retire::retire;
use axum::body::to_bytes;
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
    for language in Language::ALL {
        put(&format!("dist/{}index.html", language.folder()), "");
    }
    let read = |path: &str| fs::read_to_string(real.join(path)).expect("a file");
    put("index.html", &read("index.html"));
    put("public/sw.js", &read("public/sw.js"));
    copy(&real.join("tests/fixtures/second"), &root.join("data")).expect("copied");
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
    async fn get(&mut self, path: &str) -> (u16, String, String) {
        let request = Request::get(path).header(ACCEPT, "text/html");
        let request = request.body(Body::empty()).expect("a request");
        let answer = tokio::spawn(self.router().oneshot(request));
        while !answer.is_finished() {
            tokio::task::yield_now().await;
            self.draw_wanted();
        }
        let (parts, body) = answer
            .await
            .expect("an answer")
            .expect("an answer")
            .into_parts();
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
    async fn page(&mut self, path: &str) -> String {
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
    assert_eq!(town.drawn.borrow().problems.len(), 0);
    for path in gone {
        assert_eq!(town.get(path).await.0, 404, "{path}");
    }
    // The share picture of the built site and the pages of all others stay.
    town.page("/brands/baitian-touxi/").await;
    town.page("/404.html").await;
}
