//! The dialog that asks whether this device is to become a screen in a lobby.
//!
//! Each button names its answer in `data-set-up`; the companion handles it.

use crate::messages::tr;
use leptos::prelude::*;

/// The step of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetUp {
    /// The question.
    Asked,
    /// The first answer was yes: explains the consequences and asks for confirmation.
    Sure,
    /// Storage is blocked, so the device cannot be set up here.
    Blocked,
}

/// The dialog at a step.
pub fn set_up(stage: RwSignal<SetUp>) -> AnyView {
    let text = move || match stage.get() {
        SetUp::Asked => tr!("这个网址是给医院大厅的屏幕用的。自己看的话，不用设。"),
        SetUp::Sure => tr!(
            "设好以后，这里只显示本馆；没人用时，看过的内容会自动清除。要退出：轮流点屏幕左上角、右上角，共六次，再点“退出导览屏”。"
        ),
        SetUp::Blocked => tr!("这个浏览器不能保存设置，设不成导览屏。请让技术人员用启动脚本打开。"),
    };
    let button = |answer: &'static str, class: &'static str, word: &'static str| {
        view! { <button class=class type="button" data-set-up=answer>{word}</button> }.into_any()
    };
    let ways = move || match stage.get() {
        SetUp::Asked => vec![
            button(
                "no",
                "set-up__way set-up__way--first",
                tr!("不用，照常浏览"),
            ),
            button("yes", "set-up__way", tr!("设成导览屏")),
        ],
        SetUp::Sure => vec![
            button(
                "no",
                "set-up__way set-up__way--first",
                tr!("不设，照常浏览"),
            ),
            button("sure", "set-up__way", tr!("确定设成导览屏")),
        ],
        SetUp::Blocked => vec![button(
            "no",
            "set-up__way set-up__way--first",
            tr!("照常浏览"),
        )],
    };
    view! {
        <section class="set-up" role="region" aria-labelledby="set-up">
            <h2 id="set-up" class="set-up__title">{tr!("把这台设备设成导览屏？")}</h2>
            <p aria-live="polite">{text}</p>
            <div class="set-up__ways">{ways}</div>
        </section>
    }
    .into_any()
}
