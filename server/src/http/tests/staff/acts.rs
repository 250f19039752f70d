//! Ending, leaving, removing, taking back, posting, and opening a new file.

use super::*;

#[tokio::test]
async fn what_goes_on_is_ended_in_place_and_faults_stand_at_the_day() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let (_, id, version) = newest(&site, "membership", "N0116");
    let address = format!("{EXPIRED}?end={id}");
    assert!(site.get(&address, &hr).await.body.contains("name=\"to\""));
    let end = |last| {
        [
            ("form", "end"),
            ("record", id.as_str()),
            ("version", version.as_str()),
            ("to", last),
        ]
    };
    for bad in ["", "2026-13-01", "1900-01-01"] {
        let answer = post(&site, &address, &hr, &end(bad)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert!(
            answer.body.contains("id=\"file-to-fault\""),
            "{bad}: {}",
            answer.body
        );
    }
    let answer = post(&site, &address, &hr, &end("2026-12-31")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let ended = records(&site, "membership", "N0116").pop().unwrap();
    assert_eq!(ended.node.get("to").unwrap().as_text(), Some("2026-12-31"));
    assert_eq!(ended.node.get("department").unwrap().as_text(), Some("nm"));
}

#[tokio::test]
async fn leaving_ends_the_postings_too_and_the_programme_sees_it() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let address = format!("{EXPIRED}?leave=1");
    let form = site.get(&address, &hr).await.body;
    assert!(
        form.contains("目前仍在继续的") && form.contains("岗位安排"),
        "{form}"
    );
    let leave = |last| [("form", "leave"), ("to", last), ("memberships", "yes")];
    let answer = post(&site, &address, &hr, &leave("明天")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = post(&site, &address, &hr, &leave("2026-11-22")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let now = site.web.snapshots.current();
    let postings = now.hospital.programmes.iter().flat_map(|one| &one.postings);
    let own = postings.filter(|posting| posting.staff.as_str() == "N0116");
    let last = Day::parse("2026-11-22");
    assert!(own.clone().count() > 0 && own.clone().all(|posting| posting.to == last));
    let later = site
        .get(&format!("{EXPIRED}?on=2026-11-23"), &hr)
        .await
        .body;
    assert!(later.contains("已离职"));
    let answer = post(&site, &address, &hr, &leave("2026-11-22")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("不用办理"));
}

#[tokio::test]
async fn leaving_is_one_act_that_the_history_takes_back_as_a_whole() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let before = site.web.snapshots.current().hospital.clone();
    let leave = [
        ("form", "leave"),
        ("to", "2026-11-22"),
        ("memberships", "yes"),
    ];
    let answer = post(&site, EXPIRED, &hr, &leave).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let history = site.get(&format!("{EXPIRED}?history=1"), &hr).await.body;
    let batch = history.split("/import/batches/").nth(1).unwrap();
    let batch = format!("/import/batches/{}", batch.split('"').next().unwrap());
    assert!(history.contains("撤销整个批次"), "{history}");
    let page = site.get(&batch, &hr).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("同一次办理的改动"), "{}", page.body);
    assert!(!page.body.contains("下载模板"), "it is no import");
    let undo = [("form", "undo"), ("sure", "1"), ("reason", "还没走")];
    let answer = post(&site, &batch, &hr, &undo).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert!(site.web.snapshots.current().hospital == before);
    // Whoever may not change files is offered nothing of it.
    let auditor = site.sign_in("auditor").await;
    let history = site.get(&format!("{EXPIRED}?history=1"), &auditor).await;
    assert!(!history.body.contains("/import/batches/"));
}

#[tokio::test]
async fn who_ends_the_last_employment_in_place_leaves_as_the_form_has_said() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let (_, id, version) = newest(&site, "employment", "N0116");
    for key in ["end", "edit"] {
        let form = site.get(&format!("{EXPIRED}?{key}={id}"), &hr).await.body;
        assert!(form.contains("这是最后一段任职"), "{key}: {form}");
    }
    let (_, membership, _) = newest(&site, "membership", "N0116");
    let other = site.get(&format!("{EXPIRED}?end={membership}"), &hr).await;
    assert!(!other.body.contains("这是最后一段任职"));
    let end = [
        ("form", "end"),
        ("record", id.as_str()),
        ("version", version.as_str()),
        ("to", "2026-11-30"),
    ];
    let answer = post(&site, &format!("{EXPIRED}?end={id}"), &hr, &end).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let now = site.web.snapshots.current();
    let postings = now.hospital.programmes.iter().flat_map(|one| &one.postings);
    let mut own = postings.filter(|posting| posting.staff.as_str() == "N0116");
    assert!(own.all(|posting| posting.to == Day::parse("2026-11-30")));
    let membership = records(&site, "membership", "N0116").pop().unwrap();
    let last = membership.node.get("to").unwrap();
    assert_eq!(last.as_text(), Some("2026-11-30"));
}

