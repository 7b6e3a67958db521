//! What does each address show?
//!
//! One function a shape of address: it asks the catalogue or the index and lays out components. It cannot fail: what does not exist
//! is the missing page. All pages are drawn on the desk, and the program shows them as they were written; only the gallery's list, which
//! answers the visitor, is in the program, too.

mod about;
mod brand;
#[cfg(not(target_arch = "wasm32"))]
mod changes;
#[cfg(not(target_arch = "wasm32"))]
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
#[cfg(not(target_arch = "wasm32"))]
mod listing;
#[cfg(not(target_arch = "wasm32"))]
mod matrix;
#[cfg(not(target_arch = "wasm32"))]
mod missing;
#[cfg(not(target_arch = "wasm32"))]
mod places;
#[cfg(not(target_arch = "wasm32"))]
mod registers;
#[cfg(not(target_arch = "wasm32"))]
mod retired;
#[cfg(not(target_arch = "wasm32"))]
mod timeline;
#[cfg(not(target_arch = "wasm32"))]
mod tour;
mod waiting;

pub use about::*;
pub use brand::*;
#[cfg(not(target_arch = "wasm32"))]
pub use changes::changes;
#[cfg(not(target_arch = "wasm32"))]
pub use compare::{QUESTIONS, compare};
#[cfg(not(target_arch = "wasm32"))]
pub use data::data;
#[cfg(not(target_arch = "wasm32"))]
pub use embed::embed;
#[cfg(not(target_arch = "wasm32"))]
pub use figures::figures;
pub use gallery::*;
#[cfg(not(target_arch = "wasm32"))]
pub use handbook::handbook;
#[cfg(not(target_arch = "wasm32"))]
pub use listing::{institution, need, place};
#[cfg(not(target_arch = "wasm32"))]
pub use matrix::{gathered, matrix};
#[cfg(not(target_arch = "wasm32"))]
pub use missing::missing;
#[cfg(not(target_arch = "wasm32"))]
pub use places::places;
#[cfg(not(target_arch = "wasm32"))]
pub use registers::{all, institutions};
#[cfg(not(target_arch = "wasm32"))]
pub use retired::{name_of, retired};
#[cfg(not(target_arch = "wasm32"))]
pub use timeline::timeline;
#[cfg(not(target_arch = "wasm32"))]
pub use tour::{step, steps, tour};
pub use waiting::{waiting, waiting_page};
