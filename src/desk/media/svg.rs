//! Vector logos: an SVG is written anew from what is known to be harmless.
//!
//! [`cleaned`] keeps shapes, groups, gradients, clips and masks with the attributes that draw them, turns simple style rules into such attributes, and drops
//! everything else. What would change the look if it were dropped (text, embedded bitmaps) is refused. The document is read as a stream, so that no depth
//! and no entity can exhaust memory or stack.

use crate::desk::head_metadata::escape;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// The largest file, in bytes.
const LARGEST: usize = 512 << 10;

/// The most elements.
const MOST: usize = 5_000;

/// The deepest nesting.
const DEEPEST: usize = 64;

/// The most references that repeat a shape: nested ones multiply.
const MOST_USES: usize = 16;

/// The elements that are kept.
const ELEMENTS: [&str; 19] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "switch",
];

/// The elements that a logo cannot be shown without, and that cannot be kept.
const REFUSED: [(&str, &str); 4] = [
    (
        "text",
        "里面有文字，别的设备没有这种字体。请先转成轮廓（创建轮廓、转曲），再存一次。",
    ),
    ("image", "里面嵌着位图。请只用图形，或存成 PNG。"),
    ("foreignObject", "里面嵌着网页。请只用图形，再存一次。"),
    (
        "filter",
        "里面有滤镜，存成 SVG 后各处显示不一样。请去掉阴影、模糊，或存成 PNG。",
    ),
];

/// The attributes that place and shape an element.
const SHAPE: [&str; 42] = [
    "id",
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "fx",
    "fy",
    "fr",
    "width",
    "height",
    "points",
    "viewBox",
    "preserveAspectRatio",
    "transform",
    "gradientTransform",
    "gradientUnits",
    "spreadMethod",
    "offset",
    "clipPathUnits",
    "maskUnits",
    "maskContentUnits",
    "patternUnits",
    "patternContentUnits",
    "patternTransform",
    "href",
    "clip-path",
    "mask",
    "clip-rule",
    "fill-rule",
    "display",
    "visibility",
    "overflow",
    "paint-order",
    "color-interpolation",
];

/// The attributes that colour it.
const PAINT: [&str; 15] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-opacity",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-dashoffset",
    "opacity",
    "color",
    "stop-color",
    "stop-opacity",
    "isolation",
];

/// A logo that may be published.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cleaned {
    /// The document.
    pub(super) text: String,
    /// The width of its view.
    pub(super) width: u32,
    /// The height of its view.
    pub(super) height: u32,
    /// Whether scripts or addresses elsewhere were dropped.
    pub(super) was_active: bool,
}

/// The document without what is not known to be harmless.
///
/// # Errors
///
/// A sentence, if it cannot be shown.
pub(super) fn cleaned(bytes: &[u8]) -> Result<Cleaned, String> {
    if bytes.len() > LARGEST {
        return Err("比 512 KB 大，作标志太复杂。请简化图形，或存成 PNG。".to_owned());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| broken())?;
    let text = text.trim_start_matches('\u{feff}');
    let rules = rules(text)?;
    let mut writing = Writing {
        rules,
        cleaned: Cleaned {
            text: String::new(),
            width: 0,
            height: 0,
            was_active: false,
        },
        open: Vec::new(),
        uses: 0,
    };
    let mut elements = 0;
    walk(text, |event, depth| match event {
        Part::Start(start) => {
            elements += 1;
            if elements > MOST || depth > DEEPEST {
                return Err("图形太多或层次太深，作标志太复杂。请简化，或存成 PNG。".to_owned());
            }
            writing.start(&start)
        }
        Part::End => {
            writing.end();
            Ok(())
        }
        Part::Text(_) => Ok(()),
    })?;
    match writing.cleaned.width {
        0 => Err("没有写出大小（viewBox 或 width、height）。请重新导出。".to_owned()),
        _ => Ok(writing.cleaned),
    }
}

fn broken() -> String {
    "不是完整的 SVG。请重新导出。".to_owned()
}

/// A part of a document.
enum Part<'a> {
    Start(BytesStart<'a>),
    End,
    Text(String),
}

