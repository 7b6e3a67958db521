//! The components and states of the component gallery.
//!
//! Uses real data where possible, so that texts have realistic lengths. Components that render nothing by themselves are left out.

use super::Specimen;
use crate::catalogue::{Brand, Card, Institution, Kind};
use crate::components::*;
use crate::kiosk::pad::Pad;
use crate::kiosk::session::State;
use crate::models::{
    self, Attachment, Branch, BrandPage, CardModel, Feedback, FeedbackLine, Frame, GalleryPage,
    MediaSet, Named, Picture, RadialTree, SearchForm, SelectOption, Source, Verdict,
};
use crate::route::{Overview, Route};
use crate::screen::Site;
use crate::search::{Facet, Marker, Query, suggest};
use hanzi_search::builder::syllables;
use leptos::prelude::*;
use serde_json::json;

/// The emblem sizes that must work, in pixels.
const SIDES: [u32; 5] = [24, 48, 64, 96, 512];

/// Every component in every state.
pub fn specimens(site: &Site) -> Vec<Specimen> {
    let brands = &site.brands;
    let mut all = emblems(brands);
    all.extend(plates(brands));
    all.extend(media());
    all.extend(lists(site));
    all.extend(accounts(site));
    all.extend(overview(brands));
    all.extend(dialogs(site));
    all
}

fn specimen(name: &'static str, states: Vec<(impl Into<String>, AnyView)>) -> Specimen {
    let states = (states.into_iter())
        .map(|(words, thing)| (words.into(), thing))
        .collect();
    Specimen { name, states }
}

fn emblems(brands: &[Brand]) -> Vec<Specimen> {
    let row = |side: u32, large: bool| {
        let size = format!("inline-size:{side}px;block-size:{side}px");
        let one = |brand: &Brand| {
            let draw = if large { emblem_large } else { emblem };
            let drawn = draw(brand.kind, &brand.emblem, &brand.owner);
            view! { <span class="specimen__emblem" style=size.clone() title=brand.name.clone()>{drawn}</span> }
                .into_any()
        };
        let shown = if side > 96 { 5 } else { brands.len() };
        let mut kinds: Vec<Kind> = Vec::new();
        // The largest chart: one of each form.
        let chosen = brands.iter().filter(|brand| {
            let is_new = !kinds.contains(&brand.kind);
            kinds.push(brand.kind);
            side <= 96 || is_new
        });
        let emblems: Vec<AnyView> = chosen.take(shown).map(one).collect();
        view! { <div class="specimen__row">{emblems}</div> }.into_any()
    };
    vec![
        specimen(
            "emblem",
            (SIDES[..4].iter())
                .map(|side| (format!("{side} 像素"), row(*side, false)))
                .collect(),
        ),
        specimen(
            "emblem_large",
            (SIDES[3..].iter())
                .map(|side| (format!("{side} 像素，带细线"), row(*side, true)))
                .collect(),
        ),
    ]
}

/// Pictures, a logo and attachments, with a picture that is drawn here.
fn media() -> Vec<Specimen> {
    let drawn = |width: u16, height: u16| {
        format!(
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'%3E%3Cpath fill='%23789' d='M0 0h{width}v{height}H0z'/%3E%3Ccircle \
             fill='%23fed' cx='{}' cy='{}' r='80'/%3E%3C/svg%3E",
            width / 2,
            height / 2
        )
    };
    let picture = |width: u16, height: u16| Picture {
        src: drawn(width, height),
        width,
        height,
        ground: "slategray".to_owned(),
        alt: "灰蓝的底上一个亮圆".to_owned(),
        caption: Some("图注是一句话。".to_owned()),
        credit: "作者：某单位，2026年。本单位所有".to_owned(),
        ..Picture::default()
    };
    let set = MediaSet {
        pictures: vec![picture(960, 640), picture(640, 800)],
        attachments: vec![Attachment {
            href: "#".to_owned(),
            name: "病人须知".to_owned(),
            about: "PDF，12 页，1.2 MB".to_owned(),
            credit: "作者：某单位。本单位所有".to_owned(),
        }],
        ..MediaSet::default()
    };
    let in_head = view! { <div class="brand__plate">{lead(&picture(960, 600))}</div> }.into_any();
    let emblem = Picture {
        ground: String::new(),
        ..picture(240, 240)
    };
    vec![
        specimen("lead", vec![("品牌网页上图版的位置", in_head)]),
        specimen("logo", vec![("机构的标志", logo(&emblem))]),
        specimen(
            "pictures",
            vec![("横的和竖的", plain(pictures(Some(&set))))],
        ),
        specimen(
            "attachments",
            vec![("一份", listed(attachments(Some(&set))))],
        ),
    ]
}

