//! Does the gallery stay whole while its server comes, goes and changes?
//!
//! A [`Host`] is a folder of its own behind a server that misbehaves on request; a release is put into it as staff would upload one, file by
//! file. Whichever release a visitor sees, page, program and data are of that one.

use super::faults::{Fault, Server};
use super::machine::{Folder, dist};
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

    /// Another release: its pages and its data say `name`.
    pub(crate) fn deploy(&self, name: &str) {
        let next = self.next(name);
        copy(&next.0, &self.folder.0);
    }

    /// The same, not yet put into its place.
    fn next(&self, name: &str) -> Folder {
        let next = Folder::new();
        copy(dist(), &next.0);
        let old = fs::read_to_string(dist().join("release.txt")).expect("the release");
        let old = old.split_whitespace().next().expect("its name");
        let change = |path: &Path, from: &str, to: &str| {
            let text = fs::read_to_string(path).expect("a text");
            assert!(text.contains(from), "{}: {from}", path.display());
            fs::write(path, text.replace(from, to)).expect("a changed text");
        };
        for page in ["index.html", "about/index.html", "404.html"] {
            change(&next.0.join(page), old, name);
        }
        // The first need is shown on every page with a search box, and comes with the catalogue.
        change(&next.0.join("data/catalogue.json"), "家门口看专家", name);
        change(&next.0.join("index.html"), "家门口看专家", name);
        for entry in fs::read_dir(&next.0).expect("a folder") {
            let path = entry.expect("an entry").path();
            let file = path.file_name().and_then(|file| file.to_str());
            if file.is_some_and(|file| file.starts_with("release-")) {
                fs::remove_file(&path).expect("no older list");
            }
        }
        let worker = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/sw.js");
        fs::copy(worker, next.0.join("sw.js")).expect("an empty worker");
        offline::write(&next.0, name).unwrap_or_else(|failure| panic!("{failure}"));
        next
    }
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

/// Which release page and data are of; they agree, or the test ends.
pub(crate) async fn release(page: &Page) -> String {
    page.until_on().await;
    let shown: String = page.ask("document.documentElement.dataset.release").await;
    let told: Vec<String> = page.texts(".needs .chip").await;
    let built = fs::read_to_string(dist().join("release.txt")).expect("the release");
    if built.starts_with(&shown) {
        assert!(told.contains(&"家门口看专家".to_owned()), "{told:?}");
    } else {
        assert!(told.contains(&shown), "{shown}: {told:?}");
    }
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
            ("/nothing/", "没有这一页"),
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
        let companion: String = {
            page.enter("/about/").await;
            page.ask("document.querySelector('script[data-companion-wasm]').dataset.companionWasm").await
        };
        page.leave().await;
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
const LOOKS: &str = "JSON.stringify(['body', 'h1', '.chip', '.frame__nav'].map(at => { const it = getComputedStyle(document.querySelector(at)); return [it.font, it.color, it.backgroundColor, it.padding, it.display] }))";

#[tokio::test]
async fn under_the_headers_of_another_release_a_page_gets_its_styles_as_a_file() {
    let host = Host::new().await;
    let path = "/brands/yilu-gendang/";
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
