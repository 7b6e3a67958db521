//! The kiosk: a screen in a lobby with its session, bar, touch pad and dialogs.
//!
//! Carries out the actions of [`crate::kiosk::session`] and the commands of bar, touch pad and dialogs. It operates the gallery program as a visitor
//! does, by links, search box and address. `kiosk.js` contains what must outlive this program.

mod brands;
mod device;
mod touch;

use super::reader;
use crate::browser::{load, page};
use crate::catalogue::{Card, Slug};
use crate::components::{
    HostInstitution, ListPosition, LobbyState, Slide, institution_section, lobby,
};
use crate::kiosk::pad::Pad;
use crate::kiosk::session::{Action, Scene, Session, State};
use crate::kiosk::settings::Settings;
use crate::kiosk::slideshow::{guest_services, neighbours, order};
use crate::messages;
use crate::models::Plate;
use crate::route;
use crate::screen::Site;
use crate::search::InitialData;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The interval of the session clock, in milliseconds.
const TICK_MS: i32 = 1_000;

/// A heartbeat for the watchdog is sent every so many ticks.
const HEARTBEAT_TICKS: u64 = 5;

/// The state of the kiosk.
struct Kiosk {
    settings: Settings,
    session: RefCell<Session>,
    lobby: LobbyState,
    site: Site,
    /// The addresses of all loaded brands, the institution's own first.
    slideshow: RefCell<Vec<String>>,
    /// The slides of the attract loop: the institution's own brands, or all loaded ones.
    slides: RwSignal<Vec<Slide>>,
    /// Whether the slides are only the institution's own brands.
    own: bool,
    /// The addresses of the last list that the visitor saw.
    list: RefCell<Vec<String>>,
    /// The text in the search box before the letters of the touch pad.
    written: RefCell<String>,
    ticks: Cell<u64>,
    /// The number of the slide since the device started.
    slide: Cell<u64>,
}

/// Starts the kiosk. Returns `None` where the catalogue does not load: the watchdog notices.
pub(super) async fn start() -> Option<()> {
    let settings = device::settings().await;
    let front = load::value::<InitialData>(&route::own(route::CATALOGUE))
        .await
        .ok()?;
    let site = Site::new(front);
    if let Some(house) = &settings.institution {
        brands::load_of_institution(&site.index, house).await;
    }
    let name = match &settings.institution {
        Some(id) => brands::institution_name(&site.index, id).await,
        None => String::new(),
    };
    let (_, own) = order(site.index.cards(), settings.institution.as_ref());
    let whole = own == 0 || settings.city;
    let heading = if name.is_empty() || settings.city {
        site.index.gallery().name.clone()
    } else {
        name.clone()
    };
    let kiosk = Rc::new(Kiosk {
        session: RefCell::new(Session::new(settings.limits, device::now())),
        lobby: LobbyState::new(settings.reach),
        site,
        slideshow: RefCell::default(),
        slides: RwSignal::default(),
        own: !whole,
        list: RefCell::default(),
        written: RefCell::default(),
        ticks: Cell::new(0),
        slide: Cell::new(0),
        settings,
    });
    kiosk.update_slides();
    let (view, slides) = (kiosk.lobby, kiosk.slides);
    let pad = RwSignal::new(Pad::default());
    device::mount_beside_page("before", {
        let kiosk = kiosk.clone();
        move || {
            let (mut cards, own) = kiosk.brands();
            let services = match &kiosk.settings.institution {
                Some(id) if own == 0 => guest_services(kiosk.site.index.cards(), id),
                _ => Vec::new(),
            };
            cards.truncate(own);
            let own = cards;
            let shown = own.iter().chain(services.iter().map(|(card, _)| card));
            let plates = shown.map(|card| loaded_plate(&card.id)).collect();
            institution_section(
                HostInstitution {
                    name,
                    own,
                    services,
                    plates,
                },
                view,
            )
        }
    })?;
    device::mount_beside_page("after", move || lobby(heading, slides, pad, view))?;
    touch::listen(&kiosk);
    kiosk.begin();
    if let Some(words) = load::text(&route::own(route::PAD)).await {
        pad.set(Pad::parse(&words));
    }
    Some(())
}

/// The plate of a brand, which is being loaded.
fn loaded_plate(id: &Slug) -> ArcRwSignal<Option<Plate>> {
    let plate = ArcRwSignal::default();
    load_plate(id, plate.clone());
    plate
}

fn load_plate(id: &Slug, plate: ArcRwSignal<Option<Plate>>) {
    let id = id.clone();
    wasm_bindgen_futures::spawn_local(async move {
        if let Some(loaded) = brands::plate(id).await {
            plate.set(Some(loaded));
        }
    });
}

