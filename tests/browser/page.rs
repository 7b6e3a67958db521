//! A browser session as a visitor uses it, for tests.
//!
//! [`visit`] opens a fresh browser with an empty profile, lets a test act in it, and at the end judges what every test promises: no error in
//! the console, no request to another origin. A [`Page`] waits for conditions, never for time. A failing test leaves a picture of its page.

use super::harness::{Folder, Machine, SCRATCH};
use brand_gallery::search::PAGE;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::fmt::Display;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};
use thirtyfour::LoggingPrefsLogLevel;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

/// How long a condition may take on two busy cores.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often a condition is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// The visible part of the page in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View {
    width: u32,
    height: u32,
    phone: bool,
    /// Whether the device is set up as a screen, as `start.sh` starts its browser.
    screen: bool,
}

/// The word that `start.sh` adds to the browser's name.
pub(crate) const SCREEN: &str = " BrandGalleryScreen";

/// A phone held upright.
pub(crate) const PHONE: View = View {
    width: 390,
    height: 844,
    phone: true,
    screen: false,
};
/// A desk.
pub(crate) const DESK: View = View {
    width: 1440,
    height: 900,
    phone: false,
    screen: false,
};
/// A window of the editor: three parts side by side, as small as they are still read.
#[allow(
    dead_code,
    reason = "the command that takes pictures shares this module"
)]
pub(crate) const WORKING: View = View {
    width: 1200,
    height: 760,
    phone: false,
    screen: false,
};
/// A screen in a lobby, upright.
pub(crate) const LOBBY: View = View {
    width: 1080,
    height: 1920,
    phone: false,
    screen: true,
};
/// The same, lying.
pub(crate) const LOBBY_WIDE: View = View {
    width: 1920,
    height: 1080,
    phone: false,
    screen: true,
};
/// The narrowest phone.
pub(crate) const NARROW: View = View {
    width: 320,
    height: 568,
    phone: true,
    screen: false,
};
/// A window of 1280 by 1024 pixels at 400 per cent.
pub(crate) const ZOOMED: View = View {
    width: 320,
    height: 256,
    phone: false,
    screen: false,
};

/// One tab of a browser of its own.
pub(crate) struct Page {
    driver: WebDriver,
    /// Origin of the site, without a slash at the end.
    pub(crate) site: String,
    forgiven: RefCell<Vec<String>>,
    neighbours: RefCell<Vec<String>>,
}

/// Lets `test` act in a fresh browser on the site.
pub(crate) async fn visit(view: View, test: impl AsyncFnOnce(&Page)) {
    let machine = Machine::running();
    let site = machine.site.clone();
    visit_on(&machine, &site, view, test).await;
}

/// The same, and nobody has been here before: what is offered once is offered.
pub(crate) async fn visit_first(view: View, test: impl AsyncFnOnce(&Page)) {
    let machine = Machine::running();
    let site = machine.site.clone();
    visit_as(&machine, &site, view, "", true, test).await;
}

/// The same on another server's site.
pub(crate) async fn visit_at(site: &str, view: View, test: impl AsyncFnOnce(&Page)) {
    visit_on(&Machine::running(), site, view, test).await;
}

/// The same, in a browser that may keep a copy of the site; in all others every answer is the server's.
pub(crate) async fn visit_kept(site: &str, view: View, test: impl AsyncFnOnce(&Page)) {
    visit_as(&Machine::running(), site, view, MET, false, test).await;
}

/// What whoever has been here before has on the device: the offer of 长辈版 was seen.
const MET: &str = "try { localStorage.setItem('met', '1') } catch (blocked) {}";

async fn visit_on(machine: &Machine, site: &str, view: View, test: impl AsyncFnOnce(&Page)) {
    visit_as(machine, site, view, MET, true, test).await;
}

