//! Title, description and canonical path of a page.
//!
//! A [`Head`] is derived from a screen. The build writes it into the file, the browser into the open document, so that both agree.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::Retired;
use crate::messages::tr;
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::{Overview, StaffPage};
use crate::screen::{Screen, Site};
#[cfg(not(target_arch = "wasm32"))]
use crate::search::{Facet, Query};

/// Title, description and canonical path of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The distinctive part first, then the name of the brand or the site.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// Path below the base of the canonical page: that of the open gallery for filtered ones. `None` for unknown addresses.
    pub canonical: Option<String>,
}

impl Head {
    /// The head of a screen.
    pub fn new(site: &Site, screen: &Screen) -> Head {
        let sign = site.index.gallery();
        let canonical = (screen.route != Route::NotFound).then(|| screen.route.path());
        #[cfg(target_arch = "wasm32")]
        if let Some((title, description)) = &screen.name {
            return Head {
                title: title.clone(),
                description: description.clone(),
                canonical,
            };
        }
        let (title, description) = match &screen.route {
            #[cfg(not(target_arch = "wasm32"))]
            route if let Some((record, _)) = &screen.retired => {
                let title = match route {
                    Route::Brand(_) | Route::Initiative(..) => {
                        tr!("{name}（已停用）", name = record.name)
                    }
                    _ => record.name.clone(),
                };
                (title, retired_sentence(route, record))
            }
            Route::Gallery(query) if query.text().trim().is_empty() => (
                String::new(),
                tr!(
                    "{line}共 {total} 个品牌，可按需求、机构、地方查找，每一句都注明出处。",
                    line = sign.line,
                    total = site.index.brands()
                ),
            ),
            Route::Gallery(query) => (
                tr!("搜索“{text}”", text = query.text().trim()),
                sign.line.clone(),
            ),
            #[cfg(not(target_arch = "wasm32"))]
            _ => page_texts(site, screen),
            #[cfg(target_arch = "wasm32")]
            _ => missing(),
        };
        Head {
            title: match &screen.route {
                _ if title.is_empty() => sign.name.clone(),
                #[cfg(not(target_arch = "wasm32"))]
                _ if screen.retired.is_some() => format!("{title} - {}", sign.name),
                // Initiative and brand already fill a tab's title.
                Route::Initiative(..) => title,
                _ => format!("{title} - {}", sign.name),
            },
            description,
            canonical,
        }
    }
}

/// The sentence of a retired record. Brands and initiatives have ended; hospitals and places only have no page any more.
#[cfg(not(target_arch = "wasm32"))]
pub fn retired_sentence(route: &Route, record: &Retired) -> String {
    match route {
        Route::Brand(_) | Route::Initiative(..) => {
            tr!("“{name}”已经停用，本馆不再单独介绍。", name = record.name)
        }
        _ => tr!("本馆不再单独介绍“{name}”。", name = record.name),
    }
}

