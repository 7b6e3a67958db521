//! Pages in English: everything but the words of the documents is English.

use crate::{REAL, assets, parted, ready};
use brand_gallery::catalogue::{Basis, Kind, Level};
use brand_gallery::desk::prerender::{html, screens};
use brand_gallery::desk::{data, english};
use brand_gallery::messages::{Language, speak};
use brand_gallery::route::Route;
use brand_gallery::screen::{Screen, Site};
use brand_gallery::search::Query;
use brand_gallery::search::bundle::bundle;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A character of a Chinese text, its punctuation among them.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The Chinese of a text, piece by piece.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_chinese(c)).filter(|run| !run.is_empty())
}

/// What the data hold, but for the words of closed vocabularies: those are the gallery's own.
#[derive(Default)]
struct Held {
    runs: BTreeSet<String>,
    texts: Vec<String>,
}

impl Held {
    fn take(&mut self, key: &str, value: &Value) {
        match value {
            Value::String(text) => {
                let is_ours = match key {
                    "kind" => Kind::ALL.iter().any(|kind| kind.word() == text),
                    "level" | "levels" => Level::ALL.iter().any(|level| level.word() == text),
                    "basis" => Basis::ALL.iter().any(|basis| basis.word() == text),
                    _ => false,
                };
                if !is_ours {
                    self.runs.extend(runs(text).map(str::to_owned));
                    self.texts.push(text.clone());
                }
            }
            Value::Array(values) => values.iter().for_each(|value| self.take(key, value)),
            Value::Object(fields) => {
                for (key, value) in fields {
                    self.take(key, value);
                }
                // A number and what it counts stand together.
                let field = |name: &str| fields.get(name).and_then(Value::as_str);
                if let (Some(value), Some(unit)) = (field("value"), field("unit")) {
                    let together = format!("{value}{unit}");
                    self.runs.extend(runs(&together).map(str::to_owned));
                }
            }
            _ => {}
        }
    }

    /// Whether a run is the data's; within a picture a name may be parted in two rows, in an answer by what was looked for.
    fn holds(&self, run: &str, parted: bool) -> bool {
        let cut = run.trim_end_matches(['。', '…']);
        self.runs.contains(run) || parted && self.texts.iter().any(|text| text.contains(cut))
    }
}

/// The attributes that somebody reads, some of them by way of a program.
const READ: [&str; 11] = [
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "content",
    "label",
    "data-name",
    "data-again",
    "data-wait",
    "data-start",
    "data-light",
];

/// Texts and read attributes of a page as written, each with the name of its element or attribute. What says of itself that it is Chinese
/// is absent: the names of the other languages.
fn read(html: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut tag = "";
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        let name = tag.split(' ').next().unwrap_or_default();
        if !["script", "style"].contains(&name) && !tag.contains(" lang=\"zh-") {
            found.push((name, text));
        }
        // An attribute's value may hold what would end the tag.
        let mut quoted = false;
        let end = after.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let (inside, behind) = after.split_at(end.expect("the end of a tag"));
        (tag, rest) = (inside, &behind[1..]);
        for name in READ {
            if let Some((_, value)) = tag.split_once(&format!(" {name}=\"")) {
                found.push((name, value.split('"').next().unwrap_or_default()));
            }
        }
    }
    found
}

/// A page without the elements around its runs of Chinese and their glosses, so that each text stands as a whole.
fn without_runs(html: &str) -> String {
    let mut whole = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<span ") {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let starts = ["<span lang=\"zh-CN\">", "<span class=\"gloss\">"];
        match starts.iter().find_map(|start| rest.strip_prefix(start)) {
            Some(inside) => {
                let (text, behind) = inside.split_once("</span>").expect("the end of a run");
                whole.push_str(text);
                rest = behind;
            }
            None => {
                whole.push_str("<span ");
                rest = &rest["<span ".len()..];
            }
        }
    }
    whole + rest
}

