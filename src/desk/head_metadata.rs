//! Metadata in the head of a page for search engines and chats: description, canonical address, Open Graph, JSON-LD.
//!
//! A [`HeadMetadata`] is built from a screen, of facts from the data alone. Its elements carry `data-page`, so that the program can remove them when another
//! page is shown. Elements that need an absolute address are left out if the host is not known. Title and canonical path come from [`Head`].

use super::service_directory::closing;
use crate::catalogue::{Exception, Gallery, Hours, Institution, Kind, Operator, State};
use crate::head::Head;
use crate::messages::{GAP, Language, spoken, tr};
use crate::models::service_anchor;
use crate::route::{self, Route};
use crate::screen::{Screen, Site};
use serde_json::{Value, json};

/// The length of a description in characters: search engines and chats cut longer ones and ignore shorter ones.
pub const DESCRIBED: std::ops::RangeInclusive<usize> = 40..=80;

/// The length of an English description, whose words are longer.
pub const DESCRIBED_IN_ENGLISH: std::ops::RangeInclusive<usize> = 60..=160;

/// The length of a description in a language.
pub fn described_in(language: Language) -> std::ops::RangeInclusive<usize> {
    match language {
        Language::English => DESCRIBED_IN_ENGLISH,
        _ => DESCRIBED,
    }
}

/// The metadata of a page.
pub struct HeadMetadata<'a> {
    /// Title, canonical path.
    pub head: Head,
    /// One or two sentences of [`DESCRIBED`] length.
    pub description: String,
    /// The large title in a chat: the page's title without the name of the site, which the chat shows separately.
    pub name: String,
    gallery: &'a Gallery,
    json_ld: Value,
    is_retired: bool,
    route: Option<Route>,
    picture: Option<String>,
    square: String,
}

impl HeadMetadata<'_> {
    /// The metadata of a screen.
    pub fn of<'a>(site: &'a Site, screen: &Screen) -> HeadMetadata<'a> {
        let head = Head::new(site, screen);
        let is_page = screen.route != Route::NotFound;
        HeadMetadata {
            description: described(site, screen, &head),
            name: head
                .title
                .strip_suffix(&format!(" - {}", site.catalogue.gallery.name))
                .unwrap_or(&head.title)
                .to_owned(),
            json_ld: match &screen.retired {
                Some(_) => Value::Null,
                None => json_ld(site, screen, &head),
            },
            is_retired: screen.retired.is_some(),
            route: is_page.then(|| screen.route.clone()),
            picture: is_page
                .then(|| route::absolute(&route::asset(&screen.route.picture())))
                .flatten(),
            square: route::asset(&match &screen.retired {
                Some(_) => Route::NotFound.square(),
                None => screen.route.square(),
            }),
            gallery: &site.catalogue.gallery,
            head,
        }
    }

    /// The elements, one per line.
    pub fn lines(&self) -> String {
        let mut lines = format!(
            "<title>{}</title>\n<meta name=\"description\" content=\"{}\">\n",
            escape(&self.head.title),
            escape(&self.description)
        );
        let Some(path) = &self.head.canonical else {
            return lines + "<meta name=\"robots\" content=\"noindex\">\n";
        };
        let address = route::absolute(&route::own(path));
        lines += &format!(
            "<link rel=\"canonical\" href=\"{}\">\n",
            address.clone().unwrap_or_else(|| route::own(path))
        );
        lines += &self.alternates();
        // Search engines drop a retired page, and chats show only its title.
        if self.is_retired {
            return lines + "<meta name=\"robots\" content=\"noindex\" data-page>\n";
        }
        let kind = if path.is_empty() {
            "website"
        } else {
            "article"
        };
        let (width, height) = super::picture::SIZE;
        let mut say = |attribute: &str, key: &str, value: &str| {
            lines += &format!(
                "<meta {attribute}=\"{key}\" content=\"{}\" data-page>\n",
                escape(value)
            );
        };
        say("property", "og:type", kind);
        say("property", "og:site_name", &self.gallery.name);
        say("property", "og:locale", spoken().locale());
        say("property", "og:title", &self.name);
        say("property", "og:description", &self.description);
        if let (Some(address), Some(picture)) = (&address, &self.picture) {
            say("property", "og:url", address);
            say("property", "og:image", picture);
            say("property", "og:image:type", "image/png");
            say("property", "og:image:width", &width.to_string());
            say("property", "og:image:height", &height.to_string());
            say("property", "og:image:alt", &self.name);
            say("name", "twitter:card", "summary_large_image");
        }
        // A data block, which browsers do not run; `<` is escaped so that its content cannot end it.
        let data = self.json_ld.to_string().replace('<', "\\u003c");
        lines + &format!("<script type=\"application/ld+json\" data-page>{data}</script>\n")
    }

    /// Links to the page in each language, for search engines.
    fn alternates(&self) -> String {
        let Some(route) = self.route.as_ref().filter(|it| it.is_in_all_languages()) else {
            return String::new();
        };
        let line = |tag: &str, language: Language| {
            let address = route.href_in(language);
            let address = route::absolute(&address).unwrap_or(address);
            format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}\" data-page>\n")
        };
        let each = Language::ALL.map(|language| line(language.tag(), language));
        each.concat() + &line("x-default", Language::Simplified)
    }

    /// A hidden square image for chats that take the first image of the body. Browsers do not load it.
    pub fn first_picture(&self) -> String {
        let side = super::picture::SQUARE;
        format!(
            "<img src=\"{}\" width=\"{side}\" height=\"{side}\" alt=\"\" loading=\"lazy\" hidden data-page>",
            self.square
        )
    }
}

