//! Urgent notices for people in danger, and the matcher that selects those for a typed text.
//!
//! [`Urgent`] is a record of `urgent.json`: the text of a notice, its telephone numbers and the phrases that trigger it. [`PhraseSet`] is the
//! part that the browser loads, [`Matcher`] its compiled form. Input: any text, as typed. Output: the positions of the triggered notices. Nothing here
//! fails; a gallery without the file has no notices.
//!
//! # Syntax of phrases
//!
//! | symbol | meaning |
//! |---|---|
//! | `…` | up to [`GAP`] further characters: `胸…痛` matches 胸口好痛 |
//! | `=` at the beginning | matches only if the text is this phrase and nothing else: `=help` |
//! | `～` (in [`Urgent::ordinary`] only) | any phrase of [`Urgent::topics`]: `～培训` |
//!
//! # Comparison
//!
//! Both sides are folded ([`fold_char`]); traditional characters equal simplified ones. A hanzi also matches its pinyin. One hanzi may be a homophone:
//! anywhere in phrases of three hanzi or more; in shorter ones only if the phrase is a separate word, because 自伤 would otherwise be found in 来自上海.
//! One letter of an English phrase may be wrong, missing, added or swapped with the next. Letters and digits match whole words only, so that 120 is not
//! found in 1200. Initials do not match, because two letters would match ordinary words.
//!
//! An ordinary phrase suppresses a match within it. It is compared exactly, because an unnecessary notice is better than a missing one.

use super::Slug;
use super::brand::record;
use hanzi_search::fold::fold_char;
use serde::{Deserialize, Serialize};

/// The most characters that a `…` matches.
pub const GAP: usize = 4;

/// The symbol of a gap in a phrase.
pub const ANY: char = '…';

/// The symbol of a topic in an ordinary phrase.
pub const TOPIC: char = '～';

/// The symbol of a phrase that has to be the whole text.
pub const WHOLE: char = '=';

/// The shortest English phrase, in letters, that tolerates an error.
const LONG_WORD: usize = 7;

/// The shortest pinyin, in letters, that is found without spaces around it.
const LONG_PINYIN: usize = 9;

/// The shortest pinyin, in letters, that is also found as southern speakers spell it. Shorter spellings match too many ordinary words.
const SOUTHERN_PINYIN: usize = 8;

record! {
    /// A notice shown above all results for people in danger; worded by the gallery, not printed in a document.
    Urgent {
        /// The id, used within the data only.
        id: Slug,
        /// The text of the notice, with every number.
        text: String,
        /// The same in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<String>,
        /// The notice on a lobby screen, which cannot make calls.
        lobby: String,
        /// The same in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lobby_english: Option<String>,
        /// An optional line for every page.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        strip: Option<String>,
        /// The same in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        strip_english: Option<String>,
        /// Telephone numbers, the most important first.
        numbers: Vec<String>,
        /// Phrases that trigger the notice.
        always: Vec<String>,
        /// Further phrases that trigger it, for which `～` stands in ordinary phrases.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        topics: Vec<String>,
        /// Phrases that do not indicate danger; a match within one of them is ignored.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ordinary: Vec<String>,
        /// Needs whose pages show the notice.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        needs: Vec<Slug>,
    }
}

/// The phrases of one notice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Phrases {
    /// [`Urgent::always`].
    pub always: Vec<String>,
    /// [`Urgent::topics`].
    pub topics: Vec<String>,
    /// [`Urgent::ordinary`].
    pub ordinary: Vec<String>,
}

/// The phrases of all notices, with the readings and forms of their characters. The browser loads it without homophones at first, and the homophones
/// when the search box is used.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PhraseSet {
    /// By notice.
    pub notices: Vec<Phrases>,
    /// Lines of a syllable and its characters (`xiong胸兄`), or of `=`, a simplified character and its traditional forms (`=风風`).
    pub alike: Vec<String>,
}

#[cfg(not(target_arch = "wasm32"))]
impl PhraseSet {
    /// The phrases of notices, with the readings and homophones of their characters.
    pub fn new(notices: &[Urgent]) -> PhraseSet {
        PhraseSet::with(notices, true)
    }

    /// The phrases of notices, without homophones: the part that a first visit loads.
    pub fn without_homophones(notices: &[Urgent]) -> PhraseSet {
        PhraseSet::with(notices, false)
    }

