//! What screen readers are told of each kind of page.
//!
//! Asks the browser's own accessibility tree, which is what screen readers are told.

use super::kiosk::{lobby, touch_in, until_asked};
use super::page::{DESK, LOBBY, Page, visit};
use super::page_types::{KINDS, NOWHERE};
use serde_json::{Value, json};

/// A thing that is told: its role, name and level.
struct Heard {
    role: String,
    name: String,
    level: u64,
}

async fn heard(page: &Page) -> Vec<Heard> {
    let tree = page.tell("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value["value"].as_str().unwrap_or_default().to_owned();
    nodes
        .iter()
        .filter(|node| node["ignored"] == false)
        .map(|node| {
            let properties = node["properties"].as_array().into_iter().flatten();
            let mut level = properties.filter(|property| property["name"] == "level");
            Heard {
                role: text(&node["role"]),
                name: text(&node["name"]),
                level: level
                    .next()
                    .and_then(|it| it["value"]["value"].as_u64())
                    .unwrap_or(0),
            }
        })
        .collect()
}

fn names<'a>(heard: &'a [Heard], role: &str) -> Vec<&'a str> {
    (heard.iter().filter(|it| it.role == role))
        .map(|it| it.name.as_str())
        .collect()
}

/// What is wrong with what is heard.
fn wrong(heard: &[Heard]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (landmark, count) in [("main", 1), ("banner", 1), ("contentinfo", 1)] {
        let found = names(heard, landmark).len();
        if found != count {
            wrong.push(format!("{found} × {landmark}"));
        }
    }
    let mut navigations = names(heard, "navigation");
    let all = navigations.len();
    navigations.sort_unstable();
    navigations.dedup();
    if navigations.len() != all || navigations.contains(&"") {
        wrong.push(format!("navigations are not told apart: {navigations:?}"));
    }
    for role in [
        "link",
        "button",
        "searchbox",
        "combobox",
        "textbox",
        "dialog",
        "alertdialog",
        "region",
        "search",
    ] {
        if names(heard, role)
            .iter()
            .any(|name| name.trim().is_empty() && role != "search")
        {
            wrong.push(format!("a {role} without a name"));
        }
    }
    wrong
}

#[tokio::test]
async fn landmarks_headings_and_names_are_heard_on_each_kind_of_page() {
    visit(DESK, async |page| {
        page.forgive(NOWHERE);
        let mut found = Vec::new();
        for mode in ["0", "1"] {
            page.enter(&format!("/?elder={mode}")).await;
            for kind in KINDS {
                page.enter(kind.path).await;
                let heard = heard(page).await;
                found.extend(
                    wrong(&heard)
                        .into_iter()
                        .map(|it| format!("elder={mode} {}: {it}", kind.path)),
                );
                // The tree comes breadth first: the order of headings is the document's.
                let levels: Vec<u64> = page.ask("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(it => it.checkVisibility()).map(it => +it.tagName[1])").await;
                let told: usize = heard.iter().filter(|it| it.role == "heading").count();
                let skips = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
                if skips || levels.iter().filter(|level| **level == 1).count() != 1 || told != levels.len() {
                    found.push(format!("elder={mode} {}: {told} headings of {levels:?}", kind.path));
                }
                let first = heard
                    .iter()
                    .find(|it| it.role == "heading" && it.level == 1);
                if first.is_none_or(|it| it.name != kind.heading) {
                    found.push(format!(
                        "{}: the first heading is {:?}",
                        kind.path,
                        first.map(|it| &it.name)
                    ));
                }
            }
        }
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

#[tokio::test]
async fn the_question_of_a_lobby_is_heard_and_nothing_under_it() {
    lobby(LOBBY, async |page| {
        let before = heard(page).await;
        assert!(
            names(&before, "button")
                .iter()
                .any(|name| name.contains("轻触屏幕开始"))
        );
        assert!(
            names(&before, "link").is_empty(),
            "under the loop nothing is heard"
        );
        touch_in(page).await;
        let during = heard(page).await;
        assert!(names(&during, "button").contains(&"结束使用"));
        until_asked(page).await;
        let asked = heard(page).await;
        assert_eq!(names(&asked, "alertdialog"), ["您还在看吗？"]);
        assert!(names(&asked, "link").is_empty());
    })
    .await;
}
