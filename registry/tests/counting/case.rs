//! The headcounts of one small hospital on one day, compared with every way to share people out.

use std::cell::Cell;
use std::collections::BTreeSet;

use eligibility::assess::{ClauseState, Count, Truth, Verdict};
use eligibility::catalogue::DeclaredFactId;
use eligibility::day::Day;
use eligibility::facts::Person;
use eligibility::standard::{
    Clause, Combine, Headcount, HeadcountRef, Need, NeedTerm, PeopleSet, Pool, SetScope, Test,
};

use super::loops::{Counting, present};
use super::sharing::{Demand, Met, least_open, priority};

/// More unsure facts make too many worlds to try.
const MAX_UNSURE: usize = 6;

/// What was compared.
#[derive(Default)]
pub struct Tally {
    counts: Cell<usize>,
    met: Cell<usize>,
    short: Cell<usize>,
    undetermined: Cell<usize>,
    /// Undetermined although every world agrees.
    needless: Cell<usize>,
    /// Headcounts for which people are short only because others have them.
    contested: Cell<usize>,
}

impl Tally {
    /// Says what was compared, and holds it to be enough and nearly all of it decided.
    pub fn report(&self, name: &str) {
        let [counts, met, short, undetermined, needless, contested] = [
            &self.counts,
            &self.met,
            &self.short,
            &self.undetermined,
            &self.needless,
            &self.contested,
        ]
        .map(Cell::get);
        println!(
            "{name}: {counts} counts, {contested} contested; {met} met, {short} short, \
             {undetermined} undetermined, {needless} of them although every world agrees"
        );
        // One verdict in thirty at most is withheld though every world agrees.
        assert!(
            needless * 30 < met + short + undetermined,
            "{name}: {needless}"
        );
        assert!(
            met > 200 && short > 300 && undetermined > 40,
            "{name}: too little happens"
        );
    }
}

fn one_more(cell: &Cell<usize>) {
    cell.set(cell.get() + 1);
}

/// A headcount with what the stored facts say of it.
struct Asked<'a> {
    at: HeadcountRef,
    headcount: &'a Headcount,
    /// Whether its clause applies, so that it takes people from others.
    applies: bool,
    /// How sure each person meets it.
    truths: Vec<Truth>,
    least: usize,
    most: usize,
}

impl Asked<'_> {
    fn people(&self, least: Truth) -> BTreeSet<usize> {
        let people = self.truths.iter().enumerate();
        people
            .filter(|(_, truth)| **truth >= least)
            .map(|(place, _)| place)
            .collect()
    }

    fn shares(&self) -> bool {
        self.applies && self.headcount.group.is_some()
    }
}

pub struct Case<'a> {
    name: String,
    counting: Counting<'a>,
    day: Day,
    asked: Vec<Asked<'a>>,
}

impl<'a> Case<'a> {
    pub fn of(name: String, counting: Counting<'a>, day: Day) -> Self {
        let mut asked = Vec::new();
        for (place, clause) in counting.edition.clauses.iter().enumerate() {
            for (test, headcount) in clause.tests.iter().enumerate() {
                let Test::Headcount(headcount) = headcount else {
                    continue;
                };
                let at = HeadcountRef {
                    clause: place,
                    test,
                };
                let people = counting.people.iter();
                let truths = people.map(|person| counting.meets(headcount, day, person));
                let truths = truths.collect();
                let (least, most) = needed(&headcount.need, &counting, day);
                asked.push(Asked {
                    at,
                    headcount,
                    applies: declared(clause, &counting, day) == Truth::Yes,
                    truths,
                    least,
                    most,
                });
            }
        }
        Self {
            name,
            counting,
            day,
            asked,
        }
    }

