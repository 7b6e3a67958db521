//! Validation of `urgent.json`.
//!
//! Every notice contains its numbers, every phrase can match, and no published name triggers a notice by accident. Input: the catalogue as far as it is
//! readable. Output: problems with record and field. The choice of phrases is left to medical staff.

use crate::catalogue::urgent::{ANY, Matcher, PhraseSet, Phrases, TOPIC, WHOLE};
use crate::catalogue::{Catalogue, Problem, Urgent};
use crate::parallel;
use hanzi_search::builder::syllables;
use hanzi_search::fold::fold;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::convert::Infallible;
use std::ops::RangeInclusive;

/// The number of digits of a telephone number.
const DIGITS: RangeInclusive<usize> = 3..=12;

const FILE: &str = "urgent.json";

/// What was judged before: names are compared with the phrases of the same notices once.
#[derive(Default)]
pub(super) struct Known {
    urgent: Vec<Urgent>,
    /// What is wrong with the notices themselves.
    problems: Vec<Problem>,
    matcher: Option<Matcher>,
    called: HashMap<String, Called>,
    /// How often names were judged.
    round: usize,
}

/// For which notices a name calls.
struct Called {
    notices: Vec<usize>,
    /// Whether only its pinyin does.
    by_pinyin: bool,
    /// When it was last met.
    round: usize,
}

impl Called {
    fn of(name: &str, matcher: &Matcher) -> Called {
        let written = matcher.matches(name);
        let by_pinyin = written.is_empty();
        let notices = match by_pinyin {
            true => matcher.matches(&syllables(name).concat()),
            false => written,
        };
        Called {
            notices,
            by_pinyin,
            round: 0,
        }
    }
}

impl Known {
    /// Adds all that is wrong with the notices.
    pub(super) fn validate(&mut self, catalogue: &Catalogue, problems: &mut Vec<Problem>) {
        if self.urgent != catalogue.urgent {
            *self = Known::of(&catalogue.urgent);
        }
        problems.extend(self.problems.iter().cloned());
        self.names(catalogue, problems);
    }

    fn of(urgent: &[Urgent]) -> Known {
        let mut problems = Vec::new();
        for notice in urgent {
            let mut say = |field: &str, sentence: String| {
                problems.push(Problem::new(FILE, notice.id.as_str(), field, sentence));
            };
            numbers(notice, &mut say);
            phrases(notice, &mut say);
        }
        Known {
            urgent: urgent.to_vec(),
            problems,
            matcher: (!urgent.is_empty()).then(|| Matcher::new(&PhraseSet::new(urgent))),
            called: HashMap::new(),
            round: 0,
        }
    }
}

fn numbers(notice: &Urgent, say: &mut impl FnMut(&str, String)) {
    if notice.numbers.is_empty() {
        say(
            "numbers",
            "没有电话号码。请至少写一个，例如 120。".to_owned(),
        );
    }
    for (index, number) in notice.numbers.iter().enumerate() {
        if !DIGITS.contains(&number.len()) || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            say(
                &format!("numbers[{index}]"),
                format!("“{number}”不是电话号码。请只写 3 到 12 个数字。"),
            );
            continue;
        }
        for (field, text) in [
            ("text", Some(&notice.text)),
            ("english", notice.english.as_ref()),
        ] {
            if text.is_some_and(|text| !holds(text, number)) {
                say(
                    field,
                    format!("没有写出号码 {number}，朗读时听不到。请写进这句话。"),
                );
            }
        }
    }
    let first = notice.numbers.first().map_or("", String::as_str);
    for (field, text) in [
        ("lobby", Some(&notice.lobby)),
        ("lobby_english", notice.lobby_english.as_ref()),
        ("strip", notice.strip.as_ref()),
        ("strip_english", notice.strip_english.as_ref()),
    ] {
        if text.is_some_and(|text| !holds(text, first)) {
            say(field, format!("没有写出号码 {first}。请写进这句话。"));
        }
    }
}

/// Whether a text contains a number, not as part of a longer one.
fn holds(text: &str, number: &str) -> bool {
    number.is_empty()
        || text
            .split(|c: char| !c.is_ascii_digit())
            .any(|run| run == number)
}

