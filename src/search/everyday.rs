//! What a query means that finds little as it stands.
//!
//! The words of the query are looked up in a list of everyday words ([`crate::catalogue::Everyday`]), and in the names of needs, brands, initiatives and
//! institutions. [`Index::meant`] gives the needs, brands and initiatives that most of its words lead to, or nothing: a query that is about something
//! else gets no answer. The list is one text ([`lines`]), searched as it is. All of this runs on the device.

use super::execute::Hit;
use super::index::Index;
use super::query::{Facet, Query};
use super::suggest::{Suggestion, Target};
use super::text::{fold, sorted, words};
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::Everyday;
use crate::catalogue::urgent::{ANY, GAP};
use crate::catalogue::{Card, Slug};
use hanzi_search::engine::{NOT_FOUND, Stage};
use hanzi_search::{Reason, Tier};

/// The most needs, brands and initiatives that a query is taken for.
const MOST_TARGETS: usize = 3;

/// The most brands that are shown for them.
const MOST_BRANDS: usize = 3;

/// A query with more hits than this is answered as it stands.
const LITTLE: usize = 3;

/// What a weight counts in a score.
const WEIGHT: usize = 4;

/// What each further word counts.
const FURTHER: usize = 2;

/// The score from which words are understood: one word of the usual weight, or two that only hint.
const ENOUGH: usize = WEIGHT + FURTHER;

/// The weight of a name that stands in the query.
const NAMED: usize = 3;

/// Words of so many letters are found as whole words only.
const SHORT_LETTERS: usize = 3;

/// The first letter of a line with words that say nothing about the need.
#[cfg(not(target_arch = "wasm32"))]
const FILLER: char = '-';

/// The first letter of a line with a simplified character and its traditional forms.
const FORMS: char = '=';

/// What a query is taken to mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meant {
    /// Needs, brands and initiatives, the likeliest first.
    pub targets: Vec<Suggestion>,
    /// The gallery with a need and a place of the query as filters.
    pub narrowed: Option<Narrowed>,
    /// Their best brands.
    pub brands: Vec<Hit>,
    /// If nothing was understood: brands that hold most of the words, each with these words.
    pub partly: Vec<(Hit, Vec<String>)>,
}

/// A query with filters in place of its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Narrowed {
    /// The words of the filters.
    pub words: [String; 2],
    /// The query.
    pub query: Query,
}

impl Meant {
    /// Whether nothing was understood.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty() && self.partly.is_empty()
    }
}

