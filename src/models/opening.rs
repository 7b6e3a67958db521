//! When a house or a service is open: its hours on a day, and what they say of a moment.
//!
//! Days are counted from 1970-01-01, times in minutes of the local day, moments in local minutes from 1970-01-01. Nothing here reads a clock: the browser
//! tells the moment. All numbers are unsigned, as the browser's reader of JSON takes them.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{self, Date, Days, Exception, Gallery, Hours, Weekday, day_number};
use serde::{Deserialize, Serialize};

/// The minutes of a day.
pub const DAY: u32 = 24 * 60;

/// How many days are looked ahead for the next opening: more than the longest holidays.
const AHEAD: u32 = 31;

/// What is open for longer than this is said to be open, without an end.
const LONG: u32 = 7 * DAY;

/// The bit of public holidays in a set of days; bits 0 to 6 are Monday to Sunday.
const HOLIDAY: u8 = 1 << 7;

/// The hours of a house or a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The regular hours.
    pub hours: Vec<RegularHours>,
    /// Days on which other hours apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<OtherHours>,
}

/// Hours on some days of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegularHours {
    /// The days, by their bits.
    pub days: u8,
    /// When it opens.
    pub opens: u16,
    /// When it closes.
    pub closes: u16,
}

/// Hours from one day to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherHours {
    /// The first day.
    pub from: u32,
    /// The last day.
    pub to: u32,
    /// When it opens.
    pub opens: u16,
    /// When it closes; the same as `opens` if it stays closed.
    pub closes: u16,
}

/// The local time of a gallery, and its public holidays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// The minutes that local time is ahead of UTC, and a day more, so that the number is never negative.
    pub zone: u16,
    /// The days on which not the hours of their own day of the week apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<OtherDays>,
}

/// Days on which the hours of a set of days apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherDays {
    /// The first day.
    pub from: u32,
    /// The last day.
    pub to: u32,
    /// The bit of the day whose hours apply.
    pub like: u8,
}

/// What the hours say of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Open, until this moment if it is near.
    Open(Option<u32>),
    /// Closed, until this moment if it is known.
    Closed(Option<u32>),
}

impl Calendar {
    /// The local moment of a time, which is given in minutes from 1970-01-01 in UTC.
    pub fn local(&self, utc: u32) -> u32 {
        (utc + u32::from(self.zone)).saturating_sub(DAY)
    }

    /// The bit of the day whose hours apply on a day.
    pub fn bit(&self, day: u32) -> u8 {
        let other = (self.holidays.iter()).find(|other| (other.from..=other.to).contains(&day));
        other.map_or(1 << weekday(day), |other| other.like)
    }
}

/// The day of the week, 0 for Monday. The first day of 1970 was a Thursday.
pub fn weekday(day: u32) -> u32 {
    (day + 3) % 7
}

