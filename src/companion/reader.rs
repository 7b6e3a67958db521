//! Reading a page aloud, with the browser's speech synthesis.
//!
//! Reads the text of `main` sentence by sentence with the device's best Mandarin voice, highlights the sentence and keeps it in view. [`Reading`] is
//! the state machine; this module reports events and the time to it and carries its orders out. Pausing cancels the speech and remembers the
//! position, because the pause of browsers is not reliable. The page's content is not changed: the browser highlights ranges where it can, elsewhere
//! the whole block gets an attribute.

use crate::browser::{page, schedule};
use crate::components::reader;
use crate::messages::tr;
use crate::speech::{
    Order, Reading, SPEEDS, USUAL_VOLUME, Voice, choose, louder, sentences, softer, spoken,
};
use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, HtmlElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition,
    SpeechSynthesis, SpeechSynthesisUtterance,
};

/// The elements that are read, in document order.
const BLOCKS: &str = "main :is(h1, h2, h3, h4, p, li)";

/// Notices for people in danger, which are read first.
const URGENT: &str = "main .urgent p";

/// Elements that are not read: controls, and what is only visual.
const SILENT: &str = "nav, form, .tools, .filters, .needs, .sources, .citation, .account__source, .visually-hidden, .trail, .turn, .account__rest:not([open]), [hidden], [aria-hidden=true]";

/// The polling interval while a page is read, in milliseconds.
const POLL_MS: i32 = 100;

/// The error of a browser that does not allow this page to speak.
const REFUSED: &str = "not-allowed";

const USUAL_SPEED: usize = SPEEDS.len() / 2;

/// Attribute of the root element: the initial volume of a lobby's screen, in hundredths.
pub(super) const VOLUME: &str = "data-volume";

/// A sentence and its place in the document.
struct Sentence {
    block: Element,
    /// Text nodes, each with the start and end of its part, in UTF-16 code units.
    parts: Vec<(Node, u32, u32)>,
    text: String,
}

/// The state of reading aloud.
pub(super) struct Reader {
    sentences: RefCell<Vec<Sentence>>,
    reading: RefCell<Reading>,
    paused: RwSignal<bool>,
    /// The error message; empty while speech works.
    trouble: RwSignal<String>,
    speed: RwSignal<usize>,
    /// In hundredths.
    volume: RwSignal<u8>,
    bar: RefCell<Option<Box<dyn std::any::Any>>>,
    slot: RefCell<Option<HtmlElement>>,
    /// The element that had the focus at the start.
    began_at: RefCell<Option<HtmlElement>>,
    /// The current utterance. It has to be kept: browsers do not report the end of utterances that are garbage-collected. Events of cancelled
    /// utterances arrive later and are ignored.
    utterance: RefCell<Option<SpeechSynthesisUtterance>>,
    /// The listener for start, end and error of every utterance.
    utterance_listener: OnceCell<Closure<dyn Fn(Event)>>,
    /// The callback of the polling timer.
    polling: OnceCell<Closure<dyn Fn()>>,
    poll_timer: Cell<Option<i32>>,
}

impl Reader {
    pub(super) fn new() -> Rc<Reader> {
        let reader = Rc::new(Reader {
            sentences: RefCell::default(),
            reading: RefCell::new(Reading::new(std::iter::empty())),
            paused: RwSignal::new(false),
            trouble: RwSignal::new(String::new()),
            speed: RwSignal::new(USUAL_SPEED),
            volume: RwSignal::new(USUAL_VOLUME),
            bar: RefCell::default(),
            slot: RefCell::default(),
            began_at: RefCell::default(),
            utterance: RefCell::default(),
            utterance_listener: OnceCell::new(),
            polling: OnceCell::new(),
            poll_timer: Cell::new(None),
        });
        let listening = reader.clone();
        let _ = (reader.utterance_listener).set(Closure::new(move |event| {
            listening.on_utterance_event(&event)
        }));
        let polling = reader.clone();
        let _ = (reader.polling).set(Closure::new(move || polling.poll()));
        let pressed = reader.clone();
        page::on(
            &page::document(),
            "click",
            Box::new(move |event| {
                let target = event
                    .target()
                    .and_then(|target| target.dyn_into::<Element>().ok());
                let asked = target.and_then(|target| target.get_attribute("data-reader"));
                pressed.pressed(&asked.unwrap_or_default());
            }),
        );
        let leaving = reader.clone();
        page::on(
            &page::window(),
            "pagehide",
            Box::new(move |_| leaving.stop()),
        );
        reader
    }

