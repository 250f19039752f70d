//! What must be said of scans, in both languages.

/// The words of the pages about scans.
#[derive(Debug)]
pub struct AttachmentWords {
    /// What the page is.
    pub scans: &'static str,
    /// A link.
    pub to_records: &'static str,
    /// Where there is none.
    pub none: &'static str,
    /// Heading and button.
    pub add: &'static str,
    /// A field.
    pub record: &'static str,
    /// The choice before one was made.
    pub choose_record: &'static str,
    /// A field.
    pub file: &'static str,
    /// A link.
    pub save: &'static str,
    /// A button.
    pub remove: &'static str,
}

/// Chinese.
pub(super) static ZH: AttachmentWords = AttachmentWords {
    scans: "扫描件",
    to_records: "返回记录",
    none: "还没有扫描件。",
    add: "添加扫描件",
    record: "属于哪条记录",
    choose_record: "请选择",
    file: "文件",
    save: "另存",
    remove: "移除",
};

/// English.
pub(super) static EN: AttachmentWords = AttachmentWords {
    scans: "Scans",
    to_records: "Back to the records",
    none: "There is no scan yet.",
    add: "Add a scan",
    record: "Record it belongs to",
    choose_record: "Choose one",
    file: "File",
    save: "Save as",
    remove: "Remove",
};
