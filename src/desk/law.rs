//! The legal check: what a public hospital's page may not say, or says only after somebody has considered it.
//!
//! [`Judgement::of`] examines every published sentence ([`texts`]) by the rules ([`rules`]) and compares the findings with the answers in `reviewed.json`.
//! An answer holds for one brand, one rule and one sentence, character by character: when the sentence changes, the finding is open again and the answer is
//! named as unused. Open findings are no errors of the data: `check` and the editor list them; [`permit`] refuses to publish while one of level
//! [`Level::Stop`] is open. [`report`] lists all of them for a legal office. The rules help people who read; what they do not find may still be wrong.
//!
//! Answers are not published: their file has its own kind, which no page and no public data file is made of.

pub mod matching;
pub mod report;
pub mod rules;
pub mod texts;

use self::matching::Finder;
use self::rules::{Level, RULES, Rule, rule};
use self::texts::{Sentence, sentences};
use super::data::{Data, judge_files};
use super::failure::{Failure, say};
use crate::catalogue::Problem;
use crate::catalogue::check::suggest::nearest;
use crate::catalogue::check::{File, Reading, locate};
use crate::catalogue::file::Review;
use std::collections::HashMap;

/// The file of the answers.
pub const ANSWERS: &str = "reviewed.json";

/// The number of open findings that are printed.
const MOST: usize = 100;

/// The fewest characters of a reason.
const SHORTEST_REASON: usize = 8;

/// A sentence in which a rule has found something.
#[derive(Debug)]
pub struct Finding {
    /// The sentence, with its place.
    pub sentence: Sentence,
    /// The rule.
    pub rule: &'static Rule,
    /// The words that the rule has found, as printed.
    pub words: Vec<String>,
    /// The position of its answer in [`Reading::reviewed`].
    pub answer: Option<usize>,
}

/// The findings of a gallery, and which of its answers are used.
#[derive(Debug)]
pub struct Judgement {
    /// All findings, in the order of the data.
    pub findings: Vec<Finding>,
    /// The positions of answers that answer nothing.
    pub unused: Vec<usize>,
}

impl Judgement {
    /// Examines all sentences of a gallery.
    pub fn of(reading: &Reading) -> Judgement {
        let finder = Finder::of(&reading.catalogue);
        let mut answers: HashMap<(Option<&str>, &str, &str), usize> = HashMap::new();
        for (at, answer) in reading.reviewed.iter().enumerate() {
            answers.entry(key(answer)).or_insert(at);
        }
        let mut used = vec![false; reading.reviewed.len()];
        let mut findings = Vec::new();
        for sentence in sentences(reading) {
            for hit in finder.find(&sentence.text, sentence.brand.is_some()) {
                let rule = &RULES[hit.rule];
                let brand = sentence.brand.as_ref().map(|id| id.as_str());
                let answer = answers.get(&(brand, rule.id, &*sentence.text)).copied();
                // A quotation of a document that the sentence does not cite is none.
                let answer = answer.filter(|at| match &reading.reviewed[*at].quotes {
                    Some(document) => sentence.sources.iter().any(|it| it == document.as_str()),
                    None => true,
                });
                if let Some(at) = answer {
                    used[at] = true;
                }
                findings.push(Finding {
                    sentence: sentence.clone(),
                    rule,
                    words: hit.words,
                    answer,
                });
            }
        }
        let unused = used.iter().enumerate().filter(|(_, used)| !**used);
        Judgement {
            unused: unused.map(|(at, _)| at).collect(),
            findings,
        }
    }

    /// The findings without an answer, the graver first.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        Level::ALL.into_iter().flat_map(|level| {
            let findings = self.findings.iter();
            findings.filter(move |it| it.answer.is_none() && it.rule.level == level)
        })
    }

    /// Open findings and unused answers, with their lines: the graver findings first, the answers last.
    pub fn problems(&self, files: &[File], reading: &Reading) -> Vec<Problem> {
        let unused = self.unused.iter().map(|at| {
            let answer = &reading.reviewed[*at];
            let place = (answer.brand.as_ref())
                .map_or("各登记表".to_owned(), |id| format!("品牌 {id}"));
            let sentence = format!(
                "没有哪句话用得着这条答复：{place} 里没有规则 {} 查出的这一句“{}”，或者它没有引用 quotes 写的材料。句子改过的，请重新看过再答复；删去了的，请删去这条。",
                answer.rule, answer.sentence
            );
            Problem::new(ANSWERS, "", &format!("[{at}]"), sentence)
        });
        let open = |level| {
            let findings = self.open().filter(move |it| it.rule.level == level);
            findings.map(Finding::problem)
        };
        let groups: [Vec<Problem>; 3] = [
            open(Level::Stop).collect(),
            open(Level::Ask).collect(),
            unused.collect(),
        ];
        let located = groups.into_iter().map(|mut group| {
            locate(files, &mut group);
            group
        });
        located.flatten().collect()
    }
}

impl Finding {
    /// The finding for people, without its line.
    pub fn problem(&self) -> Problem {
        let Sentence {
            file,
            record,
            field,
            text,
            ..
        } = &self.sentence;
        Problem::new(
            file,
            record,
            field,
            format!("{}原句：“{text}”", self.said()),
        )
    }

