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
    broken(pieces(text), fits)
}

/// Breaks a name into lines: between its words. A word, and what is in brackets, stays together, unless it alone is too long for a line.
pub fn name_lines<'a>(name: &'a str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut from, mut to, mut depth) = (0, 0, 0_usize);
    let mut add = |group: &'a str| match fits(group.trim()) {
        true => parts.push(group),
        false => parts.extend(pieces(group)),
    };
    for c in name.chars() {
        let is_bracket = matches!(c, '(' | '（');
        if depth == 0 && (is_bracket || c == ' ') {
            add(&name[from..to]);
            from = to;
        }
        match c {
            _ if is_bracket => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        to += c.len_utf8();
    }
    add(&name[from..]);
    parts.retain(|part| !part.is_empty());
    broken(parts, fits)
}

fn broken(pieces: Vec<&str>, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces {
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
