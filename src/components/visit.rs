//! How to get to an institution and in touch with it: its address, telephone, hours, bookings, and the same of each of its services.
//!
//! All facts are in the prerendered page. Where a program runs, a [`Clock`] in the context also tells whether it is open now, which row of a table is
//! today's, and leaves out notices that have run out; without it these lines stay empty.

use super::{content_text, qr};
use crate::messages::tr;
use crate::models::opening::{Calendar, DAY, Opening, Schedule, month_and_day, row, time, weekday};
use crate::models::{BookingLink, FactLine, FactNotice, Facts, Visit, service_anchor};
use leptos::prelude::*;
use std::time::Duration;

/// The minutes since 1970-01-01 in UTC, by the device's clock.
#[derive(Clone, Copy)]
pub struct Clock(pub fn() -> u32);

/// How often the clock is asked: a sentence about a minute is late by half a minute at most.
const ROUND: Duration = Duration::from_secs(30);

/// The element by which a program finds that the page depends on the time.
pub const LIVE: &str = "visit";

/// The section of an institution that has stated its facts.
pub fn visit(model: Visit) -> AnyView {
    match use_context::<Clock>() {
        None => at_moment(&model, None),
        // Rendered again as a whole each minute, which patches what differs: signals in each attribute would be many times the code.
        Some(clock) => {
            let now = local_time(clock, &model.calendar);
            (move || at_moment(&model, Some(now.get()))).into_any()
        }
    }
}

/// The section at a local moment, in minutes; without one, what holds on any day.
fn at_moment(model: &Visit, now: Option<u32>) -> AnyView {
    let house = model
        .house
        .as_ref()
        .map(|house| facts(house, &model.calendar, now));
    let services: Vec<AnyView> = (model.services.iter())
        .map(|service| {
            let anchor = service.id.as_ref().map(service_anchor);
            view! {
                <section class="visit__service" aria-labelledby=anchor.clone()>
                    <h4 id=anchor.clone() class="visit__name" tabindex="-1">{content_text(&service.name)}</h4>
                    {facts(service, &model.calendar, now)}
                </section>
            }
            .into_any()
        })
        .collect();
    let services = (!services.is_empty()).then(|| {
        view! { <h3 class="visit__subheading">{tr!("办哪些事")}</h3>{services} }.into_any()
    });
    view! {
        <section id=LIVE class="visit" aria-labelledby="visit-heading">
            <h2 id="visit-heading" class="visit__heading" tabindex="-1">{tr!("怎么去、怎么联系")}</h2>
            {house}
            {services}
            <p class="account__note">{tr!("由这家机构填写，不出自材料。")}</p>
        </section>
    }
    .into_any()
}

/// What stands in its place until an institution states its facts.
pub fn visit_open() -> AnyView {
    view! { <p class="account__note visit__open">{tr!("地址、电话和开放时间，由这家机构自己填写以后写在这里。现在请以它公布的为准。")}</p> }
        .into_any()
}

/// The local moment, in minutes, as a signal that follows the clock.
fn local_time(Clock(clock): Clock, calendar: &Calendar) -> RwSignal<u32> {
    let calendar = calendar.clone();
    let now = RwSignal::new(calendar.local(clock()));
    let round = set_interval_with_handle(
        move || {
            let next = calendar.local(clock());
            if now.get_untracked() != next {
                now.set(next);
            }
        },
        ROUND,
    );
    on_cleanup(move || {
        if let Ok(round) = round {
            round.clear();
        }
    });
    now
}

/// Whether a notice holds; one with a last day holds on any day where the day is not known.
fn holds(notice: &FactNotice, now: Option<u32>) -> bool {
    match (notice.until, now) {
        (Some(until), Some(now)) => now / DAY <= until,
        _ => true,
    }
}

fn facts(facts: &Facts, calendar: &Calendar, now: Option<u32>) -> AnyView {
    let notice = |it: &Option<FactNotice>, class: &'static str| {
        let it = it.as_ref().filter(|it| holds(it, now));
        it.map(|it| view! { <p class=class>{content_text(&it.text)}</p> }.into_any())
    };
    let is_suspended = facts.status.as_ref().is_some_and(|it| holds(it, now));
    let opening = facts.schedule.as_ref().filter(|_| !is_suspended);
    let opening = opening.map(|schedule| {
        let words = now.map(|now| sentence(schedule, calendar, now));
        view! { <p class="visit__now">{words.unwrap_or_default()}</p> }.into_any()
    });
    let telephone = facts.telephone.as_ref().map(|telephone| {
        let number = telephone.number.clone();
        view! { <p><a class="visit__call outgoing" href=telephone.href.clone()>{tr!("拨打电话")}" "<span class="visit__number">{number}</span></a></p> }
            .into_any()
    });
    let lines = (!facts.lines.is_empty()).then(|| {
        let lines: Vec<AnyView> = facts.lines.iter().map(line).collect();
        view! { <dl class="visit__lines">{lines}</dl> }.into_any()
    });
    let exceptions = (!facts.exceptions.is_empty()).then(|| {
        let days: Vec<AnyView> = (facts.exceptions.iter())
            .map(|days| view! { <li>{content_text(days)}</li> }.into_any())
            .collect();
        view! { <p class="visit__word">{tr!("和平时不一样的日子")}</p><ul class="visit__days">{days}</ul> }
            .into_any()
    });
    let booking = (!facts.booking.is_empty()).then(|| {
        let links: Vec<AnyView> = facts.booking.iter().map(booking).collect();
        view! { <p class="visit__word">{tr!("怎么预约")}</p><ul class="visit__bookings">{links}</ul> }
            .into_any()
    });
    let checked = (facts.checked.clone())
        .map(|checked| view! { <p class="account__note">{checked}</p> }.into_any());
    let today = now.map(|now| row(calendar, now / DAY));
    view! {
        {notice(&facts.status, "visit__notice visit__notice--status")}
        {notice(&facts.alert, "visit__notice")}
        {opening}
        {telephone}
        {lines}
        {week(&facts.week, today)}
        {exceptions}
        {booking}
        {checked}
    }
    .into_any()
}