/// The proportions to which a plate is cropped, and the widths of these pictures in pixels.
const CROPS: [(&str, u32, &str); 4] = [
    ("16 / 10", 400, "整幅"),
    ("4 / 3", 320, "4:3"),
    ("1 / 1", 240, "正方"),
    ("3 / 4", 180, "3:4"),
];

/// The plates of all brands in every crop, with a name on each as pages place it.
fn plates(brands: &[Brand]) -> Vec<Specimen> {
    let crop = |(ratio, width, word): (&str, u32, &'static str)| {
        let size = format!("inline-size:{width}px;aspect-ratio:{ratio}");
        let one = |brand: &Brand| {
            let plate = models::Plate::of_brand(brand);
            let title = plate.label.clone();
            view! {
                <span class="specimen__plate" style=size.clone() title=title>
                    <Plate plate/>
                    <b class="specimen__name">{brand.name.clone()}</b>
                </span>
            }
            .into_any()
        };
        let row: Vec<AnyView> = brands.iter().map(one).collect();
        let row = view! { <div class="specimen__row">{row}</div> };
        (word, row.into_any())
    };
    vec![specimen("Plate", CROPS.into_iter().map(crop).collect())]
}

fn lists(site: &Site) -> Vec<Specimen> {
    let brands = &site.brands;
    let found = |text: &str| {
        let query = Query::default().with_text(text);
        let results = site.index.search(&query);
        let marker = site.index.marker(&query);
        let best = results.hits.iter().take(1);
        let card: Vec<AnyView> = best
            .filter_map(|hit| CardModel::of(&site.index, hit))
            .map(|card| brand_card(&card, marker.as_ref()))
            .collect();
        view! { <ol class="cards">{card}</ol> }.into_any()
    };
    let plain = |at: usize| {
        let open = site.index.search(&Query::default());
        let card = open
            .hits
            .get(at)
            .and_then(|hit| CardModel::of(&site.index, hit))
            .map(|card| brand_card(&card, None));
        view! { <ol class="cards">{card}</ol> }.into_any()
    };
    let gallery = &site.catalogue.gallery;
    let example = gallery.examples.first().map_or("", String::as_str);
    let core = (site.catalogue.core()).map_or(gallery.name.as_str(), |core| core.name.as_str());
    // Its last two characters match in a name, in cards and in the suggestion's own text.
    let part = core
        .char_indices()
        .rev()
        .nth(1)
        .map_or(core, |(at, _)| &core[at..]);
    let query = Query::default().with_text(part);
    let need = (site.catalogue.needs.first()).map_or(Query::default(), |need| {
        Query::default().toggled(Facet::Need, &need.id)
    });
    let sound = brands
        .get(1)
        .map_or(String::new(), |brand| syllables(&brand.name).concat());
    // A word of the page of a brand that its card does not show.
    let told = brands.iter().flat_map(|brand| &brand.work).next();
    let told: String = told.map_or(String::new(), |told| told.text.chars().take(4).collect());
    let marker = site.index.marker(&query);
    let word = |marker: Option<&Marker>| view! { <p>{marked(core, true, marker)}</p> }.into_any();
    let offered = |active: Option<usize>| {
        let items = suggest(&site.index, example, 6);
        let list = suggested(&Suggestions { items, active });
        view! { <ul class="suggestions" role="listbox" aria-label="建议">{list}</ul> }.into_any()
    };
    let narrowed = |query: &Query| filters(site, &Answer::new(site, query));
    let frame = Frame::of(&site.catalogue);
    let gallery = GalleryPage::of(site);
    let header = |route: Route| frame_header(&frame, &route);
    vec![
        specimen(
            "frame_header",
            vec![
                ("在馆里", header(Route::home())),
                ("在“关于本馆”", header(Route::About)),
            ],
        ),
        specimen(
            "frame_footer",
            vec![("页脚", frame_footer(&frame, &Route::home(), ().into_any()))],
        ),
        specimen(
            "urgent",
            vec![
                (
                    "提示",
                    frame
                        .notices
                        .iter()
                        .map(urgent_notice)
                        .collect::<Vec<_>>()
                        .into_any(),
                ),
                ("平时的一行", urgent_strip(&frame.notices).into_any()),
                ("大厅里的一行", urgent_lobby(&frame.notices).into_any()),
                ("都藏着", urgent_region(&frame.notices).into_any()),
                ("长辈版的按钮", urgent_button(&frame.notices).into_any()),
            ],
        ),
        specimen("frame_trouble", vec![("不能搜索时", frame_trouble())]),
        specimen("frame_notices", vec![("各种提示", frame_notices(&frame))]),
        specimen(
            "search_form",
            vec![
                ("空着", search_form(&gallery.search)),
                (
                    "有字",
                    search_form(&SearchForm::of(&site.catalogue, example)),
                ),
            ],
        ),
        specimen(
            "suggested",
            vec![
                ("没有选中", offered(None)),
                ("选中第二个", offered(Some(1))),
            ],
        ),
        specimen(
            "needs",
            vec![("全部需求", needs(&gallery.needs).into_any())],
        ),
        specimen(
            "featured_first",
            vec![("首页的第一个品牌", view! { <div class="gallery__first">{featured_first(gallery.featured.first().cloned())}</div> }.into_any())],
        ),
        specimen(
            "featured_more",
            vec![("首页的其他品牌", view! { <div class="gallery__first">{featured_more(gallery.featured.clone())}</div> }.into_any())],
        ),
        specimen(
            "small_card",
            vec![(
                "小的",
                site.index
                    .card(0)
                    .map(|card| {
                        small_card(&CardModel::plain(&site.index, card, site.index.owner(0)), true)
                    })
                    .into_any(),
            )],
        ),
        specimen("guide", guides(site)),
        specimen(
            "english_summary",
            vec![(
                "英文网页上",
                english_summary("Doctors go to the villages at regular times and bring medicine."),
            )],
        ),
        specimen("english_rest", vec![("英文网页上", english_rest())]),
        specimen("visit", visits(site)),
        specimen("visit_open", vec![("机构还没有填写", visit_open())]),
        specimen(
            "filters",
            vec![
                ("没有选", narrowed(&Query::default())),
                ("选了一项", narrowed(&need)),
            ],
        ),
        specimen(
            "brand_card",
            vec![
                ("核心品牌", plain(0)),
                ("一般", plain(1)),
                ("找到的，连同举措", found(part)),
                ("按拼音找到的", found(&sound)),
                ("在正文里找到的，带一句", found(&told)),
            ],
        ),
        specimen(
            "chips",
            vec![(
                "字和一项需求",
                chips(site, &need.with_text(part)).into_any(),
            )],
        ),
        specimen(
            "marked",
            vec![
                ("没有找到什么", word(None)),
                ("找到两个字", word(marker.as_ref())),
            ],
        ),
        specimen(
            "tools",
            vec![("页面", tools())],
        ),
        specimen("list_filter", vec![("字和类别", list_filter())]),
        specimen(
            "overviews",
            vec![
                ("在馆里", overviews(None, false)),
                (
                    "在其中一种",
                    overviews(Some(&Route::Overview(Overview::Matrix)), false),
                ),
            ],
        ),
    ]
}

