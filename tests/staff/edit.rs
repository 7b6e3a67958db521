//! The editor's server: access, forms, and complete writes.

use crate::{REAL, copied, folder, project, root, text};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use brand_gallery::catalogue::file::Kind;
use brand_gallery::desk::data;
use brand_gallery::desk::edit::auth::{Guard, token};
use brand_gallery::desk::edit::{Editor, form};
use brand_gallery::desk::format::{Beside, text as formatted};
use brand_gallery::desk::schema::schema;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tower::ServiceExt;

const TOKEN: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const HOST: &str = "127.0.0.1:4321";
const BRAND: &str = "brands/huamei-hongxin-jiankang-tongxing.json";

/// A project with the real data, and its editor.
struct Room {
    root: PathBuf,
    router: Router,
}

impl Room {
    fn new(name: &str) -> Room {
        let root = project(&format!("edit-{name}"));
        fs::copy(self::root().join("index.html"), root.join("index.html")).expect("a copy");
        copied(&self::root().join("style"), &root.join("style"));
        Room::again(root)
    }

    /// The editor is started anew.
    fn again(root: PathBuf) -> Room {
        let data = data::Data::of(&root, None);
        let editor = Editor::with_state(&root, data, &root.join("state")).expect("an editor");
        let door = Guard::at(HOST.parse().expect("an address"), TOKEN.to_owned()).expect("a door");
        let router = editor.router(door);
        Room { root, router }
    }

    fn file(&self, path: &str) -> PathBuf {
        data::Data::of(&self.root, None).path(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).expect("a file")
    }

    async fn send(&self, request: Request<Body>) -> (u16, HeaderMap, String) {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 24).await.expect("a body");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        (parts.status.as_u16(), parts.headers, body)
    }

    /// What the editor's own page would be told.
    async fn post(&self, question: &str, body: impl Into<Body>) -> (u16, Value) {
        let request = Request::post(format!("/edit/{question}"))
            .header("host", HOST)
            .header("origin", format!("http://{HOST}"))
            .header("x-edit-token", TOKEN)
            .body(body.into());
        let (status, _, body) = self.send(request.expect("a request")).await;
        (status, serde_json::from_str(&body).expect("JSON"))
    }

    async fn ask(&self, question: &str, asked: Value) -> (u16, Value) {
        let mut asked = asked;
        if asked["session"].is_null() {
            asked["session"] = "window0001".into();
        }
        self.post(question, asked.to_string()).await
    }

    async fn open(&self, path: &str) -> Value {
        let (status, told) = self.ask("open", json!({ "path": path })).await;
        assert_eq!(status, 200, "{told}");
        told
    }
}

