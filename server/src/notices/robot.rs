//! What the robots of WeCom, DingTalk and Feishu are sent, to the byte, and what they answer.
//!
//! WeCom and DingTalk take 20 messages a minute and robot, DingTalk then none for ten minutes; Feishu 100 a
//! minute and 5 a second. The outbox keeps to that. The limits of size are kept by whoever words the
//! message.

use std::time::Duration;

use app::wording::notice_text::Marks;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use registry::notices::{Failure, RobotKind};
use reqwest::Url;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// A message for a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chat {
    /// What stands in the list of chats.
    pub(crate) title: String,
    /// All of it, title included.
    pub(crate) text: String,
}

/// A request that is to be posted as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) url: Url,
    pub(super) body: String,
}

/// The most bytes of a text that a robot takes: of WeCom's markdown 4096, of the others' requests
/// some 20,000, in which the text is escaped.
pub(crate) const fn most_bytes(kind: RobotKind) -> usize {
    match kind {
        RobotKind::WeCom => 4_096,
        RobotKind::DingTalk | RobotKind::Feishu => 15_000,
    }
}

/// What a robot makes of a text. Feishu reads Markdown in its cards alone, and there with a language of
/// marks of its own; as text it shows every letter.
pub(crate) const fn marks(kind: RobotKind) -> Marks {
    match kind {
        RobotKind::WeCom | RobotKind::DingTalk => Marks::Markdown,
        RobotKind::Feishu => Marks::Plain,
    }
}

/// How long to wait before a robot is asked, so that several messages in a row need not wait for the next
/// look into the outbox: of Feishu's robots no more than four are asked within a second.
pub(super) const fn pause_before(kind: RobotKind) -> Duration {
    match kind {
        RobotKind::WeCom | RobotKind::DingTalk => Duration::ZERO,
        RobotKind::Feishu => Duration::from_millis(250),
    }
}

#[derive(Serialize)]
struct WeCom<'c> {
    msgtype: &'static str,
    markdown: Content<'c>,
}

#[derive(Serialize)]
struct Content<'c> {
    content: &'c str,
}

#[derive(Serialize)]
struct DingTalk<'c> {
    msgtype: &'static str,
    markdown: Markdown<'c>,
    at: At,
}

#[derive(Serialize)]
struct Markdown<'c> {
    title: &'c str,
    text: &'c str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct At {
    at_mobiles: [&'static str; 0],
    is_at_all: bool,
}

#[derive(Serialize)]
struct Feishu<'c> {
    #[serde(flatten)]
    signed: Option<Signed>,
    msg_type: &'static str,
    content: Text<'c>,
}

#[derive(Serialize)]
struct Signed {
    timestamp: String,
    sign: String,
}

#[derive(Serialize)]
struct Text<'c> {
    text: &'c str,
}

/// The request by which a robot says something, signed for an instant where it has a secret.
pub(super) fn request(
    kind: RobotKind,
    mut url: Url,
    sign: Option<&str>,
    (chat, at): (&Chat, DateTime<Utc>),
) -> Option<Request> {
    let (title, text) = (&*chat.title, &*chat.text);
    let body = match kind {
        RobotKind::WeCom => serde_json::to_string(&WeCom {
            msgtype: "markdown",
            markdown: Content { content: text },
        }),
        RobotKind::DingTalk => {
            if let Some(secret) = sign {
                let timestamp = at.timestamp_millis().to_string();
                let sign = dingtalk_sign(&timestamp, secret)?;
                url.query_pairs_mut()
                    .append_pair("timestamp", &timestamp)
                    .append_pair("sign", &sign);
            }
            serde_json::to_string(&DingTalk {
                msgtype: "markdown",
                markdown: Markdown { title, text },
                at: At {
                    at_mobiles: [],
                    is_at_all: false,
                },
            })
        }
        RobotKind::Feishu => {
            let signed = match sign {
                Some(secret) => {
                    let timestamp = at.timestamp().to_string();
                    let sign = feishu_sign(&timestamp, secret)?;
                    Some(Signed { timestamp, sign })
                }
                None => None,
            };
            serde_json::to_string(&Feishu {
                signed,
                msg_type: "text",
                content: Text { text },
            })
        }
    };
    let body = body.ok()?;
    Some(Request { url, body })
}

/// The secret signs instant and secret.
fn dingtalk_sign(timestamp: &str, secret: &str) -> Option<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(format!("{timestamp}\n{secret}").as_bytes());
    Some(STANDARD.encode(mac.finalize().into_bytes()))
}

