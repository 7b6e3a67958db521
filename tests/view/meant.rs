//! What a page says of a query that finds little as it stands: what it may mean, and that this is no true hit.

use super::page::Page;
use crate::{REAL, gallery, ready, slug};
use brand_gallery::route::Route;
use brand_gallery::search::{Facet, Query};

fn asked(text: &str) -> Page {
    gallery(&Query::default().with_text(text).to_string())
}

/// The ids of the brands that the page of a query shows, true hits and others.
fn brands(page: &Page) -> Vec<&str> {
    let ids = REAL
        .site
        .catalogue
        .cards
        .iter()
        .map(|card| card.id.as_str());
    ids.filter(|id| page.leads_to(&Route::Brand(slug(id))))
        .collect()
}

#[test]
fn a_sentence_leads_to_its_need_and_says_that_these_are_not_its_words() {
    let text = "爷爷肾不好要长期透";
    let page = asked(text);
    assert!(
        page.text.contains("您说的可能是：肾病与腹透"),
        "{}",
        page.text
    );
    assert!(
        page.text
            .contains(&format!("没有找到“{text}”的原话。下面的意思相近。"))
    );
    assert!(page.text.contains("意思相近的说法"), "each card says why");
    assert!(page.leads_to(&Route::Need(slug("shenbing"))));
    assert!(brands(&page).contains(&"futouyao-huzhu"));
    let total = page.with_class("filters__total").next().expect("the total");
    assert_eq!(total.text.trim(), "0 个品牌", "they are no hits");
}

#[test]
fn what_the_documents_print_stands_before_what_is_near_in_meaning() {
    let page = asked("公众急救培训");
    assert!(
        !page.text.contains("您说的可能是"),
        "it is found as it stands"
    );
    let text = "十二指肠";
    let query = Query::default().with_text(text);
    let found = REAL.site.index.search(&query).total;
    assert_eq!(asked(text).text.contains("没有找到“"), found == 0);
}

#[test]
fn known_misses_are_found() {
    for (text, brand) in [
        ("送药下乡", "gaoshan-xunhui"),
        ("村里配药", "gaoshan-xunhui"),
        ("18个自然村", "gaoshan-xunhui"),
        ("耳鼻喉", "renxin-renshu-huimin-limin"),
        ("换肝", "renxin-renshu-huimin-limin"),
        ("胃镜查早癌", "renxin-renshu-huimin-limin"),
        ("癌症病人家属", "huili-keai"),
    ] {
        let page = asked(text);
        assert!(
            brands(&page).contains(&brand),
            "{text}: {:?}",
            brands(&page)
        );
    }
}

#[test]
fn a_place_and_a_need_become_filters() {
    let text = "海曙山里配药有医生上门伐";
    let query = Query::default().with_text(text);
    let narrowed = REAL.site.index.meant(&query).narrowed.expect("filters");
    assert_eq!(narrowed.words, ["海曙区", "送医送药"]);
    let chosen = (Query::default().toggled(Facet::Need, &slug("songyi-shangmen")))
        .toggled(Facet::Place, &slug("haishu-qu"));
    assert_eq!(narrowed.query, chosen);
    let page = asked(text);
    assert!(page.text.contains("按“海曙区”和“送医送药”筛选"));
    assert!(page.leads_to(&Route::Gallery(chosen)));
}

#[test]
fn words_that_stand_together_nowhere_give_the_brands_with_most_of_them() {
    let text = "腹透药 转赠 紫禁城";
    let query = Query::default().with_text(text);
    let meant = REAL.site.index.meant(&query);
    if meant.targets.is_empty() {
        let (hit, held) = meant
            .partly
            .first()
            .expect("a brand with two of three words");
        assert_eq!(
            REAL.site.catalogue.cards[hit.card].id.as_str(),
            "futouyao-huzhu"
        );
        assert_eq!(held, &["腹透药", "转赠"]);
    }
    let text = "新疆 读书会 紫禁城";
    let meant = REAL.site.index.meant(&Query::default().with_text(text));
    for (hit, held) in &meant.partly {
        for word in held {
            let one = REAL.site.index.search(&Query::default().with_text(word));
            assert!(
                one.hits.iter().any(|other| other.card == hit.card),
                "{word}"
            );
        }
    }
    if meant.targets.is_empty() {
        assert!(!meant.partly.is_empty());
        let page = asked(text);
        assert!(page.text.contains(&format!(
            "没有一个品牌同时写到“{text}”。下面的品牌写到其中的一大半。"
        )));
        assert!(page.text.contains("写到：新疆、读书会"));
    }
}

#[test]
fn what_the_gallery_has_no_answer_for_is_said_to_be_not_found() {
    for text in [
        "办身份证",
        "宠物狗疫苗多少钱",
        "红烧肉怎么做",
        "股票账户怎么开",
    ] {
        let page = asked(text);
        assert!(page.text.contains("没有找到"), "{text}");
        assert!(!page.text.contains("您说的可能是"), "{text}");
    }
}

#[test]
fn who_is_in_danger_reads_the_notice_alone() {
    for text in ["救命爷爷透析时喘不过气", "不想活了心里难受"] {
        let query = Query::default().with_text(text);
        assert!(!REAL.site.index.urgent(text).is_empty(), "{text}");
        assert!(!REAL.site.index.finds_little(&query), "{text}");
        assert!(!asked(text).text.contains("您说的可能是"), "{text}");
    }
}

#[test]
fn traditional_characters_are_understood() {
    let page = asked("爺爺腎不好要長期洗腎");
    assert!(
        page.leads_to(&Route::Need(slug("shenbing"))),
        "{}",
        page.text
    );
}

#[test]
fn a_gallery_without_the_list_answers_as_before() {
    let mut catalogue = (*REAL.site.catalogue).clone();
    catalogue.everyday.clear();
    let site = ready(catalogue, REAL.site.brands.to_vec(), &[]);
    let query = Query::default().with_text("爷爷肾不好要长期透");
    assert!(site.index.meant(&query).is_empty());
    let page = Page::of_screen(&site, &site.screen(Route::Gallery(query)));
    assert!(page.text.contains("没有找到") && !page.text.contains("您说的可能是"));
}