#[tokio::test]
async fn whoever_has_no_token_or_comes_from_elsewhere_is_refused_with_a_sentence() {
    let room = Room::new("door");
    let own = format!("http://{HOST}");
    let page = format!("/edit/?token={TOKEN}");
    let other_end = format!("/edit/?token={}0", &TOKEN[..63]);
    let longer = format!("{page}0");
    let host = ("host", HOST);
    let token = ("x-edit-token", TOKEN);
    let (page, other_end, longer, own) = (&*page, &*other_end, &*longer, &*own);
    let refused = [
        ("GET", "/edit/", vec![host]),
        ("GET", "/edit/edit.js", vec![host]),
        ("GET", "/edit/seen?n=1", vec![host]),
        ("GET", "/", vec![host]),
        ("GET", "/edit/?token=", vec![host]),
        ("GET", other_end, vec![host]),
        ("GET", longer, vec![host]),
        ("GET", page, vec![]),
        ("GET", page, vec![("host", "evil.example:4321")]),
        ("GET", page, vec![("host", "127.0.0.1:1")]),
        ("GET", page, vec![("host", "127.0.0.1:4321.evil.example")]),
        ("GET", page, vec![host, ("host", "evil.example")]),
        ("GET", page, vec![host, ("origin", "http://evil.example")]),
        ("GET", page, vec![host, ("origin", "null")]),
        ("GET", page, vec![host, ("sec-fetch-site", "cross-site")]),
        ("GET", page, vec![host, ("sec-fetch-site", "same-site")]),
        ("GET", "http://evil.example/edit/", vec![host, token]),
        // What writes names its token in a header: a form of another page cannot.
        ("POST", "/edit/save", vec![host, ("origin", own)]),
        ("POST", page, vec![host, ("origin", own)]),
        (
            "POST",
            "/edit/save",
            vec![host, token, ("origin", "http://127.0.0.1:1")],
        ),
        (
            "POST",
            "/edit/save",
            vec![host, token, ("origin", "https://127.0.0.1:4321")],
        ),
        ("PUT", page, vec![host]),
        ("OPTIONS", "/edit/save", vec![host]),
    ];
    for (method, address, headers) in refused {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in &headers {
            request = request.header(*name, *value);
        }
        let (status, answered, body) = room.send(request.body(Body::empty()).expect("it")).await;
        assert_eq!(status, 403, "{method} {address} {headers:?}: {body}");
        assert!(body.ends_with('。') && !body.contains(TOKEN), "{body}");
        assert!(answered.get("access-control-allow-origin").is_none());
    }
    for (address, part) in [
        (page, "edit.js?token="),
        (&format!("/edit/edit.js?token={TOKEN}"), "x-edit-token"),
        (&format!("/edit/edit.css?token={TOKEN}"), "--celadon-70"),
        (&format!("/edit/gallery.css?token={TOKEN}"), "brand-card"),
    ] {
        let request = Request::get(address).header("host", "localhost:4321");
        let request = request.header("sec-fetch-site", "none").body(Body::empty());
        let (status, headers, body) = room.send(request.expect("it")).await;
        assert!(status == 200 && body.contains(part), "{address}: {status}");
        let policy = headers["content-security-policy"].to_str().expect("text");
        for rule in [
            "default-src 'none'",
            "script-src 'self';",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(rule), "{policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["referrer-policy"], "no-referrer");
    }
}

#[tokio::test]
async fn where_others_could_come_there_is_no_door() {
    for address in ["0.0.0.0:80", "192.168.0.2:80", "[::]:80"] {
        let door = Guard::at(address.parse().expect("an address"), TOKEN.to_owned());
        assert!(door.is_err(), "{address}");
    }
    let (_, bound) = brand_gallery::desk::serve::bind(0).await.expect("a port");
    assert!(bound.ip().is_loopback(), "{bound}");
    let tokens = [token().expect("a token"), token().expect("a token")];
    assert!(
        tokens[0] != tokens[1] && tokens[0].len() == 64,
        "{tokens:?}"
    );
}

/// Whether a value stands in a shape of the form, each field of it; `choices`: what references may name.
fn fits((form, choices): (&Value, &Value), shape: &Value, value: &Value, at: &str) {
    if let Some(record) = shape["record"].as_str() {
        let fields = form["records"][record].as_array().expect(record);
        for (name, value) in value.as_object().unwrap_or_else(|| panic!("{at}: {value}")) {
            if name == "$schema" {
                continue;
            }
            let field = fields.iter().find(|field| field["name"] == **name);
            let field = field.unwrap_or_else(|| panic!("{at}/{name} has no field"));
            let at = format!("{at}/{name}");
            fits((form, choices), &field["shape"], value, &at);
        }
    } else if shape["list"].is_object() {
        for item in value.as_array().expect(at) {
            fits((form, choices), &shape["list"], item, at);
        }
    } else if let Some(words) = shape["choice"].as_array() {
        assert!(words.contains(value), "{at}: {value}");
    } else if let Some(list) = shape["refer"].as_str() {
        let mut choices = choices[list].as_array().expect(list).iter();
        assert!(choices.any(|choice| choice[0] == *value), "{at}: {value}");
    } else if shape["number"].is_array() {
        assert!(value.is_u64(), "{at}: {value}");
    } else {
        assert!(value.is_string(), "{at}: {value}");
        assert!(shape["text"].is_string() || shape["id"] == true);
    }
}

#[test]
fn every_field_of_every_type_has_a_place_in_its_form_and_every_real_value_fits() {
    for kind in Kind::ALL {
        let schema = schema(kind);
        let form = form::form(kind).unwrap_or_else(|| panic!("{kind:?} has no form"));
        let defined = schema["$defs"].as_object().into_iter().flatten();
        let records = defined.map(|(name, record)| (name.as_str(), record));
        for (name, record) in records.chain([("", &schema)]) {
            let properties = record["properties"].as_object().into_iter().flatten();
            for (field, property) in properties.filter(|(field, _)| *field != "$schema") {
                let fields = form["records"][name].as_array().expect(name);
                let found = fields.iter().find(|it| it["name"] == **field);
                let found = found.unwrap_or_else(|| panic!("{kind:?} {name}.{field}"));
                assert_eq!(found["label"], property["title"]);
                let required = record["required"].as_array().into_iter().flatten();
                let required = required.into_iter().any(|it| it == field);
                assert_eq!(found["required"], required, "{kind:?} {name}.{field}");
                let shape = &found["shape"];
                // A lone record or a list of them has its own form.
                for record in [&shape["record"], &shape["list"]["record"]] {
                    let known = record
                        .as_str()
                        .is_none_or(|it| form["records"][it].is_array());
                    assert!(known, "{shape}");
                }
            }
        }
    }
    let town = data::Data::of(root(), Some(&root().join("tests/fixtures/second")));
    for files in [&*REAL, &data::files(&town).expect("the files")] {
        let choices = form::choices(&data::judge_files(files));
        for file in files {
            let form = form::form(Kind::of(&file.path).expect("a kind")).expect("a form");
            let value: Value = serde_json::from_str(text(file)).expect("JSON");
            let whole = json!({ "record": "" });
            fits((&form, &choices), &whole, &value, &file.path);
        }
    }
}

#[tokio::test]
async fn every_real_file_that_is_opened_and_saved_is_the_same_byte_for_byte() {
    let room = Room::new("same");
    for file in REAL.iter() {
        let told = room.open(&file.path).await;
        assert_eq!(told["exists"], true);
        let asked =
            json!({ "path": file.path, "value": told["value"], "revision": told["revision"] });
        let (status, saved) = room.ask("save", asked).await;
        assert_eq!((status, &saved["lines"]), (200, &json!(0)), "{saved}");
        assert_eq!(room.read(&file.path), text(file), "{}", file.path);
    }
}

#[tokio::test]
async fn a_figure_that_is_changed_is_a_changed_line_and_is_seen_before() {
    let room = Room::new("figure");
    let told = room.open(BRAND).await;
    let mut value = told["value"].clone();
    value["figures"][0]["value"] = "116".into();
    let (status, looked) = room
        .ask("look", json!({ "path": BRAND, "value": value }))
        .await;
    assert_eq!((status, &looked["here"]), (200, &json!([])), "{looked}");
    let seen = format!("/edit/seen?n={}&token={TOKEN}", looked["drawn"]);
    let request = Request::get(seen).header("host", HOST).body(Body::empty());
    let (status, headers, page) = room.send(request.expect("it")).await;
    assert!(status == 200 && page.contains("116") && page.contains("华美红心"));
    assert!(!page.contains("<script"), "what is drawn is looked at");
    let policy = headers["content-security-policy"].to_str().expect("text");
    assert!(
        policy.contains("sandbox allow-same-origin") && policy.contains("frame-ancestors 'self'")
    );
    assert!(
        room.read(BRAND).contains("\"115\""),
        "nothing is written yet"
    );

    let asked = json!({ "path": BRAND, "value": value, "revision": told["revision"] });
    let (status, saved) = room.ask("save", asked.clone()).await;
    assert_eq!((status, &saved["lines"]), (200, &json!(1)), "{saved}");
    let wanted = told_text(BRAND).replacen("\"115\"", "\"116\"", 1);
    assert_eq!(room.read(BRAND), wanted);

    // Who began with the old file is told, shown the new one, and has written nothing.
    let (status, refused) = room.ask("save", asked).await;
    assert_eq!(status, 409, "{refused}");
    assert_eq!(refused["theirs"]["figures"][0]["value"], "116");
    assert_eq!(refused["revision"], saved["revision"]);
    assert_eq!(room.read(BRAND), wanted);
}

fn told_text(path: &str) -> &'static str {
    if path == "private.json" {
        return crate::PRIVATE;
    }
    text(REAL.iter().find(|file| file.path == path).expect("a file"))
}