/// Reads a document part by part; `each` gets the depth, too.
fn walk(text: &str, mut each: impl FnMut(Part, usize) -> Result<(), String>) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(start) => {
                depth += 1;
                each(Part::Start(start), depth)?;
            }
            Event::End(_) => {
                each(Part::End, depth)?;
                depth = depth.saturating_sub(1);
            }
            Event::Text(part) => each(Part::Text(part.xml10_content().into_owned()), depth)?,
            Event::CData(part) => each(Part::Text(part.xml10_content().into_owned()), depth)?,
            // A document type without declarations defines nothing.
            Event::DocType(part) if part.contains('[') => {
                return Err("里面定义了实体。请用“SVG 1.1”重新导出。".to_owned());
            }
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(broken()),
            _ => {}
        }
    }
}

/// The declarations of each class, of the style elements.
fn rules(text: &str) -> Result<BTreeMap<String, Vec<(String, String)>>, String> {
    let (mut css, mut is_style) = (String::new(), false);
    walk(text, |part, _| {
        match part {
            Part::Start(start) => is_style = start.name().into_inner() == "style",
            Part::End => is_style = false,
            Part::Text(text) if is_style => css.push_str(&text),
            Part::Text(_) => {}
        }
        Ok(())
    })?;
    let complex =
        || "样式写得太复杂。导出时请选“演示文稿属性”（Presentation Attributes）。".to_owned();
    let mut rules: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut rest = without_comments(&css);
    while !rest.trim().is_empty() {
        let (selectors, after) = rest.split_once('{').ok_or_else(complex)?;
        let (declared, after) = after.split_once('}').ok_or_else(complex)?;
        for selector in selectors.split(',') {
            let class = selector.trim().strip_prefix('.').ok_or_else(complex)?;
            if !class.chars().all(is_of_name) {
                return Err(complex());
            }
            let own = rules.entry(class.to_owned()).or_default();
            own.extend(declarations(declared));
        }
        rest = after.to_owned();
    }
    Ok(rules)
}

fn without_comments(css: &str) -> String {
    let (mut kept, mut rest) = (String::new(), css);
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The declarations of a style, by property.
fn declarations(style: &str) -> Vec<(String, String)> {
    let pairs = style.split(';').filter_map(|pair| pair.split_once(':'));
    pairs
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect()
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || "_.-".contains(c)
}

/// Whether a value can be nothing but a number, a word, a colour, a path, or a reference within the document.
fn is_harmless(name: &str, value: &str) -> bool {
    let reference = |text: &str| {
        text.strip_prefix('#')
            .is_some_and(|id| !id.is_empty() && id.chars().all(is_of_name))
    };
    if name == "href" {
        return reference(value);
    }
    if name == "id" {
        return value.chars().all(is_of_name);
    }
    if let Some(inner) = value.strip_prefix("url(") {
        let inner = inner.strip_suffix(')').unwrap_or_default();
        return reference(inner.trim_matches(['"', '\'']));
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || " \t\r\n-+.,#()%".contains(c);
    value.chars().all(is_plain) && !value.to_ascii_lowercase().contains("url")
}

/// A document while it is written anew.
struct Writing {
    rules: BTreeMap<String, Vec<(String, String)>>,
    cleaned: Cleaned,
    /// The open elements: the names of those that were written.
    open: Vec<Option<String>>,
    uses: usize,
}

impl Writing {
    fn start(&mut self, start: &BytesStart) -> Result<(), String> {
        let name = start.name().into_inner().to_owned();
        let is_dropped = self.open.last().is_some_and(Option::is_none);
        if !is_dropped && let Some((_, sentence)) = REFUSED.iter().find(|(it, _)| *it == name) {
            return Err((*sentence).to_owned());
        }
        // The root comes first, and once.
        let is_root = self.open.is_empty();
        if is_root && (name != "svg" || !self.cleaned.text.is_empty()) {
            return Err(broken());
        }
        if is_dropped || !ELEMENTS.contains(&name.as_str()) {
            self.cleaned.was_active |=
                ["script", "a", "iframe", "handler", "animate", "set"].contains(&name.as_str());
            self.open.push(None);
            return Ok(());
        }
        if name == "use" {
            self.uses += 1;
            if self.uses > MOST_USES {
                return Err("重复引用的图形太多。请展开以后重新导出。".to_owned());
            }
        }
        let attributes = self.attributes(start)?;
        self.cleaned.text.push_str(&format!("<{name}"));
        if is_root {
            self.cleaned
                .text
                .push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
            (self.cleaned.width, self.cleaned.height) = view(&attributes).unwrap_or_default();
            if !attributes.contains_key("viewBox") {
                let (width, height) = (self.cleaned.width, self.cleaned.height);
                let all = format!(" viewBox=\"0 0 {width} {height}\"");
                self.cleaned.text.push_str(&all);
            }
        }
        for (key, value) in &attributes {
            if is_root && ["width", "height", "x", "y"].contains(&key.as_str()) {
                continue;
            }
            let written = format!(" {key}=\"{}\"", escape(value));
            self.cleaned.text.push_str(&written);
        }
        self.cleaned.text.push('>');
        self.open.push(Some(name));
        Ok(())
    }

    fn end(&mut self) {
        if let Some(Some(name)) = self.open.pop() {
            self.cleaned.text.push_str(&format!("</{name}>"));
        }
    }

    /// The attributes that are kept; those of its style override those of its classes, and these its own.
    fn attributes(&mut self, start: &BytesStart) -> Result<BTreeMap<String, String>, String> {
        let (mut own, mut classes, mut style) = (Vec::new(), String::new(), Vec::new());
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| broken())?;
            let value = unescape(&attribute.value).map_err(|_| broken())?;
            match attribute.key.into_inner() {
                "class" => classes = value.into_owned(),
                "style" => style = declarations(&value),
                "xlink:href" => own.push(("href".to_owned(), value.into_owned())),
                key => own.push((key.to_owned(), value.into_owned())),
            }
        }
        for class in classes.split_whitespace() {
            own.extend(self.rules.get(class).into_iter().flatten().cloned());
        }
        own.extend(style);
        let mut kept = BTreeMap::new();
        for (key, value) in own {
            let is_known = SHAPE.contains(&key.as_str()) || PAINT.contains(&key.as_str());
            match is_known && is_harmless(&key, &value) {
                true => drop(kept.insert(key, value)),
                false => self.cleaned.was_active |= key.starts_with("on") || key == "href",
            }
        }
        Ok(kept)
    }
}

