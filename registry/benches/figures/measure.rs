//! Measuring, and holding what is measured against what it may be.

use std::fs;
use std::hint::black_box;
use std::thread;
use std::time::Duration;

/// Nanoseconds this process has been on a CPU.
fn cpu_time() -> u64 {
    // The system counts what runs on in ticks, but what leaves the CPU to the nanosecond.
    thread::sleep(Duration::from_micros(1));
    let text = fs::read_to_string("/proc/self/schedstat").expect("CPU time, which Linux tells");
    let first = text.split_whitespace().next();
    first
        .and_then(|nanos| nanos.parse().ok())
        .expect("nanoseconds")
}

/// A run is repeated until it has taken this long, so that what else the machine does evens out.
const ENOUGH: u64 = 300_000_000;

/// The median CPU time of a run over some measurements, in nanoseconds.
pub fn median(measurements: usize, mut run: impl FnMut() -> usize) -> f64 {
    let mut spent = |n_runs: u32| {
        let before = cpu_time();
        for _ in 0..n_runs {
            black_box(run());
        }
        cpu_time() - before
    };
    let mut n_runs = 1;
    while spent(n_runs) < ENOUGH && n_runs < 1 << 24 {
        n_runs *= 2;
    }
    let mut times: Vec<u64> = (0..measurements).map(|_| spent(n_runs)).collect();
    times.sort_unstable();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    middle as f64 / f64::from(n_runs)
}

/// The figures printed so far, and whether one was exceeded.
#[derive(Default)]
pub struct Figures {
    n_over: usize,
}

impl Figures {
    /// Prints a time as a ratio to its base, and notes when it is more than allowed.
    pub fn hold(&mut self, figure: &str, time: f64, base: f64, allowed: f64) {
        let ratio = time / base;
        // Also when there is no number at all.
        let within = ratio <= allowed;
        self.n_over += usize::from(!within);
        let verdict = if within { "ok" } else { "OVER" };
        println!(
            "{figure:<66} {:>10.3} ms {ratio:>9.3} × of {allowed:>6.2} ×  {verdict}",
            time / 1e6
        );
    }

    /// How many figures were exceeded.
    pub const fn n_over(&self) -> usize {
        self.n_over
    }
}
