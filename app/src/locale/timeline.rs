//! What must be said of a timeline in every language.

/// The words of a timeline.
#[derive(Debug)]
pub struct TimelineWords {
    /// Label of the first and the last day.
    pub span: &'static str,
    /// Heading of the verdicts from day to day.
    pub overall: &'static str,
    /// Label.
    pub breaks: &'static str,
    /// Label.
    pub recoveries: &'static str,
    /// Label of the days on which the personnel clauses cease to hold.
    pub personnel_breaks: &'static str,
    /// Label of the days on which the personnel clauses hold again.
    pub personnel_recoveries: &'static str,
    /// Heading of the states on the first day.
    pub first_day: &'static str,
    /// Heading of the changes.
    pub changes: &'static str,
    /// That there are none.
    pub no_changes: &'static str,
    /// Before what was the case the day before.
    pub before: &'static str,
    /// Before the clause that wants the same people.
    pub through: &'static str,
    /// Where a person stands who is not one of those the clause is about.
    pub not_asked: &'static str,
    /// Where a person stands.
    pub possible: &'static str,
}
