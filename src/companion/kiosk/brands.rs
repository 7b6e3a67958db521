//! Loads the cards that a kiosk shows.
//!
//! The initial data contain the first cards. Those of the institution's own brands may be anywhere in a large catalogue and are loaded before the
//! kiosk is rendered. Without own brands the slideshow shows the whole city, and loads further cards when it reaches them. What fails to load is left
//! out. The search engine is not used: it would be a fifth of this program.

use crate::browser::load;
use crate::catalogue::Slug;
use crate::models::{BundlePlate, Plate, Titles};
use crate::route::{self, Route};
use crate::search::{Facet, Index};

/// Loads the cards of all brands that the institution owns or takes part in.
pub(super) async fn load_of_institution(index: &Index, house: &Slug) -> Option<()> {
    load_facet_index(index).await?;
    for at in index.chunks_of(Facet::Institution, house) {
        load::card_chunk(index, at).await.ok()?;
    }
    Some(())
}

/// The name of an institution: from the catalogue, or from its own page where no brand names it. Empty where neither knows it.
pub(super) async fn institution_name(index: &Index, house: &Slug) -> String {
    let word = index.word(Facet::Institution, house);
    if !word.is_empty() {
        return word.to_owned();
    }
    let route = Route::Institution(house.clone());
    let titles = load::value::<Titles>(&route::own(&route.data())).await;
    let pages = titles.map(|titles| titles.pages).unwrap_or_default();
    let title = pages.into_iter().next().map(|page| page.title);
    let title = title.unwrap_or_default();
    let behind = format!(" - {}", index.gallery().name);
    title.strip_suffix(&behind).unwrap_or_default().to_owned()
}

/// The plate of a brand, without its label: the name stands on it. `None` where its page cannot be loaded.
pub(super) async fn plate(brand: Slug) -> Option<Plate> {
    let route = Route::Brand(brand);
    let bundle = load::value::<BundlePlate>(&route::own(&route.data())).await;
    let pages = bundle.ok()?.pages.into_iter();
    let brand = pages.filter_map(|page| page.content.brand).next()?;
    Some(brand.plate.as_decoration())
}

/// Loads the next chunk of cards in the order of the catalogue. `None` where none is left.
pub(super) async fn load_next(index: &Index) -> Option<()> {
    let next = index.next_chunk()?;
    load_facet_index(index).await?;
    load::card_chunk(index, next).await.ok()
}

/// Loads the facet index.
async fn load_facet_index(index: &Index) -> Option<()> {
    if index.has_facet_index() {
        return Some(());
    }
    load::facet_index(index).await.ok()
}
