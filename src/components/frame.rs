//! The frame of every page: header with a search form, footer, notices.

use super::languages::languages;
use super::{content_text, urgent_button, urgent_strip};
use crate::messages::tr;
use crate::models::{Frame, OperatorFact};
use crate::route::{self, Route};
use leptos::prelude::*;

/// The header: skip link, name of the site, search, navigation. On a phone it stays in sight, with the navigation in a menu.
pub fn frame_header(frame: &Frame, here: &Route) -> AnyView {
    let link = |route: Route, word: &'static str| {
        let href = route.href();
        let is_here = match (here, &route) {
            (Route::Gallery(_), Route::Gallery(_)) => true,
            (here, there) => *here == *there,
        };
        let current = is_here.then_some("page");
        view! { <a class="frame__link" href=href aria-current=current>{word}</a> }
    };
    view! {
        <header class="frame__header">
            <a class="frame__skip" href="#main">{tr!("跳到正文")}</a>
            <a class="frame__name" href=Route::home().href()>
                <span class="frame__seal" aria-hidden="true">{frame.seal.clone()}</span>
                <span>{frame.name.clone()}</span>
            </a>
            // Pages that search themselves have a form of their own; the styles hide this one there.
            <form class="frame__search search-form__row" action=Route::home().href() role="search">
                <input class="search-form__input" name="q" type="search" aria-label=tr!("找品牌、医院、需求或地方") placeholder=tr!("病、地方、医院都可以") autocomplete="off" enterkeyhint="search" maxlength="100"/>
                <button class="search-form__button" type="submit">{tr!("搜索")}</button>
            </form>
            // On a phone a way to the page's own search box, by boot.js, and a menu that the browser opens without a program.
            <button class="frame__link frame__find" type="button">{tr!("搜索")}</button>
            <nav id="menu" class="frame__nav" popover="" aria-label=tr!("本馆")>{link(Route::home(), tr!("全部品牌"))} {link(Route::About, tr!("关于本馆"))}
                {languages(here, "frame__link frame__language")}
            </nav>
            // Plain links to the current page: boot.js sets the mode.
            <a class="frame__link frame__elder" href=route::elder(true) data-mode="">{tr!("长辈版")}</a>
            <a class="frame__link frame__standard" href=route::elder(false) data-mode="">{tr!("标准版")}</a>
            <button class="frame__link frame__menu" type="button" popovertarget="menu">{tr!("菜单")}</button>
        </header>
    }
    .into_any()
}

/// The notice above a page when its program or data do not load. `boot.js` and `kiosk.js` take their texts from it.
pub fn frame_trouble() -> AnyView {
    view! {
        <p id="trouble" class="trouble" role="status" hidden data-again=tr!("暂时打不开，请再点一次") data-wait=tr!("请稍候，马上就好。") data-start=tr!("正在启动，请稍候。")>
            {tr!("搜索和筛选暂时不能用，文字和链接照常可读。")}<a href="">{tr!("再试一次")}</a>
        </p>
    }
    .into_any()
}

/// Overlays: the bar of 长辈版, the offer of 长辈版, notices of network and releases. `boot.js` and `offline.js` show them.
pub fn frame_notices(frame: &Frame) -> AnyView {
    view! {
        <section class="comfort" aria-label=tr!("操作")>
            <a class="comfort__button comfort__home" href=Route::home().href()>{tr!("首页")}</a>
            <button class="comfort__button" type="button" data-back="">{tr!("返回")}</button>
            <button class="comfort__button" type="button" data-letters="" aria-expanded="false">{tr!("字号")}</button>
            // Shown above the bar by the button before it.
            <div class="comfort__letters">
                <button class="comfort__button" type="button" data-size-by="-1">{tr!("字小")}</button>
                <button class="comfort__button" type="button" data-size-by="1">{tr!("字大")}</button>
                <button class="comfort__button" type="button" data-next-theme="">{tr!("换色")}<span class="comfort__now" id="theme-now" data-light=tr!("浅色") data-dark=tr!("深色") data-yellow=tr!("黄字黑底")></span></button>
            </div>
            <button class="comfort__button comfort__read" type="button" data-companion="read">{tr!("朗读")}</button>
            {urgent_button(&frame.notices)}
        </section>
        <section class="offer" aria-label=tr!("长辈版")>{tr!("字太小，看不清？")}<a class="offer__link" href="?elder=1" data-mode="">{tr!("打开长辈版")}</a> <button class="offer__button" type="button" data-met="">{tr!("不用了")}</button></section>
        <p id="offline" class="notice" role="status" hidden>{tr!("现在连不上网络，看到的是这台设备上存好的内容。")}</p>
        <p id="update" class="notice" role="status" hidden>{tr!("有新的内容。")}<a href="">{tr!("现在换上")}</a></p>
    }
    .into_any()
}

/// The footer: what readers think of the page, who runs the gallery, what the content is, and where to report a mistake. `feedback`: its line, or nothing.
pub fn frame_footer(frame: &Frame, here: &Route, feedback: AnyView) -> AnyView {
    let documents = frame.documents;
    let facts: Vec<AnyView> = frame.operator.iter().map(operator_fact).collect();
    let operator =
        (!facts.is_empty()).then(|| view! { <p class="frame__operator">{facts}</p> }.into_any());
    view! {
        <footer class="frame__footer">
            {feedback}
            {urgent_strip(&frame.notices)}
            <p>{tr!("内容全部取自 {documents} 份公开材料，每一句都注明出处；职务、数字以材料刊印时为准。", documents = documents)}</p>
            <p><a href=Route::About.href()>{tr!("出处、更正与无障碍声明")}</a></p>
            <p class="frame__languages">{languages(here, "")}</p>
            {operator}
        </footer>
        // A live region: the browser program announces here without moving the focus.
        <p id="announce" class="visually-hidden" role="status"></p>
    }
    .into_any()
}

/// A fact of the footer about who runs the gallery.
fn operator_fact(fact: &OperatorFact) -> AnyView {
    let words = content_text(&fact.footer);
    match &fact.href {
        Some(href) => view! { <a class="outgoing" href=href.clone()>{words}</a> }.into_any(),
        None => view! { <span>{words}</span> }.into_any(),
    }
}
