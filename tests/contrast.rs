//! The contrast of every pair of colours that components use.
//!
//! Reads `style/tokens.css`, resolves each role for each set of colours, and holds the pairs that components make of them to their bars.
//! What a browser computes from overlapping boxes is the browser tests'.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

use std::collections::BTreeMap;

type Roles = BTreeMap<String, String>;

/// The tokens without comments.
fn tokens() -> String {
    let css = include_str!("../style/tokens.css");
    let mut bare = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare + rest
}

/// What the block behind `selector` declares; the first such block behind `from`.
fn block(css: &str, from: &str, selector: &str) -> Roles {
    let after = &css[css.find(from).expect(from)..];
    let at = after.find(&format!("{selector} {{")).expect(selector);
    let body = after[at..].split_once('{').expect("a block").1;
    let body = body.split_once('}').expect("the end of a block").0;
    body.split(';')
        .filter_map(|line| line.trim().split_once(':'))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect()
}

/// Every set of colours by its name, later blocks over earlier ones.
fn sets() -> Vec<(&'static str, Roles)> {
    let css = tokens();
    let light = block(&css, "@layer tokens {", ":root");
    let over = |blocks: &[Roles]| {
        let mut roles = light.clone();
        for block in blocks {
            roles.extend(block.clone());
        }
        roles
    };
    let night = block(
        &css,
        "prefers-color-scheme: dark",
        ":root:not([data-theme])",
    );
    let black = block(
        &css,
        "@layer tokens {",
        "[data-theme=\"dark\"], [data-theme=\"yellow\"]",
    );
    let yellow = block(&css, "[data-theme=\"yellow\"] {", "[data-theme=\"yellow\"]");
    let paper = block(
        &css,
        "@media print",
        ":root, :root:not([data-theme]), :root[data-theme]",
    );
    vec![
        ("light", over(&[])),
        ("night", over(std::slice::from_ref(&night))),
        ("dark", over(std::slice::from_ref(&black))),
        ("yellow", over(&[black.clone(), yellow.clone()])),
        ("paper", over(std::slice::from_ref(&paper))),
        ("paper of the night", over(&[night, paper.clone()])),
        ("paper of yellow", over(&[black, yellow, paper])),
    ]
}

