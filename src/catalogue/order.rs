//! The position of a brand in the matrix.
//!
//! An [`Order`] is a decimal number with at most six decimals, so that a brand can be placed between two others by a number between theirs (8.5). It need
//! not be unique: brands with the same number are ordered by id, so that two people can add brands at the same time without agreeing on a number.
//! [`insert`] always finds a position; if no number between two neighbours is free, the following brands move.

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;

/// The number of units in 1: six decimals.
const WHOLE: u64 = 1_000_000;

/// The largest number. With six decimals it has fifteen digits, as many as a floating point number holds exactly.
const LARGEST: u64 = 999_999_999 * WHOLE;

/// A position in the matrix; smaller ones come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Order(u64);

impl Order {
    /// The expectation in a deserialization error.
    pub const EXPECTED: &str = "a position of at most six decimals";

    /// Parses digits, optionally with a point and at most six decimals; `None` for any other text.
    pub fn parse(text: &str) -> Option<Order> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(whole) || !is_digits(decimals) || decimals.len() > 6 {
            return None;
        }
        let decimals: u64 = format!("{decimals:0<6}").parse().ok()?;
        Self::of_units(whole.parse::<u64>().ok()?.checked_mul(WHOLE)? + decimals)
    }

    /// The number in a JSON value; `None` if it is not a valid position.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of(value: &serde_json::Value) -> Option<Order> {
        Self::deserialize(value).ok()
    }

    /// The first whole number after all of these, for a new last brand.
    pub fn behind(orders: impl Iterator<Item = Order>) -> Order {
        let next = orders.max().map_or(1, |last| last.0 / WHOLE + 1);
        Order((next * WHOLE).min(LARGEST))
    }

    fn of_units(units: u64) -> Option<Order> {
        (units <= LARGEST).then_some(Order(units))
    }

    fn of_float(number: f64) -> Option<Order> {
        let units = (number * WHOLE as f64).round();
        if !(0.0..=LARGEST as f64).contains(&units) {
            return None;
        }
        // JSON parsers may differ in the last bit; a seventh decimal would differ by more.
        let is_exact = (units / WHOLE as f64 - number).abs() <= 4.0 * f64::EPSILON * number.abs();
        is_exact.then_some(Order(units as u64))
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, decimals) = (self.0 / WHOLE, self.0 % WHOLE);
        if decimals == 0 {
            return write!(f, "{whole}");
        }
        write!(
            f,
            "{whole}.{}",
            format!("{decimals:06}").trim_end_matches('0')
        )
    }
}

impl Serialize for Order {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 % WHOLE {
            0 => serializer.serialize_u64(self.0 / WHOLE),
            _ => serializer.serialize_f64(self.0 as f64 / WHOLE as f64),
        }
    }
}

impl<'de> Deserialize<'de> for Order {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Order, D::Error> {
        deserializer.deserialize_f64(Number)
    }
}

struct Number;

impl Visitor<'_> for Number {
    type Value = Order;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Order::EXPECTED)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Order, E> {
        let units = number.checked_mul(WHOLE);
        let order = units.and_then(Order::of_units);
        order.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Order, E> {
        Order::of_float(number).ok_or_else(|| E::invalid_value(Unexpected::Float(number), &self))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Order {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Order".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": LARGEST / WHOLE })
    }
}

/// The number of a new brand after the first `at` brands, and the new numbers of those that have to move: none if a number between its neighbours is
/// free. `orders` are the numbers of all brands, ascending.
#[cfg(not(target_arch = "wasm32"))]
pub fn insert(orders: &[Order], at: usize) -> (Order, Vec<(usize, Order)>) {
    let at = at.min(orders.len());
    let below = at.checked_sub(1).and_then(|at| orders.get(at)).copied();
    for end in at..=orders.len() {
        // The brands up to `end` move, if there are enough numbers before the next one.
        let mut found = between(below, orders.get(end).copied(), end - at + 1).into_iter();
        if let Some(new) = found.next() {
            return (new, (at..).zip(found).collect());
        }
    }
    // No number after the position is free: renumber all brands.
    let number = |place: usize| Order(((place as u64 + 1) * WHOLE).min(LARGEST));
    let moved = (0..orders.len()).map(|one| (one, number(one + usize::from(one >= at))));
    (number(at), moved.collect())
}