/// The width and height of the root's view, in whole units.
fn view(attributes: &BTreeMap<String, String>) -> Option<(u32, u32)> {
    let number = |text: &str| {
        let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
        (0.5..=100_000.0)
            .contains(&number)
            .then(|| number.round() as u32)
    };
    let by_view = attributes.get("viewBox").and_then(|text| {
        let mut parts = text
            .split([' ', ','])
            .filter(|part| !part.is_empty())
            .skip(2);
        Some((number(parts.next()?)?, number(parts.next()?)?))
    });
    by_view.or_else(|| {
        Some((
            number(attributes.get("width")?)?,
            number(attributes.get("height")?)?,
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn svg(inner: &str) -> String {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 32\">{inner}</svg>")
    }

    fn kept(inner: &str) -> String {
        let cleaned =
            cleaned(svg(inner).as_bytes()).unwrap_or_else(|sentence| panic!("{inner}: {sentence}"));
        assert_eq!((cleaned.width, cleaned.height), (64, 32));
        let inner = cleaned.text.split_once('>').map_or("", |(_, rest)| rest);
        inner.trim_end_matches("</svg>").to_owned()
    }

    #[test]
    fn what_draws_is_kept_and_everything_else_is_dropped() {
        for (from, to) in [
            (
                "<path d=\"M1 1h2\" fill=\"#c00\"/>",
                "<path d=\"M1 1h2\" fill=\"#c00\"></path>",
            ),
            (
                "<g onclick=\"alert(1)\" fill=\"red\"><circle r=\"2\"/></g>",
                "<g fill=\"red\"><circle r=\"2\"></circle></g>",
            ),
            ("<script>alert('<path/>')</script>", ""),
            (
                "<script><![CDATA[alert(1)]]></script><path d=\"M0 0\"/>",
                "<path d=\"M0 0\"></path>",
            ),
            (
                "<a href=\"https://elsewhere.example\"><path d=\"M0 0\"/></a>",
                "",
            ),
            ("<metadata><rdf:RDF><cc:Work/></rdf:RDF></metadata>", ""),
            ("<use xlink:href=\"#a\"/>", "<use href=\"#a\"></use>"),
            (
                "<use href=\"https://elsewhere.example/x.svg#a\"/>",
                "<use></use>",
            ),
            (
                "<path d=\"M0 0\" fill=\"url(#图层_1)\"/>",
                "<path d=\"M0 0\" fill=\"url(#图层_1)\"></path>",
            ),
            (
                "<path d=\"M0 0\" fill=\"url(https://elsewhere.example/)\"/>",
                "<path d=\"M0 0\"></path>",
            ),
            (
                "<path style=\"fill:#0a0;background:url(//x);d:x\" fill=\"#000\"/>",
                "<path d=\"x\" fill=\"#0a0\"></path>",
            ),
            (
                "<style>/* of a program */.a,.b{fill:#123;stroke:url(#g)}</style><path class=\"b\"/>",
                "<path fill=\"#123\" stroke=\"url(#g)\"></path>",
            ),
            ("<!-- <script>1</script> --><?php 1 ?>", ""),
            ("<path id='a\"b' d='M0 0'/>", "<path d=\"M0 0\"></path>"),
        ] {
            assert_eq!(kept(from), to, "{from}");
        }
        let active = |inner: &str| cleaned(svg(inner).as_bytes()).map(|it| it.was_active);
        assert_eq!(active("<path d=\"M0 0\"/>"), Ok(false));
        assert_eq!(active("<script/>"), Ok(true));
        assert_eq!(active("<g onload=\"x\"/>"), Ok(true));
    }

    #[test]
    fn what_cannot_be_shown_is_refused_with_a_sentence() {
        let deep = "<g>".repeat(100) + &"</g>".repeat(100);
        let uses = "<use href=\"#a\"/>".repeat(17);
        let many = "<g/>".repeat(5_001);
        for (text, word) in [
            (svg("<text>字</text>"), "转成轮廓"),
            (svg("<image href=\"data:image/png;base64,\"/>"), "位图"),
            (svg("<foreignObject/>"), "网页"),
            (svg("<style>path{fill:red}</style>"), "样式"),
            (svg("<style>@import url(//x)</style>"), "样式"),
            (svg("<g>"), "不是完整的 SVG"),
            (svg(&deep), "层次太深"),
            (svg(&many), "图形太多"),
            (svg(&uses), "重复引用"),
            (
                "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]>".to_owned() + &svg("&a;"),
                "实体",
            ),
            (
                "<html><script>1</script></html>".to_owned(),
                "不是完整的 SVG",
            ),
            (
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><path/></svg>".to_owned(),
                "大小",
            ),
            (svg("<path/>") + &svg("<path/>"), "不是完整的 SVG"),
            (String::new(), "大小"),
            (" ".repeat(LARGEST + 1), "512 KB"),
        ] {
            let sentence = cleaned(text.as_bytes()).err().unwrap_or_default();
            assert!(sentence.contains(word), "{text:.90}: {sentence}");
        }
        assert!(cleaned(b"\xff\xfe<svg/>").is_err());
        // A document type without declarations, as drawing programs write it.
        let named =
            "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\">"
                .to_owned();
        assert!(cleaned((named + &svg("<path d=\"M0 0\"/>")).as_bytes()).is_ok());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_that_runs_or_leads_elsewhere_is_ever_written(parts in prop::collection::vec(prop::sample::select(vec![
            "<svg viewBox=\"0 0 9 9\">", "</svg>", "<g ", "<path ", "<use ", "<script>", "</script>", "onload=\"x()\" ", "href=\"javascript:x()\" ", "href=\"#a\" ",
            "style=\"fill:url(//x);fill:red\" ", "fill='\"><script>' ", "xlink:href=\"data:x\" ", ">", "/>", "</g>", "&lt;script&gt;", "<![CDATA[<script>]]>", "<!--", "-->", "id=\"<\" ",
            "d=\"M0 0\" ", "<style>.a{fill:red}</style>", "class=\"a\" ", "\0", "字",
        ]), 0..14)) {
            for text in [parts.concat(), svg(&parts.concat())] {
                if let Ok(cleaned) = cleaned(text.as_bytes()) {
                    for word in ["<script", "onload", "javascript", "//x", "data:"] {
                        prop_assert!(!cleaned.text.contains(word), "{text}: {}", cleaned.text);
                    }
                    let again = super::cleaned(cleaned.text.as_bytes());
                    prop_assert_eq!(again.map(|it| it.text), Ok(cleaned.text));
                }
            }
        }
    }
}
