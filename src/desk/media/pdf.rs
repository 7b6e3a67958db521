//! Attachments: a PDF is published as it is, if nothing in it runs by itself.
//!
//! [`pages`] reads the objects of a file, packed ones too, without trusting its tables; it finds the number of pages by the way from the catalogue to the
//! root of the pages.

use flate2::read::ZlibDecoder;
use std::collections::HashMap;
use std::io::Read;

/// The most bytes of one packed part, unpacked, and of all of them.
const MOST_UNPACKED: (u64, usize) = (8 << 20, 48 << 20);

/// The most pages that are believed.
const MOST_PAGES: u32 = 10_000;

/// What runs by itself, or carries another file.
const ACTIVE: [&str; 6] = [
    "JavaScript",
    "JS",
    "Launch",
    "EmbeddedFile",
    "RichMedia",
    "ImportData",
];

/// The number of pages.
///
/// # Errors
///
/// A sentence, if the file is not one that may be published.
pub(super) fn pages(bytes: &[u8]) -> Result<u32, String> {
    let broken = || "不是完整的 PDF。请重新导出。".to_owned();
    if !bytes.starts_with(b"%PDF-") {
        return Err("内容不是 PDF。请换成真正的 PDF 文件，只改扩展名没有用。".to_owned());
    }
    let end = rfind(bytes, b"%%EOF").ok_or_else(broken)?;
    let behind = &bytes[end + 5..];
    if !behind.iter().all(u8::is_ascii_whitespace) {
        return Err("后面还接着别的内容，可能是伪装的文件。请重新导出。".to_owned());
    }
    let objects = Objects::of(bytes)
        .ok_or_else(|| "解开以后太大。请重新导出，或分成几个文件。".to_owned())?;
    if objects.names("Encrypt") {
        return Err("设了密码或限制，读者打不开。请导出没有密码的。".to_owned());
    }
    if ACTIVE.iter().any(|name| objects.names(name)) {
        return Err("里面有脚本，或夹带了别的文件。请用“打印成 PDF”重新导出。".to_owned());
    }
    let root = objects.last_reference("Root").ok_or_else(broken)?;
    let root = objects.by_number.get(&root).ok_or_else(broken)?;
    let pages = reference(root, "Pages").ok_or_else(broken)?;
    let pages = objects.by_number.get(&pages).ok_or_else(broken)?;
    let count = number_behind(pages, "Count").ok_or_else(broken)?;
    match count {
        1..=MOST_PAGES => Ok(count),
        _ => Err(broken()),
    }
}

/// The objects of a file: their texts without streams.
struct Objects {
    by_number: HashMap<u32, Vec<u8>>,
    /// All of them, and what stands between them, such as the trailer.
    all: Vec<u8>,
}

impl Objects {
    /// Of a file; `None` if it unpacks to too much.
    fn of(bytes: &[u8]) -> Option<Objects> {
        let mut objects = Objects {
            by_number: HashMap::new(),
            all: Vec::new(),
        };
        let (mut at, mut left) = (0, MOST_UNPACKED.1);
        while let Some((text, stream, next)) = part(bytes, at) {
            objects.add_numbered(text);
            if names(text, "ObjStm") && names(text, "FlateDecode") {
                let mut unpacked = Vec::new();
                let most = MOST_UNPACKED.0.min(left as u64);
                // What is cut off or damaged is read as far as it goes.
                let _ = ZlibDecoder::new(stream)
                    .take(most + 1)
                    .read_to_end(&mut unpacked);
                left = left
                    .checked_sub(unpacked.len())
                    .filter(|_| unpacked.len() as u64 <= most)?;
                objects.add_packed(text, &unpacked);
            }
            at = next;
        }
        Some(objects)
    }

    /// Adds the objects `12 0 obj … endobj` of a text. An object ends where the next begins, so that no file makes this take long.
    fn add_numbered(&mut self, text: &[u8]) {
        let (mut open, mut from) = (None, 0);
        let mut close = |open: Option<(u32, usize)>, to: usize| {
            if let Some((number, from)) = open {
                self.by_number.insert(number, plain(&text[from..to]));
            }
        };
        while let Some(at) = find(&text[from..], b"obj").map(|at| from + at) {
            from = at + 3;
            close(open.take(), at);
            if !text[..at].ends_with(b"end") {
                open = number_before(&text[..at]).map(|number| (number, from));
            }
        }
        close(open, text.len());
        self.all.extend(plain(text));
        self.all.push(b'\n');
    }

