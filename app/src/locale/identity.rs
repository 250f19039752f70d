//! What must be said of identity numbers, in both languages.

/// The words of the page about somebody's identity number.
#[derive(Debug)]
pub struct IdentityWords {
    /// What the page is.
    pub number: &'static str,
    /// Where none is kept.
    pub none: &'static str,
    /// Where one is kept that cannot be read.
    pub lost: &'static str,
    /// That others have the same number; their staff numbers follow.
    pub shared_with: &'static str,
    /// Heading and button.
    pub reveal: &'static str,
    /// A field.
    pub reason: &'static str,
    /// What becomes of the reason.
    pub reason_hint: &'static str,
    /// Above the whole number.
    pub revealed: &'static str,
    /// Heading and button.
    pub set: &'static str,
    /// How a number is typed.
    pub set_hint: &'static str,
    /// A button.
    pub clear: &'static str,
}

/// Chinese.
pub(super) static ZH: IdentityWords = IdentityWords {
    number: "身份证号",
    none: "没有登记身份证号。",
    lost: "登记过身份证号，但服务器的密钥文件不见了，现在无法显示。请联系管理员放回密钥文件。",
    shared_with: "以下工号登记了相同的号码，请核对",
    reveal: "查看完整号码",
    reason: "查看原因",
    reason_hint: "谁在什么时候为什么查看，都会记入审计日志。",
    revealed: "完整号码，只在本次显示",
    set: "登记或更换号码",
    set_hint: "十八位；加密保存，只显示最后四位。",
    clear: "删除号码",
};

/// English.
pub(super) static EN: IdentityWords = IdentityWords {
    number: "Identity number",
    none: "No identity number is kept.",
    lost: "A number is kept, but the server's key file is lost, so it cannot be shown. Ask an administrator to put the key file back.",
    shared_with: "The same number is kept for these staff numbers; see which is wrong",
    reveal: "Show the whole number",
    reason: "Reason",
    reason_hint: "Who looked when and why goes into the audit log.",
    revealed: "The whole number, shown only now",
    set: "Keep or replace the number",
    set_hint: "18 characters; kept encrypted, and shown by the last four.",
    clear: "Remove the number",
};
