//! Rendering of Excel's number formats: the text that a cell displays.
//!
//! [`number`] renders a stored number with a format code, [`text`] a stored text. Both return a text only if it is certain what Excel displays: whole numbers,
//! fixed decimals without rounding, thousands separators, literals before and behind, colours. Everything else (percent, fractions, exponents, conditions,
//! dates, rounding) is reported, so that the caller can name the cell. Nothing here fails or panics.

/// What Excel displays for a stored number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Display {
    /// Exactly this text.
    Text(String),
    /// A date or a time.
    Date,
    /// Something different from the stored number: the displayed text, if it is known.
    Other(Option<String>),
}

/// The part of a column's width, in characters, that digits cannot use. In the format `General` a number with decimals is rounded to the width.
const PADDING: f64 = 0.71;

/// The width of a column for which the file declares none.
pub(super) const DEFAULT_WIDTH: f64 = 9.14;

/// The text that Excel displays for `value` in the format `code`, in a column of `width`.
pub(super) fn number(value: f64, code: &str, width: f64) -> Display {
    if !value.is_finite() {
        return Display::Other(None);
    }
    let sections = sections(code);
    if sections.iter().any(|section| section.date) {
        return Display::Date;
    }
    // One section applies to all numbers; with two, the second applies to negative ones; with three, the third to zero.
    let (section, sign) = match &sections[..] {
        [only] => (only, value < 0.0),
        [first, second, ..] if value < 0.0 => {
            // If the second section is for text only, the first one applies to all numbers.
            if second.body == Body::Text && sections.len() == 2 {
                (first, true)
            } else {
                (second, false)
            }
        }
        [_, _, third, ..] if value == 0.0 => (third, false),
        [first, ..] => (first, false),
        [] => return general(value, width),
    };
    if section.odd || section.percent && section.body == Body::General {
        return Display::Other(None);
    }
    match section.body {
        Body::Text if section.is_bare() => general(value, width),
        Body::General if section.is_bare() => general(value, width),
        Body::General => match general(value.abs(), width) {
            Display::Text(shown) => {
                let minus = if sign { "-" } else { "" };
                Display::Text(section.around(&format!("{minus}{shown}")))
            }
            other => other,
        },
        _ => section.render(value.abs(), sign),
    }
}

/// The text that Excel displays for the text `value` in the format `code`; `None` if that is not certain.
pub(super) fn text(value: &str, code: &str) -> Option<String> {
    let sections = sections(code);
    let section = match &sections[..] {
        [.., last] if sections.len() >= 4 || last.body == Body::Text => last,
        _ => return Some(value.to_owned()),
    };
    if section.odd || section.date || section.body != Body::Text {
        return None;
    }
    // Literal spaces are spacing, not content.
    Some(if section.is_bare() {
        value.to_owned()
    } else {
        section.around(value)
    })
}

/// The format `General` or `@`.
fn general(value: f64, width: f64) -> Display {
    let text = plain(value);
    let is_whole = !text.contains('.');
    if is_whole && value.abs() < 1e11 {
        return Display::Text(text);
    }
    if !is_whole && text.len() as f64 + PADDING <= width && value.abs() >= 1e-4 {
        return Display::Text(text);
    }
    Display::Other(None)
}

/// A number in decimal digits, of which Excel displays at most 15 significant ones.
fn plain(value: f64) -> String {
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    let text = format!("{rounded}");
    if text == "-0" { "0".to_owned() } else { text }
}

/// How a section displays the cell's value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Body {
    /// Not at all: literals only.
    #[default]
    Nothing,
    /// The text.
    Text,
    /// The number as `General` displays it.
    General,
    /// The number with placeholders.
    Digits,
}

/// One section of a format code.
#[derive(Debug, Default)]
struct Section {
    /// The literal text before the body.
    head: String,
    body: Body,
    /// The placeholders, such as `#,##0.00`.
    digits: String,
    /// The literal text behind the body.
    tail: String,
    percent: bool,
    date: bool,
    /// Whether the section contains anything that is not supported.
    odd: bool,
}

impl Section {
    fn literal(&mut self, c: char) {
        match self.body {
            Body::Nothing => self.head.push(c),
            _ => self.tail.push(c),
        }
    }

    fn digit(&mut self, c: char) {
        // Literals between digits are not supported.
        if !matches!(self.body, Body::Nothing | Body::Digits) || !self.tail.is_empty() {
            self.odd = true;
        }
        self.body = Body::Digits;
        self.digits.push(c);
    }

    fn whole(&mut self, body: Body) {
        self.odd |= self.body != Body::Nothing;
        self.body = body;
    }

    /// Whether it displays the body only.
    fn is_bare(&self) -> bool {
        self.head.trim().is_empty() && self.tail.trim().is_empty()
    }

    /// The body with the literals around it.
    fn around(&self, body: &str) -> String {
        format!("{}{body}{}", self.head, self.tail)
            .trim()
            .to_owned()
    }

    /// The text for the absolute value of a number; `sign` adds a minus.
    fn render(&self, value: f64, sign: bool) -> Display {
        match self.body {
            Body::Nothing => return Display::Other(Some(self.around(""))),
            Body::Digits => {}
            Body::Text | Body::General => return Display::Other(None),
        }
        let scaled = if self.percent { value * 100.0 } else { value };
        let Some((digits, is_exact)) = digits(scaled, &self.digits) else {
            return Display::Other(None);
        };
        let is_zero = !digits.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        let minus = if sign && !is_zero { "-" } else { "" };
        let shown = minus.to_owned() + &self.around(&digits);
        if is_exact && !self.percent {
            Display::Text(shown)
        } else {
            Display::Other(Some(shown))
        }
    }
}

