//! Tests of tables: what is exported comes back as it was, and every cell that cannot be taken is named.

use crate::{REAL, project, run};
use brand_gallery::catalogue::check::File;
use brand_gallery::catalogue::file::Kind;
use brand_gallery::desk::change::Change;
use brand_gallery::desk::format;
use brand_gallery::desk::sheet::{self, TABLES, book};
use calamine::{Reader, Xlsx, open_workbook};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A name below the tests' folder at which nothing lies.
fn free(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    let _ = fs::remove_file(&path);
    path
}

/// What a file brings to the real data, or the cells that are wrong.
fn brought(path: &Path) -> Result<Change, Vec<String>> {
    let read = book::read(path, &REAL, None).map_err(|failure| vec![failure.to_string()])?;
    let rows = read.map_err(|problems| problems.lines())?.rows;
    sheet::files(&REAL, &rows).map_err(|problems| problems.lines())
}

/// The tables of a file that nothing is wrong with.
fn rows_of(path: &Path, files: &[File]) -> sheet::Rows {
    let read = book::read(path, files, None).expect("readable");
    read.map_err(|problems| problems.lines())
        .unwrap_or_else(|lines| panic!("{lines:#?}"))
        .rows
}

#[test]
fn the_whole_catalogue_goes_out_and_comes_back_as_it_was() {
    for name in ["whole.xlsx", "whole-csv"] {
        let path = free(name);
        book::write(&REAL, &path).expect("written");
        let rows = rows_of(&path, &REAL);
        // To where it came from it brings nothing, to where there is nothing all of it.
        assert_eq!(sheet::files(&REAL, &rows), Ok(Change::default()), "{name}");
        let again = sheet::files(&[], &rows).expect("no problem").upon(&[]);
        // The settings, the everyday words and what nobody publishes are no tables; a clean clone has no list of private phrases.
        let mut apart = vec!["gallery.json", "everyday.json"];
        apart.extend(
            REAL.iter()
                .map(|file| file.path.as_str())
                .filter(|path| Kind::of(path).is_some_and(|kind| !kind.is_public())),
        );
        // Neither is an optional register made of nothing.
        apart.extend(REAL.iter().map(|file| file.path.as_str()).filter(|path| {
            let kind = Kind::of(path).filter(|kind| kind.is_optional() && kind.is_public());
            let rows = kind.and_then(|kind| sheet::table(kind.name()));
            rows.is_some_and(|(at, _)| {
                let table = &sheet::tables(&REAL)[at];
                table.as_ref().is_none_or(|table| table.rows.is_empty())
            })
        }));
        assert_eq!(again.len(), REAL.len() - apart.len());
        apart.push("redirects.json");
        for file in REAL
            .iter()
            .filter(|file| !apart.contains(&file.path.as_str()))
        {
            let same = again
                .iter()
                .find(|again| again.path == file.path)
                .expect("the file");
            assert_eq!(crate::text(same), crate::text(file), "{name}");
        }
        let failure = book::write(&REAL, &path).expect_err("nothing is overwritten");
        assert!(failure.to_string().contains("不会覆盖"), "{failure}");
    }
}

/// The first row of a table with something in this column, and the column.
fn filled(rows: &sheet::Rows, table: usize, field: &str) -> (usize, usize) {
    let column = TABLES[table]
        .columns
        .iter()
        .position(|(name, _)| *name == field);
    let column = column.unwrap_or_else(|| panic!("{} has no {field}", TABLES[table].name));
    let content = rows[table].as_ref().expect("the table");
    let row = content
        .rows
        .iter()
        .position(|row| !row.cells[column].is_empty());
    (row.expect("a row with something in it"), column)
}

