//! The embeddable pieces: small pages that other sites show in a frame.
//!
//! [`write`] creates them: the card of a brand, its figures, the brands of an institution; each names its sources, and every link opens the gallery in a new
//! tab. A piece has one style sheet of its own, no wasm program, and the script `public/embed.js`, without which it is complete. The piece at an earlier
//! address shows the current content; the piece of a retired record says that it is retired and links on. Which sites may frame what is defined in
//! [`super::policy`].

use super::addresses::{Addresses, Retirement, Shows};
use super::build::{named_by_content, plain_css};
use super::colours::{TOKENS, dressed};
use super::failure::Failure;
use super::head_metadata::escape;
use super::{parallel, policy};
use crate::catalogue::{Brand, Card, Figure, Gallery, Lookup, Slug};
use crate::components::emblem;
use crate::head::retired_sentence;
use crate::models::name_of;
use crate::route::{self, Framed, Route};
use crate::screen::Site;
use crate::search::Facet;
use leptos::prelude::*;
use std::fs;
use std::path::Path;

/// The style sheets of a piece.
const STYLES: [&str; 4] = [
    TOKENS,
    include_str!("../../style/reset.css"),
    include_str!("../../style/components/emblem.css"),
    include_str!("embed/page.css"),
];

/// What surrounds the night colours in the tokens.
const NIGHT: (&str, &str) = (":root:not([data-theme]) {", "}");

/// A piece.
pub struct Piece {
    /// Its address.
    pub framed: Framed,
    /// Its title.
    pub title: String,
    /// The HTML of its `main`.
    pub html: String,
}

/// Writes all pieces, and at earlier addresses the current piece, so that published frames keep working.
///
/// # Errors
///
/// If a file cannot be written, or the styles lack the night colours.
pub fn write(folder: &Path, site: &Site, addresses: &Addresses) -> Result<(), Failure> {
    write_some(folder, site, addresses, |_| true)
}

/// The same of the address at `path` alone.
///
/// # Errors
///
/// As [`write`].
pub fn write_one(
    folder: &Path,
    site: &Site,
    addresses: &Addresses,
    path: &str,
) -> Result<(), Failure> {
    write_some(folder, site, addresses, |framed| framed.path() == path)
}

fn write_some(
    folder: &Path,
    site: &Site,
    addresses: &Addresses,
    is_wanted: impl Fn(&Framed) -> bool,
) -> Result<(), Failure> {
    let gallery = &site.catalogue.gallery;
    let style = named_by_content(folder, "embed", "css", css(gallery)?.as_bytes())?;
    let known = Lookup::of(&site.catalogue);
    let wanted = (addresses.framed.iter()).filter(|(framed, _)| is_wanted(framed));
    let wanted: Vec<_> = wanted.collect();
    parallel::map(&wanted, |(framed, shows)| {
        let piece = match shows {
            Shows::Piece(piece) => piece_of(site, &known, piece),
            Shows::Retired(route) => addresses
                .retirement(&route.path())
                .map(|retirement| retired_piece(site, framed.clone(), retirement)),
            Shows::Moved(to) => Some(moved_piece(site, framed.clone(), to)),
        };
        match piece {
            Some(piece) => put(folder, framed, &page(gallery, &piece, &style)),
            None => Ok(()),
        }
    })?;
    Ok(())
}

/// The piece at an address of a retired record: a notice with a link to the page that replaces it.
pub fn retired_piece(site: &Site, framed: Framed, retirement: &Retirement) -> Piece {
    let Retirement { route, record, to } = retirement;
    piece(framed, record.name.clone(), || {
        view! {
            <h1 class="piece__name">{link(route.clone(), record.name.clone())}</h1>
            <p class="piece__summary">{retired_sentence(route, record)}</p>
            <p class="piece__small">{link(to.clone(), format!("请看：{}", name_of(&site.catalogue, to)))}</p>
            {foot(site, &[])}
        }
        .into_any()
    })
}