/// The description at a fitting length: facts are appended if it is short, a long one is cut at the end of a phrase.
fn described(site: &Site, screen: &Screen, head: &Head) -> String {
    let catalogue = &site.catalogue;
    let Gallery { name, subject, .. } = &catalogue.gallery;
    let mut text = head.description.clone();
    let mut more: Vec<String> = Vec::new();
    if let (Route::Initiative(..), Some(brand)) = (&screen.route, site.brand(&screen.route)) {
        let owner = catalogue.institution(&brand.owner);
        more.extend(owner.map(|owner| tr!("品牌由{owner}所有。", owner = owner.name)));
    }
    if let Route::Place(_) | Route::Need(_) | Route::Institution(_) = &screen.route {
        more.push(tr!("{name}收录{subject}。", name = name, subject = subject));
    }
    more.push(tr!("内容全部取自公开材料，每一句都注明出处。").to_owned());
    more.push(tr!("{name}。", name = name));
    let long = described_in(spoken());
    for sentence in more {
        if text.chars().count() < *long.start() {
            if spoken() == Language::English {
                text.push(' ');
            }
            text.push_str(&sentence);
        }
    }
    if text.chars().count() <= *long.end() {
        return text;
    }
    let most = *long.end() - 1;
    let short: String = text.chars().take(most).collect();
    let phrase = short
        .rfind(['。', '；', '，'])
        .filter(|end| short[..*end].chars().count() >= *long.start());
    match phrase {
        Some(end) => format!("{}。", &short[..end]),
        None => format!("{short}…"),
    }
}

