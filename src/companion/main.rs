//! Where does the companion begin? In a browser only.

#[cfg(target_arch = "wasm32")]
fn main() {
    brand_gallery::companion::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
