//! Command-line arguments: parsing of a command, its operands and its flags.
//!
//! Input: the arguments after the program's name. Output: [`Args`], which is one [`Command`] and the data folder it applies to. Error: a [`Failure`] that names
//! the argument that was not understood, and the nearest valid one.
//!
//! A `public_url` is a path, or scheme, host and path; it ends with a slash and is safe inside a page. The default is `homepage` in Cargo.toml.
//!
//! No argument library is used: for some twenty commands and a few flags none is needed, and its messages would be in English.

mod address;

use std::env;
use std::path::PathBuf;

use self::address::public_url;
use super::failure::Failure;
use super::hosting::Server;
use super::import::Options;
use super::sheet::csv::Encoding;
use crate::catalogue::check::suggest::edit_distance;

/// What the command line can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// No command: build what is stale, then serve it.
    Run {
        /// The first port to try.
        port: u16,
        /// Where the site is published, such as `https://host/brands/`; only the path where the host is not known.
        public_url: String,
    },
    /// Check the data and stop.
    Check,
    /// Format all data files, and write their schemas.
    Fmt,
    /// Ask for the fields of a new brand and write its file.
    New {
        /// The kind of record; only `brand` is supported.
        what: String,
    },
    /// Change the id of a record.
    Rename {
        /// The kind of the record.
        what: String,
        /// The current id; for an initiative `brand/initiative`.
        from: String,
        /// The new id.
        to: String,
    },
    /// Remove a record from the data and leave a page at its addresses that says so.
    Retire {
        /// The kind of the record.
        what: String,
        /// The id; for an initiative `brand/initiative`.
        id: String,
        /// The address or id that the page links to; by default the page of the record's owner.
        to: Option<String>,
    },
    /// List the records that are to be checked again.
    Due {
        /// The day that counts as today, such as `2026-11-24`; by default today.
        on: Option<String>,
    },
    /// Export the whole catalogue as a spreadsheet or one JSON text, or the service facts in a standard format.
    Export {
        /// The new file, or the new folder for CSV.
        to: PathBuf,
    },
    /// Import a spreadsheet into the data.
    Import {
        /// The file, or the folder with CSV.
        from: PathBuf,
        /// Whether to ask before writing, and the encoding.
        options: Options,
    },
    /// Write a report on the data for people who work without this program.
    Report {
        /// What it is about; only `law` is supported.
        what: String,
        /// The HTML file; by default below `target/`.
        out: Option<PathBuf>,
    },
    /// Write the data files that pages load into the folder that Trunk is filling.
    Index {
        /// The folder; by default the one that Trunk names in `TRUNK_STAGING_DIR`.
        out: Option<PathBuf>,
    },
    /// Build the whole site.
    Build {
        /// The folder that becomes the site; by default `dist/`.
        out: Option<PathBuf>,
        /// Where the site is published, such as `https://host/brands/`; only the path where the host is not known.
        public_url: String,
    },
    /// Build what is stale, then serve a site that follows the data files: a saved file is rendered and open pages reload.
    Watch {
        /// The first port to try.
        port: u16,
    },
    /// Serve the data editor on this machine.
    Edit {
        /// The first port to try.
        port: u16,
    },
    /// Serve `dist/` as it is.
    Serve {
        /// The first port to try.
        port: u16,
        /// Where the site is published, such as `https://host/brands/`; only the path where the host is not known.
        public_url: String,
    },
    /// Print the configuration of another server for the built site.
    Hosting {
        /// The server.
        server: Server,
        /// The folder of the site; by default `dist/`.
        out: Option<PathBuf>,
    },
    /// Extract the glyph outlines of the share pictures from the font of this machine.
    Letters,
    /// List the names in traditional characters for review.
    Traditional,
    /// Print the size of everything that a first visit loads, and check it against the budget.
    Weigh,
    /// Print the size that each crate adds to the program.
    Parts,
    /// Render every component in every state.
    Specimen,
    /// Print [`HELP`].
    Help,
}

impl Command {
    /// Whether the command reads the files of a data folder.
    pub fn reads_data(&self) -> bool {
        !matches!(
            self,
            Command::Help
                | Command::Serve { .. }
                | Command::Hosting { .. }
                | Command::Weigh
                | Command::Parts
        )
    }
}

