//! The list of what ends, and the papers that are renewed together, as shown.

use eligibility::day::Day;
use eligibility::facts::{Department, StaffNumber};
use eligibility::standard::{Clause, ClauseId, Edition};
use registry::access::Actor;
use registry::due::query::{List, Query, Row, month_word, stages};
use registry::due::{self, Due, Effect, ShortNow, Stage, What, Whom};
use registry::seen::Seen;
use registry::staff_list::PER_PAGE;

use super::address::Address;
pub use super::never::NeverRow;
use super::sheet::programme_name;
use super::staff::pages;
use super::staff_file::anchor;
use crate::locale::Lang;
use crate::wording::{self, Voice};

/// How many clauses are named that a lapse changes.
const MOST_EFFECTS: usize = 4;

/// A page of the list as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueView {
    /// Which of how many are shown.
    pub counts: String,
    /// The rows.
    pub rows: Vec<DueRow>,
    /// How many there are at each stage, all of them first.
    pub stages: Vec<Tally>,
    /// How many end in each month.
    pub months: Vec<Tally>,
    /// Where all papers of the page are renewed in one form, for those who may, if they are several.
    pub renew_page: Option<Linked>,
    /// The pages to link to, first to last; `None` stands for those left out.
    pub pages: Vec<Option<usize>>,
    /// What was never recorded, which has no day.
    pub never: Vec<NeverRow>,
    /// That there is more without a day, on the last page.
    pub n_never: Option<String>,
}

/// A number that leads to what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// What is counted.
    pub label: String,
    /// How many.
    pub n: usize,
    /// Where they are listed.
    pub href: String,
    /// Whether they are listed now.
    pub is_chosen: bool,
}

/// A text that may lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// What a person reads.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// Something in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueRow {
    /// What it is chosen by.
    pub key: String,
    /// Whose it is.
    pub whose: Linked,
    /// The departments.
    pub departments: String,
    /// What it is, leading to its record.
    pub what: Linked,
    /// The last good day.
    pub last: Day,
    /// How many days are left.
    pub left: String,
    /// That a newer paper begins after days without one.
    pub gap: Option<String>,
    /// Whether it has ended.
    pub is_overdue: bool,
    /// What a lapse does, clause by clause; of what ended long before, what is short by now.
    pub effects: Vec<Linked>,
    /// How many more clauses change than are named.
    pub n_more: usize,
    /// What is said where there are no effects.
    pub no_effect: String,
    /// That a newer paper follows, and where that is.
    pub covered: Option<Linked>,
    /// That it rests.
    pub rests: Option<String>,
    /// What can be done about it.
    pub act: Option<Linked>,
    /// Whether it can be chosen.
    pub can_choose: bool,
}

/// What the list is told with.
pub struct Told<'a> {
    /// In which language and words.
    pub voice: Voice<'a>,
    /// The page's own address.
    pub address: &'a Address,
    /// What may be seen.
    pub seen: &'a Seen<'a>,
    /// Who looks.
    pub actor: &'a Actor,
    /// All departments, whose names are no secret.
    pub departments: &'a [Department],
    /// The day of the list.
    pub on: Day,
}

