//! Channels that fail, are slow, or want to be left alone.

use std::sync::atomic::Ordering::SeqCst;

use registry::notices::{Channel, MessageState};

use super::*;

async fn deliver(scene: &Scene, server: &Arc<Notifier>) -> Delivered {
    let hours = scene.hours();
    server.deliver(scene.facts.today(), &hours).await.unwrap()
}

async fn plan(scene: &Scene, server: &Notifier) -> Option<usize> {
    let (on, now) = (scene.facts.today(), scene.clock.now());
    server.plan(on, now).await.unwrap()
}

#[tokio::test]
async fn what_was_renewed_while_it_waited_is_not_told() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        scene.tell_hr(&server).await;
        scene.smtp.is_down.store(true, SeqCst);
        assert_eq!(plan(&scene, &server).await, Some(1));
        let failed = deliver(&scene, &server).await;
        assert_eq!((failed.n_sent, failed.n_failed), (0, 1));
        let due = scene.due();
        let renewed = credentials(&due).next().unwrap().clone();
        scene.renew(&renewed).await;
        let left = credentials(&due).find(|due| due.whom != renewed.whom);
        let registry::due::Whom::Person(left) = left.unwrap().whom.clone() else {
            panic!("a credential is a person's");
        };
        scene.leave(left.as_str()).await;
        scene.smtp.is_down.store(false, SeqCst);
        // Its time has not come.
        assert_eq!(deliver(&scene, &server).await, Delivered::default());
        scene.pass(TimeDelta::minutes(2));
        assert_eq!(deliver(&scene, &server).await.n_sent, 1);
        let mails = scene.smtp.mails.lock().unwrap().clone();
        let voice = Voice::new(Lang::Zh, scene.facts.assessments.catalogue());
        let hospital = &scene.facts.snapshot().hospital;
        let renewed = format!(
            "{}：{}，最后有效日 {}",
            notice_text::whom(voice, hospital, &renewed),
            notice_text::what(
                voice,
                (hospital, scene.facts.assessments.standards()),
                &renewed,
                renewed.last
            ),
            renewed.last
        );
        assert!(!mails[0].text.contains(&renewed), "{renewed}");
        assert!(!mails[0].text.contains(&format!("（{left}）")), "{left}");
        assert!(mails[0].text.lines().count() > 10);
    }
}

#[tokio::test]
async fn a_channel_that_fails_is_tried_with_one_digest_however_many_wait() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        for n in 0..5 {
            let mail = Through::Mail(format!("hr{n}@example.cn"));
            scene
                .add_recipient(&server, "人事", Scope::Whole, mail)
                .await;
        }
        scene.smtp.is_down.store(true, SeqCst);
        assert_eq!(plan(&scene, &server).await, Some(5));
        let mut n_failed = 0;
        for _minute in 0..60 {
            n_failed += deliver(&scene, &server).await.n_failed;
            scene.pass(TimeDelta::minutes(1));
        }
        // At once, and after each of the pauses, which grow.
        assert!((2..=5).contains(&n_failed), "{n_failed}");
        scene.smtp.is_down.store(false, SeqCst);
        scene.pass(TimeDelta::hours(6));
        assert_eq!(deliver(&scene, &server).await.n_sent, 5);
    }
}

#[tokio::test]
async fn nobody_is_told_who_may_not_know_any_more() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        scene.add_everybody(&server).await;
        assert_eq!(plan(&scene, &server).await, Some(5));
        let accounts = Accounts::new(scene.store().clone());
        let machine = Actor::command_line();
        let right = machine.administering().unwrap();
        let head = accounts.list(&right).await.unwrap().remove(0).id;
        let disabled = accounts.set_disabled(&right, scene.clock.now(), &head, true);
        disabled.await.unwrap();
        assert_eq!(deliver(&scene, &server).await.n_sent, 4);
        let mails = scene.smtp.mails.lock().unwrap().clone();
        assert!(mails.iter().all(|mail| mail.to == "hr@example.cn"));
        let states: Vec<_> = messages(&server).await.iter().map(|m| m.state).collect();
        assert_eq!(
            states
                .iter()
                .filter(|s| **s == MessageState::Dropped)
                .count(),
            1
        );
        let robots = scene.robots.asked.lock().unwrap().clone();
        let feishu = robots.iter().find(|asked| asked.path == "/feishu").unwrap();
        let dingtalk = robots
            .iter()
            .find(|asked| asked.path == "/dingtalk")
            .unwrap();
        let signed = format!(
            "key=k&timestamp={}&sign=",
            scene.clock.now().timestamp_millis()
        );
        assert!(dingtalk.query.starts_with(&signed), "{}", dingtalk.query);
        // A head's digest names nobody of another department.
        let nuclear = registry::demo::hospital(first_day(), 1).unwrap();
        let nuclear = nuclear.people.iter().find(|person| {
            let mut of = person.departments.iter();
            !person.departments.is_empty() && of.all(|of| of.department == "nm")
        });
        assert!(
            !feishu
                .body
                .contains(&format!("（{}）", nuclear.unwrap().staff))
        );
    }
}

