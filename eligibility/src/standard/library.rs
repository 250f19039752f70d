//! The standards at hand: those that ship with the product and a hospital's own.

use super::load::load;
use super::model::Standard;
use crate::catalogue::Catalogue;
use crate::file::{Fault, FaultKind, Faults, Thing};

/// The standards that ship with the product: file name and text.
const BUILT_IN: &[(&str, &str)] = &[
    (
        "zzq2023.petmr.toml",
        include_str!("../../standards/zzq2023.petmr.toml"),
    ),
    (
        "zzq2023.petct.toml",
        include_str!("../../standards/zzq2023.petct.toml"),
    ),
    (
        "zzq2023.lap.toml",
        include_str!("../../standards/zzq2023.lap.toml"),
    ),
    (
        "zzq2023.rt.toml",
        include_str!("../../standards/zzq2023.rt.toml"),
    ),
    (
        "sx2025.petmr.toml",
        include_str!("../../standards/sx2025.petmr.toml"),
    ),
    (
        "sx2025.petct.toml",
        include_str!("../../standards/sx2025.petct.toml"),
    ),
    (
        "sx2025.lap.toml",
        include_str!("../../standards/sx2025.lap.toml"),
    ),
    (
        "sx2025.rt.toml",
        include_str!("../../standards/sx2025.rt.toml"),
    ),
    ("nhc36n.toml", include_str!("../../standards/nhc36n.toml")),
    ("nhc36.toml", include_str!("../../standards/nhc36.toml")),
    ("nhc36g.toml", include_str!("../../standards/nhc36g.toml")),
    ("g07.toml", include_str!("../../standards/g07.toml")),
    ("g08.toml", include_str!("../../standards/g08.toml")),
    ("eqm.toml", include_str!("../../standards/eqm.toml")),
];

/// Standards by id, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library(Vec<Standard>);

impl Library {
    /// The standards that ship with the product.
    ///
    /// # Errors
    /// Never with the files as shipped; a test reads them.
    pub fn built_in(catalogue: &Catalogue) -> Result<Self, Faults> {
        let mut library = Self::default();
        for (_, text) in BUILT_IN {
            library.add(load(text, catalogue)?)?;
        }
        Ok(library)
    }

    /// Adds a standard and its forms.
    ///
    /// # Errors
    /// When there is one of that id already.
    pub fn add(&mut self, standard: Standard) -> Result<(), Faults> {
        let forms: Vec<_> = standard
            .forms
            .iter()
            .map(|form| standard.in_form(form))
            .collect();
        self.add_one(standard)?;
        forms.into_iter().try_for_each(|form| self.add_one(form))
    }

    fn add_one(&mut self, standard: Standard) -> Result<(), Faults> {
        if self.get(&standard.id).is_some() {
            let kind = FaultKind::Duplicate {
                what: Thing::Standard,
                found: standard.id,
            };
            return Err(Faults(vec![Fault {
                path: "id".to_owned(),
                line: None,
                kind,
            }]));
        }
        self.0.push(standard);
        Ok(())
    }

    /// The standard with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Standard> {
        self.0.iter().find(|standard| standard.id == id)
    }

    /// All standards in order.
    pub fn iter(&self) -> impl Iterator<Item = &Standard> {
        self.0.iter()
    }
}
