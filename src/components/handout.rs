//! One sheet of paper to hang up: plate, sentence, figure, whose it is, and the code that opens the page.
//!
//! The companion adds it to the page when it is to be printed; on a screen it is never seen.

use super::{Shared, qr};
use crate::messages::{GAP, tr};
use leptos::prelude::*;

/// The sheet. `plate`: the picture of the page as markup; empty for a page without one. `seal`, `gallery`: who says this. `made`: the line with the day.
pub fn handout(
    shared: &Shared,
    plate: String,
    seal: String,
    gallery: String,
    made: String,
) -> AnyView {
    let (name, gloss) = (shared.title.split_once(GAP)).unwrap_or((&shared.title, ""));
    let [value, label] = shared.figure.clone();
    let figure = (!value.is_empty())
        .then(|| view! { <p class="handout__figure"><b>{value}</b>{label}</p> }.into_any());
    view! {
        <section class="handout" aria-label=tr!("打印一张（A4）")>
            {(!plate.is_empty()).then(|| view! { <div class="handout__plate" inner_html=plate></div> }.into_any())}
            <p class="handout__gallery"><span class="frame__seal">{seal}</span>{gallery}</p>
            <p class="handout__owner">{shared.owner.clone()}</p>
            <p class="handout__name">{name.to_owned()}</p>
            {(!gloss.is_empty()).then(|| view! { <p class="handout__gloss">{gloss.to_owned()}</p> }.into_any())}
            <p class="handout__line">{shared.line.clone()}</p>
            <div class="handout__foot">
                <div>
                    {figure}
                    <p><b>{tr!("用手机扫一扫")}</b>{tr!("，")}{tr!("看全文和出处")}</p>
                    <p class="handout__address">{shared.address.clone()}</p>
                    <p class="handout__address">{made}</p>
                </div>
                {qr(&shared.address)}
            </div>
        </section>
    }
    .into_any()
}
