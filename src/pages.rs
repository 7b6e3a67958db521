//! What does each address show?
//!
//! One function a shape of address: it asks the catalogue or the index and lays out components. It cannot fail: what does not exist
//! is the missing page. All pages are drawn on the desk, and the program shows them as they were written; only the gallery's list, which
//! answers the visitor, is in the program, too.

mod about;
mod brand;
#[cfg(not(target_arch = "wasm32"))]
mod changes;
mod compare;
#[cfg(not(target_arch = "wasm32"))]
mod data;
#[cfg(not(target_arch = "wasm32"))]
mod embed;
#[cfg(not(target_arch = "wasm32"))]
mod figures;
mod gallery;
#[cfg(not(target_arch = "wasm32"))]
mod handbook;
mod listing;
mod matrix;
mod missing;
mod places;
mod registers;
mod retired;
#[cfg(not(target_arch = "wasm32"))]
mod timeline;
mod tour;
mod waiting;

pub use about::*;
pub use brand::*;
#[cfg(not(target_arch = "wasm32"))]
pub use changes::changes;
pub use compare::*;
#[cfg(not(target_arch = "wasm32"))]
pub use data::data;
#[cfg(not(target_arch = "wasm32"))]
pub use embed::embed;
#[cfg(not(target_arch = "wasm32"))]
pub use figures::figures;
pub use gallery::*;
#[cfg(not(target_arch = "wasm32"))]
pub use handbook::handbook;
pub use listing::*;
pub use matrix::*;
pub use missing::*;
pub use places::*;
pub use registers::*;
pub use retired::*;
#[cfg(not(target_arch = "wasm32"))]
pub use timeline::timeline;
pub use tour::*;
pub use waiting::*;
