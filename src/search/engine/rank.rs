//! The order of matches.
//!
//! A [`Rank`] is one small number; smaller is better. Ranks are compared, never added into a score: no number of matches in a lower tier lifts a record
//! above one in a higher tier. A record has the rank of its worst word; records with the same one are ordered by the sum of the ranks of all words. Term
//! frequency and field length are not used, because their effect on names is unpredictable.
//!
//! | rank | meaning | if it were lower (better) | if it were higher (worse) |
//! |---|---|---|---|
//! | 0, 1, 2 | as printed in a name: whole, from its start, within | a name typed in full is always first | |
//! | 3, 4 | as printed in a related text (owner, initiative, need, place): whole, within | an owner would hide a name | a text would hide an owner |
//! | 5 | as printed in a mentioned text (partners) | a partner would hide an owner | a text would hide a partner |
//! | 6 | in a name or related text, by a synonym | a synonym would hide what is printed | a text would hide a synonym |
//! | 7, 8 | as printed in a text: within a clause, across its end | it would hide an owner | pinyin would hide what is printed |
//! | 9 | the same by a synonym | | |
//! | [`SOUND`] + 0–5 | by full pinyin: whole name, whole related, name start, in name, related, mentioned | it would hide what is printed | initials would hide it |
//! | [`UNFINISHED`] + 0–5 | by full pinyin, the last syllable unfinished | `jia` would find 健 before 家 | |
//! | [`INITIALS`] + 0–5 | by initials, an unusual reading, or a mixture | | |
//! | [`HOMOPHONE`] + 0–5 | by hanzi with the same pronunciation; only if nothing above was found | | |
//! | [`NEAR`] + 0–5 | by syllables that southern speakers do not distinguish; likewise | | |
//! | [`SLIP`] + 0–5 | with one typing error; likewise | | 62: keys are counted up to there |
//!
//! Only the order of the ranks matters; a rank can be changed between its neighbours. The sizes of the gaps mean nothing.

/// How good a hit is.
pub type Rank = u8;

/// As printed in a name: whole.
pub const NAME: Rank = 0;
/// As printed in a related text: whole.
pub const AROUND_WHOLE: Rank = 3;
/// As printed in a related text.
pub const AROUND: Rank = 4;
/// As printed in a mentioned text.
pub const BESIDE: Rank = 5;
/// As printed in a name or related text, by a synonym.
pub const SYNONYM: Rank = 6;
/// As printed in a text.
pub const TEXT: Rank = 7;
/// As printed in a text, across the end of a clause.
pub const ACROSS: Rank = 8;
/// As printed in a text, by a synonym.
pub const SYNONYM_TEXT: Rank = 9;
/// By full pinyin.
pub const SOUND: Rank = 10;
/// By full pinyin, the last syllable unfinished.
pub const UNFINISHED: Rank = 16;
/// By initials, other readings, or a mixture.
pub const INITIALS: Rank = 22;
/// By hanzi with the same pronunciation.
pub const HOMOPHONE: Rank = 30;
/// By similar sounds.
pub const NEAR: Rank = 40;
/// With one typing error.
pub const SLIP: Rank = 50;
/// No match.
pub const NOWHERE: Rank = Rank::MAX;

/// The groups of ranks in an answer, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// The word is a whole name.
    Name,
    /// A name begins with it.
    NameStart,
    /// It is within a name.
    NamePart,
    /// It is in an owner, the name of an initiative, a need, a place or a kind.
    Around,
    /// It is in a text.
    Text,
    /// It matches by pronunciation.
    Sound,
    /// It matches a similar sound, or with a typing error.
    Near,
}

/// The reason why a record matches; shown beside a hit that does not contain what was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reason {
    /// It contains what was typed.
    #[default]
    Printed,
    /// It contains the target of a synonym.
    Synonym,
    /// Its pinyin was typed.
    Pinyin,
    /// It is pronounced the same.
    Homophone,
    /// It is pronounced similarly.
    NearSound,
    /// It differs by one typing error.
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

/// The place of a word in a part, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It is the whole part.
    Whole,
    /// The part begins with it.
    Start,
    /// It is within the part.
    Within,
}

/// The rank of a place in a name, or else in a related text, in the band that begins at `base`.
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

/// The rank of a match in a mentioned text that would have the rank `around` in a related one.
pub fn beside(around: Rank) -> Rank {
    let bands = [SLIP, NEAR, HOMOPHONE, INITIALS, UNFINISHED, SOUND];
    match bands.into_iter().find(|base| *base <= around) {
        Some(base) => base + 5,
        None => around.max(BESIDE),
    }
}

/// The records with a key, best first, at most `most`; records with the same key keep their order.
///
/// A counting sort, because there are few keys and many records.
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
    fn the_ranks_are_in_the_order_of_the_tiers() {
        let mut last = Tier::Name;
        for rank in 0..=SLIP + 5 {
            assert!(tier(rank) >= last, "{rank}");
            last = tier(rank);
        }
    }

    #[test]
    fn mentioned_texts_rank_below_related_ones_and_above_the_next_band() {
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