/// The list as one text, with all words folded. A line is a weight, or [`FILLER`], then the targets, a tab and the words; or [`FORMS`] and the forms of
/// a character.
#[cfg(not(target_arch = "wasm32"))]
pub fn lines(everyday: &[Everyday]) -> String {
    let mut text = String::new();
    for entry in everyday {
        let weight = entry.weight.unwrap_or(Everyday::USUAL);
        match entry.means.is_empty() && weight > 0 {
            true => text.push(FILLER),
            false => text.push_str(&weight.to_string()),
        }
        text.push_str(&entry.means.join(" "));
        let mut between = '\t';
        for word in &entry.words {
            text.push(between);
            text.push_str(&Everyday::folded(word));
            between = ' ';
        }
        text.push('\n');
    }
    let all = everyday.iter().flat_map(|entry| &entry.words);
    for line in hanzi_search::builder::alike(std::iter::empty(), all.map(String::as_str)) {
        if line.starts_with(FORMS) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

/// A need, a brand or an initiative, with what speaks for it.
struct Wish {
    what: What,
    score: usize,
}

/// What a word leads to.
#[derive(Clone, PartialEq)]
enum What {
    Need(Slug),
    /// A brand, by its position.
    Brand(usize),
    /// An initiative, by the position of its brand and its own.
    Initiative(usize, usize),
}

/// A word of the list, or a name, in the text of a query.
struct Found {
    from: usize,
    to: usize,
    /// Whether it stands there without gaps.
    is_whole: bool,
    /// The weight; `None` for a filler.
    weight: Option<usize>,
    means: Vec<What>,
}

impl Index {
    /// Whether a query finds so little as it stands that it is worth asking what it means. Not if it shows an urgent notice.
    pub fn finds_little(&self, query: &Query) -> bool {
        if query.text().trim().is_empty() || !self.urgent(query.text()).is_empty() {
            return false;
        }
        let found = self.search(query);
        let is_weak = |hit: &Hit| hit.tier >= Tier::Text;
        found.stage > Stage::Exact
            // All, because another order does not begin with the best.
            || found.total <= LITTLE && found.hits.iter().all(is_weak)
    }

    /// What a query means. Empty without the list, for a query that it does not explain, and for one with filters: first they can be taken away.
    pub fn meant(&self, query: &Query) -> Meant {
        let list = self.everyday();
        if list.is_empty() || query.all_chosen().next().is_some() {
            return Meant::default();
        }
        let mut text = fold(query.text());
        for line in list.lines() {
            let mut forms = line.strip_prefix(FORMS).unwrap_or_default().chars();
            if let Some(simple) = forms.next() {
                for form in forms {
                    text = text.replace(form, simple.encode_utf8(&mut [0; 4]));
                }
            }
        }
        let mut found = self.words_of(list, &text);
        self.names_in(&text, &mut found);
        // A word within a longer one says nothing of its own.
        let whole = found.iter().filter(|it| it.is_whole);
        let spans: Vec<(usize, usize)> = whole.map(|it| (it.from, it.to)).collect();
        found.retain(|it| {
            let holds = |(from, to): &(usize, usize)| {
                *from <= it.from && it.to <= *to && to - from > it.to - it.from
            };
            !spans.iter().any(holds)
        });
        if found.iter().any(|it| it.weight == Some(0)) {
            return Meant::default();
        }
        let place = self.place_in(&text);
        let wishes = wishes(&text, &found);
        match wishes.is_empty() {
            true => Meant {
                partly: self.partly(query, &found, &text),
                ..Meant::default()
            },
            false => self.answer(query, &wishes, place),
        }
    }

    /// The words of the list that stand in the text.
    fn words_of(&self, list: &str, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        for line in list.lines() {
            let Some((head, words)) = line.split_once('\t') else {
                continue;
            };
            for word in words.split(' ') {
                // Most words are none of the text: the first character tells so at little cost.
                if !word.starts_with(|first| text.contains(first)) {
                    continue;
                }
                let Some((from, to)) = place_of(word, text) else {
                    continue;
                };
                let weight = head.chars().next().and_then(|c| c.to_digit(10));
                let ids = head.get(1..).unwrap_or_default().split(' ');
                found.push(Found {
                    from,
                    to,
                    is_whole: !word.contains(ANY) || to - from == word.replace(ANY, "").len(),
                    weight: weight.map(|weight| weight as usize),
                    means: ids.filter_map(|id| self.what(id)).collect(),
                });
            }
        }
        found
    }

    /// What an id of the list stands for; `None` for a brand whose card is not loaded.
    fn what(&self, id: &str) -> Option<What> {
        if let Some(need) = self.needs().iter().find(|need| need.id.as_str() == id) {
            return Some(What::Need(need.id.clone()));
        }
        let (brand, entry) = id.split_once('/').unwrap_or((id, ""));
        let at = (0..self.brands())
            .find(|at| self.card(*at).is_some_and(|card| card.id.as_str() == brand))?;
        let entries = &self.card(at)?.initiatives;
        Some(
            match entries.iter().position(|it| it.id.as_str() == entry) {
                Some(entry) => What::Initiative(at, entry),
                None => What::Brand(at),
            },
        )
    }

    /// The names of needs, institutions, brands and initiatives that stand in the text.
    fn names_in(&self, text: &str, found: &mut Vec<Found>) {
        let mut add = |name: &str, means: Vec<What>| {
            let name = fold(name);
            if let Some(from) = text.find(&name).filter(|_| !name.is_empty()) {
                found.push(Found {
                    from,
                    to: from + name.len(),
                    is_whole: true,
                    weight: Some(NAMED),
                    means,
                });
            }
        };
        let loaded = || (0..self.brands()).filter_map(|at| Some((at, self.card(at)?)));
        for value in self.values() {
            match value.facet {
                Facet::Need => add(&value.word, vec![What::Need(value.key.clone())]),
                Facet::Institution => {
                    let owned = loaded().filter(|(_, card)| card.owner == value.key);
                    add(&value.word, owned.map(|(at, _)| What::Brand(at)).collect());
                }
                _ => {}
            }
        }
        for (at, card) in loaded() {
            for name in card.other_names.iter().chain([&card.name]) {
                add(name, vec![What::Brand(at)]);
            }
            for (position, entry) in card.initiatives.iter().enumerate() {
                for name in entry.other_names.iter().chain([&entry.name]) {
                    add(name, vec![What::Initiative(at, position)]);
                }
            }
        }
    }

    /// The innermost place whose name stands in the text, with or without the last character of a longer name, which says what kind of place it is.
    fn place_in(&self, text: &str) -> Option<&Slug> {
        let values = self.values().iter().rev();
        let mut places = values.filter(|value| value.facet == Facet::Place);
        let place = places.find(|value| {
            let mut name = fold(&value.word);
            if name.chars().count() > 2 {
                name.pop();
            }
            value.around.is_some() && text.contains(&name)
        });
        place.map(|value| &value.key)
    }

    fn answer(&self, query: &Query, wishes: &[Wish], place: Option<&Slug>) -> Meant {
        let mut meant = Meant::default();
        let bare = query.with_text("");
        let mut brands: Vec<Vec<Hit>> = Vec::new();
        for wish in wishes {
            match &wish.what {
                What::Need(id) => {
                    let Some(need) = self.needs().iter().find(|need| need.id == *id) else {
                        continue;
                    };
                    meant.targets.push(suggestion(
                        &need.name,
                        Target::Value(Facet::Need, id.clone()),
                    ));
                    let chosen = bare.toggled(Facet::Need, id);
                    let mut hits = Vec::new();
                    if let (Some(place), None) = (place, &meant.narrowed) {
                        let query = chosen.toggled(Facet::Place, place);
                        hits = self.best(id, &query);
                        if !hits.is_empty() {
                            let place = self.word(Facet::Place, place).to_owned();
                            let words = [place, need.name.clone()];
                            meant.narrowed = Some(Narrowed { words, query });
                        }
                    }
                    if hits.is_empty() {
                        hits = self.best(id, &chosen);
                    }
                    brands.push(hits);
                }
                What::Brand(at) => {
                    let Some(card) = self.card(*at) else { continue };
                    let target = Target::Brand(card.id.clone());
                    meant.targets.push(suggestion(&card.name, target));
                    brands.push(vec![hit(*at, Vec::new())]);
                }
                What::Initiative(at, position) => {
                    let Some(card) = self.card(*at) else { continue };
                    let Some(entry) = card.initiatives.get(*position) else {
                        continue;
                    };
                    let target = Target::Initiative(card.id.clone(), entry.id.clone());
                    meant.targets.push(suggestion(&entry.name, target));
                    brands.push(vec![hit(*at, vec![*position])]);
                }
            }
        }
        // The best brand of each, then the second of each, and so on.
        let most = brands.iter().map(Vec::len).max().unwrap_or(0);
        for round in 0..most {
            for hits in &brands {
                if let Some(hit) = hits.get(round)
                    && meant.brands.len() < MOST_BRANDS
                    && meant.brands.iter().all(|other| other.card != hit.card)
                {
                    meant.brands.push(hit.clone());
                }
            }
        }
        meant
    }

    /// The brands of a query that chooses the need `id`: those here before those from elsewhere, those that are about the need before those that only have
    /// an initiative for it, and those with fewer needs first.
    fn best(&self, id: &Slug, query: &Query) -> Vec<Hit> {
        let hits = self.search(query).hits;
        let key = |card: &Card| {
            let is_beside = !card.needs.contains(id);
            u64::from(card.away) << 16 | u64::from(is_beside) << 8 | card.needs.len() as u64
        };
        let keys = hits.iter().enumerate();
        let keys = keys.filter_map(|(at, hit)| Some((key(self.card(hit.card)?), at)));
        let order = sorted(keys.collect());
        let best = order.into_iter().filter_map(|(_, at)| hits.get(at));
        best.take(MOST_BRANDS)
            .map(|it| hit(it.card, it.entries.clone()))
            .collect()
    }

    /// The brands that hold most of the words of a query whose words do not stand together in any: more than half of them, and at least two.
    fn partly(&self, query: &Query, found: &[Found], text: &str) -> Vec<(Hit, Vec<String>)> {
        let Some(engine) = self.engine.get() else {
            return Vec::new();
        };
        let is_filler = |word: &String| {
            let fillers = found.iter().filter(|it| it.weight.is_none());
            let mut fillers = fillers.filter_map(|it| text.get(it.from..it.to));
            word.chars().count() < 2 || fillers.any(|filler| filler == word)
        };
        let mut words = words(query.text());
        words.retain(|word| !is_filler(word));
        if words.len() < 3 || self.search(query).total > 0 {
            return Vec::new();
        }
        let mut held: Vec<Vec<String>> = vec![Vec::new(); self.brands()];
        for word in &words {
            let answer = engine.find(word);
            for (held, key) in held.iter_mut().zip(&answer.keys) {
                if answer.stage == Stage::Exact && *key != NOT_FOUND {
                    held.push(word.clone());
                }
            }
        }
        let enough = 2.max(words.len() / 2 + 1);
        let keys = held.iter().enumerate();
        let keys = keys.filter(|(_, held)| held.len() >= enough);
        let order = sorted(
            keys.map(|(at, held)| (u64::MAX - held.len() as u64, at))
                .collect(),
        );
        order
            .into_iter()
            .take(MOST_BRANDS)
            .map(|(_, at)| (hit(at, Vec::new()), std::mem::take(&mut held[at])))
            .collect()
    }
}

/// What the words lead to, the likeliest first; empty if they tell too little.
fn wishes(text: &str, found: &[Found]) -> Vec<Wish> {
    let mut wishes: Vec<Wish> = Vec::new();
    // A longer word comes first where two speak for as much.
    let lengths = found.iter().enumerate();
    let lengths = lengths.map(|(at, it)| (u64::MAX - (it.to - it.from) as u64, at));
    for (_, at) in sorted(lengths.collect()) {
        let it = &found[at];
        for (place, what) in it.means.iter().enumerate() {
            // The first target of an entry is meant a little more than the next.
            let score = it.weight.unwrap_or(0) * WEIGHT - place.min(WEIGHT - 1);
            match wishes.iter_mut().find(|wish| wish.what == *what) {
                // The best word counts, and each other one a little: many words that tell little are no word that tells all.
                Some(wish) => wish.score = wish.score.max(score) + FURTHER,
                None => wishes.push(Wish {
                    what: what.clone(),
                    score,
                }),
            }
        }
    }
    let best = wishes.iter().map(|wish| wish.score).max().unwrap_or(0);
    if best < ENOUGH || !is_told(text, found, best) {
        return Vec::new();
    }
    let order = wishes.iter().enumerate();
    let order = order.filter(|(_, wish)| wish.score * 2 >= best);
    let order = sorted(
        order
            .map(|(at, wish)| (u64::MAX - wish.score as u64, at))
            .collect(),
    );
    let mut wishes: Vec<Option<Wish>> = wishes.into_iter().map(Some).collect();
    order
        .into_iter()
        .take(MOST_TARGETS)
        .filter_map(|(_, at)| wishes[at].take())
        .collect()
}

/// Whether the words that lead somewhere are enough of the text, fillers aside: an eighth, or a twelfth where one of them is enough alone.
fn is_told(text: &str, found: &[Found], best: usize) -> bool {
    let of = |tells: bool| {
        let is_of = |it: &&Found| it.weight.is_some() == tells;
        let spans: Vec<&Found> = found.iter().filter(is_of).collect();
        let is_within = |at: usize| spans.iter().any(|it| (it.from..it.to).contains(&at));
        text.char_indices().filter(|(at, _)| is_within(*at)).count()
    };
    let (told, fillers) = (of(true), of(false));
    let rest = text.chars().count().saturating_sub(fillers).max(1);
    let share = if best + WEIGHT > NAMED * WEIGHT {
        12
    } else {
        8
    };
    told * share >= rest
}

/// Where the parts of a word stand in the text, the first such place: one behind the other, with at most [`GAP`] characters between two.
fn place_of(word: &str, text: &str) -> Option<(usize, usize)> {
    let mut parts = word.split(ANY);
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    let place = |(from, _)| {
        let mut to = from + first.len();
        for part in &rest {
            let behind = text.get(to..)?;
            let at = behind.find(part)?;
            if behind.get(..at)?.chars().count() > GAP {
                return None;
            }
            to += at + part.len();
        }
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let is_part = is_letter(text.get(..from)?.chars().next_back())
            || is_letter(text.get(to..)?.chars().next());
        // A few letters may be part of any word.
        (!is_part || !word.is_ascii() || word.len() > SHORT_LETTERS).then_some((from, to))
    };
    text.match_indices(first).find_map(place)
}

fn suggestion(words: &str, target: Target) -> Suggestion {
    Suggestion {
        words: words.to_owned(),
        note: String::new(),
        target,
    }
}

/// A brand that is near in meaning.
fn hit(card: usize, entries: Vec<usize>) -> Hit {
    Hit {
        card,
        entries,
        tier: Tier::Near,
        reason: Reason::Synonym,
        is_near: false,
        shown: true,
        snippet: None,
        seated: Vec::new(),
        only_seated: false,
    }
}
