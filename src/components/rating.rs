//! Five faces on a screen in a lobby: how satisfied a visitor is, in the grades of the reviews of public services (政务服务“好差评”).
//!
//! The device counts days and grades, no text and nothing of anybody. The mouths differ, not the colours, and each face has its word. A visitor has one
//! vote. Where the gallery takes feedback, a QR code leads to the page on the visitor's own phone, where more can be said.

use super::{LobbyState, qr};
use crate::messages::tr;
use leptos::prelude::*;

/// The grades, the best first: the word, and mouth and brows within 48 units as the data of an SVG path.
fn grades() -> [(&'static str, &'static str); 5] {
    [
        (tr!("非常满意"), "M13 27h22a11 11 0 0 1-22 0z"),
        (tr!("满意"), "M14 28q10 10 20 0"),
        (tr!("基本满意"), "M15 31h18"),
        (tr!("不满意"), "M14 35q10-10 20 0"),
        (
            tr!("非常不满意"),
            "M13 37h22a11 11 0 0 0-22 0zM12 12l8 4M36 12l-8 4",
        ),
    ]
}

/// The dialog with the faces; after the vote its thanks. The companion carries out `data-do="grade"`.
pub(super) fn rating(lobby: LobbyState) -> AnyView {
    let faces = move || {
        let faces = grades().into_iter().enumerate().map(|(at, (word, face))| {
            view! {
                <button class="rating__face" type="button" data-do="grade" data-grade=at.to_string()>
                    <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
                        <circle cx="24" cy="24" r="21"/>
                        <path d="M17 19v2M31 19v2"/>
                        <path d=face/>
                    </svg>
                    <span>{word}</span>
                </button>
            }
        });
        view! { <div class="rating__faces">{faces.collect_view()}</div> }.into_any()
    };
    let content = move || match lobby.rated.get() {
        true => {
            view! { <p class="ask__said" role="status">{tr!("这次的评价已经记下，谢谢您。")}</p> }
                .into_any()
        }
        false => view! {
            <p id="rating-text">{tr!("点一个就可以。只在这台设备上记数，不记是谁。")}</p>
            {faces()}
        }
        .into_any(),
    };
    let code = move || {
        let address = lobby.written_on_phone.get()?;
        let code = view! {
            <p>{tr!("想多说几句：用手机扫一扫，在这一页的最下面写。")}</p>
            <div class="rating__code">{qr(&address)}</div>
        };
        Some(code.into_any())
    };
    view! {
        <dialog id="lobby-rating" class="ask ask--wide" aria-labelledby="rating-title">
            <h2 id="rating-title" class="ask__title" tabindex="-1" autofocus>{tr!("您对这块屏幕满意吗？")}</h2>
            {content}
            {code}
            <div class="ask__ways"><button class="ask__way ask__way--first" type="button" data-do="close">{tr!("完成")}</button></div>
        </dialog>
    }
    .into_any()
}