    /// The headcounts that share out people, as demands, with the least or the most they may need.
    fn demands(&self, most: bool) -> Vec<Demand> {
        let sharing: Vec<&Asked<'_>> = self.asked.iter().filter(|asked| asked.shares()).collect();
        let demand = |asked: &&Asked<'_>| Demand {
            group: asked.headcount.group.clone().unwrap(),
            whole: asked
                .headcount
                .within
                .and_then(|whole| sharing.iter().position(|other| other.at == whole)),
            apart: asked.headcount.apart.clone(),
            need: if most { asked.most } else { asked.least },
        };
        sharing.iter().map(demand).collect()
    }

    /// How many a headcount leaves open when exactly these people meet each of them.
    fn open(&self, most: bool, met: &[BTreeSet<usize>]) -> Vec<usize> {
        let sharing: Vec<usize> = (0..self.asked.len())
            .filter(|&place| self.asked[place].shares())
            .collect();
        let alone = self.asked.iter().zip(met).map(|(asked, met)| {
            let need = if most { asked.most } else { asked.least };
            need.saturating_sub(met.len())
        });
        let mut open: Vec<usize> = alone.collect();
        let demands = self.demands(most);
        let shared: Met = sharing.iter().map(|&place| met[place].clone()).collect();
        let least = least_open(&demands, &shared);
        for (&place, open_of) in priority(&demands).iter().zip(least) {
            open[sharing[place]] = open_of;
        }
        open
    }

    fn met(&self, least: Truth) -> Met {
        self.asked.iter().map(|asked| asked.people(least)).collect()
    }

    /// Every way the unsure facts may turn out; `None` when there are too many.
    fn worlds(&self) -> Option<Vec<Met>> {
        let (sure, possible) = (self.met(Truth::Yes), self.met(Truth::Maybe));
        let unsure: Vec<(usize, usize)> = (0..sure.len())
            .flat_map(|place| {
                let people = possible[place].difference(&sure[place]);
                people.map(move |person| (place, *person))
            })
            .collect();
        if unsure.len() > MAX_UNSURE {
            return None;
        }
        let world = |mask: usize| {
            let mut met = sure.clone();
            for (bit, (place, person)) in unsure.iter().enumerate() {
                if mask >> bit & 1 == 1 {
                    met[*place].insert(*person);
                }
            }
            met
        };
        let consistent = |met: &Met| {
            let mut parts = self.asked.iter().zip(met);
            parts.all(|(asked, people)| {
                let whole = asked.headcount.within;
                let whole = whole.and_then(|at| self.asked.iter().position(|other| other.at == at));
                whole.is_none_or(|whole| people.is_subset(&met[whole]))
            })
        };
        let worlds = (0..1 << unsure.len()).map(world).filter(consistent);
        Some(worlds.collect())
    }

    /// Compares the state of every clause that only counts people.
    pub fn check(&self, states: &[(&Clause, &ClauseState)], tally: &Tally) {
        let sure = self.met(Truth::Yes);
        let open = self.open(true, &sure);
        let worlds = self.worlds().map(|worlds| {
            let opens = worlds.iter();
            let opens = opens.map(|met| (self.open(true, met), self.open(false, met)));
            opens.collect::<Vec<_>>()
        });
        for (clause, state) in states {
            let own: Vec<usize> = (0..self.asked.len())
                .filter(|&place| {
                    let at = self.asked[place].at.clause;
                    self.counting.edition.clauses[at].id == clause.id
                })
                .collect();
            let only = clause.kinds() == ["headcount"] && own.len() == clause.tests.len();
            if !only || !self.asked[own[0]].applies {
                continue;
            }
            for (&place, count) in own.iter().zip(&state.counts) {
                let found = (state.verdict, *count);
                self.check_count(place, found, open[place], tally);
            }
            assert_eq!(state.counts.len(), own.len(), "{} {}", self.name, clause.id);
            if let (Some(worlds), Combine::All) = (&worlds, clause.combine) {
                self.check_verdict(clause, &own, state.verdict, worlds, tally);
            }
        }
    }

    fn check_count(
        &self,
        place: usize,
        (verdict, count): (Verdict, Count),
        open: usize,
        tally: &Tally,
    ) {
        let asked = &self.asked[place];
        let name = format!("{} on {}: {:?}", self.name, self.day, asked.at);
        let (surely, possibly) = (asked.people(Truth::Yes), asked.people(Truth::Maybe));
        assert_eq!(count.required, asked.most, "{name}");
        assert_eq!(count.gap(), open, "{name}: {verdict:?}");
        assert!(count.surely <= surely.len(), "{name}");
        assert!(count.possibly <= possibly.len(), "{name}");
        if asked.headcount.group.is_none() {
            assert_eq!(count.surely, surely.len(), "{name}");
            assert_eq!(count.possibly, possibly.len(), "{name}");
        }
        one_more(&tally.counts);
        if open > asked.most.saturating_sub(surely.len()) {
            one_more(&tally.contested);
        }
    }

    fn check_verdict(
        &self,
        clause: &Clause,
        own: &[usize],
        verdict: Verdict,
        worlds: &[(Vec<usize>, Vec<usize>)],
        tally: &Tally,
    ) {
        let name = format!("{} on {}: {}", self.name, self.day, clause.id);
        let filled = |open: &[usize]| own.iter().all(|&place| open[place] == 0);
        let always = worlds.iter().all(|(most, _)| filled(most));
        let never = !worlds.iter().any(|(_, least)| filled(least));
        let nobody_posted = own.iter().any(|&place| self.is_unposted(place));
        match verdict {
            Verdict::Met => {
                assert!(always && !nobody_posted, "{name}: met, not in every world");
                one_more(&tally.met);
            }
            Verdict::Short => {
                assert!(never, "{name}: short, but not in every world");
                one_more(&tally.short);
            }
            Verdict::Undetermined => {
                let sure = worlds.len() == 1 && own.iter().all(|&p| self.is_sure(p));
                assert!(!sure || nobody_posted, "{name}: nothing is unsure");
                one_more(&tally.undetermined);
                if (always || never) && !nobody_posted {
                    one_more(&tally.needless);
                }
            }
            Verdict::NotApplicable => panic!("{name}: it applies"),
        }
    }

    fn is_sure(&self, place: usize) -> bool {
        self.asked[place].least == self.asked[place].most
    }

    /// Whether people posted are asked for where nobody but a leader is posted.
    fn is_unposted(&self, place: usize) -> bool {
        let postings = &self.counting.programme.postings;
        matches!(self.asked[place].headcount.pool, Pool::Posted { .. })
            && postings.iter().all(|one| one.post.as_str() == "leader")
    }
}

