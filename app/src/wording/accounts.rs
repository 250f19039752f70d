//! Accounts: roles, and what is wrong with what was asked of one.

use registry::access::Role;
use registry::accounts::{AccountFault, PasswordFault};

use crate::locale::Lang;

/// A role.
#[must_use]
pub const fn role(lang: Lang, role: Role) -> &'static str {
    let words = lang.words().accounts;
    match role {
        Role::Administrator => words.administrator,
        Role::Hr => words.hr,
        Role::Head => words.head,
        Role::Auditor => words.auditor,
    }
}

/// What is wrong, and what to do.
#[must_use]
pub const fn account_fault(lang: Lang, fault: &AccountFault) -> &'static str {
    match lang {
        Lang::Zh => chinese(fault),
        Lang::En => english(fault),
    }
}

const fn chinese(fault: &AccountFault) -> &'static str {
    match fault {
        AccountFault::BadLogin => "登录名只能用字母、数字和 . - _ @，最多 64 个字符，不能空着",
        AccountFault::LoginTaken => "这个登录名已有人用，请换一个",
        AccountFault::BadName => "请填写姓名，最多 64 个字符",
        AccountFault::NoSuchRole => "没有这种角色，请从列表中选",
        AccountFault::HeadWithoutDepartment => "科室负责人至少要负责一个科室，请勾选",
        AccountFault::NoSuchDepartment => "没有这个科室，请从列表中选",
        AccountFault::LastAdministrator => "这是最后一个管理员，请先设另一个管理员",
        AccountFault::NoSuchAccount => "没有这个账号，可能刚被别人改动，请刷新后再试",
        AccountFault::Stale => "别人刚改过这个账号，请看过新内容后再改",
        AccountFault::LinkEnded => "链接已经用过或已过期，请找管理员重新发放",
        AccountFault::SecondStepOn => "登录第二步已经开启，请刷新",
        AccountFault::WrongCode => "六位码不对或已过期，请输入验证器现在显示的码",
        AccountFault::NoKey => "服务器没有可用的密钥文件，暂时不能开启，请联系管理员",
        AccountFault::Password(PasswordFault::TooShort) => "密码至少要有 10 个字符",
        AccountFault::Password(PasswordFault::TooLong) => "密码最多 128 个字符",
        AccountFault::Password(PasswordFault::NamesItsOwner) => "密码里不能有登录名或姓名",
        AccountFault::Password(PasswordFault::EasilyGuessed) => {
            "这个密码太容易猜到，请换一个；几个不相干的词连起来就很好"
        }
        AccountFault::Password(PasswordFault::NotRepeated) => "两次输入的密码不一样",
        AccountFault::Password(PasswordFault::WrongPresent) => "现在的密码不对",
    }
}

const fn english(fault: &AccountFault) -> &'static str {
    match fault {
        AccountFault::BadLogin => {
            "a login has letters, digits and . - _ @ only, at most 64, and at least one"
        }
        AccountFault::LoginTaken => "somebody has this login already; choose another",
        AccountFault::BadName => "give a name of at most 64 characters",
        AccountFault::NoSuchRole => "there is no such role; choose one of the list",
        AccountFault::HeadWithoutDepartment => {
            "a department head answers for at least one department; tick it"
        }
        AccountFault::NoSuchDepartment => "there is no such department; choose from the list",
        AccountFault::LastAdministrator => "this is the last administrator; make another one first",
        AccountFault::NoSuchAccount => {
            "there is no such account; somebody may just have changed it, so load the page anew"
        }
        AccountFault::Stale => "somebody just changed this account; look at it before you do",
        AccountFault::LinkEnded => "the link has been used or has ended; ask an administrator",
        AccountFault::SecondStepOn => "the second step is on already; load the page anew",
        AccountFault::WrongCode => {
            "the code is wrong or has passed; give the one that the app shows now"
        }
        AccountFault::NoKey => {
            "the server has no key file to keep the secret with; ask an administrator"
        }
        AccountFault::Password(PasswordFault::TooShort) => "a password has at least 10 characters",
        AccountFault::Password(PasswordFault::TooLong) => "a password has at most 128 characters",
        AccountFault::Password(PasswordFault::NamesItsOwner) => {
            "neither the login nor the name may stand in the password"
        }
        AccountFault::Password(PasswordFault::EasilyGuessed) => {
            "this password is easily guessed; a few unrelated words in a row are good"
        }
        AccountFault::Password(PasswordFault::NotRepeated) => "the two passwords differ",
        AccountFault::Password(PasswordFault::WrongPresent) => "the present password is another",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_and_role_has_its_words_in_both_languages() {
        let mut all = Vec::new();
        for fault in AccountFault::all() {
            all.extend(Lang::ALL.map(|lang| account_fault(lang, &fault)));
        }
        for of in Role::ALL {
            all.extend(Lang::ALL.map(|lang| role(lang, of)));
        }
        let n_texts = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), n_texts, "two say the same");
    }
}
