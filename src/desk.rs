//! How is the site made, checked and shown on a maintainer's machine?
//!
//! The desk door: [`words`] says what was asked, [`data`] judges, [`format`](mod@format) and [`schema`] keep the files in order, [`toolchain`] gets what is missing, [`build`] makes `dist/`, [`weigh`]
//! holds it to its budget, [`serve`] shows it. Every failure is one Chinese sentence. A server that the site needs is absent on purpose: `dist/` is plain files.

pub mod build;
pub mod compress;
pub mod data;
pub mod failure;
pub mod format;
pub mod inspect;
pub mod notices;
pub mod offline;
pub mod pad;
pub mod picture;
pub mod policy;
pub mod prerender;
pub mod preview;
pub mod redirect;
pub mod schema;
pub mod serve;
pub mod toolchain;
pub mod weigh;
pub mod words;

use crate::route;
use failure::{Failure, say};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use words::Word;

/// Carries out the word on the command line.
pub fn main() -> ExitCode {
    match Word::from_args().and_then(carry_out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// The project's folder: where Cargo says it is, otherwise here.
pub fn root() -> PathBuf {
    let named =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
    // Trunk takes a relative path as one below its settings, not below here.
    std::path::absolute(&named).unwrap_or(named)
}

fn carry_out(word: Word) -> Result<(), Failure> {
    let root = root();
    match word {
        Word::Help => say(words::HELP),
        Word::Check => {
            let reading = data::sound(&root)?;
            say(&format!("数据无误：{} 个品牌。", reading.brands.len()));
        }
        Word::Fmt => format::format(&root, &data::files(&root)?)?,
        Word::Index { out } => {
            let out = out.or_else(|| std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from));
            let out = out.ok_or_else(|| {
                Failure::new("index 要用 --out 写明文件夹。全部用法：cargo run -- help")
            })?;
            build::write_catalogue(&out, &data::sound(&root)?)?;
        }
        Word::Build { out, public_url } => {
            let dist = out.unwrap_or_else(|| root.join(build::DIST));
            build::build(&root, &dist, &public_url)?;
            say(&format!("网站在 {}。", dist.display()));
        }
        Word::Letters => {
            let total = picture::letters::cut(&root)?;
            say(&format!("{} 里有 {total} 个字。", picture::letters::FILE));
        }
        Word::Parts => weigh::parts(&root)?,
        Word::Weigh => weigh::weigh(&root.join(build::DIST))?,
        Word::Serve { port, public_url } => serve_from(&root.join(build::DIST), port, &public_url)?,
        Word::Run { port, public_url } => {
            let dist = root.join(build::DIST);
            build::build(&root, &dist, &public_url)?;
            serve_from(&dist, port, &public_url)?;
        }
    }
    Ok(())
}

fn serve_from(dist: &Path, port: u16, public_url: &str) -> Result<(), Failure> {
    route::set_site(public_url);
    let base = route::base();
    if !dist.join("index.html").is_file() {
        return Err(Failure::new("还没有 dist/。请先运行 cargo run -- build。"));
    }
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Failure::new(format!("启动不了预览：{error}。请再运行一次。")))?;
    runtime.block_on(async {
        let (listener, address) = serve::bind(port).await?;
        if address.port() != port && port != 0 {
            say(&format!("端口 {port} 已被占用，改用 {}。", address.port()));
        }
        say(&format!("请打开 http://{address}{base}（按 Ctrl-C 结束）"));
        serve::run(listener, serve::Site::new(dist, base)).await
    })
}
