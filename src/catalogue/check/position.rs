//! Line and column of a field in its file.
//!
//! [`Positions`] parses the text of a file once and finds the place that a problem's record and field name: the name of a field, the first character of an
//! item, or the record if the field is missing. Columns count characters, as editors do. A text that is not JSON has no fields, only offsets.

use std::collections::HashMap;

/// The deepest nesting that is followed; the limit of serde_json.
const DEEPEST: usize = 128;

/// The positions of the fields of a file.
pub(super) struct Positions<'a> {
    text: &'a str,
    root: Option<Node>,
    /// The first byte of each line.
    lines: Vec<usize>,
    /// The list and the index in it of each record, by [`Node::names`].
    records: HashMap<String, (usize, usize)>,
}

/// A value of the file, with its first byte.
struct Node {
    at: usize,
    value: Value,
}

enum Value {
    /// Fields: name, first byte of the name, value.
    Record(Vec<(String, usize, Node)>),
    List(Vec<Node>),
    Text(String),
    Other,
}

impl<'a> Positions<'a> {
    /// Parses a file. If it is not JSON, only [`Positions::at`] gives a position.
    pub(super) fn of(text: &'a str) -> Self {
        let mut reader = Reader { text, at: 0 };
        let root = reader.node(0);
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let mut records = HashMap::new();
        for (at, list) in root.iter().flat_map(Node::lists).enumerate() {
            for (place, record) in list.iter().enumerate() {
                // If two records share an id, the later one is reported.
                records.extend(record.names().map(|name| (name.to_owned(), (at, place))));
            }
        }
        Self {
            text,
            lines: std::iter::once(0).chain(ends).collect(),
            records,
            root,
        }
    }

    /// Line and column of a byte, both from 1.
    pub(super) fn at(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line = self.lines.partition_point(|start| *start <= before.len());
        let start = self.lines[line - 1];
        (line, before[start..].chars().count() + 1)
    }

    /// Line and column of the field of a record, or of the record if it has no such field; `None` if there is no such record.
    pub(super) fn find(&self, record: &str, field: &str) -> Option<(usize, usize)> {
        let root = self.root.as_ref()?;
        let of_record = match self.records.get(record) {
            _ if root.is_named(record) => root,
            Some((list, place)) => root.lists().nth(*list)?.get(*place)?,
            None => record.is_empty().then_some(root)?,
        };
        Some(self.at(of_record.below(field)))
    }
}

impl Node {
    /// The names by which a problem refers to this record: its id, its old address, its first word.
    fn names(&self) -> impl Iterator<Item = &str> {
        let fields = match &self.value {
            Value::Record(fields) => &fields[..],
            _ => &[],
        };
        let names = fields
            .iter()
            .filter(|(key, ..)| ["id", "from", "words"].contains(&key.as_str()));
        names.filter_map(|(_, _, node)| match &node.value {
            Value::Text(text) => Some(text.as_str()),
            Value::List(words) => match &words.first()?.value {
                Value::Text(word) => Some(word.as_str()),
                _ => None,
            },
            _ => None,
        })
    }

    /// Whether a problem may refer to this record by a name.
    fn is_named(&self, name: &str) -> bool {
        self.names().any(|own| own == name)
    }

    fn lists(&self) -> impl Iterator<Item = &[Node]> {
        let fields = match &self.value {
            Value::Record(fields) => &fields[..],
            _ => &[],
        };
        fields.iter().filter_map(|(_, _, node)| match &node.value {
            Value::List(items) => Some(&items[..]),
            _ => None,
        })
    }

    /// The first byte of the field below this node, or of the last existing node on its path.
    fn below(&self, field: &str) -> usize {
        let (mut node, mut at) = (self, self.at);
        let mut rest = field;
        while !rest.is_empty() {
            let next = if let Some(item) = rest.strip_prefix('[') {
                let Some((name, after)) = item.split_once(']') else {
                    break;
                };
                rest = after;
                // The name of a register's list is omitted in problems.
                let list = match &node.value {
                    Value::List(items) => Some(&items[..]),
                    _ => node.lists().next(),
                };
                let Some(list) = list else { break };
                let named = list.iter().rfind(|item| item.is_named(name));
                let counted = || list.get(name.parse::<usize>().ok()?);
                named.or_else(counted).map(|item| (item.at, item))
            } else {
                rest = rest.strip_prefix('.').unwrap_or(rest);
                let end = rest.find(['.', '[']).unwrap_or(rest.len());
                let name = &rest[..end];
                rest = &rest[end..];
                match &node.value {
                    Value::Record(fields) => fields
                        .iter()
                        .rfind(|(key, ..)| key == name)
                        .map(|(_, at, node)| (*at, node)),
                    _ => None,
                }
            };
            let Some((found, below)) = next else { break };
            (at, node) = (found, below);
        }
        at
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    /// The next character after white space.
    fn peek(&mut self) -> Option<char> {
        let rest = self.text.get(self.at..)?;
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        self.text.get(self.at..)?.chars().next()
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        (self.peek()? == wanted).then(|| self.at += wanted.len_utf8())
    }

    fn node(&mut self, depth: usize) -> Option<Node> {
        let first = self.peek()?;
        let at = self.at;
        let value = match first {
            _ if depth > DEEPEST => return None,
            '{' => {
                let mut fields = Vec::new();
                self.take('{')?;
                while self.peek()? != '}' {
                    let key_at = self.at;
                    let key = self.string()?;
                    self.take(':')?;
                    fields.push((key, key_at, self.node(depth + 1)?));
                    if self.peek()? != '}' {
                        self.take(',')?;
                    }
                }
                self.take('}')?;
                Value::Record(fields)
            }
            '[' => {
                let mut items = Vec::new();
                self.take('[')?;
                while self.peek()? != ']' {
                    items.push(self.node(depth + 1)?);
                    if self.peek()? != ']' {
                        self.take(',')?;
                    }
                }
                self.take(']')?;
                Value::List(items)
            }
            '"' => Value::Text(self.string()?),
            _ => {
                let rest = &self.text[self.at..];
                let end = rest.find([',', ']', '}', ' ', '\t', '\n', '\r']);
                self.at += end.unwrap_or(rest.len());
                Value::Other
            }
        };
        Some(Node { at, value })
    }

    fn string(&mut self) -> Option<String> {
        self.peek()?;
        let start = self.at;
        let mut characters = self.text[start..].char_indices().skip(1);
        loop {
            match characters.next()? {
                (_, '\\') => drop(characters.next()?),
                (end, '"') => {
                    self.at = start + end + 1;
                    return serde_json::from_str(&self.text[start..self.at]).ok();
                }
                _ => {}
            }
        }
    }
}
