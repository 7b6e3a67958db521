//! Reading aloud: the choice of a voice, the sentences, and the course of a reading with voices that fail in every known way.

use brand_gallery::speech::{Order, Reading, Voice, choose, patience, sentences, spoken};
use proptest::prelude::*;

fn voice(name: &str, language: &str, is_local: bool) -> Voice {
    Voice {
        name: name.to_owned(),
        language: language.to_owned(),
        is_local,
    }
}

#[test]
fn the_mainlands_mandarin_is_chosen_and_cantonese_is_none() {
    let voices = [
        voice("Samantha", "en-US", true),
        voice("Sin-ji", "zh-HK", true),
        voice("Mei-Jia", "zh-TW", true),
        voice("Google 普通话（中国大陆）", "zh-CN", false),
        voice("Grandma", "zh-CN", true),
        voice("Tingting", "zh-CN", true),
    ];
    assert_eq!(choose(&voices), Some(5));
    assert_eq!(
        choose(&voices[..5]),
        Some(4),
        "on the device before over the network"
    );
    assert_eq!(
        choose(&voices[..4]),
        Some(3),
        "the mainland's before others"
    );
    assert_eq!(choose(&voices[..3]), Some(2));
    assert_eq!(choose(&voices[..2]), None, "absent, not broken");
    assert_eq!(choose(&[voice("x", "cmn_CN", true)]), Some(0));
}

#[test]
fn sentences_end_where_a_reader_breathes() {
    let parts = |text: &str| -> Vec<String> {
        let characters: Vec<char> = text.chars().collect();
        sentences(text)
            .into_iter()
            .map(|range| characters[range].iter().collect())
            .collect()
    };
    assert_eq!(
        parts("他说：“好。”然后走了！真的吗？真的"),
        ["他说：“好。”", "然后走了！", "真的吗？", "真的"]
    );
    assert_eq!(parts("  \n "), Vec::<String>::new());
    let long = "很长的话没有句号，".repeat(20);
    assert!(parts(&long).iter().all(|part| part.chars().count() <= 80));
    assert!(parts(&long).len() > 1);
}

#[test]
fn figures_and_signs_are_said_right() {
    for (written, said) in [
        ("满意率98.5%", "满意率百分之98.5"),
        ("服务10000+人", "服务10000多人"),
        ("每周3-5次", "每周3到5次"),
        ("1+1+N模式", "一加一加恩模式"),
        ("共1,234人", "共1234人"),
        ("拨打“120”", "拨打幺二零"),
        ("请马上拨打 120。", "请马上拨打 幺二零。"),
        (
            "请拨打 12356，有生命危险拨120。",
            "请拨打 幺二三五六，有生命危险拨幺二零。",
        ),
        ("服务了120人，打了3次电话。", "服务了120人，打了3次电话。"),
        ("华美红心·健康同行", "华美红心，健康同行"),
        ("2019年度", "2019年度"),
        ("“心”团队", "心团队"),
    ] {
        assert_eq!(spoken(written), said, "{written}");
    }
}

proptest! {
    /// No character is lost and none is read twice.
    #[test]
    fn sentences_are_the_whole_text_in_order(text in "[甬医。，！？”“ a1\n]{0,80}") {
        let characters: Vec<char> = text.chars().collect();
        let mut end = 0;
        for range in sentences(&text) {
            prop_assert!(range.start >= end && !range.is_empty());
            prop_assert!(characters[end..range.start].iter().all(|c| c.is_whitespace()), "only blanks are left out");
            end = range.end;
        }
        prop_assert!(characters[end..].iter().all(|c| c.is_whitespace()));
    }
}

#[test]
fn a_number_is_not_cut() {
    for text in ["京ICP备12345678号", "124小时", "1120急救", "拨打123,456次"] {
        assert_eq!(spoken(text).replace(',', ""), text.replace(',', ""));
    }
    assert_eq!(spoken("请打12345。"), "请打幺二三四五。");
}

