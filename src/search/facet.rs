//! Sets of positions, for facets.
//!
//! A [`Set`] contains brands or units by position. A unit is a brand itself or one of its initiatives, numbered as in [`Units`].

/// The numbering of units: brand by brand, the brand itself first, then its initiatives in the order of its card.
#[derive(Default)]
pub(super) struct Units {
    /// For each brand the position of its first unit, then the number of all units.
    first: Vec<usize>,
    /// For each unit its brand.
    brands: Vec<u32>,
}

impl Units {
    /// The units of brands, from the number of initiatives of each.
    pub(super) fn of(initiatives: &[u16]) -> Units {
        let mut units = Units::default();
        for (brand, initiatives) in (0u32..).zip(initiatives) {
            units.first.push(units.brands.len());
            let own = usize::from(*initiatives) + 1;
            units.brands.extend(std::iter::repeat_n(brand, own));
        }
        units.first.push(units.brands.len());
        units
    }

    /// The number of units.
    pub(super) fn len(&self) -> usize {
        self.brands.len()
    }

    /// All units, each with its brand.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, u32)> {
        self.brands.iter().copied().enumerate()
    }

    /// The brand of a unit.
    pub(super) fn brand(&self, unit: u32) -> Option<u32> {
        self.brands.get(unit as usize).copied()
    }

    /// The units of a brand: itself, then its initiatives.
    pub(super) fn of_brand(&self, brand: usize) -> std::ops::Range<usize> {
        match (self.first.get(brand), self.first.get(brand + 1)) {
            (Some(first), Some(next)) => *first..*next,
            _ => 0..0,
        }
    }
}

/// A set of positions, as bits.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Set(Vec<u64>);

impl Set {
    /// The first `total` positions.
    pub(super) fn all(total: usize) -> Set {
        let mut words = vec![u64::MAX; total.div_ceil(64)];
        if let Some(last) = words.last_mut() {
            *last >>= (64 - total % 64) % 64;
        }
        Set(words)
    }

    /// An empty set for `total` positions.
    pub(super) fn none(total: usize) -> Set {
        Set(vec![0; total.div_ceil(64)])
    }

    pub(super) fn insert(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    pub(super) fn contains(&self, at: usize) -> bool {
        let word = self.0.get(at / 64).copied().unwrap_or(0);
        word >> (at % 64) & 1 == 1
    }

    pub(super) fn intersect(&mut self, other: &Set) {
        for (mine, other) in self.0.iter_mut().zip(&other.0) {
            *mine &= other;
        }
    }

    pub(super) fn len(&self) -> usize {
        let ones = self.0.iter().map(|word| word.count_ones() as usize);
        ones.sum()
    }
}
