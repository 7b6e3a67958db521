//! Rules of the source tree that neither the compiler nor clippy can check: module order, addresses, colours, classes, messages.
//!
//! Reads the sources as text and names each violation with its file.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files below `folder` that end in `extension`, by their path below the project, in order.
fn files(folder: &str, extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("a folder") {
            let entry = entry.expect("an entry");
            let path = format!(
                "{folder}/{}",
                entry.file_name().to_str().expect("a plain name")
            );
            if entry.file_type().expect("a type").is_dir() {
                folders.push(path);
            } else if path.ends_with(extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A Rust text taken apart: code without comments and texts, and the texts.
#[derive(Default)]
struct Parts {
    code: String,
    literals: Vec<String>,
}

fn parts(source: &str) -> Parts {
    let mut parts = Parts::default();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let hashes = |text: &str| text.bytes().take_while(|byte| *byte == b'#').count();
        let after_r = rest
            .strip_prefix('r')
            .filter(|after| after[hashes(after)..].starts_with('"'));
        let is_word = parts
            .code
            .ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if let Some(after) = after_r.filter(|_| !is_word) {
            let close = format!("\"{}", "#".repeat(hashes(after)));
            let body = &after[close.len()..];
            let end = body.find(&close).expect("the end of a text");
            parts.literals.push(body[..end].to_owned());
            parts.code.push_str("\"\"");
            rest = &body[end + close.len()..];
        } else if c == '"' {
            let mut end = 1;
            while !rest[end..].starts_with('"') {
                end += if rest[end..].starts_with('\\') { 2 } else { 1 };
                while !rest.is_char_boundary(end) {
                    end += 1;
                }
            }
            parts.literals.push(rest[1..end].replace("\\\"", "\""));
            parts.code.push_str("\"\"");
            rest = &rest[end + 1..];
        } else if let Some(end) = char_literal(rest) {
            parts.code.push_str("' '");
            rest = &rest[end..];
        } else {
            parts.code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    parts
}

/// The length of the character literal that `text` begins with; a lifetime is none.
fn char_literal(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    let end = match body.strip_prefix('\\') {
        Some(escaped) => 2 + escaped.char_indices().skip(1).find(|(_, c)| *c == '\'')?.0,
        None => 1 + body.chars().next()?.len_utf8(),
    };
    text[end..].starts_with('\'').then_some(end + 1)
}

/// Every word that stands right behind `before` in `code`.
fn words_behind<'a>(code: &'a str, before: &str) -> Vec<&'a str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let behind = code
        .match_indices(before)
        .map(|(at, _)| &code[at + before.len()..]);
    behind
        .map(|rest| &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())])
        .collect()
}

/// Whether `word` stands in `code`, not as a part of another.
fn names(code: &str, word: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        !code[..at].ends_with(is_word) && !code[at + word.len()..].starts_with(is_word)
    })
}

