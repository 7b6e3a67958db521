//! The command line: checks, edits, builds and serves a gallery on a maintainer's machine.
//!
//! Every failure is one Chinese sentence ([`failure`]). The built site is static files; nothing of this module runs where it is published.
//!
//! | task | modules |
//! |---|---|
//! | arguments and messages | [`args`], [`failure`] |
//! | reading and validating a data folder | [`data`], [`entries`] (other files), [`notes`] (on valid data), [`published`] (published addresses) |
//! | further checks | `colours`, [`emblems`], [`law`], [`traditional`] |
//! | writing it | [`change`], [`exchange`] (several files at once), [`lock`], [`format`](mod@format), [`schema`], `records`, [`state`] (drafts of a person) |
//! | commands on data | [`due`], [`new_brand`], [`rename`], [`retire`], [`mod@import`], [`sheet`] (spreadsheets) |
//! | pages | [`build`], [`addresses`], [`prerender`], [`english`], [`head_metadata`], [`policy`], [`redirect`], [`embed`] |
//! | other files of the site | [`site_files`], [`media`] (pictures and attachments), [`feed`], [`service_directory`], [`ime_words`], [`picture`], `seal`, [`offline`], [`compress`] |
//! | checks and tools of the build | [`lint`], [`weigh`], [`toolchain`], [`cache`] (results of earlier builds), `parallel` |
//! | showing it | [`serve`], [`watch`](mod@watch), [`edit`], [`specimen`], [`hosting`] |

pub mod addresses;
pub mod args;
pub mod build;
pub mod cache;
pub mod change;
mod colours;
pub mod compress;
pub mod data;
pub mod due;
pub mod edit;
pub mod embed;
pub mod emblems;
pub mod english;
pub mod entries;
pub mod exchange;
pub mod failure;
pub mod feed;
pub mod format;
pub mod head_metadata;
pub mod hosting;
pub mod ime_words;
pub mod import;
pub mod law;
pub mod lint;
pub mod lock;
pub mod media;
pub mod new_brand;
pub mod notes;
pub mod offline;
mod parallel;
pub mod picture;
mod plates;
pub mod policy;
pub mod prerender;
pub mod published;
mod records;
pub mod redirect;
pub mod rename;
pub mod retire;
pub mod schema;
mod seal;
pub mod serve;
pub mod service_directory;
pub mod sheet;
pub mod site_files;
pub mod specimen;
pub mod state_folder;
pub mod toolchain;
pub mod traditional;
pub mod watch;
pub mod weigh;

