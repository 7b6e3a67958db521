//! The start script of a lobby device, and how it restarts its browser.
//!
//! `start.sh` as it is shipped, on this machine's Chromium without a screen.

use super::harness::{Folder, Machine};
use super::page::SCREEN;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

const START: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/desk/kiosk/start.sh");

const UNIT: &str = include_str!("../../src/desk/kiosk/brand-gallery-kiosk.service");

/// A screen with nobody before it.
struct Device {
    child: Child,
    lines: Receiver<String>,
    state: Folder,
}

impl Device {
    fn start(machine: &Machine) -> Device {
        let state = Folder::new();
        let mut child = Command::new(START)
            .arg(format!("{}/?kiosk=lihuili-yiyuan", machine.site))
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
            ])
            .env("CHROMIUM", &machine.chromium)
            .env("KIOSK_STATE", &state.0)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("start.sh");
        let out = BufReader::new(child.stdout.take().expect("its output"));
        let (send, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = send.send(line);
            }
        });
        Device {
            child,
            lines,
            state,
        }
    }

    /// Waits for a line that begins so; the rest of it, and how long it took.
    fn until(&self, begin: &str) -> (String, Duration) {
        let begun = Instant::now();
        loop {
            let left = Duration::from_secs(90).saturating_sub(begun.elapsed());
            let line = self.lines.recv_timeout(left);
            let line = line.unwrap_or_else(|_| panic!("did not come: {begin}"));
            if let Some(rest) = line.strip_prefix(begin) {
                return (rest.trim().to_owned(), begun.elapsed());
            }
        }
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        // The script ends its browser itself.
        let _ = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn a_killed_browser_comes_back_and_a_page_that_hangs_is_started_anew() {
    let machine = Machine::running();
    let device = Device::start(&machine);
    let (browser, _) = device.until("started");
    device.until("alive");
    let killed = Command::new("kill").args(["-9", &browser]).status();
    assert!(killed.is_ok_and(|status| status.success()));
    let (_, took) = device.until("alive");
    eprintln!("back {took:?} after kill -9");
    assert!(took < Duration::from_secs(25), "{took:?}");

    // A page that never comes to an end.
    let port = std::fs::read_to_string(device.state.0.join("DevToolsActivePort")).expect("a port");
    let port = port.lines().next().unwrap_or_default();
    let mut wanted = DesiredCapabilities::chrome();
    wanted
        .add_experimental_option("debuggerAddress", format!("127.0.0.1:{port}"))
        .expect("an option");
    let driver = WebDriver::new(&machine.driver, wanted)
        .await
        .expect("a session");
    driver
        .cdp()
        .send_raw(
            "Runtime.evaluate",
            json!({ "expression": "setTimeout(() => { for (;;); }, 50)" }),
        )
        .await
        .expect("a loop");
    let begun = Instant::now();
    device.until("silent");
    device.until("alive");
    let took = begun.elapsed();
    eprintln!("back {took:?} after an endless loop");
    assert!(took < Duration::from_secs(25), "{took:?}");
    // Its browser is gone, and the session with it.
    drop(driver.leak());
}

#[test]
fn the_unit_starts_that_script_for_ever_and_systemd_understands_it() {
    for line in [
        "Restart=always",
        "StartLimitIntervalSec=0",
        "WantedBy=graphical.target",
    ] {
        assert!(UNIT.lines().any(|own| own == line), "{line}");
    }
    assert!(UNIT.contains("/opt/brand-gallery/start.sh ${KIOSK_ADDRESS}"));
    let known = ["[Unit]", "[Service]", "[Install]"];
    for line in UNIT
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        assert!(known.contains(&line) || line.contains('='), "{line}");
    }
    let script = std::fs::read_to_string(START).expect("start.sh");
    // What the screen must not show or allow; not --incognito, which would forget the copy on the device.
    for flag in [
        "--kiosk",
        "--noerrdialogs",
        "--disable-session-crashed-bubble",
        "--disable-pinch",
        "--overscroll-history-navigation=0",
        "--disable-component-update",
        "--touch-events=enabled",
        "--autoplay-policy=no-user-gesture-required",
        "--disable-features=Translate",
    ] {
        let given = script.split_whitespace().any(|word| word == flag);
        assert!(given, "{flag}");
    }
    assert!(!script.split_whitespace().any(|word| word == "--incognito"));
    // The word by which the page knows that the device is set up: what a link cannot say.
    let boot = include_str!("../../public/boot.js");
    assert!(script.contains(SCREEN) && boot.contains(SCREEN.trim()));
    assert!(script.contains("--user-agent=\"$name\""));
    let checked = Command::new("bash").args(["-n", START]).status();
    assert!(checked.is_ok_and(|status| status.success()), "{START}");
    assert!(Path::new(START).is_file());
}
