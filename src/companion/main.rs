//! The entry point of the companion program. Empty on native targets.

#[cfg(target_arch = "wasm32")]
fn main() {
    brand_gallery::companion::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
