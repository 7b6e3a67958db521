//! Pages: the component of each address, rendered from its page model.
//!
//! All pages for visitors are compiled for both targets: natively they render the prerendered pages, in the browser the pages that are opened there.
//! Pages for staff are plain documents and native only. Pages cannot fail: what does not exist is [`NotFoundPage`].

mod about;
mod brand;
#[cfg(not(target_arch = "wasm32"))]
mod changes;
mod compare;
#[cfg(not(target_arch = "wasm32"))]
mod data;
#[cfg(not(target_arch = "wasm32"))]
mod embed;
mod empty;
mod figures;
mod gallery;
#[cfg(not(target_arch = "wasm32"))]
mod handbook;
mod initiative;
mod listing;
mod matrix;
mod meant;
mod not_found;
mod places;
mod registers;
mod retired;
mod timeline;
mod tour;

pub use about::*;
pub use brand::*;
#[cfg(not(target_arch = "wasm32"))]
pub use changes::changes;
pub use compare::*;
#[cfg(not(target_arch = "wasm32"))]
pub use data::data;
#[cfg(not(target_arch = "wasm32"))]
pub use embed::embed;
pub use empty::*;
pub use figures::*;
pub use gallery::*;
#[cfg(not(target_arch = "wasm32"))]
pub use handbook::handbook;
pub use initiative::*;
pub use listing::*;
pub use matrix::*;
pub use meant::{meant, near_names};
pub use not_found::*;
pub use places::*;
pub use registers::*;
pub use retired::*;
pub use timeline::*;
pub use tour::*;
