//! Splits a text into runs by language: Chinese, an English gloss, other.
//!
//! The concatenated runs are the text. A Chinese run begins with a Chinese character and includes the digits and punctuation within it; a gloss is [`GAP`]
//! followed by brackets, directly behind a Chinese run.

use super::GAP;

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run<'a> {
    /// Chinese.
    Chinese(&'a str),
    /// The gloss of the Chinese name before it, with its gap and brackets.
    Gloss(&'a str),
    /// Any other text.
    Other(&'a str),
}

/// The runs of a text, in order; none is empty.
pub fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(from) = rest.find(is_han) {
        // Figures and quotation marks within a Chinese sentence belong to it.
        let mut end = from;
        for (at, c) in rest[from..].char_indices() {
            if is_chinese(c) {
                end = from + at + c.len_utf8();
            } else if !(c.is_ascii_digit() || ".,%·“”‘’—…×+-".contains(c)) {
                break;
            }
        }
        if from > 0 {
            runs.push(Run::Other(&rest[..from]));
        }
        runs.push(Run::Chinese(&rest[from..end]));
        rest = &rest[end..];
        if let Some(gloss) = (rest.strip_prefix(GAP))
            .and_then(|rest| rest.strip_prefix('('))
            .and_then(|gloss| gloss.find(')'))
        {
            let end = GAP.len_utf8() + 1 + gloss + 1;
            runs.push(Run::Gloss(&rest[..end]));
            rest = &rest[end..];
        }
    }
    if !rest.is_empty() {
        runs.push(Run::Other(rest));
    }
    runs
}

/// Whether a character belongs to Chinese text, including punctuation.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_chinese_glosses_and_the_rest() {
        let text = "Run by 李惠利医院\u{2005}(Lihuili), 第3名。";
        let expected = [
            Run::Other("Run by "),
            Run::Chinese("李惠利医院"),
            Run::Gloss("\u{2005}(Lihuili)"),
            Run::Other(", "),
            Run::Chinese("第3名。"),
        ];
        assert_eq!(runs(text), expected);
        assert_eq!(runs(""), []);
        assert_eq!(runs("plain"), [Run::Other("plain")]);
    }
}
