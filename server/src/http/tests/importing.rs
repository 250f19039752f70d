//! Importing on pages, as a browser without scripts does it.

use axum::body::Bytes;

use super::*;
use crate::http::tests::hostile::hostile;

const BOUNDARY: &str = "----zhunru-test";

/// What a browser sends of a form with one file.
pub(super) fn multipart(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let end = format!("\r\n--{BOUNDARY}--\r\n");
    [head.as_bytes(), bytes, end.as_bytes()].concat()
}

impl TestSite {
    /// Hands a file in.
    pub(super) async fn hand_in(&self, cookie: &str, name: &str, bytes: &[u8]) -> Answer {
        let request = with_cookie(Request::post("/import"), cookie)
            .header(
                CONTENT_TYPE,
                format!("multipart/form-data; boundary={BOUNDARY}"),
            )
            .header("sec-fetch-site", "same-origin");
        let body = Bytes::from(multipart(name, bytes));
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Hands a good file in; the page of it.
    pub(super) async fn waiting(&self, cookie: &str, rows: &str) -> String {
        let answer = self.hand_in(cookie, "台账.csv", rows.as_bytes()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.location().to_owned()
    }

    /// Presses the button of a preview; where it leads.
    pub(super) async fn apply(&self, cookie: &str, page: &str, mode: &str) -> String {
        let seen = self.seen(cookie, page).await;
        let form = format!("form=apply&mode={mode}&seen={seen}");
        let answer = self.post(page, cookie, &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        answer.location().to_owned()
    }

    async fn seen(&self, cookie: &str, page: &str) -> String {
        let body = self.get(page, cookie).await.body;
        let seen = body.split("name=\"seen\" value=\"").nth(1);
        let seen = seen.unwrap_or_else(|| panic!("no button: {body}"));
        seen.split('"').next().unwrap().to_owned()
    }

    async fn n_entries(&self) -> i64 {
        let store = self.web.snapshots.store();
        store.audit_head().await.unwrap().seq
    }

    fn staff(&self) -> String {
        self.web.snapshots.current().hospital.people[0]
            .staff
            .to_string()
    }
}

/// A file that adds a paper to the first person.
pub(super) fn one_paper(staff: &str, number: &str) -> String {
    format!("工号,证书名称,证书编号,发证日期\n{staff},BLS,{number},2026-01-01\n")
}

#[tokio::test]
async fn a_ledger_goes_in_by_way_of_a_preview_and_is_taken_back_as_a_batch() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let before = site.web.snapshots.current().hospital.clone();
    let rows = one_paper(&site.staff(), "new-1");
    let page = site.waiting(&hr, &rows).await;
    let start = site.get("/import", &hr).await.body;
    assert!(
        start.contains("台账.csv") && start.contains("20 MB"),
        "{start}"
    );

    let preview = site.get(&page, &hr).await;
    assert_eq!(preview.status, StatusCode::OK);
    for expected in ["新增 1 行", "证书编号", "new-1", "2026-01-01", "确认导入"] {
        assert!(
            preview.body.contains(expected),
            "{expected}: {}",
            preview.body
        );
    }
    assert!(site.web.snapshots.current().hospital == before);
    // A file is its owner's alone.
    let admin = site.sign_in("admin").await;
    assert_eq!(site.get(&page, &admin).await.status, StatusCode::NOT_FOUND);
    let form = format!("form=apply&mode=all&seen={}", site.seen(&hr, &page).await);
    let theirs = site.post(&page, &admin, &form).await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    assert!(site.web.snapshots.current().hospital == before);

    let result = site.apply(&hr, &page, "all").await;
    assert_eq!(result, page);
    let result = site.get(&page, &hr).await;
    assert_eq!(result.status, StatusCode::SEE_OTHER);
    let result = result.location().to_owned();
    let told = site.get(&result, &hr).await;
    assert!(told.body.contains("新增 1 条") && told.body.contains("撤销整个批次"));
    let log = site.get("/audit?act=record", &hr).await.body;
    assert!(log.contains("new-1") && log.contains("新增记录"), "{log}");

    // The same file changes nothing.
    let again = site.waiting(&hr, &rows).await;
    let again = site.get(&again, &hr).await.body;
    assert!(again.contains("没有要写入的改动") && !again.contains("确认导入"));

    let unsure = site.post(&result, &hr, "form=undo&reason=x").await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsure.body.contains("请先勾选确认") && unsure.body.contains("value=\"x\""));
    for _ in 0..2 {
        let form = "form=undo&sure=1&reason=%E5%AF%BC%E9%94%99%E4%BA%86";
        let undone = site.post(&result, &hr, form).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER);
        assert_eq!(undone.location(), result);
    }
    assert!(site.web.snapshots.current().hospital == before);
    let told = site.get(&result, &hr).await.body;
    assert!(told.contains("已撤销") && !told.contains("撤销整个批次</button>"));
    let start = site.get("/import", &hr).await.body;
    assert!(start.contains("已撤销"));
    let log = site.get("/audit?act=record.remove", &hr).await.body;
    assert!(log.contains("导错了"), "{log}");
}

