//! Medians and percentiles of the times of many keystrokes.

/// The middle of them, what nineteen of twenty stay below, and the longest.
pub(crate) fn spread(mut times: Vec<f64>) -> [f64; 3] {
    times.sort_by(f64::total_cmp);
    [0.5, 0.95, 1.0].map(|share| times[((times.len() - 1) as f64 * share) as usize])
}