/// A time of the day as pages show it: `8:00`.
pub fn time(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// Month and day of a day, by Howard Hinnant's algorithm `civil_from_days`.
pub fn month_and_day(day: u32) -> (u32, u32) {
    let of_era = (day + 719_468) % 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    ((month + 2) % 12 + 1, day)
}

impl Schedule {
    /// The hours of a day, in order; those that adjoin are one.
    pub fn on(&self, calendar: &Calendar, day: u32) -> Vec<(u16, u16)> {
        let is_other = |other: &&OtherHours| (other.from..=other.to).contains(&day);
        let mut other = self.exceptions.iter().filter(is_other).peekable();
        let mut spans: Vec<(u16, u16)> = match other.peek() {
            Some(_) => other.map(|it| (it.opens, it.closes)).collect(),
            None => self.regular(calendar.bit(day)),
        };
        spans.retain(|(opens, closes)| opens < closes);
        joined(spans)
    }

    /// The regular hours of a day of the week, given by its bit.
    pub fn regular(&self, bit: u8) -> Vec<(u16, u16)> {
        let own = self.hours.iter().filter(|hours| hours.days & bit != 0);
        joined(own.map(|hours| (hours.opens, hours.closes)).collect())
    }

    /// What the hours say of a local moment.
    pub fn opening(&self, calendar: &Calendar, now: u32) -> Opening {
        let mut end = None;
        let today = now / DAY;
        for day in today..=today + AHEAD {
            for (opens, closes) in self.on(calendar, day) {
                let (from, to) = (day * DAY + u32::from(opens), day * DAY + u32::from(closes));
                match end {
                    // Open past midnight.
                    Some(until) if until == from => end = Some(to),
                    Some(until) => return open(now, until),
                    None if to <= now => {}
                    None if from <= now => end = Some(to),
                    None => return Opening::Closed(Some(from)),
                }
            }
        }
        end.map_or(Opening::Closed(None), |until| open(now, until))
    }
}

fn open(now: u32, until: u32) -> Opening {
    Opening::Open(Some(until).filter(|until| until - now <= LONG))
}

/// Spans in order, with those that overlap or adjoin as one.
fn joined(mut spans: Vec<(u16, u16)>) -> Vec<(u16, u16)> {
    spans.sort_unstable();
    let mut joined: Vec<(u16, u16)> = Vec::new();
    for (opens, closes) in spans {
        match joined.last_mut() {
            Some(last) if opens <= last.1 => last.1 = last.1.max(closes),
            _ => joined.push((opens, closes)),
        }
    }
    joined
}

#[cfg(not(target_arch = "wasm32"))]
impl Schedule {
    /// The hours of the data; `None` without regular ones.
    pub fn of(hours: &[Hours], exceptions: &[Exception]) -> Option<Schedule> {
        let regular = hours.iter().map(|hours| RegularHours {
            days: hours.days.bits(),
            opens: hours.opens.minutes(),
            closes: hours.closes.minutes(),
        });
        let other = exceptions.iter().map(|it| OtherHours {
            from: day(&it.on),
            to: day(it.until.as_ref().unwrap_or(&it.on)),
            opens: it.opens.map_or(0, |time| time.minutes()),
            closes: it.closes.map_or(0, |time| time.minutes()),
        });
        (!hours.is_empty()).then(|| Schedule {
            hours: regular.collect(),
            exceptions: other.collect(),
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Calendar {
    /// The calendar of a gallery.
    pub fn of(gallery: &Gallery) -> Calendar {
        let zone = gallery.time_zone.unwrap_or_default().minutes();
        let holidays = gallery
            .holidays
            .iter()
            .map(|it: &catalogue::Holiday| OtherDays {
                from: day(&it.on),
                to: day(it.until.as_ref().unwrap_or(&it.on)),
                like: it.like.map_or(Days::HOLIDAY, bit),
            });
        Calendar {
            zone: (DAY as u16).saturating_add_signed(zone),
            holidays: holidays.collect(),
        }
    }
}

/// The bit of a day of the week.
#[cfg(not(target_arch = "wasm32"))]
fn bit(weekday: Weekday) -> u8 {
    let at = Weekday::ALL.iter().position(|it| *it == weekday);
    1 << at.unwrap_or_default()
}

/// The number of a date; dates before 1970 are the first day.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn day(date: &Date) -> u32 {
    let number = day_number(date.as_str()).unwrap_or_default();
    u32::try_from(number).unwrap_or_default()
}

/// The row of the week that applies on a day: 0 to 6 for Monday to Sunday, 7 for public holidays.
pub fn row(calendar: &Calendar, day: u32) -> u8 {
    (calendar.bit(day) | HOLIDAY).trailing_zeros() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Monday: 2026-11-30.
    const MONDAY: u32 = 20_787;

    fn at(day: u32, hour: u32, minute: u32) -> u32 {
        day * DAY + hour * 60 + minute
    }

    fn hours(days: &str, opens: &str, closes: &str) -> RegularHours {
        let time = |text| catalogue::Time::parse(text).map_or(0, |time| time.minutes());
        RegularHours {
            days: Days::parse(days).map_or(0, Days::bits),
            opens: time(opens),
            closes: time(closes),
        }
    }

    #[test]
    fn the_days_of_a_calendar_are_told_by_their_numbers() {
        for (date, on, month, of_month) in [
            ("1970-01-01", 3, 1, 1),
            ("2026-11-30", 0, 11, 30),
            ("2028-02-29", 1, 2, 29),
            ("2027-03-01", 0, 3, 1),
            ("2000-12-31", 6, 12, 31),
        ] {
            let number = day_number(date).and_then(|day| u32::try_from(day).ok());
            let number = number.unwrap_or_default();
            assert_eq!(weekday(number), on, "{date}");
            assert_eq!(month_and_day(number), (month, of_month), "{date}");
        }
        assert_eq!(day_number("2026-11-30"), Some(i64::from(MONDAY)));
    }

    #[test]
    fn what_the_hours_say_through_a_week_with_a_holiday_and_an_exception() {
        let schedule = Schedule {
            hours: vec![
                hours("周一至周五", "08:00", "11:30"),
                hours("周一至周五", "13:30", "17:00"),
                hours("周五", "20:00", "24:00"),
                hours("周六", "00:00", "02:00"),
                hours("节假日", "09:00", "10:00"),
            ],
            // Tuesday: closed.
            exceptions: vec![OtherHours {
                from: MONDAY + 1,
                to: MONDAY + 1,
                opens: 0,
                closes: 0,
            }],
        };
        let calendar = Calendar {
            zone: 1440 + 480,
            // Wednesday is a holiday, and Sunday works like Monday.
            holidays: vec![
                OtherDays {
                    from: MONDAY + 2,
                    to: MONDAY + 2,
                    like: HOLIDAY,
                },
                OtherDays {
                    from: MONDAY + 6,
                    to: MONDAY + 6,
                    like: 1,
                },
            ],
        };
        for (now, expected) in [
            (at(MONDAY, 7, 59), Opening::Closed(Some(at(MONDAY, 8, 0)))),
            (at(MONDAY, 8, 0), Opening::Open(Some(at(MONDAY, 11, 30)))),
            (at(MONDAY, 11, 29), Opening::Open(Some(at(MONDAY, 11, 30)))),
            (
                at(MONDAY, 11, 30),
                Opening::Closed(Some(at(MONDAY, 13, 30))),
            ),
            (
                at(MONDAY, 17, 0),
                Opening::Closed(Some(at(MONDAY + 2, 9, 0))),
            ),
            (
                at(MONDAY + 2, 9, 30),
                Opening::Open(Some(at(MONDAY + 2, 10, 0))),
            ),
            (
                at(MONDAY + 4, 23, 0),
                Opening::Open(Some(at(MONDAY + 5, 2, 0))),
            ),
            (
                at(MONDAY + 5, 1, 59),
                Opening::Open(Some(at(MONDAY + 5, 2, 0))),
            ),
            (
                at(MONDAY + 5, 2, 0),
                Opening::Closed(Some(at(MONDAY + 6, 8, 0))),
            ),
        ] {
            assert_eq!(schedule.opening(&calendar, now), expected, "{now}");
        }
        assert_eq!(row(&calendar, MONDAY + 2), 7);
        assert_eq!(row(&calendar, MONDAY + 6), 0);
        assert_eq!(row(&calendar, MONDAY + 5), 5);
        assert_eq!(calendar.local(at(MONDAY, 23, 0)), at(MONDAY + 1, 7, 0));
        let always = Schedule {
            hours: vec![hours("每天", "00:00", "24:00")],
            exceptions: Vec::new(),
        };
        let now = at(MONDAY, 3, 0);
        assert_eq!(always.opening(&calendar, now), Opening::Open(None));
        let never = Schedule::default().opening(&calendar, now);
        assert_eq!(never, Opening::Closed(None));
    }

    fn any_hours() -> impl Strategy<Value = RegularHours> {
        // Hours of whole days and of quarters, so that many adjoin at midnight.
        (any::<u8>(), 0u16..96, 1u16..=96).prop_map(|(days, opens, length)| RegularHours {
            days,
            opens: opens * 15,
            closes: (opens + length).min(96) * 15,
        })
    }

    fn any_exception() -> impl Strategy<Value = OtherHours> {
        (0u32..21, 0u32..4, 0u16..96, 0u16..40).prop_map(|(from, days, opens, length)| OtherHours {
            from: MONDAY + from,
            to: MONDAY + from + days,
            opens: opens * 15,
            closes: (opens + length).min(96) * 15,
        })
    }

    proptest! {
        #[test]
        fn the_next_change_is_the_first_minute_that_is_told_otherwise(
            hours in prop::collection::vec(any_hours(), 0..5),
            exceptions in prop::collection::vec(any_exception(), 0..4),
            holidays in prop::collection::vec((0u32..21, 0u8..8), 0..3),
            now in MONDAY * DAY..(MONDAY + 14) * DAY,
        ) {
            let schedule = Schedule { hours, exceptions };
            let holidays = holidays.into_iter();
            let calendar = Calendar {
                zone: 1440,
                holidays: holidays.map(|(on, like)| OtherDays { from: MONDAY + on, to: MONDAY + on, like: 1 << like }).collect(),
            };
            // Minute by minute, from the data as they are written.
            let is_open = |minute: u32| {
                let (day, time) = (minute / DAY, (minute % DAY) as u16);
                let mut other = schedule.exceptions.iter().filter(|it| it.from <= day && day <= it.to).peekable();
                match other.peek() {
                    Some(_) => other.any(|it| it.opens <= time && time < it.closes),
                    None => {
                        let special = calendar.holidays.iter().find(|it| it.from == day);
                        let bit = special.map_or(1 << ((day + 3) % 7), |it| it.like);
                        schedule.hours.iter().any(|it| it.days & bit != 0 && it.opens <= time && time < it.closes)
                    }
                }
            };
            let change = (now..(now / DAY + AHEAD + 1) * DAY).find(|minute| is_open(*minute) != is_open(now));
            match schedule.opening(&calendar, now) {
                Opening::Open(until) => {
                    prop_assert!(is_open(now));
                    let near = change.filter(|at| at - now <= LONG);
                    prop_assert_eq!(until, near);
                }
                Opening::Closed(next) => {
                    prop_assert!(!is_open(now));
                    prop_assert_eq!(next, change);
                }
            }
        }
    }
}