    /// Caches recent sets, because the data is validated at each change of any file.
    fn with(notices: &[Urgent], homophones: bool) -> PhraseSet {
        type Made = (Vec<Urgent>, bool, PhraseSet);
        static LATELY: std::sync::Mutex<Vec<Made>> = std::sync::Mutex::new(Vec::new());
        let mut lately = LATELY
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let same = |made: &&Made| made.0 == notices && made.1 == homophones;
        if let Some((_, _, set)) = lately.iter().find(same) {
            return set.clone();
        }
        if lately.len() >= 32 {
            lately.clear();
        }
        let set = PhraseSet::made(notices, homophones);
        lately.push((notices.to_vec(), homophones, set.clone()));
        set
    }

    fn made(notices: &[Urgent], homophones: bool) -> PhraseSet {
        let dangerous = |notice: &Urgent| [&notice.always[..], &notice.topics].concat();
        let (heard, spelled): (Vec<String>, Vec<String>) = match homophones {
            true => (notices.iter().flat_map(dangerous).collect(), Vec::new()),
            false => (Vec::new(), notices.iter().flat_map(dangerous).collect()),
        };
        let ordinary = notices.iter().flat_map(|notice| &notice.ordinary);
        let spelled = spelled.iter().chain(ordinary);
        PhraseSet {
            notices: (notices.iter())
                .map(|notice| Phrases {
                    always: notice.always.clone(),
                    topics: notice.topics.clone(),
                    ordinary: notice.ordinary.clone(),
                })
                .collect(),
            alike: hanzi_search::builder::alike(
                heard.iter().map(String::as_str),
                spelled.map(String::as_str),
            ),
        }
    }
}

/// The compiled phrases of all notices.
#[derive(Default)]
pub struct Matcher {
    notices: Vec<Compiled>,
    syllables: Vec<Syllable>,
    /// Traditional characters, each with its simplified one.
    simplified: Vec<(char, char)>,
}

struct Compiled {
    always: Vec<Phrase>,
    topics: Vec<Phrase>,
    ordinary: Vec<Ordinary>,
}

/// A syllable and the characters with this reading.
struct Syllable {
    letters: String,
    characters: Vec<char>,
}

/// A phrase as tokens.
struct Phrase {
    tokens: Vec<Token>,
    whole: bool,
    hanzi: usize,
    accent: Accent,
    /// Whether it consists of letters only.
    english: bool,
    /// The letters with which it can begin in a text, each a bit. Most of a text that is typed in pinyin is passed over by them.
    initials: u32,
}

#[derive(Clone)]
enum Token {
    Gap,
    One(Character),
}

/// A character and its readings, as positions of syllables.
#[derive(Clone)]
struct Character {
    c: char,
    sounds: Vec<usize>,
    /// Whether white space or punctuation precedes it.
    parted: bool,
}

/// The tolerance for pinyin.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Accent {
    /// Exact spelling.
    Standard,
    /// `zh` and `z`, `ng` and `n` are the same.
    Southern,
    /// Also initial `n` and `l`.
    Broad,
}

/// The tolerance for a phrase.
#[derive(Clone, Copy)]
struct Tolerance {
    /// The number of hanzi that may be homophones.
    slips: usize,
    accent: Accent,
}

/// An ordinary phrase, divided at its topic; without a topic, `behind` is `None`.
struct Ordinary {
    before: Vec<Token>,
    behind: Option<Vec<Token>>,
}

/// The start and end of a part of a text, in characters.
type Span = (usize, usize);

impl Matcher {
    /// Compiles phrases.
    pub fn new(set: &PhraseSet) -> Matcher {
        let mut matcher = Matcher::default();
        for line in &set.alike {
            if let Some(forms) = line.strip_prefix(WHOLE) {
                let mut forms = forms.chars();
                if let Some(simple) = forms.next() {
                    matcher
                        .simplified
                        .extend(forms.map(|traditional| (traditional, simple)));
                }
                continue;
            }
            let end = line.bytes().take_while(u8::is_ascii_lowercase).count();
            let (letters, characters) = line.split_at(end);
            matcher.syllables.push(Syllable {
                letters: letters.to_owned(),
                characters: characters.chars().collect(),
            });
        }
        let notices = set.notices.iter().map(|phrases| Compiled {
            always: matcher.phrases(&phrases.always),
            topics: matcher.phrases(&phrases.topics),
            ordinary: (phrases.ordinary.iter())
                .map(|phrase| matcher.ordinary(phrase))
                .collect(),
        });
        matcher.notices = notices.collect();
        matcher
    }

