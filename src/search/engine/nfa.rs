//! The bit-parallel automaton (Shift-And) of a word.
//!
//! A word of up to 63 units (hanzi, letters, digits) becomes an [`Nfa`]. Bit `p` of its state means that the first `p` units are matched. Each character
//! of a text advances all bits at once: a literal unit by one, a syllable by the number of its letters, an initial by one or two. One pass therefore
//! covers every division of `xian` into syllables, in time linear in the text; there is no backtracking, whose worst cases are slow.

use super::fold::is_letter;
use super::index::{FIRST, Numbers, RECORD};
use super::rank::Place;
use super::sound::{LONGEST, near, pack};
use super::table::Table;
use super::transitions::{Transitions, initials};

/// The longest word, in units. The rest of a longer one is ignored.
pub(crate) const LONGEST_WORD: usize = 63;

/// The characters that a unit of a word may match; each reading but the first also allows [`Reading::Literal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reading {
    /// The same character.
    Literal,
    /// Letters match full syllables in their usual reading; the last one may be unfinished.
    Full,
    /// Letters also match initials, and syllables in every reading.
    Loose,
    /// Letters also match initials, and hanzi match others with the same usual reading.
    Homophone,
    /// Letters and hanzi match similar syllables (see [`near`]).
    Near,
}

/// A compiled word.
pub(crate) struct Nfa {
    /// The bit of the whole word.
    pub(super) end: u64,
    /// For each number of the index the positions at which it matches at all, and those at which it matches literally.
    pub(super) from: Vec<(u64, u64)>,
    /// For each number the position of its transitions.
    pub(super) class: Vec<u16>,
    pub(super) transitions: Vec<Transitions>,
}

impl Nfa {
    /// Compiles a word.
    pub(crate) fn of(table: &Table, word: &[u16], reading: Reading) -> Nfa {
        let word = word.get(..LONGEST_WORD).unwrap_or(word);
        let numbers = table.numbers();
        let mut nfa = Nfa {
            end: 1 << word.len(),
            from: vec![(0, 0); numbers],
            class: Vec::new(),
            transitions: Vec::new(),
        };
        for (at, unit) in word.iter().enumerate() {
            if let Some(from) = table
                .number(*unit)
                .and_then(|number| nfa.from.get_mut(usize::from(number)))
            {
                from.1 |= 1 << at;
            }
        }
        for number in table.characters()..numbers {
            let base = usize::from(table.base(number as u16));
            let literal = nfa.from.get(base).map_or(0, |from| from.1);
            nfa.from[number].1 = literal;
        }
        if reading > Reading::Literal {
            nfa.hear(table, word, reading);
        }
        for (number, from) in nfa.from.iter_mut().enumerate() {
            let class = nfa.class.get(number).map_or(0, |class| usize::from(*class));
            from.0 = from.1 | nfa.transitions.get(class).map_or(0, Transitions::from);
        }
        nfa
    }

