//! How does an address of yesterday lead to that of today?
//!
//! Contract: [`judge`] names every entry of `redirects.json` that leads nowhere, leads from what still exists, or leads on to another entry,
//! so that neither chains nor loops exist; [`moves`] gives every address that moved, the initiatives of a moved brand with it; [`page`] is the
//! file at the old address. Answers of a server are absent on purpose: a plain file leads on from any host.

use super::preview::escape;
use crate::catalogue::check::Reading;
use crate::catalogue::{Catalogue, Gallery, Problem, Redirect};
use crate::route::{self, Route};
use crate::search::PAGE;

const FILE: &str = "redirects.json";

/// Everything that is wrong with the register.
pub fn judge(reading: &Reading) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, redirect) in reading.redirects.iter().enumerate() {
        let mut say = |field: &str, sentence: String| {
            problems.push(Problem::new(FILE, &redirect.from, field, sentence));
        };
        let is_source = |path: &str| reading.redirects.iter().any(|other| other.from == path);
        match spelt(&redirect.from) {
            None => say(
                "from",
                format!(
                    "“{}”不是本馆的网址。请写成 brands/旧名/ 这样。",
                    redirect.from
                ),
            ),
            Some(route) if exists(reading, &route) => {
                say(
                    "from",
                    format!("“{}”现在有网页，不能再转走。请删去这一条。", redirect.from),
                );
            }
            Some(_)
                if reading.redirects[..at]
                    .iter()
                    .any(|other| other.from == redirect.from) =>
            {
                say("from", format!("“{}”写了两次。请只留一条。", redirect.from));
            }
            Some(_) => {}
        }
        match spelt(&redirect.to) {
            _ if is_source(&redirect.to) => {
                say(
                    "to",
                    format!("“{}”自己也转走了。请直接写最后的网址。", redirect.to),
                );
            }
            Some(route) if exists(reading, &route) => {}
            _ => say("to", format!("“{}”没有网页。请写现有的网址。", redirect.to)),
        }
    }
    problems
}

/// From where to where: what the register says, and the initiatives of a brand that moved.
pub fn moves(catalogue: &Catalogue, redirects: &[Redirect]) -> Vec<(Route, Route)> {
    let mut moves = Vec::new();
    for redirect in redirects {
        let (Some(from), Some(to)) = (spelt(&redirect.from), spelt(&redirect.to)) else {
            continue;
        };
        if let (Route::Brand(old), Route::Brand(new)) = (&from, &to) {
            let initiatives = catalogue
                .card(new)
                .map_or(&[][..], |card| &card.initiatives);
            for initiative in initiatives {
                moves.push((
                    Route::Initiative(old.clone(), initiative.id.clone()),
                    Route::Initiative(new.clone(), initiative.id.clone()),
                ));
            }
        }
        moves.push((from, to));
    }
    moves.dedup_by(|a, b| a.0 == b.0);
    moves
}

/// The file at an old address: it leads on to a path below the base by itself, and by a link where a browser does not.
pub fn page(gallery: &Gallery, to: &str) -> String {
    let href = escape(&route::asset(to));
    let canonical = route::absolute(&route::asset(to)).unwrap_or_else(|| route::asset(to));
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>网址已改 - {}</title>\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"{}\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n</head>\n<body><p>网址已改。<a href=\"{href}\">请到新网址</a></p></body>\n</html>\n",
        escape(&gallery.name),
        escape(&canonical)
    )
}

/// The route that a path below the base spells, in exactly its own spelling.
fn spelt(path: &str) -> Option<Route> {
    let route = Route::parse(&route::asset(path), "");
    (route.path() == path && !path.is_empty() && route != Route::Missing).then_some(route)
}

/// Whether a path below the base answers: with a page, or with the way to one.
pub fn answers(reading: &Reading, path: &str) -> bool {
    let moved = (reading.redirects.iter()).any(|redirect| redirect.from == path);
    moved || spelt(path).is_some_and(|route| exists(reading, &route))
}

fn exists(reading: &Reading, route: &Route) -> bool {
    let catalogue = &reading.catalogue;
    match route {
        Route::Brand(id) => catalogue.card(id).is_some(),
        Route::Initiative(id, initiative) => catalogue
            .card(id)
            .is_some_and(|card| card.initiatives.iter().any(|entry| entry.id == *initiative)),
        Route::Need(id) => catalogue.need(id).is_some(),
        Route::Place(id) => catalogue.place(id).is_some(),
        Route::Institution(id) => catalogue.institution(id).is_some(),
        Route::Step(id) => crate::pages::steps(&reading.brands)
            .iter()
            .any(|brand| brand.id == *id),
        Route::All(page) => {
            // One page is the gallery itself.
            let pages = catalogue.cards.len().div_ceil(PAGE);
            pages > 1 && (1..=pages).contains(page)
        }
        Route::Gallery(_)
        | Route::Overview(_)
        | Route::Compare(_)
        | Route::Institutions
        | Route::About
        | Route::Paper(_) => true,
        Route::Missing => false,
    }
}
