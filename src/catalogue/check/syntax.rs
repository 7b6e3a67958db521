//! Syntax errors of JSON files, classified for people who write such files by hand.
//!
//! [`faults`] returns the errors of a text in order, each with its byte and a Chinese sentence that names error and correction: punctuation of a Chinese
//! keyboard, comments, merge markers, superfluous or missing commas, unterminated strings, characters that look like spaces. After an error with an
//! obvious meaning it continues, so that all errors are reported at once. [`encoding`] names the encoding of bytes that are not UTF-8. A text that
//! serde_json accepts has no faults.

use encoding_rs::GB18030;

/// The deepest nesting: the limit of serde_json.
const DEEPEST: usize = 127;

/// The most errors that are reported for a file.
const MOST: usize = 20;

/// An error: its byte and its sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) sentence: String,
}

/// The errors of a text.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    if let Some(fault) = conflict(text) {
        return vec![fault];
    }
    let mut reader = Reader {
        text,
        at: 0,
        end: 0,
        faults: Vec::new(),
    };
    // The error that ended parsing is already in the list.
    let _ = reader.file();
    let mut faults = reader.faults;
    if let Some(left) = faults.len().checked_sub(MOST).filter(|left| *left > 0) {
        faults.truncate(MOST + 1);
        if let Some(last) = faults.last_mut() {
            last.sentence = format!("从这里起还有 {left} 处要改。请先改好前面的，再检查一次。");
        }
    }
    faults
}

/// The sentence about bytes in another encoding common on Chinese computers, or about a file of zero bytes; `None` for others.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static str> {
    let is_wide = |zero: usize| {
        let pairs = bytes.chunks_exact(2).take(32);
        let is_half = |pair: &&[u8]| pair[zero] == 0 && pair[1 - zero] != 0;
        bytes.len() >= 4 && pairs.clone().filter(is_half).count() * 2 > pairs.len()
    };
    if !bytes.is_empty() && bytes.iter().all(|byte| *byte == 0) {
        return Some("文件里全是空字节，多半是断电或拷贝中断留下的。请从上一个版本恢复。");
    }
    if bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || is_wide(0)
        || is_wide(1)
    {
        return Some("文件是 UTF-16 编码（记事本里叫“Unicode”）。请另存为，编码选 UTF-8。");
    }
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let is_chinese = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    let (chinese, other) = (text.chars().filter(|c| !c.is_ascii())).fold((0, 0), |(chinese, other), c| {
        match is_chinese(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '‘' | '’' | '·' | '…' | '—') {
            true => (chinese + 1, other),
            false => (chinese, other + 1),
        }
    });
    (chinese > other * 4).then_some(
        "从这里起不是 UTF-8 文字，看来文件是 GBK 编码（记事本里叫“ANSI”）。请另存为，编码选 UTF-8。",
    )
}

/// The first merge marker at the beginning of a line.
fn conflict(text: &str) -> Option<Fault> {
    let mut at = 0;
    for line in text.split('\n') {
        let is_mark = |mark: &str| {
            line.strip_prefix(mark)
                .is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
        };
        let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
        if let Some(mark) = marks.into_iter().find(|mark| is_mark(mark)) {
            let sentence = format!(
                "这里有没合并完的冲突标记“{mark}”：两个人改了同一处。请留下要的写法，把 <<<<<<<、=======、>>>>>>> 开头的几行删去。"
            );
            return Some(Fault { at, sentence });
        }
        at += line.len() + 1;
    }
    None
}

/// Parsing has ended; the error is in the list.
struct End;

type Read<T = ()> = Result<T, End>;

