//! The clock and schedule of a lobby screen.
//!
//! Plain values with the clock as an argument; what only a browser knows is the browser tests'.

use brand_gallery::catalogue::{Card, Catalogue, Entry, Slug};
use brand_gallery::components::{HostInstitution, LobbyState, institution_section, shift};
use brand_gallery::desk::{data, ime_words::words, root};
use brand_gallery::kiosk::pad::Pad;
use brand_gallery::kiosk::session::{Action, Limits, Scene, Session, State};
use brand_gallery::kiosk::settings::Settings;
use brand_gallery::kiosk::slideshow::{guest_services, neighbours, order};
use brand_gallery::models::Plate;
use brand_gallery::speech::{USUAL_VOLUME, louder, softer};
use proptest::prelude::*;
use std::sync::LazyLock;

const LIMITS: Limits = Limits {
    idle: 90_000,
    warning: 30_000,
    rest: 30_000,
};

/// The site's own data.
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let reading = data::sound(data::Data::of(&root(), None));
    reading
        .unwrap_or_else(|failure| panic!("{failure}"))
        .catalogue
});

/// Ticks once a second until something is to be done, at most an hour; what, and when.
fn next(session: &mut Session, now: &mut u64, scene: Scene) -> Option<Action> {
    for _ in 0..3_600 {
        *now += 1_000;
        if let Some(action) = session.tick(*now, scene) {
            return Some(action);
        }
    }
    None
}

#[test]
fn a_visit_that_is_left_is_asked_wiped_and_makes_room() {
    let mut now = 5_000;
    let mut session = Session::new(LIMITS, now);
    assert_eq!(session.state(), State::Attract);
    assert_eq!(
        next(&mut session, &mut now, Scene::default()),
        None,
        "nobody comes"
    );
    assert_eq!(session.touch(now), Some(Action::LeaveAttract));
    let begun = now;
    assert_eq!(
        next(&mut session, &mut now, Scene::default()),
        Some(Action::ShowWarning)
    );
    assert_eq!(now - begun, 90_000);
    assert_eq!(session.seconds_left(now), Some(30));
    assert_eq!(session.seconds_left(now + 29_001), Some(1));
    assert_eq!(session.touch(now + 1_000), Some(Action::HideWarning));
    now += 1_000;
    let stayed = now;
    assert_eq!(
        next(&mut session, &mut now, Scene::default()),
        Some(Action::ShowWarning)
    );
    assert_eq!(
        next(&mut session, &mut now, Scene::default()),
        Some(Action::Reset)
    );
    assert_eq!(now - stayed, 120_000);
    assert_eq!(
        next(&mut session, &mut now, Scene::default()),
        Some(Action::StartAttract)
    );
    assert_eq!(now - stayed, 150_000);
}

#[test]
fn who_reads_much_or_slowly_is_given_time() {
    let wait = |scene| {
        let mut now = 0;
        let mut session = Session::new(LIMITS, now);
        session.touch(now);
        next(&mut session, &mut now, scene).map(|action| (action, now / 1_000))
    };
    let scene = |characters, slow| Scene {
        characters,
        slow,
        held: false,
    };
    assert_eq!(wait(scene(50, false)), Some((Action::ShowWarning, 90)));
    assert_eq!(wait(scene(600, false)), Some((Action::ShowWarning, 240)));
    assert_eq!(wait(scene(600, true)), Some((Action::ShowWarning, 480)));
    assert_eq!(
        wait(scene(1_000_000, false)),
        Some((Action::ShowWarning, 600)),
        "but not for ever"
    );
    let held = Scene {
        held: true,
        ..Scene::default()
    };
    assert_eq!(
        wait(held),
        Some((Action::ShowWarning, 690)),
        "held for ten minutes at most"
    );
}

#[test]
fn after_a_sleep_nobody_is_asked() {
    let mut session = Session::new(LIMITS, 0);
    session.touch(1_000);
    assert_eq!(
        session.tick(8 * 3_600_000, Scene::default()),
        Some(Action::Reset)
    );
}

