//! Feedback on a page: the line, the sheet, what is sent and what is kept; and the faces in a lobby.
//!
//! The invented town's site is served with the address of the test's own receiver in place of its own. What each page shows is
//! `tests/view/feedback.rs`'s.

use super::city::{folder, second};
use super::elder::SMALL_TEXT;
use super::fault_server::{Fault, Server};
use super::harness::{SCRATCH, build, copy_of_data, dist, hashed};
use super::kiosk::{CLOCK, lobby, touch_in, until_wiped};
use super::page::{DESK, LOBBY, NARROW, PHONE, Page, visit, visit_at};
use super::states::wrong;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use thirtyfour::Key;
use tokio::task::JoinHandle;

/// The origin of the address in the settings of the invented town.
const RECEIVER: &str = "https://letters.example.org";

const BRAND: &str = "/brands/wangyue-yezhen/";

/// Its public address.
const PUBLIC: &str = "https://stars.example/brands/wangyue-yezhen/";

/// What was sent: headers, and the fields of the body in their order.
#[derive(Clone)]
struct Sent {
    headers: HeaderMap,
    fields: Vec<(String, String)>,
}

impl Sent {
    fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().expect("text"))
    }
}

/// How the receiver answers.
#[derive(Clone, Copy)]
enum Mood {
    Takes,
    Refuses,
    /// Takes it, but does not let the page know.
    IsSilent,
}

struct Heard {
    sent: Mutex<Vec<Sent>>,
    mood: Mutex<Mood>,
}

/// A receiver, and the site of the invented town that sends to it.
struct Town {
    server: Server,
    origin: String,
    heard: Arc<Heard>,
    receiving: JoinHandle<()>,
    site: PathBuf,
}

impl Drop for Town {
    fn drop(&mut self) {
        self.receiving.abort();
        let _ = fs::remove_dir_all(&self.site);
    }
}

impl Town {
    async fn start(name: &str) -> Town {
        let heard = Arc::new(Heard {
            sent: Mutex::default(),
            mood: Mutex::new(Mood::Takes),
        });
        let router = Router::new()
            .route("/feedback", post(receive))
            // What a browser asks for with its answer.
            .route("/favicon.ico", get(StatusCode::NO_CONTENT))
            .with_state(heard.clone());
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await;
        let listener = listener.expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let receiving = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        let site = copy_for(&origin, name);
        Town {
            server: Server::of(&site, "/").await,
            origin,
            heard,
            receiving,
            site,
        }
    }

    fn answers(&self, mood: Mood) {
        *self.heard.mood.lock().expect("a mood") = mood;
    }

    fn sent(&self) -> Vec<Sent> {
        self.heard.sent.lock().expect("what was sent").clone()
    }
}

async fn receive(
    State(heard): State<Arc<Heard>>,
    headers: HeaderMap,
    body: Bytes,
) -> impl IntoResponse {
    let fields = url_decoded(std::str::from_utf8(&body).expect("UTF-8"));
    let mood = *heard.mood.lock().expect("a mood");
    let origin = headers.get("origin").cloned();
    let mut answer = HeaderMap::new();
    if let (Some(origin), Mood::Takes | Mood::Refuses) = (origin, mood) {
        answer.insert("access-control-allow-origin", origin);
    }
    answer.insert(
        "content-type",
        "text/plain; charset=utf-8".parse().expect("a type"),
    );
    heard
        .sent
        .lock()
        .expect("what was sent")
        .push(Sent { headers, fields });
    let status = match mood {
        Mood::Refuses => StatusCode::SERVICE_UNAVAILABLE,
        Mood::Takes | Mood::IsSilent => StatusCode::OK,
    };
    (status, answer, "已经收到，谢谢。")
}

