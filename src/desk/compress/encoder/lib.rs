//! The compressed forms of a file: Brotli and gzip, each as small as it gets.
//!
//! Contract: the same bytes always give the same form. Native only.

#![cfg(not(target_arch = "wasm32"))]

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};

/// Bytes as Brotli.
///
/// # Errors
///
/// None that is known of: everything happens in memory.
pub fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &params)?;
    Ok(small)
}

/// Bytes as gzip, without file name and time in its header.
///
/// # Errors
///
/// None that is known of: everything happens in memory.
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
