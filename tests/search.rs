//! Search: names in every spelling, and the order of results.
//!
//! Tiers, marks and reasons over the real data; the laws of the engine over every name of it.

mod catalogue;

use brand_gallery::search::{Hit, Query, Reason, Stage, Tier, suggest};
use catalogue::{first, site};
use hanzi_search::builder::{Record, index};
use hanzi_search::fold::fold;
use hanzi_search::{Engine, engine::NOT_FOUND};
use pinyin::ToPinyin;
use proptest::prelude::*;

fn search(text: &str) -> brand_gallery::search::Results {
    site().index.search(&Query::default().with_text(text))
}

fn id(card: usize) -> &'static str {
    site().catalogue.cards[card].id.as_str()
}

/// Every name of a brand, printed variants among them, with the brand's position.
fn names() -> Vec<(usize, &'static str)> {
    let cards = site().catalogue.cards.iter().enumerate();
    cards
        .flat_map(|(at, card)| {
            card.other_names
                .iter()
                .chain([&card.name])
                .map(move |name| (at, name.as_str()))
        })
        .collect()
}

fn finds(text: &str, card: usize) -> bool {
    search(text).hits.iter().any(|hit| hit.card == card)
}

/// Whether what was typed leads to a brand: among the first three, or in the list of guesses; or to another that truly holds it, for then a
/// guess would be noise. A text that calls for a notice in danger is answered by the notice, with no guess beside it.
fn is_answered(typed: &str, card: usize) -> bool {
    if !site().index.urgent(typed).is_empty() {
        return true;
    }
    let results = search(typed);
    let place = results.hits.iter().position(|hit| hit.card == card);
    let guesses = results.stage >= Stage::Near;
    let held = |hit: &Hit| matches!(hit.reason, Reason::Printed | Reason::Pinyin);
    place.is_some_and(|place| place < 3 || guesses)
        || (!guesses && results.hits.first().is_some_and(held))
}

fn syllables(name: &str) -> Vec<String> {
    let hanzi = fold(name);
    hanzi
        .chars()
        .map(|c| {
            c.to_pinyin()
                .map_or(c.to_string(), |pinyin| pinyin.plain().replace('ü', "v"))
        })
        .collect()
}

#[test]
fn every_name_is_found_first_by_itself() {
    for (card, name) in names() {
        let results = search(name);
        let hit = results
            .hits
            .iter()
            .find(|hit| hit.card == card)
            .expect(name);
        assert_eq!(hit.tier, Tier::Name, "{name}");
        assert_eq!(results.hits[0].tier, Tier::Name, "{name}");
    }
}

#[test]
fn every_name_is_found_by_its_pinyin_and_by_its_initials() {
    for (card, name) in names() {
        let syllables = syllables(name);
        assert!(
            finds(&syllables.concat(), card),
            "{name}: {}",
            syllables.concat()
        );
        assert!(
            finds(&syllables.join(" "), card),
            "{name}: {}",
            syllables.join(" ")
        );
        let initials: String = syllables
            .iter()
            .filter_map(|syllable| syllable.chars().next())
            .collect();
        assert!(finds(&initials, card), "{name}: {initials}");
    }
}

#[test]
fn every_name_is_found_in_every_traditional_form_of_each_character() {
    // The engine's own table, backwards: what stands for each simplified character.
    let mut forms: std::collections::HashMap<char, Vec<char>> = Default::default();
    for traditional in '\u{4e00}'..='\u{9fff}' {
        let simple = fast2s::convert(&traditional.to_string());
        if let Some(simple) = simple
            .chars()
            .next()
            .filter(|simple| *simple != traditional)
        {
            forms.entry(simple).or_default().push(traditional);
        }
    }
    for (card, name) in names() {
        for (at, c) in name.char_indices() {
            for form in forms.get(&c).into_iter().flatten() {
                let typed = format!("{}{form}{}", &name[..at], &name[at + c.len_utf8()..]);
                assert!(finds(&typed, card), "{typed}");
            }
        }
    }
}

