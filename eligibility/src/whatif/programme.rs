//! Changes of the programme and the institution.

use super::change::{DeviceRemoved, FactDeclared, Posted, PostingEnded};
use super::period::{clear, end};
use super::{Facts, nothing, recorded};
use crate::catalogue::{PostId, Vocabulary};
use crate::day::Day;
use crate::facts::{Attestation, Declared, Duty, Figure, Installation, Posting, StaffNumber};
use crate::file::{Cx, Thing};

impl Facts {
    /// Ends every posting of a person, in all programmes.
    pub(super) fn end_postings(&mut self, staff: &StaffNumber, last_day: Day) {
        end(&mut self.programme.postings, last_day, |p| {
            p.staff == *staff
        });
        end(&mut self.programme.elsewhere, last_day, |p| {
            p.staff == *staff
        });
        for other in &mut self.hospital.programmes {
            end(&mut other.postings, last_day, |p| p.staff == *staff);
            end(&mut other.elsewhere, last_day, |p| p.staff == *staff);
        }
    }

    pub(super) fn posted(&mut self, change: &Posted, cx: &mut Cx<'_>) {
        if self.person(&change.staff, cx).is_none() {
            return;
        }
        let same = |p: &Posting| p.staff == change.staff && p.post == change.post;
        clear(&mut self.programme.postings, change.from, change.to, same);
        self.programme.postings.push(Posting {
            staff: change.staff.clone(),
            post: change.post.clone(),
            full_time: change.full_time,
            from: Some(change.from),
            to: change.to,
        });
    }

    pub(super) fn posting_ended(&mut self, change: &PostingEnded, cx: &mut Cx<'_>) {
        if self.person(&change.staff, cx).is_none() {
            return;
        }
        let last_day = change.last_day;
        let ended = match &change.programme {
            None => end(&mut self.programme.postings, last_day, |p| {
                p.staff == change.staff && p.post == change.post
            }),
            Some(name) => {
                let others = self.hospital.programmes.iter_mut();
                let named = |id: &str, own: Option<&String>| {
                    own.is_some_and(|own| own == name) || id == name
                };
                for other in others.filter(|other| named(&other.id, other.name.as_ref())) {
                    end(&mut other.postings, last_day, |p| {
                        p.staff == change.staff && p.post == change.post
                    });
                }
                end(&mut self.programme.elsewhere, last_day, |p| {
                    p.programme == *name && p.staff == change.staff && p.post == change.post
                })
            }
        };
        if ended {
            return;
        }
        let here = self.programme.postings.iter();
        let here = here.filter(|p| p.staff == change.staff).map(|p| &p.post);
        let elsewhere = self.programme.elsewhere.iter();
        let elsewhere = elsewhere
            .filter(|p| p.staff == change.staff)
            .map(|p| &p.post);
        let mut held: Vec<&str> = match change.programme {
            None => here.map(PostId::as_str).collect(),
            Some(_) => elsewhere.map(PostId::as_str).collect(),
        };
        held.sort_unstable();
        held.dedup();
        let what = Thing::Of(Vocabulary::Post);
        if recorded(what, ("post", change.post.as_str()), &held, cx) {
            // Held once, or in another programme, but not after that day.
            nothing("postings", cx);
        }
    }

    pub(super) fn device_added(&mut self, item: &Installation, cx: &mut Cx<'_>) {
        let known = item.department.as_ref();
        if known.is_none_or(|id| self.has_department(id, cx)) {
            self.hospital.equipment.push(item.clone());
        }
    }

    /// Of several devices of the kind the name must say which, unless one has none.
    pub(super) fn device_removed(&mut self, change: &DeviceRemoved, cx: &mut Cx<'_>) {
        let last_day = change.last_day;
        let in_use = |item: &Installation| {
            item.kind == change.kind
                && item.from.is_none_or(|from| from <= last_day)
                && item.to.is_none_or(|to| last_day < to)
        };
        let of_kind: Vec<usize> = (0..self.hospital.equipment.len())
            .filter(|&place| self.hospital.equipment.get(place).is_some_and(in_use))
            .collect();
        let name = |place: usize| self.hospital.equipment.get(place)?.name.as_deref();
        let meant = match (&change.name, of_kind.as_slice()) {
            (None, [place]) => Some(*place),
            (asked, _) => of_kind
                .iter()
                .copied()
                .find(|&place| name(place) == asked.as_deref()),
        };
        let Some(place) = meant else {
            let mut names: Vec<&str> = of_kind.iter().filter_map(|&place| name(place)).collect();
            names.sort_unstable();
            if names.is_empty() {
                let equipment = self.hospital.equipment.iter();
                let mut kinds: Vec<&str> = equipment.map(|item| item.kind.as_str()).collect();
                kinds.sort_unstable();
                kinds.dedup();
                let what = Thing::Of(Vocabulary::EquipmentKind);
                if recorded(what, ("kind", change.kind.as_str()), &kinds, cx) {
                    nothing("equipment", cx);
                }
            } else {
                let (what, asked) = (Thing::Of(Vocabulary::EquipmentKind), change.name.as_deref());
                recorded(what, ("name", asked.unwrap_or_default()), &names, cx);
            }
            return;
        };
        if let Some(item) = self.hospital.equipment.get_mut(place) {
            item.to = Some(last_day);
        }
    }

    pub(super) fn fact_declared(&mut self, change: &FactDeclared) {
        let institution = &mut self.hospital.institution.declared;
        for declared in [institution, &mut self.programme.declared] {
            clear(declared, change.from, change.to, |d| d.fact == change.fact);
        }
        self.programme.declared.push(Declared {
            fact: change.fact.clone(),
            value: Some(change.value),
            from: Some(change.from),
            to: change.to,
        });
    }

    pub(super) fn attested(&mut self, attestation: &Attestation, cx: &mut Cx<'_>) {
        let staff = attestation.staff.as_ref();
        if staff.is_none_or(|staff| self.person(staff, cx).is_some()) {
            self.programme.attestations.push(attestation.clone());
        }
    }

    /// Whoever did it, and whom or what it was about, must be recorded.
    pub(super) fn duty_done(&mut self, duty: &Duty, cx: &mut Cx<'_>) {
        let people = [&duty.by, &duty.staff].into_iter().flatten();
        let unknown = people.filter(|staff| self.person(staff, cx).is_none());
        let mut sound = unknown.count() == 0;
        if let Some(item) = &duty.item {
            let equipment = self.hospital.equipment.iter();
            let mut names: Vec<&str> = equipment.filter_map(|item| item.name.as_deref()).collect();
            names.sort_unstable();
            names.dedup();
            let what = Thing::Of(Vocabulary::EquipmentKind);
            sound &= recorded(what, ("item", item), &names, cx);
        }
        if sound {
            self.programme.duties.push(duty.clone());
        }
    }

    pub(super) fn figure_recorded(&mut self, figure: &Figure) {
        let same = |other: &Figure| {
            (&other.figure, other.from, other.to) == (&figure.figure, figure.from, figure.to)
        };
        self.programme.figures.retain(|other| !same(other));
        self.programme.figures.push(figure.clone());
    }
}
