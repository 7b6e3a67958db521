//! Every page asks readers where the gallery can be told, and none where it cannot.
//!
//! The invented town names a mail and an address; the real gallery neither, so that its pages promise nothing.

use super::page::{Element, Page};
use crate::{PAGES, REAL, parted};
use brand_gallery::desk::prerender::{Assets, screens};
use brand_gallery::messages::{Language, speak};
use brand_gallery::models::Verdict;
use brand_gallery::route::{self, FEEDBACK_SCRIPT, Route, StaffPage};
use brand_gallery::screen::Site;
use percent_encoding::percent_decode_str;
use std::collections::BTreeSet;

const RECEIVER: &str = "https://letters.example.org/feedback";

/// The invented town; `from` is replaced by `to` in its settings.
fn town(language: Language, from: &str, to: &str) -> Site {
    crate::town(language, |files| {
        for file in files.iter_mut().filter(|file| file.path == "gallery.json") {
            let text = String::from_utf8(file.bytes.clone()).expect("text");
            assert!(text.contains(from), "{from}");
            file.bytes = text.replace(from, to).into_bytes();
        }
    })
}

const ADDRESS: &str = "  \"feedback\": \"https://letters.example.org/feedback\",\n";
const MAIL: &str = "    \"mail\": \"jiucuo@example.org\",\n";

/// The address of a page with scheme and host, if another test of this process has set them.
fn public(href: &str) -> String {
    route::absolute(href).unwrap_or_else(|| href.to_owned())
}

/// The one line of a page, in its footer.
fn line(page: &Page) -> (usize, &Element) {
    let at = page.elements.iter().position(|it| it.is("frame__feedback"));
    let at = at.expect("a line");
    let line = &page.elements[at];
    let around = line.around.expect("a footer");
    assert_eq!(page.elements[around].name, "footer");
    assert_eq!(page.with_class("frame__feedback").count(), 1);
    (at, line)
}

/// The elements of this name within the line.
fn inside<'a>(page: &'a Page, line: usize, name: &'a str) -> Vec<&'a Element> {
    let is_inside = |it: &&Element| {
        let mut around = it.around;
        while around.is_some_and(|at| at > line) {
            around = around.and_then(|at| page.elements[at].around);
        }
        around == Some(line)
    };
    page.all(name).filter(is_inside).collect()
}

#[test]
fn with_an_address_every_page_for_visitors_has_a_form_that_works_without_programs() {
    let site = town(Language::Simplified, ADDRESS, ADDRESS);
    let mut versions = BTreeSet::new();
    let screens = screens(&site);
    let mut staff = 0;
    for screen in &screens {
        let page = Page::of_screen(&site, screen);
        let href = screen.route.href();
        if matches!(screen.route, Route::StaffPage(_)) {
            assert_eq!(page.with_class("frame__feedback").count(), 0, "{href}");
            staff += 1;
            continue;
        }
        let (at, line) = line(&page);
        assert_eq!(line.name, "form");
        assert_eq!(line.attribute("method"), Some("post"));
        assert_eq!(line.attribute("action"), Some(RECEIVER));
        assert_eq!(line.attribute("data-mail"), Some("jiucuo@example.org"));
        assert_eq!(line.attribute("data-path"), Some(href.as_str()));
        assert!(line.text.starts_with("这页有用吗？"), "{}", line.text);
        let version = line.attribute("data-version").expect("a version");
        assert_eq!(version.len(), 8, "{version}");
        versions.insert(version.to_owned());
        let hidden: Vec<_> = inside(&page, at, "input")
            .iter()
            .map(|it| {
                (
                    it.attribute("type"),
                    it.attribute("name"),
                    it.attribute("value"),
                )
            })
            .collect();
        let hide = |name, value| (Some("hidden"), Some(name), Some(value));
        assert_eq!(
            hidden,
            [
                hide("page", public(&href).as_str()),
                hide("version", version)
            ]
        );
        let choices: Vec<_> = inside(&page, at, "button")
            .iter()
            .map(|it| {
                assert_eq!(it.attribute("type"), Some("submit"));
                assert_eq!(it.attribute("name"), Some("verdict"));
                assert_eq!(it.attribute("value"), it.attribute("data-companion"));
                (it.attribute("value").expect("a value"), it.text.as_str())
            })
            .collect();
        assert_eq!(
            choices,
            [("useful", "有用"), ("useless", "没用"), ("wrong", "写错了")]
        );
    }
    assert!(
        screens.len() > 20 && staff == StaffPage::ALL.len(),
        "{staff}"
    );
    // Each page has a version of its own.
    assert!(versions.len() > 15, "{versions:?}");
}

