//! What a command sends before it ends: all that can leave, and what is true as it leaves.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;

use registry::notices::{BETWEEN_PARTS, Channel, MOST_A_MINUTE, MessageState};

use super::*;

/// More than a robot is given within a minute.
const N_GROUPS: usize = 25;

/// What all digests come to when so many were sent and nothing is left.
const fn all_sent(n_sent: usize) -> Drained {
    Drained {
        n_sent,
        n_refused: 0,
        still_waiting: 0,
    }
}

/// The same when so many wait.
const fn all_wait(still_waiting: usize) -> Drained {
    Drained {
        still_waiting,
        ..all_sent(0)
    }
}

/// Drains with pauses of the test's own.
async fn drain_pausing(scene: &Scene, server: &Arc<Notifier>, pause: impl AsyncFn()) -> Drained {
    let (snapshots, hours) = (&scene.facts.snapshots, scene.hours());
    drain(server, snapshots, &hours, pause).await.unwrap()
}

/// Drains, the pauses by the scene's clock; and how many there were.
async fn drained(scene: &Scene, server: &Arc<Notifier>) -> (Drained, usize) {
    let n_pauses = AtomicUsize::new(0);
    let pause = async || {
        n_pauses.fetch_add(1, SeqCst);
        scene.pass(BETWEEN_PARTS);
    };
    let drained = drain_pausing(scene, server, pause).await;
    (drained, n_pauses.into_inner())
}

async fn plan(scene: &Scene, server: &Notifier) -> Option<usize> {
    let (on, now) = (scene.facts.today(), scene.clock.now());
    server.plan(on, now).await.unwrap()
}

#[tokio::test]
async fn what_a_robot_is_not_given_at_once_leaves_before_the_end() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        let nuclear = Scope::Departments(BTreeSet::from(["nm".to_owned()]));
        scene
            .add_robot(&server, RobotKind::WeCom, "wecom", nuclear.clone())
            .await;
        let machine = Actor::command_line();
        let right = machine.editing().unwrap();
        let robot = server.notices.overview(&right).await.unwrap();
        let robot = robot.robots[0].id.clone();
        for n in 1..N_GROUPS {
            let (name, through) = (format!("群 {n}"), Through::Robot(robot.clone()));
            scene
                .add_recipient(&server, &name, nuclear.clone(), through)
                .await;
        }
        assert_eq!(plan(&scene, &server).await, Some(N_GROUPS));
        // By another command, which is killed, the robot is given all that it takes.
        server.deliver(first_day(), &scene.hours()).await.unwrap();
        let n_before = scene.robots.texts("/wecom").len();
        assert!(n_before < N_GROUPS, "{n_before}");
        let minutes = Mutex::new(vec![n_before]);
        let pause = async || {
            minutes
                .lock()
                .unwrap()
                .push(scene.robots.texts("/wecom").len());
            scene.pass(BETWEEN_PARTS);
        };
        let drained = drain_pausing(&scene, &server, pause).await;
        assert_eq!((drained.n_refused, drained.still_waiting), (0, 0));
        let states = messages(&server).await.into_iter().map(|one| one.state);
        let sent = states.filter(|state| *state == MessageState::Sent);
        assert_eq!(sent.count(), N_GROUPS);
        let mut minutes = minutes.into_inner().unwrap();
        minutes.push(scene.robots.texts("/wecom").len());
        let most = usize::try_from(MOST_A_MINUTE).unwrap();
        let mut each = minutes.windows(2).map(|pair| pair[1] - pair[0]);
        assert!(each.all(|n| n <= most), "{minutes:?}");
    }
}

