//! The command `new brand`: an interactive questionnaire that creates the file of a brand.
//!
//! Input: lines from a person or a pipe. An invalid answer is explained and asked again. Output: a [`Change`] that writes the new file, and the files of brands
//! whose position has to change. Only required fields and references are asked for; initiatives, figures and the rest are written in the file or in the editor.

use super::addresses::Addresses;
use super::change::Change;
use super::failure::Failure;
use super::{format, records};
use crate::catalogue::check::private::Phrases;
use crate::catalogue::check::suggest::nearest;
use crate::catalogue::check::{File, POSITION, faults, read};
use crate::catalogue::file::Kind as FileKind;
use crate::catalogue::order::insert;
use crate::catalogue::{Basis, Brand, Kind, Order, Slug};
use crate::components::motifs;
use crate::route::Route;
use hanzi_search::builder::syllables;
use serde_json::{Value, json};
use std::io::{BufRead, Read};

/// The longest answer that is read, in bytes: ten times the longest text of today's data.
const LONGEST: u64 = 16_384;

/// Asks for a new brand for the gallery of `files`; prints questions with `say`.
///
/// # Errors
///
/// If the gallery has no institutions or documents, the input ends early, or an answer is too long.
pub fn brand(
    files: &[File],
    input: &mut dyn BufRead,
    say: &mut dyn FnMut(&str),
) -> Result<Change, Failure> {
    let reading = read(files);
    let addresses = Addresses::of(&reading);
    let (catalogue, private) = (&reading.catalogue, &Phrases::of(&reading.private));
    if catalogue.institutions.is_empty() || catalogue.documents.is_empty() {
        return Err(Failure::new(
            "还没有登记机构和材料，品牌要写明是谁的、出自哪份材料。请先在 documents.json 和 institutions.json 里登记，用 cargo run -- edit 填写也行。",
        ));
    }
    let mut dialogue = Dialogue {
        input,
        say,
        private,
    };
    let name = dialogue.text("品牌名称，照原文", true)?;
    let suggestion = suggested(&name);
    let id = dialogue.ask(
        &format!(
            "代号，也是网址的一部分：小写拼音、数字、连字符，定了不再改（回车：{suggestion}）"
        ),
        |answer| {
            let text = if answer.is_empty() {
                suggestion.as_str()
            } else {
                answer
            };
            let id =
                Slug::parse(text).ok_or("只能用小写拼音、数字和单个连字符，最多 64 个字符。")?;
            match files.iter().any(|file| file.path == path(&id)) {
                true => Err(format!("已经有品牌“{id}”，不会覆盖它。请换一个代号。")),
                // A published link must never open another brand.
                false => match addresses.taken(&Route::Brand(id.clone()).path()) {
                    Some(sentence) => Err(sentence),
                    None => Ok(id),
                },
            }
        },
    )?;
    let ranks: Vec<Order> = reading.brands.iter().map(|brand| brand.order).collect();
    let last = Order::behind(ranks.iter().copied());
    let (order, moved) = dialogue.ask(
        &format!(
            "在矩阵里的次序（回车：{last}，排在最后；要排在哪个品牌后面，就写它的代号或名称；也可以写数字，如 8.5，相同的按代号排）"
        ),
        |answer| {
            if answer.is_empty() {
                return Ok((last, Vec::new()));
            }
            let is_meant =
                |brand: &Brand| brand.id.as_str() == answer || brand.name == answer;
            let at = reading.brands.iter().position(is_meant);
            match (Order::parse(answer), at) {
                (_, Some(at)) => Ok(insert(&ranks, at + 1)),
                (Some(order), None) => Ok((order, Vec::new())),
                (None, None) => Err(format!(
                    "没有“{answer}”这个品牌，也不是次序。请写一个数，如 8 或 8.5；{}。",
                    POSITION
                )),
            }
        },
    )?;
    let kinds = Kind::ALL.iter().filter(|kind| kind.is_brand());
    let kinds: Vec<Choice> = kinds.map(|kind| Choice::word(kind.word())).collect();
    let kind = dialogue.one("类别", &kinds)?;
    let institutions = catalogue.institutions.iter();
    let institutions: Vec<Choice> = institutions
        .map(|institution| Choice::new(institution.id.as_str(), &institution.name))
        .collect();
    let owner = dialogue.one(
        "所属机构（没有的话，先在 institutions.json 登记）",
        &institutions,
    )?;
    let documents: Vec<Choice> = (catalogue.documents.iter())
        .map(|document| Choice::new(document.id.as_str(), &document.title))
        .collect();
    let summary = dialogue.text("一句话介绍，印在卡片上", true)?;
    let sources = dialogue.some("这句话的出处，可以几个", &documents, true)?;
    let brands: Vec<Choice> = (catalogue.cards.iter())
        .map(|card| Choice::new(card.id.as_str(), &card.name))
        .collect();
    let parent = match dialogue.maybe("上级品牌（没有就回车）", &brands)? {
        None => Value::Null,
        Some(above) => {
            let bases: Vec<Choice> = Basis::ALL
                .iter()
                .map(|basis| Choice::word(basis.word()))
                .collect();
            let basis = dialogue.one("上级关系的依据", &bases)?;
            let text = dialogue.text("用一句话写明依据", true)?;
            let sources = dialogue.some("依据的出处", &documents, true)?;
            json!({"brand": above, "basis": basis, "text": text, "sources": sources})
        }
    };
    let emblems: Vec<Choice> = motifs().map(Choice::word).collect();
    let emblem = dialogue.one("卡片上的图案", &emblems)?;
    let needs: Vec<Choice> = (catalogue.needs.iter())
        .map(|need| Choice::new(need.id.as_str(), &need.name))
        .collect();
    let needs = dialogue.some("回应哪些需求（没有就回车）", &needs, false)?;
    let places: Vec<Choice> = (catalogue.places.iter())
        .map(|place| Choice::new(place.id.as_str(), &place.name))
        .collect();
    let places = dialogue.some("到达哪些地方（没有就回车）", &places, false)?;
    let value = json!({
        "id": id, "order": order, "name": name, "kind": kind, "emblem": emblem, "owner": owner, "parent": parent,
        "summary": {"text": summary, "sources": sources}, "needs": needs, "places": places,
    });
    let text = format::text(FileKind::Brand, &value)
        .ok_or_else(|| Failure::new("这些回答写不成品牌文件。请告诉开发人员。"))?;
    let mut change = Change::default();
    change.write.insert(path(&id), text);
    for (at, order) in moved {
        let path = path(&reading.brands[at].id);
        let text = (files.iter().find(|file| file.path == path))
            .and_then(|file| at_position(file, order))
            .ok_or_else(|| records::unreadable(&path))?;
        change.write.insert(path, text);
    }
    Ok(change)
}