#[test]
fn every_name_is_found_with_one_character_wrong_missing_too_many_or_swapped() {
    let mut unanswered = Vec::new();
    for (card, name) in names() {
        let name: Vec<char> = fold(name).chars().collect();
        for at in 0..name.len() {
            let mut neighbours: Vec<Vec<char>> = Vec::new();
            let edit = |change: &dyn Fn(&mut Vec<char>)| {
                let mut edited = name.clone();
                change(&mut edited);
                edited
            };
            neighbours.push(edit(&|name| name[at] = '鑫'));
            neighbours.push(edit(&|name| {
                name.remove(at);
            }));
            neighbours.push(edit(&|name| name.insert(at, '鑫')));
            if at + 1 < name.len() {
                neighbours.push(edit(&|name| name.swap(at, at + 1)));
            }
            for typed in neighbours {
                let typed: String = typed.into_iter().collect();
                unanswered.extend((!is_answered(&typed, card)).then_some(typed));
            }
        }
    }
    assert!(unanswered.is_empty(), "{unanswered:?}");
}

#[test]
fn every_name_is_found_with_one_letter_of_its_pinyin_wrong_missing_too_many_or_swapped() {
    let mut unanswered = Vec::new();
    for (card, name) in names() {
        let letters = syllables(name).concat();
        if letters.len() > 40 {
            continue;
        }
        for at in 0..letters.len() {
            let (before, after) = letters.split_at(at);
            let mut neighbours = vec![
                format!("{before}q{}", &after[1..]),
                format!("{before}{}", &after[1..]),
                format!("{before}q{after}"),
            ];
            if after.len() > 1 {
                neighbours.push(format!(
                    "{before}{}{}{}",
                    &after[1..2],
                    &after[..1],
                    &after[2..]
                ));
            }
            for typed in neighbours {
                unanswered.extend((!is_answered(&typed, card)).then_some(typed));
            }
        }
    }
    assert!(unanswered.is_empty(), "{unanswered:?}");
}

#[test]
fn an_owners_own_brands_stand_above_those_that_only_mention_it() {
    for text in ["李惠利", "lihuili", "lihl", "李慧利", "lhl"] {
        let hits = search(text).hits;
        let named = |hit: &Hit| {
            let owner = site().catalogue.owner(&site().catalogue.cards[hit.card]);
            owner.contains("李惠利")
        };
        let own: Vec<bool> = hits.iter().map(named).collect();
        assert!(own[0] && own.is_sorted_by(|a, b| a >= b), "{text}: {own:?}");
    }
}

#[test]
fn what_holds_no_word_leaves_the_gallery_open() {
    for text in ["", " ", "。", "，，，", "·", "\u{3000}", "👩‍⚕️"] {
        let results = search(text);
        assert_eq!(results.hits.len(), site().catalogue.cards.len(), "{text:?}");
        let offered = suggest(&site().index, text, 6);
        assert!(offered.is_empty(), "{text:?}");
    }
}

#[test]
fn tiers_follow_from_name_to_text() {
    let results = search("先锋");
    let tiers: Vec<Tier> = results.hits.iter().map(|hit| hit.tier).collect();
    assert!(tiers.is_sorted(), "{tiers:?}");
    assert_eq!(search("甬医先锋").hits[0].tier, Tier::Name);
    assert_eq!(search("甬医").hits[0].tier, Tier::NameStart);
    assert_eq!(search("巡回").hits[0].tier, Tier::NamePart);
    assert_eq!(search("章水镇").hits[0].tier, Tier::Around);
    assert_eq!(search("18个高山自然村").hits[0].tier, Tier::Text);
    assert_eq!(search("gaoshanxunhui").hits[0].tier, Tier::Sound);
    assert_eq!(search("高山寻回").hits[0].tier, Tier::Sound);
    assert_eq!(search("高山巡问").hits[0].tier, Tier::Near);
}

