//! Brotli and gzip compression of a file at the highest quality that its size allows.
//!
//! The same input always gives the same output. Native only.

#![cfg(not(target_arch = "wasm32"))]

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};

/// From this size on, in bytes, Brotli's highest quality takes seconds for each megabyte, and saves an eighth.
const LARGE: usize = 6_000_000;

/// Compresses bytes to Brotli.
///
/// # Errors
///
/// None are known: everything happens in memory.
pub fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: if bytes.len() < LARGE { 11 } else { 9 },
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &params)?;
    Ok(small)
}

/// Compresses bytes to gzip, without file name and time in the header.
///
/// # Errors
///
/// None are known: everything happens in memory.
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