#[test]
fn one_changed_cell_in_every_table_is_exactly_one_change_in_the_data() {
    const WORDS: &str = "改过的文字";
    for (name, field) in [
        ("brands", "summary.text"),
        ("initiatives", "name"),
        ("passages", "text"),
        ("figures", "value"),
        ("honours", "name"),
        ("events", "text"),
        ("people", "role"),
        ("partners", "name"),
        ("institutions", "name"),
        ("institution_names", "text"),
        ("places", "name"),
        ("needs", "name"),
        ("documents", "short"),
        ("urgent", "text"),
        ("redirects", "to"),
        ("changes", "text"),
    ] {
        let (at, _) = sheet::table(name).expect(name);
        let mut files: Vec<File> = (REAL.iter())
            .map(|file| File {
                path: file.path.clone(),
                bytes: file.bytes.clone(),
            })
            .collect();
        // The real register of moved addresses is empty.
        for file in files
            .iter_mut()
            .filter(|file| file.path == "redirects.json")
        {
            file.bytes = format::text(
                Kind::Redirects,
                &json!({ "redirects": [{ "from": "brands/old/", "to": "brands/yilu-gendang/" }] }),
            )
            .expect("a register")
            .into_bytes();
        }
        let path = free(&format!("one-cell-{name}.xlsx"));
        book::write(&files, &path).expect("written");
        let mut rows = rows_of(&path, &files);
        let (row, column) = filled(&rows, at, field);
        let words = match name {
            "redirects" => "brands/yongyi-xianfeng/",
            // The text of a notice names its numbers.
            "urgent" => "请马上拨打 120。",
            _ => WORDS,
        };
        let content = rows[at].as_mut().expect("the table");
        let before = std::mem::replace(&mut content.rows[row].cells[column], words.to_owned());
        let path = free(&format!("one-cell-{name}-changed.xlsx"));
        book::write_rows(rows, &path).expect("written");
        let rows = rows_of(&path, &files);
        let change =
            sheet::files(&files, &rows).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        let written: Vec<&String> = change.write.keys().collect();
        assert_eq!(written.len(), 1, "{name}: {written:?}");
        assert!(change.remove.is_empty(), "{name}");
        let (file, new) = change.write.iter().next().expect("a file");
        let old = files
            .iter()
            .find(|old| old.path == *file)
            .expect("an old one");
        let old: Value = serde_json::from_slice(&old.bytes).expect("JSON");
        let new: Value = serde_json::from_str(new).expect("JSON");
        let mut differences = Vec::new();
        differ(&old, &new, "", &mut differences);
        assert_eq!(differences.len(), 1, "{name}: {differences:?}");
        assert_eq!(differences[0].1, json!(before), "{name}");
        assert_eq!(differences[0].2, json!(words), "{name}");
    }
}

