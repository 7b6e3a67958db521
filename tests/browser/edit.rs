//! The editor in a browser: forms are filled in and saved, and nothing that was typed is lost.
//!
//! The editor runs on a project of its own, whose data the tests write. What it refuses and how it judges is `staff/edit.rs`'s question.

use super::access::{AXE, tab_to};
use super::harness::{Folder, Process, dist};
use super::offline::copy;
use super::page::{DESK, PHONE, Page, visit, visit_at};
use brand_gallery::catalogue::check::REGISTERS;
use brand_gallery::catalogue::file::Kind;
use brand_gallery::desk::data;
use brand_gallery::desk::format;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use thirtyfour::Key;

const BRAND: &str = "brands/huamei-hongxin-jiankang-tongxing.json";
const FIGURE: &str = "[data-name=figures] .item [data-name=value] input";

/// A project with data of its own, and no built site.
fn project() -> Folder {
    let (real, project) = (Path::new(env!("CARGO_MANIFEST_DIR")), Folder::new());
    fs::copy(real.join("index.html"), project.0.join("index.html")).expect("a copy");
    copy(&real.join("style"), &project.0.join("style"));
    copy(&real.join(data::DATA), &project.0.join(data::DATA));
    project
}

fn file(project: &Folder, path: &str) -> PathBuf {
    data::Data::of(&project.0, None).path(path)
}

fn read(project: &Folder, path: &str) -> String {
    fs::read_to_string(file(project, path)).expect("a file")
}

/// The editor of a project: its process, its origin, its address below that.
struct Editor {
    _process: Process,
    site: String,
    page: String,
}

impl Editor {
    fn start(project: &Folder, port: &str) -> Editor {
        let (process, (site, page)) = Process::editor(&project.0, &["--port", port]);
        Editor {
            _process: process,
            site,
            page,
        }
    }

    fn port(&self) -> &str {
        self.site.rsplit(':').next().expect("a port")
    }
}

/// Opens a file in the form.
async fn open(page: &Page, editor: &Editor, path: &str) {
    page.open(&format!("{}#/{path}", editor.page)).await;
    until_form(page).await;
}

async fn until_form(page: &Page) {
    page.until(
        "a form",
        "document.querySelector('#form > .record') !== null",
    )
    .await;
    // What the window says of itself once it has asked what is to be said.
    page.until(
        "its state",
        "document.querySelector('#state').textContent !== ''",
    )
    .await;
}

/// Loads the window anew.
async fn reload(page: &Page) {
    page.run("window.before = true; location.reload()").await;
    page.until("a new window", "window.before === undefined")
        .await;
    until_form(page).await;
}

/// Writes `text` in place of what stands in the control that `css` finds first, with whatever folds it unfolded.
async fn write(page: &Page, css: &str, text: &str) {
    page.run(&format!(
        "(() => {{ const it = document.querySelector({0}); for (let up = it; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true; it.scrollIntoView({{ block: 'center' }}); it.focus(); it.select(); }})()",
        json!(css)
    ))
    .await;
    page.press(text).await;
}

async fn until_preview(page: &Page, text: &str) {
    page.until(
        &format!("a preview with {text}"),
        &format!("document.querySelector('.seen__frame:not(.is-coming)')?.contentDocument?.body?.innerText.includes({})", json!(text)),
    )
    .await;
}

async fn until_state(page: &Page, text: &str) {
    page.until(
        &format!("the state {text}"),
        &format!(
            "document.querySelector('#state').textContent.includes({})",
            json!(text)
        ),
    )
    .await;
}