/// Instant and secret sign nothing: key and message are exchanged against DingTalk's.
fn feishu_sign(timestamp: &str, secret: &str) -> Option<String> {
    let key = format!("{timestamp}\n{secret}");
    let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
    Some(STANDARD.encode(mac.finalize().into_bytes()))
}

/// What WeCom and DingTalk (`errcode`) or Feishu (`code`) answer.
#[derive(Deserialize)]
struct Answer {
    #[serde(alias = "code")]
    errcode: i64,
}

/// Codes that say that the robot was asked too often.
const TOO_OFTEN: [i64; 6] = [45_009, 45_033, 130_101, 410_100, 11_232, 9_499];

/// What an answer means.
///
/// # Errors
/// Why the message was not taken.
pub(super) fn answered(status: u16, body: &[u8]) -> Result<(), Failure> {
    match status {
        200 => {}
        429 => return Err(Failure::TooOften),
        other => return Err(Failure::Http(i64::from(other))),
    }
    let answer: Answer = serde_json::from_slice(body).map_err(|_| Failure::Unreadable)?;
    match answer.errcode {
        0 => Ok(()),
        code if TOO_OFTEN.contains(&code) => Err(Failure::TooOften),
        code => Err(Failure::Robot(code)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(kind: RobotKind, url: &str, sign: Option<&str>) -> (String, String) {
        let chat = Chat {
            title: "到期提醒".to_owned(),
            text: "## 到期提醒\n\"张三\"".to_owned(),
        };
        let at = DateTime::from_timestamp_millis(1_577_262_236_757).unwrap();
        let url = Url::parse(url).unwrap();
        let request = request(kind, url, sign, (&chat, at)).unwrap();
        (request.url.to_string(), request.body)
    }

    #[test]
    fn wecom_is_asked_in_its_own_format() {
        let url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx";
        assert_eq!(
            asked(RobotKind::WeCom, url, None),
            (
                url.to_owned(),
                r###"{"msgtype":"markdown","markdown":{"content":"## 到期提醒\n\"张三\""}}"###
                    .to_owned()
            )
        );
    }

    // The signatures were made with Python's hmac and base64 from the formulas of the two vendors.
    #[test]
    fn dingtalk_is_asked_in_its_own_format_and_signed() {
        let url = "https://oapi.dingtalk.com/robot/send?access_token=abc";
        let body = r###"{"msgtype":"markdown","markdown":{"title":"到期提醒","text":"## 到期提醒\n\"张三\""},"at":{"atMobiles":[],"isAtAll":false}}"###;
        assert_eq!(
            asked(RobotKind::DingTalk, url, None),
            (url.to_owned(), body.to_owned())
        );
        let signed = format!(
            "{url}&timestamp=1577262236757&sign=DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA%3D"
        );
        assert_eq!(
            asked(RobotKind::DingTalk, url, Some("this is a secret")),
            (signed, body.to_owned())
        );
    }

    #[test]
    fn feishu_is_asked_in_its_own_format_and_signed() {
        let url = "https://open.feishu.cn/open-apis/bot/v2/hook/x-y";
        let body = r###""msg_type":"text","content":{"text":"## 到期提醒\n\"张三\""}}"###;
        assert_eq!(
            asked(RobotKind::Feishu, url, None),
            (url.to_owned(), format!("{{{body}"))
        );
        let signed =
            r#"{"timestamp":"1577262236","sign":"NhEUcImkhzrPPAz/8BTpTROjbUbL6U5AmjY55fe0tgI=","#;
        assert_eq!(
            asked(RobotKind::Feishu, url, Some("demo")),
            (url.to_owned(), format!("{signed}{body}"))
        );
    }

    #[test]
    fn answers_are_understood() {
        for (status, body, expected) in [
            (200, r#"{"errcode":0,"errmsg":"ok"}"#, Ok(())),
            (200, r#"{"StatusCode":0,"code":0,"msg":"success"}"#, Ok(())),
            (200, r#"{"errcode":93000}"#, Err(Failure::Robot(93_000))),
            (200, r#"{"errcode":130101}"#, Err(Failure::TooOften)),
            (200, r#"{"code":11232,"data":{}}"#, Err(Failure::TooOften)),
            (200, "<html>", Err(Failure::Unreadable)),
            (200, "{}", Err(Failure::Unreadable)),
            (302, "", Err(Failure::Http(302))),
            (429, "", Err(Failure::TooOften)),
            (500, "{}", Err(Failure::Http(500))),
        ] {
            assert_eq!(answered(status, body.as_bytes()), expected, "{body}");
        }
    }
}
