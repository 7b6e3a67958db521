//! The copy for days without a network, and changes of releases.
//!
//! A [`Host`] is a folder of its own behind a server that misbehaves on request; a release is put into it as staff would upload one, file by
//! file. Whichever release a visitor sees, page, program and data are of that one.

use super::fault_server::{Fault, Server};
use super::harness::{Folder, dist, hashed};
use super::page::{DESK, PHONE, Page, visit_at, visit_kept};
use brand_gallery::desk::offline;
use serde_json::json;
use std::fs;
use std::path::Path;

/// A folder, served.
pub(crate) struct Host {
    pub(crate) folder: Folder,
    pub(crate) server: Server,
}

/// What the worker says on a page whose server is gone.
pub(crate) const REFUSED: &str = "net::ERR_";

impl Host {
    /// The site as it was built.
    pub(crate) async fn new() -> Host {
        let folder = Folder::new();
        copy(dist(), &folder.0);
        let server = Server::of(&folder.0, "/").await;
        Host { folder, server }
    }

    /// Another release: its data say `name`, and so do some of its pages, in an attribute that no build writes.
    pub(crate) fn deploy(&self, name: &str) {
        let next = self.next(name);
        copy(&next.0, &self.folder.0);
    }

    /// The same, not yet put into its place.
    fn next(&self, name: &str) -> Folder {
        let next = Folder::new();
        copy(dist(), &next.0);
        let change = |path: &Path, from: &str, to: &str| {
            let text = fs::read_to_string(path).expect("a text");
            assert!(text.contains(from), "{}: {from}", path.display());
            fs::write(path, text.replace(from, to)).expect("a changed text");
        };
        for page in ["index.html", "about/index.html", "404.html"] {
            let marked = format!("<html data-release=\"{name}\" ");
            change(&next.0.join(page), "<html ", &marked);
        }
        fs::write(next.0.join("release.txt"), format!("{name} /\n")).expect("the release");
        // The first need is shown on every page with a search box, and comes with the catalogue.
        change(&next.0.join("data/catalogue.json"), "家门口看专家", name);
        change(&next.0.join("index.html"), "家门口看专家", name);
        list(&next.0, name, offline::MOST_TEXT);
        next
    }

    /// The site as it was built, without the files at `gone`, for copies of at most `most` bytes of text.
    async fn before(gone: &[&str], most: usize) -> Host {
        let host = Host::new().await;
        for path in gone {
            fs::remove_dir_all(host.folder.0.join(path)).expect("a folder of the site");
        }
        list(&host.folder.0, &built(), most);
        host
    }

    /// The names of the texts that a copy of the site's own language holds.
    fn texts(&self) -> Vec<String> {
        let worker = fs::read_to_string(self.folder.0.join("sw.js")).expect("a worker");
        let (_, rest) = worker.split_once("release-").expect("a list");
        let (name, _) = rest.split_once('"').expect("its name");
        let list = fs::read(self.folder.0.join(format!("release-{name}"))).expect("a list");
        let list: serde_json::Value = serde_json::from_slice(&list).expect("JSON");
        let texts = list["texts"].as_object().expect("texts");
        texts.keys().cloned().collect()
    }
}

/// The release of the built site.
fn built() -> String {
    let release = fs::read_to_string(dist().join("release.txt")).expect("the release");
    let name = release.split_whitespace().next().expect("its name");
    name.to_owned()
}

/// Lists the site in `folder` as the release `name`, for copies of at most `most` bytes of text.
fn list(folder: &Path, name: &str, most: usize) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let file = path.file_name().and_then(|file| file.to_str());
        if file.is_some_and(|file| file.starts_with("release-")) {
            fs::remove_file(&path).expect("no older list");
        }
    }
    let worker = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/sw.js");
    fs::copy(worker, folder.join("sw.js")).expect("an empty worker");
    offline::write_within(folder, name, most).unwrap_or_else(|failure| panic!("{failure}"));
}

/// All files of a site but their compressed forms.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        let extension = path.extension().unwrap_or_default();
        if path.is_dir() {
            copy(&path, &target);
        } else if extension != "br" && extension != "gz" {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}

/// Waits until this page is answered from a whole copy.
pub(crate) async fn until_kept(page: &Page) {
    page.until("a copy is kept", "!!navigator.serviceWorker.controller")
        .await;
}

