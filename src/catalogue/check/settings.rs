//! Validation of the settings, `gallery.json`.
//!
//! Lengths of the name and other texts, and that the brand, the place and the examples in them exist. Colours are validated by the command line.

use super::{chosen, feedback, operator};
use crate::catalogue::{Brand, Catalogue, Holiday, Kind, Level, Problem};
use hanzi_search::fold::fold;
use std::ops::RangeInclusive;

/// The length of the name, in characters: devices show it below an icon, browsers in their search bar.
const NAME_LENGTH: RangeInclusive<usize> = 2..=12;

/// The length of the subject, in characters: it fits a line of a share picture, and gives a description of the length that search engines show.
const SUBJECT_LENGTH: RangeInclusive<usize> = 6..=30;

/// The number of examples, for which the search box has room. A gallery without brands has none.
const EXAMPLE_COUNT: RangeInclusive<usize> = 1..=4;

/// Validates the settings; references to other files only if the `whole` data is readable.
pub(super) fn validate(
    catalogue: &Catalogue,
    brands: &[(&str, &Brand)],
    printed: &str,
    whole: bool,
    problems: &mut Vec<Problem>,
) {
    let gallery = &catalogue.gallery;
    let mut say = |field: &str, sentence: String| {
        problems.push(Problem::new("gallery.json", "", field, sentence));
    };
    for (field, text, room) in [
        ("name", &gallery.name, NAME_LENGTH),
        ("subject", &gallery.subject, SUBJECT_LENGTH),
    ] {
        let length = text.chars().count();
        if !room.contains(&length) {
            let (least, most) = (room.start(), room.end());
            say(
                field,
                format!("有 {length} 个字，应为 {least} 到 {most} 个。"),
            );
        }
        if text.contains(['。', '：']) {
            say(field, "不是句子，不写冒号和句号。请只写名称。".to_owned());
        }
    }
    if gallery.seal.chars().count() != 1 {
        say(
            "seal",
            format!("“{}”不是一个字。请只写一个字。", gallery.seal),
        );
    }
    let is_path = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_digit() || " .,-MmLlHhVvCcSsQqTtAaZz".contains(c))
    };
    if gallery.strokes.as_deref().is_some_and(|it| !is_path(it)) {
        let sentence = "只能有 SVG 路径的字母、数字、空格、逗号、点和减号。请改正，或去掉。";
        say("strokes", sentence.to_owned());
    }
    for (field, sentence) in gallery.operator.iter().flat_map(operator::faults) {
        say(&format!("operator.{field}"), sentence);
    }
    if let Some(fault) = gallery.feedback.as_deref().and_then(feedback::fault) {
        say("feedback", fault);
    }
    if gallery.check_days == Some(0) {
        say(
            "check_days",
            "不能是 0 天。请写 1 以上的天数，或去掉。".to_owned(),
        );
    }
    for (index, holiday) in gallery.holidays.iter().enumerate() {
        if holiday
            .until
            .as_ref()
            .is_some_and(|last| *last < holiday.on)
        {
            say(
                &format!("holidays[{index}].until"),
                "最后一天在第一天之前。请改正。".to_owned(),
            );
        }
        let last = |it: &Holiday| it.until.clone().unwrap_or(it.on.clone());
        let meets = |it: &&Holiday| it.on <= last(holiday) && holiday.on <= last(it);
        if let Some(other) = gallery.holidays[..index].iter().find(meets) {
            let sentence = format!("和“{}”有同一天。请改正其中一条。", other.name);
            say(&format!("holidays[{index}]"), sentence);
        }
    }
    let is_waiting = brands.is_empty() && gallery.examples.is_empty();
    if !is_waiting && !EXAMPLE_COUNT.contains(&gallery.examples.len()) {
        let (least, most) = (EXAMPLE_COUNT.start(), EXAMPLE_COUNT.end());
        say("examples", format!("请写 {least} 到 {most} 个词。"));
    }
    if !whole {
        return;
    }
    for (index, word) in gallery.examples.iter().enumerate() {
        if !printed.contains(&fold(word)) {
            let sentence = format!("材料里没有“{word}”，读者照着搜会落空。请换成搜得到的词。");
            say(&format!("examples[{index}]"), sentence);
        }
    }
    let english = gallery.english.iter().flat_map(|it| &it.examples);
    for (index, word) in english.enumerate() {
        let mut words = catalogue.everyday.iter().flat_map(|it| &it.words);
        if !words.any(|it| fold(it) == fold(word)) {
            let sentence = format!(
                "everyday.json 里没有“{word}”，读者照着搜会落空。请换成那里有的英文词，或先在那里写上。"
            );
            say(&format!("english.examples[{index}]"), sentence);
        }
    }
    if let Some(core) = &gallery.core {
        match catalogue.card(core) {
            None => say("core", format!("没有“{core}”这个品牌。请改正。")),
            Some(card) if card.kind != Kind::System || card.parent.is_some() => say(
                "core",
                format!(
                    "“{core}”不是矩阵的起点。核心品牌的类别是“{}”，上面没有别的品牌。",
                    Kind::System.word()
                ),
            ),
            Some(_) => {}
        }
    }
    if let Some(home) = &gallery.home {
        match catalogue.place(home) {
            None => say(
                "home",
                format!("places.json 里没有“{home}”。请改正，或先在那里登记。"),
            ),
            Some(place) if place.parent.is_some() => say(
                "home",
                format!("“{home}”在别的地方里面。本地要写最外面的一层。"),
            ),
            Some(_) => {}
        }
    }
    for (field, sentence) in chosen::faults(catalogue, brands) {
        say(&field, sentence);
    }
    for (index, name) in gallery.traditional.iter().enumerate() {
        let [here, there] = [&name.simplified, &name.traditional].map(|text| text.chars().count());
        if here != there || here == 0 {
            let sentence = format!(
                "“{}”和“{}”字数不同。请一个字对一个字写。",
                name.simplified, name.traditional
            );
            say(&format!("traditional[{index}]"), sentence);
        }
    }
    let word = Level::Chosen.word();
    let below = brands.iter().flat_map(|(_, brand)| &brand.initiatives);
    let mut honours = (brands.iter().flat_map(|(_, brand)| &brand.honours))
        .chain(below.flat_map(|initiative| &initiative.honours));
    let is_chosen = honours.any(|honour| honour.level == Level::Chosen);
    match &gallery.chosen {
        None if is_chosen => say(
            "chosen",
            format!("有荣誉的级别是“{word}”，这里要写明入选的是什么。请补上，例如 十佳服务品牌。"),
        ),
        Some(_) if !is_chosen => say(
            "chosen",
            format!("没有荣誉的级别是“{word}”。请去掉，或在入选品牌的荣誉里写明。"),
        ),
        _ => {}
    }
}