proptest! {
    /// Whatever happens, what a visitor left is wiped exactly once before the next one enters, and in the attract loop nothing is left.
    #[test]
    fn between_two_visits_everything_is_wiped_once(steps in prop::collection::vec((0u64..200_000, 0u8..4, any::<bool>()), 1..120)) {
        let mut now = 0;
        let mut session = Session::new(LIMITS, now);
        let mut dirty = false;
        for (passed, what, held) in steps {
            now += passed;
            let scene = Scene { characters: passed % 900, slow: passed % 2 == 0, held };
            let action = match what {
                0 => session.touch(now),
                1 => Some(session.end(now)),
                _ => session.tick(now, scene),
            };
            match action {
                Some(Action::LeaveAttract) => prop_assert!(!dirty, "somebody enters what another left"),
                Some(Action::Reset) => dirty = false,
                Some(Action::StartAttract) => prop_assert!(!dirty, "the loop begins over what somebody left"),
                Some(Action::ShowWarning | Action::HideWarning) | None => {}
            }
            if session.state() == State::Active {
                dirty = true;
            }
            prop_assert_eq!(session.state() == State::Warning, session.seconds_left(now).is_some());
            prop_assert!(session.seconds_left(now).is_none_or(|seconds| seconds <= 30));
        }
        // Left alone, it always comes back to the loop.
        let alone = Scene::default();
        for _ in 0..2_000 {
            now += 1_000;
            session.tick(now, alone);
        }
        prop_assert_eq!(session.state(), State::Attract);
    }

    /// A letter is live exactly where it leads to a word, or to a phrase of danger, which is offered only once it is spelled to the end.
    #[test]
    fn a_letter_is_live_where_some_word_goes_on_with_it(typed in "[a-z]{0,6}", letter in proptest::char::range('a', 'z')) {
        let lines = words(&CATALOGUE);
        let pad = Pad::parse(&lines);
        // Without the tab at its end a phrase of danger is a word like any other.
        let all: String = lines.lines().map(|line| format!("{}\n", line.trim_end_matches('\t'))).collect();
        let next = format!("{typed}{letter}");
        prop_assert_eq!(pad.is_live(&typed, letter), !Pad::parse(&all).candidates(&next, 1).is_empty());
    }

    /// No setting, however wrong, keeps a device from starting within its bounds.
    #[test]
    fn wrong_settings_fall_back_and_are_told(text in ".{0,12}") {
        let (settings, wrong) = Settings::read(|_| Some(text.clone()));
        prop_assert!((30_000..=900_000).contains(&settings.limits.idle));
        prop_assert!((20_000..=120_000).contains(&settings.limits.warning));
        prop_assert!(settings.reload_hour < 24);
        prop_assert!(!wrong.is_empty());
        prop_assert!(wrong.iter().all(|sentence| sentence.starts_with("kiosk.json：") && sentence.ends_with('。')));
    }
}

#[test]
fn settings_are_what_a_device_is_told() {
    let told = |key: &str| {
        let pairs = [
            ("institution", "lihuili-yiyuan"),
            ("idle", "120"),
            ("slide", "5"),
            ("address", "https://example.org/x/"),
            ("reach", "true"),
        ];
        let found = pairs.into_iter().find(|(name, _)| *name == key);
        found.map(|(_, value)| value.to_owned())
    };
    let (settings, wrong) = Settings::read(told);
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(settings.institution, Slug::parse("lihuili-yiyuan"));
    assert_eq!(
        (settings.limits.idle, settings.limits.warning),
        (120_000, 30_000)
    );
    assert_eq!(settings.slide, 5_000);
    assert_eq!(settings.address.as_deref(), Some("https://example.org/x"));
    assert!(settings.reach && !settings.elder);
    assert_eq!(
        (settings.volume, settings.city, settings.counts),
        (USUAL_VOLUME, false, false)
    );
}

#[test]
fn a_volume_is_a_number_from_nought_to_one_and_anything_else_falls_back() {
    let told = |volume: &str| {
        let volume = volume.to_owned();
        Settings::read(move |key| (key == "volume").then(|| volume.clone()))
    };
    for (written, hundredths) in [
        ("0", 0),
        ("0.05", 5),
        ("0.4", 40),
        ("0.55", 55),
        ("0.999", 99),
        ("1", 100),
        ("1.0", 100),
    ] {
        let (settings, wrong) = told(written);
        assert_eq!((settings.volume, wrong.len()), (hundredths, 0), "{written}");
    }
    for written in [
        "", "-0.1", "1.01", "2", "100", "0.", ".5", "1e-7", "0,5", "loud", "true", "0.5.5", "０.５",
    ] {
        let (settings, wrong) = told(written);
        assert_eq!(settings.volume, USUAL_VOLUME, "{written}");
        assert!(
            wrong.len() == 1 && wrong[0].contains("volume") && wrong[0].ends_with("已改用 0.7。"),
            "{written}: {wrong:?}"
        );
    }
}

