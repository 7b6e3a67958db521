//! Access control of the editor.
//!
//! A request must carry the token of this run and come from the editor's own page or from its address typed by hand; every other gets a sentence that says
//! so. DNS rebinding is detected by `Host`, requests of other pages by `Origin` and `Sec-Fetch-Site`; requests that write must carry the token in a
//! header, which a form of another page cannot send.
//!
//! There are no accounts: a person with access to this machine's terminal can edit its files anyway.

use crate::desk::failure::Failure;
use axum::http::header::{HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use std::fmt::Write;
use std::net::SocketAddr;

/// The header that names the token.
const TOKEN: &str = "x-edit-token";

/// The status and the sentence of a refused request.
pub type Refusal = (StatusCode, &'static str);

/// Checks requests: the token of this run and the names of this host.
pub struct Guard {
    token: String,
    hosts: [String; 3],
}

/// A random token of 256 bits, in hexadecimal digits.
///
/// # Errors
///
/// If the operating system provides no random numbers.
pub fn token() -> Result<String, Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| {
        Failure::new(format!(
            "这台电脑给不出随机数：{error}。请重新启动电脑后再试。"
        ))
    })?;
    let mut token = String::new();
    for byte in bytes {
        let _ = write!(token, "{byte:02x}");
    }
    Ok(token)
}

impl Guard {
    /// The guard of a server at this address.
    ///
    /// # Errors
    ///
    /// If other machines can reach the address.
    pub fn at(address: SocketAddr, token: String) -> Result<Guard, Failure> {
        if !address.ip().is_loopback() {
            return Err(Failure::new(format!(
                "编辑器只在本机开门，{address} 是别人也到得了的地址。"
            )));
        }
        let port = address.port();
        let hosts = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}"));
        Ok(Guard { token, hosts })
    }

    /// Why a request is refused; `None` if it is allowed.
    pub fn refuses(&self, asked: &Parts) -> Option<Refusal> {
        let no = |sentence| Some((StatusCode::FORBIDDEN, sentence));
        let is_ours = |host: &str| self.hosts.iter().any(|ours| ours == host);
        let host = only(&asked.headers, HOST.as_str());
        let authority = asked.uri.authority().map(|authority| authority.as_str());
        if !host.or(authority).is_some_and(is_ours) || !authority.is_none_or(is_ours) {
            return no("编辑器只认本机的网址 127.0.0.1。请用启动时写出的网址。");
        }
        if asked.headers.contains_key(ORIGIN) {
            let origin = only(&asked.headers, ORIGIN.as_str());
            let own = origin.and_then(|origin| origin.strip_prefix("http://"));
            if own.is_none_or(|own| Some(own) != host) {
                return no("这是别的网页发来的请求，编辑器不答。");
            }
        }
        let site = asked
            .headers
            .get("sec-fetch-site")
            .map(|site| site.as_bytes());
        if site.is_some_and(|site| site != b"none" && site != b"same-origin") {
            return no("编辑器不从别的网页打开。请把启动时写出的网址粘贴到地址栏。");
        }
        let named = match asked.method {
            Method::GET => only(&asked.headers, TOKEN).or_else(|| {
                let query = asked.uri.query().unwrap_or_default();
                let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
                pairs.find(|(key, _)| *key == "token").map(|(_, it)| it)
            }),
            _ => only(&asked.headers, TOKEN),
        };
        match named {
            Some(named) if same(named.as_bytes(), self.token.as_bytes()) => None,
            _ => no(
                "没有口令，或口令是上一次的。请用编辑器启动时写出的整个网址；没写完的内容还在，打开后会接上。",
            ),
        }
    }
}

/// The one header of this name, where it is text.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    match (all.next(), all.next()) {
        (Some(one), None) => one.to_str().ok(),
        _ => None,
    }
}

/// Whether both are the same; how long that takes tells nothing of where they differ.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len()
        && std::hint::black_box(
            one.iter()
                .zip(other)
                .fold(0, |sum, (one, other)| sum | (one ^ other)),
        ) == 0
}
