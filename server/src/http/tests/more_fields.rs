//! Fields that no form of ours has. Whatever is sent besides what a form asks for has no effect: two
//! hospitals get the same forms, one of them with more in each, and are the same afterwards.

use axum::http::header::AUTHORIZATION;
use registry::proposals;
use registry::store::{Filter, RecordKind};

use super::*;

/// Sent with every form, behind its own fields.
const ALWAYS: &str = "actor=x&by=x&at=2000-01-01&ord=1&batch=x&is_admin=1&hidden=1";
const NEW_PASSWORD: &str = "rT7wz-Pn4kd";

/// Who sends a form where, what is in it, and what is sent besides. `THEIRS` stands for somebody of
/// another department, and `NEWEST` names the newest paper of `STAFF`.
const FORMS: [[&str; 4]; 11] = [
    [
        "hr",
        "/staff/STAFF",
        "form=add&of=credential&kind=bls&number=A-1&issued=2020-01-01&expires=2021-12-31",
        "staff=THEIRS&owner=THEIRS&id=THEIRS&department=gs&programme=lap-sx&role=administrator\
         &of=licence",
    ],
    [
        "hr",
        "/staff/STAFF",
        "form=correct&NEWEST&kind=bls&number=A-2&issued=2020-01-01&expires=2022-12-31",
        "record=credential:THEIRS:1&version=999&form=remove&staff=THEIRS&owner=THEIRS\
         &role=administrator",
    ],
    [
        "hr",
        "/staff/STAFF",
        "form=add&of=posting&programme=petct-sx&post=leader&from=2026-11-01",
        "staff=THEIRS&owner=lap-sx&programme=lap-sx&id=lap-sx&department=gs",
    ],
    [
        "hr",
        "/programmes/petct-sx/records",
        "form=add&of=posting&staff=STAFF&post=leader&from=2026-11-02",
        "owner=lap-sx&programme=lap-sx&id=lap-sx&department=gs&of=programme",
    ],
    [
        "hr",
        "/institution",
        "form=add&of=lead_time&credential=bls&first=45",
        "owner=THEIRS&staff=THEIRS&id=lap-sx&programme=lap-sx&role=administrator",
    ],
    [
        "hr",
        "/staff",
        "form=add&of=person&staff=N9001&name=x&from=2026-12-01&department=nm&profession=nurse",
        "staff=THEIRS&owner=THEIRS&department=gs&record=person:1&version=1&role=administrator",
    ],
    [
        "hr",
        "/staff/STAFF/identity",
        "form=set&number=11010519491231002X",
        "staff=THEIRS&owner=THEIRS&number=x",
    ],
    [
        "own",
        "/propose/new?of=employment&owner=STAFF",
        "form=add&of=employment&from=2020-01-01&why=x",
        "owner=THEIRS&staff=THEIRS&of=licence&account=hr&state=accepted&decision=accepted",
    ],
    [
        "own",
        "/account",
        "form=password&present_password=tK9vq-Lm2xw&new_password=rT7wz-Pn4kd\
         &repeated_password=rT7wz-Pn4kd",
        "role=administrator&department=gs&login=hr&name=x&account=hr&id=hr",
    ],
    [
        "admin",
        "/users",
        "form=change&account=ACCOUNT&role=head&department=rad",
        "login=root&name=x&id=x&password=x&role=administrator&disabled=1",
    ],
    [
        "admin",
        "/users",
        "form=add&login=new&name=y&role=auditor",
        "role=administrator&password=tK9vq-Lm2xw&new_password=tK9vq-Lm2xw&account=ACCOUNT&id=x",
    ],
];

/// Everything that forms change, without what is random in it.
#[derive(Debug, PartialEq)]
struct State {
    accounts: Vec<String>,
    proposals: Vec<String>,
    log: Vec<String>,
}

struct Side {
    site: TestSite,
    cookies: Vec<(&'static str, String)>,
    account: String,
}

impl Side {
    async fn open() -> Self {
        let site = TestSite::open().await;
        let mut cookies = Vec::new();
        for login in ["admin", "hr", "own"] {
            cookies.push((login, site.sign_in(login).await));
        }
        let machine = Actor::command_line();
        let right = machine.administering().unwrap();
        let account = site.web.accounts.of_login(&right, "own").await.unwrap().id;
        Self {
            site,
            cookies,
            account,
        }
    }