impl Kiosk {
    fn begin(self: &Rc<Kiosk>) {
        let continues = device::continues_visit();
        if continues {
            self.session.borrow_mut().touch(device::now());
        }
        let state = self.session.borrow().state();
        device::publish_state(state);
        self.lobby.state.set(state);
        device::set_root("data-reload-hour", &self.settings.reload_hour.to_string());
        device::set_root(reader::VOLUME, &self.settings.volume.to_string());
        for (name, is_on) in [
            ("data-counts", self.settings.counts),
            ("data-unanswered", self.settings.unanswered),
        ] {
            if is_on {
                device::set_root(name, "");
            }
        }
        if !continues {
            device::set_page_inert(true);
            self.reset();
        }
        self.address_changed(0);
        device::send_heartbeat();
        let kiosk = self.clone();
        device::set_interval(TICK_MS, move || kiosk.tick());
    }

    fn tick(self: &Rc<Kiosk>) {
        let ticks = self.ticks.get() + 1;
        self.ticks.set(ticks);
        if ticks.is_multiple_of(HEARTBEAT_TICKS) {
            device::send_heartbeat();
        }
        let now = device::now();
        let state = self.session.borrow().state();
        let scene = if state == State::Active {
            Scene {
                characters: device::characters_in_view(),
                slow: device::is_elder(),
                held: device::is_open("lobby-take") || device::is_speaking(),
            }
        } else {
            Scene::default()
        };
        let action = self.session.borrow_mut().tick(now, scene);
        if let Some(action) = action {
            self.execute(action);
        }
        if let Some(seconds) = self.session.borrow().seconds_left(now) {
            self.lobby.seconds.set(seconds);
        }
        if state == State::Attract {
            let slide = now / self.settings.slide;
            if self.slide.replace(slide) != slide && !device::reduces_motion() {
                self.advance();
            }
            let minute = now / 60_000;
            if self.lobby.minute.get_untracked() != minute {
                self.lobby.minute.set(minute);
            }
        }
    }

    /// All loaded brands, and how many of them, the first, are the institution's own.
    fn brands(&self) -> (Vec<&Card>, usize) {
        order(self.site.index.cards(), self.settings.institution.as_ref())
    }

    /// Updates slideshow and slides for the loaded brands.
    fn update_slides(&self) {
        let (cards, own) = self.brands();
        let address = |card: &&Card| route::Route::Brand(card.id.clone()).href();
        self.slideshow.replace(cards.iter().map(address).collect());
        let shown = if self.own { own } else { cards.len() };
        let slides = cards.iter().take(shown);
        let slides = slides.map(|card| Slide::new(&self.site.index, card));
        self.slides.set(slides.collect());
        self.load_plates();
    }

    /// Loads the plate of the current slide and that of the next one.
    fn load_plates(&self) {
        // A worker that is about to be replaced may leave a request without an answer, and is not replaced before it has given it.
        if page::element("update").is_some_and(|notice| !notice.has_attribute("hidden")) {
            return;
        }
        let at = self.lobby.slide.get_untracked();
        let slides = self.slides.read_untracked();
        for slide in slides.iter().cycle().skip(at).take(2.min(slides.len())) {
            if slide.plate.read_untracked().is_none() {
                load_plate(&slide.id, slide.plate.clone());
            }
        }
    }