    /// Reads the page from its beginning. Stops if it is being read already.
    pub(super) fn begin(self: &Rc<Reader>) {
        if self.bar.borrow().is_some() {
            return self.stop();
        }
        let focused = page::document().active_element();
        (self.began_at).replace(focused.and_then(|focused| focused.dyn_into().ok()));
        let sentences = page_sentences();
        let texts: Vec<String> = (sentences.iter().map(|one| spoken(&one.text))).collect();
        (self.reading).replace(Reading::new(texts.iter().map(String::as_str)));
        self.sentences.replace(sentences);
        self.show();
        self.set_polling(true);
        self.resume();
    }

    /// Stops reading.
    pub(super) fn stop(&self) {
        self.set_polling(false);
        self.cancel_speech();
        let focused = page::document().active_element();
        let bar = self.bar.take();
        if let Some(slot) = self.slot.take() {
            let had_focus = slot.contains(focused.as_deref());
            drop(bar);
            slot.remove();
            if let Some(began_at) = self.began_at.take().filter(|_| had_focus) {
                let _ = began_at.focus();
            }
        }
        self.sentences.borrow_mut().clear();
    }

    /// Stops reading and resets speed and volume for the next visitor.
    pub(super) fn forget(&self) {
        self.stop();
        self.speed.set(USUAL_SPEED);
        let volume = page::document()
            .document_element()
            .and_then(|root| root.get_attribute(VOLUME)?.parse().ok());
        self.volume.set(volume.unwrap_or(USUAL_VOLUME));
    }

    fn show(&self) {
        let slot = page::document()
            .create_element("div")
            .ok()
            .and_then(|slot| slot.dyn_into::<HtmlElement>().ok());
        let (Some(slot), Some(body)) = (slot, page::document().body()) else {
            return;
        };
        let _ = body.append_child(&slot);
        let (paused, speed, volume) = (self.paused, self.speed, self.volume);
        let trouble = self.trouble;
        paused.set(false);
        trouble.set(String::new());
        let bar =
            leptos::mount::mount_to(slot.clone(), move || reader(paused, speed, volume, trouble));
        self.bar.replace(Some(Box::new(bar)));
        // In a small window the bar covers the button that opened it.
        if let Some(pause) = slot.query_selector("[data-reader=pause]").ok().flatten() {
            page::focus_on(&pause);
        }
        self.slot.replace(Some(slot));
    }

    fn pressed(self: &Rc<Reader>, what: &str) {
        let (speed, volume) = (self.speed.get_untracked(), self.volume.get_untracked());
        match what {
            "stop" => self.stop(),
            "pause" if self.paused.get_untracked() => {
                self.paused.set(false);
                self.resume();
            }
            "pause" => {
                self.paused.set(true);
                let order = self.reading.borrow_mut().pause();
                self.execute(order);
                self.mark();
            }
            "slower" if speed > 0 => self.resume_with(self.speed, speed - 1),
            "faster" if speed + 1 < SPEEDS.len() => self.resume_with(self.speed, speed + 1),
            "softer" if softer(volume) < volume => self.resume_with(self.volume, softer(volume)),
            "louder" if louder(volume) > volume => self.resume_with(self.volume, louder(volume)),
            _ => {}
        }
    }

