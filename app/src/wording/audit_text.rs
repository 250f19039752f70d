//! The audit log in words.

use registry::audit_log::ALERT_DAYS;
use registry::export::LARGE;
use registry::store::Head;

use crate::locale::Lang;

/// The acts people can ask for, by their names in the log.
pub const ACTS: [&str; 42] = [
    "record.add",
    "record.correct",
    "record.remove",
    "record.restore",
    "account.add",
    "account.role",
    "account.enable",
    "account.disable",
    "account.reset",
    "account.set-up",
    "account.password",
    "session.sign-in",
    "session.refused",
    "session.sign-out",
    "session.sign-out-everywhere",
    "account.second-step-on",
    "account.second-step-off",
    "account.second-step-reset",
    "attachment.add",
    "attachment.remove",
    "identity.set",
    "identity.clear",
    "identity.reveal",
    "proposal.add",
    "proposal.accept",
    "proposal.refuse",
    "proposal.withdraw",
    "export.ledger",
    "export.large",
    "api-token.add",
    "api-token.remove",
    "feed.add",
    "feed.reset",
    "feed.remove",
    "key.add",
    "key.reseal",
    "notice.settings",
    "notice.robot-add",
    "notice.robot-remove",
    "notice.recipient-add",
    "notice.recipient-remove",
    "notice.resend",
];

/// The kinds of act.
pub const KINDS: [&str; 11] = [
    "record",
    "proposal",
    "attachment",
    "identity",
    "export",
    "notice",
    "feed",
    "api-token",
    "account",
    "session",
    "key",
];

/// What was done, or a kind of act; its own name where it has no words yet.
#[must_use]
pub fn act(lang: Lang, act: &str) -> String {
    let (zh, en) = match act {
        "record" => ("所有档案改动", "all changes of records"),
        "account" => ("所有账号改动", "all changes of accounts"),
        "session" => ("所有登录", "all signing in"),
        "proposal" => ("所有更正建议", "all proposals"),
        "attachment" => ("所有扫描件", "all scans"),
        "identity" => ("所有身份证号操作", "all about identity numbers"),
        "feed" => ("所有日历订阅", "all about calendars"),
        "api-token" => ("所有接口令牌", "all about API tokens"),
        "export" => ("所有导出", "all exports"),
        "key" => ("所有密钥操作", "all about keys"),
        "record.add" => ("新增记录", "record added"),
        "record.correct" => ("更正记录", "record corrected"),
        "record.remove" => ("删除记录", "record removed"),
        "record.restore" => ("恢复记录", "record brought back"),
        "account.add" => ("新建账号", "account added"),
        "account.role" => ("改角色或科室", "role or departments changed"),
        "account.enable" => ("恢复账号", "account enabled"),
        "account.disable" => ("停用账号", "account disabled"),
        "account.reset" => ("重置密码", "password reset"),
        "account.set-up" => ("设置密码", "password set by a link"),
        "account.password" => ("修改密码", "password changed"),
        "session.sign-in" => ("登录", "signed in"),
        "session.refused" => ("登录被拒", "sign-in refused"),
        "session.sign-out" => ("退出登录", "signed out"),
        "session.sign-out-everywhere" => ("在所有地方退出", "signed out everywhere"),
        "account.second-step-on" => ("开启两步登录", "second step switched on"),
        "account.second-step-off" => ("关闭两步登录", "second step switched off"),
        "account.second-step-reset" => ("重置两步登录", "second step reset"),
        "attachment.add" => ("上传扫描件", "scan added"),
        "attachment.remove" => ("删除扫描件", "scan removed"),
        "identity.set" => ("登记身份证号", "identity number set"),
        "identity.clear" => ("清除身份证号", "identity number cleared"),
        "identity.reveal" => ("查看完整身份证号", "identity number revealed"),
        "proposal.add" => ("提出更正建议", "correction proposed"),
        "proposal.accept" => ("接受更正建议", "proposal accepted"),
        "proposal.refuse" => ("拒绝更正建议", "proposal refused"),
        "proposal.withdraw" => ("撤回更正建议", "proposal withdrawn"),
        "export.ledger" => ("导出台账", "ledger exported"),
        "export.large" => ("大批导出台账", "large export of the ledger"),
        "api-token.add" => ("新建接口令牌", "API token made"),
        "api-token.remove" => ("收回接口令牌", "API token taken back"),
        "feed.add" => ("新建日历订阅", "calendar added"),
        "feed.reset" => ("重置日历链接", "link of a calendar reset"),
        "feed.remove" => ("移除日历订阅", "calendar removed"),
        "key.add" => ("更换密钥", "key changed"),
        "key.reseal" => ("用新密钥重新加密", "sealed anew by the new key"),
        "notice" => ("所有通知设置", "all settings of notices"),
        "notice.settings" => ("改通知时间", "hours of notices changed"),
        "notice.robot-add" => ("添加群机器人", "chat robot added"),
        "notice.robot-remove" => ("移除群机器人", "chat robot removed"),
        "notice.recipient-add" => ("添加通知接收人", "recipient of notices added"),
        "notice.recipient-remove" => ("移除通知接收人", "recipient of notices removed"),
        "notice.resend" => ("重新发送通知", "notice sent again"),
        other => return other.to_owned(),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
    .to_owned()
}

/// That there were large exports lately.
#[must_use]
pub fn large_exports(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => {
            format!("近 {ALERT_DAYS} 天有 {n} 次导出超过 {LARGE} 行，请核实用途")
        }
        Lang::En => {
            let exports = if n == 1 { "export" } else { "exports" };
            format!(
                "{n} {exports} of more than {LARGE} rows in the last {ALERT_DAYS} days: please check what for"
            )
        }
    }
}

/// How the log ends.
#[must_use]
pub fn head(lang: Lang, head: &Head) -> String {
    match lang {
        Lang::Zh => format!("共 {} 条，链首", head.seq),
        Lang::En => format!("{} entries, head", head.seq),
    }
}

/// That the log is what was written.
#[must_use]
pub fn whole(lang: Lang, head: &Head) -> String {
    match lang {
        Lang::Zh => format!("链完整：{} 条逐条核对无误。链首：", head.seq),
        Lang::En => format!(
            "The chain is whole: all {} entries are what was written. Head:",
            head.seq
        ),
    }
}
