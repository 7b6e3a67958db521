//! Is anything kept of a site that was drawn?
//!
//! The editor draws a page at every pause of typing, `serve --watch` all pages at every save, for as long as somebody works. Both are done over and
//! over here, each time with another text, and the memory in use is counted. The count is the whole process's: there is one test in this binary.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

use brand_gallery::catalogue::check::{File, Reading};
use brand_gallery::catalogue::file::Kind;
use brand_gallery::desk::build::Press;
use brand_gallery::desk::data::{Data, files, judge_files};
use brand_gallery::desk::edit::drawing::Easel;
use brand_gallery::desk::prerender::{Assets, Program, Template};
use brand_gallery::messages::Language;
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

/// The invented town as it is read after the `at`th edit: a brand's card is another than before, and so is the index.
fn edited(at: usize) -> Reading {
    let data = Data::of(root(), Some(&root().join("tests/fixtures/second")));
    let mut files: Vec<File> = files(&data).expect("files");
    let brand = files.iter_mut().find(|file| file.path == BRAND);
    let brand = brand.expect("the brand");
    let mut value: serde_json::Value = serde_json::from_slice(&brand.bytes).expect("JSON");
    value["summary"]["text"] = format!("第{:04}次改。", at).into();
    brand.bytes = value.to_string().into_bytes();
    let reading = judge_files(&files);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    reading
}

const BRAND: &str = "brands/wangyue-yezhen.json";

fn press() -> Press {
    let asset = |name: &str| format!("/{name}");
    let program = |name: &str| Program {
        style: asset(&format!("{name}.css")),
        css: "body { margin: 0; }".to_owned(),
        glue: asset(&format!("{name}.js")),
        wasm: asset(&format!("{name}.wasm")),
    };
    let assets = Assets {
        boot: asset("boot.js"),
        offline: asset("offline.js"),
        gallery: program("gallery"),
        companion: program("companion"),
    };
    let template = Template::of(&template(), &assets, "0123456789abcdef").expect("a template");
    Press::new(template, assets)
}

fn template() -> String {
    fs::read_to_string(root().join("index.html")).expect("the template")
}

#[test]
fn what_was_drawn_is_freed() {
    let mut easel = Easel::default();
    let preview = kept(20, |at| {
        let page = easel.draw(Kind::Brand, BRAND, edited(at), "", "");
        assert!(page.expect("a page").contains(&format!("第{at:04}次改")));
    });
    let press = press();
    let folder = root().join("target/tmp/kept");
    let _ = fs::remove_dir_all(&folder);
    let saves = kept(3, |at| {
        press.draw(&folder, edited(at)).expect("pages");
        for language in [Language::Traditional, Language::English] {
            let drawn = press.draw_in(language, &folder, &template(), edited(at));
            drawn.expect("pages of another language");
        }
    });
    // One catalogue with its index is more than a hundred kilobytes.
    assert!(preview < 4_000, "{preview} bytes after twenty previews");
    assert!(saves < 4_000, "{saves} bytes after three saves");
}
