//! Programmes and the institution, kept in place.

use eligibility::assess::{Question, Verdict};
use registry::store::{RecordId, RecordKind};

use super::*;

fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
}

impl TestSite {
    /// The first record of a kind that an owner has, and its version.
    pub(super) fn record(&self, kind: &str, owner: Option<&str>) -> (RecordId, i64) {
        let kind = RecordKind::from_name(kind).unwrap();
        let now = self.web.snapshots.current();
        now.records.at(kind, owner, 0).unwrap()
    }

    /// The record of a programme itself, and its version.
    fn programme(&self, id: &str) -> (RecordId, i64) {
        let now = self.web.snapshots.current();
        let mut programmes = now.hospital.programmes.iter();
        let place = programmes.position(|one| one.id == id).unwrap();
        let kind = RecordKind::from_name("programme").unwrap();
        now.records.at(kind, None, place).unwrap()
    }

    /// The verdicts on the clauses of a programme that ask for its leader.
    fn of_leader(&self, programme: &str) -> Vec<Verdict> {
        let facts = self.web.source.facts();
        let answer =
            facts
                .assessments()
                .answer(&facts.snapshot(), programme, Question::on(today()));
        let answer = answer.unwrap();
        let of_leader = answer.clauses.iter().filter(|clause| {
            let mut tests = clause.tests.iter();
            tests.any(|test| test.kind == "leader")
        });
        of_leader.map(|clause| clause.verdict).collect()
    }
}

#[tokio::test]
async fn a_programme_is_made_with_its_departments_and_leads_to_its_records() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let form = "form=add&of=programme&id=petct-2&name=新项目&standard=sx2025.petct\
        &department=nm&department=rad&why=新购";
    let answer = site.post("/new/programme", &hr, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.location(), "/programmes/petct-2/records");
    let page = site.get(answer.location(), &hr).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("新项目") && page.body.contains("尚未申报"));
    let now = site.web.snapshots.current();
    let made = now.hospital.programmes.last().unwrap();
    assert_eq!(made.departments, ["nm", "rad"]);
    assert_eq!(
        site.get("/programmes/petct-2", &hr).await.status,
        StatusCode::OK
    );
    // The id is taken now, and what was typed stands in the form again.
    let answer = site.post("/new/programme", &hr, form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("已经有了") && answer.body.contains("value=\"petct-2\""));
    assert_eq!(site.web.snapshots.current().version, now.version);
}

#[tokio::test]
async fn a_programme_without_a_department_or_an_id_is_refused_at_both() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let before = site.web.snapshots.current().version;
    let answer = site
        .post("/new/programme", &hr, "form=add&of=programme&id=&name=x")
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("请至少选一个科室"));
    let stray = "form=add&of=programme&id=a&department=moon";
    let answer = site.post("/new/programme", &hr, stray).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(site.web.snapshots.current().version, before);
}

#[tokio::test]
async fn a_leader_who_is_posted_changes_the_verdict() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let form = "form=add&of=programme&id=petct-2&name=x&standard=sx2025.petct&department=nm";
    let made = site.post("/new/programme", &hr, form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let before = site.of_leader("petct-2");
    let form = "form=add&of=posting&staff=N0201&post=leader&from=2020-01-01";
    let address = "/programmes/petct-2/records?add=posting&post=leader&lang=en";
    let answer = site.post(address, &hr, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(
        answer.location(),
        "/programmes/petct-2/records?lang=en#posting"
    );
    assert!(!before.is_empty());
    assert_ne!(site.of_leader("petct-2"), before);
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_with_what_was_typed() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let form = "form=add&of=posting&staff=N9999&post=leader&from=2020-13-01";
    let answer = site
        .post("/programmes/rt-sx/records?add=posting", &hr, form)
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for expected in [
        "value=\"N9999\"",
        "value=\"2020-13-01\"",
        "id=\"record-posting-staff-fault\"",
        "id=\"record-posting-from-fault\"",
    ] {
        assert!(answer.body.contains(expected), "{expected}");
    }
}

#[tokio::test]
async fn a_form_reaches_no_record_of_another_owner() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let before = site.web.snapshots.current();
    let (posting, version) = site.record("posting", Some("lap-sx"));
    let (licence, _) = site.record("licence", Some("N0103"));
    for (address, record) in [
        ("/programmes/rt-sx/records", posting.to_string()),
        ("/programmes/rt-sx/records", licence.to_string()),
        ("/institution", posting.to_string()),
        ("/institution", site.programme("rt-sx").0.to_string()),
    ] {
        let form = format!("form=remove&record={record}&version={version}&sure=yes&why=x");
        let status = site.post(address, &hr, &form).await.status;
        assert!(status.is_client_error(), "{address} {record} {status}");
    }
    assert_eq!(site.web.snapshots.current(), before);
}