#[tokio::test]
async fn a_changed_figure_is_seen_then_saved_and_one_line_of_the_file_is_another() {
    let project = project();
    let editor = Editor::start(&project, "0");
    let before = read(&project, BRAND);
    visit_at(&editor.site, DESK, async |page| {
        open(page, &editor, BRAND).await;
        page.until_heading("华美红心·健康同行").await;
        until_preview(page, "115").await;
        write(page, FIGURE, "116").await;
        until_preview(page, "116").await;
        // The words in hand are shown, and marked.
        page.until(
            "the mark",
            "document.querySelector('.seen__frame').contentWindow.CSS.highlights.has('hand')",
        )
        .await;
        assert_eq!(read(&project, BRAND), before, "nothing is written yet");
        page.click("#save").await;
        until_state(page, "已写进数据，改了 1 行").await;
    })
    .await;
    assert_eq!(
        read(&project, BRAND),
        before.replacen("\"115\"", "\"116\"", 1)
    );
}

#[tokio::test]
async fn a_problem_stands_beside_its_field_and_leads_there() {
    let project = project();
    let editor = Editor::start(&project, "0");
    visit_at(&editor.site, PHONE, async |page| {
        page.forgive("422");
        open(page, &editor, BRAND).await;
        write(page, "[data-name=figures] .item [data-name=unit] input", " ").await;
        page.until("the sentence", "document.querySelector('[data-name=figures] .item [data-name=unit] > .field__wrong')?.textContent.includes('没有文字')").await;
        let invalid = page.ask::<bool>("document.activeElement.matches('[data-name=unit] input[aria-invalid=true]')").await;
        assert!(invalid);
        // Whoever is elsewhere is led there, and what is folded unfolds.
        page.run("document.querySelectorAll('.item').forEach(it => { it.open = false; }); document.activeElement.blur()").await;
        page.click("#wrong").await;
        page.click(".problems__one").await;
        page.until("the field", "document.activeElement.matches('[data-name=figures] [data-name=unit] input')").await;
        // It is written only when that is wanted, and the sentence says what it costs.
        page.click("#save").await;
        page.until("a question", "document.querySelector('#dialog').open && document.querySelector('#dialog').innerText.includes('发布不了')").await;
        page.click("#dialog .act--main").await;
    })
    .await;
    assert!(read(&project, BRAND).contains("\"名\""));
}

#[tokio::test]
async fn a_sentence_that_no_hospital_may_publish_is_told_while_it_is_written() {
    let project = project();
    let editor = Editor::start(&project, "0");
    visit_at(&editor.site, DESK, async |page| {
        open(page, &editor, BRAND).await;
        write(
            page,
            "[data-name=summary] [data-name=text] textarea",
            "这项服务的治愈率达到98%。",
        )
        .await;
        let told = "document.querySelector('[data-name=summary]').innerText.includes('医疗广告')";
        page.until("the rule and its article", told).await;
        write(
            page,
            "[data-name=summary] [data-name=text] textarea",
            "服务队定期进山。",
        )
        .await;
        page.until("the rule is gone", &format!("!({told})")).await;
    })
    .await;
}

#[tokio::test]
async fn each_file_in_its_form_is_what_it_is() {
    let project = project();
    let editor = Editor::start(&project, "0");
    let files = data::files(&data::Data::of(&project.0, None)).expect("files");
    visit_at(&editor.site, DESK, async |page| {
        page.open(&editor.page).await;
        for file in &files {
            page.run(&format!(
                "location.hash = {}",
                json!(format!("#/{}", file.path))
            ))
            .await;
            page.until(
                "the file",
                &format!(
                    "document.querySelector('#form').dataset.path === {}",
                    json!(file.path)
                ),
            )
            .await;
            let value: Value = page.ask("document.querySelector('#form').read()").await;
            let kind = Kind::of(&file.path).expect("a kind");
            let text = format::text(kind, &value).expect("a file");
            assert_eq!(text.as_bytes(), file.bytes, "{}", file.path);
            let disabled: bool = page.ask("document.querySelector('#save').disabled").await;
            assert!(disabled, "{}: nothing has changed", file.path);
        }
    })
    .await;
}

