//! Packed syllables, and the common form of similar ones.
//!
//! A syllable is packed into a number, one letter a byte, so that comparing syllables is comparing numbers. [`near`] maps syllables that southern
//! speakers do not distinguish (n/l/r, zh/z, ch/c, sh/s, f/h, -ng/-n, ü/u) to one number; it is idempotent. Tones are not represented, because hardly
//! anybody types them.

/// The longest syllable, in letters (`zhuang`).
pub(crate) const LONGEST: usize = 6;

/// Packs letters into a number, the last one in the lowest byte.
pub(crate) fn pack(letters: impl Iterator<Item = u8>) -> u64 {
    letters
        .take(LONGEST + 2)
        .fold(0, |packed, letter| packed << 8 | u64::from(letter))
}

/// Unpacks the letters of a number.
pub(crate) fn letters(packed: u64) -> impl Iterator<Item = u8> {
    packed
        .to_be_bytes()
        .into_iter()
        .filter(|letter| *letter != 0)
}

/// The number of letters.
pub(crate) fn length(packed: u64) -> usize {
    8 - packed.leading_zeros() as usize / 8
}

/// The common form of a syllable and those similar to it.
pub(crate) fn near(packed: u64) -> u64 {
    let mut kept = [0u8; 8];
    let mut count = 0;
    let mut before = 0;
    for letter in letters(packed) {
        let letter = match letter {
            b'h' if matches!(before, b'z' | b'c' | b's') && count == 1 => continue,
            b'n' | b'r' if count == 0 => b'l',
            b'f' if count == 0 => b'h',
            b'v' => b'u',
            b'g' if before == b'n' => continue,
            other => other,
        };
        before = letter;
        kept[count] = letter;
        count += 1;
    }
    pack(kept.into_iter().take(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_syllables_have_one_form() {
        for (a, b) in [
            ("zhang", "zan"),
            ("ning", "lin"),
            ("chong", "con"),
            ("sheng", "sen"),
            ("fan", "han"),
            ("ren", "len"),
            ("nv", "lu"),
        ] {
            assert_eq!(near(pack(a.bytes())), near(pack(b.bytes())), "{a} {b}");
        }
        assert_ne!(near(pack("gao".bytes())), near(pack("kao".bytes())));
    }

    #[test]
    fn near_is_idempotent() {
        for syllable in ["zhuang", "ng", "nv", "shi", "er", "a", "zhzhng"] {
            let once = near(pack(syllable.bytes()));
            assert_eq!(near(once), once, "{syllable}");
        }
    }
}
