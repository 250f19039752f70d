//! Sixty days: everybody is told everything once, whatever happens to the servers and the channels.
//!
//! On both databases mail is handed to a server that is not ours, by TLS and signed in: what counts as told
//! is what that server took, as its own library reads it. Only where it is not installed the stub takes it,
//! which says yes to everything; under CI that is a failure.

use std::sync::atomic::Ordering::SeqCst;

use app::wording::notice_text::stage_heading;
use registry::due::{Stage, Whom};
use registry::notices::Channel;
use serde_json::Value as Json;

use super::servers_of_others::{PASSWORD, Servers, USER};
use super::*;
use crate::notices::schedule::tick;

/// At which of the servers mail is handed in.
const KIND: &str = "smtps";

const N_DAYS: u32 = 60;
/// Nothing runs on these.
const OFF: [u32; 3] = [20, 21, 22];
/// No channel takes anything on this one.
const FAILING: u32 = 35;
/// Before this one the clock is set back by a day.
const SET_BACK: u32 = 45;

/// Where something was told, under which heading, and whose, what and until when: how often.
type Told = BTreeMap<(String, String, String), usize>;

/// Where mail is handed in: at a server that is not ours, or at the scene's stub.
struct Post(Option<Servers>);

impl Post {
    /// One for a scene alone.
    fn of(scene: &Scene) -> Self {
        let name = if scene.database.contains("://") {
            "sixty_days_pg"
        } else {
            "sixty_days_lite"
        };
        Self(Servers::start(name))
    }

    /// Another server of ours on the database of a scene.
    async fn server(&self, scene: &Scene, holder: &str) -> Arc<Notifier> {
        let Some(servers) = &self.0 else {
            return scene.server(holder).await;
        };
        let relay = format!("http://{}", scene.robots.address);
        let sign_in = ["--smtp-user", USER, "--smtp-password", PASSWORD];
        let typed = [&sign_in[..], &["--robot-relay", &relay]].concat();
        let channels = servers.channels(KIND, &typed);
        scene.server_through(holder, channels).await
    }

    /// From now on no mail is taken, or mail is again.
    fn set_down(&self, scene: &Scene, is_down: bool) {
        match &self.0 {
            Some(servers) => servers.set_down(is_down),
            None => scene.smtp.is_down.store(is_down, SeqCst),
        }
    }

