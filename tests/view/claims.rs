//! Totals, negations and derived sentences of pages, each recomputed from the records.
//!
//! All pages of several galleries are rendered: the real one, the invented town, and generated ones with random places, needs, owners and more than 64
//! documents. What a page states is compared with plain loops over brands and initiatives; nothing here calls the search, the facets or the citations.
//! [`CLAIMS`] lists every message with a total, a negation or an owner, with the test that checks it; a message that is not listed fails.

use super::page::{Element, Page};
use crate::{REAL, ready, slug};
use brand_gallery::catalogue::{Brand, Card, Catalogue, Kind, Slug, json};
use brand_gallery::desk::data::{Data, judge};
use brand_gallery::desk::embed;
use brand_gallery::desk::head_metadata::HeadMetadata;
use brand_gallery::desk::picture::words;
use brand_gallery::desk::prerender::screens;
use brand_gallery::head::Head;
use brand_gallery::models::steps;
use brand_gallery::route::{Framed, Overview, Route};
use brand_gallery::screen::{Screen, Site};
use brand_gallery::search::bundle::bundle;
use brand_gallery::search::{Facet, FacetIndex, Index, InitialData, PAGE, Query};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

/// Every message that states a total, a negation or an owner: the test that recomputes it, or why there is nothing to recompute.
const CLAIMS: &[(&str, &str)] = &[
    // Lists of a need, a place, an institution.
    ("目前没有登记能回应它的品牌。", "list_pages"),
    ("目前没有登记到这里的服务。", "list_pages"),
    ("目前没有登记它所有或参与的品牌。", "list_pages"),
    (
        "{brands} 个品牌，由这里的机构所有或开展。目前没有登记到这里的服务。",
        "list_pages",
    ),
    ("{brands} 个品牌，这里列出 {shown} 个", "list_pages"),
    ("{brands} 个品牌", "list_pages"),
    ("{brands} 个品牌，{initiatives} 项举措", "list_pages"),
    ("所属机构在{place}", "list_pages"),
    (
        "{brands} 个品牌，都在外地。目前没有登记本地的服务。",
        "list_pages",
    ),
    ("外地的做法", "list_pages"),
    ("还有 {more} 项", "list_pages"),
    ("还有 {more} 个品牌", "tests/view/phone.rs"),
    ("还有 {more} 项：{kinds}", "tests/view/phone.rs"),
    ("还有 {total} 件事", "first_screen"),
    (
        "{what}“{name}”的服务品牌和举措：共 {total} 个品牌，每一句都注明出处。",
        "list_pages",
    ),
    ("{what} · {total}个品牌", "list_pages"),
    // Places.
    ("{total} 项服务", "places"),
    ("还没有登记的服务", "places"),
    ("列出 {total} 项", "places"),
    ("制度、经验和往事 {total} 项，不算服务", "places"),
    ("这里的机构所有或开展的：", "places"),
    ("材料没有提到地方。", "overviews"),
    (
        "材料里提到 {total} 个地方。选一个地方，看看有哪些服务能到。",
        "overviews",
    ),
    (
        "材料里提到的 {total} 个地方，和到得了那里的服务。图是示意，不表示界线和距离。",
        "overviews",
    ),
    // The other overviews.
    (
        "{brands} 个品牌、{initiatives} 项举措，谁属于谁，一眼看清。",
        "overviews",
    ),
    (
        "{from}各家医院、各个支部：{total} 个品牌的上下级关系，写明是原文还是推断。",
        "overviews",
    ),
    ("材料里没有可以单独列出的数字。", "overviews"),
    (
        "材料里的 {total} 个数字。每个数字照原文，写明数的是什么、何时、什么范围；不同材料的数字不相加，也不互比。",
        "overviews",
    ),
    ("材料没有写到可以按年月排列的事和荣誉。", "overviews"),
    ("材料写明了年份的 {total} 件事和荣誉。", "overviews"),
    (
        "另有 {total} 件没有写明年份，本馆不猜，写在各自的页上：",
        "overviews",
    ),
    ("{total} 个故事，一个故事几站。", "overviews"),
    ("{total} 站", "overviews"),
    ("共 {total} 站，一站一个品牌。", "overviews"),
    ("服务品牌所属和参与的机构，共 {total} 家。", "overviews"),
    ("现收 {brands} 个品牌、{initiatives} 项举措。", "overviews"),
    ("共 {brands} 个品牌，{pages} 页。", "overviews"),
    ("{line}共 {total} 个品牌，这是第 {page} 页。", "overviews"),
    (
        "{line}共 {total} 个品牌，可按需求、机构、地方查找，每一句都注明出处。",
        "overviews",
    ),
    (
        "内容全部取自 {documents} 份公开材料，每一句都注明出处；职务、数字以材料刊印时为准。",
        "overviews",
    ),
    // Comparing.
    ("{total} 项举措", "comparing"),
    ("{total} 个数字", "comparing"),
    ("{total} 项荣誉", "comparing"),
    ("{kind}，{owner}", "comparing"),
    (
        "没有记在品牌自己名下的数字；举措的数字写在举措后面。",
        "comparing",
    ),
    ("没有记在品牌自己名下。", "comparing"),
    // The gallery.
    ("{total} 个品牌", "filters"),
    ("查看 {total} 个品牌", "filters"),
    ("没有找到", "filters"),
    ("去掉“{what}”，可看 {total} 个品牌", "filters"),
    (
        "没有找到“{words}”的原话。下面的意思相近。",
        "tests/view/meant.rs",
    ),
    (
        "没有一个品牌同时写到“{words}”。下面的品牌写到其中的一大半。",
        "tests/view/meant.rs",
    ),
    (
        "按“{place}”和“{need}”筛选",
        "tests/view/meant.rs: its words are those of the filters",
    ),
    ("已列出 {shown} 个，共 {total} 个品牌。", "filters"),
    ("再看 {more} 个", "filters"),
    // Owners.
    ("{name}（{kind}，{owner}）：{summary}", "owners"),
    ("{name}，{owner}：{summary}", "owners"),
    ("品牌由{owner}所有。", "owners"),
    ("外地", "tests/view/elsewhere.rs, from places and owners"),
    // What the browser says of the same answers, from the same results.
    ("找到 {total} 个品牌", "filters"),
    ("已列出 {listed} 个，共 {total} 个品牌", "filters"),
    (
        "找到 {total} 项。",
        "the browser's list filter, tests/browser/overview.rs",
    ),
    (
        "没有找到。可以换一个说法。",
        "the browser's list filter, tests/browser/overview.rs",
    ),
    (
        "在邮件程序里点了发送，才会送到。没有打开邮件程序的话，请复制文字，寄到 {mail}。",
        "tests/browser/feedback.rs",
    ),
    (
        "没有送到。您写的还在这里，请稍后再点一次。",
        "tests/browser/feedback.rs",
    ),
    (
        "现在连不上网络，没有发送。您写的还在这里，连上以后请再点一次。",
        "tests/browser/feedback.rs",
    ),
    (
        "本馆不设账号，不用 Cookie，搜索只在您的设备上进行。只有您在页脚点“有用”“没用”“写错了”并发送时，才向 {host} 发送：网页的网址、版本、您的选择、选中的句子和您写的话，没有别的。",
        "tests/view/feedback.rs, tests/browser/feedback.rs",
    ),
    (
        "现在连不上网络，这台设备上也没有存这一页。连上网络以后，请再打开一次。",
        "a state of the browser, tests/browser/offline.rs",
    ),
    (
        "这里的品牌和服务还没有登记。",
        "tests/kiosk.rs: a house without a brand of its own",
    ),
    (
        "没有找到“{words}”。您是不是要找：",
        "tests/search.rs: a guess is made only where nothing is found",
    ),
    (
        "还没有品牌。写好第一个，这里就有内容。",
        "tests/view/city.rs: a gallery without brands",
    ),
    (
        "这个地址没有内容，也许写错了，也许已经改动。可以在这里找：",
        "the same",
    ),
    (
        "这个地址没有内容。可以搜索品牌、机构、需求或地方。",
        "the same",
    ),
    (
        "网址里有本馆没有的品牌，已经略去。请核对网址，或从下面另选。",
        "tests/browser/overview.rs",
    ),
    (
        "并排比较要用网页程序，现在它没有运行。各品牌的要点列在下面，点名称看全文。",
        "a state of the browser",
    ),
    (
        "材料写明了年份的事，按年月排列；没有写明的在各自的页上，不作猜测。",
        "says how the page is ordered",
    ),
    (
        "全部内容取自下列材料。名称、数字、引语照原文；每句话后的小号数字指明出自哪一份。材料之间说法不同的，两种说法都写明；没有写到的，不补不猜。",
        "a principle",
    ),
    (
        "部分符合 WCAG 2.2 AA：自动检查没有发现不符合的地方；要由人来评的准则还没有全部评过，所以不说完全符合。",
        "not of the data",
    ),
    (
        "尚未写明：{missing}。请发布网站的单位在 gallery.json 的 operator 里填写，不适用的不写；材料里没有这些，本馆不代填。",
        "tests/view/operator.rs",
    ),
    (
        "尚未做到：没有请视障人士和老年人实际试用；只在 Chromium 里检查过，没有在 Safari、Firefox 和微信里检查；没有在真实设备上用读屏软件（NVDA、VoiceOver、TalkBack）和真实语音检查过；徽标没有文字说明，读屏时略过。第一次来就从长辈版的链接打开，或者浏览器什么都不保存时，网页会先以标准版出现一下，再换成长辈版。",
        "not of the data",
    ),
    (
        "本馆有三种文字：简体中文、繁体中文和英文。繁体由程序用 OpenCC 的字表从简体转换：材料的词句只换字和引号，网页自己的话有几个词也换成当地常用的。英文页里，只有网页自己的话、需求的名称、名称后括号里的英文和几句英文介绍是英文，都是本馆所写，材料里没有；材料的句子照原文，仍是中文。",
        "a principle",
    ),
    (
        "怎样检查：每次发布前由程序在 Chromium 浏览器里逐类网页检查，包括标准版、长辈版的三种颜色和大厅导览屏的各种状态：axe-core 的 WCAG 2.2 AA 规则和 7:1 对比度，建议、筛选、对话框、朗读、没有结果、连不上网这些状态也在内；只用键盘走完全程，按 Esc 关闭后焦点回到原处；读屏软件读到的名称、标题和区域；400% 放大、自定行距和字距、按钮大小。朗读用模拟的语音检查。",
        "not of the data",
    ),
    (
        "{gallery}以 WCAG 2.2 AA 为目标。正文不小于 18 像素，可放大到 400%；文字对比度不低于 7:1；只用键盘可以完成全部操作；颜色从不是唯一的标志；不自动播放，没有时间限制；不运行程序也能读到全部内容。",
        "not of the data",
    ),
];