#[test]
fn a_screen_is_made_louder_and_softer_in_steps_from_wherever_it_begins() {
    for (from, louder_is, softer_is) in [
        (0, 40, 0),
        (55, 70, 40),
        (70, 100, 40),
        (100, 100, 70),
        (20, 40, 20),
    ] {
        assert_eq!(
            (louder(from), softer(from)),
            (louder_is, softer_is),
            "{from}"
        );
    }
}

#[test]
fn the_guide_names_every_key_that_a_device_can_be_told_and_no_other() {
    let guide =
        std::fs::read_to_string(root().join("src/desk/kiosk/README.md")).unwrap_or_default();
    let (_, table) = guide.split_once("| key | default | |").unwrap_or_default();
    let rows = table.trim_start().lines().skip(1);
    let rows = rows.take_while(|row| row.starts_with('|'));
    let keys: Vec<&str> = rows
        .flat_map(|row| row.split('|').nth(1).unwrap_or_default().split('`'))
        .filter(|key| !key.trim_matches([' ', ',']).is_empty())
        .collect();
    assert_eq!(keys.len(), 15, "{keys:?}");
    assert!(keys.iter().all(|key| Settings::knows(key)), "{keys:?}");
}

#[test]
fn this_house_goes_past_first_and_nobody_is_left_out() {
    let house = Slug::parse("lihuili-yiyuan");
    let (cards, own) = order(CATALOGUE.cards.iter(), house.as_ref());
    assert_eq!(cards.len(), CATALOGUE.cards.len());
    assert!(own >= 2, "{own}");
    assert!(
        cards[..own]
            .iter()
            .all(|card| Some(&card.owner) == house.as_ref())
    );
    assert!(
        cards[own..]
            .iter()
            .all(|card| Some(&card.owner) != house.as_ref())
    );
    let stranger = Slug::parse("nobody-knows-it");
    assert_eq!(order(CATALOGUE.cards.iter(), stranger.as_ref()).1, 0);
}

#[test]
fn a_walk_knows_its_place_and_never_ends() {
    let walk = ["/a/", "/b/", "/c/"].map(str::to_owned);
    assert_eq!(neighbours(&walk, "/a/"), Some((1, "/c/", "/b/")));
    assert_eq!(neighbours(&walk, "/c/"), Some((3, "/b/", "/a/")));
    assert_eq!(neighbours(&walk, "/d/"), None);
    assert_eq!(neighbours(&[], "/a/"), None);
}

#[test]
fn initials_pinyin_and_both_mixed_lead_to_the_catalogues_own_words() {
    let pad = Pad::parse(&words(&CATALOGUE));
    for (typed, word) in [
        ("jj", "急救"),
        ("jijiu", "急救"),
        ("jij", "急救"),
        ("yyxf", "甬医先锋"),
        ("yongyixianfeng", "甬医先锋"),
        ("hsq", "海曙区"),
        ("sbyft", "肾病与腹透"),
    ] {
        let found = pad.candidates(typed, 8);
        assert!(found.contains(&word), "{typed}: {found:?}");
    }
    assert_eq!(
        pad.candidates("jj", 1),
        ["急救"],
        "what is spelt to the end comes first"
    );
    assert!(pad.candidates("", 8).is_empty());
    assert!(!pad.is_live("zzzz", 'z'));
}

#[test]
fn a_phrase_of_danger_can_be_typed_on_the_pad_and_is_offered_only_when_it_is_spelled() {
    let syllables = |text: &str| hanzi_search::builder::syllables(text);
    let lines = Pad::line("心血管", &syllables("心血管")).expect("a line")
        + &Pad::urgent_line("心梗", &syllables("心梗")).expect("a line");
    let pad = Pad::parse(&lines);
    assert_eq!(pad.candidates("x", 9), ["心血管"]);
    assert!(pad.is_live("xin", 'g'));
    for typed in ["xg", "xing", "xingeng"] {
        assert_eq!(pad.candidates(typed, 9), ["心梗"], "{typed}");
    }
}

#[test]
fn every_word_of_the_pad_can_be_typed_by_its_initials_and_by_its_pinyin() {
    let lines = words(&CATALOGUE);
    let pad = Pad::parse(&lines);
    assert!(lines.lines().count() > 150);
    for line in lines.lines() {
        let (word, syllables) = line.split_once('\t').unwrap_or_default();
        let syllables = syllables.trim_end_matches('\t');
        let initials: String = syllables
            .split(' ')
            .filter_map(|it| it.chars().next())
            .collect();
        assert!(
            pad.candidates(&initials, 200).contains(&word),
            "{word}: {initials}"
        );
        assert!(
            pad.candidates(&syllables.replace(' ', ""), 200)
                .contains(&word),
            "{word}"
        );
    }
}