    /// Shows the next slide. Before the loop restarts, more cards are loaded where some are missing.
    fn advance(self: &Rc<Kiosk>) {
        let (at, slides) = (
            self.lobby.slide.get_untracked(),
            self.slides.read_untracked().len(),
        );
        if at + 1 < slides {
            self.lobby.slide.set(at + 1);
            self.load_plates();
        } else if self.own || self.site.index.next_chunk().is_none() {
            self.lobby.slide.set(0);
            self.load_plates();
        } else {
            let kiosk = self.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let came = brands::load_next(&kiosk.site.index).await;
                kiosk.update_slides();
                kiosk
                    .lobby
                    .slide
                    .set(if came.is_some() { at + 1 } else { 0 });
                kiosk.load_plates();
            });
        }
    }

    fn touch(&self) {
        let action = self.session.borrow_mut().touch(device::now());
        if let Some(action) = action {
            self.execute(action);
        } else if self.lobby.state.get_untracked() == State::Home {
            // The session has no action here, but the home page is in use now.
            device::publish_state(State::Active);
            self.lobby.state.set(State::Active);
        }
    }

    fn execute(&self, action: Action) {
        let state = self.session.borrow().state();
        device::publish_state(state);
        match action {
            Action::LeaveAttract => {
                device::set_page_inert(false);
                page::focus("#main");
            }
            Action::ShowWarning => {
                if let Some(seconds) = self.session.borrow().seconds_left(device::now()) {
                    self.lobby.seconds.set(seconds);
                }
                device::open("lobby-warning");
            }
            Action::HideWarning => device::close("lobby-warning"),
            Action::Reset => self.reset(),
            Action::StartAttract => device::set_page_inert(true),
        }
        self.lobby.state.set(state);
    }

    /// Removes all traces of a visit: open dialogs, text, choices, speech, history.
    fn reset(&self) {
        device::close_all();
        device::dispatch_custom("companion", Some("silence"));
        self.lobby.taken.set(None);
        self.lobby.rated.set(false);
        self.lobby.reach.set(self.settings.reach);
        device::set_reach(self.settings.reach);
        self.show_more(false);
        self.close_pad();
        self.list.borrow_mut().clear();
        page::close_facets();
        device::blur();
        device::go_home(self.settings.language);
        let elder = self.settings.elder;
        device::clear_visit(elder);
        // The gallery program saves the position when it leaves the page; by then it has left.
        device::set_timeout(200, move || {
            device::clear_visit(elder);
            page::announce("");
            page::scroll_to(0);
        });
    }

    /// Handles a change of the address. `depth`: how many pages of the visit are in the history.
    fn address_changed(self: &Rc<Kiosk>, depth: u32) {
        // The bar steps through the visitor's list, from the open gallery through the slideshow.
        let list = device::listed();
        if device::is_open_gallery() {
            self.list.borrow_mut().clear();
        } else if !list.is_empty() {
            self.list.replace(list);
        }
        self.lobby.can_go_back.set(depth > 0);
        let kiosk = self.clone();
        // After the new page has been rendered.
        device::set_timeout(0, move || kiosk.update_page_state());
    }

    /// Updates the bar for the page on the screen.
    fn update_page_state(&self) {
        let (path, _) = page::address();
        let home = path == route::base() && device::is_open_gallery();
        if self.lobby.home.get_untracked() != home {
            self.lobby.home.set(home);
        }
        let (list, slideshow) = (self.list.borrow(), self.slideshow.borrow());
        let position = [&*list, &*slideshow].into_iter().find_map(|addresses| {
            let (at, before, after) = neighbours(addresses, &path)?;
            Some(ListPosition {
                at,
                of: addresses.len(),
                before: before.to_owned(),
                after: after.to_owned(),
            })
        });
        if *self.lobby.position.read_untracked() != position {
            self.lobby.position.set(position);
        }
        if self.lobby.typing.get_untracked() && page::search_box().is_none() {
            self.close_pad();
        }
    }

    /// Shows or hides the controls that the bar of 长辈版 has behind one button.
    fn show_more(&self, shown: bool) {
        self.lobby.more.set(shown);
        if shown {
            device::set_root("data-more", "");
        } else {
            device::unset_root("data-more");
        }
    }

    /// Scrolls to the search box; from other pages it first opens the gallery.
    fn show_search_box(self: &Rc<Kiosk>) {
        if page::search_box().is_some() {
            return page::reveal("q");
        }
        device::go_home(messages::spoken());
        let kiosk = self.clone();
        // After the gallery has been rendered.
        device::set_timeout(100, move || {
            if page::search_box().is_some() {
                kiosk.show_search_box();
            }
        });
    }

    fn open_pad(&self) {
        if let Some(input) = page::search_box() {
            // Do not open the system's keyboard.
            let _ = input.set_attribute("inputmode", "none");
            if !self.lobby.typing.get_untracked() {
                self.written.replace(input.value());
                self.lobby.typing.set(true);
                self.show_more(false);
                device::set_root("data-typing", "");
                self.scroll_to_answer();
            }
        }
    }

    fn close_pad(&self) {
        if !self.lobby.typing.get_untracked() {
            return;
        }
        self.lobby.typing.set(false);
        self.lobby.typed.set(String::new());
        self.written.replace(String::new());
        device::unset_root("data-typing");
    }

    /// Sets the text of the search box and dispatches `input`, as a keyboard would.
    fn write(&self, written: String, typed: String) {
        if let Some(input) = page::search_box() {
            input.set_value(&format!("{written}{typed}"));
            self.written.replace(written);
            self.lobby.typed.set(typed);
            device::dispatch(&input, "input");
            self.scroll_to_answer();
        }
    }

    /// Keeps search box, total and first card in view while the touch pad is open: its style leaves nothing above them.
    fn scroll_to_answer(&self) {
        page::scroll_to(0);
    }

    /// Shows the faces, or that this visitor has rated the screen.
    fn show_rating(&self) {
        let takes_feedback = page::elements(".frame__feedback").next().is_some();
        let address = || device::public_address(self.settings.address.as_deref());
        let address = takes_feedback.then(address);
        self.lobby.written_on_phone.set(address);
        self.lobby.rated.set(device::has_rated());
        device::open("lobby-rating");
    }

    /// Counts a grade: its number, from 0.
    fn rate(&self, grade: &str) {
        device::dispatch_custom("kiosk-rate", Some(grade));
        self.lobby.rated.set(true);
        // The pressed face is gone.
        page::focus("#rating-title");
    }

    /// Shows an address as a QR code.
    fn show_code(&self, address: String) {
        self.lobby.taken.set(Some(address));
        device::open("lobby-take");
    }
}
