//! Many who sign in at once: what it takes, and whom it holds up.

use std::time::Duration;

use tokio::task::JoinHandle;
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

/// Many who sign in at once, each from an address of their own, and none rightly.
fn sign_in_at_once(site: &Arc<TestSite>) -> Vec<JoinHandle<StatusCode>> {
    let one = |number: u32| {
        let site = Arc::clone(site);
        let address = IpAddr::from((0x0a00_0000 + number).to_be_bytes());
        let form = format!("login=user{number}&password=guess");
        let request = posted_from(address, "/sign-in", &form);
        tokio::spawn(async move { site.send(request).await.status })
    };
    (0..MANY).map(one).collect()
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_who_sign_in_at_once_take_no_more_memory_than_there_are_threads() {
    let site = Arc::new(TestSite::open().await);
    // Once before, so that what an answer needs is there; what that took does not count.
    site.post("/sign-in", "", "login=user&password=guess").await;
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = memory("VmRSS");
    for one in sign_in_at_once(&site) {
        assert_eq!(one.await.unwrap(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let n_threads = u64::try_from(site.web.hasher.n_threads()).unwrap();
    let grown = memory("VmHWM").saturating_sub(before);
    let allowed = n_threads * OF_ONE + OF_ALL_ELSE;
    assert!(grown <= allowed, "{grown} of {allowed} bytes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_signed_in_hardly_notices_a_hundred_who_sign_in() {
    let site = Arc::new(TestSite::open().await);
    let cookie = site.sign_in("hr").await;
    site.get("/", &cookie).await;
    let tries = sign_in_at_once(&site);
    let mut times = Vec::new();
    while !tries.iter().all(JoinHandle::is_finished) {
        let begun = Instant::now();
        assert_eq!(site.get("/", &cookie).await.status, StatusCode::OK);
        times.push(begun.elapsed());
    }
    // Without optimisation everything but the comparisons is many times slower.
    let patience = if cfg!(debug_assertions) { 3_000 } else { 500 };
    let slowest = p95(times);
    assert!(slowest < Duration::from_millis(patience), "{slowest:?}");
}

/// How long all threads of this process have worked. What else the machine does would make any answer
/// slower by chance; it does not make it more work.
#[cfg(target_os = "linux")]
fn work() -> Duration {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap().flatten();
    // A thread may have ended meanwhile.
    let spent =
        tasks.filter_map(|task| std::fs::read_to_string(task.path().join("schedstat")).ok());
    let spent = spent.filter_map(|text| text.split_whitespace().next()?.parse::<u64>().ok());
    Duration::from_nanos(spent.sum())
}

/// The median of what answers to each of two logins take, each try long after the one before.
#[cfg(target_os = "linux")]
async fn medians(site: &TestSite, logins: [&str; 2], n_tries: usize) -> [Duration; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..n_tries {
        for (login, times) in logins.iter().zip(&mut times) {
            site.pass(16);
            let form = format!("login={login}&password=guess");
            let before = work();
            let answer = site.post("/sign-in", "", &form).await;
            times.push(work().saturating_sub(before));
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    })
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn known_and_unknown_logins_are_refused_with_the_same_work() {
    const ALLOWED: Duration = Duration::from_millis(5);
    let site = TestSite::open().await;
    let logins = ["auditor", "no-such-login"];
    medians(&site, logins, 2).await;
    let mut differences = Vec::new();
    // Without the comparison for nobody it would be some 20 ms each time.
    for _ in 0..4 {
        let [known, unknown] = medians(&site, logins, 15).await;
        differences.push((known, unknown));
        if known.abs_diff(unknown) < ALLOWED {
            return;
        }
    }
    panic!("medians differ: {differences:?}");
}