/// Red, green, blue of a role.
fn colour(roles: &Roles, name: &str) -> [f64; 3] {
    let value = roles.get(name).unwrap_or_else(|| panic!("no {name}"));
    if let Some(inner) = value
        .strip_prefix("var(")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return colour(roles, inner);
    }
    let hex = value
        .strip_prefix('#')
        .unwrap_or_else(|| panic!("{name}: {value}"));
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits")))
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = part / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(roles: &Roles, one: &str, other: &str) -> f64 {
    let (one, other) = (
        luminance(colour(roles, one)),
        luminance(colour(roles, other)),
    );
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn contrast_is_reckoned_as_wcag_says() {
    let roles: Roles = [
        ("--a", "#000000"),
        ("--b", "#ffffff"),
        ("--c", "#767676"),
        ("--d", "var(--c)"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    assert!((contrast(&roles, "--a", "--b") - 21.0).abs() < 0.01);
    assert!((contrast(&roles, "--d", "--b") - 4.54).abs() < 0.01);
}

#[test]
fn every_text_has_seven_to_one_in_every_set_of_colours() {
    let grounds = ["--paper", "--card", "--accent-soft"];
    let mut faint = Vec::new();
    for (set, roles) in sets() {
        let mut hold = |text: &str, ground: &str| {
            let contrast = contrast(&roles, text, ground);
            if contrast < 7.0 {
                faint.push(format!("{set}: {text} on {ground}: {contrast:.2}"));
            }
        };
        for text in ["--ink", "--ink-soft", "--accent", "--accent-strong"] {
            for ground in grounds {
                hold(text, ground);
            }
        }
        hold("--ink", "--sunken");
        hold("--honour", "--honour-soft");
        hold("--ink", "--urgent-soft");
        hold("--ink-soft", "--urgent-soft");
        hold("--urgent", "--urgent-soft");
        for ground in ["--paper", "--card"] {
            hold("--urgent", ground);
        }
        if !set.starts_with("paper") {
            hold("--on-accent", "--accent");
            hold("--on-accent", "--accent-strong");
            hold("--on-urgent", "--urgent");
            hold("--on-mark", "--mark");
        }
    }
    assert!(faint.is_empty(), "{faint:#?}");
}

#[test]
fn every_outline_mark_and_ring_is_told_from_its_ground() {
    let mut faint = Vec::new();
    for (set, roles) in sets()
        .into_iter()
        .filter(|(set, _)| !set.starts_with("paper"))
    {
        for outline in ["--edge", "--focus"] {
            for ground in ["--paper", "--card"] {
                let contrast = contrast(&roles, outline, ground);
                if contrast < 4.5 {
                    faint.push(format!("{set}: {outline} on {ground}: {contrast:.2}"));
                }
            }
        }
        for ground in ["--paper", "--card"] {
            let contrast = contrast(&roles, "--rule", ground);
            if contrast < 3.0 {
                faint.push(format!("{set}: --rule on {ground}: {contrast:.2}"));
            }
        }
        for hue in 0..8 {
            let contrast = contrast(&roles, &format!("--hue-{hue}"), "--on-hue");
            if contrast < 4.5 {
                faint.push(format!("{set}: --on-hue on --hue-{hue}: {contrast:.2}"));
            }
        }
        // The form is told from the page: by its ground, or by an outline where the ground is the page's own.
        let outlined = roles
            .get("--emblem-edge")
            .is_some_and(|edge| edge != "transparent");
        for hue in (0..8).map(|hue| format!("--hue-{hue}")) {
            let form = if outlined { "--emblem-edge" } else { &hue };
            let contrast = contrast(&roles, form, "--card");
            if contrast < 3.0 {
                faint.push(format!("{set}: {form} on --card: {contrast:.2}"));
            }
        }
    }
    assert!(faint.is_empty(), "{faint:#?}");
}

#[test]
fn an_emblem_on_paper_is_drawn_in_lines_that_are_seen() {
    for (set, roles) in sets() {
        if set.starts_with("paper") {
            for hue in 0..8 {
                let contrast = contrast(&roles, &format!("--hue-{hue}"), "--card");
                assert!(contrast >= 4.5, "{set}: --hue-{hue}: {contrast:.2}");
            }
        }
    }
}

/// A colour mixed as `color-mix(in srgb, one share%, other)`.
fn mixed(one: [f64; 3], share: f64, other: [f64; 3]) -> [f64; 3] {
    [0, 1, 2].map(|at| one[at] * share + other[at] * (1.0 - share))
}

/// The sets in which plates are painted. On paper a plate is lines on white.
fn painted() -> impl Iterator<Item = (&'static str, Roles)> {
    sets()
        .into_iter()
        .filter(|(set, _)| !set.starts_with("paper"))
}

/// The colours of institutions as plates have them, by their hue.
fn on_plates(roles: &Roles) -> [[f64; 3]; 8] {
    let depth = roles["--plate-depth"].trim_end_matches('%');
    let depth = depth.parse::<f64>().expect("a number") / 100.0;
    let ink = colour(roles, "--plate-ink");
    [0, 1, 2, 3, 4, 5, 6, 7].map(|hue| mixed(colour(roles, &format!("--hue-{hue}")), depth, ink))
}

#[test]
fn words_are_read_on_the_dark_tones_of_every_plate() {
    let css = include_str!("../style/components/plate.css");
    // The share of the institution's colour in a tone.
    let share = |tone: &str| -> f64 {
        let rule = css.split_once(&format!(".{tone} {{")).expect(tone).1;
        let share = rule.split_once("var(--plate) ").expect(tone).1;
        let share = share.split_once('%').expect("per cent").0;
        share.parse::<f64>().expect("a number") / 100.0
    };
    let mut faint = Vec::new();
    for (set, roles) in painted() {
        let (ink, words) = (colour(&roles, "--plate-ink"), colour(&roles, "--on-plate"));
        for (hue, own) in on_plates(&roles).into_iter().enumerate() {
            for (tone, least) in [
                ("plate__mid", 4.5),
                ("plate__near", 7.0),
                ("plate__deep", 7.0),
            ] {
                let ground = luminance(mixed(own, share(tone), ink));
                let contrast = (luminance(words) + 0.05) / (ground + 0.05);
                if contrast < least {
                    faint.push(format!(
                        "{set}: --on-plate on {tone} of {hue}: {contrast:.2}"
                    ));
                }
            }
        }
    }
    assert!(faint.is_empty(), "{faint:#?}");
}

#[test]
fn words_on_the_veil_are_read_on_whatever_a_plate_has_there() {
    let mut faint = Vec::new();
    for (set, roles) in painted() {
        // `rgb(<red> <green> <blue> / <alpha>%)`
        let veil = roles["--plate-veil"]
            .trim_start_matches("rgb(")
            .trim_end_matches("%)");
        let parts: Vec<f64> = veil
            .split([' ', '/'])
            .filter_map(|part| part.parse().ok())
            .collect();
        let [red, green, blue, alpha] = parts[..] else {
            panic!("{set}: {veil}");
        };
        let words = luminance(colour(&roles, "--on-plate"));
        for tone in [
            "--plate-light",
            "--plate-pale",
            "--plate-glaze",
            "--plate-mist",
        ] {
            let ground = mixed([red, green, blue], alpha / 100.0, colour(&roles, tone));
            let contrast = (words + 0.05) / (luminance(ground) + 0.05);
            if contrast < 4.5 {
                faint.push(format!(
                    "{set}: --on-plate on the veil over {tone}: {contrast:.2}"
                ));
            }
        }
    }
    assert!(faint.is_empty(), "{faint:#?}");
}

#[test]
fn words_at_the_top_of_a_plate_are_read_in_the_halo_of_its_light() {
    let css = include_str!("../style/components/plate.css");
    let share = |from: &str| -> f64 {
        let rest = css.split_once(from).expect(from).1;
        let rest = rest.trim_start();
        let digits: String = rest
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        digits.parse().expect("a number")
    };
    // The first colour of the sky, and the light that a halo of two rings adds.
    let sky = share("background: linear-gradient(color-mix(in srgb, var(--plate)") / 100.0;
    let glow = share("fill-opacity:");
    let mut faint = Vec::new();
    for (set, roles) in painted() {
        let (ink, light) = (
            colour(&roles, "--plate-ink"),
            colour(&roles, "--plate-light"),
        );
        let words = luminance(colour(&roles, "--on-plate"));
        for (hue, own) in on_plates(&roles).into_iter().enumerate() {
            let ground = mixed(light, glow, mixed(light, glow, mixed(own, sky, ink)));
            let contrast = (words + 0.05) / (luminance(ground) + 0.05);
            // The only words there, the heading of the attract loop, are large.
            if contrast < 3.0 {
                faint.push(format!(
                    "{set}: --on-plate on the sky of {hue}: {contrast:.2}"
                ));
            }
        }
    }
    assert!(faint.is_empty(), "{faint:#?}");
}
