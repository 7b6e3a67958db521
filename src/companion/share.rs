//! Sharing the current page.
//!
//! Opens [`share_sheet`] for the current address and carries out the chosen way. Where the browser refuses to copy, the sheet says so and selects the
//! text for copying by hand. Nothing here is specific to one messenger.

use super::dialog::Dialog;
use super::{handout, poster};
use crate::browser::page;
use crate::components::{Shared, Way, share_sheet};
use crate::messages::tr;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, ShareData, Url};

/// Query parameters that belong to this device and are not shared.
const NOT_SHARED: [&str; 3] = ["elder", "kiosk", "diag"];

/// The share sheet.
pub(super) struct Sheet {
    dialog: Rc<Dialog>,
    /// What it last showed.
    open: RefCell<Option<Rc<Open>>>,
}

struct Open {
    shared: Shared,
    status: RwSignal<String>,
    poster: RwSignal<Option<String>>,
}

impl Sheet {
    /// A closed sheet at the end of the page.
    pub(super) fn new() -> Option<Rc<Sheet>> {
        let sheet = Rc::new(Sheet {
            dialog: Dialog::new("sheet-title")?,
            open: RefCell::default(),
        });
        let pressed = sheet.clone();
        (sheet.dialog).on_press(Box::new(move |_, target| pressed.pressed(target)));
        Some(sheet)
    }

    /// Opens the sheet.
    pub(super) fn open(&self) {
        let shared = shared();
        let device = Reflect::has(&page::window().navigator(), &"share".into()).unwrap_or(false);
        let owner = Owner::new();
        let (status, poster) = owner.with(|| (RwSignal::new(String::new()), RwSignal::new(None)));
        let open = Rc::new(Open {
            shared,
            status,
            poster,
        });
        self.open.replace(Some(open.clone()));
        let content = move || share_sheet(&open.shared, device, status, poster);
        self.dialog.show(owner, Box::new(content));
    }

    fn pressed(&self, target: &Element) {
        let way = target
            .get_attribute("data-way")
            .and_then(|way| Way::parse(&way));
        let (Some(way), Some(open)) = (way, self.open.borrow().clone()) else {
            return;
        };
        let (shared, status) = (&open.shared, open.status);
        match way {
            Way::Device => {
                let data = ShareData::new();
                data.set_title(&shared.title);
                data.set_text(&shared.line);
                data.set_url(&shared.address);
                let promise = page::window().navigator().share_with_data(&data);
                spawn_local(async move {
                    // Cancelling is no error, and the device reports its own errors.
                    let _ = JsFuture::from(promise).await;
                });
            }
            Way::Address => copy(shared.address.clone(), tr!("网址"), status),
            Way::Text => copy(
                format!("{}\n{}\n{}", shared.title, shared.line, shared.address),
                tr!("文字和网址"),
                status,
            ),
            Way::Poster => match poster::draw(shared) {
                Some(address) => {
                    open.poster.set(Some(address));
                    status.set(tr!("海报做好了。").to_owned());
                }
                None => status.set(tr!("这台设备画不了海报，请改用复制或二维码。").to_owned()),
            },
            Way::Handout => {
                let shared = shared.clone();
                self.dialog.close();
                handout::print(shared);
            }
            Way::Print => {
                self.dialog.close();
                let _ = page::window().print();
            }
            Way::Close => self.dialog.close(),
        }
    }
}

/// The current page, as its recipient will see it.
fn shared() -> Shared {
    let document = page::document();
    let title = document.title();
    let attribute = |selector: &str, name: &str| {
        let element = document.query_selector(selector).ok().flatten();
        element
            .and_then(|element| element.get_attribute(name))
            .unwrap_or_default()
    };
    let text = |selector: &str| {
        let element = document.query_selector(selector).ok().flatten();
        element.and_then(|element| element.text_content())
    };
    // The heading of a record is its name alone; the title of the document says more.
    let name = text(".brand__name, .listing__name").unwrap_or_else(|| {
        let title = title.strip_suffix(&format!(" - {}", seal_and_name().1));
        title.map_or_else(|| document.title(), str::to_owned)
    });
    let line = match attribute(".brand", "data-line") {
        line if line.is_empty() => attribute("meta[name=description]", "content"),
        line => line,
    };
    Shared {
        title: name,
        line,
        owner: text(".brand__owner").unwrap_or_default(),
        figure: ["data-value", "data-label"].map(|name| attribute(".brand", name)),
        address: address(&attribute("html", "data-public")),
    }
}

/// The seal and the name of the gallery, from the header.
pub(super) fn seal_and_name() -> (String, String) {
    let text = |selector: &str| {
        let element = page::document().query_selector(selector).ok().flatten();
        element
            .and_then(|element| element.text_content())
            .unwrap_or_default()
    };
    let (seal, name) = (text(".frame__seal"), text(".frame__name"));
    // The name's element contains the seal.
    let name = name
        .trim()
        .strip_prefix(&seal)
        .unwrap_or(&name)
        .trim()
        .to_owned();
    (seal, name)
}

/// The public address of this page; the current one where the build did not know the public address. A lobby's screen may have another host.
fn address(public: &str) -> String {
    let location = page::location();
    let here = location.href().unwrap_or_default();
    let Ok(url) = Url::new(&here) else {
        return here;
    };
    for name in NOT_SHARED {
        url.search_params().delete(name);
    }
    url.set_hash("");
    let below = url
        .href()
        .strip_prefix(&format!("{}{}", url.origin(), page::root()))
        .map(str::to_owned);
    match (public, below) {
        ("", _) | (_, None) => url.href(),
        (public, Some(below)) => format!("{public}{below}"),
    }
}

/// Copies a text; false where the browser refuses.
pub(super) async fn is_copied(text: &str) -> bool {
    let clipboard = Reflect::get(&page::window().navigator(), &"clipboard".into())
        .ok()
        .filter(|clipboard| !clipboard.is_undefined());
    let written = clipboard.and_then(|clipboard| {
        let write: Function = Reflect::get(&clipboard, &"writeText".into())
            .ok()?
            .dyn_into()
            .ok()?;
        write
            .call1(&clipboard, &JsValue::from_str(text))
            .ok()?
            .dyn_into::<Promise>()
            .ok()
    });
    match written {
        Some(written) => JsFuture::from(written).await.is_ok(),
        None => false,
    }
}

/// Copies a text and reports it; where the browser refuses, the text is selected in the address field.
fn copy(text: String, what: &'static str, status: RwSignal<String>) {
    spawn_local(async move {
        if is_copied(&text).await {
            return status.set(tr!("{what}已复制，可以粘贴到微信里发送。", what = what));
        }
        let field = page::document()
            .get_element_by_id("sheet-address")
            .and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
        if let Some(field) = field {
            field.set_value(&text);
            let _ = field.unchecked_ref::<HtmlElement>().focus();
            field.select();
        }
        status.set(
            tr!("浏览器不让自动复制。下面的文字已经选中，请长按或按 Ctrl+C 复制。").to_owned(),
        );
    });
}