#[test]
fn the_picture_moves_two_pixels_a_minute_against_burning_in() {
    for minute in 0..200 {
        assert_eq!(shift(minute).abs_diff(shift(minute + 1)), 2, "{minute}");
    }
    assert!((0..200).all(|minute| shift(minute) <= 24));
}

/// A card with an initiative, as JSON tells them; `partners` of the brand and of the initiative.
fn card(id: &str, owner: &str, partners: &[&str], of_initiative: &[&str]) -> Card {
    let card = serde_json::json!({
        "id": id, "name": format!("品牌{id}"), "kind": "机构品牌", "emblem": "sun", "owner": owner, "summary": format!("{id}的一句话"),
        "partners": partners,
        "initiatives": [
            { "id": "here", "name": format!("{id}的举措"), "kind": "服务", "summary": "举措的一句话", "partners": of_initiative },
            { "id": "there", "name": "别处的举措", "kind": "服务", "summary": "别处" },
        ],
    });
    serde_json::from_value(card).unwrap_or_else(|error| panic!("{error}"))
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn the_loop_begins_with_what_takes_place_in_the_house() {
    let cards = [
        card("a", "other", &[], &[]),
        card("b", "other", &[], &["house"]),
        card("c", "other", &["house"], &[]),
        card("d", "house", &[], &[]),
    ];
    let ids = |house: &str| {
        let (cards, own) = order(cards.iter(), Some(&slug(house)));
        let ids: Vec<String> = cards.iter().map(|card| card.id.to_string()).collect();
        (ids.join(" "), own)
    };
    assert_eq!(ids("house"), ("d b c a".to_owned(), 1));
    assert_eq!(ids("nowhere"), ("a b c d".to_owned(), 0));
}

#[test]
fn a_house_without_a_brand_of_its_own_shows_its_name_and_what_takes_place_there() {
    let cards = [
        card("a", "other", &[], &["house"]),
        card("b", "other", &["house"], &[]),
        card("c", "other", &["house"], &["house"]),
        card("d", "other", &[], &[]),
        card("e", "house", &["house"], &["house"]),
    ];
    let found = guest_services(cards.iter(), &slug("house"));
    let names: Vec<(&str, Option<&str>)> = (found.iter())
        .map(|(card, entry)| (card.id.as_str(), entry.map(|entry| entry.id.as_str())))
        .collect();
    assert_eq!(
        names,
        [("a", Some("here")), ("b", None), ("c", Some("here"))],
        "an initiative where one is told, otherwise the brand; its own is no other's"
    );
    let drawn = |name: &str, own: Vec<&Card>, services: Vec<(&Card, Option<&Entry>)>| {
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            use leptos::prelude::{ArcRwSignal, RenderHtml, Set};
            let lobby = LobbyState::new(false);
            lobby.state.set(State::Active);
            lobby.home.set(true);
            let name = name.to_owned();
            // Two plates have come, a third is on its way.
            let plate = |hue| Plate {
                hue,
                label: String::new(),
                drawing: String::new(),
            };
            let come = [Some(plate(1)), Some(plate(2)), None].map(ArcRwSignal::new);
            let plates = come.to_vec();
            institution_section(
                HostInstitution {
                    name,
                    own,
                    services,
                    plates,
                },
                lobby,
            )
            .to_html()
        })
    };
    let html = drawn("北门医院", Vec::new(), found);
    for part in [
        "北门医院",
        "a的举措",
        "举措的一句话",
        "/brands/a/here/",
        "品牌b",
        "/brands/b/",
        "这里有这些服务",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("北门医院的品牌") && !html.contains("别处的举措"));
    let pictures = |html: &str| html.matches("<svg").count();
    assert_eq!(pictures(&html), 2, "each card has its picture: {html}");
    assert_eq!(html.matches("house__plate").count(), 3);
    let is_hidden = |html: &str| {
        let tag = html
            .split_once("<section")
            .and_then(|(_, rest)| rest.split_once('>'));
        tag.is_some_and(|(tag, _)| tag.contains("hidden"))
    };
    assert!(!is_hidden(&html));
    let html = drawn("南门医院", Vec::new(), Vec::new());
    assert!(
        html.contains("南门医院") && html.contains("还没有登记") && !is_hidden(&html),
        "no blank: {html}"
    );
    let html = drawn("东门医院", vec![&cards[4]], Vec::new());
    assert!(html.contains("东门医院的品牌") && html.contains("品牌e"));
    assert!(
        is_hidden(&drawn("", Vec::new(), Vec::new())),
        "a house that nobody knows"
    );
}
