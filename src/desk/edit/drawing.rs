//! How will what is being written look?
//!
//! Contract: [`Drawing::of`] draws the page of the file in hand by the very components that draw the site; where a file has no page of its own, nothing.
//! Pages read values that last, so that what was drawn is kept until the program ends: the record in hand each time (measured: some 90 kB a drawing), and
//! all others only where a card of them is another than before (300 kB). Absent on purpose: scripts. What is drawn is looked at.

use crate::catalogue::Slug;
use crate::catalogue::check::Reading;
use crate::catalogue::file::Kind;
use crate::desk::prerender::html;
use crate::desk::preview::escape;
use crate::route::{Paper, Route};
use crate::screen::{Screen, Site};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What draws; keeps the last catalogue.
#[derive(Default)]
pub struct Easel {
    site: Option<Site>,
}

impl Easel {
    fn site(&mut self, reading: &Reading) -> Site {
        match self.site {
            Some(site) if *site.catalogue == reading.catalogue => site,
            _ => *self.site.insert(Site::of(reading.catalogue.clone())),
        }
    }

    /// The page of the brand in this file, or of the record `chosen` of a register; of a brand, `chosen` is an initiative. With `style` as the address of its styles.
    pub fn draw(
        &mut self,
        kind: Kind,
        path: &str,
        reading: Reading,
        chosen: &str,
        style: &str,
    ) -> Option<String> {
        let site = self.site(&reading);
        let id = Slug::parse(chosen);
        let screen = match kind {
            Kind::Brand => {
                let name = path.strip_prefix("brands/")?.strip_suffix(".json")?;
                let is_it = |brand: &&crate::catalogue::Brand| brand.id.as_str() == name;
                let brand = &*Box::leak(Box::new(reading.brands.iter().find(is_it)?.clone()));
                let of_initiative = id.filter(|id| brand.initiative(id).is_some());
                let route = match of_initiative {
                    Some(initiative) => Route::Initiative(brand.id.clone(), initiative),
                    None => Route::Brand(brand.id.clone()),
                };
                site.screen(route, Some(brand))
            }
            Kind::Institutions => site.screen(Route::Institution(id?), None),
            Kind::Places => site.screen(Route::Place(id?), None),
            Kind::Needs => site.screen(Route::Need(id?), None),
            Kind::Documents => site.screen(Route::About, None),
            Kind::Changes => site.screen(Route::Paper(Paper::Changes), None),
            Kind::Synonyms | Kind::Redirects | Kind::Gallery | Kind::Private => return None,
        };
        if screen.route == Route::Missing {
            return None;
        }
        page(site, screen, style)
    }
}

fn page(site: Site, screen: Screen, style: &str) -> Option<String> {
    // What does not fit yet may be no page: then the last one stays.
    let body = catch_unwind(AssertUnwindSafe(|| html(site, screen))).ok()?;
    Some(format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>预览</title><link rel=\"stylesheet\" href=\"{}\"></head>\n<body>{body}</body>\n</html>\n",
        escape(style)
    ))
}

/// The pages that a value has, as pairs of what [`Easel::draw`] is told and a name; none where the form itself says which.
pub fn pages(kind: Kind, value: &Value) -> Value {
    if kind != Kind::Brand {
        return json!([]);
    }
    let mut pages = vec![json!(["", "品牌的网页"])];
    for initiative in value["initiatives"].as_array().into_iter().flatten() {
        if let (Some(id), Some(name)) = (initiative["id"].as_str(), initiative["name"].as_str()) {
            pages.push(json!([id, format!("举措：{name}")]));
        }
    }
    pages.into()
}