/// A command and the data folder it applies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Args {
    /// The command.
    pub command: Command,
    /// The data folder; by default the project's own.
    pub data: Option<PathBuf>,
}

/// The first port to try if no `--port` is given.
pub const DEFAULT_PORT: u16 = 8080;

/// The default of `--public-url`: `homepage` in Cargo.toml.
const HOME: &str = env!("CARGO_PKG_HOMEPAGE");

/// The text of `help`.
pub const HELP: &str = "\
用法：cargo run -- [做什么] [选项]

  cargo run                       检查数据，尽快画出网站，在本机预览；发布要另外 build
  cargo run -- check              只检查数据，有错就一条一条列出来：文件:行:列，错在哪，怎么改
  cargo run -- fmt                把数据文件排整齐，一处改动就是一行
  cargo run -- new brand          一问一答，写出一个新品牌的文件
  cargo run -- rename 种类 旧代号 新代号
                                  改代号：所有写到它的文件一起改，旧网址转到新网址；种类是 brand、
                                  initiative（旧代号写成 品牌/举措）、institution、service（旧代号写成
                                  机构/服务）、place 或 need
  cargo run -- retire 种类 代号    停用：不再单独介绍它，旧网址留一页说明，转到 --to 写的网页；种类同上（service 除外），
                                  举措的代号写成 品牌/举措；不写 --to 就转到所属机构或品牌
  cargo run -- due                哪些品牌、举措、机构和它的服务该再核对了；--on 日期 看那一天的
  cargo run -- export 文件         把整个目录写成 .xlsx、.json，或一个文件夹的 CSV；文件名以 .hsds.json 或
                                  .fhir.json 结尾时，只写各机构的服务信息，按国际通用的格式
  cargo run -- import 文件         把照 export 的样子填好的 .xlsx 或 CSV 读进数据；先列出要增加、改动、删去什么，问过才写
  cargo run -- report law         把法规检查的结果写成一页，给法务看：查出的话、条文、答复，可以打印
  cargo run -- build              把整个网站构建到 dist/（或 --out 的文件夹），可直接上传
  cargo run -- serve              只预览已经构建好的 dist/
  cargo run -- serve --watch      边写边看：数据文件一保存，打开着的网页就换成新的；写错了就说错在哪一行
  cargo run -- edit               在浏览器里用表单改数据，边改边看；只在本机，网址带着口令
  cargo run -- index --out 文件夹  只把网页要读的目录写到这个文件夹
  cargo run -- traditional        列出各个名称的繁体写法，给人看一遍
  cargo run -- letters            名称里有了分享图写不出的字时，从 Noto Serif CJK 里取来
  cargo run -- hosting nginx 或 caddy  显示让那个服务器提供 dist/（或 --out 的文件夹）的配置
  cargo run -- weigh              称一称每个文件和第一次打开要下载多少，超过上限就报错
  cargo run -- parts              网页程序里，每个依赖各占多少字节
  cargo run -- specimen           把每个组件的每种样子画到 target/specimen/，改样式时看
  cargo run -- help               显示这段说明

选项：
  --port 数字          预览用的端口，默认 8080，edit 是 8090；被占用时自动换下一个
  --public-url 网址     网站发布在哪里，例如 https://域名/x/y/；默认是 Cargo.toml 的 homepage，没有写就是 /
  --out 文件夹         网站或目录写到哪里；hosting 时，网站在哪里；report 时，写成哪个文件
  --to 网址或代号      停用后去看哪里，例如 institutions/某医院/，或同类的另一个代号
  --on 日期            due 把哪一天当作今天，例如 2026-11-24
  --yes                import 列出要改什么之后不再问，直接写；给脚本用
  --encoding 编码      import 的 CSV 不是 UTF-8 时，它的编码：gbk 或 big5
  --data 文件夹        用哪个文件夹的数据，默认是 public/data；换一个文件夹，就是另一座城市的馆";

