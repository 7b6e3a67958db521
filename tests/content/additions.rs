//! Brands added to a copy of the real data, in each of the ways in which staff add one; then the content checks run on the copy.
//!
//! The ways: a file, begun with `new brand` and finished by hand; a row of a spreadsheet; the editor's requests. Afterwards the data's own check has no
//! problem, every test of `content.rs` is green on the copy, and the pages and share pictures of the new brands are whole.

use crate::FOLDER;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use brand_gallery::desk::build::PageWriter;
use brand_gallery::desk::data::{self, Data};
use brand_gallery::desk::edit::Editor;
use brand_gallery::desk::edit::auth::Guard;
use brand_gallery::desk::prerender::{Assets, Template, screens};
use brand_gallery::desk::{args, emblems, lint, picture};
use brand_gallery::route::set_site;
use brand_gallery::screen::Site;
use brand_gallery::search::source;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tower::ServiceExt;

#[path = "../fixtures/copied.rs"]
mod copied;

use copied::copied;

const TOKEN: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const HOST: &str = "127.0.0.1:4321";

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An empty folder of this name.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A copy of the real data with its registers.
fn copy_of_data(name: &str) -> PathBuf {
    let folder = scratch(name);
    copied(&project().join(data::DATA), &folder);
    folder
}

fn value(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    serde_json::from_str(&text).expect("JSON")
}

/// The id of the first record of a register.
fn first(data: &Path, register: &str) -> String {
    let file = value(&data.join(format!("{register}.json")));
    file[register][0]["id"].as_str().expect("an id").to_owned()
}

fn brands(data: &Path) -> usize {
    fs::read_dir(data.join("brands")).expect("brands").count()
}

/// Runs the command line on this data: what it says. It must succeed.
fn run(data: &Path, words: &[&str], input: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_brand-gallery"))
        .args(words)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let _ = (program.stdin.take().expect("its input")).write_all(input.as_bytes());
    let output = program.wait_with_output().expect("its answer");
    let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("text");
    assert!(output.status.success(), "{words:?}: {said}");
    said
}

/// As the handbook says: `new brand`, then initiatives and figures in the file, `fmt`, `check`.
fn add_by_file(data: &Path, name: &str, id: &str) {
    let (owner, document) = (first(data, "institutions"), first(data, "documents"));
    let answers = format!(
        "{name}\n{id}\n\n机构品牌\n{owner}\n给路过的人量血压👍，也给他们倒水。\n{document}\n\nheart\n\n\n"
    );
    run(data, &["new", "brand"], &answers);
    let path = data.join(format!("brands/{id}.json"));
    let mut brand = value(&path);
    let statement = |text: &str| json!({"text": text, "sources": [document]});
    brand["figures"] =
        json!([{"value": "3", "unit": "个", "label": "开了几处", "sources": [document]}]);
    brand["initiatives"] = json!([{
        "id": "yexiao", "name": "眼科夜校❤️", "kind": "服务", "summary": statement("晚上教人护眼。"),
        "events": [{"year": 2031, "text": "开办", "sources": [document]}],
    }]);
    fs::write(&path, brand.to_string()).expect("written");
    run(data, &["fmt"], "");
}

/// A row of a spreadsheet with the one new brand.
fn add_by_spreadsheet(data: &Path, name: &str, id: &str) {
    let tables = scratch(&format!("{id}-tables")).join("all");
    run(data, &["export", &tables.to_string_lossy()], "");
    let text = fs::read_to_string(tables.join("brands.csv")).expect("a table");
    let heads = text.lines().next().expect("its heads");
    let order = value_of_next_order(data).to_string();
    let (owner, document) = (first(data, "institutions"), first(data, "documents"));
    let cells = heads.trim_start_matches('\u{feff}').split(',').map(|head| {
        match head.split(' ').next().unwrap_or_default() {
            "id" => id,
            "order" => &order,
            "name" => name,
            "kind" => "机构品牌",
            "emblem" => "star",
            "owner" => &owner,
            "summary.text" => "在广场上看眼睛，当场配镜。",
            "summary.sources" => &document,
            _ => "",
        }
    });
    let cells: Vec<&str> = cells.collect();
    let table = scratch(&format!("{id}-table"));
    let lines = format!("{heads}\r\n{}\r\n", cells.join(","));
    fs::write(table.join("brands.csv"), lines).expect("written");
    // An import may ask to be confirmed.
    let mut command = vec!["import".to_owned(), table.to_string_lossy().into_owned()];
    command.extend(args::HELP.contains("--yes").then(|| "--yes".to_owned()));
    let command: Vec<&str> = command.iter().map(String::as_str).collect();
    run(data, &command, "");
}

/// A place in the matrix behind all brands.
fn value_of_next_order(data: &Path) -> u64 {
    let files = fs::read_dir(data.join("brands")).expect("brands");
    let orders = files.map(|file| value(&file.expect("a file").path())["order"].as_u64());
    orders.flatten().max().unwrap_or_default() + 1
}