use crate::catalogue::check::File;
use crate::catalogue::day_number;
use crate::route;
use args::{Args, Command};
use data::Data;
use failure::{Failure, say};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs the command that the arguments name. Prints a failure to standard error.
pub fn main() -> ExitCode {
    match Args::from_args().and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// The project's folder: the one that Cargo names, otherwise the current one.
pub fn root() -> PathBuf {
    let named =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
    // Absolute, because Trunk resolves relative paths from the folder of its settings.
    std::path::absolute(&named).unwrap_or(named)
}

fn run(args: Args) -> Result<(), Failure> {
    let root = root();
    let data = Data::of(&root, args.data.as_deref());
    // `watch` prints skipped entries itself, whenever they change.
    if args.command.reads_data() && !matches!(args.command, Command::Watch { .. }) {
        data::say_skipped(&data);
    }
    match args.command {
        Command::Help => say(args::HELP),
        Command::Check => {
            let reading = data::sound(&data)?;
            notes::say_notes(&data, &data::files(&data)?, &reading)?;
            say(&format!("数据无误：{} 个品牌。", reading.brands.len()));
        }
        Command::Fmt => format::format(&data)?,
        Command::New { what } => new(&data, &what)?,
        Command::Rename { what, from, to } => {
            let files = data::files(&data)?;
            let change = rename::rename(&files, &what, &from, &to)?;
            change.carry_out(&data, &files)?;
            say(&format!(
                "“{from}”改成了“{to}”，写了 {} 个文件。{}",
                change.write.len(),
                match what.as_str() {
                    "service" => "写着旧代号的链接会打开这家机构的网页，不再跳到这项服务。",
                    _ => "旧网址会转到新网址。",
                }
            ));
            if what == "institution" {
                say("大厅屏幕如果写着 ?kiosk= 旧代号，请改成新代号。");
            }
        }
        Command::Retire { what, id, to } => {
            let files = data::files(&data)?;
            let change = retire::retire(&files, &what, &id, to.as_deref(), &retire::today())?;
            change.carry_out(&data, &files)?;
            say(&format!(
                "“{id}”停用了。它的网址上留一页说明，写在 {data}/retired.json 里；要恢复，请从上一个版本取回数据文件。"
            ));
            if what == "institution" {
                say("大厅屏幕如果写着 ?kiosk= 这个代号，请换成别的机构。");
            }
        }
        Command::Due { on } => say_due(&data, &on.unwrap_or_else(retire::today))?,
        Command::Export { to } => match service_directory::Format::of(&to) {
            Some(format) => {
                service_directory::export(&data::sound(&data)?.catalogue, format, &to)?;
                say(&format!("各机构的服务信息写在 {}。", to.display()));
            }
            None => {
                sheet::book::write(&data::files(&data)?, &to)?;
                say(&format!("整个目录写在 {}。", to.display()));
            }
        },
        Command::Import { from, options } => import::import(&data, &from, options)?,
        Command::Report { out, .. } => {
            let out = out.unwrap_or_else(|| root.join(law::report::FILE));
            let files = data::files(&data)?;
            let page = law::report::html(&files, &data::sound(&data)?);
            let laid = out.parent().map_or(Ok(()), std::fs::create_dir_all);
            laid.and_then(|()| std::fs::write(&out, page))
                .map_err(|error| Failure::writing(&out, &error))?;
            say(&format!(
                "法规检查的结果写在 {}，用浏览器打开，可以打印成 A4。",
                out.display()
            ));
        }
        Command::Index { out } => {
            let trunk = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
            match (out, trunk) {
                (Some(out), _) => build::write_app_data(&out, data::sound(&data)?)?,
                (None, Some(stage)) => build::copy_app_data(&root, &data, &stage)?,
                (None, None) => {
                    return Err(Failure::new(
                        "index 要用 --out 写明文件夹。全部用法：cargo run -- help",
                    ));
                }
            }
        }
        Command::Build { out, public_url } => {
            let dist = out.unwrap_or_else(|| root.join(build::DIST));
            build::build(&root, &data, &dist, &public_url)?;
            published::record(&data, &dist)?;
            say(&format!("网站在 {}。", dist.display()));
        }
        Command::Hosting { server, out } => {
            let dist = out.unwrap_or_else(|| root.join(build::DIST));
            say(hosting::configuration(server, &dist)?.trim_end());
        }
        Command::Letters => {
            letters(&root, &data)?;
        }
        Command::Traditional => traditional(&data)?,
        Command::Specimen => drop(specimen::write(&root, data::sound(&data)?)?),
        Command::Parts => weigh::parts(&root)?,
        Command::Weigh => weigh::weigh(&root.join(build::DIST))?,
        Command::Watch { port } => {
            let dist = build::look(&root, &data, "/")?;
            let watched = watch::Watched::of(&root, data, &dist)?;
            show(port, route::root(), async |listener| {
                watched.show(listener).await
            })?;
        }
        Command::Edit { port } => {
            let editor = edit::Editor::of(&root, data)?;
            let token = edit::auth::token()?;
            say("编辑器只在这台电脑上。下面的网址带着口令，只给改数据的人用；没写完的内容都留着。");
            let way = format!("{}?token={token}", edit::PATH);
            show(port, &way, async |listener| {
                editor.show(listener, token).await
            })?;
        }
        Command::Serve { port, public_url } => {
            let dist = root.join(build::DIST);
            if args.data.is_some() {
                build::is_of(&dist, &data)?;
            }
            serve_from(&dist, port, &public_url)?;
        }
        Command::Run { port, public_url } => {
            let dist = build::look(&root, &data, &public_url)?;
            serve_from(&dist, port, &public_url)?;
        }
    }
    Ok(())
}

/// Runs the command `new`: asks for a new brand on standard input and writes it.
fn new(data: &Data, what: &str) -> Result<(), Failure> {
    if what != "brand" {
        return Err(Failure::new(format!(
            "不会新建“{what}”。会新建的是 brand；机构、地方、需求、材料请直接登记在各自的文件里。"
        )));
    }
    let files = data::files(data)?;
    let change = new_brand::brand(&files, &mut std::io::stdin().lock(), &mut say)?;
    // Answering takes minutes, so the files are read again: the change is validated with the current ones, and files that were changed meanwhile are not
    // overwritten.
    let before = files;
    let files = data::files(data)?;
    let of = |files: &[File], path: &str| files.iter().position(|file| file.path == path);
    let bytes = |files: &[File], path: &str| of(files, path).map(|at| files[at].bytes.clone());
    let taken = (change.write.keys()).find(|path| bytes(&before, path) != bytes(&files, path));
    let is_new = |path: &str| of(&before, path).is_none();
    let written = match taken {
        Some(path) => Err(Failure::new(format!(
            "{data}/{path} 在您回答的时候有人写了，没有盖掉它。请再运行一次；新品牌的代号被用掉了的，换一个。"
        ))),
        None => change.carry_out(data, &files),
    };
    if written.is_err() {
        say("没有写进文件。您的回答照原样抄在这里，可以存下来接着用：");
        change.write.values().for_each(|text| say(text));
    }
    written?;
    for path in change.write.keys() {
        if !is_new(path) {
            say(&format!("{data}/{path}：次序改了，让出位置。"));
            continue;
        }
        say(&format!(
            "写好了 {data}/{path}。举措、数字等请用编辑器接着写，再运行 cargo run -- check。"
        ));
    }
    Ok(())
}

/// Runs the command `due`: lists the records that are to be checked on a day.
fn say_due(data: &Data, on: &str) -> Result<(), Failure> {
    let day = day_number(on).ok_or_else(|| {
        Failure::new(format!(
            "--on 不能是“{on}”：不是日期。请写成 2026-11-24 这样。"
        ))
    })?;
    let reading = data::sound(data)?;
    let (all, interval) = (due::due(&reading, day), due::interval(&reading));
    say(&match all.len() {
        0 => format!("{on}：{interval} 天之内都核对过。"),
        total => format!("{on}：满 {interval} 天没有核对的有 {total} 条。"),
    });
    for due in all {
        say(&format!("{data}/{}", due.line()));
    }
    Ok(())
}

/// Runs the command `letters`: extracts the glyphs of share pictures, and reports texts that cannot be drawn.
fn letters(root: &Path, data: &Data) -> Result<(), Failure> {
    let files = data::files(data)?;
    let reading = data::judge_files(&files);
    let cut = picture::glyphs::cut(root, &picture::texts(&reading.catalogue))?;
    let mut lacking = cut.lacking;
    crate::catalogue::check::locate(&files, &mut lacking);
    for place in lacking {
        say(&format!("提醒：{data}/{place}"));
    }
    let (file, total) = (picture::glyphs::FILE, cut.total);
    say(&format!("{file} 里有 {total} 个字。"));
    Ok(())
}

/// Runs the command `traditional`: lists the new names in traditional characters for review.
fn traditional(data: &Data) -> Result<(), Failure> {
    let new = traditional::write(data, &data::sound(data)?)?;
    for line in &new {
        say(line);
    }
    let file = data.path(traditional::FILE);
    say(&match new.len() {
        0 => format!("{}：没有新的名称。", file.display()),
        total => format!(
            "{}：新列出 {total} 个名称，见上。请看一遍；写错的，在 gallery.json 的 traditional 里写明，再运行一次。",
            file.display()
        ),
    });
    Ok(())
}

fn serve_from(dist: &Path, port: u16, public_url: &str) -> Result<(), Failure> {
    route::set_site(public_url);
    let base = route::root();
    if !dist.join("index.html").is_file() {
        return Err(Failure::new("还没有 dist/。请先运行 cargo run -- build。"));
    }
    show(port, base, async |listener| {
        serve::run(listener, serve::router(serve::Site::new(dist, base))).await
    })
}

/// Binds a port, prints the address with the path `way`, and runs `serve`.
fn show(
    port: u16,
    way: &str,
    serve: impl AsyncFnOnce(tokio::net::TcpListener) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| {
        let reason = failure::reason(&error);
        Failure::new(format!("启动不了预览：{reason}。请再运行一次。"))
    })?;
    runtime.block_on(async {
        let (listener, address) = serve::bind(port).await?;
        if address.port() != port && port != 0 {
            say(&format!("端口 {port} 已被占用，改用 {}。", address.port()));
        }
        say(&format!("请打开 http://{address}{way}（按 Ctrl-C 结束）"));
        serve(listener).await
    })
}