fn accounts(site: &Site) -> Vec<Specimen> {
    let brands = &site.brands;
    let cites = Citations::new(Source::all(&site.catalogue).collect());
    let most =
        |count: fn(&Brand) -> usize| brands.iter().max_by_key(|brand| count(brand)).into_iter();
    let shown = |name: &'static str, items: Vec<AnyView>, wrap: fn(Vec<AnyView>) -> AnyView| {
        specimen(
            name,
            vec![(
                "照实际数据",
                account([section(name, name, items, wrap)], []),
            )],
        )
    };
    let mut all = vec![
        shown(
            "figures",
            most(|it| it.figures.len())
                .flat_map(|it| figures(&cites, &it.figures))
                .collect(),
            figure_grid,
        ),
        shown(
            "passages",
            most(|it| it.work.len())
                .flat_map(|it| passages(&cites, &it.work))
                .collect(),
            plain,
        ),
        shown(
            "honours",
            most(|it| it.honours.len())
                .flat_map(|it| honours(&cites, &it.honours))
                .collect(),
            listed,
        ),
        shown(
            "events",
            most(|it| it.events.len())
                .flat_map(|it| events(&cites, &it.events))
                .collect(),
            listed,
        ),
        shown(
            "people",
            most(|it| it.people.len())
                .flat_map(|it| people(&cites, &it.people))
                .collect(),
            listed,
        ),
        shown(
            "partners",
            most(|it| it.partners.len())
                .flat_map(|it| partners(&cites, &it.partners))
                .collect(),
            listed,
        ),
    ];
    let named =
        most(|it| it.other_names.len()).map(|it| other_names(&cites, &it.other_names).into_any());
    all.push(specimen(
        "other_names",
        named.map(|it| ("别的写法", it)).collect(),
    ));
    let ways = most(|it| it.needs.len()).filter_map(|it| BrandPage::of(site, it));
    let ways = ways.map(|it| ways_on(&it.needs, &it.places).into_any());
    all.push(specimen(
        "ways_on",
        ways.map(|it| ("需求和地方", it)).collect(),
    ));
    all.push(specimen("Citations", vec![("出处", cites.list())]));
    if let Some(brand) = brands.last() {
        let side = |word: &'static str| PagerLink {
            href: Route::Brand(brand.id.clone()).href(),
            word,
            name: brand.name.clone(),
        };
        let above = Named {
            id: brand.id.clone(),
            name: brand.name.clone(),
        };
        let both = pager(
            "前后品牌",
            Some(side("上一个品牌")),
            Some(side("下一个品牌")),
        );
        let text = content_text(&brand.summary.text);
        all.push(specimen(
            "trail",
            vec![
                ("在品牌", trail(&[], &brand.name)),
                ("在举措", trail(&[above], &brand.name)),
            ],
        ));
        all.push(specimen("pager", vec![("前后都有", both.into_any())]));
        let in_picture = content_in_picture(&brand.name);
        let picture =
            view! { <svg viewBox="0 0 400 40"><text x="0" y="30">{in_picture}</text></svg> };
        all.push(specimen(
            "content_in_picture",
            vec![("图里的名称", picture.into_any())],
        ));
        all.push(specimen(
            "content_text",
            vec![("一句话", view! { <p>{text}</p> }.into_any())],
        ));
    }
    all
}

