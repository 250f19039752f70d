//! How a need that is computed comes about.

use eligibility::assess::NeedPart;

use crate::wording::Voice;

/// What a need is computed from, as in `Reason::Need`.
pub(super) struct Need<'a> {
    pub(super) at_least: u32,
    pub(super) plus: u32,
    pub(super) parts: &'a [NeedPart],
    pub(super) as_many_as: Option<(usize, usize)>,
    pub(super) less: u32,
}

impl Need<'_> {
    /// The number, how it comes about, and what to fill in where it is not sure.
    pub(super) fn said(&self, v: Voice<'_>, least: usize, most: Option<usize>) -> String {
        match most {
            Some(most) if most == least => format!("{least} needed: {}", self.formula(v, true)),
            Some(most) => format!(
                "from {least} to {most} needed, which is not sure: {}; {}",
                self.formula(v, true),
                self.to_fill_in(v)
            ),
            None => format!(
                "{least} or more needed, which is not sure: {}; no equipment is recorded, record what is in use and its first day",
                self.formula(v, false)
            ),
        }
    }

    /// The formula, with how many machines there are where that is known.
    fn formula(&self, v: Voice<'_>, counted: bool) -> String {
        let part = |part| {
            if counted {
                self::part(v, part)
            } else {
                rule(v, part)
            }
        };
        let plus = (self.plus > 0).then(|| self.plus.to_string());
        let sum: Vec<String> = plus
            .into_iter()
            .chain(self.parts.iter().map(part))
            .collect();
        let mut texts = Vec::new();
        if !sum.is_empty() {
            texts.push(sum.join(" + "));
        }
        if let Some((surely, possibly)) = self.as_many_as {
            let least = if texts.is_empty() && self.at_least == 0 {
                "as many as"
            } else {
                "at least as many as"
            };
            texts.push(format!(
                "{least} the people concerned ({})",
                range(surely, possibly)
            ));
        }
        if self.at_least > 0 {
            texts.push(format!("at least {}", self.at_least));
        }
        if self.less > 0 {
            texts.push(format!("less {}", self.less));
        }
        texts.join("; ")
    }

    fn to_fill_in(&self, v: Voice<'_>) -> String {
        let unsure = self.parts.iter().filter(|part| part.least != part.most);
        let unsure: Vec<String> = unsure
            .map(|part| {
                let open = part.units_possibly.saturating_sub(part.units);
                format!("{open} × {}", kinds(v, part))
            })
            .collect();
        let mut to_do = Vec::new();
        if !unsure.is_empty() {
            to_do.push(format!(
                "fill in the first day in use of {}",
                unsure.join(", ")
            ));
        }
        if self.as_many_as.is_some_and(|(least, most)| least != most) {
            to_do.push("complete the postings and files of the people concerned".to_owned());
        }
        to_do.join("; ")
    }
}

/// What the machines of some kinds ask for.
fn part(v: Voice<'_>, part: &NeedPart) -> String {
    let (kinds, units) = (kinds(v, part), range(part.units, part.units_possibly));
    if part.per == 1 && part.beyond == 0 {
        return format!("{units} {kinds} × {}", part.each);
    }
    let people = range(part.least, part.most);
    format!("{people} for {units} {kinds} ({})", each(part))
}

/// What machines of some kinds would ask for.
fn rule(v: Voice<'_>, part: &NeedPart) -> String {
    format!("{} of {}", each(part), kinds(v, part))
}

fn each(part: &NeedPart) -> String {
    let beyond = match part.beyond {
        0 => String::new(),
        beyond => format!(" beyond {beyond}"),
    };
    match part.per {
        1 => format!("{} for each{beyond}", part.each),
        per => format!("{} for every {per}{beyond}", part.each),
    }
}

fn kinds(v: Voice<'_>, part: &NeedPart) -> String {
    let kinds: Vec<&str> = part
        .equipment
        .iter()
        .map(|kind| v.equipment(kind))
        .collect();
    kinds.join(" and ")
}

fn range<T: PartialEq + std::fmt::Display>(least: T, most: T) -> String {
    if least == most {
        least.to_string()
    } else {
        format!("{least} to {most}")
    }
}