/// The digits of a number in these placeholders, and whether they represent the number exactly; `None` for unsupported placeholders.
fn digits(value: f64, placeholders: &str) -> Option<(String, bool)> {
    let (whole, decimals) = match placeholders.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (placeholders, None),
    };
    // A trailing comma divides by a thousand.
    if whole.ends_with(',') || whole.starts_with(',') {
        return None;
    }
    let decimal_places = decimals.unwrap_or_default();
    let fixed = decimal_places.trim_end_matches('#');
    let usual = |text: &str| text.chars().all(|c| matches!(c, '0' | '#' | ','));
    if !usual(whole) || !fixed.chars().all(|c| c == '0') || !usual(decimal_places) {
        return None;
    }
    let text = plain(value);
    let (mut integer, mut fraction) = match text.split_once('.') {
        Some((integer, fraction)) => (integer.to_owned(), fraction.to_owned()),
        None => (text, String::new()),
    };
    let is_exact = fraction.len() <= decimal_places.len();
    if !is_exact {
        (integer, fraction) = rounded(&integer, &fraction, decimal_places.len());
    }
    while fraction.len() < fixed.len() {
        fraction.push('0');
    }
    let least = whole.chars().filter(|c| *c == '0').count();
    if integer == "0" && least == 0 {
        integer.clear();
    }
    while integer.len() < least {
        integer.insert(0, '0');
    }
    if whole.contains(',') {
        let mut grouped = String::new();
        for (at, c) in integer.chars().enumerate() {
            if at > 0 && (integer.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(c);
        }
        integer = grouped;
    }
    let point = if decimals.is_some() { "." } else { "" };
    Some((format!("{integer}{point}{fraction}"), is_exact))
}

/// A decimal number with this many decimals; halves are rounded up, as in Excel.
fn rounded(integer: &str, fraction: &str, decimals: usize) -> (String, String) {
    let mut digits: Vec<u8> = integer
        .bytes()
        .chain(fraction.bytes().take(decimals))
        .collect();
    if fraction
        .as_bytes()
        .get(decimals)
        .is_some_and(|digit| *digit >= b'5')
    {
        let mut at = digits.len();
        loop {
            if at == 0 {
                digits.insert(0, b'1');
                break;
            }
            at -= 1;
            if digits[at] < b'9' {
                digits[at] += 1;
                break;
            }
            digits[at] = b'0';
        }
    }
    let text: String = digits.into_iter().map(char::from).collect();
    let (integer, fraction) = text.split_at(text.len() - decimals);
    (integer.to_owned(), fraction.to_owned())
}

/// Names of colours in brackets, which do not change the text.
const COLOURS: [&str; 16] = [
    "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "黑色", "蓝色", "青色",
    "绿色", "洋红", "红色", "白色", "黄色",
];

/// The first four sections of a format code.
fn sections(code: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut section = Section::default();
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let following = |rest: &mut &str| {
            let next = rest.chars().next();
            *rest = &rest[next.map_or(0, char::len_utf8)..];
            next
        };
        match c {
            ';' => {
                sections.push(std::mem::take(&mut section));
                if sections.len() == 4 {
                    return sections;
                }
            }
            '"' => {
                let end = rest.find('"').unwrap_or(rest.len());
                rest[..end].chars().for_each(|c| section.literal(c));
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            '\\' | '!' => {
                if let Some(next) = following(&mut rest) {
                    section.literal(next);
                }
            }
            // A space of the width of a character.
            '_' => {
                following(&mut rest);
                section.literal(' ');
            }
            // A character repeated to fill the column.
            '*' => {
                following(&mut rest);
                section.odd = true;
            }
            '[' => {
                let end = rest.find(']').unwrap_or(rest.len());
                bracket(&rest[..end], &mut section);
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            '0' | '#' | '.' | ',' => section.digit(c),
            '?' | '/' => section.odd = true,
            '%' => {
                section.percent = true;
                section.literal('%');
            }
            '@' => section.whole(Body::Text),
            'G' | 'g' if starts_with(rest, "eneral") => {
                section.whole(Body::General);
                rest = &rest["eneral".len()..];
            }
            'G' if rest.starts_with("/通用格式") => {
                section.whole(Body::General);
                rest = &rest["/通用格式".len()..];
            }
            'E' | 'e' if rest.starts_with(['+', '-']) => section.odd = true,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'E' | 'g' | 'b'
            | 'B' => {
                section.date = true;
            }
            'A' | 'a' if starts_with(rest, "m/pm") || starts_with(rest, "/p") => {
                section.date = true
            }
            // Weekdays in Chinese and Japanese versions of Excel.
            'A' | 'a' if starts_with(rest, "aa") => section.date = true,
            c if c.is_ascii_alphanumeric() => section.odd = true,
            c => section.literal(c),
        }
    }
    sections.push(section);
    sections
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// The content of brackets: a currency with its language, a colour, hours beyond a day, a condition.
fn bracket(inner: &str, section: &mut Section) {
    let lower = inner.to_ascii_lowercase();
    if let Some(currency) = inner.strip_prefix('$') {
        let symbol = currency.split('-').next().unwrap_or_default();
        symbol.chars().for_each(|c| section.literal(c));
    } else if !lower.is_empty() && lower.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
        section.date = true;
    } else if !COLOURS.contains(&lower.as_str())
        && !lower.starts_with("color")
        && !lower.starts_with("颜色")
    {
        section.odd = true;
    }
}

#[cfg(test)]
mod tests;
