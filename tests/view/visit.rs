//! The page of an institution says how to get there and in touch, whole without a program, and no other page does.
//!
//! The invented town states every fact; the real gallery leaves them all to its institutions.

use super::page::Page;
use crate::{PAGES, slug};
use brand_gallery::desk::head_metadata::HeadMetadata;
use brand_gallery::desk::prerender::screens;
use brand_gallery::messages::{Language, speak};
use brand_gallery::models::{Content, page as model};
use brand_gallery::route::Route;
use brand_gallery::screen::Site;
use brand_gallery::search::Query;
use serde_json::Value;

fn town(language: Language) -> Site {
    crate::town(language, |_| ())
}

fn hospital() -> Route {
    Route::Institution(slug("xingshan-yiyuan"))
}

#[test]
fn a_page_without_a_program_tells_every_fact_but_not_whether_it_is_open_now() {
    let site = town(Language::Simplified);
    let page = Page::of_screen(&site, &site.screen(hospital()));
    for fact in [
        "怎么去、怎么联系",
        "星山市中山路 100 号",
        "拨打电话 010-1234 5600",
        "东门正在施工，请走南门。",
        "官方预约",
        "微信扫一扫，打开“星山示例医院便民”",
        "普通话、星山话",
        "电梯、坡道、轮椅、无障碍卫生间、手语",
        "门诊一楼服务台，或拨打 010-1234 5699",
        "2026年11月2日核对",
        "血液透析",
        "需要长期透析的人，先由肾病门诊评估",
        "2 号楼 3 楼",
        "身份证、医保卡、最近一次化验单",
        "7:00–11:30、12:30–17:00",
        "全天",
        "2027年2月6日至2027年2月8日：不开（春节）",
        "2027年3月10日：7:00–10:00（设备检修）",
        "暂停办理，到2027年1月15日：车辆年检",
        "停办：已并入家庭医生",
        "由这家机构填写，不出自材料。",
    ] {
        assert!(page.text.contains(fact), "{fact}: {}", page.text);
    }
    for by_clock in ["现在开放", "现在不开放"] {
        assert!(!page.text.contains(by_clock), "{by_clock}");
    }
    // Who checked them is for staff.
    assert!(!page.text.contains("门诊办公室"), "{}", page.text);
    let call = page.with_class("visit__call").next().expect("a number");
    assert_eq!(call.attribute("href"), Some("tel:010-12345600"));
    let sections: Vec<&str> = page.all("h2").map(|it| it.text.as_str()).collect();
    assert_eq!(sections[0], "怎么去、怎么联系", "before the brands");
    assert_eq!(page.with_class("qr").count(), 2);
    // Seven days, and an eighth row where holidays have hours of their own.
    let rows = page
        .all("th")
        .filter(|it| it.attribute("scope") == Some("row"));
    let rows: Vec<&str> = rows.map(|it| it.text.as_str()).collect();
    assert_eq!(rows.iter().filter(|day| **day == "周日").count(), 4);
    assert_eq!(rows.iter().filter(|day| **day == "节假日").count(), 2);
}

#[test]
fn a_story_links_the_service_and_says_neither_address_nor_telephone() {
    let site = town(Language::Simplified);
    let brand = Route::Brand(slug("baitian-touxi"));
    let initiative = Route::Initiative(slug("baitian-touxi"), slug("jiesong-che"));
    for (route, service) in [(brand, "xueye-touxi"), (initiative, "jiesong-che")] {
        let page = Page::of_screen(&site, &site.screen(route));
        let href = format!("{}#service-{service}", hospital().href());
        let link = page.all("a").find(|it| it.attribute("href") == Some(&href));
        assert!(link.is_some(), "{href}");
        let target = Page::of_screen(&site, &site.screen(hospital()));
        let anchor = format!("service-{service}");
        let found = target
            .all("h4")
            .find(|it| it.attribute("id") == Some(&anchor));
        assert!(found.is_some(), "{anchor}");
    }
    // Of all pages, only those of the institutions themselves hold what a visitor writes down.
    for screen in screens(&site) {
        let page = Page::of_screen(&site, &screen);
        let is_own = matches!(screen.route, Route::Institution(_));
        for contact in ["中山路", "010-1234 56", "010-1234 57"] {
            // The number of who runs the gallery stands in each footer.
            let text = page.text.replace("010-1234 5678", "");
            assert!(
                is_own || !text.contains(contact),
                "{}: {contact}",
                screen.route.href()
            );
        }
    }
}