fn overview(brands: &[Brand]) -> Vec<Specimen> {
    let mut charts: Vec<(String, AnyView)> = Vec::new();
    let mut kinds = Vec::new();
    for figure in brands.iter().flat_map(|brand| {
        (brand.figures.iter()).chain(brand.initiatives.iter().flat_map(|it| &it.figures))
    }) {
        // Values that are not plain numbers are not drawn.
        let Some(Some(drawn)) = models::charts(std::slice::from_ref(figure)).pop() else {
            continue;
        };
        let kind = std::mem::discriminant(&drawn);
        if !kinds.contains(&kind) {
            kinds.push(kind);
            let words = format!("{}{} {}", figure.value, figure.unit, figure.label);
            charts.push((words, chart(drawn)));
        }
    }
    let item = |name: String| PictureItem {
        href: "#radial-tree".to_owned(),
        name,
        emblem: None,
    };
    let leaf = |at: u32| Branch {
        name: format!("下级{at}"),
        item: at,
        has_emblem: false,
        inferred: at.is_multiple_of(2),
        leaves: (0..7 * at).collect(),
        branches: Vec::new(),
    };
    let root = Branch {
        name: "核心".to_owned(),
        branches: (1..6).map(leaf).collect(),
        ..leaf(3)
    };
    let items: Vec<PictureItem> = (0..35).map(|at| item(format!("{at}"))).collect();
    let picture = radial_tree(RadialTree::of(&root), &items, "样本".to_owned(), None);
    vec![
        specimen("chart", charts),
        specimen("radial_tree", vec![("写明的和推断的，带小点", picture)]),
    ]
}

