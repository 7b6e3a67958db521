//! Tests of number formats.

use super::*;
use proptest::prelude::*;

fn shown(value: f64, code: &str) -> Display {
    number(value, code, DEFAULT_WIDTH)
}

#[test]
fn formats_that_are_certain_are_rendered_as_excel_displays_them() {
    for (value, code, wanted) in [
        (96.0, "General", "96"),
        (98.5, "General", "98.5"),
        (0.1 + 0.2, "General", "0.3"),
        (-7.0, "General", "-7"),
        (13_800_000_000.0, "General", "13800000000"),
        (150.0, "@", "150"),
        (150.0, "0", "150"),
        (7.0, "000", "007"),
        (98.5, "0.00", "98.50"),
        (98.5, "0.00_ ", "98.50"),
        (98.5, "0.00_);[Red]\\(0.00\\)", "98.50"),
        (-98.5, "0.00_);[Red]\\(0.00\\)", "(98.50)"),
        (1_234_567.0, "#,##0", "1,234,567"),
        (1234.5, "#,##0.00", "1,234.50"),
        (999.0, "#,##0", "999"),
        (0.5, "0.0#", "0.5"),
        (150.0, "\"超过\"0", "超过150"),
        (2026.0, "0\"年\"", "2026年"),
        (2026.0, "0年", "2026年"),
        (150.0, "General\"人\"", "150人"),
        (3.0, "\"第\"0\"名\"", "第3名"),
        (1200.0, "\"¥\"#,##0.00", "¥1,200.00"),
        (1200.0, "[$¥-804]#,##0.00", "¥1,200.00"),
        (-3.0, "\"约\"0", "-约3"),
        (5.0, "0;-0;\"无\"", "5"),
        (5.0, "[Red]0", "5"),
        (0.0, "0.00", "0.00"),
    ] {
        let wanted = Display::Text(wanted.to_owned());
        assert_eq!(shown(value, code), wanted, "{value} {code}");
    }
}

#[test]
fn formats_that_are_not_certain_or_change_the_number_are_reported() {
    for (value, code, wanted) in [
        (0.96, "0%", Some("96%")),
        (0.9655, "0.0%", Some("96.6%")),
        (98.456, "0.00", Some("98.46")),
        (0.0, "0;-0;\"无\"", Some("无")),
        (5.0, ";;;", Some("")),
        (5.0, "\"共计\"", Some("共计")),
        (1200.0, "0.00E+00", None),
        (0.5, "# ?/?", None),
        (1_500_000.0, "0,", None),
        (1_500_000.0, "0.0,,\"百万\"", None),
        (5.0, "[>=100]0;0.0", None),
        (5.0, "[DBNum1]General", None),
        (5.0, "0-0", None),
        (13_812_345_678.0, "000-0000-0000", None),
        (5.0, "_(* #,##0_)", None),
        (123_456_789_012.0, "General", None),
        (1.23456789, "General", None),
        (0.00001, "General", None),
        (f64::NAN, "General", None),
        (f64::INFINITY, "0", None),
    ] {
        let wanted = Display::Other(wanted.map(str::to_owned));
        assert_eq!(shown(value, code), wanted, "{value} {code}");
    }
    assert_eq!(number(98.56, "General", 4.0), Display::Other(None));
}

#[test]
fn dates_and_times_are_recognised_in_every_form() {
    for code in [
        "yyyy-mm-dd",
        "yyyy/m/d",
        "yyyy\"年\"m\"月\"d\"日\"",
        "yyyy年m月d日;@",
        "[$-804]yyyy\"年\"m\"月\";@",
        "m\"月\"d\"日\"",
        "d-mmm",
        "h:mm",
        "[h]:mm",
        "[mm]:ss",
        "h:mm AM/PM",
        "上午/下午h\"时\"mm\"分\"",
        "[$-404]e/m/d",
        "aaaa",
    ] {
        assert_eq!(shown(46_113.0, code), Display::Date, "{code}");
    }
}

#[test]
fn a_text_is_rendered_with_what_its_format_adds() {
    for (code, wanted) in [
        ("General", Some("甲")),
        ("@", Some("甲")),
        ("0.00", Some("甲")),
        ("yyyy-mm-dd;@", Some("甲")),
        ("@\"院\"", Some("甲院")),
        ("0;0;0;\"代号\"@", Some("代号甲")),
        ("0;0;0;@", Some("甲")),
        (";;;", None),
        ("0;0;0;\"略\"", None),
        ("@@", None),
    ] {
        assert_eq!(text("甲", code).as_deref(), wanted, "{code}");
    }
}

proptest! {
    #[test]
    fn no_code_and_no_number_panics(value in any::<f64>(), code in "[#0,.%@?;_*\"\\\\\\[\\]A-Za-z年E+/-]{0,24}", width in 0.0..99.0) {
        let _ = number(value, &code, width);
        let _ = text("甲", &code);
    }

    #[test]
    fn a_text_of_a_number_is_the_number(whole in -9_999_999i64..9_999_999, decimals in 0u8..4) {
        let value = whole as f64 / f64::from(10u32.pow(u32::from(decimals)));
        for code in ["0.0000", "#,##0.0000", "\"约\"0.0000"] {
            let Display::Text(shown) = shown(value, code) else {
                return Err(TestCaseError::fail(format!("{value} {code}")));
            };
            let digits: String = shown.chars().filter(|c| !matches!(c, ',' | '约')).collect();
            prop_assert_eq!(digits.parse::<f64>().ok(), Some(value));
        }
    }
}
