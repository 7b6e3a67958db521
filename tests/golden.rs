//! Queries with the brands that must come first.
//!
//! `fixtures/golden.txt` lists queries of every kind with the brands that must come first, in that order; over the real data and the index
//! that the desk writes of it.

mod catalogue;

#[test]
fn what_people_type_finds_what_they_mean_in_the_order_that_the_sources_give() {
    let site = catalogue::site();
    let mut queries = 0;
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
        queries += 1;
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        let found = catalogue::first(site, query, wanted.len());
        if wanted != found {
            misses.push(format!(
                "{kind}: {query}: wanted {wanted:?}, found {found:?}"
            ));
        }
    }
    assert!(queries >= 200, "only {queries} golden queries");
    assert!(
        misses.is_empty(),
        "{} of {queries}:\n{}",
        misses.len(),
        misses.join("\n")
    );
}
