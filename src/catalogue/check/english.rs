//! Validation of the English summaries of brands, needs and institutions.
//!
//! A summary is words of the gallery about a record in Chinese: it says nothing that the record does not say. What a program can compare are its numbers: each of
//! them is in the Chinese texts of the record, or for a need or an institution in those of the brands that name it, and no number of a brand's own summary is
//! missing.

use super::Problem;
use crate::catalogue::{Brand, Catalogue, Slug};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// The field.
const FIELD: &str = "summary_english";

/// The fewest and the most characters: a sentence or two.
const LENGTH: [usize; 2] = [20, 240];

/// A number in thousandths, so that `150.8万` is compared with `1,508,000`.
type Number = u64;

/// Validates all English summaries.
pub(super) fn validate(
    brands: &[(&str, &Brand)],
    catalogue: &Catalogue,
    problems: &mut Vec<Problem>,
) {
    let all = || brands.iter().map(|(_, brand)| *brand);
    for (path, brand) in brands {
        let Some(text) = &brand.summary_english else {
            continue;
        };
        let mut faults = faults(text, |numbers| {
            in_chinese(brand, numbers);
        });
        let shown = in_english(text);
        let summary = digits(&brand.summary.text);
        if let Some(missing) = summary.iter().find(|it| !shown.contains(&it.1)) {
            faults.push(format!(
                "中文的一句话介绍里有“{}”，英文里没有。请补上。",
                missing.0
            ));
        }
        say(path, &brand.id, faults, problems);
    }
    for need in &catalogue.needs {
        if let Some(text) = &need.summary_english {
            let faults = faults(text, |numbers| {
                in_chinese(need, numbers);
                let brands = all().filter(|brand| has_need(brand, &need.id));
                brands.for_each(|brand| in_chinese(brand, numbers));
            });
            say("needs.json", &need.id, faults, problems);
        }
    }
    for institution in &catalogue.institutions {
        if let Some(text) = &institution.summary_english {
            let faults = faults(text, |numbers| {
                in_chinese(institution, numbers);
                let brands = all().filter(|brand| names_institution(brand, &institution.id));
                brands.for_each(|brand| in_chinese(brand, numbers));
            });
            say("institutions.json", &institution.id, faults, problems);
        }
    }
}

fn say(file: &str, record: &Slug, faults: Vec<String>, problems: &mut Vec<Problem>) {
    let problem = |sentence| Problem::new(file, record.as_str(), FIELD, sentence);
    problems.extend(faults.into_iter().map(problem));
}

/// What is wrong with a summary. `add_printed` adds the numbers of the Chinese record; it is asked only where the summary has numbers.
fn faults(text: &str, add_printed: impl FnOnce(&mut BTreeSet<Number>)) -> Vec<String> {
    let mut faults = Vec::new();
    let length = text.chars().count();
    let [least, most] = LENGTH;
    if !(least..=most).contains(&length) {
        faults.push(format!(
            "有 {length} 个字符，应为 {least} 到 {most} 个：一两句英文。"
        ));
    }
    if let Some(other) = text.chars().find(|c| !c.is_ascii()) {
        faults.push(format!(
            "“{other}”不是英文。只用英文字母、数字和半角标点，引号用 ' 或 \"。"
        ));
    }
    let numbers = in_english(text);
    if !numbers.is_empty() {
        let mut printed = BTreeSet::new();
        add_printed(&mut printed);
        if let Some(more) = numbers.difference(&printed).next() {
            faults.push(format!(
                "英文里的数“{}”，中文记录里没有。请照中文改。",
                shown(*more)
            ));
        }
    }
    faults
}

/// Whether a brand or an initiative of it meets a need.
fn has_need(brand: &Brand, need: &Slug) -> bool {
    let initiatives = brand.initiatives.iter().map(|it| &it.needs);
    initiatives
        .chain([&brand.needs])
        .any(|needs| needs.contains(need))
}

/// Whether an institution owns a brand or an initiative of it, or takes part in one.
fn names_institution(brand: &Brand, id: &Slug) -> bool {
    let initiatives = brand.initiatives.iter();
    let partners = initiatives.clone().flat_map(|it| &it.partners);
    let partners = partners
        .chain(&brand.partners)
        .filter_map(|it| it.institution.as_ref());
    let owners = initiatives.filter_map(|it| it.owner.as_ref());
    owners
        .chain(partners)
        .chain([&brand.owner])
        .any(|it| it == id)
}

/// A number as it is read.
fn shown(number: Number) -> String {
    match (number / 1000, number % 1000) {
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole}.{part:03}")
            .trim_end_matches('0')
            .to_owned(),
    }
}

/// The numbers in all Chinese texts of a record, written in digits or in characters.
fn in_chinese(record: &impl Serialize, numbers: &mut BTreeSet<Number>) {
    let value = serde_json::to_value(record).unwrap_or_default();
    walk(&value, numbers);
}

