//! Which addresses robots may have. Whoever sets one on a page must not make the server call the
//! hospital's own network.
//!
//! # Invariants
//! - A robot has the one host of its kind, by TLS on its own port, with the path and the key that robots
//!   of its kind have, or an origin that the administrator of the machine has named as a relay; which
//!   paths a relay has is its own to say.
//! - A name that is no relay's is never connected to at an address that is not public: that is decided
//!   where the name is resolved for the connection, so there is no moment between looking and calling.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use registry::notices::RobotKind;
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// The addresses of a name.
pub(super) type Found = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;
/// Asks for the addresses of a name.
pub(super) type Lookup = Arc<dyn Fn(String) -> Found + Send + Sync>;

/// What may be called.
#[derive(Clone)]
pub(crate) struct Guard {
    relays: Arc<[Url]>,
    lookup: Lookup,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").finish_non_exhaustive()
    }
}

/// A name leads to an address that is not public.
#[derive(Debug)]
pub(super) struct NotPublic;

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name leads to an address that is not public")
    }
}

impl Error for NotPublic {}

/// Why a robot may not have an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It is no address of such a robot's host, and of no relay.
    Host,
    /// It has the host, and not the path or the key: another page, or not the whole address.
    Part,
}

impl Guard {
    /// Lets robots have their own hosts, and these origins besides.
    pub(crate) fn new(relays: Vec<Url>) -> Self {
        let lookup: Lookup = Arc::new(|name| {
            Box::pin(async move {
                let found = tokio::net::lookup_host((name, 0)).await?;
                Ok(found.map(|address| address.ip()).collect())
            })
        });
        Self::with(relays, lookup)
    }

    /// The same with names that are resolved otherwise.
    pub(super) fn with(relays: Vec<Url>, lookup: Lookup) -> Self {
        Self {
            relays: relays.into(),
            lookup,
        }
    }

    /// The address of a robot, if it may be called.
    ///
    /// # Errors
    /// Why it may not.
    pub(crate) fn check(&self, kind: RobotKind, typed: &str) -> Result<Url, Refused> {
        let url = Url::parse(typed.trim()).map_err(|_| Refused::Host)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refused::Host);
        }
        let mut relays = self.relays.iter();
        if relays.any(|relay| relay.origin() == url.origin()) {
            return Ok(url);
        }
        let is_own = url.scheme() == "https"
            && url.host_str() == Some(kind.host())
            && url.port_or_known_default() == Some(443);
        match (is_own, is_robot(kind, &url)) {
            (true, true) => Ok(url),
            (true, false) => Err(Refused::Part),
            (false, _) => Err(Refused::Host),
        }
    }

    fn is_relay(&self, name: &str) -> bool {
        let mut hosts = self.relays.iter().filter_map(|relay| relay.host_str());
        hosts.any(|host| host.eq_ignore_ascii_case(name))
    }
}

/// Whether path and key are those of a robot (see [`RobotKind::shape`]).
fn is_robot(kind: RobotKind, url: &Url) -> bool {
    let has = |key: &str| {
        let mut pairs = url.query_pairs();
        pairs.any(|(name, value)| name == key && !value.is_empty())
    };
    match kind {
        RobotKind::WeCom => url.path() == "/cgi-bin/webhook/send" && has("key"),
        RobotKind::DingTalk => url.path() == "/robot/send" && has("access_token"),
        RobotKind::Feishu => {
            let id = url.path().strip_prefix("/open-apis/bot/v2/hook/");
            id.is_some_and(|id| !id.is_empty() && !id.contains('/'))
        }
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().to_owned();
        let is_relay = self.is_relay(&name);
        let found = (self.lookup)(name);
        Box::pin(async move {
            let found = found.await?;
            if !is_relay && !found.iter().copied().all(is_public) {
                return Err(NotPublic.into());
            }
            let sockets = found.into_iter().map(|ip| SocketAddr::new(ip, 0));
            let addresses: Addrs = Box::new(sockets);
            Ok(addresses)
        })
    }
}

/// Whether an address may be one of the open internet.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let reserved = matches!(
        (a, b, c),
        // This network, shared by carriers (RFC 6598), protocols (RFC 6890), 6to4 relays, benchmarks.
        (0 | 240..=255, ..) | (100, 64..=127, _) | (192, 0, 0) | (192, 88, 99) | (198, 18..=19, _)
    );
    !(reserved
        || ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || ip.is_multicast())
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, _, _, _, _, g, h] = ip.segments();
    let [g1, g2] = g.to_be_bytes();
    let [h1, h2] = h.to_be_bytes();
    let embedded = Ipv4Addr::new(g1, g2, h1, h2);
    if ip.to_ipv4_mapped().is_some() || (a == 0x64 && b == 0xff9b) {
        return is_public_v4(embedded);
    }
    // Of all there is only 2000::/3 is given out; without Teredo, documentation and 6to4, which lead
    // to addresses of version 4.
    let is_given_out = a & 0xe000 == 0x2000;
    let leads_elsewhere = (a == 0x2001 && (b < 0x200 || b == 0xdb8)) || a == 0x2002;
    is_given_out && !leads_elsewhere
}

