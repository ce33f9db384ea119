//! JSON as Python's standard library writes and reads it.
//!
//! The body hash of a request is taken over the Python text of its values, which depends on things
//! that a general JSON library loses: the order of an object's keys, whether a number was written
//! as an integer or a float, integers beyond 64 bits. Python also writes `NaN` and `Infinity`.
//! This reader keeps and accepts all of that; depth and size of its input are bounded.

use std::fmt::{self, Write};

use crate::FieldError;

/// Deepest nesting that is read.
const MAX_DEPTH: usize = 64;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`, Python's `None`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number written without point and exponent.
    Int(i128),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// A list on the wire that Python holds as a tuple, which hashes differently.
    Tuple(Vec<Json>),
    /// An object, in the order of its keys.
    Object(Fields),
}

/// The fields of an object in order. A name that appears twice has its last value, as in Python.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(Vec<(String, Json)>);

impl Fields {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0
            .iter()
            .rev()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Adds a field at the end.
    pub fn push(&mut self, name: impl Into<String>, value: Json) {
        self.0.push((name.into(), value));
    }
}

impl IntoIterator for Fields {
    type Item = (String, Json);
    type IntoIter = std::vec::IntoIter<(String, Json)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<N: Into<String>> FromIterator<(N, Json)> for Fields {
    fn from_iter<I: IntoIterator<Item = (N, Json)>>(pairs: I) -> Self {
        Self(
            pairs
                .into_iter()
                .map(|(name, value)| (name.into(), value))
                .collect(),
        )
    }
}

/// Why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not JSON: {cause} at byte {position}")]
pub struct JsonError {
    /// What is wrong.
    pub cause: &'static str,
    /// Where.
    pub position: usize,
}

impl Json {
    /// An object of these fields.
    pub fn object<N: Into<String>>(pairs: impl IntoIterator<Item = (N, Self)>) -> Self {
        Self::Object(pairs.into_iter().collect())
    }

    /// Reads a whole text.
    ///
    /// # Errors
    /// The text is not JSON, nests deeper than 64, or holds an integer beyond 128 bits.
    pub fn parse(text: &[u8]) -> Result<Self, JsonError> {
        let text = std::str::from_utf8(text).map_err(|error| JsonError {
            cause: "not UTF-8",
            position: error.valid_up_to(),
        })?;
        let mut reader = Reader { text, position: 0 };
        let value = reader.value(0)?;
        reader.blanks();
        if reader.position < text.len() {
            return Err(reader.error("more text after the value"));
        }
        Ok(value)
    }

    /// The fields of an object.
    ///
    /// # Errors
    /// Anything else than an object.
    pub fn as_fields(&self) -> Result<&Fields, FieldError> {
        match self {
            Self::Object(fields) => Ok(fields),
            other => Err(FieldError::expected("an object", other)),
        }
    }

    /// What kind of value it is, for error texts.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a truth value",
            Self::Int(_) => "an integer",
            Self::Float(_) => "a float",
            Self::Text(_) => "a text",
            Self::List(_) | Self::Tuple(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Compact JSON in UTF-8.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) if value.is_nan() => f.write_str("NaN"),
            Self::Float(value) if value.is_infinite() => f.write_str(if *value > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            }),
            Self::Float(value) => f.write_str(&crate::python_text::float(*value)),
            Self::Text(text) => write_text(f, text),
            Self::List(items) | Self::Tuple(items) => {
                f.write_char('[')?;
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        f.write_char(',')?;
                    }
                    item.fmt(f)?;
                }
                f.write_char(']')
            }
            Self::Object(fields) => {
                f.write_char('{')?;
                for (index, (name, value)) in fields.iter().enumerate() {
                    if index > 0 {
                        f.write_char(',')?;
                    }
                    write_text(f, name)?;
                    f.write_char(':')?;
                    value.fmt(f)?;
                }
                f.write_char('}')
            }
        }
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    let mut plain = 0;
    for (index, c) in text.char_indices() {
        let short = match c {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            c if u32::from(c) < 0x20 => "",
            _ => continue,
        };
        f.write_str(text.get(plain..index).unwrap_or_default())?;
        if short.is_empty() {
            write!(f, "\\u{:04x}", u32::from(c))?;
        } else {
            f.write_str(short)?;
        }
        plain = index + c.len_utf8();
    }
    f.write_str(text.get(plain..).unwrap_or_default())?;
    f.write_char('"')
}

struct Reader<'a> {
    text: &'a str,
    position: usize,
}

impl Reader<'_> {
    fn error(&self, cause: &'static str) -> JsonError {
        JsonError {
            cause,
            position: self.position,
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.position..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.position += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.position += usize::from(found);
        found
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        self.rest().starts_with(word).then(|| {
            self.position += word.len();
            value
        })
    }

    fn value(&mut self, depth: usize) -> Result<Json, JsonError> {
        if depth > MAX_DEPTH {
            return Err(self.error("nested too deeply"));
        }
        self.blanks();
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => Ok(Json::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self
                .word("null", Json::Null)
                .or_else(|| self.word("true", Json::Bool(true)))
                .or_else(|| self.word("false", Json::Bool(false)))
                .or_else(|| self.word("NaN", Json::Float(f64::NAN)))
                .or_else(|| self.word("Infinity", Json::Float(f64::INFINITY)))
                .ok_or_else(|| self.error("no value")),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json, JsonError> {
        self.position += 1;
        let mut items = Vec::new();
        self.blanks();
        if self.take(b']') {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.blanks();
            if self.take(b']') {
                return Ok(Json::List(items));
            }
            if !self.take(b',') {
                return Err(self.error("no comma or end of the list"));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, JsonError> {
        self.position += 1;
        let mut fields = Fields::default();
        self.blanks();
        if self.take(b'}') {
            return Ok(Json::Object(fields));
        }
        loop {
            self.blanks();
            if self.peek() != Some(b'"') {
                return Err(self.error("no quoted name"));
            }
            let name = self.string()?;
            self.blanks();
            if !self.take(b':') {
                return Err(self.error("no colon"));
            }
            let value = self.value(depth + 1)?;
            fields.push(name, value);
            self.blanks();
            if self.take(b'}') {
                return Ok(Json::Object(fields));
            }
            if !self.take(b',') {
                return Err(self.error("no comma or end of the object"));
            }
        }
    }

    fn number(&mut self) -> Result<Json, JsonError> {
        let start = self.position;
        if let Some(value) = self.word("-Infinity", Json::Float(f64::NEG_INFINITY)) {
            return Ok(value);
        }
        self.take(b'-');
        if !self.take(b'0') && self.digits() == 0 {
            return Err(self.error("no digits"));
        }
        let mut float = false;
        if self.take(b'.') {
            float = true;
            if self.digits() == 0 {
                return Err(self.error("no digits"));
            }
        }
        if self.take(b'e') || self.take(b'E') {
            float = true;
            if !self.take(b'+') {
                self.take(b'-');
            }
            if self.digits() == 0 {
                return Err(self.error("no digits"));
            }
        }
        let text = self.text.get(start..self.position).unwrap_or_default();
        if float {
            text.parse()
                .map(Json::Float)
                .map_err(|_| self.error("no number"))
        } else {
            text.parse()
                .map(Json::Int)
                .map_err(|_| self.error("integer beyond 128 bits"))
        }
    }

    fn digits(&mut self) -> usize {
        let start = self.position;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.position += 1;
        }
        self.position - start
    }

    fn string(&mut self) -> Result<String, JsonError> {
        self.position += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let plain = rest
                .bytes()
                .position(|byte| byte == b'"' || byte == b'\\' || byte < 0x20)
                .ok_or_else(|| self.error("text without end"))?;
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.position += plain;
            if self.take(b'"') {
                return Ok(text);
            }
            if !self.take(b'\\') {
                return Err(self.error("control character in a text"));
            }
            text.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let escape = self.peek().ok_or_else(|| self.error("text without end"))?;
        let c = match escape {
            b'"' | b'\\' | b'/' => char::from(escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return Err(self.error("unknown escape")),
        };
        self.position += 1;
        Ok(c)
    }

    fn unicode_escape(&mut self) -> Result<char, JsonError> {
        self.position += 1;
        let first = self.four_hex_digits()?;
        let code = match first {
            0xd800..0xdc00 => {
                if !self.rest().starts_with("\\u") {
                    return Err(self.error("half of a surrogate pair"));
                }
                self.position += 2;
                let second = self.four_hex_digits()?;
                if !(0xdc00..0xe000).contains(&second) {
                    return Err(self.error("half of a surrogate pair"));
                }
                0x1_0000 + ((first & 0x3ff) << 10) + (second & 0x3ff)
            }
            code => code,
        };
        char::from_u32(code).ok_or_else(|| self.error("half of a surrogate pair"))
    }

    fn four_hex_digits(&mut self) -> Result<u32, JsonError> {
        let digits = self.text.get(self.position..self.position + 4);
        let digits = digits.filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let code = digits.and_then(|text| u32::from_str_radix(text, 16).ok());
        let code = code.ok_or_else(|| self.error("no four hex digits"))?;
        self.position += 4;
        Ok(code)
    }
}