    /// Every mail that was taken.
    fn mails(&self, scene: &Scene) -> Vec<smtp::Mail> {
        let Some(servers) = &self.0 else {
            return scene.smtp.mails.lock().unwrap().clone();
        };
        let said = |mail: &Json| mail.as_str().unwrap().replace("\r\n", "\n");
        let mails = servers.seen(KIND, "mail").into_iter();
        let read = mails.map(|mail| {
            assert_eq!(
                (&mail["encrypted"], &mail["user"]),
                (&true.into(), &USER.into())
            );
            smtp::Mail {
                to: said(&mail["to"][0]),
                message_id: said(&mail["id"]),
                text: said(&mail["text"]),
            }
        });
        read.collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_sixty_days_everybody_is_told_once_of_each_subject_at_each_stage() {
    for scene in Scene::all().await {
        let told = live_through(&scene).await;
        let n_told: usize = told.values().sum();
        assert!(n_told > 200, "{n_told}");
    }
}

async fn live_through(scene: &Scene) -> Told {
    let post = Post::of(scene);
    let mut servers = [post.server(scene, "a").await, post.server(scene, "b").await];
    scene.add_everybody(&servers[0]).await;
    let mut expected = Told::default();
    let mut nearest = BTreeMap::new();
    let mut n_restarts = 0;
    for nth in 0..N_DAYS {
        let on = first_day().plus_days(nth);
        scene.set_clock(on, (7, 40));
        change_facts(scene, nth).await;
        if OFF.contains(&nth) {
            continue;
        }
        if nth == SET_BACK {
            let before = received(scene, &post);
            scene.set_clock(on.prev(), (8, 5));
            run(scene, &servers).await;
            assert_eq!(
                received(scene, &post),
                before,
                "told again after the clock was set back"
            );
        }
        let is_failing = nth == FAILING;
        post.set_down(scene, is_failing);
        scene.robots.is_down.store(is_failing, SeqCst);
        scene.set_clock(on, (8, 5));
        let before = is_failing.then(|| received(scene, &post));
        if !is_failing {
            expect(scene, on, &servers[0], (&mut expected, &mut nearest)).await;
        }
        // On all but every tenth day one of the servers dies: before the digests are made, or with one
        // in its hands.
        if nth % 10 != 0 {
            let dead = &mut servers[nth as usize % 2];
            die(scene, dead, nth % 4 < 2).await;
            *dead = post.server(scene, &format!("server {nth}")).await;
            n_restarts += 1;
        }
        run(scene, &servers).await;
        scene.set_clock(on, (16, 5));
        run(scene, &servers).await;
        if let Some(before) = before {
            assert_eq!(received(scene, &post), before, "told by what takes nothing");
        }
    }
    assert!(n_restarts >= 50, "{n_restarts}");
    let received = received(scene, &post);
    for (of, n) in &expected {
        assert_eq!(received.get(of), Some(n), "{of:?}");
    }
    assert_eq!(received, expected);
    received
}

/// Both servers at once.
async fn run(scene: &Scene, servers: &[Arc<Notifier>; 2]) {
    let hours = scene.hours();
    let [a, b] = servers;
    let (one, other) = tokio::join!(tick(a, &hours), tick(b, &hours));
    one.unwrap();
    other.unwrap();
}

/// A server dies after it has begun to make the digests of the day, or holding the first of them.
async fn die(scene: &Scene, server: &Arc<Notifier>, early: bool) {
    let (on, now) = (scene.facts.today(), scene.clock.now());
    if early {
        server.notices.begin_day(on, now, "the dead").await.unwrap();
    } else {
        server.plan(on, now).await.unwrap();
        for channel in server.notices.channels().await.unwrap() {
            server.notices.claim(&channel, now).await.unwrap();
        }
    }
}

/// People renew and leave, at an hour when nothing is sent.
async fn change_facts(scene: &Scene, nth: u32) {
    if nth % 10 == 4 {
        let due = scene.due();
        let one = credentials(&due).nth(nth as usize % 7).unwrap().clone();
        scene.renew(&one).await;
    }
    if [15, 36, 50].contains(&nth) {
        let due = scene.due();
        let Whom::Person(staff) = credentials(&due).next().unwrap().whom.clone() else {
            panic!("a credential is a person's");
        };
        scene.leave(staff.as_str()).await;
    }
}

/// What is to be told on a day, said as naively as possible.
async fn expect(
    scene: &Scene,
    on: Day,
    server: &Notifier,
    (expected, nearest): (&mut Told, &mut BTreeMap<(String, String, Day), Stage>),
) {
    let (recipients, accounts) = server.notices.recipients().await.unwrap();
    let (snapshot, assessments) = (scene.facts.snapshot(), &scene.facts.assessments);
    let voice = Voice::new(Lang::Zh, assessments.catalogue());
    let hospital = &snapshot.hospital;
    for recipient in recipients {
        let of = match &recipient.channel {
            Channel::Mail { address } => address.clone(),
            Channel::Robot { .. } => format!("/{}", recipient.name),
        };
        let actor = recipient.actor(&accounts).unwrap();
        let seen = Seen::new(actor.reading(), on, &snapshot, assessments);
        for due in registry::due::due(&seen, on, on.plus_days(1_000)) {
            let left = due.last.days_since(on);
            let reached = due
                .lead_days
                .iter()
                .filter(|lead| left <= i64::from(**lead));
            let stage = match reached.min() {
                _ if left < 0 => Stage::Overdue,
                Some(lead) => Stage::Within(*lead),
                None => continue,
            };
            let key = (of.clone(), due.key.clone(), due.last);
            if nearest.get(&key).is_some_and(|told| *told <= stage) {
                continue;
            }
            nearest.insert(key, stage);
            let heading = heading(&stage_heading(Lang::Zh, stage, 0));
            let whom = notice_text::whom(voice, hospital, &due);
            let standards = assessments.standards();
            let what = notice_text::what(voice, (hospital, standards), &due, on);
            let line = format!("{whom}：{what}，最后有效日 {}", due.last);
            *expected
                .entry((of.clone(), heading, plain(&line)))
                .or_default() += 1;
        }
        for never in registry::due::never(&seen, on) {
            let key = (of.clone(), never.key.clone(), first_day());
            if nearest.insert(key, Stage::Overdue).is_some() {
                continue;
            }
            let whom = notice_text::never_of(hospital, &never);
            let standards = assessments.standards();
            let what = notice_text::never(voice, (hospital, standards), &never, on);
            let line = plain(&format!("{whom}：{what}，从未登记"));
            let key = (of.clone(), "从未登记".to_owned(), line);
            *expected.entry(key).or_default() += 1;
        }
    }
}

/// A heading without how many.
fn heading(text: &str) -> String {
    text.split('（').next().unwrap().to_owned()
}

/// Without what robots are spared.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for (wide, narrow) in ["［[", "］]", "＿_", "＊*", "＃#", "～~"].map(|pair| {
        let mut pair = pair.chars();
        (pair.next().unwrap(), pair.next().unwrap())
    }) {
        text = text.replace(wide, &narrow.to_string());
    }
    text
}

/// What came, wherever it came; of a mail that came twice under one id the first.
fn received(scene: &Scene, post: &Post) -> Told {
    let mut told = Told::default();
    let mut ids = BTreeSet::new();
    for mail in post.mails(scene) {
        assert!(ids.insert(mail.message_id.clone()), "a mail came twice");
        read(&mail.to, &mail.text, &mut told);
    }
    for path in ["/wecom", "/dingtalk", "/feishu"] {
        for text in scene.robots.texts(path) {
            read(path, &text.replace("**", ""), &mut told);
        }
    }
    told
}

fn read(of: &str, text: &str, told: &mut Told) {
    assert!(!text.contains("另有"), "too long for one message: {text}");
    let mut under = String::new();
    for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
        match line.strip_prefix("- ") {
            Some(item) => {
                let item = match item.strip_suffix('）') {
                    Some(dated) => dated.rsplit_once('（').unwrap().0,
                    None => item,
                };
                let key = (of.to_owned(), under.clone(), plain(item));
                *told.entry(key).or_default() += 1;
            }
            None => under = heading(line),
        }
    }
}
