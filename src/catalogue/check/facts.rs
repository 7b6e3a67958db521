//! Validation of the service facts of an institution: what one fact says against another.
//!
//! [`faults`] looks at facts that are well-formed by themselves. It knows no day but those in the data, so that valid data stay valid: what has run out
//! by today is told by the command `due`.

use crate::catalogue::{
    Access, Alert, Booking, BookingKind, Checked, Date, Exception, Hours, House, Institution,
    Service, State,
};

/// The facts that a house and a service share.
struct Facts<'a> {
    hours: &'a [Hours],
    exceptions: &'a [Exception],
    booking: &'a [Booking],
    access: &'a [Access],
    alert: Option<&'a Alert>,
    checked: Option<&'a Checked>,
    is_stated: bool,
}

/// The faults of the facts: the field of the institution, and the sentence.
pub(super) fn faults(institution: &Institution) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    if let Some(house) = &institution.house {
        let unchecked = House {
            checked: None,
            ..house.clone()
        };
        let facts = Facts {
            hours: &house.hours,
            exceptions: &house.exceptions,
            booking: &house.booking,
            access: &house.access,
            alert: house.alert.as_ref(),
            checked: house.checked.as_ref(),
            is_stated: unchecked != House::default(),
        };
        shared("house", &facts, &mut faults);
    }
    for service in &institution.services {
        let at = format!("services[{}]", service.id);
        let facts = Facts {
            hours: &service.hours,
            exceptions: &service.exceptions,
            booking: &service.booking,
            access: &service.access,
            alert: service.alert.as_ref(),
            checked: service.checked.as_ref(),
            is_stated: true,
        };
        shared(&at, &facts, &mut faults);
        status(&at, service, &mut faults);
    }
    faults
}

fn shared(at: &str, facts: &Facts, faults: &mut Vec<(String, String)>) {
    let mut say = |field: &str, sentence: &str| {
        faults.push((format!("{at}.{field}"), sentence.to_owned()));
    };
    if facts.is_stated && facts.checked.is_none() {
        say(
            "checked",
            "没有写哪一天核对过。这些会变，请写上核对的日子和科室。",
        );
    }
    for (index, hours) in facts.hours.iter().enumerate() {
        if hours.closes <= hours.opens {
            say(
                &format!("hours[{index}].closes"),
                "关门要晚于开门。跨过半夜的，请分成两行：到 24:00，再从第二天 00:00 起。",
            );
        }
        let meets = |other: &&Hours| {
            other.days.bits() & hours.days.bits() != 0
                && other.opens < hours.closes
                && hours.opens < other.closes
        };
        if let Some(other) = facts.hours[..index].iter().find(meets) {
            let sentence = format!(
                "和“{} {}–{}”有重叠的时间。请合成一行，或改正其中一行。",
                other.days, other.opens, other.closes
            );
            say(&format!("hours[{index}]"), &sentence);
        }
    }
    if !facts.exceptions.is_empty() && facts.hours.is_empty() {
        say(
            "exceptions",
            "没有写平时的时间，就没有例外。请先写 hours，或去掉这些。",
        );
    }
    for (index, exception) in facts.exceptions.iter().enumerate() {
        let field = |name: &str| format!("exceptions[{index}].{name}");
        if exception
            .until
            .as_ref()
            .is_some_and(|last| *last < exception.on)
        {
            say(&field("until"), "最后一天在第一天之前。请改正。");
        }
        match (exception.opens, exception.closes) {
            (Some(opens), Some(closes)) if closes <= opens => {
                say(&field("closes"), "关门要晚于开门。请改正。");
            }
            (Some(_), None) => say(&field("closes"), "写了开门，没有写关门。请补上。"),
            (None, Some(_)) => say(&field("opens"), "写了关门，没有写开门。请补上。"),
            _ => {}
        }
        let meets = |other: &&Exception| {
            days(other).0 <= days(exception).1 && days(exception).0 <= days(other).1
        };
        let contradicts = |other: &&Exception| match (span(other), span(exception)) {
            (Some((a, b)), Some((c, d))) => a < d && c < b,
            _ => true,
        };
        let mut before = facts.exceptions[..index].iter().filter(meets);
        if let Some(other) = before.find(contradicts) {
            let sentence = format!(
                "和 {} 起的那一条有同一天，说法不同。请改正其中一条。",
                other.on
            );
            say(&format!("exceptions[{index}]"), &sentence);
        }
    }
    for (index, booking) in facts.booking.iter().enumerate() {
        let needs_address = matches!(booking.kind, BookingKind::Official | BookingKind::Page);
        if needs_address && booking.href.is_none() {
            let sentence = format!(
                "“{}”要写网址，读者才打得开。请补上 href，或换一种 kind。",
                booking.kind.word()
            );
            say(&format!("booking[{index}].href"), &sentence);
        }
    }
    for (index, access) in facts.access.iter().enumerate() {
        if facts.access[..index].contains(access) {
            let sentence = format!("“{}”写了两次。请去掉一个。", access.word());
            say(&format!("access[{index}]"), &sentence);
        }
    }
    if let Some(alert) = facts
        .alert
        .filter(|alert| is_over(&alert.until, facts.checked))
    {
        let sentence = format!(
            "核对的时候，{} 已经过了。请去掉这条提示，或改正日期。",
            alert.until
        );
        say("alert.until", &sentence);
    }
}

fn status(at: &str, service: &Service, faults: &mut Vec<(String, String)>) {
    let Some(status) = &service.status else {
        return;
    };
    let mut say = |field: &str, sentence: String| {
        faults.push((format!("{at}.status.{field}"), sentence));
    };
    if status.state == State::Paused && status.text.is_none() {
        say("text", "暂停了，没有写为什么。请补上一句。".to_owned());
    }
    match &status.until {
        Some(_) if status.state != State::Paused => say(
            "until",
            format!("“{}”没有到哪一天为止。请去掉 until。", status.state.word()),
        ),
        Some(until) if is_over(until, service.checked.as_ref()) => say(
            "until",
            format!("核对的时候，{until} 已经过了。请改成现在的情况，或改正日期。"),
        ),
        _ => {}
    }
}

/// Whether a day was over when the facts were checked.
fn is_over(until: &Date, checked: Option<&Checked>) -> bool {
    checked.is_some_and(|checked| until.as_str() < checked.on.as_str())
}

/// The first and the last day of an exception.
fn days(exception: &Exception) -> (&Date, &Date) {
    let first = &exception.on;
    (first, exception.until.as_ref().unwrap_or(first))
}

/// The minutes of an exception; `None` if it is closed all day.
fn span(exception: &Exception) -> Option<(u16, u16)> {
    Some((exception.opens?.minutes(), exception.closes?.minutes()))
}