/// `before` runs in each page before anything of its own; `always_ask`: every answer is the server's, never a copy.
async fn visit_as(
    machine: &Machine,
    site: &str,
    view: View,
    before: &str,
    always_ask: bool,
    test: impl AsyncFnOnce(&Page),
) {
    let profile = Folder::new();
    let page = Page {
        driver: sure("a session", session(machine, &profile).await),
        site: site.to_owned(),
        forgiven: RefCell::default(),
        neighbours: RefCell::default(),
    };
    let outcome = {
        let mut acting = pin!(async {
            page.look(view).await;
            if view.screen {
                let name: String = page.ask("navigator.userAgent").await;
                let name = json!({ "userAgent": name + SCREEN });
                page.tell("Network.setUserAgentOverride", name).await;
            }
            page.before(before).await;
            page.tell(
                "Network.setBypassServiceWorker",
                json!({ "bypass": always_ask }),
            )
            .await;
            test(&page).await;
            page.judge().await;
        });
        // What a test leaves behind is put away whether it passed or not.
        poll_fn(
            |context| match catch_unwind(AssertUnwindSafe(|| acting.as_mut().poll(context))) {
                Ok(Poll::Pending) => Poll::Pending,
                Ok(Poll::Ready(())) => Poll::Ready(Ok(())),
                Err(panic) => Poll::Ready(Err(panic)),
            },
        )
        .await
    };
    if outcome.is_err() {
        page.leave_traces().await;
    }
    let quit = page.driver.quit().await;
    drop(profile);
    match outcome {
        Ok(()) => sure("the end of the session", quit),
        Err(panic) => resume_unwind(panic),
    }
}

async fn session(machine: &Machine, profile: &Folder) -> WebDriverResult<WebDriver> {
    let mut wanted = DesiredCapabilities::chrome();
    wanted.set_binary(&machine.chromium.to_string_lossy())?;
    for arg in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--lang=zh-CN",
    ] {
        wanted.add_arg(arg)?;
    }
    wanted.add_arg(&format!("--user-data-dir={}", profile.0.display()))?;
    wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
    let driver = WebDriver::new(&machine.driver, wanted).await?;
    // Each browser is the one in use, however many run at once.
    driver
        .cdp()
        .send_raw(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        )
        .await?;
    Ok(driver)
}

impl Page {
    /// Loads an address of the site, below its origin.
    pub(crate) async fn open(&self, path: &str) {
        let address = format!("{}{path}", self.site);
        sure(&address, self.driver.goto(&address).await);
    }

    /// The same, and the program has taken over.
    pub(crate) async fn enter(&self, path: &str) {
        self.open(path).await;
        self.until_on().await;
    }

    /// Goes to a page that is not of the site.
    pub(crate) async fn leave(&self) {
        sure("another page", self.driver.goto("about:blank").await);
    }

    /// Forgets every file that the browser has kept.
    pub(crate) async fn forget_files(&self) {
        self.tell("Network.clearBrowserCache", json!({})).await;
    }

    /// Waits until the program has taken over.
    pub(crate) async fn until_on(&self) {
        self.until(
            "the program takes over",
            "document.documentElement.dataset.program === 'on'",
        )
        .await;
    }

    /// Loads the same address anew, and the program has taken over.
    pub(crate) async fn reload(&self) {
        sure("a reload", self.driver.refresh().await);
        self.until_on().await;
    }

    /// What `script`, an expression, is in the page; a promise is awaited.
    pub(crate) async fn ask<T: DeserializeOwned>(&self, script: &str) -> T {
        match self.try_ask(script).await {
            Ok(value) => serde_json::from_value(value.clone())
                .unwrap_or_else(|error| panic!("{script}: {error}: {value}")),
            Err(why) => panic!("{script}: {why}"),
        }
    }