/// Where two values differ: address, before, after.
fn differ(old: &Value, new: &Value, at: &str, found: &mut Vec<(String, Value, Value)>) {
    match (old, new) {
        (Value::Object(one), Value::Object(other)) if one.keys().eq(other.keys()) => {
            for (key, value) in one {
                differ(value, &other[key], &format!("{at}/{key}"), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (value, other)) in one.iter().zip(other).enumerate() {
                differ(value, other, &format!("{at}/{index}"), found);
            }
        }
        _ if old != new => found.push((at.to_owned(), old.clone(), new.clone())),
        _ => {}
    }
}

#[test]
fn the_json_holds_every_record() {
    let path = free("whole.json");
    book::write(&REAL, &path).expect("written");
    let whole: Value =
        serde_json::from_str(&fs::read_to_string(&path).expect("text")).expect("JSON");
    for file in REAL.iter() {
        let mut value: Value = serde_json::from_slice(&file.bytes).expect("JSON");
        let kind = Kind::of(&file.path).expect("a kind");
        value.as_object_mut().expect("a record").remove("$schema");
        match kind.list() {
            _ if !kind.is_public() => assert_eq!(whole[kind.name()], Value::Null),
            Some(list) => assert_eq!(whole[list], value[list]),
            None if kind == Kind::Gallery => assert_eq!(whole["gallery"], value),
            None => {
                assert!(whole["brands"].as_array().expect("brands").contains(&value));
            }
        }
    }
}

/// A text that the check takes, of characters that hurt spreadsheets.
fn text() -> impl Strategy<Value = String> {
    let odd = vec![
        "=",
        "+",
        "-",
        "@",
        "＝",
        "'",
        "\"",
        ",",
        ";",
        "；",
        "、",
        "甬",
        "1",
        "<a>",
        "\\",
        "|",
        " ",
        "=cmd|' /C calc'!A0",
        "#",
        "_x000D_",
        "0",
    ];
    prop::collection::vec(prop::sample::select(odd), 1..6)
        .prop_map(|parts| parts.concat().trim().to_owned())
        .prop_filter("a text", |text| !text.is_empty())
}

/// A small catalogue whose texts are these. The unit of its figure begins with a text of its own: a value that ends with its unit is refused.
fn catalogue(texts: &[String]) -> Vec<File> {
    let mut next = texts.iter().cycle();
    let mut text = || next.next().expect("a text").clone();
    let passage =
        |heading: String, text: String| json!({"heading": heading, "text": text, "sources": ["d"]});
    let brand = json!({
        "id": "b", "order": 7, "name": text(), "title": text(), "kind": "案例", "emblem": "heart", "owner": "i",
        "summary": {"text": text(), "sources": ["d"]}, "slogan": {"text": text(), "sources": ["d"]},
        "other_names": [{"text": text(), "sources": ["d"]}], "work": [passage(text(), text()), passage(text(), text())],
        "notes": [{"text": text(), "sources": ["d"]}],
        "initiatives": [{"id": "e", "name": text(), "kind": "服务", "summary": {"text": text(), "sources": ["d"]},
            "details": [passage(text(), text())], "figures": [{"value": text(), "unit": format!("份{}", text()), "label": text(), "sources": ["d"]}], "needs": ["n"]}],
        "honours": [{"name": text(), "level": "全国", "by": text(), "sources": ["d"]}],
        "events": [{"when": text(), "year": 2020, "month": 2, "day": 3, "text": text(), "sources": ["d"]}],
        "people": [{"name": text(), "role": text(), "sources": ["d"]}],
        "partners": [{"name": text(), "institution": "i", "sources": ["d"]}], "needs": ["n"], "places": ["p", "q"], "service": "i/s",
    });
    let registers = [
        json!({"institutions": [{"id": "i", "name": text(), "other_names": [{"text": text(), "sources": ["d"]}], "place": "q", "sources": ["d"],
            "house": {"address": text(), "telephone": "010-1234 5678", "alert": {"text": text(), "until": "2026-05-01"},
                "hours": [{"days": "每天", "opens": "00:00", "closes": "24:00"}], "booking": [{"kind": "公众号", "name": text()}],
                "languages": [text(), text()], "access": ["电梯", "手语"], "complaints": text(), "checked": {"on": "2026-01-02", "by": text()}},
            "services": [
                {"id": "s", "name": text(), "status": {"state": "暂停办理", "until": "2026-05-01", "text": text()}, "alert": {"text": text(), "until": "2026-05-01"},
                    "who": text(), "window": text(), "telephone": "120", "hours": [{"days": "周一至周五、节假日", "opens": "08:00", "closes": "12:00"},
                        {"days": "周六", "opens": "08:00", "closes": "09:00"}],
                    "exceptions": [{"on": "2026-05-01", "until": "2026-05-03", "text": text()}, {"on": "2026-05-04", "opens": "08:00", "closes": "09:00"}],
                    "booking": [{"kind": "小程序", "name": text(), "href": "https://example.org/a?b=c"}], "bring": text(), "fees": text(),
                    "languages": [text()], "access": ["轮椅"], "complaints": text(), "checked": {"on": "2026-01-02", "by": text()}},
                {"id": "t", "name": text(), "checked": {"on": "2026-01-02", "by": text()}}]}]}),
        json!({"places": [{"id": "p", "name": text(), "sources": ["d"]}, {"id": "q", "name": text(), "parent": "p", "sources": ["d"]}]}),
        json!({"needs": [{"id": "n", "name": text()}]}),
        json!({"documents": [{"id": "d", "title": text(), "short": text(), "kind": text(), "date": text()}]}),
        json!({"synonyms": [{"words": ["甲"], "means": ["长辈版"], "note": "近而不同"}]}),
        json!({"everyday": [{"words": ["甲乙"], "means": ["n"], "weight": 3}]}),
        json!({"urgent": [{"id": "u", "text": "请拨打 120。", "english": "Call 120.", "lobby": "请拨打 120。", "strip": "拨打 120。", "numbers": ["120"],
            "always": ["救命", "=喘"], "topics": ["中风"], "ordinary": ["～康复"], "needs": ["n"]}]}),
        json!({"redirects": [{"from": "brands/c/", "to": "brands/b/"}]}),
        json!({"retired": []}),
        json!({"changes": []}),
        json!({"name": "一馆", "subject": "一座城的品牌", "seal": "一", "examples": ["长辈版"]}),
    ];
    let files = Kind::ALL
        .into_iter()
        .zip(std::iter::once(brand).chain(registers));
    files
        .map(|(kind, value)| File {
            path: match kind {
                Kind::Brand => "brands/b.json".to_owned(),
                _ => format!("{}.json", kind.name()),
            },
            bytes: format::text(kind, &value).expect("a file").into_bytes(),
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_texts_go_out_and_come_back(texts in prop::collection::vec(text(), 12)) {
        let files = catalogue(&texts);
        for name in ["any.xlsx", "any-csv"] {
            let path = free(name);
            book::write(&files, &path).expect("written");
            let rows = rows_of(&path, &files);
            let back = sheet::files(&files, &rows);
            prop_assert_eq!(back, Ok(Change::default()), "{}", name);
            // Nothing of an institution is lost where there was none before.
            let file = |files: &[File]| files.iter().find(|it| it.path == "institutions.json").map(|it| it.bytes.clone());
            let again = sheet::files(&[], &rows).map(|change| file(&change.upon(&[])));
            prop_assert_eq!(again, Ok(file(&files)), "{}", name);
        }
    }
}

#[test]
fn no_cell_that_goes_out_is_a_formula() {
    let texts: Vec<String> = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "＝1",
        "'=1",
        "=HYPERLINK(\"x\",\"y\")",
    ]
    .map(str::to_owned)
    .into();
    let files = catalogue(&texts);
    let folder = free("formula-csv");
    book::write(&files, &folder).expect("written");
    for table in &TABLES {
        let text = fs::read_to_string(folder.join(format!("{}.csv", table.name))).expect("a table");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        for record in reader.records() {
            for cell in record.expect("a row").iter() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '＝', '\t', '\r']),
                    "{}: {cell}",
                    table.name
                );
            }
        }
    }
    let path = free("formula.xlsx");
    book::write(&files, &path).expect("written");
    let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).expect("a sheet");
        assert_eq!(formulas.used_cells().count(), 0, "{name}");
    }
}

