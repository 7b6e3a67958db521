//! Head metadata of pages that are missing or moved.

use super::page::Page as Drawn;
use crate::{REAL, slug};
use brand_gallery::catalogue::check::Reading;
use brand_gallery::catalogue::{Catalogue, Redirect};
use brand_gallery::desk::addresses::Addresses;
use brand_gallery::desk::head_metadata::{DESCRIBED, HeadMetadata};
use brand_gallery::desk::lint::{Page, problems};
use brand_gallery::desk::redirect;
use brand_gallery::route::Route;
use std::path::Path;

#[test]
fn every_description_is_of_a_length_that_is_shown_whole() {
    for screen in &REAL.screens {
        let said = HeadMetadata::of(&REAL.site, screen).description;
        let fits = DESCRIBED.contains(&said.chars().count());
        assert!(
            fits || screen.route == Route::NotFound,
            "{}: {said}",
            screen.route.href()
        );
        assert!(said.ends_with(['。', '…']), "{said}");
    }
}

#[test]
fn most_titles_are_shown_whole_and_all_begin_with_what_is_theirs() {
    let long = REAL.screens.iter().filter(|screen| {
        let title = HeadMetadata::of(&REAL.site, screen).head.title;
        let name = HeadMetadata::of(&REAL.site, screen).name;
        assert!(title.starts_with(&name), "{title}");
        title.chars().count() > 24
    });
    // Printed names are not shortened.
    let long = long.count();
    assert!(
        long * 10 < REAL.screens.len(),
        "{long} of {}",
        REAL.screens.len()
    );
}

#[test]
fn nothing_in_linked_data_ends_its_block() {
    for screen in &REAL.screens {
        let lines = HeadMetadata::of(&REAL.site, screen).lines();
        let blocks = lines.matches("<script").count();
        assert!(
            blocks <= 1 && lines.matches("</script").count() == blocks,
            "{lines}"
        );
    }
}

/// A page with everything.
fn whole(path: &str, title: &str) -> String {
    let text = "宁波".repeat(60);
    let described = format!("{title}{}", "。".repeat(*DESCRIBED.start()));
    let meta = |property: &str, content: &str| {
        format!("<meta property=\"{property}\" content=\"{content}\">")
    };
    [
        format!("<title>{title}</title><meta name=\"description\" content=\"{described}\"><link rel=\"canonical\" href=\"/{path}\">"),
        meta("og:title", title),
        meta("og:type", "article"),
        meta("og:site_name", "甬"),
        meta("og:locale", "zh_CN"),
        meta("og:description", &described),
        format!("<body><img src=\"/square.png\">{text}</body>"),
    ]
    .concat()
}

#[test]
fn a_page_that_lacks_what_it_must_say_is_named() {
    let stage = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inspected");
    std::fs::create_dir_all(&stage).expect("a folder");
    // A PNG of 300 by 300, as far as its head goes.
    let png = [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(),
        &300u32.to_be_bytes(),
        &300u32.to_be_bytes(),
    ]
    .concat();
    std::fs::write(stage.join("square.png"), png).expect("written");
    let page = |path: &str, html: String| Page::of(path.to_owned(), &html);
    let sound = || page("a/", whole("a/", "甲"));
    assert_eq!(
        problems(&stage, &[sound(), page("b/", whole("b/", "乙"))]),
        Vec::<String>::new()
    );
    for (from, to, part) in [
        ("<title>甲</title>", "<title> </title>", "缺少 title"),
        (
            "name=\"description\"",
            "name=\"described\"",
            "缺少 description",
        ),
        ("rel=\"canonical\"", "rel=\"canon\"", "缺少 canonical"),
        ("og:title", "og:name", "缺少 og:title"),
        ("og:locale", "og:place", "缺少 og:locale"),
        ("。。。", "。", "description 有"),
        ("宁波宁波", "", "正文只有"),
        ("/square.png", "/none.png", "方图"),
    ] {
        let broken = page("a/", whole("a/", "甲").replace(from, to));
        let found = problems(&stage, &[broken]);
        assert!(
            found
                .iter()
                .any(|it| it.starts_with("/a/：") && it.contains(part)),
            "{part}: {found:?}"
        );
    }
    let twin = page("b/", whole("a/", "甲"));
    let found = problems(&stage, &[sound(), twin]);
    for what in ["title", "description", "canonical"] {
        assert!(
            found
                .iter()
                .any(|it| it.starts_with(&format!("/b/：{what} 与 /a/ 相同"))),
            "{found:?}"
        );
    }
}

