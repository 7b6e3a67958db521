//! The interface of a screen in a lobby, around its pages.
//!
//! The institution's own brands above the open gallery, or the services of others' brands there; a bar below every page; a dialog that asks whether
//! the visitor is still present; a QR code of the page; the attract loop. Each button names its command in `data-do`; the companion carries it out.

use super::languages::languages;
use super::rating::rating;
use super::{Plate, Slide, attract, content_text, qr, touch_pad};
use crate::catalogue::{Card, Entry};
use crate::kiosk::pad::Pad;
use crate::kiosk::session::State;
use crate::messages::tr;
use crate::models;
use crate::route::{self, Route};
use leptos::prelude::*;

/// The position of the page in a list of brands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPosition {
    /// Its number, from 1.
    pub at: usize,
    /// The length of the list.
    pub of: usize,
    /// The previous address.
    pub before: String,
    /// The next address.
    pub after: String,
}

/// The state of the interface, set by the companion.
#[derive(Clone, Copy)]
pub struct LobbyState {
    /// The state of the session.
    pub state: RwSignal<State>,
    /// The index of the slide in the attract loop.
    pub slide: RwSignal<usize>,
    /// The minutes of the device's uptime.
    pub minute: RwSignal<u64>,
    /// Seconds until the session is reset.
    pub seconds: RwSignal<u64>,
    /// Whether the open gallery is on the screen.
    pub home: RwSignal<bool>,
    /// Whether there is a page to go back to.
    pub can_go_back: RwSignal<bool>,
    /// The position of the page in the current list of brands.
    pub position: RwSignal<Option<ListPosition>>,
    /// The address in the dialog with the QR code.
    pub taken: RwSignal<Option<String>>,
    /// Whether this visitor has rated the screen.
    pub rated: RwSignal<bool>,
    /// The address at which a phone can say more, in the dialog for rating; `None` where the gallery takes no feedback.
    pub written_on_phone: RwSignal<Option<String>>,
    /// Whether the touch pad is open.
    pub typing: RwSignal<bool>,
    /// The letters typed on it.
    pub typed: RwSignal<String>,
    /// Whether all controls are in the lower half.
    pub reach: RwSignal<bool>,
    /// Whether the bar of 长辈版 shows the controls behind its button 更多.
    pub more: RwSignal<bool>,
}

impl LobbyState {
    /// The state of a device that has just started.
    pub fn new(reach: bool) -> LobbyState {
        LobbyState {
            state: RwSignal::new(State::Attract),
            slide: RwSignal::new(0),
            minute: RwSignal::new(0),
            seconds: RwSignal::new(0),
            home: RwSignal::new(false),
            can_go_back: RwSignal::new(false),
            position: RwSignal::new(None),
            taken: RwSignal::new(None),
            rated: RwSignal::new(false),
            written_on_phone: RwSignal::new(None),
            typing: RwSignal::new(false),
            typed: RwSignal::new(String::new()),
            reach: RwSignal::new(reach),
            more: RwSignal::new(false),
        }
    }
}

/// The institution of the screen, with its brands and services.
#[derive(Clone, Debug, Default)]
pub struct HostInstitution<'a> {
    /// Its printed name; empty where the gallery has none.
    pub name: String,
    /// Its own brands.
    pub own: Vec<&'a Card>,
    /// Without brands of its own: other institutions' brands there, as a whole or by one initiative.
    pub services: Vec<(&'a Card, Option<&'a Entry>)>,
    /// The plates of all of these, in this order, each once it has been loaded.
    pub plates: Vec<ArcRwSignal<Option<models::Plate>>>,
}