fn assert_none(broken: Vec<String>) {
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn sources_are_taken_apart_rightly() {
    let taken = parts(
        "let a = \"x // y \\\" z\"; // no \"text\"\nlet b = r#\"c \"d\" \\\"#; fn f<'a>(c: char) { c == '\"' || c == '\\'' } \"甬\"",
    );
    assert_eq!(taken.literals, ["x // y \" z", "c \"d\" \\", "甬"]);
    assert!(
        taken
            .code
            .contains("fn f<'a>(c: char) { c == ' ' || c == ' ' }"),
        "{}",
        taken.code
    );
    assert!(!taken.code.contains("no"));
}

// Floors.

/// Each top-level module and its floor, by the map in the crate's doc: imports only go down, or stay on a floor.
static FLOORS: LazyLock<Vec<(String, i8)>> = LazyLock::new(|| {
    let source = text("src/lib.rs");
    let rows = source
        .lines()
        .filter_map(|line| line.strip_prefix("//! | "));
    let cells = rows.filter_map(|row| row.split_once(" | "));
    let floors = cells.filter_map(|(floor, rest)| {
        let floor: i8 = floor.trim().replace('−', "-").parse().ok()?;
        let modules = rest.split(" | ").next()?.split('`').skip(1).step_by(2);
        Some(modules.map(move |module| (module.to_owned(), floor)))
    });
    floors.flatten().collect()
});

/// The top-level module that a file of `src/` belongs to.
fn module_of(path: &str) -> &str {
    let below = path.strip_prefix("src/").unwrap_or(path);
    below.split(['/', '.']).next().unwrap_or(below)
}

/// Whether a file belongs to the crate of the search engine or of the pictures, whose `crate::` is another.
fn is_other_crate(path: &str) -> bool {
    let folders = ["src/search/engine/", "src/desk/media/pixels/"];
    folders.iter().any(|folder| path.starts_with(folder))
}

fn floor(module: &str) -> Option<i8> {
    FLOORS
        .iter()
        .find(|(name, _)| name == module)
        .map(|(_, floor)| *floor)
}

/// The top-level modules that `code` names: `crate::a`, `crate::{a, b::c}`, and in `main.rs` behind the package's name.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for before in ["crate::", "brand_gallery::"] {
        found.extend(words_behind(code, before).into_iter().map(str::to_owned));
        for (at, _) in code.match_indices(&format!("{before}{{")) {
            let mut depth = 0;
            let mut name = String::new();
            for c in code[at + before.len()..].chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 1 => name.push(' '),
                    _ if depth == 1 => name.push(c),
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            found.extend(
                name.split_whitespace()
                    .filter_map(|path| path.split("::").next())
                    .map(str::to_owned),
            );
        }
    }
    found.remove("");
    found
}

#[test]
fn imports_are_found_however_they_are_written() {
    let code = "use crate::search; crate::{a::{b, c}, d}; let x = crate::route::Route::home(); pub(crate) fn y() {}";
    assert_eq!(
        imports(code).into_iter().collect::<Vec<_>>(),
        ["a", "d", "route", "search"]
    );
}

#[test]
fn imports_only_go_down() {
    let mut broken = Vec::new();
    for path in files("src", ".rs") {
        let module = module_of(&path);
        if module == "lib" || is_other_crate(&path) {
            continue;
        }
        let Some(here) = floor(module) else {
            broken.push(format!("{path}: stands on no floor"));
            continue;
        };
        let code = parts(&text(&path)).code;
        for import in imports(&code) {
            match floor(&import) {
                Some(there) if there < here || (there == here && import != "main") => {}
                Some(there) => broken.push(format!(
                    "{path} (floor {here}) imports {import} (floor {there})"
                )),
                None => broken.push(format!("{path} imports {import}, which stands on no floor")),
            }
        }
        if code.contains("super::super") {
            broken.push(format!(
                "{path}: climbs with super::super; write crate:: so that floors can be seen"
            ));
        }
    }
    assert_none(broken);
}

#[test]
fn on_one_floor_nobody_goes_in_circles() {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files("src", ".rs")
        .into_iter()
        .filter(|path| !is_other_crate(path))
    {
        let module = module_of(&path).to_owned();
        let mut imports = imports(&parts(&text(&path)).code);
        imports.remove(&module);
        edges.entry(module).or_default().extend(imports);
    }
    edges.remove("lib");
    // Take away whoever imports nobody that is left, until nobody is left.
    while let Some(free) = edges
        .iter()
        .find(|(_, imports)| imports.iter().all(|import| !edges.contains_key(import)))
        .map(|(module, _)| module.clone())
    {
        edges.remove(&free);
    }
    assert!(edges.is_empty(), "{edges:?}");
}

