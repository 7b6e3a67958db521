//! Service facts of an institution: where it is, when it is open, how to book, and the services that it offers.
//!
//! Modelled after Open Referral HSDS and FHIR HealthcareService. All facts are optional, and only the institution can state them: nothing is taken from the
//! documents. Texts with a form (times, days, dates, numbers, addresses) have types that reject any other text; the JSON Schema has the same form as a
//! pattern. Rules about several facts together are in [`super::check`]. Facts stand on the page of the institution only, never on that of a brand.

use super::brand::record;
use super::kind::vocabulary;
use super::{Checked, Slug};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Declares a type that is read from and written as a text with a form of its own.
macro_rules! text_form {
    ($(#[$doc:meta])* $name:ident($inner:ty) $pattern:ident $wrong:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(
            not(target_arch = "wasm32"),
            derive(schemars::JsonSchema),
            schemars(inline, extend("pattern" = pattern::$pattern))
        )]
        pub struct $name($inner);

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<$name, Self::Error> {
                $name::parse(&text).ok_or($wrong)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }
    };
}

/// The patterns of the forms in JSON Schemas. A property test shows that each matches what its type accepts.
#[cfg(not(target_arch = "wasm32"))]
mod pattern {
    pub(super) const TIME: &str = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";
    pub(super) const DATE: &str = "^([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|\
        ([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$";
    pub(super) const DAYS: &str = "^(每天|(周[一二三四五六日](至周[一二三四五六日])?|节假日)(、(周[一二三四五六日](至周[一二三四五六日])?|节假日))*)$";
    pub(super) const TELEPHONE: &str = "^\\+?[0-9]([ -]*[0-9]){2,19}$";
    pub(super) const WEB: &str = "^https://[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+([/?#][!#-&(-;=?-\\[\\]-~]*)?$";
    pub(super) const SERVICE: &str = "^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$";
    pub(super) const ZONE: &str = "^([+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)$";
}

/// The sentence about a text that does not match one of the patterns; `None` for another pattern.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn wrong_form(of: &str) -> Option<&'static str> {
    let forms = [
        (
            pattern::TIME,
            "不是时刻。请写成 08:00 这样，一天结束写 24:00。",
        ),
        (pattern::DATE, "不是日期。请写成 2026-11-24 这样。"),
        (
            pattern::DAYS,
            "不是星期。请写成 周一至周五、周六、节假日 这样，用顿号隔开；天天一样就写 每天。",
        ),
        (
            pattern::TELEPHONE,
            "不是电话号码。请只写数字、空格和连字符，3 到 20 位，例如 010-12345678。",
        ),
        (
            pattern::WEB,
            "不是网址。请从 https:// 写起，不带空格、引号和中文。",
        ),
        (
            pattern::SERVICE,
            "不是一项服务。请写成 机构代号/服务代号 这样。",
        ),
        (pattern::ZONE, "不是时差。请写成 +08:00 这样。"),
    ];
    let found = forms.into_iter().find(|(pattern, _)| *pattern == of);
    found.map(|(_, sentence)| sentence)
}

/// The number that two ASCII digits write.
fn two_digits(text: &str) -> Option<u16> {
    let is_two = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_two.then(|| text.parse().ok()).flatten()
}

text_form! {
    /// A time of the day, such as `08:00`, in minutes from its beginning; `24:00` is its end.
    #[derive(Copy)]
    Time(u16) TIME "时刻"
}

impl Time {
    /// Parses `08:00`; `None` for another text.
    pub fn parse(text: &str) -> Option<Time> {
        let (hour, minute) = text.split_once(':')?;
        let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
        let is_time = (hour < 24 && minute < 60) || (hour, minute) == (24, 0);
        is_time.then_some(Time(hour * 60 + minute))
    }

    /// The minutes from the beginning of the day, at most 1,440.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

text_form! {
    /// A date of the calendar, such as `2026-11-24`.
    Date(String) DATE "日期"
}

impl Date {
    /// Parses a date; `None` for another text.
    pub fn parse(text: &str) -> Option<Date> {
        super::day_number(text)?;
        Some(Date(text.to_owned()))
    }

    /// As in the data: `2026-11-24`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form! {
    /// Days of the week and public holidays, such as `周一至周五、节假日`. Bit 0 is Monday, bit 6 Sunday, bit 7 public holidays.
    #[derive(Copy)]
    Days(u8) DAYS "星期"
}

/// The names of the days of the week, Monday first.
const WEEK: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/// The name of all public holidays.
const HOLIDAY: &str = "节假日";

/// Every day, holidays too.
const EVERY: &str = "每天";

impl Days {
    /// The bit of public holidays.
    pub const HOLIDAY: u8 = 1 << 7;

