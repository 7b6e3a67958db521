//! Pages that an earlier build has drawn from the same.
//!
//! Drawing, converting and checking a page takes a hundred times as long as making its model. All of it is a function of the page without its app, the model,
//! the path, the frame of the language, the address for feedback, the spellings of names, and this program: a page of which all these are the same is taken from the [`Cache`]. So a
//! changed brand is drawn anew wherever it is shown, because there it is in a model, and only there. The home page is drawn from the whole site, and
//! pages for staff have no model: they are always drawn.

use super::json;
use crate::catalogue::Catalogue;
use crate::desk::cache::{self, Cache};
use crate::desk::failure::Failure;
use crate::desk::lint;
use crate::desk::prerender::Around;
use crate::messages;
use crate::models::{Frame, Page};
use crate::route::Route;
use std::path::Path;

/// Where pages are kept, below the project's folder.
const PAGES: &str = "target/pages";

/// The pages that this very program has drawn; nothing where the system does not say which program this is.
pub(super) fn kept(root: &Path) -> Option<Cache> {
    let program = cache::program()?;
    Some(Cache::of(&root.join(PAGES), program.as_bytes()))
}

/// The same for the pages of a catalogue in the spoken language.
pub(super) fn of_language(kept: &Cache, catalogue: &Catalogue) -> Cache {
    let shared = (
        messages::spoken(),
        Frame::of(catalogue),
        &catalogue.gallery.traditional,
        &catalogue.gallery.feedback,
    );
    kept.with(format!("{shared:?}").as_bytes())
}

/// Whether the page of a route is drawn from its model alone.
pub(super) fn is_of_model(route: &Route) -> bool {
    !matches!(route, Route::Gallery(_) | Route::StaffPage(_))
}

/// A page, and what is checked of it: as it was drawn before from the same, or from `draw`.
pub(super) fn drawn(
    kept: &Cache,
    file: &str,
    around: &Around,
    model: &Page,
    draw: impl Fn() -> Result<(lint::Page, String), Failure>,
) -> Result<(lint::Page, String), Failure> {
    // Nothing of these contains a zero byte.
    let input = format!("{file}\0{}\0{}", around.with("\0"), json(model)?);
    let bytes = kept.result(input.as_bytes(), ".page", || {
        let (page, html) = draw()?;
        Ok(format!("{}\n{html}", json(&page)?).into_bytes())
    })?;
    // A file that was cut off is no page.
    let parsed = String::from_utf8(bytes).ok().and_then(|text| {
        let (page, html) = text.split_once('\n')?;
        Some((serde_json::from_str(page).ok()?, html.to_owned()))
    });
    match parsed {
        Some(drawn) => Ok(drawn),
        None => draw(),
    }
}
