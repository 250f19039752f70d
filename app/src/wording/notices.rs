//! What is wrong with what was asked about notices, and why messages did not leave.

use registry::notices::{Failure, MessageState, NoticeFault, Refusal, RobotKind};

use crate::locale::Lang;

/// Whose robot.
#[must_use]
pub const fn robot_kind(lang: Lang, kind: RobotKind) -> &'static str {
    let words = lang.words().notices;
    match kind {
        RobotKind::WeCom => words.wecom,
        RobotKind::DingTalk => words.dingtalk,
        RobotKind::Feishu => words.feishu,
    }
}

/// What became of a message.
#[must_use]
pub const fn message_state(lang: Lang, state: MessageState) -> &'static str {
    let words = lang.words().notices;
    match state {
        MessageState::Queued => words.queued,
        MessageState::Sent => words.sent,
        MessageState::Superseded => words.superseded,
        MessageState::Dropped => words.dropped,
        MessageState::Failed => words.failed,
    }
}

/// What is wrong, and what to do.
#[must_use]
pub fn notice_fault(lang: Lang, fault: NoticeFault) -> String {
    let plain = match lang {
        Lang::Zh => match fault {
            NoticeFault::BadHours => "请选 0 至 23 点；生成汇总的时间不能在免打扰时段内",
            NoticeFault::BadName => "请填写名称，最多 64 个字符，不能与已有机器人重名",
            NoticeFault::BadUrl => {
                "这不是该类机器人的地址：应以 https:// 开头，企业微信为 qyapi.weixin.qq.com，钉钉为 oapi.dingtalk.com，飞书为 open.feishu.cn；内网转发地址要先由服务器管理员登记"
            }
            NoticeFault::PartOfUrl(kind) => {
                return format!(
                    "地址不完整：{}机器人的地址应如 {}，请从群设置里整条复制",
                    robot_kind(lang, kind),
                    kind.shape()
                );
            }
            NoticeFault::BadAddress => "邮箱格式不对，应如 renshi@example.cn",
            NoticeFault::NoScope => "请选择提醒范围；按科室提醒时至少勾选一个科室",
            NoticeFault::NotThere => "已经没有这一项，可能刚被别人移除，请刷新后再试",
            NoticeFault::NoKey => "服务器没有可用的密钥文件，不能保存机器人，请联系管理员",
        },
        Lang::En => match fault {
            NoticeFault::BadHours => {
                "choose hours from 0 to 23; digests cannot be made in quiet hours"
            }
            NoticeFault::BadName => "give a name of at most 64 characters that no other robot has",
            NoticeFault::BadUrl => {
                "this is not the address of such a robot: it begins with https:// and the host is qyapi.weixin.qq.com (WeCom), oapi.dingtalk.com (DingTalk) or open.feishu.cn (Feishu); a relay must first be named by the server's administrator"
            }
            NoticeFault::PartOfUrl(kind) => {
                return format!(
                    "a part of the address is missing: a robot of {} has one like {}; copy all of it from the chat's settings",
                    robot_kind(lang, kind),
                    kind.shape()
                );
            }
            NoticeFault::BadAddress => "this is no mail address; write it like hr@example.cn",
            NoticeFault::NoScope => "choose what to tell about; for departments tick at least one",
            NoticeFault::NotThere => {
                "it is not there any more; somebody may just have removed it, so load the page anew"
            }
            NoticeFault::NoKey => {
                "the server has no key file to keep a robot with; ask an administrator"
            }
        },
    };
    plain.to_owned()
}

/// Why a message did not leave, what to do, and what the mail server wrote about it.
#[must_use]
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    let why = failure(lang, refusal.failure);
    match (lang, &refusal.answer) {
        (_, None) => why,
        (Lang::Zh, Some(answer)) => format!("{why}。对方答复：{answer}"),
        (Lang::En, Some(answer)) => format!("{why}. The other side wrote: {answer}"),
    }
}