    /// Adds the objects of a packed part: pairs of number and place, then the objects.
    fn add_packed(&mut self, dictionary: &[u8], unpacked: &[u8]) {
        let first = number_behind(&plain(dictionary), "First").unwrap_or(0) as usize;
        let Some((head, body)) = unpacked.split_at_checked(first) else {
            return;
        };
        let head = String::from_utf8_lossy(head);
        let numbers: Vec<u32> = head
            .split_whitespace()
            .map_while(|word| word.parse().ok())
            .collect();
        let places: Vec<(u32, usize)> = numbers
            .chunks_exact(2)
            .map(|pair| (pair[0], pair[1] as usize))
            .collect();
        for (at, (number, from)) in places.iter().enumerate() {
            let to = places.get(at + 1).map_or(body.len(), |(_, to)| *to);
            // Objects that do not follow each other would be copied without end.
            let Some(object) = body.get(*from..to) else {
                break;
            };
            self.by_number.insert(*number, plain(object));
        }
        self.all.extend(plain(body));
        self.all.push(b'\n');
    }

    /// Whether a name occurs in an object.
    fn names(&self, name: &str) -> bool {
        names(&self.all, name)
    }

    /// The object that the last field of this name refers to.
    fn last_reference(&self, name: &str) -> Option<u32> {
        let mut found = None;
        let mut rest = self.all.as_slice();
        while let Some(after) = behind(rest, name) {
            found = number_at(after).or(found);
            rest = after;
        }
        found
    }
}

/// The text from `at` to the next stream, the stream, and where the text behind it begins; `None` at the end.
fn part(bytes: &[u8], at: usize) -> Option<(&[u8], &[u8], usize)> {
    let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
    let mut from = 0;
    loop {
        let Some(start) = find(&rest[from..], b"stream").map(|start| from + start) else {
            return Some((rest, &[], bytes.len()));
        };
        let body = start + 6;
        let skipped = match (rest.get(body), rest.get(body + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\n'), _) => 1,
            // Within a text or a name.
            _ => {
                from = body;
                continue;
            }
        };
        let body = body + skipped;
        let end = find(&rest[body..], b"endstream").map_or(rest.len(), |end| body + end);
        return Some((
            &rest[..start],
            &rest[body..end],
            at + (end + 9).min(rest.len()),
        ));
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|part| part == word)
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|part| part == word)
}

/// A text with its names as they are meant: `/J#61vaScript` is `/JavaScript`.
fn plain(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let digits = text
            .get(at + 1..at + 3)
            .and_then(|two| std::str::from_utf8(two).ok());
        let meant = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (byte, meant) {
            (b'#', Some(meant)) => {
                plain.push(meant);
                at += 3;
            }
            (byte, _) => {
                plain.push(*byte);
                at += 1;
            }
        }
    }
    plain
}

/// What stands behind the first name `/name`.
fn behind<'a>(text: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let word = format!("/{name}");
    let mut rest = text;
    while let Some(at) = find(rest, word.as_bytes()) {
        rest = &rest[at + word.len()..];
        // Not the beginning of a longer name.
        if !rest.first().is_some_and(u8::is_ascii_alphanumeric) {
            return Some(rest);
        }
    }
    None
}

fn names(text: &[u8], name: &str) -> bool {
    behind(text, name).is_some()
}

/// The number that a text begins with.
fn number_at(text: &[u8]) -> Option<u32> {
    let text = text.trim_ascii_start();
    let end = text
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    std::str::from_utf8(&text[..end]).ok()?.parse().ok()
}

fn number_behind(text: &[u8], name: &str) -> Option<u32> {
    number_at(behind(text, name)?)
}

fn reference(text: &[u8], name: &str) -> Option<u32> {
    number_behind(text, name)
}