struct Reader<'a> {
    text: &'a str,
    /// The next byte.
    at: usize,
    /// The byte after the last value or punctuation mark.
    end: usize,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn note(&mut self, at: usize, sentence: impl Into<String>) {
        let sentence = sentence.into();
        self.faults.push(Fault { at, sentence });
    }

    fn stop<T>(&mut self, at: usize, sentence: impl Into<String>) -> Read<T> {
        self.note(at, sentence);
        Err(End)
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, c: char) {
        self.at += c.len_utf8();
        self.end = self.at;
    }

    fn file(&mut self) -> Read {
        self.space()?;
        if self.peek().is_none() {
            return self.stop(
                self.text.len(),
                "文件没有写完：只有空白。请从上一个版本恢复。",
            );
        }
        self.value(0)?;
        self.space()?;
        match self.peek() {
            None => Ok(()),
            Some('}' | ']' | '｝' | '］') => self.stop(
                self.at,
                "这里多了一个括号：前面的括号都已经配上了。请删去它，或检查前面是否少了左括号。",
            ),
            Some(',' | '，' | ';' | '；') => {
                self.stop(self.at, "文件末尾多了标点。请删去它。")
            }
            Some(_) => self.stop(
                self.at,
                "文件到这里应当已经结束，后面又有内容。一个文件只能有一对最外面的大括号；请检查括号，或删去多出的内容。",
            ),
        }
    }

    /// Skips white space. Also skips, and reports, comments and characters that look like spaces.
    fn space(&mut self) -> Read {
        loop {
            let at = self.at;
            match self.peek() {
                Some(' ' | '\t' | '\n' | '\r') => self.at += 1,
                Some('\u{3000}') => {
                    self.note(at, "这里有一个中文的全角空格。请改成英文空格，或删去。");
                    self.at += '\u{3000}'.len_utf8();
                }
                Some(c) if is_odd_space(c) => {
                    self.note(
                        at,
                        format!(
                            "这里有一个看上去像空格、其实不是的字符（U+{:04X}），多半是从网页或 Word 里粘贴来的。请删去它，用空格键重新键入。",
                            u32::from(c)
                        ),
                    );
                    self.at += c.len_utf8();
                }
                Some('/') if self.rest().starts_with("//") => self.line_comment("//"),
                Some('#') => self.line_comment("#"),
                Some('-') if self.rest().starts_with("-- ") => self.line_comment("--"),
                Some('/') if self.rest().starts_with("/*") => {
                    self.note(
                        at,
                        "这里有注释“/* */”，JSON 文件里不能写注释。请删去它；要给同事留的话请写在别处。",
                    );
                    match self.rest().find("*/") {
                        Some(end) => self.at += end + 2,
                        None => return Err(End),
                    }
                }
                Some('<') if self.rest().starts_with("<!--") => {
                    return self.stop(
                        at,
                        "这里有注释“<!-- -->”，JSON 文件里不能写注释。请删去它。",
                    );
                }
                _ => return Ok(()),
            }
        }
    }

    fn line_comment(&mut self, sign: &str) {
        self.note(
            self.at,
            format!(
                "这里有注释“{sign}”，JSON 文件里不能写注释。请删去它；要给同事留的话请写在别处。"
            ),
        );
        let rest = self.rest();
        self.at += rest.find('\n').unwrap_or(rest.len());
    }

    fn value(&mut self, depth: usize) -> Read {
        let at = self.at;
        let Some(c) = self.peek() else {
            return self.unfinished("这里还缺一个值");
        };
        if matches!(c, '{' | '[' | '｛' | '［' | '【') && depth >= DEEPEST {
            return self.stop(at, format!("括号套得太深，最多 {DEEPEST} 层。"));
        }
        match c {
            '{' | '｛' => self.record(c, depth),
            '[' | '［' | '【' => self.list(c, depth),
            '"' => self.string(),
            '-' | '0'..='9' => self.number(),
            _ if closing_of(c).is_some() => self.quoted(c),
            '０'..='９' | '－' | '＋' => self.stop(
                at,
                format!("这里的“{c}”是全角的。请改成英文半角的数字和符号。"),
            ),
            '，' | '、' | '：' | '；' | '｝' | '］' | '】' => self.stop(
                at,
                format!(
                    "这里的“{c}”是中文的全角标点，而且前面缺一个值。请补上值，改用英文半角标点。"
                ),
            ),
            ',' | ':' | ';' | '}' | ']' => self.stop(
                at,
                format!("“{c}”前面缺一个值，或者多了一个标点。请补上，或删去多的。"),
            ),
            '+' | '.' => self.stop(at, "数字不能用“+”或“.”开头。请改正。"),
            _ => self.word(),
        }
    }

    /// Parses `true`, `false` or `null`, or reports what was probably meant.
    fn word(&mut self) -> Read {
        let at = self.at;
        let rest = self.rest();
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let word: String = rest[..end].chars().take(12).collect();
        if let Some(word) = ["true", "false", "null"].into_iter().find(|it| *it == word) {
            self.at += word.len();
            self.end = self.at;
            return Ok(());
        }
        let sentence = match word.to_ascii_lowercase().as_str() {
            "" => match self.peek().filter(|c| !c.is_control()) {
                Some(c) => format!("这里不该有“{c}”。请检查引号、逗号和括号。"),
                None => "这里有看不见的控制字符。请删去它。".to_owned(),
            },
            "true" | "false" | "null" | "none" | "undefined" => {
                format!("“{word}”不是 JSON 里的词。只能写小写的 true、false 或 null。")
            }
            "nan" | "infinity" => format!("“{word}”不是数字。请写一个数。"),
            _ => format!("“{word}”没有放在英文双引号里。请在两头加上 \"。"),
        };
        self.stop(at, sentence)
    }

    fn record(&mut self, open: char, depth: usize) -> Read {
        self.bracket(open, '{');
        let mut comma = None;
        loop {
            self.space()?;
            let at = self.at;
            match self.peek() {
                Some(c @ ('}' | '｝')) => {
                    self.trailing(comma);
                    self.bracket(c, '}');
                    return Ok(());
                }
                Some('"') => self.string()?,
                Some(c) if closing_of(c).is_some() => self.quoted(c)?,
                None => return self.unfinished("还缺右大括号“}”"),
                Some(c @ (',' | '，' | ';' | '；')) => {
                    return self.stop(at, format!("这里多了一个“{c}”。请删去它。"));
                }
                Some(']' | '］') => {
                    return self.stop(at, "括号不配：这里应当先有右大括号“}”。请检查前面的括号。");
                }
                Some('{' | '[') => {
                    return self.stop(at, "这里缺字段名：大括号里每一项都要写成 \"字段名\": 值。");
                }
                Some(c) if c.is_alphanumeric() || c == '_' || c == '$' => {
                    let rest = self.rest();
                    let end = rest.find(|c: char| !c.is_alphanumeric() && !"_$".contains(c));
                    let name: String = rest[..end.unwrap_or(rest.len())].chars().take(12).collect();
                    return self.stop(
                        at,
                        format!("字段名“{name}”没有放在英文双引号里。请在两头加上 \"。"),
                    );
                }
                Some(c) => {
                    return self.stop(
                        at,
                        format!("这里应当是字段名，却是“{c}”。请检查引号、逗号和括号。"),
                    );
                }
            }
            self.colon()?;
            self.space()?;
            self.value(depth + 1)?;
            comma = match self.comma('}')? {
                Some(at) => Some(at),
                None => return Ok(()),
            };
        }
    }

    fn list(&mut self, open: char, depth: usize) -> Read {
        self.bracket(open, '[');
        let mut comma = None;
        loop {
            self.space()?;
            match self.peek() {
                Some(c @ (']' | '］' | '】')) => {
                    self.trailing(comma);
                    self.bracket(c, ']');
                    return Ok(());
                }
                None => return self.unfinished("还缺右方括号“]”"),
                Some('}' | '｝') => {
                    return self.stop(
                        self.at,
                        "括号不配：这里应当先有右方括号“]”。请检查前面的括号。",
                    );
                }
                Some(c @ (',' | '，' | ';' | '；')) => {
                    return self.stop(self.at, format!("这里多了一个“{c}”。请删去它。"));
                }
                Some(_) => self.value(depth + 1)?,
            }
            comma = match self.comma(']')? {
                Some(at) => Some(at),
                None => return Ok(()),
            };
        }
    }

    /// Consumes a bracket, and reports one that is not JSON's.
    fn bracket(&mut self, c: char, wanted: char) {
        if c != wanted {
            self.note(
                self.at,
                format!("这里的括号“{c}”是中文的全角括号。请改成英文半角的“{wanted}”。"),
            );
        }
        self.skip(c);
    }

    fn trailing(&mut self, comma: Option<usize>) {
        if let Some(at) = comma {
            self.note(at, "最后一项后面多了一个逗号。请删去这个逗号。");
        }
    }

    fn colon(&mut self) -> Read {
        let end = self.end;
        self.space()?;
        let at = self.at;
        match self.peek() {
            Some(':') => self.skip(':'),
            Some(c @ ('：' | '﹕' | '︰')) => {
                self.note(
                    at,
                    format!("这里的冒号是中文的全角冒号“{c}”。请改成英文半角的“:”。"),
                );
                self.skip(c);
            }
            Some(c @ ('=' | '＝')) => {
                self.note(at, format!("字段名后面应当是英文冒号“:”，不是“{c}”。"));
                self.skip(c);
            }
            None => return self.unfinished("字段名后面还缺冒号和值"),
            Some(_) => {
                return self.stop(
                    end,
                    "字段名后面缺英文冒号“:”。请补上；如果这里是文字的一部分，请检查前面的引号。",
                );
            }
        }
        Ok(())
    }

    /// Parses what follows an item: the byte of a comma, or `None` after `close`.
    fn comma(&mut self, close: char) -> Read<Option<usize>> {
        let (end, was_text) = (self.end, self.text[..self.end].ends_with('"'));
        self.space()?;
        let at = self.at;
        let Some(c) = self.peek() else {
            let what = match close {
                '}' => "还缺右大括号“}”",
                _ => "还缺右方括号“]”",
            };
            return self.unfinished(what);
        };
        match c {
            ',' => self.skip(c),
            _ if c == close => {
                self.skip(c);
                return Ok(None);
            }
            '｝' | '］' | '】' if (c == '｝') == (close == '}') => {
                self.bracket(c, close);
                return Ok(None);
            }
            '，' | '、' | '﹐' | '､' => {
                self.note(
                    at,
                    format!("这里的逗号是中文的全角标点“{c}”。请改成英文半角的“,”。"),
                );
                self.skip(c);
            }
            ';' | '；' => {
                self.note(at, format!("这里应当是英文逗号“,”，不是分号“{c}”。"));
                self.skip(c);
            }
            '}' | ']' | '｝' | '］' | '】' => {
                return self.stop(
                    at,
                    format!("括号不配：这里应当先有“{close}”。请检查前面的括号。"),
                );
            }
            // Text after a closing quotation mark: an unescaped mark within the string has ended it.
            _ if was_text && self.goes_on(end, at) => {
                return self.stop(
                    end.saturating_sub(1),
                    "文字在这个引号处就结束了，后面却还有字。文字里的引号请写成中文引号“ ”；文字结束了的话，请在后面补上英文逗号。",
                );
            }
            '"' | '{' | '[' | '-' | '0'..='9' => {
                self.note(end, "这里缺一个英文逗号“,”：两项之间要用逗号隔开。");
                return Ok(Some(end));
            }
            c if closing_of(c).is_some() => {
                self.note(end, "这里缺一个英文逗号“,”：两项之间要用逗号隔开。");
                return Ok(Some(end));
            }
            c => {
                return self.stop(at, format!("这里不该有“{c}”。请检查引号、逗号和括号。"));
            }
        }
        Ok(Some(at))
    }

    /// Whether what follows the end of a string on the same line is the rest of it.
    fn goes_on(&self, end: usize, at: usize) -> bool {
        let is_same_line = !self.text[end..at].contains('\n');
        let c = self.text[at..].chars().next().unwrap_or_default();
        is_same_line && end == at && (c.is_alphabetic() || "（《。！？…—".contains(c))
    }

    fn unfinished<T>(&mut self, what: &str) -> Read<T> {
        self.stop(
            self.text.len(),
            format!("文件没有写完：{what}。请补完，或从上一个版本恢复。"),
        )
    }

    /// Parses a string between the quotation marks of JSON.
    fn string(&mut self) -> Read {
        let start = self.at;
        let mut characters = self.text[start..].char_indices().skip(1).peekable();
        while let Some((offset, c)) = characters.next() {
            let at = start + offset;
            match c {
                '"' => {
                    self.at = at + 1;
                    self.end = self.at;
                    return Ok(());
                }
                '\n' | '\r' => return self.unclosed(start, at),
                '\\' => {
                    let Some((_, escaped)) = characters.next() else {
                        return self.unclosed(start, self.text.len());
                    };
                    let is_known = "\"\\/bfnrt".contains(escaped);
                    if !is_known && escaped != 'u' {
                        return self.stop(
                            at,
                            "这里的反斜线“\\”用错了。文字里要写一个反斜线，请写两个：\\\\。",
                        );
                    }
                    if escaped == 'u' && !self.is_unicode(at) {
                        return self.stop(
                            at,
                            "这里的“\\u”后面不是一个字符的四位编号。请直接写那个字。",
                        );
                    }
                }
                c if c < ' ' => {
                    self.note(
                        at,
                        match c {
                            '\t' => "文字里有制表符（Tab）。请删去它，或换成空格。",
                            _ => "文字里有看不见的控制字符。请重新键入这段文字。",
                        },
                    );
                }
                _ => {}
            }
        }
        self.unclosed(start, self.text.len())
    }

    /// Whether the escape at this byte, with the second half of a surrogate pair, is a character.
    fn is_unicode(&self, at: usize) -> bool {
        let unit = |at: usize| {
            let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
            let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_hex
                .then(|| u16::from_str_radix(digits, 16).ok())
                .flatten()
        };
        match unit(at) {
            Some(0xd800..=0xdbff) => matches!(unit(at + 6), Some(0xdc00..=0xdfff)),
            // The loop also reaches the second half, which is valid after a first half.
            Some(0xdc00..=0xdfff) => at
                .checked_sub(6)
                .and_then(unit)
                .is_some_and(|it| matches!(it, 0xd800..=0xdbff)),
            Some(_) => true,
            None => false,
        }
    }

    /// Reports a string that does not end on its line, and a Chinese quotation mark that was meant as its end.
    fn unclosed(&mut self, start: usize, end: usize) -> Read {
        let text = &self.text[start..end];
        let trimmed = text.trim_end_matches([' ', '\t', '\r', ',', '，']);
        let last = trimmed.chars().next_back().unwrap_or_default();
        // “…” within the string is a pair; a single mark was meant as the end.
        let is_alone = |close: char, open: char| {
            last == close && text.matches(close).count() > text.matches(open).count()
        };
        if is_alone('”', '“') || is_alone('＂', '\u{0}') || is_alone('’', '‘') {
            let at = start + trimmed.len() - last.len_utf8();
            return self.stop(
                at,
                format!("收尾的引号写成了中文引号“{last}”。请改成英文双引号 \"。"),
            );
        }
        let what = match self.text.len() == end {
            true => "文件没有写完：这里开始的文字没有收尾的英文双引号 \"。请补上。",
            false => "这里开始的文字在这一行里没有收尾的英文双引号 \"。请补上；文字中间不能换行。",
        };
        self.stop(start, what)
    }

    /// Reports and skips a string between other quotation marks.
    fn quoted(&mut self, open: char) -> Read {
        let at = self.at;
        let sentence = match open {
            '\'' => "这里用的是单引号“'”。请改成英文双引号 \"，两头都要改。".to_owned(),
            '`' => "这里用的是反引号“`”。请改成英文双引号 \"，两头都要改。".to_owned(),
            open => format!("这里用了中文引号 {open} ，请改成英文双引号 \" ，两头都要改。"),
        };
        self.note(at, sentence);
        let rest = self.rest();
        let line = rest.split('\n').next().unwrap_or_default();
        // The end is the first closing mark that is followed by the punctuation of JSON.
        let closing = closing_of(open).unwrap_or_default();
        let mut ends = line
            .char_indices()
            .skip(1)
            .filter(|(_, c)| closing.contains(*c));
        let ended = ends.find(|(offset, c)| {
            let behind = line[offset + c.len_utf8()..].trim_start();
            behind.is_empty()
                || behind.starts_with([',', '，', '、', ':', '：', '}', ']', '｝', '］', ';', '；'])
        });
        match ended {
            Some((offset, c)) => {
                self.at += offset + c.len_utf8();
                self.end = self.at;
                Ok(())
            }
            None => Err(End),
        }
    }

    fn number(&mut self) -> Read {
        let at = self.at;
        let rest = self.rest();
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && !"+-.eE".contains(c))
            .unwrap_or(rest.len());
        let number = &rest[..end];
        let is_right = serde_json::from_str::<serde_json::Value>(number);
        if is_right.is_ok() {
            self.at += end;
            self.end = self.at;
            return Ok(());
        }
        let digits = number.trim_start_matches('-');
        let sentence =
            if digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit()
            {
                format!("数字“{number}”不能用 0 开头。请去掉前面的 0。")
            } else {
                format!("“{number}”不是一个正确的数。请改正。")
            };
        self.stop(at, sentence)
    }
}

