//! Configuration of nginx and Caddy that serves the finished site as [`super::serve`] does.
//!
//! [`configuration`] returns the complete text for one [`Server`]. It is derived from the built site: its address and the policy of its pages. A release with
//! changed styles has another policy, so its configuration must be installed with it. A site below a path is expected in a folder of that name below
//! [`FOLDER`]. Certificates and logs are not configured.

use super::failure::Failure;
use super::policy;
use super::{build, compress};
use crate::messages::Language;
use crate::route;
use std::path::Path;

/// The folder in which the configurations expect the site.
pub const FOLDER: &str = "/srv/brands";

/// Files whose names contain their hash, as a regular expression.
const HASHED: &str = r"-[0-9a-f]{16}\.(js|css|wasm|json)$";

/// The `cache-control` of those files.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// The `strict-transport-security` header, sent over https only.
const ONLY_HTTPS: &str = "max-age=31536000; includeSubDomains";

/// A supported server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// nginx, with its brotli module.
    Nginx,
    /// Caddy.
    Caddy,
}

impl Server {
    /// All servers, with their names on the command line.
    pub const ALL: [(&str, Server); 2] = [("nginx", Server::Nginx), ("caddy", Server::Caddy)];
}

/// The configuration of `server` for the site in `dist`.
///
/// # Errors
///
/// If `dist` holds no finished site.
pub fn configuration(server: Server, dist: &Path) -> Result<String, Failure> {
    let published = build::published(dist).ok_or_else(|| {
        Failure::new(format!(
            "{} 里还没有网站。请先运行 cargo run -- build。",
            dist.display()
        ))
    })?;
    route::set_site(&published);
    // The policy and the resource policy differ between files.
    let (own, headers): (Vec<_>, Vec<_>) = policy::headers(&policy::of_site(dist))
        .into_iter()
        .filter(|(name, _)| *name != policy::RESOURCE_POLICY)
        .partition(|(name, _)| *name == policy::POLICY);
    let own = own.first().map_or("", |(_, value)| value.as_str());
    let host = route::origin()
        .and_then(|origin| origin.split_once("://"))
        .map(|(_, host)| host);
    Ok(match server {
        // The host name without a port, which may belong to the local preview.
        Server::Nginx => nginx(
            host.and_then(|host| host.split(':').next()).unwrap_or("_"),
            own,
            &headers,
        ),
        Server::Caddy => caddy(host.unwrap_or(":80"), own, &headers),
    })
}

/// The base paths of the languages other than the default.
fn folders() -> impl Iterator<Item = &'static str> {
    (Language::ALL.into_iter())
        .filter(|language| *language != Language::default())
        .map(route::base_of)
}

/// The addresses of pages that other sites may frame, as a regular expression.
fn framed() -> String {
    format!("^{}embed/.+/", route::root())
}

fn nginx(host: &str, policy_of_pages: &str, headers: &[(&str, String)]) -> String {
    let (own, other) = (
        policy::resource_policy(".png").1,
        policy::resource_policy("").1,
    );
    let protecting: String = headers
        .iter()
        .map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n"))
        .collect();
    format!(
        r#"map $uri $brands_cache {{
    default "no-cache";
    "~{HASHED}" "{FOR_GOOD}";
}}
map $uri $brands_shown {{
    default "{other}";
    "~\.png$" "{own}";
    "~{framed}" "{own}";
    "{base}{script}" "{own}";
}}
map $uri $brands_policy {{
    default "{policy_of_pages}";
    "~{framed}" "{policy_of_pieces}";
}}
map $uri $brands_missing {{
    default "{base}404.html";
{missing}}}
map $https $brands_https {{
    default "";
    on "{ONLY_HTTPS}";
}}
server {{
    listen 80;
    server_name {host};
    root {FOLDER};
    index index.html;
    error_page 404 $brands_missing;
    absolute_redirect off;
    gzip on;
    gzip_min_length {least};
    gzip_types application/json;
    gzip_static on;
    gzip_vary on;
    brotli_static on;
    charset utf-8;
    charset_types text/css text/javascript text/plain application/json application/xml;
    types {{
        text/html html;
        text/css css;
        text/javascript js;
        text/plain txt;
        application/json json;
        application/xml xml;
        application/wasm wasm;
        application/manifest+json webmanifest;
        image/svg+xml svg;
        image/png png;
        image/jpeg jpg;
        image/avif avif;
        application/pdf pdf;
        application/octet-stream bin;
    }}
    add_header cache-control $brands_cache always;
{protecting}    add_header {policy_name} $brands_policy always;
    add_header {shown} $brands_shown always;
    add_header strict-transport-security $brands_https always;
    location ~ \.(br|gz)$ {{
        return 404;
    }}
}}
"#,
        base = route::root(),
        least = compress::LEAST,
        missing = folders()
            .map(|folder| format!("    \"~^{folder}\" \"{folder}404.html\";\n"))
            .collect::<String>(),
        framed = framed(),
        script = route::EMBED_SCRIPT,
        policy_name = policy::POLICY,
        policy_of_pieces = policy::FRAMED,
        shown = policy::RESOURCE_POLICY,
    )
}

fn caddy(host: &str, policy_of_pages: &str, headers: &[(&str, String)]) -> String {
    let (own, other) = (
        policy::resource_policy(".png").1,
        policy::resource_policy("").1,
    );
    let protecting: String = headers
        .iter()
        .map(|(name, value)| format!("\t\t{name} \"{value}\"\n"))
        .collect();
    format!(
        r#"{host} {{
	root * {FOLDER}
	@packed path *.br *.gz
	error @packed 404
	@hashed path_regexp {HASHED}
	@other not path_regexp {HASHED}
	@pieces path_regexp {framed}
	@pages not path_regexp {framed}
	@shown path_regexp {for_all}
	@others not path_regexp {for_all}
	@manifest path *.webmanifest
	@data path *.json
	@binary path *.bin
	@https protocol https
	header @hashed cache-control "{FOR_GOOD}"
	header @other cache-control "no-cache"
	header @manifest content-type "application/manifest+json"
	header @data content-type "application/json; charset=utf-8"
	header @binary content-type "application/octet-stream"
	header @pieces {policy_name} "{policy_of_pieces}"
	header @pages {policy_name} "{policy_of_pages}"
	header @shown {shown} "{own}"
	header @others {shown} "{other}"
	header @https strict-transport-security "{ONLY_HTTPS}"
	header {{
{protecting}	}}
	encode gzip
	file_server {{
		precompressed br gzip
	}}
	handle_errors {{
		header {policy_name} "{policy_of_pages}"
{missing}		rewrite @other_missing {base}404.html
		file_server {{
			precompressed br gzip
		}}
	}}
}}
"#,
        base = route::root(),
        missing = folders()
            .enumerate()
            .map(|(at, folder)| {
                format!(
                    "\t\t@missing{at} path {folder}*\n\t\trewrite @missing{at} {folder}404.html\n"
                )
            })
            .chain([format!(
                "\t\t@other_missing not path {}\n",
                folders()
                    .map(|folder| format!("{folder}*"))
                    .collect::<Vec<_>>()
                    .join(" ")
            )])
            .collect::<String>(),
        for_all = format!(
            r"(\.png$|{}|^{}{}$)",
            framed(),
            route::root(),
            route::EMBED_SCRIPT
        ),
        framed = framed(),
        policy_name = policy::POLICY,
        policy_of_pieces = policy::FRAMED,
        shown = policy::RESOURCE_POLICY,
    )
}