/// A command, its operands, and the flags it accepts; the empty name is `cargo run` without arguments.
type Usage = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const COMMANDS: &[Usage] = &[
    ("", &[], &["--port", "--public-url", "--data"]),
    ("check", &[], &["--data"]),
    ("fmt", &[], &["--data"]),
    ("new", &["brand"], &["--data"]),
    ("rename", &["种类", "旧代号", "新代号"], &["--data"]),
    ("retire", &["种类", "代号"], &["--to", "--data"]),
    ("due", &[], &["--on", "--data"]),
    ("export", &["文件"], &["--data"]),
    ("import", &["文件"], &["--yes", "--encoding", "--data"]),
    ("report", &["law"], &["--out", "--data"]),
    ("index", &[], &["--out", "--data"]),
    ("build", &[], &["--public-url", "--out", "--data"]),
    (
        "serve",
        &[],
        &["--port", "--public-url", "--watch", "--data"],
    ),
    ("edit", &[], &["--port", "--data"]),
    ("hosting", &["nginx 或 caddy"], &["--out"]),
    ("letters", &[], &["--data"]),
    ("traditional", &[], &["--data"]),
    ("weigh", &[], &[]),
    ("parts", &[], &[]),
    ("specimen", &[], &["--data"]),
    ("help", &[], &[]),
];

const FLAGS: &[&str] = &[
    "--port",
    "--public-url",
    "--out",
    "--data",
    "--to",
    "--on",
    "--watch",
    "--yes",
    "--encoding",
    "--help",
];

impl Args {
    /// Parses the arguments of this process.
    ///
    /// # Errors
    ///
    /// As [`Args::parse`], and if an argument is not UTF-8.
    pub fn from_args() -> Result<Self, Failure> {
        let args: Result<Vec<_>, _> = env::args_os()
            .skip(1)
            .map(|arg| arg.into_string())
            .collect();
        let args = args.map_err(|arg| {
            Failure::new(format!(
                "看不懂“{}”：它不是 UTF-8 文字。请换一个写法。",
                arg.display()
            ))
        })?;
        Self::parse(args)
    }

