//! The parallel map of the command line.
//!
//! [`map`] is [`parallel::map`] with failures; a panic becomes one.
//! [`map_reporting`] also says how many items are left, every [`REPORT`].

use super::failure::{Failure, say};
use crate::parallel;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The time between two reports.
const REPORT: Duration = Duration::from_secs(10);

/// Reports of what is left of a piece of work.
struct Progress<'a> {
    /// What the items are, such as `网页`.
    what: &'a str,
    total: usize,
    every: Duration,
    said: Mutex<(usize, Instant)>,
}

impl Progress<'_> {
    /// One more item is done. A sentence, where it is time for one.
    fn step(&self) -> Option<String> {
        let mut said = self.said.lock().ok()?;
        said.0 += 1;
        let left = self.total.saturating_sub(said.0);
        if left == 0 || said.1.elapsed() < self.every {
            return None;
        }
        said.1 = Instant::now();
        Some(format!(
            "还有 {left} 个{}，共 {} 个。",
            self.what, self.total
        ))
    }
}

/// [`map`], with a report of what is left every [`REPORT`]. `what`: what the items are.
///
/// # Errors
///
/// As [`map`].
pub(super) fn map_reporting<T: Sync, R: Send>(
    what: &str,
    items: &[T],
    work: impl Fn(&T) -> Result<R, Failure> + Sync,
) -> Result<Vec<R>, Failure> {
    let progress = Progress {
        what,
        total: items.len(),
        every: REPORT,
        said: Mutex::new((0, Instant::now())),
    };
    map(items, |item| {
        let result = work(item)?;
        if let Some(sentence) = progress.step() {
            say(&sentence);
        }
        Ok(result)
    })
}

/// The result of `work` for each item.
///
/// # Errors
///
/// The first failure of `work`; after it no further item is started.
pub(super) fn map<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> Result<R, Failure> + Sync,
) -> Result<Vec<R>, Failure> {
    let results = catch_unwind(AssertUnwindSafe(|| parallel::map(items, work)));
    results.unwrap_or_else(|_| Err(panicked()))
}

fn panicked() -> Failure {
    Failure::new("程序出错了。请再运行一次；若仍出错，请告诉开发人员。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{self, Language};

    #[test]
    fn results_come_in_the_order_of_the_items_in_the_language_of_the_caller() {
        messages::speak(Language::English);
        let items: Vec<usize> = (0..1_000).collect();
        let work = |item: &usize| Ok((*item, messages::spoken()));
        let results = map(&items, work).expect("no failure");
        let expected = |at: usize| (at, Language::English);
        assert_eq!(results, (0..1_000).map(expected).collect::<Vec<_>>());
        assert_eq!(map(&[], work).expect("nothing"), []);
    }

    #[test]
    fn what_is_left_is_said_when_it_is_time_and_not_at_the_end() {
        let progress = |every| Progress {
            what: "网页",
            total: 3,
            every,
            said: Mutex::new((0, Instant::now())),
        };
        let always = progress(Duration::ZERO);
        assert_eq!(always.step().as_deref(), Some("还有 2 个网页，共 3 个。"));
        assert_eq!(always.step().as_deref(), Some("还有 1 个网页，共 3 个。"));
        assert_eq!(always.step(), None);
        assert_eq!(progress(Duration::MAX).step(), None);
    }

    #[test]
    fn a_failure_ends_the_work_and_a_panic_is_one() {
        let items: Vec<usize> = (0..1_000).collect();
        let fails = |item: &usize| match item {
            500 => Err(Failure::new("五百")),
            item => Ok(*item),
        };
        assert_eq!(map(&items, fails).expect_err("failed").to_string(), "五百");
        let panics = |item: &usize| -> Result<usize, Failure> {
            assert_ne!(*item, 500);
            Ok(*item)
        };
        let said = map(&items, panics).expect_err("failed").to_string();
        assert!(said.starts_with("程序出错了"), "{said}");
    }
}