fn walk(value: &Value, numbers: &mut BTreeSet<Number>) {
    match value {
        Value::String(text) => {
            numbers.extend(digits(text).into_iter().map(|(_, number)| number));
            numbers.extend(characters(text));
        }
        Value::Number(number) => numbers.extend(number.as_u64().map(|it| it * 1000)),
        Value::Array(items) => items.iter().for_each(|item| walk(item, numbers)),
        Value::Object(fields) => (fields.iter())
            .filter(|(key, _)| {
                !["english", FIELD, "id", "order", "checked"].contains(&key.as_str())
            })
            .for_each(|(_, value)| walk(value, numbers)),
        _ => {}
    }
}

/// The numbers in digits, as written and as values; with 万 or 亿 behind the digits their multiple.
fn digits(text: &str) -> Vec<(&str, Number)> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(from) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[from..];
        let end = rest.find(|c: char| !(c.is_ascii_digit() || ".,".contains(c)));
        let (written, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let written = written.trim_end_matches(['.', ',']);
        let times = match behind.chars().next() {
            Some('万') => 10_000,
            Some('亿') => 100_000_000,
            _ if behind.trim_start().starts_with("million") => 1_000_000,
            _ if behind.trim_start().starts_with("thousand") => 1000,
            _ => 1,
        };
        if let Ok(value) = written.replace(',', "").parse::<f64>() {
            numbers.push((
                written,
                (value * 1000.0 * f64::from(times)).round() as Number,
            ));
        }
        rest = behind;
    }
    numbers
}

/// The numbers that are written in Chinese characters, such as 十二 and 三百.
fn characters(text: &str) -> Vec<Number> {
    let unit = |c| match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        '万' => Some(10_000),
        _ => None,
    };
    let digit = |c| {
        "零一二三四五六七八九"
            .chars()
            .position(|it| it == c || it == '二' && c == '两')
    };
    let mut numbers = Vec::new();
    let mut open: Option<(Number, Option<Number>)> = None;
    for c in text.chars().chain(['。']) {
        let (whole, last) = open.unwrap_or_default();
        open = match (digit(c), unit(c)) {
            // Two digits side by side are two numbers: 三四个.
            (Some(digit), _) => {
                if last.is_some() {
                    numbers.push(whole + last.unwrap_or_default());
                    Some((0, Some(digit as Number)))
                } else {
                    Some((whole, Some(digit as Number)))
                }
            }
            (_, Some(10_000)) => Some(((whole + last.unwrap_or_default()).max(1) * 10_000, None)),
            (_, Some(unit)) => Some((whole + last.unwrap_or(1) * unit, None)),
            _ => {
                if open.is_some() {
                    numbers.push(whole + last.unwrap_or_default());
                }
                None
            }
        };
    }
    numbers.into_iter().map(|it| it * 1000).collect()
}

/// The words for small numbers in English, from two on: `one` is mostly no number.
const WORDS: [&str; 11] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// The numbers in an English text, in digits or words.
fn in_english(text: &str) -> BTreeSet<Number> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    let words = words.filter_map(|word| {
        let at = WORDS.iter().position(|it| word.eq_ignore_ascii_case(it))?;
        Some((at as Number + 2) * 1000)
    });
    let digits = digits(text).into_iter().map(|(_, number)| number);
    digits.chain(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        let chinese = |text: &str| {
            let mut numbers = BTreeSet::new();
            walk(&Value::from(text), &mut numbers);
            numbers
        };
        for (printed, english) in [
            ("签约150.8万人", "1,508,000 people"),
            ("签约150.8万人", "1.508 million people"),
            ("八家医院", "Eight hospitals"),
            ("两个院区", "the two sites"),
            ("“十大党建品牌”", "one of ten brands"),
            ("十二小时", "twelve hours"),
            ("三百六十名", "360 people"),
            ("三四个村", "three or four villages"),
            ("660余条", "more than 660 rules."),
        ] {
            let (printed, english) = (chinese(printed), in_english(english));
            assert!(english.is_subset(&printed), "{printed:?} {english:?}");
            assert!(!english.is_empty());
        }
        assert!(in_english("One of the hospitals, often alone").is_empty());
        assert_eq!(shown(25_800), "25.8");
        assert_eq!(shown(18_000), "18");
    }

    #[test]
    fn a_number_that_the_record_does_not_print_is_a_fault() {
        let printed = |numbers: &mut BTreeSet<Number>| walk(&Value::from("18个村"), numbers);
        let none: [String; 0] = [];
        assert_eq!(faults("Doctors for 18 villages.", printed), none);
        let faults = faults("Doctors for nineteen, or 19 villages.", printed);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].contains("“19”"), "{faults:?}");
    }
}
