//! Each mistake is reported once, at its place, and all of them together.
//!
//! The smallest files in which everything that can be wrong has a place, each broken in one way.

use crate::{ABOVE, BELOW, SMALL, said, small, small_but};
use brand_gallery::catalogue::check::{
    File, LARGEST_FILE, PRIVATE as PRIVATE_FILE, REGISTERS, read,
};
use brand_gallery::catalogue::file::Kind;
use brand_gallery::catalogue::{Card, Problem};

/// The small data with each (file, words, other words) written otherwise.
fn rewritten(changes: &[(&str, &str, &str)]) -> Vec<File> {
    let mut files = small();
    for (path, from, to) in changes {
        let file = files
            .iter_mut()
            .find(|file| file.path == *path)
            .expect("a small file");
        let text = String::from_utf8(file.bytes.clone()).expect("text");
        assert!(text.contains(from), "{path} does not hold {from}");
        file.bytes = text.replacen(from, to, 1).into_bytes();
    }
    files
}

#[test]
fn the_small_data_is_sound() {
    let reading = read(&small());
    assert_eq!(said(&reading), []);
    assert_eq!(reading.brands.len(), 2);
}

#[test]
fn who_checked_a_record_is_no_word_that_a_search_finds() {
    let checked = r#""order": 1, "checked": {"on": "2026-01-02", "by": "品牌办公室"}"#;
    let reading = read(&rewritten(&[
        (ABOVE, r#""order": 1"#, checked),
        ("synonyms.json", r#"["上级品牌"]"#, r#"["品牌办公室"]"#),
    ]));
    let said = said(&reading);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].3.contains("材料里没有“品牌办公室”"), "{said:?}");
}