/// Reads an origin of the administrator's: `http://10.1.2.3:8080`.
pub(crate) fn relay(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).ok().filter(|url| {
        ["http", "https"].contains(&url.scheme())
            && url.has_host()
            && url.path() == "/"
            && url.query().is_none()
            && url.username().is_empty()
    });
    url.ok_or_else(|| "write it as http://name:port or https://name, without a path".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(address: &'static str) -> Guard {
        let lookup: Lookup = Arc::new(move |_| {
            Box::pin(async move { Ok(vec![address.parse::<IpAddr>().unwrap()]) })
        });
        Guard::with(vec![relay("http://relay.example.cn:8080").unwrap()], lookup)
    }

    /// Addresses that a page's form must not make the server call.
    const TYPED: [&str; 26] = [
        "https://127.0.0.1/robot/send",
        "http://127.0.0.1:3000/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://0.0.0.0/",
        "https://10.0.0.1/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://100.64.0.1/",
        "https://[fc00::1]/",
        "https://[fe80::1]/",
        "https://2130706433/",
        "https://0177.0.0.1/",
        "https://0x7f.1/",
        "https://127.1/",
        "https://example.org/",
        "https://oapi.dingtalk.com.example.org/",
        "https://oapi.dingtalk.com@127.0.0.1/",
        "https://user:pass@oapi.dingtalk.com/",
        "https://oapi.dingtalk.com:8443/robot/send",
        "http://oapi.dingtalk.com/robot/send",
        "https://oapi.dingtalk.com./robot/send",
        "file:///etc/passwd",
        "gopher://oapi.dingtalk.com/",
    ];

    /// What the name of an allowed host may turn out to be.
    const RESOLVED: [&str; 22] = [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.1.2.3",
        "172.31.255.255",
        "192.168.0.1",
        "169.254.169.254",
        "100.127.255.255",
        "198.18.0.1",
        "192.0.0.8",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "2002:7f00:1::",
        "2001:db8::1",
        "ff02::1",
    ];

    #[test]
    fn no_form_leads_the_server_into_the_hospitals_network() {
        let guard = guard("203.0.114.1");
        for kind in RobotKind::ALL {
            for typed in TYPED {
                assert!(guard.check(kind, typed).is_err(), "{typed}");
            }
            let own = kind.shape().replace('…', "693a91f6-7xxx");
            assert!(guard.check(kind, &own).is_ok(), "{own}");
            let others = RobotKind::ALL.into_iter().filter(|other| *other != kind);
            for other in others {
                assert_eq!(guard.check(other, &own), Err(Refused::Host), "{own}");
            }
            let relayed = "http://relay.example.cn:8080/wecom?key=b";
            assert!(guard.check(kind, relayed).is_ok());
            let elsewhere = "http://relay.example.cn:8081/wecom?key=b";
            assert_eq!(guard.check(kind, elsewhere), Err(Refused::Host));
        }
    }

    #[test]
    fn an_address_that_is_no_whole_one_of_a_robot_is_refused_as_such() {
        let guard = guard("203.0.114.1");
        for (kind, rests) in [
            (
                RobotKind::WeCom,
                [
                    "",
                    "/",
                    "/cgi-bin/webhook/send",
                    "/cgi-bin/webhook/send?key=",
                    "/cgi-bin/webhook/send?access_token=a",
                    "/cgi-bin/gettoken?key=a",
                    "/cgi-bin/webhook/send/?key=a",
                ],
            ),
            (
                RobotKind::DingTalk,
                [
                    "",
                    "/robot/send",
                    "/robot/send?access_token",
                    "/robot/send?access_token=",
                    "/robot/send?key=a",
                    "/robot/send#access_token=a",
                    "/gettoken?access_token=a",
                ],
            ),
            (
                RobotKind::Feishu,
                [
                    "",
                    "/open-apis/bot/v2/hook",
                    "/open-apis/bot/v2/hook/",
                    "/open-apis/bot/v2/hook/a/b",
                    "/open-apis/bot/hook/a",
                    "/open-apis/bot/v2/hook/?key=a",
                    "/open-apis/bot/v2/hook/../a",
                ],
            ),
        ] {
            for rest in rests {
                let typed = format!("https://{}{rest}", kind.host());
                assert_eq!(guard.check(kind, &typed), Err(Refused::Part), "{typed}");
            }
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_there_is_not_connected_to() {
        for address in RESOLVED {
            let name = "oapi.dingtalk.com".parse().unwrap();
            let refused = guard(address).resolve(name).await;
            assert!(
                refused.is_err_and(|error| error.is::<NotPublic>()),
                "{address}"
            );
            let name = "relay.example.cn".parse().unwrap();
            assert!(guard(address).resolve(name).await.is_ok(), "{address}");
        }
        for address in ["203.0.114.1", "2400:3200::1", "64:ff9b::cb00:7201"] {
            let name = "oapi.dingtalk.com".parse().unwrap();
            assert!(guard(address).resolve(name).await.is_ok(), "{address}");
        }
    }

    #[test]
    fn a_relay_is_an_origin() {
        assert!(relay("http://10.1.2.3:8080").is_ok() && relay("https://a.example.cn/").is_ok());
        for bad in [
            "10.1.2.3",
            "ftp://a",
            "http://a/b",
            "http://a?b",
            "http://u@a",
        ] {
            assert!(relay(bad).is_err(), "{bad}");
        }
    }
}