#[tokio::test]
async fn a_programme_goes_with_all_it_has_once_that_is_confirmed() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let before = site.web.snapshots.current();
    let (record, version) = site.programme("rt-sx");
    let address = format!("/programmes/rt-sx/records?remove={record}");
    let page = site.get(&address, &hr).await;
    assert!(page.body.contains("与它一起删除的还有"));
    let form = format!("form=remove&record={record}&version={version}&why=停用");
    let answer = site.post(&address, &hr, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("没有删除"));
    let answer = site.post(&address, &hr, &format!("{form}&sure=yes")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let now = site.web.snapshots.current();
    assert!(now.hospital.programmes.iter().all(|one| one.id != "rt-sx"));
    let gone = site.get("/programmes/rt-sx", &hr).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    // It is one act, which the log takes back as a whole.
    let log = site.get("/audit?act=record", &hr).await.body;
    let batch = log.split("/import/batches/").nth(1).unwrap();
    let batch = format!("/import/batches/{}", batch.split('"').next().unwrap());
    let answer = site.post(&batch, &hr, "form=undo&sure=1").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let back = site.web.snapshots.current();
    let of = |hospital: &registry::snapshot::Snapshot| {
        let mut programmes = hospital.hospital.programmes.iter();
        programmes.find(|one| one.id == "rt-sx").cloned()
    };
    assert!(of(&back).is_some());
    assert_eq!(of(&back), of(&before));
}

#[tokio::test]
async fn a_department_in_use_is_not_removed_and_what_uses_it_is_said() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let (record, version) = site.record("department", None);
    let address = format!("/institution?remove={record}");
    let page = site.get(&address, &hr).await;
    assert!(page.body.contains("还在使用它的有"), "{}", page.body);
    let form = format!("form=remove&record={record}&version={version}");
    let answer = site.post(&address, &hr, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("不能删除"));
}

#[tokio::test]
async fn the_institution_is_corrected_and_read_by_auditors() {
    let site = TestSite::open().await;
    let (hr, auditor) = (site.sign_in("hr").await, site.sign_in("auditor").await);
    let (record, version) = site.record("institution", None);
    let form = format!(
        "form=correct&record={record}&version={version}&name=新名医院&long_absence_days=60"
    );
    let answer = site.post("/institution", &hr, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.location(), "/institution#institution");
    let page = site.get("/institution", &auditor).await;
    assert!(page.body.contains("新名医院"));
    assert!(
        !page.body.contains("?edit="),
        "an auditor is offered nothing"
    );
    let answer = site.post("/institution", &auditor, &form).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_head_is_offered_to_propose_and_never_to_edit() {
    let site = TestSite::open().await;
    let own = site.sign_in("own").await;
    let page = site.get("/programmes/petct-sx/records", &own).await;
    assert!(page.body.contains("/propose/posting%3Apetct-sx%3A"));
    assert!(
        page.body
            .contains("/propose/new?of=posting&amp;owner=petct-sx")
    );
    for offered in ["?edit=", "?remove=", "?add=", "name=\"form\" value=\"add\""] {
        assert!(!page.body.contains(offered), "{offered}");
    }
    // Nor by an address that opens a form for others.
    let (posting, _) = site.record("posting", Some("petct-sx"));
    let address = format!("/programmes/petct-sx/records?edit={posting}");
    let page = site.get(&address, &own).await;
    assert!(!page.body.contains("id=\"open\""));
}
