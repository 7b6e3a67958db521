//! Feedback on the current page: the sheet, and sending.
//!
//! Opens [`feedback_sheet`] for a choice of the page's line, and sends what it shows, by POST where the gallery has an address for it, or by the
//! device's mail program. What a reader has written is kept until it has been sent: while the sheet is closed, on other pages, and over a reload of the
//! tab. Nothing is sent before a button is pressed.

use super::dialog::Dialog;
use super::share;
use crate::browser::{load, page};
use crate::components::{FeedbackState, FeedbackWays, Outcome, feedback_sheet};
use crate::models::{Feedback, VERSION, Verdict, sentence, version_in};
use gloo_net::http::Request;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    AbortSignal, Element, Event, HtmlTextAreaElement, RequestCredentials, Url, UrlSearchParams,
};

/// How long the receiver may take, in milliseconds.
const PATIENCE_MS: u32 = 20_000;

/// The key of the tab's storage under which unsent words are kept.
const UNSENT: &str = "unsent";

/// The sheet.
pub(super) struct FeedbackSheet {
    dialog: Rc<Dialog>,
    /// What it last showed.
    open: RefCell<Option<Open>>,
}

#[derive(Clone)]
struct Open {
    state: FeedbackState,
    /// The address that takes what is sent.
    receiver: Option<String>,
}

impl FeedbackSheet {
    /// A closed sheet at the end of the page.
    pub(super) fn new() -> Option<Rc<FeedbackSheet>> {
        let sheet = Rc::new(FeedbackSheet {
            dialog: Dialog::new("feedback-title")?,
            open: RefCell::default(),
        });
        let pressed = sheet.clone();
        (sheet.dialog).on_press(Box::new(move |event, target| {
            pressed.pressed(event, target)
        }));
        let written = sheet.clone();
        page::on(
            sheet.dialog.element(),
            "input",
            Box::new(move |event| written.written(&event)),
        );
        Some(sheet)
    }

    /// Opens the sheet for a choice of the page's line.
    pub(super) fn open(&self, verdict: Verdict) {
        let Some(line) = page::elements(".frame__feedback").next() else {
            return;
        };
        let receiver = line.get_attribute("action");
        let ways = FeedbackWays {
            mail: line.get_attribute("data-mail"),
            receiver: receiver.as_deref().and_then(host),
            title: page::document().title(),
        };
        let path = page::address().0;
        let is_of_page = line.get_attribute("data-path").as_ref() == Some(&path);
        let version = line.get_attribute(VERSION).filter(|_| is_of_page);
        let selected = line.get_attribute("data-sentence").unwrap_or_default();
        let said = Feedback {
            page: address(&path),
            version: version.unwrap_or_default(),
            verdict,
            sentence: sentence(&selected),
            words: unsent(None),
        };
        let owner = Owner::new();
        let state = owner.with(|| FeedbackState {
            said: RwSignal::new(said),
            outcome: RwSignal::new(Outcome::None),
        });
        self.open.replace(Some(Open { state, receiver }));
        let content = move || feedback_sheet(&ways, state);
        self.dialog.show(owner, Box::new(content));
        // The line is of the first page of this document; this one was opened by the program.
        if !is_of_page {
            spawn_local(async move {
                let html = load::text(&path).await.unwrap_or_default();
                if let Some(version) = version_in(&html) {
                    let _ = state
                        .said
                        .try_update(|said| version.clone_into(&mut said.version));
                }
            });
        }
    }

    /// The reader has typed.
    fn written(&self, event: &Event) {
        let field = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
        if let (Some(field), Some(open)) = (field, self.open.borrow().as_ref()) {
            let words = field.value();
            unsent(Some(&words));
            open.state.said.update(|said| said.words = words);
        }
    }

