//! The English version of data and pages.
//!
//! [`glossed`] puts the gallery's English glosses in brackets behind printed names, and replaces the names of needs, which are the gallery's own words, and
//! the lines of cards by their English ones; all other sentences stay as the documents print them. [`marked`] adds a `lang` attribute to the Chinese text of a finished page. What documents
//! say is never translated.

use crate::catalogue::check::Reading;
use crate::catalogue::{Brand, Card, Catalogue};
use crate::messages::{GAP, Run, content, runs};

/// A name with its gloss in brackets.
pub(super) fn with_gloss(name: &str, english: Option<&str>) -> String {
    match english {
        Some(english) => format!("{name}{GAP}({english})"),
        None => name.to_owned(),
    }
}

/// Catalogue and brands with their glosses.
pub fn glossed(reading: &Reading) -> (Catalogue, Vec<Brand>) {
    let mut catalogue = reading.catalogue.clone();
    for institution in &mut catalogue.institutions {
        institution.name = with_gloss(&institution.name, institution.english.as_deref());
    }
    for place in &mut catalogue.places {
        place.name = with_gloss(&place.name, place.english.as_deref());
    }
    for need in &mut catalogue.needs {
        need.name = need.english.clone().unwrap_or_else(|| need.name.clone());
        need.question = None;
    }
    for notice in &mut catalogue.urgent {
        notice.text = notice.english.take().unwrap_or(notice.text.clone());
        notice.lobby = notice.lobby_english.take().unwrap_or(notice.lobby.clone());
        // A strip without an English version keeps its text.
        notice.strip = notice.strip_english.take().or(notice.strip.take());
    }
    if let Some(english) = &catalogue.gallery.english {
        catalogue.gallery.name.clone_from(&english.name);
        catalogue.gallery.subject.clone_from(&english.subject);
        if !english.examples.is_empty() {
            catalogue.gallery.examples.clone_from(&english.examples);
        }
        if catalogue.gallery.chosen.is_some() {
            catalogue.gallery.chosen.clone_from(&english.chosen);
        }
    }
    for tour in &mut catalogue.gallery.tours {
        tour.name = tour.english.take().unwrap_or(tour.name.clone());
    }
    let mut brands = reading.brands.clone();
    for brand in &mut brands {
        brand.name = with_gloss(&brand.name, brand.english.as_deref());
    }
    catalogue.cards = brands.iter().map(card).collect();
    (catalogue, brands)
}

/// The card of a brand, with its summary in English if it has one.
fn card(brand: &Brand) -> Card {
    let mut card = Card::of(brand);
    card.summary = brand.summary_english.clone().unwrap_or(card.summary);
    card
}

/// Elements whose content is not markup, or is not text.
const PLAIN: [&str; 5] = ["script", "style", "title", "option", "textarea"];

/// The page with a `lang` attribute around each run of Chinese that has none.
pub fn marked(html: &str) -> String {
    let Some(lang) = content() else {
        return html.to_owned();
    };
    let mut marked = String::with_capacity(html.len() * 5 / 4);
    // The open elements; `true` for one that is marked as Chinese or whose content is not markup.
    let mut open: Vec<(&str, bool)> = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        if !rest.starts_with('<') {
            let end = rest.find('<').unwrap_or(rest.len());
            let is_done = open.iter().any(|(_, done)| *done);
            if is_done || !open.iter().any(|(name, _)| *name == "body") {
                marked.push_str(&rest[..end]);
            } else {
                let wrap = match open.iter().any(|(name, _)| *name == "svg") {
                    true => "tspan",
                    false => "span",
                };
                mark_runs(&rest[..end], wrap, lang, &mut marked);
            }
            rest = &rest[end..];
            continue;
        }
        let end = tag_end(rest);
        let tag = &rest[..end];
        marked.push_str(tag);
        rest = &rest[end..];
        let name = tag[1..]
            .trim_start_matches('/')
            .split(|c: char| c.is_whitespace() || c == '>' || c == '/')
            .next()
            .unwrap_or_default();
        if tag.starts_with("</") {
            if !open.iter().any(|(last, _)| *last == name) {
                continue;
            }
            while let Some((last, _)) = open.pop() {
                if last == name {
                    break;
                }
            }
        } else if !tag.starts_with("<!") && !tag.ends_with("/>") && !VOID.contains(&name) {
            let is_done = PLAIN.contains(&name) || tag.contains(" lang=\"zh");
            open.push((name, is_done));
            if PLAIN.contains(&name) {
                // Within such an element only its own end tag is a tag.
                let close = format!("</{name}>");
                let end = rest.find(&close).unwrap_or(rest.len());
                marked.push_str(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }
    marked
}

/// Void elements, which have no end tag.
const VOID: [&str; 12] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr",
];

/// The index behind the tag that `html` begins with: the first `>` outside attribute values.
fn tag_end(html: &str) -> usize {
    let mut quoted = false;
    for (at, c) in html.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at + 1,
            _ => {}
        }
    }
    html.len()
}

fn mark_runs(text: &str, wrap: &str, lang: &str, marked: &mut String) {
    for run in runs(text) {
        match run {
            Run::Chinese(text) => {
                marked.push_str(&format!("<{wrap} lang=\"{lang}\">{text}</{wrap}>"));
            }
            Run::Gloss(text) if wrap == "span" => {
                marked.push_str(&format!("<span class=\"gloss\">{text}</span>"));
            }
            Run::Gloss(text) | Run::Other(text) => marked.push_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Language, speak};

    #[test]
    fn each_run_of_chinese_says_that_it_is_chinese_and_nothing_else_changes() {
        speak(Language::English);
        let html = "<html><head><title>医</title></head><body><p>Run by 李惠利医院\u{2005}(Lihuili), 第3名。</p><p lang=\"zh-CN\">医<b>院</b></p><img alt=\"医 > 院\"><svg><text>甬</text></svg><script>'医'</script></body></html>";
        let span = |text: &str| format!("<span lang=\"zh-CN\">{text}</span>");
        let expected = html
            .replace("李惠利医院", &span("李惠利医院"))
            .replace(
                "\u{2005}(Lihuili)",
                "<span class=\"gloss\">\u{2005}(Lihuili)</span>",
            )
            .replace("第3名。", &span("第3名。"))
            .replace("甬", "<tspan lang=\"zh-CN\">甬</tspan>");
        assert_eq!(marked(html), expected);
        assert_eq!(marked(&expected), expected, "once is enough");
        speak(Language::Simplified);
        assert_eq!(marked(html), html);
    }
}