    /// The positions of the notices that a text triggers, ascending.
    pub fn matches(&self, text: &str) -> Vec<usize> {
        if self.notices.is_empty() {
            return Vec::new();
        }
        let text = self.characters(text);
        let calls = |notice: &Compiled| {
            let ordinary = |span: Span, is_topic: bool| {
                (notice.ordinary.iter())
                    .any(|ordinary| self.is_within(ordinary, span, is_topic, &text))
            };
            let found = |phrases: &[Phrase], is_topic: bool| {
                (phrases.iter())
                    .flat_map(|phrase| self.spans(phrase, &text))
                    .any(|span| !ordinary(span, is_topic))
            };
            found(&notice.always, false) || found(&notice.topics, true)
        };
        let notices = self.notices.iter().enumerate();
        notices
            .filter(|(_, notice)| calls(notice))
            .map(|(at, _)| at)
            .collect()
    }

    fn phrases(&self, phrases: &[String]) -> Vec<Phrase> {
        let compiled = |phrase: &String| {
            let tokens = self.tokens(phrase);
            let ones = || {
                tokens.iter().filter_map(|token| match token {
                    Token::One(one) => Some(one),
                    Token::Gap => None,
                })
            };
            let hanzi = ones().filter(|one| is_hanzi(one.c)).count();
            let spelled = |one: &Character| {
                let sounds = one.sounds.iter();
                let lengths = sounds.map(|sound| self.syllables[*sound].letters.len());
                lengths.min().unwrap_or(0)
            };
            let accent = match hanzi {
                3.. => Accent::Broad,
                _ if ones().map(spelled).sum::<usize>() >= SOUTHERN_PINYIN => Accent::Southern,
                _ => Accent::Standard,
            };
            let english =
                ones().all(|one| one.c.is_ascii_lowercase()) && ones().count() == tokens.len();
            let initials = match tokens.first() {
                Some(Token::One(first)) if !english => self.initials(first, accent),
                // The first letter may be wrong, or any.
                _ => u32::MAX,
            };
            Phrase {
                whole: phrase.starts_with(WHOLE),
                hanzi,
                accent,
                english,
                initials,
                tokens,
            }
        };
        (phrases.iter().map(compiled))
            .filter(|phrase| !phrase.tokens.is_empty())
            .collect()
    }

    /// The letters with which a phrase that begins with this character can begin in a text.
    fn initials(&self, first: &Character, accent: Accent) -> u32 {
        let sounds = first.sounds.iter();
        let letters = sounds.filter_map(|sound| self.syllables[*sound].letters.chars().next());
        let letters = letters.chain(Some(first.c)).map(initial);
        let initials = letters.fold(0, |all, one| all | one);
        let exchanged = initial('n') | initial('l');
        match accent == Accent::Broad && initials & exchanged != 0 {
            true => initials | exchanged,
            false => initials,
        }
    }

    fn ordinary(&self, phrase: &str) -> Ordinary {
        match phrase.split_once(TOPIC) {
            Some((before, behind)) => Ordinary {
                before: self.tokens(before),
                behind: Some(self.tokens(behind)),
            },
            None => Ordinary {
                before: self.tokens(phrase),
                behind: None,
            },
        }
    }

    fn tokens(&self, phrase: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        for (at, part) in phrase.split(ANY).enumerate() {
            if at > 0 {
                tokens.push(Token::Gap);
            }
            tokens.extend(self.characters(part).into_iter().map(Token::One));
        }
        tokens
    }

    /// Folds a text for comparison.
    fn characters(&self, text: &str) -> Vec<Character> {
        let mut characters: Vec<Character> = Vec::new();
        let mut parted = true;
        for c in text.chars() {
            let before = characters.len();
            for c in fold_char(c) {
                let simple = self.simplified.iter().find(|(other, _)| *other == c);
                let c = simple.map_or(c, |(_, simple)| *simple);
                let sounds = self.syllables.iter().enumerate();
                // Letters have no readings, and a text in pinyin consists of them.
                let sounds = sounds.filter(|(_, sound)| sound.characters.contains(&c));
                let sounds = sounds.take(if c.is_ascii() { 0 } else { usize::MAX });
                characters.push(Character {
                    c,
                    sounds: sounds.map(|(at, _)| at).collect(),
                    parted: std::mem::take(&mut parted),
                });
            }
            parted |= characters.len() == before;
        }
        characters
    }

