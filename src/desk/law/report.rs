//! The report of the legal check for a legal office: one HTML page that prints on A4.
//!
//! [`html`] lists the open findings, then the answered ones, each with file and line, sentence, rule and article, and its answer. It depends on the data alone:
//! the same data give the same bytes. The page needs nothing beside it and is not part of the site.

use super::rules::{Level, RULES};
use super::{Finding, Judgement};
use crate::catalogue::Problem;
use crate::catalogue::check::{File, Reading, locate};
use crate::catalogue::file::Review;
use crate::desk::head_metadata::escape;

/// Where the report is written, below the project's folder.
pub const FILE: &str = "target/law.html";

/// The page's styles. It has no colours: it is read on paper.
const STYLE: &str = "@page { size: A4 landscape; margin: 12mm; }\n\
    body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; font: 11pt/1.6 serif; }\n\
    h1 { font-size: 1.5em; } h2 { margin-top: 2em; font-size: 1.2em; break-after: avoid; }\n\
    table { width: 100%; border-collapse: collapse; font-size: 0.85em; table-layout: fixed; }\n\
    thead { display: table-header-group; } tr { break-inside: avoid; }\n\
    th, td { border: 1px solid; padding: 0.3em 0.5em; text-align: start; vertical-align: top; overflow-wrap: anywhere; }\n\
    .number { width: 3em; } .place { width: 18%; } .rule { width: 22%; } .answer { width: 28%; }\n\
    mark { background: none; color: inherit; font-weight: bold; text-decoration: underline; }\n\
    @media print { body { margin: 0; max-width: none; padding: 0; font-size: 9pt; } }\n";

/// The report on a gallery.
pub fn html(files: &[File], reading: &Reading) -> String {
    let judgement = Judgement::of(reading);
    let name = &reading.catalogue.gallery.name;
    let answered = || judgement.findings.iter().filter(|it| it.answer.is_some());
    let open = judgement.open().count();
    let mut page = format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{name} 法规检查</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{name} 法规检查</h1>\n",
        name = escape(name)
    );
    page.push_str(&format!(
        "<p>共查出 {} 处：已答复 {} 处，待答复 {open} 处（其中不得刊登 {} 处）；用不上的答复 {} 条。“不得刊登”的没有答复就不能发布，“须斟酌”的照常发布。</p>\n\
         <p>程序只认得字面，没有查出的不等于合法。每处都由答复的岗位负责，最后由发布单位的法务定。</p>\n",
        judgement.findings.len(),
        answered().count(),
        super::stops(&judgement),
        judgement.unused.len(),
    ));
    page.push_str("<h2>待答复</h2>\n");
    page.push_str(&table(files, reading, judgement.open()));
    page.push_str("<h2>已答复</h2>\n");
    page.push_str(&table(files, reading, answered()));
    page.push_str("<h2>用不上的答复</h2>\n");
    page.push_str(&unused(reading, &judgement));
    page.push_str("<h2>规则</h2>\n");
    page.push_str(&rules());
    page.push_str("</body>\n</html>\n");
    page
}

fn table<'a>(
    files: &[File],
    reading: &Reading,
    findings: impl Iterator<Item = &'a Finding>,
) -> String {
    let rows: Vec<String> = (numbered(files, findings).iter().enumerate())
        .map(|(at, (place, finding))| row(reading, at + 1, place, finding))
        .collect();
    if rows.is_empty() {
        return "<p>没有。</p>\n".to_owned();
    }
    format!(
        "<table>\n<thead><tr><th class=\"number\">序号</th><th class=\"place\">记录</th><th>句子</th><th class=\"rule\">规则和条文</th><th class=\"answer\">答复</th></tr></thead>\n\
         <tbody>\n{}</tbody>\n</table>\n",
        rows.concat()
    )
}

