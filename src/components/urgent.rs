//! Notices for people in danger, and the unobtrusive line of every page.
//!
//! They are part of the prerendered pages, so that they work without the program: a search form contains all notices, hidden, and the program shows
//! those that the typed text calls for. The page contains both the telephone links and the alternative of a lobby's screen; styles choose.

use super::content_text;
use crate::messages::tr;
use crate::models::Notice;
use leptos::prelude::*;

/// A notice: text, numbers, and the remark that no document contains it.
pub fn urgent_notice(notice: &Notice) -> AnyView {
    let calls: Vec<AnyView> = (notice.numbers.iter())
        .map(|number| {
            view! { <a class="urgent__call" href=call(number)>{tr!("拨打 {number}", number = number)}</a> }
                .into_any()
        })
        .collect();
    let digits: Vec<AnyView> = (notice.numbers.iter())
        .map(|number| view! { <span>{number.clone()}</span> }.into_any())
        .collect();
    view! {
        <section class="urgent" aria-label=tr!("紧急提示")>
            <p class="urgent__text">{content_text(&notice.text)}</p>
            <p class="urgent__lobby">{content_text(&notice.lobby)}</p>
            <div class="urgent__calls">{calls}</div>
            <div class="urgent__digits" aria-hidden="true">{digits}</div>
            <p class="urgent__own">{tr!("本馆提示，不出自材料")}</p>
        </section>
    }
    .into_any()
}

/// All notices, hidden, in a live region.
pub fn urgent_region(notices: &[Notice]) -> Option<AnyView> {
    let items: Vec<AnyView> = (notices.iter())
        .map(|notice| {
            let notice = urgent_notice(notice);
            view! { <div class="urgent-region__item" hidden>{notice}</div> }.into_any()
        })
        .collect();
    let region = || view! { <div id="urgent" class="urgent-region" role="status">{items}</div> };
    (!notices.is_empty()).then(|| region().into_any())
}

/// The lines, each with the first number of a notice.
pub fn urgent_strip(notices: &[Notice]) -> Vec<AnyView> {
    let line = |notice: &Notice| {
        let (strip, number) = (notice.strip.as_ref()?, notice.numbers.first()?);
        let (before, behind) = strip.split_once(number.as_str())?;
        let link = view! { <a class="urgent-strip__call" href=call(number)>{number.clone()}</a> };
        Some(view! { <p class="urgent-strip">{content_text(before)}{link}{content_text(behind)}</p> }.into_any())
    };
    notices.iter().filter_map(line).collect()
}

/// The notice of a lobby's screen, above everything else.
pub fn urgent_lobby(notices: &[Notice]) -> Vec<AnyView> {
    let line = |notice: &Notice| {
        notice.strip.as_ref()?;
        let number = notice.numbers.first()?.clone();
        Some(view! { <aside class="urgent-lobby" aria-label=tr!("紧急提示")><p>{content_text(&notice.lobby)}</p><b class="urgent-lobby__number" aria-hidden="true">{number}</b></aside> }.into_any())
    };
    notices.iter().filter_map(line).collect()
}

/// The button of the bar of 长辈版.
pub fn urgent_button(notices: &[Notice]) -> Option<AnyView> {
    let notice = (notices.iter()).find(|notice| notice.strip.is_some())?;
    let number = notice.numbers.first()?;
    let words = tr!("拨打 {number}", number = number);
    Some(view! { <a class="comfort__button comfort__call" href=call(number) aria-label=words>{number.clone()}</a> }.into_any())
}

/// A `tel:` link.
fn call(number: &str) -> String {
    format!("tel:{number}")
}
