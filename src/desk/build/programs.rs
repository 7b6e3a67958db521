//! Compiles the two browser programs to wasm, splits the gallery program, and generates their JavaScript bindings.
//!
//! [`compile`] runs Cargo for [`TARGET`], then wasm-split and wasm-bindgen as libraries, so that a machine with Rust
//! alone needs no other tool. To be published: the release profile; to be looked at: the profile dev, which compiles fast, in one file. What was made
//! of the same before is taken from there. The result is the bytes of each program, of its chunk and of its bindings, without the names of functions, which only a
//! debugger reads. Cargo decides what has to be compiled again. The same source always gives the same bytes.

mod imports;
mod split;

pub(super) use split::CHUNK;
pub(in crate::desk) use split::{MAIN_PART, PAGES_PART};

use super::{Purpose, clear, collect_without, write};
use crate::desk::failure::{Failure, reason, say};
use crate::desk::toolchain::{self, TARGET, undisturbed};
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use wasm_bindgen_cli_support::Bindgen;

/// The programs, by the names that Cargo knows them by.
const GALLERY: &str = "brand-gallery";
const COMPANION: &str = "companion";

/// The feature that splits the gallery program.
const SPLIT: &str = "split";

/// Makes the linker write relocations, by which wasm-split finds what belongs to a chunk. Joined to the flags of `.cargo/config.toml`.
const RELOCATIONS: &str = "target.wasm32-unknown-unknown.rustflags=[\"-Clink-arg=--emit-relocs\"]";

/// Where bindings are generated, below the project's folder.
const BINDINGS: &str = "target/bindings";

/// What every page loads, and what is loaded on demand.
pub(super) struct Programs {
    pub(super) gallery: Compiled,
    /// The chunk of the gallery program, the code of the pages, where it is split.
    pub(super) pages: Option<Vec<u8>>,
    pub(super) companion: Compiled,
}

/// One program for the browser.
pub(super) struct Compiled {
    /// JavaScript that loads the program and gives it its imports.
    pub(super) bindings: String,
    pub(super) wasm: Vec<u8>,
}

/// Compiles both programs of the package in `root`.
///
/// # Errors
///
/// Where Cargo does not start or does not compile, and where a program cannot be split or bound.
pub(super) fn compile(root: &Path, purpose: Purpose) -> Result<Programs, Failure> {
    let (profile, kept) = match purpose {
        Purpose::Release => ("release", Kept::of(root, "release")),
        // Macros are compiled already: for this very program.
        Purpose::Look => ("dev", Kept::of(root, "look")),
    };
    // Before a preview mostly data have changed, not the programs.
    let source = source(root)?;
    if purpose == Purpose::Look
        && let Some(programs) = kept.programs(source)
    {
        return Ok(programs);
    }
    toolchain::prepare(root)?;
    say(&format!(
        "第 1 步，共 {} 步：编译网页程序。第一次约需几分钟，以后很快。",
        purpose.steps()
    ));
    run_cargo(root, profile, purpose)?;
    let programs = [GALLERY, COMPANION].map(|name| linked(root, profile, name));
    let [gallery, companion] = programs;
    let (gallery, companion) = (gallery?, companion?);
    let key = match purpose {
        Purpose::Release => hash(&[&gallery, &companion]),
        Purpose::Look => source,
    };
    if let Some(programs) = kept.programs(key) {
        return Ok(programs);
    }
    let folder = root.join(BINDINGS);
    let programs = match purpose {
        Purpose::Release => {
            let parts = split::split(GALLERY, &gallery, &root.join(split::PARTS))?;
            let mut gallery = bind(GALLERY, parts.main, &folder.join(GALLERY))?;
            gallery.bindings = split::join(&gallery.bindings)
                .ok_or_else(|| failed(GALLERY, &"接口里没有分块的装载程序"))?;
            Programs {
                gallery,
                pages: Some(parts.chunk),
                companion: bind(COMPANION, companion, &folder.join(COMPANION))?,
            }
        }
        Purpose::Look => Programs {
            gallery: bind(GALLERY, gallery, &folder.join(GALLERY))?,
            pages: None,
            companion: bind(COMPANION, companion, &folder.join(COMPANION))?,
        },
    };
    kept.keep(key, &programs)?;
    Ok(programs)
}

fn run_cargo(root: &Path, profile: &str, purpose: Purpose) -> Result<(), Failure> {
    let split: &[&str] = match purpose {
        Purpose::Release => &["--features", SPLIT, "--config", RELOCATIONS],
        Purpose::Look => &[],
    };
    let status = undisturbed("cargo")
        .current_dir(root)
        .args([
            "build",
            "--profile",
            profile,
            "--locked",
            "--target",
            TARGET,
        ])
        .args(["--bin", GALLERY, "--bin", COMPANION])
        .args(split)
        .stdin(Stdio::null())
        .status()
        .map_err(|error| {
            Failure::new(format!(
                "启动不了 cargo：{}。请再运行一次。",
                reason(&error)
            ))
        })?;
    if !status.success() {
        return Err(Failure::new(
            "网页程序没有编译成功，原因见上。改好后再运行一次。",
        ));
    }
    Ok(())
}

