//! The input method of the touch pad: from letters to words.
//!
//! A [`Pad`] holds the catalogue's words with their syllables. Input may be initials, full pinyin or a mixture: each syllable contributes one or more
//! of its first letters. A letter is live if some word continues with it. Only words of the catalogue are offered: others would have no results.

/// The words that can be typed.
#[derive(Clone, Debug, Default)]
pub struct Pad {
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    text: String,
    syllables: Vec<String>,
    /// Whether it shows a notice for people in danger: it is offered only when typed completely.
    urgent: bool,
}

impl Pad {
    /// Parses lines of a word, a tab, and its syllables separated by spaces, as [`Pad::line`] writes them; a further tab ends a line of
    /// [`Pad::urgent_line`].
    pub fn parse(text: &str) -> Pad {
        let word = |line: &str| {
            let (text, syllables) = line.split_once('\t')?;
            let (syllables, urgent) = match syllables.strip_suffix('\t') {
                Some(syllables) => (syllables, true),
                None => (syllables, false),
            };
            let syllables: Vec<String> = syllables.split(' ').map(str::to_owned).collect();
            Some(Word {
                text: text.to_owned(),
                syllables,
                urgent,
            })
        };
        Pad {
            words: text.lines().filter_map(word).collect(),
        }
    }

    /// The line of a word; `None` for one that cannot be typed.
    pub fn line(text: &str, syllables: &[String]) -> Option<String> {
        let typed: Vec<&str> = (syllables.iter().map(String::as_str))
            .filter(|syllable| !syllable.is_empty())
            .collect();
        let plain = !text.contains(['\t', '\n']);
        (plain && !typed.is_empty()).then(|| format!("{text}\t{}\n", typed.join(" ")))
    }

    /// The line of a phrase that shows a notice for people in danger; `None` for one that cannot be typed.
    pub fn urgent_line(text: &str, syllables: &[String]) -> Option<String> {
        let line = Pad::line(text, syllables)?;
        Some(format!("{}\t\n", line.trim_end_matches('\n')))
    }

    /// At most `most` words for the typed letters: complete ones first, then the shorter.
    pub fn candidates(&self, typed: &str, most: usize) -> Vec<&str> {
        if typed.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(bool, usize, &str)> = (self.words.iter())
            .filter_map(|word| {
                let left = left_over(&word.syllables, typed)?;
                let offered = left == 0 || !word.urgent;
                offered.then_some((left > 0, word.syllables.len(), word.text.as_str()))
            })
            .collect();
        found.sort_by_key(|(unfinished, length, _)| (*unfinished, *length));
        let mut words: Vec<&str> = Vec::new();
        for (_, _, word) in found {
            if words.len() < most && !words.contains(&word) {
                words.push(word);
            }
        }
        words
    }

    /// Whether some word continues with `letter` after the typed letters.
    pub fn is_live(&self, typed: &str, letter: char) -> bool {
        let next = format!("{typed}{letter}");
        (self.words.iter()).any(|word| left_over(&word.syllables, &next).is_some())
    }
}

/// The fewest syllables that `typed` leaves untyped; `None` where the word cannot be typed so.
fn left_over(syllables: &[String], typed: &str) -> Option<usize> {
    if typed.is_empty() {
        return Some(syllables.len());
    }
    let (first, rest) = syllables.split_first()?;
    let common = first
        .bytes()
        .zip(typed.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    (1..=common)
        .filter_map(|taken| left_over(rest, &typed[taken..]))
        .min()
}
