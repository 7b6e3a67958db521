//! Tests of the parsing of commands, operands and flags, and of the failures that name what was not understood.

use super::*;

fn parse(line: &str) -> Result<Command, String> {
    asked(line).map(|args| args.command)
}

fn asked(line: &str) -> Result<Args, String> {
    let words = line.split_whitespace().map(str::to_owned);
    Args::parse(words).map_err(|failure| failure.to_string())
}

#[test]
fn every_word_about_data_takes_another_folder_and_no_other_word_does() {
    for (word, names, flags) in COMMANDS {
        let line = match *word {
            "hosting" => "hosting nginx --data x".to_owned(),
            word => format!("{word} {} --data x", names.join(" ")),
        };
        let about_data = !["hosting", "weigh", "parts", "help"].contains(word);
        assert_eq!(flags.contains(&"--data"), about_data, "{word}");
        let data = asked(&line).map(|args| args.data);
        match about_data {
            true => assert_eq!(data, Ok(Some("x".into())), "{line}"),
            false => assert!(data.is_err_and(|why| why.contains("--data")), "{line}"),
        }
    }
    assert_eq!(asked("check").map(|args| args.data), Ok(None));
    assert!(asked("check --data").is_err_and(|why| why.contains("缺一个值")));
}

#[test]
fn each_word_is_understood() {
    let run = |port, url: &str| Command::Run {
        port,
        public_url: url.into(),
    };
    let home = public_url(HOME).expect("the homepage of Cargo.toml");
    for (line, word) in [
        ("", run(8080, &home)),
        ("--port 9000", run(9000, &home)),
        ("--public-url=/x/y --port=1", run(1, "/x/y/")),
        ("check", Command::Check),
        (
            "report law --out a.html",
            Command::Report {
                what: "law".into(),
                out: Some("a.html".into()),
            },
        ),
        ("fmt", Command::Fmt),
        (
            "new brand",
            Command::New {
                what: "brand".into(),
            },
        ),
        (
            "rename need a b",
            Command::Rename {
                what: "need".into(),
                from: "a".into(),
                to: "b".into(),
            },
        ),
        ("due", Command::Due { on: None }),
        (
            "due --on=2026-11-24",
            Command::Due {
                on: Some("2026-11-24".into()),
            },
        ),
        (
            "retire brand a",
            Command::Retire {
                what: "brand".into(),
                id: "a".into(),
                to: None,
            },
        ),
        (
            "retire initiative a/b --to about/",
            Command::Retire {
                what: "initiative".into(),
                id: "a/b".into(),
                to: Some("about/".into()),
            },
        ),
        (
            "import a.xlsx",
            Command::Import {
                from: "a.xlsx".into(),
                options: Options::default(),
            },
        ),
        (
            "import a.csv --yes --encoding=GBK",
            Command::Import {
                from: "a.csv".into(),
                options: Options {
                    yes: true,
                    encoding: Some(Encoding::Gbk),
                },
            },
        ),
        ("index", Command::Index { out: None }),
        (
            "index --out dist",
            Command::Index {
                out: Some("dist".into()),
            },
        ),
        (
            "build",
            Command::Build {
                out: None,
                public_url: home.clone(),
            },
        ),
        (
            "build --out /tmp/site",
            Command::Build {
                out: Some("/tmp/site".into()),
                public_url: home.clone(),
            },
        ),
        (
            "--public-url brands build",
            Command::Build {
                out: None,
                public_url: "/brands/".into(),
            },
        ),
        (
            "serve --port 80 --public-url /x/",
            Command::Serve {
                port: 80,
                public_url: "/x/".into(),
            },
        ),
        ("serve --watch --port 9", Command::Watch { port: 9 }),
        (
            "hosting caddy --out /tmp/site",
            Command::Hosting {
                server: Server::Caddy,
                out: Some("/tmp/site".into()),
            },
        ),
        ("edit", Command::Edit { port: 8090 }),
        ("edit --port 1", Command::Edit { port: 1 }),
        ("letters", Command::Letters),
        ("traditional", Command::Traditional),
        ("weigh", Command::Weigh),
        ("parts", Command::Parts),
        ("specimen", Command::Specimen),
        ("help", Command::Help),
        ("build --help", Command::Help),
        ("-h", Command::Help),
    ] {
        assert_eq!(parse(line), Ok(word), "{line}");
    }
}

#[test]
fn what_is_not_understood_is_named_beside_what_would_be() {
    for (line, parts) in [
        ("biuld", ["“biuld”", "“build”"]),
        (
            "serve --watch --public-url /x/",
            ["--watch", "--public-url"],
        ),
        ("serve --watch=yes", ["--watch", "不写值"]),
        ("build --watch", ["“build”", "--watch"]),
        ("import a.csv --yes=1", ["--yes", "不写值"]),
        ("import a.csv --encoding utf7", ["“utf7”", "gbk"]),
        ("export a.csv --yes", ["“export”", "--yes"]),
        ("servr --port 1", ["“servr”", "“serve”"]),
        ("--prot 1", ["“--prot”", "“--port”"]),
        ("build --publicurl /x/", ["“--publicurl”", "“--public-url”"]),
        ("check --port 1", ["“check”", "--port"]),
        ("--out x", ["“cargo run”", "--out"]),
        ("build serve", ["“build”", "“serve”"]),
        ("hosting", ["nginx", "caddy"]),
        ("hosting ngnix", ["“ngnix”", "“nginx”"]),
        ("hosting nginx caddy", ["“hosting”", "“caddy”"]),
        ("new", ["“new”", "缺“brand”"]),
        ("rename need a", ["“rename”", "缺“新代号”"]),
        ("rename need a b c", ["“rename”", "“c”"]),
        ("serve --port", ["--port", "缺一个值"]),
        ("serve --port --public-url /", ["--port", "缺一个值"]),
        ("serve --port 65536", ["--port", "“65536”"]),
        ("serve --port -1", ["--port", "“-1”"]),
    ] {
        let sentence = parse(line).expect_err(line);
        assert!(
            parts.iter().all(|part| sentence.contains(part)),
            "{line}: {sentence}"
        );
    }
}

#[test]
fn the_help_names_every_word_and_flag() {
    for name in COMMANDS
        .iter()
        .map(|(word, ..)| *word)
        .chain(COMMANDS.iter().flat_map(|(_, names, _)| *names).copied())
        .chain(COMMANDS.iter().flat_map(|(_, _, flags)| *flags).copied())
    {
        assert!(HELP.contains(name), "{name}");
    }
}
