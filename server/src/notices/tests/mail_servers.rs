//! Mail servers that are not ours, on loopback: encryption, certificates, signing in, and what they refuse.

use registry::notices::{Channel, MessageState};
use serde_json::Value as Json;

use super::servers_of_others::{PASSWORD, Servers, USER, options};
use super::*;

async fn send(channels: &Channels, to: &str) -> Result<(), Refusal> {
    let wording = Wording {
        letter: Letter {
            subject: "到期提醒".to_owned(),
            plain: "张三".to_owned(),
            html: "<p>张三</p>".to_owned(),
        },
        chat: Chat {
            title: String::new(),
            text: String::new(),
        },
    };
    let channel = Channel::Mail {
        address: to.to_owned(),
    };
    let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    channels.send((&channel, None), &wording, ("a1", at)).await
}

async fn failure(channels: &Channels, to: &str) -> Failure {
    send(channels, to).await.unwrap_err().failure
}

#[tokio::test]
async fn nothing_leaves_before_the_encryption_that_was_asked_for() {
    let Some(servers) = Servers::start("encryption") else {
        return;
    };
    for (kind, mechanism) in [
        ("starttls", "PLAIN"),
        ("starttls-plain", "PLAIN"),
        ("starttls-login", "LOGIN"),
        ("smtps", "PLAIN"),
    ] {
        let channels = servers.signing_in(kind);
        send(&channels, "hr@example.cn").await.unwrap();
        let mails = servers.seen(kind, "mail");
        assert_eq!(mails.len(), 1, "{kind}");
        assert_eq!(mails[0]["to"][0], "hr@example.cn");
        assert_eq!(mails[0]["id"], "<a1@example.cn>");
        assert_eq!(mails[0]["user"], USER, "{kind}");
        assert_eq!(mails[0]["encrypted"], true);
        let signed_in = servers.seen(kind, "AUTH");
        assert_eq!(signed_in.len(), 1, "{kind}");
        assert_eq!(signed_in[0]["mechanism"], mechanism);
        let clear = servers.in_the_clear(kind);
        let expected: &[&str] = match kind {
            "smtps" => &[],
            _ => &["EHLO [127.0.0.1]", "STARTTLS"],
        };
        assert_eq!(clear, expected, "{kind}");
    }
    let channels = servers.channels("smtps-no-sign-in", &[]);
    send(&channels, "hr@example.cn").await.unwrap();
    assert_eq!(servers.taken("smtps-no-sign-in"), ["hr@example.cn"]);
}

/// Signs in at a server, without the file of an authority.
fn trusting_nobody(url: &str) -> Channels {
    let sign_in = ["--smtp-user", USER, "--smtp-password", PASSWORD];
    options(&[&["--smtp", url][..], &sign_in].concat())
        .channels()
        .unwrap()
}

#[tokio::test]
async fn who_cannot_be_trusted_is_told_nothing() {
    let Some(servers) = Servers::start("trust") else {
        return;
    };
    for (kind, clear) in [
        // Another authority, another name, a day that is over.
        ("starttls-stranger", &["EHLO [127.0.0.1]", "STARTTLS"][..]),
        ("smtps-stranger", &[]),
        ("smtps-elsewhere", &[]),
        ("smtps-over", &[]),
        // It says that it can, and cannot; it does not even say so, but would take the password.
        (
            "starttls-without-key",
            &["EHLO [127.0.0.1]", "STARTTLS", "QUIT"],
        ),
        ("no-starttls", &["EHLO [127.0.0.1]"]),
    ] {
        let channels = servers.signing_in(kind);
        assert_eq!(
            failure(&channels, "hr@example.cn").await,
            Failure::Tls,
            "{kind}"
        );
        assert_eq!(servers.in_the_clear(kind), clear, "{kind}");
        let came = servers.seen(kind, "came").len();
        assert_eq!(came, clear.len(), "{kind}");
    }
    // Without the authority's file its certificates are a stranger's, too.
    for kind in ["starttls", "smtps"] {
        let url = servers.url(kind);
        let channels = trusting_nobody(&url);
        assert_eq!(
            failure(&channels, "hr@example.cn").await,
            Failure::Tls,
            "{kind}"
        );
        assert_eq!(servers.seen(kind, "AUTH"), [] as [Json; 0]);
    }
    // A port that does not speak TLS at all, asked for it at once.
    let url = format!("smtps://localhost:{}", servers.ports["no-starttls"]);
    let channels = trusting_nobody(&url);
    assert_eq!(failure(&channels, "hr@example.cn").await, Failure::Tls);
    assert_eq!(servers.seen("no-starttls", "AUTH"), [] as [Json; 0]);
    // Where nobody listens there is no question of trust.
    let typed = ["--smtp", "smtps://localhost:1"];
    let channels = options(&typed).channels().unwrap();
    assert_eq!(
        failure(&channels, "hr@example.cn").await,
        Failure::Unreachable
    );
}