#[tokio::test]
async fn the_settings_are_seen_on_the_first_page_in_their_own_name_seal_and_colours() {
    let room = Room::new("settings");
    let told = room.open("gallery.json").await;
    let mut value = told["value"].clone();
    let fields = told["form"]["records"]["Colours"]
        .as_array()
        .expect("colours");
    let mut main = fields[0]["shape"]["first"].clone();
    let second = fields[1]["shape"]["first"].clone();
    assert_eq!(
        main.as_array().map(Vec::len),
        Some(7),
        "begins as the house's"
    );
    main[2] = json!("#1b3f72");
    value["name"] = "海边品牌馆".into();
    value["colours"] = json!({ "main": main, "second": second });
    let look = async |value: &Value| {
        let asked = json!({ "path": "gallery.json", "value": value });
        let (status, looked) = room.ask("look", asked).await;
        assert_eq!(status, 200, "{looked}");
        looked
    };
    let get = async |what: &str, looked: &Value| {
        let address = format!("/edit/{what}?n={}&token={TOKEN}", looked["drawn"]);
        let request = Request::get(address).header("host", HOST);
        room.send(request.body(Body::empty()).expect("it")).await.2
    };
    let looked = look(&value).await;
    assert_eq!(looked["here"], json!([]));
    let page = get("seen", &looked).await;
    assert!(page.contains("<h1 class=\"gallery__name visually-hidden\">海边品牌馆</h1>"));
    assert!(page.contains("src=\"data:image/svg+xml,%3c"), "the seal");
    assert!(page.contains(&format!(
        "gallery.css?n={}&amp;token={TOKEN}",
        looked["drawn"]
    )));
    assert!(
        get("gallery.css", &looked)
            .await
            .contains("--celadon-70: #1b3f72;")
    );
    // What is no colour yet is said, and shown in the house's.
    value["colours"]["main"][2] = json!("#1b3; } * { display: none");
    let looked = look(&value).await;
    assert_eq!(looked["here"][0]["at"], "/colours/main/2", "{looked}");
    assert!(!get("gallery.css", &looked).await.contains("#1b3;"));
    // Nothing is written before that is wanted.
    assert_eq!(room.read("gallery.json"), told_text("gallery.json"));
}