    /// Parses names and ranges, separated by `、`; `None` for another text. A range may pass the end of the week.
    pub fn parse(text: &str) -> Option<Days> {
        if text == EVERY {
            return Some(Days(u8::MAX));
        }
        let mut bits = 0;
        for part in text.split('、') {
            if part == HOLIDAY {
                bits |= Days::HOLIDAY;
                continue;
            }
            let at = |name: &str| WEEK.iter().position(|day| *day == name);
            let (from, to) = part.split_once('至').unwrap_or((part, part));
            let (mut day, to) = (at(from)?, at(to)?);
            bits |= 1 << day;
            while day != to {
                day = (day + 1) % 7;
                bits |= 1 << day;
            }
        }
        Some(Days(bits))
    }

    /// The bits.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// Those of `names` whose days are among these. `names`: Monday to Sunday, and public holidays where there is an eighth.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of<'a>(self, names: &[&'a str]) -> Vec<&'a str> {
        let days = names.iter().zip(0..);
        days.filter(|(_, bit)| self.0 >> bit & 1 == 1)
            .map(|(name, _)| *name)
            .collect()
    }
}

/// In the shortest form: runs of three days and more as a range.
impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == u8::MAX {
            return f.write_str(EVERY);
        }
        let mut parts: Vec<String> = Vec::new();
        let mut day = 0;
        while day < 7 {
            let rest = WEEK[day..].iter().enumerate();
            let run = rest
                .take_while(|(behind, _)| self.0 >> (day + behind) & 1 == 1)
                .count();
            match run {
                0 => {}
                1 | 2 => parts.extend(WEEK[day..day + run].iter().map(|day| (*day).to_owned())),
                _ => parts.push(format!("{}至{}", WEEK[day], WEEK[day + run - 1])),
            }
            day += run.max(1);
        }
        if self.0 & Days::HOLIDAY != 0 {
            parts.push(HOLIDAY.to_owned());
        }
        f.write_str(&parts.join("、"))
    }
}

text_form! {
    /// A telephone number as it is written, such as `0574-8701 2345`.
    Telephone(String) TELEPHONE "电话"
}

impl Telephone {
    /// Parses a number of 3 to 20 digits with spaces and hyphens between them; `None` for another text.
    pub fn parse(text: &str) -> Option<Telephone> {
        let digits = text.strip_prefix('+').unwrap_or(text);
        let is_digit = |c: char| c.is_ascii_digit();
        let is_number = digits.chars().all(|c| is_digit(c) || c == '-' || c == ' ')
            && (3..=20).contains(&digits.chars().filter(|c| is_digit(*c)).count())
            && digits.starts_with(is_digit)
            && digits.ends_with(is_digit);
        is_number.then(|| Telephone(text.to_owned()))
    }

    /// The number without spaces, as in a `tel:` address.
    pub fn dialled(&self) -> String {
        self.0.replace(' ', "")
    }
}

impl fmt::Display for Telephone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form! {
    /// An `https` address that is safe in an attribute.
    Web(String) WEB "网址"
}

impl Web {
    /// Parses an address with a domain of at least two labels; `None` for another text.
    pub fn parse(text: &str) -> Option<Web> {
        host(text).map(|_| Web(text.to_owned()))
    }
}

/// The host of an `https` address that is safe in an attribute; `None` for another text.
pub(super) fn host(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_graphic() && !"\"'<>\\".contains(c);
    (text.chars().all(is_plain) && is_domain(host)).then_some(host)
}

/// Whether a text is a host name: labels of letters, digits and hyphens, at least two.
pub(super) fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    text.contains('.') && text.split('.').all(is_label)
}

impl fmt::Display for Web {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The service of an institution that carries out a brand or an initiative, written `institution/service`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(schemars::JsonSchema),
    schemars(inline, extend("pattern" = pattern::SERVICE, "maxLength" = 129))
)]
pub struct ServiceOf {
    /// The institution.
    pub institution: Slug,
    /// The id of its service.
    pub service: Slug,
}

impl fmt::Display for ServiceOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.institution, self.service)
    }
}

impl TryFrom<String> for ServiceOf {
    type Error = &'static str;

    fn try_from(text: String) -> Result<ServiceOf, Self::Error> {
        let parts = text.split_once('/');
        let ids = parts.and_then(|(of, own)| Some((Slug::parse(of)?, Slug::parse(own)?)));
        let (institution, service) = ids.ok_or("机构代号/服务代号")?;
        Ok(ServiceOf {
            institution,
            service,
        })
    }
}

impl From<ServiceOf> for String {
    fn from(value: ServiceOf) -> String {
        value.to_string()
    }
}

