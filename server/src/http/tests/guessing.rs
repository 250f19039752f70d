//! Guessing passwords: how many are compared, and whom it holds up.

use std::net::Ipv4Addr;

use axum::extract::FromRequest;

use super::*;
use crate::http::accounts::sign_in::{HeldUp, prove};
use crate::http::form::Posted;

const TRIES: u32 = 10_000;

async fn try_from(site: &TestSite, address: Ipv4Addr, login: &str) -> Option<HeldUp> {
    let form = format!("login={login}&password=guess");
    let request = posted_from(IpAddr::V4(address), "/sign-in", &form);
    let posted = Posted::from_request(request, &site.web).await;
    let posted = posted.ok().unwrap();
    let proof = prove(&site.web, &posted, login, "password").await;
    proof.unwrap().err()
}

fn address(number: u32) -> Ipv4Addr {
    Ipv4Addr::from_bits(0x0a00_0000 + number)
}

#[tokio::test]
async fn ten_thousand_tries_from_one_address_are_twenty_comparisons_a_minute() {
    let site = TestSite::open().await;
    for number in 0..TRIES {
        // Another login each time: no account is ever locked.
        try_from(&site, address(1), &format!("user{number}")).await;
    }
    assert_eq!(site.web.hasher.n_begun(), 20);
    // From elsewhere nobody is held up.
    let form = format!("login=hr&password={PASSWORD}");
    let request = posted_from(IpAddr::V4(address(2)), "/sign-in", &form);
    assert_eq!(site.send(request).await.status, StatusCode::SEE_OTHER);
    site.pass(1);
    assert!(try_from(&site, address(1), "user").await.is_none());
}

#[tokio::test]
async fn ten_thousand_tries_in_four_minutes_are_twenty_comparisons_in_each() {
    let site = TestSite::open().await;
    for minute in 1..=4 {
        for number in 0..TRIES / 4 {
            try_from(&site, address(1), &format!("user{minute}-{number}")).await;
        }
        assert_eq!(site.web.hasher.n_begun(), minute * 20);
        site.pass(1);
    }
}

#[tokio::test]
async fn ten_thousand_tries_at_one_login_from_everywhere_are_five_comparisons() {
    let site = TestSite::open().await;
    for number in 0..TRIES {
        try_from(&site, address(number / 20), "hr").await;
    }
    assert_eq!(site.web.hasher.n_begun(), 5);
    site.sign_in("auditor").await;
    let form = format!("login=hr&password={PASSWORD}");
    let locked = site.post("/sign-in", "", &form).await;
    assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(locked.body.contains("已锁定"), "{}", locked.body);
    site.pass(15);
    site.sign_in("hr").await;
}

#[tokio::test]
async fn a_made_up_forwarding_address_changes_nothing() {
    let site = TestSite::open().await;
    let mut statuses = Vec::new();
    for number in 0..25 {
        let form = format!("login=user{number}&password=guess");
        let mut request = posted_from(IpAddr::V4(address(1)), "/sign-in", &form);
        let forwarded = format!("192.0.2.{number}").parse().unwrap();
        request.headers_mut().insert("x-forwarded-for", forwarded);
        statuses.push(site.send(request).await.status.as_u16());
    }
    assert_eq!(statuses[..20], [422; 20]);
    assert_eq!(statuses[20..], [429; 5]);
}

#[tokio::test]
async fn nobody_learns_which_logins_there_are() {
    let site = TestSite::open().await;
    let mut bodies = BTreeSet::new();
    for login in ["auditor", "no-such-login"] {
        let form = format!("login={login}&password=guess");
        let mut told = Vec::new();
        for _ in 0..6 {
            let answer = site.post("/sign-in", "", &form).await;
            told.push((answer.status, answer.lasting().replace(login, "LOGIN")));
        }
        assert_eq!(told[4].0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told[5].0, StatusCode::TOO_MANY_REQUESTS);
        bodies.insert(told);
    }
    assert_eq!(bodies.len(), 1);
    // A comparison each: neither is quicker.
    assert_eq!(site.web.hasher.n_begun(), 10);
}