    async fn try_ask(&self, script: &str) -> Result<Value, String> {
        let question = json!({
            "expression": script,
            "awaitPromise": true,
            "returnByValue": true,
            "userGesture": true,
        });
        let answer = self.command("Runtime.evaluate", question).await;
        let answer = answer.map_err(|error| error.to_string())?;
        match answer.get("exceptionDetails") {
            Some(exception) => Err(exception.to_string()),
            None => Ok(answer["result"]["value"].clone()),
        }
    }

    /// Carries `script` out in each page from now on, before anything of its own.
    pub(crate) async fn before(&self, script: &str) {
        let source = json!({ "source": script });
        self.tell("Page.addScriptToEvaluateOnNewDocument", source)
            .await;
    }

    /// Carries `script` out in the page.
    pub(crate) async fn run(&self, script: &str) {
        let _: Value = self.ask(script).await;
    }

    /// Waits until `script` is true in the page; says what did not come.
    pub(crate) async fn until(&self, what: &str, script: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            // Between two documents there is nobody to ask.
            let answer = self.try_ask(script).await;
            if answer == Ok(Value::Bool(true)) {
                return;
            }
            assert!(
                Instant::now() < end,
                "did not come: {what}: {script}: {answer:?}"
            );
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Waits until whatever is due has been drawn twice.
    pub(crate) async fn until_drawn(&self) {
        self.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")
            .await;
    }

    /// Waits until the page's `<h1>` reads `text`.
    pub(crate) async fn until_heading(&self, text: &str) {
        let text = json!(text);
        self.until(
            &format!("the heading {text}"),
            &format!("document.querySelector('h1')?.innerText.trim() === {text}"),
        )
        .await;
    }

    /// Waits until the list says how many brands it shows.
    pub(crate) async fn until_total(&self, total: usize) {
        self.until(
            &format!("{total} brands"),
            &format!(
                "document.querySelector('#results').innerText === '{total} 个品牌' && document.querySelectorAll('.brand-card').length === {}",
                total.min(PAGE)
            ),
        )
        .await;
    }

    /// The element that `css` finds first, once it is there.
    pub(crate) async fn find(&self, css: &str) -> WebElement {
        self.until(
            &format!("an element {css}"),
            &format!("document.querySelector({}) !== null", json!(css)),
        )
        .await;
        sure(css, self.driver.find(By::Css(css)).await)
    }

    /// Clicks with the mouse on the element that `css` finds first; where that gave way to another one meanwhile, on that.
    pub(crate) async fn click(&self, css: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.find(css).await.click().await {
                Err(error)
                    if matches!(*error, WebDriverErrorInner::StaleElementReference(_))
                        && Instant::now() < end => {}
                // In view, but below a bar: a person scrolls.
                Err(error)
                    if matches!(*error, WebDriverErrorInner::ElementClickIntercepted(_))
                        && Instant::now() < end =>
                {
                    let element = json!(css);
                    self.run(&format!(
                        "document.querySelector({element})?.scrollIntoView({{ block: 'center' }})"
                    ))
                    .await;
                }
                clicked => return sure(css, clicked),
            }
        }
    }

    /// Moves the mouse onto the element that `css` finds first.
    pub(crate) async fn hover(&self, css: &str) {
        let element = self.find(css).await;
        let acts = self.driver.action_chain().move_to_element_center(&element);
        sure(css, acts.perform().await);
    }

    /// Clicks with the Control key held down.
    pub(crate) async fn control_click(&self, css: &str) {
        let element = self.find(css).await;
        let acts = self
            .driver
            .action_chain()
            .key_down(Key::Control)
            .click_element(&element)
            .key_up(Key::Control);
        sure(css, acts.perform().await);
    }

