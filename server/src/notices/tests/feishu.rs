//! What robots of each kind are told, and how often those of Feishu are asked.

use super::*;

#[tokio::test]
async fn a_robot_is_told_in_what_it_reads_and_where_all_of_it_is_listed() {
    let scene = Scene::all().await.remove(0);
    let server = scene.server("a").await;
    scene.add_everybody(&server).await;
    let (on, hours) = (first_day(), scene.hours());
    server.plan(on, hours.now()).await.unwrap();
    server.deliver(on, &hours).await.unwrap();
    let list = "https://zhunru.example.cn/expiring";
    for (path, link) in [
        (
            "/wecom",
            format!("[{list}?department=nm]({list}?department=nm)"),
        ),
        ("/dingtalk", format!("[{list}]({list})")),
        ("/feishu", format!("{list}?department=gs")),
    ] {
        let text = scene.robots.texts(path).pop().unwrap();
        assert!(text.ends_with(&format!("详情：{link}")), "{text}");
        assert_eq!(text.contains('*'), path != "/feishu", "{text}");
    }
    for mail in &*scene.smtp.mails.lock().unwrap() {
        assert!(
            mail.text.ends_with(&format!("详情：{list}\n")),
            "{}",
            mail.text
        );
    }
    // The test message as well.
    let machine = Actor::command_line();
    let right = machine.editing().unwrap();
    let recipients = server.notices.overview(&right).await.unwrap().recipients;
    let feishu = recipients.iter().find(|one| one.name == "feishu").unwrap();
    let (recipient, robot) = server.notices.to_test(&right, &feishu.id).await.unwrap();
    let tested = server.test((&recipient, robot), Lang::Zh, hours.now());
    tested.await.unwrap();
    let text = scene.robots.texts("/feishu").pop().unwrap();
    assert!(
        text.starts_with("【准入】测试消息") && !text.contains('*'),
        "{text}"
    );
}

#[tokio::test]
async fn feishu_is_asked_five_times_a_second_and_twenty_times_a_minute() {
    for scene in Scene::all().await {
        let pair = [scene.server("a").await, scene.server("b").await];
        scene
            .add_robot(&pair[0], RobotKind::Feishu, "feishu", Scope::Whole)
            .await;
        let machine = Actor::command_line();
        let right = machine.editing().unwrap();
        let robot = pair[0]
            .notices
            .overview(&right)
            .await
            .unwrap()
            .robots
            .remove(0);
        for n in 1..23 {
            let through = Through::Robot(robot.id.clone());
            let name = format!("群 {n}");
            scene
                .add_recipient(&pair[0], &name, Scope::Whole, through)
                .await;
        }
        let (on, hours) = (first_day(), scene.hours());
        assert_eq!(pair[0].plan(on, hours.now()).await.unwrap(), Some(23));
        let mut seconds = Vec::new();
        for passes in [1, 1, 1, 1, 1, 60] {
            let before = scene.robots.texts("/feishu").len();
            let [a, b] = &pair;
            let (one, other) = tokio::join!(a.deliver(on, &hours), b.deliver(on, &hours));
            assert_eq!(one.unwrap().n_failed + other.unwrap().n_failed, 0);
            seconds.push(scene.robots.texts("/feishu").len() - before);
            scene.pass(TimeDelta::seconds(passes));
        }
        assert_eq!(seconds, [5, 5, 5, 5, 0, 0]);
        let rest = pair[0].deliver(on, &hours).await.unwrap();
        assert_eq!((rest.n_sent, rest.n_failed), (3, 0));
    }
}
