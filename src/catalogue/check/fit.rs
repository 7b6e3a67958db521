//! Does each record fit the others: references, sources, order, the tree?
//!
//! All files together, after each was read by itself. Absent on purpose: doubts about a reference into a file that could not be read;
//! one broken register would otherwise drown its own problem in a hundred others.

use super::near::nearest;
use crate::catalogue::{Brand, Catalogue, Problem, Slug};
use std::collections::HashSet;

/// Collects what does not fit, with the address of the file in hand.
struct Fit<'a> {
    file: String,
    record: String,
    catalogue: &'a Catalogue,
    unread: &'a [&'a str],
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
        self.each(&field, sources, "documents.json", |catalogue| {
            catalogue.documents.iter().map(|known| &known.id).collect()
        });
    }

    fn each(
        &mut self,
        field: &str,
        ids: &[Slug],
        register: &str,
        known: impl Fn(&Catalogue) -> Vec<&Slug>,
    ) {
        self.unique(field, ids.iter());
        if self.unread.contains(&register) {
            return;
        }
        let known = known(self.catalogue);
        for id in ids {
            if !known.contains(&id) {
                let near = nearest(id.as_str(), known.iter().map(|known| known.as_str()));
                let mending = near.map_or_else(
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
            |catalogue| {
                catalogue
                    .institutions
                    .iter()
                    .map(|known| &known.id)
                    .collect()
            },
        );
    }

    fn places(&mut self, field: &str, ids: &[Slug]) {
        self.each(field, ids, "places.json", |catalogue| {
            catalogue.places.iter().map(|known| &known.id).collect()
        });
    }

    fn needs(&mut self, field: &str, ids: &[Slug]) {
        self.each(field, ids, "needs.json", |catalogue| {
            catalogue.needs.iter().map(|known| &known.id).collect()
        });
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
    brands: &[(&str, Brand)],
    catalogue: &Catalogue,
    unread: &[&str],
    problems: &mut Vec<Problem>,
) {
    let mut fit = Fit {
        file: String::new(),
        record: String::new(),
        catalogue,
        unread,
        problems,
    };
    registers(&mut fit);
    for (index, (path, brand)) in brands.iter().enumerate() {
        fit.file = (*path).to_owned();
        fit.record = brand.id.to_string();
        one_brand(&mut fit, &brands[..index], brand);
    }
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
    for (index, place) in catalogue.places.iter().enumerate() {
        fit.record = place.id.to_string();
        fit.sources("", &place.sources);
        if let Some(parent) = &place.parent
            && !catalogue.places[..index]
                .iter()
                .any(|before| before.id == *parent)
        {
            fit.say(
                "parent",
                format!("上级地方“{parent}”应写在它前面。请登记，或调换次序。"),
            );
        }
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

/// Judges a brand beside those `before` it.
fn one_brand(fit: &mut Fit<'_>, before: &[(&str, Brand)], brand: &Brand) {
    let catalogue = fit.catalogue;
    if !brand.kind.is_brand() {
        fit.say(
            "kind",
            format!("“{}”是举措的类别，不是品牌的。", brand.kind.word()),
        );
    }
    if let Some((path, _)) = before.iter().find(|(_, other)| other.id == brand.id) {
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
        if catalogue.card(&parent.brand).is_none() && !fit.unread.contains(&file.as_str()) {
            let near = nearest(
                parent.brand.as_str(),
                catalogue.cards.iter().map(|card| card.id.as_str()),
            );
            let mending = near.map_or_else(
                || "请改正。".to_owned(),
                |near| format!("您要的是“{near}”吗？"),
            );
            fit.say(
                "parent.brand",
                format!("没有“{}”这个品牌。{mending}", parent.brand),
            );
        }
        let above = |id| catalogue.card(id)?.parent.as_ref();
        if std::iter::successors(Some(&parent.brand), |id| above(id))
            .take(catalogue.cards.len())
            .any(|id| *id == brand.id)
        {
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
