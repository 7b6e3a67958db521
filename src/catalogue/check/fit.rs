//! Does each record fit the others: references, sources, order, the tree?
//!
//! All files together, after each was read by itself. Absent on purpose: doubts about a reference into a file that could not be read;
//! one broken register would otherwise drown its own problem in a hundred others.

use super::near::nearest;
use crate::catalogue::{Brand, Card, Catalogue, Lookup, Problem, Slug};
use std::collections::{HashMap, HashSet};

/// Collects what does not fit, with the address of the file in hand.
struct Fit<'a> {
    file: String,
    record: String,
    catalogue: &'a Catalogue,
    known: Lookup<'a>,
    unread: HashSet<&'a str>,
    /// What was offered for an id that a register lacks, by register and id.
    near: HashMap<(&'static str, Slug), Option<String>>,
    problems: &'a mut Vec<Problem>,
}

impl Fit<'_> {
    fn say(&mut self, field: &str, sentence: impl Into<String>) {
        self.problems
            .push(Problem::new(&self.file, &self.record, field, sentence));
    }

    fn unique<'b>(&mut self, field: &str, ids: impl Iterator<Item = &'b Slug>) {
        let mut seen = HashSet::new();
        for id in ids {
            if !seen.insert(id) {
                self.say(field, format!("“{id}”出现了两次。请改掉其中一个。"));
            }
        }
    }

    /// The ids of a register, each the record of its own problem.
    fn register<'b>(&mut self, file: &str, ids: impl Iterator<Item = &'b Slug>) {
        file.clone_into(&mut self.file);
        let mut seen = HashSet::new();
        for id in ids {
            if !seen.insert(id) {
                self.record = id.to_string();
                self.say("id", format!("“{id}”出现了两次。请改掉其中一个。"));
            }
        }
        self.record.clear();
    }

    /// The sources of the statement at `field`; of the record itself where that is empty.
    fn sources(&mut self, field: &str, sources: &[Slug]) {
        let field = match field {
            "" => "sources".to_owned(),
            field => format!("{field}.sources"),
        };
        if sources.is_empty() {
            self.say(&field, "没有出处。请写上文件的 id。");
        }
        self.each(&field, sources, "documents.json", |known| &known.documents);
    }

    fn each<T>(
        &mut self,
        field: &str,
        ids: &[Slug],
        register: &'static str,
        known: impl for<'b, 'c> Fn(&'b Lookup<'c>) -> &'b HashMap<&'c Slug, &'c T>,
    ) {
        self.unique(field, ids.iter());
        if self.unread.contains(register) {
            return;
        }
        for id in ids {
            let known = known(&self.known);
            if !known.contains_key(id) {
                // Many records may refer to one that is gone.
                let near = self.near.entry((register, id.clone()));
                let near = near.or_insert_with(|| {
                    let known = known.keys().map(|known| known.as_str());
                    nearest(id.as_str(), known).map(str::to_owned)
                });
                let mending = near.as_ref().map_or_else(
                    || "请改正，或先在那里登记。".to_owned(),
                    |near| format!("您要的是“{near}”吗？"),
                );
                self.say(field, format!("{register} 里没有“{id}”。{mending}"));
            }
        }
    }

    fn institution(&mut self, field: &str, id: &Slug) {
        self.each(
            field,
            std::slice::from_ref(id),
            "institutions.json",
            |known| &known.institutions,
        );
    }

    fn places(&mut self, field: &str, ids: &[Slug]) {
        self.each(field, ids, "places.json", |known| &known.places);
    }

    fn needs(&mut self, field: &str, ids: &[Slug]) {
        self.each(field, ids, "needs.json", |known| &known.needs);
    }
}

/// The lists that brand and initiative share, each with its name: one walk for both.
macro_rules! shared_lists {
    ($fit:ident, $at:expr, $of:expr, [$($list:ident),+]) => {
        $(for (index, item) in $of.$list.iter().enumerate() {
            $fit.sources(&format!("{}{}[{index}]", $at, stringify!($list)), &item.sources);
        })+
        for (index, figure) in $of.figures.iter().enumerate() {
            // An empty text is caught by its own rule; this one is for white space that is none.
            if figure.unit.chars().all(char::is_whitespace) {
                $fit.say(&format!("{}figures[{index}].unit", $at), "数字没有单位。请照原文补上。");
            }
            let largest = figure.value.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse::<u16>().ok()).max();
            if let Some(of) = figure.of && largest.is_none_or(|largest| largest > of) {
                $fit.say(&format!("{}figures[{index}].of", $at), format!("“{}”不是 {of} 之中的数。请核对，或去掉 of。", figure.value));
            }
        }
        for (index, event) in $of.events.iter().enumerate() {
            let field = format!("{}events[{index}]", $at);
            if event.month.is_some_and(|month| !(1..=12).contains(&month)) || event.day.is_some_and(|day| !(1..=31).contains(&day)) {
                $fit.say(&field, "月份应在 1 到 12 之间，日期应在 1 到 31 之间。");
            }
            if event.day.is_some() && event.month.is_none() {
                $fit.say(&field, "有日期，没有月份。请补上，或去掉日期。");
            }
        }
        for (index, partner) in $of.partners.iter().enumerate() {
            if let Some(institution) = &partner.institution {
                $fit.institution(&format!("{}partners[{index}].institution", $at), institution);
            }
        }
        $fit.needs(&format!("{}needs", $at), &$of.needs);
        $fit.places(&format!("{}places", $at), &$of.places);
    };
}