impl Told<'_> {
    /// A page of the list in words.
    #[must_use]
    pub fn list(&self, query: &Query, list: &List) -> DueView {
        let lang = self.voice.lang;
        let n_before = (list.page - 1) * PER_PAGE;
        let (first, until) = (n_before + 1, n_before + list.rows.len());
        DueView {
            counts: wording::due::counts(lang, first, until, list.n_found),
            rows: list.rows.iter().map(|row| self.row(row)).collect(),
            stages: self.stages(query, list),
            months: self.months(query, list),
            renew_page: self.renew_page(query, list),
            pages: pages(list.page, list.n_pages),
            never: list.never.iter().map(|one| self.never(one)).collect(),
            n_never: (list.never.len() < list.n_never)
                .then(|| wording::due::n_never(lang, list.n_never)),
        }
    }

    fn stages(&self, query: &Query, list: &List) -> Vec<Tally> {
        let at = |stage: Option<Stage>| {
            let own = query.when(stage, None).pairs();
            self.address.with_own(own).to_string()
        };
        let all = Tally {
            label: self.voice.lang.words().due.all.to_owned(),
            n: list.stages.iter().map(|(_, n)| n).sum(),
            href: at(None),
            is_chosen: query.stage.is_none() && query.month.is_none(),
        };
        let labels = stage_labels(self.voice.lang).into_iter();
        let each = labels
            .zip(&list.stages)
            .map(|((_, label), (stage, n))| Tally {
                label,
                n: *n,
                href: at(Some(*stage)),
                is_chosen: query.stage == Some(*stage),
            });
        std::iter::once(all).chain(each).collect()
    }

    fn months(&self, query: &Query, list: &List) -> Vec<Tally> {
        let one = |(month, n): &(Day, usize)| Tally {
            label: month_word(*month),
            n: *n,
            href: {
                let own = query.when(None, Some(*month)).pairs();
                self.address.with_own(own).to_string()
            },
            is_chosen: query.month == Some(*month),
        };
        list.months.iter().map(one).collect()
    }

    fn row(&self, row: &Row) -> DueRow {
        let due = &row.due;
        let is_covered = row.covered.is_some();
        let (mut effects, no_effect) = self.effects(due);
        let n_effects = effects.len();
        effects.truncate(MOST_EFFECTS);
        let may_edit = self.actor.editing().is_ok();
        DueRow {
            key: due.key.clone(),
            whose: self.whose(due),
            departments: self.departments(&due.departments),
            what: self.what(due),
            last: due.last,
            left: wording::due::left(self.voice.lang, due.last, self.on),
            gap: due
                .resumes
                .map(|from| wording::due::gap(self.voice.lang, due.last, from)),
            is_overdue: due.last < self.on,
            n_more: n_effects - effects.len(),
            effects,
            no_effect,
            covered: row.covered.as_ref().map(|by| Linked {
                text: self.voice.lang.words().due.is_covered.to_owned(),
                href: by.as_ref().and_then(|by| {
                    let owner = by.owner.as_deref()?;
                    Some(format!("{}#{}", self.address.staff(owner), anchor(by)))
                }),
            }),
            rests: due
                .rests
                .as_ref()
                .map(|rest| wording::due::rest(self.voice.lang, rest)),
            act: (!is_covered).then(|| self.act(due)).flatten(),
            can_choose: may_edit && !is_covered,
        }
    }

    /// What a lapse does, and what is said where that is nothing. What ended so long before that nobody
    /// looks back is told by what is short by now.
    fn effects(&self, due: &Due) -> (Vec<Linked>, String) {
        let words = self.voice.lang.words().due;
        let (effects, none) = if due::is_foreseen(due.last, self.on) {
            let effects = due::effects(self.seen, due, self.on);
            let told = effects
                .iter()
                .filter(|effect| wording::due::is_told(effect));
            let told: Vec<_> = told.map(|effect| self.effect(due, effect)).collect();
            (told, words.no_effect)
        } else if due.last < self.on {
            let short = due::short_now(self.seen, due, self.on);
            let told: Vec<_> = short
                .iter()
                .map(|short| self.short_now(due, short))
                .collect();
            (told, words.no_effect_now)
        } else {
            return (Vec::new(), words.not_foreseen.to_owned());
        };
        let is_limited = self.seen.whole().is_none();
        let none = wording::due::no_effect(self.voice.lang, none, is_limited);
        (effects, none)
    }

    pub(super) fn whose(&self, due: &Due) -> Linked {
        match &due.whom {
            Whom::Person(staff) => self.person(staff),
            Whom::Institution => Linked {
                text: self.voice.lang.words().due.institution.to_owned(),
                href: None,
            },
            Whom::Programme(id) => Linked {
                text: self.programme(id).to_owned(),
                href: Some(self.address.sheet(id).to_string()),
            },
        }
    }

    pub(super) fn person(&self, staff: &StaffNumber) -> Linked {
        let number = staff.as_str();
        let name = self.seen.person(number);
        let name = name.and_then(|person| person.name.as_deref());
        Linked {
            text: match (name, self.voice.lang) {
                (Some(name), Lang::Zh) => format!("{name}（{number}）"),
                (Some(name), Lang::En) => format!("{name} ({number})"),
                (None, _) => number.to_owned(),
            },
            href: Some(self.address.staff(number).to_string()),
        }
    }

    pub(super) fn programme<'p>(&'p self, id: &'p str) -> &'p str {
        let programme = self.seen.programme(id);
        programme.map_or(id, |programme| programme_name(programme.programme()))
    }

    pub(super) fn departments(&self, ids: &[String]) -> String {
        let name = |id: &String| {
            let mut known = self.departments.iter();
            let found = known.find(|department| department.id == *id);
            let name = found.and_then(|department| department.name.clone());
            name.unwrap_or_else(|| id.clone())
        };
        let names: Vec<_> = ids.iter().map(name).collect();
        names.join(self.voice.lang.words().separator)
    }

    pub(super) fn what(&self, due: &Due) -> Linked {
        let What::Break { programme, clause } = &due.what else {
            return self.thing(due);
        };
        let says = self.clause(programme, clause, due.last.next());
        let says = says.map(|(_, clause)| {
            let text = self.voice.text(&clause.text);
            format!("{} {text}", clause.number)
        });
        let sheet = self.address.sheet(programme).at(due.last.next());
        Linked {
            text: wording::due::what(self.voice, &due.what, says.as_deref()),
            href: Some(format!("{sheet}#{clause}")),
        }
    }

    fn thing(&self, due: &Due) -> Linked {
        let record = due.record.as_ref();
        let href = match (&due.what, &due.whom, record) {
            (What::Duty { programme, .. }, ..) => {
                Some(format!("{}#duty", self.address.records(programme)))
            }
            (_, Whom::Person(staff), Some(record)) => {
                let file = self.address.staff(staff.as_str());
                Some(format!("{file}#{}", anchor(record)))
            }
            (What::InstitutionPaper { .. }, ..) => {
                Some(format!("{}#institution_paper", self.institution()))
            }
            _ => None,
        };
        Linked {
            text: wording::due::what(self.voice, &due.what, None),
            href,
        }
    }

    fn institution(&self) -> Address {
        Address {
            on: None,
            ..self.address.board().at_path("/institution")
        }
    }

    /// The clause as the edition of a day has it.
    pub(super) fn clause(
        &self,
        programme: &str,
        id: &ClauseId,
        day: Day,
    ) -> Option<(&Edition, &Clause)> {
        let standard = self.seen.programme(programme)?.standard()?;
        wording::due::clause_of(standard, id, day)
    }

    /// What becomes of a clause.
    fn effect(&self, due: &Due, effect: &Effect) -> Linked {
        let of = (&*effect.programme, &effect.clause, effect.day);
        Linked {
            text: wording::due::effect(self.voice.lang, effect, &self.place(due, of)),
            href: Some(self.at_clause(of)),
        }
    }

    /// How a clause stands by now.
    fn short_now(&self, due: &Due, short: &ShortNow) -> Linked {
        let of = (&*short.programme, &short.clause, self.on);
        Linked {
            text: wording::due::short_now(self.voice.lang, short, &self.place(due, of)),
            href: Some(self.at_clause(of)),
        }
    }

    /// A clause of a programme as of a day. What the row says already, of which programme or even which
    /// clause, is not said again.
    fn place(&self, due: &Due, (programme, id, day): (&str, &ClauseId, Day)) -> String {
        let is_own = matches!(&due.what, What::Break { clause, .. } if clause == id);
        let clause = match self.clause(programme, id, day) {
            Some((_, clause)) if is_own => clause.number.clone(),
            Some((edition, clause)) => wording::due::clause(self.voice, edition, clause),
            None => id.to_string(),
        };
        match &due.whom {
            Whom::Programme(of) if of == programme => clause,
            _ => format!("{} {clause}", self.programme(programme)),
        }
    }

    fn at_clause(&self, (programme, id, day): (&str, &ClauseId, Day)) -> String {
        format!("{}#{id}", self.address.sheet(programme).at(day))
    }

    fn act(&self, due: &Due) -> Option<Linked> {
        let words = self.voice.lang.words().due;
        let (text, href) = match (&due.whom, &due.what, due.record.as_ref()) {
            (_, What::Break { programme, .. }, _) => {
                let sheet = self.address.sheet(programme).at(due.last.next());
                (words.see_sheet, sheet.to_string())
            }
            (_, What::Duty { programme, .. }, _) if self.actor.editing().is_ok() => {
                let records = self.address.records(programme);
                let add = records.with_own(known_of_duty(due));
                (words.record_duty, format!("{add}#duty"))
            }
            (Whom::Person(staff), _, Some(record)) if self.actor.editing().is_ok() => {
                let file = self.address.staff(staff.as_str());
                let file = file.with_own(vec![("renew", record.to_string())]);
                (words.renew, format!("{file}#{}", anchor(record)))
            }
            (Whom::Institution, _, Some(_)) if self.actor.editing().is_ok() => {
                let own = vec![("key", due.key.clone())];
                let renew = self.address.board().at_path("/expiring/renew");
                (words.renew, renew.with_own(own).to_string())
            }
            (Whom::Person(staff), _, Some(record)) if self.actor.proposing().is_ok() => {
                let new = self.address.propose_new(record.kind, staff.as_str());
                (words.propose, new.to_string())
            }
            _ => return None,
        };
        Some(Linked {
            text: text.to_owned(),
            href: Some(href),
        })
    }
}

/// What the form of a duty's next round knows of it.
fn known_of_duty(due: &Due) -> Vec<(&'static str, String)> {
    let mut known = vec![("add", "duty".to_owned())];
    if let What::Duty { duty, item, .. } = &due.what {
        known.push(("duty", duty.to_string()));
        known.extend(item.clone().map(|item| ("item", item)));
    }
    if let Whom::Person(staff) = &due.whom {
        known.push(("staff", staff.to_string()));
    }
    known
}

/// Every stage with what it is called.
pub(super) fn stage_labels(lang: Lang) -> Vec<(Stage, String)> {
    let mut before = None;
    let label = |stage: Stage| {
        let says = wording::due::stage(lang, stage, before);
        before = match stage {
            Stage::Overdue => None,
            Stage::Within(days) => Some(days),
        };
        (stage, says)
    };
    stages().map(label).collect()
}

#[cfg(test)]
mod tests;
