//! When a met clause stops being met if nothing is renewed.

use super::evaluate::Evaluation;
use super::spans::Spans;
use super::truth::Verdict;
use crate::day::{AsOf, Day};
use crate::duration::Stretch;

/// For each clause of the edition met on the day, the first later day on which it is not.
pub(super) fn breaks(
    evaluation: &Evaluation<'_>,
    on: AsOf,
    today: &[Option<Verdict>],
) -> Vec<Option<Day>> {
    let future = Stretch {
        from: on.day(),
        to: None,
    };
    let mut spans = Spans::of(evaluation, future);
    let mut first_out = |place: usize| {
        let mut later = spans.days(place).into_iter().skip(1);
        later.find(|&day| {
            spans
                .state(place, day)
                .is_some_and(|state| is_out(state.verdict))
        })
    };
    today
        .iter()
        .enumerate()
        .map(|(place, verdict)| (*verdict == Some(Verdict::Met)).then(|| first_out(place))?)
        .collect()
}

/// What no longer applies no longer has to be met: that is not a break.
pub(super) const fn is_out(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Short | Verdict::Undetermined)
}