#[tokio::test]
async fn the_settings_of_the_gallery_are_seen_as_they_are_written() {
    let project = project();
    let editor = Editor::start(&project, "0");
    let before = read(&project, "gallery.json");
    visit_at(&editor.site, DESK, async |page| {
        page.forgive("422");
        open(page, &editor, "gallery.json").await;
        page.until_heading("本馆的名称和颜色").await;
        until_preview(page, "甬医品牌馆").await;
        write(page, "[data-name=name] input", "甬城品牌馆").await;
        until_preview(page, "甬城品牌馆").await;
        write(page, "[data-name=seal] input", "两字").await;
        page.until("the sentence", "document.querySelector('[data-name=seal] > .field__wrong').textContent.includes('不是一个字')").await;
        write(page, "[data-name=seal] input", "甬").await;
        // Its own colours begin as the house's; what is chosen is written, and seen.
        page.run("[...document.querySelectorAll('.absent__one')].find(it => it.textContent === '颜色').click()").await;
        page.until("seven shades and five", "document.querySelectorAll('[data-name=colours] .colour').length === 12").await;
        page.run("(() => { const it = document.querySelectorAll('[data-name=main] .colour')[2]; it.value = '#1b3f72'; it.dispatchEvent(new Event('input', { bubbles: true })); })()").await;
        page.until(
            "the colour on the page",
            "getComputedStyle(document.querySelector('.seen__frame:not(.is-coming)').contentDocument.documentElement).getPropertyValue('--accent').trim() === '#1b3f72'",
        )
        .await;
        page.click("#save").await;
        until_state(page, "已写进数据").await;
    })
    .await;
    let after = read(&project, "gallery.json");
    let written = after.contains("\"甬城品牌馆\"") && after.contains("\"#1b3f72\"");
    assert!(written && after.starts_with(&before[..40]), "{after}");
}

#[tokio::test]
async fn an_empty_folder_becomes_a_gallery_in_which_the_first_brand_can_be_written() {
    let project = project();
    fs::remove_dir_all(project.0.join(data::DATA)).expect("gone");
    fs::create_dir_all(project.0.join(data::DATA)).expect("a folder");
    let editor = Editor::start(&project, "0");
    visit_at(&editor.site, DESK, async |page| {
        page.forgive("422");
        page.open(&editor.page).await;
        page.until(
            "all registers",
            &format!(
                "document.querySelectorAll('.files__one[href$=\".json\"]').length === {}",
                REGISTERS.len() + 1
            ),
        )
        .await;
        open(page, &editor, "gallery.json").await;
        write(page, "[data-name=name] input", "星山品牌馆").await;
        write(page, "[data-name=subject] input", "星山市的服务品牌").await;
        write(page, "[data-name=seal] input", "星").await;
        until_preview(page, "还没有品牌").await;
        page.click("#save").await;
        until_state(page, "已写进数据").await;
        for name in [
            "institutions",
            "places",
            "needs",
            "documents",
            "synonyms",
            "redirects",
        ] {
            open(page, &editor, &format!("{name}.json")).await;
            until_state(page, "还没有这个文件").await;
            page.click("#save").await;
            until_state(page, "已写进数据").await;
        }
    })
    .await;
    let reading = data::sound(data::Data::of(&project.0, None)).expect("sound data");
    assert_eq!(reading.brands.len(), 0);
    assert_eq!(reading.catalogue.gallery.name, "星山品牌馆");
}

#[tokio::test]
async fn what_nobody_may_know_is_kept_on_the_desk_and_not_in_the_browser() {
    let project = project();
    let editor = Editor::start(&project, "0");
    let last = "[...document.querySelectorAll('#form input')].at(-1)";
    visit_at(&editor.site, DESK, async |page| {
        open(page, &editor, "private.json").await;
        page.until_heading("不得公开的字").await;
        page.click("#form .add").await;
        page.press("暗语").await;
        until_state(page, "草稿已留着").await;
        page.until("the sentence", "document.querySelector('#note').textContent.includes('不发布')").await;
        page.until("the desk's draft", "fetch('open', { method: 'POST', headers: { 'x-edit-token': new URLSearchParams(location.search).get('token') }, body: JSON.stringify({ session: 'window0009', path: 'private.json' }) }).then(it => it.text()).then(it => it.includes('暗语'))").await;
        reload(page).await;
        page.until("what was written", &format!("{last}.value === '暗语'")).await;
        let stores: String = page.ask("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])").await;
        assert!(!stores.contains("暗语") && !stores.contains("private"), "{stores}");
        page.click("#save").await;
        until_state(page, "已写进数据").await;
    })
    .await;
    assert!(read(&project, "private.json").contains("\"暗语\""));
}

