//! The open data page: files, formats, edition (native only).

use crate::catalogue::file::Kind;
use crate::route::{self, Route, StaffPage};
use crate::screen::Site;
use leptos::prelude::*;

/// The open data page.
pub fn data(site: &Site) -> AnyView {
    let catalogue = &site.catalogue;
    let what = |kind: Kind| match kind {
        Kind::Brand => (
            "品牌，一个文件一个，连同它的举措、数字、荣誉和出处",
            site.brands.len(),
        ),
        Kind::Institutions => ("机构", catalogue.institutions.len()),
        Kind::Places => ("地方", catalogue.places.len()),
        Kind::Needs => ("需求，分类是本馆所设", catalogue.needs.len()),
        Kind::Documents => ("材料，也就是出处", catalogue.documents.len()),
        Kind::Synonyms => ("搜索用的日常用语，是本馆所写", 0),
        Kind::Everyday => (
            "平常的说法指的是哪个需求或品牌，是本馆所写",
            catalogue.everyday.len(),
        ),
        Kind::Urgent => (
            "危急时的提示和引起提示的说法，是本馆所写",
            catalogue.urgent.len(),
        ),
        Kind::Redirects => ("改过的网址", 0),
        Kind::Retired => ("停用的网址", 0),
        Kind::Changes => ("更新记录", catalogue.changes.len()),
        Kind::Gallery => ("馆名、印章、核心品牌、示例词和颜色", 0),
        Kind::Private | Kind::Reviewed | Kind::Media => ("", 0),
    };
    let file = |path: &str, words: String| {
        // A file, not a page: opened by the browser.
        view! { <a href=route::asset(path) target="_self">{words}</a> }.into_any()
    };
    let files: Vec<AnyView> = Kind::ALL
        .into_iter()
        // A gallery without notices or everyday words has no file for them.
        .filter(|kind| {
            let may_lack = matches!(kind, Kind::Urgent | Kind::Everyday);
            kind.is_public() && (!may_lack || what(*kind).1 > 0)
        })
        .map(|kind| {
            let (words, total) = what(kind);
            let counted = if total > 0 { format!("，共 {total} 个") } else { String::new() };
            let link = match kind {
                Kind::Brand => view! { <code>{route::brand_file("代号")}</code> }.into_any(),
                _ => file(&route::data(&format!("{}.json", kind.name())), format!("{}.json", kind.name())),
            };
            view! { <li>{link}{format!("：{words}{counted}。")}{file(&route::data(&kind.schema()), "格式".to_owned())}</li> }.into_any()
        })
        .collect();
    let is_stated = catalogue.institutions.iter().any(|it| it.states_facts());
    let services = is_stated.then(|| {
        let link = |name: &str| file(&route::data(name), name.to_owned());
        view! { <li>{link(route::HSDS)}"、"{link(route::FHIR)}"：各机构自己填写的服务信息，分别按 Open Referral HSDS 3.0 和 HL7 FHIR R4 写成，给别的系统用。"</li> }
    });
    let brand_files: Vec<AnyView> = (site.brands)
        .iter()
        .map(|brand| {
            let link = file(&route::brand_file(brand.id.as_str()), brand.name.clone());
            view! { <li>{link}</li> }.into_any()
        })
        .collect();
    let documents: Vec<AnyView> = catalogue
        .documents
        .iter()
        .map(|document| {
            view! { <li>{format!("《{}》，{}", document.title, document.dated())}</li> }.into_any()
        })
        .collect();
    let newest = catalogue.changes.first().map_or_else(
        || "没有登记过改动。".to_owned(),
        |change| format!("最近登记的改动：{}。", change.on),
    );
    let feed = route::origin().filter(|_| !catalogue.changes.is_empty()).map(|_| {
        view! { "订阅改动（Atom）："<a href=route::asset(route::FEED) target="_self">{route::FEED}</a>"。" }.into_any()
    });
    view! {
        <article class="about">
            <h1 class="listing__name">{StaffPage::Data.word()}</h1>
            <p class="brand__summary">{format!("{}的网页全部由这些文件写成。文件是 JSON，UTF-8，用普通的下载程序就能取。", catalogue.gallery.name)}</p>
            <h2>"版本和日期"</h2>
            <p>{format!("数据版本号：{}。内容有任何不同，版本号就不同。{newest}", site.index.edition())}<a href=Route::StaffPage(StaffPage::Changes).href()>{StaffPage::Changes.word()}</a>"。"{feed}</p>
            <p>"材料本身的日期："</p>
            <ul class="embed__list">{documents}</ul>
            <h2>"文件"</h2>
            <p>{format!("都在 {} 下面。", route::asset(&route::data("")))}</p>
            <ul class="embed__list">{files}{services}</ul>
            <h2>"各个品牌的文件"</h2>
            <ul class="embed__list">{brand_files}</ul>
            <h2>"格式"</h2>
            <p>"每种文件有一份 JSON Schema，就在上面的“格式”里，每个字段有中文名称和说明。代号是网址的一部分，发布过就不再改；万一改了，redirects.json 里有旧网址和新网址。没有写的字段就是材料没有说，不是零，也不是没有。"</p>
            <p>"同一文件夹里的 catalogue.json 和 search- 开头的文件是网页程序自己用的，随程序改变，请不要依赖。"</p>
            <h2>"使用"</h2>
            <p>"数据里的名称、数字、引语照材料原文，出处随每一句写在 sources 里；转用时请保留出处。程序按 MIT 许可发布；材料原文的权利属于各材料的作者和发布者，本馆没有另给许可。"</p>
        </article>
    }
    .into_any()
}
