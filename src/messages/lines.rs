//! Line breaking of Chinese text for pictures and posters.
//!
//! Breaks are allowed between any two Chinese characters, except before closing and after opening punctuation. Latin words and numbers are kept whole if they
//! fit; addresses break behind slashes. The caller measures.

/// Characters that must not begin a line.
const CLOSING: &str = "，。、；：？！”’）》】」』〉…—·%,.;:?!)";

/// Characters that must not end a line.
const OPENING: &str = "“‘（《【「『〈(";

/// Breaks `text` into lines that satisfy `fits`; a line has at least one character.
pub fn lines(text: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if line.is_empty() || fits(&format!("{line}{piece}")) {
            line.push_str(piece);
        } else {
            lines.push(std::mem::take(&mut line));
            line.push_str(piece.trim_start());
        }
        // A piece longer than a line is cut where it must be.
        while !fits(&line) {
            let Some(end) = (1..line.len())
                .rev()
                .find(|end| line.is_char_boundary(*end) && fits(&line[..*end]))
            else {
                break;
            };
            let rest = line.split_off(end);
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    lines
}

/// The smallest parts of a text; lines may break between them.
fn pieces(text: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_ascii_graphic() && !OPENING.contains(c);
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let joined = before.is_none_or(|before| {
            OPENING.contains(before)
                || CLOSING.contains(c)
                || before != '/' && is_word(before) && is_word(c)
                || before == '/' && c == '/'
        });
        if !joined {
            pieces.push(&text[from..at]);
            from = at;
        }
        before = Some(c);
    }
    pieces.push(&text[from..]);
    pieces
}
