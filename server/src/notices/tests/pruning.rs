//! Old digests are removed, and nobody is told again for it.

use registry::notices::{KEPT, MessageState};

use super::*;
use crate::notices::schedule::tick;

/// What a text tells of as ended, without how long ago that was.
fn ended(text: &str) -> Vec<String> {
    let lines = text.lines().skip_while(|line| !line.starts_with("已过期"));
    let items = lines.skip(1).map_while(|line| line.strip_prefix("- "));
    let without_days = items.map(|item| item.rsplit_once('（').unwrap().0.to_owned());
    without_days.collect()
}

async fn run(scene: &Scene, server: &Arc<Notifier>, on: Day) {
    scene.set_clock(on, (8, 5));
    tick(server, &scene.hours()).await.unwrap();
}

#[tokio::test]
async fn what_is_removed_is_not_told_again() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        scene.add_everybody(&server).await;
        let first = first_day();
        let days = u32::try_from(KEPT.num_days()).unwrap();
        let later = [1, 2, 3].map(|n| first.plus_days(days + n));
        run(&scene, &server, first).await;
        let n_first = messages(&server).await.len();
        assert_eq!(n_first, 5);
        let mut n_told = 0;
        for on in later {
            run(&scene, &server, on).await;
            let kept = messages(&server).await;
            assert!(kept.iter().all(|message| message.day > first), "{kept:?}");
        }
        // Nor by a clock that goes wrong far enough to be before everything that is still kept.
        for on in [first, first.plus_days(30), first.plus_days(60)] {
            let n_before = scene.smtp.mails.lock().unwrap().len();
            run(&scene, &server, on).await;
            assert_eq!(scene.smtp.mails.lock().unwrap().len(), n_before, "{on}");
        }
        let mails = scene.smtp.mails.lock().unwrap().clone();
        for address in ["hr@example.cn", "head@example.cn"] {
            let of = mails.iter().filter(|mail| mail.to == address);
            let mut told: Vec<_> = of.flat_map(|mail| ended(&mail.text)).collect();
            n_told += told.len();
            let n_lines = told.len();
            told.sort();
            told.dedup();
            assert_eq!(told.len(), n_lines, "told twice");
        }
        assert!(n_told > 20, "{n_told}");
    }
}

#[tokio::test]
async fn what_waits_and_what_was_sent_again_lately_is_kept() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        for n in 0..3 {
            let mail = Through::Mail(format!("hr{n}@example.cn"));
            let name = format!("人事 {n}");
            scene
                .add_recipient(&server, &name, Scope::Whole, mail)
                .await;
        }
        run(&scene, &server, first_day()).await;
        let sent = messages(&server).await;
        let machine = Actor::command_line();
        let right = machine.editing().unwrap();
        // One waits, one was sent again a day before the other's time was up.
        let (waits, again) = (&sent[0].id, &sent[1].id);
        scene.set_clock(first_day().plus_days(399), (8, 5));
        let now = scene.clock.now();
        server.notices.resend(&right, now, again).await.unwrap();
        server
            .deliver(scene.facts.today(), &scene.hours())
            .await
            .unwrap();
        scene.pass(TimeDelta::days(2));
        let now = scene.clock.now();
        server.notices.resend(&right, now, waits).await.unwrap();
        assert_eq!(server.notices.prune(now).await.unwrap(), 1);
        let kept: BTreeSet<_> = messages(&server).await.into_iter().map(|m| m.id).collect();
        assert_eq!(kept, BTreeSet::from([waits.clone(), again.clone()]));
        assert_eq!(server.notices.prune(now).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn what_is_sent_again_stays_told_though_it_rests_by_then() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        scene.tell_hr(&server).await;
        run(&scene, &server, first_day()).await;
        let sent = messages(&server).await.remove(0);
        // Nothing of it holds when it is sent again: everybody it is about has left.
        let machine = Actor::command_line();
        let right = machine.editing().unwrap();
        server
            .notices
            .resend(&right, scene.clock.now(), &sent.id)
            .await
            .unwrap();
        let outgoing = server
            .notices
            .claim("mail", scene.clock.now())
            .await
            .unwrap()
            .unwrap();
        let prepared = server
            .notices
            .prepare(&outgoing, Present::default(), first_day())
            .await;
        assert!(prepared.unwrap().is_none());
        let message = messages(&server).await.remove(0);
        assert_eq!(message.state, MessageState::Sent);
        assert_eq!(message.n_items, sent.n_items);
        run(&scene, &server, first_day().next()).await;
        let texts: Vec<_> = scene.smtp.mails.lock().unwrap().clone();
        let again = texts.iter().skip(1).flat_map(|mail| ended(&mail.text));
        let first: BTreeSet<_> = ended(&texts[0].text).into_iter().collect();
        assert!(again.into_iter().all(|item| !first.contains(&item)));
        assert!(!first.is_empty());
    }
}
