//! Robots of group chats: whose they are, and what of them is kept sealed.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::keys::{KeyError, Keys};

/// What is sealed is sealed for this.
pub(crate) const PURPOSE: &str = "notice-robot";
/// So many characters of an address are shown at its end.
const SHOWN: usize = 4;

/// Whose robot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RobotKind {
    /// 企业微信.
    WeCom,
    /// 钉钉.
    DingTalk,
    /// 飞书.
    Feishu,
}

impl RobotKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::WeCom, Self::DingTalk, Self::Feishu];

    /// A stable word, as it is stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::WeCom => "wecom",
            Self::DingTalk => "dingtalk",
            Self::Feishu => "feishu",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// How the addresses of its robots are written, with `…` for what is each robot's own.
    #[must_use]
    pub const fn shape(self) -> &'static str {
        match self {
            Self::WeCom => "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…",
            Self::DingTalk => "https://oapi.dingtalk.com/robot/send?access_token=…",
            Self::Feishu => "https://open.feishu.cn/open-apis/bot/v2/hook/…",
        }
    }

    /// The one host that its robots have.
    #[must_use]
    pub const fn host(self) -> &'static str {
        match self {
            Self::WeCom => "qyapi.weixin.qq.com",
            Self::DingTalk => "oapi.dingtalk.com",
            Self::Feishu => "open.feishu.cn",
        }
    }
}

/// What lets one speak through a robot.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret {
    /// The address, which is itself a secret.
    pub url: String,
    /// By what requests are signed, where the robot asks for it.
    pub sign: Option<String>,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// What is shown of it: the host and how the address ends.
    #[must_use]
    pub fn shown(&self) -> String {
        let rest = self.url.split("://").nth(1).unwrap_or(&self.url);
        let host = rest.split(['/', '?']).next().unwrap_or_default();
        let end: Vec<_> = rest.chars().rev().take(SHOWN).collect();
        let end: String = end.into_iter().rev().collect();
        format!("{host}/…{end}")
    }

    pub(super) fn sealed(&self, keys: &Keys) -> Result<String, KeyError> {
        let written = serde_json::to_vec(self).map_err(|_| KeyError::Damaged)?;
        keys.seal(PURPOSE, &written)
    }

    pub(super) fn opened(keys: &Keys, sealed: &str) -> Result<Self, KeyError> {
        let written = keys.open(PURPOSE, sealed)?;
        serde_json::from_slice(&written).map_err(|_| KeyError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_never_shown_whole() {
        let secret = Secret {
            url: "https://oapi.dingtalk.com/robot/send?access_token=abcdef0123456789".to_owned(),
            sign: Some("SECx".to_owned()),
        };
        assert_eq!(secret.shown(), "oapi.dingtalk.com/…6789");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