    /// Sets a speed or a volume and repeats the current sentence with it.
    fn resume_with<T: Send + Sync + 'static>(self: &Rc<Reader>, what: RwSignal<T>, step: T) {
        what.set(step);
        if !self.paused.get_untracked() {
            self.resume();
        }
    }

    /// Reads on from the current sentence.
    fn resume(self: &Rc<Reader>) {
        self.trouble.set(String::new());
        let order = {
            let mut reading = self.reading.borrow_mut();
            reading.set_speed(SPEEDS[self.speed.get_untracked()]);
            reading.go_on(now(), is_busy())
        };
        self.execute(order);
    }

    /// Starts or stops the polling timer.
    fn set_polling(&self, is_on: bool) {
        if let Some(timer) = self.poll_timer.take() {
            page::window().clear_interval_with_handle(timer);
        }
        if let Some(polling) = self.polling.get().filter(|_| is_on) {
            let timer = page::window().set_interval_with_callback_and_timeout_and_arguments_0(
                polling.as_ref().unchecked_ref(),
                POLL_MS,
            );
            self.poll_timer.set(timer.ok());
        }
    }

    /// Reports the time to the reading. Stops if another page is shown.
    fn poll(self: &Rc<Reader>) {
        let at = self.reading.borrow().at();
        let gone = self
            .sentences
            .borrow()
            .get(at)
            .is_some_and(|sentence| !sentence.block.is_connected());
        if gone {
            return self.stop();
        }
        let order = self.reading.borrow_mut().tick(now(), is_busy());
        if let Some(order) = order {
            self.execute(order);
        }
    }

    fn cancel_speech(&self) {
        self.utterance.replace(None);
        if let Some(speech) = speech() {
            speech.cancel();
        }
        unmark();
    }

    fn execute(self: &Rc<Reader>, order: Order) {
        match order {
            Order::Cancel => self.cancel_speech(),
            Order::Say(_) => {
                if self.speak().is_none() {
                    let order = self.reading.borrow_mut().refused();
                    self.execute(order);
                }
            }
            Order::Finish => self.stop(),
            Order::GiveUp => {
                self.cancel_speech();
                self.paused.set(true);
                self.mark();
                (self.trouble).set(
                    tr!("这台设备的语音现在读不出来。请稍后点“继续”再试，或换一台设备。")
                        .to_owned(),
                );
            }
        }
    }

    /// Speaks the current sentence. `None` where there is no voice.
    fn speak(&self) -> Option<()> {
        unmark();
        let (speech, text) = (speech()?, self.text()?);
        let utterance = SpeechSynthesisUtterance::new_with_text(&spoken(&text)).ok()?;
        let voices = speech.get_voices();
        let known: Vec<Voice> = voices
            .iter()
            .map(|voice| {
                let voice: web_sys::SpeechSynthesisVoice = voice.unchecked_into();
                Voice {
                    name: voice.name(),
                    language: voice.lang(),
                    is_local: voice.local_service(),
                }
            })
            .collect();
        let at = choose(&known)?;
        let voice: web_sys::SpeechSynthesisVoice = voices.get(at as u32).unchecked_into();
        utterance.set_voice(Some(&voice));
        utterance.set_lang(&voice.lang());
        utterance.set_rate(SPEEDS[self.speed.get_untracked()]);
        if page::is_kiosk() {
            utterance.set_volume(f32::from(self.volume.get_untracked()) / 100.0);
        }
        if let Some(utterance_listener) = self.utterance_listener.get() {
            for event in ["start", "end", "error"] {
                let utterance_listener = utterance_listener.as_ref().unchecked_ref();
                let _ = utterance.add_event_listener_with_callback(event, utterance_listener);
            }
        }
        self.mark();
        // Set before speaking: events may be dispatched immediately.
        self.utterance.replace(Some(utterance.clone()));
        speech.speak(&utterance);
        Some(())
    }

    /// Reports an event of the current utterance to the reading.
    fn on_utterance_event(self: &Rc<Reader>, event: &Event) {
        let is_current = self.utterance.borrow().as_deref() == event.target().as_ref();
        if !is_current {
            return;
        }
        let order = {
            let mut reading = self.reading.borrow_mut();
            match event.type_().as_str() {
                "start" => {
                    reading.began();
                    None
                }
                "end" => reading.ended(now()),
                _ => {
                    let why = Reflect::get(event, &"error".into()).ok();
                    match why.and_then(|why| why.as_string()).as_deref() {
                        Some(REFUSED) => Some(reading.refused()),
                        _ => reading.failed(now()),
                    }
                }
            }
        };
        if let Some(order) = order {
            self.execute(order);
        }
    }

    fn text(&self) -> Option<String> {
        let sentences = self.sentences.borrow();
        Some(sentences.get(self.reading.borrow().at())?.text.clone())
    }

    /// Highlights the current sentence and scrolls it into view.
    fn mark(&self) {
        let sentences = self.sentences.borrow();
        let Some(sentence) = sentences.get(self.reading.borrow().at()) else {
            return;
        };
        if highlight(sentence).is_none() {
            let _ = sentence.block.set_attribute("data-read", "");
        }
        let place = sentence.block.get_bounding_client_rect();
        let height = page::window().inner_height().ok();
        let height = height.and_then(|height| height.as_f64()).unwrap_or(0.0);
        if place.top() < 0.1 * height || place.bottom() > 0.6 * height {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            sentence
                .block
                .scroll_into_view_with_scroll_into_view_options(&options);
        }
    }
}

