//! The whole router over a database of its own, without a socket and without a clock.

mod api;
mod attachments;
mod auditing;
mod controls;
mod expiring;
mod export;
mod feeds;
mod forgery;
mod guessing;
mod hashing;
mod headers;
mod hostile;
mod identity;
mod importing;
mod matrix;
mod more_fields;
mod notices;
mod pages;
mod programmes;
mod proposals;
mod second_step;
mod sessions;
mod staff;

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use app::locale::Lang;
use app::source::Source;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use axum::http::request::Builder;
use axum::http::{Request, StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::Person;
use eligibility::standard::Library;
use registry::access::{Actor, Role};
use registry::accounts::{Account, Accounts, Hash, Password, Wanted};
use registry::assessments::Assessments;
use registry::attachments::Attachments;
use registry::demo;
use registry::files::Files;
use registry::identity::Identities;
use registry::keys::Keyring;
use registry::notices::Notices;
use registry::snapshot::Snapshots;
use registry::store::Store;
use tower::ServiceExt;

use super::{Settings, Web, router};
use crate::facts::Facts;
use crate::notices::{Channels, Guard, Notifier};
use crate::site;

const PASSWORD: &str = "tK9vq-Lm2xw";
const BASE_URL: &str = "http://127.0.0.1:3000";

static HASH: LazyLock<Hash> = LazyLock::new(|| {
    let password = Password::choose(PASSWORD, PASSWORD, "", "").unwrap();
    password.hash().unwrap()
});
static N_SITES: AtomicU32 = AtomicU32::new(0);

/// The web application over the demo hospital, with an account per role.
struct TestSite {
    router: Router,
    web: Arc<Web>,
    now: Arc<Mutex<DateTime<Utc>>>,
    file: PathBuf,
}

/// What came back.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Drop for TestSite {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm", ".key"] {
            let _gone = std::fs::remove_file(format!("{}{ending}", self.file.display()));
        }
        let _gone = std::fs::remove_dir_all(format!("{}.files", self.file.display()));
    }
}

impl TestSite {
    async fn open() -> Self {
        Self::reached_at(BASE_URL, &[]).await
    }

    async fn reached_at(base_url: &str, trusted_proxies: &[IpAddr]) -> Self {
        let number = N_SITES.fetch_add(1, Ordering::Relaxed);
        let name = format!("zhunru_web_{}_{number}.db", std::process::id());
        let file = std::env::temp_dir().join(name);
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let library = Library::built_in(&catalogue).unwrap();
        let path = file.display().to_string();
        let store = Store::open(&path, Arc::clone(&catalogue)).await.unwrap();
        let today = Day::parse("2026-11-22").unwrap();
        store
            .found(&demo::hospital(today, 1).unwrap())
            .await
            .unwrap();
        let key = PathBuf::from(format!("{path}.key"));
        let keyring = Keyring::of(&path, Some(&key)).unwrap();
        let accounts = Accounts::new(store.clone()).with_keyring(keyring.clone());
        let identities = Identities::new(store.clone(), keyring.clone());
        let files = Files::of(&path, None).unwrap();
        let attachments = Attachments::new(store.clone(), files);
        let notices = Notices::new(store.clone(), keyring.clone());
        let snapshots = Snapshots::open(store).await.unwrap();
        let snapshots = Arc::new(snapshots.with_keyring(keyring));
        let facts = Facts {
            snapshots: Arc::clone(&snapshots),
            assessments: Assessments::new(catalogue, library),
            today: Some(today),
        };
        let settings = Settings {
            base_url: base_url.to_owned(),
            trusted_proxies: trusted_proxies.to_vec(),
        };
        let start = DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
        let now = Arc::new(Mutex::new(start.to_utc()));
        let clock = Arc::clone(&now);
        let source = Source::new(facts);
        let notifier = Arc::new(Notifier {
            notices,
            facts: source.facts(),
            channels: Channels::new(None, Guard::new(Vec::new())).unwrap(),
            lang: Lang::Zh,
            base_url: Some(base_url.to_owned()),
            holder: "test".to_owned(),
        });
        let web = Web::new(
            (source, site::site(None)),
            snapshots,
            (accounts, attachments, identities),
            notifier,
            settings,
            move || *clock.lock().unwrap(),
        );
        let web = Arc::new(web);
        let router = router(None, Arc::clone(&web));
        let site = Self {
            router,
            web,
            now,
            file,
        };
        for (login, role, department) in [
            ("admin", Role::Administrator, None),
            ("hr", Role::Hr, None),
            ("own", Role::Head, Some("nm")),
            ("other", Role::Head, Some("gs")),
            ("auditor", Role::Auditor, None),
        ] {
            site.add(login, role, department).await;
        }
        site
    }

    async fn add(&self, login: &str, role: Role, department: Option<&str>) -> Account {
        let machine = Actor::command_line();
        let right = machine.administering().unwrap();
        let departments = department.map(ToOwned::to_owned);
        let wanted = Wanted {
            login: login.to_owned(),
            name: format!("人员 {login}"),
            role,
            departments: BTreeSet::from_iter(departments),
        };
        let accounts = &self.web.accounts;
        let added = accounts.add_with_password(&right, self.web.now(), wanted, &HASH);
        added.await.unwrap()
    }

    fn pass(&self, minutes: i64) {
        *self.now.lock().unwrap() += TimeDelta::minutes(minutes);
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = answer.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    async fn get(&self, uri: &str, cookie: &str) -> Answer {
        let request = with_cookie(Request::get(uri), cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    async fn post(&self, uri: &str, cookie: &str, form: &str) -> Answer {
        self.send(posted(uri, cookie, form)).await
    }

    /// Signs in; the cookie.
    async fn sign_in(&self, login: &str) -> String {
        let form = format!("login={login}&password={PASSWORD}");
        let answer = self.post("/sign-in", "", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{login}");
        answer.cookie()
    }
}

impl Answer {
    fn cookie(&self) -> String {
        let cookie = self.headers[SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// The body without what differs from answer to answer.
    fn lasting(&self) -> String {
        let policy = self.headers["content-security-policy"].to_str().unwrap();
        let nonce = policy.split("'nonce-").nth(1).unwrap();
        self.body
            .replace(nonce.split('\'').next().unwrap(), "NONCE")
    }

    fn location(&self) -> &str {
        self.headers[LOCATION].to_str().unwrap()
    }
}

fn with_cookie(request: Builder, cookie: &str) -> Builder {
    if cookie.is_empty() {
        request
    } else {
        request.header(COOKIE, cookie)
    }
}

/// A form as a page of ours sends it.
fn posted(uri: &str, cookie: &str, form: &str) -> Request<Body> {
    with_cookie(Request::post(uri), cookie)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(form.to_owned()))
        .unwrap()
}

/// The same from an address.
fn posted_from(address: IpAddr, uri: &str, form: &str) -> Request<Body> {
    let mut request = posted(uri, "", form);
    let peer = ConnectInfo(SocketAddr::new(address, 4711));
    request.extensions_mut().insert(peer);
    request
}

/// Somebody of a department and of no other.
fn person_of(department: &str) -> Person {
    let hospital = demo::hospital(Day::parse("2026-11-22").unwrap(), 1).unwrap();
    let own = |p: &Person| {
        let mut all = p.departments.iter();
        !p.departments.is_empty() && all.all(|m| m.department == department)
    };
    hospital.people.into_iter().find(own).unwrap()
}