#[test]
fn with_a_mail_alone_the_choices_open_a_mail_about_the_very_page() {
    let site = town(Language::Simplified, ADDRESS, "");
    for screen in screens(&site) {
        if matches!(screen.route, Route::StaffPage(_)) {
            continue;
        }
        let page = Page::of_screen(&site, &screen);
        let (at, line) = line(&page);
        let version = line.attribute("data-version").expect("a version");
        assert_eq!(line.attribute("action"), None);
        let links = inside(&page, at, "a");
        assert_eq!(links.len(), 3);
        for (link, verdict) in links.into_iter().zip(Verdict::ALL) {
            assert!(link.is("outgoing"), "a lobby leads nowhere");
            assert_eq!(link.attribute("data-companion"), Some(verdict.id()));
            let href = link.attribute("href").expect("an address");
            let fields = href.strip_prefix("mailto:jiucuo@example.org?").expect(href);
            let text = percent_decode_str(fields).decode_utf8().expect("UTF-8");
            let word = verdict.word();
            let about = format!(
                "&body=网址：{}\r\n版本：{version}\r\n意见：{word}",
                public(&screen.route.href())
            );
            assert!(text.starts_with(&format!("subject={word}：")), "{text}");
            assert!(text.ends_with(&about), "{text}");
        }
    }
}

#[test]
fn with_neither_no_page_has_a_line_a_script_or_another_policy() {
    let site = town(Language::Simplified, ADDRESS, "");
    let mut gallery = site.catalogue.gallery.clone();
    gallery.operator.as_mut().expect("an operator").mail = None;
    assert!(!gallery.asks_for_feedback());
    assert!(!REAL.site.catalogue.gallery.asks_for_feedback());
    let (template, assets) = (parted(), crate::assets());
    for (screen, page) in PAGES.iter() {
        assert_eq!(page.with_class("frame__feedback").count(), 0);
        // The handbook tells staff of it.
        let is_for_staff = matches!(screen.route, Route::StaffPage(_));
        let asks = page.text.contains("这页有用吗");
        assert!(is_for_staff || !asks, "{}", screen.route.href());
        let html = template.page(&REAL.site, screen, &assets);
        assert!(!html.contains(FEEDBACK_SCRIPT), "{}", screen.route.href());
        assert!(html.contains("connect-src 'self';") && html.contains("form-action 'self';"));
    }
}

#[test]
fn a_page_allows_the_one_origin_and_loads_the_script_only_where_it_asks() {
    let (template, assets): (_, Assets) = (parted(), crate::assets());
    let with = town(Language::Simplified, MAIL, "");
    let mail_alone = town(Language::Simplified, ADDRESS, "");
    for (site, origin) in [(&with, " https://letters.example.org"), (&mail_alone, "")] {
        for screen in screens(site) {
            let html = template.page(site, &screen, &assets);
            for directive in ["connect-src", "form-action"] {
                assert!(
                    html.contains(&format!("{directive} 'self'{origin};")),
                    "{html}"
                );
            }
            let is_asked = !matches!(screen.route, Route::StaffPage(_));
            let script = format!("<script defer src=\"/{FEEDBACK_SCRIPT}\"></script>");
            assert_eq!(html.contains(&script), is_asked, "{}", screen.route.href());
        }
    }
}

#[test]
fn the_version_of_a_page_changes_with_its_content_and_with_no_other() {
    let version = |site: &Site, route: Route| {
        let page = Page::of_screen(site, &site.screen(route));
        let (_, line) = line(&page);
        line.attribute("data-version")
            .expect("a version")
            .to_owned()
    };
    let route = |id: &str| Route::Brand(crate::slug(id));
    let before = town(Language::Simplified, ADDRESS, ADDRESS);
    let mut after = town(Language::Simplified, ADDRESS, ADDRESS);
    let mut brands = after.brands.to_vec();
    let brand = brands
        .iter_mut()
        .find(|it| it.id.as_str() == "wangyue-yezhen");
    brand.expect("a brand").summary.text.push('。');
    after = Site::new((*after.catalogue).clone(), brands);
    let (changed, other) = (route("wangyue-yezhen"), route("baitian-touxi"));
    assert_ne!(version(&before, changed.clone()), version(&after, changed));
    assert_eq!(version(&before, other.clone()), version(&after, other));
}

#[test]
fn in_english_the_line_is_english_and_what_is_sent_is_the_same() {
    let site = town(Language::English, ADDRESS, ADDRESS);
    let page = Page::of_screen(&site, &site.screen(Route::About));
    speak(Language::Simplified);
    let (at, line) = line(&page);
    assert!(
        line.text.starts_with("Is this page useful?"),
        "{}",
        line.text
    );
    let values: Vec<_> = inside(&page, at, "button")
        .iter()
        .map(|it| (it.attribute("value").expect("a value"), it.text.as_str()))
        .collect();
    let wanted = [
        ("useful", "Useful"),
        ("useless", "Not useful"),
        ("wrong", "Something is wrong"),
    ];
    assert_eq!(values, wanted);
    assert!(
        page.text
            .contains("send to letters.example.org: the page's address")
    );
}

#[test]
fn the_about_page_says_what_is_sent_where_something_can_be() {
    let about = |site: &Site| Page::of_screen(site, &site.screen(Route::About)).text;
    let says = "只有您在页脚点“有用”“没用”“写错了”并发送时，才向 letters.example.org 发送";
    let never = "不向任何其他网站发送请求";
    let with = about(&town(Language::Simplified, MAIL, ""));
    assert!(with.contains(says) && !with.contains(never));
    let without = about(&REAL.site);
    assert!(!without.contains("letters.example.org") && without.contains(never));
}
