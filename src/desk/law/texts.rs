//! The published sentences of a gallery, each with its place in the data.
//!
//! [`sentences`] returns every text that a page shows, of brands, registers and settings, sentence by sentence. A figure is one sentence: label, value and
//! unit as the page shows them together. Ids, dates, words of vocabularies, and what only a search reads (synonyms, phrases of emergencies) are left out.

use crate::catalogue::Slug;
use crate::catalogue::check::Reading;
use serde::Serialize;
use serde_json::Value;

/// The fields whose texts are shown.
pub const SHOWN: [&str; 49] = [
    "text",
    "heading",
    "name",
    "english",
    "question",
    "title",
    "slogan",
    "summary",
    "summary_english",
    "other_names",
    "guide",
    "meaning",
    "origin",
    "work",
    "results",
    "details",
    "notes",
    "note",
    "honours",
    "events",
    "people",
    "partners",
    "initiatives",
    "parent",
    "figures",
    "by",
    "role",
    "subject",
    "chosen",
    "examples",
    "short",
    "publisher",
    "house",
    "services",
    "who",
    "window",
    "bring",
    "fees",
    "status",
    "alert",
    "exceptions",
    "booking",
    "holidays",
    "tours",
    "stops",
    "alt",
    "caption",
    "credit",
    "licence",
];

/// The fields of the emergency notices that are shown, besides [`SHOWN`].
pub const NOTICE: [&str; 5] = ["lobby", "lobby_english", "strip", "strip_english", "byline"];

/// A published sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The file, such as `brands/yilu-gendang.json`.
    pub file: String,
    /// The record.
    pub record: String,
    /// The field within the record.
    pub field: String,
    /// The brand on whose page it stands.
    pub brand: Option<Slug>,
    /// The sentence.
    pub text: String,
    /// The documents that its statement cites.
    pub sources: Vec<String>,
}

/// All published sentences, file by file.
pub fn sentences(reading: &Reading) -> Vec<Sentence> {
    let mut walk = Walk::default();
    for brand in &reading.brands {
        walk.brand = Some(brand.id.clone());
        walk.record(
            &format!("brands/{}.json", brand.id),
            brand.id.as_str(),
            brand,
        );
    }
    for media in &reading.catalogue.media {
        walk.brand.clone_from(&media.brand);
        walk.record("media.json", media.id.as_str(), media);
    }
    walk.brand = None;
    let catalogue = &reading.catalogue;
    macro_rules! register {
        ($($list:expr, $file:literal, $key:ident;)+) => {
            $(for record in &$list { walk.record($file, &record.$key.to_string(), record); })+
        };
    }
    register! {
        catalogue.institutions, "institutions.json", id;
        catalogue.places, "places.json", id;
        catalogue.needs, "needs.json", id;
        catalogue.documents, "documents.json", id;
        catalogue.urgent, "urgent.json", id;
        catalogue.changes, "changes.json", id;
        reading.retired, "retired.json", from;
    }
    for synonym in &catalogue.near {
        let word = synonym.words.first().map_or("", String::as_str);
        walk.record("synonyms.json", word, synonym);
    }
    walk.record("gallery.json", "", &catalogue.gallery);
    walk.found
}

#[derive(Default)]
struct Walk {
    file: String,
    record: String,
    brand: Option<Slug>,
    found: Vec<Sentence>,
}

impl Walk {
    fn record(&mut self, file: &str, record: &str, value: &impl Serialize) {
        file.clone_into(&mut self.file);
        record.clone_into(&mut self.record);
        let value = serde_json::to_value(value).unwrap_or_default();
        self.value(&value, String::new(), &[]);
    }

