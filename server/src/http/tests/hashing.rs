//! Many who sign in at once: what it takes, and whom it holds up.

use std::time::Duration;

use tokio::time::Instant;

use super::*;

/// How many sign in at once.
const MANY: u32 = 100;
/// What one comparison takes, and what all else may.
const OF_ONE: u64 = 19 * 1024 * 1024;
const OF_ALL_ELSE: u64 = 64 * 1024 * 1024;

/// A value of `/proc/self/status`, in bytes.
#[cfg(target_os = "linux")]
fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kilobytes * 1024
}

/// What 19 of 20 took at most.
fn p95(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() * 19 / 20]
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_who_sign_in_at_once_take_no_more_memory_than_there_are_permits() {
    let site = Arc::new(TestSite::open().await);
    let cookie = site.sign_in("hr").await;
    // Once before, so that what a page needs is there.
    site.get("/", &cookie).await;
    let before = memory("VmRSS");
    let tries: Vec<_> = (0..MANY)
        .map(|number| {
            let site = Arc::clone(&site);
            let address = IpAddr::from((0x0a00_0000 + number).to_be_bytes());
            let form = format!("login=user{number}&password=guess");
            let request = posted_from(address, "/sign-in", &form);
            tokio::spawn(async move { site.send(request).await.status })
        })
        .collect();
    let mut times = Vec::new();
    while !tries.iter().all(tokio::task::JoinHandle::is_finished) {
        let begun = Instant::now();
        assert_eq!(site.get("/", &cookie).await.status, StatusCode::OK);
        times.push(begun.elapsed());
    }
    for one in tries {
        assert_eq!(one.await.unwrap(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let n_permits = u64::try_from(site.web.hasher.n_permits()).unwrap();
    let grown = memory("VmHWM").saturating_sub(before);
    let allowed = n_permits * OF_ONE + OF_ALL_ELSE;
    assert!(grown <= allowed, "{grown} of {allowed} bytes");
    // Without optimisation everything but the comparisons is many times slower.
    let patience = if cfg!(debug_assertions) { 3_000 } else { 500 };
    let slowest = p95(times);
    assert!(slowest < Duration::from_millis(patience), "{slowest:?}");
}

/// The times of answers to a login, each try long after the one before.
async fn times(site: &TestSite, logins: [&str; 2], n_tries: usize) -> [Duration; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..n_tries {
        for (login, times) in logins.iter().zip(&mut times) {
            site.pass(16);
            let form = format!("login={login}&password=guess");
            let begun = Instant::now();
            let answer = site.post("/sign-in", "", &form).await;
            times.push(begun.elapsed());
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    })
}

#[tokio::test]
async fn known_and_unknown_logins_are_refused_in_the_same_time() {
    const ALLOWED: Duration = Duration::from_millis(5);
    let site = TestSite::open().await;
    times(&site, ["auditor", "no-such-login"], 2).await;
    let mut differences = Vec::new();
    // What else this machine does can make one slower by chance, but not every time; without the
    // comparison for nobody it would be some 20 ms each time.
    for _ in 0..6 {
        let [known, unknown] = times(&site, ["auditor", "no-such-login"], 11).await;
        differences.push(known.abs_diff(unknown));
        if known.abs_diff(unknown) < ALLOWED {
            return;
        }
    }
    panic!("medians differ by {differences:?}");
}
