//! A server that takes another day for today makes and sends nothing, and silences nobody.

use std::sync::atomic::Ordering::SeqCst;

use super::*;
use crate::notices::schedule::tick;

/// A look into the outbox in the morning of a day, by a server that takes another one for today.
async fn tick_taking(scene: &Scene, server: &Arc<Notifier>, of: Day, today: Day) {
    scene.set_clock(of, (8, 5));
    *scene.facts.today.lock().unwrap() = today;
    tick(server, &scene.hours()).await.unwrap();
}

fn n_mails(scene: &Scene) -> usize {
    scene.smtp.mails.lock().unwrap().len()
}

#[tokio::test]
async fn only_today_and_tomorrow_are_told_of() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        scene.tell_hr(&server).await;
        let first = first_day();
        for other in [
            first.plus_days(191),
            first.plus_days(2),
            first.prev(),
            first.minus_days(400),
        ] {
            tick_taking(&scene, &server, first, other).await;
            assert!(messages(&server).await.is_empty(), "{other}");
        }
        assert_eq!(n_mails(&scene), 0);
        tick_taking(&scene, &server, first, first).await;
        assert_eq!(n_mails(&scene), 1);
    }
}

#[tokio::test]
async fn the_digests_of_tomorrow_may_be_made_today() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        scene.tell_hr(&server).await;
        tick_taking(&scene, &server, first_day(), first_day().next()).await;
        let made: Vec<_> = messages(&server).await.iter().map(|one| one.day).collect();
        assert_eq!(made, [first_day().next()]);
        assert_eq!(n_mails(&scene), 1);
    }
}

#[tokio::test]
async fn what_waits_is_not_told_as_of_a_day_that_is_over() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        scene.tell_hr(&server).await;
        let first = first_day();
        scene.smtp.is_down.store(true, SeqCst);
        tick_taking(&scene, &server, first, first).await;
        scene.smtp.is_down.store(false, SeqCst);
        tick_taking(&scene, &server, first.next(), first).await;
        assert_eq!(n_mails(&scene), 0);
        tick_taking(&scene, &server, first.next(), first.next()).await;
        assert_eq!(n_mails(&scene), 1);
    }
}
