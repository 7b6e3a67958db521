//! Tests of the legal check: each rule with its own sentences, answers that hold and answers that no longer do.

use super::matching::{Finder, Hit};
use super::rules::{Beside, INSTITUTION};
use super::*;
use crate::catalogue::{Catalogue, Slug};

fn finder() -> Finder {
    Finder::of(&Catalogue::default())
}

fn ids(hits: &[Hit]) -> Vec<&'static str> {
    hits.iter().map(|hit| RULES[hit.rule].id).collect()
}

#[test]
fn each_rule_catches_its_own_sentences_and_passes_the_others() {
    let finder = finder();
    for rule in RULES {
        assert!(
            !rule.catches.is_empty() && !rule.passes.is_empty(),
            "{}",
            rule.id
        );
        for sentence in rule.catches {
            let found = ids(&finder.find(sentence, true));
            assert!(
                found.contains(&rule.id),
                "{} misses “{sentence}”: {found:?}",
                rule.id
            );
        }
        for sentence in rule.passes {
            let hits = finder.find(sentence, true);
            assert!(
                !ids(&hits).contains(&rule.id),
                "{} in “{sentence}”: {hits:?}",
                rule.id
            );
        }
    }
}

/// A pattern that never matches, or an exception that never applies, would go unnoticed.
#[test]
fn every_pattern_is_found_by_itself_and_every_exception_takes_something_away() {
    let finder = finder();
    let written = |pattern: &str| pattern.replace('#', "3").replace(['…', '^'], "");
    for (at, rule) in RULES.iter().enumerate() {
        let beside = match rule.beside {
            Beside::Nothing => "",
            Beside::Institution => "医院 ",
        };
        let finds = |text: &str| {
            let hits = finder.find(text, true);
            hits.iter().any(|hit| hit.rule == at)
        };
        for word in rule.words {
            let text = format!("{beside}{}", written(word));
            assert!(finds(&text), "{}: {word}", rule.id);
        }
        for phrase in rule.except {
            let text = written(phrase);
            assert!(!finds(&text), "{}: {phrase}", rule.id);
        }
    }
    assert!(!INSTITUTION.is_empty());
}

#[test]
fn rules_have_names_of_their_own_and_an_article() {
    let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    ids.sort_unstable();
    let total = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), total);
    for rule in RULES {
        assert!(Slug::parse(rule.id).is_some(), "{}", rule.id);
        assert!(
            rule.article.contains('第') && rule.article.contains('《'),
            "{}",
            rule.id
        );
        assert!(
            !rule.way_out.ends_with('。') && !rule.reason.ends_with('。'),
            "{}",
            rule.id
        );
    }
}

#[test]
fn the_name_of_an_institution_is_no_claim_and_makes_a_technique_one() {
    let mut catalogue = Catalogue::default();
    catalogue.institutions.push(crate::catalogue::Institution {
        id: Slug::parse("h").expect("an id"),
        name: "首家肿瘤诊所".to_owned(),
        other_names: Vec::new(),
        english: None,
        summary_english: None,
        place: None,
        sources: Vec::new(),
        checked: None,
        house: None,
        services: Vec::new(),
    });
    let finder = Finder::of(&catalogue);
    assert_eq!(
        ids(&finder.find("首家肿瘤诊所的义诊", true)),
        Vec::<&str>::new()
    );
    assert_eq!(
        ids(&finder.find("首家肿瘤诊所的针灸", true)),
        ["technique-disease"]
    );
    assert_eq!(ids(&finder.find("诊所的针灸", true)), Vec::<&str>::new());
}