/// Title and description of all pages but the gallery.
#[cfg(not(target_arch = "wasm32"))]
fn page_texts(site: &Site, screen: &Screen) -> (String, String) {
    let catalogue = &site.catalogue;
    let list = |name: &str, what: &str, facet: Facet, id| {
        let results = site.index.search(&Query::default().toggled(facet, id));
        // The kind is part of the title: a hospital and a case may share a name.
        (
            tr!("{name}（{what}）", name = name, what = facet.word()),
            tr!(
                "{what}“{name}”的服务品牌和举措：共 {total} 个品牌，每一句都注明出处。",
                what = what,
                name = name,
                total = results.total
            ),
        )
    };
    match &screen.route {
        Route::Brand(id) => match catalogue.card(id) {
            Some(card) => {
                let owner = catalogue.owner(card);
                let name = card.title.as_deref().unwrap_or(&card.name);
                (
                    card.name.clone(),
                    tr!("{name}（{kind}，{owner}）：{summary}", name = name, kind = card.kind.shown(), owner = owner, summary = card.summary),
                )
            }
            None => missing(),
        },
        Route::Initiative(id, initiative) => match catalogue.card(id).and_then(|card| {
            Some((
                card,
                card.initiatives
                    .iter()
                    .find(|entry| entry.id == *initiative)?,
            ))
        }) {
            Some((card, entry)) => (
                format!("{} · {}", entry.name, card.name),
                tr!(
                    "{name}（{kind}，属“{brand}”）：{summary}",
                    name = entry.name,
                    kind = entry.kind.shown(),
                    brand = card.name,
                    summary = entry.summary
                ),
            ),
            None => missing(),
        },
        Route::Need(id) => catalogue.need(id).map_or_else(missing, |need| {
            list(&need.name, tr!("回应需求"), Facet::Need, id)
        }),
        Route::Place(id) => catalogue
            .place(id)
            .map_or_else(missing, |place| list(&place.name, tr!("在"), Facet::Place, id)),
        Route::Institution(id) => catalogue.institution(id).map_or_else(missing, |found| {
            list(&found.name, "", Facet::Institution, id)
        }),
        Route::Overview(overview) => (
            overview.word().to_owned(),
            match overview {
                Overview::Matrix => tr!(
                    "{from}各家医院、各个支部：{total} 个品牌的上下级关系，写明是原文还是推断。",
                    from = (catalogue.core())
                        .map_or(String::new(), |core| tr!("从“{name}”到", name = core.name)),
                    total = catalogue.cards.len()
                ),
                Overview::Figures => tr!("材料里的全部数字：占比、名次、前后变化和规模，各是什么、何时、什么范围，出自哪里。").to_owned(),
                Overview::Timeline => tr!("材料写明了年份的事，按年月排列；没有写明的在各自的页上，不作猜测。").to_owned(),
                Overview::Places => tr!(
                    "材料里提到的 {total} 个地方，和到得了那里的服务。图是示意，不表示界线和距离。",
                    total = (catalogue.places.iter()).filter(|place| !place.sources.is_empty()).count()
                ),
                Overview::Tour => tr!(
                    "一步一个品牌，走完{what}。适合第一次来的人，也适合在大厅里慢慢看。",
                    what = catalogue.gallery.chosen.as_deref().unwrap_or(tr!("全部品牌"))
                ),
            },
        ),
        Route::Step(id) if let Some(tour) = catalogue.gallery.tour(id) => (
            tr!("导览：{name}", name = tour.name),
            tour.text.clone(),
        ),
        Route::Step(id) => catalogue.card(id).map_or_else(missing, |card| {
            (
                tr!("导览：{name}", name = card.name),
                tr!(
                    "{name}，{owner}：{summary}",
                    name = card.name,
                    owner = catalogue.owner(card),
                    summary = card.summary
                ),
            )
        }),
        Route::Compare(_) => (
            tr!("比较品牌").to_owned(),
            tr!("选两三个品牌并排看：谁在做、是什么、回应什么需求、做些什么、有哪些数字和荣誉。").to_owned(),
        ),
        Route::About => (
            tr!("关于本馆").to_owned(),
            tr!("本馆是什么、内容从哪里来、怎样更正错误，以及无障碍声明。").to_owned(),
        ),
        Route::StaffPage(page) => (
            page.word().to_owned(),
            match page {
                StaffPage::Embed => tr!("把品牌的卡片、数字或一家机构的全部品牌放到自己的网站上：选好内容和颜色，复制一段代码。").to_owned(),
                StaffPage::Data => tr!("本馆的全部数据文件、格式说明、版本和日期，以及怎样跟踪改动。").to_owned(),
                StaffPage::Changes => tr!("本馆自己改了些什么：新的网页、新的用法、更正，按日期排列，新的在前。").to_owned(),
                StaffPage::Handbook => tr!("给工作人员：怎样新增品牌、改数字、发布、布置大厅屏幕、放到服务器上和别的网站上。").to_owned(),
            },
        ),
        Route::Institutions => (
            tr!("全部机构").to_owned(),
            tr!(
                "服务品牌所属和参与的机构，共 {total} 家。",
                total = catalogue.institutions.len()
            ),
        ),
        Route::All(page) => (
            tr!("全部品牌，第 {page} 页", page = page),
            tr!(
                "{line}共 {total} 个品牌，这是第 {page} 页。",
                line = site.index.gallery().line,
                total = catalogue.cards.len(),
                page = page
            ),
        ),
        Route::Gallery(_) | Route::NotFound => missing(),
    }
}

fn missing() -> (String, String) {
    (
        tr!("找不到这个页面").to_owned(),
        tr!("这个地址没有内容。可以搜索品牌、机构、需求或地方。").to_owned(),
    )
}