/// The section above the open gallery: the institution's own brands, otherwise the services there.
pub fn institution_section(house: HostInstitution, lobby: LobbyState) -> AnyView {
    let mut plates = house.plates.into_iter();
    let mut tile = |card: &Card, href: String, name: &str, line: &str| {
        let plate = plates.next();
        let plate = move || plate.as_ref()?.get().map(|plate| view! { <Plate plate/> });
        view! {
            <li class=format!("house__brand emblem--{}", models::hue(&card.owner))>
                <span class="house__plate">{plate}</span>
                <h3 class="house__name"><a href=href>{content_text(name)}</a></h3>
                <p class="house__line">{content_text(line)}</p>
            </li>
        }
        .into_any()
    };
    let own = house.own.iter().map(|card| (*card, None));
    let all = own.chain(house.services);
    let tiles: Vec<AnyView> = all
        .map(|(card, entry)| match entry {
            Some(entry) => {
                let route = Route::Initiative(card.id.clone(), entry.id.clone());
                tile(card, route.href(), &entry.name, &entry.summary)
            }
            None => {
                let route = Route::Brand(card.id.clone());
                tile(card, route.href(), &card.name, &card.summary)
            }
        })
        .collect();
    let is_unknown = house.name.is_empty() && tiles.is_empty();
    let name = house.name;
    let (heading, line) = match (house.own.is_empty(), tiles.is_empty()) {
        (false, _) => (tr!("{name}的品牌", name = name), None),
        (true, false) => (name, Some(tr!("这里有这些服务："))),
        (true, true) => (name, Some(tr!("这里的品牌和服务还没有登记。"))),
    };
    view! {
        <section class="house" aria-labelledby="house" hidden=move || is_unknown || !lobby.home.get() || lobby.state.get() == State::Attract>
            <p class="house__languages">{languages(&Route::home(), "lobby__act")}</p>
            <h2 id="house" class="house__heading">{heading}</h2>
            {line.map(|line| view! { <p class="house__line">{line}</p> }.into_any())}
            <ul class="house__brands">{tiles}</ul>
            <p class="house__rest">{tr!("往下滑，看全市品牌")}</p>
        </section>
    }
    .into_any()
}

/// Bar, dialogs, touch pad and attract loop.
pub fn lobby(
    heading: String,
    slides: RwSignal<Vec<Slide>>,
    pad: RwSignal<Pad>,
    lobby: LobbyState,
) -> AnyView {
    let attracting = move || lobby.state.get() == State::Attract;
    view! {
        {move || (lobby.typing.get() && !attracting()).then(|| touch_pad(pad, lobby.typed))}
        {bar(lobby)}
        {warning(lobby)}
        {take(lobby)}
        {rating(lobby)}
        {move || attracting().then(|| attract(heading.clone(), slides, lobby.slide, lobby.minute))}
    }
    .into_any()
}

fn bar(lobby: LobbyState) -> AnyView {
    let position = move || {
        lobby.position.get().map(|position| {
            view! {
                <a class="lobby__act lobby__extra" href=position.before>{tr!("上一个")}</a>
                <span class="lobby__at lobby__extra">{format!("{} / {}", position.at, position.of)}</span>
                <a class="lobby__act lobby__extra" href=position.after>{tr!("下一个")}</a>
            }
            .into_any()
        })
    };
    let cannot_go_back = move || (!lobby.can_go_back.get()).then_some("true");
    // In 长辈版 the bar has one row: less frequent controls and display settings are behind its button 更多.
    view! {
        <nav class="lobby" class:lobby--more=move || lobby.more.get() aria-label=tr!("操作") hidden=move || lobby.state.get() == State::Attract>
            <div class="lobby__group lobby__main">
            <a class="lobby__act" href=Route::home().href()>{icon(HOME)}{tr!("首页")}</a>
            <button class="lobby__act" type="button" data-do="find">{icon(FIND)}{tr!("搜索")}</button>
            <button class="lobby__act" type="button" data-do="back" aria-disabled=cannot_go_back>{icon(BACK)}{tr!("返回")}</button>
            <a class="lobby__act lobby__elder" href=route::elder(true) data-mode="">{icon(LETTERS)}{tr!("长辈版")}</a>
            <a class="lobby__act lobby__standard lobby__extra" href=route::elder(false) data-mode="">{tr!("标准版")}</a>
            <button class="lobby__act lobby__extra" type="button" data-do="take">{icon(TAKE)}{tr!("扫码带走")}</button>
            </div>
            <div class="lobby__group">
            {position}
            <button class="lobby__act lobby__read" type="button" data-companion="read">{tr!("朗读")}</button>
            <button class="lobby__act lobby__extra" type="button" data-do="reach" aria-pressed=move || lobby.reach.get().to_string()>{tr!("移到下半屏")}</button>
            <button class="lobby__act lobby__extra" type="button" data-do="rate">{tr!("评价")}</button>
            <button class="lobby__act lobby__more" type="button" data-do="more" aria-expanded=move || lobby.more.get().to_string()>{tr!("更多")}</button>
            <button class="lobby__act lobby__act--end" type="button" data-do="end">{tr!("结束使用")}</button>
            </div>
        </nav>
    }
    .into_any()
}