#[test]
fn the_lower_floors_know_neither_leptos_nor_the_browser() {
    let mut broken = Vec::new();
    for path in files("src", ".rs") {
        let module = module_of(&path);
        let code = parts(&text(&path)).code;
        let forbidden: &[&str] = match module {
            "browser" | "companion" | "main" => &[],
            "catalogue" | "search" | "kiosk" | "speech" | "route" | "head" | "screen" => &[
                "leptos",
                "web_sys",
                "js_sys",
                "gloo_net",
                "wasm_bindgen",
                "wasm_bindgen_futures",
            ],
            _ => &[
                "web_sys",
                "js_sys",
                "gloo_net",
                "wasm_bindgen",
                "wasm_bindgen_futures",
            ],
        };
        let named = forbidden.iter().filter(|word| names(&code, word));
        broken.extend(named.map(|word| format!("{path} names {word}")));
    }
    assert_none(broken);
}

// One place for each thing.

/// The first parts of our addresses.
const PATHS: [&str; 8] = [
    "brands",
    "needs",
    "places",
    "institutions",
    "matrix",
    "figures",
    "timeline",
    "about",
];

#[test]
fn only_the_routes_spell_a_path() {
    let mut broken = Vec::new();
    for path in files("src", ".rs") {
        // On the ground and at the desk these are file names, and what the server's tests ask for.
        if ["route", "catalogue", "desk"].contains(&module_of(&path)) {
            continue;
        }
        for literal in parts(&text(&path)).literals {
            let spelled = PATHS.iter().any(|word| {
                literal.contains(&format!("/{word}")) || literal.contains(&format!("{word}/"))
            });
            if spelled || literal == "/" && path.starts_with("src/components") {
                broken.push(format!("{path} spells “{literal}”"));
            }
        }
    }
    assert_none(broken);
}

#[path = "fixtures/names.rs"]
mod citys_names;

#[test]
fn what_belongs_to_one_city_stands_in_its_data_and_not_in_the_code() {
    let words = citys_names::words();
    let mut broken = Vec::new();
    let mut judge = |path: &str, text: &str| {
        let named = words.iter().filter(|word| text.contains(word.as_str()));
        broken.extend(named.map(|word| format!("{path}: {word}")));
    };
    for path in files("src", ".rs") {
        // A test may call things by name; so may a comment.
        let source = text(&path);
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        if !path.ends_with("/tests.rs") {
            judge(&path, &parts(code).literals.join("\n"));
        }
    }
    for path in files("public", ".js") {
        let source = text(&path);
        let lines = source.lines().map(str::trim_start);
        let code: Vec<&str> = lines.filter(|line| !line.starts_with("//")).collect();
        judge(&path, &code.join("\n"));
    }
    for path in files("style", ".css") {
        judge(&path, &bare(&text(&path)));
    }
    for path in files("src/desk/kiosk", "")
        .into_iter()
        .chain(files("public", ".svg"))
    {
        judge(&path, &text(&path));
    }
    judge("index.html", &text("index.html"));
    assert_none(broken);
}

/// What is content or a name in a room of the visitors, and no message: what the data's own words are,
/// sentences for technicians and staff.
const NO_MESSAGES: [&str; 17] = [
    "src/catalogue/check.rs",
    // The names of days as the data write them; its vocabularies do not compile without their messages.
    "src/catalogue/facts.rs",
    "src/catalogue/file.rs",
    // The words of a setting.
    "src/catalogue/gallery.rs",
    // The words of records that are not published.
    "src/catalogue/media.rs",
    "src/catalogue/order.rs",
    "src/catalogue/slug.rs",
    "src/companion/kiosk/device.rs",
    "src/kiosk/settings.rs",
    "src/models/chart/kind.rs",
    "src/models/plate/count.rs",
    "src/pages/changes.rs",
    "src/pages/data.rs",
    "src/pages/embed.rs",
    "src/pages/handbook.rs",
    // What is searched is Chinese in every language.
    "src/search/source.rs",
    "src/speech.rs",
];

