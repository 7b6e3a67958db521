//! The size budget of a first visit, and the size of each crate in the program.
//!
//! [`weigh`] compares the transfer size (Brotli) of each file with a limit of its own, and the total of a first visit to `/` with [`BUDGET`]; exceeding either
//! is a failure. [`parts`] prints what each crate adds to the program. Times are measured by the benchmarks.

mod sections;

use super::build::{MAIN_PART, PAGES_PART};
use super::failure::{Failure, say};
use sections::Code;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The most that a first visit to `/` may transfer, in bytes as Brotli.
pub const BUDGET: u64 = 190_000;

/// The most that the program may contribute to that.
pub const PROGRAM_BUDGET: u64 = 150_000;

/// Each file: prefix and suffix of its name, its limit in bytes, and whether a first visit to `/` loads it.
const LIMITS: [(&str, &str, u64, bool); 20] = [
    ("index", ".html", 18_000, true),
    // One style sheet, which every page but the gallery's links. The gallery loads it with the code of the other pages, and where the headers of
    // another release block its inline styles. Plates and first screen: 1,000 bytes; how to get to an
    // institution: 500; a phone's header and sheet of filters: 300; the map of places, the stories of the tour and the tray of the comparison: 500.
    ("gallery", ".css", 12_400, false),
    // 200 bytes are the names of the other files, which each page contained before; 200 the featured brand of the day.
    ("boot", ".js", 3_400, true),
    ("release", ".txt", 200, true),
    ("gallery", ".js", 8_000, true),
    ("gallery", ".wasm", PROGRAM_BUDGET, true),
    // The chunk that renders pages: all components and models of pages for visitors; 8 KB since it says what a query means that finds little;
    // 4 KB since it shows plates, the first screen, and how a brand can be used; 3 KB since it folds what is for colleagues, marks quotations and leaves
    // out equal answers of a comparison; 14 KB since it tells how to get to an institution and whether it is open;
    // 6 KB since it shows sources, folds long lists, and animates emblems, which every visit loaded before; 7 KB since it shows the map of places and the
    // stories of the tour, and collects what is ticked for a comparison in a tray; 6 KB since it shows photographs, logos and attachments.
    ("pages", ".wasm", 187_000, false),
    // Some 5 KB are phrases that trigger emergency notices: they must be known before the search index is loaded.
    ("data/catalogue", ".json", 19_200, true),
    ("icon", ".svg", 500, true),
    ("offline", ".js", 3_000, false),
    ("sw", ".js", 5_000, false),
    ("companion", ".css", 8_000, false),
    ("companion", ".js", 10_000, false),
    // 4 KB since its texts can be translated; 9 KB since it detects failing voices, asks before a device becomes a kiosk, and shows emergency notices;
    // 4 KB since it draws plates on posters and loads them for the attract loop; 10 KB since readers say in it what they think of a page, with every
    // word shown before it is sent, and rate a lobby's screen; 4 KB since it prints one sheet to hang up, a poster says whose it is and how many, and a
    // lobby's home shows plates.
    ("companion", ".wasm", 156_000, false),
    ("data/homophones", ".bin", 8_000, false),
    // What people's words mean: for a query that finds little.
    ("data/everyday", ".bin", 40_000, false),
    ("data/search-head", ".bin", 40_000, false),
    ("data/search", ".bin", 60_000, false),
    ("zh-hant/data/words", ".json", 10_000, false),
    ("en/data/words", ".json", 10_000, false),
];

/// Prints the table of sizes.
///
/// # Errors
///
/// If a limit or the budget is exceeded, or `dist` is incomplete.
pub fn weigh(dist: &Path) -> Result<(), Failure> {
    let (mut total, mut program, mut heavy) = (0, 0, Vec::new());
    say("     原样    传输    上限  文件");
    for (begins, ends, limit, first) in LIMITS {
        let file = find(dist, begins, ends)?;
        let raw = size(&dist.join(&file))?;
        let sent = size(&dist.join(format!("{file}.br"))).unwrap_or(raw);
        let later = if first { "" } else { "（用到时）" };
        say(&format!("{raw:>9}{sent:>8}{limit:>8}  {file}{later}"));
        if sent > limit {
            heavy.push(file.clone());
        }
        if first {
            total += sent;
            program += if ends == ".wasm" { sent } else { 0 };
        }
    }
    say(&format!(
        "{total:>17}{BUDGET:>8}  第一次打开合计；其中程序 {program}，上限 {PROGRAM_BUDGET}"
    ));
    if !heavy.is_empty() {
        return Err(Failure::new(format!(
            "{} 超过了它的上限。请减小，或在 src/desk/weigh.rs 里说明为什么要放宽。",
            heavy.join("、")
        )));
    }
    if total > BUDGET {
        return Err(Failure::new(
            "第一次打开要下载的太多。请找出变大的文件，减到上限以内。",
        ));
    }
    Ok(())
}