#[tokio::test]
async fn what_nobody_may_know_is_written_into_its_file_and_shown_nowhere() {
    let room = Room::new("secret");
    let (_, listed) = room.ask("files", json!({})).await;
    let registers = listed["registers"].as_array().expect("registers");
    assert!(registers.iter().any(|it| it["path"] == "private.json"));
    let told = room.open("private.json").await;
    assert_eq!(told["form"]["secret"], true);
    let mut value = told["value"].clone();
    value["private"]
        .as_array_mut()
        .expect("words")
        .push("暗语".into());
    let asked = json!({ "path": "private.json", "value": value, "revision": told["revision"], "unsaved": true, "at": 7 });
    let (_, looked) = room.ask("look", asked.clone()).await;
    assert_eq!(looked["drawn"], Value::Null);
    assert_eq!(looked["lacks"], "这个文件不发布，没有网页。");
    let (status, saved) = room.ask("save", asked).await;
    assert_eq!((status, &saved["lines"]), (200, &json!(2)), "{saved}");
    assert!(room.read("private.json").contains("\"暗语\""));
    // A word that stands elsewhere is told before it is written.
    value["private"][0] = "华美红心".into();
    let asked = json!({ "path": "private.json", "value": value, "revision": saved["revision"] });
    let (status, refused) = room.ask("save", asked).await;
    assert_eq!((status, &refused["may"]), (422, &json!(true)));
    assert!(!refused["elsewhere"].as_array().expect("files").is_empty());
    // A gallery that has none yet begins with an empty list.
    fs::remove_file(room.file("private.json")).expect("gone");
    let told = room.open("private.json").await;
    assert_eq!(
        (&told["exists"], &told["value"]),
        (&json!(false), &Value::Null)
    );
    let asked = json!({ "path": "private.json", "value": { "private": ["暗语"] }, "revision": "" });
    assert_eq!(room.ask("save", asked).await.0, 200);
    let published = room.root.join("published");
    let files = data::files(&data::Data::of(&room.root, None)).expect("files");
    data::publish(&files, &published).expect("laid");
    assert!(!published.join("private.json").exists() && published.join("gallery.json").exists());
    // Nothing of it is among the files that Trunk copies.
    assert!(room.root.join(data::PRIVATE).is_file());
    assert!(
        everything(&room.root.join("public"))
            .iter()
            .all(|bytes| !holds(bytes, "暗语"))
    );
    assert!(
        everything(&published)
            .iter()
            .all(|bytes| !holds(bytes, "暗语"))
    );
}

/// The bytes of all files below a folder.
fn everything(folder: &Path) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => found.extend(everything(&path)),
            false => found.push(fs::read(&path).expect("a file")),
        }
    }
    found
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes
        .windows(word.len())
        .any(|window| window == word.as_bytes())
}

