//! Printing one sheet: the page as a notice to hang up, in place of its text.

use super::share::seal_and_name;
use crate::browser::page;
use crate::components::{Shared, handout};
use crate::messages::tr;
use js_sys::Date;
use std::cell::RefCell;
use wasm_bindgen::JsCast;

/// The attribute of the root element while the sheet is what is printed.
const PRINTED: &str = "data-handout";

/// The attribute with the colours that were chosen.
const THEME: &str = "data-theme";

type Printed = (Box<dyn std::any::Any>, Option<String>);

thread_local! {
    /// Removes the sheet when dropped; and the theme of the page before.
    static SHOWN: RefCell<Option<Printed>> = const { RefCell::new(None) };
}

/// The line that says on which day something was made.
pub(super) fn made() -> String {
    let today = Date::new_0();
    tr!(
        "{year}年{month}月{day}日制作",
        year = today.get_full_year(),
        month = today.get_month() + 1,
        day = today.get_date()
    )
}

/// Prints what is shared as one sheet. It stays until the browser says that it has printed, because some print later.
pub(super) fn print(shared: Shared) -> Option<()> {
    let document = page::document();
    let root = document.document_element()?;
    let plate = page::elements(".brand__plate").next();
    let plate = plate.map_or(String::new(), |plate| plate.inner_html());
    let (seal, gallery) = seal_and_name();
    let body = document.body()?.unchecked_into();
    let content = move || handout(&shared, plate, seal, gallery, made());
    restore();
    let mounted = Box::new(leptos::mount::mount_to(body, content));
    // Paper has the colours of the day.
    SHOWN.replace(Some((mounted, root.get_attribute(THEME))));
    let _ = root.set_attribute(THEME, "light");
    let _ = root.set_attribute(PRINTED, "");
    page::window().print().ok()
}

/// Takes the sheet away once it has been printed.
pub(super) fn listen() {
    page::on(&page::window(), "afterprint", Box::new(|_| restore()));
}

fn restore() {
    let (Some((_, theme)), Some(root)) = (SHOWN.take(), page::document().document_element()) else {
        return;
    };
    let _ = root.remove_attribute(PRINTED);
    let _ = match theme {
        Some(theme) => root.set_attribute(THEME, &theme),
        None => root.remove_attribute(THEME),
    };
}
