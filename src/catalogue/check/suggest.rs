//! The nearest word by edit distance, for suggestions in error messages.
//!
//! [`nearest`] suggests only a word that is one or two edits away, because a wrong suggestion is worse than none.

/// The nearest of `all` to `text`; `None` if they differ by more than two edits, or by half of `text` or more.
pub fn nearest<'a>(text: &str, all: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = text.chars().count();
    let (distance, word) = all
        .into_iter()
        .map(|word| (edit_distance(text, word), word))
        .min()?;
    (distance <= 2 && distance * 2 < length).then_some(word)
}

/// The Levenshtein distance between two texts, in characters.
pub fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let changed = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