fn phrases(notice: &Urgent, say: &mut impl FnMut(&str, String)) {
    let mut seen = HashSet::new();
    if notice.always.is_empty() && notice.topics.is_empty() {
        say(
            "always",
            "一个说法也没有，这条提示不会出现。请补上，或删去这条。".to_owned(),
        );
    }
    for (list, words) in [("always", &notice.always), ("topics", &notice.topics)] {
        for (index, word) in words.iter().enumerate() {
            let mut wrong = |sentence: String| say(&format!("{list}[{index}]"), sentence);
            let bare = word.strip_prefix(WHOLE).unwrap_or(word);
            let length = fold(bare).chars().count();
            if word.contains(TOPIC) {
                wrong(format!("“{word}”里有“～”。“～”只用在 ordinary 里。"));
            } else if bare.starts_with(ANY) || bare.ends_with(ANY) || bare.contains(WHOLE) {
                wrong(format!(
                    "“{word}”写得不对：“…”只用在两个字之间，“=”只用在最前面。"
                ));
            } else if length == 0 || length == 1 && bare.len() == word.len() {
                wrong(format!(
                    "“{word}”太短，平常的话里也有。请写长一些，或在前面加“=”，只在单独查找它时提示。"
                ));
            } else if !seen.insert(format!("{}{}", word.starts_with(WHOLE), shape(bare))) {
                wrong(format!("“{word}”出现了两次。请只留一个。"));
            }
        }
    }
    let own = PhraseSet::new(std::slice::from_ref(notice));
    let all = PhraseSet {
        notices: vec![Phrases {
            ordinary: Vec::new(),
            ..own.notices.into_iter().next().unwrap_or_default()
        }],
        alike: own.alike,
    };
    let without_exceptions = Matcher::new(&all);
    let mut own = HashSet::new();
    for (index, word) in notice.ordinary.iter().enumerate() {
        let mut wrong = |sentence: String| say(&format!("ordinary[{index}]"), sentence);
        let topics = word.matches(TOPIC).count();
        if word.starts_with(WHOLE) || topics > 1 || fold(word).is_empty() {
            wrong(format!(
                "“{word}”写得不对：不用“=”，“～”最多一个，旁边还要有别的字。"
            ));
        } else if topics == 1 && notice.topics.is_empty() {
            wrong(format!("“{word}”里的“～”代表 topics，可是 topics 是空的。"));
        } else if topics == 0
            && without_exceptions
                .matches(&word.replace(ANY, ""))
                .is_empty()
        {
            wrong(format!(
                "“{word}”里没有会引起提示的说法，写了也没有用。请删去。"
            ));
        } else if !own.insert(shape(word)) {
            wrong(format!("“{word}”出现了两次。请只留一个。"));
        }
    }
}

/// A phrase, folded except for its symbols.
fn shape(phrase: &str) -> String {
    let parts = phrase.split_inclusive([ANY, TOPIC]);
    let sign = |part: &str| {
        part.chars()
            .next_back()
            .filter(|c| [ANY, TOPIC].contains(c))
    };
    parts
        .map(|part| fold(part) + &String::from_iter(sign(part)))
        .collect()
}

impl Known {
    /// Checks the published names: searching for one must not trigger a notice.
    fn names(&mut self, catalogue: &Catalogue, problems: &mut Vec<Problem>) {
        let Some(matcher) = &self.matcher else {
            return;
        };
        let cards = catalogue.cards.iter();
        let brands = cards.flat_map(|card| {
            let entries = card.initiatives.iter();
            let entries = entries
                .flat_map(|entry| entry.other_names.iter().chain(std::iter::once(&entry.name)));
            let names = card.other_names.iter().chain(std::iter::once(&card.name));
            names.chain(entries)
        });
        let institutions = catalogue.institutions.iter().flat_map(|institution| {
            let others = institution.other_names.iter().map(|name| &name.text);
            others.chain(std::iter::once(&institution.name))
        });
        let places = catalogue.places.iter().map(|place| &place.name);
        let is_urgent = |id| (catalogue.urgent.iter()).any(|notice| notice.needs.contains(id));
        let needs = catalogue.needs.iter().filter(|need| !is_urgent(&need.id));
        let needs = needs.map(|need| &need.name);
        self.round += 1;
        let names: Vec<&String> = (brands.chain(institutions).chain(places).chain(needs)).collect();
        let unknown: BTreeSet<&String> = (names.iter().copied())
            .filter(|name| !self.called.contains_key(*name))
            .collect();
        let unknown = Vec::from_iter(unknown);
        // Thousands of names take seconds on one processor.
        let Ok(judged) = parallel::map(&unknown, |name| {
            Ok::<_, Infallible>(Called::of(name, matcher))
        });
        self.called.extend(unknown.into_iter().cloned().zip(judged));
        for name in names {
            let Some(called) = self.called.get_mut(name) else {
                continue;
            };
            if std::mem::replace(&mut called.round, self.round) == self.round {
                continue;
            }
            let written = if called.by_pinyin { "的拼音" } else { "" };
            for at in &called.notices {
                problems.push(Problem::new(
                    FILE,
                    catalogue.urgent[*at].id.as_str(),
                    "ordinary",
                    format!(
                        "查找“{name}”{written}会出现这条提示，它是本馆里的名称。请把它写进 ordinary。"
                    ),
                ));
            }
        }
        // What is no longer there is forgotten.
        self.called.retain(|_, called| called.round == self.round);
    }
}
