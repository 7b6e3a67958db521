//! Memory that remains after a site was drawn.
//!
//! The editor draws a page at every pause of typing, `serve --watch` what is looked at after every save, for as long as somebody works. Both are done over and
//! over here, each time with another text, and the memory in use is counted. The count is the whole process's: there is one test in this binary.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

use brand_gallery::catalogue::check::{File, Reading};
use brand_gallery::catalogue::file::Kind;
use brand_gallery::desk::build::PageWriter;
use brand_gallery::desk::data::{Data, Memory, files, judge_files};
use brand_gallery::desk::edit::preview::Preview;
use brand_gallery::desk::prerender::{Assets, Template};
use brand_gallery::desk::watch::drawing::Drawing;
use std::alloc::{GlobalAlloc, Layout, System};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicIsize, Ordering};

/// Counts the bytes in use.
struct Counting;

static IN_USE: AtomicIsize = AtomicIsize::new(0);

#[expect(
    unsafe_code,
    reason = "an allocator is unsafe by its trait; this one only counts"
)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        IN_USE.fetch_add(layout.size().cast_signed(), Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size().cast_signed(), Ordering::Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How many bytes more are in use after `times` further calls of `act`, which is told its number; what the first calls make once and keep is not counted.
fn kept(times: usize, mut act: impl FnMut(usize)) -> isize {
    (0..2).for_each(&mut act);
    let before = IN_USE.load(Ordering::Relaxed);
    (2..2 + times).for_each(act);
    IN_USE.load(Ordering::Relaxed) - before
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The invented town after the `at`th edit: a brand's card is another than before, and so is the index.
fn files_after(at: usize) -> Vec<File> {
    let data = Data::of(root(), Some(&root().join("tests/fixtures/second")));
    let mut files: Vec<File> = files(&data).expect("files");
    let brand = files.iter_mut().find(|file| file.path == BRAND);
    let brand = brand.expect("the brand");
    let mut value: serde_json::Value = serde_json::from_slice(&brand.bytes).expect("JSON");
    value["summary"]["text"] = format!("第{:04}次改。", at).into();
    brand.bytes = value.to_string().into_bytes();
    files
}

fn edited(at: usize) -> Reading {
    let reading = judge_files(&files_after(at));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    reading
}

const BRAND: &str = "brands/wangyue-yezhen.json";

fn writer() -> PageWriter {
    let assets = Assets {
        boot: "/boot.js".to_owned(),
        style: "/gallery.css".to_owned(),
        css: "body { margin: 0; }".to_owned(),
    };
    let template = Template::of(&template(), &assets).expect("a template");
    PageWriter::new(template, assets)
}

fn template() -> String {
    fs::read_to_string(root().join("index.html")).expect("the template")
}

#[test]
fn what_was_drawn_is_freed() {
    let mut easel = Preview::default();
    let preview = kept(20, |at| {
        let page = easel.draw(Kind::Brand, BRAND, edited(at), "", "");
        assert!(page.expect("a page").contains(&format!("第{at:04}次改")));
    });
    let writer = writer();
    let folder = root().join("target/tmp/kept");
    let _ = fs::remove_dir_all(&folder);
    let mut memory = Memory::default();
    let saves = kept(3, |at| {
        let reading = memory.judge(&files_after(at));
        let writer = (&writer, &*template());
        let drawing = Drawing::of(
            writer,
            folder.join(at.to_string()),
            files_after(at),
            reading,
        );
        let drawing = drawing.expect("a drawing");
        for folder in ["", "zh-hant/", "en/"] {
            for path in [
                "",
                "brands/wangyue-yezhen/",
                "matrix/",
                "matrix/page.json",
                "data/catalogue.json",
            ] {
                drawing.place(&format!("/{folder}{path}")).expect("drawn");
            }
        }
        for path in [
            "/data/search-head.bin",
            "/data/pad.txt",
            "/embed/brands/wangyue-yezhen/",
        ] {
            drawing.place(path).expect("drawn");
        }
    });
    let left = fs::read_dir(&folder).expect("a folder").count();
    assert_eq!(left, 0, "folders of drawings that are gone");
    // One catalogue with its index is more than a hundred kilobytes.
    assert!(preview < 4_000, "{preview} bytes after twenty previews");
    assert!(saves < 4_000, "{saves} bytes after three saves");
}
