//! Which cards does a screen in a lobby need, and how do they come?
//!
//! A first visit brings the first page of cards. The house's own may stand anywhere in a large catalogue: they are sent for before the screen is
//! drawn. Where the house has none, the whole city goes past, and the next cards come as the loop gets to them. What does not come is left out.
//! Absent on purpose: all that only a search needs, its engine above all, which would be a fifth of this program.

use crate::browser::load;
use crate::catalogue::Slug;
use crate::models::Titles;
use crate::route::{self, Route};
use crate::search::{Facet, Index};

/// Sends for the cards of all brands that the house has or takes part in.
pub(super) async fn load_of_institution(index: &Index, house: &Slug) -> Option<()> {
    load_columns(index).await?;
    for at in index.shelves_of(Facet::Institution, house) {
        load::shelf(index, at).await.ok()?;
    }
    Some(())
}

/// What a house is called: in the catalogue, or on its own page where no brand names it; empty where neither knows it.
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
    let behind = format!(" - {}", index.sign().name);
    title.strip_suffix(&behind).unwrap_or_default().to_owned()
}

/// Sends for the next cards in the order of the catalogue, where some are left.
pub(super) async fn load_next(index: &Index) -> Option<()> {
    let next = index.next_shelf()?;
    load_columns(index).await?;
    load::shelf(index, next).await.ok()
}

/// Who has which value, and how each is called.
async fn load_columns(index: &Index) -> Option<()> {
    if index.has_columns() {
        return Some(());
    }
    load::columns(index).await.ok()
}