/// The pictures of the five large buttons, as lines in a square of 24.
const HOME: &str = "M3 11l9-8 9 8M6 9v11h4v-6h4v6h4V9";
const FIND: &str = "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L21 21";
const BACK: &str = "M10 5l-7 7 7 7M3 12h18";
const LETTERS: &str = "M2 20L8.5 4 15 20M4.5 14.5h8M16 20l3-8 3 8M17 17.5h4";
const TAKE: &str = "M3 3h7v7H3zM14 3h7v7h-7zM3 14h7v7H3zM14 14h3v3h-3zM21 14v3M17 21h4M14 21v-1";

fn icon(lines: &'static str) -> AnyView {
    view! { <svg class="lobby__icon" viewBox="0 0 24 24" aria-hidden="true"><path d=lines></path></svg> }.into_any()
}

/// The remaining time is announced at these seconds only: more would be noise.
const ANNOUNCED_SECONDS: [u64; 3] = [30, 20, 10];

fn warning(lobby: LobbyState) -> AnyView {
    let announcement = Memo::new(move |before: Option<&String>| {
        let seconds = lobby.seconds.get();
        match before {
            Some(before) if !ANNOUNCED_SECONDS.contains(&seconds) => before.clone(),
            _ => tr!("还有 {seconds} 秒", seconds = seconds),
        }
    });
    view! {
        <dialog id="lobby-warning" class="ask" role="alertdialog" aria-modal="true" aria-labelledby="ask-title" aria-describedby="ask-text">
            <h2 id="ask-title" class="ask__title">{tr!("您还在看吗？")}</h2>
            <p class="ask__seconds" aria-hidden="true">{move || lobby.seconds.get()}</p>
            <p id="ask-text">{tr!("时间到了会回到开头，并清除这次查过、看过的内容。轻触屏幕就可以继续。")}</p>
            <p class="visually-hidden" role="status">{move || announcement.get()}</p>
            <div class="ask__ways">
                <button class="ask__way ask__way--first" type="button" data-do="stay" autofocus>{tr!("继续浏览")}</button>
                <button class="ask__way" type="button" data-do="end">{tr!("结束使用")}</button>
            </div>
        </dialog>
    }
    .into_any()
}

fn take(lobby: LobbyState) -> AnyView {
    let content = move || {
        let address = lobby.taken.get()?;
        let code = qr(&address);
        let content = view! {
            <h2 id="take-title" class="ask__title">{tr!("用手机带走")}</h2>
            <p>{tr!("用手机扫一扫，就能在手机上打开：")}</p>
            <div class="ask__code">{code}</div>
            <p class="ask__address">{address}</p>
        };
        Some(content.into_any())
    };
    view! {
        <dialog id="lobby-take" class="ask" aria-labelledby="take-title">
            {content}
            <div class="ask__ways"><button class="ask__way ask__way--first" type="button" data-do="close" autofocus>{tr!("完成")}</button></div>
        </dialog>
    }
    .into_any()
}