    /// The matches of a phrase in a text.
    fn spans(&self, phrase: &Phrase, text: &[Character]) -> Vec<Span> {
        let mut spans = Vec::new();
        let starts = if phrase.whole { 0..1 } else { 0..text.len() };
        for from in starts {
            let c = text.get(from).map_or(' ', |one| one.c);
            if c.is_ascii_lowercase() && phrase.initials & initial(c) == 0 {
                continue;
            }
            let starts_word = is_border(text, from);
            if phrase.english {
                let ends = if starts_word {
                    english_ends(&phrase.tokens, text, from)
                } else {
                    Vec::new()
                };
                spans.extend(ends.into_iter().map(|to| (from, to)));
                continue;
            }
            let slips = phrase.hanzi > 2 || phrase.hanzi == 2 && is_parted(text, from);
            let slips = slips && !phrase.whole;
            let tolerance = Tolerance {
                slips: usize::from(slips),
                accent: phrase.accent,
            };
            let mut ends = Vec::new();
            self.walk(&phrase.tokens, text, (from, 0), tolerance, &mut ends);
            for (to, slips) in ends {
                // Pinyin of this length hardly occurs in other words.
                let is_long = phrase.hanzi > 0
                    && to - from >= LONG_PINYIN
                    && text[from..to].iter().all(|one| one.c.is_ascii_lowercase());
                let is_word = starts_word && is_border(text, to) || is_long;
                let slip_is_seen = slips == 0 || phrase.hanzi > 2 || is_parted(text, to);
                if is_word && slip_is_seen {
                    spans.push((from, to));
                }
            }
        }
        if phrase.whole {
            spans.retain(|(_, to)| *to == text.len());
        }
        spans
    }

    /// Collects the possible ends of `tokens` that begin at `at`, each with the number of homophones used.
    fn walk(
        &self,
        tokens: &[Token],
        text: &[Character],
        (at, slips): (usize, usize),
        tolerance: Tolerance,
        ends: &mut Vec<(usize, usize)>,
    ) {
        let Some((token, rest)) = tokens.split_first() else {
            return ends.push((at, slips));
        };
        let Token::One(wanted) = token else {
            for skipped in 0..=GAP.min(text.len() - at) {
                self.walk(rest, text, (at + skipped, slips), tolerance, ends);
            }
            return;
        };
        let Some(found) = text.get(at) else {
            return;
        };
        if found.c == wanted.c {
            self.walk(rest, text, (at + 1, slips), tolerance, ends);
        } else if is_hanzi(found.c) {
            let alike = || (wanted.sounds.iter()).any(|sound| found.sounds.contains(sound));
            if slips < tolerance.slips && alike() {
                self.walk(rest, text, (at + 1, slips + 1), tolerance, ends);
            }
        } else if found.c.is_ascii_lowercase() && is_hanzi(wanted.c) {
            for sound in &wanted.sounds {
                let syllable = &self.syllables[*sound].letters;
                for end in spelled(syllable, text, at, tolerance.accent) {
                    self.walk(rest, text, (end, slips), tolerance, ends);
                }
            }
        }
    }

    /// Whether a match is within an ordinary phrase.
    fn is_within(
        &self,
        ordinary: &Ordinary,
        (from, to): Span,
        is_topic: bool,
        text: &[Character],
    ) -> bool {
        let ends = |tokens: &[Token], at: usize| {
            let mut ends = Vec::new();
            let exact = Tolerance {
                slips: 0,
                accent: Accent::Standard,
            };
            self.walk(tokens, text, (at, 0), exact, &mut ends);
            ends.into_iter().map(|(end, _)| end)
        };
        let is_whole = |from: usize, to: usize| is_border(text, from) && is_border(text, to);
        match &ordinary.behind {
            Some(behind) => {
                is_topic
                    && (0..=from).any(|start| {
                        ends(&ordinary.before, start).any(|end| end == from)
                            && ends(behind, to).any(|end| is_whole(start, end))
                    })
            }
            None => (0..=from).any(|start| {
                // An ordinary word may have the same pinyin as the phrase: 中锋 must not suppress zhongfeng.
                let tells = |end: usize| {
                    end - start > to - from
                        || is_hanzi(text[from].c)
                        || matches!(&ordinary.before[..], [Token::One(one), ..] if !is_hanzi(one.c))
                };
                let found = |end: usize| end >= to && is_whole(start, end) && tells(end);
                ends(&ordinary.before, start).any(found)
            }),
        }
    }
}