#[test]
fn voices_of_each_system_are_told_apart() {
    // Android tags the script behind the region; 中国 comes before 台灣.
    let android = [
        voice("Chinese (Taiwan)", "zh_TW_#Hant", true),
        voice("Chinese (China)", "zh_CN_#Hans", true),
    ];
    assert_eq!(choose(&android), Some(1));
    // Three-letter tags, and Hong Kong's.
    let samsung = [voice("a", "zho-HKG", true), voice("b", "zho-CHN", true)];
    assert_eq!(choose(&samsung), Some(1));
    assert_eq!(choose(&samsung[..1]), None);
    // macOS in Chinese: the joke voices come first in its list.
    let mac = [
        voice("Eddy (中文（中国大陆）)", "zh-CN", true),
        voice("Flo (中文（中国大陆）)", "zh-CN", true),
        voice("美佳", "zh-TW", true),
        voice("婷婷", "zh-CN", true),
        voice("Grandma (中文（中国大陆）)", "zh-CN", true),
    ];
    assert_eq!(choose(&mac), Some(3));
    let unnamed = [
        voice("Eddy (Chinese)", "zh-CN", true),
        voice("某人", "zh-CN", true),
    ];
    assert_eq!(choose(&unnamed), Some(1), "any other voice before a toy");
    // Dialects and other Chinese languages.
    let windows = [
        voice(
            "Microsoft Xiaobei Online (Natural)",
            "zh-CN-liaoning",
            false,
        ),
        voice("Microsoft HiuMaan", "yue-CN", false),
        voice("Microsoft Xiaotong", "wuu-CN", false),
        voice("Microsoft Xiaoxiao Online (Natural)", "zh-CN", false),
    ];
    assert_eq!(choose(&windows), Some(3));
    assert_eq!(choose(&windows[1..3]), None);
    assert_eq!(choose(&[voice("eSpeak", "cmn", true)]), Some(0));
    assert_eq!(choose(&[voice("廣東話", "zh", true)]), None, "by its name");
    assert_eq!(
        choose(&[voice("x", "", true), voice("y", "zhx", true)]),
        None
    );
}

const TEXTS: [&str; 4] = ["第一句。", "第二句话长一点。", "第三句。", "第四句。"];

fn reading() -> Reading {
    Reading::new(TEXTS.into_iter())
}

/// Ticks every 100 ms until something is to be done, at most ten minutes; what, and when.
fn next(reading: &mut Reading, now: &mut u64, busy: bool) -> Option<Order> {
    for _ in 0..6_000 {
        *now += 100;
        if let Some(order) = reading.tick(*now, busy) {
            return Some(order);
        }
    }
    None
}

#[test]
fn a_voice_that_reports_all_is_followed_to_the_end() {
    let mut reading = reading();
    assert_eq!(
        reading.go_on(0, false),
        Order::Say(0),
        "at once, within the press"
    );
    for at in 1..TEXTS.len() {
        reading.began();
        assert_eq!(reading.ended(1_000 * at as u64), Some(Order::Say(at)));
    }
    assert_eq!(reading.ended(9_000), Some(Order::Finish));
    assert!(!reading.is_on());
    assert_eq!(reading.ended(9_500), None, "what comes late is nobody's");
    assert_eq!(reading.failed(9_500), None);
    assert_eq!(
        Reading::new(std::iter::empty()).go_on(0, false),
        Order::Finish
    );
}

#[test]
fn after_a_break_the_voice_gets_the_sentence_once_it_is_quiet() {
    let mut reading = reading();
    let mut now = 0;
    reading.go_on(now, false);
    now += 1_000;
    assert_eq!(reading.go_on(now, true), Order::Cancel, "at another speed");
    assert_eq!(
        reading.tick(now + 50, false),
        None,
        "not in the same moment"
    );
    assert_eq!(reading.tick(now + 149, false), None);
    assert_eq!(
        reading.tick(now + 600, true),
        None,
        "not while it still speaks"
    );
    assert_eq!(reading.tick(now + 700, false), Some(Order::Say(0)));
    // A voice that never says that it is quiet.
    assert_eq!(reading.go_on(2_000, true), Order::Cancel);
    assert_eq!(reading.tick(3_000, true), Some(Order::Say(0)));
    // Something else of the device speaks at the beginning.
    assert_eq!(self::reading().go_on(0, true), Order::Cancel);
}

#[test]
fn what_is_lost_after_a_break_is_said_once_more() {
    let mut reading = reading();
    reading.go_on(0, false);
    reading.go_on(1_000, true);
    let mut now = 1_000;
    assert_eq!(next(&mut reading, &mut now, false), Some(Order::Say(0)));
    // Neither speaking nor reporting.
    assert_eq!(next(&mut reading, &mut now, false), Some(Order::Cancel));
    assert_eq!(next(&mut reading, &mut now, false), Some(Order::Say(0)));
    assert!(now < 4_000, "soon: {now}");
    // Lost again: left out, not tried for ever.
    let order = next(&mut reading, &mut now, false);
    assert_eq!(order, Some(Order::Say(1)));
}