/// The piece at an address whose content is now on a page without a piece.
fn moved_piece(site: &Site, framed: Framed, to: &Route) -> Piece {
    let name = name_of(&site.catalogue, to);
    piece(framed, "网址已改".to_owned(), || {
        view! {
            <h1 class="piece__name">{link(to.clone(), name)}</h1>
            <p class="piece__summary">"这里原来的内容已经移到这一页。"</p>
            {foot(site, &[])}
        }
        .into_any()
    })
}

fn put(folder: &Path, framed: &Framed, html: &str) -> Result<(), Failure> {
    let place = folder.join(framed.path());
    fs::create_dir_all(&place).map_err(|error| Failure::writing(&place, &error))?;
    let path = place.join("index.html");
    fs::write(&path, html).map_err(|error| Failure::writing(&path, &error))
}

/// The style sheet of the pieces. The night colours are repeated under `data-theme="night"`, for a host page that asks for them by day.
///
/// # Errors
///
/// If the tokens lack the night colours.
pub fn css(gallery: &Gallery) -> Result<String, Failure> {
    let css = plain_css(&dressed(&STYLES.concat(), gallery));
    let night = css
        .split_once(NIGHT.0)
        .and_then(|(_, rest)| rest.split_once(NIGHT.1))
        .map(|(night, _)| night.to_owned())
        .ok_or_else(|| {
            Failure::new(format!(
                "style/tokens.css：找不到“{}”。请恢复夜间的颜色。",
                NIGHT.0
            ))
        })?;
    Ok(format!(
        "{css}@layer tokens {{\n:root[data-theme=\"night\"] {{{night}}}\n}}\n"
    ))
}

/// All pieces of a gallery.
pub fn pieces(site: &Site) -> Vec<Piece> {
    let known = Lookup::of(&site.catalogue);
    let brands = (site.brands.iter()).flat_map(|brand| {
        [
            Framed::Brand(brand.id.clone()),
            Framed::Figures(brand.id.clone()),
        ]
    });
    let institutions = site.catalogue.institutions.iter();
    let institutions = institutions.map(|it| Framed::Institution(it.id.clone()));
    let all = brands.chain(institutions);
    all.filter_map(|framed| piece_of(site, &known, &framed))
        .collect()
}

/// The piece of a live record, where it has one.
fn piece_of(site: &Site, known: &Lookup<'_>, framed: &Framed) -> Option<Piece> {
    let brand = || site.brand(&framed.page());
    Some(match framed {
        Framed::Brand(id) => {
            let (brand, card) = (brand()?, *known.cards.get(id)?);
            let view = || card_view(site, card, brand);
            piece(framed.clone(), brand.name.clone(), view)
        }
        Framed::Figures(_) => {
            let brand = brand().filter(|brand| !all_figures(brand).is_empty())?;
            let view = || figures_view(site, brand);
            piece(framed.clone(), format!("{}的数字", brand.name), view)
        }
        Framed::Institution(id) => {
            let name = &known.institutions.get(id)?.name;
            let view = || institution_view(site, id, name);
            piece(framed.clone(), format!("{name}的服务品牌"), view)
        }
    })
}

fn piece(framed: Framed, title: String, view: impl FnOnce() -> AnyView) -> Piece {
    let owner = Owner::new();
    let html = owner.with(|| view().to_html());
    owner.cleanup();
    Piece {
        framed,
        title,
        html: html.replace("<!>", ""),
    }
}

/// The complete HTML page of a piece.
pub fn page(gallery: &Gallery, piece: &Piece, style: &str) -> String {
    let address = piece.framed.page().path();
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\" data-embed>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         {}<link rel=\"stylesheet\" href=\"{style}\">\n<script async src=\"{}\"></script>\n<title>{} - {}</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"{}\">\n<link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\">\n\
         </head>\n<body><main class=\"piece\">{}</main></body>\n</html>\n",
        policy::framed_line(),
        route::asset(route::EMBED_SCRIPT),
        escape(&piece.title),
        escape(&gallery.name),
        escape(&route::absolute(&route::asset(&address)).unwrap_or_else(|| route::asset(&address))),
        route::asset(route::ICON),
        piece.html,
    )
}

/// A link into the gallery, which opens in a new tab.
fn link(route: Route, words: String) -> AnyView {
    view! { <a href=route.href() target="_blank" rel="noopener">{words}</a> }.into_any()
}

