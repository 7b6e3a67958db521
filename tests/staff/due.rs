//! Does the list of what is to be checked hold what is old or unchecked, and nothing else?

use crate::{root, run};
use brand_gallery::catalogue::check::File;
use brand_gallery::catalogue::{Checked, day_number};
use brand_gallery::desk::data::{Data, files, judge_files};
use brand_gallery::desk::due::{due, mark};
use brand_gallery::desk::sheet;
use proptest::prelude::*;

/// The invented town: three brands, one initiative, three institutions. Only the first brand and one institution have been checked.
fn town() -> Vec<File> {
    let data = Data::of(root(), Some(&root().join("tests/fixtures/second")));
    files(&data).expect("files")
}

fn on(day: &str) -> i64 {
    day_number(day).expect("a day")
}

#[test]
fn the_command_lists_what_is_due_on_a_day_the_never_checked_first() {
    let said = |day: &str| {
        let words = ["due", "--data", "tests/fixtures/second", "--on", day];
        let (ok, said) = run(root(), &words, "");
        assert!(ok, "{said}");
        said
    };
    let early = said("2026-11-05");
    let lines: Vec<&str> = early.lines().collect();
    assert_eq!(lines[0], "2026-11-05：满 90 天没有核对的有 5 条。");
    assert_eq!(
        lines[1],
        "tests/fixtures/second/brands/baitian-touxi.json：白天透析：从未核对。请核对。"
    );
    assert_eq!(
        lines[2],
        "tests/fixtures/second/brands/baitian-touxi.json（jiesong-che）：白天透析 · 接送车：从未核对。请核对。"
    );
    // The brand was checked on 2026-10-01, and is due ninety days later, not a day before.
    assert!(!said("2026-12-29").contains("星山同心"));
    let last = said("2026-12-30");
    let last = last.lines().last().expect("a line");
    assert!(
        last.ends_with("星山同心：2026-10-01 由品牌办核对，过了 90 天。请再核对。"),
        "{last}"
    );
    // A day that is yet to come is a slip, and comes first.
    let before = said("2026-09-01");
    assert!(
        before.lines().nth(1).expect("a line").contains("还没有到"),
        "{before}"
    );
}

#[test]
fn a_day_that_is_none_is_refused() {
    for day in ["2026-02-29", "2026-1-1", "今天", "2026-11-31"] {
        let (ok, said) = run(root(), &["due", "--on", day], "");
        assert!(!ok && said.contains("不是日期"), "{day}: {said}");
    }
}

#[test]
fn what_is_marked_is_no_longer_due_and_nothing_else_changes() {
    let today = on("2026-11-30");
    let mut files = town();
    let all = due(&judge_files(&files), today);
    assert_eq!(all.len(), 5);
    for (at, one) in all.iter().enumerate() {
        let checked = Checked {
            on: "2026-11-30".to_owned(),
            by: "品牌办".to_owned(),
        };
        let change = mark(&files, &one.path, &one.id, &checked).expect("a change");
        assert_eq!(change.write.len(), 1);
        files = change.upon(&files);
        let reading = judge_files(&files);
        assert!(reading.problems.is_empty());
        let rest = due(&reading, today);
        assert_eq!(rest, all[at + 1..]);
    }
    assert!(
        mark(
            &files,
            "brands/baitian-touxi.json",
            "nobody",
            &Checked {
                on: "2026-11-30".to_owned(),
                by: "品牌办".to_owned(),
            }
        )
        .is_err()
    );
}

#[test]
fn facts_of_a_house_and_its_services_are_due_like_records_and_when_their_last_day_is_over() {
    let mut files = town();
    let of_facts = |files: &[File], day: &str| -> Vec<(String, String)> {
        let all = due(&judge_files(files), on(day)).into_iter();
        let facts = all.filter(|one| one.id.contains('/'));
        facts.map(|one| (one.id.clone(), one.said())).collect()
    };
    assert_eq!(of_facts(&files, "2027-01-15"), []);
    let over = of_facts(&files, "2027-01-16");
    assert_eq!(over.len(), 1, "{over:?}");
    assert_eq!(over[0].0, "xingshan-yiyuan/jiesong-che");
    assert!(over[0].1.contains("2027-01-15"), "{over:?}");
    let late = of_facts(&files, "2027-02-01");
    let ids: Vec<&str> = late.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "xingshan-yiyuan/jiesong-che",
            "wangyue-weishengyuan/",
            "xingshan-yiyuan/",
            "xingshan-yiyuan/xueye-touxi",
            "xingshan-yiyuan/yejian-menzhen",
            "xingshan-yiyuan/huli-daojia",
        ]
    );
    let checked = Checked {
        on: "2027-01-31".to_owned(),
        by: "门诊办公室".to_owned(),
    };
    for id in ["xingshan-yiyuan/", "xingshan-yiyuan/xueye-touxi"] {
        let change = mark(&files, "institutions.json", id, &checked).expect("a change");
        files = change.upon(&files);
        assert!(
            of_facts(&files, "2027-02-01")
                .iter()
                .all(|(it, _)| it != id)
        );
    }
    let unknown = mark(
        &files,
        "institutions.json",
        "xingshan-yiyuan/nothing",
        &checked,
    );
    assert!(unknown.is_err());
}

#[test]
fn a_table_holds_the_note_and_brings_it_back() {
    let files = town();
    let rows = sheet::tables(&files);
    let change = sheet::files(&files, &rows).expect("a change");
    assert!(change.write.is_empty(), "{:?}", change.write.keys());
    let (at, table) = sheet::table("brands").expect("a table");
    let column = table.columns.iter().position(|(it, _)| *it == "checked.on");
    let column = column.expect("a column");
    let write = |text: &str, by: &str| {
        let mut rows = rows.clone();
        let content = rows[at].as_mut().expect("brands");
        content.rows[0].cells[column] = text.to_owned();
        content.rows[0].cells[column + 1] = by.to_owned();
        sheet::files(&files, &rows)
    };
    let change = write("2026-11-30", "品牌办").expect("a change");
    let text = change.write.values().next().expect("a file");
    assert!(text.contains("\"on\": \"2026-11-30\""), "{text}");
    let change = write("", "").expect("a change");
    let text = change.write.values().next().expect("a file");
    assert!(!text.contains("checked"), "{text}");
    let refused = write("2026-11-31", "品牌办").expect_err("no day");
    let said = refused.kept().join("\n");
    assert!(
        said.contains("checked.on") && said.contains("不是日期"),
        "{said}"
    );
}

proptest! {
    #[test]
    fn days_are_counted_one_by_one(year in 1970_i64..2400, month in 1_i64..=12, day in 1_i64..=31) {
        let date = |year: i64, month: i64, day: i64| day_number(&format!("{year:04}-{month:02}-{day:02}"));
        // The day after a day is the next of the month, or the first of the next month or year.
        if let Some(number) = date(year, month, day) {
            let next = date(year, month, day + 1)
                .or_else(|| date(year, month + 1, 1))
                .or_else(|| date(year + 1, 1, 1));
            prop_assert_eq!(next, Some(number + 1));
        } else {
            prop_assert!(day > 28);
        }
    }
}