/// The page as linked data (schema.org), in the words of the data.
fn json_ld(site: &Site, screen: &Screen, head: &Head) -> Value {
    let address = |route: &Route| {
        let address = route.href();
        route::absolute(&address).unwrap_or(address)
    };
    let mut graph = vec![page(site, screen, head, &address)];
    let mut trail = vec![(tr!("全部品牌").to_owned(), Route::home())];
    match (&screen.route, site.brand(&screen.route)) {
        (Route::Brand(_), Some(brand)) => trail.push((brand.name.clone(), screen.route.clone())),
        (Route::Initiative(_, id), Some(brand)) => {
            trail.push((brand.name.clone(), Route::Brand(brand.id.clone())));
            let name = brand.initiative(id).map_or("", |found| &found.name);
            trail.push((name.to_owned(), screen.route.clone()));
        }
        (Route::Gallery(_) | Route::NotFound, _) => {}
        (route, _) => {
            let (name, _) = super::picture::words(site, screen);
            trail.push((name, route.clone()));
        }
    }
    if let Route::Institution(id) = &screen.route {
        let institution = site.catalogue.institution(id);
        graph.extend(
            institution
                .into_iter()
                .flat_map(|it| services(it, &address)),
        );
    }
    if trail.len() > 1 {
        let items: Vec<Value> = (1..)
            .zip(&trail)
            .map(|(at, (name, route)): (usize, _)| {
                json!({ "@type": "ListItem", "position": at, "name": name, "item": address(route) })
            })
            .collect();
        graph.push(json!({ "@type": "BreadcrumbList", "itemListElement": items }));
    }
    json!({ "@context": "https://schema.org", "@graph": graph })
}

fn page(site: &Site, screen: &Screen, head: &Head, address: &dyn Fn(&Route) -> String) -> Value {
    let mut page = json!({
        "@type": match &screen.route {
            Route::Gallery(_) | Route::Need(_) | Route::Place(_) | Route::Institution(_) => "CollectionPage",
            Route::About => "AboutPage",
            _ => "WebPage",
        },
        "name": head.title,
        "url": address(&screen.route),
        "inLanguage": spoken().tag(),
        "isPartOf": { "@type": "WebSite", "name": site.catalogue.gallery.name, "url": address(&Route::home()) },
    });
    let about = match (&screen.route, site.brand(&screen.route)) {
        (Route::Brand(_), Some(brand)) => {
            let mut about =
                json!({ "@type": "Brand", "name": brand.name, "description": brand.summary.text });
            if let Some(slogan) = &brand.slogan {
                about["slogan"] = slogan.text.clone().into();
            }
            let names: Vec<&str> = brand
                .other_names
                .iter()
                .map(|name| name.text.as_str())
                .collect();
            if !names.is_empty() {
                about["alternateName"] = names.into();
            }
            about
        }
        (Route::Initiative(_, id), Some(brand)) => {
            brand.initiative(id).map_or(Value::Null, |found| {
                let kind = if found.kind == Kind::Service {
                    "Service"
                } else {
                    "Thing"
                };
                let mut about =
                    json!({ "@type": kind, "name": found.name, "description": found.summary.text });
                // Without a printed owner none is published: the owner of the brand need not own the initiative.
                let owner = found.owner.as_ref();
                if let (Kind::Service, Some(owner)) = (
                    found.kind,
                    owner.and_then(|owner| site.catalogue.institution(owner)),
                ) {
                    about["provider"] = organization(owner, address);
                }
                about
            })
        }
        (Route::Institution(id), _) => site
            .catalogue
            .institution(id)
            .map_or(Value::Null, |found| stated(found, address)),
        (Route::Place(id), _) => site.catalogue.place(id).map_or(
            Value::Null,
            |place| json!({ "@type": "Place", "name": place.name }),
        ),
        _ => Value::Null,
    };
    if !about.is_null() {
        page["about"] = about;
    }
    if let Some(operator) = &site.catalogue.gallery.operator {
        operated(&mut page["isPartOf"], operator);
    }
    page
}

/// Adds who runs the site: the organiser publishes it and is told of mistakes; an undertaker maintains it on the organiser's behalf.
fn operated(site: &mut Value, operator: &Operator) {
    if let Some(organiser) = &operator.organiser {
        let mut publisher = json!({ "@type": "Organization", "name": organiser });
        if operator.has_contact() {
            let mut contact =
                json!({ "@type": "ContactPoint", "contactType": "corrections and complaints" });
            for (key, value) in [
                ("email", &operator.mail),
                ("telephone", &operator.telephone),
                ("url", &operator.page),
            ] {
                if let Some(value) = value {
                    contact[key] = value.clone().into();
                }
            }
            publisher["contactPoint"] = contact;
        }
        site["publisher"] = publisher;
        site["sourceOrganization"] = json!({ "@type": "Organization", "name": organiser });
    }
    if let Some(undertaker) = &operator.undertaker {
        site["maintainer"] = json!({ "@type": "Organization", "name": undertaker });
    }
}