    /// Adds the transitions by pronunciation.
    fn hear(&mut self, table: &Table, word: &[u16], reading: Reading) {
        let syllables = table.syllables();
        let mut transitions = vec![Transitions::default(); syllables.len() + 1];
        let letter = |at: usize| {
            word.get(at)
                .filter(|unit| is_letter(**unit))
                .map(|unit| *unit as u8)
        };
        for at in 0..word.len() {
            let bit = 1u64 << at;
            let rest = (at..).map_while(letter).take(LONGEST);
            let many = rest.clone().count();
            for length in 1..=many {
                let heard = pack(rest.clone().take(length));
                let ends = at + length == word.len();
                if reading == Reading::Near {
                    let heard = near(heard);
                    for (near, transitions) in
                        table.nears().iter().zip(transitions.iter_mut().skip(1))
                    {
                        if *near == heard {
                            transitions.by[length] |= bit;
                        }
                    }
                } else if let Ok(syllable) = syllables.binary_search(&heard) {
                    transitions[syllable + 1].by[length] |= bit;
                }
                // The table has ü as v; it is also typed as u.
                if heard & 0xff == u64::from(b'u') || heard & 0xffff == 0x7565 {
                    let typed = if heard & 0xff == u64::from(b'u') {
                        heard + 1
                    } else {
                        heard + 0x100
                    };
                    if let Ok(syllable) = syllables.binary_search(&typed) {
                        transitions[syllable + 1].by[length] |= bit;
                    }
                }
                if !ends {
                    continue;
                }
                for (syllable, transitions) in syllables.iter().zip(transitions.iter_mut().skip(1))
                {
                    let spare = super::sound::length(*syllable).saturating_sub(length);
                    if spare > 0 && syllable >> (8 * spare) == heard {
                        transitions.tail |= bit;
                    }
                }
            }
            if reading >= Reading::Homophone
                && many == 0
                && let Some(heard) = table.heard(word[at])
            {
                if reading == Reading::Homophone {
                    transitions[usize::from(heard)].by[1] |= bit;
                } else if let Some(sound) = syllables.get(usize::from(heard).wrapping_sub(1)) {
                    let sound = near(*sound);
                    for (near, transitions) in
                        table.nears().iter().zip(transitions.iter_mut().skip(1))
                    {
                        if *near == sound {
                            transitions.by[1] |= bit;
                        }
                    }
                }
            }
        }
        if matches!(reading, Reading::Loose | Reading::Homophone) {
            initials(word, syllables, &mut transitions);
        }
        transitions[0] = Transitions::default();
        for transitions in &mut transitions {
            let lengths = transitions.by.iter().zip(0..);
            transitions.lengths =
                lengths.fold(0, |all, (from, by)| all | u8::from(*from != 0) << by);
        }
        let most = transitions.len() as u16 - 1;
        self.class = (0..table.numbers())
            .map(|number| table.sound(number as u16).min(most))
            .collect();
        if reading == Reading::Loose {
            // Typed letters may stand for any reading of a character; a homophone has the usual one.
            for (number, syllable) in table.readings() {
                let further = transitions[usize::from(syllable.min(most))];
                if further.from() == 0 {
                    continue;
                }
                for alike in table.alike(number) {
                    let Some(class) = self.class.get_mut(usize::from(alike)) else {
                        continue;
                    };
                    if usize::from(*class) <= syllables.len() {
                        transitions.push(transitions[usize::from(*class)]);
                        *class = transitions.len() as u16 - 1;
                    }
                    transitions[usize::from(*class)].add(&further);
                }
            }
        }
        self.transitions = transitions;
    }

    /// The next bits, and whether the word is matched. Mixes syllables and initials freely, and accepts an unfinished last syllable.
    pub(super) fn step(&self, state: u64, number: u16) -> (u64, bool) {
        let number = usize::from(number);
        let Some((from, literal)) = self.from.get(number) else {
            return (0, false);
        };
        if state & from == 0 {
            return (0, false);
        }
        let next = (state & literal) << 1;
        match self
            .class
            .get(number)
            .and_then(|class| self.transitions.get(usize::from(*class)))
        {
            Some(transitions) => {
                let next = next | transitions.whole(state) | transitions.initial(state);
                (next, state & transitions.tail | next & self.end != 0)
            }
            None => (next, next & self.end != 0),
        }
    }

    /// The next state, and how much of the word is matched.
    fn advance(&self, state: State, number: u16) -> (State, Ending) {
        let at = usize::from(number);
        let Some((from, literal)) = self.from.get(at) else {
            return (State::default(), Ending::None);
        };
        if state.all() & from == 0 {
            return (State::default(), Ending::None);
        }
        let printed = |state: u64| (state & literal) << 1;
        let none = Transitions::default();
        let class = self.class.get(at).map(|class| usize::from(*class));
        let transitions = class
            .and_then(|class| self.transitions.get(class))
            .unwrap_or(&none);
        let next = State {
            whole: printed(state.whole) | transitions.whole(state.whole),
            then_initials: printed(state.then_initials)
                | transitions.initial(state.whole | state.then_initials),
            initials: printed(state.initials) | transitions.initial(state.initials),
            then_whole: printed(state.then_whole)
                | transitions.whole(state.initials | state.then_whole),
        };
        let ending = if next.all() & self.end != 0 {
            Ending::Complete
        } else if (state.whole | state.initials | state.then_whole) & transitions.tail != 0 {
            Ending::Unfinished
        } else {
            Ending::None
        };
        (next, ending)
    }

