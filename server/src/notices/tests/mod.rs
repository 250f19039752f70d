//! The job from the facts to a mail server and robots on loopback, on both databases, without a clock.

#[expect(
    dead_code,
    reason = "shared with tests of the whole program, which use more of it"
)]
#[path = "../../../tests/databases/mod.rs"]
mod databases;
mod drain;
mod feishu;
mod mail_servers;
mod never;
mod outage;
mod parts;
mod pruning;
mod restarts;
mod robots;
mod servers_of_others;
mod sixty_days;
mod smtp;
mod timely;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use app::source;
use chrono::{TimeDelta, TimeZone as _};
use eligibility::catalogue::Catalogue;
use eligibility::file::{Node, Value};
use eligibility::standard::Library;
use registry::access::{Actor, Role};
use registry::accounts::{Accounts, Wanted};
use registry::act::Act;
use registry::assessments::Assessments;
use registry::demo;
use registry::due::What;
use registry::keys::Keyring;
use registry::notices::{
    Asked, Failure, HISTORY_PAGE, Message, NewRecipient, NewRobot, Scope, Through,
};
use registry::seen::Seen;
use registry::snapshot::{Snapshot, Snapshots};
use registry::staff_file::leaving::leave;
use registry::store::{Change, Store};
use reqwest::Url;

use self::robots::Robots;
use self::smtp::Smtp;
use super::guard::relay;
use super::mail::{Mail, MailSettings};
use super::*;

static N_SCENES: AtomicU32 = AtomicU32::new(0);

/// The day the demo hospital is made for.
fn first_day() -> Day {
    Day::parse("2026-11-22").unwrap()
}

/// A clock that is set by hand.
#[derive(Default)]
struct HandClock(Mutex<Option<DateTime<Utc>>>);

impl Hours for HandClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.lock().unwrap().unwrap()
    }

    fn is_over(&self) -> bool {
        false
    }
}

/// The facts on a day that is set by hand.
struct HandFacts {
    snapshots: Snapshots,
    assessments: Assessments,
    today: Mutex<Day>,
}

impl source::Facts for HandFacts {
    fn today(&self) -> Day {
        *self.today.lock().unwrap()
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshots.current()
    }

    fn assessments(&self) -> &Assessments {
        &self.assessments
    }
}

/// A hospital with a database of its own, a mail server and robots.
struct Scene {
    database: String,
    key: PathBuf,
    facts: Arc<HandFacts>,
    clock: Arc<HandClock>,
    smtp: Smtp,
    robots: Robots,
}

impl Drop for Scene {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let _gone = std::fs::remove_file(format!("{}{ending}", self.database));
        }
        let _gone = std::fs::remove_file(&self.key);
    }
}

impl Scene {
    /// The scene on each database that can be tested here.
    async fn all() -> Vec<Self> {
        let n = N_SCENES.fetch_add(1, Ordering::Relaxed);
        let name = format!("zhunru_notices_{n}");
        let file = std::env::temp_dir().join(format!("{name}_{}.db", std::process::id()));
        let mut scenes = vec![Self::open(file.display().to_string(), &name).await];
        if let Some(database) = databases::schema(&name).await {
            scenes.push(Self::open(database, &format!("{name}_postgres")).await);
        }
        scenes
    }

    async fn open(database: String, name: &str) -> Self {
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let store = Store::open(&database, Arc::clone(&catalogue))
            .await
            .unwrap();
        let hospital = demo::hospital(first_day(), 1).unwrap();
        store.found(&hospital).await.unwrap();
        let key = std::env::temp_dir().join(format!("{name}_{}.key", std::process::id()));
        let scene = Self {
            database,
            key,
            facts: Arc::new(HandFacts {
                snapshots: Snapshots::open(store).await.unwrap(),
                assessments: Self::assessments(catalogue),
                today: Mutex::new(first_day()),
            }),
            clock: Arc::default(),
            smtp: Smtp::start().await,
            robots: Robots::start().await,
        };
        scene.set_clock(first_day(), (8, 5));
        scene
    }