#[tokio::test]
async fn a_queue_drains_at_twenty_a_minute_after_a_day_of_failures() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        scene
            .add_robot(&server, RobotKind::WeCom, "wecom", Scope::Whole)
            .await;
        let machine = Actor::command_line();
        let right = machine.editing().unwrap();
        let robot = server
            .notices
            .overview(&right)
            .await
            .unwrap()
            .robots
            .remove(0)
            .id;
        for n in 1..45 {
            let through = Through::Robot(robot.clone());
            scene
                .add_recipient(&server, &format!("群 {n}"), Scope::Whole, through)
                .await;
        }
        scene.robots.is_down.store(true, SeqCst);
        assert_eq!(plan(&scene, &server).await, Some(45));
        let mut n_tries = 0;
        for _ in 0..24 * 12 {
            n_tries += deliver(&scene, &server).await.n_failed;
            scene.pass(TimeDelta::minutes(5));
        }
        // One that fails spares the others of its channel until it is tried again.
        assert!((5..=12).contains(&n_tries), "{n_tries}");
        scene.robots.is_down.store(false, SeqCst);
        scene.pass(TimeDelta::hours(6));
        let (mut minutes, mut n_sent) = (Vec::new(), 0);
        while minutes.len() < 10 && n_sent < 45 {
            let before = scene.robots.texts("/wecom").len();
            let (one, other) = tokio::join!(deliver(&scene, &server), deliver(&scene, &server));
            n_sent += one.n_sent + other.n_sent;
            minutes.push(scene.robots.texts("/wecom").len() - before);
            scene.pass(TimeDelta::seconds(61));
        }
        // What ends for the whole hospital takes two messages, the second a minute after the first, and
        // each of them counts.
        assert_eq!((minutes, n_sent), (vec![20, 20, 20, 20, 5, 5], 45));
        let texts = scene.robots.texts("/wecom");
        assert!(texts.iter().all(|text| text.len() <= 4_096));
        assert!(
            messages(&server)
                .await
                .iter()
                .all(|m| m.state == MessageState::Sent)
        );
    }
}

#[tokio::test]
async fn a_channel_that_is_slow_keeps_no_other_waiting() {
    let scene = Scene::all().await.remove(0);
    let server = scene.server("a").await;
    scene.add_everybody(&server).await;
    plan(&scene, &server).await;
    scene.robots.slow.store(60_000, SeqCst);
    let (own, on, hours) = (Arc::clone(&server), scene.facts.today(), scene.hours());
    let delivering = tokio::spawn(async move { own.deliver(on, &hours).await });
    let mails = async {
        while scene.smtp.mails.lock().unwrap().len() < 2 {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    let patience = std::time::Duration::from_secs(15);
    tokio::time::timeout(patience, mails).await.unwrap();
    // Nothing is locked meanwhile: what pages do goes on.
    let settings = tokio::time::timeout(patience, server.notices.settings());
    settings.await.unwrap().unwrap();
    assert!(!delivering.is_finished());
    let delivered = delivering.await.unwrap().unwrap();
    assert_eq!((delivered.n_sent, delivered.n_failed), (2, 3));
    let failures = messages(&server)
        .await
        .into_iter()
        .filter_map(|m| m.failure);
    assert!(failures.eq([Failure::TimedOut; 3]));
}

#[tokio::test]
async fn redirects_are_not_followed_and_too_often_is_heeded() {
    let scene = Scene::all().await.remove(0);
    let server = scene.server("a").await;
    scene
        .add_robot(&server, RobotKind::WeCom, "redirect", Scope::Whole)
        .await;
    scene
        .add_robot(&server, RobotKind::WeCom, "too-often", Scope::Whole)
        .await;
    plan(&scene, &server).await;
    assert_eq!(deliver(&scene, &server).await.n_failed, 2);
    let found = messages(&server).await;
    let of = |name: &str| found.iter().find(|m| m.channel_name == name).unwrap();
    assert_eq!(of("redirect").failure, Some(Failure::Http(302)));
    assert_eq!(of("too-often").failure, Some(Failure::TooOften));
    assert!(of("redirect").next_at < of("too-often").next_at);
}

#[tokio::test]
async fn a_mail_that_was_taken_and_not_noted_comes_again_under_its_own_id() {
    let scene = Scene::all().await.remove(0);
    let server = scene.server("a").await;
    scene.tell_hr(&server).await;
    plan(&scene, &server).await;
    // The server dies between the mail server's answer and the note of it.
    let (on, now) = (scene.facts.today(), scene.clock.now());
    let outgoing = server
        .notices
        .claim(Channel::MAIL, now)
        .await
        .unwrap()
        .unwrap();
    let (recipient, accounts) = outgoing.to.clone().unwrap();
    let present = server.listed(recipient, accounts.into(), on).await.unwrap();
    let prepared = server
        .notices
        .prepare(&outgoing, present, on)
        .await
        .unwrap();
    let prepared = prepared.unwrap().unwrap();
    let (wording, _) = server.worded(&prepared, on);
    let to = (&prepared.recipient.channel, None);
    let id = (&*outgoing.message.id, now);
    server.channels.send(to, &wording, id).await.unwrap();
    assert_eq!(deliver(&scene, &server).await, Delivered::default());
    scene.pass(TimeDelta::minutes(6));
    assert_eq!(deliver(&scene, &server).await.n_sent, 1);
    let mails = scene.smtp.mails.lock().unwrap().clone();
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0].message_id, mails[1].message_id);
}