/// The closing marks for a quotation mark that is not JSON's.
fn closing_of(open: char) -> Option<&'static str> {
    Some(match open {
        '“' | '”' | '„' | '‟' | '〝' | '〞' => "”“〞\"",
        '‘' | '’' => "’‘'\"",
        '＂' => "＂\"",
        '＇' => "＇'\"",
        '\'' => "'’",
        '`' => "`'",
        '「' => "」",
        '『' => "』",
        '«' => "»",
        '《' => "》",
        _ => return None,
    })
}

/// Whether a character looks like a space or is invisible, but is not white space in JSON.
fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '\u{1680}' | '\u{180e}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{feff}' | '\u{b}' | '\u{c}' | '\u{85}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// What is wrong with a text: line, a word of the sentence.
    fn named(text: &str) -> Vec<(usize, String)> {
        let faults = faults(text).into_iter();
        faults
            .map(|fault| (text[..fault.at].matches('\n').count() + 1, fault.sentence))
            .collect()
    }

    #[test]
    fn each_kind_of_error_is_named_on_its_line() {
        for (text, line, word) in [
            ("{\n\"a\": 1，\n\"b\": 2}", 2, "全角"),
            ("{\n\"a\": 1、\n\"b\": 2}", 2, "全角"),
            ("{\n\"a\"：1,\n\"b\": 2}", 2, "全角冒号"),
            ("｛\n\"a\": 1}", 1, "全角括号"),
            ("{\n\"a\": 1\n｝", 3, "全角括号"),
            ("{\"a\":\n［1]}", 2, "全角括号"),
            ("{\"a\":\n[1］}", 2, "全角括号"),
            ("{\"a\":\n【1】}", 2, "全角括号"),
            ("{\n“a”: 1}", 2, "中文引号"),
            ("{\n\"a\": “甲”\n}", 2, "中文引号"),
            ("{\n\"a\": ”甲”,\n\"b\": 1}", 2, "中文引号"),
            ("{\n\"a\": \"甲”,\n\"b\": 1}", 2, "中文引号"),
            ("{\n\"a\": “甲\",\n\"b\": 1}", 2, "中文引号"),
            ("{\n\"a\": ＂甲＂}", 2, "引号"),
            ("{\n'a': 1}", 2, "单引号"),
            ("{\n\"a\": '甲'}", 2, "单引号"),
            ("{\n\"a\": 1, // 甲\n\"b\": 2}", 2, "注释"),
            ("{\n\"a\": 1, /* 甲\n */ \"b\": 2}", 2, "注释"),
            ("{\n\"a\": 1, # 甲\n\"b\": 2}", 2, "注释"),
            ("// 甲\n{\"a\": 1}", 1, "注释"),
            ("{\"a\": 1}\n// 甲", 2, "注释"),
            ("{\"a\": 1\n/* 甲", 2, "注释"),
            (
                "{\n<<<<<<< HEAD\n\"a\": 1\n=======\n\"a\": 2\n>>>>>>> x\n}",
                2,
                "冲突",
            ),
            ("{\n\"a\": 1,\n=======\n\"a\": 2\n>>>>>>> x\n}", 3, "冲突"),
            ("{\n\"a\": 1\n>>>>>>> 同事\r\n}", 3, "冲突"),
            ("{\n\"a\": 1,\n}", 2, "多了一个逗号"),
            ("{\"a\": [1,\n2,\n]}", 2, "多了一个逗号"),
            ("{\n\"a\": 1\n\"b\": 2}", 2, "缺一个英文逗号"),
            ("{\"a\": [\n\"x\"\n\"y\"]}", 2, "缺一个英文逗号"),
            ("{\"a\": [{}\n{}]}", 1, "缺一个英文逗号"),
            ("{\n\"a\": 1,,\n\"b\": 2}", 2, "多了一个"),
            ("{\n\"a\": \"甲,\n\"b\": 2}", 2, "收尾"),
            ("{\n\"a\": \"甲", 2, "收尾"),
            ("{\n\"a: 1,\n\"b\": 2}", 2, "收尾"),
            ("{\n\"a\": \"说\"好\"。\"}", 2, "引号"),
            ("{\n\"a\":\u{a0}1}", 2, "空格"),
            ("{\n\"a\":\u{3000}1}", 2, "全角空格"),
            ("{\n\u{200b}\"a\": 1}", 2, "U+200B"),
            ("{\n\"a\": 1;\n\"b\": 2}", 2, "分号"),
            ("{\n\"a\" = 1}", 2, "冒号"),
            ("{\n\"a\" 1}", 2, "冒号"),
            ("{\na: 1}", 2, "“a”没有放在英文双引号里"),
            ("{\n\"a\": 甲}", 2, "“甲”没有放在英文双引号里"),
            ("{\n\"a\": True}", 2, "小写"),
            ("{\n\"a\": None}", 2, "小写"),
            ("{\n\"a\": ２}", 2, "全角"),
            ("{\n\"a\": 01}", 2, "0 开头"),
            ("{\n\"a\": 1.}", 2, "不是一个正确的数"),
            ("{\n\"a\": \"C:\\路\"}", 2, "反斜线"),
            ("{\n\"a\": \"\\ud800\"}", 2, "\\u"),
            ("{\n\"a\": \"甲\t乙\"}", 2, "Tab"),
            ("{\n\"a\": [1}", 2, "括号不配"),
            ("{\n\"a\": 1]", 2, "括号不配"),
            ("{\"a\": 1}\n}", 2, "多了一个括号"),
            ("{\"a\": 1}\n{\"a\": 1}", 2, "应当已经结束"),
            ("{\"a\": 1\n", 2, "没有写完"),
            ("{\"a\": [1\n", 2, "没有写完"),
            (" \n", 2, "没有写完"),
        ] {
            assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
            let named = named(text);
            assert!(
                named
                    .first()
                    .is_some_and(|(at, it)| *at == line && it.contains(word) && it.ends_with('。')),
                "{text}\n{named:?}"
            );
        }
    }

    #[test]
    fn errors_whose_meaning_is_plain_are_named_all_at_once() {
        let text = "{\n“a”：1，\n\"b\": [1，2,],\n\"c\":\u{a0}'x', // 甲\n\"d\": {}\n\"e\": 1\n}";
        let lines: Vec<usize> = named(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [2, 2, 2, 3, 3, 4, 4, 4, 5]);
        let many = named(&format!("[{}1]", "1，\n".repeat(50)));
        assert_eq!(many.len(), MOST + 1);
        assert!(
            many.last()
                .is_some_and(|(line, it)| *line == 21 && it.contains("还有 30 处"))
        );
    }

    #[test]
    fn encodings_of_chinese_computers_are_named() {
        let text = "{\"name\": \"白天透析，每天两趟车\"}";
        let wide = |swap: bool| -> Vec<u8> {
            let units = text.encode_utf16();
            units
                .flat_map(|unit| {
                    if swap {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        let marked = [vec![0xff, 0xfe], wide(false)].concat();
        for bytes in [
            marked,
            [vec![0xfe, 0xff], wide(true)].concat(),
            wide(false),
            wide(true),
        ] {
            assert!(
                encoding(&bytes).is_some_and(|it| it.contains("UTF-16")),
                "{bytes:?}"
            );
        }
        let (gbk, ..) = GB18030.encode(text);
        assert!(encoding(&gbk).is_some_and(|it| it.contains("GBK")));
        assert_eq!(encoding(text.as_bytes()), None);
        assert_eq!(encoding(b"{\"a\": \"\xff\xff\"}"), None);
        assert_eq!(encoding(b""), None);
        assert!(encoding(&[0; 64]).is_some_and(|it| it.contains("空字节")));
    }

    fn pieces() -> impl Strategy<Value = String> {
        let pieces = vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\"a\"",
            "\"b\": 1",
            "1",
            "-0.5e3",
            "true",
            "null",
            " ",
            "\n",
            "，",
            "：",
            "“",
            "”",
            "'",
            "//",
            "/*",
            "*/",
            "#",
            "\\",
            "\\u0061",
            "\\ud83d\\ude00",
            "\\ude00",
            "\u{a0}",
            "甲",
            "<<<<<<< ",
            "0",
            "{\"a\": [1, {}]}",
        ];
        prop::collection::vec(prop::sample::select(pieces), 0..14).prop_map(|it| it.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_text_has_faults_where_serde_takes_it_not(text in prop_oneof![pieces(), ".{0,40}", pieces().prop_map(|it| format!("{{\"a\": [{it}]}}"))]) {
            let is_right = serde_json::from_str::<Value>(&text).is_ok();
            let faults = faults(&text);
            prop_assert_eq!(faults.is_empty(), is_right, "{:?} {:?}", text, faults);
            for fault in faults {
                prop_assert!(text.is_char_boundary(fault.at) && fault.sentence.ends_with('。'), "{:?}", fault);
            }
        }
    }

    #[test]
    fn nesting_is_followed_as_deep_as_serde_follows_it() {
        for depth in [1, 126, 127, 128, 129, 100_000] {
            let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            let is_right = serde_json::from_str::<Value>(&text).is_ok();
            assert_eq!(faults(&text).is_empty(), is_right, "{depth}");
        }
    }
}