/// Whether a message states something of the data that could be false.
fn is_claim(message: &str) -> bool {
    let parts = [
        "{total}",
        "{brands}",
        "{initiatives}",
        "{shown}",
        "{listed}",
        "{dated}",
        "{documents}",
        "{more}",
        "{owner}",
        "{place}",
        "没有",
        "所有或开展",
        "外地",
    ];
    parts.iter().any(|part| message.contains(part)) && message != "这里的机构所有或开展的"
}

#[test]
fn every_message_with_a_total_a_negation_or_an_owner_is_checked_somewhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/messages");
    let mut messages: BTreeSet<String> = BTreeSet::new();
    for file in ["pages.rs", "program.rs"] {
        let text = std::fs::read_to_string(folder.join(file)).expect("messages");
        let keys = text.lines().filter_map(|line| {
            let line = line.trim().strip_prefix("(\"")?;
            Some(line.split_once("\", \"")?.0.to_owned())
        });
        messages.extend(keys.filter(|message| is_claim(message)));
    }
    let listed: BTreeSet<String> = CLAIMS
        .iter()
        .map(|(message, _)| (*message).to_owned())
        .collect();
    let unchecked: Vec<&String> = messages.difference(&listed).collect();
    let stale: Vec<&String> = listed.difference(&messages).collect();
    assert!(
        unchecked.is_empty() && stale.is_empty(),
        "not checked: {unchecked:#?}\nno longer said: {stale:#?}"
    );
    let tests = [
        "list_pages",
        "first_screen",
        "places",
        "overviews",
        "comparing",
        "filters",
        "owners",
    ];
    for (message, by) in CLAIMS {
        assert!(!by.is_empty(), "{message}");
        assert!(by.contains([' ', '.']) || tests.contains(by), "{by}");
    }
}

// Galleries.

pub(super) struct Gallery {
    name: &'static str,
    pub(super) site: Site,
    pub(super) pages: Vec<(Screen, Page)>,
}

pub(super) static GALLERIES: LazyLock<Vec<Gallery>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let second = Data::of(root, Some(&root.join("tests/fixtures/second")));
    let second = judge(&second).expect("readable");
    let mut galleries = vec![
        gallery(
            "real",
            Catalogue::clone(&REAL.site.catalogue),
            REAL.site.brands.to_vec(),
        ),
        gallery("second", second.catalogue, second.brands),
    ];
    for (name, seed, brands) in [
        ("first seed", 1, 12),
        ("second seed", 2, 26),
        ("many", 3, 75),
    ] {
        let (catalogue, brands) = generated(seed, brands);
        galleries.push(gallery(name, catalogue, brands));
    }
    galleries
});

fn gallery(name: &'static str, catalogue: Catalogue, brands: Vec<Brand>) -> Gallery {
    let site = ready(catalogue, brands, &[]);
    let pages = screens(&site).into_iter();
    let pages = pages.map(|screen| {
        let page = Page::of_screen(&site, &screen);
        (screen, page)
    });
    let pages = pages.collect();
    Gallery { name, site, pages }
}

/// Numbers that look like chance.
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    /// At most `most` of `total` ids with this letter.
    fn some(&mut self, letter: &str, total: usize, most: usize) -> Vec<String> {
        let count = self.below(most + 1);
        let ids: BTreeSet<String> = (0..count)
            .map(|_| format!("{letter}{}", self.below(total)))
            .collect();
        ids.into_iter().collect()
    }

    /// One or two documents.
    fn sources(&mut self) -> Vec<String> {
        let mut sources = vec![format!("d{}", self.below(DOCUMENTS))];
        if self.below(3) == 0 && sources[0] != "d1" {
            sources.push("d1".to_owned());
        }
        sources
    }
}

const DOCUMENTS: usize = 70;

