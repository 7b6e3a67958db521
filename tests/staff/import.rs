//! Tests of imports as people make them: formats of cells, sheets, parts of a catalogue, order, encodings, sizes, the plan.

use crate::{root, run};
use brand_gallery::catalogue::check::File;
use brand_gallery::desk::change::Change;
use brand_gallery::desk::data;
use brand_gallery::desk::format;
use brand_gallery::desk::sheet::csv::Encoding;
use brand_gallery::desk::sheet::messages::{MOST, Messages};
use brand_gallery::desk::sheet::plan::Plan;
use brand_gallery::desk::sheet::{self, Rows, book};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A path below the tests' folder where nothing is.
fn free(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("import")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    let _ = fs::remove_file(&path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    path
}

/// The invented town's gallery with something in every table.
fn gallery() -> Vec<File> {
    let folder = root().join("tests/fixtures/second");
    let mut files = data::files(&data::Data::of(root(), Some(&folder))).expect("the data");
    // Pictures have no table, and hold back what they belong to.
    files.retain(|file| file.path != "media.json");
    let s = json!(["xugou"]);
    let mut edit = |path: &str, edit: &dyn Fn(&mut Value)| {
        let kind = brand_gallery::catalogue::file::Kind::of(path).expect("a kind");
        let file = files.iter_mut().find(|file| file.path == path).expect(path);
        let mut value: Value = serde_json::from_slice(&file.bytes).expect("JSON");
        edit(&mut value);
        file.bytes = format::text(kind, &value).expect("a file").into_bytes();
    };
    edit("brands/baitian-touxi.json", &|brand| {
        brand["figures"] = json!([
            {"value": "95", "unit": "%", "label": "按时回家的人", "when": "2026年", "sources": s},
            {"value": "1200", "unit": "人次", "label": "一年的透析", "sources": s},
            {"value": "第3", "unit": "名", "label": "全市排名", "of": 10, "sources": s},
        ]);
        brand["work"] = json!([
            {"heading": "白天做", "text": "早上来，下午走。", "sources": s},
            {"text": "有人接，有人送。", "sources": s},
        ]);
        brand["events"] = json!([{"when": "2025年10月22日", "year": 2025, "month": 10, "day": 22, "text": "第一趟车开出。", "sources": s}]);
        brand["people"] = json!([{"name": "虚构的人", "role": "护士长", "sources": s}]);
        brand["partners"] = json!([{"name": "望月镇示例卫生院", "institution": "wangyue-weishengyuan", "sources": s}]);
    });
    edit("institutions.json", &|all| {
        all["institutions"][1]["other_names"] =
            json!([{"text": "示例医院", "sources": s}, {"text": "星山示例医院", "sources": s}]);
        all["institutions"][1]["english"] = json!("Example Hospital");
    });
    // What stories and large figures name could not be removed.
    edit("gallery.json", &|settings| {
        settings["tours"] = json!([]);
        settings["highlights"] = json!([]);
    });
    edit("synonyms.json", &|all| {
        all["synonyms"] = json!([{"words": ["洗肾", "血透"], "means": ["透析"]}, {"words": ["晚上看病"], "means": ["夜间看病"]}]);
    });
    files.push(File {
        path: "changes.json".to_owned(),
        bytes: format::text(
            brand_gallery::catalogue::file::Kind::Changes,
            &json!({"changes": [
                {"id": "erhao", "on": "2026-11-20", "text": "有了长辈版。"},
                {"id": "yihao", "on": "2026-11-01", "text": "第一天。"},
            ]}),
        )
        .expect("a file")
        .into_bytes(),
    });
    let problems = data::judge_files(&files).problems;
    assert!(problems.is_empty(), "{problems:#?}");
    files
}

/// What a file brings to the gallery: the change and the plan of it, or what is wrong.
fn brought(
    files: &[File],
    path: &Path,
    encoding: Option<Encoding>,
) -> Result<(Change, Plan), Messages> {
    let failed = |failure: brand_gallery::desk::failure::Failure| {
        let mut messages = Messages::default();
        messages.add(|| failure.to_string());
        messages
    };
    let rows = book::read(path, files, encoding).map_err(failed)??.rows;
    let change = sheet::files(files, &rows)?;
    let plan = Plan::of(files, &change);
    Ok((change, plan))
}

/// The same, where nothing may be wrong.
fn taken(files: &[File], path: &Path) -> (Change, Plan) {
    brought(files, path, None)
        .unwrap_or_else(|problems| panic!("{path:?}: {:#?}", problems.lines()))
}

/// The sentences of what is wrong, where something must be.
fn refused(files: &[File], path: &Path) -> String {
    match brought(files, path, None) {
        Ok((change, _)) => panic!("{path:?} is taken: {change:#?}"),
        Err(problems) => problems.lines().join("\n"),
    }
}

/// The value of a file after a change.
fn after(files: &[File], change: &Change, path: &str) -> Value {
    let all = change.upon(files);
    let file = all.iter().find(|file| file.path == path).expect(path);
    serde_json::from_slice(&file.bytes).expect("JSON")
}

fn before(files: &[File], path: &str) -> Value {
    after(files, &Change::default(), path)
}

/// The tables of the gallery of these names alone.
fn only(files: &[File], names: &[&str]) -> Rows {
    let mut rows = sheet::tables(files);
    for (at, table) in sheet::TABLES.iter().enumerate() {
        if !names.contains(&table.name) {
            rows[at] = None;
        }
    }
    rows
}

/// A workbook with these tables, each on a sheet that `edit` changes.
fn workbook(
    name: &str,
    files: &[File],
    names: &[&str],
    edit: impl Fn(&str, &mut Worksheet),
) -> PathBuf {
    let path = free(name);
    let mut book = Workbook::new();
    for (table, content) in sheet::TABLES.iter().zip(sheet::tables(files)) {
        if !names.contains(&table.name) {
            continue;
        }
        let sheet = book.add_worksheet();
        sheet
            .set_name(format!("{} {}", table.name, table.title))
            .expect("a name");
        for (column, (field, _)) in (0u16..).zip(table.columns) {
            sheet.write_string(0, column, *field).expect("a cell");
        }
        for (line, row) in (1u32..).zip(content.expect("a table").rows) {
            for (column, cell) in (0u16..)
                .zip(&row.cells)
                .filter(|(_, cell)| !cell.is_empty())
            {
                sheet.write_string(line, column, cell).expect("a cell");
            }
        }
        edit(table.name, sheet);
    }
    book.save(&path).expect("saved");
    path
}

/// A CSV file of this name with these bytes.
fn csv(folder: &str, name: &str, bytes: &[u8]) -> PathBuf {
    let folder = free(folder);
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(format!("{name}.csv"));
    fs::write(&path, bytes).expect("written");
    path
}

const BRAND: &str = "brands/baitian-touxi.json";

// Item 5: formats of cells.

#[test]
fn a_number_comes_in_exactly_as_it_is_displayed_or_its_cell_is_named() {
    let files = gallery();
    let number = |value: f64, code: &'static str| -> Box<dyn Fn(&mut Worksheet)> {
        Box::new(move |sheet| {
            let format = Format::new().set_num_format(code);
            sheet
                .write_number_with_format(1, 2, value, &format)
                .expect("a cell");
        })
    };
    for (at, (write, wanted)) in [
        (number(96.0, "General"), "96"),
        (number(98.5, "General"), "98.5"),
        (number(98.5, "0.00"), "98.50"),
        (number(98.5, "0.00_ "), "98.50"),
        (number(1200.0, "#,##0"), "1,200"),
        (number(150.0, "\"超过\"0"), "超过150"),
        (number(2026.0, "0\"年\""), "2026年"),
        (number(7.0, "000"), "007"),
        (number(1200.0, "\"¥\"#,##0.00"), "¥1,200.00"),
        (number(96.0, "@"), "96"),
        (
            Box::new(|sheet: &mut Worksheet| {
                let format = Format::new().set_num_format("@\"多\"");
                sheet
                    .write_string_with_format(1, 2, "150", &format)
                    .expect("a cell");
            }),
            "150多",
        ),
        (
            Box::new(|sheet: &mut Worksheet| {
                let (bold, plain) = (Format::new().set_bold(), Format::new());
                sheet
                    .write_rich_string(1, 2, &[(&bold, "超过"), (&plain, "150")])
                    .expect("a cell");
            }),
            "超过150",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let path = workbook(
            &format!("taken-{at}.xlsx"),
            &files,
            &["figures"],
            |_, sheet| write(sheet),
        );
        let (change, _) = taken(&files, &path);
        let value = after(&files, &change, BRAND);
        assert_eq!(value["figures"][0]["value"], wanted);
    }
    for (at, (write, wanted)) in [
        (number(0.96, "0%"), "显示为“96%”，存的却是 0.96"),
        (number(0.965, "0.0%"), "显示为“96.5%”"),
        (number(98.456, "0.00"), "显示为“98.46”，存的却是 98.456"),
        (number(1200.0, "0.00E+00"), "存的是 1200"),
        (number(0.5, "# ?/?"), "存的是 0.5"),
        (number(150.0, "0.0,\"千\""), "存的是 150"),
        (number(5.0, "[>3]\"多\";0"), "存的是 5"),
        (number(5.0, ";;;"), "看不见内容"),
        (number(123_456_789_012.0, "General"), "存的是 123456789012"),
        (number(46_113.0, "yyyy-mm-dd"), "日期"),
        (number(46_113.0, "yyyy\"年\"m\"月\"d\"日\""), "日期"),
        (number(46_113.0, "m/d"), "日期"),
        (number(1.5, "[h]:mm"), "日期或时间"),
        (
            Box::new(|sheet: &mut Worksheet| {
                sheet.write_boolean(1, 2, true).expect("a cell");
            }),
            "真假值",
        ),
        (
            Box::new(|sheet: &mut Worksheet| {
                let formula = Formula::new("=90+6").set_result("96");
                sheet.write_formula(1, 2, formula).expect("a cell");
            }),
            "是公式（90+6）",
        ),
        (
            Box::new(|sheet: &mut Worksheet| {
                let format = Format::new().set_num_format(";;;");
                sheet
                    .write_string_with_format(1, 2, "95", &format)
                    .expect("a cell");
            }),
            "存的是“95”",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let path = workbook(
            &format!("named-{at}.xlsx"),
            &files,
            &["figures"],
            |_, sheet| write(sheet),
        );
        let said = refused(&files, &path);
        assert!(
            said.contains("表“数字”（figures）第 2 行 C 列（value）："),
            "{said}"
        );
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
}

#[test]
fn errors_and_dates_as_text_of_the_file_format_are_named() {
    let files = gallery();
    for (cell, wanted) in [
        ("<c r=\"B2\" t=\"e\"><v>#N/A</v></c>", "出错的公式（#N/A）"),
        ("<c r=\"B2\" t=\"d\"><v>2026-03-05</v></c>", "日期"),
        ("<c r=\"B2\" t=\"b\"><v>1</v></c>", "真假值"),
        ("<c r=\"B2\" t=\"str\"><f>A2</f><v>甲</v></c>", "是公式"),
        ("<c r=\"B2\" t=\"n\"><v>1e400</v></c>", "存的是 1e400"),
    ] {
        let path = crafted(
            "crafted-cell.xlsx",
            "",
            "",
            &format!(
                "{HEADER}<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>x</t></is></c>{cell}</row>"
            ),
        );
        let said = refused(&files, &path);
        assert!(
            said.contains("第 2 行 B 列（name）") && said.contains(wanted),
            "{said}"
        );
    }
}

#[test]
fn what_excel_spoils_in_csv_is_named() {
    let files = gallery();
    let head = "brand,initiative,value,unit,label,of,when,scope,sources";
    for spoilt in [
        "3月5日", "1.2E+03", "5-Mar", "#N/A", "2026/3/5", "TRUE", "########",
    ] {
        let text = format!("{head}\r\nbaitian-touxi,,{spoilt},人,新的,,,,xugou\r\n");
        let said = refused(&files, &csv("spoilt", "figures", text.as_bytes()));
        assert!(
            said.contains("第 2 行 C 列（value）") && said.contains(spoilt),
            "{said}"
        );
    }
    // A percent cell, saved as CSV.
    let text = format!("{head}\r\nbaitian-touxi,,96%,%,按时回家的人,,,,xugou\r\n");
    let said = refused(&files, &csv("spoilt", "figures", text.as_bytes()));
    assert!(
        said.contains("第 2 行 C 列（value）：“96%”已经带着单位"),
        "{said}"
    );
    // As a day of an event it is no accident.
    let text = "brand,initiative,when,year,month,day,text,sources\r\nbaitian-touxi,,3月5日,,,,义诊。,xugou\r\n";
    taken(&files, &csv("day", "events", text.as_bytes()));
}

#[test]
fn characters_that_cannot_be_seen_are_taken_off_the_ends_and_named_inside() {
    let files = gallery();
    for (table, column, from, to) in [
        ("initiatives", 0, "baitian-touxi", "baitian-touxi\u{a0}"),
        ("brands", 2, "星山同心", "\u{feff}星山同心\u{200b} "),
        ("figures", 2, "95", "\u{3000}95\n"),
    ] {
        let path = workbook("ends.xlsx", &files, &[table], |_, sheet| {
            sheet.write_string(1, column, to).expect("a cell");
        });
        let (change, _) = taken(&files, &path);
        assert_eq!(change, Change::default(), "{from}");
        let read = book::read(&path, &files, None)
            .expect("readable")
            .expect("no problem");
        assert_eq!(read.notes.count(), 1, "{from}");
    }
    for inside in [
        "星山\u{a0}同心",
        "星\u{200b}山",
        "星\u{2060}山",
        "星\u{3164}山",
        "星\u{34f}山",
        "星\u{202e}山",
    ] {
        let path = workbook("inside.xlsx", &files, &["brands"], |_, sheet| {
            sheet.write_string(1, 2, inside).expect("a cell");
        });
        let said = refused(&files, &path);
        assert!(
            said.contains("第 2 行 C 列（name）") && said.contains("U+"),
            "{said}"
        );
    }
}

// Item 4: what is absent stays, what is removed is said.

/// Each table alone, as it was exported, changes nothing; neither does any set of them.
#[test]
fn a_part_of_an_export_changes_nothing() {
    let files = gallery();
    let names: Vec<&str> = sheet::TABLES.iter().map(|table| table.name).collect();
    for (at, name) in names.iter().enumerate() {
        for set in [
            vec![*name],
            vec!["brands", *name],
            names[..at].to_vec(),
            names[at..].to_vec(),
        ] {
            let change = sheet::files(&files, &only(&files, &set));
            assert_eq!(change, Ok(Change::default()), "{set:?}");
        }
    }
}

#[test]
fn a_table_alone_changes_its_own_fields_and_nothing_else() {
    let files = gallery();
    for (table, column, words, path, pointer) in [
        ("brands", 2, "白天透析室", BRAND, "/name"),
        ("initiatives", 2, "接送大车", BRAND, "/initiatives/0/name"),
        ("passages", 4, "早来早走。", BRAND, "/work/0/text"),
        ("honours", 2, "星山市四星服务品牌", BRAND, "/honours/0/name"),
        ("events", 6, "车开出了。", BRAND, "/events/0/text"),
        ("people", 3, "医生", BRAND, "/people/0/role"),
        (
            "institutions",
            1,
            "星山市示例人民医院",
            "institutions.json",
            "/institutions/1/name",
        ),
        (
            "institution_names",
            1,
            "示例院",
            "institutions.json",
            "/institutions/1/other_names/0/text",
        ),
    ] {
        let mut rows = only(&files, &[table]);
        let at = sheet::table(table).expect(table).0;
        let content = rows[at].as_mut().expect("a table");
        let old = before(&files, path)
            .pointer(pointer)
            .expect(pointer)
            .as_str()
            .expect("a text")
            .to_owned();
        let row = content
            .rows
            .iter_mut()
            .find(|row| row.cells[column] == old)
            .expect(table);
        row.cells[column] = words.to_owned();
        // Only the row that is changed.
        let row = row.clone();
        if ["brands", "institutions", "initiatives"].contains(&table) {
            content.rows = vec![row];
        }
        let file = free(&format!("alone-{table}.xlsx"));
        book::write_rows(rows, &file).expect("written");
        let (change, plan) = taken(&files, &file);
        let mut wanted = before(&files, path);
        *wanted.pointer_mut(pointer).expect(pointer) = json!(words);
        assert_eq!(after(&files, &change, path), wanted, "{table}");
        assert_eq!(change.write.len(), 1, "{table}");
        assert_eq!(
            (
                plan.removed.count(),
                plan.changed.count(),
                plan.added.count()
            ),
            (0, 1, 0),
            "{table}: {:#?}",
            plan.lines()
        );
        let line = &plan.changed.kept()[0];
        assert!(line.contains(&format!("{old} → {words}")), "{line}");
    }
}

#[test]
fn a_column_that_is_absent_leaves_its_field_or_is_asked_for() {
    let files = gallery();
    let text = "id,name\r\nxingshan-yiyuan,星山市示例人民医院\r\n";
    let (change, _) = taken(&files, &csv("columns", "institutions", text.as_bytes()));
    let value = after(&files, &change, "institutions.json");
    let mut wanted = before(&files, "institutions.json");
    wanted["institutions"][1]["name"] = json!("星山市示例人民医院");
    assert_eq!(value, wanted);
    let text = "id,summary.text\r\nbaitian-touxi,白天做透析。\r\n";
    let (change, _) = taken(&files, &csv("nested", "brands", text.as_bytes()));
    let mut wanted = before(&files, BRAND);
    wanted["summary"]["text"] = json!("白天做透析。");
    assert_eq!(after(&files, &change, BRAND), wanted);
    // Figures have no ids: whose the field were is not known.
    let text = "brand,initiative,value,unit,label,of,sources\r\nbaitian-touxi,,95,%,按时回家的人,,xugou\r\n";
    let said = refused(&files, &csv("lists", "figures", text.as_bytes()));
    assert!(said.contains("缺少“when”一列"), "{said}");
    for (table, text, column) in [
        ("needs", "name\r\n透析\r\n", "“id”"),
        (
            "figures",
            "brand,value,unit,label,sources\r\nbaitian-touxi,1,人,人数,xugou\r\n",
            "“initiative”",
        ),
    ] {
        let said = refused(&files, &csv("keys", table, text.as_bytes()));
        assert!(said.contains(&format!("缺少{column}这一列")), "{said}");
    }
}

#[test]
fn a_row_that_is_removed_from_a_table_removes_its_record_and_the_plan_says_so() {
    let files = gallery();
    let all: Vec<&str> = sheet::TABLES.iter().map(|table| table.name).collect();
    for (table, row, said, path, list) in [
        ("figures", 0, "删去", BRAND, "/figures"),
        ("passages", 1, "删去", BRAND, "/work"),
        ("people", 0, "删去", BRAND, "/people"),
        (
            "institution_names",
            0,
            "删去",
            "institutions.json",
            "/institutions/1/other_names",
        ),
    ] {
        let mut rows = only(&files, &all);
        let at = sheet::table(table).expect(table).0;
        rows[at].as_mut().expect("a table").rows.remove(row);
        let change = sheet::files(&files, &rows).expect("no problem");
        let count = |value: &Value| {
            value
                .pointer(list)
                .and_then(Value::as_array)
                .map_or(0, Vec::len)
        };
        assert_eq!(
            count(&after(&files, &change, path)) + 1,
            count(&before(&files, path)),
            "{table}"
        );
        let plan = Plan::of(&files, &change);
        assert_eq!(
            (
                plan.removed.count(),
                plan.changed.count(),
                plan.added.count()
            ),
            (1, 0, 0),
            "{table}"
        );
        let lines = plan.lines().join("\n");
        assert!(
            lines.contains(said)
                && lines.contains("将会删去 1 处，改动 0 处，增加 0 处，写 1 个文件"),
            "{lines}"
        );
    }
    // Initiatives and all that is theirs.
    let mut rows = only(&files, &all);
    for (table, row) in [("initiatives", 0), ("figures", 3)] {
        let at = sheet::table(table).expect(table).0;
        rows[at].as_mut().expect("a table").rows.remove(row);
    }
    let change = sheet::files(&files, &rows).expect("no problem");
    assert_eq!(after(&files, &change, BRAND)["initiatives"], Value::Null);
    let plan = Plan::of(&files, &change);
    assert_eq!(
        plan.removed.kept(),
        ["品牌“白天透析”（baitian-touxi）的举措“接送车”（jiesong-che），其中数字 1"]
    );
}

#[test]
fn an_import_writes_nothing_before_somebody_agrees() {
    let files = gallery();
    let folder = free("agree");
    fs::create_dir_all(folder.join("brands")).expect("a folder");
    for file in &files {
        fs::write(folder.join(&file.path), &file.bytes).expect("written");
    }
    let text = || fs::read_to_string(folder.join(BRAND)).expect("text");
    let old = text();
    let path = workbook(
        "agree.xlsx",
        &files,
        &["brands", "figures"],
        |table, sheet| {
            if table == "brands" {
                sheet.write_string(2, 2, "白天透析室").expect("a cell");
                return;
            }
            for column in 0..9 {
                let format = Format::new().set_bold();
                sheet.write_blank(2, column, &format).expect("a cell");
            }
        },
    );
    let (path, data) = (
        path.to_string_lossy().into_owned(),
        folder.to_string_lossy().into_owned(),
    );
    let (ok, said) = run(&folder, &["import", &path, "--data", &data], "是\n");
    assert!(
        !ok && said.contains("--yes") && said.contains("什么也没有写"),
        "{said}"
    );
    for line in [
        "将会删去 1 处，改动 1 处，增加 0 处，写 1 个文件。",
        "品牌“白天透析”（baitian-touxi）的数字“1200人次 一年的透析”",
        "品牌“白天透析”（baitian-touxi）的名称：白天透析 → 白天透析室",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert_eq!(text(), old);
    let (ok, said) = run(&folder, &["import", &path, "--yes", "--data", &data], "");
    assert!(ok && said.contains("写了 1 个文件"), "{said}");
    assert!(text().contains("白天透析室") && !text().contains("1200"));
    let (ok, said) = run(&folder, &["import", &path, "--data", &data], "");
    assert!(ok && said.contains("写了 0 个文件"), "{said}");
}

#[test]
fn a_file_that_is_not_formatted_is_not_written_for_that_alone_and_a_broken_one_is_named() {
    let mut files = gallery();
    let rows = sheet::tables(&files);
    for file in &mut files {
        let value: Value = serde_json::from_slice(&file.bytes).expect("JSON");
        file.bytes = value.to_string().into_bytes();
    }
    assert_eq!(sheet::files(&files, &rows), Ok(Change::default()));
    let file = files
        .iter_mut()
        .find(|file| file.path == BRAND)
        .expect(BRAND);
    file.bytes.truncate(100);
    let said = sheet::files(&files, &rows)
        .expect_err("a broken file")
        .lines()
        .join("\n");
    assert!(said.contains("brands/baitian-touxi.json 读不懂"), "{said}");
}

// Sheets, order, registers.

#[test]
fn sheets_that_are_no_tables_are_passed_over_and_copies_are_named() {
    let files = gallery();
    let build = |name: &str, edit: &dyn Fn(&mut Workbook)| {
        let path = free(name);
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name("needs 需求").expect("a name");
        for (row, cells) in (0u32..).zip([["id", "name"], ["touxi", "透析"]]) {
            for (column, cell) in (0u16..).zip(cells) {
                sheet.write_string(row, column, cell).expect("a cell");
            }
        }
        edit(&mut book);
        book.save(&path).expect("saved");
        path
    };
    let add = |book: &mut Workbook, name: &str, cells: &[&str], hidden: bool| {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        sheet.set_hidden(hidden);
        for (column, cell) in (0u16..).zip(cells) {
            sheet.write_string(0, column, *cell).expect("a cell");
        }
    };
    for (at, (name, cells, hidden, notes)) in [
        ("Sheet1", &[][..], false, 0),
        ("Sheet2", &[][..], true, 0),
        ("填表说明", &["请照材料填写", "不要改表头"][..], false, 1),
        ("WpsReserved_CellImgList", &["ID_0123"][..], true, 1),
        ("places 地方", &[][..], false, 0),
        ("旧数据", &["id", "name"][..], true, 1),
    ]
    .into_iter()
    .enumerate()
    {
        let path = build(&format!("other-{at}.xlsx"), &|book| {
            add(book, name, cells, hidden)
        });
        assert_eq!(taken(&files, &path).0, Change::default(), "{name}");
        let read = book::read(&path, &files, None)
            .expect("readable")
            .expect("no problem");
        assert_eq!(read.notes.count(), notes, "{name}: {:?}", read.notes);
    }
    for (at, (name, cells, part)) in [
        ("needs 需求 (2)", &["id", "name"][..], "都是“需求”这张表"),
        ("我的需求", &["id", "name"][..], "名字不认识，表头却像"),
    ]
    .into_iter()
    .enumerate()
    {
        let path = build(&format!("copy-{at}.xlsx"), &|book| {
            add(book, name, cells, false)
        });
        let said = refused(&files, &path);
        assert!(said.contains(part), "{said}");
    }
    let path = free("title.xlsx");
    let mut book = Workbook::new();
    add(&mut book, "需求", &["id", "name"], false);
    book.worksheet_from_name("需求")
        .expect("a sheet")
        .write_string(1, 0, "yizhen")
        .expect("a cell");
    book.worksheet_from_name("需求")
        .expect("a sheet")
        .write_string(1, 1, "义诊")
        .expect("a cell");
    book.save(&path).expect("saved");
    assert!(taken(&files, &path).0.write["needs.json"].contains("义诊"));
}

#[test]
fn empty_cells_with_a_colour_are_no_content_wherever_they_are() {
    let files = gallery();
    let colour = Format::new().set_background_color("#ffff00");
    for (row, column) in [(120_000, 0), (1_048_575, 16_383), (5, 200)] {
        let path = workbook("coloured.xlsx", &files, &["needs"], |_, sheet| {
            sheet.write_blank(row, column, &colour).expect("a cell");
        });
        assert_eq!(taken(&files, &path).0, Change::default());
    }
}

#[test]
fn the_order_of_rows_is_the_order_in_the_data() {
    let files = gallery();
    let ids = |change: &Change, path: &str, list: &str| -> Vec<String> {
        let value = after(&files, change, path);
        let items = value[list].as_array().expect(list).iter();
        items
            .map(|one| one["id"].as_str().expect("an id").to_owned())
            .collect()
    };
    for (rows, wanted) in [
        (
            "yejian-kanbing,夜间看病\ntouxi,透析\n",
            ["yejian-kanbing", "touxi"].as_slice(),
        ),
        (
            "yizhen,义诊\ntouxi,透析\n",
            &["yizhen", "touxi", "yejian-kanbing"],
        ),
        (
            "touxi,透析\nyizhen,义诊\n",
            &["touxi", "yejian-kanbing", "yizhen"],
        ),
        ("yizhen,义诊\n", &["touxi", "yejian-kanbing", "yizhen"]),
    ] {
        let (change, _) = taken(
            &files,
            &csv("order", "needs", format!("id,name\n{rows}").as_bytes()),
        );
        assert_eq!(ids(&change, "needs.json", "needs"), wanted, "{rows}");
    }
    // The newest change first, in a whole table and alone.
    for rows in [
        "sanhao,2026-11-27,新的。\nerhao,2026-11-20,有了长辈版。\nyihao,2026-11-01,第一天。\n",
        "sanhao,2026-11-27,新的。\n",
    ] {
        let (change, _) = taken(
            &files,
            &csv(
                "changes",
                "changes",
                format!("id,on,text\n{rows}").as_bytes(),
            ),
        );
        assert_eq!(
            ids(&change, "changes.json", "changes"),
            ["sanhao", "erhao", "yihao"]
        );
    }
    let said = refused(
        &files,
        &csv(
            "changes",
            "changes",
            "id,on,text\nyihao,2026-11-01,第一天。\nerhao,2026-11-20,有了长辈版。\n".as_bytes(),
        ),
    );
    assert!(said.contains("第 3 行 B 列（on）：比上一条还新"), "{said}");
    // Rows of figures change places.
    let mut rows = sheet::tables(&files);
    let at = sheet::table("figures").expect("figures").0;
    rows[at].as_mut().expect("a table").rows.swap(0, 1);
    let change = sheet::files(&files, &rows).expect("no problem");
    assert_eq!(after(&files, &change, BRAND)["figures"][0]["value"], "1200");
    let plan = Plan::of(&files, &change);
    assert_eq!(
        plan.changed.kept(),
        ["品牌“白天透析”（baitian-touxi）的数字：次序变了"]
    );
}

#[test]
fn everyday_words_are_known_by_the_words_that_they_share() {
    let files = gallery();
    for (rows, wanted) in [
        (
            "\"洗肾\n血透\n肾透析\",透析\n晚上看病,夜间看病\n",
            json!([["洗肾", "血透", "肾透析"], ["晚上看病"]]),
        ),
        (
            "洗肾,透析\n晚上看病,夜间看病\n",
            json!([["洗肾"], ["晚上看病"]]),
        ),
        (
            "\"洗肾\n血透\",透析\n夜里看病,夜间看病\n",
            json!([["洗肾", "血透"], ["夜里看病"]]),
        ),
        (
            "换肾,透析\n",
            json!([["洗肾", "血透"], ["晚上看病"], ["换肾"]]),
        ),
        (
            "洗肾,透析\n血透,透析\n晚上看病,夜间看病\n",
            json!([["洗肾"], ["血透"], ["晚上看病"]]),
        ),
        (
            "\"洗肾\n血透\n晚上看病\",透析\n",
            json!([["洗肾", "血透", "晚上看病"]]),
        ),
        (
            "晚上看病,夜间看病\n\"洗肾\n血透\",透析\n",
            json!([["晚上看病"], ["洗肾", "血透"]]),
        ),
    ] {
        let path = csv(
            "words",
            "synonyms",
            format!("words,means\n{rows}").as_bytes(),
        );
        let (change, _) = taken(&files, &path);
        let value = after(&files, &change, "synonyms.json");
        let words: Vec<&Value> = value["synonyms"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| &one["words"])
            .collect();
        assert_eq!(json!(words), wanted, "{rows}");
    }
}

#[test]
fn a_cell_is_named_by_the_column_in_which_it_is() {
    let files = gallery();
    let text = "name,id,english\n海岛,Hai Dao,\n";
    let said = refused(&files, &csv("turned", "needs", text.as_bytes()));
    assert!(said.contains("第 2 行 B 列（id）"), "{said}");
    let path = workbook(
        "autocorrected.xlsx",
        &files,
        &["initiatives"],
        |_, sheet| {
            sheet.write_string(1, 1, "Jiesong–che").expect("a cell");
        },
    );
    assert!(refused(&files, &path).contains("第 2 行 B 列（id）：“Jiesong–che”"));
}

// CSV: separators, encodings, quotes.

#[test]
fn a_separator_is_taken_where_it_is_certain_and_named_where_it_is_not() {
    let files = gallery();
    let text = "id,name,english\r\ntouxi,透析,\r\nyizhen,义诊,\r\n";
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    for bytes in [
        text.into(),
        text.replace(',', ";").into_bytes(),
        text.replace(',', "\t").into_bytes(),
        text.replace(',', "|").into_bytes(),
        format!("sep=;\r\n{}", text.replace(',', ";")).into_bytes(),
        format!("\u{feff}\"sep=,\"\r\n{text}").into_bytes(),
        text.replace("\r\n", "\n").into_bytes(),
        text.replace("\r\n", "\r").into_bytes(),
        text.replace("\r\n", "\r\n,,,,,,\r\n\r\n").into_bytes(),
        utf16(&text.replace(',', "\t"), false),
        utf16(text, true),
    ] {
        let (change, plan) = taken(&files, &csv("separator", "needs", &bytes));
        assert_eq!(plan.added.kept(), ["需求“义诊”（yizhen）"]);
        assert_eq!((plan.count(), change.write.len()), (1, 1));
    }
    for separator in ["，", "；", "、"] {
        let bytes = text.replace(',', separator);
        let said = refused(&files, &csv("separator", "needs", bytes.as_bytes()));
        assert!(
            said.contains(separator) && said.contains("英文逗号"),
            "{said}"
        );
    }
    let said = refused(
        &files,
        &csv(
            "separator",
            "needs",
            "id,name\nx,\"义诊\ny,海岛\n".as_bytes(),
        ),
    );
    assert!(said.contains("第 2 行第 2 列的引号"), "{said}");
}

#[test]
fn an_encoding_that_is_not_certain_is_asked_for() {
    let files = gallery();
    let simplified = "id,name\r\nyizhen,预约挂号与陪诊服务\r\n";
    let traditional = "id,name\r\nyizhen,預約掛號與陪診服務\r\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(simplified);
    let (big5, _, _) = encoding_rs::BIG5.encode(traditional);
    for (bytes, name) in [(&gbk, "预约挂号"), (&big5, "預約掛號")] {
        let path = csv("encoding", "needs", bytes);
        let said = refused(&files, &path);
        assert!(said.contains(name) && said.contains("--encoding"), "{said}");
    }
    for (bytes, encoding, name) in [
        (&gbk, Encoding::Gbk, "预约挂号与陪诊服务"),
        (&big5, Encoding::Big5, "預約掛號與陪診服務"),
    ] {
        let path = csv("encoding", "needs", bytes);
        let (change, _) =
            brought(&files, &path, Some(encoding)).expect("an encoding that is named");
        assert!(change.write["needs.json"].contains(name));
    }
    // A text that is long enough leaves no doubt.
    let long = "id,name\r\nyizhen,早上看病晚上回家不耽误上班的人\r\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(long);
    let (change, _) = taken(&files, &csv("encoding", "needs", &gbk));
    assert!(change.write["needs.json"].contains("早上看病晚上回家不耽误上班的人"));
    let long = "id,name\r\nyizhen,早上看病晚上回家不耽誤上班的人，預約掛號與陪診服務\r\n";
    let (big5, _, _) = encoding_rs::BIG5.encode(long);
    assert!(refused(&files, &csv("encoding", "needs", &big5)).contains("早上看病"));
    // What Excel writes of an export in China has the names of the columns.
    let folder = free("gbk-export");
    book::write(&files, &folder).expect("written");
    for entry in fs::read_dir(&folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("text");
        let (gbk, _, _) = encoding_rs::GBK.encode(text.trim_start_matches('\u{feff}'));
        fs::write(&path, gbk).expect("written");
    }
    assert_eq!(taken(&files, &folder).0, Change::default());
}

#[test]
fn other_formats_are_refused_with_the_way_to_save_them() {
    let files = gallery();
    for (name, bytes) in [
        ("old.xls", b"\xd0\xcf\x11\xe0".as_slice()),
        ("wps.et", b"\xd0\xcf\x11\xe0"),
        ("libre.ods", b"PK\x03\x04"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0"),
        ("needs.csv", b"PK\x03\x04"),
    ] {
        let path = free(name);
        fs::write(&path, bytes).expect("written");
        let said = refused(&files, &path);
        assert!(said.contains("另存为“Excel 工作簿（.xlsx）”"), "{said}");
    }
}

// Item 8: limits.

const HEADER: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>name</t></is></c></row>";

/// A workbook of one sheet, `needs`, made of these texts.
fn crafted(name: &str, strings: &str, styles: &str, rows: &str) -> PathBuf {
    let path = free(name);
    let mut archive = ZipWriter::new(fs::File::create(&path).expect("a file"));
    let link = |kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{kind}\" Type=\"http://x/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let links = |all: &[String]| format!("<Relationships>{}</Relationships>", all.concat());
    for (part, text) in [
        ("_rels/.rels", links(&[link("officeDocument", "xl/workbook.xml")])),
        ("xl/_rels/workbook.xml.rels", links(&[link("worksheet", "sheet1.xml"), link("styles", "styles.xml"), link("sharedStrings", "/xl/strings.xml")])),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"needs\" sheetId=\"1\" r:id=\"worksheet\"/></sheets></workbook>".to_owned()),
        ("xl/styles.xml", format!("<styleSheet>{styles}</styleSheet>")),
        ("xl/strings.xml", format!("<sst uniqueCount=\"99999999999999\">{strings}</sst>")),
        ("xl/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ] {
        archive.start_file(part, SimpleFileOptions::default()).expect("an entry");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive");
    path
}

#[test]
fn a_shared_string_is_measured_before_it_is_copied() {
    let files = gallery();
    let rows = |count: usize| {
        let row = |at: usize| format!("<row r=\"{at}\"><c r=\"A{at}\" t=\"s\"><v>0</v></c></row>");
        HEADER.to_owned() + &(2..count + 2).map(row).collect::<String>()
    };
    // 36 GB, if each cell held its own.
    let string = format!("<si><t>{}</t></si>", "x".repeat(12 << 20));
    let path = crafted("bomb.xlsx", &string, "", &rows(3000));
    assert!(fs::metadata(&path).expect("a file").len() < 100_000);
    let problems = brought(&files, &path, None).expect_err("a bomb");
    assert_eq!((problems.count(), problems.kept().len()), (3000, MOST));
    assert!(
        problems.kept()[0].contains("第 2 行 A 列（id）：这一格有 12582912 字节，太长"),
        "{:?}",
        problems.kept()[0]
    );
    // Each is short enough, all together are not.
    let string = format!("<si><t>{}</t></si>", "长".repeat(30_000));
    let path = crafted("many.xlsx", &string, "", &rows(3000));
    let said = refused(&files, &path);
    assert!(said.contains("文字一共超过"), "{said}");
    let path = crafted(
        "zeros.xlsx",
        &format!("<si><t>{}</t></si>", " ".repeat(97 << 20)),
        "",
        HEADER,
    );
    let said = refused(&files, &path);
    assert!(said.contains("解开后超过"), "{said}");
    // A long format code for many styles.
    let code = format!(
        "<numFmts><numFmt numFmtId=\"164\" formatCode=\"{}\"/></numFmts>",
        "0".repeat(10 << 20)
    );
    let styles = format!(
        "{code}<cellXfs>{}</cellXfs>",
        "<xf numFmtId=\"164\"/>".repeat(60_000)
    );
    let row = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>x</t></is></c><c r=\"B2\" s=\"9\"><v>5</v></c></row>";
    let said = refused(
        &files,
        &crafted("styles.xlsx", "", &styles, &format!("{HEADER}{row}")),
    );
    assert!(said.contains("第 2 行 B 列（name）：存的是 5"), "{said}");
}

#[test]
fn a_broken_workbook_is_refused_with_a_sentence() {
    let files = gallery();
    for rows in [
        "<row r=\"0\"></row>",
        "<row r=\"x\"></row>",
        "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>&nbsp;</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>x</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1",
        "</row>",
    ] {
        let said = refused(&files, &crafted("broken.xlsx", "", "", rows));
        assert!(
            said.contains("broken.xlsx 不是能读的 .xlsx") && said.ends_with('。'),
            "{rows}: {said}"
        );
    }
}

#[test]
fn bad_rows_without_end_are_a_hundred_sentences_and_a_count() {
    let files = gallery();
    let mut text = String::from("id,order,name,kind,emblem,owner\n");
    text.push_str(&"X Y,z\n".repeat(200_000));
    let problems =
        brought(&files, &csv("bad", "brands", text.as_bytes()), None).expect_err("bad rows");
    assert_eq!(problems.kept().len(), MOST);
    assert!(problems.count() >= 200_000, "{}", problems.count());
    assert_eq!(problems.lines().len(), MOST + 1);
    let commas = ",".repeat(4 << 20);
    let (change, _) = taken(
        &files,
        &csv("commas", "needs", format!("id,name\n{commas}\n").as_bytes()),
    );
    assert_eq!(change, Change::default());
    let wide = format!("id,name\n{}x\n", ",".repeat(101));
    assert!(refused(&files, &csv("wide", "needs", wide.as_bytes())).contains("超过 100 列"));
    let many = "x,y\n".repeat(1_400_000);
    let said = refused(
        &files,
        &csv("many", "needs", format!("id,name\n{many}").as_bytes()),
    );
    assert!(
        said.contains("离表头太远") || said.contains("超过"),
        "{said}"
    );
}