#[test]
fn on_an_english_page_labels_days_and_words_of_vocabularies_are_english() {
    let site = town(Language::English);
    let page = Page::of_screen(&site, &site.screen(hospital()));
    speak(Language::Simplified);
    for words in [
        "Getting there and in touch",
        "Call 010-1234 5600",
        "lift, ramp, wheelchairs to borrow, accessible toilet, sign language",
        "Suspended until 2027-01-15: 车辆年检",
        "2027-03-10: 7:00–10:00 (设备检修)",
        "Public holidays",
        "WeChat mini program",
        "星山市中山路 100 号",
    ] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
}

#[test]
fn an_institution_that_has_stated_nothing_says_who_fills_it_in_once() {
    let open = "由这家机构自己填写以后写在这里";
    let mut seen = 0;
    for (screen, page) in PAGES.iter() {
        let is_own = matches!(screen.route, Route::Institution(_));
        let said = page.text.matches(open).count();
        assert_eq!(said, usize::from(is_own), "{}", screen.route.href());
        let sections = page.with_class("visit").count();
        assert_eq!(sections, 0, "{}: nothing is invented", screen.route.href());
        seen += said;
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn the_browser_reads_the_model_of_the_page_with_the_numbers_of_its_hours() {
    let site = town(Language::Simplified);
    let page = model(&site, &site.screen(hospital())).expect("a page");
    let text = serde_json::to_string(&page).expect("JSON");
    let read = brand_gallery::catalogue::json::from_str(&text);
    assert_eq!(read.as_ref(), Some(&page));
    let Content::Listing(listing) = page.content else {
        panic!("another page");
    };
    let visit = listing.visit.expect("its facts");
    // Eight hours ahead of UTC, and a day.
    assert_eq!(visit.calendar.zone, 1_440 + 480);
    assert_eq!(visit.calendar.holidays.len(), 3);
    let dialysis = visit.services[0].schedule.as_ref().expect("hours");
    assert_eq!(dialysis.hours[0].days, 0b0011_1111);
    assert_eq!(
        (dialysis.hours[0].opens, dialysis.hours[0].closes),
        (420, 690)
    );
}

#[test]
fn linked_data_tell_the_facts_of_the_house_and_what_is_offered_at_present() {
    let site = town(Language::Simplified);
    let lines = HeadMetadata::of(&site, &site.screen(hospital())).lines();
    let (_, data) = lines
        .split_once("ld+json\" data-page>")
        .expect("linked data");
    let (data, _) = data.split_once("</script>").expect("its end");
    let data: Value = serde_json::from_str(data).expect("JSON");
    let about = &data["@graph"][0]["about"];
    assert_eq!(about["telephone"], "010-1234 5600");
    assert_eq!(about["address"]["streetAddress"], "星山市中山路 100 号");
    let always = &about["location"]["openingHoursSpecification"][0];
    assert_eq!(always["dayOfWeek"].as_array().map(Vec::len), Some(8));
    assert_eq!(
        (&always["opens"], &always["closes"]),
        (&"00:00".into(), &"23:59".into())
    );
    let graph = data["@graph"].as_array().expect("a graph").iter();
    let services: Vec<&Value> = graph.filter(|it| it["@type"] == "Service").collect();
    let names: Vec<&str> = services
        .iter()
        .filter_map(|it| it["name"].as_str())
        .collect();
    assert_eq!(names, ["血液透析", "夜间门诊"], "neither paused nor ended");
    let url = services[0]["url"].as_str().expect("an address");
    assert!(
        url.ends_with("/institutions/xingshan-yiyuan/#service-xueye-touxi"),
        "{url}"
    );
    let hours = services[0]["hoursAvailable"].as_array().expect("hours");
    let closed = hours
        .iter()
        .find(|it| it["validFrom"] == "2027-02-06")
        .expect("a holiday");
    assert_eq!(
        (&closed["opens"], &closed["closes"]),
        (&"00:00".into(), &"00:00".into())
    );
    assert_eq!(closed["validThrough"], "2027-02-08");
}

#[test]
fn a_brand_is_found_by_the_days_and_the_help_of_its_service_but_not_by_an_address_or_an_id() {
    let site = town(Language::Simplified);
    let found = |words: &str| {
        let results = site.index.search(&Query::default().with_text(words));
        let ids = results
            .hits
            .iter()
            .map(|hit| site.catalogue.cards[hit.card].id.to_string());
        ids.collect::<Vec<String>>()
    };
    for words in ["周六 开门", "轮椅", "血液透析"] {
        assert_eq!(found(words), ["baitian-touxi"], "{words}");
    }
    for words in [
        "周日 开门",
        "中山路 100 号",
        "5633",
        "xueye-touxi",
        "护理到家",
    ] {
        assert!(
            !found(words).contains(&"baitian-touxi".to_owned()),
            "{words}"
        );
    }
}
