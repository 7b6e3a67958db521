//! A bounded list of sentences.
//!
//! [`Messages`] keeps the first [`MOST`] sentences and counts the others, so that a table with millions of invalid cells does not fill memory or screen.

/// The number of sentences that are kept.
pub const MOST: usize = 100;

/// The first sentences, and the number of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Messages {
    kept: Vec<String>,
    count: usize,
}

impl Messages {
    /// Adds a sentence, which is only built if it is kept.
    pub fn add(&mut self, sentence: impl FnOnce() -> String) {
        if self.kept.len() < MOST {
            self.kept.push(sentence());
        }
        self.count += 1;
    }

    /// Counts sentences that were not built.
    pub fn count_more(&mut self, count: usize) {
        self.count += count;
    }

    /// The sentences that were kept.
    pub fn kept(&self) -> &[String] {
        &self.kept
    }

    /// The number of all sentences.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The lines to print: the kept sentences, then the number of the others.
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