/// A table as CSV: its name and its lines.
fn csv_of(name: &str, folder: &str, bytes: &[u8]) -> PathBuf {
    let folder = free(folder);
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(format!("{name}.csv"));
    fs::write(&path, bytes).expect("written");
    path
}

#[test]
fn what_a_table_has_wrong_is_said_with_its_row_and_column() {
    let row = "x,60000,海岛,,,机构品牌,heart,,shi-zhongyi-yiyuan,,,,,一句话,juli-tongxing,,,,yizhen,ningbo";
    let head: Vec<&str> = TABLES[0].columns.iter().map(|(field, _)| *field).collect();
    let head = head.join(",");
    assert!(
        brought(&csv_of(
            "brands",
            "good",
            format!("{head}\r\n{row}\r\n").as_bytes()
        ))
        .is_ok()
    );
    for (from, to, wrong) in [
        (
            "x,60000",
            "../../etc/passwd,60000",
            "第 2 行 A 列（id）：“../../etc/passwd”不能作代号",
        ),
        ("x,60000", "X,60000", "第 2 行 A 列（id）"),
        ("60000", "五十", "第 2 行 B 列（order）：“五十”不是次序"),
        (
            "60000",
            "8.1234567",
            "第 2 行 B 列（order）：“8.1234567”不是次序",
        ),
        (
            "海岛",
            "\"海\n岛\"",
            "第 2 行 C 列（name）：首尾有空格或中间有换行",
        ),
        ("海岛", "", "第 2 行 C 列（name）：缺少这个字段"),
        (
            "机构品牌",
            "公司品牌",
            "第 2 行 F 列（kind）：“公司品牌”不在词表里",
        ),
        ("heart", "unicorn", "第 2 行 G 列（emblem）"),
        (
            "shi-zhongyi-yiyuan",
            "nobody",
            "第 2 行 I 列（owner）：institutions.json 里没有“nobody”",
        ),
        (
            "juli-tongxing",
            "",
            "第 2 行 O 列（summary.sources）：没有出处",
        ),
        ("yizhen", "yizhen yizen", "第 2 行 S 列（needs）"),
        ("id,", "ident,", "表头“ident”不认识"),
        (row, "x\r\nx", "“品牌”（brands）第 2 行"),
    ] {
        let text = format!("{head}\r\n{row}\r\n").replacen(from, to, 1);
        let said = brought(&csv_of("brands", "bad", text.as_bytes())).expect_err(to);
        assert!(
            said.iter().any(|line| line.contains(wrong)),
            "{to}: {said:#?}"
        );
    }
    let said = brought(&csv_of(
        "figures",
        "orphan",
        "brand,initiative,value\nnobody,,3\n".as_bytes(),
    ))
    .expect_err("no brand");
    assert!(
        said[0].contains("第 2 行 A 列（brand）：“品牌”表里没有“nobody”"),
        "{said:#?}"
    );
}