#[test]
fn what_visitors_read_stands_in_the_catalogue_of_messages() {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let messages: BTreeSet<&str> = brand_gallery::messages::all()
        .map(|(chinese, _)| chinese.split('|').next().unwrap_or_default())
        .collect();
    let rooms = [
        "src/app",
        "src/browser",
        "src/catalogue",
        "src/companion",
        "src/components",
        "src/head",
        "src/kiosk",
        "src/models",
        "src/pages",
        "src/route",
        "src/screen",
        "src/search",
        "src/speech",
    ];
    let mut broken = Vec::new();
    for path in files("src", ".rs") {
        let is_theirs = rooms.iter().any(|room| path.starts_with(room));
        let is_ours = is_other_crate(&path)
            || path.starts_with("src/catalogue/check/")
            || NO_MESSAGES.contains(&path.as_str());
        if !is_theirs || is_ours {
            continue;
        }
        let source = text(&path);
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        for literal in parts(code).literals {
            if literal.contains(is_han) && !messages.contains(literal.as_str()) {
                broken.push(format!(
                    "{path}: “{literal}” is no message: say it with tr!"
                ));
            }
        }
    }
    assert_none(broken);
}

#[test]
fn styles_and_scripts_of_every_page_say_nothing_themselves() {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut broken = Vec::new();
    for path in files("style", ".css") {
        if bare(&text(&path)).contains(is_han) {
            broken.push(format!("{path}: a style speaks"));
        }
    }
    for script in ["boot", "kiosk", "offline", "sw"] {
        let source = text(&format!("public/{script}.js"));
        let mut lines = source.lines().map(str::trim_start);
        if lines.any(|line| !line.starts_with("//") && line.contains(is_han)) {
            broken.push(format!("public/{script}.js: it speaks"));
        }
    }
    assert_none(broken);
}

#[test]
fn every_message_is_said_somewhere() {
    let mut said = BTreeSet::new();
    for path in files("src", ".rs") {
        if !path.starts_with("src/messages") {
            said.extend(parts(&text(&path)).literals);
        }
    }
    let unsaid = brand_gallery::messages::all()
        .filter(|(chinese, _)| !said.contains(chinese.split('|').next().unwrap_or_default()))
        .map(|(chinese, _)| format!("nobody says “{chinese}”: take it out of src/messages"));
    assert_none(unsaid.collect());
}

/// CSS without comments.
fn bare(css: &str) -> String {
    let mut bare = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare + rest
}

/// The values of all declarations: what stands between `:` and `;` or `}` within braces.
fn declarations(css: &str) -> Vec<(String, String)> {
    let css = bare(css);
    let blocks = css.split(['{', '}', ';']);
    let pairs = blocks.filter_map(|part| part.trim().split_once(':'));
    pairs
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .filter(|(name, _)| {
            name.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit())
        })
        .collect()
}

/// Named colours that somebody might write; `transparent`, `currentColor` and the system's own are none.
const COLOURS: [&str; 20] = [
    "black", "white", "gray", "grey", "silver", "red", "green", "blue", "navy", "teal", "yellow",
    "orange", "purple", "pink", "brown", "gold", "maroon", "olive", "beige", "ivory",
];

#[test]
fn only_the_tokens_spell_a_colour() {
    let mut broken = Vec::new();
    let styles = files("style", ".css").into_iter();
    for path in styles.chain(files("src", ".css")) {
        if path == "style/tokens.css" {
            continue;
        }
        for (name, value) in declarations(&text(&path)) {
            let words: Vec<&str> = value
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '#')
                .collect();
            let hex = |word: &&&str| {
                word.strip_prefix('#').is_some_and(|rest| {
                    rest.len() >= 3 && rest.bytes().all(|byte| byte.is_ascii_hexdigit())
                })
            };
            let function = [
                "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(",
                "color(",
            ]
            .iter()
            .any(|function| value.contains(function));
            if function
                || words.iter().any(|word| COLOURS.contains(word))
                || words.iter().find(hex).is_some()
            {
                broken.push(format!("{path}: {name}: {value}"));
            }
        }
    }
    for path in files("src", ".rs") {
        for literal in parts(&text(&path)).literals {
            let hex = literal.strip_prefix('#').is_some_and(|rest| {
                [3, 6, 8].contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_hexdigit())
            });
            if hex || literal.contains("rgb(") {
                broken.push(format!("{path}: {literal}"));
            }
        }
    }
    assert_none(broken);
}

