//! The entry point: the program of the browser, or the command line.

#[cfg(target_arch = "wasm32")]
#[path = "main/chunk.rs"]
mod chunk;

#[cfg(target_arch = "wasm32")]
fn main() {
    brand_gallery::browser::start(chunk::load);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    brand_gallery::desk::main()
}
