//! Which hit is better?
//!
//! A [`Rank`] is one small number, smaller is better. Ranks are compared, never added into a score: no number of hits in a lower tier lifts a
//! record above one in a higher tier. With several words a record has the rank of its worst word, then the sum of all.
//! Frequencies and field lengths are absent on purpose: nobody can foretell what they do to a name.
//!
//! | weight | meaning | at the low end | at the high end |
//! |---|---|---|---|
//! | 0, 1, 2 | as printed in a name: whole, from its start, within | a name typed in full is always first | |
//! | 3, 4 | as printed around it (owner, initiative, need, place): whole, within | an owner would hide a name | a text would hide an owner |
//! | 5 | as printed in what is only mentioned beside it (partners) | a partner would hide an owner | a text would hide a partner |
//! | 6 | in a name or around it, by an everyday word | a synonym would hide what is printed | a text would hide a synonym |
//! | 7, 8 | as printed in the text: within a clause, across its end | it would hide an owner | sounds would hide what is printed |
//! | 9 | the same by an everyday word | | |
//! | [`SOUND`] + 0–5 | by full pinyin: whole name, whole around, start of a name, within it, around, beside | it would hide what is printed | initials would hide it |
//! | [`UNFINISHED`] + 0–5 | by full pinyin, the last syllable unfinished | `jia` would find 健 before 家 | |
//! | [`INITIALS`] + 0–5 | by initials, an unusual reading, or mixed | | |
//! | [`HOMOPHONE`] + 0–5 | hanzi of the same sound; only where nothing above was found | | |
//! | [`NEAR`] + 0–5 | sounds that southern speakers do not part; likewise | | |
//! | [`SLIP`] + 0–5 | one slip; likewise | | 62: keys are counted up to there |
//!
//! A weight is legal from the one above it to the one below it: only the order matters, the gaps say nothing.

/// How good a hit is.
pub type Rank = u8;

/// As printed in a name: whole.
pub const NAME: Rank = 0;
/// As printed around the name: whole.
pub const AROUND_WHOLE: Rank = 3;
/// As printed around the name.
pub const AROUND: Rank = 4;
/// As printed in what is mentioned beside it.
pub const BESIDE: Rank = 5;
/// As printed in a name or around it, by an everyday word.
pub const SYNONYM: Rank = 6;
/// As printed in the text.
pub const TEXT: Rank = 7;
/// As printed in the text, across the end of a clause.
pub const ACROSS: Rank = 8;
/// As printed in the text, by an everyday word.
pub const SYNONYM_TEXT: Rank = 9;
/// By full pinyin.
pub const SOUND: Rank = 10;
/// By full pinyin, the last syllable unfinished.
pub const UNFINISHED: Rank = 16;
/// By initials, other readings, or mixed.
pub const INITIALS: Rank = 22;
/// By hanzi of the same sound.
pub const HOMOPHONE: Rank = 30;
/// By near sounds.
pub const NEAR: Rank = 40;
/// But for one slip.
pub const SLIP: Rank = 50;
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

/// The rank of what is only mentioned, where it would have this one if it stood around the name.
pub fn beside(around: Rank) -> Rank {
    let storeys = [SLIP, NEAR, HOMOPHONE, INITIALS, UNFINISHED, SOUND];
    match storeys.into_iter().find(|base| *base <= around) {
        Some(base) => base + 5,
        None => around.max(BESIDE),
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
        for rank in 0..=SLIP + 5 {
            assert!(tier(rank) >= last, "{rank}");
            last = tier(rank);
        }
    }

    #[test]
    fn what_is_mentioned_stands_below_what_stands_around_and_above_the_next_storey() {
        for base in [NAME, SOUND, UNFINISHED, INITIALS, HOMOPHONE, NEAR, SLIP] {
            let whole = beside(at(base, false, Place::Whole));
            let within = at(base, false, Place::Within);
            assert!(whole > within, "{base}");
            assert_eq!(whole, beside(within), "{base}");
            assert_eq!(tier(whole), tier(within), "{base}");
            assert_eq!(reason(whole), reason(within), "{base}");
        }
    }

    #[test]
    fn the_better_key_comes_first_and_equals_keep_their_order() {
        assert_eq!(order(&[9, u16::MAX, 3, 9, 3], 9), [2, 4, 0, 3]);
        assert_eq!(order(&[9, u16::MAX, 3, 9, 3], 3), [2, 4, 0]);
    }
}
