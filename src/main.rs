//! Which door? In the browser the page is taken over, on the desk a word is carried out.

#[cfg(target_arch = "wasm32")]
fn main() {
    brand_gallery::browser::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    brand_gallery::desk::main()
}
