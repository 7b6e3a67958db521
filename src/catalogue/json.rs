//! A small JSON deserializer for the wasm app.
//!
//! [`from_str`] reads what native code writes for the browser: objects, lists, texts, whole numbers, booleans and null, through serde. A property test shows
//! that it agrees with serde_json on these values. It takes a few kilobytes of the program, a fraction of serde_json, because it reports neither position
//! nor cause of an error: malformed text gives `None`, never a panic.

use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, Expected, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use std::fmt;

/// Deserializes a text; `None` if it is malformed or does not fit the type.
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
    };
    let value = T::deserialize(&mut reader).ok()?;
    (reader.peek().is_none()).then_some(value)
}

/// The text is malformed or does not fit the type.
#[derive(Debug)]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("malformed")
    }
}

impl std::error::Error for Malformed {}

/// Discards all messages, because formatting them would bring the formatting of numbers into the program.
impl de::Error for Malformed {
    fn custom<T: fmt::Display>(_: T) -> Malformed {
        Malformed
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Malformed {
        Malformed
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Malformed {
        Malformed
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Malformed {
        Malformed
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Malformed {
        Malformed
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Malformed {
        Malformed
    }

    fn missing_field(_: &'static str) -> Malformed {
        Malformed
    }

    fn duplicate_field(_: &'static str) -> Malformed {
        Malformed
    }
}

/// The deepest nesting of lists and objects; our data need nine.
const DEEPEST: u8 = 32;

struct Reader<'de> {
    text: &'de str,
    at: usize,
    depth: u8,
}

impl<'de> Reader<'de> {
    /// The next byte after white space.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Result<(), Malformed> {
        (self.peek() == Some(byte))
            .then(|| self.at += 1)
            .ok_or(Malformed)
    }

    fn take_null(&mut self) -> bool {
        let null = self.peek() == Some(b'n') && self.text[self.at..].starts_with("null");
        if null {
            self.at += 4;
        }
        null
    }

    /// A string without its quotation marks, and whether it contains escapes.
    fn raw(&mut self) -> Result<(&'de str, bool), Malformed> {
        self.take(b'"')?;
        let from = self.at;
        let mut escapes = false;
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escapes = true;
                    self.at += 2;
                }
                Some(0..0x20) | None => return Err(Malformed),
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        let raw = self.text.get(from..self.at - 1).ok_or(Malformed)?;
        Ok((raw, escapes))
    }

    fn string(&mut self) -> Result<String, Malformed> {
        let (raw, escapes) = self.raw()?;
        if escapes {
            unescape(raw)
        } else {
            Ok(raw.to_owned())
        }
    }

    /// Skips a value.
    fn skip(&mut self) -> Result<(), Malformed> {
        match self.peek() {
            Some(b'"') => self.raw().map(drop),
            Some(b'[') => self.nested(b'[', b']', |items| {
                while items.more()? {
                    items.reader.skip()?;
                }
                Ok(())
            }),
            Some(b'{') => self.nested(b'{', b'}', |items| {
                while items.more()? {
                    items.reader.raw()?;
                    items.reader.take(b':')?;
                    items.reader.skip()?;
                }
                Ok(())
            }),
            _ => {
                let rest = &self.text[self.at..];
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
                let end = end.unwrap_or(rest.len());
                self.at += end;
                (end > 0).then_some(()).ok_or(Malformed)
            }
        }
    }

    fn number(&mut self) -> Result<u64, Malformed> {
        self.peek();
        let from = self.at;
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        let digits = &self.text[from..self.at];
        if digits.len() > 1 && digits.starts_with('0') {
            return Err(Malformed);
        }
        digits.parse().map_err(|_| Malformed)
    }

    /// An unsigned number, possibly with decimals and an exponent.
    fn decimal(&mut self) -> Result<f64, Malformed> {
        self.peek();
        let from = self.at;
        let digits = |reader: &mut Self| {
            let from = reader.at;
            while (reader.text.as_bytes().get(reader.at)).is_some_and(u8::is_ascii_digit) {
                reader.at += 1;
            }
            match reader.at == from {
                true => Err(Malformed),
                false => Ok(&reader.text[from..reader.at]),
            }
        };
        let whole = digits(self)?;
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(Malformed);
        }
        if self.text[self.at..].starts_with('.') {
            self.at += 1;
            digits(self)?;
        }
        if self.text[self.at..].starts_with(['e', 'E']) {
            self.at += 1;
            self.at += usize::from(self.text[self.at..].starts_with(['+', '-']));
            digits(self)?;
        }
        self.text[from..self.at].parse().map_err(|_| Malformed)
    }

    /// Reads an opening bracket, the content with `read`, and the closing bracket.
    fn nested<T>(
        &mut self,
        open: u8,
        close: u8,
        read: impl FnOnce(&mut Items<'_, 'de>) -> Result<T, Malformed>,
    ) -> Result<T, Malformed> {
        self.take(open)?;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Malformed);
        }
        let mut items = Items {
            reader: self,
            close,
            first: true,
        };
        let value = read(&mut items)?;
        // A visitor may stop before the last item.
        if items.more()? {
            return Err(Malformed);
        }
        self.depth -= 1;
        self.take(close)?;
        Ok(value)
    }
}