/// An institution; one whose name ends with 医院 is a medical organisation.
fn organization(institution: &Institution, address: &dyn Fn(&Route) -> String) -> Value {
    let kind = if is_hospital(&institution.name) {
        "MedicalOrganization"
    } else {
        "Organization"
    };
    json!({ "@type": kind, "name": institution.name, "url": address(&Route::Institution(institution.id.clone())) })
}

/// An institution with the facts that it states of itself.
fn stated(institution: &Institution, address: &dyn Fn(&Route) -> String) -> Value {
    let mut about = organization(institution, address);
    let Some(house) = &institution.house else {
        return about;
    };
    // Hours are those of a place, not of an organisation.
    let mut place = json!({ "@type": "Place" });
    if let Some(street) = &house.address {
        let street = json!({ "@type": "PostalAddress", "streetAddress": street });
        about["address"] = street.clone();
        place["address"] = street;
    }
    if let Some(telephone) = &house.telephone {
        about["telephone"] = telephone.to_string().into();
        place["telephone"] = telephone.to_string().into();
    }
    let features = house.access.iter().map(
        |it| json!({ "@type": "LocationFeatureSpecification", "name": it.word(), "value": true }),
    );
    for (key, list) in [
        (
            "openingHoursSpecification",
            house.hours.iter().map(regular).collect(),
        ),
        (
            "specialOpeningHoursSpecification",
            house.exceptions.iter().map(special).collect(),
        ),
        ("amenityFeature", features.collect::<Vec<Value>>()),
    ] {
        if !list.is_empty() {
            place[key] = list.into();
        }
    }
    about["location"] = place;
    about
}

/// The services that an institution offers at present.
fn services<'a>(
    institution: &'a Institution,
    address: &'a dyn Fn(&Route) -> String,
) -> impl Iterator<Item = Value> {
    let offered = institution.services.iter();
    let offered = offered.filter(|service| service.state() == State::Open);
    offered.map(|service| {
        let page = address(&Route::Institution(institution.id.clone()));
        let mut one = json!({
            "@type": "Service", "name": service.name, "provider": organization(institution, address),
            "url": format!("{page}#{}", service_anchor(&service.id)),
        });
        if let Some(who) = &service.who {
            one["audience"] = json!({ "@type": "Audience", "audienceType": who });
        }
        let hours: Vec<Value> = service.hours.iter().map(regular).collect();
        let special = service.exceptions.iter().map(special);
        let hours: Vec<Value> = hours.into_iter().chain(special).collect();
        if !hours.is_empty() {
            one["hoursAvailable"] = hours.into();
        }
        if let Some(telephone) = &service.telephone {
            let phone = json!({ "@type": "ContactPoint", "telephone": telephone.to_string() });
            one["availableChannel"] = json!({ "@type": "ServiceChannel", "servicePhone": phone });
        }
        one
    })
}

/// Regular hours.
fn regular(hours: &Hours) -> Value {
    const DAYS: [&str; 8] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "PublicHolidays",
    ];
    let days = hours.days.of(&DAYS);
    json!({ "@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": hours.opens.to_string(), "closes": closing(hours.closes) })
}

/// Hours of some dates; a day that stays closed opens and closes at its beginning, as search engines ask.
fn special(exception: &Exception) -> Value {
    let until = exception.until.as_ref().unwrap_or(&exception.on);
    let opens = exception
        .opens
        .map_or("00:00".to_owned(), |it| it.to_string());
    let closes = exception.closes.map_or("00:00".to_owned(), closing);
    json!({ "@type": "OpeningHoursSpecification", "validFrom": exception.on, "validThrough": until, "opens": opens, "closes": closes })
}

/// The Chinese name decides, without the gloss behind it.
fn is_hospital(name: &str) -> bool {
    name.split(GAP)
        .next()
        .is_some_and(|name| name.ends_with("医院"))
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
