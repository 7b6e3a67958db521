//! Splits a linked program into what every visit loads and a chunk that is loaded lazily.
//!
//! [`split`] takes wasm with relocations and gives the main module, which wasm-bindgen has yet to process, and the chunk; [`join`]
//! puts the JavaScript that loads the chunk into the bindings of the main module, so that nothing more is requested at a start. The address of the chunk
//! in it is [`CHUNK`], until its file has its name. No custom sections are left in the chunk.

use super::failed;
use crate::desk::failure::Failure;
use std::fs;
use std::path::Path;
use wasm_split_cli_support::{Options, transform};

/// The parts of a program.
pub(super) struct Parts {
    pub(super) main: Vec<u8>,
    pub(super) chunk: Vec<u8>,
}

/// Where the parts of the last build lie with the names of their functions, below the project's folder.
pub(super) const PARTS: &str = "target/bindings/split";

/// The main module among them, as wasm-bindgen gets it.
pub(in crate::desk) const MAIN_PART: &str = "target/bindings/split/main.wasm";

/// The chunk among them.
pub(in crate::desk) const PAGES_PART: &str = "target/bindings/split/split_pages.wasm";

/// The module from which the main module imports its loader.
const LOADER: &str = "./loader.js";

/// What stands for the address of the chunk in the bindings, relative to them.
pub(in crate::desk::build) const CHUNK: &str = "./split_pages.wasm";

/// Splits the program `name` in `folder`, where both parts remain with the names of their functions.
pub(super) fn split(name: &str, wasm: &[u8], folder: &Path) -> Result<Parts, Failure> {
    let main = folder.join("main.wasm");
    let mut options = Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LOADER;
    fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
    let made = transform(options).map_err(|error| failed(name, &format!("{error:#}")))?;
    let read = |path: &Path| fs::read(path).map_err(|error| Failure::reading(path, &error));
    let [chunk] = made.split_modules.as_slice() else {
        return Err(failed(
            name,
            &format!("分出了 {} 块，应当是一块", made.split_modules.len()),
        ));
    };
    let malformed = || failed(name, &"分出的块不是 wasm");
    Ok(Parts {
        main: read(&main)?,
        chunk: plain(&read(chunk)?).ok_or_else(malformed)?,
    })
}

/// Puts the loader of the chunk into the bindings, in the place of its import; nothing where they do not import it.
///
/// Not the loader that wasm-split writes: that one is a file more for each first visit, and asks of a host that it says `application/wasm`.
pub(super) fn join(bindings: &str) -> Option<String> {
    // `import * as import1 from "./loader.js"`
    let mut lines = bindings.lines();
    let line = lines.find(|line| line.starts_with("import ") && line.contains(LOADER))?;
    let name = line.strip_prefix("import * as ")?.split_once(' ')?.0;
    let loader = format!("const {name} = {{ __wasm_split_load_pages: loadPages }};\n{LOAD}");
    Some(bindings.replacen(line, &loader, 1))
}

/// Loads the chunk, and the styles of its pages where the document has only those of the gallery (`data-style`), once, and tells the program whether it is there; after a failure the next call tries again. `initSync` gives what the program
/// exports, from which the chunk takes its imports.
const LOAD: &str = "let pages;
function loadStyles() {
  const address = document.querySelector('script[data-style]')?.dataset.style;
  return address && !document.querySelector('link[href=\"' + address + '\"]') && new Promise((done) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = address;
    // A page without its styles can still be read.
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}
async function loadPages(callback, data) {
  let loaded = true;
  try {
    await (pages = pages || Promise.all([loadStyles(), fetch(new URL('./split_pages.wasm', import.meta.url)).then((answer) => {
      if (!answer.ok) throw new Error(answer.status + ' ' + answer.url);
      return answer.arrayBuffer();
    }).then((bytes) => WebAssembly.instantiate(bytes, { __wasm_split: initSync() }))]));
  } catch (error) {
    pages = undefined;
    loaded = false;
    console.error(error);
  }
  initSync().__indirect_function_table.get(callback)(data, loaded);
}
";

/// The module without custom sections: relocations, names of functions, and what else no browser reads; nothing where it is malformed.
pub(super) fn plain(wasm: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = wasm.split_at_checked(8)?;
    let mut kept = head.to_vec();
    while let Some(&id) = rest.first() {
        let (size, content) = number(&rest[1..])?;
        let length = rest.len() - content.len() + size;
        let (section, after) = rest.split_at_checked(length)?;
        if id != CUSTOM {
            kept.extend_from_slice(section);
        }
        rest = after;
    }
    Some(kept)
}

/// The id of a custom section.
const CUSTOM: u8 = 0;

/// A number in LEB128, and what follows it.
pub(super) fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0;
    for (at, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_becomes_part_of_the_bindings() {
        let bindings = "import * as import1 from \"./loader.js\"\n\nfunction imports() { return { \"./loader.js\": import1 }; }\n";
        let joined = join(bindings).expect("an import of the loader");
        assert!(
            joined.starts_with("const import1 = { __wasm_split_load_pages: loadPages };\n"),
            "{joined}"
        );
        assert!(
            !joined.contains("import *") && joined.contains(CHUNK),
            "{joined}"
        );
        assert_eq!(join("import * as import1 from \"./other.js\"\n"), None);
    }

    #[test]
    fn only_custom_sections_are_removed() {
        let head = b"\0asm\x01\0\0\0".as_slice();
        let code = b"\x0a\x01\x00".as_slice();
        let name = b"\x00\x05\x04name".as_slice();
        let reloc = b"\x00\x0b\x0areloc.CODE".as_slice();
        let module = [head, reloc, code, name].concat();
        assert_eq!(plain(&module), Some([head, code].concat()));
        for cut in 0..module.len() {
            let _ = plain(&module[..cut]);
        }
    }
}