    /// Calls `found` with the records of a column that may match, each with the part that does. `places` decides.
    pub(crate) fn scan<'a>(&self, column: Numbers<'a>, mut found: impl FnMut(usize, Numbers<'a>)) {
        let (mut record, mut state, mut at) = (0, 0, 0);
        while let Some(number) = column.get(at) {
            at += 1;
            let from = self.from.get(usize::from(number)).map_or(0, |from| from.0);
            if (state | 1) & from == 0 {
                state = 0;
                record += usize::from(number == RECORD);
                continue;
            }
            let (next, complete) = self.step(state | 1, number);
            state = next;
            if complete {
                let (from, to) = column.part_around(at - 1);
                found(record, column.slice(from, to));
                at = to;
                state = 0;
            }
        }
    }

    /// The best place of the word in a part: matched completely, and with its last syllable possibly unfinished.
    pub(crate) fn places(&self, part: Numbers) -> [Option<Place>; 2] {
        let mut start = State::START;
        let mut within = State::default();
        let mut places = [None; 2];
        for (number, left) in part.iter().zip((0..part.len()).rev()) {
            let from = self.from.get(usize::from(number)).map_or(0, |from| from.0);
            if (start.all() | within.all() | 1) & from == 0 {
                (start, within) = Default::default();
                continue;
            }
            let ended = |places: &mut [Option<Place>; 2], ending: Ending, place: Place| {
                for (known, least) in places
                    .iter_mut()
                    .zip([Ending::Complete, Ending::Unfinished])
                {
                    if ending >= least && known.is_none_or(|known| place < known) {
                        *known = Some(place);
                    }
                }
            };
            if start.all() != 0 {
                let (next, ending) = self.advance(start, number);
                start = next;
                ended(
                    &mut places,
                    ending,
                    if left == 0 {
                        Place::Whole
                    } else {
                        Place::Start
                    },
                );
            }
            if start.all() == 0 && places[0].is_some() {
                break;
            }
            within.whole |= 1;
            within.initials |= 1;
            let (next, ending) = self.advance(within, number);
            within = next;
            ended(&mut places, ending, Place::Within);
        }
        places
    }

    /// How much of the word one character alone matches.
    pub(super) fn alone(&self, number: u16) -> Ending {
        self.advance(State::START, number).1
    }

    /// How much of the word any sequence of characters can match without initials: an upper bound.
    pub(super) fn best(&self) -> Ending {
        let literal = self.from.iter().fold(0, |all, from| all | from.1);
        let (mut reached, mut tail) = (1, false);
        for at in 0..self.end.trailing_zeros() {
            let here = reached & 1 << at;
            reached |= (here & literal) << 1;
            for transitions in &self.transitions {
                reached |= transitions.whole(here);
                tail |= here & transitions.tail != 0;
            }
        }
        match (reached & self.end != 0, tail) {
            (true, _) => Ending::Complete,
            (_, true) => Ending::Unfinished,
            _ => Ending::None,
        }
    }

    /// The length of the longest match that begins with the first number.
    pub(crate) fn longest(&self, numbers: impl Iterator<Item = u16>) -> Option<usize> {
        let mut state = State::START;
        let mut longest = None;
        for (at, number) in numbers.enumerate() {
            let (next, ending) = self.advance(state, number);
            if ending > Ending::None {
                longest = Some(at + 1);
            }
            state = next;
            if state.all() == 0 || number < FIRST {
                break;
            }
        }
        longest
    }
}

/// How much of a word is matched, in ascending order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ending {
    None,
    /// All of it; its last syllable is the beginning of one.
    Unfinished,
    Complete,
}

/// The bits of a state by the path that reached them. People type syllables and then initials, or initials and then syllables; other mixtures do not
/// match.
#[derive(Clone, Copy, Default)]
struct State {
    whole: u64,
    then_initials: u64,
    initials: u64,
    then_whole: u64,
}

impl State {
    const START: State = State {
        whole: 1,
        then_initials: 0,
        initials: 1,
        then_whole: 0,
    };

    fn all(self) -> u64 {
        self.whole | self.then_initials | self.initials | self.then_whole
    }
}