/// The object number of `12 0 ` at the end of a text.
fn number_before(text: &[u8]) -> Option<u32> {
    let tail = &text[text.len().saturating_sub(24)..];
    let tail = String::from_utf8_lossy(tail);
    let mut words = tail.split_whitespace().rev();
    let generation: u32 = words.next()?.parse().ok()?;
    (generation <= 65_535)
        .then(|| words.next()?.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use proptest::prelude::*;
    use std::io::Write;

    fn plain_file(more: &str) -> Vec<u8> {
        format!(
            "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {more}>>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 3 >>\nendobj\n\
             4 0 obj\n<< /Length 30 >>\nstream\n(/JavaScript is only a word here)\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
        )
        .into_bytes()
    }

    fn packed(inner: &[u8]) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        let _ = packed.write_all(inner);
        packed.finish().unwrap_or_default()
    }

    fn packed_file(objects: &[(u32, &str)]) -> Vec<u8> {
        let (mut head, mut body) = (String::new(), String::new());
        for (number, object) in objects {
            head.push_str(&format!("{number} {} ", body.len()));
            body.push_str(&format!("{object} "));
        }
        let stream = packed(format!("{head}{body}").as_bytes());
        let mut file = format!("%PDF-1.7\n9 0 obj\n<< /Type /ObjStm /N 2 /First {} /Filter /FlateDecode >>\nstream\r\n", head.len()).into_bytes();
        file.extend(stream);
        file.extend(b"\nendstream\nendobj\n10 0 obj\n<< /Type /XRef /Root 1 0 R >>\nstream\n\x01\x02\nendstream\nendobj\nstartxref\n0\n%%EOF");
        file
    }

    #[test]
    fn the_pages_of_a_file_are_counted_packed_or_not_and_the_last_version_counts() {
        assert_eq!(pages(&plain_file("")), Ok(3));
        let file = packed_file(&[
            (1, "<</Type/Catalog/Pages 2 0 R>>"),
            (2, "<</Type/Pages/Count 12/Kids[]>>"),
        ]);
        assert_eq!(pages(&file), Ok(12));
        let mut changed = plain_file("");
        changed.extend(
            b"2 0 obj\n<< /Type /Pages /Count 2 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
        );
        assert_eq!(pages(&changed), Ok(2), "one page was taken out");
    }

    #[test]
    fn what_is_not_fit_is_refused_with_a_sentence() {
        let active = packed_file(&[
            (1, "<</Pages 2 0 R/OpenAction<</S/J#61vaScript>>>>"),
            (2, "<</Count 1>>"),
        ]);
        let mut disguised = plain_file("");
        disguised.extend(b"PK\x03\x04");
        let mut bomb =
            b"%PDF-1.7\n9 0 obj\n<< /Type /ObjStm /First 5 /Filter /FlateDecode >>\nstream\n"
                .to_vec();
        bomb.extend(packed(&vec![b' '; 9 << 20]));
        bomb.extend(b"\nendstream\n%%EOF");
        for (file, word) in [
            (b"<html>%PDF-1.4 %%EOF".to_vec(), "不是 PDF"),
            (plain_file("/OpenAction << /S /JavaScript >>"), "脚本"),
            (plain_file("/Names << /EmbeddedFile 5 0 R >>"), "脚本"),
            (active, "脚本"),
            (plain_file("/Encrypt 7 0 R"), "密码"),
            (disguised, "伪装"),
            (bomb, "太大"),
            (b"%PDF-1.4\n%%EOF".to_vec(), "不是完整的 PDF"),
            (plain_file("")[..80].to_vec(), "不是完整的 PDF"),
        ] {
            let sentence = pages(&file).err().unwrap_or_default();
            assert!(sentence.contains(word), "{word}: {sentence}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_bytes_make_it_panic(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
            is_packed in any::<bool>(),
            more in prop::collection::vec(prop::sample::select(vec!["obj", "endobj", "stream\n", "endstream", "/Root", "/Count", "#", "#6", "1 0 ", "<<"]), 0..12),
        ) {
            let mut file = match is_packed {
                true => packed_file(&[(1, "<</Pages 2 0 R>>"), (2, "<</Count 1>>")]),
                false => plain_file(""),
            };
            for (at, byte) in changes {
                let at = at.index(file.len());
                file[at] = byte;
            }
            let _ = pages(&file);
            file.extend(more.concat().as_bytes());
            file.extend(b"%%EOF");
            let _ = pages(&file);
        }
    }
}
