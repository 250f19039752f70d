//! Subscribing to calendars: what one is of, and how it is added where.

use registry::feeds::{FeedError, Scope, Wanted};
use registry::seen::Seen;

use crate::locale::Lang;
use crate::view::sheet::programme_name;

/// What a calendar is of, by name as far as it may be read.
#[must_use]
pub fn scope(lang: Lang, seen: &Seen<'_>, scope: &Scope) -> String {
    let name = match scope {
        Scope::Hospital => return lang.words().feeds.hospital.to_owned(),
        Scope::Department(id) => {
            let mut departments = seen.departments();
            let found = departments.find(|department| department.id == *id);
            found.and_then(|department| department.name.clone())
        }
        Scope::Programme(id) => {
            let found = seen.programme(id);
            found.map(|seen| programme_name(seen.programme()).to_owned())
        }
        Scope::Person(staff) => seen.person(staff).and_then(|person| person.name.clone()),
    };
    let (Scope::Department(id) | Scope::Programme(id) | Scope::Person(id)) = scope else {
        return name.unwrap_or_default();
    };
    name.unwrap_or_else(|| id.clone())
}

/// What was chosen for a calendar.
#[must_use]
pub fn options(lang: Lang, wanted: &Wanted) -> String {
    let words = lang.words();
    let own = Lang::from_code(&wanted.lang).unwrap_or_default();
    let early = wanted.early.then_some(words.feeds.early);
    let initials = wanted.initials.then_some(words.feeds.initials);
    let chosen = [Some(own.words().this_language), early, initials];
    let chosen: Vec<_> = chosen.into_iter().flatten().collect();
    chosen.join(words.separator)
}

/// Why there is no new calendar; `None` where that is nobody's fault who asks.
#[must_use]
pub const fn feed_error(lang: Lang, error: &FeedError) -> Option<&'static str> {
    let words = lang.words().feeds;
    match error {
        FeedError::NotThere => Some(words.not_there),
        FeedError::TooMany => Some(words.too_many),
        FeedError::Store(_) | FeedError::NoRandomness(_) => None,
    }
}

/// Where to add a calendar, and how.
#[must_use]
pub const fn hints(lang: Lang) -> [(&'static str, &'static str); 5] {
    match lang {
        Lang::Zh => [
            (
                "iPhone、iPad、Mac",
                "用相机扫二维码，或点“在本机日历中打开”，再点“订阅”。更新间隔在“设置 › 日历 › 账户 › 获取新数据”里改。",
            ),
            (
                "安卓手机",
                "在系统日历的“日程导入”或“添加网址订阅”里粘贴 https 链接；没有这一项的，先在邮箱的网页版日历里订阅，再同步到手机。",
            ),
            (
                "Outlook",
                "日历 › 添加日历 › 从 Internet 订阅，粘贴 https 链接。大约每三小时更新一次。",
            ),
            (
                "Thunderbird",
                "新建日历 › 在网络上，粘贴 https 链接，用户名留空。",
            ),
            (
                "企业微信、钉钉、飞书",
                "暂不能订阅外部日历；这些用户请用群机器人提醒。",
            ),
        ],
        Lang::En => [
            (
                "iPhone, iPad, Mac",
                "Read the QR code with the camera, or follow “Open in this device's calendar”, then choose Subscribe. How often it is read is set under Settings › Calendar › Accounts › Fetch New Data.",
            ),
            (
                "Android",
                "Paste the https link where the calendar app imports or subscribes to addresses. If it cannot, subscribe in the web calendar of your mail account, which the phone then shows.",
            ),
            (
                "Outlook",
                "Calendar › Add calendar › Subscribe from web, and paste the https link. It is read about every three hours.",
            ),
            (
                "Thunderbird",
                "New calendar › On the network, and paste the https link; leave the user name empty.",
            ),
            (
                "WeCom, DingTalk, Feishu",
                "They cannot subscribe to outside calendars; use the messages of a group robot there.",
            ),
        ],
    }
}
