//! The scripts, styles and programs that pages load, as files named by the hash of their bytes.
//!
//! [`named`] writes them without what only their readers need (comments, indentation). The addresses of all are in `boot.js`, whose own address
//! [`prerender`](crate::desk::prerender) puts into the pages: a page names two files, and its bytes depend on nothing but what it shows and on these.

use super::programs::{CHUNK, Compiled, Programs};
use super::{collect, read, write};
use crate::catalogue::Gallery;
use crate::desk::colours::dressed;
use crate::desk::failure::Failure;
use crate::desk::prerender::Assets;
use crate::route;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

/// The line of `boot.js` that the addresses of the files replace; where it is not replaced, the script starts no program.
const NO_FILES: &str = "var files = {};";

/// What separates the styles that the gallery's page has inline from those that it loads with the code of the other pages.
pub(in crate::desk) const REST: &str = "/*rest*/";

/// Writes what every page loads into `stage`: scripts of `public/`, styles that `template` links, and the compiled `programs`.
pub(super) fn named(
    (root, stage): (&Path, &Path),
    template: &str,
    programs: &Programs,
    gallery: &Gallery,
) -> Result<Assets, Failure> {
    let (page, companion) = template
        .split_once("<!--companion-->")
        .ok_or_else(|| Failure::new("index.html：找不到“<!--companion-->”。请恢复这个标记。"))?;
    let chunk = match &programs.pages {
        Some(pages) => named_by_content(stage, "pages", "wasm", pages)?,
        None => String::new(),
    };
    let chunk = chunk.replacen(route::root(), "./", 1);
    // The text of a style sheet, and its address.
    let style = |links: &str, name: &str| -> Result<(String, String), Failure> {
        let style = match programs.pages {
            Some(_) => styles(root, links)?,
            // Nothing would load the rest.
            None => styles(root, links)?.replace(REST, ""),
        };
        // Inside a page, too, an address of a style is one below the base.
        let css = dressed(&style, gallery).replace("url(\"", &format!("url(\"{}", route::root()));
        let address = named_by_content(stage, name, "css", css.as_bytes())?;
        Ok((css, address))
    };
    // The addresses of a program's bindings and module.
    let program = |compiled: &Compiled, name: &str| -> Result<(String, String), Failure> {
        // An address relative to the bindings: the chunk lies beside them, wherever the site lies.
        let bindings = plain_script(&compiled.bindings).replace(CHUNK, &chunk);
        Ok((
            named_by_content(stage, name, "js", bindings.as_bytes())?,
            named_by_content(stage, name, "wasm", &compiled.wasm)?,
        ))
    };
    let (css, gallery_style) = style(page, "gallery")?;
    let (_, companion_style) = style(companion, "companion")?;
    let (js, wasm) = program(&programs.gallery, "gallery")?;
    let (companion_js, companion_wasm) = program(&programs.companion, "companion")?;
    let offline = taken(stage, "offline")?;
    let offline = named_by_content(stage, "offline", "js", offline.as_bytes())?;
    let boot = taken(stage, "boot")?;
    if !boot.contains(NO_FILES) {
        return Err(Failure::new(format!(
            "public/boot.js：找不到“{NO_FILES}”。请恢复这一行。"
        )));
    }
    let files = format!(
        "var files = {{ js: '{js}', wasm: '{wasm}', catalogue: '{}', companionJs: '{companion_js}', companionWasm: '{companion_wasm}', \
         companionStyle: '{companion_style}', offline: '{offline}' }};",
        route::CATALOGUE
    );
    let boot = boot.replace(NO_FILES, &files);
    Ok(Assets {
        boot: named_by_content(stage, "boot", "js", boot.as_bytes())?,
        style: gallery_style,
        css,
    })
}

/// The styles that these lines of the template link, in their order, without comments, and with [`REST`] where the template has it.
fn styles(root: &Path, links: &str) -> Result<String, Failure> {
    let mut css = String::new();
    for link in links.lines() {
        if link.trim() == "<!--rest-->" {
            css.push_str(REST);
        }
        if !link.contains("rel=\"css\"") {
            continue;
        }
        let file = link
            .split_once("href=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(href, _)| href)
            .ok_or_else(|| {
                Failure::new(format!(
                    "index.html：样式的链接没有 href：{}。请写上文件。",
                    link.trim()
                ))
            })?;
        append_css(&mut css, &compact_css(&read(&root.join(file))?));
    }
    if css.is_empty() {
        return Err(Failure::new(
            "index.html：没有样式表。请恢复 style/ 的链接。",
        ));
    }
    Ok(css)
}

/// Copies the folder `public/` into `stage` but for its data, of which only what is published may be there.
pub(super) fn copy_public(root: &Path, stage: &Path) -> Result<(), Failure> {
    let public = root.join("public");
    let mut files = Vec::new();
    collect(&public, &mut files)?;
    for file in files {
        let Ok(path) = file.strip_prefix(&public) else {
            continue;
        };
        if path.starts_with("data") {
            continue;
        }
        let to = stage.join(path);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
        }
        fs::copy(&file, &to).map_err(|error| Failure::writing(&to, &error))?;
    }
    Ok(())
}

