//! What may a page do, and what may be done with it?
//!
//! The one home of the policy: the same directives stand in every page, for hosts that send no headers, and in every answer of our server;
//! a page cannot say who may frame it. The configurations for other servers in the README are held to [`HEADERS`] by a test.
//!
//! Trusted types: `boot.js` makes the `default` policy, which lets markup through, because it comes from the desk and nothing in it may run, and
//! refuses every script from elsewhere; `offline.js` names the one worker. Decided here: nothing inline runs, and nothing inline styles, so that one policy fits all releases without a hash to keep in step;
//! `clipboard-write` and `web-share` are not named, because a page's own origin has them anyway and some browsers complain of the words.

/// What a page says in its own head; wasm needs `wasm-unsafe-eval`, `data:` and `blob:` are pictures drawn on the device.
macro_rules! directives {
    () => {
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
         font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
         require-trusted-types-for 'script'; trusted-types default offline"
    };
}

/// The policy as a page's `<meta>` holds it.
pub const IN_PAGE: &str = directives!();

/// What every answer says to protect the visitor.
pub const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        concat!(directives!(), "; frame-ancestors 'none'"),
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", SAME),
];

const SAME: &str = "same-origin";

/// The header that lets pages of others show a file, and its value for a file of this name: pictures are made to be shown elsewhere.
pub fn resource_policy(path: &str) -> (&'static str, &'static str) {
    let value = if path.ends_with(".png") {
        "cross-origin"
    } else {
        SAME
    };
    ("cross-origin-resource-policy", value)
}
