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
    use eligibility::assess::{Question, assess};
    use eligibility::standard::Library;

    use super::*;

    /// Standard, clause and verdict, worked out by hand from the document.
    const EXPECTED: &str = include_str!("../../../eligibility/tests/self-assessment/expected.tsv");

    /// Joined into one hospital the two techniques are judged as each is alone.
    #[test]
    fn the_self_assessed_hospital_gets_every_verdict_worked_out_by_hand() {
        let catalogue = Catalogue::built_in().unwrap();
        let library = Library::built_in(&catalogue).unwrap();
        let made = hospital().unwrap();
        assert_eq!(made.programmes.len(), 2);
        let mut wrong = Vec::new();
        for id in ["g07", "g08", "g07.base", "g08.base"] {
            let mut programmes = made.programmes.iter();
            let of_technique = |standard: &str| id.split('.').next() == Some(standard);
            let programme = programmes
                .find(|one| one.standard.as_deref().is_some_and(of_technique))
                .and_then(|one| made.programme(&one.id))
                .unwrap();
            let standard = library.get(id).unwrap();
            let question = Question::on(last_day());
            let found = assess(question, &catalogue, standard, &made, &programme).unwrap();
            for line in EXPECTED.lines().skip(1) {
                let cells: Vec<&str> = line.split('\t').collect();
                let [of, clause, want] = cells[..] else {
                    panic!("{line}");
                };
                let report = found.clauses.iter().find(|one| one.id.as_str() == clause);
                let is = report.map_or("not assessed", |report| report.verdict.word());
                if of == id && is != want {
                    wrong.push(format!("{id}: {clause}: expected {want}, is {is}"));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
