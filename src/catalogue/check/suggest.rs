//! Which of these did somebody mean who wrote something else?
//!
//! [`nearest`] offers a word only where it is a slip away: a wrong guess sends people further off than none.

/// The one of `all` that `text` is a slip or two away from.
pub fn nearest<'a>(text: &str, all: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = text.chars().count();
    let (distance, word) = all
        .into_iter()
        .map(|word| (edit_distance(text, word), word))
        .min()?;
    (distance <= 2 && distance * 2 < length).then_some(word)
}

/// How many letters have to be added, dropped or changed to turn `a` into `b` (Levenshtein).
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