#[test]
fn components_name_roles_and_never_paint() {
    let tokens = bare(&text("style/tokens.css"));
    let declared: BTreeSet<String> = declarations(&tokens)
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("--"))
        .collect();
    let shade = |name: &str| {
        name.rsplit('-')
            .next()
            .is_some_and(|last| last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut broken = Vec::new();
    for path in files("style", ".css")
        .into_iter()
        // What other sites set of a piece is declared there.
        .chain(files("src/desk/edit", ".css"))
        .filter(|path| path != "style/tokens.css")
    {
        let css = text(&path);
        let own: BTreeSet<String> = declarations(&css)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        for (at, _) in css.match_indices("var(--") {
            let name: String = css[at + 4..]
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                .collect();
            if shade(&name) || name == "--white" {
                broken.push(format!("{path}: {name} is paint, not a role"));
            } else if !declared.contains(&name) && !own.contains(&name) {
                broken.push(format!("{path}: {name} is declared nowhere"));
            }
        }
    }
    assert_none(broken);
}

// Pairs.

/// Every class that a style names.
fn styled() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for path in files("style", ".css") {
        let css = bare(&text(&path));
        // Selectors are what stands before an opening brace.
        for selector in css
            .split('{')
            .map(|before| before.rsplit(['}', ';']).next().unwrap_or(before))
            .filter(|selector| !selector.contains('@'))
        {
            for (at, _) in selector.match_indices('.') {
                let class: String = selector[at + 1..]
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                    .collect();
                if class.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    found.entry(class).or_insert_with(|| path.clone());
                }
            }
        }
    }
    found
}

/// Every class that a view, the template or the boot script gives, with its file; `{}` stands for what is filled in.
fn given() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut add = |classes: &str, path: &str| {
        for class in classes.split_whitespace() {
            found
                .entry(class.to_owned())
                .or_insert_with(|| path.to_owned());
        }
    };
    for path in files("src", ".rs") {
        let draws = ["app", "browser", "companion", "components", "pages"];
        if !draws.contains(&module_of(&path))
            && path != "src/desk/english.rs"
            && path != "src/models/plate/brush.rs"
        {
            continue;
        }
        let source = text(&path);
        for before in ["class=\"", "class=format!(\"", "set_class_name(\""] {
            for (at, _) in source.match_indices(before) {
                add(
                    source[at + before.len()..]
                        .split('"')
                        .next()
                        .unwrap_or_default(),
                    &path,
                );
            }
        }
        for (at, _) in source.match_indices(" class:") {
            let class = source[at + 7..].chars();
            let class: String = class
                .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                .collect();
            add(&class, &path);
        }
        // Classes handed on as values: a text of names, an element or a modifier among them.
        let is_name = |word: &str| {
            !word.is_empty()
                && !word.starts_with("--")
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || b"-_".contains(&byte))
        };
        for literal in parts(&source).literals {
            if (literal.contains("__") || literal.contains("--")) && literal.split(' ').all(is_name)
            {
                add(&literal, &path);
            }
        }
    }
    let template = text("index.html");
    for (at, _) in template.match_indices("class=\"") {
        add(
            template[at + 7..].split('"').next().unwrap_or_default(),
            "index.html",
        );
    }
    let scripts = files("public", ".js").into_iter();
    for path in scripts.chain(files("src/companion", ".rs")) {
        let source = text(&path);
        for (before, end) in [
            ("classList.add('", '\''),
            ("classList.toggle('", '\''),
            ("className = '", '\''),
            (".toggle_with_force(\"", '"'),
        ] {
            for (at, _) in source.match_indices(before) {
                let class = source[at + before.len()..].split(end).next();
                add(class.unwrap_or_default(), &path);
            }
        }
    }
    found
}