/// The requests that the editor's page sends for a new brand.
async fn add_by_editor(data: &Path, name: &str, id: &str) {
    let root = scratch(&format!("{id}-editor"));
    fs::copy(project().join("index.html"), root.join("index.html")).expect("a copy");
    copied(&project().join("style"), &root.join("style"));
    let editor = Editor::of(&root, Data::of(&root, Some(data))).expect("an editor");
    let door = Guard::at(HOST.parse().expect("an address"), TOKEN.to_owned()).expect("a door");
    let router = editor.router(door);
    let ask = async |question: &str, mut asked: Value| -> Value {
        asked["session"] = "window0001".into();
        let request = Request::post(format!("/edit/{question}"))
            .header("host", HOST)
            .header("origin", format!("http://{HOST}"))
            .header("x-edit-token", TOKEN)
            .body(Body::from(asked.to_string()))
            .expect("a request");
        let response = router.clone().oneshot(request).await.expect("an answer");
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 1 << 24).await;
        let told: Value = serde_json::from_slice(&bytes.expect("a body")).expect("JSON");
        assert!(status.is_success(), "{question}: {told}");
        told
    };
    let path = format!("brands/{id}.json");
    let told = ask("open", json!({ "path": path })).await;
    let value = json!({
        "id": id, "order": told["next"], "name": name, "kind": "机构品牌", "emblem": "book",
        "owner": first(data, "institutions"),
        "summary": { "text": "给海岛居民送医送药。", "sources": [first(data, "documents")] },
    });
    let asked = json!({ "path": path, "value": value, "revision": told["revision"] });
    ask("look", asked.clone()).await;
    ask("save", asked).await;
}

/// Runs every test of the content on this data, in a process of its own.
fn content_holds(data: &Path) {
    let output = Command::new(std::env::current_exe().expect("this program"))
        .args(["--skip", "additions"])
        .env(FOLDER, data)
        .output()
        .expect("an answer");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("nothing_printed_is_lost"), "{said}");
}

fn assets() -> Assets {
    Assets {
        boot: "/boot.js".to_owned(),
        style: "/gallery.css".to_owned(),
        css: "body { margin: 0; }".to_owned(),
    }
}

/// Draws all pages of the data to text, and the share pictures of the brands with these ids; those pages must be fit to be published.
fn pages_are_whole(data: &Path, ids: &[&str]) {
    set_site("https://brands.example/");
    let folder = Data::of(project(), Some(data));
    let template = fs::read_to_string(project().join("index.html")).expect("the template");
    let assets = assets();
    let template = Template::of(&template, &assets).expect("a template");
    let stage = scratch("additions-site");
    let mut pages = PageWriter::new(template, assets)
        .draw(&stage, data::sound(&folder).expect("sound data"))
        .expect("pages");
    let is_new = |path: &str| ids.iter().any(|id| path.contains(id));
    pages.retain(|page| is_new(&page.path));
    assert!(pages.len() > ids.len(), "{} pages", pages.len());
    let reading = data::sound(&folder).expect("sound data");
    let files = source::files(&reading.catalogue, &reading.brands, &reading.synonyms);
    let site = Site::new(reading.catalogue, reading.brands);
    site.index
        .give_engine(files.engine().expect("a whole index"));
    let mut screens = screens(&site);
    screens.retain(|screen| is_new(&screen.route.path()));
    picture::draw(&stage, &stage, &site, &screens).expect("pictures");
    let wrong = lint::problems(&stage, &pages);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_brand_is_added_in_every_way_and_no_check_of_the_content_turns_red() {
    let data = copy_of_data("additions");
    let before = brands(&data);
    let added = [
        ("健康驿站", "added-by-file"),
        ("眼科光明行", "added-by-sheet"),
        ("𠮷祥海岛同行", "added-by-editor"),
    ];
    let [file, sheet, editor] = added;
    for (at, (name, id)) in (1..).zip(added) {
        match id {
            _ if id == file.1 => add_by_file(&data, name, id),
            _ if id == sheet.1 => add_by_spreadsheet(&data, name, id),
            _ => add_by_editor(&data, name, id).await,
        }
        let said = run(&data, &["check"], "");
        assert!(
            said.contains(&format!("数据无误：{} 个品牌。", before + at)),
            "{said}"
        );
        content_holds(&data);
    }
    assert_eq!(editor.1, "added-by-editor");
    // What the picture cannot write is said before a build, and where.
    let said = run(&data, &["check"], "");
    assert!(
        said.contains("brands/added-by-editor.json:") && said.contains("分享图写不出“𠮷”"),
        "{said}"
    );
    pages_are_whole(&data, &added.map(|(_, id)| id));
}

#[test]
fn with_more_brands_than_motifs_the_content_is_as_sound_as_before() {
    let data = copy_of_data("additions-many");
    let template = value(&data.join("brands/gaoshan-xunhui.json"));
    let (owner, document) = (first(&data, "institutions"), first(&data, "documents"));
    let order = value_of_next_order(&data);
    let motifs: Vec<&str> = brand_gallery::components::motifs().collect();
    for at in 0..motifs.len() * 2 {
        let id = format!("added-{at}");
        let brand = json!({
            "id": id, "order": order + at as u64, "name": format!("新品牌{at}"), "kind": template["kind"], "owner": owner,
            "emblem": motifs[at % motifs.len()], "summary": {"text": format!("第{at}件事。"), "sources": [document]},
        });
        fs::write(data.join(format!("brands/{id}.json")), brand.to_string()).expect("written");
    }
    let said = run(&data, &["check"], "");
    assert!(said.contains("数据无误"), "{said}");
    content_holds(&data);
    let folder = Data::of(project(), Some(&data));
    let reading = data::sound(&folder).expect("sound data");
    let notes = emblems::judge(&reading.brands);
    // Every motif is in use: what is noted are brands of one colour as well, and what is offered is free.
    for note in &notes {
        assert!(note.sentence.contains("可以换一个"), "{note}");
    }
}
