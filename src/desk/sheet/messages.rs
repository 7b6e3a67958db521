//! A bounded list of sentences.
//!
//! [`Messages`] keeps the first [`MOST`] sentences and counts all others, so that a table of millions of bad cells costs neither memory nor screens.

/// How many sentences are kept.
pub const MOST: usize = 100;

/// The first sentences, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Messages {
    kept: Vec<String>,
    count: usize,
}

impl Messages {
    /// Adds a sentence, which is only formed if it is kept.
    pub fn add(&mut self, sentence: impl FnOnce() -> String) {
        if self.kept.len() < MOST {
            self.kept.push(sentence());
        }
        self.count += 1;
    }

    /// Counts sentences that are not known here.
    pub fn count_more(&mut self, count: usize) {
        self.count += count;
    }

    /// The sentences that were kept.
    pub fn kept(&self) -> &[String] {
        &self.kept
    }

    /// How many there are, kept or not.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// All lines that are printed: the kept sentences, then how many more there are.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = self.kept.clone();
        if self.count > lines.len() {
            lines.push(format!(
                "……另有 {} 处，没有列出。",
                self.count - self.kept.len()
            ));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_hundred_are_kept_and_all_are_counted() {
        let mut messages = Messages::default();
        assert!(messages.is_empty());
        let mut formed = 0;
        for at in 0..3_000_004 {
            messages.add(|| {
                formed += 1;
                format!("第 {at} 处")
            });
        }
        assert_eq!((formed, messages.kept().len()), (MOST, MOST));
        assert_eq!(messages.count(), 3_000_004);
        let lines = messages.lines();
        assert_eq!(lines.len(), MOST + 1);
        assert!(lines[MOST].contains("2999904"), "{}", lines[MOST]);
    }
}