#[tokio::test]
async fn a_problem_stands_beside_the_field_that_it_is_of() {
    let room = Room::new("beside");
    let whole = |path: &str| -> Value { serde_json::from_str(told_text(path)).expect("JSON") };
    let yilu = "brands/yilu-gendang.json";
    let initiative = &whole(yilu)["initiatives"][2]["id"];
    assert!(initiative.is_string());
    for (path, pointer, new, part) in [
        (BRAND, "/owner", json!("nobody"), "institutions.json"),
        (BRAND, "/figures/1/unit", json!(""), "没有文字"),
        (BRAND, "/figures/1/unit", json!(" "), "没有文字"),
        (BRAND, "/summary/sources", json!([]), "没有出处"),
        (BRAND, "/summary", json!({}), "缺少"),
        (BRAND, "/order", json!("四"), "类型不对"),
        (BRAND, "/kind", json!("公司"), "词表"),
        (BRAND, "/emblem", json!("nothing"), "图案"),
        (BRAND, "/notes/2/text", json!("换\n行"), "换行"),
        (yilu, "/initiatives/2/summary/text", json!(""), "没有文字"),
        (
            yilu,
            "/initiatives/2/owner",
            json!("nobody"),
            "institutions.json",
        ),
        ("needs.json", "/needs/3/name", json!(""), "没有文字"),
        ("gallery.json", "/name", json!("馆"), "应为 2 到 12 个"),
        ("gallery.json", "/seal", json!("甬医"), "不是一个字"),
        (
            "gallery.json",
            "/core",
            json!("nobody"),
            "没有“nobody”这个品牌",
        ),
        ("gallery.json", "/examples/1", json!("高铁站"), "搜会落空"),
        ("private.json", "/private/2", json!(" "), "没有文字"),
        ("places.json", "/places/4/sources", json!([]), "没有出处"),
        (
            "synonyms.json",
            "/synonyms/2/means/0",
            json!("没有印过的词"),
            "材料里没有",
        ),
        (
            "institutions.json",
            "/institutions/1/other_names/0/sources",
            json!(["x"]),
            "documents.json",
        ),
    ] {
        let mut value = whole(path);
        match value.pointer_mut(pointer) {
            Some(node) => *node = new,
            None => value["initiatives"][2]["owner"] = new,
        }
        let (status, told) = room
            .ask("look", json!({ "path": path, "value": value }))
            .await;
        assert_eq!(status, 200, "{told}");
        let here = told["here"].as_array().expect("problems");
        let stands = here.iter().any(|it| {
            let at = it["at"].as_str().expect("a pointer");
            at.starts_with(pointer) && it["sentence"].as_str().is_some_and(|it| it.contains(part))
        });
        assert!(stands, "{path}{pointer}: {told:#}");
    }
    // What others lose by it is told, too.
    let mut value = whole("documents.json");
    value["documents"].as_array_mut().expect("a list").remove(0);
    let (_, told) = room
        .ask("look", json!({ "path": "documents.json", "value": value }))
        .await;
    let elsewhere = told["elsewhere"].as_array().expect("problems");
    assert!(
        elsewhere
            .iter()
            .any(|it| it.as_str().is_some_and(|it| it.contains(BRAND)))
    );
}

#[tokio::test]
async fn what_is_half_written_is_kept_and_comes_into_no_file() {
    let room = Room::new("half");
    let told = room.open(BRAND).await;
    let mut value = told["value"].clone();
    value["order"] = Value::Null;
    value["figures"] = json!([{ "value": "1" }]);
    let asked = json!({ "path": BRAND, "value": value, "revision": told["revision"], "unsaved": true, "at": 7 });
    let (status, looked) = room.ask("look", asked.clone()).await;
    assert_eq!(
        (status, &looked["readable"]),
        (200, &json!(false)),
        "{looked}"
    );
    let (status, refused) = room.ask("save", asked).await;
    assert_eq!((status, &refused["may"]), (422, &Value::Null), "{refused}");
    assert_eq!(room.read(BRAND), told_text(BRAND));
    // The editor was killed, and another window opens the file.
    let room = Room::again(room.root);
    let asked = json!({ "path": BRAND, "session": "window0002" });
    let (_, told) = room.ask("open", asked).await;
    assert_eq!(told["drafts"][0]["value"], value);
    assert_eq!(told["drafts"][0]["session"], "window0001");
    // What can be read and is wrong is written only when that is wanted.
    let mut wrong = told["value"].clone();
    wrong["owner"] = "nobody".into();
    let mut asked = json!({ "path": BRAND, "value": wrong, "revision": told["revision"] });
    let (status, refused) = room.ask("save", asked.clone()).await;
    assert_eq!((status, &refused["may"]), (422, &json!(true)), "{refused}");
    assert_eq!(room.read(BRAND), told_text(BRAND));
    asked["anyway"] = true.into();
    let (status, saved) = room.ask("save", asked).await;
    assert_eq!(status, 200, "{saved}");
    let (_, told) = room
        .ask("open", json!({ "path": BRAND, "session": "window0002" }))
        .await;
    assert_eq!(
        told["drafts"],
        json!([]),
        "what was saved is no draft any more"
    );
}

