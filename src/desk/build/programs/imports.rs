//! Shortens the names by which a program and its bindings know each other.
//!
//! wasm-bindgen names each import after the function of the browser that it stands for and a hash (`__wbg_addEventListener_5e1c…`). The
//! names stand in both files and mean nothing to a browser; [`shorten`] replaces them by short ones in both. Measured: 5 KB of what a first
//! visit loads.

use super::split::number;

/// The id of the section that lists what a module imports.
const IMPORTS: u8 = 2;

/// Program and bindings with short names; nothing where the program is malformed.
pub(super) fn shorten(wasm: &[u8], bindings: &str) -> Option<(Vec<u8>, String)> {
    let (head, mut rest) = wasm.split_at_checked(8)?;
    let (mut shortened, mut names) = (head.to_vec(), Vec::new());
    while let Some(&id) = rest.first() {
        let (size, content) = number(&rest[1..])?;
        let (section, after) = content.split_at_checked(size)?;
        shortened.push(id);
        if id == IMPORTS {
            let section = imports(section, &mut names)?;
            put(section.len(), &mut shortened);
            shortened.extend(section);
        } else {
            put(size, &mut shortened);
            shortened.extend_from_slice(section);
        }
        rest = after;
    }
    Some((shortened, renamed(bindings, &names)))
}

/// The section with short names; `names` takes the long ones, each at the place from which its short one is made.
fn imports(section: &[u8], names: &mut Vec<String>) -> Option<Vec<u8>> {
    let (total, mut rest) = number(section)?;
    let mut shortened = Vec::new();
    put(total, &mut shortened);
    for _ in 0..total {
        let (module, after) = text(rest)?;
        let (name, after) = text(after)?;
        put_text(module, &mut shortened);
        if is_ours(name) {
            put_text(&short(names.len()), &mut shortened);
            names.push(name.to_owned());
        } else {
            put_text(name, &mut shortened);
        }
        // What kind of import it is, and its type.
        let described = description(after)?;
        let (description, after) = after.split_at_checked(described)?;
        shortened.extend_from_slice(description);
        rest = after;
    }
    rest.is_empty().then_some(shortened)
}

/// How many bytes describe an import: a function, a table, a memory or a global.
fn description(bytes: &[u8]) -> Option<usize> {
    let (kind, rest) = bytes.split_first()?;
    let limits = |bytes: &[u8]| {
        let (flags, rest) = bytes.split_first()?;
        let (_, rest) = number(rest)?;
        match flags & 1 {
            0 => Some(rest.len()),
            _ => number(rest).map(|(_, rest)| rest.len()),
        }
    };
    let left = match kind {
        0 => number(rest)?.1.len(),
        1 => limits(rest.get(1..)?)?,
        2 => limits(rest)?,
        3 => rest.len().checked_sub(2)?,
        _ => return None,
    };
    Some(bytes.len() - left)
}

/// Whether wasm-bindgen made the name.
fn is_ours(name: &str) -> bool {
    name.starts_with("__wbg_") || name.starts_with("__wbindgen_")
}

/// The name at a place.
fn short(at: usize) -> String {
    format!("_{at:x}")
}

/// A text with each of the names replaced, where it stands as a word of its own.
fn renamed(text: &str, names: &[String]) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut renamed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(from) = rest.find(is_word) {
        let (before, word) = rest.split_at(from);
        let end = word.find(|c| !is_word(c)).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        renamed.push_str(before);
        match names.iter().position(|name| name == word) {
            Some(at) => renamed.push_str(&short(at)),
            None => renamed.push_str(word),
        }
        rest = after;
    }
    renamed + rest
}

fn text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = number(bytes)?;
    let (text, rest) = rest.split_at_checked(length)?;
    Some((std::str::from_utf8(text).ok()?, rest))
}

fn put_text(text: &str, bytes: &mut Vec<u8>) {
    put(text.len(), bytes);
    bytes.extend_from_slice(text.as_bytes());
}

/// Writes a number in LEB128.
fn put(mut value: usize, bytes: &mut Vec<u8>) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports a function by each of these names, and has one section behind the imports.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut section = Vec::new();
        put(names.len(), &mut section);
        for name in names {
            put_text("./a.js", &mut section);
            put_text(name, &mut section);
            section.extend([0, 0]);
        }
        let mut module = b"\0asm\x01\0\0\0\x02".to_vec();
        put(section.len(), &mut module);
        module.extend(section);
        module.extend(*b"\x0a\x01\x00");
        module
    }

    #[test]
    fn names_are_shortened_in_both_files_alike() {
        let wasm = module(&["__wbg_add_12", "memory", "__wbindgen_cast_1", "__wbg_add_1"]);
        let bindings = "x = { __wbg_add_12: f, memory: m, __wbindgen_cast_1(a) {}, __wbg_add_1: $__wbg_add_1 };";
        let (wasm, bindings) = shorten(&wasm, bindings).expect("a module");
        assert_eq!(wasm, module(&["_0", "memory", "_1", "_2"]));
        assert_eq!(
            bindings,
            "x = { _0: f, memory: m, _1(a) {}, _2: $__wbg_add_1 };"
        );
    }

    #[test]
    fn what_is_cut_off_is_no_module() {
        let wasm = module(&["__wbg_add_12"]);
        for cut in 0..wasm.len() {
            let _ = shorten(&wasm[..cut], "");
        }
        assert!(shorten(&wasm[..20], "").is_none());
    }
}