fn speech() -> Option<SpeechSynthesis> {
    page::window().speech_synthesis().ok()
}

/// Milliseconds of a monotonic clock.
fn now() -> u64 {
    schedule::now().max(0.0) as u64
}

/// Whether the voice is speaking, or is about to.
fn is_busy() -> bool {
    speech().is_some_and(|speech| speech.speaking() || speech.pending())
}

/// All sentences of the page.
fn page_sentences() -> Vec<Sentence> {
    let mut found = Vec::new();
    let is_urgent = |block: &Element| block.closest(".urgent").ok().flatten().is_some();
    let others = page::elements(BLOCKS).filter(|block| !is_urgent(block));
    for block in page::elements(URGENT).chain(others) {
        // Notices are read although they are in the search form.
        let silent = !is_urgent(&block) && block.closest(SILENT).ok().flatten().is_some();
        let inner = block.query_selector("p, li, h1, h2, h3, h4").ok().flatten();
        if silent || inner.is_some() || block.get_bounding_client_rect().height() <= 0.0 {
            continue;
        }
        let mut texts = Vec::new();
        collect(&block, &mut texts);
        // Every character with its text node and its offset there.
        let mut characters: Vec<(char, usize, u32)> = Vec::new();
        for (at, (_, text)) in texts.iter().enumerate() {
            let mut offset = 0;
            for c in text.chars() {
                characters.push((c, at, offset));
                offset += c.len_utf16() as u32;
            }
        }
        let whole: String = characters.iter().map(|(c, _, _)| c).collect();
        for range in sentences(&whole) {
            let mut parts: Vec<(Node, u32, u32)> = Vec::new();
            let mut last = usize::MAX;
            for (c, at, offset) in &characters[range.clone()] {
                let end = offset + c.len_utf16() as u32;
                match parts.last_mut() {
                    Some(part) if last == *at => part.2 = end,
                    _ => parts.push((texts[*at].0.clone(), *offset, end)),
                }
                last = *at;
            }
            found.push(Sentence {
                block: block.clone(),
                parts,
                text: characters[range].iter().map(|(c, _, _)| c).collect(),
            });
        }
    }
    found
}

/// Collects the text nodes below a node that are to be read.
fn collect(node: &Node, texts: &mut Vec<(Node, String)>) {
    let children = node.child_nodes();
    for child in (0..children.length()).filter_map(|at| children.get(at)) {
        if child.node_type() == Node::TEXT_NODE {
            texts.push((child.clone(), child.node_value().unwrap_or_default()));
        } else if let Some(element) = child.dyn_ref::<Element>()
            && !element.matches(SILENT).unwrap_or(false)
        {
            collect(&child, texts);
        }
    }
}

/// Highlights a sentence with the CSS Custom Highlight API. `None` where the browser lacks it.
fn highlight(sentence: &Sentence) -> Option<()> {
    let constructor = Reflect::get(&page::window(), &"Highlight".into()).ok()?;
    let constructor = constructor.dyn_into::<Function>().ok()?;
    let ranges = Array::new();
    for (node, from, to) in &sentence.parts {
        let range = page::document().create_range().ok()?;
        range.set_start(node, *from).ok()?;
        range.set_end(node, *to).ok()?;
        ranges.push(&range);
    }
    let mark = Reflect::construct(&constructor, &ranges).ok()?;
    let registry = registry()?;
    let set = Reflect::get(&registry, &"set".into()).ok()?;
    set.dyn_ref::<Function>()?
        .call2(&registry, &"reading".into(), &mark)
        .ok()?;
    Some(())
}

fn registry() -> Option<JsValue> {
    let css = Reflect::get(&page::window(), &"CSS".into()).ok()?;
    let registry = Reflect::get(&css, &"highlights".into()).ok()?;
    registry.is_object().then_some(registry)
}

fn unmark() {
    for block in page::elements("[data-read]") {
        let _ = block.remove_attribute("data-read");
    }
    if let Some(registry) = registry()
        && let Ok(delete) = Reflect::get(&registry, &"delete".into())
        && let Some(delete) = delete.dyn_ref::<Function>()
    {
        let _ = delete.call1(&registry, &"reading".into());
    }
}