#[tokio::test]
async fn what_is_passed_over_and_drafts_that_cannot_be_read_are_told() {
    let room = Room::new("told");
    fs::write(room.file("brands/x - 副本.json"), "{").expect("written");
    fs::write(room.file("brands/.DS_Store"), "").expect("written");
    let asked = json!({ "path": BRAND, "value": {}, "unsaved": true });
    assert_eq!(room.ask("keep", asked).await.0, 200);
    let mut kept = Vec::new();
    folder::all_files(&room.root.join("state"), &mut kept);
    let draft = kept
        .iter()
        .find(|path| path.extension().is_some_and(|it| it == "json"));
    fs::write(draft.expect("a draft"), "{\"path\": ").expect("written");
    let (status, told) = room.ask("files", json!({})).await;
    assert_eq!(status, 200, "{told}");
    let said = |list: &str, part: &str| {
        let list = told[list].as_array().expect("a list").iter();
        list.filter(|it| it.as_str().is_some_and(|it| it.contains(part)))
            .count()
    };
    assert_eq!(
        (
            said("skipped", "x - 副本.json"),
            said("skipped", ".DS_Store")
        ),
        (1, 1)
    );
    assert_eq!(said("unreadable", "window0001"), 1, "{told}");
    // Two galleries that are edited at the same port are told apart.
    let other = Room::new("told-other");
    let of = async |room: &Room| room.open(BRAND).await["gallery"].clone();
    assert_ne!(of(&room).await, of(&other).await);
    assert!(of(&room).await.is_string());
}

#[tokio::test]
async fn a_file_without_end_is_not_read_whole() {
    let room = Room::new("endless");
    // A hole of three gigabytes, as a program that has gone wild leaves it.
    let file = fs::File::create(room.file(BRAND)).expect("a file");
    file.set_len(3 << 30).expect("a hole");
    let (status, told) = room.ask("here", json!({ "path": BRAND })).await;
    assert_eq!(status, 200, "{told}");
    let told = room.open(BRAND).await;
    assert_eq!(told["value"], Value::Null);
    let problems = told["problems"].to_string();
    assert!(problems.contains("上限"), "{problems}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_save_keeps_a_link_and_the_permissions_of_its_file() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let room = Room::new("link");
    let place = room.file(BRAND);
    let target = room.root.join("elsewhere.json");
    fs::rename(&place, &target).expect("moved");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o664)).expect("permitted");
    symlink(&target, &place).expect("a link");
    let told = room.open(BRAND).await;
    let mut value = told["value"].clone();
    value["figures"][0]["value"] = "116".into();
    let asked = json!({ "path": BRAND, "value": value, "revision": told["revision"] });
    let (status, saved) = room.ask("save", asked).await;
    assert_eq!(status, 200, "{saved}");
    assert!(fs::symlink_metadata(&place).expect("a link").is_symlink());
    let mode = fs::metadata(&target).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o664);
    assert!(
        fs::read_to_string(&target)
            .expect("text")
            .contains("\"116\"")
    );
}

#[tokio::test]
async fn a_new_brand_is_written_once_and_over_nothing() {
    let room = Room::new("new");
    let path = "brands/haidao-tongxing.json";
    let told = room.open(path).await;
    assert_eq!(
        (&told["exists"], &told["revision"]),
        (&json!(false), &json!(""))
    );
    let value = json!({ "id": "haidao-tongxing", "order": told["next"], "name": "海岛同行", "kind": "机构品牌", "emblem": "heart",
        "owner": "shi-zhongyi-yiyuan", "summary": { "text": "给海岛居民送医送药。", "sources": ["juli-tongxing"] } });
    let asked = json!({ "path": path, "value": value, "revision": "" });
    let (status, saved) = room.ask("save", asked.clone()).await;
    assert_eq!(status, 200, "{saved}");
    assert_eq!(Some(room.read(path)), formatted(Kind::Brand, &value));
    let (status, _) = room.ask("save", asked).await;
    assert_eq!(status, 409);
    assert!(data::sound(data::Data::of(&room.root, None)).is_ok());
}

#[tokio::test]
async fn windows_of_one_file_hear_of_each_other_and_of_what_others_wrote() {
    let room = Room::new("company");
    let ask = async |session: &str, unsaved: bool| {
        let asked = json!({ "path": BRAND, "session": session, "unsaved": unsaved });
        room.ask("here", asked).await.1
    };
    assert_eq!(ask("window0001", true).await["others"], 0);
    let told = ask("window0002", false).await;
    assert_eq!((&told["others"], &told["unsaved"]), (&json!(1), &json!(1)));
    let before = told["revision"].clone();
    // Somebody writes with another program.
    fs::write(room.file(BRAND), told_text(BRAND).replacen("115", "117", 1)).expect("written");
    assert_ne!(ask("window0002", false).await["revision"], before);
    room.ask("leave", json!({ "session": "window0001" })).await;
    assert_eq!(ask("window0002", false).await["others"], 0);
}

