//! What pages say of who runs the gallery: the facts of the footer and of the about page, and those that are not given.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Gallery, Operator};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
use serde::{Deserialize, Serialize};

/// The page of the ministry that a number of an ICP record has to link to (工业和信息化部令第33号, Art. 13).
#[cfg(not(target_arch = "wasm32"))]
const ICP: &str = "https://beian.miit.gov.cn/";

/// The page of the ministry of public security that shows the record with the code behind it.
#[cfg(not(target_arch = "wasm32"))]
const POLICE: &str = "https://beian.mps.gov.cn/#/query/webSearch?code=";

/// A fact about who runs the gallery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OperatorFact {
    /// What it is.
    pub label: String,
    /// The fact.
    pub text: String,
    /// The words of the footer: label and fact, or one of them where the authorities prescribe that.
    pub footer: String,
    /// The page or address that it links to, outside of the gallery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// Every fact that a gallery can state: its label, and the fact of these settings.
#[cfg(not(target_arch = "wasm32"))]
type Facts = Vec<(&'static str, Option<OperatorFact>)>;

#[cfg(not(target_arch = "wasm32"))]
impl OperatorFact {
    /// The facts that a gallery states, in the order of the footer.
    pub fn all(gallery: &Gallery) -> Vec<OperatorFact> {
        let facts = gallery.operator.as_ref().map(facts).unwrap_or_default();
        facts.into_iter().filter_map(|(_, fact)| fact).collect()
    }

    /// The labels of the facts that a gallery does not state. One way to report a mistake is enough.
    pub fn missing(gallery: &Gallery) -> Vec<&'static str> {
        let operator = gallery.operator.clone().unwrap_or_default();
        let mut missing: Vec<&str> = facts(&operator)
            .into_iter()
            .filter(|(label, fact)| fact.is_none() && *label != tr!("更正与投诉"))
            .map(|(label, _)| label)
            .collect();
        if !operator.has_contact() {
            missing.push(tr!("更正与投诉"));
        }
        missing
    }

    /// The ways to report a mistake.
    pub fn contacts(gallery: &Gallery) -> Vec<OperatorFact> {
        let all = OperatorFact::all(gallery).into_iter();
        all.filter(|fact| fact.label == tr!("更正与投诉")).collect()
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn facts(operator: &Operator) -> Facts {
    let named = |label: &'static str, text: &Option<String>, href: Option<String>| {
        let fact = text.as_ref().map(|text| OperatorFact {
            label: label.to_owned(),
            text: text.clone(),
            footer: tr!("{label}：{text}", label = label, text = text),
            href,
        });
        (label, fact)
    };
    // A number of a record stands by itself, as the authorities write it.
    let number = |label: &'static str, text: &Option<String>, href: String| {
        let (label, fact) = named(label, text, Some(href));
        let fact = fact.map(|fact| OperatorFact {
            footer: fact.text.clone(),
            ..fact
        });
        (label, fact)
    };
    let page = |label: &'static str, address: &Option<String>| {
        let (label, fact) = named(label, address, address.clone());
        let fact = fact.map(|fact| OperatorFact {
            footer: label.to_owned(),
            ..fact
        });
        (label, fact)
    };
    let way = |scheme: &str, address: &Option<String>| {
        let bare = |it: &String| it.replace(' ', "");
        let href = address.as_ref().map(|it| format!("{scheme}{}", bare(it)));
        named(tr!("更正与投诉"), address, href)
    };
    let police = operator.police_code().unwrap_or_default();
    vec![
        named(tr!("主办单位"), &operator.organiser, None),
        named(tr!("承办单位"), &operator.undertaker, None),
        number(tr!("ICP备案号"), &operator.icp, ICP.to_owned()),
        number(
            tr!("公安备案号"),
            &operator.police,
            format!("{POLICE}{police}"),
        ),
        named(tr!("网站标识码"), &operator.site_code, None),
        page(tr!("党政机关标识"), &operator.mark),
        page(tr!("适老化标识"), &operator.elder_mark),
        way("mailto:", &operator.mail),
        way("tel:", &operator.telephone),
        page(tr!("更正与投诉"), &operator.page),
    ]
}