fn dialogs(site: &Site) -> Vec<Specimen> {
    let Some(card) = site.catalogue.cards.first() else {
        return Vec::new();
    };
    let address = format!(
        "https://brands.example/{}",
        Route::Brand(card.id.clone()).path()
    );
    let brand = site.brands.iter().find(|brand| brand.id == card.id);
    let figure = brand.and_then(|brand| brand.figures.first());
    let figure = figure.map_or_else(Default::default, |it| {
        [format!("{}{}", it.value, it.unit), it.label.clone()]
    });
    let shared = Shared {
        title: card.name.clone(),
        line: card.summary.clone(),
        owner: site.catalogue.owner(card).to_owned(),
        figure,
        address: address.clone(),
    };
    let gallery = &site.catalogue.gallery;
    let plate = brand.map_or_else(String::new, |brand| {
        view! { <Plate plate=models::Plate::of_brand(brand)/> }.to_html()
    });
    let sheet = |said: &str, device: bool| {
        let said = RwSignal::new(said.to_owned());
        share_sheet(&shared, device, said, RwSignal::new(None))
    };
    let feedback = |verdict: Verdict, sentence: &str, outcome: Outcome| {
        let ways = FeedbackWays {
            mail: Some("jiucuo@example.org".to_owned()),
            receiver: Some("letters.example.org".to_owned()),
            title: card.name.clone(),
        };
        let said = Feedback {
            page: address.clone(),
            version: "0123abcd".to_owned(),
            verdict,
            sentence: sentence.to_owned(),
            words: String::new(),
        };
        let state = FeedbackState {
            said: RwSignal::new(said),
            outcome: RwSignal::new(outcome),
        };
        feedback_sheet(&ways, state)
    };
    let line = |mail: Option<&str>, receiver: Option<&str>| {
        feedback_line(&FeedbackLine {
            mail: mail.map(str::to_owned),
            receiver: receiver.map(str::to_owned),
            path: Route::Brand(card.id.clone()).href(),
            page: address.clone(),
            title: card.name.clone(),
            version: "0123abcd".to_owned(),
        })
    };
    let cards: Vec<&Card> = site.catalogue.cards.iter().take(3).collect();
    let slides = |most: usize| {
        let cards = site.catalogue.cards.iter().take(most);
        RwSignal::new(
            cards
                .map(|card| {
                    let slide = Slide::new(&site.index, card);
                    let brand = site.brands.iter().find(|brand| brand.id == card.id);
                    slide.plate.set(brand.map(models::Plate::of_brand));
                    slide
                })
                .collect(),
        )
    };
    let pad = || RwSignal::new(Pad::default());
    let screen = |state: State, set: fn(LobbyState)| {
        let view = LobbyState::new(false);
        view.state.set(state);
        set(view);
        lobby("本院的品牌".to_owned(), slides(3), pad(), view)
    };
    let standing = || {
        let view = LobbyState::new(false);
        view.state.set(State::Active);
        view.home.set(true);
        institution_section(
            HostInstitution {
                name: "本院".to_owned(),
                own: cards.clone(),
                services: Vec::new(),
                plates: (cards.iter())
                    .map(|card| {
                        let brand = site.brands.iter().find(|brand| brand.id == card.id);
                        ArcRwSignal::new(brand.map(models::Plate::of_brand))
                    })
                    .collect(),
            },
            view,
        )
    };
    let number = |value: usize| RwSignal::new(value);
    vec![
        specimen("qr", vec![("一个网址", qr(&address).into_any())]),
        specimen(
            "share_sheet",
            vec![
                ("电脑上", sheet("", false)),
                ("手机上，已复制", sheet("已复制", true)),
            ],
        ),
        specimen(
            "handout",
            vec![("打印出来的一张", {
                let made = "2026年11月30日制作".to_owned();
                handout(
                    &shared,
                    plate,
                    gallery.seal.clone(),
                    gallery.name.clone(),
                    made,
                )
            })],
        ),
        specimen(
            "feedback_line",
            vec![
                ("有邮箱", line(Some("jiucuo@example.org"), None)),
                ("有网址", line(None, Some("https://letters.example.org/"))),
            ],
        ),
        specimen(
            "feedback_sheet",
            vec![
                (
                    "没用，没有送到",
                    feedback(Verdict::Useless, "", Outcome::Failed),
                ),
                (
                    "写错了，选中了一句",
                    feedback(Verdict::Wrong, &card.summary, Outcome::None),
                ),
                (
                    "写错了，没有选",
                    feedback(Verdict::Wrong, "", Outcome::Empty),
                ),
                ("送到了", feedback(Verdict::Useful, "", Outcome::Sent)),
            ],
        ),
        specimen(
            "reader",
            vec![
                (
                    "正在读，最慢",
                    reader(
                        RwSignal::new(false),
                        number(0),
                        RwSignal::new(70),
                        RwSignal::new(String::new()),
                    ),
                ),
                (
                    "暂停",
                    reader(
                        RwSignal::new(true),
                        number(2),
                        RwSignal::new(100),
                        RwSignal::new("这台设备的语音现在读不出来。".to_owned()),
                    ),
                ),
            ],
        ),
        specimen(
            "touch_pad",
            vec![("刚打开", touch_pad(pad(), RwSignal::new(String::new())))],
        ),
        specimen("institution_section", vec![("本院的品牌", standing())]),
        specimen(
            "set_up",
            vec![
                ("问", set_up(RwSignal::new(SetUp::Asked))),
                ("确认", set_up(RwSignal::new(SetUp::Sure))),
                ("存不下", set_up(RwSignal::new(SetUp::Blocked))),
            ],
        ),
        specimen(
            "lobby",
            vec![(
                "使用中，询问、带走和评价",
                screen(State::Active, |view| {
                    view.seconds.set(30);
                    view.written_on_phone
                        .set(Some("https://brands.example/".to_owned()));
                    view.taken.set(Some("https://brands.example/".to_owned()));
                }),
            )],
        ),
        specimen(
            "attract",
            vec![(
                "没有人时",
                attract(
                    "本院的品牌".to_owned(),
                    slides(usize::MAX),
                    number(0),
                    RwSignal::new(0),
                ),
            )],
        ),
    ]
}