/// The programs of the last build of one kind, and what they were made of.
struct Kept(PathBuf);

impl Kept {
    fn of(root: &Path, kind: &str) -> Kept {
        Kept(root.join(BINDINGS).join("kept").join(kind))
    }

    /// The programs, where they were made of this.
    fn programs(&self, key: u64) -> Option<Programs> {
        let read = |name: &str| fs::read(self.0.join(name)).ok();
        if read(KEY)? != key.to_string().into_bytes() {
            return None;
        }
        let program = |name: &str| {
            Some(Compiled {
                bindings: String::from_utf8(read(&format!("{name}.js"))?).ok()?,
                wasm: read(&format!("{name}.wasm"))?,
            })
        };
        Some(Programs {
            gallery: program(GALLERY)?,
            pages: read(PAGES),
            companion: program(COMPANION)?,
        })
    }

    /// Keeps programs for the next build.
    fn keep(&self, key: u64, programs: &Programs) -> Result<(), Failure> {
        let folder = &self.0;
        clear(folder)?;
        fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
        let Programs {
            gallery,
            pages,
            companion,
        } = programs;
        for (name, program) in [(GALLERY, gallery), (COMPANION, companion)] {
            let bindings = program.bindings.as_bytes();
            write(&folder.join(format!("{name}.js")), bindings)?;
            write(&folder.join(format!("{name}.wasm")), &program.wasm)?;
        }
        if let Some(pages) = pages {
            write(&folder.join(PAGES), pages)?;
        }
        // Last: what has a key is whole.
        write(&folder.join(KEY), key.to_string().as_bytes())
    }
}

const KEY: &str = "key";
const PAGES: &str = "pages.wasm";

/// A hash of everything that the programs are compiled from.
fn source(root: &Path) -> Result<u64, Failure> {
    let mut files = Vec::new();
    for input in [".cargo", "Cargo.toml", "Cargo.lock", "src"] {
        // Nothing of the desk is in a program.
        collect_without(&root.join("src/desk"), &root.join(input), &mut files)?;
    }
    files.sort();
    let mut contents = Vec::new();
    for file in &files {
        contents.push(file.to_string_lossy().into_owned().into_bytes());
        contents.push(fs::read(file).map_err(|error| Failure::reading(file, &error))?);
    }
    let contents: Vec<&[u8]> = contents.iter().map(Vec::as_slice).collect();
    Ok(hash(&contents))
}

fn hash(parts: &[&[u8]]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        hasher.write_usize(part.len());
        hasher.write(part);
    }
    // Bindings are made by this program: another one makes others.
    hasher.write(include_bytes!("programs.rs"));
    hasher.write(include_bytes!("programs/split.rs"));
    hasher.finish()
}

/// A failure of what happens between linking and writing.
fn failed(name: &str, why: &dyn std::fmt::Display) -> Failure {
    Failure::new(format!(
        "网页程序 {name} 的接口没有生成：{why}。请运行 cargo clean 后再试；若仍出错，请告诉开发人员。"
    ))
}

/// Generates the bindings of the program `name` in `folder`.
fn bind(name: &str, wasm: Vec<u8>, folder: &Path) -> Result<Compiled, Failure> {
    Bindgen::new()
        .input_bytes(name, wasm)
        .out_name(name)
        .web(true)
        .map_err(|error| failed(name, &error))?
        .typescript(false)
        .omit_default_module_path(true)
        // The chunk takes memory, table and stack pointer from the program.
        .keep_lld_exports(name == GALLERY)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .map_err(|error| failed(name, &format!("{error:#}")))?;
    if folder.join("snippets").exists() {
        return Err(failed(
            name,
            &"程序带着自己的脚本片段，网页里没有放它们的地方",
        ));
    }
    let output = |file: String| {
        let path = folder.join(file);
        fs::read(&path).map_err(|error| Failure::reading(&path, &error))
    };
    let malformed = || failed(name, &"链接出的文件不是 wasm");
    let bindings =
        String::from_utf8(output(format!("{name}.js"))?).map_err(|error| failed(name, &error))?;
    let wasm = split::plain(&output(format!("{name}_bg.wasm"))?).ok_or_else(malformed)?;
    let (wasm, bindings) = imports::shorten(&wasm, &bindings).ok_or_else(malformed)?;
    Ok(Compiled { bindings, wasm })
}

/// The program `name`, as Cargo had it linked.
fn linked(root: &Path, profile: &str, name: &str) -> Result<Vec<u8>, Failure> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let path = target
        .join(TARGET)
        .join(if profile == "dev" { "debug" } else { profile })
        .join(format!("{name}.wasm"));
    fs::read(&path).map_err(|error| Failure::reading(&path, &error))
}