#[test]
fn every_class_that_is_given_is_styled() {
    let styled = styled();
    // A block may be there for its elements alone.
    let known = |class: &str| match class.split_once('{') {
        Some((before, _)) => styled.keys().any(|style| style.starts_with(before)),
        None => {
            styled.contains_key(class)
                || styled.keys().any(|style| {
                    style
                        .strip_prefix(class)
                        .is_some_and(|rest| rest.starts_with("__"))
                })
        }
    };
    let broken = given().into_iter().filter(|(class, _)| !known(class));
    assert_none(
        broken
            .map(|(class, path)| format!("{path}: no style for .{class}"))
            .collect(),
    );
}

#[test]
fn every_class_that_is_styled_is_given() {
    let given = given();
    let known = |class: &str| {
        given.contains_key(class)
            || given.keys().any(|given| {
                given
                    .split_once('{')
                    .is_some_and(|(before, _)| class.starts_with(before))
            })
    };
    let broken = styled().into_iter().filter(|(class, _)| !known(class));
    assert_none(
        broken
            .map(|(class, path)| format!("{path}: nobody gives .{class}"))
            .collect(),
    );
}

#[test]
fn what_every_card_says_again_is_still_said() {
    let stage = text("src/browser/main_view.rs");
    let (before, rest) = stage.split_once("const INTERNED").expect("the texts");
    let (said, after) = rest.split_once("];").expect("their end");
    let mut code = [before, after].concat();
    for path in files("src/components", "rs") {
        code.push_str(&text(&path));
    }
    let unsaid = said.split('"').skip(1).step_by(2);
    // Attributes are written bare in a view.
    let unsaid = unsaid.filter(|it| {
        !code.contains(&format!("\"{it}\""))
            && !names(&code, it)
            && !code.contains(&format!("{it}="))
    });
    assert_none(
        unsaid
            .map(|it| format!("{it} is said by no component"))
            .collect(),
    );
}

#[test]
fn every_style_of_a_component_or_page_has_its_file_of_the_same_name() {
    let mut broken = Vec::new();
    for folder in ["components", "pages"] {
        for path in files(&format!("style/{folder}"), ".css") {
            let stem = path
                .rsplit('/')
                .next()
                .and_then(|name| name.strip_suffix(".css"))
                .unwrap_or_default();
            let pair = format!("src/{folder}/{}.rs", stem.replace('-', "_"));
            if !root().join(&pair).is_file() {
                broken.push(format!("{path}: there is no {pair}"));
            }
        }
    }
    assert_none(broken);
}

#[test]
fn the_template_links_every_style_once_the_tokens_first() {
    let template = text("index.html");
    let linked: Vec<&str> = template
        .lines()
        .filter(|line| line.contains("rel=\"css\""))
        .filter_map(|line| line.split_once("href=\"")?.1.split('"').next())
        .collect();
    assert_eq!(linked.first(), Some(&"style/tokens.css"));
    let mut sorted = linked.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, files("style", ".css"));
}

#[test]
fn every_style_stands_in_a_layer_that_the_tokens_name() {
    let tokens = text("style/tokens.css");
    let order = bare(&tokens)
        .trim_start()
        .strip_prefix("@layer ")
        .and_then(|rest| rest.split_once(';'))
        .map(|(order, _)| order.to_owned())
        .expect("the order of the layers, first");
    let layers: BTreeSet<&str> = order.split(',').map(str::trim).collect();
    let mut broken = Vec::new();
    for path in files("style", ".css") {
        let css = bare(&text(&path));
        let named = words_behind(&css, "@layer ");
        if named.is_empty() || !named.iter().all(|layer| layers.contains(layer)) {
            broken.push(format!("{path}: {named:?}"));
        }
        if css.contains("!important") {
            broken.push(format!("{path}: !important"));
        }
    }
    assert_none(broken);
}