    /// The programmes against the standards that come with the product.
    fn assessments(catalogue: Arc<Catalogue>) -> Assessments {
        let library = Library::built_in(&catalogue).unwrap();
        Assessments::new(catalogue, library)
    }

    /// Sets day and local time.
    fn set_clock(&self, on: Day, (hour, minute): (u32, u32)) {
        let local = on.date().and_hms_opt(hour, minute, 0).unwrap();
        let at = Utc.from_utc_datetime(&local) - TimeDelta::hours(8);
        *self.clock.0.lock().unwrap() = Some(at);
        *self.facts.today.lock().unwrap() = on;
    }

    fn pass(&self, time: TimeDelta) {
        let mut now = self.clock.0.lock().unwrap();
        *now = now.map(|now| now + time);
    }

    fn hours(&self) -> Arc<dyn Hours> {
        Arc::clone(&self.clock) as Arc<dyn Hours>
    }

    /// Another server on the same database.
    async fn server(&self, holder: &str) -> Arc<Notifier> {
        let mail = Mail::new(MailSettings {
            server: Url::parse(&format!("smtp-plain://{}", self.smtp.address)).unwrap(),
            from: "准入 <zhunru@example.cn>".to_owned(),
            credentials: None,
            ca: None,
        });
        let origin = relay(&format!("http://{}", self.robots.address)).unwrap();
        let channels = Channels::new(Some(mail.unwrap()), Guard::new(vec![origin]));
        self.server_through(holder, channels.unwrap()).await
    }

    /// The same with other channels.
    async fn server_through(&self, holder: &str, channels: Channels) -> Arc<Notifier> {
        let store = Store::open(&self.database, Arc::clone(self.store().catalogue()));
        let keyring = Keyring::of(&self.database, Some(&self.key)).unwrap();
        Arc::new(Notifier {
            notices: Notices::new(store.await.unwrap(), keyring),
            facts: Arc::clone(&self.facts) as Arc<dyn Facts>,
            channels,
            lang: Lang::Zh,
            base_url: Some("https://zhunru.example.cn".to_owned()),
            holder: holder.to_owned(),
        })
    }

    fn store(&self) -> &Store {
        self.facts.snapshots.store()
    }

    /// What somebody who may do everything does at this instant.
    fn act(&self) -> Act {
        Act::new(Actor::command_line().by, self.clock.now())
    }

    /// Adds a robot of a kind at a path, and its recipient.
    async fn add_robot(&self, of: &Notifier, kind: RobotKind, path: &str, scope: Scope) {
        let machine = Actor::command_line();
        let right = machine.editing().unwrap();
        let new = NewRobot {
            kind,
            name: path.to_owned(),
            secret: Secret {
                url: format!("http://{}/{path}?key=k", self.robots.address),
                sign: (kind != RobotKind::WeCom).then(|| "demo".to_owned()),
            },
        };
        let now = self.clock.now();
        of.notices.add_robot(&right, now, new).await.unwrap();
        let robots = of.notices.overview(&right).await.unwrap().robots;
        let robot = robots.into_iter().find(|robot| robot.name == path).unwrap();
        self.add_recipient(of, path, scope, Through::Robot(robot.id))
            .await;
    }

    async fn add_recipient(&self, of: &Notifier, name: &str, scope: Scope, through: Through) {
        let machine = Actor::command_line();
        let right = machine.editing().unwrap();
        let new = NewRecipient {
            name: name.to_owned(),
            scope,
            through,
        };
        let added = of.notices.add_recipient(&right, self.clock.now(), new);
        added.await.unwrap();
    }

    /// HR, of everything and by mail.
    async fn tell_hr(&self, of: &Notifier) {
        let mail = Through::Mail("hr@example.cn".to_owned());
        self.add_recipient(of, "人事", Scope::Whole, mail).await;
    }

