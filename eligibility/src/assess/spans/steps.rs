//! A value that is constant between certain days.

use crate::day::Day;

/// A value day by day, kept as the days on which it changes, in order. Neighbours differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps<T>(Vec<(Day, T)>);

impl<T: PartialEq> Steps<T> {
    /// A value from a day on.
    pub(in crate::assess) fn from(day: Day, value: T) -> Self {
        Self(vec![(day, value)])
    }

    /// No value yet.
    pub(in crate::assess) const fn none() -> Self {
        Self(Vec::new())
    }

    /// The value of every day from the first of `days` on, which are in order.
    pub(in crate::assess) fn over(
        days: impl IntoIterator<Item = Day>,
        mut value: impl FnMut(Day) -> T,
    ) -> Self {
        let mut steps = Self::none();
        for day in days {
            steps.push(day, value(day));
        }
        steps
    }

    /// Says the value from a day on, not before the last one said.
    pub(in crate::assess) fn push(&mut self, day: Day, value: T) {
        if self.0.last().is_some_and(|(last, _)| *last == day) {
            self.0.pop();
        }
        if self.0.last().is_none_or(|(_, last)| *last != value) {
            self.0.push((day, value));
        }
    }

    /// The value on a day; `None` before the first.
    pub fn on(&self, day: Day) -> Option<&T> {
        let after = self.0.partition_point(|(from, _)| *from <= day);
        self.0.get(after.checked_sub(1)?).map(|(_, value)| value)
    }

    /// Every value with its first day, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Day, &T)> {
        self.0.iter().map(|(day, value)| (*day, value))
    }

    /// The days on which the value differs from the day before, with both.
    pub fn changes(&self) -> impl Iterator<Item = (Day, &T, &T)> {
        let pairs = self.0.iter().zip(self.0.iter().skip(1));
        pairs.map(|((_, before), (day, after))| (*day, before, after))
    }
}