#[tokio::test]
async fn two_windows_of_one_file_are_told_and_neither_overwrites_the_other() {
    let project = project();
    let editor = Editor::start(&project, "0");
    visit_at(&editor.site, DESK, async |page| {
        page.forgive("409");
        open(page, &editor, BRAND).await;
        let first = page.tabs().await[0].clone();
        page.run(&format!("void window.open({})", json!(format!("{}#/{BRAND}", editor.page)))).await;
        page.until_tabs(2).await;
        let second = page.tabs().await.into_iter().find(|tab| *tab != first).expect("a tab");
        page.switch_to(second.clone()).await;
        until_form(page).await;
        page.until("word of the other", "document.querySelector('#notice-others')?.textContent.includes('另有 1 个窗口')").await;
        write(page, FIGURE, "118").await;
        page.switch_to(first).await;
        page.until("word of the other's work", "document.querySelector('#notice-others')?.textContent.includes('还没写进去')").await;
        write(page, FIGURE, "119").await;
        page.click("#save").await;
        until_state(page, "已写进数据").await;
        page.switch_to(second).await;
        page.until("word of the saved file", "document.querySelector('#notice-news')?.textContent.includes('刚被别处改过')").await;
        page.click("#save").await;
        page.until("both values", "document.querySelector('#dialog').open && ['“118”', '“119”'].every(it => document.querySelector('#dialog').innerText.includes(it))").await;
        assert!(read(&project, BRAND).contains("\"119\""), "not overwritten");
        // After looking, mine.
        page.run("[...document.querySelectorAll('#dialog button')].find(it => it.textContent === '写我的').click()").await;
        until_state(page, "已写进数据").await;
    })
    .await;
    assert!(read(&project, BRAND).contains("\"118\""));
}

#[tokio::test]
async fn what_is_half_written_outlives_a_reload_a_killed_browser_and_a_killed_editor() {
    let project = project();
    let mut editor = Editor::start(&project, "0");
    let port = editor.port().to_owned();
    let holds = format!("document.querySelector({})?.value === '12'", json!(FIGURE));
    let before = read(&project, BRAND);
    visit_at(&editor.site, DESK, async |page| {
        open(page, &editor, BRAND).await;
        write(page, FIGURE, "12").await;
        // At once: nothing but the browser knows of it.
        open(page, &editor, "needs.json").await;
        reload(page).await;
        page.run(&format!("location.hash = '#/{BRAND}'")).await;
        page.until("what was written", &holds).await;
        page.until(
            "word of it",
            "document.querySelector('#notice-draft') !== null",
        )
        .await;
        reload(page).await;
        page.until("what was written", &holds).await;
        until_preview(page, "12").await;
    })
    .await;
    // Another browser, which has nothing of it.
    visit_at(&editor.site, DESK, async |page| {
        open(page, &editor, BRAND).await;
        page.until("what was written", &holds).await;
    })
    .await;
    drop(editor);
    editor = Editor::start(&project, &port);
    visit_at(&editor.site, DESK, async |page| {
        open(page, &editor, BRAND).await;
        page.until("what was written", &holds).await;
        page.click("#notice-draft .act").await;
        page.until(
            "the file's",
            &format!("document.querySelector({})?.value === '115'", json!(FIGURE)),
        )
        .await;
    })
    .await;
    assert_eq!(read(&project, BRAND), before);
}

/// An input of the form that holds the gallery's own name.
const NAME: &str = "#form [data-name=name] input";

