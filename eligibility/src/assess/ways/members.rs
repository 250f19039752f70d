//! Steps for the people of a set of whom each must meet something.

use super::Step;
use super::cure::{Cure, Steps};
use crate::assess::candidate::Asked;
use crate::assess::condition::truth;
use crate::assess::finding::Finding;
use crate::assess::sets::standing;
use crate::assess::truth::Truth;
use crate::facts::Person;
use crate::standard::{PeopleSet, Pool, SetScope};

impl<'a> Cure<'a> {
    /// The steps for the conditions alone.
    pub(super) fn conditions_only(&self, person: &'a Person) -> Option<Vec<Step>> {
        let mut steps = Steps::none(*self, person);
        for condition in self.asked.conditions {
            steps.condition(condition)?;
        }
        Some(steps.done())
    }

    /// The steps after which somebody who may be one of a set surely is, and meets the conditions.
    pub(super) fn in_set(&self, set: &PeopleSet, person: &'a Person) -> Option<Vec<Step>> {
        let mut found = self.belonging(set, person)?;
        for step in self.conditions_only(person)? {
            if !found.contains(&step) {
                found.push(step);
            }
        }
        Some(found)
    }

    /// The steps after which somebody who may be one of a set surely is.
    pub(super) fn belonging(&self, set: &PeopleSet, person: &Person) -> Option<Vec<Step>> {
        let pool = match &set.scope {
            SetScope::Posted(_) => None,
            SetScope::Members { only } => Some(Pool::Members {
                only: only.clone(),
                except: Vec::new(),
            }),
        };
        // A department that is filled in must be one of the set's.
        let cure = Cure {
            asked: Asked {
                pool: pool.as_ref(),
                ..self.asked
            },
            ..*self
        };
        let mut steps = Steps::none(cure, person);
        for finding in standing(set, self.on, &self.world, person) {
            match finding {
                Finding::Held { .. } => {}
                Finding::Unknown { missing } => steps.fill(missing, None)?,
                Finding::Failed { .. } => return None,
            }
        }
        for condition in &set.of {
            if truth(condition, self.on, &self.world, person) != Truth::Yes {
                steps.condition(condition)?;
            }
        }
        Some(steps.done())
    }
}