/// The catalogue as a tab gets it.
const DATA: &str = "fetch('/data/catalogue.json').then(it => it.text())";

/// Which release page and data are of; they agree, or the test ends.
pub(crate) async fn release(page: &Page) -> String {
    page.until_on().await;
    let marked: Option<String> = page
        .ask("document.documentElement.dataset.release ?? null")
        .await;
    let shown = marked.unwrap_or_else(built);
    let need = match shown == built() {
        true => "家门口看专家",
        false => &shown,
    };
    let told: Vec<String> = page.ask("[...document.querySelectorAll('[data-facet=need] .choice')].map(it => it.firstChild.textContent.trim())").await;
    assert!(
        told.iter().any(|choice| choice == need),
        "{shown}: {told:?}"
    );
    let data: String = page.ask(DATA).await;
    assert!(data.contains(need), "{shown}: other data");
    shown
}

#[tokio::test]
async fn after_one_visit_the_whole_gallery_works_without_its_server() {
    let host = Host::new().await;
    let site = host.server.site.clone();
    visit_kept(&site, PHONE, async |page| {
        page.forgive(REFUSED);
        page.forgive("/nothing/");
        page.enter("/").await;
        until_kept(page).await;
        drop(host);
        page.click("a[href='/brands/yongyi-xianfeng/']").await;
        page.until_heading("甬医先锋").await;
        for (path, heading) in [
            ("/brands/yilu-gendang/", "医路跟党"),
            ("/brands/yongyi-xianfeng/muhai-jijiuquan/", "牧海急救圈"),
            ("/needs/jijiu/", "急救"),
            ("/about/", "关于本馆"),
            ("/about", "关于本馆"),
            ("/nothing/", "找不到这个页面"),
        ] {
            page.open(path).await;
            page.until_heading(heading).await;
            page.until_on().await;
        }
        page.enter("/?q=yilugendang").await;
        page.until(
            "search answers",
            "document.querySelector('.brand-card__name')?.innerText === '医路跟党'",
        )
        .await;
        page.click("[data-companion=share]").await;
        page.find("dialog[open] .qr").await;
        page.until("it says so", "!document.querySelector('#offline').hidden")
            .await;
        assert!(
            page.ask::<bool>("document.querySelector('#trouble').hidden")
                .await
        );
    })
    .await;
}

#[tokio::test]
async fn a_file_with_other_bytes_is_never_kept_and_the_next_visit_completes_the_copy() {
    let host = Host::new().await;
    visit_kept(&host.server.site, DESK, async |page| {
        page.forgive("404");
        let companion = hashed(dist(), "companion-", ".wasm");
        for fault in [Fault::Garbage("不是程序"), Fault::Status(404), Fault::Cut(50)] {
            host.server.harm(&companion, fault);
            page.enter("/").await;
            page.until(
                "the copy was tried and given up",
                "navigator.serviceWorker.getRegistration().then(it => { window.tried ||= !!it?.installing; return window.tried && !it?.installing && !it?.active })",
            )
            .await;
            assert!(!page.ask::<bool>("caches.keys().then(async names => { for (const name of names) if (await (await caches.open(name)).match('/?index')) return true; return false })").await);
            assert!(
                page.ask::<bool>("new Promise(after => setTimeout(() => after(document.querySelector('#offline').hidden), 500))").await,
                "the network is there, and no copy is seen"
            );
            host.server.heal();
            page.leave().await;
        }
        page.enter("/").await;
        until_kept(page).await;
    })
    .await;
}