#[test]
fn a_guess_is_made_only_where_nothing_is_found_and_is_called_one() {
    for (text, stage, reason) in [
        ("高山巡回", Stage::Exact, Reason::Printed),
        ("gaoshanxunhui", Stage::Exact, Reason::Pinyin),
        ("洗肾", Stage::Exact, Reason::Synonym),
        ("高山寻回", Stage::Homophone, Reason::Homophone),
        ("gaosanxunhui", Stage::Slip, Reason::NearSound),
        ("高山巡问", Stage::Slip, Reason::Slip),
    ] {
        let results = search(text);
        assert_eq!(
            (results.stage, results.hits[0].reason),
            (stage, reason),
            "{text}"
        );
    }
}

#[test]
fn what_is_nowhere_is_not_found() {
    for text in ["恐龙化石", "xyzzyqwk", "量子计算机", "zzzz", "9999999"] {
        assert!(
            first(site(), text, 3).is_empty(),
            "{text}: {:?}",
            first(site(), text, 3)
        );
    }
}

#[test]
fn one_common_character_of_many_suggests_no_name() {
    for text in ["恐龙化石", "xyzzyq", "量子计算机", "办身份证"] {
        assert_eq!(site().index.nearest(text, 3), [] as [usize; 0], "{text}");
    }
    assert!(!site().index.nearest("身份证腹透药互", 3).is_empty());
}

#[test]
fn the_printed_characters_are_marked_however_they_were_typed() {
    for (text, printed, marked) in [
        ("红心健康", "华美红心·健康同行", "红心·健康"),
        ("gaoshan", "高山巡回", "高山"),
        ("gsxh", "高山巡回", "高山巡回"),
        ("醫路", "医路跟党", "医路"),
        ("高三巡回", "高山巡回", "高山巡回"),
        ("gaosanxunhui", "高山巡回", "高山巡回"),
        ("李hl", "宁波市医疗中心李惠利医院", "李惠利"),
        ("洗肾", "腹透药互助", "腹透"),
        ("first aid", "公众急救培训活动", "急救"),
        ("1+x", "“1+X”系统", "1+X"),
    ] {
        let marks = site()
            .index
            .marker(&Query::default().with_text(text))
            .expect("words to mark")
            .marks(printed, true);
        let pieces: Vec<&str> = marks.into_iter().map(|mark| &printed[mark]).collect();
        assert_eq!(pieces, [marked], "{text}");
    }
}

#[test]
fn initiatives_that_match_stand_under_their_brand() {
    for (text, brand, initiative) in [
        ("牧海急救圈", "yongyi-xianfeng", "muhai-jijiuquan"),
        ("muhaijijiuquan", "yongyi-xianfeng", "muhai-jijiuquan"),
        ("王炸", "yilu-gendang", "wangzha-tuandui"),
        ("李惠利 急救", "xinnengliang", "gongzhong-jijiu-peixun"),
    ] {
        let hit = search(text)
            .hits
            .into_iter()
            .find(|hit| id(hit.card) == brand)
            .expect(text);
        let card = &site().catalogue.cards[hit.card];
        assert!(
            hit.entries
                .iter()
                .any(|at| card.initiatives[*at].id.as_str() == initiative),
            "{text}"
        );
    }
}

/// What is shown of a hit beside its card: the label, the line, and what of it is marked.
fn line(text: &str, brand: &str) -> Option<(&'static str, String, Vec<String>)> {
    let query = Query::default().with_text(text);
    let hits = site().index.search(&query).hits;
    let hit = hits.into_iter().find(|hit| id(hit.card) == brand);
    let line = hit?.snippet?;
    let marks = site().index.marker(&query)?;
    let marks = marks.marks(&line.text, !line.label.is_empty());
    let marked = marks.into_iter().map(|mark| line.text[mark].to_owned());
    Some((line.label, line.text.clone(), marked.collect()))
}