/// `count` different numbers between two, with as few decimals as possible; empty if there are not so many.
#[cfg(not(target_arch = "wasm32"))]
fn between(below: Option<Order>, above: Option<Order>, count: usize) -> Vec<Order> {
    let count = count as u64;
    let from = below.map_or(0, |below| below.0 + 1);
    let end = above.map_or(LARGEST + 1, |above| above.0);
    let mut step = WHOLE;
    while step > 0 {
        // The free multiples of the step.
        let (first, last) = (from.div_ceil(step), end.div_ceil(step));
        let free = last.saturating_sub(first);
        if free >= count {
            // After the last brand numbers are consecutive; between two brands they are centred.
            let (first, apart) = match above {
                None => (first.max(1), 1),
                Some(_) => {
                    let apart = free / count;
                    (first + (free - apart * (count - 1)) / 2, apart)
                }
            };
            let all = (0..count).map(|at| Order((first + at * apart) * step));
            return all.collect();
        }
        step /= 10;
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn order() -> impl Strategy<Value = Order> {
        // Few numbers, so that many are equal or adjacent.
        let near = prop::sample::select(vec![0, 1, 2, WHOLE, WHOLE + 1, 8_500_000, LARGEST - 1]);
        prop_oneof![near, 0..=LARGEST].prop_map(Order)
    }

    proptest! {
        #[test]
        fn there_is_always_room_between_two_neighbours(mut orders in prop::collection::vec(order(), 0..12), at in any::<prop::sample::Index>()) {
            orders.sort();
            let at = at.index(orders.len() + 1);
            let (new, moved) = insert(&orders, at);
            let before = at.checked_sub(1).map(|at| orders[at]);
            let after = orders.get(at).copied();
            let is_free = before.zip(after).is_some_and(|(before, after)| after.0 - before.0 > 1);
            prop_assert!(!is_free || moved.is_empty(), "a number is free, and yet {moved:?} move");
            for (one, order) in moved {
                orders[one] = order;
            }
            // The new brand may have any id, so only a unique number keeps its position.
            prop_assert!(at == 0 || orders[at - 1] < new);
            prop_assert!(orders.get(at).is_none_or(|after| new < *after));
            prop_assert!(orders.is_sorted(), "{orders:?}");
        }

        #[test]
        fn a_number_is_the_same_in_text_in_json_and_in_memory(order in order()) {
            prop_assert_eq!(Order::parse(&order.to_string()), Some(order));
            let json = serde_json::to_string(&order).unwrap_or_default();
            prop_assert_eq!(serde_json::from_str(&json).ok(), Some(order));
            prop_assert_eq!(crate::catalogue::json::from_str(&json), Some(order));
            let value = serde_json::to_value(order).unwrap_or_default();
            prop_assert_eq!(Order::of(&value), Some(order));
        }

        #[test]
        fn both_readers_take_the_same_numbers(text in "-?[0-9]{1,10}(\\.[0-9]{0,8})?([eE][+-]?[0-9]{0,2})?") {
            let desk = serde_json::from_str::<Order>(&text).ok();
            if !text.starts_with('-') {
                prop_assert_eq!(crate::catalogue::json::from_str::<Order>(&text), desk, "{}", text);
            }
        }
    }

    #[test]
    fn a_number_between_two_is_short() {
        for (below, above, expected) in [
            ("8", "9", "8.5"),
            ("8", "20", "14"),
            ("8", "8.1", "8.05"),
            ("8.5", "8.6", "8.55"),
            ("8.999999", "9.000001", "9"),
        ] {
            let orders = [below, above].map(|text| Order::parse(text).unwrap_or(Order(0)));
            let (new, moved) = insert(&orders, 1);
            assert_eq!((new.to_string().as_str(), moved), (expected, Vec::new()));
        }
        assert_eq!(insert(&[], 0).0.to_string(), "1");
        assert_eq!(
            insert(&[Order(WHOLE), Order(2_500_000)], 2).0.to_string(),
            "3"
        );
        // Two brands have the same number: the second one moves.
        let same = [Order(8 * WHOLE), Order(8 * WHOLE), Order(9 * WHOLE)];
        let (new, moved) = insert(&same, 1);
        let told = moved.iter().map(|(at, order)| format!("{at}: {order}"));
        assert_eq!(
            (new.to_string(), told.collect::<Vec<_>>()),
            ("8.3".to_owned(), vec!["1: 8.7".to_owned()])
        );
    }

    #[test]
    fn what_is_no_position_is_refused() {
        for text in [
            "",
            ".",
            "8.",
            ".5",
            "-1",
            "+1",
            "8,5",
            "1e2",
            "8.1234567",
            "1000000000",
            "五",
            "99999999999999999999999",
        ] {
            assert_eq!(Order::parse(text), None, "{text}");
        }
        for json in [
            "-1",
            "8.1234567",
            "1000000000",
            "1e300",
            "null",
            "\"1\"",
            "[1]",
        ] {
            assert!(serde_json::from_str::<Order>(json).is_err(), "{json}");
        }
        assert_eq!(Order::behind([Order(LARGEST)].into_iter()), Order(LARGEST));
    }
}
