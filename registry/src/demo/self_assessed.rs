//! A hospital as it describes itself in a published self-assessment of two restricted techniques:
//! without names, numbers or dates, every list marked incomplete.

use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{Hospital, Roster};
use eligibility::file::{Faults, Node};

/// The two techniques as the hospital describes them.
const SEEDS: &str = include_str!("../../../eligibility/self-assessment/seeds.toml");
const ABLATION: &str = include_str!("../../../eligibility/self-assessment/ablation.toml");

/// The last day of the period the self-assessment is about; nothing is stated after it.
#[must_use]
pub fn last_day() -> Day {
    Day::new(2023, 5, 31).unwrap_or_else(|| Day::last_of_year(2023))
}

/// The hospital with both techniques as programmes.
///
/// # Errors
/// Never with the files as shipped; a test reads them.
pub fn hospital() -> Result<Hospital, Faults> {
    let catalogue = Catalogue::built_in()?;
    let read = |text: &str| Roster::read(&Node::from_toml(text)?, &catalogue);
    let (seeds, ablation) = (read(SEEDS)?, read(ABLATION)?);
    let mut hospital = seeds.hospital;
    let other = ablation.hospital;
    // What both say of the institution stands once.
    let services = other.institution.services.into_iter();
    hospital.institution.services.extend(services);
    let new = |item: &eligibility::facts::Installation| {
        !hospital.equipment.iter().any(|known| known == item)
    };
    let equipment: Vec<_> = other.equipment.into_iter().filter(new).collect();
    hospital.equipment.extend(equipment);
    hospital.people.extend(other.people);
    hospital.programmes = vec![seeds.programme, ablation.programme];
    Ok(hospital)
}

#[cfg(test)]
mod tests {
    use eligibility::assess::{Question, Verdict, assess};
    use eligibility::standard::Library;

    use super::*;

    /// Both techniques are open, neither is met, and no exemption is possible with 130 cases.
    #[test]
    fn the_self_assessed_hospital_is_undetermined_where_it_says_nothing() {
        let catalogue = Catalogue::built_in().unwrap();
        let library = Library::built_in(&catalogue).unwrap();
        let made = hospital().unwrap();
        assert_eq!(made.programmes.len(), 2);
        for (id, clause, verdict) in [
            ("seeds", "g07.2.1.3", Verdict::Undetermined),
            ("seeds", "g07.3.2d", Verdict::Met),
            ("ablation", "g08.1.3", Verdict::Met),
            ("ablation", "g08.2.1.2a", Verdict::Undetermined),
            ("ablation", "g08.4.1.3c", Verdict::Short),
        ] {
            let programme = made.programme(id).unwrap();
            let standard = library.get(programme.standard.as_deref().unwrap()).unwrap();
            let question = Question::on(last_day());
            let found = assess(question, &catalogue, standard, &made, &programme).unwrap();
            let report = found.clauses.iter().find(|one| one.id.as_str() == clause);
            assert_eq!(report.unwrap().verdict, verdict, "{clause}");
        }
    }
}