#[test]
fn what_a_card_does_not_show_is_shown_in_a_line_with_the_match_marked() {
    let mut wrong = Vec::new();
    for (text, brand, label, marked) in [
        ("医路跟党走", "yilu-gendang", "又名", "医路跟党走"),
        ("醫路跟黨走", "yilu-gendang", "又名", "医路跟党走"),
        ("yilugendangzou", "yilu-gendang", "又名", "医路跟党走"),
        ("一路跟党走", "yilu-gendang", "又名", "医路跟党走"),
        ("zhongliu", "huili-keai", "需求", "肿瘤"),
        ("章水镇", "gaoshan-xunhui", "地方", "章水镇"),
        ("zszhen", "gaoshan-xunhui", "地方", "章水镇"),
        ("CMI", "renxin-renshu-huimin-limin", "", "CMI"),
        ("ＣＭＩ", "renxin-renshu-huimin-limin", "", "CMI"),
        ("超聲科", "renxin-renshu-huimin-limin", "", "超声科"),
    ] {
        let line = line(text, brand);
        let right = line
            .as_ref()
            .is_some_and(|(told, _, marks)| *told == label && *marks == [marked]);
        if !right {
            wrong.push(format!("{text}: {line:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // What the card itself marks needs no line.
    let hit = &search("高山巡回").hits[0];
    assert!(hit.shown && hit.snippet.is_none());
}

#[test]
fn every_hit_shows_on_its_card_or_in_a_line_what_was_found() {
    let golden = include_str!("fixtures/golden.txt").lines();
    let queries = golden.filter_map(|line| Some(line.split_once(" = ")?.0));
    let mut unexplained = Vec::new();
    for text in queries {
        let query = Query::default().with_text(text);
        let marker = site().index.marker(&query).expect(text);
        for hit in site().index.search(&query).hits {
            let told = |line: &brand_gallery::search::Snippet| {
                !marker.marks(&line.text, !line.label.is_empty()).is_empty()
            };
            if !hit.shown && !hit.snippet.as_ref().is_some_and(told) {
                unexplained.push(format!(
                    "{text}: {} {:?} {:?}",
                    id(hit.card),
                    hit.tier,
                    hit.snippet
                ));
            }
        }
    }
    assert!(unexplained.is_empty(), "{unexplained:#?}");
}

#[test]
fn a_line_is_short_and_a_piece_of_what_is_printed() {
    for text in ["党", "的", "急救", "年", "4321", "先锋"] {
        for hit in search(text).hits {
            let Some(line) = hit.snippet.map(|line| line.text) else {
                continue;
            };
            assert!(line.chars().count() <= 60, "{text}: {line}");
            assert!(!line.trim_matches('…').is_empty(), "{text}");
        }
    }
}

#[test]
fn names_are_found_before_the_text_has_come_and_a_foreign_text_is_refused() {
    let records = [Record {
        names: vec!["高山巡回"],
        texts: vec!["定期进山"],
        ..Record::default()
    }];
    let others = [Record {
        names: vec!["心团队"],
        texts: vec!["合作办课"],
        ..Record::default()
    }];
    let engine = Engine::open(index(&records, &[]).head).expect("whole");
    assert_eq!(engine.find("gaoshan").records(9), [0]);
    assert!(engine.find("进山").records(9).is_empty());
    for part in index(&others, &[]).parts {
        assert!(!engine.give(part));
    }
    for part in index(&records, &[]).parts {
        assert!(engine.give(part));
    }
    assert_eq!(engine.find("进山").records(9), [0]);
}

proptest! {
    #[test]
    fn no_query_of_any_characters_panics_and_the_same_query_has_the_same_answer(text in "\\PC{0,120}|[a-z ]{0,40}|[一-龥a-z]{0,12}") {
        prop_assert_eq!(search(&text), search(&text));
        for hit in search(&text).hits {
            let card = &site().catalogue.cards[hit.card];
            let Some(marker) = site().index.marker(&Query::default().with_text(&text)) else { continue };
            for mark in marker.marks(&card.summary, false) {
                prop_assert!(card.summary.get(mark).is_some());
            }
        }
    }

    #[test]
    fn no_query_of_any_bytes_panics(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = search(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn every_piece_of_a_text_finds_it(at in any::<usize>(), from in 0usize..60, length in 1usize..20) {
        let card = &site().catalogue.cards[at % site().catalogue.cards.len()];
        let piece: String = card.summary.chars().skip(from).take(length).collect();
        prop_assume!(!fold(&piece).is_empty() && !piece.contains(char::is_whitespace));
        prop_assert!(finds(&piece, at % site().catalogue.cards.len()), "{}", piece);
    }

    #[test]
    fn more_words_never_find_more(first in "[一-龥]{1,2}|急救|高山|李惠利|党建", second in "志愿|急救|医院|先锋") {
        let one = search(&second);
        let both = search(&format!("{first} {second}"));
        prop_assume!(both.stage == Stage::Exact && one.stage == Stage::Exact);
        for hit in both.hits.iter().filter(|hit| hit.reason == Reason::Printed) {
            prop_assert!(one.hits.iter().any(|other| other.card == hit.card));
        }
    }

    #[test]
    fn what_is_found_stands_in_the_order_of_its_keys(text in "[a-z]{1,8}|[一-龥]{1,3}|急救|先锋|党") {
        let tiers: Vec<Tier> = search(&text).hits.iter().map(|hit| hit.tier).collect();
        prop_assert!(tiers.is_sorted());
    }

    #[test]
    fn a_damaged_index_is_refused(at in any::<usize>(), bit in 0u8..8) {
        let records = [Record { names: vec!["高山巡回", "心能量"], around: vec!["海曙"], values: vec!["急救"], beside: vec!["鄞州"], texts: vec!["送医送药"] }];
        let files = index(&records, &[]);
        let damage = |mut bytes: Vec<u8>| { let at = at % bytes.len(); bytes[at] ^= 1 << bit; bytes };
        prop_assert!(Engine::open(damage(files.head.clone())).is_none());
        let engine = Engine::open(files.head).expect("whole");
        for part in files.parts {
            prop_assert!(!engine.give(damage(part)));
        }
    }

    #[test]
    fn any_names_are_found_by_any_piece(names in proptest::collection::vec("[一-龥]{1,8}", 1..12), which in any::<usize>(), from in 0usize..8, length in 1usize..8) {
        let records: Vec<Record> = names.iter().map(|name| Record { names: vec![name], ..Record::default() }).collect();
        let files = index(&records, &[]);
        let engine = Engine::open(files.head).expect("whole");
        let which = which % names.len();
        let piece: String = names[which].chars().skip(from).take(length).collect();
        prop_assume!(!piece.is_empty());
        prop_assert!(engine.find(&piece).keys[which] != NOT_FOUND);
    }
}

#[test]
fn suggestions_are_names_initiatives_and_needs_that_hold_what_is_typed() {
    for (text, wanted) in [
        ("李惠利", vec!["宁波市医疗中心李惠利医院"]),
        ("第一医院", vec!["宁波市第一医院"]),
        ("鄞州", vec!["鄞州区"]),
        ("余姚", vec!["余姚"]),
        ("透析", vec!["肾病与腹透"]),
        ("急救", vec!["急救", "牧海急救圈", "公众急救培训活动"]),
        ("ylgd", vec!["医路跟党"]),
        ("gaoshan", vec!["高山巡回"]),
        ("长辈", vec!["长辈版"]),
        ("关怀版", vec!["长辈版"]),
        ("家庭", vec!["家庭医生", "家庭医生签约服务"]),
        ("", vec![]),
        ("zzzz", vec![]),
    ] {
        let offered: Vec<String> = suggest(&site().index, text, 6)
            .into_iter()
            .map(|suggestion| suggestion.words)
            .collect();
        let missing: Vec<&&str> = wanted
            .iter()
            .filter(|words| !offered.iter().any(|offer| offer == *words))
            .collect();
        assert!(
            missing.is_empty() && wanted.is_empty() == offered.is_empty(),
            "{text}: {offered:?} without {missing:?}"
        );
    }
}