    /// What is found, why, and what to do.
    pub fn said(&self) -> String {
        let Rule {
            id,
            level,
            article,
            reason,
            way_out,
            ..
        } = self.rule;
        format!(
            "法规检查［{id}］{}，“{}”：{reason}，见{article}。可以{way_out}（写进 {ANSWERS}）。",
            level.word(),
            self.words.join("”“")
        )
    }
}

fn key(answer: &Review) -> (Option<&str>, &str, &str) {
    let brand = answer.brand.as_ref().map(|id| id.as_str());
    (brand, &answer.rule, &answer.sentence)
}

/// The problems of the answers themselves: an unknown rule, brand or document, no day, no reason, the same answer twice.
pub fn judge(reading: &Reading) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut before: HashMap<(Option<&str>, &str, &str), usize> = HashMap::new();
    for (at, answer) in reading.reviewed.iter().enumerate() {
        let mut say = |field: &str, sentence: String| {
            let field = format!("[{at}].{field}");
            problems.push(Problem::new(ANSWERS, "", &field, sentence));
        };
        if rule(&answer.rule).is_none() {
            let near = nearest(&answer.rule, RULES.iter().map(|rule| rule.id));
            let mending = near.map_or("请照 check 写的代号改正。".to_owned(), |near| {
                format!("您要的是“{near}”吗？")
            });
            say("rule", format!("没有“{}”这条规则。{mending}", answer.rule));
        }
        if let Some(brand) = &answer.brand
            && reading.catalogue.card(brand).is_none()
        {
            say(
                "brand",
                format!("没有“{brand}”这个品牌。请改正，或删去这条答复。"),
            );
        }
        if let Some(document) = &answer.quotes
            && reading.catalogue.document(document).is_none()
        {
            say(
                "quotes",
                format!("documents.json 里没有“{document}”。请改正。"),
            );
        }
        if !is_day(&answer.on) {
            say(
                "on",
                format!("“{}”不是日期。请写成 2026-11-24 这样。", answer.on),
            );
        }
        if answer.why.trim().chars().count() < SHORTEST_REASON {
            say(
                "why",
                format!("理由太短，至少 {SHORTEST_REASON} 个字。请写明为什么可以刊登。"),
            );
        }
        if let Some(first) = before.insert(key(answer), at) {
            say(
                "sentence",
                format!("和第 {} 条答复的是同一句。请删去一条。", first + 1),
            );
        }
    }
    problems
}

/// Whether a text is a day such as `2026-11-24`.
fn is_day(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut part = |length: usize, within: std::ops::RangeInclusive<u32>| {
        parts.next().is_some_and(|it| {
            it.len() == length
                && it.bytes().all(|byte| byte.is_ascii_digit())
                && it.parse().is_ok_and(|number| within.contains(&number))
        })
    };
    part(4, 2000..=2999) && part(2, 1..=12) && part(2, 1..=31) && parts.next().is_none()
}

/// Prints the open findings and the unused answers; nothing where there are none.
pub fn say_open(data: &Data, files: &[File], reading: &Reading) {
    let judgement = Judgement::of(reading);
    let problems = judgement.problems(files, reading);
    if problems.is_empty() {
        return;
    }
    let stops = stops(&judgement);
    let asks = judgement.open().count() - stops;
    say(&format!(
        "法规检查：{stops} 处不得刊登、{asks} 处须斟酌还没有答复，{} 条答复用不上：",
        judgement.unused.len()
    ));
    for problem in problems.iter().take(MOST) {
        say(&format!("提醒：{}", data.said(problem)));
    }
    if problems.len() > MOST {
        say(&format!(
            "还有 {} 处没有列出。全部见 cargo run -- report law。",
            problems.len() - MOST
        ));
    }
}

fn stops(judgement: &Judgement) -> usize {
    let open = judgement.open();
    open.filter(|it| it.rule.level == Level::Stop).count()
}

/// Refuses to publish at `public_url` while a sentence that may not be published has no answer, and prints all open findings. A site at `/` is looked at, not
/// published.
///
/// # Errors
///
/// If there is an open finding of level [`Level::Stop`]; it names the first.
pub fn permit(data: &Data, files: &[File], public_url: &str) -> Result<(), Failure> {
    if public_url == "/" {
        return Ok(());
    }
    let reading = judge_files(files);
    let judgement = Judgement::of(&reading);
    match (
        stops(&judgement),
        judgement.problems(files, &reading).first(),
    ) {
        (0, _) | (_, None) => Ok(()),
        (total, Some(first)) => {
            say_open(data, files, &reading);
            Err(Failure::new(format!(
                "{}:{}：有 {total} 处不得刊登的话没有答复，都列在上面，这是第一处。请改写或答复，再运行一次；什么也没有写。",
                data.address(&first.file),
                first.line
            )))
        }
    }
}

/// The open findings that `after` has and `before` has not, as problems.
pub fn new_findings(before: &[File], after: &[File]) -> Vec<Problem> {
    let of = |files: &[File]| {
        let reading = judge_files(files);
        Judgement::of(&reading).problems(files, &reading)
    };
    let plain = |problem: &Problem| {
        let Problem {
            file,
            record,
            sentence,
            ..
        } = problem.clone();
        (file, record, sentence)
    };
    let known: std::collections::HashSet<_> = of(before).iter().map(plain).collect();
    let mut new = of(after);
    new.retain(|problem| !known.contains(&plain(problem)));
    new
}

#[cfg(test)]
mod tests;