/// A gallery by number, the same for the same number.
fn generated(seed: u64, total: usize) -> (Catalogue, Vec<Brand>) {
    let mut dice = Dice(seed);
    let places: Vec<Value> = (0..11)
        .map(|at| {
            let mut place = json!({"id": format!("p{at}"), "name": format!("地方{at}"), "sources": dice.sources()});
            if at > 1 && dice.below(4) > 0 {
                place["parent"] = format!("p{}", dice.below(at)).into();
                if dice.below(3) > 0 {
                    place["outline"] = format!("{at},0 {},0 {at},30", 40 + at).into();
                }
            }
            place
        })
        .collect();
    let institutions: Vec<Value> = (0..9)
        .map(|at| {
            let mut institution = json!({"id": format!("i{at}"), "name": format!("第{at}医院"), "sources": dice.sources()});
            if dice.below(4) > 0 {
                institution["place"] = format!("p{}", dice.below(11)).into();
            }
            institution
        })
        .collect();
    let registers = json!({
        "gallery": {"name": "试馆", "subject": "许多品牌", "seal": "试", "examples": [], "not_services": ["n0"]},
        "cards": [],
        "documents": (0..DOCUMENTS).map(|at| json!({"id": format!("d{at}"), "title": format!("材料{at}"), "short": format!("材料{at}"), "kind": "材料"})).collect::<Vec<_>>(),
        "needs": (0..6).map(|at| json!({"id": format!("n{at}"), "name": format!("需求{at}")})).collect::<Vec<_>>(),
        "institutions": institutions,
        "places": places,
    });
    let mut catalogue: Catalogue = serde_json::from_value(registers).expect("registers");
    let brands: Vec<Brand> = (0..total)
        .map(|at| {
            let initiatives: Vec<Value> = (0..dice.below(7))
                .map(|one| {
                    let mut initiative = record(&mut dice, format!("e{one}"), format!("举措{at}之{one}"));
                    initiative["kind"] = ["服务", "团队", "项目", "制度", "工作法"][dice.below(5)].into();
                    if dice.below(2) == 0 {
                        initiative["owner"] = format!("i{}", dice.below(9)).into();
                    }
                    initiative
                })
                .collect();
            let mut brand = record(&mut dice, format!("b{at}"), format!("品牌{at}"));
            brand["kind"] = ["机构品牌", "支部品牌", "案例", "活动"][dice.below(4)].into();
            brand["owner"] = format!("i{}", dice.below(9)).into();
            brand["order"] = at.into();
            brand["emblem"] = "torch".into();
            brand["initiatives"] = initiatives.into();
            brand["slogan"] = json!({"text": "一心一意", "sources": dice.sources()});
            if at > 0 {
                brand["parent"] = json!({"brand": format!("b{}", dice.below(at)), "basis": "原文", "text": "写明。", "sources": dice.sources()});
            }
            serde_json::from_value(brand).expect("a brand")
        })
        .collect();
    catalogue.cards = brands.iter().map(Card::of).collect();
    (catalogue, brands)
}

/// What brands and initiatives have in common.
fn record(dice: &mut Dice, id: String, name: String) -> Value {
    let honours: Vec<Value> = (0..dice.below(2))
        .map(|_| json!({"name": "先进", "level": (["全国", "全省", "全市"][dice.below(3)]), "sources": dice.sources()}))
        .collect();
    let partners: Vec<Value> = (dice.some("i", 9, 1).into_iter())
        .map(|id| json!({"name": "伙伴", "institution": id, "sources": dice.sources()}))
        .collect();
    let events: Vec<Value> = (0..dice.below(2))
        .map(
            |_| json!({"year": 1990 + dice.below(30), "text": "开办。", "sources": dice.sources()}),
        )
        .collect();
    let figures: Vec<Value> = (0..dice.below(2))
        .map(|_| json!({"value": "3", "unit": "次", "label": "做过", "sources": dice.sources()}))
        .collect();
    json!({
        "id": id, "name": name, "summary": {"text": format!("{name}做一件事。"), "sources": dice.sources()},
        "needs": dice.some("n", 6, 2), "places": dice.some("p", 11, 2), "partners": partners,
        "honours": honours, "events": events, "figures": figures,
    })
}

// The records, by plain loops.

/// A brand itself, or one of its initiatives.
struct Unit<'a> {
    brand: &'a Brand,
    /// The position of the initiative.
    initiative: Option<usize>,
    owner: Option<&'a Slug>,
    partners: Vec<&'a Slug>,
    needs: &'a [Slug],
    places: &'a [Slug],
    kind: Kind,
    levels: Vec<&'static str>,
}

impl Unit<'_> {
    fn route(&self) -> Route {
        match self.initiative {
            None => Route::Brand(self.brand.id.clone()),
            Some(at) => {
                Route::Initiative(self.brand.id.clone(), self.brand.initiatives[at].id.clone())
            }
        }
    }
}

fn units(brand: &Brand) -> Vec<Unit<'_>> {
    let mut units = vec![Unit {
        brand,
        initiative: None,
        owner: Some(&brand.owner),
        partners: brand
            .partners
            .iter()
            .filter_map(|it| it.institution.as_ref())
            .collect(),
        needs: &brand.needs,
        places: &brand.places,
        kind: brand.kind,
        levels: brand.honours.iter().map(|it| it.level.key()).collect(),
    }];
    for (at, it) in brand.initiatives.iter().enumerate() {
        units.push(Unit {
            brand,
            initiative: Some(at),
            owner: it.owner.as_ref(),
            partners: it
                .partners
                .iter()
                .filter_map(|it| it.institution.as_ref())
                .collect(),
            needs: &it.needs,
            places: &it.places,
            kind: it.kind,
            levels: it.honours.iter().map(|it| it.level.key()).collect(),
        });
    }
    units
}

/// Whether a place is another one, or within it.
fn is_within(catalogue: &Catalogue, place: &Slug, around: &Slug) -> bool {
    let mut at = Some(place.clone());
    while let Some(id) = at {
        if id == *around {
            return true;
        }
        at = catalogue
            .places
            .iter()
            .find(|it| it.id == id)
            .and_then(|it| it.parent.clone());
    }
    false
}

fn serves(catalogue: &Catalogue, unit: &Unit, place: &Slug) -> bool {
    unit.places.iter().any(|it| is_within(catalogue, it, place))
}

/// Whether the printed owner of a unit is at a place or within it.
fn is_seated(catalogue: &Catalogue, unit: &Unit, place: &Slug) -> bool {
    let owner = unit
        .owner
        .and_then(|id| catalogue.institutions.iter().find(|it| it.id == *id));
    let seat = owner.and_then(|it| it.place.as_ref());
    seat.is_some_and(|seat| is_within(catalogue, seat, place))
}

/// Whether what is known of a brand's places and its owner's lies elsewhere; a case of which nothing is known does.
fn is_elsewhere(catalogue: &Catalogue, brand: &Brand) -> bool {
    let owner = catalogue
        .institutions
        .iter()
        .find(|it| it.id == brand.owner);
    let seat = owner.and_then(|it| it.place.clone());
    let places: Vec<Slug> = brand.places.iter().cloned().chain(seat).collect();
    match &catalogue.gallery.home {
        None => false,
        Some(_) if places.is_empty() => brand.kind == Kind::Case,
        Some(home) => !places.iter().any(|it| is_within(catalogue, it, home)),
    }
}

fn has(catalogue: &Catalogue, unit: &Unit, facet: Facet, key: &Slug) -> bool {
    match facet {
        Facet::Need => unit.needs.contains(key),
        Facet::Kind => unit.kind.key() == key.as_str(),
        Facet::Institution => unit.owner == Some(key) || unit.partners.contains(&key),
        Facet::Place => serves(catalogue, unit, key) || is_seated(catalogue, unit, key),
        Facet::Honour => unit.levels.contains(&key.as_str()),
    }
}