#[test]
fn a_voice_that_reports_no_end_is_not_waited_for_for_ever() {
    for busy in [false, true] {
        let mut reading = reading();
        let mut now = 0;
        let mut said = vec![reading.go_on(now, false)];
        while reading.is_on() {
            let order = next(&mut reading, &mut now, busy).expect("an order");
            if order != Order::Cancel {
                said.push(order);
            }
        }
        let all = [0, 1, 2, 3]
            .map(Order::Say)
            .into_iter()
            .chain([Order::Finish]);
        assert_eq!(said, all.collect::<Vec<_>>(), "busy: {busy}");
        let most: u64 = TEXTS.iter().map(|text| patience(text) + 1_300).sum();
        assert!(now <= most, "{now} of {most}");
    }
    // Slowly read, it is given longer; a beginning that is reported and then silence is an end.
    let wait = |speed: f32, begins: bool| {
        let (mut reading, mut now) = (reading(), 0);
        reading.set_speed(speed);
        reading.go_on(now, false);
        if begins {
            reading.began();
        }
        next(&mut reading, &mut now, false);
        now
    };
    assert!(wait(0.6, false) > wait(1.0, false) && wait(1.0, false) > wait(1.5, false));
    assert!(wait(1.0, true) <= 1_200);
    assert!(patience("共 12345 人") > patience("共 一二三 人"));
}

#[test]
fn a_voice_that_fails_stops_the_reading_after_three_failures_where_it_began_to_fail() {
    // By an error, or by an end that comes before anything can have been said.
    for instant in [false, true] {
        let mut reading = reading();
        let mut now = 0;
        let (mut said, mut order) = (0, reading.go_on(now, false));
        reading.began();
        order = match reading.ended(now + 2_000) {
            Some(next) => next,
            None => order,
        };
        now += 2_000;
        while let Order::Say(_) | Order::Cancel = order {
            let next = match order {
                Order::Say(_) if instant => {
                    said += 1;
                    reading.ended(now + 3)
                }
                Order::Say(_) => {
                    said += 1;
                    reading.failed(now + 3)
                }
                _ => next(&mut reading, &mut now, false),
            };
            order = next.expect("an order");
        }
        assert_eq!(order, Order::GiveUp);
        assert_eq!(said, 3, "it does not race through the page");
        assert_eq!(reading.at(), 1, "and stands where it began to fail");
        assert!(!reading.is_on());
        assert_eq!(
            next(&mut reading, &mut now, false),
            None,
            "nothing by itself"
        );
        assert_eq!(
            reading.go_on(now, false),
            Order::Say(1),
            "but when it is asked to"
        );
    }
}

#[test]
fn one_sentence_that_a_voice_cannot_say_is_left_out() {
    let mut reading = reading();
    let mut now = 0;
    let mut said = Vec::new();
    let mut order = reading.go_on(now, false);
    loop {
        let next = match order {
            Order::Say(1) => {
                said.push(1);
                reading.failed(now + 500)
            }
            Order::Say(at) => {
                said.push(at);
                now += 2_000;
                reading.ended(now)
            }
            Order::Cancel => next(&mut reading, &mut now, false),
            Order::Finish | Order::GiveUp => break,
        };
        order = next.expect("an order");
    }
    assert_eq!(order, Order::Finish);
    assert_eq!(said, [0, 1, 1, 2, 3], "tried twice");
    let mut reading = self::reading();
    reading.go_on(0, false);
    assert_eq!(
        reading.refused(),
        Order::GiveUp,
        "a browser that forbids it is not asked again"
    );
}

#[test]
fn a_pause_holds_until_it_is_ended() {
    let mut reading = reading();
    reading.go_on(0, false);
    reading.ended(1_000);
    assert_eq!(reading.pause(), Order::Cancel);
    let mut now = 1_000;
    assert_eq!(next(&mut reading, &mut now, false), None);
    assert_eq!(reading.ended(now), None);
    assert_eq!(
        reading.go_on(now, false),
        Order::Say(1),
        "with the same sentence"
    );
}

proptest! {
    /// Whatever a voice reports, and whenever: no sentence twice in a row without a break, none after the end, and it ends.
    #[test]
    fn no_voice_makes_a_reading_race_or_last(reports in proptest::collection::vec((0u8..5, 0u64..5_000, any::<bool>()), 0..200)) {
        let mut reading = reading();
        let mut now = 0;
        let mut last = 0;
        let mut failures = 0;
        reading.go_on(now, false);
        for (report, pause, busy) in reports {
            now += pause;
            let order = match report {
                0 => { reading.began(); None }
                1 => reading.ended(now),
                2 => { failures += 1; reading.failed(now) }
                _ => reading.tick(now, busy),
            };
            if let Some(Order::Say(at)) = order {
                prop_assert!(at >= last && at < TEXTS.len());
                last = at;
            }
            if order == Some(Order::GiveUp) {
                prop_assert!(failures > 0 || pause < 10);
                break;
            }
        }
        // Left alone it comes to an end.
        while next(&mut reading, &mut now, false).is_some() {}
        prop_assert!(!reading.is_on());
    }
}