/// Takes a script of `public/` out of `stage`: its text, without its comments.
fn taken(stage: &Path, name: &str) -> Result<String, Failure> {
    let path = stage.join(format!("{name}.js"));
    let script = plain_script(&read(&path)?);
    fs::remove_file(&path).map_err(|error| Failure::writing(&path, &error))?;
    Ok(script)
}

/// A script without comments on lines of their own, and without indentation. No text in it goes over several lines.
fn plain_script(script: &str) -> String {
    let mut plain = String::new();
    let mut is_comment = false;
    for line in script.lines().map(str::trim) {
        is_comment |= line.starts_with("/*");
        if !is_comment && !line.is_empty() && !line.starts_with("//") {
            plain.push_str(line);
            plain.push('\n');
        }
        is_comment &= !line.ends_with("*/");
    }
    plain
}

/// Writes a file whose name holds the hash of its bytes; its address.
pub(in crate::desk) fn named_by_content(
    stage: &Path,
    name: &str,
    extension: &str,
    bytes: &[u8],
) -> Result<String, Failure> {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    let file = format!("{name}-{:016x}.{extension}", hasher.finish());
    write(&stage.join(&file), bytes)?;
    Ok(route::asset(&file))
}

/// CSS without comments and indentation: what is only there for its reader.
pub(in crate::desk) fn plain_css(css: &str) -> String {
    let mut plain = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .fold(String::new(), |css, line| css + line + "\n")
}

/// White space in CSS that means nothing, and what is left of it.
const SPACES: [(&str, &str); 6] = [
    (" {", "{"),
    ("{ ", "{"),
    (" }", "}"),
    ("; ", ";"),
    (": ", ":"),
    (", ", ","),
];

/// CSS as it is published: [`plain_css`] without most of the white space.
fn compact_css(css: &str) -> String {
    let mut joined = String::new();
    for line in plain_css(css).lines() {
        // White space within quotation marks counts.
        for (at, part) in line.split('"').enumerate() {
            if at > 0 {
                joined.push('"');
            }
            match at % 2 {
                0 => joined.push_str(
                    &SPACES.iter().fold(part.to_owned(), |part, (wide, narrow)| {
                        part.replace(wide, narrow)
                    }),
                ),
                _ => joined.push_str(part),
            }
        }
        // Elsewhere a line ends within a value or a selector.
        if !line.ends_with(['{', '}', ';', ',']) {
            joined.push('\n');
        }
    }
    joined
}

/// Appends the styles of a file: in the block of a layer that `css` ends with, where they are one block of the same layer.
fn append_css(css: &mut String, file: &str) {
    let last = css.rfind("@layer ").map_or("", |at| &css[at..]);
    let head = last.split_inclusive('{').next().unwrap_or_default();
    match file.strip_prefix(head) {
        Some(rest) if is_one_block(last) && is_one_block(file) => {
            css.pop();
            css.push_str(rest);
        }
        _ => css.push_str(file),
    }
}

/// Whether CSS is a single block.
fn is_one_block(css: &str) -> bool {
    let mut depth = 0;
    let ends = css.char_indices().filter_map(|(at, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => return None,
        }
        (c == '}' && depth == 0).then_some(at + 1)
    });
    ends.eq([css.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_goes_but_within_quotation_marks() {
        let css =
            compact_css("@layer a {\n  /* b */\n  .c { content: \"; \"; font: x, \"Y Z\", z; }\n}");
        assert_eq!(css, "@layer a{.c{content:\"; \";font:x,\"Y Z\",z;}}");
    }

    #[test]
    fn files_of_one_layer_share_its_block() {
        let joined = |files: &[&str]| {
            let mut css = String::new();
            files.iter().for_each(|file| append_css(&mut css, file));
            css
        };
        assert_eq!(
            joined(&["@layer a{b{}}", "@layer a{c{}}"]),
            "@layer a{b{}c{}}"
        );
        for apart in [
            ["@layer a{b{}}", "@layer c{d{}}"],
            ["@layer a{b{}}e{}", "@layer a{c{}}"],
            ["@layer a{b{}}", "@layer a{c{}}e{}"],
            ["@layer a{b{}}/*rest*/", "@layer a{c{}}"],
            ["", "a{}"],
        ] {
            assert_eq!(joined(&apart), apart.concat());
        }
    }
}