/// The findings with file, line and field, in the order in which they came.
fn numbered<'a>(
    files: &[File],
    findings: impl Iterator<Item = &'a Finding>,
) -> Vec<(String, &'a Finding)> {
    let findings: Vec<&Finding> = findings.collect();
    // `locate` sorts: the positions in the list are the sentences of the problems meanwhile.
    let mut places: Vec<Problem> = (findings.iter().enumerate())
        .map(|(at, finding)| {
            let Finding { sentence, .. } = finding;
            Problem::new(
                &sentence.file,
                &sentence.record,
                &sentence.field,
                at.to_string(),
            )
        })
        .collect();
    locate(files, &mut places);
    let mut numbered: Vec<(usize, String)> = (places.into_iter())
        .filter_map(|place| {
            let at = place.sentence.parse().ok()?;
            Some((
                at,
                format!("{}:{}：{}", place.file, place.line, place.field),
            ))
        })
        .collect();
    numbered.sort();
    (numbered.into_iter())
        .map(|(at, place)| (place, findings[at]))
        .collect()
}

fn row(reading: &Reading, number: usize, place: &str, finding: &Finding) -> String {
    let record = match &finding.sentence.brand {
        Some(id) => reading.catalogue.card(id).map_or("", |card| &card.name),
        None => &finding.sentence.record,
    };
    let rule = finding.rule;
    format!(
        "<tr><td>{number}</td><td>{}<br>{}</td><td>{}</td><td>{}［{}］：{}。{}</td><td>{}</td></tr>\n",
        escape(record),
        escape(place),
        marked(&finding.sentence.text, &finding.words),
        rule.level.word(),
        rule.id,
        escape(rule.reason),
        escape(rule.article),
        match finding.answer {
            Some(at) => answer(reading, &reading.reviewed[at]),
            None => format!("待答复。可以{}。", escape(rule.way_out)),
        }
    )
}

fn answer(reading: &Reading, review: &Review) -> String {
    let quotes = review.quotes.as_ref().map(|id| {
        let title = (reading.catalogue.document(id)).map_or(id.as_str(), |it| &it.title);
        format!("【引文】引自《{}》。", escape(title))
    });
    format!(
        "{}{}<br>{}，{}",
        quotes.unwrap_or_default(),
        escape(&review.why),
        escape(&review.by),
        escape(&review.on)
    )
}

/// A sentence with the found words marked.
fn marked(text: &str, words: &[String]) -> String {
    let mut html = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let next = (words.iter())
            .filter_map(|word| Some((rest.find(word.as_str())?, word)))
            .min_by_key(|(at, word)| (*at, usize::MAX - word.len()));
        let Some((at, word)) = next else {
            break;
        };
        html.push_str(&escape(&rest[..at]));
        html.push_str(&format!("<mark>{}</mark>", escape(word)));
        rest = &rest[at + word.len()..];
    }
    html.push_str(&escape(rest));
    html
}

fn unused(reading: &Reading, judgement: &Judgement) -> String {
    let items: Vec<String> = (judgement.unused.iter())
        .map(|at| {
            let review = &reading.reviewed[*at];
            format!(
                "<li>［{}］“{}”：{}</li>\n",
                escape(&review.rule),
                escape(&review.sentence),
                answer(reading, review)
            )
        })
        .collect();
    match items.is_empty() {
        true => "<p>没有。</p>\n".to_owned(),
        false => format!("<ul>\n{}</ul>\n", items.concat()),
    }
}

fn rules() -> String {
    let rows: Vec<String> = Level::ALL
        .into_iter()
        .flat_map(|level| RULES.iter().filter(move |rule| rule.level == level))
        .map(|rule| {
            format!(
                "<tr><td>［{}］{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                rule.id,
                rule.level.word(),
                escape(rule.article),
                escape(rule.reason),
                escape(rule.way_out)
            )
        })
        .collect();
    format!(
        "<table>\n<thead><tr><th>规则</th><th>条文</th><th>查什么</th><th>怎么办</th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n",
        rows.concat()
    )
}
