//! Validation of all records together: references, sources, unique ids, order, the tree of brands, values of figures and events.
//!
//! It runs after each file was read by itself. References into an unreadable file are not reported; otherwise one broken register would hide its own
//! problem among a hundred others.

use super::suggest::nearest;
use super::{facts, media};
use crate::catalogue::{
    Brand, Card, Catalogue, Checked, GUIDE, Lookup, Passage, Place, Problem, ServiceOf, Slug,
    day_number,
};
use std::collections::{HashMap, HashSet};

/// Collects problems, with the file and record that are being validated.
struct Checker<'a> {
    file: String,
    record: String,
    catalogue: &'a Catalogue,
    known: Lookup<'a>,
    unread: HashSet<&'a str>,
    /// The suggestions for unknown ids, by register and id.
    near: HashMap<(&'static str, Slug), Option<String>>,
    problems: &'a mut Vec<Problem>,
}

impl Checker<'_> {
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

    /// Reports duplicate ids of a register, each with its own record.
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

    /// Validates the sources of the statement at `field`, or of the record itself if that is empty.
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
                // Many records may refer to the same unknown id.
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

    /// Validates the note at `field` that a record was checked.
    fn checked(&mut self, field: &str, checked: Option<&Checked>) {
        if let Some(checked) = checked.filter(|checked| day_number(&checked.on).is_none()) {
            let sentence = format!("“{}”不是日期。请写成 2026-11-24 这样。", checked.on);
            self.say(&format!("{field}.on"), sentence);
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

    /// Validates the service at `field` that carries out a brand or an initiative.
    fn service(&mut self, field: &str, of: Option<&ServiceOf>) {
        let Some(ServiceOf {
            institution,
            service,
        }) = of
        else {
            return;
        };
        self.institution(field, institution);
        let known = self.known.institutions.get(institution);
        if let Some(known) = known.filter(|known| known.service(service).is_none()) {
            let ids = known.services.iter().map(|it| it.id.as_str());
            let mending = nearest(service.as_str(), ids).map_or_else(
                || "请改正，或先在 institutions.json 里登记这项服务。".to_owned(),
                |near| format!("您要的是“{institution}/{near}”吗？"),
            );
            let sentence = format!("“{}”没有“{service}”这项服务。{mending}", known.name);
            self.say(field, sentence);
        }
    }

    fn places(&mut self, field: &str, ids: &[Slug]) {
        self.each(field, ids, "places.json", |known| &known.places);
    }

    fn needs(&mut self, field: &str, ids: &[Slug]) {
        self.each(field, ids, "needs.json", |known| &known.needs);
    }
}

/// Validates the lists that brands and initiatives share, by the names of their fields.
macro_rules! shared_lists {
    ($checker:ident, $at:expr, $of:expr, [$($list:ident),+]) => {
        $(for (index, item) in $of.$list.iter().enumerate() {
            $checker.sources(&format!("{}{}[{index}]", $at, stringify!($list)), &item.sources);
        })+
        for (index, figure) in $of.figures.iter().enumerate() {
            // An empty text has its own rule; this one also rejects other white space.
            if figure.unit.chars().all(char::is_whitespace) {
                $checker.say(&format!("{}figures[{index}].unit", $at), "数字没有单位。请照原文补上。");
            }
            let largest = figure.value.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse::<u16>().ok()).max();
            if let Some(of) = figure.of && largest.is_none_or(|largest| largest > of) {
                $checker.say(&format!("{}figures[{index}].of", $at), format!("“{}”不是 {of} 之中的数。请核对，或去掉 of。", figure.value));
            }
        }
        for (index, event) in $of.events.iter().enumerate() {
            let field = format!("{}events[{index}]", $at);
            if event.month.is_some_and(|month| !(1..=12).contains(&month)) || event.day.is_some_and(|day| !(1..=31).contains(&day)) {
                $checker.say(&field, "月份应在 1 到 12 之间，日期应在 1 到 31 之间。");
            }
            if event.day.is_some() && event.month.is_none() {
                $checker.say(&field, "有日期，没有月份。请补上，或去掉日期。");
            }
        }
        for (index, partner) in $of.partners.iter().enumerate() {
            if let Some(institution) = &partner.institution {
                $checker.institution(&format!("{}partners[{index}].institution", $at), institution);
            }
        }
        $checker.needs(&format!("{}needs", $at), &$of.needs);
        $checker.places(&format!("{}places", $at), &$of.places);
    };
}