#[test]
fn a_table_of_another_code_is_read_or_refused_with_a_sentence() {
    let table = "id 代号,name 名称\r\nhaidao,海岛\r\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(table);
    let utf16: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, name) in [
        (gbk.to_vec(), "gbk"),
        (table.into(), "utf8"),
        (format!("\u{feff}{table}").into(), "bom"),
        (table.replace('\r', "").into(), "unix"),
    ] {
        let change = brought(&csv_of("needs", name, &bytes)).expect(name);
        assert!(
            change.write["needs.json"].contains("{\"id\": \"haidao\", \"name\": \"海岛\"}"),
            "{name}"
        );
    }
    for (bytes, sentence) in [
        (utf16, "不是 CSV"),
        (vec![0xff; 40], "不是 UTF-8 也不是 GBK"),
        (b"id,name\nx,\"".to_vec(), "第 2 行第 2 列的引号"),
    ] {
        let said = brought(&csv_of("needs", "odd", &bytes)).expect_err(sentence);
        assert!(said[0].contains(sentence), "{said:#?}");
    }
    let long = format!("id,name\nx,{}\n", "长".repeat(3_500_000));
    let said = brought(&csv_of("needs", "long", long.as_bytes())).expect_err("too long");
    assert!(
        said[0].contains("第 2 行 B 列（name）：这一格有 10500000 字节"),
        "{said:#?}"
    );
    let huge = vec![b'x'; usize::try_from(book::LARGEST).expect("a size") + 1];
    let said = brought(&csv_of("needs", "huge", &huge)).expect_err("too large");
    assert!(said[0].contains("超过"), "{said:#?}");
    for (name, bytes) in [
        ("no.xlsx", b"PK\x03\x04".as_slice()),
        ("no.xls", b"x"),
        ("no.et", b"x"),
        ("no.ods", b"x"),
        ("no.csv", b"x"),
        ("empty.xlsx", b""),
    ] {
        let path = free(name);
        fs::write(&path, bytes).expect("written");
        let said = brought(&path).expect_err(name);
        assert!(said[0].ends_with('。'), "{said:#?}");
    }
}

