//! In which line and column of its file does a field stand?
//!
//! [`Positions`] reads the text of a file once and finds what a problem's record and field name: the field's own name, an item's first
//! character, and where the field is missing the record that should hold it. Columns count characters, as editors do. Whether the text is
//! right is absent on purpose: what is no JSON has no fields, only offsets.

/// How deep lists and records are followed; serde_json goes no deeper either.
const DEEPEST: usize = 128;

/// The fields of one file, by where they stand.
pub(super) struct Positions<'a> {
    text: &'a str,
    root: Option<Node>,
}

/// A value of the file, with the byte at which it begins.
struct Node {
    at: usize,
    value: Value,
}

enum Value {
    /// What a field holds, behind the byte of its name, and the name.
    Record(Vec<(String, usize, Node)>),
    List(Vec<Node>),
    Text(String),
    Other,
}

impl<'a> Positions<'a> {
    /// Reads a file; of what is no JSON only offsets have a position.
    pub(super) fn of(text: &'a str) -> Self {
        let mut reader = Reader { text, at: 0 };
        let root = reader.node(0);
        Self { text, root }
    }

    /// Line and column of a byte, both from one.
    pub(super) fn at(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        (line, before[start..].chars().count() + 1)
    }

    /// Line and column of the field of a record; of the record where it has no such field, of nothing where there is no such record.
    pub(super) fn find(&self, record: &str, field: &str) -> Option<(usize, usize)> {
        let root = self.root.as_ref()?;
        // Where two records share an id, the later one is to be mended.
        let of_record = if root.is_named(record) {
            root
        } else {
            root.lists()
                .flatten()
                .filter(|item| item.is_named(record))
                .last()
                .or((record.is_empty()).then_some(root))?
        };
        Some(self.at(of_record.below(field)))
    }
}

impl Node {
    /// Whether this is the record that a problem calls by this name: its id, its old address, its first word.
    fn is_named(&self, name: &str) -> bool {
        let Value::Record(fields) = &self.value else {
            return false;
        };
        let names = fields
            .iter()
            .filter(|(key, ..)| ["id", "from", "words"].contains(&key.as_str()));
        names.into_iter().any(|(_, _, node)| match &node.value {
            Value::Text(text) => text == name,
            Value::List(words) => {
                matches!(words.first(), Some(Node { value: Value::Text(word), .. }) if word == name)
            }
            _ => false,
        })
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

    /// The byte at which the field below this node begins, or as far as the way to it leads.
    fn below(&self, field: &str) -> usize {
        let (mut node, mut at) = (self, self.at);
        let mut rest = field;
        while !rest.is_empty() {
            let next = if let Some(item) = rest.strip_prefix('[') {
                let Some((name, after)) = item.split_once(']') else {
                    break;
                };
                rest = after;
                // The list of a register is not named: its file is the list.
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
    /// The next character that is no space.
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
