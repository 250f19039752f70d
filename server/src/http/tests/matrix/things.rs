//! What the matrix is about: things of the own department, of another and of nobody, and visitors.

use axum::http::header::AUTHORIZATION;
use registry::store::RecordId;

use super::rows::VISITORS;
use super::*;
use crate::http::tests::api::ALL;
use crate::http::tests::importing::one_paper;

/// Nothing has this name. Each stands where a thing of ours has one that looks like it.
const NO_STAFF: &str = "N9999";
const NO_RECORD: &str = "employment:N9999:1";
const NO_ID: &str = "00000000000000000000";
const NO_FILE: &str = "0000000000000000000000000000000000000000000000000000000000000000.ics";

/// No two scans are alike.
static N_SCANS: AtomicU32 = AtomicU32::new(0);

/// Somebody who asks.
struct Visitor {
    login: &'static str,
    cookie: String,
    token: String,
}

/// A site with a thing of each kind, of each department.
pub(super) struct Hall {
    site: TestSite,
    visitors: Vec<Visitor>,
    staff: [String; 2],
    records: [RecordId; 2],
    uploads: [String; 2],
    batch: String,
    feeds: [String; 2],
}

impl Hall {
    pub(super) async fn open() -> Self {
        let site = TestSite::open().await;
        let mut visitors = Vec::new();
        for login in VISITORS {
            let (mut cookie, mut token) = (String::new(), String::new());
            if !login.is_empty() {
                cookie = site.sign_in(login).await;
                token = site.token(&cookie, ALL).await;
            }
            visitors.push(Visitor {
                login,
                cookie,
                token,
            });
        }
        let [_, admin, hr, own, other, _] = &*visitors else {
            panic!("there are as many as there are names");
        };
        let staff = ["nm", "gs"].map(|department| person_of(department).staff.to_string());
        let record = |staff: &String| site.record("employment", Some(staff.as_str())).0;
        let records = [record(&staff[0]), record(&staff[1])];
        let rows = |number: &str| one_paper(&staff[0], number);
        let imported = site.waiting(&hr.cookie, &rows("n-1")).await;
        site.apply(&hr.cookie, &imported, "all").await;
        let imported = site.get(&imported, &hr.cookie).await;
        let batch = last_part(imported.location());
        let uploads = [
            last_part(&site.waiting(&hr.cookie, &rows("n-2")).await),
            last_part(&site.waiting(&admin.cookie, &rows("n-3")).await),
        ];
        let form = |department: &str| format!("form=add&scope=department%3A{department}&lang=zh");
        let feeds = [
            last_part(&site.subscribe(&own.cookie, &form("nm")).await),
            last_part(&site.subscribe(&other.cookie, &form("gs")).await),
        ];
        Self {
            site,
            visitors,
            staff,
            records,
            uploads,
            batch,
            feeds,
        }
    }

    /// Who asks, each with the place of the column.
    pub(super) fn logins(&self) -> impl Iterator<Item = (usize, &'static str)> {
        self.visitors.iter().map(|one| one.login).enumerate()
    }

    /// What a visitor is answered to a row, and the address that was asked.
    pub(super) async fn answer(&self, row: &Row, visitor: usize) -> (String, Answer) {
        let (method, route, ..) = *row;
        let address = self.address(row).await;
        let visitor = &self.visitors[visitor];
        let cookie = &visitor.cookie;
        let answer = match method {
            "GET" if route.starts_with("/api/v1/") => {
                let mut request = Request::get(&address);
                if !visitor.token.is_empty() {
                    let token = format!("Bearer {}", visitor.token);
                    request = request.header(AUTHORIZATION, token);
                }
                self.site.send(request.body(Body::empty()).unwrap()).await
            }
            "GET" => self.site.get(&address, cookie).await,
            _ if takes_files(route) => self.site.send(without_fields(&address, cookie)).await,
            _ => {
                let mut sent = SENT.iter();
                let sent = sent.find(|(of, _)| *of == route);
                let form = sent.map_or("", |(_, form)| form);
                self.site.post(&address, cookie, form).await
            }
        };
        (address, answer)
    }

    async fn address(&self, (_, route, of, asked, _): &Row) -> String {
        if asked.starts_with('/') {
            return asked.replace("STAFF", &self.number(*of));
        }
        let Some((before, rest)) = route.split_once('{') else {
            return format!("{route}{asked}");
        };
        let (_, after) = rest.split_once('}').unwrap();
        let thing = self.thing(before, *of).await;
        format!("{before}{thing}{after}{asked}")
    }

    fn number(&self, of: Of) -> String {
        one(&self.staff, of, NO_STAFF)
    }

    /// What stands in the parameter of a route that begins so. A scan is another one each time: those
    /// who may remove it do.
    async fn thing(&self, before: &str, of: Of) -> String {
        match before {
            "/staff/" | "/api/v1/staff/" => self.number(of),
            "/programmes/" | "/api/v1/programmes/" => one(&["petct-sx", "lap-sx"], of, "none"),
            "/departments/" => one(&["nm", "gs"], of, "none"),
            "/propose/" => one(&self.records, of, NO_RECORD),
            "/import/" => one(&self.uploads, of, NO_ID),
            "/import/batches/" if of == Own => self.batch.clone(),
            "/import/batches/" => NO_ID.to_owned(),
            "/feeds/" => one(&self.feeds, of, NO_FILE),
            "/attachments/" => match of {
                Own => self.scan(&self.records[0]).await,
                Other => self.scan(&self.records[1]).await,
                Any | Unknown => NO_ID.to_owned(),
            },
            "/style/" | "/pkg/" | "/api/" => "none".to_owned(),
            _ => panic!("what is there in `{before}`?"),
        }
    }

    async fn scan(&self, record: &RecordId) -> String {
        let number = N_SCANS.fetch_add(1, Ordering::Relaxed);
        let content = format!("%PDF-1.7 {number}");
        last_part(&self.site.scan(record, ("a.pdf", &content)).await)
    }
}

fn one(both: &[impl ToString; 2], of: Of, none: &str) -> String {
    match of {
        Own => both[0].to_string(),
        Other => both[1].to_string(),
        Any | Unknown => none.to_owned(),
    }
}

fn last_part(address: &str) -> String {
    address.rsplit('/').next().unwrap().to_owned()
}

fn takes_files(route: &str) -> bool {
    route.ends_with("/attachments") || ["/import", "/expiring/renew"].contains(&route)
}

/// A form that could hold files and holds nothing.
fn without_fields(address: &str, cookie: &str) -> Request<Body> {
    with_cookie(Request::post(address), cookie)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from("--b--\r\n"))
        .unwrap()
}