    fn pressed(self: &Rc<FeedbackSheet>, event: &Event, target: &Element) {
        let (way, open) = (target.get_attribute("data-way"), self.open.borrow().clone());
        let (Some(way), Some(Open { state, receiver })) = (way, open) else {
            return;
        };
        let said = state.said.get_untracked();
        if ["send", "mail"].contains(&way.as_str()) && !said.is_enough() {
            event.prevent_default();
            state.outcome.set(Outcome::Empty);
            page::focus("#feedback-words");
            return;
        }
        match (way.as_str(), receiver) {
            ("send", Some(receiver)) => self.send(state, receiver),
            // The link itself opens the mail program.
            ("mail", _) => state.outcome.set(Outcome::Mail),
            ("copy", _) => spawn_local(async move {
                let is_copied = share::is_copied(&said.text()).await;
                if !is_copied {
                    select("feedback-text");
                }
                let outcome = if is_copied {
                    Outcome::Copied
                } else {
                    Outcome::Selected
                };
                state.outcome.try_set(outcome);
            }),
            ("drop", _) => {
                state.said.update(|said| said.sentence.clear());
                page::focus("#feedback-words");
            }
            ("close", _) => self.dialog.close(),
            _ => {}
        }
    }

    /// Sends what the sheet shows.
    fn send(self: &Rc<FeedbackSheet>, state: FeedbackState, receiver: String) {
        if state.outcome.get_untracked() == Outcome::Sending {
            return;
        }
        if !page::window().navigator().on_line() {
            return state.outcome.set(Outcome::Offline);
        }
        state.outcome.set(Outcome::Sending);
        let sheet = self.clone();
        spawn_local(async move {
            let said = state.said.get_untracked();
            let is_sent = post(&receiver, &said).await;
            if is_sent && unsent(None) == said.words {
                unsent(Some(""));
            }
            let outcome = match (is_sent, page::window().navigator().on_line()) {
                (true, _) => Outcome::Sent,
                (false, true) => Outcome::Failed,
                (false, false) => Outcome::Offline,
            };
            // The sheet may have been closed meanwhile.
            if state.outcome.try_set(outcome).is_none() && is_sent {
                let close = sheet.dialog.element().query_selector(".sheet__close");
                if let Ok(Some(close)) = close {
                    page::focus_on(&close);
                }
            }
        });
    }
}

/// Whether the receiver has taken it. The encoding is that of a form, which needs no question to the receiver beforehand, and is the same without programs.
async fn post(receiver: &str, said: &Feedback) -> bool {
    let Ok(fields) = UrlSearchParams::new() else {
        return false;
    };
    for (name, text) in said.fields() {
        fields.append(name, text);
    }
    let request = Request::post(receiver)
        .credentials(RequestCredentials::Omit)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)))
        .body(fields);
    match request {
        Ok(request) => request.send().await.is_ok_and(|answer| answer.ok()),
        Err(_) => false,
    }
}

/// The words that are kept until they have been sent, after storing new ones.
fn unsent(words: Option<&str>) -> String {
    let storage = page::window().session_storage().ok().flatten();
    let Some(storage) = storage else {
        return String::new();
    };
    match words {
        Some("") => {
            let _ = storage.remove_item(UNSENT);
        }
        Some(words) => {
            let _ = storage.set_item(UNSENT, words);
        }
        None => {}
    }
    storage.get_item(UNSENT).ok().flatten().unwrap_or_default()
}

/// The host of an address.
fn host(address: &str) -> Option<String> {
    Some(Url::new(address).ok()?.host())
}

/// The public address of the page with this path. Its query is not sent: it holds what the reader has searched for.
fn address(path: &str) -> String {
    match path.strip_prefix(&page::root()) {
        Some(below) => page::site() + below,
        None => page::location().origin().unwrap_or_default() + path,
    }
}

/// Selects the text of the element with this id.
fn select(id: &str) {
    let selection = page::window().get_selection().ok().flatten();
    if let (Some(selection), Some(element)) = (selection, page::element(id)) {
        let _ = selection.select_all_children(&element);
    }
}
