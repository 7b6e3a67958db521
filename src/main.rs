//! The entry point: the program of the browser, or the command line.

#[cfg(target_arch = "wasm32")]
fn main() {
    brand_gallery::browser::start(|| {
        Box::pin(std::future::ready(
            Ok(brand_gallery::browser::pages::code()),
        ))
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    brand_gallery::desk::main()
}
