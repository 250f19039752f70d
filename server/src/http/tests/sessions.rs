//! Coming in, staying in, and going out.

use super::*;

#[tokio::test]
async fn the_cookie_is_kept_to_this_host_and_from_scripts() {
    let form = format!("login=hr&password={PASSWORD}");
    let site = TestSite::reached_at("https://zhunru.example.cn", &[]).await;
    let answer = site.post("/sign-in", "", &form).await;
    let cookie = answer.headers[SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("__Host-zhunru="), "{cookie}");
    assert!(
        cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"),
        "{cookie}"
    );
    let plain = TestSite::open().await;
    let answer = plain.post("/sign-in", "", &form).await;
    let cookie = answer.headers[SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("zhunru="), "{cookie}");
    assert!(
        cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"),
        "{cookie}"
    );
}

#[tokio::test]
async fn who_is_not_signed_in_comes_to_where_they_wanted_afterwards() {
    let site = TestSite::open().await;
    let wanted = "/programmes/petct-sx?on=2026-03-01&lang=en";
    let sent = site.get(wanted, "").await;
    let sign_in = sent.location().to_owned();
    assert!(sign_in.starts_with("/sign-in?lang=en&next=%2Fprogrammes%2Fpetct-sx%3F"));
    let form = format!("login=hr&password={PASSWORD}");
    let answer = site.post(&sign_in, "", &form).await;
    assert_eq!(answer.location(), wanted);
    let elsewhere = "/sign-in?next=%2F%2Fevil.example";
    let answer = site.post(elsewhere, "", &form).await;
    assert_eq!(answer.location(), "/");
    assert_eq!(
        site.get("/?lang=en", "").await.location(),
        "/sign-in?lang=en&next=%2F%3Flang%3Den"
    );
}

#[tokio::test]
async fn a_wrong_password_shows_the_form_again_with_the_login_and_no_password() {
    let site = TestSite::open().await;
    let answer = site
        .post("/sign-in?lang=en", "", "login=hr&password=sesame")
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Login or password are wrong"));
    assert!(answer.body.contains("value=\"hr\"") && !answer.body.contains("sesame"));
    assert!(answer.headers.get(SET_COOKIE).is_none());
}

#[tokio::test]
async fn a_session_ends_with_signing_out_signing_in_anew_and_in_time() {
    let site = TestSite::open().await;
    let is_in = async |cookie: &str| site.get("/", cookie).await.status == StatusCode::OK;
    let first = site.sign_in("hr").await;
    assert!(is_in(&first).await);
    let form = format!("login=hr&password={PASSWORD}");
    let second = site.post("/sign-in", &first, &form).await.cookie();
    assert_ne!(first, second);
    assert!(!is_in(&first).await && is_in(&second).await);

    let out = site.post("/sign-out", &second, "").await;
    assert_eq!(out.location(), "/sign-in");
    assert!(out.cookie().ends_with('='));
    assert!(!is_in(&second).await);

    let third = site.sign_in("hr").await;
    site.pass(29);
    assert!(is_in(&third).await);
    site.pass(30);
    assert!(!is_in(&third).await);
    assert!(!is_in("zhunru=0000").await);
}

#[tokio::test]
async fn an_account_that_is_disabled_or_gets_another_role_is_out_by_the_next_request() {
    let site = TestSite::open().await;
    let admin = site.sign_in("admin").await;
    let machine = Actor::command_line();
    let right = machine.administering().unwrap();
    for (login, form) in [
        ("hr", "form=disable&account=ID"),
        ("auditor", "form=change&account=ID&role=hr"),
        ("own", "form=reset&account=ID"),
    ] {
        let cookie = site.sign_in(login).await;
        let id = site.web.accounts.of_login(&right, login).await.unwrap().id;
        let done = site.post("/users", &admin, &form.replace("ID", &id)).await;
        assert!(done.status.is_success() || done.status.is_redirection());
        let answer = site.get("/", &cookie).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{login}");
    }
}

#[tokio::test]
async fn a_new_account_gets_a_link_that_works_once() {
    let site = TestSite::open().await;
    let admin = site.sign_in("admin").await;
    let form = "form=add&login=li&name=%E6%9D%8E&role=head&department=nm";
    let answer = site.post("/users", &admin, form).await;
    assert_eq!(answer.status, StatusCode::OK);
    let link = answer.body.split("<code class=\"link\">").nth(1).unwrap();
    let link = link.split('<').next().unwrap();
    let link = link.strip_prefix(BASE_URL).unwrap();
    assert!(
        !site.get("/users", &admin).await.body.contains(link),
        "shown once"
    );

    let opened = site.get(link, "").await;
    assert_eq!(opened.status, StatusCode::OK);
    let weak = site
        .post(link, "", "new_password=password&repeated_password=password")
        .await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.body.contains("至少要有 10 个字符"), "{}", weak.body);
    let form = format!("new_password={PASSWORD}&repeated_password={PASSWORD}");
    assert_eq!(site.post(link, "", &form).await.location(), "/sign-in");
    assert_eq!(
        site.post(link, "", &form).await.status,
        StatusCode::NOT_FOUND
    );
    let li = site.sign_in("li").await;
    assert_eq!(
        site.get("/programmes/petct-sx", &li).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_faulty_account_is_shown_again_as_typed_with_what_is_wrong() {
    let site = TestSite::open().await;
    let admin = site.sign_in("admin").await;
    let form = "form=add&login=HR&name=x&role=auditor";
    let answer = site.post("/users", &admin, form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("已有人用") && answer.body.contains("value=\"HR\""));
    let form = "form=add&login=new&name=x&role=head";
    let answer = site.post("/users?lang=en", &admin, form).await;
    assert!(
        answer.body.contains("at least one department"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn everybody_changes_the_own_password_and_ends_own_sessions() {
    let site = TestSite::open().await;
    let (mine, other) = (site.sign_in("hr").await, site.sign_in("hr").await);
    let form = |present: &str| {
        format!(
            "form=password&present_password={present}&new_password=correct+horse+battery&repeated_password=correct+horse+battery"
        )
    };
    let wrong = site.post("/account", &mine, &form("guess")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("现在的密码不对"));
    let changed = site.post("/account", &mine, &form(PASSWORD)).await;
    assert!(changed.body.contains("密码已修改"), "{}", changed.body);
    assert_eq!(site.get("/", &other).await.status, StatusCode::SEE_OTHER);
    let everywhere = site.post("/account", &mine, "form=everywhere").await;
    assert_eq!(everywhere.location(), "/sign-in");
    assert_eq!(site.get("/", &mine).await.status, StatusCode::SEE_OTHER);
}