    /// HR and a head by mail, and a robot of each kind.
    async fn add_everybody(&self, of: &Notifier) {
        let accounts = Accounts::new(self.store().clone());
        let machine = Actor::command_line();
        let wanted = Wanted {
            login: "head".to_owned(),
            name: "李雷".to_owned(),
            role: Role::Head,
            departments: BTreeSet::from(["nm".to_owned()]),
        };
        let right = machine.administering().unwrap();
        accounts
            .add(&right, self.clock.now(), wanted)
            .await
            .unwrap();
        let head = accounts.list(&right).await.unwrap().remove(0).id;
        let mail = |address: &str| Through::Mail(address.to_owned());
        let departments = |id: &str| Scope::Departments(BTreeSet::from([id.to_owned()]));
        self.tell_hr(of).await;
        let head = Scope::Account(head);
        self.add_recipient(of, "", head, mail("head@example.cn"))
            .await;
        self.add_robot(of, RobotKind::WeCom, "wecom", departments("nm"))
            .await;
        self.add_robot(of, RobotKind::DingTalk, "dingtalk", Scope::Whole)
            .await;
        self.add_robot(of, RobotKind::Feishu, "feishu", departments("gs"))
            .await;
    }

    /// What ends by the eyes of HR on the day that is set.
    fn due(&self) -> Vec<Due> {
        let machine = Actor::command_line();
        let (snapshot, today) = (self.facts.snapshot(), self.facts.today());
        let seen = Seen::new(machine.reading(), today, &snapshot, &self.facts.assessments);
        registry::due::due(&seen, today, today.plus_days(400))
    }

    /// Renews the credential of a key for five years from the day after its last.
    async fn renew(&self, due: &Due) {
        let machine = Actor::command_line();
        let snapshot = self.facts.snapshot();
        let seen = Seen::new(
            machine.reading(),
            self.facts.today(),
            &snapshot,
            &self.facts.assessments,
        );
        let old = seen.record(due.record.as_ref().unwrap()).unwrap();
        let Value::Table(mut entries) = old.node.value else {
            panic!("a record is a table");
        };
        entries.retain(|(key, _)| !["issued", "expires", "number"].contains(&&**key));
        let day = |day: Day| Node::text(day.to_string());
        entries.push(("issued".to_owned(), day(self.facts.today())));
        entries.push(("expires".to_owned(), day(due.last.plus_days(5 * 365))));
        let new = Change::Add {
            kind: old.id.kind,
            owner: old.id.owner,
            node: Node::table(entries),
        };
        self.facts
            .snapshots
            .apply(&self.act(), &[new])
            .await
            .unwrap();
    }

    /// Lets a person have left the day before the one that is set.
    async fn leave(&self, staff: &str) {
        let machine = Actor::command_line();
        let right = machine.editing().unwrap();
        let (snapshot, last) = (self.facts.snapshot(), self.facts.today().prev());
        let changes = leave(&right, &snapshot, staff, last, true);
        self.facts
            .snapshots
            .apply(&self.act(), &changes)
            .await
            .unwrap();
    }
}

/// Every digest of the outbox, the newest day first, as its pages give it.
async fn messages(of: &Notifier) -> Vec<Message> {
    let machine = Actor::command_line();
    let right = machine.editing().unwrap();
    let (mut all, mut asked) = (Vec::new(), Asked::default());
    loop {
        let page = of.notices.history(&right, &asked).await.unwrap();
        assert!(page.messages.len() <= HISTORY_PAGE);
        all.extend(page.messages);
        let Some(next) = page.next else {
            return all;
        };
        asked.below = Some(next);
    }
}

/// The credentials of people that end soonest, of those that have a record.
fn credentials(due: &[Due]) -> impl Iterator<Item = &Due> {
    let stored = due.iter().filter(|due| due.record.is_some());
    stored.filter(|due| matches!(due.what, What::Credential { .. }))
}
