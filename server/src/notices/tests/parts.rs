//! A digest that is longer than a robot takes: all of it is told, in parts, and nothing of it twice.

use std::sync::atomic::Ordering::SeqCst;

use registry::notices::MessageState;

use super::*;

/// How often each line was said to a robot.
fn said_to(scene: &Scene, path: &str, most: usize) -> BTreeMap<String, usize> {
    let mut named = BTreeMap::new();
    for text in scene.robots.texts(path) {
        assert!(text.len() <= most, "{}", text.len());
        for line in text.lines().filter(|line| line.starts_with("- ")) {
            *named.entry(line.to_owned()).or_default() += 1;
        }
    }
    named
}

fn named(scene: &Scene) -> BTreeMap<String, usize> {
    said_to(scene, "/wecom", 4_096)
}

/// The same of a robot that takes all at once.
fn at_once(scene: &Scene) -> BTreeMap<String, usize> {
    said_to(scene, "/dingtalk", 15_000)
}

fn n_all(named: &BTreeMap<String, usize>) -> usize {
    named.values().sum()
}

/// A server that has made the digests of the first day for some robots, and of the one to WeCom has
/// sent the first part; and how many things that digest tells.
async fn told_in_part(scene: &Scene, robots: &[(RobotKind, &str)]) -> (Arc<Notifier>, usize) {
    scene.set_clock(first_day(), (8, 5));
    let server = scene.server("a").await;
    for (kind, path) in robots {
        scene.add_robot(&server, *kind, path, Scope::Whole).await;
    }
    let (on, hours) = (first_day(), scene.hours());
    server.plan(on, hours.now()).await.unwrap();
    let wecom = channel(&server, "wecom").await;
    let first = server.notices.claim(&wecom, hours.now()).await;
    let first = first.unwrap().unwrap();
    let left = server.deliver_one(&first, on, &*hours).await.unwrap();
    assert!(matches!(left, Some(Ok(Left::Part))));
    (server, first.items.len())
}

#[tokio::test]
async fn what_one_message_cannot_hold_follows_in_others() {
    for scene in Scene::all().await {
        let robots = [
            (RobotKind::WeCom, "wecom"),
            (RobotKind::DingTalk, "dingtalk"),
        ];
        // The first part is taken, and the robot goes away before the second.
        let (server, n_things) = told_in_part(&scene, &robots).await;
        let (on, hours) = (first_day(), scene.hours());
        let n_first = n_all(&named(&scene));
        assert!(0 < n_first && n_first < n_things, "{n_first} of {n_things}");
        scene.robots.is_down.store(true, SeqCst);
        server.deliver(on, &hours).await.unwrap();
        assert_eq!(n_all(&named(&scene)), n_first);
        scene.robots.is_down.store(false, SeqCst);
        scene.set_clock(on, (8, 30));
        let delivered = deliver_all(&scene, &server).await;
        assert_eq!((delivered.n_sent, delivered.n_failed), (2, 0));
        assert_eq!(n_all(&named(&scene)), n_things);
        assert_eq!(named(&scene), at_once(&scene));
        let wecom = messages(&server).await;
        let wecom = wecom.iter().find(|one| one.recipient_name == "wecom");
        let wecom = wecom.unwrap();
        assert_eq!(wecom.state, MessageState::Sent);
        let said = wecom.said.as_ref().unwrap();
        let lines = said.lines().filter(|line| line.starts_with("- "));
        assert_eq!(lines.count(), n_things);
        // What comes nearer on the next day is told as if all had been told at once.
        scene.set_clock(on.next(), (8, 5));
        server.plan(on.next(), hours.now()).await.unwrap();
        deliver_all(&scene, &server).await;
        assert_eq!(named(&scene), at_once(&scene));
    }
}

#[tokio::test]
async fn a_part_that_was_told_stays_told_when_the_rest_is_overtaken_and_all_is_sent_again_on_request()
 {
    for scene in Scene::all().await {
        let (server, _) = told_in_part(&scene, &[(RobotKind::WeCom, "wecom")]).await;
        let (on, hours) = (first_day(), scene.hours());
        let channel = channel(&server, "wecom").await;
        let n_first = n_all(&named(&scene));
        // Nothing more leaves on this day; the next digest tells the rest, and what came nearer.
        let next = on.next();
        scene.set_clock(next, (8, 5));
        server.plan(next, hours.now()).await.unwrap();
        let rest = server.notices.claim(&channel, hours.now()).await.unwrap();
        let rest = rest.unwrap();
        let n_rest = rest.items.len();
        let (recipient, accounts) = rest.to.clone().unwrap();
        let listed = server.listed(recipient, accounts.into(), next).await;
        let n_present = listed.unwrap().warned(next).len();
        assert!(n_rest < n_present && n_first + n_rest - n_present < 10);
        scene.set_clock(next, (8, 15));
        deliver_all(&scene, &server).await;
        assert_eq!(n_all(&named(&scene)), n_first + n_rest);
        let all = messages(&server).await;
        let sent = all
            .iter()
            .find(|one| one.state == MessageState::Sent)
            .unwrap();
        let machine = Actor::command_line();
        let right = machine.editing().unwrap();
        let resent = server.notices.resend(&right, hours.now(), &sent.id);
        resent.await.unwrap();
        deliver_all(&scene, &server).await;
        assert_eq!(n_all(&named(&scene)), n_first + 2 * n_rest);
    }
}

/// Lets everything leave, the parts of it as the minutes pass.
async fn deliver_all(scene: &Scene, server: &Arc<Notifier>) -> Delivered {
    let (on, hours) = (scene.facts.today(), scene.hours());
    let mut all = Delivered::default();
    loop {
        let some = server.deliver(on, &hours).await.unwrap();
        all += some;
        if some.in_part == 0 {
            return all;
        }
        scene.pass(TimeDelta::seconds(61));
    }
}

async fn channel(of: &Notifier, name: &str) -> String {
    let machine = Actor::command_line();
    let right = machine.editing().unwrap();
    let robots = of.notices.overview(&right).await.unwrap().robots;
    let robot = robots.into_iter().find(|robot| robot.name == name);
    robot.unwrap().id
}
