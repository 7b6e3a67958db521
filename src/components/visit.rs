//! How to get to an institution and in touch with it: its address, telephone, hours, bookings, and the same of each of its services.
//!
//! All facts are in the prerendered page. Where a program runs, a [`Clock`] in the context also tells whether it is open now, which row of a table is
//! today's, and hides notices that have run out; without it these lines stay empty.

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
    let now = use_context::<Clock>().map(|clock| local_time(clock, &model.calendar));
    let calendar = model.calendar;
    let house = model.house.map(|house| facts(house, &calendar, now));
    let services: Vec<AnyView> = (model.services.into_iter())
        .map(|service| {
            let anchor = service.id.as_ref().map(service_anchor);
            let name = content_text(&service.name);
            let facts = facts(service, &calendar, now);
            view! {
                <section class="visit__service" aria-labelledby=anchor.clone()>
                    <h4 id=anchor.clone() class="visit__name" tabindex="-1">{name}</h4>
                    {facts}
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

fn facts(facts: Facts, calendar: &Calendar, now: Option<RwSignal<u32>>) -> AnyView {
    let holds = |notice: &FactNotice| {
        let until = notice.until;
        move || until.is_none_or(|until| now.is_none_or(|now| now.get() / DAY <= until))
    };
    let notice = |it: Option<FactNotice>, class: &'static str| {
        it.map(|it| {
            let holds = holds(&it);
            let text = content_text(&it.text);
            view! { <p class=class hidden=move || !holds()>{text}</p> }.into_any()
        })
    };
    let is_suspended = facts.status.as_ref().map(holds);
    let opening = facts.schedule.map(|schedule| {
        let calendar = calendar.clone();
        let words = move || match (now, &is_suspended) {
            (None, _) => String::new(),
            (_, Some(is_suspended)) if is_suspended() => String::new(),
            (Some(now), _) => sentence(&schedule, &calendar, now.get()),
        };
        view! { <p class="visit__now">{words}</p> }.into_any()
    });
    let telephone = facts.telephone.map(|telephone| {
        let words = tr!("拨打电话 {number}", number = telephone.number);
        view! { <p><a class="visit__call outgoing" href=telephone.href>{words}</a></p> }.into_any()
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
        let links: Vec<AnyView> = facts.booking.into_iter().map(booking).collect();
        view! { <p class="visit__word">{tr!("怎么预约")}</p><ul class="visit__bookings">{links}</ul> }
            .into_any()
    });
    let checked =
        (facts.checked).map(|checked| view! { <p class="account__note">{checked}</p> }.into_any());
    view! {
        {notice(facts.status, "visit__notice visit__notice--status")}
        {notice(facts.alert, "visit__notice")}
        {opening}
        {telephone}
        {lines}
        {week(facts.week, calendar, now)}
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

/// The table of a week. The row that applies today is marked.
fn week(week: Vec<FactLine>, calendar: &Calendar, now: Option<RwSignal<u32>>) -> Option<AnyView> {
    let rows: Vec<AnyView> = (0..)
        .zip(week)
        .map(|(at, day): (u8, FactLine)| {
            let calendar = calendar.clone();
            let is_today = move || now.is_some_and(|now| row(&calendar, now.get() / DAY) == at);
            let current = move || is_today().then_some("date");
            view! { <tr aria-current=current><th scope="row">{day.label}</th><td>{day.text}</td></tr> }
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

fn booking(booking: BookingLink) -> AnyView {
    let name = content_text(&booking.name);
    let named = match booking.href {
        Some(href) => view! { <a class="visit__link outgoing" href=href>{name}</a> }.into_any(),
        None => view! { <span class="visit__link">{name}</span> }.into_any(),
    };
    let code = booking.code.map(|code| {
        let words = tr!("微信扫一扫，打开“{name}”", name = booking.name);
        let shown = content_text(&words);
        let code = qr::drawn(code.path, i32::from(code.side), words);
        view! { <figure class="visit__code">{code}<figcaption>{shown}</figcaption></figure> }
            .into_any()
    });
    view! { <li class="visit__booking"><span class="tag">{booking.kind}</span>{named}{code}</li> }
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