#[tokio::test]
async fn what_is_wrong_with_the_settings_is_said_as_such() {
    let Some(servers) = Servers::start("settings") else {
        return;
    };
    let wrong = ["--smtp-user", USER, "--smtp-password", "wrong"];
    for kind in ["starttls-plain", "starttls-login", "smtps"] {
        let channels = servers.channels(kind, &wrong);
        let refused = send(&channels, "hr@example.cn").await.unwrap_err();
        assert_eq!(refused, Failure::SignIn(535).into(), "{kind}");
        assert_eq!(servers.taken(kind), [] as [&str; 0]);
    }
    let nobody = servers.channels("starttls", &[]);
    assert_eq!(
        failure(&nobody, "hr@example.cn").await,
        Failure::SignIn(530)
    );
    let none_known = servers.signing_in("smtps-no-sign-in");
    assert_eq!(
        failure(&none_known, "hr@example.cn").await,
        Failure::NoSignIn
    );
    let stranger = ["--mail-from", "stranger@example.cn"];
    let stranger = servers.channels("smtps-no-sign-in", &stranger);
    let refused = send(&stranger, "hr@example.cn").await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.failure, Failure::Sender(553));
    assert_eq!(refused.answer.unwrap(), "5.7.1 not your address");
    let closing = servers.signing_in("closing");
    assert_eq!(failure(&closing, "hr@example.cn").await, Failure::Smtp(421));
}

#[tokio::test]
async fn an_address_that_is_refused_holds_no_other_back() {
    let Some(servers) = Servers::start("addresses") else {
        return;
    };
    for scene in Scene::all().await {
        let server = scene.server_through("a", servers.signing_in("smtps")).await;
        let database = if scene.database.contains("://") {
            "pg"
        } else {
            "lite"
        };
        // In the order in which they are tried.
        let names = ["later", "nobody", "full", "spam", "hr", "head"];
        for name in names {
            let mail = Through::Mail(format!("{name}@{database}.example.cn"));
            scene.add_recipient(&server, name, Scope::Whole, mail).await;
        }
        let (on, hours) = (first_day(), scene.hours());
        assert_eq!(
            server.plan(on, hours.now()).await.unwrap(),
            Some(names.len())
        );
        let delivered = server.deliver(on, &hours).await.unwrap();
        assert_eq!((delivered.n_sent, delivered.n_failed), (2, 4));
        assert_eq!(delivered.n_refused, 2);
        let expected = [
            ("full", MessageState::Queued, Failure::Recipient(452)),
            ("later", MessageState::Queued, Failure::Recipient(450)),
            ("nobody", MessageState::Failed, Failure::Recipient(550)),
            ("spam", MessageState::Failed, Failure::Content(554)),
        ];
        let expected = expected.map(|(name, state, failure)| (name.to_owned(), state, failure));
        assert_eq!(refused(&server).await, expected);
        let found = messages(&server).await;
        let nobody = found
            .iter()
            .find(|one| one.recipient_name == "nobody")
            .unwrap();
        assert_eq!(nobody.answer.as_deref(), Some("5.1.1 [31mno such user"));
        assert!(nobody.n_items > 0);

        // What was refused for good is not tried again, and what was refused for now is.
        scene.pass(TimeDelta::hours(7));
        let delivered = server.deliver(on, &hours).await.unwrap();
        assert_eq!((delivered.n_sent, delivered.n_failed), (1, 1));
        scene.pass(TimeDelta::hours(7));
        let delivered = server.deliver(on, &hours).await.unwrap();
        assert_eq!((delivered.n_sent, delivered.n_failed), (0, 1));
        let later = messages(&server).await;
        let later = later
            .iter()
            .find(|one| one.recipient_name == "later")
            .unwrap();
        assert_eq!(
            (later.state, later.failure, &later.answer),
            (MessageState::Sent, None, &None)
        );

        // Somebody who knows better may ask for it once more.
        let machine = Actor::command_line();
        let right = machine.editing().unwrap();
        let again = server.notices.resend(&right, hours.now(), &nobody.id);
        again.await.unwrap();
        let delivered = server.deliver(on, &hours).await.unwrap();
        assert_eq!((delivered.n_sent, delivered.n_failed), (0, 1));

        // Nothing is lost: the digest of the next day tells what was refused, to whom it was refused.
        let next = on.next();
        scene.set_clock(next, (8, 5));
        server.plan(next, hours.now()).await.unwrap();
        let of_next = messages(&server).await;
        let of_next = of_next.iter().filter(|one| one.day == next);
        let of_next: BTreeMap<_, _> = of_next
            .map(|one| (&*one.recipient_name, one.n_items))
            .collect();
        let due = scene.due();
        let n_present = due.iter().filter(|due| Warned::of(due, next).is_some());
        let n_present = i64::try_from(n_present.count()).unwrap();
        for name in ["nobody", "spam", "full"] {
            assert_eq!(of_next.get(name), Some(&n_present), "{of_next:?}");
        }
        let n_new = of_next.get("hr").copied().unwrap_or_default();
        assert!(n_new < n_present, "{of_next:?}");
        // The old one has nothing left to tell.
        let again = server.notices.resend(&right, hours.now(), &nobody.id);
        assert!(again.await.is_err());
        let mut taken = servers.taken("smtps");
        taken.retain(|to| to.ends_with(&format!("{database}.example.cn")));
        taken.sort();
        let expected = ["head", "hr", "later"].map(|name| format!("{name}@{database}.example.cn"));
        assert_eq!(taken, expected);
    }
}