fn line(line: &FactLine) -> AnyView {
    view! { <div class="visit__line"><dt>{line.label.clone()}</dt><dd>{content_text(&line.text)}</dd></div> }
        .into_any()
}

/// The table of a week. `today`: the row that applies today.
fn week(week: &[FactLine], today: Option<u8>) -> Option<AnyView> {
    let rows: Vec<AnyView> = (0..)
        .zip(week)
        .map(|(at, day): (u8, &FactLine)| {
            let current = (today == Some(at)).then_some("date");
            view! { <tr aria-current=current><th scope="row">{day.label.clone()}</th><td>{spans(&day.text)}</td></tr> }
                .into_any()
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <table class="visit__week">
                <caption class="visit__word">{tr!("开放时间")}</caption>
                <thead><tr><th scope="col">{tr!("星期")}</th><th scope="col">{tr!("时间", "hours")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
}

/// The hours of a day; none of their spans is broken over two lines.
fn spans(hours: &str) -> Vec<AnyView> {
    let comma = tr!("、");
    let spans = hours.split(comma).enumerate();
    let span = |(at, span): (usize, &str)| {
        let comma = (at > 0).then_some(comma);
        view! { {comma}<span class="visit__number">{span.to_owned()}</span> }.into_any()
    };
    spans.map(span).collect()
}

fn booking(booking: &BookingLink) -> AnyView {
    let name = content_text(&booking.name);
    let named = match booking.href.clone() {
        Some(href) => view! { <a class="visit__link outgoing" href=href>{name}</a> }.into_any(),
        None => view! { <span class="visit__link">{name}</span> }.into_any(),
    };
    let code = booking.code.as_ref().map(|code| {
        let words = tr!("微信扫一扫，打开“{name}”", name = booking.name);
        let shown = content_text(&words);
        let code = qr::drawn(code.path.clone(), i32::from(code.side), words);
        view! { <figure class="visit__code">{code}<figcaption>{shown}</figcaption></figure> }
            .into_any()
    });
    view! { <li class="visit__booking"><span class="tag">{booking.kind.clone()}</span>{named}{code}</li> }
        .into_any()
}

/// Whether it is open, and until or from when.
fn sentence(schedule: &Schedule, calendar: &Calendar, now: u32) -> String {
    match schedule.opening(calendar, now) {
        Opening::Open(None) => tr!("现在开放").to_owned(),
        Opening::Open(Some(until)) => {
            // It closes at the end of a day, not at the beginning of the next.
            let (day, minute) = match until % DAY {
                0 => (until / DAY - 1, DAY),
                minute => (until / DAY, minute),
            };
            let when = match day == now / DAY {
                true => clock_time(minute),
                false => moment(now, day, minute),
            };
            tr!("现在开放，{when} 关", when = when)
        }
        Opening::Closed(None) => tr!("现在不开放").to_owned(),
        Opening::Closed(Some(from)) => {
            let when = moment(now, from / DAY, from % DAY);
            tr!("现在不开放，{when} 开", when = when)
        }
    }
}

fn clock_time(minute: u32) -> String {
    time(u16::try_from(minute).unwrap_or_default())
}

/// A moment in words, as near as it is: 今天, 明天, a day of this week, a date.
fn moment(now: u32, day: u32, minute: u32) -> String {
    let name = match day - now / DAY {
        0 => tr!("今天").to_owned(),
        1 => tr!("明天").to_owned(),
        2..7 => [
            tr!("周一"),
            tr!("周二"),
            tr!("周三"),
            tr!("周四"),
            tr!("周五"),
            tr!("周六"),
            tr!("周日"),
        ][weekday(day) as usize]
            .to_owned(),
        _ => {
            let (month, day) = month_and_day(day);
            tr!("{month}月{day}日", month = month, day = day)
        }
    };
    tr!("{day} {time}", day = name, time = clock_time(minute))
}