fn unescape(raw: &str) -> Result<String, Malformed> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, escaped)) = rest.split_once('\\') {
        text.push_str(plain);
        let mut after = escaped.chars();
        text.push(match after.next().ok_or(Malformed)? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let unit = |text: &str| {
                    let digits = text.get(..4)?;
                    // `from_str_radix` would accept a sign.
                    let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
                    plain.then_some(u32::from_str_radix(digits, 16).ok()?)
                };
                let high = unit(after.as_str()).ok_or(Malformed)?;
                after = after.as_str()[4..].chars();
                let code = if (0xd800..0xdc00).contains(&high) {
                    let low = after
                        .as_str()
                        .strip_prefix("\\u")
                        .and_then(unit)
                        .filter(|low| (0xdc00..0xe000).contains(low))
                        .ok_or(Malformed)?;
                    after = after.as_str()[6..].chars();
                    0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)
                } else {
                    high
                };
                char::from_u32(code).ok_or(Malformed)?
            }
            same @ ('"' | '\\' | '/') => same,
            _ => return Err(Malformed),
        });
        rest = after.as_str();
    }
    text.push_str(rest);
    Ok(text)
}

/// The items between two brackets.
struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    close: u8,
    first: bool,
}

impl Items<'_, '_> {
    /// Whether another item follows. Consumes the comma.
    fn more(&mut self) -> Result<bool, Malformed> {
        if self.reader.peek() == Some(self.close) {
            return Ok(false);
        }
        if !std::mem::take(&mut self.first) {
            self.reader.take(b',')?;
        }
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for &mut Items<'_, 'de> {
    type Error = Malformed;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Malformed> {
        if !self.more()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> MapAccess<'de> for &mut Items<'_, 'de> {
    type Error = Malformed;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Malformed> {
        if !self.more()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Malformed> {
        self.reader.take(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

/// A value of an enum: `"Name"`, or `{"Name": content}`.
struct Variant<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_object: bool,
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Malformed;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Malformed> {
        let name = seed.deserialize(&mut *self.reader)?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Malformed;

    fn unit_variant(self) -> Result<(), Malformed> {
        (!self.is_object).then_some(()).ok_or(Malformed)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Malformed> {
        if !self.is_object {
            return Err(Malformed);
        }
        self.reader.take(b':')?;
        self.reader.depth += 1;
        if self.reader.depth > DEEPEST {
            return Err(Malformed);
        }
        let value = seed.deserialize(&mut *self.reader)?;
        self.reader.depth -= 1;
        self.reader.take(b'}')?;
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Malformed> {
        Err(Malformed)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Malformed> {
        Err(Malformed)
    }
}

/// Implements only the methods that our types need: a generic method would be compiled again for every type.
impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Malformed;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Malformed> {
        Err(Malformed)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        self.nested(b'{', b'}', |items| visitor.visit_map(items))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.nested(b'[', b']', |items| visitor.visit_seq(items))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        if self.take_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        let is_object = self.peek() == Some(b'{');
        if is_object {
            self.take(b'{')?;
        }
        visitor.visit_enum(Variant {
            reader: self,
            is_object,
        })
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        let (raw, escapes) = self.raw()?;
        if escapes {
            Err(Malformed)
        } else {
            visitor.visit_borrowed_str(raw)
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.peek();
        let rest = &self.text[self.at..];
        let value = rest.starts_with("true");
        if !value && !rest.starts_with("false") {
            return Err(Malformed);
        }
        self.at += if value { 4 } else { 5 };
        visitor.visit_bool(value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.skip()?;
        visitor.visit_unit()
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_u64(self.number()?)
    }

    // Only used by records that the wasm app does not load, so it takes no space there.
    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_f64(self.decimal()?)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u64 u128 f32 char str bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct map
    }
}