#[tokio::test]
async fn hostile_input_is_told_and_followed_nowhere() {
    let room = Room::new("hostile");
    for path in [
        "",
        "..",
        "../../Cargo.toml",
        "brands/../needs.json",
        "brands/../../x.json",
        "brands/a/b.json",
        "brands/A.json",
        "brands/.json",
        "brands/a.json/",
        "brands/a%2fb.json",
        "brands\\a.json",
        "/etc/passwd",
        "schema/brand.json",
        "needs.json\0",
    ] {
        for question in ["open", "look", "save", "keep", "here", "forget"] {
            let asked =
                json!({ "path": path, "value": {}, "unsaved": true, "whose": "window0001" });
            let (status, told) = room.ask(question, asked).await;
            assert_eq!(status, 404, "{question} {path}: {told}");
        }
    }
    for session in ["", "a", "../../../../x", "a/b/c/d/e", "窗口窗口窗口"] {
        let asked = json!({ "path": BRAND, "session": session, "value": 1, "unsaved": true });
        let (status, told) = room.ask("look", asked).await;
        assert_eq!(status, 400, "{session}: {told}");
    }
    let (status, told) = room.post("save", vec![b'x'; 10 << 20]).await;
    assert!(
        status == 413
            && told["sentence"]
                .as_str()
                .is_some_and(|it| it.contains("上限"))
    );
    let deep = format!(
        "{{\"session\":\"window0001\",\"path\":\"{BRAND}\",\"value\":{}{}}}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    for body in [
        b"\xff\xfe{}".to_vec(),
        b"{\"path\":\"\xb0\xa1\"}".to_vec(),
        deep.into_bytes(),
        b"".to_vec(),
        b"[1".to_vec(),
    ] {
        let (status, told) = room.post("look", body).await;
        assert_eq!(status, 400, "{told}");
    }
    // As deep as a request may be, and of every wrong shape.
    let deep: Value = (0..100).fold(json!(1), |value, _| json!([value]));
    for value in [
        deep,
        json!(null),
        json!([]),
        json!("x"),
        json!({ "figures": { "0": [] } }),
        json!({ "initiatives": [[], {}, 1] }),
    ] {
        for path in [BRAND, "needs.json", "redirects.json"] {
            let asked = json!({ "path": path, "value": value });
            let (status, told) = room.ask("look", asked).await;
            assert_eq!(
                (status, &told["readable"]),
                (200, &json!(false)),
                "{path} {told}"
            );
            let (status, told) = room
                .ask(
                    "save",
                    json!({ "path": path, "value": value, "anyway": true }),
                )
                .await;
            assert_eq!(status, 422, "{path} {told}");
        }
    }
    for file in REAL.iter() {
        assert_eq!(room.read(&file.path), text(file), "{}", file.path);
    }
    let lies = fs::read_dir(room.file("brands")).expect("a folder").count();
    assert_eq!(
        lies,
        REAL.iter()
            .filter(|file| file.path.starts_with("brands/"))
            .count()
    );
}

#[tokio::test]
async fn a_crash_between_writing_and_exchanging_leaves_the_old_file_and_trips_nobody() {
    let room = Room::new("crash");
    let half = &told_text(BRAND).as_bytes()[..500];
    for path in [BRAND, "needs.json"] {
        // Written beside, and there it ends.
        drop(Beside::write(&room.file(path), half).expect("written"));
        assert_eq!(room.read(path), told_text(path));
    }
    let left = |root: &Path| -> Vec<PathBuf> {
        let mut all = Vec::new();
        folder::all_files(&root.join(data::DATA), &mut all);
        all.retain(|path| path.to_string_lossy().ends_with(".new"));
        all
    };
    assert_eq!(left(&room.root).len(), 2);
    assert!(
        data::sound(data::Data::of(&room.root, None)).is_ok(),
        "the check does not trip over it"
    );
    let room = Room::again(room.root);
    assert_eq!(left(&room.root), [] as [PathBuf; 0]);
    let told = room.open(BRAND).await;
    assert_eq!(told["value"]["figures"][0]["value"], "115");
}