/// A lowercase letter as a bit; zero for any other character.
fn initial(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        _ => 0,
    }
}

fn is_hanzi(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// Whether there is a word boundary before the character at `at`.
fn is_border(text: &[Character], at: usize) -> bool {
    let class = |c: char| (c.is_ascii_lowercase(), c.is_ascii_digit());
    match (at.checked_sub(1).and_then(|at| text.get(at)), text.get(at)) {
        (Some(before), Some(behind)) => {
            behind.parted || class(before.c) != class(behind.c) || class(behind.c) == (false, false)
        }
        _ => true,
    }
}

/// Whether the text begins or ends at `at`, or white space or punctuation precedes this character.
fn is_parted(text: &[Character], at: usize) -> bool {
    at == 0 || text.get(at).is_none_or(|one| one.parted)
}

/// The possible ends of a syllable that is typed in letters from `at` on.
fn spelled(syllable: &str, text: &[Character], at: usize, accent: Accent) -> Vec<usize> {
    let letter = |at: usize| text.get(at).map_or(' ', |one| one.c);
    let southern = accent >= Accent::Southern;
    let mut here = at;
    let mut before = ' ';
    for wanted in syllable.chars() {
        let found = letter(here);
        let is_first = before == ' ';
        let exchanged = accent == Accent::Broad
            && is_first
            && matches!((wanted, found), ('n', 'l') | ('l', 'n'));
        if wanted == found || exchanged {
            here += 1;
        } else if southern
            && wanted != 'h'
            && letter(here) == 'h'
            && matches!(before, 'z' | 'c' | 's')
        {
            // A superfluous `h`.
            if letter(here + 1) != wanted {
                return Vec::new();
            }
            here += 2;
        } else if !(southern
            && (wanted == 'h' && matches!(before, 'z' | 'c' | 's')
                || wanted == 'g' && before == 'n'))
        {
            return Vec::new();
        }
        before = wanted;
    }
    let mut ends = vec![here];
    if southern && before == 'n' && letter(here) == 'g' {
        ends.push(here + 1);
    }
    ends
}

/// The ends of an English phrase that begins at `from`: as written, or with one error if it is long.
fn english_ends(tokens: &[Token], text: &[Character], from: usize) -> Vec<usize> {
    // One of the first two characters is right, whatever the error.
    let mut first = text.iter().skip(from).take(2);
    if !first.any(|one| one.c.is_ascii_lowercase()) {
        return Vec::new();
    }
    let wanted: Vec<char> = (tokens.iter())
        .filter_map(|token| match token {
            Token::One(one) => Some(one.c),
            Token::Gap => None,
        })
        .collect();
    let most = usize::from(wanted.len() >= LONG_WORD);
    let lengths = wanted.len() - most..=wanted.len() + most;
    lengths
        .map(|length| from + length)
        .filter(|to| *to <= text.len() && is_border(text, *to))
        .filter(|to| {
            let found: Vec<char> = text[from..*to].iter().map(|one| one.c).collect();
            found == wanted || most > 0 && is_one_slip(&wanted, &found)
        })
        .collect()
}

/// Whether two words differ by one letter that is replaced, added or missing, or by two swapped letters.
fn is_one_slip(one: &[char], other: &[char]) -> bool {
    let common = |pairs: &mut dyn Iterator<Item = (&char, &char)>| {
        pairs.take_while(|(one, other)| one == other).count()
    };
    let head = common(&mut one.iter().zip(other));
    let (one, other) = (&one[head..], &other[head..]);
    let tail = common(&mut one.iter().rev().zip(other.iter().rev()));
    let (one, other) = (&one[..one.len() - tail], &other[..other.len() - tail]);
    match (one, other) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}