    fn value(&mut self, value: &Value, field: String, sources: &[String]) {
        match value {
            Value::String(text) => self.text(text, field, sources),
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    let name = item["id"].as_str().map_or(at.to_string(), str::to_owned);
                    self.value(item, format!("{field}[{name}]"), sources);
                }
            }
            Value::Object(fields) => {
                let own: Option<Vec<String>> = value["sources"].as_array().map(|own| {
                    let own = own.iter().filter_map(Value::as_str);
                    own.map(str::to_owned).collect()
                });
                let sources = own.as_deref().unwrap_or(sources);
                let join = |key: &str| match field.as_str() {
                    "" => key.to_owned(),
                    field => format!("{field}.{key}"),
                };
                if let Some(figure) = figure(value) {
                    self.text(&figure, join("label"), sources);
                    return;
                }
                for (key, below) in fields {
                    if SHOWN.contains(&key.as_str()) || NOTICE.contains(&key.as_str()) {
                        self.value(below, join(key), sources);
                    }
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, field: String, sources: &[String]) {
        for sentence in split(text) {
            self.found.push(Sentence {
                file: self.file.clone(),
                record: self.record.clone(),
                field: field.clone(),
                brand: self.brand.clone(),
                text: sentence.to_owned(),
                sources: sources.to_vec(),
            });
        }
    }
}

/// A figure as one sentence; `None` for another record.
fn figure(value: &Value) -> Option<String> {
    let of = |key: &str| value[key].as_str();
    let mut text = format!("{}：{}{}", of("label")?, of("value")?, of("unit")?);
    if let Some(scope) = of("scope") {
        text.push_str(&format!("（{scope}）"));
    }
    Some(text)
}

/// The sentences of a text, each with the mark that ends it and the brackets behind that.
fn split(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut from = 0;
    let mut is_over = false;
    for (at, c) in text.char_indices() {
        let closes = matches!(c, '”' | '’' | '」' | '』' | '）' | '》' | ')' | '"');
        let ends = matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '\n');
        if is_over && !closes && !ends {
            sentences.push(text[from..at].trim());
            (from, is_over) = (at, false);
        }
        is_over |= ends;
    }
    sentences.push(text[from..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::schema::FIELDS;
    use serde_json::json;

    #[test]
    fn a_text_is_split_behind_the_marks_that_end_a_sentence() {
        assert_eq!(
            split("他说：“好。”她问：真的吗？！是；第三句"),
            ["他说：“好。”", "她问：真的吗？！", "是；", "第三句"]
        );
        assert_eq!(split("  "), Vec::<&str>::new());
    }

    #[test]
    fn a_figure_is_one_sentence_with_its_scope() {
        let value = json!({"value": "第3", "unit": "名", "label": "作风建设", "scope": "同类单位", "sources": []});
        assert_eq!(
            figure(&value).as_deref(),
            Some("作风建设：第3名（同类单位）")
        );
        assert_eq!(figure(&json!({"text": "文"})), None);
    }

    /// A new field of the data is either examined or named here.
    #[test]
    fn of_every_field_it_is_decided_whether_its_text_is_examined() {
        const NOT_EXAMINED: &str = "$schema id order traditional simplified kind emblem drawn owner brand basis needs places sources value unit label of when scope \
            level year month day institution place date words means from to institutions documents synonyms urgent numbers always topics ordinary redirects \
            retired since changes on address seal strokes core home colours main second private reviewed rule sentence quotes why compare \
            everyday everyday.words everyday.means everyday.reviewed weight checked checked.on checked.by check_days operator feedback organiser undertaker icp police site_code mark elder_mark mail page telephone \
            service house.address house.telephone house.checked service.telephone service.checked languages access complaints hours days opens closes \
            exception.on until booking.kind href media media.brand media.role file initiative decoration focus x y consent consent.basis consent.scope consent.until seen withdrawn \
            state time_zone holiday.on like outline not_services highlights highlight.brand highlight.label \
            tour.id stop.brand stop.initiative";
        for (field, ..) in FIELDS {
            let is_other = NOT_EXAMINED.split_whitespace().any(|it| it == *field);
            // A name that means something else in one record is examined like the same name elsewhere, unless its record is not.
            if let Some((_, own)) = field.rsplit_once('.') {
                assert!(is_other || SHOWN.contains(&own), "{field}");
                continue;
            }
            let is_shown = SHOWN.contains(field) || NOTICE.contains(field);
            assert!(is_shown != is_other, "{field}");
        }
    }
}