fn path(id: &Slug) -> String {
    format!("brands/{id}.json")
}

/// The file of a brand with another position.
fn at_position(file: &File, order: Order) -> Option<String> {
    let mut value: Value = serde_json::from_slice(&file.bytes).ok()?;
    value["order"] = serde_json::to_value(order).ok()?;
    format::text(FileKind::Brand, &value)
}

/// A suggested id in pinyin, two syllables per word; empty if no character has a reading.
fn suggested(name: &str) -> String {
    let syllables: Vec<String> = syllables(name)
        .into_iter()
        .filter(|syllable| !syllable.is_empty())
        .collect();
    let words: Vec<String> = syllables.chunks(2).map(<[String]>::concat).collect();
    let mut id = String::new();
    for word in words {
        if id.len() + word.len() < 64 {
            id.push_str(if id.is_empty() { "" } else { "-" });
            id.push_str(&word);
        }
    }
    id
}

/// A possible answer, chosen by number, id or name.
struct Choice {
    id: String,
    name: String,
}

impl Choice {
    fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
        }
    }

    fn word(word: &str) -> Self {
        Self::new(word, word)
    }
}

/// The id of the choice that an answer selects; otherwise a sentence for the person.
fn chosen(answer: &str, choices: &[Choice]) -> Result<String, String> {
    let counted = answer
        .parse::<usize>()
        .ok()
        .and_then(|number| choices.get(number.checked_sub(1)?));
    let same = choices
        .iter()
        .find(|choice| choice.id == answer || choice.name == answer);
    if let Some(choice) = counted.or(same) {
        return Ok(choice.id.clone());
    }
    let within: Vec<&Choice> = choices
        .iter()
        .filter(|choice| choice.name.contains(answer))
        .collect();
    if let [choice] = within[..] {
        return Ok(choice.id.clone());
    }
    let near = nearest(answer, choices.iter().map(|choice| choice.id.as_str()));
    let near = near.or(within.first().map(|choice| choice.id.as_str()));
    Err(match near {
        Some(near) => format!("没有“{answer}”。您要的是“{near}”吗？请写序号、代号或名称。"),
        None => format!("没有“{answer}”。请写上面的序号、代号或名称。"),
    })
}