/// Whose messages did not leave, what became of them and why, by name.
async fn refused(of: &Notifier) -> Vec<(String, MessageState, Failure)> {
    let found = messages(of).await.into_iter();
    let refused = found.filter_map(|one| Some((one.recipient_name, one.state, one.failure?)));
    let mut refused: Vec<_> = refused.collect();
    refused.sort_by(|one, other| one.0.cmp(&other.0));
    refused
}

#[tokio::test]
async fn what_concerns_all_mail_is_tried_once_and_loses_no_mail() {
    let Some(servers) = Servers::start("channel") else {
        return;
    };
    let wrong = ["--smtp-user", USER, "--smtp-password", "wrong"];
    for scene in Scene::all().await {
        let database = if scene.database.contains("://") {
            "pg"
        } else {
            "lite"
        };
        let names = ["a", "b", "c"];
        let right = scene.server_through("a", servers.signing_in("smtps")).await;
        for name in names {
            let mail = Through::Mail(format!("{name}@{database}.example.cn"));
            scene.add_recipient(&right, name, Scope::Whole, mail).await;
        }
        let (on, hours) = (first_day(), scene.hours());
        right.plan(on, hours.now()).await.unwrap();
        for (channels, failure) in [
            (servers.channels("smtps", &wrong), Failure::SignIn(535)),
            (servers.signing_in("smtps-over"), Failure::Tls),
            (servers.signing_in("closing"), Failure::Smtp(421)),
        ] {
            let server = scene.server_through("b", channels).await;
            let delivered = server.deliver(on, &hours).await.unwrap();
            assert_eq!(
                (delivered.n_sent, delivered.n_failed),
                (0, 1),
                "{failure:?}"
            );
            let found = messages(&server).await;
            assert!(found.iter().all(|one| one.state == MessageState::Queued));
            assert!(found.iter().any(|one| one.failure == Some(failure)));
            // None of the others is tried before that one is again.
            let again = server.deliver(on, &hours).await.unwrap();
            assert_eq!(again, Delivered::default());
            scene.pass(TimeDelta::minutes(6));
        }
        scene.pass(TimeDelta::hours(1));
        let delivered = right.deliver(on, &hours).await.unwrap();
        assert_eq!((delivered.n_sent, delivered.n_failed), (3, 0));
    }
}

#[test]
fn half_of_what_is_needed_is_refused_when_it_is_set() {
    let server = ["--smtp", "smtps://mail.example.cn"];
    for half in [
        &["--smtp-user", USER][..],
        &["--smtp-password", PASSWORD],
        &["--smtp-user", USER, "--smtp-password", ""],
    ] {
        let refused = options(&[&server, half].concat()).channels();
        assert!(
            matches!(refused, Err(OptionsError::HalfASignIn)),
            "{half:?}"
        );
    }
    let blank = ["--smtp-user", "", "--smtp-password", ""];
    assert!(options(&[&server[..], &blank].concat()).channels().is_ok());
    let file = std::env::temp_dir().join(format!("zhunru_no_ca_{}.pem", std::process::id()));
    std::fs::write(
        &file,
        "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n",
    )
    .unwrap();
    let path = file.display().to_string();
    let refused = options(&[&server[..], &["--smtp-ca", &path]].concat()).channels();
    let Err(refused @ OptionsError::Authority { .. }) = refused else {
        panic!("it is no authority");
    };
    let says = refused.to_string();
    assert!(
        says.starts_with(&path) && says.contains("BEGIN CERTIFICATE"),
        "{says}"
    );
    std::fs::remove_file(&file).unwrap();
}
