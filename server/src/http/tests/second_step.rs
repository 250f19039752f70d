//! The second step of signing in, form by form.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

use super::*;

/// The code at an instant, made as a device makes it that has read the address on the page.
fn code(body: &str, at: DateTime<Utc>) -> String {
    let typed = body.split("?secret=").nth(1).unwrap();
    let digits = typed
        .chars()
        .map_while(|c| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(c));
    let bits = digits.flat_map(|digit| (0..5).rev().map(move |bit| digit >> bit & 1));
    let bits: Vec<usize> = bits.collect();
    let byte = |bits: &[usize]| bits.iter().fold(0, |byte, bit| byte << 1 | bit);
    let seed = bits.chunks_exact(8);
    let seed: Vec<u8> = seed.map(|bits| u8::try_from(byte(bits)).unwrap()).collect();
    assert_eq!(seed.len(), 20);
    let mut mac = Hmac::<Sha1>::new_from_slice(&seed).unwrap();
    mac.update(&(at.timestamp() / 30).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash[19] & 0xf);
    let four: [u8; 4] = hash[offset..offset + 4].try_into().unwrap();
    format!(
        "{:06}",
        (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000
    )
}

fn half(body: &str) -> String {
    let half = body.split("name=\"half\" value=\"").nth(1).unwrap();
    half.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn it_is_switched_on_asked_for_and_switched_off() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let password = format!("present_password={PASSWORD}");
    let wrong = site
        .post("/account", &hr, "form=second-begin&present_password=guess")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let begun = site
        .post("/account", &hr, &format!("form=second-begin&{password}"))
        .await;
    assert_eq!(begun.location(), "/account#second-step");
    let waiting = site.get("/account", &hr).await;
    assert!(waiting.body.contains("class=\"qr\""), "{}", waiting.body);
    let seed = waiting.body.clone();
    let wrong = site
        .post("/account", &hr, "form=second-confirm&code=12")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let first = format!("form=second-confirm&code={}", code(&seed, site.web.now()));
    let confirmed = site.post("/account", &hr, &first).await;
    assert_eq!(confirmed.status, StatusCode::OK);
    assert!(
        confirmed.body.contains("class=\"codes\""),
        "{}",
        confirmed.body
    );
    assert!(
        !site
            .get("/account", &hr)
            .await
            .body
            .contains("class=\"codes\"")
    );

    site.pass(1);
    let sign_in = format!("login=hr&password={PASSWORD}");
    let asked = site.post("/sign-in?next=%2Fusers", "", &sign_in).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(!asked.headers.contains_key(SET_COOKIE));
    assert!(!asked.body.contains("type=\"password\""), "{}", asked.body);
    let half = half(&asked.body);
    let wrong = format!("form=code&half={half}&code=000000");
    let wrong = site.post("/sign-in?next=%2Fusers", "", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains(&half) && !wrong.body.contains("000000"));
    let right = format!("form=code&half={half}&code={}", code(&seed, site.web.now()));
    let come = site.post("/sign-in?next=%2Fusers", "", &right).await;
    assert_eq!(
        (come.status, come.location()),
        (StatusCode::SEE_OTHER, "/users")
    );
    let cookie = come.cookie();
    assert_eq!(site.get("/", &cookie).await.status, StatusCode::OK);
    // Neither the code nor the way in is good for another time.
    let again = site.post("/sign-in", "", &right).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("请重新登录"), "{}", again.body);

    let off = site
        .post("/account", &cookie, &format!("form=second-end&{password}"))
        .await;
    assert_eq!(off.status, StatusCode::SEE_OTHER);
    site.sign_in("hr").await;
}

#[tokio::test]
async fn an_administrator_switches_it_off_for_others() {
    let site = TestSite::open().await;
    let (admin, hr) = (site.sign_in("admin").await, site.sign_in("hr").await);
    assert!(
        !site
            .get("/users", &admin)
            .await
            .body
            .contains("reset-second-step")
    );
    let begin = format!("form=second-begin&present_password={PASSWORD}");
    site.post("/account", &hr, &begin).await;
    let seed = site.get("/account", &hr).await.body;
    let first = format!("form=second-confirm&code={}", code(&seed, site.web.now()));
    site.post("/account", &hr, &first).await;
    let users = site.get("/users", &admin).await.body;
    let row = users.split("reset-second-step").nth(1).unwrap();
    let account = row.split("name=\"account\" value=\"").nth(1).unwrap();
    let account = account.split('"').next().unwrap();
    let reset = format!("form=reset-second-step&account={account}");
    let refused = site.post("/users", &hr, &reset).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let done = site.post("/users", &admin, &reset).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(
        site.get("/account", &hr).await.status,
        StatusCode::SEE_OTHER
    );
    site.sign_in("hr").await;
}

#[tokio::test]
async fn guessing_codes_is_held_up_by_login_and_by_address() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let begin = format!("form=second-begin&present_password={PASSWORD}");
    site.post("/account", &hr, &begin).await;
    let seed = site.get("/account", &hr).await.body;
    let first = format!("form=second-confirm&code={}", code(&seed, site.web.now()));
    site.post("/account", &hr, &first).await;
    site.pass(1);
    let sign_in = format!("login=hr&password={PASSWORD}");
    let half = half(&site.post("/sign-in", "", &sign_in).await.body);
    let guess = format!("form=code&half={half}&code=000000");
    let mut statuses = Vec::new();
    for number in 0..30 {
        let address = IpAddr::from([10, 0, 0, u8::try_from(number / 20).unwrap()]);
        let answer = site.send(posted_from(address, "/sign-in", &guess)).await;
        statuses.push(answer.status.as_u16());
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(answer.body.contains("role=\"alert\""), "{}", answer.body);
        }
    }
    assert_eq!(statuses[..4], [422; 4]);
    assert_eq!(statuses[4..], [429; 26]);
}