/// The dialogue: repeats a question until a line is a valid answer.
struct Dialogue<'a> {
    input: &'a mut dyn BufRead,
    say: &'a mut dyn FnMut(&str),
    /// Private phrases, which no text may contain.
    private: &'a Phrases,
}

impl Dialogue<'_> {
    fn ask<T>(
        &mut self,
        question: &str,
        accept: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Failure> {
        loop {
            (self.say)(&format!("{question}："));
            let mut line = Vec::new();
            let ended =
                || Failure::new("没有答完，什么也没有写。请重新运行 cargo run -- new brand。");
            let read = (&mut *self.input)
                .take(LONGEST)
                .read_until(b'\n', &mut line);
            if read.map_err(|_| ended())? == 0 {
                return Err(ended());
            }
            if line.len() as u64 == LONGEST {
                return Err(Failure::new(
                    "回答太长，什么也没有写。长的内容请先建好品牌，再写进文件。",
                ));
            }
            let answer = match std::str::from_utf8(&line) {
                Ok(line) => accept(line.trim_start_matches('\u{feff}').trim()),
                Err(_) => Err("这一行不是 UTF-8 文字。请再写一遍。".to_owned()),
            };
            match answer {
                Ok(answer) => return Ok(answer),
                Err(sentence) => (self.say)(&sentence),
            }
        }
    }

    /// Asks for a text that passes the check of texts.
    fn text(&mut self, question: &str, needed: bool) -> Result<String, Failure> {
        let private = self.private;
        self.ask(question, |answer| match faults(answer, private).first() {
            Some(fault) if needed || !answer.is_empty() => Err(fault.clone()),
            _ => Ok(answer.to_owned()),
        })
    }

    fn offer(&mut self, choices: &[Choice]) {
        for (at, choice) in choices.iter().enumerate() {
            let name = match choice.id == choice.name {
                true => String::new(),
                false => format!("（{}）", choice.name),
            };
            (self.say)(&format!("  {} {}{name}", at + 1, choice.id));
        }
    }

    fn one(&mut self, question: &str, choices: &[Choice]) -> Result<String, Failure> {
        self.offer(choices);
        self.ask(question, |answer| match answer {
            "" => Err("这一项不能空着。".to_owned()),
            answer => chosen(answer, choices),
        })
    }

    fn maybe(&mut self, question: &str, choices: &[Choice]) -> Result<Option<String>, Failure> {
        self.offer(choices);
        self.ask(question, |answer| match answer {
            "" => Ok(None),
            answer => chosen(answer, choices).map(Some),
        })
    }

    /// Asks for several choices, separated by spaces or commas; duplicates count once.
    fn some(
        &mut self,
        question: &str,
        choices: &[Choice],
        needed: bool,
    ) -> Result<Vec<String>, Failure> {
        self.offer(choices);
        self.ask(&format!("{question}，用空格隔开"), |answer| {
            let parts = answer.split([' ', '\u{3000}', ',', '，', '、', ';', '；']);
            let mut all = Vec::new();
            for part in parts.filter(|part| !part.is_empty()) {
                let id = chosen(part, choices)?;
                if !all.contains(&id) {
                    all.push(id);
                }
            }
            match all.is_empty() && needed {
                true => Err("这一项不能空着。".to_owned()),
                false => Ok(all),
            }
        })
    }
}
