//! Redirects and retired records: validation of their registers, and the files at earlier addresses.
//!
//! [`judge`] reports every entry of `redirects.json` and `retired.json` that contradicts the live records or another entry; accepted registers have neither
//! chains nor loops. [`page`] is the HTML file at an earlier address, in the current language; [`data_files`] are the data files at the addresses of earlier
//! ids. Redirects are files, not server rules, so that they work on any host.

use super::addresses::{Addresses, Retirement, spelt};
use super::english::with_gloss;
use super::head_metadata::escape;
use super::site_files::day;
use crate::catalogue::check::{File, Reading};
use crate::catalogue::{Gallery, Problem, Retired};
use crate::messages::{self, tr};
use crate::route::{self, Route};
use std::collections::{HashMap, HashSet};

const FILE: &str = "redirects.json";
const RETIRED: &str = "retired.json";

/// The attribute by which the browser program recognises a redirecting page.
pub const MARK: &str = "data-moved";

/// All problems with the two registers.
pub fn judge(reading: &Reading, addresses: &Addresses) -> Vec<Problem> {
    let mut problems = judge_redirects(reading, addresses);
    problems.extend(judge_retired(reading, addresses));
    problems
}

fn judge_redirects(reading: &Reading, addresses: &Addresses) -> Vec<Problem> {
    let mut problems = Vec::new();
    let sources: HashSet<&str> = (reading.redirects.iter())
        .map(|redirect| redirect.from.as_str())
        .collect();
    let mut before = HashSet::new();
    for redirect in &reading.redirects {
        let is_first = before.insert(&redirect.from);
        let mut say = |field: &str, sentence: String| {
            problems.push(Problem::new(FILE, &redirect.from, field, sentence));
        };
        match spelt(&redirect.from) {
            None => say(
                "from",
                format!(
                    "“{}”不是本馆的网址。请写成 brands/旧名/ 这样。",
                    redirect.from
                ),
            ),
            Some(_) if addresses.is_live(&redirect.from) => say(
                "from",
                format!(
                    "“{}”现在有网页，不能再转走：这个代号以前发布过，链接要转到“{}”。请给新的记录换一个代号；不再需要转走时，才删去这一条。",
                    redirect.from, redirect.to
                ),
            ),
            Some(_) if !is_first => {
                say("from", format!("“{}”写了两次。请只留一条。", redirect.from));
            }
            Some(_) => {}
        }
        if sources.contains(redirect.to.as_str()) {
            say(
                "to",
                format!("“{}”自己也转走了。请直接写最后的网址。", redirect.to),
            );
        } else if spelt(&redirect.to).is_none() || !addresses.answers(&redirect.to) {
            say(
                "to",
                format!(
                    "“{}”没有网页。请写现有的网址；如果它停用了，请用 cargo run -- retire 登记。",
                    redirect.to
                ),
            );
        }
    }
    problems
}

fn judge_retired(reading: &Reading, addresses: &Addresses) -> Vec<Problem> {
    let mut problems = Vec::new();
    let redirects: HashSet<&str> = (reading.redirects.iter())
        .map(|redirect| redirect.from.as_str())
        .collect();
    let mut before = HashSet::new();
    for record in &reading.retired {
        let is_first = before.insert(&record.from);
        let mut say = |field: &str, sentence: String| {
            problems.push(Problem::new(RETIRED, &record.from, field, sentence));
        };
        let from = &record.from;
        match spelt(from) {
            Some(
                Route::Brand(_)
                | Route::Initiative(..)
                | Route::Institution(_)
                | Route::Place(_)
                | Route::Need(_),
            ) => {
                if addresses.is_live(from) {
                    say(
                        "from",
                        format!(
                            "“{from}”现在有网页，不能又是停用的。恢复了的话，请删去这一条；是另一个记录的话，请给它换一个代号。"
                        ),
                    );
                }
                if redirects.contains(from.as_str()) {
                    say(
                        "from",
                        format!("“{from}”在 redirects.json 里已经转走了。请只留一处。"),
                    );
                }
                if !is_first {
                    say("from", format!("“{from}”写了两次。请只留一条。"));
                }
            }
            _ => say(
                "from",
                format!(
                    "“{from}”不是品牌、举措、机构、地方或需求的网址。请写成 brands/旧名/ 这样。"
                ),
            ),
        }
        if day(&record.since).as_ref() != Some(&record.since) {
            say(
                "since",
                format!("“{}”不是日期。请写成 2026-11-24 这样。", record.since),
            );
        }
        if let Some(to) = &record.to
            && (spelt(to).is_none() || !addresses.is_live(to))
        {
            say(
                "to",
                format!("“{to}”没有网页。请写现有的网址，例如 institutions/；不写就到首页。"),
            );
        }
    }
    problems
}

/// The HTML file at an earlier address, in the current language: it opens `to` at once, and contains a link for browsers that do not.
pub fn page(gallery: &Gallery, to: &Route) -> String {
    let address = to.href();
    let canonical = route::absolute(&address).unwrap_or_else(|| address.clone());
    let href = escape(&address);
    format!(
        "<!doctype html>\n<html lang=\"{}\" {MARK}>\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{moved} - {}</title>\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"{}\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n</head>\n<body><p>{} <a href=\"{href}\">{}</a></p></body>\n</html>\n",
        messages::spoken().tag(),
        escape(&gallery.name),
        escape(&canonical),
        tr!("网址已改。"),
        tr!("请到新网址"),
        moved = tr!("网址已改"),
    )
}

/// A retired record with its English gloss.
pub fn glossed(retirement: &Retirement) -> Retirement {
    let mut retirement = retirement.clone();
    let Retired { name, english, .. } = &mut retirement.record;
    *name = with_gloss(name, english.as_deref());
    retirement
}

/// The data files at earlier ids, by path below the data folder: the current file of a renamed brand, the register entry of a retired one.
pub fn data_files(files: &[File], addresses: &Addresses) -> Vec<(String, Vec<u8>)> {
    let path = |id: &crate::catalogue::Slug| format!("brands/{id}.json");
    let by_path: HashMap<&str, &File> = files
        .iter()
        .map(|file| (file.path.as_str(), file))
        .collect();
    let of = |route: &Route| match route {
        Route::Brand(id) => match addresses.retirement(&route.path()) {
            Some(retirement) => {
                let entry = serde_json::to_vec_pretty(&retirement.record).ok()?;
                Some([&entry[..], b"\n"].concat())
            }
            None => {
                let file = by_path.get(path(id).as_str())?;
                Some(file.bytes.clone())
            }
        },
        _ => None,
    };
    let retired = addresses.retired.iter().map(|it| (&it.route, &it.route));
    let moved = addresses.moves.iter().map(|(from, to)| (from, to));
    let written = retired.chain(moved).filter_map(|(from, to)| match from {
        Route::Brand(old) => Some((path(old), of(to)?)),
        _ => None,
    });
    written.collect()
}
