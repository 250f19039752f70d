//! Servers that are killed in the middle of whatever they do.

use std::time::Duration;

use super::*;

const N_RESTARTS: u32 = 50;
const N_RECIPIENTS: usize = 30;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_restarts_in_the_middle_lose_nothing_and_make_no_second_message() {
    for scene in Scene::all().await {
        let server = scene.server("a").await;
        for n in 0..N_RECIPIENTS {
            let mail = Through::Mail(format!("hr{n}@example.cn"));
            scene
                .add_recipient(&server, &format!("人事 {n}"), Scope::Whole, mail)
                .await;
        }
        for nth in 0..N_RESTARTS {
            let pair = [
                scene.server(&format!("a{nth}")).await,
                scene.server(&format!("b{nth}")).await,
            ];
            let tasks = pair.map(|server| {
                let (on, hours) = (scene.facts.today(), scene.hours());
                tokio::spawn(async move {
                    server.plan(on, hours.now()).await?;
                    server.deliver(on, &hours).await
                })
            });
            // Killed later each time, so that each step is met by some of the restarts.
            tokio::time::sleep(Duration::from_millis(u64::from(nth) * 7)).await;
            tasks.iter().for_each(tokio::task::JoinHandle::abort);
            // Longer than what the dead hold in their hands.
            scene.pass(TimeDelta::minutes(6));
        }
        let (on, hours) = (scene.facts.today(), scene.hours());
        server.plan(on, hours.now()).await.unwrap();
        server.deliver(on, &hours).await.unwrap();
        assert_eq!(messages(&server).await.len(), N_RECIPIENTS);
        let mut came: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for mail in &*scene.smtp.mails.lock().unwrap() {
            let ids = came.entry(mail.to.clone()).or_default();
            ids.insert(mail.message_id.clone());
        }
        // A mail that was taken just before its server died comes again, under its own id.
        assert_eq!(came.len(), N_RECIPIENTS);
        assert!(came.values().all(|ids| ids.len() == 1), "{came:?}");
    }
}
