//! The size of each function of a wasm module.
//!
//! Input: the bytes of a module. Output: the sizes in the code section with the names of the `name` section; `None` if either is missing or malformed.

use std::collections::BTreeMap;

/// The code of a module.
pub(super) struct Code {
    /// Name and size in bytes of each function.
    pub(super) functions: Vec<(String, u64)>,
    /// The size of the data section.
    pub(super) data: u64,
}

impl Code {
    /// Parses a module.
    pub(super) fn of(wasm: &[u8]) -> Option<Code> {
        let mut module = Reader(wasm.get(8..)?);
        let (mut imported, mut sizes, mut names, mut data) = (0, Vec::new(), BTreeMap::new(), 0);
        while let Some(id) = module.byte() {
            let mut section = Reader(module.bytes()?);
            match id {
                0 if section.bytes()? == b"name" => names = section.function_names()?,
                2 => imported = section.imported_functions()?,
                10 => {
                    for _ in 0..section.number()? {
                        sizes.push(section.bytes()?.len() as u64);
                    }
                }
                11 => data = section.0.len() as u64,
                _ => {}
            }
        }
        if names.is_empty() || sizes.is_empty() {
            return None;
        }
        let functions = (imported..).zip(sizes);
        let name = |at| names.get(&at).cloned().unwrap_or_default();
        Some(Code {
            functions: functions.map(|(at, size)| (name(at), size)).collect(),
            data,
        })
    }
}

/// The bytes that are left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// LEB128: seven bits per byte, lowest first.
    fn number(&mut self) -> Option<u64> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
            shift += 7;
        }
    }

    /// A length and that many bytes.
    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let bytes = self.0.get(..length)?;
        self.0 = &self.0[length..];
        Some(bytes)
    }

    /// The names of functions: subsection 1 of the `name` section.
    fn function_names(&mut self) -> Option<BTreeMap<u64, String>> {
        let mut names = BTreeMap::new();
        while let Some(id) = self.byte() {
            let mut subsection = Reader(self.bytes()?);
            if id == 1 {
                for _ in 0..subsection.number()? {
                    let at = subsection.number()?;
                    let name = String::from_utf8_lossy(subsection.bytes()?).into_owned();
                    names.insert(at, name);
                }
            }
        }
        Some(names)
    }

    /// The number of imported functions, which precede the others in the index.
    fn imported_functions(&mut self) -> Option<u64> {
        let mut functions = 0;
        for _ in 0..self.number()? {
            self.bytes()?;
            self.bytes()?;
            match self.byte()? {
                0 => {
                    self.number()?;
                    functions += 1;
                }
                1 => {
                    self.byte()?;
                    self.limits()?;
                }
                2 => self.limits()?,
                3 => {
                    self.byte()?;
                    self.byte()?;
                }
                _ => return None,
            }
        }
        Some(functions)
    }

    fn limits(&mut self) -> Option<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_function_has_its_name_and_size() {
        // One imported function, one of two bytes, one of three; names for all.
        let module = [
            b"\0asm\x01\0\0\0".as_slice(),
            b"\x02\x07\x01\x01a\x01b\x00\x00",
            b"\x0a\x08\x02\x02\x00\x0b\x03\x00\x01\x0b",
            b"\x0b\x02\x00\x00",
            b"\x00\x11\x04name\x01\x0a\x03\x00\x01x\x01\x01y\x02\x01z",
        ]
        .concat();
        let code = Code::of(&module).expect("a module");
        assert_eq!(code.functions, [("y".to_owned(), 2), ("z".to_owned(), 3)]);
        assert_eq!(code.data, 2);
        for cut in 0..module.len() {
            let _ = Code::of(&module[..cut]);
        }
    }
}