#[tokio::test]
async fn a_record_is_retired_from_its_form_and_refused_where_others_refer_to_it() {
    let room = Room::new("retire");
    let reading = data::judge_files(&REAL);
    let (core, other) = (
        reading.catalogue.core().expect("a core"),
        &reading.brands[1],
    );
    // A file that was changed meanwhile stays.
    let path = format!("brands/{}.json", core.id);
    let (status, told) = room
        .ask("retire", json!({ "path": path, "revision": "old" }))
        .await;
    assert_eq!(status, 409, "{told}");
    let opened = room.open(&path).await;
    let asked = json!({ "path": path, "revision": opened["revision"] });
    let (status, told) = room.ask("retire", asked).await;
    assert!(
        status == 422
            && told["sentence"]
                .as_str()
                .is_some_and(|it| it.contains("gallery.json：core")),
        "{told}"
    );
    assert_eq!(
        room.read(&path),
        text(REAL.iter().find(|file| file.path == path).expect("it"))
    );
    // An initiative, and what nothing refers to.
    let (brand, initiative) = (reading.brands.iter())
        .find_map(|brand| Some((brand, brand.initiatives.last()?)))
        .expect("an initiative");
    let path = format!("brands/{}.json", brand.id);
    let opened = room.open(&path).await;
    let asked = json!({ "path": path, "revision": opened["revision"], "chosen": initiative.id.as_str(), "to": format!("brands/{}/", other.id) });
    let (status, told) = room.ask("retire", asked).await;
    assert_eq!((status, &told["gone"]), (200, &json!(false)), "{told}");
    assert!(
        !room
            .read(&path)
            .contains(&format!("\"id\": \"{}\"", initiative.id))
    );
    let register: Value = serde_json::from_str(&room.read("retired.json")).expect("JSON");
    let record = &register["retired"][0];
    assert_eq!(
        record["from"],
        format!("brands/{}/{}/", brand.id, initiative.id)
    );
    assert_eq!(record["to"], format!("brands/{}/", other.id));
    let free = reading.brands.iter().find(|brand| {
        let change = brand_gallery::desk::retire::retire(
            &REAL,
            "brand",
            brand.id.as_str(),
            None,
            "2026-11-29",
        );
        change.is_ok_and(|change| change.problems(&REAL).is_empty())
    });
    let path = format!("brands/{}.json", free.expect("a brand").id);
    let opened = room.open(&path).await;
    let asked = json!({ "path": path, "revision": opened["revision"] });
    let (status, told) = room.ask("retire", asked).await;
    assert_eq!((status, &told["gone"]), (200, &json!(true)), "{told}");
    assert!(!room.file(&path).exists());
    // What has no page is not retired.
    let opened = room.open("documents.json").await;
    let asked = json!({ "path": "documents.json", "revision": opened["revision"], "chosen": "x" });
    let (status, told) = room.ask("retire", asked).await;
    assert_eq!(status, 422, "{told}");
}

#[tokio::test]
async fn what_is_due_is_listed_and_a_check_is_noted_by_a_role_alone() {
    let room = Room::new("due");
    let path = "brands/gaoshan-xunhui.json";
    let (status, told) = room.ask("due", json!({})).await;
    assert_eq!((status, &told["interval"]), (200, &json!(180)), "{told}");
    let all = told["due"].as_array().expect("a list").clone();
    let units = REAL.len();
    assert!(all.len() > units, "{}: never checked", all.len());
    let before = room.read(path);
    let initiative = all
        .iter()
        .find(|it| it["path"] == path && it["id"] != "")
        .expect("an initiative");
    let asked = json!({ "path": path, "chosen": initiative["id"], "by": " " });
    let (status, told) = room.ask("checked", asked).await;
    assert_eq!(status, 422, "{told}");
    assert_eq!(told["sentence"], "还没有写核对者。请先写科室或职务。");
    assert_eq!(room.read(path), before);
    let asked = json!({ "path": path, "chosen": "nobody", "by": "品牌办" });
    assert_eq!(room.ask("checked", asked).await.0, 422);
    assert_eq!(room.read(path), before);
    let asked = json!({ "path": path, "chosen": initiative["id"], "by": "品牌办" });
    let (status, told) = room.ask("checked", asked).await;
    assert_eq!(status, 200, "{told}");
    let on = told["on"].as_str().expect("a day").to_owned();
    let value: Value = serde_json::from_str(&room.read(path)).expect("JSON");
    let noted: Vec<&Value> = (value["initiatives"].as_array().expect("a list").iter())
        .filter(|it| !it["checked"].is_null())
        .collect();
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0]["id"], initiative["id"]);
    assert_eq!(noted[0]["checked"], json!({ "on": on, "by": "品牌办" }));
    let (_, told) = room.ask("due", json!({})).await;
    let rest = told["due"].as_array().expect("a list");
    assert_eq!(rest.len(), all.len() - 1);
    assert!(!rest.contains(initiative));
}
