//! What a head proposes and HR decides.

use registry::forms;

use super::*;

const OWN: &str = "/propose/employment:N0103:1";

impl TestSite {
    /// The last day of the first employment of N0103, who belongs to the department of `own`.
    fn last_day(&self) -> Option<String> {
        let (id, _) = self.record("employment", Some("N0103"));
        let record = forms::one(&self.web.snapshots.current(), &id).unwrap();
        let to = record.node.get("to")?;
        to.as_text().map(ToOwned::to_owned)
    }

    /// A form that gives this employment another last day.
    fn ended(&self, to: &str) -> String {
        let (id, version) = self.record("employment", Some("N0103"));
        let record = forms::one(&self.web.snapshots.current(), &id).unwrap();
        let from = record.node.get("from").and_then(|from| from.as_text());
        let from = from.unwrap();
        format!("form=correct&record={id}&version={version}&from={from}&to={to}&why=退休")
    }

    async fn propose(&self, cookie: &str, to: &str) -> Answer {
        self.post(OWN, cookie, &self.ended(to)).await
    }

    /// The ids of the proposals a page shows.
    async fn proposals(&self, cookie: &str) -> Vec<String> {
        let page = self.get("/proposals", cookie).await.body;
        let ids = page.split("name=\"proposal\" value=\"").skip(1);
        let ids: BTreeSet<_> = ids
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect();
        ids.into_iter().collect()
    }
}

#[tokio::test]
async fn a_head_proposes_and_hr_accepts() {
    let site = TestSite::open().await;
    let (own, hr) = (site.sign_in("own").await, site.sign_in("hr").await);
    let page = site.get(OWN, &own).await;
    assert!(page.body.contains("提出更正") && page.body.contains("建议删除"));
    let answer = site.propose(&own, "2027-03-31").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.location(), "/proposals");
    assert_eq!(site.last_day(), None);

    let board = site.get("/", &hr).await.body;
    assert!(board.contains("class=\"waiting\""), "HR is told of it");
    let page = site.get("/proposals", &hr).await.body;
    for expected in ["2027-03-31", "N0103", "人员 own", "退休"] {
        assert!(page.contains(expected), "{expected}");
    }
    let ids = site.proposals(&hr).await;
    let accept = format!("form=accept&proposal={}", ids[0]);
    let answer = site.post("/proposals", &hr, &accept).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(site.last_day().as_deref(), Some("2027-03-31"));
    let page = site.get("/proposals", &own).await.body;
    assert!(page.contains("已采纳") && page.contains("人员 hr"));
    assert!(!site.get("/", &hr).await.body.contains("class=\"waiting\""));
    let again = site.post("/proposals", &hr, &accept).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("已经处理过"));
}

#[tokio::test]
async fn what_was_changed_since_is_not_accepted_and_hr_is_told() {
    let site = TestSite::open().await;
    let (own, hr) = (site.sign_in("own").await, site.sign_in("hr").await);
    site.propose(&own, "2027-03-31").await;
    // HR corrects the record by way of another proposal, which is quicker to settle.
    site.propose(&own, "2028-01-01").await;
    let ids = site.proposals(&hr).await;
    let accept = |id: &str| format!("form=accept&proposal={id}");
    site.post("/proposals", &hr, &accept(&ids[0])).await;
    let first = site.last_day();
    assert!(first.is_some());
    let answer = site.post("/proposals", &hr, &accept(&ids[1])).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("又被改动过"));
    assert_eq!(site.last_day(), first);
    let refuse = format!("form=refuse&proposal={}&why=", ids[1]);
    let answer = site.post("/proposals", &hr, &refuse).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = site.post("/proposals", &hr, &format!("{refuse}已改")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let page = site.get("/proposals", &own).await.body;
    assert!(page.contains("未采纳") && page.contains("已改"));
}

#[tokio::test]
async fn the_head_of_another_department_reads_and_writes_nothing() {
    let site = TestSite::open().await;
    let (own, other) = (site.sign_in("own").await, site.sign_in("other").await);
    site.propose(&own, "2027-03-31").await;
    let id = site.proposals(&own).await.remove(0);
    let (theirs, none) = (
        site.get(OWN, &other).await,
        site.get("/propose/employment:N9999:1", &other).await,
    );
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    assert_eq!(theirs.lasting().replace("N0103", "N9999"), none.lasting());
    for (address, form) in [
        (OWN, site.ended("2027-01-01")),
        ("/propose/employment:N9999:1", site.ended("2027-01-01")),
        (
            "/propose/new?of=employment&owner=N0103",
            "form=add&of=employment&from=2020-01-01".to_owned(),
        ),
        (
            "/propose/new?of=employment&owner=N9999",
            "form=add&of=employment&from=2020-01-01".to_owned(),
        ),
        (
            "/propose/new?of=person&owner=x",
            "form=add&of=person".to_owned(),
        ),
    ] {
        let answer = site.post(address, &other, &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.body.contains("没有此页"), "{}", answer.body);
        assert!(!answer.body.contains("N0103"), "{}", answer.body);
    }
    assert_eq!(site.proposals(&other).await, Vec::<String>::new());
    let page = site.get("/proposals", &other).await.body;
    assert!(!page.contains("2027-03-31") && !page.contains("N0103"));
    let withdraw = |id: &str| format!("form=withdraw&proposal={id}");
    let theirs = site.post("/proposals", &other, &withdraw(&id)).await;
    let none = site.post("/proposals", &other, &withdraw("none")).await;
    assert_eq!(theirs.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(theirs.lasting(), none.lasting());
    let answer = site.post("/proposals", &own, &withdraw(&id)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(site.proposals(&own).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_head_reaches_no_other_record_by_the_page_of_an_own_one() {
    let site = TestSite::open().await;
    let own = site.sign_in("own").await;
    let (foreign, version) = site.record("posting", Some("lap-sx"));
    let form = format!("form=remove&record={foreign}&version={version}&why=x");
    let answer = site.post(OWN, &own, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(site.proposals(&own).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_new_record_of_a_programme_and_a_removal_are_proposed() {
    let site = TestSite::open().await;
    let (own, hr) = (site.sign_in("own").await, site.sign_in("hr").await);
    let address = "/propose/new?of=posting&owner=petct-sx&post=leader";
    assert_eq!(site.get(address, &own).await.status, StatusCode::OK);
    let form = "form=add&of=posting&staff=N0103&post=leader&from=2026-11-01&why=接任";
    let answer = site.post(address, &own, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let (posting, version) = site.record("posting", Some("petct-sx"));
    let remove = format!("form=remove&record={posting}&version={version}&why=");
    let address = format!("/propose/{posting}");
    let answer = site.post(&address, &own, &remove).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("请写明为什么该删除"));
    let answer = site.post(&address, &own, &format!("{remove}卸任")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    for id in site.proposals(&hr).await {
        let accept = format!("form=accept&proposal={id}");
        let answer = site.post("/proposals", &hr, &accept).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    let now = site.web.snapshots.current();
    assert_eq!(now.records.find(&posting), None);
    let mut programmes = now.hospital.programmes.iter();
    let programme = programmes.find(|one| one.id == "petct-sx").unwrap();
    let leader = programme.postings.last().unwrap();
    assert_eq!(
        (leader.staff.as_str(), leader.post.as_str()),
        ("N0103", "leader")
    );
}