/// The pages that somebody may see: those with a file, papers aside, and answers to what may be asked.
fn seen(site: &Site) -> Vec<Screen> {
    let mut seen = screens(site);
    seen.retain(|screen| screen.route.is_in_all_languages());
    let asked = [
        "q=qqqqzzz",
        "q=qqqqzzz&kind=case",
        "q=yongyi",
        "q=zhiyuan&sort=name",
        "kind=case&level=ten",
        "sort=year",
    ];
    seen.extend(asked.map(|query| site.screen(Route::Gallery(Query::parse(query)))));
    seen
}

#[test]
fn whatever_is_left_in_chinese_on_an_english_page_stands_in_the_data() {
    // Made in its own language, before another is spoken.
    let simplified = REAL.screens.len();
    let reading = data::judge(&data::Data::of(Path::new(env!("CARGO_MANIFEST_DIR")), None))
        .expect("readable");
    speak(Language::English);
    let (catalogue, brands) = english::glossed(&reading);
    let mut held = Held::default();
    for value in [
        serde_json::to_value(&reading.catalogue),
        serde_json::to_value(&reading.brands),
    ] {
        held.take("", &value.expect("data"));
    }
    let site = ready(catalogue, brands, &reading.synonyms);
    let screens = seen(&site);
    assert!(screens.len() > simplified * 3 / 4, "{}", screens.len());
    let (template, assets) = (parted(), assets());
    // Each text once, with the first page that says it.
    let mut left: BTreeMap<(String, String), String> = BTreeMap::new();
    for screen in screens {
        let address = screen.route.href();
        let is_answer = matches!(&screen.route, Route::Gallery(query) if !query.is_open());
        let html = without_runs(&template.page(&site, &screen, &assets));
        for (place, text) in read(&html) {
            // A description is cut to measure; a quotation is a sentence of a text.
            let parted = is_answer || ["tspan", "content", "q"].contains(&place);
            if runs(text).any(|run| !held.holds(run, parted)) {
                let said = (place.to_owned(), text.trim().to_owned());
                left.entry(said).or_insert_with(|| address.clone());
            }
        }
    }
    speak(Language::Simplified);
    let left: Vec<String> = left
        .into_iter()
        .map(|((place, text), address)| format!("{address}: {place}: {text}"))
        .collect();
    assert!(
        left.is_empty(),
        "{} texts:\n{}",
        left.len(),
        left.join("\n")
    );
}

/// The numbers in a text, each once and without leading zeros: a date has them in one language and not in the other.
fn numbers(text: &str) -> BTreeSet<&str> {
    let is_digit = |c: char| c.is_ascii_digit();
    text.split(|c| !is_digit(c))
        .filter(|it| !it.is_empty())
        .map(|it| it.trim_start_matches('0'))
        .collect()
}