#[test]
fn formulas_dates_and_merged_cells_of_a_workbook_are_named() {
    let path = free("hostile.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("needs 需求").expect("a name");
    for (column, head) in [(0, "id"), (1, "name")] {
        sheet.write_string(0, column, head).expect("a cell");
    }
    sheet.write_string(1, 0, "x").expect("a cell");
    sheet
        .write_formula(1, 1, "=HYPERLINK(\"x\")")
        .expect("a cell");
    sheet.write_boolean(2, 1, true).expect("a cell");
    sheet
        .merge_range(3, 0, 4, 1, "both", &Format::new())
        .expect("a cell");
    book.save(&path).expect("saved");
    let said = brought(&path).expect_err("a problem");
    for part in [
        "第 2 行 B 列（name）：是公式",
        "第 3 行 B 列（name）：是真假值",
        "第 4 行 A 列（id）：合并了单元格",
    ] {
        assert!(
            said.iter().any(|line| line.contains(part)),
            "{part}: {said:#?}"
        );
    }
}

/// A workbook of one cell, which lies there.
fn lone(name: &str, row: u32, column: u16) -> PathBuf {
    let path = free(name);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("needs 需求").expect("a name");
    sheet.write_string(row, column, "x").expect("a cell");
    book.save(&path).expect("saved");
    path
}

#[test]
fn a_workbook_that_would_fill_the_memory_is_refused_with_a_sentence() {
    for (row, column) in [(1_048_575, 0), (0, 16_383), (1_048_575, 16_383)] {
        let path = lone("far.xlsx", row, column);
        let said = brought(&path).expect_err("a problem");
        let place = format!("第 {} 行第 {} 列有内容，离表头太远", row + 1, column + 1);
        assert!(said[0].contains(&place), "{said:#?}");
    }
    // A few kilobytes that become a hundred megabytes.
    let path = lone("bomb.xlsx", 0, 0);
    let file = fs::OpenOptions::new().read(true).write(true).open(&path);
    let mut archive = ZipWriter::new_append(file.expect("a file")).expect("an archive");
    archive
        .start_file("xl/media/image.png", SimpleFileOptions::default())
        .expect("an entry");
    for _ in 0..100 {
        archive.write_all(&[0; 1 << 20]).expect("zeros");
    }
    archive.finish().expect("an archive");
    assert!(fs::metadata(&path).expect("a file").len() < 1 << 20);
    let said = brought(&path).expect_err("a problem");
    assert!(said[0].contains("解开后超过"), "{said:#?}");
}

#[test]
fn the_words_write_nothing_where_one_cell_is_wrong() {
    let root = project("sheet");
    let book = free("words.xlsx");
    let book = book.to_str().expect("a plain path");
    let (ok, said) = run(&root, &["export", book], "");
    assert!(ok, "{said}");
    let (ok, said) = run(&root, &["import", book], "");
    assert!(ok && said.contains("0 个文件"), "{said}");
    let path = csv_of(
        "needs",
        "words",
        "id,name\nhaidao,海岛\n../x,山\n".as_bytes(),
    );
    let path = path.to_str().expect("a plain path");
    let (ok, said) = run(&root, &["import", path, "--yes"], "");
    assert!(
        !ok && said.contains("第 3 行 A 列（id）") && said.contains("什么也没有写"),
        "{said}"
    );
    let (ok, said) = run(&root, &["check"], "");
    assert!(ok, "{said}");
    let needs = fs::read_to_string(root.join("public/data/needs.json")).expect("needs");
    assert!(!needs.contains("haidao"));
}