/// Validates all records; `unread` are the paths of unreadable files.
pub(super) fn validate(
    brands: &[(&str, &Brand)],
    catalogue: &Catalogue,
    unread: &[&str],
    problems: &mut Vec<Problem>,
) {
    let mut checker = Checker {
        file: String::new(),
        record: String::new(),
        catalogue,
        known: Lookup::of(catalogue),
        unread: unread.iter().copied().collect(),
        near: HashMap::new(),
        problems,
    };
    registers(&mut checker);
    let circular = circular(catalogue, &checker.known);
    let mut before: HashMap<&Slug, &str> = HashMap::new();
    for (path, brand) in brands {
        checker.file = (*path).to_owned();
        checker.record = brand.id.to_string();
        let other = before.get(&brand.id).copied();
        one_brand(&mut checker, other, circular.contains(&brand.id), brand);
        before.entry(&brand.id).or_insert(path);
    }
    pictures(&mut checker, brands);
}

/// Validates the records of pictures and attachments.
fn pictures(checker: &mut Checker<'_>, brands: &[(&str, &Brand)]) {
    let catalogue = checker.catalogue;
    checker.register("media.json", catalogue.media.iter().map(|media| &media.id));
    for media in &catalogue.media {
        checker.record = media.id.to_string();
        if !media.sources.is_empty() {
            checker.sources("", &media.sources);
        }
        if let Some(institution) = &media.institution {
            checker.institution("institution", institution);
        }
        if let Some(id) = &media.brand {
            let brand = brands.iter().find(|(_, brand)| brand.id == *id);
            let file = format!("brands/{id}.json");
            match (brand, &media.initiative) {
                (None, _) if !checker.unread.contains(file.as_str()) => {
                    let ids = brands.iter().map(|(_, brand)| brand.id.as_str());
                    let sentence = unknown("这个品牌", id, nearest(id.as_str(), ids));
                    checker.say("brand", sentence);
                }
                (Some((_, brand)), Some(own)) if brand.initiative(own).is_none() => {
                    let ids = brand.initiatives.iter().map(|it| it.id.as_str());
                    let sentence = unknown("这项举措", own, nearest(own.as_str(), ids));
                    checker.say("initiative", format!("品牌“{id}”里{sentence}"));
                }
                _ => {}
            }
        }
        for (field, sentence) in media::faults(media) {
            checker.say(&field, sentence);
        }
    }
    let files: Vec<&str> = catalogue.media.iter().map(|it| it.file.as_str()).collect();
    for (at, media) in catalogue.media.iter().enumerate() {
        // A picture of two records would be withdrawn with one of them only.
        if files[..at].contains(&media.file.as_str()) {
            checker.record = media.id.to_string();
            checker.say(
                "file",
                format!(
                    "“{}”写了两次，撤回时会漏掉一处。请只留一条，或换一个文件。",
                    media.file
                ),
            );
        }
    }
    checker.record.clear();
}

/// The sentence about an id that nothing has.
fn unknown(what: &str, id: &Slug, near: Option<&str>) -> String {
    let mending = near.map_or_else(
        || "请改正。".to_owned(),
        |near| format!("您要的是“{near}”吗？"),
    );
    format!("没有“{id}”{what}。{mending}")
}