/// A change of the small data and the one problem that it makes: file, words, other words; record, field, part of the sentence.
type Mistake = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    // Unknown keys.
    (ABOVE, r#""order": 1"#, r#""order": 1, "colour": "red""#, "above", "colour", "没有这个字段"),
    (BELOW, r#""value": "3""#, r#""value": "3", "vaule": "3""#, "below", "initiatives[first].figures[0].vaule", "没有这个字段"),
    (BELOW, r#""text": "原文写明。""#, r#""text": "原文写明。", "note": "x""#, "below", "parent.note", "没有这个字段"),
    ("needs.json", r#""name": "急救""#, r#""name": "急救", "icon": "x""#, "jijiu", "icon", "没有这个字段"),
    (BELOW, r#""slogan": {"#, r#""guide": [{"heading": "找谁", "text": "一", "sources": ["paper"]}], "slogan": {"#, "below", "guide[0].heading", "小标题要写"),
    // Summaries in English.
    (ABOVE, r#""order": 1"#, r#""order": 1, "summary_english": "Too short.""#, "above", "summary_english", "应为 20 到 240 个"),
    (ABOVE, r#""order": 1"#, r#""order": 1, "summary_english": "A brand of the city, “so to say”.""#, "above", "summary_english", "不是英文"),
    (ABOVE, r#""order": 1"#, r#""order": 1, "summary_english": "A brand of 777 doctors in the city.""#, "above", "summary_english", "“777”，中文记录里没有"),
    ("needs.json", r#""name": "急救""#, r#""name": "急救", "summary_english": "Courses for 777 people in the city.""#, "jijiu", "summary_english", "“777”，中文记录里没有"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "summary_english": "A hospital with seven sites.""#, "hospital", "summary_english", "“7”，中文记录里没有"),
    // Missing fields.
    (ABOVE, r#""order": 1, "#, "", "above", "order", "缺少这个字段"),
    (BELOW, r#""unit": "次", "#, "", "below", "initiatives[first].figures[0].unit", "缺少这个字段"),
    (BELOW, r#"{"text": "一心一意", "sources": ["paper"]}"#, r#"{"sources": ["paper"]}"#, "below", "slogan.text", "缺少这个字段"),
    (BELOW, r#""text": "有一天。", "sources": ["paper"]"#, r#""text": "有一天。""#, "below", "events[0].sources", "缺少这个字段"),
    ("places.json", r#""name": "市", "#, "", "city", "name", "缺少这个字段"),
    ("documents.json", r#", "kind": "报纸版面""#, "", "paper", "kind", "缺少这个字段"),
    // Ids that occur twice.
    ("documents.json", "}]", r#"}, {"id": "paper", "title": "又", "short": "又", "kind": "又"}]"#, "paper", "id", "出现了两次"),
    ("needs.json", "}]", r#"}, {"id": "jijiu", "name": "又"}]"#, "jijiu", "id", "出现了两次"),
    ("places.json", r#""parent": "city", "sources": ["paper"]}"#, r#""parent": "city", "sources": ["paper"]}, {"id": "town", "name": "又", "sources": ["paper"]}"#, "town", "id", "出现了两次"),
    ("institutions.json", r#""place": "town", "sources": ["paper"]}]"#, r#""place": "town", "sources": ["paper"]}, {"id": "hospital", "name": "又", "sources": ["paper"]}]"#, "hospital", "id", "出现了两次"),
    (BELOW, r#""id": "second""#, r#""id": "first""#, "below", "initiatives", "“first”出现了两次"),
    (BELOW, r#""needs": ["jijiu"]"#, r#""needs": ["jijiu", "jijiu"]"#, "below", "needs", "“jijiu”出现了两次"),
    (BELOW, r#""text": "有一天。", "sources": ["paper"]"#, r#""text": "有一天。", "sources": ["paper", "paper"]"#, "below", "events[0].sources", "“paper”出现了两次"),
    // Ids that lead nowhere.
    (BELOW, r#""owner": "hospital""#, r#""owner": "nobody""#, "below", "owner", "institutions.json 里没有“nobody”"),
    (BELOW, r#""kind": "服务""#, r#""kind": "服务", "owner": "nobody""#, "below", "initiatives[first].owner", "institutions.json 里没有“nobody”"),
    (BELOW, r#""institution": "hospital""#, r#""institution": "nobody""#, "below", "partners[0].institution", "institutions.json 里没有“nobody”"),
    (BELOW, r#""needs": ["jijiu"]"#, r#""needs": ["nothing"]"#, "below", "needs", "needs.json 里没有“nothing”"),
    (BELOW, r#""places": ["city"]"#, r#""places": ["nowhere"]"#, "below", "places", "places.json 里没有“nowhere”"),
    (BELOW, r#""places": ["town"]"#, r#""places": ["nowhere"]"#, "below", "initiatives[first].places", "places.json 里没有“nowhere”"),
    (BELOW, r#""label": "做过", "sources": ["paper"]"#, r#""label": "做过", "sources": ["rumour"]"#, "below", "initiatives[first].figures[0].sources", "documents.json 里没有“rumour”"),
    (BELOW, r#""brand": "above""#, r#""brand": "nothing""#, "below", "parent.brand", "没有“nothing”这个品牌"),
    ("institutions.json", r#""place": "town""#, r#""place": "nowhere""#, "hospital", "place", "places.json 里没有“nowhere”"),
    ("institutions.json", r#""place": "town", "sources": ["paper"]"#, r#""place": "town", "sources": ["rumour"]"#, "hospital", "sources", "documents.json 里没有“rumour”"),
    ("places.json", r#""parent": "city""#, r#""parent": "nowhere""#, "town", "parent", "应写在它前面"),
    // Circles.
    (ABOVE, r#""owner": "hospital""#, r#""owner": "hospital", "parent": {"brand": "above", "basis": "推断", "text": "绕圈。", "sources": ["paper"]}"#, "above", "parent.brand", "绕成了圈"),
    ("places.json", r#""parent": "city""#, r#""parent": "town""#, "town", "parent", "应写在它前面"),
    // Ids that are no slug, or unlike the file.
    (ABOVE, r#""emblem": "torch""#, r#""emblem": "Torch""#, "above", "emblem", "“Torch”不能作地址"),
    (BELOW, r#""id": "second""#, r#""id": "第二""#, "below", "initiatives[第二].id", "“第二”不能作地址"),
    (BELOW, r#""id": "second""#, r#""id": "a--b""#, "below", "initiatives[a--b].id", "“a--b”不能作地址"),
    (BELOW, r#""id": "second""#, r#""id": "../../etc""#, "below", "initiatives[../../etc].id", "不能作地址"),
    (BELOW, r#""institution": "hospital""#, r#""institution": "Hospital""#, "below", "partners[0].institution", "“Hospital”不能作地址"),
    ("needs.json", r#""name": "急救""#, r#""name": "急救"}, {"id": "a b", "name": "空格""#, "a b", "id", "“a b”不能作地址"),
    // Texts without text, or with what nobody sees.
    (BELOW, r#""name": "第二件""#, r#""name": """#, "below", "initiatives[second].name", "没有文字"),
    (BELOW, r#""name": "第二件""#, r#""name": " 　""#, "below", "initiatives[second].name", "没有文字"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二件 ""#, "below", "initiatives[second].name", "首尾有空格"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\u200b件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\u0000件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\u0085件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\u202e件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\u2067件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\u2028件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\ufeff件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二件e\u0301""#, "below", "initiatives[second].name", "拆开写的字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二件か\u3099""#, "below", "initiatives[second].name", "拆开写的字符"),
    ("institutions.json", r#""text": "市医院""#, r#""text": "市\u200d医院""#, "hospital", "other_names[0].text", "看不见的控制字符"),
    // Figures without unit, statements without source.
    (BELOW, r#""unit": "次""#, r#""unit": null"#, "below", "initiatives[first].figures[0].unit", "不该是空值"),
    (BELOW, r#"{"text": "一心一意", "sources": ["paper"]}"#, r#"{"text": "一心一意", "sources": []}"#, "below", "slogan.sources", "没有出处"),
    (BELOW, r#""label": "做过", "sources": ["paper"]"#, r#""label": "做过", "sources": []"#, "below", "initiatives[first].figures[0].sources", "没有出处"),
    ("institutions.json", r#"{"text": "市医院", "sources": ["paper"]}"#, r#"{"text": "市医院", "sources": []}"#, "hospital", "other_names[0].sources", "没有出处"),
    ("places.json", r#""name": "市", "sources": ["paper"]"#, r#""name": "市", "sources": []"#, "city", "sources", "没有出处"),
    // Wrong types, words and numbers.
    (ABOVE, r#""order": 1"#, r#""order": "1""#, "above", "order", "不该是文字"),
    (ABOVE, r#""order": 1"#, r#""order": 1000000000"#, "above", "order", "太大，最多 999999999"),
    (ABOVE, r#""order": 1"#, r#""order": -1"#, "above", "order", "太小，最少 0"),
    (ABOVE, r#""name": "上""#, r#""name": ["上"]"#, "above", "name", "不该是列表"),
    (BELOW, r#""needs": ["jijiu"]"#, r#""needs": "jijiu""#, "below", "needs", "不该是文字"),
    (BELOW, r#""needs": ["jijiu"]"#, r#""needs": {"jijiu": true}"#, "below", "needs", "不该是记录"),
    (BELOW, r#"{"text": "一心一意", "sources": ["paper"]}"#, r#""一心一意""#, "below", "slogan", "不该是文字"),
    (BELOW, r#""kind": "服务""#, r#""kind": "服务器""#, "below", "initiatives[first].kind", "“服务器”不在词表里。可用：系统品牌、"),
    (BELOW, r#""level": "全国""#, r#""level": "全球""#, "below", "honours[0].level", "可用：入选、全国、赛区、全省、全市。"),
    (BELOW, r#""basis": "原文""#, r#""basis": 3"#, "below", "parent.basis", "可用：原文、推断。"),
    (BELOW, r#""kind": "服务""#, r#""kind": "系统品牌""#, "below", "initiatives[first].kind", "是品牌的类别"),
    (ABOVE, r#""kind": "系统品牌""#, r#""kind": "平台""#, "above", "kind", "是举措的类别"),
    (BELOW, r#""month": 10"#, r#""month": 13"#, "below", "events[0]", "1 到 12"),
    (BELOW, r#""day": 22"#, r#""day": 0"#, "below", "events[0]", "1 到 31"),
    (BELOW, r#""month": 10, "#, "", "below", "events[0]", "有日期，没有月份"),
    // Service facts: their form, and what one says against another.
    ("institutions.json", r#""place": "town""#, r#""place": "town", "house": {"address": "路 1 号"}"#, "hospital", "house.checked", "没有写哪一天核对过"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务"}]"#, "hospital", "services[s].checked", "没有写哪一天核对过"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "house": {"address": "路 1 号", "checked": {"on": "2026-02-30", "by": "职"}}"#, "hospital", "house.checked.on", "不是日期"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "checked": {"on": "2026-01-02", "by": "职"}}, {"id": "s", "name": "又", "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services", "“s”出现了两次"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "hours": [{"days": "周一至周五", "opens": "8点", "closes": "12:00"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].hours[0].opens", "“8点”不是时刻。请写成 08:00 这样"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "hours": [{"days": "周天", "opens": "08:00", "closes": "12:00"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].hours[0].days", "“周天”不是星期。请写成"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "hours": [{"days": "周一", "opens": "20:00", "closes": "02:00"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].hours[0].closes", "跨过半夜的，请分成两行"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "hours": [{"days": "周一至周五", "opens": "08:00", "closes": "12:00"}, {"days": "周五、周六", "opens": "11:59", "closes": "13:00"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].hours[1]", "和“周一至周五 08:00–12:00”有重叠的时间"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "exceptions": [{"on": "2026-05-01"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].exceptions", "没有写平时的时间"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "hours": [{"days": "周一至周五", "opens": "08:00", "closes": "12:00"}], "exceptions": [{"on": "2026-02-29"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].exceptions[0].on", "“2026-02-29”不是日期"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "hours": [{"days": "周一至周五", "opens": "08:00", "closes": "12:00"}], "exceptions": [{"on": "2026-05-01", "until": "2026-04-30"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].exceptions[0].until", "最后一天在第一天之前"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "hours": [{"days": "周一至周五", "opens": "08:00", "closes": "12:00"}], "exceptions": [{"on": "2026-05-01", "opens": "08:00"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].exceptions[0].closes", "没有写关门"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "hours": [{"days": "周一至周五", "opens": "08:00", "closes": "12:00"}], "exceptions": [{"on": "2026-05-01", "closes": "08:00"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].exceptions[0].opens", "没有写开门"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "hours": [{"days": "周一至周五", "opens": "08:00", "closes": "12:00"}], "exceptions": [{"on": "2026-05-01", "opens": "09:00", "closes": "08:00"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].exceptions[0].closes", "关门要晚于开门"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "hours": [{"days": "周一至周五", "opens": "08:00", "closes": "12:00"}], "exceptions": [{"on": "2026-05-01", "until": "2026-05-03"}, {"on": "2026-05-03", "opens": "08:00", "closes": "09:00"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].exceptions[1]", "和 2026-05-01 起的那一条有同一天"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "booking": [{"name": "挂号平台", "href": "https://example.org/"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].booking[0].kind", "缺少这个字段"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "booking": [{"kind": "官方预约", "name": "挂号平台"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].booking[0].href", "要写网址"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "booking": [{"kind": "网页", "name": "挂号", "href": "http://example.org/"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].booking[0].href", "从 https:// 写起"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "booking": [{"kind": "微信", "name": "挂号"}], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].booking[0].kind", "可用：官方预约、公众号、小程序、网页。"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "telephone": "120转1", "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].telephone", "不是电话号码"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "access": ["电梯", "电梯"], "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].access[1]", "“电梯”写了两次"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "status": {"state": "暂停办理"}, "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].status.text", "没有写为什么"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "status": {"state": "停办", "until": "2026-05-01"}, "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].status.until", "没有到哪一天为止"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "status": {"state": "暂停办理", "text": "因", "until": "2026-01-01"}, "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].status.until", "2026-01-01 已经过了"),
    ("institutions.json", r#""place": "town""#, r#""place": "town", "services": [{"id": "s", "name": "务", "alert": {"text": "因", "until": "2026-01-01"}, "checked": {"on": "2026-01-02", "by": "职"}}]"#, "hospital", "services[s].alert.until", "2026-01-01 已经过了"),
    (BELOW, r#""order": "#, r#""service": "hospital/s", "order": "#, "below", "service", "没有“s”这项服务"),
    (BELOW, r#""kind": "服务""#, r#""kind": "服务", "service": "nobody/s""#, "below", "initiatives[first].service", "institutions.json 里没有“nobody”"),
    (BELOW, r#""kind": "服务""#, r#""kind": "服务", "service": "hospital""#, "below", "initiatives[first].service", "请写成 机构代号/服务代号"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "not_services": ["nothing"]"#, "", "not_services[0]", "needs.json 里没有“nothing”"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "highlights": [{"brand": "nobody", "label": "做过"}]"#, "", "highlights[0].brand", "没有“nobody”这个品牌"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "highlights": [{"brand": "below", "label": "做了"}]"#, "", "highlights[0].label", "没有数“做了”的数字"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "highlights": [{"brand": "below", "label": "做过"}, {"brand": "below", "label": "做过"}]"#, "", "highlights[1]", "写了两次"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "tours": [{"id": "below", "name": "题", "text": "文。", "stops": [{"brand": "above", "text": "话。", "sources": ["paper"]}, {"brand": "below", "text": "话。", "sources": ["paper"]}]}]"#, "", "tours[0].id", "已经是一个品牌或故事的代号"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "tours": [{"id": "story", "name": "题", "text": "文。", "stops": [{"brand": "above", "text": "话。", "sources": ["paper"]}]}]"#, "", "tours[0].stops", "请写 2 到 8 站"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "tours": [{"id": "story", "name": "题", "text": "文。", "stops": [{"brand": "above", "text": "话。", "sources": ["paper"]}, {"brand": "nobody", "text": "话。", "sources": ["paper"]}]}]"#, "", "tours[0].stops[1].brand", "没有“nobody”这个品牌"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "tours": [{"id": "story", "name": "题", "text": "文。", "stops": [{"brand": "above", "text": "话。", "sources": ["paper"]}, {"brand": "below", "initiative": "third", "text": "话。", "sources": ["paper"]}]}]"#, "", "tours[0].stops[1].initiative", "没有“third”这项举措"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "tours": [{"id": "story", "name": "题", "text": "文。", "stops": [{"brand": "above", "text": "话。", "sources": ["paper"]}, {"brand": "below", "text": "话。", "sources": []}]}]"#, "", "tours[0].stops[1].sources", "没有出处"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "tours": [{"id": "story", "name": "题", "text": "文。", "stops": [{"brand": "above", "text": "话。", "sources": ["paper"]}, {"brand": "below", "text": "话。", "sources": ["rumour"]}]}]"#, "", "tours[0].stops[1].sources", "documents.json 里没有“rumour”"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "tours": [{"id": "story", "name": "题", "text": "文。", "stops": [{"brand": "above", "text": "话。", "sources": ["paper"]}, {"brand": "below", "text": "长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长", "sources": ["paper"]}]}]"#, "", "tours[0].stops[1].text", "有 121 个字，最多 120 个"),
    ("places.json", r#""parent": "city", "sources": ["paper"]"#, r#""parent": "city", "outline": "0,0 10,0", "sources": ["paper"]"#, "town", "outline", "不是多边形的角"),
    ("places.json", r#""name": "市", "sources": ["paper"]"#, r#""name": "市", "outline": "0,0 10,0 10,10", "sources": ["paper"]"#, "city", "outline", "只有在别的地方里面的"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "time_zone": "8""#, "", "time_zone", "不是时差"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "holidays": [{"on": "2026-05-02", "until": "2026-05-01", "name": "假"}]"#, "", "holidays[0].until", "最后一天在第一天之前"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "holidays": [{"on": "2026-05-01", "until": "2026-05-03", "name": "假"}, {"on": "2026-05-03", "name": "班", "like": "周五"}]"#, "", "holidays[1]", "和“假”有同一天"),
    // Facts about who runs the gallery that are not in their form.
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "operator": {"organiser": "卫生健康委：某处"}"#, "", "operator.organiser", "不像单位的名称"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "operator": {"undertaker": "院"}"#, "", "operator.undertaker", "不像单位的名称"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "operator": {"icp": "京ICP备123456789号"}"#, "", "operator.icp", "不是 ICP 备案号"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "operator": {"icp": "备案中"}"#, "", "operator.icp", "不是 ICP 备案号"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "operator": {"police": "京公网安备 1101号"}"#, "", "operator.police", "不是公安备案号"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "operator": {"site_code": "330200000"}"#, "", "operator.site_code", "不是网站标识码"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "operator": {"mark": "https://conac.example.org/"}"#, "", "operator.mark", "不是党政机关标识的网址"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "operator": {"elder_mark": "http://example.org/"}"#, "", "operator.elder_mark", "不是网址"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "operator": {"page": "https://例子.org/"}"#, "", "operator.page", "不是网址"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "operator": {"mail": "name@"}"#, "", "operator.mail", "不是邮箱地址"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "operator": {"telephone": "12345转1"}"#, "", "operator.telephone", "不是电话号码"),
    // Days on which nothing can have been checked.
    (ABOVE, r#""order": 1"#, r#""order": 1, "checked": {"on": "2026-02-29", "by": "办"}"#, "above", "checked.on", "“2026-02-29”不是日期"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二件", "checked": {"on": "去年", "by": "办"}"#, "below", "initiatives[second].checked.on", "“去年”不是日期"),
    ("institutions.json", r#""place": "town", "#, r#""place": "town", "checked": {"on": "2026-1-1", "by": "办"}, "#, "hospital", "checked.on", "“2026-1-1”不是日期"),
    ("gallery.json", r#""seal": "一""#, r#""seal": "一", "check_days": 0"#, "", "check_days", "不能是 0 天"),
    // Everyday words that stand for nothing, or twice.
    ("synonyms.json", r#"["总牌子"]"#, r#"["总牌子", "总 牌子"]"#, "总牌子", "words[1]", "出现了两次"),
    ("synonyms.json", r#"["总牌子"]"#, "[]", "", "words", "一个词也没有"),
    ("synonyms.json", r#"["总牌子"]"#, r#"["！"]"#, "！", "words[0]", "没有文字"),
    ("synonyms.json", r#"["上级品牌"]"#, "[]", "总牌子", "means", "一个词也没有"),
    ("synonyms.json", r#"["上级品牌"]"#, r#"["下下级"]"#, "总牌子", "means[0]", "材料里没有“下下级”"),
    ("synonyms.json", r#""words""#, r#""icon": "x", "words""#, "", "[0].icon", "没有这个字段"),
    // What people say, and what of the gallery it means.
    ("everyday.json", r#"["教人救人", "学…救"]"#, "[]", "", "words", "一个词也没有"),
    ("everyday.json", r#""学…救""#, r#""！""#, "教人救人", "words[1]", "没有文字"),
    ("everyday.json", r#""学…救""#, r#""学…！""#, "教人救人", "words[1]", "没有文字"),
    ("everyday.json", r#""学…救""#, r#""学…""#, "教人救人", "words[1]", "“…”只用在两个字之间"),
    ("everyday.json", r#""学…救""#, r#""教人 救人""#, "教人救人", "words[1]", "出现了两次"),
    ("everyday.json", r#"["怎么"]"#, r#"["怎么", "教人救人"]"#, "怎么", "words[1]", "在“教人救人”那一条里另有所指"),
    ("everyday.json", r#""学…救""#, r#""教人救人啊""#, "教人救人", "words[1]", "里已经有“教人救人”，意思一样"),
    ("everyday.json", r#""jijiu", "below/first""#, r#""jiju", "below/first""#, "教人救人", "means[0]", "没有“jiju”这个需求、品牌或举措，点不开。如果要的是“jijiu”，请改成它。"),
    ("everyday.json", r#""below/first""#, r#""below/frist""#, "教人救人", "means[1]", "如果要的是“below/first”，请改成它。"),
    ("everyday.json", r#""below/first""#, r#""jijiu""#, "教人救人", "means[1]", "出现了两次"),
    ("everyday.json", r#""weight": 3"#, r#""weight": 4"#, "教人救人", "weight", "不能是 4"),
    ("everyday.json", r#""weight": 3"#, r#""weight": 0"#, "教人救人", "weight", "却写了指的是什么"),
    ("everyday.json", r#"["怎么"], "means": []"#, r#"["怎么"], "means": [], "weight": 1"#, "怎么", "weight", "分量没有用"),
    ("everyday.json", r#""weight": 3"#, r#""weight": 3, "reviewed": {"on": "2026-02-29", "by": "科"}"#, "教人救人", "reviewed.on", "“2026-02-29”不是日期"),
    // Pictures: what is said of them, by what right, and with whose consent.
    ("media.json", r#""file": "photo.jpg""#, r#""file": "../photo.jpg""#, "photo", "file", "不能作文件名"),
    ("media.json", r#""file": "photo.jpg""#, r#""file": "照片.jpg""#, "photo", "file", "不能作文件名"),
    ("media.json", r#""file": "photo.jpg""#, r#""file": "photo.svg""#, "photo", "file", "“活动”的文件名应以 .jpg、.jpeg、.png、.webp 结尾"),
    ("media.json", r#""role": "活动""#, r#""role": "文件""#, "photo", "file", "应以 .pdf 结尾"),
    ("media.json", r#""brand": "below", "initiative": "first", "#, "", "photo", "brand", "没有写属于哪个品牌或机构"),
    ("media.json", r#""brand": "below""#, r#""institution": "hospital""#, "photo", "initiative", "没有写品牌"),
    ("media.json", r#""brand": "below""#, r#""brand": "nobody""#, "photo", "brand", "没有“nobody”这个品牌"),
    ("media.json", r#""initiative": "first""#, r#""initiative": "nothing""#, "photo", "initiative", "品牌“below”里没有“nothing”这项举措"),
    ("media.json", r#""brand": "below""#, r#""brand": "below", "institution": "nobody""#, "photo", "institution", "institutions.json 里没有“nobody”"),
    ("media.json", r#""alt": "两个人走在路上", "#, "", "photo", "alt", "没有替代文字"),
    ("media.json", r#""alt": "两个人走在路上""#, r#""alt": "人走路""#, "photo", "alt", "有 3 个字，应为 4 到 60 个"),
    ("media.json", r#""alt": "两个人走在路上""#, r#""alt": "photo""#, "photo", "alt", "替代文字是文件名"),
    ("media.json", r#""caption": "走村。""#, r#""caption": "两个人走在路上""#, "photo", "alt", "和图注一样"),
    ("media.json", r#""caption": "走村。""#, r#""decoration": "是""#, "photo", "alt", "写明是装饰，又写了替代文字"),
    ("media.json", r#""licence": "本单位所有""#, r#""licence": "来自网络""#, "photo", "licence", "说不出谁许可刊登"),
    ("media.json", r#""credit": "市医院""#, r#""credit": "不详""#, "photo", "credit", "说不出谁许可刊登"),
    ("media.json", r#", "licence": "本单位所有""#, "", "photo", "licence", "缺少这个字段"),
    ("media.json", r#""licence": "本单位所有""#, r#""licence": "本单位所有", "focus": {"x": 101, "y": 0}"#, "photo", "focus", "不是百分数"),
    ("media.json", r#""licence": "本单位所有""#, r#""licence": "本单位所有", "sources": ["nothing"]"#, "photo", "sources", "documents.json 里没有“nothing”"),
    ("media.json", r#", "consent": {"seen": ["职工"], "basis": "口头同意", "scope": "网页"}"#, "", "photo", "consent", "没有写照片里有谁"),
    ("media.json", r#"["职工"]"#, "[]", "photo", "consent.seen", "没有写照片里有谁"),
    ("media.json", r#"["职工"]"#, r#"["职工", "职工"]"#, "photo", "consent.seen", "“职工”写了两次"),
    ("media.json", r#"["职工"]"#, r#"["没有人", "职工"]"#, "photo", "consent.seen", "又写了别人"),
    ("media.json", r#""role": "活动", "brand": "below", "initiative": "first", "alt": "两个人走在路上", "caption": "走村。", "credit": "市医院", "licence": "本单位所有", "consent": {"seen": ["职工"]"#, r#""role": "人物", "brand": "below", "initiative": "first", "alt": "两个人走在路上", "caption": "走村。", "credit": "市医院", "licence": "本单位所有", "consent": {"seen": ["没有人"]"#, "photo", "consent.seen", "人物照片里写着“没有人”"),
    ("media.json", r#"["职工"]"#, r#"["职工", "患者"]"#, "photo", "consent.basis", "照片里有患者，要有书面同意"),
    ("media.json", r#"["职工"]"#, r#"["未成年人"]"#, "photo", "consent.basis", "照片里有未成年人，要有书面同意"),
    ("media.json", r#""basis": "口头同意", "#, "", "photo", "consent.basis", "没有写凭什么可以刊登"),
    ("media.json", r#", "scope": "网页""#, "", "photo", "consent.scope", "没有写同意用在哪里"),
    ("media.json", r#""scope": "网页""#, r#""scope": "网页", "until": "2026-02-30""#, "photo", "consent.until", "不是日期"),
    ("media.json", r#""scope": "网页""#, r#""scope": "网页", "withdrawn": "昨天""#, "photo", "consent.withdrawn", "不是日期"),
    ("media.json", "}]", r#"}, {"id": "photo", "file": "other.jpg", "role": "图表", "brand": "below", "alt": "一条上升的线", "credit": "市医院", "licence": "本单位所有"}]"#, "photo", "id", "出现了两次"),
    ("media.json", "}]", r#"}, {"id": "other", "file": "photo.jpg", "role": "图表", "brand": "below", "alt": "一条上升的线", "credit": "市医院", "licence": "本单位所有"}]"#, "other", "file", "撤回时会漏掉一处"),
    // Notices that name no number, and phrases that cannot match or match too much.
    ("urgent.json", r#""numbers": ["120"]"#, r#""numbers": []"#, "danger", "numbers", "没有电话号码"),
    ("urgent.json", r#""numbers": ["120"]"#, r#""numbers": ["120", "12-3"]"#, "danger", "numbers[1]", "不是电话号码"),
    ("urgent.json", r#""text": "请拨打 120。""#, r#""text": "请拨打 1200。""#, "danger", "text", "没有写出号码 120"),
    ("urgent.json", r#""lobby": "请拨打 120。""#, r#""lobby": "请告诉医生。""#, "danger", "lobby", "没有写出号码 120"),
    ("urgent.json", r#""numbers""#, r#""strip": "不要查找。", "numbers""#, "danger", "strip", "没有写出号码 120"),
    ("urgent.json", r#""always": ["救命"], "topics": ["中风"], "ordinary": ["～康复"]"#, r#""always": []"#, "danger", "always", "一个说法也没有"),
    ("urgent.json", r#"["救命"]"#, r#"["救命", "喘"]"#, "danger", "always[1]", "太短"),
    ("urgent.json", r#"["救命"]"#, r#"["救命", "！"]"#, "danger", "always[1]", "太短"),
    ("urgent.json", r#"["救命"]"#, r#"["救命", "胸…"]"#, "danger", "always[1]", "写得不对"),
    ("urgent.json", r#"["救命"]"#, r#"["救命", "～救"]"#, "danger", "always[1]", "只用在 ordinary"),
    ("urgent.json", r#"["中风"]"#, r#"["中风", "救 命"]"#, "danger", "topics[1]", "出现了两次"),
    ("urgent.json", r#"["～康复"]"#, r#"["～康复", "体检"]"#, "danger", "ordinary[1]", "没有会引起提示的说法"),
    ("urgent.json", r#"["～康复"]"#, r#"["～康复", "～"]"#, "danger", "ordinary[1]", "写得不对"),
    ("urgent.json", r#""needs": ["jijiu"]"#, r#""needs": ["nowhere"]"#, "danger", "needs", "needs.json 里没有“nowhere”"),
    ("urgent.json", "}]", r#"}, {"id": "danger", "text": "请拨打 119。", "lobby": "请拨打 119。", "numbers": ["119"], "always": ["着火"]}]"#, "danger", "id", "出现了两次"),
    ("urgent.json", r#"["救命"]"#, r#"["救命", "第一件"]"#, "danger", "ordinary", "查找“第一件”会出现这条提示"),
    // What serde_json would take and the browser would not.
    (ABOVE, r#""name": "上""#, r#""name": "上", "name": "下""#, "", "", "“name”写了两次"),
    (ABOVE, r#""name": "上""#, r#""n\u0061me": "上""#, "", "", "网页程序读不出"),
    (ABOVE, r#""kind": "系统品牌""#, r#""kind": "系统品\u724c""#, "", "", "网页程序读不出"),
    (ABOVE, r#""order": 1"#, r#""order": 1.1234567"#, "", "", "最多六位小数"),
    (ABOVE, r#""order": 1"#, r#""order": 1, "events": [{"year": 2020.0, "text": "事。", "sources": ["paper"]}]"#, "", "", "请写整数"),
    (ABOVE, r#""order": 1"#, r#""order": 1, "events": [{"year": 2e3, "text": "事。", "sources": ["paper"]}]"#, "", "", "请写整数"),
    // What is no JSON, by its kind.
    (ABOVE, r#""order": 1, "#, r#""order": 1，"#, "", "", "全角"),
    (ABOVE, r#""name": "上""#, r#""name"： "上""#, "", "", "全角冒号"),
    (ABOVE, r#""name": "上""#, r#""name": “上”"#, "", "", "中文引号"),
    (ABOVE, r#""name": "上""#, r#""name": '上'"#, "", "", "单引号"),
    (ABOVE, r#""order": 1, "#, "\"order\": 1, // 甲\n", "", "", "注释"),
    (ABOVE, r#""order": 1, "#, "\"order\": 1, /* 甲 */ ", "", "", "注释"),
    (ABOVE, r#""order": 1, "#, "\"order\": 1, # 甲\n", "", "", "注释"),
    (ABOVE, r#""order": 1, "#, "\n<<<<<<< HEAD\n\"order\": 1,\n=======\n\"order\": 2,\n>>>>>>> 同事\n", "", "", "冲突"),
    (ABOVE, r#""order": 1, "#, r#""order": 1 "#, "", "", "缺一个英文逗号"),
    (ABOVE, r#""name": "上""#, "\"name\":\u{a0}\"上\"", "", "", "U+00A0"),
    (ABOVE, r#""name": "上""#, "\"name\": \"上\n", "", "", "收尾"),
    (ABOVE, r#"["paper"]"#, r#"["paper",]"#, "", "", "多了一个逗号"),
];

#[test]
fn each_mistake_is_said_once_where_it_is_and_nothing_else_is() {
    let mut wrong = Vec::new();
    for (file, from, to, record, field, sentence) in MISTAKES {
        let reading = read(&rewritten(&[(file, from, to)]));
        let said = said(&reading);
        let right = matches!(said[..], [(at, of, within, why)] if (at, of, within) == (*file, *record, *field) && why.contains(sentence));
        if !right {
            wrong.push(format!("{to}: {said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sentence_ends_and_reads_as_an_address_and_a_sentence() {
    for (file, from, to, ..) in MISTAKES {
        for problem in read(&rewritten(&[(file, from, to)])).problems {
            let line = problem.to_string();
            assert!(line.starts_with(file) && line.ends_with('。'), "{line}");
        }
    }
}

/// A change of the small data and the line, the column and what begins there.
type Placed = (
    &'static str,
    &'static str,
    &'static str,
    usize,
    usize,
    &'static str,
);

#[rustfmt::skip]
const PLACED: &[Placed] = &[
    (BELOW, r#""owner": "hospital""#, r#""owner": "nobody""#, 7, 3, "\"owner\""),
    (BELOW, r#""unit": "次""#, r#""unit": null"#, 17, 34, "\"unit\""),
    (BELOW, r#""unit": "次", "#, "", 17, 19, "{\"value\""),
    (BELOW, r#""value": "3""#, r#""value": "3", "vaule": "3""#, 17, 34, "\"vaule\""),
    (BELOW, r#""places": ["town"]"#, r#""places": ["nowhere"]"#, 18, 7, "\"places\""),
    (BELOW, r#""id": "second""#, r#""id": "a--b""#, 20, 6, "\"id\""),
    (BELOW, r#""name": "第二件""#, r#""name": " 第\u0022二件""#, 20, 22, "\"name\""),
    // The column counts characters: two of them before the field are Chinese.
    (ABOVE, r#""kind": "系统品牌""#, r#""kind": "平台""#, 1, 42, "\"kind\""),
    (ABOVE, r#""order": 1, "#, "", 1, 1, "{\"id\""),
    // Of two records with one id the second.
    ("needs.json", "}]", r#"}, {"id": "jijiu", "name": "又"}]"#, 1, 44, "\"id\""),
    ("places.json", r#""parent": "city""#, r#""parent": "nowhere""#, 1, 92, "\"parent\""),
    ("synonyms.json", r#"["上级品牌"]"#, r#"["下下级"]"#, 1, 44, "\"下下级\""),
    ("synonyms.json", r#""words""#, r#""icon": "x", "words""#, 1, 16, "\"icon\""),
    // What is no JSON has a place too.
    (BELOW, "\"order\": 2,", "\"order\": 2，", 3, 13, "，"),
    (BELOW, "\"order\": 2,", "\"order\": 2, // 第二个", 3, 15, "//"),
    (BELOW, "\"order\": 2,", "\"order\": 2", 3, 13, ""),
    (BELOW, "  \"name\": \"下\",", "<<<<<<< HEAD\n  \"name\": \"下\",\n=======\n  \"name\": \"上\",\n>>>>>>> 同事的改动", 4, 1, "<<<<<<< HEAD"),
    (BELOW, "\"name\": \"下\",", "\"name\": \"下,", 4, 11, "\"下,"),
    (ABOVE, r#""order": 1, "#, r#""甲": 1,, "#, 1, 24, ", \"name\""),
    (ABOVE, r#""name": "上""#, r#""name": "上", "name": "下""#, 1, 47, "\": \"下\""),
    ("needs.json", r#""急救"}]}"#, "\n\n\"急救\"}]\n", 4, 1, ""),
];

#[test]
fn each_mistake_has_the_line_and_column_where_it_stands() {
    let mut wrong = Vec::new();
    for (path, from, to, line, column, begins) in PLACED {
        let files = rewritten(&[(path, from, to)]);
        let file = files.iter().find(|file| file.path == *path);
        let text = std::str::from_utf8(&file.expect("a file").bytes).expect("text");
        let there = text.split('\n').nth(line - 1).expect("a line");
        let there: String = there.chars().skip(column - 1).collect();
        let reading = read(&files);
        let placed = |problem: &Problem| (problem.line, problem.column) == (*line, *column);
        if !there.starts_with(begins)
            || reading.problems.len() != 1
            || !reading.problems.iter().all(placed)
        {
            wrong.push(format!("{path}: {to}: “{there}”, {:#?}", reading.problems));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let reading = read(&rewritten(&[(PLACED[0].0, PLACED[0].1, PLACED[0].2)]));
    assert!(
        reading.problems[0]
            .to_string()
            .starts_with("brands/below.json:7:3：below：owner："),
        "{}",
        reading.problems[0]
    );
}

#[test]
fn a_slip_is_offered_the_word_that_was_meant_and_nothing_else_a_guess() {
    for (file, from, to, offer) in [
        (
            BELOW,
            r#""value": "3""#,
            r#""value": "3", "lable": "3""#,
            Some("“label”"),
        ),
        (
            BELOW,
            r#""owner": "hospital""#,
            r#""owner": "hospitel""#,
            Some("“hospital”"),
        ),
        (
            BELOW,
            r#""brand": "above""#,
            r#""brand": "abvoe""#,
            Some("“above”"),
        ),
        (
            BELOW,
            r#""places": ["town"]"#,
            r#""places": ["twn"]"#,
            Some("“town”"),
        ),
        (
            BELOW,
            r#""owner": "hospital""#,
            r#""owner": "nobody""#,
            None,
        ),
        (
            BELOW,
            r#""value": "3""#,
            r#""value": "3", "colour": "3""#,
            None,
        ),
    ] {
        let reading = read(&rewritten(&[(file, from, to)]));
        let [problem] = &reading.problems[..] else {
            panic!("{to}: {:#?}", reading.problems);
        };
        match offer {
            Some(word) => assert!(
                problem.sentence.contains(&format!("您要的是{word}吗？")),
                "{problem}"
            ),
            None => assert!(!problem.sentence.contains("您要的是"), "{problem}"),
        }
    }
}

#[test]
fn all_mistakes_are_said_at_once() {
    let reading = read(&rewritten(&[
        (
            ABOVE,
            r#""emblem": "torch""#,
            r#""emblem": "Torch", "colour": "red""#,
        ),
        (BELOW, r#""unit": "次", "#, r#""unit": " ", "#),
        (BELOW, r#""owner": "hospital""#, r#""owner": "nobody""#),
        (
            BELOW,
            r#""text": "有一天。", "sources": ["paper"]"#,
            r#""text": "竺大伯那一天。", "sources": []"#,
        ),
        ("needs.json", r#""name": "急救""#, r#""name": """#),
        ("places.json", r#""parent": "city""#, r#""parent": "sea""#),
        ("documents.json", r#""kind": "报纸版面""#, r#""kind": 5"#),
    ]));
    let addresses: Vec<(&str, &str, &str)> = said(&reading)
        .into_iter()
        .map(|(file, record, field, _)| (file, record, field))
        .collect();
    assert_eq!(
        addresses,
        [
            (ABOVE, "above", "emblem"),
            (ABOVE, "above", "colour"),
            (BELOW, "below", "owner"),
            (BELOW, "below", "initiatives[first].figures[0].unit"),
            (BELOW, "below", "initiatives[first].figures[0].unit"),
            (BELOW, "below", "events[0].text"),
            (BELOW, "below", "events[0].sources"),
            ("documents.json", "paper", "kind"),
            ("needs.json", "jijiu", "name"),
            ("places.json", "town", "parent"),
        ]
    );
}

#[test]
fn a_circle_of_parents_is_said_for_each_brand_in_it() {
    let parent = r#""owner": "hospital", "parent": {"brand": "below", "basis": "推断", "text": "绕圈。", "sources": ["paper"]}"#;
    let reading = read(&rewritten(&[(ABOVE, r#""owner": "hospital""#, parent)]));
    let circles = said(&reading);
    assert_eq!(circles.len(), 2, "{circles:#?}");
    assert!(
        circles
            .iter()
            .all(|(_, _, field, why)| *field == "parent.brand" && why.contains("绕成了圈"))
    );
}

#[test]
fn a_brand_below_a_circle_is_not_blamed_for_it() {
    let parent = r#""owner": "hospital", "parent": {"brand": "above", "basis": "推断", "text": "绕圈。", "sources": ["paper"]}"#;
    let reading = read(&rewritten(&[(ABOVE, r#""owner": "hospital""#, parent)]));
    assert!(matches!(
        said(&reading)[..],
        [(ABOVE, "above", "parent.brand", _)]
    ));
}

#[test]
fn a_file_is_named_like_its_brand_and_no_two_share_an_id() {
    let mut files = small();
    files[4].path = "brands/another.json".to_owned();
    let reading = read(&files);
    let said_of_name = said(&reading);
    assert!(
        matches!(said_of_name[..], [("brands/another.json", "another", "id", why)] if why.contains("应与文件名“another”相同")),
        "{said_of_name:#?}"
    );

    let mut files = small();
    files.push(File {
        path: "brands/twin.json".to_owned(),
        bytes: SMALL[4].1.replace(r#""order": 1"#, r#""order": 3"#).into(),
    });
    let reading = read(&files);
    let sentences: Vec<&str> = said(&reading)
        .iter()
        .map(|(_, _, field, why)| {
            assert_eq!(*field, "id");
            *why
        })
        .collect();
    assert_eq!(sentences.len(), 2, "{sentences:#?}");
    assert!(
        sentences
            .iter()
            .any(|why| why.contains("brands/above.json 也用这个 id")),
        "{sentences:#?}"
    );
}

#[test]
fn a_file_that_is_none_of_ours_is_named() {
    for path in [
        "brands/.DS_Store",
        "brands/Thumbs.db",
        "brands/甬医先锋.json",
        "brands/a.JSON",
        "brands/a.json.bak",
        "brands/.json",
        "brands/x/y.json",
        "brands.json",
        "",
    ] {
        let mut files = small();
        files.push(File {
            path: path.to_owned(),
            bytes: b"{}".to_vec(),
        });
        let reading = read(&files);
        let said = said(&reading);
        assert!(
            matches!(said[..], [(file, "", "", why)] if file == path && why.contains("不认识这个文件")),
            "{path}: {said:#?}"
        );
    }
}

#[test]
fn a_register_that_is_missing_or_broken_is_one_problem_and_not_a_hundred() {
    for register in REGISTERS.into_iter().chain([PRIVATE_FILE]) {
        let mut files = small();
        files.retain(|file| file.path != register);
        let is_optional = Kind::of(register).is_some_and(Kind::is_optional);
        let without = read(&files);
        if is_optional {
            assert_eq!(without.problems, [], "{register}");
        }
        files.push(File {
            path: register.to_owned(),
            bytes: b"{\"a\":".to_vec(),
        });
        let broken = read(&files);
        for (reading, why_part) in [(without, "缺少这个文件"), (broken, "没有写完")] {
            if is_optional && why_part == "缺少这个文件" {
                continue;
            }
            let said = said(&reading);
            assert!(
                matches!(said[..], [(file, "", "", why)] if file == register && why.contains(why_part)),
                "{said:#?}"
            );
        }
    }
}

#[test]
fn a_broken_brand_is_no_reason_to_doubt_those_below_it() {
    let reading = read(&small_but(ABOVE, |bytes| bytes.clear()));
    assert!(
        matches!(said(&reading)[..], [(ABOVE, "", "", why)] if why.contains("文件是空的")),
        "{:#?}",
        said(&reading)
    );
}

/// Ways to write the invented phrases of the small data.
const PRIVATE: [&str; 14] = [
    "沃女士",
    "沃　女士",
    "沃\u{3000}女士",
    "沃⼥士",
    "竺大伯",
    "竺·大伯",
    "73岁",
    "７３ 岁",
    "結霜癥女工",
    "27182818",
    "010-27182818",
    "（010）2718-2818",
    "２７１８ ２８１８",
    "27182818",
];

#[test]
fn a_private_string_is_refused_wherever_it_stands() {
    let places = [
        (BELOW, "一心一意", "slogan.text"),
        (BELOW, "第二件", "initiatives[second].name"),
        (BELOW, "做过", "initiatives[first].figures[0].label"),
        (BELOW, "原文写明。", "parent.text"),
        ("institutions.json", "市医院", "other_names[0].text"),
        ("documents.json", "一份材料", "title"),
    ];
    for private in PRIVATE {
        for (file, from, field) in places {
            let reading = read(&rewritten(&[(file, from, &format!("有{private}的一句"))]));
            assert!(
                matches!(said(&reading)[..], [(at, _, within, why)] if at == file && within == field && why.contains("不得公开")),
                "{private}: {:#?}",
                said(&reading)
            );
        }
    }
    // A group of people is nobody in particular, an illness is many people's, and a larger number is another one.
    for open in [
        "困难户家庭",
        "结霜症患者",
        "结霜症中心",
        "173岁寿星",
        "73岁以上老人",
        "127182818",
    ] {
        let reading = read(&rewritten(&[(BELOW, "一心一意", open)]));
        assert_eq!(said(&reading), [], "{open}");
    }
}

#[test]
fn a_private_phrase_is_refused_in_value_and_unit_of_a_figure_together() {
    let figure = |value: &str, unit: &str| {
        let to = format!("\"value\": \"{value}\", \"unit\": \"{unit}\"");
        read(&rewritten(&[(
            BELOW,
            "\"value\": \"3\", \"unit\": \"次\"",
            &to,
        )]))
    };
    let reading = figure("73", "岁");
    assert!(
        matches!(said(&reading)[..], [(BELOW, _, "initiatives[first].figures[0].value", why)] if why.contains("73岁")),
        "{:#?}",
        said(&reading)
    );
    assert_eq!(said(&figure("73", "位")), []);
}

#[test]
fn what_is_written_otherwise_than_in_the_list_is_shown_as_it_is_written() {
    let reading = read(&rewritten(&[(BELOW, "一心一意", "来的是沃 女士。")]));
    let sentence = said(&reading)[0].3;
    assert!(
        sentence.contains("“沃 女士”") && sentence.contains("“沃女士”"),
        "{sentence}"
    );
}

#[test]
fn an_entry_of_one_character_is_a_mistake_and_a_general_word_a_note() {
    let list = |entries: &str| {
        read(&small_but("private.json", |bytes| {
            *bytes = format!("{{\"private\": [{entries}]}}").into_bytes();
        }))
    };
    let reading = list("\"沃女士\", \"沃\"");
    assert!(
        matches!(said(&reading)[..], [("private.json", "", "[1]", why)] if why.contains("太短")),
        "{:#?}",
        said(&reading)
    );
    let reading = list("\"沃女士\", \"星斑症\"");
    assert_eq!(said(&reading), []);
    let notes = brand_gallery::catalogue::check::notes(&reading);
    assert!(
        notes.len() == 1 && notes[0].field == "[1]" && notes[0].sentence.contains("“星斑症”"),
        "{notes:#?}"
    );
}

#[test]
fn what_is_no_text_of_ours_is_a_sentence_about_the_file() {
    let bom = [b"\xef\xbb\xbf".as_slice(), SMALL[5].1.as_bytes()].concat();
    let utf16: Vec<u8> = SMALL[5]
        .1
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let gbk = b"{\"id\": \"below\", \"name\": \"\xd3\xc0\xd2\xbd\"}".to_vec();
    let table: [(&str, Vec<u8>, &str); 17] = [
        ("nothing", Vec::new(), "文件是空的"),
        ("a byte order mark", bom, "BOM"),
        ("a byte order mark alone", b"\xef\xbb\xbf".to_vec(), "BOM"),
        ("UTF-16", utf16, "UTF-16"),
        ("GBK", gbk, "GBK"),
        (
            "half a character",
            "{\"id\": \"甬".as_bytes()[..9].to_vec(),
            "不是 UTF-8",
        ),
        ("one bad byte", vec![0xff], "从这里起不是 UTF-8"),
        ("fifty megabytes of junk", vec![b'x'; 50 << 20], "超过"),
        ("one byte too many", vec![b' '; LARGEST_FILE + 1], "超过"),
        (
            "as much space as is read",
            vec![b' '; LARGEST_FILE],
            "没有写完",
        ),
        ("space", b" \n\t ".to_vec(), "没有写完"),
        ("zeros", vec![0; 64], "空字节"),
        ("another language", b"<html></html>".to_vec(), "不该有“<”"),
        (
            "a comma too many",
            b"{\"id\": \"below\",}".to_vec(),
            "多了一个逗号",
        ),
        ("a comment", b"// hello\n{}".to_vec(), "注释"),
        ("two values", b"{} {}".to_vec(), "应当已经结束"),
        (
            "a hundred thousand brackets",
            vec![b'['; 100_000],
            "套得太深",
        ),
    ];
    for (what, bytes, sentence) in table {
        let reading = read(&small_but(BELOW, |file| *file = bytes));
        assert!(
            matches!(said(&reading)[..], [(BELOW, "", "", why)] if why.contains(sentence)),
            "{what}: {:#?}",
            said(&reading)
        );
    }
}

#[test]
fn values_of_another_shape_are_sentences_too() {
    for json in [
        "null",
        "true",
        "0",
        "-1e999",
        "\"below\"",
        "[]",
        "[{}]",
        "{}",
        "{\"id\": null}",
        "{\"id\": {\"id\": []}}",
    ] {
        for (path, _) in SMALL {
            let reading = read(&small_but(path, |bytes| *bytes = json.into()));
            assert!(
                reading.problems.iter().any(|problem| problem.file == path),
                "{path}: {json}"
            );
        }
    }
}

#[test]
fn a_file_cut_off_at_any_byte_is_said_and_hurts_no_other() {
    for path in [ABOVE, "places.json"] {
        let whole = small()
            .into_iter()
            .find(|file| file.path == path)
            .expect("a file")
            .bytes
            .len();
        for length in 0..whole {
            let reading = read(&small_but(path, |bytes| bytes.truncate(length)));
            assert!(
                matches!(said(&reading)[..], [(file, "", "", _)] if file == path),
                "{path} cut at {length}: {:#?}",
                said(&reading)
            );
        }
    }
}

#[test]
fn hostile_texts_are_kept_as_they_are() {
    for text in [
        "<script>alert(1)</script>",
        "</script><!--<img src=x onerror=alert(1)>",
        "\"onmouseover=\"alert(1)",
        "'; DROP TABLE brands; --",
        "../../etc/passwd",
        "javascript:alert(1)",
        "%00%0a${7*7}{{7*7}}",
        "C:\\brands\\",
        "q\u{301}\u{301}\u{301}\u{301}",
        "👩🏽\u{fe0f}𠮷",
        "&amp;&lt;",
    ] {
        let quoted = serde_json::to_string(text).expect("JSON");
        let reading = read(&rewritten(&[
            (BELOW, "\"下\"", &quoted),
            (BELOW, "\"第二件\"", &quoted),
        ]));
        assert_eq!(said(&reading), [], "{text}");
        let brand = reading.brands.last().expect("a brand");
        assert_eq!(
            (brand.name.as_str(), brand.initiatives[1].name.as_str()),
            (text, text)
        );
        let card = reading.catalogue.cards.last().expect("a card");
        assert_eq!(*card, Card::of(brand));
    }
}