#[tokio::test]
async fn a_draft_of_one_gallery_never_fills_the_form_of_another_at_the_same_port() {
    let project = project();
    let town = Folder::new();
    fs::copy(project.0.join("index.html"), town.0.join("index.html")).expect("a copy");
    copy(&project.0.join("style"), &town.0.join("style"));
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/second");
    copy(&data, &town.0.join(data::DATA));
    let editor = Editor::start(&project, "0");
    let (site, port) = (editor.site.clone(), editor.port().to_owned());
    let name = format!("document.querySelector({})?.value", json!(NAME));
    visit_at(&site, DESK, async |page| {
        for text in ["ERR_", "Failed to load"] {
            page.forgive(text);
        }
        open(page, &editor, "gallery.json").await;
        write(page, NAME, "写到一半的馆").await;
        until_state(page, "草稿已留着").await;
        page.until("a draft of the browser", "Object.keys(localStorage).some(it => it.startsWith('draft '))").await;
        drop(editor);
        let other = Editor::start(&town, &port);
        open(page, &other, "gallery.json").await;
        page.until("the town's own name", &format!("{name} === '星山品牌馆'")).await;
        let offers = "document.querySelectorAll('#notice-draft, [id^=notice-offer]').length";
        assert_eq!(page.ask::<u32>(offers).await, 0);
        // One that was kept before keys named the gallery is offered, and says whose it may be.
        page.run("localStorage.setItem('draft gallery.json window0001', JSON.stringify({ path: 'gallery.json', session: 'window0001', revision: '00', at: 1, value: { name: '别的馆' } }))").await;
        reload(page).await;
        page.until("an offer", "document.querySelector('[id^=notice-offer]')?.textContent.includes('也许是另一座城市的馆')").await;
        assert_eq!(page.ask::<String>(&name).await, "星山品牌馆");
        page.run("[...document.querySelectorAll('[id^=notice-offer] button')].find(it => it.textContent === '丢掉').click()").await;
        page.until("it is gone", "localStorage.getItem('draft gallery.json window0001') === null").await;
        // What is no draft any more is named.
        page.run("localStorage.setItem('draft gallery.json window0002', '{')").await;
        reload(page).await;
        page.until("its name", "document.querySelector('#notice-lost')?.textContent.includes('window0002') === true").await;
        drop(other);
        let again = Editor::start(&project, &port);
        open(page, &again, "gallery.json").await;
        page.until("what was written", &format!("{name} === '写到一半的馆'")).await;
    })
    .await;
}