#[tokio::test]
async fn every_bad_row_is_told_and_the_good_ones_can_be_taken_alone() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = site.staff();
    let rows = format!(
        "工号,证书名称,证书编号,发证日期\n{staff},BLS,n-1,2026-01-01\n{staff},没有的证,n-2,2026-02-30\n"
    );
    let page = site.waiting(&hr, &rows).await;
    let preview = site.get(&page, &hr).await.body;
    for expected in [
        "第 3 行",
        "B 列“证书名称”",
        "没有的证",
        "可用：",
        "D 列“发证日期”",
        "2026-02-30",
        "只导入无误的行",
    ] {
        assert!(preview.contains(expected), "{expected}: {preview}");
    }
    let english = site.get(&format!("{page}?lang=en"), &hr).await.body;
    assert!(english.contains("Import the good rows only"));

    let results = site.get(&format!("{page}/results.xlsx"), &hr).await;
    assert_eq!(results.status, StatusCode::OK);
    assert!(results.body.starts_with("PK"));
    let saved = results.headers["content-disposition"].to_str().unwrap();
    assert!(saved.starts_with("attachment"));

    let n_before = site.n_entries().await;
    site.apply(&hr, &page, "all").await;
    let refused = site.get(&page, &hr).await;
    assert_eq!(refused.status, StatusCode::OK);
    assert!(
        refused.body.contains("有 1 行有误，没有写入"),
        "{}",
        refused.body
    );
    assert_eq!(site.n_entries().await, n_before);
    site.apply(&hr, &page, "good").await;
    assert_eq!(site.get(&page, &hr).await.status, StatusCode::SEE_OTHER);
    assert_eq!(site.n_entries().await, n_before + 1);
}

