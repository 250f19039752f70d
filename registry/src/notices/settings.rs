//! When notices are made and when they may leave.

/// What a hospital sets, in local hours from 0 to 23.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The hour from which the digests of a day are made.
    pub hour: u32,
    /// No message leaves from this hour …
    pub quiet_from: u32,
    /// … until this one begins; where both are the same, there is no quiet.
    pub quiet_to: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            hour: 8,
            quiet_from: 20,
            quiet_to: 7,
        }
    }
}

impl Settings {
    /// These hours, if they are hours, and if digests are not made in the hours in which nothing leaves.
    #[must_use]
    pub fn checked(self) -> Option<Self> {
        let hours = [self.hour, self.quiet_from, self.quiet_to];
        let fits = hours.iter().all(|hour| *hour < 24) && !self.is_quiet(self.hour);
        fits.then_some(self)
    }

    /// Whether nothing leaves in an hour.
    #[must_use]
    pub const fn is_quiet(&self, hour: u32) -> bool {
        if self.quiet_from <= self.quiet_to {
            self.quiet_from <= hour && hour < self.quiet_to
        } else {
            self.quiet_from <= hour || hour < self.quiet_to
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_may_go_over_midnight() {
        let night = Settings::default();
        let quiet: Vec<_> = (0..24).filter(|hour| night.is_quiet(*hour)).collect();
        assert_eq!(quiet, [0, 1, 2, 3, 4, 5, 6, 20, 21, 22, 23]);
        let noon = Settings {
            quiet_from: 12,
            quiet_to: 14,
            ..night
        };
        assert!(noon.is_quiet(13) && !noon.is_quiet(14) && !noon.is_quiet(11));
        let never = Settings {
            quiet_from: 7,
            ..night
        };
        assert!((0..24).all(|hour| !never.is_quiet(hour)));
    }

    #[test]
    fn hours_that_are_none_and_digests_at_night_are_refused() {
        let night = Settings::default();
        assert!(night.checked().is_some());
        assert!(Settings { hour: 24, ..night }.checked().is_none());
        assert!(Settings { hour: 6, ..night }.checked().is_none());
    }
}