/// The brands that are their own ancestors.
fn circular<'a>(catalogue: &'a Catalogue, known: &Lookup<'a>) -> HashSet<&'a Slug> {
    let mut circular = HashSet::new();
    // For each visited brand the brand from which the walk upwards began.
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
                    // A cycle is new only if this walk closed it.
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

fn registers(checker: &mut Checker<'_>) {
    let catalogue = checker.catalogue;
    checker.register(
        "documents.json",
        catalogue.documents.iter().map(|document| &document.id),
    );
    checker.register("needs.json", catalogue.needs.iter().map(|need| &need.id));
    checker.register(
        "places.json",
        catalogue.places.iter().map(|place| &place.id),
    );
    let mut before: HashSet<&Slug> = HashSet::new();
    for place in &catalogue.places {
        checker.record = place.id.to_string();
        match &place.outline {
            Some(outline) if Place::corners(outline).is_none() => checker.say(
                "outline",
                "不是多边形的角。请写成 0,0 80,0 80,60 这样：一个角写 横,竖，角之间空一格，至少三个。",
            ),
            Some(_) if place.parent.is_none() => checker.say(
                "outline",
                "只有在别的地方里面的，才画在那里的示意图上。请去掉，或写上 parent。",
            ),
            Some(_) if place.sources.is_empty() => {}
            _ => checker.sources("", &place.sources),
        }
        if let Some(parent) = &place.parent
            && !before.contains(parent)
        {
            checker.say(
                "parent",
                format!("上级地方“{parent}”应写在它前面。请登记，或调换次序。"),
            );
        }
        before.insert(&place.id);
    }
    checker.register(
        "institutions.json",
        catalogue
            .institutions
            .iter()
            .map(|institution| &institution.id),
    );
    for institution in &catalogue.institutions {
        checker.record = institution.id.to_string();
        checker.sources("", &institution.sources);
        for (index, name) in institution.other_names.iter().enumerate() {
            checker.sources(&format!("other_names[{index}]"), &name.sources);
        }
        checker.places("place", institution.place.as_slice());
        checker.checked("checked", institution.checked.as_ref());
        checker.unique("services", institution.services.iter().map(|it| &it.id));
        if let Some(house) = &institution.house {
            checker.checked("house.checked", house.checked.as_ref());
        }
        for service in &institution.services {
            let field = format!("services[{}].checked", service.id);
            checker.checked(&field, service.checked.as_ref());
        }
        for (field, sentence) in facts::faults(institution) {
            checker.say(&field, sentence);
        }
    }
    checker.register(
        "urgent.json",
        catalogue.urgent.iter().map(|notice| &notice.id),
    );
    for notice in &catalogue.urgent {
        checker.record = notice.id.to_string();
        checker.needs("needs", &notice.needs);
    }
}

/// Validates a brand; `same` is an earlier file with the same id.
fn one_brand(checker: &mut Checker<'_>, same: Option<&str>, is_circular: bool, brand: &Brand) {
    if !brand.kind.is_brand() {
        checker.say(
            "kind",
            format!("“{}”是举措的类别，不是品牌的。", brand.kind.word()),
        );
    }
    if let Some(path) = same {
        checker.say("id", format!("{path} 也用这个 id。请改掉其中一个。"));
    }
    checker.institution("owner", &brand.owner);
    checker.sources("summary", &brand.summary.sources);
    checker.checked("checked", brand.checked.as_ref());
    checker.service("service", brand.service.as_ref());
    if let Some(slogan) = &brand.slogan {
        checker.sources("slogan", &slogan.sources);
    }
    if let Some(parent) = &brand.parent {
        checker.sources("parent", &parent.sources);
        let file = format!("brands/{}.json", parent.brand);
        if !checker.known.cards.contains_key(&parent.brand)
            && !checker.unread.contains(file.as_str())
        {
            let known = checker.known.cards.keys().map(|id| id.as_str());
            let near = nearest(parent.brand.as_str(), known);
            let mending = near.map_or_else(
                || "请改正。".to_owned(),
                |near| format!("您要的是“{near}”吗？"),
            );
            checker.say(
                "parent.brand",
                format!("没有“{}”这个品牌。{mending}", parent.brand),
            );
        }
        if is_circular {
            checker.say("parent.brand", "上级关系绕成了圈。请改正其中一个上级。");
        }
    }
    shared_lists!(
        checker,
        "",
        brand,
        [
            other_names,
            guide,
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
    guide(checker, "", &brand.guide);
    checker.unique(
        "initiatives",
        brand.initiatives.iter().map(|initiative| &initiative.id),
    );
    for initiative in &brand.initiatives {
        let at = format!("initiatives[{}].", initiative.id);
        if !initiative.kind.is_initiative() {
            checker.say(
                &format!("{at}kind"),
                format!("“{}”是品牌的类别，不是举措的。", initiative.kind.word()),
            );
        }
        if let Some(owner) = &initiative.owner {
            checker.institution(&format!("{at}owner"), owner);
        }
        checker.sources(&format!("{at}summary"), &initiative.summary.sources);
        checker.checked(&format!("{at}checked"), initiative.checked.as_ref());
        checker.service(&format!("{at}service"), initiative.service.as_ref());
        guide(checker, &at, &initiative.guide);
        shared_lists!(
            checker,
            &at,
            initiative,
            [
                other_names,
                guide,
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

/// The headings of a guide: those of [`GUIDE`], each at most once.
fn guide(checker: &mut Checker, at: &str, guide: &[Passage]) {
    let mut seen: Vec<&str> = Vec::new();
    for (position, passage) in guide.iter().enumerate() {
        let heading = passage.heading.as_deref().unwrap_or_default();
        let field = format!("{at}guide[{position}].heading");
        if !GUIDE.contains(&heading) {
            checker.say(
                &field,
                format!("小标题要写“{}”中的一个。请改正。", GUIDE.join("”“")),
            );
        } else if seen.contains(&heading) {
            checker.say(
                &field,
                format!("“{heading}”写了两次。请合成一段，或删去一段。"),
            );
        }
        seen.push(heading);
    }
}
