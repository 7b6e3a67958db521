//! Does the gallery find what people type?
//!
//! `fixtures/golden.txt` lists queries of every kind with the brands that must be among the first three, over the real data and the
//! index that the desk writes of it.

mod catalogue;

#[test]
fn what_people_type_finds_what_they_mean_among_the_first_three() {
    let site = catalogue::site();
    let mut count = 0;
    let mut misses = Vec::new();
    let mut kind = "";
    for line in include_str!("fixtures/golden.txt").lines() {
        if let Some(comment) = line.strip_prefix('#') {
            kind = comment.trim();
            continue;
        }
        let Some((query, wanted)) = line.split_once(" = ") else {
            assert!(line.is_empty(), "not a golden query: {line}");
            continue;
        };
        count += 1;
        let found = catalogue::first(site, query, 3);
        for id in wanted.split_whitespace() {
            if !found.iter().any(|found| found == id) {
                misses.push(format!("{kind}: {query}: wanted {id}, found {found:?}"));
            }
        }
    }
    assert!(count >= 150, "only {count} golden queries");
    assert!(
        misses.is_empty(),
        "{} of {count}:\n{}",
        misses.len(),
        misses.join("\n")
    );
}