    /// Presses keys wherever the focus is.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) {
        let acts = self.driver.action_chain().send_keys(keys);
        sure("keys", acts.perform().await);
    }

    /// Clicks into the search box and types.
    pub(crate) async fn search(&self, text: &str) {
        self.click("#q").await;
        self.press(text).await;
    }

    /// The same, and the whole of it is answered, not what was typed first.
    pub(crate) async fn search_out(&self, text: &str) {
        self.search(text).await;
        self.until_answered(text).await;
    }

    /// Waits until the list is that of this text, to the end of its first page.
    pub(crate) async fn until_answered(&self, text: &str) {
        self.until(
            &format!("the answer to “{text}”"),
            &format!(
                "document.querySelector('#chips').innerText.includes({}) && \
                 document.querySelectorAll('.brand-card:not(#meant *)').length === Math.min({PAGE}, +document.querySelector('#results').innerText.match(/\\d+/))",
                json!(text)
            ),
        )
        .await;
    }

    /// The text that a visitor reads in the element that `css` finds first, once it is there.
    pub(crate) async fn text(&self, css: &str) -> String {
        let text = format!("document.querySelector({})?.innerText", json!(css));
        let end = Instant::now() + PATIENCE;
        loop {
            if let Ok(Value::String(text)) = self.try_ask(&text).await {
                return text.trim().to_owned();
            }
            assert!(Instant::now() < end, "did not come: {css}");
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Opens the groups of the gallery's list that are folded.
    pub(crate) async fn unfold(&self) {
        self.run("document.querySelectorAll('.gallery__group').forEach(it => { it.open = true; })")
            .await;
    }

    /// The texts of all that `css` finds.
    pub(crate) async fn texts(&self, css: &str) -> Vec<String> {
        self.ask(&format!(
            "[...document.querySelectorAll({})].map(it => it.innerText.trim())",
            json!(css)
        ))
        .await
    }

    /// How many elements `css` finds.
    pub(crate) async fn count(&self, css: &str) -> usize {
        self.ask(&format!("document.querySelectorAll({}).length", json!(css)))
            .await
    }

    /// Path, query and fragment, spelt out.
    pub(crate) async fn address(&self) -> String {
        self.ask("decodeURIComponent(location.pathname + location.search + location.hash)")
            .await
    }

    /// What the tab says.
    pub(crate) async fn title(&self) -> String {
        self.ask("document.title").await
    }

    /// How many entries the tab's history has.
    pub(crate) async fn entries(&self) -> usize {
        self.ask("history.length").await
    }

    /// How far the page is scrolled.
    pub(crate) async fn scrolled(&self) -> i64 {
        self.ask("Math.round(scrollY)").await
    }

    /// The browser's own Back.
    pub(crate) async fn back(&self) {
        sure("back", self.driver.back().await);
    }

    /// The browser's own Forward.
    pub(crate) async fn forward(&self) {
        sure("forward", self.driver.forward().await);
    }

    /// Looks at the page through another window.
    pub(crate) async fn look(&self, view: View) {
        let metrics = json!({
            "width": view.width,
            "height": view.height,
            "deviceScaleFactor": 1,
            "mobile": view.phone,
        });
        self.tell("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// Prefers what `features` say, by media feature; on `medium` where one is named.
    pub(crate) async fn prefer(&self, medium: &str, features: &[(&str, &str)]) {
        let features: Vec<Value> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.tell(
            "Emulation.setEmulatedMedia",
            json!({ "media": medium, "features": features }),
        )
        .await;
    }

    /// Tells the browser something by its own protocol.
    pub(crate) async fn tell(&self, method: &str, params: Value) -> Value {
        sure(method, self.command(method, params).await)
    }

    pub(crate) async fn command(&self, method: &str, params: Value) -> WebDriverResult<Value> {
        self.driver.cdp().send_raw(method, params).await
    }

    /// The tabs of this browser.
    pub(crate) async fn tabs(&self) -> Vec<WindowHandle> {
        sure("tabs", self.driver.windows().await)
    }

    /// Waits until this browser has so many tabs.
    pub(crate) async fn until_tabs(&self, total: usize) {
        let end = Instant::now() + PATIENCE;
        while self.tabs().await.len() != total {
            assert!(Instant::now() < end, "did not come: {total} tabs");
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Goes on in another tab.
    pub(crate) async fn switch_to(&self, tab: WindowHandle) {
        sure("another tab", self.driver.switch_to_window(tab).await);
    }

    /// Errors of the console that hold `text` are what this test is about.
    pub(crate) fn forgive(&self, text: &str) {
        self.forgiven.borrow_mut().push(text.to_owned());
    }

    /// What every test promises at its end.
    async fn judge(&self) {
        let forgiven = self.forgiven.borrow().clone();
        let errors: Vec<String> = sure("the console", self.driver.get_log("browser").await)
            .into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| entry.message)
            .filter(|message| !forgiven.iter().any(|text| message.contains(text)))
            .collect();
        assert!(errors.is_empty(), "errors in the console: {errors:#?}");
        let strangers: Vec<String> = sure("the network", self.driver.get_log("performance").await)
            .into_iter()
            .filter_map(|entry| serde_json::from_str::<Value>(&entry.message).ok())
            .filter(|event| event["message"]["method"] == "Network.requestWillBeSent")
            .map(|event| event["message"]["params"].clone())
            // The browser's own first page.
            .filter(|asked| !text(&asked["documentURL"]).starts_with("chrome://"))
            .map(|asked| text(&asked["request"]["url"]).to_owned())
            // A picture made on the device was asked of nobody.
            .filter(|url| !url.starts_with("data:"))
            .filter(|url| {
                let neighbours = self.neighbours.borrow();
                !std::iter::once(&self.site)
                    .chain(neighbours.iter())
                    .any(|origin| {
                        url.strip_prefix(origin.as_str())
                            .is_some_and(|rest| rest.starts_with('/'))
                    })
            })
            .collect();
        assert!(
            strangers.is_empty(),
            "requests to other origins: {strangers:#?}"
        );
    }

    /// Another origin that the test has set up, which may be asked, too.
    pub(crate) fn neighbour(&self, origin: &str) {
        self.neighbours.borrow_mut().push(origin.to_owned());
    }

    /// Waits until the console complains of all of `texts`, and of nothing else.
    pub(crate) async fn until_refused(&self, texts: &[&str]) {
        let mut waiting: Vec<&str> = texts.to_vec();
        let end = Instant::now() + PATIENCE;
        while !waiting.is_empty() {
            for entry in sure("the console", self.driver.get_log("browser").await) {
                if entry.level == "SEVERE" {
                    let named = |text: &&str| entry.message.contains(*text);
                    assert!(texts.iter().any(named), "{}", entry.message);
                    waiting.retain(|text| !entry.message.contains(*text));
                }
            }
            assert!(Instant::now() < end, "nobody refused {waiting:?}");
            tokio::time::sleep(LOOK).await;
        }
    }

    /// What is seen, into a file.
    #[allow(
        dead_code,
        reason = "the command that takes pictures shares this module"
    )]
    pub(crate) async fn picture(&self, file: &Path) {
        let name = file.display().to_string();
        sure(&name, self.driver.screenshot(file).await);
    }

    /// Where a failing test was, and how that looked.
    async fn leave_traces(&self) {
        if let Ok(place) = self
            .try_ask("location.href + ' “' + document.title + '”'")
            .await
        {
            eprintln!("at {place}");
        }
        for entry in self.driver.get_log("browser").await.unwrap_or_default() {
            eprintln!("console: {}: {}", entry.level, entry.message);
        }
        let name = std::thread::current()
            .name()
            .unwrap_or("test")
            .replace("::", "-");
        let picture = Path::new(SCRATCH).join(format!("{name}.png"));
        if self.driver.screenshot(&picture).await.is_ok() {
            eprintln!("picture: {}", picture.display());
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The value, or the end of the test with what failed.
fn sure<T, E: Display>(what: &str, result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{what}: {error}"))
}