#[tokio::test]
async fn an_open_page_is_told_of_a_new_release_keeps_what_was_typed_and_takes_it_whole() {
    let host = Host::new().await;
    visit_kept(&host.server.site, DESK, async |page| {
        page.enter("/").await;
        until_kept(page).await;
        host.deploy("bbbbbbbbbbbbbbbb");
        page.search_out("腹透").await;
        page.until("the address follows", "location.search !== ''")
            .await;
        page.run("navigator.serviceWorker.getRegistration().then(it => it.update())")
            .await;
        page.until(
            "the visitor is told",
            "!document.querySelector('#update').hidden",
        )
        .await;
        assert_eq!(
            page.ask::<String>("document.querySelector('#q').value")
                .await,
            "腹透"
        );
        assert_ne!(release(page).await, "bbbbbbbbbbbbbbbb");
        page.click("#update a").await;
        page.until(
            "the new release",
            "document.documentElement.dataset.release === 'bbbbbbbbbbbbbbbb'",
        )
        .await;
        assert_eq!(release(page).await, "bbbbbbbbbbbbbbbb");
        assert_eq!(
            page.ask::<String>("document.querySelector('#q').value")
                .await,
            "腹透"
        );
        page.open("/").await;
        page.until(
            "older copies are gone",
            "caches.keys().then(names => names.length === 1)",
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn whoever_opens_a_page_anew_gets_the_release_that_waited() {
    let host = Host::new().await;
    visit_kept(&host.server.site, PHONE, async |page| {
        page.enter("/").await;
        until_kept(page).await;
        host.deploy("cccccccccccccccc");
        page.run("navigator.serviceWorker.getRegistration().then(it => it.update())")
            .await;
        page.until(
            "it waits",
            "navigator.serviceWorker.getRegistration().then(it => !!it.waiting)",
        )
        .await;
        page.open("/").await;
        page.until(
            "the new release",
            "document.documentElement.dataset.release === 'cccccccccccccccc'",
        )
        .await;
        assert_eq!(release(page).await, "cccccccccccccccc");
    })
    .await;
}

#[tokio::test]
async fn half_a_deploy_changes_nothing_until_the_other_half_is_there() {
    let host = Host::new().await;
    visit_kept(&host.server.site, PHONE, async |page| {
        page.forgive("404");
        page.enter("/").await;
        until_kept(page).await;
        let before = release(page).await;
        // The worker and the list are uploaded, a file that they name is not.
        let next = host.next("dddddddddddddddd");
        let program = fs::read_dir(&next.0)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .find(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with("gallery-") && name.ends_with(".wasm")
            })
            .expect("a program");
        let bytes = fs::read(&program).expect("bytes");
        // The next release's program has other bytes, with which it runs as before: a section that says nothing.
        fs::write(&program, [&bytes[..], b"\0\x02\x01x"].concat()).expect("more bytes");
        let worker = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/sw.js");
        fs::copy(worker, next.0.join("sw.js")).expect("an empty worker");
        for entry in fs::read_dir(&next.0).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("release-")) {
                fs::remove_file(path).expect("no list");
            }
        }
        offline::write(&next.0, "dddddddddddddddd").unwrap_or_else(|failure| panic!("{failure}"));
        copy(&next.0, &host.folder.0);
        let name = program.file_name().expect("a name");
        fs::write(host.folder.0.join(name), &bytes[..bytes.len() / 2]).expect("half a file");

        page.ask::<bool>("navigator.serviceWorker.getRegistration().then(it => it.update()).then(() => true, () => true)").await;
        page.until(
            "it is given up",
            "navigator.serviceWorker.getRegistration().then(it => !it.installing && !it.waiting)",
        )
        .await;
        page.reload().await;
        assert_eq!(release(page).await, before);
        page.click("a[href='/brands/yongyi-xianfeng/']").await;
        page.until_heading("甬医先锋").await;

        copy(&next.0, &host.folder.0);
        page.open("/").await;
        page.run("navigator.serviceWorker.getRegistration().then(it => it.update())").await;
        page.until("it waits", "navigator.serviceWorker.getRegistration().then(it => !!it.waiting)").await;
        page.open("/").await;
        page.until("the new release", "document.documentElement.dataset.release === 'dddddddddddddddd'").await;
        assert_eq!(release(page).await, "dddddddddddddddd");
    })
    .await;
}

#[tokio::test]
async fn two_tabs_never_mix_two_releases() {
    let host = Host::new().await;
    visit_kept(&host.server.site, DESK, async |page| {
        page.enter("/").await;
        until_kept(page).await;
        page.control_click("a[href='/brands/yongyi-xianfeng/']")
            .await;
        page.until_tabs(2).await;
        let tabs = page.tabs().await;
        host.deploy("eeeeeeeeeeeeeeee");
        page.run("navigator.serviceWorker.getRegistration().then(it => it.update())")
            .await;
        page.until(
            "it waits",
            "navigator.serviceWorker.getRegistration().then(it => !!it.waiting)",
        )
        .await;
        // The other tab goes on in the old release.
        page.switch_to(tabs[1].clone()).await;
        page.open("/").await;
        assert_ne!(release(page).await, "eeeeeeeeeeeeeeee");
        page.until(
            "it is told too",
            "!document.querySelector('#update').hidden",
        )
        .await;
        page.click("#update a").await;
        for tab in tabs {
            page.switch_to(tab).await;
            page.until(
                "the new release",
                "document.documentElement.dataset.release === 'eeeeeeeeeeeeeeee'",
            )
            .await;
            assert_eq!(release(page).await, "eeeeeeeeeeeeeeee");
        }
    })
    .await;
}

#[tokio::test]
async fn back_and_forward_across_an_update_show_whole_pages() {
    let host = Host::new().await;
    visit_kept(&host.server.site, PHONE, async |page| {
        page.enter("/").await;
        until_kept(page).await;
        page.click("a[href='/brands/yongyi-xianfeng/']").await;
        page.until_heading("甬医先锋").await;
        host.deploy("ffffffffffffffff");
        page.run("navigator.serviceWorker.getRegistration().then(it => it.update())")
            .await;
        page.until(
            "it waits",
            "navigator.serviceWorker.getRegistration().then(it => !!it.waiting)",
        )
        .await;
        page.reload().await;
        page.until_heading("甬医先锋").await;
        page.back().await;
        page.until_heading("甬医品牌馆").await;
        release(page).await;
        page.forward().await;
        page.until_heading("甬医先锋").await;
        assert!(
            page.ask::<bool>("document.querySelector('#trouble').hidden")
                .await
        );
    })
    .await;
}

#[tokio::test]
async fn a_full_storage_and_a_storage_cleared_under_us_leave_a_working_gallery() {
    let host = Host::new().await;
    visit_kept(&host.server.site, PHONE, async |page| {
        let quota = |bytes: u32| json!({ "origin": page.site, "quotaSize": bytes });
        page.tell("Storage.overrideQuotaForOrigin", quota(1_000)).await;
        page.enter("/").await;
        page.click("a[href='/brands/yongyi-xianfeng/']").await;
        page.until_heading("甬医先锋").await;
        page.reload().await;
        assert!(!page.ask::<bool>("!!navigator.serviceWorker.controller").await);

        page.tell("Storage.overrideQuotaForOrigin", json!({ "origin": page.site })).await;
        page.enter("/").await;
        until_kept(page).await;
        let everything = json!({ "origin": page.site, "storageTypes": "cache_storage,local_storage" });
        page.tell("Storage.clearDataForOrigin", everything).await;
        page.click("a[href='/brands/yongyi-xianfeng/']").await;
        page.until_heading("甬医先锋").await;
        page.reload().await;
        page.until_heading("甬医先锋").await;
        page.until(
            "the copy is made anew",
            "caches.keys().then(async names => names.length === 1 && !!(await (await caches.open(names[0])).match('/?index')))",
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn an_empty_release_throws_every_copy_away() {
    let host = Host::new().await;
    visit_kept(&host.server.site, PHONE, async |page| {
        page.enter("/").await;
        until_kept(page).await;
        let worker = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/sw.js");
        fs::copy(worker, host.folder.0.join("sw.js")).expect("an empty worker");
        page.run("navigator.serviceWorker.getRegistration().then(it => it.update())")
            .await;
        page.until("no copy", "caches.keys().then(names => names.length === 0)")
            .await;
        page.open("/").await;
        page.until_on().await;
    })
    .await;
}

#[tokio::test]
async fn without_a_worker_the_gallery_is_as_ever() {
    let host = Host::new().await;
    host.server.harm("/sw.js", Fault::Status(500));
    visit_at(&host.server.site, PHONE, async |page| {
        page.forgive("500");
        page.enter("/").await;
        page.until(
            "it was asked for",
            "performance.getEntriesByType('resource').some(it => it.name.includes('/offline-'))",
        )
        .await;
        page.click("a[href='/brands/yongyi-xianfeng/']").await;
        page.until_heading("甬医先锋").await;
    })
    .await;
}

/// How a page looks, in a few words.
const LOOKS: &str = "JSON.stringify(['body', 'h1', '.needs__link', '.featured__name', '.frame__nav'].map(at => { const it = getComputedStyle(document.querySelector(at)); return [it.font, it.color, it.backgroundColor, it.padding, it.display] }))";

#[tokio::test]
async fn under_the_headers_of_another_release_the_gallery_gets_its_styles_as_a_file() {
    let host = Host::new().await;
    let path = "/";
    let mut looks = String::new();
    visit_at(&host.server.site, PHONE, async |page| {
        page.enter(path).await;
        looks = page.ask(LOOKS).await;
    })
    .await;
    // The home page says which styles the headers allow: from now on others than those of the page.
    let home = host.folder.0.join("index.html");
    let html = fs::read_to_string(&home).expect("the home page");
    let (before, after) = html.split_once("'sha256-").expect("a policy");
    let (_, after) = after.split_once("='").expect("a hash");
    let other = format!("{before}'sha256-{}='{after}", "A".repeat(43));
    fs::write(&home, other).expect("another policy");
    visit_at(&host.server.site, PHONE, async |page| {
        page.forgive("Content Security Policy");
        page.enter(path).await;
        page.until(
            "the styles are a file",
            "[...document.styleSheets].some(it => it.href?.includes('/gallery-'))",
        )
        .await;
        assert!(
            page.ask::<bool>("!document.querySelector('style').sheet")
                .await
        );
        assert_eq!(page.ask::<String>(LOOKS).await, looks);
    })
    .await;
}

/// The status with which the page in the tab was answered.
const STATUS: &str = "performance.getEntriesByType('navigation')[0].responseStatus";

/// Whether the page says that the network may be the reason.
const UNREACHED: &str = "document.querySelector('.unreached')?.checkVisibility() === true";

#[tokio::test]
async fn the_link_of_a_page_published_since_opens_and_what_is_missing_is_missing() {
    let host = Host::before(&["about"], offline::MOST_TEXT).await;
    visit_kept(&host.server.site, PHONE, async |page| {
        page.forgive("404");
        page.enter("/").await;
        until_kept(page).await;
        page.open("/about/").await;
        page.until_heading("找不到这个页面").await;
        assert_eq!(page.ask::<u16>(STATUS).await, 404, "the host's own answer");
        assert!(!page.ask::<bool>(UNREACHED).await, "the network is there");

        host.deploy("abababababababab");
        page.enter("/about/").await;
        page.until_heading("关于本馆").await;
        assert_eq!(page.ask::<u16>(STATUS).await, 200);
        let shown = "document.documentElement.dataset.release";
        assert_eq!(page.ask::<String>(shown).await, "abababababababab");
        // Its data are of its release, not of the copy's.
        let data: String = page.ask(DATA).await;
        assert!(data.contains("abababababababab"));
        for path in ["/brands/nope/", "/nothing/"] {
            page.open(path).await;
            page.until_heading("找不到这个页面").await;
            assert_eq!(page.ask::<u16>(STATUS).await, 404, "{path}");
            assert!(!page.ask::<bool>(UNREACHED).await, "{path}");
        }
        // Whichever release is shown, it is one.
        page.open("/").await;
        release(page).await;
    })
    .await;
}

#[tokio::test]
async fn other_applications_pictures_and_papers_of_the_origin_are_left_alone() {
    let host = Host::new().await;
    let other = host.folder.0.join("other");
    fs::create_dir_all(other.join("report")).expect("a folder");
    let html = "<!doctype html><html lang=zh><title>别的系统</title><link rel=icon href=data:,><script src=/other/app.js></script><h1>别的系统</h1><img src=/other/sign.png alt=\"\">";
    fs::write(other.join("index.html"), html).expect("a page");
    fs::write(other.join("report/index.html"), html).expect("a page");
    fs::write(other.join("app.js"), "document.title = '开着'").expect("a script");
    fs::copy(dist().join("icon-180.png"), other.join("sign.png")).expect("a picture");
    fs::write(host.folder.0.join("paper.pdf"), "%PDF-1.4\n%%EOF\n").expect("a paper");
    visit_kept(&host.server.site, DESK, async |page| {
        // The browser's own page around a picture, below the server's policy.
        page.forgive("Applying inline style");
        page.forgive("favicon.ico");
        page.enter("/").await;
        until_kept(page).await;
        for path in ["/other/", "/other/report/", "/other/?q=1"] {
            page.open(path).await;
            assert_eq!(page.text("h1").await, "别的系统", "{path}");
            page.until("its script runs", "document.title === '开着'")
                .await;
            page.until(
                "its picture",
                "document.querySelector('img').naturalWidth === 180",
            )
            .await;
        }
        for (path, kind) in [
            ("/other/sign.png", "image/png"),
            ("/icon-180.png", "image/png"),
        ] {
            page.open(path).await;
            assert_eq!(
                page.ask::<String>("document.contentType").await,
                kind,
                "{path}"
            );
        }
        page.open("/other/").await;
        let paper: String = page.ask("fetch('/paper.pdf').then(it => it.text())").await;
        assert!(paper.starts_with("%PDF"), "{paper}");
        // The gallery itself goes on being answered from its copy.
        page.enter("/brands/yongyi-xianfeng/").await;
        until_kept(page).await;
    })
    .await;
}

/// The pages of the brands that a copy of these texts holds, or lacks.
fn brands(texts: &[String], kept: bool) -> Vec<String> {
    let folders = fs::read_dir(dist().join("brands")).expect("brands");
    let names = folders.map(|entry| entry.expect("an entry").file_name());
    let pages = names.map(|name| format!("brands/{}/", name.to_string_lossy()));
    let mut pages: Vec<String> = pages
        .filter(|page| {
            dist().join(page).join("index.html").exists() && texts.contains(page) == kept
        })
        .collect();
    pages.sort();
    pages
}

#[tokio::test]
async fn a_page_that_the_copy_lacks_opens_as_a_document_once_the_host_has_another_release() {
    let host = Host::before(&[], 1_500_000).await;
    let left = brands(&host.texts(), false);
    visit_kept(&host.server.site, PHONE, async |page| {
        page.forgive("404");
        page.enter("/").await;
        until_kept(page).await;
        page.run("window.isOneDocument = true").await;
        let one = "window.isOneDocument === true";
        let link = |brand: &str| format!(".brand-card__name a[href='/{brand}']");
        page.unfold().await;
        page.click(&link(&left[0])).await;
        page.until(
            "another page",
            "location.pathname !== '/' && document.querySelector('main h1') !== null",
        )
        .await;
        assert!(page.ask::<bool>(one).await, "the host has this release");
        page.back().await;
        page.until_heading("甬医品牌馆").await;

        host.deploy("acacacacacacacac");
        page.unfold().await;
        page.click(&link(&left[1])).await;
        page.until(
            "another document",
            "window.isOneDocument === undefined && document.querySelector('main h1') !== null",
        )
        .await;
        assert_eq!(page.address().await, format!("/{}", left[1]));
        let data: String = page.ask(DATA).await;
        assert!(
            data.contains("acacacacacacacac"),
            "its data are of its release"
        );
    })
    .await;
}

#[tokio::test]
async fn above_the_limit_a_copy_holds_as_many_pages_as_fit_and_the_others_come_from_the_network() {
    let host = Host::before(&[], 1_500_000).await;
    let texts = host.texts();
    let last = |kept| brands(&texts, kept).pop().expect("a brand");
    let (kept, left) = (last(true), last(false));
    let site = host.server.site.clone();
    visit_kept(&site, PHONE, async |page| {
        page.forgive(REFUSED);
        page.forgive("404");
        page.enter("/").await;
        until_kept(page).await;
        let mut headings = Vec::new();
        for path in [&kept, &left] {
            page.enter(&format!("/{path}")).await;
            assert_eq!(page.ask::<u16>(STATUS).await, 200, "{path}");
            headings.push(page.text("h1").await);
        }
        assert!(
            !headings.contains(&"找不到这个页面".to_owned()),
            "{headings:?}"
        );
        // From the list, too.
        page.enter("/").await;
        page.unfold().await;
        page.click(&format!(".brand-card__name a[href='/{left}']"))
            .await;
        page.until_heading(&headings[1]).await;

        page.open("/?diag").await;
        page.until(
            "the copy is told",
            "document.querySelector('[data-of=cache]')?.textContent.includes('个网页')",
        )
        .await;
        let told: String = page.text("[data-of=cache]").await;
        let numbers: Vec<usize> = (told.split(|c: char| !c.is_ascii_digit()))
            .rev()
            .filter_map(|number| number.parse().ok())
            .collect();
        let pages = texts
            .iter()
            .filter(|name| !name.ends_with(".json") && *name != "404.html")
            .count();
        let [rest, held, all, ..] = numbers[..] else {
            panic!("{told}")
        };
        assert_eq!(held, pages, "{told}");
        assert!(rest > 0 && held + rest == all, "{told}");

        drop(host);
        page.open(&format!("/{kept}")).await;
        page.until_heading(&headings[0]).await;
        page.open(&format!("/{left}")).await;
        page.until_heading("找不到这个页面").await;
        assert!(
            page.ask::<bool>(UNREACHED).await,
            "it says that the network is the reason"
        );
    })
    .await;
}

#[tokio::test]
async fn a_network_that_gives_no_answer_counts_as_failed() {
    let host = Host::new().await;
    visit_kept(&host.server.site, PHONE, async |page| {
        page.forgive("404");
        page.enter("/").await;
        until_kept(page).await;
        host.server.harm("/brands/held/", Fault::Held);
        page.open("/brands/held/").await;
        page.until_heading("找不到这个页面").await;
        assert!(page.ask::<bool>(UNREACHED).await);
        // What the copy holds needs no network.
        host.server.harm("/", Fault::Held);
        page.enter("/brands/yongyi-xianfeng/").await;
        page.until_heading("甬医先锋").await;
    })
    .await;
}

/// Writes a gallery of two pages to `folder`, published at the path `base`.
fn small_gallery(folder: &Path, base: &str, name: &str) {
    for language in ["", "en", "zh-hant", "about"] {
        fs::create_dir_all(folder.join(language)).expect("a folder");
    }
    let page = |heading: &str| {
        format!(
            "<!doctype html><html lang=\"zh\" data-base=\"{base}\"><title>{heading}</title><link rel=\"icon\" href=\"data:,\"><h1>{heading}</h1></html>"
        )
    };
    for (path, heading) in [
        ("index.html", name.to_owned()),
        ("about/index.html", format!("关于 {name}")),
        ("404.html", "找不到这个页面".to_owned()),
    ] {
        fs::write(folder.join(path), page(&heading)).expect("a page");
    }
    list(folder, name, offline::MOST_TEXT);
}

#[tokio::test]
async fn galleries_below_one_origin_and_one_at_its_root_all_keep_their_copies() {
    let folder = Folder::new();
    let galleries = [("/", "root"), ("/ga/", "first"), ("/gb/", "second")];
    for (base, name) in galleries {
        small_gallery(&folder.0.join(base.trim_matches('/')), base, name);
    }
    let server = Server::of(&folder.0, "/").await;
    let site = server.site.clone();
    visit_kept(&site, PHONE, async |page| {
        page.forgive(REFUSED);
        page.forgive("404");
        for (base, _) in galleries {
            page.open(base).await;
            page.run(&format!("new Promise(done => {{ const policy = trustedTypes.createPolicy('offline', {{ createScriptURL: it => it }}); navigator.serviceWorker.register(policy.createScriptURL('{base}sw.js'), {{ scope: '{base}' }}).then(it => {{ const look = () => it.active?.state === 'activated' ? done(1) : setTimeout(look, 20); look(); }}) }})")).await;
        }
        // Each visit throws older copies of its own gallery away, and nothing else.
        for _ in 0..2 {
            for (base, name) in galleries {
                page.open(&format!("{base}about/")).await;
                page.until_heading(&format!("关于 {name}")).await;
                until_kept(page).await;
                page.run("new Promise(done => setTimeout(done, 300))").await;
            }
        }
        let mut names: Vec<String> = page.ask("caches.keys()").await;
        names.sort();
        assert_eq!(names, ["gallery /ga/first", "gallery /gb/second", "gallery /root"]);
        drop(server);
        for (base, name) in galleries {
            page.open(base).await;
            page.until_heading(name).await;
            page.open(&format!("{base}about/")).await;
            page.until_heading(&format!("关于 {name}")).await;
        }
    })
    .await;
}