#[test]
fn a_telephone_number_is_found_however_it_is_grouped_and_a_count_is_not() {
    let finder = finder();
    for text in [
        "0574-87 12 34 56",
        "（0574）87123456",
        "138 0013 8000",
        "400-800-8000",
        "+86 138-0013-8000",
    ] {
        assert_eq!(
            ids(&finder.find(text, true)),
            ["contact-on-story"],
            "{text}"
        );
        assert_eq!(ids(&finder.find(text, false)), Vec::<&str>::new(), "{text}");
    }
    for text in ["1508000人", "20261130", "5.2%"] {
        assert_eq!(ids(&finder.find(text, true)), Vec::<&str>::new(), "{text}");
    }
}

/// Where the invented town lies.
fn second() -> Data {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    Data::of(root, Some(&root.join("tests/fixtures/second")))
}

/// The invented town with one sentence more, and these answers.
fn town(sentence: &str, answers: &str) -> Vec<File> {
    let mut files = crate::desk::data::files(&second()).expect("files");
    let brand = (files.iter_mut())
        .find(|file| file.path == "brands/baitian-touxi.json")
        .expect("a brand");
    let mut value: serde_json::Value = serde_json::from_slice(&brand.bytes).expect("JSON");
    let source = value["summary"]["sources"].clone();
    value["results"] = serde_json::json!([{ "text": sentence, "sources": source }]);
    brand.bytes = value.to_string().into_bytes();
    files.push(File {
        path: ANSWERS.to_owned(),
        bytes: format!("{{\"reviewed\": [{answers}]}}").into_bytes(),
    });
    files
}

fn answer(sentence: &str) -> String {
    format!(
        r#"{{"brand": "baitian-touxi", "rule": "effect-rate", "sentence": "{sentence}", "by": "本馆编辑", "on": "2026-11-30", "why": "官方文件的原话，照录。"}}"#
    )
}

fn stops_of(files: &[File]) -> (usize, usize) {
    let reading = judge_files(files);
    assert_eq!(reading.problems, []);
    let judgement = Judgement::of(&reading);
    (stops(&judgement), judgement.unused.len())
}

#[test]
fn an_answer_holds_for_its_sentence_and_no_longer_when_that_changes() {
    let files = town("有效提高治愈率。", &answer("有效提高治愈率。"));
    assert_eq!(stops_of(&files), (0, 0));
    assert!(permit(&second(), &files, "https://host/").is_ok());
    let changed = town("大大提高治愈率。", &answer("有效提高治愈率。"));
    assert_eq!(stops_of(&changed), (1, 1));
    let refused = permit(&second(), &changed, "https://host/").expect_err("refused");
    let refused = refused.to_string();
    assert!(
        refused.contains("brands/baitian-touxi.json:") && refused.contains("有 1 处"),
        "{refused}"
    );
    assert!(permit(&second(), &changed, "/").is_ok());
    let problems = Judgement::of(&judge_files(&changed)).problems(&changed, &judge_files(&changed));
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        said[0].starts_with("brands/baitian-touxi.json:"),
        "{said:?}"
    );
    let last = said.last().expect("a problem");
    assert!(
        last.starts_with("reviewed.json:1:") && last.contains("有效提高治愈率"),
        "{last}"
    );
}

#[test]
fn a_quotation_is_one_of_a_document_that_the_sentence_cites() {
    let sentence = "有效提高治愈率。";
    let quoting = answer(sentence).replace("\"by\"", "\"quotes\": \"xugou\", \"by\"");
    let mut files = town(sentence, &quoting);
    assert_eq!(stops_of(&files), (0, 0));
    for file in &mut files {
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let text = match file.path.as_str() {
            "documents.json" => text.replace(
                "\"documents\": [",
                "\"documents\": [{\"id\": \"other\", \"title\": \"另一份\", \"short\": \"另一份\", \"kind\": \"测试材料\"}, ",
            ),
            ANSWERS => text.replace("xugou", "other"),
            _ => continue,
        };
        file.bytes = text.into_bytes();
    }
    assert_eq!(stops_of(&files), (1, 1));
}

