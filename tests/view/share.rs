//! The share sheet rendered to text: ways, QR code, lines of the poster.

use super::page::Page;
use brand_gallery::components::{Shared, Way, handout, qr_path, share_sheet};
use brand_gallery::messages::{GAP, lines, name_lines};
use leptos::prelude::*;
use proptest::prelude::*;

fn shared(address: &str) -> Shared {
    Shared {
        title: "腹透药互助".to_owned(),
        line: "一句话。".to_owned(),
        owner: "示例医院".to_owned(),
        figure: ["6次".to_owned(), "赠送药物".to_owned()],
        address: address.to_owned(),
    }
}

fn sheet(device: bool) -> Page {
    let owner = Owner::new();
    let html = owner.with(|| {
        let (said, poster) = (RwSignal::new(String::new()), RwSignal::new(None));
        share_sheet(
            &shared("https://example.org/brands/a/"),
            device,
            said,
            poster,
        )
        .to_html()
    });
    Page::of(html)
}

#[test]
fn the_sheet_offers_every_way_and_shows_the_address_as_text() {
    for device in [false, true] {
        let page = sheet(device);
        for way in Way::ALL {
            let offered = page.text.contains(way.word());
            assert_eq!(offered, device || way != Way::Device, "{}", way.word());
        }
        assert!(page.text.contains("https://example.org/brands/a/"));
        assert!(page.text.contains("腹透药互助"));
    }
}

#[test]
fn a_button_names_its_way() {
    for (at, way) in Way::ALL.into_iter().enumerate() {
        assert_eq!(Way::parse(&at.to_string()), Some(way));
    }
    for nonsense in ["", "-1", "7", "share", "99999999999999999999"] {
        assert_eq!(Way::parse(nonsense), None, "{nonsense}");
    }
}

/// What a reader makes of the code that is drawn as squares.
fn read(path: &str, side: usize) -> String {
    const PIXELS: usize = 4;
    let mut dark = vec![false; side * side];
    for run in path.split('M').skip(1) {
        let (x, rest) = run.split_once(' ').expect("x and y");
        let (y, rest) = rest.split_once('h').expect("a width");
        let (width, _) = rest.split_once('v').expect("a height");
        let number = |text: &str| text.parse::<usize>().expect("a number");
        let from = number(y) * side + number(x);
        dark[from..from + number(width)].fill(true);
    }
    let mut picture =
        rqrr::PreparedImage::prepare_from_greyscale(side * PIXELS, side * PIXELS, |x, y| {
            if dark[y / PIXELS * side + x / PIXELS] {
                0
            } else {
                255
            }
        });
    let codes = picture.detect_grids();
    assert_eq!(codes.len(), 1, "one code");
    codes[0].decode().expect("a readable code").1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_reader_gets_the_very_address_off_the_code(path in "[a-z0-9/-]{0,120}", query in "(\\?q=(%[0-9A-F]{2}){1,30})?") {
        let address = format!("https://example.org/{path}{query}");
        let (drawn, side) = qr_path(&address).expect("short enough");
        prop_assert_eq!(read(&drawn, side as usize), address);
    }

    #[test]
    fn lines_lose_nothing_and_stay_within_their_width(text in "[甬医品牌，。（）a-z0-9/: “”]{0,80}", width in 2_usize..20) {
        let lines = lines(&text, |line| line.chars().count() <= width);
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(solid(&lines.concat()), solid(&text));
        for line in &lines {
            prop_assert!(line.chars().count() <= width, "{line}");
        }
    }
}

#[test]
fn no_line_begins_with_a_comma_and_an_address_breaks_behind_a_slash() {
    let broken = |text: &str, width: usize| lines(text, |line| line.chars().count() <= width);
    assert_eq!(
        broken("名医到家，看病不难", 4),
        ["名医到", "家，看病", "不难"]
    );
    assert_eq!(broken("看（门诊）", 2), ["看", "（门", "诊）"]);
    assert_eq!(
        broken("https://example.org/brands/abc/", 20),
        ["https://example.org/", "brands/abc/"]
    );
    assert!(broken("", 4).is_empty());
    assert!(
        lines("太长", |_| false).concat() == "太长",
        "what never fits is still told"
    );
}

#[test]
fn a_name_is_not_broken_within_its_brackets() {
    let broken = |name: &str, width: usize| name_lines(name, |line| line.chars().count() <= width);
    assert_eq!(broken("看专家（需求）", 6), ["看专家", "（需求）"]);
    assert_eq!(broken("腹透药(free of it)", 12), ["腹透药", "(free of it)"]);
    assert_eq!(broken("仁心仁术 惠民利民", 6), ["仁心仁术", "惠民利民"]);
    assert_eq!(
        broken("腹透药 (medicine for all)", 14),
        ["腹透药 (medicine ", "for all)"],
        "a group that is too long is broken between its own words"
    );
    assert_eq!(
        broken("甲（乙", 2),
        ["甲", "（乙"],
        "a bracket that is not closed"
    );
}

#[test]
fn the_sheet_to_hang_up_says_all_of_it_and_a_gloss_apart_from_the_name() {
    let owner = Owner::new();
    let drawn = |shared: &Shared, plate: &str| {
        let (plate, seal, gallery) = (plate.to_owned(), "示".to_owned(), "示例馆".to_owned());
        let made = "2026年1月2日制作".to_owned();
        owner.with(|| handout(shared, plate, seal, gallery, made).to_html())
    };
    let whole = shared("https://example.org/brands/a/");
    let html = drawn(&whole, "<svg class=\"plate\"></svg>");
    let text = Page::of(html.clone()).text;
    for part in [
        "腹透药互助",
        "一句话。",
        "示例医院",
        "6次",
        "赠送药物",
        "https://example.org/brands/a/",
        "2026年1月2日制作",
        "示例馆",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(html.contains("<svg class=\"plate\">") && html.contains("class=\"qr\""));
    let plain = Shared {
        title: format!("腹透药互助{GAP}(Sharing medicine)"),
        figure: Default::default(),
        ..whole
    };
    let html = drawn(&plain, "");
    assert!(!html.contains("handout__plate") && !html.contains("handout__figure"));
    assert!(html.contains("handout__name\">腹透药互助</p>"), "{html}");
    assert!(html.contains("(Sharing medicine)</p>"), "{html}");
}

#[test]
fn an_address_that_no_code_can_hold_has_none() {
    assert!(qr_path(&"a".repeat(3_000)).is_none());
}
