//! How often an address may try to sign in, or show what opens no calendar and no interface: twenty
//! times a minute each.
//!
//! Kept in memory: with several servers an address has so many tries at each. What protects an
//! account, however many addresses are used, is the lock in the store.

use std::collections::{BTreeMap, VecDeque};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// Attempts in [`WITHIN`] at most.
const MOST: usize = 20;
const WITHIN: TimeDelta = TimeDelta::seconds(60);
/// With so many addresses at hand, those that have not tried for a while are forgotten.
const MOST_ADDRESSES: usize = 10_000;

/// The attempts of the last minute, by address.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    tried: Mutex<BTreeMap<IpAddr, VecDeque<DateTime<Utc>>>>,
}

impl Throttle {
    /// Counts an attempt, and says whether it may go on.
    pub(crate) fn allows(&self, address: IpAddr, at: DateTime<Utc>) -> bool {
        let mut addresses = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        let is_old = |then: &DateTime<Utc>| *then + WITHIN <= at;
        if addresses.len() >= MOST_ADDRESSES {
            addresses.retain(|_, tries| tries.back().is_some_and(|last| !is_old(last)));
        }
        let tries = addresses.entry(network(address)).or_default();
        while tries.front().is_some_and(is_old) {
            tries.pop_front();
        }
        let allowed = tries.len() < MOST;
        if allowed {
            tries.push_back(at);
        }
        allowed
    }
}

/// What one customer is given: an IPv4 address, or 64 bits of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let network = v6.to_bits() >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from_bits(network))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn twenty_in_any_minute_and_others_are_not_touched() {
        let throttle = Throttle::default();
        let li = address("192.0.2.1");
        let allowed = (0..100).filter(|_| throttle.allows(li, at(30))).count();
        assert_eq!(allowed, MOST);
        assert!(throttle.allows(address("192.0.2.2"), at(30)));
        assert!(!throttle.allows(li, at(89)));
        assert!(throttle.allows(li, at(90)));
    }

    #[test]
    fn a_whole_ipv6_network_counts_as_one_and_a_mapped_address_as_itself() {
        let throttle = Throttle::default();
        for last in 0..MOST {
            let inside = format!("2001:db8::{last:x}");
            assert!(throttle.allows(address(&inside), at(0)));
        }
        assert!(!throttle.allows(address("2001:db8::ffff"), at(0)));
        assert!(throttle.allows(address("2001:db8:0:1::1"), at(0)));
        assert_eq!(network(address("::ffff:192.0.2.1")), address("192.0.2.1"));
    }

    #[test]
    fn addresses_are_forgotten_in_time() {
        let throttle = Throttle::default();
        for number in 0..MOST_ADDRESSES {
            let number = u32::try_from(number).expect("small");
            throttle.allows(IpAddr::from(number.to_be_bytes()), at(0));
        }
        throttle.allows(address("192.0.2.1"), at(60));
        assert_eq!(throttle.tried.lock().expect("whole").len(), 1);
    }
}
