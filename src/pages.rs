//! What does each address show?
//!
//! One function a shape of address: it asks the catalogue or the index and lays out components. It cannot fail: what does not exist
//! is the [`missing`] page. The gallery and the missing page answer the visitor and are in the program; the pages that only tell
//! (marked desk) are drawn on the desk alone, and the program shows them as they were written.

#[cfg(not(target_arch = "wasm32"))]
mod about;
#[cfg(not(target_arch = "wasm32"))]
mod brand;
#[cfg(not(target_arch = "wasm32"))]
mod figures;
mod gallery;
#[cfg(not(target_arch = "wasm32"))]
mod listing;
#[cfg(not(target_arch = "wasm32"))]
mod matrix;
mod missing;
#[cfg(not(target_arch = "wasm32"))]
mod places;
#[cfg(not(target_arch = "wasm32"))]
mod registers;
#[cfg(not(target_arch = "wasm32"))]
mod timeline;
#[cfg(not(target_arch = "wasm32"))]
mod tour;

#[cfg(not(target_arch = "wasm32"))]
pub use about::about;
#[cfg(not(target_arch = "wasm32"))]
pub use brand::{brand, initiative};
#[cfg(not(target_arch = "wasm32"))]
pub use figures::figures;
pub use gallery::gallery;
#[cfg(not(target_arch = "wasm32"))]
pub use listing::{institution, need, place};
#[cfg(not(target_arch = "wasm32"))]
pub use matrix::matrix;
pub use missing::missing;
#[cfg(not(target_arch = "wasm32"))]
pub use places::places;
#[cfg(not(target_arch = "wasm32"))]
pub use registers::{all, institutions};
#[cfg(not(target_arch = "wasm32"))]
pub use timeline::timeline;
#[cfg(not(target_arch = "wasm32"))]
pub use tour::{step, steps, tour};
