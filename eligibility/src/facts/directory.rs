//! Who is where in a hospital, looked up once for many programmes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Department, Hospital, Person, Posting, Programme, StaffNumber};

/// The people of each department and the postings of each person.
///
/// A programme concerns a few dozen of ten thousand people; asked of a directory, finding them does
/// not take longer the more there are.
#[derive(Debug)]
pub struct Directory<'h> {
    hospital: &'h Hospital,
    departments: BTreeMap<&'h str, &'h Department>,
    /// People by place, by the departments they were ever members of.
    members: BTreeMap<&'h str, Vec<usize>>,
    /// People of whom no department is recorded.
    without: Vec<usize>,
    places: BTreeMap<&'h StaffNumber, usize>,
    programmes: BTreeMap<&'h str, usize>,
    /// The postings of each person with the place of the programme.
    postings: BTreeMap<&'h StaffNumber, Vec<(usize, &'h Posting)>>,
}

impl<'h> Directory<'h> {
    /// The directory of a hospital.
    #[must_use]
    pub fn of(hospital: &'h Hospital) -> Self {
        let mut directory = Self {
            hospital,
            departments: BTreeMap::new(),
            members: BTreeMap::new(),
            without: Vec::new(),
            places: BTreeMap::new(),
            programmes: BTreeMap::new(),
            postings: BTreeMap::new(),
        };
        for department in &hospital.institution.departments {
            directory
                .departments
                .entry(&department.id)
                .or_insert(department);
        }
        for (place, person) in hospital.people.iter().enumerate() {
            directory.places.insert(&person.staff, place);
            if person.departments.is_empty() {
                directory.without.push(place);
            }
            for membership in &person.departments {
                let members = directory.members.entry(&membership.department).or_default();
                members.push(place);
            }
        }
        for (place, programme) in hospital.programmes.iter().enumerate() {
            directory.programmes.entry(&programme.id).or_insert(place);
            for posting in &programme.postings {
                let own = directory.postings.entry(&posting.staff).or_default();
                own.push((place, posting));
            }
        }
        directory
    }

    /// Everything recorded.
    #[must_use]
    pub const fn hospital(&self) -> &'h Hospital {
        self.hospital
    }

    /// The department with an id.
    #[must_use]
    pub fn department(&self, id: &str) -> Option<&'h Department> {
        self.departments.get(id).copied()
    }

    /// Everybody who was ever a member of the programme's departments or posted to it, and those of
    /// whom no department is recorded at all, in order of staff number.
    #[must_use]
    pub fn concerned(&self, programme: &Programme) -> Vec<&'h Person> {
        let mut places: BTreeSet<usize> = BTreeSet::new();
        for department in &programme.departments {
            places.extend(self.members.get(department.as_str()).into_iter().flatten());
        }
        if !programme.departments.is_empty() {
            places.extend(&self.without);
        }
        let postings = programme.postings.iter();
        places.extend(postings.filter_map(|posting| self.places.get(&posting.staff)));
        let people = places.into_iter();
        people
            .filter_map(|place| self.hospital.people.get(place))
            .collect()
    }

    /// The programme with an id, and with it the postings in the hospital's other programmes of the
    /// people it concerns, by programme.
    #[must_use]
    pub fn programme(&self, id: &str) -> Option<Programme> {
        let own = *self.programmes.get(id)?;
        let mut programme = self.hospital.programmes.get(own)?.clone();
        let mut elsewhere: Vec<(usize, &Posting)> = Vec::new();
        for person in self.concerned(&programme) {
            let postings = self.postings.get(&person.staff).into_iter().flatten();
            elsewhere.extend(postings.filter(|(place, _)| *place != own));
        }
        elsewhere.sort_by_key(|(place, _)| *place);
        for (place, posting) in elsewhere {
            if let Some(other) = self.hospital.programmes.get(place) {
                let name = other.name.as_ref().unwrap_or(&other.id);
                programme.elsewhere.push(posting.seen_from_outside(name));
            }
        }
        Some(programme)
    }
}