    /// Parses these arguments, which do not include the program's name.
    ///
    /// # Errors
    ///
    /// If a command, operand or flag is unknown, missing, superfluous or malformed.
    pub fn parse(args: impl IntoIterator<Item = String>) -> Result<Self, Failure> {
        let mut args = args.into_iter();
        let mut usage: Option<&Usage> = None;
        let mut named: Vec<String> = Vec::new();
        let mut given: Vec<(&'static str, String)> = Vec::new();
        while let Some(arg) = args.next() {
            if arg == "--help" || arg == "-h" {
                return Ok(Self {
                    command: Command::Help,
                    data: None,
                });
            }
            if arg.starts_with('-') {
                let (name, inline) = match arg.split_once('=') {
                    Some((name, value)) => (name, Some(value.to_owned())),
                    None => (arg.as_str(), None),
                };
                let flag = known(name, FLAGS.iter().copied())?;
                if ["--watch", "--yes"].contains(&flag) {
                    if inline.is_some() {
                        return Err(Failure::new(format!("{flag} 后面不写值。{SEE_HELP}")));
                    }
                    given.push((flag, String::new()));
                    continue;
                }
                let value = inline
                    .or_else(|| args.next())
                    .filter(|value| !value.is_empty() && !value.starts_with("--"));
                let value = value
                    .ok_or_else(|| Failure::new(format!("{flag} 后面缺一个值。{SEE_HELP}")))?;
                given.push((flag, value));
            } else if let Some((word, names, _)) = usage {
                if named.len() == names.len() {
                    return Err(Failure::new(format!(
                        "“{word}”后面多了“{arg}”：一次只能做一件事。{SEE_HELP}"
                    )));
                }
                named.push(arg);
            } else {
                let words = COMMANDS.iter().map(|(word, ..)| *word);
                let word = known(&arg, words.filter(|word| !word.is_empty()))?;
                usage = COMMANDS.iter().find(|(known, ..)| *known == word);
            }
        }
        let (word, names, takes) = usage.copied().unwrap_or(COMMANDS[0]);
        if let Some(missing) = names.get(named.len()) {
            return Err(Failure::new(format!(
                "“{word}”后面缺“{missing}”。请写：cargo run -- {word} {}。{SEE_HELP}",
                names.join(" ")
            )));
        }
        let (mut port, mut url) = (None, public_url(HOME)?);
        let (mut out, mut data, mut to, mut on) = (None, None, None, None);
        let mut options = Options::default();
        let watch = given.iter().any(|(flag, _)| *flag == "--watch");
        if watch && given.iter().any(|(flag, _)| *flag == "--public-url") {
            return Err(Failure::new(format!(
                "--watch 总在本机的根网址上预览，用不到 --public-url。{SEE_HELP}"
            )));
        }
        for (flag, value) in given {
            if !takes.contains(&flag) {
                let whole = if word.is_empty() { "cargo run" } else { word };
                return Err(Failure::new(format!("“{whole}”用不到 {flag}。{SEE_HELP}")));
            }
            match flag {
                "--port" => port = Some(parse_port(&value)?),
                "--public-url" => url = public_url(&value)?,
                "--watch" => {}
                "--yes" => options.yes = true,
                "--encoding" => {
                    let name = known(
                        &value.to_lowercase(),
                        Encoding::ALL.iter().map(|(name, _)| *name),
                    )?;
                    options.encoding = Encoding::ALL
                        .iter()
                        .find(|(known, _)| *known == name)
                        .map(|(_, it)| *it);
                }
                "--data" => data = Some(PathBuf::from(value)),
                "--to" => to = Some(value),
                "--on" => on = Some(value),
                _ => out = Some(PathBuf::from(value)),
            }
        }
        let usual = match word {
            // Another default, so that the editor runs next to a served site.
            "edit" => super::edit::PORT,
            _ => DEFAULT_PORT,
        };
        let port = port.unwrap_or(usual);
        let mut named = named.into_iter();
        let mut name = || named.next().unwrap_or_default();
        let command = match word {
            "new" => Command::New { what: name() },
            "rename" => Command::Rename {
                what: name(),
                from: name(),
                to: name(),
            },
            "retire" => Command::Retire {
                what: name(),
                id: name(),
                to,
            },
            "due" => Command::Due { on },
            "export" => Command::Export { to: name().into() },
            "import" => Command::Import {
                from: name().into(),
                options,
            },
            "check" => Command::Check,
            "fmt" => Command::Fmt,
            "build" => Command::Build {
                out,
                public_url: url,
            },
            "serve" if watch => Command::Watch { port },
            "serve" => Command::Serve {
                port,
                public_url: url,
            },
            "edit" => Command::Edit { port },
            "hosting" => {
                let servers = Server::ALL.iter().map(|(name, _)| *name);
                let name = known(&named.next().unwrap_or_default(), servers)?;
                let server = match name {
                    "caddy" => Server::Caddy,
                    _ => Server::Nginx,
                };
                Command::Hosting { server, out }
            }
            "letters" => Command::Letters,
            "traditional" => Command::Traditional,
            "weigh" => Command::Weigh,
            "parts" => Command::Parts,
            "specimen" => Command::Specimen,
            "help" => Command::Help,
            "index" => Command::Index { out },
            "report" => Command::Report {
                what: known(&name(), ["law"].into_iter())?.to_owned(),
                out,
            },
            _ => Command::Run {
                port,
                public_url: url,
            },
        };
        Ok(Self { command, data })
    }
}

fn parse_port(text: &str) -> Result<u16, Failure> {
    text.parse().map_err(|_| {
        Failure::new(format!(
            "--port 不能是“{text}”。请写 0 到 65535 之间的数字，例如 8080。"
        ))
    })
}

const SEE_HELP: &str = "全部用法：cargo run -- help";

/// Finds `text` among `all`; otherwise the failure suggests the nearest.
fn known(
    text: &str,
    all: impl Iterator<Item = &'static str> + Clone,
) -> Result<&'static str, Failure> {
    if let Some(same) = all.clone().find(|name| *name == text) {
        return Ok(same);
    }
    let nearest = all
        .min_by_key(|name| edit_distance(text, name))
        .unwrap_or_default();
    Err(Failure::new(format!(
        "不认识“{text}”。您要的是“{nearest}”吗？{SEE_HELP}"
    )))
}

#[cfg(test)]
mod tests;