/// Why a message did not leave, and what to do.
#[must_use]
pub fn failure(lang: Lang, failure: Failure) -> String {
    let plain = match lang {
        Lang::Zh => match failure {
            Failure::NoMailServer => "没有配置邮件服务器",
            Failure::BadAddress => "邮箱地址无法使用，请移除后重新添加",
            Failure::NotAllowed => {
                "不允许访问这个机器人地址（指向内网、主机不对或地址不完整），请移除后重新添加"
            }
            Failure::KeyLost => "密钥文件不在，读不出机器人地址，请联系管理员",
            Failure::Unreachable => "连不上对方服务器，请检查网络",
            Failure::TimedOut => "对方服务器没有及时回应",
            Failure::Tls => {
                "加密连接没有建立：对方不支持加密，或证书不受信任、已过期、与服务器名不符；请管理员核对"
            }
            Failure::TooOften => "发送过于频繁，对方要求稍后再发",
            Failure::Unreadable => "对方的回应无法识别，请核对机器人地址",
            Failure::NoSignIn => {
                "邮件服务器在这个端口不提供用户名密码登录；请管理员换用加密的端口，或不设用户名"
            }
            Failure::SignIn(code)
            | Failure::Sender(code)
            | Failure::Recipient(code)
            | Failure::Content(code)
            | Failure::Smtp(code) => return smtp_zh(failure, code),
            Failure::Http(code) => return format!("对方服务器回应 HTTP {code}，没有接收"),
            Failure::Robot(code) => {
                return format!("机器人拒收，错误码 {code}；请核对地址、加签密钥和关键词设置");
            }
        },
        Lang::En => match failure {
            Failure::NoMailServer => "no mail server is named",
            Failure::BadAddress => "the address cannot be used; remove it and add it anew",
            Failure::NotAllowed => {
                "this robot may not be called: its address leads into a private network, has not the robot's own host, or lacks a part; remove it and add it anew"
            }
            Failure::KeyLost => {
                "the key file is lost, so the robot's address cannot be read; ask an administrator"
            }
            Failure::Unreachable => "the other server cannot be reached; check the network",
            Failure::TimedOut => "the other server did not answer in time",
            Failure::Tls => {
                "no encrypted connection: the other side offers none, or its certificate is not trusted, has expired or is of another server; an administrator should check"
            }
            Failure::TooOften => "too many messages; the other side wants to be asked later",
            Failure::Unreadable => "the answer is none of a robot; check its address",
            Failure::NoSignIn => {
                "the mail server takes no sign-in by name and password at this port; use an encrypted port, or name no user"
            }
            Failure::SignIn(code)
            | Failure::Sender(code)
            | Failure::Recipient(code)
            | Failure::Content(code)
            | Failure::Smtp(code) => return smtp_en(failure, code),
            Failure::Http(code) => {
                return format!("the other server answered HTTP {code} and did not take it");
            }
            Failure::Robot(code) => {
                return format!(
                    "the robot refused it with code {code}; check its address, the signing secret and its keywords"
                );
            }
        },
    };
    plain.to_owned()
}

fn smtp_zh(failure: Failure, code: i64) -> String {
    match failure {
        Failure::SignIn(..500) => format!("邮件服务器暂时不能登录（{code}），稍后再试"),
        Failure::SignIn(_) => {
            format!("邮件服务器要求登录或登录失败（{code}），请管理员核对用户名和密码")
        }
        Failure::Sender(_) => {
            format!("邮件服务器不接受这个发件人（{code}），请管理员核对发件地址是否属于登录的用户")
        }
        Failure::Recipient(..500) => {
            format!("邮件服务器暂时不收这个邮箱的邮件（{code}），稍后再试")
        }
        Failure::Recipient(_) => format!("邮件服务器拒收这个邮箱（{code}），不再重试，请核对地址"),
        Failure::Content(..500) => format!("邮件服务器暂时没有收下这封邮件（{code}），稍后再试"),
        Failure::Content(_) => {
            format!("邮件服务器拒收这封邮件（{code}），不再重试，请对方邮件管理员放行")
        }
        // As they were kept before it was known what was refused.
        _ if (530..540).contains(&code) => {
            format!("邮件服务器要求登录或没有接受登录（{code}），请核对用户名和密码")
        }
        _ => format!("邮件服务器暂时没有接收（{code}）"),
    }
}

fn smtp_en(failure: Failure, code: i64) -> String {
    match failure {
        Failure::SignIn(..500) => {
            format!("the mail server takes no sign-in now ({code}); it is tried again later")
        }
        Failure::SignIn(_) => format!(
            "the mail server wants a sign-in or refused it ({code}); an administrator should check name and password"
        ),
        Failure::Sender(_) => format!(
            "the mail server refused the sender ({code}); an administrator should check whether that address belongs to who signs in"
        ),
        Failure::Recipient(..500) => format!(
            "the mail server takes no mail for this address now ({code}); it is tried again later"
        ),
        Failure::Recipient(_) => format!(
            "the mail server refused the address ({code}), so it is not tried again; check it"
        ),
        Failure::Content(..500) => {
            format!("the mail server did not take this mail now ({code}); it is tried again later")
        }
        Failure::Content(_) => format!(
            "the mail server refused this mail ({code}), so it is not tried again; ask those who run it to let it through"
        ),
        // As they were kept before it was known what was refused.
        _ if (530..540).contains(&code) => {
            format!(
                "the mail server wants a sign-in, or refused it ({code}); check name and password"
            )
        }
        _ => format!("the mail server did not take it ({code})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_failure_and_state_has_its_words_in_both_languages() {
        let mut all = Vec::new();
        for lang in Lang::ALL {
            all.extend(NoticeFault::ALL.map(|fault| notice_fault(lang, fault)));
            all.extend(Failure::all().into_iter().map(|f| failure(lang, f)));
            all.push(failure(lang, Failure::Smtp(535)));
            let for_now = [Failure::SignIn, Failure::Recipient, Failure::Content];
            all.extend(for_now.map(|of| failure(lang, of(454))));
            let answered = Refusal::answered(Failure::Content(554), "no such policy");
            all.push(refusal(lang, &answered));
            assert!(all.last().unwrap().ends_with("no such policy"));
            all.extend(MessageState::ALL.map(|state| message_state(lang, state).to_owned()));
            all.extend(RobotKind::ALL.map(|kind| robot_kind(lang, kind).to_owned()));
        }
        let n_texts = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), n_texts, "two say the same");
    }
}