/// The fields of a form, as any library decodes them.
fn url_decoded(body: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| {
        let text = text.replace('+', " ");
        let text = percent_encoding::percent_decode_str(&text).decode_utf8();
        text.expect("UTF-8").replace("\r\n", "\n")
    };
    let fields = body.split('&').filter(|field| !field.is_empty());
    fields
        .map(|field| field.split_once('=').expect("a field"))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

/// A copy of the invented town's site with another receiver, uncompressed.
fn copy_for(origin: &str, name: &str) -> PathBuf {
    let to = Path::new(SCRATCH).join(format!("site-feedback-{name}"));
    let _ = fs::remove_dir_all(&to);
    let (mut found, mut changed) = (Vec::new(), 0);
    folder::all_files(second(), &mut found);
    for from in found {
        let path = to.join(from.strip_prefix(second()).expect("a file of the site"));
        let ending = from.extension().unwrap_or_default();
        if ending == "br" || ending == "gz" {
            continue;
        }
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        if ending != "html" {
            fs::copy(&from, &path).expect("a copy");
            continue;
        }
        let html = fs::read_to_string(&from).expect("a page");
        changed += usize::from(html.contains(RECEIVER));
        fs::write(&path, html.replace(RECEIVER, origin)).expect("a page");
    }
    assert!(changed > 20, "{changed} pages name the receiver");
    to
}

/// Selects the words of the first paragraph of the page's account.
async fn select(page: &Page) -> String {
    page.ask("(() => { const it = document.querySelector('.brand__summary'); getSelection().selectAllChildren(it); const copy = it.cloneNode(true); copy.querySelectorAll('.citation').forEach(number => number.remove()); return copy.textContent.trim(); })()").await
}

/// Presses a choice with the mouse.
async fn press(page: &Page, verdict: &str) {
    page.run(&format!("document.querySelector('.frame__feedback [data-companion={verdict}]').scrollIntoView({{ block: 'center' }})")).await;
    page.click(&format!(".frame__feedback [data-companion={verdict}]"))
        .await;
    page.find("dialog[open] #feedback-words").await;
}

async fn write(page: &Page, words: &str) {
    page.click("#feedback-words").await;
    page.press(words).await;
    page.until(
        "it is shown",
        &format!(
            "document.querySelector('#feedback-text').innerText.includes({}.trim())",
            json!(words)
        ),
    )
    .await;
}

async fn until_told(page: &Page, part: &str) {
    page.until(
        part,
        &format!(
            "document.querySelector('dialog[open] .sheet__said').innerText.includes({})",
            json!(part)
        ),
    )
    .await;
}

async fn version(page: &Page) -> String {
    page.ask("document.querySelector('.frame__feedback').dataset.version")
        .await
}

fn fields<const N: usize>(all: [(&str, &str); N]) -> Vec<(String, String)> {
    all.map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into()
}

async fn network(page: &Page, is_off: bool) {
    page.tell("Network.emulateNetworkConditions", json!({ "offline": is_off, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 })).await;
}

#[tokio::test]
async fn a_selected_sentence_is_quoted_shown_and_sent_as_documented_and_nothing_else_is() {
    let town = Town::start("sent").await;
    visit_at(&town.server.site, DESK, async |page| {
        page.neighbour(&town.origin);
        page.enter(&format!("{BRAND}?elder=0&q=secret")).await;
        let sentence = select(page).await;
        let version = version(page).await;
        press(page, "wrong").await;
        assert_eq!(page.text("#feedback-title").await, "哪里写错了？");
        assert!(sentence.ends_with('。'), "without the number of its source: {sentence}");
        assert_eq!(page.text(".feedback__quote blockquote").await, sentence);
        assert_eq!(page.ask::<String>("document.activeElement.id").await, "feedback-title");
        let words = "六点 & 七点 = 100%";
        write(page, words).await;
        page.press(Key::Enter).await;
        page.press("第二行 <b>").await;
        let words = format!("{words}\n第二行 <b>");
        page.until("all lines", "document.querySelector('#feedback-text').innerText.includes('<b>')").await;
        let shown: String = page.ask("document.querySelector('#feedback-text').innerText").await;
        assert_eq!(shown, format!("网址：{PUBLIC}\n版本：{version}\n意见：写错了\n原句：{sentence}\n您写的话：{words}"));
        assert!(page.texts(".feedback__label").await[1].contains(town.origin.strip_prefix("http://").expect("an origin")));
        assert!(town.sent().is_empty(), "nothing is sent unasked");
        page.click("[data-way=send]").await;
        until_told(page, "已经送到，谢谢。").await;
        let sent = town.sent();
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].fields, fields([("page", PUBLIC), ("version", &version), ("verdict", "wrong"), ("sentence", &sentence), ("words", &words)]));
        assert_eq!(sent[0].header("content-type"), "application/x-www-form-urlencoded;charset=UTF-8");
        assert_eq!((sent[0].header("cookie"), sent[0].header("referer")), ("", ""));
        let kept: Vec<String> = page.ask("Object.values(sessionStorage).filter(it => it.includes('六点'))").await;
        assert!(kept.is_empty(), "{kept:?}");
        page.until("the focus is not lost", "document.activeElement.className === 'sheet__close'").await;
        page.press(Key::Escape).await;
        page.until("closed", "document.querySelector('dialog[open]') === null").await;
        assert_eq!(page.ask::<String>("document.activeElement.value").await, "wrong", "the focus goes back");

        // A choice alone, without a selection, by keys.
        page.run("getSelection().removeAllRanges(); document.querySelector('[data-companion=useful]').focus()").await;
        page.press(Key::Enter).await;
        page.find("dialog[open] #feedback-words").await;
        assert_eq!(page.count(".feedback__quote").await, 0);
        assert_eq!(page.ask::<String>("document.querySelector('#feedback-words').value").await, "");
        page.run("document.querySelector('[data-way=send]').focus()").await;
        page.press(Key::Enter).await;
        until_told(page, "已经送到").await;
        assert_eq!(town.sent()[1].fields, fields([("page", PUBLIC), ("version", &version), ("verdict", "useful")]));
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_has_to_be_said_and_a_quoted_sentence_can_be_left_out() {
    let town = Town::start("empty").await;
    visit_at(&town.server.site, PHONE, async |page| {
        page.enter(BRAND).await;
        // A finger's tap beside a selection ends it before the click.
        select(page).await;
        page.run("addEventListener('pointerup', () => getSelection().removeAllRanges(), { once: true, capture: true })").await;
        press(page, "wrong").await;
        assert_eq!(page.count(".feedback__quote").await, 1);
        page.click("[data-way=drop]").await;
        page.until("it is gone", "document.querySelector('.feedback__quote') === null && !document.querySelector('#feedback-text').innerText.includes('原句')").await;
        assert_eq!(page.ask::<String>("document.activeElement.id").await, "feedback-words");
        for way in ["send", "mail"] {
            page.click(&format!("[data-way={way}]")).await;
            until_told(page, "请写一写哪里错了").await;
        }
        assert!(town.sent().is_empty());
        // What is selected outside of the content is nobody's sentence.
        page.press(Key::Escape).await;
        page.run("getSelection().selectAllChildren(document.querySelector('.frame__operator'))").await;
        press(page, "wrong").await;
        assert_eq!(page.count(".feedback__quote").await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_was_not_sent_is_said_and_kept_until_it_is() {
    let town = Town::start("kept").await;
    visit_at(&town.server.site, DESK, async |page| {
        page.neighbour(&town.origin);
        page.forgive("503");
        page.forgive("CORS");
        page.forgive("ERR_FAILED");
        page.forgive("ERR_INTERNET_DISCONNECTED");
        page.enter("/").await;
        // A page that the program has opened: its version is not that of the line.
        page.run(
            "document.querySelector('.brand-card__name a[href$=\"wangyue-yezhen/\"]').click()",
        )
        .await;
        page.until_heading("望月夜诊").await;
        press(page, "useless").await;
        write(page, "找不到门牌").await;
        let value = "document.querySelector('#feedback-words').value";
        for (mood, times) in [(Mood::Refuses, 1), (Mood::IsSilent, 2)] {
            town.answers(mood);
            page.click("[data-way=send]").await;
            page.until(
                "it is asked",
                "!document.querySelector('.sheet__said').innerText.includes('正在')",
            )
            .await;
            until_told(page, "没有送到").await;
            assert_eq!(town.sent().len(), times);
            assert_eq!(page.ask::<String>(value).await, "找不到门牌");
        }
        network(page, true).await;
        page.click("[data-way=send]").await;
        until_told(page, "现在连不上网络，没有发送").await;
        assert_eq!(page.ask::<String>(value).await, "找不到门牌");
        network(page, false).await;
        assert_eq!(town.sent().len(), 2);

        // Closed, and the tab loaded again: the words are still there.
        page.press(Key::Escape).await;
        page.until("closed", "document.querySelector('dialog[open]') === null")
            .await;
        page.reload().await;
        let version = version(page).await;
        page.enter("/").await;
        page.run(
            "document.querySelector('.brand-card__name a[href$=\"wangyue-yezhen/\"]').click()",
        )
        .await;
        page.until_heading("望月夜诊").await;
        press(page, "useless").await;
        assert_eq!(page.ask::<String>(value).await, "找不到门牌");
        town.answers(Mood::Takes);
        page.until(
            "the version of this page, not of the first one",
            &format!(
                "document.querySelector('#feedback-text').innerText.includes('版本：{version}')"
            ),
        )
        .await;
        page.click("[data-way=send]").await;
        until_told(page, "已经送到").await;
        assert_eq!(
            town.sent()[2].fields,
            fields([
                ("page", PUBLIC),
                ("version", &version),
                ("verdict", "useless"),
                ("words", "找不到门牌")
            ])
        );
    })
    .await;
}

#[tokio::test]
async fn the_mail_says_what_is_shown_and_a_text_can_be_copied() {
    let town = Town::start("mail").await;
    visit_at(&town.server.site, DESK, async |page| {
        page.enter(BRAND).await;
        press(page, "wrong").await;
        write(page, "应当是六点").await;
        // A browser without a mail program opens nothing.
        page.run("addEventListener('click', event => { if (event.target.matches('[data-way=mail]')) { window.mail = event.target.href; event.preventDefault(); } }, true)").await;
        page.click("[data-way=mail]").await;
        until_told(page, "寄到 jiucuo@example.org").await;
        let (to, subject, body): (String, String, String) = page.ask("(it => [it.pathname, new URLSearchParams(it.search).get('subject'), new URLSearchParams(it.search).get('body')])(new URL(window.mail))").await;
        assert_eq!(to, "jiucuo@example.org");
        assert_eq!(subject, "写错了：望月夜诊 - 星山品牌馆");
        let shown: String = page.ask("document.querySelector('#feedback-text').innerText").await;
        assert_eq!(body.replace("\r\n", "\n"), shown);
        page.run("Object.defineProperty(navigator, 'clipboard', { value: { writeText: text => { window.copied = text; return Promise.resolve(); } }, configurable: true })").await;
        page.click("[data-way=copy]").await;
        until_told(page, "文字已复制").await;
        assert_eq!(page.ask::<String>("window.copied").await, shown);
        page.run("Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) }, configurable: true })").await;
        page.click("[data-way=copy]").await;
        until_told(page, "已经选中").await;
        assert_eq!(page.ask::<String>("String(getSelection())").await, shown);
        page.run("(it => { it.value = '长'.repeat(900); it.dispatchEvent(new Event('input', { bubbles: true })); })(document.querySelector('#feedback-words'))").await;
        page.until("it is said that a mail is too short", "document.querySelector('dialog[open]').innerText.includes('文字太长，邮件里放不下')").await;
        assert!(page.ask::<usize>("document.querySelector('[data-way=mail]').href.length").await < 2_000);
    })
    .await;
    assert!(town.sent().is_empty());
}

#[tokio::test]
async fn without_scripts_the_form_sends_page_version_and_choice() {
    let town = Town::start("plain").await;
    visit_at(&town.server.site, PHONE, async |page| {
        page.neighbour(&town.origin);
        page.tell(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await;
        page.open(BRAND).await;
        let version = version(page).await;
        page.click(".frame__feedback button[value=useless]").await;
        page.until(
            "the receiver answers",
            "document.body.innerText.includes('已经收到，谢谢。')",
        )
        .await;
        let sent = town.sent();
        assert_eq!(
            sent[0].fields,
            fields([
                ("page", PUBLIC),
                ("version", &version),
                ("verdict", "useless")
            ])
        );
        assert_eq!((sent.len(), sent[0].header("referer")), (1, ""));
    })
    .await;
}

#[tokio::test]
async fn where_the_companion_does_not_come_the_next_press_is_the_plain_form() {
    let town = Town::start("missing").await;
    visit_at(&town.server.site, DESK, async |page| {
        page.neighbour(&town.origin);
        page.forgive("503");
        town.server
            .harm(&hashed(dist(), "companion-", ".wasm"), Fault::Status(503));
        page.enter(BRAND).await;
        page.click("[data-companion=useful]").await;
        page.until(
            "it is said",
            "document.querySelector('[data-companion=useful]').innerText.includes('请再点一次')",
        )
        .await;
        assert!(town.sent().is_empty());
        page.click("[data-companion=useful]").await;
        page.until(
            "the receiver answers",
            "document.body.innerText.includes('已经收到，谢谢。')",
        )
        .await;
        let names: Vec<String> = town.sent()[0]
            .fields
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        assert_eq!(names, ["page", "version", "verdict"]);
    })
    .await;
}

#[tokio::test]
async fn a_page_can_send_to_no_other_origin() {
    const ELSEWHERE: &str = "http://127.0.0.1:9";
    let town = Town::start("policy").await;
    visit_at(&town.server.site, DESK, async |page| {
        page.neighbour(ELSEWHERE);
        page.forgive(ELSEWHERE);
        page.enter(BRAND).await;
        for (act, directive) in [
            ("fetch(to).catch(() => 0)", "connect-src"),
            ("(it => { it.method = 'post'; it.action = to; document.body.append(it); it.submit(); })(document.createElement('form'))", "form-action"),
        ] {
            let blocked: String = page.ask(&format!("new Promise(done => {{ const to = '{ELSEWHERE}/'; addEventListener('securitypolicyviolation', event => done(event.effectiveDirective), {{ once: true }}); {act}; }})")).await;
            assert_eq!(blocked, directive);
        }
    })
    .await;
}

/// The site of the invented town with a mail and no address.
fn mail_alone() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        second();
        let data = copy_of_data("tests/fixtures/second", "data-mail");
        let settings = data.join("gallery.json");
        let text = fs::read_to_string(&settings).expect("the settings");
        let line = format!("  \"feedback\": \"{RECEIVER}/feedback\",\n");
        assert!(text.contains(&line));
        fs::write(&settings, text.replace(&line, "")).expect("written");
        let folder = Path::new(SCRATCH).join("site-mail");
        let (data, out) = (data.to_string_lossy(), folder.to_string_lossy());
        build(&[
            "build",
            "--data",
            &data,
            "--public-url",
            "https://stars.example/",
            "--out",
            &out,
        ]);
        folder
    })
}

#[tokio::test]
async fn with_a_mail_alone_the_sheet_opens_in_place_of_the_mail_and_offers_it() {
    let server = Server::of(mail_alone(), "/").await;
    visit_at(&server.site, PHONE, async |page| {
        page.enter("/en/").await;
        let plain: String = page.ask("document.querySelector('[data-companion=useless]').href").await;
        assert!(plain.starts_with("mailto:jiucuo@example.org?subject=Not%20useful"), "{plain}");
        press(page, "useless").await;
        assert_eq!(page.text("#feedback-title").await, "Where did it not help you?");
        assert_eq!(page.count("[data-way=send]").await, 0);
        let body: String = page.ask("new URLSearchParams(new URL(document.querySelector('[data-way=mail]').href).search).get('body')").await;
        assert!(body.starts_with("The address: https://stars.example/en/\r\nVersion: "), "{body}");
        assert!(body.ends_with("\r\nOpinion: Not useful"), "{body}");
    })
    .await;
    visit_at(&server.site, PHONE, async |page| {
        page.enter("/zh-hant/").await;
        press(page, "wrong").await;
        assert_eq!(page.text("#feedback-title").await, "哪裡寫錯了？");
    })
    .await;
}

/// Choices of the line that are lower or narrower than `least` pixels, or covered where they are.
fn small(least: u32) -> String {
    format!(
        "(() => {{ const all = [...document.querySelectorAll('.frame__feedback [data-companion]')]; if (all.length !== 3) return ['no line']; return all.filter(it => {{ it.scrollIntoView({{ block: 'center', behavior: 'instant' }}); const box = it.getBoundingClientRect(); const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2); return box.height < {least} - 0.1 || box.width < {least} - 0.1 || box.left < 0 || box.right > innerWidth || !it.contains(over); }}).map(it => it.outerHTML.slice(0, 100)); }})()"
    )
}

#[tokio::test]
async fn everybody_can_use_line_and_sheet() {
    let town = Town::start("access").await;
    let modes = [
        ("elder=0", "light", 44),
        ("elder=0", "dark", 44),
        ("elder=1&theme=light", "light", 60),
        ("elder=1&theme=dark&size=3", "light", 60),
        ("elder=1&theme=yellow", "light", 60),
    ];
    for view in [NARROW, DESK] {
        visit_at(&town.server.site, view, async |page| {
            let mut found: Vec<String> = Vec::new();
            for (mode, scheme, least) in modes {
                page.prefer("", &[("prefers-color-scheme", scheme)]).await;
                page.enter(&format!("{BRAND}?{mode}")).await;
                found.extend(page.ask::<Vec<String>>(&small(least)).await);
                found.extend(wrong(page, &format!("{view:?} {mode} {scheme}, line")).await);
                select(page).await;
                press(page, "wrong").await;
                found.extend(wrong(page, &format!("{view:?} {mode} {scheme}, sheet")).await);
                let low: Vec<String> = page.ask(&format!("[...document.querySelectorAll('dialog[open] :is(button, a, textarea)')].filter(it => it.getBoundingClientRect().height < {least} - 0.1).map(it => it.outerHTML.slice(0, 100))")).await;
                found.extend(low);
                let wide: bool = page.ask("(it => it.scrollWidth > it.clientWidth)(document.querySelector('dialog[open] .sheet__body'))").await;
                assert!(!wide, "{view:?} {mode}: the sheet scrolls sideways");
                if least == 60 {
                    found.extend(page.ask::<Vec<String>>(&format!("{SMALL_TEXT}(22)")).await);
                }
                // All of it by keys: around the dialog once.
                let mut met = Vec::new();
                for _ in 0..7 {
                    page.press(Key::Tab).await;
                    met.push(page.ask::<String>("document.activeElement.dataset?.way ?? document.activeElement.id").await);
                }
                for way in ["drop", "feedback-words", "send", "mail", "copy", "close"] {
                    assert!(met.iter().any(|it| it == way), "{way}: {met:?}");
                }
                page.press(Key::Escape).await;
                page.until("closed", "document.querySelector('dialog[open]') === null").await;
            }
            assert!(found.is_empty(), "{found:#?}");
        })
        .await;
    }
    visit_at(&town.server.site, DESK, async |page| {
        page.enter(BRAND).await;
        page.prefer("print", &[]).await;
        assert!(
            !page
                .ask::<bool>("document.querySelector('.frame__feedback').checkVisibility()")
                .await,
            "not on paper"
        );
    })
    .await;
}

const RATINGS: &str = "JSON.parse(localStorage.getItem('ratings') ?? '{}')";

#[tokio::test]
async fn a_lobbys_visitors_rate_it_once_each_and_the_device_keeps_sums_alone() {
    lobby(LOBBY, async |page| {
        assert_eq!(page.count(".frame__feedback").await, 0, "this gallery takes no feedback");
        let words = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"];
        for (visit, grade) in [0, 3, 0].into_iter().enumerate() {
            touch_in(page).await;
            page.click("[data-do=rate]").await;
            page.until("the faces", "document.querySelector('#lobby-rating').open").await;
            assert_eq!(page.texts(".rating__face").await, words);
            assert_eq!(page.count("#lobby-rating .qr").await, 0, "no phone could say more");
            let faces: usize = page.ask("new Set([...document.querySelectorAll('.rating__face svg')].map(it => it.innerHTML)).size").await;
            assert_eq!(faces, 5, "told apart without colours");
            let low: usize = page.ask("[...document.querySelectorAll('.rating__face')].map(it => it.getBoundingClientRect()).filter(it => it.height < 60 || it.width < 60 || it.right > innerWidth).length").await;
            assert_eq!(low, 0);
            if visit == 0 {
                for scheme in ["light", "dark"] {
                    page.prefer("", &[("prefers-color-scheme", scheme)]).await;
                    let found = wrong(page, scheme).await;
                    assert!(found.is_empty(), "{found:#?}");
                }
            }
            page.click(&format!(".rating__face:nth-child({})", grade + 1)).await;
            page.until("thanks", "document.querySelector('#lobby-rating .ask__said')?.innerText === '这次的评价已经记下，谢谢您。'").await;
            assert_eq!(page.ask::<String>("document.activeElement.id").await, "rating-title");
            page.click("#lobby-rating [data-do=close]").await;
            page.run("new Promise(done => setTimeout(done, 400))").await;
            page.click("[data-do=rate]").await;
            page.until("one vote", "document.querySelector('#lobby-rating').open && document.querySelectorAll('.rating__face').length === 0").await;
            page.click("#lobby-rating [data-do=close]").await;
            page.run("new Promise(done => setTimeout(done, 400))").await;
            page.click("[data-do=end]").await;
            until_wiped(page).await;
            page.run("clock.pass(32)").await;
            page.until("the loop", "document.querySelector('.attract') !== null").await;
        }
        let kept: BTreeMap<String, Vec<u32>> = page.ask(RATINGS).await;
        assert_eq!(kept.values().cloned().collect::<Vec<_>>(), [[2, 0, 0, 1, 0]]);
        let day = kept.keys().next().expect("a day").clone();
        assert_eq!(page.ask::<Vec<String>>("Object.keys(localStorage).concat(Object.keys(sessionStorage))").await, ["ratings"]);

        page.open("/?diag").await;
        page.until("all is told", "document.querySelector('[data-of=ratings]') !== null").await;
        assert_eq!(page.text("[data-of=ratings]").await, format!("{day}：2、0、0、1、0"));
        let copy = "[...document.querySelectorAll('#diag button')].find(it => it.textContent === '复制评价')";
        page.run(&format!("Object.defineProperty(navigator, 'clipboard', {{ value: {{ writeText: text => {{ window.copied = text; return Promise.resolve(); }} }}, configurable: true }}); {copy}.click()")).await;
        page.until("it is copied", "window.copied !== undefined").await;
        let table = format!("日期\t{}\n{day}\t2\t0\t0\t1\t0", words.join("\t"));
        assert_eq!(page.ask::<String>("window.copied").await, table);
        page.open("/?diag").await;
        page.until("all is told", &format!("{copy} !== undefined")).await;
        page.run(&format!("Object.defineProperty(navigator, 'clipboard', {{ value: undefined, configurable: true }}); {copy}.click()")).await;
        page.until("it is shown", "document.querySelector('#diag textarea') !== null").await;
        assert_eq!(page.ask::<String>("(it => it.value.slice(it.selectionStart, it.selectionEnd))(document.querySelector('#diag textarea'))").await, table);
    })
    .await;
}

#[tokio::test]
async fn one_vote_lasts_through_a_change_of_language_and_a_blocked_storage_stops_nothing() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        page.click("[data-do=rate]").await;
        page.click(".rating__face").await;
        page.click("#lobby-rating [data-do=close]").await;
        page.run("new Promise(done => setTimeout(done, 400))").await;
        page.click(".house__languages [hreflang=en]").await;
        page.until("the same visit", "document.documentElement.lang === 'en' && document.documentElement.dataset.kiosk === 'active'").await;
        page.click("[data-do=rate]").await;
        page.until("thanks", "document.querySelector('#lobby-rating .ask__said')?.innerText === 'Your rating has been counted. Thank you.'").await;
        let kept: BTreeMap<String, Vec<u32>> = page.ask(RATINGS).await;
        assert_eq!(kept.values().cloned().collect::<Vec<_>>(), [[1, 0, 0, 0, 0]]);
    })
    .await;
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.before("for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } })").await;
        page.enter(super::kiosk::HOUSE).await;
        touch_in(page).await;
        page.click("[data-do=rate]").await;
        page.click(".rating__face").await;
        page.until("thanks", "document.querySelector('#lobby-rating .ask__said') !== null").await;
        let kept: Value = page.ask("JSON.parse(window.name.slice(6)).reloads").await;
        assert_eq!(kept, json!([]));
    })
    .await;
}

#[tokio::test]
async fn where_feedback_is_taken_a_lobby_shows_a_code_for_the_phone_and_sends_nothing_itself() {
    let town = Town::start("lobby").await;
    visit_at(&town.server.site, LOBBY, async |page| {
        page.before(CLOCK).await;
        page.enter("/?kiosk=xingshan-yiyuan").await;
        page.until("the loop", "document.querySelector('.attract') !== null")
            .await;
        touch_in(page).await;
        page.until(
            "its styles",
            "!document.querySelector('.frame__feedback').checkVisibility()",
        )
        .await;
        page.click("[data-do=rate]").await;
        page.find("#lobby-rating .qr").await;
        assert!(
            page.text("#lobby-rating")
                .await
                .contains("用手机扫一扫，在这一页的最下面写")
        );
        page.click(".rating__face:nth-child(5)").await;
        page.until(
            "thanks",
            "document.querySelector('#lobby-rating .ask__said') !== null",
        )
        .await;
    })
    .await;
    assert!(town.sent().is_empty());
}