#[tokio::test]
async fn a_removal_needs_a_reason_and_is_taken_back_in_the_history() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let (_, id, version) = card(&site, "N0116", &hr).await;
    let address = format!("{EXPIRED}?remove={id}");
    let remove = |why| {
        [
            ("form", "remove"),
            ("record", id.as_str()),
            ("version", version.as_str()),
            ("why", why),
        ]
    };
    let answer = post(&site, &address, &hr, &remove(" ")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("请写明删除的原因"));
    let before = records(&site, "credential", "N0116");
    let answer = post(&site, &address, &hr, &remove("登记错人")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let history = format!("{EXPIRED}?history=1");
    let page = site.get(&history, &hr).await.body;
    for text in [
        "登记错人",
        "人员 hr",
        "<del>A-1</del>",
        "恢复到改动前",
        "2026-11-22 16:30",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    // The newest stands first: the removal, and before it the addition.
    let seqs: Vec<_> = page.split("name=\"seq\" value=\"").skip(1).collect();
    let seqs: Vec<_> = seqs
        .iter()
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let [removal, addition] = seqs[..] else {
        panic!("{page}");
    };
    let restore = |seq| [("form", "restore"), ("seq", seq)];
    let stale = post(&site, &history, &hr, &restore(addition)).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.body.contains("之后又有人改过"), "{}", stale.body);
    let answer = post(&site, &history, &hr, &restore(removal)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.location(), history);
    let nodes = |records: &[Recorded]| {
        records
            .iter()
            .map(|one| one.node.clone())
            .collect::<Vec<_>>()
    };
    let after = records(&site, "credential", "N0116");
    assert_eq!(nodes(&after), nodes(&before));
    let again = post(&site, &history, &hr, &restore(removal)).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Nobody takes back through one file what was changed in another.
    let elsewhere = post(&site, "/staff/N0103?history=1", &hr, &restore(removal)).await;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(elsewhere.body.contains("没有可恢复的内容"));
    let one = site.get(&format!("{EXPIRED}?history={id}"), &hr).await.body;
    assert_eq!(one.matches("<tr><th scope=\"row\">").count(), 3, "{one}");
}

#[tokio::test]
async fn a_person_who_still_has_records_is_not_removed() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let page = site.get(EXPIRED, &hr).await.body;
    let id = page.split("remove=person%3A").nth(1).unwrap();
    let id = format!("person:{}", id.split('#').next().unwrap());
    let version = "1";
    let fields = [
        ("form", "remove"),
        ("record", &*id),
        ("version", version),
        ("why", "错"),
    ];
    let answer = post(&site, &format!("{EXPIRED}?remove={id}"), &hr, &fields).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
    assert!(answer.body.contains("指向它，不能删除"), "{}", answer.body);
}

#[tokio::test]
async fn somebody_is_posted_from_the_own_file_and_nobody_else_is() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let address = format!("{EXPIRED}?add=posting");
    let post_to = |programme| {
        [
            ("form", "add"),
            ("of", "posting"),
            ("programme", programme),
            // What the page does not ask is not taken from it either.
            ("staff", "N0103"),
            ("post", "quality-manager"),
            ("from", "2026-12-01"),
        ]
    };
    let answer = post(&site, &address, &hr, &post_to("")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer
            .body
            .contains("id=\"record-posting-programme-fault\"")
    );
    let answer = post(&site, &address, &hr, &post_to("petct-sx")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let posting = records(&site, "posting", "petct-sx").pop().unwrap();
    assert_eq!(posting.node.get("staff").unwrap().as_text(), Some("N0116"));
    // A record of somebody else is not changed through this file.
    let (_, id, version) = newest(&site, "credential", "N0103");
    let fields = [
        ("form", "remove"),
        ("record", &*id),
        ("version", &*version),
        ("why", "x"),
    ];
    let answer = post(&site, EXPIRED, &hr, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(newest(&site, "credential", "N0103").1, id);
}

#[tokio::test]
async fn a_new_person_is_one_act_and_a_number_is_taken_once() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let new = |staff, from| {
        [
            ("form", "add"),
            ("of", "person"),
            ("staff", staff),
            ("name", "新来的"),
            ("from", from),
            ("department", "nm"),
            ("profession", "nurse"),
        ]
    };
    let answer = post(&site, "/staff", &hr, &new("N0116", "")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in [
        "这个工号已经有人用",
        "id=\"record-person-from-fault\"",
        "value=\"新来的\"",
    ] {
        assert!(answer.body.contains(text), "{text}: {}", answer.body);
    }
    let answer = post(&site, "/staff", &hr, &new(" N9001 ", "2026-12-01")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.location(), "/staff/N9001");
    let page = site.get("/staff/N9001", &hr).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("未到岗") && page.body.contains("新来的"));
    let history = site.get("/staff/N9001?history=1", &hr).await.body;
    assert_eq!(
        history.matches("<tr><th scope=\"row\">").count(),
        4,
        "{history}"
    );
}