    async fn send(&self, [login, address, form]: [&str; 3]) -> Answer {
        let (staff, theirs) = (person_of("nm").staff, person_of("gs").staff);
        let filled = |text: &str| {
            text.replace("STAFF", staff.as_str())
                .replace("THEIRS", theirs.as_str())
                .replace("NEWEST", &self.newest(staff.as_str()))
                .replace("ACCOUNT", &self.account)
        };
        let mut cookies = self.cookies.iter();
        let (_, cookie) = cookies.find(|(known, _)| *known == login).unwrap();
        self.site
            .post(&filled(address), cookie, &filled(form))
            .await
    }

    /// How a form names the newest paper of somebody.
    fn newest(&self, staff: &str) -> String {
        let kind = RecordKind::from_name("credential").unwrap();
        let now = self.site.web.snapshots.current();
        let all = (0..).map_while(|place| now.records.at(kind, Some(staff), place));
        let (id, version) = all.last().unwrap();
        format!("record={id}&version={version}")
    }

    async fn state(&self) -> State {
        let machine = Actor::command_line();
        let (right, audit) = (
            machine.administering().unwrap(),
            machine.auditing().unwrap(),
        );
        let (web, store) = (&self.site.web, self.site.web.snapshots.store());
        let accounts = web.accounts.list(&right).await.unwrap();
        let accounts = accounts.into_iter().map(|one| {
            format!(
                "{} {} {:?} {:?}",
                one.login, one.name, one.role, one.departments
            )
        });
        let proposals = proposals::all(&audit, store).await.unwrap();
        let proposals = proposals.into_iter().map(|one| {
            let of = (one.kind, one.owner, one.change, one.before);
            format!(
                "{} {of:?} {:?} {:?}",
                one.account_name, one.reason, one.state
            )
        });
        let log = store.audit(&Filter::default(), 1000).await.unwrap();
        let log = log.into_iter().map(|one| {
            let record = one
                .act
                .starts_with("record.")
                .then_some((one.record, one.after));
            format!("{} {} {:?} {record:?}", one.actor_name, one.act, one.at)
        });
        State {
            accounts: accounts.collect(),
            proposals: proposals.collect(),
            log: log.collect(),
        }
    }
}

#[tokio::test]
async fn what_is_sent_besides_what_a_form_asks_for_has_no_effect() {
    let (plain, full) = (Side::open().await, Side::open().await);
    let before = plain.state().await;
    assert_eq!(full.state().await, before);
    for [login, address, form, more] in FORMS {
        let asked = format!("{address} {form}");
        let one = plain.send([login, address, form]).await;
        assert!(one.status.as_u16() < 400, "{asked}: {}", one.body);
        let other = full
            .send([login, address, &format!("{form}&{more}&{ALWAYS}")])
            .await;
        assert_eq!(other.status, one.status, "{asked}: {}", other.body);
        assert_eq!(
            other.headers.get(LOCATION),
            one.headers.get(LOCATION),
            "{asked}"
        );
        let (one, other) = (&plain.site.web.snapshots, &full.site.web.snapshots);
        assert!(
            one.current().hospital == other.current().hospital,
            "{asked}"
        );
    }
    let after = plain.state().await;
    assert_eq!(full.state().await, after);
    assert_ne!(after, before);
    // Nobody else has the number that was kept.
    let (_, hr) = &full.cookies[1];
    let theirs = format!("/staff/{}/identity", person_of("gs").staff);
    let page = full.site.get(&theirs, hr).await.body;
    assert!(page.contains("没有登记身份证号"), "{page}");
    // The password is that of who sent the form, and of nobody else.
    for (login, password) in [("own", NEW_PASSWORD), ("hr", PASSWORD), ("admin", PASSWORD)] {
        let form = format!("login={login}&password={password}");
        let answer = full.site.post("/sign-in", "", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{login}");
    }
}

#[tokio::test]
async fn what_opens_something_to_a_program_opens_no_more_by_what_is_sent_besides() {
    let site = TestSite::open().await;
    let (own, hr) = (site.sign_in("own").await, site.sign_in("hr").await);
    let feed = "form=add&scope=department%3Anm&lang=zh";
    let more = "&scope=hospital&account=hr&owner=hr&role=administrator&department=gs&initials=0";
    let plain = site.subscribe(&own, feed).await;
    let full = site.subscribe(&own, &format!("{feed}{more}")).await;
    assert_eq!(
        site.get(&full, "").await.body,
        site.get(&plain, "").await.body
    );
    assert!(site.get("/feeds", &hr).await.body.contains("还没有订阅"));
    let token = "form=add&name=BI&scope=staff&days=30&account=hr&role=administrator&department=gs";
    let token = site.token(&own, token).await;
    let theirs = person_of("gs").staff;
    let request = Request::get(format!("/api/v1/staff/{theirs}"));
    let request = request.header(AUTHORIZATION, format!("Bearer {token}"));
    let answer = site.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
}
