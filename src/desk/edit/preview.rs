//! The editor's preview of the page of a file.
//!
//! [`Drawing::of`] renders the page with the components of the site; nothing where a file has no page of its own. The settings are shown on the gallery's
//! first page, with the seal as tabs and devices show it. The preview has no scripts.

use crate::catalogue::Slug;
use crate::catalogue::check::Reading;
use crate::catalogue::file::Kind;
use crate::desk::head_metadata::escape;
use crate::desk::prerender::html;
use crate::desk::seal;
use crate::route::{Route, StaffPage};
use crate::screen::{Screen, Site};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Renders previews; keeps the last catalogue.
#[derive(Default)]
pub struct Preview {
    site: Option<Site>,
}

impl Preview {
    fn site(&mut self, reading: Reading) -> Site {
        let site = match &self.site {
            Some(site) if *site.catalogue == reading.catalogue => site.with(reading.brands),
            _ => Site::new(reading.catalogue, reading.brands),
        };
        self.site.insert(site).clone()
    }

    /// The page of the brand in this file, or of the record `chosen` of a register; of a brand, `chosen` is an initiative. With `style` as the address of its styles.
    pub fn draw(
        &mut self,
        kind: Kind,
        path: &str,
        mut reading: Reading,
        chosen: &str,
        style: &str,
    ) -> Option<String> {
        let seal = match kind {
            Kind::Gallery => seal(&reading),
            _ => String::new(),
        };
        // No page that is drawn here reads them: another colour is no reason to make the index anew.
        let gallery = &mut reading.catalogue.gallery;
        (gallery.colours, gallery.strokes) = (None, None);
        let site = self.site(reading);
        let id = Slug::parse(chosen);
        let screen = match kind {
            Kind::Brand => {
                let name = path.strip_prefix("brands/")?.strip_suffix(".json")?;
                let brand = Slug::parse(name)?;
                let of_initiative = id.map(|id| Route::Initiative(brand.clone(), id));
                let of_initiative = of_initiative.filter(|route| site.brand(route).is_some());
                site.screen(of_initiative.unwrap_or(Route::Brand(brand)))
            }
            Kind::Institutions => site.screen(Route::Institution(id?)),
            Kind::Places => site.screen(Route::Place(id?)),
            Kind::Needs => site.screen(Route::Need(id?)),
            Kind::Documents => site.screen(Route::About),
            // The page on which it stands.
            Kind::Media => {
                let mut records = site.catalogue.media.iter();
                let media = records.find(|media| Some(&media.id) == id.as_ref())?;
                site.screen(match (&media.brand, &media.initiative) {
                    (Some(brand), Some(own)) => Route::Initiative(brand.clone(), own.clone()),
                    (Some(brand), None) => Route::Brand(brand.clone()),
                    (None, _) => Route::Institution(media.institution.clone()?),
                })
            }
            Kind::Changes => site.screen(Route::StaffPage(StaffPage::Changes)),
            Kind::Gallery => site.screen(Route::home()),
            // The page of a need shows the notice, the gallery at least its quiet line.
            Kind::Urgent => {
                let mut notices = site.catalogue.urgent.iter();
                let notice = notices.find(|notice| Some(&notice.id) == id.as_ref());
                let need = notice.and_then(|notice| notice.needs.first());
                let need = need.filter(|need| site.catalogue.need(need).is_some());
                site.screen(need.map_or_else(Route::home, |id| Route::Need(id.clone())))
            }
            Kind::Synonyms
            | Kind::Everyday
            | Kind::Redirects
            | Kind::Retired
            | Kind::Private
            | Kind::Reviewed => return None,
        };
        if screen.route == Route::NotFound {
            return None;
        }
        page(&site, &screen, style, &seal)
    }
}

/// The seal as a picture with a caption; empty while it cannot be drawn.
fn seal(reading: &Reading) -> String {
    let icon = seal::icon(&reading.catalogue.gallery);
    icon.map_or(String::new(), |icon| {
        let escaped: String = (icon.bytes())
            .map(|byte| format!("%{byte:02x}"))
            .collect();
        format!(
            "<p class=\"hand__seal\"><img src=\"data:image/svg+xml,{escaped}\" width=\"48\" height=\"48\" alt=\"印章\"> 标签页和手机桌面上的印章</p>"
        )
    })
}

fn page(site: &Site, screen: &Screen, style: &str, first: &str) -> Option<String> {
    // What does not fit yet may be no page: then the last one stays.
    let body = catch_unwind(AssertUnwindSafe(|| html(site, screen))).ok()?;
    // Dressed as for a visitor whose scripts run: what would be hidden without them is there.
    Some(format!(
        "<!doctype html>\n<html lang=\"zh-CN\" class=\"is-scripted\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>预览</title><link rel=\"stylesheet\" href=\"{}\"></head>\n<body>{first}{body}</body>\n</html>\n",
        escape(style)
    ))
}

/// Why a file has no preview.
pub fn lacks(kind: Kind, chosen: &str) -> &'static str {
    match kind {
        Kind::Private => "这个文件不发布，没有网页。",
        Kind::Reviewed => "法规检查的答复不发布，没有网页；cargo run -- report law 列出全部。",
        Kind::Synonyms => "日常用语没有网页，读者搜索时用到。",
        Kind::Everyday => "说法没有网页，读者搜不到时用到。",
        Kind::Redirects => "旧网址没有网页，打开就转到新网址。",
        Kind::Retired => "停用的网址上留一页说明：名称、停用日期和该去看的网页。",
        Kind::Brand | Kind::Gallery => "",
        _ if chosen.is_empty() => "打开一条，就看见它的网页。",
        _ => "这一条没有自己的网页。",
    }
}

/// The pages of a value, as pairs of the parameter `chosen` of [`Preview::draw`] and a name; empty where the form itself selects the page.
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