#[test]
fn a_wrong_answer_is_an_error_of_the_data_with_its_field() {
    let good = answer("有效提高治愈率。");
    for (from, to, field, words) in [
        ("effect-rate", "effect-rates", "rule", "effect-rate”吗"),
        ("baitian-touxi", "baitian", "brand", "没有“baitian”"),
        ("本馆编辑", " ", "by", "没有文字"),
        ("2026-11-30", "2026-13-30", "on", "不是日期"),
        ("官方文件的原话，照录。", "可以", "why", "太短"),
        (
            "\"by\"",
            "\"quotes\": \"nothing\", \"by\"",
            "quotes",
            "没有“nothing”",
        ),
    ] {
        let files = town("有效提高治愈率。", &good.replace(from, to));
        let problems = judge_files(&files).problems;
        let one: Vec<&Problem> = problems.iter().filter(|it| it.file == ANSWERS).collect();
        assert_eq!(one.len(), 1, "{problems:?}");
        assert_eq!(one[0].field, format!("[0].{field}"));
        assert!(one[0].sentence.contains(words), "{}", one[0]);
    }
    let twice = town("有效提高治愈率。", &format!("{good}, {good}"));
    let problems = judge_files(&twice).problems;
    assert!(
        problems.iter().any(|it| it.field == "[1].sentence"),
        "{problems:?}"
    );
}

#[test]
fn the_report_names_every_finding_and_is_the_same_each_time() {
    let files = town("有效提高治愈率，<b>全省第一</b>。", "");
    let reading = judge_files(&files);
    let page = report::html(&files, &reading);
    assert_eq!(page, report::html(&files, &judge_files(&files)));
    assert!(
        page.contains("有效提高<mark>治愈率</mark>，&lt;b&gt;全省第一&lt;/b&gt;。"),
        "{page}"
    );
    assert!(page.contains("brands/baitian-touxi.json:"));
    let judgement = Judgement::of(&reading);
    let open = page.matches("待答复。可以").count();
    assert_eq!(open, judgement.findings.len());
    assert!(open >= 2, "{open}");
}

#[test]
fn only_the_findings_that_a_change_brings_are_named() {
    let before = town("做了三次。", "");
    let after = town("有效提高治愈率。", "");
    let new = new_findings(&before, &after);
    assert_eq!(new.len(), 1, "{new:?}");
    assert!(new[0].sentence.contains("治愈率"));
    assert_eq!(new_findings(&after, &after), []);
}

#[test]
fn the_editor_says_it_beside_the_field_and_as_no_error() {
    let files = town("做了三次。", "");
    let path = "brands/baitian-touxi.json";
    let brand = files.iter().find(|file| file.path == path);
    let bytes = &brand.expect("the brand").bytes;
    let mut value: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
    value["results"][0]["text"] = "有效提高治愈率。".into();
    let mut memory = crate::desk::data::Memory::default();
    let kind = crate::catalogue::file::Kind::Brand;
    let verdict =
        crate::desk::edit::validation::Validation::of(&mut memory, &files, kind, path, &value);
    assert_eq!(
        (&verdict.here[..], &verdict.elsewhere[..]),
        (&[][..], &[][..])
    );
    let told = verdict.told();
    let law = told["law"].as_array().expect("a list");
    let found = law.iter().find(|it| it["at"] == "/results/0/text");
    let sentence = found.expect("a finding")["sentence"].as_str();
    assert!(
        sentence.is_some_and(|it| it.contains("［effect-rate］不得刊登，“治愈率”")),
        "{told}"
    );
}

#[test]
fn answers_are_not_published() {
    let files = town("有效提高治愈率。", &answer("有效提高治愈率。"));
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("target/tmp/law-published");
    let _ = std::fs::remove_dir_all(&folder);
    crate::desk::data::publish(&files, &folder).expect("published");
    assert!(folder.join("brands/baitian-touxi.json").exists());
    assert!(!folder.join(ANSWERS).exists());
}
