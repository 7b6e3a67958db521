//! The share sheet: what is shared, and the ways to share it.
//!
//! The content of a dialog: a header with the close button, and a scrolling body. The companion handles the buttons.

use super::qr;
use crate::messages::tr;
use leptos::prelude::*;

/// What is shared: a page as its recipient sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Title, without the name of the site.
    pub title: String,
    /// One or two sentences.
    pub line: String,
    /// Whose it is; empty where that is not said.
    pub owner: String,
    /// A figure: value with unit, and what is counted; both empty without one.
    pub figure: [String; 2],
    /// Absolute address of exactly this view.
    pub address: String,
}

/// A way to share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The device's own share dialog.
    Device,
    /// Copy the address.
    Address,
    /// Copy title, line and address.
    Text,
    /// A poster.
    Poster,
    /// Print one sheet to hang up.
    Handout,
    /// Print the page.
    Print,
    /// Close the sheet.
    Close,
}

impl Way {
    /// All of them, in the order of the sheet.
    pub const ALL: [Way; 7] = [
        Way::Device,
        Way::Address,
        Way::Text,
        Way::Poster,
        Way::Handout,
        Way::Print,
        Way::Close,
    ];

    /// The label of its button.
    pub fn word(self) -> &'static str {
        match self {
            Way::Device => tr!("发送给朋友"),
            Way::Address => tr!("复制链接"),
            Way::Text => tr!("复制文字和链接"),
            Way::Poster => tr!("做成海报"),
            Way::Handout => tr!("打印一张（A4）"),
            Way::Print => tr!("打印全文"),
            Way::Close => tr!("关闭"),
        }
    }

    /// The way with this value of `data-way`.
    pub fn parse(attribute: &str) -> Option<Way> {
        let at: usize = attribute.parse().ok()?;
        Way::ALL.get(at).copied()
    }
}

/// The sheet. `device`: whether the device has its own share dialog. `status`: the result of the last way. `poster`: the finished picture as a data
/// URL.
pub fn share_sheet(
    shared: &Shared,
    device: bool,
    status: RwSignal<String>,
    poster: RwSignal<Option<String>>,
) -> AnyView {
    let button = |way: Way, class: &'static str| {
        let at = (Way::ALL.iter().position(|other| *other == way)).map(|at| at.to_string());
        view! { <button class=class type="button" data-way=at>{way.word()}</button> }.into_any()
    };
    let ways: Vec<AnyView> = Way::ALL
        .into_iter()
        .filter(|way| *way != Way::Close && (device || *way != Way::Device))
        .map(|way| button(way, "sheet__way"))
        .collect();
    // Characters that file systems do not allow.
    let file = format!("{}.png", shared.title.replace(['/', '\\', ':'], " "));
    view! {
        <div class="sheet__head">
            <h2 id="sheet-title" class="sheet__title" tabindex="-1" autofocus>{tr!("分享这一页")}</h2>
            {button(Way::Close, "sheet__close")}
        </div>
        <div class="sheet__body">
        <p class="sheet__what"><b>{shared.title.clone()}</b><span class="sheet__line">{shared.line.clone()}</span></p>
        <div class="sheet__ways">{ways}</div>
        <p class="sheet__said" role="status">{status}</p>
        {move || poster.get().map(|picture| view! {
            <figure class="sheet__poster">
                <img src=picture.clone() alt=tr!("海报：名称、一句话和二维码")/>
                <figcaption>{tr!("长按图片可保存或发送，")}<a href=picture download=file.clone()>{tr!("也可以下载")}</a></figcaption>
            </figure>
        })}
        <div class="sheet__code">
            {qr(&shared.address)}
            <label class="sheet__label" for="sheet-address">{tr!("微信扫码打开，或输入网址：")}</label>
            <textarea id="sheet-address" class="sheet__address" readonly rows="2">{shared.address.clone()}</textarea>
        </div>
        </div>
    }
    .into_any()
}