/// By brand, what of it has all of these values at once: the brand itself (`None`) or initiatives.
fn found(gallery: &Gallery, values: &[(Facet, Slug)]) -> BTreeMap<usize, Vec<Option<usize>>> {
    let catalogue = &gallery.site.catalogue;
    let mut found = BTreeMap::new();
    for (at, brand) in gallery.site.brands.iter().enumerate() {
        let passing: Vec<Option<usize>> = (units(brand).iter())
            .filter(|unit| {
                values
                    .iter()
                    .all(|(facet, key)| has(catalogue, unit, *facet, key))
            })
            .map(|unit| unit.initiative)
            .collect();
        if !passing.is_empty() {
            found.insert(at, passing);
        }
    }
    found
}

/// Asserts on every page of every gallery.
pub(super) fn on_all_pages(judge: impl Fn(&Gallery, &Screen, &Page) -> Vec<String>) {
    let mut wrong = Vec::new();
    for gallery in GALLERIES.iter() {
        for (screen, page) in &gallery.pages {
            let said = judge(gallery, screen, page);
            wrong.extend(
                said.into_iter()
                    .map(|said| format!("{}: {}: {said}", gallery.name, screen.route.href())),
            );
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong, the first:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

fn differs<T: PartialEq + std::fmt::Debug>(what: &str, shown: T, wanted: T) -> Option<String> {
    (shown != wanted).then(|| format!("{what}: shown {shown:?}, recomputed {wanted:?}"))
}

fn line(page: &Page) -> String {
    let line = page.with_class("listing__line").next();
    line.map(|line| line.text.clone()).unwrap_or_default()
}

/// The elements within one.
fn inside<'a>(page: &'a Page, outer: &'a Element) -> impl Iterator<Item = &'a Element> {
    page.elements.iter().filter(move |element| {
        let mut above = element.around;
        while let Some(at) = above {
            if std::ptr::eq(&page.elements[at], outer) {
                return true;
            }
            above = page.elements[at].around;
        }
        false
    })
}

/// The addresses of the brands on cards, in order.
fn cards(page: &Page) -> Vec<String> {
    let names = page.with_class("brand-card__name");
    names
        .filter_map(|name| inside(page, name).find_map(|link| link.attribute("href")))
        .map(str::to_owned)
        .collect()
}

// Citations.

/// All ids under `sources` in a value, those below the fields in `without` left out.
fn sources(value: &Value, without: &[&str], found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| sources(item, without, found)),
        Value::Object(fields) => {
            for (key, field) in fields {
                if key == "sources" {
                    found.extend(
                        field
                            .as_array()
                            .into_iter()
                            .flatten()
                            .filter_map(|it| Some(it.as_str()?.to_owned())),
                    );
                } else if !without.contains(&key.as_str()) {
                    sources(field, without, found);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn the_sources_at_the_end_are_those_cited_in_the_text() {
    on_all_pages(|gallery, screen, page| {
        let number = |text: &str| text.trim().parse::<usize>().expect("a number");
        let cited: BTreeSet<usize> = page
            .with_class("citation")
            .map(|it| number(&it.text))
            .collect();
        let items = page.all("li").filter(|it| {
            it.attribute("id")
                .is_some_and(|id| id.starts_with("source-"))
        });
        let listed: BTreeSet<usize> = items
            .filter_map(|it| it.attribute("value"))
            .map(number)
            .collect();
        let mut wrong: Vec<String> = Vec::new();
        if screen.route != Route::About {
            wrong.extend(differs("sources", &listed, &cited));
        }
        // What an account cites is what its record names.
        let mut ids = BTreeSet::new();
        match (&screen.route, gallery.site.brand(&screen.route)) {
            (Route::Brand(_), Some(brand)) => {
                let value = serde_json::to_value(brand).expect("a record");
                sources(&value, &["initiatives"], &mut ids);
                for initiative in &brand.initiatives {
                    ids.extend(initiative.summary.sources.iter().map(Slug::to_string));
                }
            }
            (Route::Initiative(_, id), Some(brand)) => {
                let initiative = brand.initiative(id).expect("an initiative");
                sources(
                    &serde_json::to_value(initiative).expect("a record"),
                    &[],
                    &mut ids,
                );
            }
            _ => return wrong,
        }
        let documents = gallery.site.catalogue.documents.iter().enumerate();
        let wanted: BTreeSet<usize> = documents
            .filter(|(_, it)| ids.contains(it.id.as_str()))
            .map(|(at, _)| at + 1)
            .collect();
        wrong.extend(differs("documents of the record", &cited, &wanted));
        wrong
    });
    let many = GALLERIES.iter().flat_map(|gallery| &gallery.pages);
    let beyond = many
        .flat_map(|(_, page)| page.ids())
        .filter(|id| ["source-65", "source-70"].contains(id));
    assert!(
        beyond.count() > 0,
        "no page cites a document beyond the 64th"
    );
}

// Owners.

/// The linked data of a page.
fn linked(site: &Site, screen: &Screen) -> Value {
    let lines = HeadMetadata::of(site, screen).lines();
    let Some((_, data)) = lines.split_once("<script type=\"application/ld+json\" data-page>")
    else {
        return Value::Null;
    };
    let data = data.split_once("</script>").expect("its end").0;
    serde_json::from_str(data).expect("JSON")
}

#[test]
fn owners() {
    on_all_pages(|gallery, screen, page| {
        let catalogue = &gallery.site.catalogue;
        let name = |id: &Slug| {
            catalogue
                .institutions
                .iter()
                .find(|it| it.id == *id)
                .map(|it| it.name.clone())
        };
        let data = linked(&gallery.site, screen);
        let provider = &data["@graph"][0]["about"]["provider"]["name"];
        let mut wrong: Vec<String> = Vec::new();
        match (&screen.route, gallery.site.brand(&screen.route)) {
            (Route::Initiative(_, id), Some(brand)) => {
                let initiative = brand.initiative(id).expect("an initiative");
                let owner = initiative.owner.as_ref().and_then(&name);
                let wanted = owner.clone().filter(|_| initiative.kind == Kind::Service);
                wrong.extend(differs(
                    "provider",
                    provider.as_str().map(str::to_owned),
                    wanted,
                ));
                let line = page.with_class("brand__owner").next().expect("a line");
                let hrefs: Vec<&str> = inside(page, line)
                    .filter_map(|link| link.attribute("href"))
                    .collect();
                let mut wanted = vec![Route::Brand(brand.id.clone()).href()];
                wanted.extend(
                    initiative
                        .owner
                        .clone()
                        .map(|id| Route::Institution(id).href()),
                );
                wrong.extend(differs(
                    "owner's links",
                    hrefs,
                    wanted.iter().map(String::as_str).collect(),
                ));
                let description = HeadMetadata::of(&gallery.site, screen).description;
                if let Some((_, rest)) = description.split_once("品牌由") {
                    let wanted = name(&brand.owner).unwrap_or_default();
                    wrong.extend(differs(
                        "the brand's owner",
                        rest.split_once("所有").map(|(owner, _)| owner.to_owned()),
                        Some(wanted),
                    ));
                }
            }
            (Route::Brand(_) | Route::Step(_), Some(brand)) => {
                let owner = name(&brand.owner).unwrap_or_default();
                let line = page.with_class("brand__owner").next().expect("a line");
                wrong.extend(differs("owner", line.text.trim(), owner.as_str()));
                let description = Head::new(&gallery.site, screen).description;
                if !description.contains(&owner) {
                    wrong.push(format!("description: {description}"));
                }
                wrong.extend(differs("provider", provider, &Value::Null));
            }
            _ => wrong.extend(differs("provider", provider, &Value::Null)),
        }
        wrong
    });
}

// Lists.

/// The first screen: the needs, who is named beside one, and the brands with their owners and figures.
#[test]
fn first_screen() {
    on_all_pages(|gallery, _, page| {
        let catalogue = &gallery.site.catalogue;
        let mut wrong: Vec<String> = Vec::new();
        let links: Vec<&Element> = page.with_class("needs__link").collect();
        if links.is_empty() {
            return wrong;
        }
        wrong.extend(differs("needs", links.len(), catalogue.needs.len()));
        let hidden = catalogue.needs.len().saturating_sub(6);
        let rest = page.with_class("needs__summary").next();
        wrong.extend(differs(
            "the rest",
            rest.map(|it| it.text.trim().to_owned()),
            (hidden > 0).then(|| format!("还有 {hidden} 件事")),
        ));
        for link in links {
            let Some(at) = inside(page, link).find(|it| it.is("needs__at")) else {
                continue;
            };
            let named = |id: &Slug| {
                catalogue.institution(id).is_some_and(|it| {
                    it.name == at.text || it.other_names.iter().any(|name| name.text == at.text)
                })
            };
            let href = link.attribute("href").unwrap_or_default();
            let meets = (gallery.site.brands.iter().zip(&catalogue.cards)).any(|(brand, card)| {
                named(&brand.owner)
                    && !catalogue.is_away(card)
                    && (units(brand).iter().flat_map(|unit| unit.needs))
                        .any(|need| Route::Need(need.clone()).href() == href)
            });
            if !meets {
                wrong.push(format!("{href}: not at {}", at.text));
            }
        }
        for item in page.with_class("featured__item") {
            let text = |class: &str| {
                let part = inside(page, item).find(|it| it.is(class));
                part.map(|it| it.text.trim().to_owned())
            };
            let name = text("featured__name").unwrap_or_default();
            let mut brands = gallery.site.brands.iter().zip(&catalogue.cards);
            let Some((brand, card)) = brands.find(|(brand, _)| brand.name == name) else {
                wrong.push(format!("no brand is called {name}"));
                continue;
            };
            if catalogue.is_away(card) {
                wrong.push(format!("{name} is from elsewhere"));
            }
            wrong.extend(differs(
                "owner",
                text("featured__owner").as_deref(),
                Some(catalogue.owner(card)),
            ));
            let figures =
                (brand.figures.iter()).chain(brand.initiatives.iter().flat_map(|it| &it.figures));
            let figure = text("featured__figure");
            let is_printed = |figure: &str| {
                figures
                    .clone()
                    .any(|it| format!("{}{} {}", it.value, it.unit, it.label) == figure)
            };
            if figure.as_deref().is_some_and(|figure| !is_printed(figure)) {
                wrong.push(format!("{name}: {figure:?} is not printed"));
            }
        }
        wrong
    });
}

#[test]
fn list_pages() {
    on_all_pages(|gallery, screen, page| {
        let catalogue = &gallery.site.catalogue;
        let (facet, id) = match &screen.route {
            Route::Need(id) => (Facet::Need, id),
            Route::Place(id) => (Facet::Place, id),
            Route::Institution(id) => (Facet::Institution, id),
            _ => return Vec::new(),
        };
        let found = found(gallery, &[(facet, id.clone())]);
        let shown: Vec<usize> = found.keys().copied().take(PAGE).collect();
        let is_first = |at: &usize| {
            let brand = &gallery.site.brands[*at];
            match facet {
                Facet::Institution => brand.owner == *id,
                Facet::Place => units(brand).iter().any(|unit| serves(catalogue, unit, id)),
                _ => !is_elsewhere(catalogue, brand),
            }
        };
        let (first, second): (Vec<usize>, Vec<usize>) = shown.iter().partition(|at| is_first(at));
        let initiatives: usize = shown
            .iter()
            .map(|at| found[at].iter().flatten().count())
            .sum();
        let mut wrong: Vec<String> = Vec::new();
        let wanted = match (found.len(), initiatives) {
            (0, _) => match facet {
                Facet::Place => "目前没有登记到这里的服务。".to_owned(),
                Facet::Institution => "目前没有登记它所有或参与的品牌。".to_owned(),
                _ => "目前没有登记能回应它的品牌。".to_owned(),
            },
            (total, _) if total > PAGE => format!("{total} 个品牌，这里列出 {PAGE} 个"),
            (total, _) if facet == Facet::Place && first.is_empty() => {
                format!("{total} 个品牌，由这里的机构所有或开展。目前没有登记到这里的服务。")
            }
            (total, _) if facet == Facet::Need && first.is_empty() => {
                format!("{total} 个品牌，都在外地。目前没有登记本地的服务。")
            }
            (total, 0) => format!("{total} 个品牌"),
            (total, initiatives) => format!("{total} 个品牌，{initiatives} 项举措"),
        };
        wrong.extend(differs("line", line(page), wanted));
        let address = |at: &usize| Route::Brand(gallery.site.brands[*at].id.clone()).href();
        let in_order: Vec<String> = first.iter().chain(&second).map(address).collect();
        wrong.extend(differs("brands", cards(page), in_order.clone()));
        // Two groups, each under its heading.
        let headings: Vec<&str> = page.all("h2").map(|it| it.text.trim()).collect();
        for (group, heading) in match facet {
            Facet::Place => vec![
                (&first, "涉及这里的品牌"),
                (&second, "这里的机构所有或开展的"),
            ],
            Facet::Institution => vec![(&first, "它的品牌"), (&second, "它参与的品牌")],
            _ => vec![(&second, "外地的做法")],
        } {
            wrong.extend(differs(
                heading,
                headings.contains(&heading),
                !group.is_empty(),
            ));
        }
        // The initiatives on each card, and why a brand is there that no document connects with the place.
        for (card, at) in page
            .with_class("brand-card")
            .zip(first.iter().chain(&second))
        {
            let brand = &gallery.site.brands[*at];
            let all = units(brand);
            let matching: BTreeSet<String> = (all.iter())
                .filter(|unit| unit.initiative.is_some() && found[at].contains(&unit.initiative))
                .map(|unit| unit.route().href())
                .collect();
            let hrefs: BTreeSet<String> = inside(page, card)
                .filter_map(|it| it.attribute("href"))
                .filter(|href| *href != address(at))
                .map(str::to_owned)
                .collect();
            wrong.extend(differs(
                "initiatives of a card",
                hrefs.len(),
                matching.len().min(4),
            ));
            wrong.extend(
                hrefs
                    .difference(&matching)
                    .map(|href| format!("{href} does not match")),
            );
            let more = inside(page, card)
                .find(|it| it.is("brand-card__more"))
                .map(|it| it.text.clone());
            let left = matching.len().saturating_sub(4);
            wrong.extend(differs(
                "more",
                more,
                (left > 0).then(|| format!("还有 {left} 项")),
            ));
            if facet == Facet::Place {
                let place = catalogue
                    .places
                    .iter()
                    .find(|it| it.id == *id)
                    .expect("a place");
                let reason = format!("所属机构在{}", place.name);
                let only =
                    |unit: &Unit| !serves(catalogue, unit, id) && is_seated(catalogue, unit, id);
                let own = usize::from(!is_first(at) && only(&all[0]));
                let seated = all[1..]
                    .iter()
                    .filter(|unit| only(unit) && hrefs.contains(&unit.route().href()));
                let wanted = own + seated.count();
                wrong.extend(differs(
                    "reasons",
                    card.text.matches(&reason).count(),
                    wanted,
                ));
            }
        }
        let said = Head::new(&gallery.site, screen).description;
        let total = format!("共 {} 个品牌", found.len());
        if !said.contains(&total) {
            wrong.push(format!("{said}: not {total}"));
        }
        let (_, under) = words(&gallery.site, screen);
        if !under.ends_with(&format!("· {}个品牌", found.len())) {
            wrong.push(format!("picture: {under}, not {}", found.len()));
        }
        wrong
    });
}

#[test]
fn what_is_framed_elsewhere_lists_all_brands_of_an_institution_and_tells_its_own_from_others() {
    for gallery in GALLERIES.iter() {
        for piece in embed::pieces(&gallery.site) {
            let Framed::Institution(id) = &piece.framed else {
                continue;
            };
            let page = Page::of(piece.html.clone());
            let found = found(gallery, &[(Facet::Institution, id.clone())]);
            let shown: BTreeSet<String> = page
                .all("a")
                .filter_map(|it| it.attribute("href"))
                .filter(|href| href.contains("/brands/"))
                .map(str::to_owned)
                .collect();
            let wanted: BTreeSet<String> = found
                .keys()
                .map(|at| Route::Brand(gallery.site.brands[*at].id.clone()).href())
                .collect();
            assert_eq!(shown, wanted, "{} {id}", gallery.name);
            let others = found
                .keys()
                .filter(|at| gallery.site.brands[**at].owner != *id);
            assert_eq!(
                page.text.matches("参与的品牌。").count(),
                others.count(),
                "{} {id}",
                gallery.name
            );
        }
    }
}

// Places.

#[test]
fn places() {
    on_all_pages(|gallery, screen, page| {
        if screen.route != Route::Overview(Overview::Places) {
            return Vec::new();
        }
        let catalogue = &gallery.site.catalogue;
        let all: Vec<Unit> = gallery.site.brands.iter().flat_map(units).collect();
        let mut wrong: Vec<String> = Vec::new();
        let mut totals: BTreeMap<String, usize> = BTreeMap::new();
        for entry in page.with_class("atlas__place") {
            let parts: Vec<&Element> = inside(page, entry).collect();
            let name = parts
                .iter()
                .find(|it| it.is("atlas__name"))
                .expect("a name");
            let place = catalogue.places.iter().find(|it| {
                Some(Route::Place(it.id.clone()).href().as_str()) == name.attribute("href")
            });
            let place = place.expect("a place");
            let local = |unit: &&Unit| {
                serves(catalogue, unit, &place.id) || is_seated(catalogue, unit, &place.id)
            };
            let here = || all.iter().filter(local);
            let total = here().filter(|it| is_service(catalogue, it)).count();
            totals.insert(Route::Place(place.id.clone()).href(), total);
            let said = parts
                .iter()
                .find(|it| it.is("atlas__total"))
                .expect("a total");
            wrong.extend(differs(&place.name, said.text.clone(), services(total)));
            // All links below the entry: what reaches the place or one within it, and what local institutions have.
            let links: BTreeSet<String> = parts
                .iter()
                .filter_map(|it| it.attribute("href"))
                .filter(|href| href.contains("/brands/"))
                .map(str::to_owned)
                .collect();
            let wanted: BTreeSet<String> = here().map(|unit| unit.route().href()).collect();
            wrong.extend(differs(&format!("{}, links", place.name), links, wanted));
            // Headings and folded lists, of the place and those within it.
            let (mut heads, mut folds) = (0, Vec::new());
            for inner in &catalogue.places {
                if !is_within(catalogue, &inner.id, &place.id) {
                    continue;
                }
                let sits = |unit: &Unit| {
                    let owner = unit
                        .owner
                        .and_then(|id| catalogue.institutions.iter().find(|it| it.id == *id));
                    owner.and_then(|it| it.place.as_ref()) == Some(&inner.id)
                        && !serves(catalogue, unit, &inner.id)
                };
                let count = |is_wanted: &dyn Fn(&Unit) -> bool| {
                    all.iter().filter(|unit| is_wanted(unit)).count()
                };
                let names = |unit: &Unit| unit.places.contains(&inner.id);
                let own = count(&|unit| names(unit) && is_service(catalogue, unit));
                let others =
                    count(&|unit| (names(unit) || sits(unit)) && !is_service(catalogue, unit));
                heads += usize::from(count(&|unit| sits(unit) && is_service(catalogue, unit)) > 0);
                folds.extend((own > 6).then(|| format!("列出 {own} 项")));
                folds.extend(
                    (others > 0).then(|| format!("制度、经验和往事 {others} 项，不算服务")),
                );
            }
            let shown = |is_wanted: &dyn Fn(&Element) -> bool| -> Vec<String> {
                let found = parts.iter().filter(|it| is_wanted(it));
                found.map(|it| it.text.clone()).collect()
            };
            let met = shown(&|it| it.text == "这里的机构所有或开展的：").len();
            wrong.extend(differs(&format!("{}, headings", place.name), met, heads));
            let mut met = shown(&|it| it.is("atlas__fold"));
            met.sort();
            folds.sort();
            wrong.extend(differs(&format!("{}, folded", place.name), met, folds));
        }
        wrong.extend(differs("places", totals.len(), catalogue.places.len()));
        // The map has the places of the list that have an outline within the home place, each with the total of the list; the more, the darker.
        let home = page.with_class("atlas__name").next();
        let home = home.and_then(|it| it.attribute("href").map(str::to_owned));
        let drawn = catalogue.places.iter().filter(|place| {
            let parent = place.parent.clone().map(|id| Route::Place(id).href());
            place.outline.is_some() && parent == home
        });
        let drawn: Vec<String> = drawn
            .map(|place| Route::Place(place.id.clone()).href())
            .collect();
        let mut shades: Vec<(usize, u32)> = Vec::new();
        let mut met = Vec::new();
        for area in page.with_class("map__area") {
            let href = area.attribute("href").expect("an address").to_owned();
            let total = totals.get(&href).copied().unwrap_or_default();
            let place = catalogue
                .places
                .iter()
                .find(|it| Route::Place(it.id.clone()).href() == href);
            let name = &place.expect("a place").name;
            let said = format!("{name} · {}{name}{total}", services(total));
            wrong.extend(differs("on the map", area.text.clone(), said));
            let shade = area.attribute("data-shade").and_then(|it| it.parse().ok());
            shades.push((total, shade.expect("a shade")));
            met.push(href);
        }
        wrong.extend(differs("the map", met, drawn));
        shades.sort_unstable();
        let is_darker = shades.windows(2).all(|pair| pair[0].1 <= pair[1].1);
        let is_empty = shades
            .iter()
            .all(|(total, shade)| (*total == 0) == (*shade == 0));
        wrong.extend(differs("shades", (is_darker, is_empty), (true, true)));
        wrong
    });
}

/// What is said of so many services.
fn services(total: usize) -> String {
    match total {
        0 => "还没有登记的服务".to_owned(),
        total => format!("{total} 项服务"),
    }
}

/// Whether a brand is no case and no event; whether an initiative is there for people and meets a need that services meet.
fn is_service(catalogue: &Catalogue, unit: &Unit) -> bool {
    let word = unit.kind.word();
    if unit.initiative.is_none() {
        return !["案例", "活动"].contains(&word);
    }
    let is_rule = ["制度", "目标", "体系", "工作法", "机构", "成效"].contains(&word);
    let mut needs = unit.needs.iter();
    !is_rule && needs.any(|need| !catalogue.gallery.not_services.contains(need))
}

// Totals of whole galleries.

#[test]
fn overviews() {
    on_all_pages(|gallery, screen, page| {
        let catalogue = &gallery.site.catalogue;
        let brands = gallery.site.brands.len();
        let all: Vec<Unit> = gallery.site.brands.iter().flat_map(units).collect();
        let initiatives = all.len() - brands;
        let mut wrong: Vec<String> = Vec::new();
        let mut says = |text: &str, sentence: String| {
            if !text.contains(&sentence) {
                wrong.push(format!(
                    "“{sentence}” is not in “{}”",
                    text.chars().take(120).collect::<String>()
                ));
            }
        };
        says(
            &page.text,
            format!("内容全部取自 {} 份公开材料", catalogue.documents.len()),
        );
        let description = Head::new(&gallery.site, screen).description;
        match &screen.route {
            Route::Overview(Overview::Matrix) => {
                says(
                    &line(page),
                    format!("{brands} 个品牌、{initiatives} 项举措"),
                );
                says(&description, format!("：{brands} 个品牌的上下级关系"));
            }
            Route::Overview(Overview::Figures) => {
                let figures: usize = (gallery.site.brands.iter())
                    .map(|it| {
                        it.figures.len()
                            + it.initiatives
                                .iter()
                                .map(|it| it.figures.len())
                                .sum::<usize>()
                    })
                    .sum();
                let wanted = match figures {
                    0 => "材料里没有可以单独列出的数字。".to_owned(),
                    total => format!("材料里的 {total} 个数字。"),
                };
                says(&line(page), wanted);
            }
            Route::Overview(Overview::Timeline) => {
                // What is told in the same words of the same day is told once; of an honour only the year is known.
                type Moment = (bool, String, Option<u16>, [Option<u8>; 2]);
                let mut moments: BTreeSet<Moment> = BTreeSet::new();
                let mut add =
                    |events: &[brand_gallery::catalogue::Event],
                     won: &[brand_gallery::catalogue::Honour]| {
                        for event in events {
                            let day = [event.month, event.day];
                            moments.insert((false, event.text.clone(), event.year, day));
                        }
                        for honour in won {
                            let year = honour
                                .when
                                .as_deref()
                                .and_then(|when| when.strip_suffix('年')?.parse().ok());
                            moments.insert((true, honour.name.clone(), year, [None; 2]));
                        }
                    };
                for brand in &*gallery.site.brands {
                    add(&brand.events, &brand.honours);
                    brand
                        .initiatives
                        .iter()
                        .for_each(|it| add(&it.events, &it.honours));
                }
                let dated = moments
                    .iter()
                    .filter(|(_, _, year, _)| year.is_some())
                    .count();
                let rest = moments.len() - dated;
                let wanted = match dated {
                    0 => "材料没有写到可以按年月排列的事和荣誉。".to_owned(),
                    dated => format!("材料写明了年份的 {dated} 件事和荣誉。"),
                };
                says(&line(page), wanted);
                if rest > 0 {
                    says(&page.text, format!("另有 {rest} 件没有写明年份"));
                }
                assert_eq!(page.with_class("moment").count(), dated);
                assert_eq!(page.with_class("undated").count(), usize::from(rest > 0));
            }
            Route::Overview(Overview::Places) => {
                let named = catalogue.places.iter().filter(|it| !it.sources.is_empty());
                match named.count() {
                    0 => says(&line(page), "材料没有提到地方。".to_owned()),
                    total => {
                        says(&line(page), format!("材料里提到 {total} 个地方。"));
                        says(&description, format!("材料里提到的 {total} 个地方"));
                    }
                }
            }
            Route::Overview(Overview::Tour) => {
                let total = steps(&gallery.site.brands).len();
                let linked = page.with_class("step-list__item").count();
                let stories = &catalogue.gallery.tours;
                assert_eq!(page.with_class("stories__item").count(), stories.len());
                says(&page.text, format!("共 {linked} 站，"));
                if !stories.is_empty() {
                    says(&line(page), format!("{} 个故事，", stories.len()));
                }
                for tour in stories {
                    says(&page.text, format!("{} 站", tour.stops.len()));
                }
                assert_eq!(total, linked);
            }
            Route::Institutions => {
                says(
                    &description,
                    format!("共 {} 家。", catalogue.institutions.len()),
                );
                let rows = page.with_class("choice").zip(&catalogue.institutions);
                for (row, institution) in rows {
                    let total =
                        found(gallery, &[(Facet::Institution, institution.id.clone())]).len();
                    says(&row.text, format!("{}{total}", institution.name));
                }
            }
            Route::About => says(
                &page.text,
                format!("现收 {brands} 个品牌、{initiatives} 项举措。"),
            ),
            Route::All(at) => {
                says(
                    &line(page),
                    format!("共 {brands} 个品牌，{} 页。", brands.div_ceil(PAGE).max(1)),
                );
                says(
                    &description,
                    format!("共 {brands} 个品牌，这是第 {at} 页。"),
                );
            }
            Route::Gallery(_) => says(&description, format!("共 {brands} 个品牌，可按需求")),
            _ => {}
        }
        wrong
    });
}

#[test]
fn comparing() {
    on_all_pages(|gallery, screen, page| {
        let mut wrong: Vec<String> = Vec::new();
        match (&screen.route, gallery.site.brand(&screen.route)) {
            (Route::Compare(_), _) => {
                for (pick, brand) in page.with_class("pick").zip(&*gallery.site.brands) {
                    let notes: String = inside(page, pick)
                        .filter(|it| it.is("pick__note"))
                        .map(|it| it.text.as_str())
                        .collect();
                    // Of the brand itself, as on its page.
                    for (count, unit) in [
                        (brand.initiatives.len(), "项举措"),
                        (brand.figures.len(), "个数字"),
                        (brand.honours.len(), "项荣誉"),
                    ] {
                        let told = notes.contains(&format!("{count} {unit}"));
                        if told != (count > 0) || notes.contains(unit) != (count > 0) {
                            wrong.push(format!("{}: not {count} {unit} in {notes}", brand.id));
                        }
                    }
                    let owner = gallery
                        .site
                        .catalogue
                        .institutions
                        .iter()
                        .find(|it| it.id == brand.owner);
                    let owner = owner.map(|it| it.name.clone()).unwrap_or_default();
                    if !notes.contains(&format!("{}，{owner}", brand.kind.shown())) {
                        wrong.push(format!("{}: not {owner} in {notes}", brand.id));
                    }
                }
            }
            // The page of a brand has a part for each question that it answers, and no other.
            (Route::Brand(_), Some(brand)) => {
                let all = units(brand);
                let has_row = |word: &str| {
                    let mut rows = page.with_class("ways__word");
                    rows.any(|it| it.text.trim() == word)
                };
                let has_section = |id: &str| {
                    let mut sections = page.with_class("account__section");
                    sections.any(|it| it.attribute("aria-labelledby") == Some(id))
                };
                for (answer, shown, is_there) in [
                    (
                        "needs",
                        has_row("能帮上的事"),
                        all.iter().any(|unit| !unit.needs.is_empty()),
                    ),
                    (
                        "places",
                        has_row("服务到哪里"),
                        all.iter().any(|unit| !unit.places.is_empty()),
                    ),
                    (
                        "initiatives",
                        has_section("initiatives"),
                        !brand.initiatives.is_empty(),
                    ),
                    ("figures", has_section("figures"), !brand.figures.is_empty()),
                    ("honours", has_section("honours"), !brand.honours.is_empty()),
                ] {
                    wrong.extend(differs(answer, shown, is_there));
                }
            }
            _ => {}
        }
        wrong
    });
}

// Filters.

/// The index of the browser: what travels is written, read by the browser's own reader, and put together again.
fn travelled(site: &Site) -> Index {
    let pieces = bundle(&site.catalogue);
    let front: InitialData = json::from_str(&text(&pieces.initial)).expect("initial data");
    let index = Index::of(front);
    let columns: FacetIndex = json::from_str(&text(&pieces.facet_index)).expect("columns");
    index.give_facet_index(columns);
    for (at, shelf) in pieces.chunks.into_iter().enumerate() {
        index.give_chunk(at, shelf);
    }
    index
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

#[test]
fn filters() {
    for gallery in GALLERIES.iter() {
        let browser = travelled(&gallery.site);
        let values: Vec<(Facet, Slug)> = gallery
            .site
            .index
            .values()
            .iter()
            .map(|it| (it.facet, it.key.clone()))
            .collect();
        let by_hand: Vec<BTreeMap<usize, Vec<Option<usize>>>> = values
            .iter()
            .map(|value| found(gallery, std::slice::from_ref(value)))
            .collect();
        let mut empty = 0;
        for (at, (facet, key)) in values.iter().enumerate() {
            let query = Query::default().toggled(*facet, key);
            let alone = gallery.site.index.search(&query);
            assert_eq!(alone.total, by_hand[at].len(), "{} {query}", gallery.name);
            assert_eq!(
                gallery.site.index.values()[at].total as usize,
                by_hand[at].len()
            );
            for (other, (beside, also)) in values
                .iter()
                .enumerate()
                .filter(|(_, (other, _))| other != facet)
            {
                // Brand by brand: what of it has both values.
                let mut both: BTreeMap<usize, Vec<Option<usize>>> = BTreeMap::new();
                for (brand, of_one) in &by_hand[at] {
                    let of_other = by_hand[other].get(brand);
                    let same: Vec<Option<usize>> = of_one
                        .iter()
                        .filter(|unit| of_other.is_some_and(|it| it.contains(unit)))
                        .copied()
                        .collect();
                    if !same.is_empty() {
                        both.insert(*brand, same);
                    }
                }
                // The number beside the value is what choosing it shows.
                assert_eq!(
                    alone.counts[other],
                    both.len(),
                    "{}: {also} beside {query}",
                    gallery.name
                );
                let pair = query.toggled(*beside, also);
                let shown = gallery.site.index.search(&pair);
                assert_eq!(shown.total, both.len(), "{}: {pair}", gallery.name);
                for hit in &shown.hits {
                    let entries: BTreeSet<usize> = hit.entries.iter().copied().collect();
                    let wanted: BTreeSet<usize> =
                        both[&hit.card].iter().flatten().copied().collect();
                    assert_eq!(entries, wanted, "{}: {pair}", gallery.name);
                }
                if both.is_empty() && empty < 40 {
                    empty += 1;
                    nothing(
                        gallery,
                        &pair,
                        [&by_hand[at], &by_hand[other]].map(BTreeMap::len),
                    );
                }
                if (at * 31 + other) % 97 == 0 {
                    assert_eq!(
                        browser.search(&pair),
                        shown,
                        "{}: {pair}, in the browser",
                        gallery.name
                    );
                    listed(gallery, &pair, both.len());
                }
            }
        }
    }
}

/// What a page says that finds nothing: so, and how many each way on shows.
fn nothing(gallery: &Gallery, query: &Query, alone: [usize; 2]) {
    let page = Page::of_screen(
        &gallery.site,
        &gallery.site.screen(Route::Gallery(query.clone())),
    );
    assert!(page.text.contains("没有找到"), "{query}");
    let mut shown: Vec<usize> = (page.text.split("，可看 ").skip(1))
        .map(|rest| {
            rest.split_once(" 个品牌")
                .expect("a total")
                .0
                .parse()
                .expect("a number")
        })
        .collect();
    shown.sort_unstable();
    let mut wanted: Vec<usize> = alone.into_iter().filter(|total| *total > 0).collect();
    wanted.sort_unstable();
    assert_eq!(shown, wanted, "{}: {query}", gallery.name);
}

/// What a page says that finds so many.
fn listed(gallery: &Gallery, query: &Query, total: usize) {
    let page = Page::of_screen(
        &gallery.site,
        &gallery.site.screen(Route::Gallery(query.clone())),
    );
    let said = page.with_class("filters__total").next().expect("a total");
    assert_eq!(said.text, format!("{total} 个品牌"), "{query}");
    for done in page.with_class("facet__done") {
        assert_eq!(done.text, format!("查看 {total} 个品牌"), "{query}");
    }
    assert_eq!(page.text.contains("没有找到"), total == 0, "{query}");
    assert_eq!(cards(&page).len(), total.min(PAGE), "{query}");
    let more = format!(
        "已列出 {PAGE} 个，共 {total} 个品牌。再看 {} 个",
        total.saturating_sub(PAGE).min(PAGE)
    );
    assert_eq!(page.text.contains(&more), total > PAGE, "{query}");
}

#[test]
fn a_need_and_a_place_of_two_initiatives_do_not_make_a_brand_that_has_both() {
    let (catalogue, mut brands) = generated(1, 3);
    let mut brand = serde_json::to_value(&brands[0]).expect("a record");
    let initiative = |id: &str, needs: Value, places: Value| json!({"id": id, "name": id, "kind": "服务", "needs": needs, "places": places, "summary": {"text": "做一件事。", "sources": ["d1"]}});
    brand["needs"] = json!([]);
    brand["places"] = json!([]);
    brand["partners"] = json!([]);
    brand["initiatives"] = json!([
        initiative("one", json!(["n0"]), json!([])),
        initiative("two", json!([]), json!(["p9"])),
        initiative("three", json!(["n1"]), json!(["p9"]))
    ]);
    brands.truncate(0);
    brands.push(serde_json::from_value(brand).expect("a brand"));
    let mut catalogue = Catalogue {
        cards: brands.iter().map(Card::of).collect(),
        ..catalogue
    };
    for institution in &mut catalogue.institutions {
        institution.place = None;
    }
    let site = ready(catalogue, brands, &[]);
    let total = |query: &str| site.index.search(&Query::parse(query)).total;
    assert_eq!(
        [
            total("need=n0"),
            total("place=p9"),
            total("need=n0&place=p9"),
            total("need=n1&place=p9")
        ],
        [1, 1, 0, 1]
    );
    // The card names what matches.
    let page = Page::of_screen(
        &site,
        &site.screen(Route::Gallery(Query::parse("need=n1&place=p9"))),
    );
    let named: Vec<&str> = page
        .links()
        .filter(|href| href.contains("/three/"))
        .collect();
    assert_eq!(named.len(), 1, "{}", page.text);
    assert!(!page.leads_to(&Route::Initiative(slug("b0"), slug("one"))));
}
