//! Where a request comes from.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use registry::accounts::Client;

use super::web::Settings;

/// The address a request comes from: the socket's, unless that is a proxy we trust; then what it
/// says, and of several the last that is no such proxy. Whatever stands before was written by the
/// client.
pub(super) fn address(parts: &Parts, settings: &Settings) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let trusted = |address: &IpAddr| settings.trusted_proxies.contains(&address.to_canonical());
    if !trusted(&peer) {
        return peer;
    }
    let told = parts.headers.get_all("x-forwarded-for").iter();
    let told: Vec<_> = told.filter_map(|value| value.to_str().ok()).collect();
    let told = told.join(",");
    let mut addresses = told.rsplit(',').map(|text| text.trim().parse::<IpAddr>());
    let client = addresses.find(|address| !address.as_ref().is_ok_and(trusted));
    client.and_then(Result::ok).unwrap_or(peer)
}

/// The client as the session and the audit log keep it.
pub(super) fn client(parts: &Parts, settings: &Settings) -> Client {
    let agent = parts.headers.get(USER_AGENT);
    let agent = agent.and_then(|agent| agent.to_str().ok());
    Client {
        address: address(parts, settings).to_string(),
        agent: agent.unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn found(peer: &str, forwarded: &str) -> String {
        let settings = Settings {
            base_url: String::new(),
            trusted_proxies: vec!["127.0.0.1".parse().expect("an address")],
        };
        let peer = SocketAddr::new(peer.parse().expect("an address"), 1);
        let mut request = Request::get("/").body(()).expect("a request");
        request.extensions_mut().insert(ConnectInfo(peer));
        let forwarded = forwarded.parse().expect("a value");
        request.headers_mut().insert("x-forwarded-for", forwarded);
        address(&request.into_parts().0, &settings).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_what_it_added_itself() {
        assert_eq!(found("192.0.2.1", "198.51.100.9"), "192.0.2.1");
        assert_eq!(found("127.0.0.1", "198.51.100.9"), "198.51.100.9");
        assert_eq!(found("127.0.0.1", "10.0.0.1, 198.51.100.9"), "198.51.100.9");
        assert_eq!(
            found("127.0.0.1", "198.51.100.9, 127.0.0.1"),
            "198.51.100.9"
        );
        assert_eq!(found("127.0.0.1", "10.0.0.1, rubbish"), "127.0.0.1");
        assert_eq!(found("127.0.0.1", ""), "127.0.0.1");
    }
}
