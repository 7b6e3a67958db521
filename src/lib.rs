//! crate doc placeholder
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod catalogue;
pub mod components;
#[cfg(not(target_arch = "wasm32"))]
pub mod desk;
pub mod head;
pub mod pages;
pub mod route;
pub mod screen;
pub mod search;