#[tokio::test]
async fn headers_that_nobody_knows_are_given_a_meaning_or_ignored() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = site.staff();
    let rows = format!("人员代码,证书名称,编码X,备注\n{staff},BLS,n-77,无\n");
    let page = site.waiting(&hr, &rows).await;
    let unread = site.get(&page, &hr).await.body;
    assert!(unread.contains("没有找到含“工号”的表头行"), "{unread}");
    assert!(unread.contains("哪一列是工号") && unread.contains(">编码X</option>"));

    let map = |pairs: &[(&str, &str)]| {
        let encode = |text: &str| {
            let bytes = text.bytes().map(|byte| format!("%{byte:02X}"));
            bytes.collect::<String>()
        };
        let pairs = pairs
            .iter()
            .map(|(from, to)| format!("&from={}&to={}", encode(from), encode(to)));
        format!("form=map{}", pairs.collect::<String>())
    };
    let mapped = site.post(&page, &hr, &map(&[("人员代码", "工号")])).await;
    assert_eq!(mapped.status, StatusCode::SEE_OTHER, "{}", mapped.body);
    let preview = site.get(&page, &hr).await.body;
    assert!(
        preview.contains("编码X") && preview.contains("忽略这一列"),
        "{preview}"
    );
    assert!(!preview.contains("n-77"));

    let wrong = [("人员代码", "工号"), ("编码X", "没有这一列")];
    let wrong = site.post(&page, &hr, &map(&wrong)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("没有这一列") && wrong.body.contains("role=\"alert\""));

    let right = [("人员代码", "工号"), ("编码X", "证书编号"), ("备注", "")];
    let mapped = site.post(&page, &hr, &map(&right)).await;
    assert_eq!(mapped.status, StatusCode::SEE_OTHER);
    let preview = site.get(&page, &hr).await.body;
    assert!(preview.contains("n-77"), "{preview}");
    site.apply(&hr, &page, "all").await;
    assert_eq!(site.get(&page, &hr).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nothing_is_written_that_is_not_what_was_looked_at() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = site.staff();
    let page = site.waiting(&hr, &one_paper(&staff, "n-1")).await;
    let seen = site.seen(&hr, &page).await;
    // Somebody else records the same paper meanwhile, with another day.
    let faster = format!("工号,证书名称,证书编号\n{staff},BLS,n-1\n");
    let theirs = site.waiting(&hr, &faster).await;
    site.apply(&hr, &theirs, "all").await;
    let n_before = site.n_entries().await;
    let form = format!("form=apply&mode=all&seen={seen}");
    assert_eq!(site.post(&page, &hr, &form).await.location(), page);
    let told = site.get(&page, &hr).await;
    assert_eq!(told.status, StatusCode::OK);
    assert!(
        told.body.contains("预览之后有人改过这些记录"),
        "{}",
        told.body
    );
    assert!(told.body.contains("更正 1 行"), "{}", told.body);
    assert_eq!(site.n_entries().await, n_before);
    let unseen = site.post(&page, &hr, "form=apply&mode=all").await;
    assert_eq!(unseen.status, StatusCode::SEE_OTHER);
    assert_eq!(site.n_entries().await, n_before);
}

#[tokio::test]
async fn pressing_twice_imports_once() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let page = site.waiting(&hr, &one_paper(&site.staff(), "n-1")).await;
    let n_before = site.n_entries().await;
    let form = format!("form=apply&seen={}", site.seen(&hr, &page).await);
    let press = || site.post(&page, &hr, &form);
    let (first, second, third) = tokio::join!(press(), press(), press());
    for answer in [first, second, third] {
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    // However it went, the page leads to the one result.
    let done = site.get(&page, &hr).await;
    assert!(done.location().starts_with("/import/batches/"));
    assert_eq!(site.n_entries().await, n_before + 1);
    let late = press().await;
    assert_eq!(late.location(), page);
    assert_eq!(site.n_entries().await, n_before + 1);
    let progress = site.get(&format!("{page}/progress"), &hr).await.body;
    assert!(
        progress.contains(&format!("\"next\":\"{page}\"")),
        "{progress}"
    );
}

#[tokio::test]
async fn an_import_under_way_is_shown_and_asked_about_until_it_ends() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let page = site.waiting(&hr, &one_paper(&site.staff(), "n-1")).await;
    let seen = site.seen(&hr, &page).await;
    let progress = format!("{page}/progress");
    let idle = site.get(&progress, &hr).await.body;
    assert!(idle.contains(&format!("\"next\":\"{page}\"")), "{idle}");
    // Another server has begun it.
    let machine = Actor::command_line();
    let administering = machine.administering().unwrap();
    let accounts = site.web.accounts.list(&administering).await.unwrap();
    let account = accounts.into_iter().find(|one| one.login == "hr");
    let mut actor = Actor::command_line();
    actor.by.id = account.unwrap().id;
    let (right, store) = (actor.editing().unwrap(), site.web.snapshots.store());
    let id = page.rsplit('/').next().unwrap();
    let began = registry::uploads::start(&right, store, id, site.web.now()).await;
    assert!(began.unwrap());
    let running = site.get(&page, &hr).await;
    assert_eq!(running.status, StatusCode::OK);
    for expected in ["正在导入", "http-equiv=\"refresh\"", "读取文件…", &progress] {
        assert!(
            running.body.contains(expected),
            "{expected}: {}",
            running.body
        );
    }
    let asked = site.get(&format!("{progress}?lang=en"), &hr).await;
    assert_eq!(asked.body, "{\"says\":\"reading the file…\",\"next\":null}");
    let n_before = site.n_entries().await;
    let form = format!("form=apply&seen={seen}");
    assert_eq!(site.post(&page, &hr, &form).await.location(), page);
    assert_eq!(site.n_entries().await, n_before);
    registry::uploads::stop(&right, store, id).await.unwrap();
    site.post(&page, &hr, &form).await;
    assert_eq!(site.n_entries().await, n_before + 1);
}

