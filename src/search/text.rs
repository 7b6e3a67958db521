//! When are two words the same?
//!
//! The one definition: [`fold`] brings a text to the form in which texts are compared (half width, lower case, no white space and no
//! punctuation), idempotent for any input. [`marks`] carries a hit in the folded form back to the text as printed.
//! Splitting Chinese into words is absent on purpose: every peer that does misses plain substrings.

use std::ops::Range;

/// The folded form of one character; nothing for what does not count.
fn fold_char(c: char) -> impl Iterator<Item = char> {
    let half = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    half.to_lowercase()
        .filter(|c| c.is_alphanumeric() || matches!(c, '%' | '+' | '.'))
}

/// The form in which texts are compared.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(fold_char).collect()
}

/// The words of a query: parted by white space, folded, each once, empty ones dropped.
pub fn words(query: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in query.split_whitespace().map(fold) {
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Where the (folded) words stand in a text as printed: byte ranges, in order, apart from each other.
pub fn marks(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let mut folded = String::with_capacity(text.len());
    // For each byte of the folded form, the printed character it came from.
    let mut from: Vec<Range<usize>> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before = folded.len();
        folded.extend(fold_char(c));
        from.resize(from.len() + folded.len() - before, at..at + c.len_utf8());
    }
    let hits = words
        .iter()
        .filter(|word| !word.is_empty())
        .flat_map(|word| folded.match_indices(word.as_str()))
        .map(|(at, hit)| (from[at].start as u64, from[at + hit.len() - 1].end));
    let mut marks: Vec<Range<usize>> = Vec::new();
    for (start, end) in sorted(hits.collect()) {
        let start = start as usize;
        match marks.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => marks.push(start..end),
        }
    }
    marks
}

/// Pairs by key, then by value. The one sort of the program: each further type to sort would cost two kilobytes of it.
pub fn sorted(mut pairs: Vec<(u64, usize)>) -> Vec<(u64, usize)> {
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn width_case_spaces_and_punctuation_do_not_count() {
        for (a, b) in [
            ("华美红心·健康同行", "华美红心健康同行"),
            ("ＣＭＩ 值", "cmi值"),
            ("“1+X”", "1+x"),
            ("仁心仁术 惠民利民", "仁心仁术惠民利民"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
    }

    #[test]
    fn a_hit_is_marked_as_printed_also_across_a_middle_dot() {
        let text = "华美红心·健康同行";
        let marks = marks(text, &words("红心健康"));
        assert_eq!(
            marks
                .iter()
                .map(|mark| &text[mark.clone()])
                .collect::<Vec<_>>(),
            ["红心·健康"]
        );
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in ".*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn marks_are_in_order_apart_and_on_characters(text in ".*", query in ".*") {
            let mut end = 0;
            for (index, mark) in marks(&text, &words(&query)).into_iter().enumerate() {
                prop_assert!(mark.start < mark.end && (index == 0 || mark.start > end));
                prop_assert!(text.get(mark.clone()).is_some());
                end = mark.end;
            }
        }

        #[test]
        fn every_piece_of_a_text_is_marked_in_it(text in "[一-龥a-zA-Z·“”， ]{1,40}", from in 0usize..40, length in 1usize..10) {
            let piece: String = text.chars().skip(from).take(length).collect();
            prop_assume!(!fold(&piece).is_empty());
            prop_assert!(!marks(&text, &[fold(&piece)]).is_empty());
        }
    }
}