/// Prints the uncompressed size of each crate in the program and in its chunk, largest first.
///
/// # Errors
///
/// If the program has not been compiled, or its wasm has no function names.
pub fn parts(root: &Path) -> Result<(), Failure> {
    for (file, what) in [
        (MAIN_PART, "每次打开都要的"),
        (PAGES_PART, "打开网页时才要的一块"),
    ] {
        let wasm = fs::read(root.join(file))
            .map_err(|_| Failure::new("还没有编译网页程序。请先运行 cargo run -- build。"))?;
        let code = Code::of(&wasm).ok_or_else(|| {
            Failure::new("编译出的网页程序里没有函数名，分不出各占多少。请告诉开发人员。")
        })?;
        say(&format!("{what}："));
        say_crates(code);
    }
    Ok(())
}

fn say_crates(code: Code) {
    let mut crates: BTreeMap<String, u64> = BTreeMap::new();
    for (name, bytes) in code.functions {
        *crates.entry(crate_of(&name)).or_default() += bytes;
    }
    let mut crates: Vec<(String, u64)> = crates.into_iter().collect();
    crates.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    let total: u64 = crates.iter().map(|(_, bytes)| bytes).sum();
    say("     字节   占比  来自");
    for (name, bytes) in crates {
        let share = bytes as f64 * 100.0 / total.max(1) as f64;
        say(&format!("{bytes:>9}{share:>6.1}%  {name}"));
    }
    say(&format!(
        "{total:>9}         全部代码（未压缩；数据段另有 {}）",
        code.data
    ));
}

/// The crate of a function, from its mangled name; for `<impl Trait for Type>` the first crate that is named.
fn crate_of(mangled: &str) -> String {
    // Legacy mangling: `_ZN`, then each part behind its length. v0 mangling: `_R…C<disambiguator><length><crate>`.
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let part = |rest: &str| {
        let end = digits(rest);
        let length: usize = rest.get(..end)?.parse().ok()?;
        let name = rest.get(end..)?.trim_start_matches('_');
        name.get(..length.min(name.len())).map(str::to_owned)
    };
    if let Some(rest) = mangled.strip_prefix("_ZN") {
        let name = part(rest).unwrap_or_default();
        // `_$LT$core..fmt..Arguments$u20$as…`: the crate precedes the first dots.
        let name = ["$LT$", "$RF$", "mut$u20$", "dyn$u20$"]
            .iter()
            .fold(name.as_str(), |name, before| {
                name.trim_start_matches(before)
            });
        let name = name.split("..").next().unwrap_or(name);
        return name.split('$').next().unwrap_or(name).to_owned();
    }
    if mangled.starts_with("_R")
        && let Some(at) = mangled.find('C')
    {
        let rest = &mangled[at + 1..];
        let rest = match rest.strip_prefix('s') {
            Some(rest) => rest.split_once('_').map_or(rest, |(_, rest)| rest),
            None => rest,
        };
        if let Some(name) = part(rest) {
            return name;
        }
    }
    "（其他）".to_owned()
}

/// The file in `dist` with this prefix and suffix; only a hash may be between them.
fn find(dist: &Path, begins: &str, ends: &str) -> Result<String, Failure> {
    let absent = || Failure::new("dist/ 不完整。请先运行 cargo run -- build。");
    if dist.join(format!("{begins}{ends}")).is_file() {
        return Ok(format!("{begins}{ends}"));
    }
    // With its hash in the name.
    let (folder, begins) = begins
        .rsplit_once('/')
        .map_or(("", begins), |(folder, name)| (folder, name));
    let hashed = |name: &str| {
        name.strip_prefix(begins)
            .and_then(|rest| rest.strip_prefix('-')?.strip_suffix(ends))
            .is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let entries = fs::read_dir(dist.join(folder)).map_err(|_| absent())?;
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .find(|name| hashed(name))
        .map(|name| Path::new(folder).join(name).to_string_lossy().into_owned())
        .ok_or_else(absent)
}

fn size(path: &Path) -> Result<u64, Failure> {
    fs::metadata(path)
        .map(|metadata| metadata.len())
        .map_err(|error| Failure::reading(path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_told_by_its_crate() {
        for (mangled, name) in [
            ("_ZN4core3fmt9Formatter3pad17h0123456789abcdefE", "core"),
            (
                "_ZN61_$LT$leptos..foo..Bar$u20$as$u20$core..fmt..Display$GT$3fmt17h0E",
                "leptos",
            ),
            (
                "_ZN60_$LT$$RF$mut$u20$gloo_net..Reader$u20$as$u20$core..Read$GT$4read17h0E",
                "gloo_net",
            ),
            ("_RNvNtCs1234_13brand_gallery5route4path", "brand_gallery"),
            ("__wbindgen_malloc", "（其他）"),
        ] {
            assert_eq!(crate_of(mangled), name, "{mangled}");
        }
    }
}