#[tokio::test]
async fn what_was_changed_since_keeps_a_batch_from_being_taken_back() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = site.staff();
    let first = site.waiting(&hr, &one_paper(&staff, "n-1")).await;
    site.apply(&hr, &first, "all").await;
    let result = site.get(&first, &hr).await.location().to_owned();
    let later = format!("工号,证书名称,证书编号,发证机关\n{staff},BLS,n-1,某学会\n");
    let later = site.waiting(&hr, &later).await;
    site.apply(&hr, &later, "all").await;
    let n_before = site.n_entries().await;
    let refused = site.post(&result, &hr, "form=undo&sure=1").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("有 1 条记录后来又改过"),
        "{}",
        refused.body
    );
    assert!(
        refused.body.contains(&format!("证书 {staff}")),
        "{}",
        refused.body
    );
    assert_eq!(site.n_entries().await, n_before);
}

#[tokio::test]
async fn a_file_can_be_given_up_and_is_gone_after_a_day() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let rows = one_paper(&site.staff(), "n-1");
    let page = site.waiting(&hr, &rows).await;
    let given_up = site.post(&page, &hr, "form=give-up").await;
    assert_eq!(given_up.location(), "/import");
    let gone = site.get(&page, &hr).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert!(gone.body.contains("文件不在了"));

    let page = site.waiting(&hr, &rows).await;
    site.pass(24 * 60);
    let hr = site.sign_in("hr").await;
    assert_eq!(site.get(&page, &hr).await.status, StatusCode::NOT_FOUND);
    assert!(!site.get("/import", &hr).await.body.contains("台账.csv"));
}

/// Hundredths of a second that this process has been on a CPU, where the system tells.
fn cpu_ticks() -> u64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = text.rsplit(')').next().unwrap_or_default();
    let fields = fields.split_whitespace().skip(11).take(2);
    fields.filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

#[tokio::test]
async fn files_made_to_harm_are_refused_at_once_with_a_reason() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let files = hostile();
    assert!(files.len() > 35, "{}", files.len());
    for (what, bytes, says) in files {
        let before = cpu_ticks();
        let answer = site.hand_in(&hr, "<script>.csv", &bytes).await;
        let took = cpu_ticks() - before;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
        assert!(answer.body.contains(&says), "{what}: {}", answer.body);
        // Taking in what is far too large costs more without optimisation than it should, and so
        // does reading.
        let most = if cfg!(debug_assertions) { 200 } else { 50 };
        assert!(took < most || bytes.len() > 1 << 20, "{what}: {took} ticks");
    }
    let start = site.get("/import", &hr).await.body;
    assert!(!start.contains("还没导入的文件"), "nothing of it was kept");
}

#[tokio::test]
async fn what_is_no_form_with_a_file_is_refused() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    for (name, bytes) in [("", &b""[..]), ("a.csv", b""), ("a.csv", b"  \r\n")] {
        let answer = site.hand_in(&hr, name, bytes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("role=\"alert\""), "{name}");
    }
    let plain = site.post("/import", &hr, "file=x").await;
    assert_eq!(plain.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(plain.body.contains("没有收到文件"));
    for visitor in ["auditor", "own"] {
        let cookie = site.sign_in(visitor).await;
        let answer = site.hand_in(&cookie, "a.csv", b"x").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{visitor}");
    }
}

#[tokio::test]
async fn the_template_is_given_out_in_both_layouts() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let mut sizes = BTreeSet::new();
    for layout in ["wide", "sheets"] {
        let template = format!("/import/template.xlsx?layout={layout}");
        let answer = site.get(&template, &hr).await;
        assert!(answer.body.starts_with("PK"));
        sizes.insert(answer.body.len());
    }
    assert_eq!(sizes.len(), 2);
}