/// The last line: the sources, and a link to the gallery.
fn foot(site: &Site, sources: &[&[Slug]]) -> AnyView {
    let documents: Vec<String> = (site.catalogue.documents.iter())
        .filter(|document| sources.iter().any(|some| some.contains(&document.id)))
        .map(|document| format!("《{}》", document.short))
        .collect();
    let told = (!documents.is_empty()).then(|| format!("内容取自{}。", documents.concat()));
    view! { <p class="piece__foot">{told}{link(Route::home(), format!("{}（新窗口打开）", site.catalogue.gallery.name))}</p> }
        .into_any()
}

fn head(card: &Card, owner: &str, words: AnyView) -> AnyView {
    let route = Route::Brand(card.id.clone());
    view! {
        <div class="piece__head">
            {emblem(card.kind, &card.emblem, &card.owner)}
            <div class="piece__words">
                <h1 class="piece__name">{link(route, card.name.clone())}</h1>
                {(owner != card.name).then(|| view! { <p class="piece__small">{owner.to_owned()}</p> }.into_any())}
                {words}
            </div>
        </div>
    }
    .into_any()
}

fn card_view(site: &Site, card: &Card, brand: &Brand) -> AnyView {
    let title = card
        .title
        .clone()
        .map(|title| view! { <p class="piece__title">{title}</p> }.into_any());
    let words = view! {
        {title}
        <p class="piece__summary">{card.summary.clone()}</p>
        <p class="piece__small">{card.kind.word()}</p>
    };
    view! {
        {head(card, site.catalogue.owner(card), words.into_any())}
        {foot(site, &[&brand.summary.sources])}
    }
    .into_any()
}

/// The figures of a brand and of its initiatives, each with the name of its initiative.
pub fn all_figures(brand: &Brand) -> Vec<(Option<&str>, &Figure)> {
    let own = brand.figures.iter().map(|figure| (None, figure));
    let below = brand.initiatives.iter().flat_map(|initiative| {
        (initiative.figures.iter()).map(|figure| (Some(initiative.name.as_str()), figure))
    });
    own.chain(below).collect()
}

fn figures_view(site: &Site, brand: &Brand) -> AnyView {
    let figures = all_figures(brand);
    let sources: Vec<&[Slug]> = figures
        .iter()
        .map(|(_, figure)| figure.sources.as_slice())
        .collect();
    let items: Vec<AnyView> = figures
        .iter()
        .map(|(of, figure)| {
            let note = [*of, figure.when.as_deref(), figure.scope.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("，");
            view! {
                <li class="piece__item">
                    <span class="piece__value">{figure.value.clone()}{figure.unit.clone()}</span>
                    <span class="piece__label">{figure.label.clone()}</span>
                    {(!note.is_empty()).then(|| view! { <span class="piece__note">{note}</span> }.into_any())}
                </li>
            }
            .into_any()
        })
        .collect();
    let route = Route::Brand(brand.id.clone());
    view! {
        <h1 class="piece__name">{link(route, format!("{}的数字", brand.name))}</h1>
        <ul class="piece__list">{items}</ul>
        {foot(site, &sources)}
    }
    .into_any()
}

fn institution_view(site: &Site, id: &Slug, name: &str) -> AnyView {
    let cards = (site.index.brands_with(Facet::Institution, id).iter())
        .filter_map(|at| site.catalogue.cards.get(*at as usize));
    // First the institution's own brands, then those it only takes part in, marked as such.
    let (own, others): (Vec<&Card>, Vec<&Card>) = cards.partition(|card| card.owner == *id);
    let items: Vec<AnyView> = (own.into_iter().chain(others))
        .map(|card| {
            let part = (card.owner != *id).then_some("参与的品牌。");
            view! {
                <li class="piece__item">
                    {link(Route::Brand(card.id.clone()), card.name.clone())}
                    <span class="piece__note">{part}{card.summary.clone()}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <h1 class="piece__name">{link(Route::Institution(id.clone()), format!("{name}的服务品牌"))}</h1>
        <ul class="piece__list">{items}</ul>
        {foot(site, &[])}
    }
    .into_any()
}
