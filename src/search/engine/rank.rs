//! Which hit is better?
//!
//! A [`Rank`] is one small number, smaller is better. Ranks are compared, never added into a score: no number of hits in a lower tier lifts a
//! record above one in a higher tier. With several words a record has the rank of its worst word, then the sum of all.
//! Frequencies and field lengths are absent on purpose: nobody can foretell what they do to a name.
//!
//! | weight | meaning | range | at the low end | at the high end |
//! |---|---|---|---|---|
//! | 0, 1, 2 | as printed in a name: whole, from its start, within | fixed | a name typed in full is always first | – |
//! | 3, 4 | as printed around it (owner, initiative, need, place): whole, within | fixed | above 3 an owner would hide a name | below 6 a text would hide an owner |
//! | 5, 7 | as printed, but by an everyday word for it: name or around, text | fixed | above 5 a synonym would hide an owner | right below its own kind |
//! | 6 | as printed in the text | fixed | above an owner it would hide one | the last hit of what is typed |
//! | 8–12 | by full pinyin: whole name, whole around, start, within a name, within around | [`SOUND`] + place | 6: sounds right below print | 15: below initials |
//! | 13–17 | the same by initials, an unusual reading, or mixed | [`INITIALS`] + place | | |
//! | 24–28 | hanzi that sound the same | [`HOMOPHONE`] + place | only where nothing above was found | |
//! | 32–36 | sounds that southern speakers do not part | [`NEAR`] + place | likewise | |
//! | 40–44 | one slip | [`SLIP`] + place | likewise | |

/// How good a hit is.
pub type Rank = u8;

/// As printed in a name: whole.
pub const NAME: Rank = 0;
/// As printed around the name: whole.
pub const AROUND_WHOLE: Rank = 3;
/// As printed around the name.
pub const AROUND: Rank = 4;
/// As printed in a name or around it, by an everyday word.
pub const SYNONYM: Rank = 5;
/// As printed in the text.
pub const TEXT: Rank = 6;
/// As printed in the text, by an everyday word.
pub const SYNONYM_TEXT: Rank = 7;
/// By full pinyin.
pub const SOUND: Rank = 8;
/// By initials, other readings, or mixed.
pub const INITIALS: Rank = 13;
/// By hanzi of the same sound.
pub const HOMOPHONE: Rank = 24;
/// By near sounds.
pub const NEAR: Rank = 32;
/// But for one slip.
pub const SLIP: Rank = 40;
/// Not at all.
pub const NOWHERE: Rank = Rank::MAX;

/// The storeys of the answer, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// The word is a name, whole.
    Name,
    /// A name begins with it.
    NameStart,
    /// It stands within a name.
    NamePart,
    /// It stands in an owner, an initiative's name, a need, a place, a kind.
    Around,
    /// It stands in the text.
    Text,
    /// It sounds like it.
    Sound,
    /// Nothing is like it, this is near.
    Near,
}

/// Why something was found that does not hold what was typed; to be shown beside the hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reason {
    /// It holds what was typed.
    #[default]
    Printed,
    /// It holds another word for it.
    Synonym,
    /// It is read so.
    Pinyin,
    /// It is read the same.
    Homophone,
    /// It is read nearly the same.
    NearSound,
    /// It differs by one slip.
    Slip,
}

/// The tier of a rank.
pub fn tier(rank: Rank) -> Tier {
    match rank {
        NAME => Tier::Name,
        1 => Tier::NameStart,
        2 => Tier::NamePart,
        AROUND_WHOLE..TEXT => Tier::Around,
        TEXT..SOUND => Tier::Text,
        SOUND..NEAR => Tier::Sound,
        _ => Tier::Near,
    }
}

/// The reason of a rank.
pub fn reason(rank: Rank) -> Reason {
    match rank {
        SYNONYM | SYNONYM_TEXT => Reason::Synonym,
        ..SOUND => Reason::Printed,
        SOUND..HOMOPHONE => Reason::Pinyin,
        HOMOPHONE..NEAR => Reason::Homophone,
        NEAR..SLIP => Reason::NearSound,
        _ => Reason::Slip,
    }
}

/// Where in a part a word was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The word is the part.
    Whole,
    /// The part begins with it.
    Start,
    /// It stands within.
    Within,
}

/// The rank of a place in a name, or around it, on the storey that begins at `base`.
pub fn at(base: Rank, name: bool, place: Place) -> Rank {
    match (base, name, place) {
        (NAME, true, _) => place as Rank,
        (NAME, false, Place::Whole) => AROUND_WHOLE,
        (NAME, false, _) => AROUND,
        (_, true, Place::Whole) => base,
        (_, false, Place::Whole) => base + 1,
        (_, true, Place::Start) => base + 2,
        (_, true, Place::Within) => base + 3,
        (_, false, _) => base + 4,
    }
}

/// The records with a key, best first, at most `most`: by key, then in their own order.
///
/// Sorts by counting, for keys are few and records many.
pub fn order(keys: &[u16], most: usize) -> Vec<usize> {
    let mut counts = vec![0usize; 256 * 64];
    for key in keys {
        if let Some(count) = counts.get_mut(usize::from(*key)) {
            *count += 1;
        }
    }
    let mut total = 0;
    for count in &mut counts {
        let here = *count;
        *count = total;
        total += here;
    }
    let mut order = vec![0; total.min(most)];
    for (record, key) in keys.iter().enumerate() {
        if let Some(at) = counts.get_mut(usize::from(*key)) {
            if let Some(place) = order.get_mut(*at) {
                *place = record;
            }
            *at += 1;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_storeys_stand_in_the_order_of_the_tiers() {
        let mut last = Tier::Name;
        for rank in 0..=SLIP + 4 {
            assert!(tier(rank) >= last, "{rank}");
            last = tier(rank);
        }
    }

    #[test]
    fn the_better_key_comes_first_and_equals_keep_their_order() {
        assert_eq!(order(&[9, u16::MAX, 3, 9, 3], 9), [2, 4, 0, 3]);
        assert_eq!(order(&[9, u16::MAX, 3, 9, 3], 3), [2, 4, 0]);
    }
}