/// Whether the fact a clause depends on is declared.
fn declared(clause: &Clause, counting: &Counting<'_>, on: Day) -> Truth {
    let facts = clause.only_if.iter();
    let declared = facts.map(|fact| declared_fact(fact, counting, on));
    declared.min().unwrap_or(Truth::Yes)
}

fn declared_fact(fact: &DeclaredFactId, counting: &Counting<'_>, on: Day) -> Truth {
    let all = &counting.hospital.institution.declared;
    let all = all.iter().chain(&counting.programme.declared);
    let live = all.filter(|one| {
        one.fact == *fact
            && one.from.is_none_or(|from| from <= on)
            && one.to.is_none_or(|to| on <= to)
    });
    let values: BTreeSet<Option<bool>> = live.map(|one| one.value).collect();
    match values.into_iter().collect::<Vec<_>>()[..] {
        [Some(value)] => Truth::sure(value),
        _ => Truth::Maybe,
    }
}

/// How many people surely and possibly belong to a set.
fn in_set(set: &PeopleSet, counting: &Counting<'_>, on: Day) -> (usize, usize) {
    let belongs = |person: &&Person| {
        let found = match &set.scope {
            SetScope::Posted(posts) => {
                let truths = posts
                    .iter()
                    .map(|post| counting.posted(post, false, on, person));
                Truth::any(truths)
            }
            SetScope::Members { only } => counting.member(only, &[], on, person),
        };
        let asked = set.of.iter();
        let narrowed = Truth::all(asked.map(|one| counting.condition(one, on, person)));
        found
            .min(narrowed)
            .min(present(counting.hospital, on, person))
    };
    let truths: Vec<Truth> = counting.people.iter().map(belongs).collect();
    let at_least = |least| truths.iter().filter(|truth| **truth >= least).count();
    (at_least(Truth::Yes), at_least(Truth::Maybe))
}

/// The least and the most a headcount may need by the machines in use and the people there are.
fn needed(need: &Need, counting: &Counting<'_>, on: Day) -> (usize, usize) {
    let machines = |term: &NeedTerm, least: bool| {
        let items = counting.hospital.equipment.iter();
        let in_use = items.filter(|item| {
            term.equipment.contains(&item.kind)
                && item.to.is_none_or(|to| on <= to)
                && item.from.map_or(!least, |from| from <= on)
        });
        term.people(u32::try_from(in_use.count()).unwrap())
    };
    let others = need.as_many_as.as_ref();
    let (surely, possibly) = others.map_or((0, 0), |set| in_set(set, counting, on));
    let total = |least: bool, others: usize| {
        let sum: u32 = need.sum.iter().map(|term| machines(term, least)).sum();
        let most = usize::try_from(need.at_least.max(need.plus + sum)).unwrap();
        let less = usize::try_from(need.less).unwrap();
        most.max(others).saturating_sub(less)
    };
    (total(true, surely), total(false, possibly))
}