// Rooms.

#[test]
fn every_module_begins_with_its_doc() {
    let mut broken = Vec::new();
    for path in files("src", ".rs").into_iter().chain(files("tests", ".rs")) {
        let source = text(&path);
        let first = source
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("//! "))
            .unwrap_or_default();
        if first.is_empty() {
            broken.push(format!("{path}: no module doc on its first line"));
        }
    }
    assert_none(broken);
}

#[test]
fn the_page_copies_every_public_file_and_no_folder() {
    let page = text("index.html");
    let mut named = words_in_links(&page);
    named.sort();
    let mut there: Vec<String> = fs::read_dir(root().join("public"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    there.sort();
    assert_eq!(named, there);
    assert!(!page.contains("copy-dir"));
}

/// The files of `public/` that links of the page let Trunk copy.
fn words_in_links(page: &str) -> Vec<String> {
    let links = page.split("rel=\"copy-file\" href=\"public/").skip(1);
    links
        .filter_map(|link| link.split_once('"'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn nothing_unfinished_is_left_lying() {
    // Written apart, so that this file does not find itself.
    let marks = [["FIX", "ME"], ["XX", "X"], ["TO", "DO"], ["HA", "CK"]].map(|mark| mark.concat());
    let macros = ["dbg!", "todo!", "unimplemented!"];
    let attributes = ["#[ignore", "#[should_panic"];
    let mut broken = Vec::new();
    for path in files("src", ".rs").into_iter().chain(files("tests", ".rs")) {
        let source = text(&path);
        let code = parts(&source).code;
        let found = macros
            .iter()
            .chain(&attributes)
            .filter(|mark| code.contains(**mark))
            .map(|mark| (*mark).to_owned());
        let marked = marks.iter().filter(|mark| names(&source, mark)).cloned();
        broken.extend(found.chain(marked).map(|mark| format!("{path}: {mark}")));
    }
    for path in files("style", ".css")
        .into_iter()
        .chain(files("public", ".js"))
        .chain(files("src", ".js"))
    {
        let source = text(&path);
        broken.extend(
            marks
                .iter()
                .filter(|mark| names(&source, mark))
                .map(|mark| format!("{path}: {mark}")),
        );
        // A kiosk's sign of life is a line in the browser's log.
        let talks = source.matches("console.").count() > usize::from(path == "public/kiosk.js");
        broken.extend(talks.then(|| format!("{path}: console")));
    }
    assert_none(broken);
}

#[test]
fn the_map_names_every_room() {
    let source = text("src/lib.rs");
    let map: String = source
        .lines()
        .take_while(|line| line.starts_with("//!"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut broken = Vec::new();
    let rooms: BTreeSet<String> = files("src", ".rs")
        .iter()
        .map(|path| module_of(path).to_owned())
        .filter(|module| module != "lib")
        .collect();
    for room in &rooms {
        if !names(&map, room) {
            broken.push(format!("src/lib.rs: the map does not name {room}"));
        }
        if room != "main"
            && !words_behind(&parts(&source).code, "pub mod ").contains(&room.as_str())
        {
            broken.push(format!("src/lib.rs does not open {room}"));
        }
        if floor(room).is_none() {
            broken.push(format!("{room} stands on no floor"));
        }
    }
    let vanished = FLOORS.iter().filter(|(room, _)| !rooms.contains(room));
    broken.extend(vanished.map(|(room, _)| format!("the floors name {room}, which is not there")));
    assert_none(broken);
}