/// A filter with a field for words and a select control.
fn list_filter() -> AnyView {
    let selects = vec![FilterSelect {
        label: "类别",
        name: "kind",
        all: "全部",
        options: vec![SelectOption::of("a", "事件")],
    }];
    let state = RwSignal::new(FilterState::default());
    let total = RwSignal::new(None);
    view! { <ListFilter words="找" selects state total/> }.into_any()
}

/// A guide with all lines and one with none.
/// The facts of an institution that states all of them: what no documents say is invented here.
fn visits(site: &Site) -> Vec<(&'static str, AnyView)> {
    let checked = json!({ "on": "2026-11-20", "by": "门诊办公室" });
    let institution = serde_json::from_value::<Institution>(json!({
        "id": "yiyuan", "name": "示例医院", "sources": [],
        "house": {
            "address": "示例市中山路 100 号", "telephone": "010-1234 5600", "languages": ["普通话"], "access": ["电梯", "手语"], "complaints": "一楼服务台",
            "alert": { "text": "东门正在施工，请走南门。", "until": "2027-03-31" },
            "hours": [{ "days": "每天", "opens": "00:00", "closes": "24:00" }],
            "booking": [
                { "kind": "小程序", "name": "示例医院", "href": "https://mini.example.org/open" },
                { "kind": "公众号", "name": "示例医院" },
                { "kind": "网页", "name": "门诊排班", "href": "https://hospital.example.org/" },
            ],
            "checked": checked,
        },
        "services": [
            {
                "id": "menzhen", "name": "门诊", "who": "所有人", "window": "1 号楼", "bring": "身份证、医保卡", "fees": "按公示的收",
                "hours": [{ "days": "周一至周五", "opens": "08:00", "closes": "11:30" }, { "days": "周一至周五", "opens": "13:30", "closes": "17:00" }],
                "exceptions": [{ "on": "2027-02-06", "until": "2027-02-08", "text": "春节" }], "checked": checked,
            },
            { "id": "jiesong", "name": "接送车", "status": { "state": "暂停办理", "until": "2027-01-15", "text": "车辆年检" }, "checked": checked },
        ],
    }));
    let gallery = &site.catalogue.gallery;
    let stated = institution
        .ok()
        .and_then(|it| models::Visit::of(gallery, &it));
    vec![("机构填写的", stated.map(visit).into_any())]
}

fn guides(site: &Site) -> Vec<(&'static str, AnyView)> {
    let brands = site.brands.iter();
    let pages = brands.filter_map(|brand| BrandPage::of(site, brand));
    let Some((lines, sources)) = pages
        .filter_map(|page| Some((page.guide?, page.sources)))
        .next()
    else {
        return Vec::new();
    };
    let open = models::Guide {
        who: None,
        what: None,
        how: None,
        ask: None,
        service: None,
    };
    let cites = Citations::new(sources);
    vec![
        ("写到的和没写到的", guide(&cites, lines)),
        ("都没写到的", guide(&cites, open)),
    ]
}
