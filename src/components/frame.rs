//! What surrounds every page?

use crate::route::{self, Route};
use crate::screen::{Screen, Site};
use leptos::prelude::*;

/// Skip link, name of the site, ways to every part.
pub fn frame_header(site: Site, screen: &Screen) -> AnyView {
    let link = |route: Route, word: &'static str| {
        let href = route.href();
        let is_here = match (&screen.route, &route) {
            (Route::Gallery(_), Route::Gallery(_)) => true,
            (here, there) => here == there,
        };
        let current = is_here.then_some("page");
        view! { <a class="frame__link" href=href aria-current=current>{word}</a> }
    };
    let gallery = &site.catalogue.gallery;
    view! {
        <header class="frame__header">
            <a class="frame__skip" href="#main">"跳到正文"</a>
            <a class="frame__name" href=Route::home().href()>
                <span class="frame__seal" aria-hidden="true">{gallery.seal.clone()}</span>
                {gallery.name.clone()}
            </a>
            <nav class="frame__nav" aria-label="本馆">{link(Route::home(), "全部品牌")} {link(Route::About, "关于本馆")}
                // Plain navigations to this very page: boot.js sets the mode.
                <a class="frame__link frame__elder" href=route::elder(true) data-mode="">"长辈版"</a>
                <a class="frame__link frame__standard" href=route::elder(false) data-mode="">"标准版"</a>
            </nav>
        </header>
    }
    .into_any()
}

/// What the content is and where a mistake is told.
pub fn frame_footer(site: Site) -> AnyView {
    let documents = site.index.documents();
    view! {
        <footer class="frame__footer">
            <p>{format!("内容全部取自 {documents} 份公开材料，每一句都注明出处；职务、数字以材料刊印时为准。")}</p>
            <p><a href=Route::About.href()>"出处、更正与无障碍声明"</a></p>
        </footer>
        // What a screen reader is told without moving focus; the browser door writes it.
        <p id="announce" class="visually-hidden" role="status"></p>
    }
    .into_any()
}
