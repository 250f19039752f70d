//! Identity numbers: what is wrong with what was asked of one.

use registry::identity::IdentityFault;
use registry::ledger::IdFault;

use crate::locale::Lang;

/// What is wrong, and what to do.
#[must_use]
pub const fn identity_fault(lang: Lang, fault: &IdentityFault) -> &'static str {
    match lang {
        Lang::Zh => chinese(*fault),
        Lang::En => english(*fault),
    }
}

const fn chinese(fault: IdentityFault) -> &'static str {
    match fault {
        IdentityFault::NoSuchPerson => "没有这个人，可能刚被删除，请刷新",
        IdentityFault::NotKept => "没有登记身份证号，可能刚被删除，请刷新",
        IdentityFault::NoReason => "请写明查看原因，最多 200 个字符",
        IdentityFault::NoKey => "服务器没有可用的密钥文件，不能保存，请联系管理员",
        IdentityFault::Number(IdFault::Form) => "身份证号应为十八位，最后一位可以是 X，请核对",
        IdentityFault::Number(IdFault::BirthDate) => "号码中的出生日期不存在，请核对",
        IdentityFault::Number(IdFault::CheckDigit) => "校验码不对，号码可能抄错，请核对",
    }
}

const fn english(fault: IdentityFault) -> &'static str {
    match fault {
        IdentityFault::NoSuchPerson => {
            "there is no such person; they may just have been removed, so load the page anew"
        }
        IdentityFault::NotKept => {
            "no number is kept; it may just have been removed, so load the page anew"
        }
        IdentityFault::NoReason => "say why, in at most 200 characters",
        IdentityFault::NoKey => {
            "the server has no key file, so nothing can be kept; ask an administrator"
        }
        IdentityFault::Number(IdFault::Form) => {
            "an identity number has 18 characters, of which the last may be an X"
        }
        IdentityFault::Number(IdFault::BirthDate) => "the birth date in the number does not exist",
        IdentityFault::Number(IdFault::CheckDigit) => {
            "the check digit does not fit; see whether the number was copied rightly"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_its_words_in_both_languages() {
        let mut all = Vec::new();
        for fault in IdentityFault::all() {
            all.extend(Lang::ALL.map(|lang| identity_fault(lang, &fault)));
        }
        let n_texts = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), n_texts, "two say the same");
    }
}
