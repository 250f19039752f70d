//! What was never recorded is told once, and once more when a record of it came and was lost.

use registry::due::{Never, never};
use registry::forms::{Recorded, recorded};
use registry::notices::MessageState;
use registry::store::RecordKind;

use super::*;

/// A duty that the demo hospital has done.
const DUTY: &str = "environment-inspection";

impl Scene {
    fn never(&self) -> Vec<Never> {
        let machine = Actor::command_line();
        let (snapshot, today) = (self.facts.snapshot(), self.facts.today());
        let seen = Seen::new(machine.reading(), today, &snapshot, &self.facts.assessments);
        never(&seen, today)
    }

    /// The records of one duty of a programme of the demo hospital, by its id.
    fn of_duty(&self, asked: &str) -> Vec<Recorded> {
        let snapshot = self.facts.snapshot();
        let programmes = &snapshot.hospital.programmes;
        let programme = programmes.iter().find(|one| !one.duties.is_empty());
        let kind = RecordKind::from_name("duty").unwrap();
        let mut records = recorded(&snapshot, kind, Some(&programme.unwrap().id));
        records.retain(|record| record.node.get("duty").and_then(Node::as_text) == Some(asked));
        records
    }

    async fn apply(&self, changes: &[Change]) {
        let act = self.act();
        self.facts.snapshots.apply(&act, changes).await.unwrap();
    }

    /// The digest of a day, if there is one.
    async fn digest(&self, of: &Arc<Notifier>, on: Day) -> String {
        self.set_clock(on, (8, 5));
        let n_before = self.smtp.mails.lock().unwrap().len();
        of.plan(on, self.clock.now()).await.unwrap();
        of.deliver(on, &self.hours()).await.unwrap();
        let mails = self.smtp.mails.lock().unwrap();
        let mails = mails.iter().skip(n_before).map(|mail| mail.text.clone());
        mails.collect()
    }
}

/// What a digest says was never recorded.
fn lines_of(digest: &str) -> Vec<&str> {
    let mut lines = digest.lines();
    let below = lines
        .by_ref()
        .skip_while(|line| !line.starts_with("从未登记"));
    let below = below.skip(1).take_while(|line| line.starts_with("- "));
    below.collect()
}

#[tokio::test]
async fn what_was_never_recorded_is_told_once_until_it_was_recorded_and_lost() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        scene.tell_hr(&server).await;
        let mut on = first_day();
        let first = scene.digest(&server, on).await;
        assert_eq!(lines_of(&first).len(), scene.never().len());
        let n_others = scene.never().len();
        let records = scene.of_duty(DUTY);
        let remove = |records: &[Recorded]| {
            let removed = records.iter().map(|record| Change::Remove {
                id: record.id.clone(),
                version: record.version,
            });
            removed.collect::<Vec<_>>()
        };
        for _ in 0..2 {
            scene.apply(&remove(&scene.of_duty(DUTY))).await;
            assert_eq!(scene.never().len(), n_others + 1);
            // Told when it is first seen, and not on the days after.
            on = on.next();
            let told = scene.digest(&server, on).await;
            assert_eq!(lines_of(&told).len(), 1, "{told}");
            assert!(lines_of(&told)[0].ends_with("从未登记"));
            for _ in 0..3 {
                on = on.next();
                assert!(lines_of(&scene.digest(&server, on).await).is_empty());
            }
            let add = records.iter().map(|record| Change::Add {
                kind: record.id.kind,
                owner: record.id.owner.clone(),
                node: record.node.clone(),
            });
            scene.apply(&add.collect::<Vec<_>>()).await;
            assert_eq!(scene.never().len(), n_others);
            on = on.next();
            assert!(lines_of(&scene.digest(&server, on).await).is_empty());
        }
        // What was told stays in the history.
        let all = messages(&server).await;
        let sent = all.iter().filter(|one| one.state == MessageState::Sent);
        for message in sent {
            let said = message.said.as_ref().unwrap();
            let n_lines = said.lines().filter(|line| line.starts_with("- ")).count();
            assert_eq!(i64::try_from(n_lines).unwrap(), message.n_items);
        }
    }
}