fn moved(pairs: &[(&str, &str)]) -> Vec<Redirect> {
    let redirect = |(from, to): &(&str, &str)| Redirect {
        from: (*from).to_owned(),
        to: (*to).to_owned(),
    };
    pairs.iter().map(redirect).collect()
}

/// What is said of these moves within the real catalogue.
fn judged(pairs: &[(&str, &str)]) -> Vec<String> {
    let reading = Reading {
        catalogue: catalogue(),
        redirects: moved(pairs),
        ..Reading::default()
    };
    redirect::judge(&reading, &Addresses::of(&reading))
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn catalogue() -> Catalogue {
    Catalogue::clone(&REAL.site.catalogue)
}

#[test]
fn an_old_address_must_lead_to_a_page_at_once() {
    assert_eq!(
        judged(&[
            ("brands/old/", "brands/yilu-gendang/"),
            ("needs/gone/", "about/")
        ]),
        Vec::<String>::new()
    );
    for (pairs, part) in [
        (&[("brands/old", "about/")][..], "不是本馆的网址"),
        (&[("", "about/")], "不是本馆的网址"),
        (&[("https://evil.example/", "about/")], "不是本馆的网址"),
        (&[("brands/yilu-gendang/", "about/")], "现在有网页"),
        (&[("brands/old/", "brands/none/")], "没有网页"),
        (&[("brands/old/", "//evil.example/")], "没有网页"),
        (
            &[("brands/old/", "about/"), ("brands/old/", "about/")],
            "写了两次",
        ),
        (
            &[("brands/a/", "brands/b/"), ("brands/b/", "brands/a/")],
            "自己也转走了",
        ),
        (&[("brands/a/", "brands/a/")], "自己也转走了"),
    ] {
        let found = judged(pairs);
        assert!(
            found
                .iter()
                .any(|it| it.starts_with("redirects.json") && it.contains(part)),
            "{pairs:?}: {found:?}"
        );
    }
}

#[test]
fn a_brand_that_moved_takes_its_initiatives_along_and_its_old_page_leads_on() {
    let reading = Reading {
        catalogue: catalogue(),
        redirects: moved(&[("brands/old/", "brands/yilu-gendang/")]),
        ..Reading::default()
    };
    let moves = Addresses::of(&reading).moves.into_iter();
    let moves: Vec<_> = moves
        .filter(|(from, _)| matches!(from, Route::Brand(_) | Route::Initiative(..)))
        .collect();
    let card = REAL
        .site
        .catalogue
        .card(&slug("yilu-gendang"))
        .expect("a card");
    assert_eq!(moves.len(), card.initiatives.len() + 1);
    for (from, to) in &moves {
        assert!(
            from.path().starts_with("brands/old/") && to.path().starts_with("brands/yilu-gendang/")
        );
        let html = redirect::page(&REAL.site.catalogue.gallery, to);
        assert!(
            html.contains(&format!("content=\"0; url={}\"", to.href())),
            "{html}"
        );
        let page = Drawn::of(html);
        let link = page
            .all("a")
            .next()
            .and_then(|link| link.attribute("href").map(str::to_owned));
        assert_eq!(link, Some(to.href()));
        let canonical = page
            .all("link")
            .next()
            .and_then(|link| link.attribute("href").map(str::to_owned));
        assert_eq!(canonical, Some(to.href()));
    }
}