/// Adds the English texts of the data.
fn add_glosses(glosses: &mut String, value: &Value) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| add_glosses(glosses, value)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(text) if key.contains("english") => {
                        glosses.push(' ');
                        glosses.push_str(text);
                    }
                    Value::Object(english) if key == "english" => {
                        let texts = english.values().filter_map(Value::as_str);
                        texts.for_each(|text| glosses.push_str(text));
                    }
                    value => add_glosses(glosses, value),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn an_english_page_states_the_numbers_of_the_chinese_page_and_no_others() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let second = root.join("tests/fixtures/second");
    let mut wrong = Vec::new();
    for folder in [None, Some(second.as_path())] {
        let reading = data::judge(&data::Data::of(root, folder)).expect("readable");
        let site = ready(
            reading.catalogue.clone(),
            reading.brands.clone(),
            &reading.synonyms,
        );
        let chinese: Vec<(Screen, String)> = (seen(&site).into_iter())
            .map(|screen| {
                let html = html(&site, &screen);
                (screen, html)
            })
            .collect();
        speak(Language::English);
        let (catalogue, brands) = english::glossed(&reading);
        // A gloss may write a number in digits that the name has in characters.
        let mut glosses = String::new();
        for value in [
            serde_json::to_value(&reading.catalogue),
            serde_json::to_value(&reading.brands),
        ] {
            add_glosses(&mut glosses, &value.expect("data"));
        }
        let glosses = numbers(&glosses);
        let site = ready(catalogue, brands, &reading.synonyms);
        for (screen, chinese) in &chinese {
            let english = html(&site, &site.screen(screen.route.clone()));
            let [shown, wanted] = [&english, chinese].map(|html| {
                let texts = html.split('<').filter_map(|it| it.split_once('>'));
                BTreeSet::from_iter(texts.flat_map(|(_, text)| numbers(text)))
            });
            let is_month = |number: &str| number.parse().is_ok_and(|month: u8| month <= 12);
            let more: Vec<_> = shown.difference(&wanted).collect();
            let fewer = wanted.difference(&shown).filter(|number| !is_month(number));
            let fewer: Vec<_> = fewer.collect();
            let is_of_a_gloss = more.iter().all(|number| glosses.contains(**number));
            if !fewer.is_empty() || !is_of_a_gloss {
                wrong.push(format!("{}: {more:?}, not {fewer:?}", screen.route.href()));
            }
        }
        speak(Language::Simplified);
        assert!(chinese.len() > 10, "{} pages", chinese.len());
    }
    assert!(
        wrong.is_empty(),
        "{} pages:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_page_in_english_begins_with_a_summary_that_says_whose_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let second = root.join("tests/fixtures/second");
    let mut reading = data::judge(&data::Data::of(root, Some(&second))).expect("readable");
    let summary = "Nurses visit old people at home and bring them their medicine.";
    for brand in &mut reading.brands {
        brand.summary_english = Some(summary.to_owned());
    }
    let bare = reading.brands[1].id.clone();
    reading.brands[1].summary_english = None;
    for need in &mut reading.catalogue.needs {
        need.summary_english = Some(format!("Need. {summary}"));
    }
    for institution in &mut reading.catalogue.institutions {
        institution.summary_english = Some(format!("House. {summary}"));
    }
    let whose = "Summary by this gallery";
    let chinese = ready(
        reading.catalogue.clone(),
        reading.brands.clone(),
        &reading.synonyms,
    );
    for screen in seen(&chinese) {
        let html = html(&chinese, &screen);
        assert!(!html.contains("Nurses visit"), "{:?}", screen.route);
    }
    let catalogue = serde_json::to_string(&bundle(&chinese.catalogue).initial).expect("data");
    assert!(
        !catalogue.contains("Nurses visit"),
        "a first visit loads it"
    );
    speak(Language::English);
    let (catalogue, brands) = english::glossed(&reading);
    let site = ready(catalogue, brands, &reading.synonyms);
    let drawn = |route: Route| html(&site, &site.screen(route));
    let summarised = reading.brands[0].clone();
    let page = drawn(Route::Brand(summarised.id.clone()));
    let bare_page = drawn(Route::Brand(bare));
    let need = drawn(Route::Need(reading.catalogue.needs[0].id.clone()));
    let house = drawn(Route::Institution(
        reading.catalogue.institutions[0].id.clone(),
    ));
    let all = drawn(Route::All(1));
    speak(Language::Simplified);
    let at = |html: &str, part: &str| html.find(part).unwrap_or_else(|| panic!("{part}: {html}"));
    // First what is in English, then what the documents say, with its source.
    assert!(at(&page, summary) < at(&page, whose));
    assert!(at(&page, whose) < at(&page, "Full text (Chinese)"));
    assert!(at(&page, "Full text (Chinese)") < at(&page, "brand__summary"));
    assert!(!bare_page.contains(whose) && !bare_page.contains("Full text (Chinese)"));
    assert!(bare_page.contains("brand__summary"));
    assert!(need.contains(&format!("Need. {summary}")) && need.contains(whose));
    assert!(house.contains(&format!("House. {summary}")) && house.contains(whose));
    // A card says it, too, and not as Chinese.
    assert!(
        all.contains(&format!("brand-card__summary\">{summary}")),
        "{all}"
    );
}
