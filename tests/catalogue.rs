//! The catalogue that the tests of the search look into: the brands of the documents, as the real data has them, made once.

#![allow(
    dead_code,
    reason = "each test file is a program of its own, this one too"
)]
#![allow(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

use brand_gallery::catalogue::Slug;
use brand_gallery::desk::data;
use brand_gallery::screen::Site;
use brand_gallery::search::{Query, source};
use std::path::Path;
use std::sync::OnceLock;

#[path = "fixtures/inventory.rs"]
mod inventory;

/// The site of the real data.
pub(crate) fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let mut reading = data::sound(data::Data::of(Path::new(env!("CARGO_MANIFEST_DIR")), None))
            .map_err(|failure| failure.to_string())
            .expect("sound data");
        let is_listed = |id: &Slug| inventory::BRANDS.contains(&id.as_str());
        reading.brands.retain(|brand| is_listed(&brand.id));
        reading.catalogue.cards.retain(|card| is_listed(&card.id));
        let files = source::files(&reading.catalogue, &reading.brands, &reading.synonyms);
        let engine = files.engine().expect("a whole index");
        let passages = source::passages(&reading.catalogue, &reading.brands);
        let site = Site::new(reading.catalogue, reading.brands);
        site.index.give_engine(engine);
        for (passages, at) in passages.into_iter().zip(0..) {
            site.index.give_passages(at, passages);
        }
        site
    })
}

/// The ids of the first brands that a query finds.
pub(crate) fn first(site: &Site, query: &str, most: usize) -> Vec<String> {
    let hits = site.index.search(&Query::default().with_text(query)).hits;
    hits.iter()
        .take(most)
        .map(|hit| site.catalogue.cards[hit.card].id.to_string())
        .collect()
}