text_form! {
    /// The difference of the local time from UTC, such as `+08:00`, in minutes.
    #[derive(Copy)]
    Zone(i16) ZONE "时差"
}

impl Zone {
    /// Parses `+08:00`; `None` for another text, and beyond 14 hours.
    pub fn parse(text: &str) -> Option<Zone> {
        let (sign, rest) = text.split_at_checked(1)?;
        let sign = match sign {
            "+" => 1,
            "-" => -1,
            _ => return None,
        };
        let (hour, minute) = rest.split_once(':')?;
        let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
        let minutes = hour * 60 + minute;
        let is_zone = minute < 60 && minutes <= 14 * 60;
        is_zone.then_some(Zone(sign * i16::try_from(minutes).ok()?))
    }

    /// The minutes east of Greenwich.
    pub fn minutes(self) -> i16 {
        self.0
    }
}

/// The time in all of China.
impl Default for Zone {
    fn default() -> Zone {
        Zone(8 * 60)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, minutes) = (if self.0 < 0 { '-' } else { '+' }, self.0.unsigned_abs());
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

vocabulary! {
    /// A day of the week.
    Weekday {
        Monday "周一" "monday",
        Tuesday "周二" "tuesday",
        Wednesday "周三" "wednesday",
        Thursday "周四" "thursday",
        Friday "周五" "friday",
        Saturday "周六" "saturday",
        Sunday "周日" "sunday",
    }
}

vocabulary! {
    /// How one books.
    BookingKind {
        Official "官方预约" "official",
        Account "公众号" "account",
        MiniProgram "小程序" "mini-program",
        Page "网页" "page",
    }
}

vocabulary! {
    /// What a building or a service has for people with a disability.
    Access {
        Lift "电梯" "lift",
        Ramp "坡道" "ramp",
        Wheelchair "轮椅" "wheelchair",
        Toilet "无障碍卫生间" "toilet",
        Tactile "盲道" "tactile",
        Sign "手语" "sign",
        Companion "陪诊" "companion",
    }
}

vocabulary! {
    /// Whether a service is offered at present.
    State {
        Open "照常办理" "open",
        Paused "暂停办理" "paused",
        Ended "停办" "ended",
    }
}

record! {
    /// Regular opening hours, on some days of the week. Hours past midnight are two records.
    #[derive(Eq)]
    Hours {
        /// The days.
        days: Days,
        /// When it opens.
        opens: Time,
        /// When it closes, on the same day.
        closes: Time,
    }
}

record! {
    /// Days on which other hours apply than usually.
    #[derive(Eq)]
    Exception {
        /// The first day.
        on: Date,
        /// The last day; the same day without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// When it opens; closed all day without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opens: Option<Time>,
        /// When it closes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        closes: Option<Time>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    }
}

record! {
    /// A way to book.
    #[derive(Eq)]
    Booking {
        /// Its kind.
        kind: BookingKind,
        /// The name of the account, the mini program or the page.
        name: String,
        /// Its address; a mini program is opened with the code of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        href: Option<Web>,
    }
}

record! {
    /// Whether a service is offered at present, and if not, why and until when.
    #[derive(Eq)]
    Status {
        /// Its state.
        state: State,
        /// The last day of a pause.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// The reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    }
}

record! {
    /// A notice for a short time.
    #[derive(Eq)]
    Alert {
        /// The notice, one sentence.
        text: String,
        /// The last day on which it is shown.
        until: Date,
    }
}

record! {
    /// The facts of the house itself.
    #[derive(Default, Eq)]
    House {
        /// The address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<String>,
        /// The telephone number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        telephone: Option<Telephone>,
        /// A notice for a short time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alert: Option<Alert>,
        /// The regular hours.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        hours: Vec<Hours>,
        /// Days with other hours.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        exceptions: Vec<Exception>,
        /// How to book.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        booking: Vec<Booking>,
        /// The languages that are spoken.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        languages: Vec<String>,
        /// What there is for people with a disability.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        access: Vec<Access>,
        /// How to complain.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        complaints: Option<String>,
        /// When the facts were last checked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        checked: Option<Checked>,
    }
}

record! {
    /// A service of an institution.
    #[derive(Eq)]
    Service {
        /// Unique within the institution; the anchor on its page.
        id: Slug,
        /// Its name.
        name: String,
        /// Whether it is offered at present; it is without this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<Status>,
        /// A notice for a short time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alert: Option<Alert>,
        /// Who can use it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<String>,
        /// The floor or the window.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        window: Option<String>,
        /// The telephone number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        telephone: Option<Telephone>,
        /// The regular hours.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        hours: Vec<Hours>,
        /// Days with other hours.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        exceptions: Vec<Exception>,
        /// How to book.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        booking: Vec<Booking>,
        /// What to bring.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bring: Option<String>,
        /// What it costs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fees: Option<String>,
        /// The languages that are spoken.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        languages: Vec<String>,
        /// What there is for people with a disability.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        access: Vec<Access>,
        /// How to complain.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        complaints: Option<String>,
        /// When the facts were last checked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        checked: Option<Checked>,
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Service {
    /// Whether it is offered at present; it is where nothing is said.
    pub fn state(&self) -> State {
        let status = self.status.as_ref();
        status.map_or(State::Open, |status| status.state)
    }
}

record! {
    /// A day on which other hours apply in the whole city: a public holiday, or a day that stands in for another day of the week.
    #[derive(Eq)]
    Holiday {
        /// The first day.
        on: Date,
        /// The last day; the same day without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// Its name.
        name: String,
        /// The day of the week whose hours apply; without it, those of holidays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        like: Option<Weekday>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jsonschema::Validator;
    use proptest::prelude::*;
    use schemars::{JsonSchema, schema_for};
    use std::sync::LazyLock;

    fn validator<T: JsonSchema>() -> Validator {
        let schema = serde_json::to_value(schema_for!(T)).unwrap_or_default();
        jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Whether the reader and the schema take a text, and the text that is written of what was read.
    fn taken<T: TryFrom<String> + Into<String>>(
        schema: &Validator,
        text: &str,
    ) -> (bool, bool, Option<String>) {
        let read = T::try_from(text.to_owned()).ok();
        let is_valid = schema.is_valid(&text.into());
        (read.is_some(), is_valid, read.map(Into::into))
    }

    macro_rules! forms {
        ($($test:ident $type:ty, $texts:literal;)+) => {
            proptest! {
                $(#[test]
                fn $test(text in $texts) {
                    static SCHEMA: LazyLock<Validator> = LazyLock::new(validator::<$type>);
                    let (reader, schema, written) = taken::<$type>(&SCHEMA, &text);
                    prop_assert_eq!(reader, schema, "{}", text);
                    // What is written is read as the same.
                    if let Some(written) = written {
                        let (_, _, again) = taken::<$type>(&SCHEMA, &written);
                        prop_assert_eq!(again, Some(written));
                    }
                })+
            }
        };
    }

    forms! {
        a_time_has_the_form_of_its_pattern Time, "[0-2]?[0-9]:[0-6][0-9]|24:0[01]|\\PC{0,6}";
        a_date_has_the_form_of_its_pattern Date, "(0000|1900|2000|202[0-9])-[01][0-9]-[0-3][0-9]|[0-9]{2,5}-[0-9]{1,2}-29|\\PC{0,6}";
        days_have_the_form_of_their_pattern Days, "每天|(周[一二三四五六日天]|节假日)([、至，](周[一二六日]|节假日)){0,3}|\\PC{0,6}";
        a_number_has_the_form_of_its_pattern Telephone, "\\+?[0-9 -]{0,24}|\\PC{0,6}";
        an_address_has_the_form_of_its_pattern Web, "https?://[a-zA-Z0-9.-]{0,12}[/?#:]?[!-~]{0,8}|\\PC{0,6}";
        a_zone_has_the_form_of_its_pattern Zone, "[+-]?[01][0-9]:[0-6][0-9]|\\PC{0,6}";
        a_service_has_the_form_of_its_pattern ServiceOf, "[a-z0-9-]{0,5}/[a-z0-9-]{0,5}|\\PC{0,6}";
    }

    #[test]
    fn every_set_of_days_is_written_and_read_as_the_same() {
        for bits in 1..=u8::MAX {
            let text = Days(bits).to_string();
            assert_eq!(Days::parse(&text), Some(Days(bits)), "{text}");
        }
        for (text, shortest) in [
            ("周五至周一", "周一、周五至周日"),
            ("周日、周六", "周六、周日"),
            ("周一、周二、周三、节假日", "周一至周三、节假日"),
            ("周一至周日", "周一至周日"),
        ] {
            let days = Days::parse(text).map(|days| days.to_string());
            assert_eq!(days.as_deref(), Some(shortest), "{text}");
        }
    }

    #[test]
    fn a_time_is_the_minutes_of_its_day() {
        let minutes = |text| Time::parse(text).map(Time::minutes);
        assert_eq!(minutes("00:00"), Some(0));
        assert_eq!(minutes("08:30"), Some(510));
        assert_eq!(minutes("24:00"), Some(1440));
        for text in ["24:01", "8:00", "08:60", "08：00", "0800", "+8:00"] {
            assert_eq!(minutes(text), None, "{text}");
        }
        assert_eq!(Zone::parse("-03:30").map(Zone::minutes), Some(-210));
        assert_eq!(Zone::default().to_string(), "+08:00");
    }
}
