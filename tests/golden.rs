//! Does the gallery find what people type?
//!
//! `fixtures/golden.txt` lists queries of every kind with the brands that must come first, in that order, or, where the sources do not say
//! which of them comes first, be among the first three; over the real data and the index that the desk writes of it.

mod catalogue;

#[test]
fn what_people_type_finds_what_they_mean_in_the_order_that_the_sources_give() {
    let site = catalogue::site();
    let (mut ordered, mut loose) = (0, 0);
    let mut misses = Vec::new();
    let mut kind = "";
    for line in include_str!("fixtures/golden.txt").lines() {
        if let Some(comment) = line.strip_prefix('#') {
            kind = comment.trim();
            continue;
        }
        let (query, wanted, in_order) = match (line.split_once(" = "), line.split_once(" ~ ")) {
            (Some((query, wanted)), _) => (query, wanted, true),
            (_, Some((query, wanted))) => (query, wanted, false),
            _ => {
                assert!(line.is_empty(), "not a golden query: {line}");
                continue;
            }
        };
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        let found = catalogue::first(site, query, 3);
        let right = if in_order {
            ordered += 1;
            wanted.iter().eq(found.iter().take(wanted.len()))
        } else {
            loose += 1;
            wanted
                .iter()
                .all(|id| found.iter().any(|found| found == id))
        };
        if !right {
            misses.push(format!(
                "{kind}: {query}: wanted {wanted:?}, found {found:?}"
            ));
        }
    }
    assert!(
        ordered >= 150,
        "only {ordered} golden queries with an order, {loose} without"
    );
    assert!(
        misses.is_empty(),
        "{} of {}:\n{}",
        misses.len(),
        ordered + loose,
        misses.join("\n")
    );
}