#[tokio::test]
async fn the_dialog_before_a_save_with_problems_says_nothing_but_its_sentences() {
    let project = project();
    let editor = Editor::start(&project, "0");
    visit_at(&editor.site, DESK, async |page| {
        page.forgive("422");
        open(page, &editor, BRAND).await;
        write(page, FIGURE, " ").await;
        page.until("the problem", "!document.querySelector('#wrong').hidden")
            .await;
        page.click("#save").await;
        page.until("the dialog", "document.querySelector('#dialog').open")
            .await;
        let told: String = page
            .ask("document.querySelector('#dialog').innerText")
            .await;
        assert!(
            told.contains("还有要改的地方") && told.contains("仍然写进去"),
            "{told}"
        );
        assert!(
            !told.contains("null") && !told.contains("undefined"),
            "{told}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_editor_that_is_killed_in_mid_save_leaves_the_old_file_or_the_new_one() {
    let project = project();
    let mut editor = Editor::start(&project, "0");
    let port = editor.port().to_owned();
    let mut old = read(&project, BRAND);
    let (mut kept, mut written) = (0, 0);
    for time in 0..6u64 {
        let value = format!("{}", 200 + time);
        let new = {
            let mut it: Value = serde_json::from_str(&old).expect("JSON");
            it["figures"][0]["value"] = value.clone().into();
            format::text(Kind::Brand, &it).expect("a file")
        };
        let page_before = &editor;
        let site = page_before.site.clone();
        let address = page_before.page.clone();
        let mut running = Some(editor);
        visit_at(&site, DESK, async |page| {
            for text in ["ERR_", "Failed to load", "409"] {
                page.forgive(text);
            }
            page.open(&format!("{address}#/{BRAND}")).await;
            until_form(page).await;
            write(page, FIGURE, &value).await;
            page.run("document.querySelector('#save').click()").await;
            tokio::time::sleep(Duration::from_millis(time * 40)).await;
            drop(running.take());
            page.until(
                "the window holds it",
                &format!(
                    "document.querySelector({}).value === '{value}'",
                    json!(FIGURE)
                ),
            )
            .await;
        })
        .await;
        let now = read(&project, BRAND);
        assert!(now == old || now == new, "half a file: {now}");
        assert!(
            data::sound(data::Data::of(&project.0, None)).is_ok(),
            "the check trips over what is left"
        );
        if now == old {
            kept += 1
        } else {
            written += 1
        }
        old = now;
        editor = Editor::start(&project, &port);
    }
    drop(editor);
    eprintln!("{kept} times the old file, {written} times the new one");
}

#[tokio::test]
async fn the_published_site_has_no_editor() {
    let mut folders = vec![dist().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                assert_ne!(path.file_name().expect("a name"), "edit");
                folders.push(path);
            } else {
                let text = String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned();
                assert!(!text.contains("x-edit-token"), "{}", path.display());
            }
        }
    }
    visit(DESK, async |page| {
        page.forgive("404");
        page.open("/edit/").await;
        let status: u16 = page.ask("fetch('/edit/').then(it => it.status)").await;
        assert_eq!(status, 404);
    })
    .await;
}

/// The bars at the edges cover a part of what is scrolled under them, which axe takes for its size: [`SMALL`] measures that. The preview
/// is the site's own page.
const RULES: &str = "axe.run(document, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], \
    rules: { 'target-size': { enabled: false }, 'frame-tested': { enabled: false } } })\
    .then(found => found.violations.map(it => it.id + ': ' + it.nodes.map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join('; ')))";

/// What is operated and smaller than 36 by 36 pixels.
const SMALL: &str = "[...document.querySelectorAll('button, select, input, textarea, summary, a')]\
    .map(it => [it.outerHTML.slice(0, 90), it.getBoundingClientRect()])\
    .filter(([, box]) => box.width > 0 && (box.height < 36 || box.width < 36)).map(([it, box]) => it + ' ' + box.width + ' ' + box.height)";

#[tokio::test]
async fn the_form_is_open_to_the_keyboard_and_axe_finds_nothing_by_day_or_night() {
    let project = project();
    let editor = Editor::start(&project, "0");
    for (view, scheme) in [(DESK, "dark"), (PHONE, "light")] {
        visit_at(&editor.site, view, async |page| {
            page.prefer("", &[("prefers-color-scheme", scheme)]).await;
            open(page, &editor, BRAND).await;
            write(page, FIGURE, "7").await;
            write(
                page,
                "[data-name=figures] .item [data-name=unit] input",
                " ",
            )
            .await;
            page.until(
                "a sentence",
                "document.querySelector('#wrong').hidden === false",
            )
            .await;
            page.run(&format!("{AXE}; 0")).await;
            let wrong: Vec<String> = page.ask(RULES).await;
            assert_eq!(wrong, Vec::<String>::new(), "{view:?} {scheme}");
            let small: Vec<String> = page.ask(SMALL).await;
            assert_eq!(small, Vec::<String>::new(), "{view:?} {scheme}");
            let wide: bool = page
                .ask("document.documentElement.scrollWidth > innerWidth")
                .await;
            assert!(!wide, "{view:?} is scrolled sideways");
        })
        .await;
    }
    visit_at(&editor.site, DESK, async |page| {
        page.forgive("422");
        open(page, &editor, "needs.json").await;
        page.run("[...document.querySelectorAll('.item > summary')].find(it => it.textContent.includes('急救')).focus()")
            .await;
        page.press(Key::Enter).await;
        tab_to(page, ".item[open] [data-name=name] input").await;
        page.press(Key::End).await;
        page.press("与抢救").await;
        until_state(page, "草稿已留着").await;
        let save = json!({ "type": "keyDown", "modifiers": 2, "key": "s", "code": "KeyS" });
        page.tell("Input.dispatchKeyEvent", save).await;
        until_state(page, "已写进数据，改了 1 行").await;
    })
    .await;
    assert!(read(&project, "needs.json").contains("与抢救\""));
}

#[tokio::test]
async fn a_brand_is_retired_with_a_successor_and_one_that_others_refer_to_stays() {
    let project = project();
    let editor = Editor::start(&project, "0");
    let reading = data::judge(&data::Data::of(&project.0, None)).expect("readable");
    let core = reading.catalogue.core().expect("a core").id.to_string();
    let core = format!("brands/{core}.json");
    let (brand, other) = (BRAND, &reading.brands[1]);
    let button = |words: &str| {
        format!(
            "[...document.querySelectorAll('#dialog .act')].find(it => it.textContent === {}).click()",
            json!(words)
        )
    };
    visit_at(&editor.site, DESK, async |page| {
        // The refusal is an answer with a status of its own.
        page.forgive("422");
        open(page, &editor, &core).await;
        page.click("#retire").await;
        page.run(&button("停用")).await;
        until_state(page, "没有停用").await;
        page.until("the places", "document.querySelector('#dialog').innerText.includes('gallery.json：core')").await;
        page.run(&button("知道了")).await;
        open(page, &editor, brand).await;
        page.until("the other form", &format!("document.querySelector('#form').dataset.path === {}", json!(brand))).await;
        page.click("#retire").await;
        let to = format!("brands/{}/", other.id);
        page.run(&format!("(() => {{ const [record, to] = document.querySelectorAll('#dialog select'); record.value = ''; to.value = {}; }})()", json!(to))).await;
        page.run(&button("停用")).await;
        until_state(page, "已停用").await;
        page.until("it is not listed", &format!("!document.querySelector('[href=\"#/{brand}\"]')")).await;
    })
    .await;
    assert!(file(&project, &core).exists() && !file(&project, brand).exists());
    let register: Value = serde_json::from_str(&read(&project, "retired.json")).expect("JSON");
    assert_eq!(
        register["retired"][0]["to"],
        format!("brands/{}/", other.id)
    );
    assert!(data::sound(data::Data::of(&project.0, None)).is_ok());
}

#[tokio::test]
async fn what_is_due_is_a_board_and_a_press_notes_the_check() {
    let project = project();
    let editor = Editor::start(&project, "0");
    let before = read(&project, BRAND);
    let own = format!(".due__one:has(a[href='#/{BRAND}']) .due__done");
    visit_at(&editor.site, DESK, async |page| {
        page.forgive("422");
        page.open(&format!("{}#/due", editor.page)).await;
        page.until_heading("待核对").await;
        let total = page.count(".due__one").await;
        assert!(total > 100, "{total}: nothing was ever checked");
        page.click(&own).await;
        until_state(page, "还没有写核对者。请先写科室或职务。").await;
        assert!(page.ask::<bool>("document.activeElement.id === 'checked-by'").await);
        assert_eq!(read(&project, BRAND), before);
        page.press("品牌办").await;
        page.click(&own).await;
        until_state(page, "已记下：华美红心·健康同行").await;
        assert_eq!(page.count(".due__one").await, total - 1);
        let value: Value = serde_json::from_str(&read(&project, BRAND)).expect("JSON");
        assert_eq!(value["checked"]["by"], "品牌办");
        page.run(&format!("{AXE}; 0")).await;
        let wrong: Vec<String> = page.ask(RULES).await;
        assert_eq!(wrong, [""; 0]);
        // The file is open to be compared, with the note in its form.
        page.run(&format!("location.hash = '#/{BRAND}'")).await;
        until_form(page).await;
        page.until("the note", "document.querySelector('[data-name=checked] [data-name=by] input')?.value === '品牌办'").await;
        assert_eq!(page.text("[data-name=checked] [data-name=by] .field__label").await, "核对者");
    })
    .await;
}