#[tokio::test]
async fn what_failed_is_not_waited_for_and_counts_as_waiting_until_it_was_taken() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        for n in 0..3 {
            let mail = Through::Mail(format!("hr{n}@example.cn"));
            scene
                .add_recipient(&server, &format!("人事 {n}"), Scope::Whole, mail)
                .await;
        }
        scene.smtp.is_down.store(true, SeqCst);
        assert_eq!(plan(&scene, &server).await, Some(3));
        assert_eq!(drained(&scene, &server).await, (all_wait(3), 0));
        // Its time has not come.
        assert_eq!(drained(&scene, &server).await, (all_wait(3), 0));
        scene.smtp.is_down.store(false, SeqCst);
        scene.pass(TimeDelta::minutes(2));
        assert_eq!(drained(&scene, &server).await, (all_sent(3), 0));
    }
}

#[tokio::test]
async fn what_another_server_holds_is_waited_for_until_it_is_dead() {
    for scene in Scene::all().await {
        let pair = [scene.server("a").await, scene.server("b").await];
        scene.tell_hr(&pair[0]).await;
        plan(&scene, &pair[0]).await;
        let held = pair[1].notices.claim(Channel::MAIL, scene.clock.now());
        assert!(held.await.unwrap().is_some());
        // While no time passes the other one is believed to be alive: it is given up some time.
        let n_pauses = AtomicUsize::new(0);
        let pause = async || {
            n_pauses.fetch_add(1, SeqCst);
        };
        let given_up = drain_pausing(&scene, &pair[0], pause).await;
        assert_eq!(given_up, all_wait(1));
        assert_eq!(n_pauses.into_inner(), 5);
        assert_eq!(drained(&scene, &pair[0]).await, (all_sent(1), 5));
    }
}

#[tokio::test]
async fn what_changes_between_two_parts_is_told_as_it_is_then() {
    for scene in Scene::all().await {
        // The command has facts of its own; the server in which people work is another program.
        let catalogue = Arc::clone(scene.store().catalogue());
        let own = Arc::new(HandFacts {
            snapshots: Snapshots::open(scene.store().clone()).await.unwrap(),
            assessments: Scene::assessments(catalogue),
            today: Mutex::new(first_day()),
        });
        let command = Notifier {
            facts: Arc::clone(&own) as Arc<dyn Facts>,
            ..Arc::into_inner(scene.server("a").await).unwrap()
        };
        let command = Arc::new(command);
        for (kind, path) in [
            (RobotKind::WeCom, "wecom"),
            (RobotKind::DingTalk, "dingtalk"),
        ] {
            scene.add_robot(&command, kind, path, Scope::Whole).await;
        }
        plan(&scene, &command).await;
        let said = |path| {
            let texts = scene.robots.texts(path).join("\n");
            let items = texts.lines().filter(|line| line.starts_with("- "));
            items.map(ToOwned::to_owned).collect::<BTreeSet<_>>()
        };
        let (left, n_pauses) = (Mutex::new(None), AtomicUsize::new(0));
        let pause = async || {
            scene.pass(BETWEEN_PARTS);
            if n_pauses.fetch_add(1, SeqCst) > 0 {
                return;
            }
            // Of whom the robot that takes all at once was told, and the other one not yet.
            let (all, first) = (said("/dingtalk"), said("/wecom"));
            let waits = all.difference(&first).cloned().collect::<Vec<_>>();
            let staff_of = |line: &String| {
                let (_, staff) = line.split_once("：")?.0.split_once('（')?;
                let staff = staff
                    .strip_suffix('）')
                    .filter(|staff| staff.starts_with('N'))?;
                let is_of = |line: &String| line.contains(&format!("（{staff}）"));
                (!first.iter().any(is_of)).then(|| staff.to_owned())
            };
            let staff = waits.iter().find_map(staff_of).unwrap();
            scene.leave(&staff).await;
            *left.lock().unwrap() = Some(format!("（{staff}）："));
        };
        let hours = scene.hours();
        let drained = drain(&command, &own.snapshots, &hours, pause).await;
        assert_eq!(drained.unwrap(), all_sent(2));
        let left = left.into_inner().unwrap().unwrap();
        let is_told = |path| said(path).iter().any(|line| line.contains(&left));
        assert!(is_told("/dingtalk") && !is_told("/wecom"), "{left}");
        assert!(said("/wecom").len() > said("/dingtalk").len() / 2);
    }
}
