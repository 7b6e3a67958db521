//! What does each address show?
//!
//! One function a shape of address: it asks the catalogue or the index and lays out components. It cannot fail: what does not exist
//! is the [`missing`] page.

mod about;
mod brand;
mod gallery;
mod listing;

pub use about::{about, missing};
pub use brand::{brand, initiative};
pub use gallery::gallery;
pub use listing::{institution, need, place};