/// Judges all that was read; `unread` are the paths of files that could not be.
pub(super) fn fit(
    brands: &[(&str, &Brand)],
    catalogue: &Catalogue,
    unread: &[&str],
    problems: &mut Vec<Problem>,
) {
    let mut fit = Fit {
        file: String::new(),
        record: String::new(),
        catalogue,
        known: Lookup::of(catalogue),
        unread: unread.iter().copied().collect(),
        near: HashMap::new(),
        problems,
    };
    registers(&mut fit);
    let circular = circular(catalogue, &fit.known);
    let mut before: HashMap<&Slug, &str> = HashMap::new();
    for (path, brand) in brands {
        fit.file = (*path).to_owned();
        fit.record = brand.id.to_string();
        let other = before.get(&brand.id).copied();
        one_brand(&mut fit, other, circular.contains(&brand.id), brand);
        before.entry(&brand.id).or_insert(path);
    }
}

/// The brands above which, by way of others, they stand themselves.
fn circular<'a>(catalogue: &'a Catalogue, known: &Lookup<'a>) -> HashSet<&'a Slug> {
    let mut circular = HashSet::new();
    // The brand from which the way upwards began that has come by.
    let mut passed: HashMap<&Slug, &Slug> = HashMap::new();
    let above = |card: &&'a Card| known.cards.get(card.parent.as_ref()?).copied();
    for first in &catalogue.cards {
        let mut way: Vec<&Slug> = Vec::new();
        for card in std::iter::successors(Some(first), above) {
            match passed.get(&card.id) {
                None => {
                    passed.insert(&card.id, &first.id);
                    way.push(&card.id);
                }
                Some(by) => {
                    // Only this way itself can close a circle; an earlier one has been judged.
                    if **by == first.id {
                        circular.extend(way.into_iter().skip_while(|id| **id != card.id));
                    }
                    break;
                }
            }
        }
    }
    circular
}

fn registers(fit: &mut Fit<'_>) {
    let catalogue = fit.catalogue;
    fit.register(
        "documents.json",
        catalogue.documents.iter().map(|document| &document.id),
    );
    fit.register("needs.json", catalogue.needs.iter().map(|need| &need.id));
    fit.register(
        "places.json",
        catalogue.places.iter().map(|place| &place.id),
    );
    let mut before: HashSet<&Slug> = HashSet::new();
    for place in &catalogue.places {
        fit.record = place.id.to_string();
        fit.sources("", &place.sources);
        if let Some(parent) = &place.parent
            && !before.contains(parent)
        {
            fit.say(
                "parent",
                format!("上级地方“{parent}”应写在它前面。请登记，或调换次序。"),
            );
        }
        before.insert(&place.id);
    }
    fit.register(
        "institutions.json",
        catalogue
            .institutions
            .iter()
            .map(|institution| &institution.id),
    );
    for institution in &catalogue.institutions {
        fit.record = institution.id.to_string();
        fit.sources("", &institution.sources);
        for (index, name) in institution.other_names.iter().enumerate() {
            fit.sources(&format!("other_names[{index}]"), &name.sources);
        }
        fit.places("place", institution.place.as_slice());
    }
    fit.register(
        "urgent.json",
        catalogue.urgent.iter().map(|notice| &notice.id),
    );
    for notice in &catalogue.urgent {
        fit.record = notice.id.to_string();
        fit.needs("needs", &notice.needs);
    }
}

/// Judges a brand; `same` is the file before it whose brand has its id.
fn one_brand(fit: &mut Fit<'_>, same: Option<&str>, is_circular: bool, brand: &Brand) {
    if !brand.kind.is_brand() {
        fit.say(
            "kind",
            format!("“{}”是举措的类别，不是品牌的。", brand.kind.word()),
        );
    }
    if let Some(path) = same {
        fit.say("id", format!("{path} 也用这个 id。请改掉其中一个。"));
    }
    fit.institution("owner", &brand.owner);
    fit.sources("summary", &brand.summary.sources);
    if let Some(slogan) = &brand.slogan {
        fit.sources("slogan", &slogan.sources);
    }
    if let Some(parent) = &brand.parent {
        fit.sources("parent", &parent.sources);
        let file = format!("brands/{}.json", parent.brand);
        if !fit.known.cards.contains_key(&parent.brand) && !fit.unread.contains(file.as_str()) {
            let known = fit.known.cards.keys().map(|id| id.as_str());
            let near = nearest(parent.brand.as_str(), known);
            let mending = near.map_or_else(
                || "请改正。".to_owned(),
                |near| format!("您要的是“{near}”吗？"),
            );
            fit.say(
                "parent.brand",
                format!("没有“{}”这个品牌。{mending}", parent.brand),
            );
        }
        if is_circular {
            fit.say("parent.brand", "上级关系绕成了圈。请改正其中一个上级。");
        }
    }
    shared_lists!(
        fit,
        "",
        brand,
        [
            other_names,
            meaning,
            origin,
            work,
            results,
            notes,
            figures,
            honours,
            events,
            people,
            partners
        ]
    );
    fit.unique(
        "initiatives",
        brand.initiatives.iter().map(|initiative| &initiative.id),
    );
    for initiative in &brand.initiatives {
        let at = format!("initiatives[{}].", initiative.id);
        if !initiative.kind.is_initiative() {
            fit.say(
                &format!("{at}kind"),
                format!("“{}”是品牌的类别，不是举措的。", initiative.kind.word()),
            );
        }
        if let Some(owner) = &initiative.owner {
            fit.institution(&format!("{at}owner"), owner);
        }
        fit.sources(&format!("{at}summary"), &initiative.summary.sources);
        shared_lists!(
            fit,
            &at,
            initiative,
            [
                other_names,
                details,
                notes,
                figures,
                honours,
                events,
                people,
                partners
            ]
        );
    }
}
