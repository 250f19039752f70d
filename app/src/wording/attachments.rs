//! Scans: what may be added, and what is wrong with one.

use registry::attachments::{AttachmentFault, MAX_BYTES, MAX_OF_RECORD, Media};

use crate::locale::Lang;

/// What may be added.
#[must_use]
pub fn attachment_hint(lang: Lang) -> String {
    let most = file_size(i64::try_from(MAX_BYTES).unwrap_or(i64::MAX));
    match lang {
        Lang::Zh => {
            format!("PDF、JPG 或 PNG，每个文件不超过 {most}，每条记录最多 {MAX_OF_RECORD} 个")
        }
        Lang::En => {
            format!("PDF, JPG or PNG, at most {most} each and {MAX_OF_RECORD} for each record")
        }
    }
}

/// What is wrong, and what to do.
#[must_use]
pub fn attachment_fault(lang: Lang, fault: &AttachmentFault) -> String {
    match lang {
        Lang::Zh => chinese(*fault),
        Lang::En => english(*fault),
    }
}

/// The length of a file.
#[must_use]
pub fn file_size(bytes: i64) -> String {
    const UNIT: i64 = 1024;
    match bytes {
        ..UNIT => format!("{bytes} B"),
        UNIT..1_048_576 => format!("{} KB", (bytes + UNIT / 2) / UNIT),
        _ => {
            let tenths = (bytes * 10 + UNIT * UNIT / 2) / (UNIT * UNIT);
            match tenths % 10 {
                0 => format!("{} MB", tenths / 10),
                tenth => format!("{}.{tenth} MB", tenths / 10),
            }
        }
    }
}

fn endings(media: Media) -> String {
    let endings = media.endings().iter().map(|ending| format!(".{ending}"));
    endings.collect::<Vec<_>>().join(" / ")
}

fn chinese(fault: AttachmentFault) -> String {
    match fault {
        AttachmentFault::NoFolder => {
            "服务器没有设置存放文件的目录，请管理员用 --files 指定后重启".to_owned()
        }
        AttachmentFault::NoSuchRecord => "没有这条记录，可能刚被删除，请刷新后再选".to_owned(),
        AttachmentFault::Empty => "没有选择文件，或文件是空的，请重新选择".to_owned(),
        AttachmentFault::TooLarge => "文件太大，请压缩或降低扫描分辨率后再传".to_owned(),
        AttachmentFault::BadName => {
            "文件名为空、超过 120 个字符或含特殊字符，请改名后再传".to_owned()
        }
        AttachmentFault::UnknownMedia => {
            "内容不是 PDF、JPG 或 PNG，请重新扫描成这几种格式".to_owned()
        }
        AttachmentFault::OtherEnding { media } => format!(
            "文件名与内容不符：内容是 {}，请把扩展名改为 {}",
            media.word().to_uppercase(),
            endings(media)
        ),
        AttachmentFault::TooMany => {
            format!("这条记录已有 {MAX_OF_RECORD} 个文件，请先移除不用的")
        }
        AttachmentFault::Twice => "这条记录已有完全相同的文件，不用再传".to_owned(),
        AttachmentFault::Gone => "这个文件已被移除，请刷新".to_owned(),
    }
}

fn english(fault: AttachmentFault) -> String {
    match fault {
        AttachmentFault::NoFolder => {
            "the server has no folder for files; ask an administrator to start it with --files"
                .to_owned()
        }
        AttachmentFault::NoSuchRecord => {
            "there is no such record; it may just have been removed, so load the page anew"
                .to_owned()
        }
        AttachmentFault::Empty => "no file was chosen, or it is empty; choose another".to_owned(),
        AttachmentFault::TooLarge => {
            "the file is too large; pack it or scan at a lower resolution".to_owned()
        }
        AttachmentFault::BadName => {
            "the name is missing, longer than 120 characters, or holds special ones; rename the file"
                .to_owned()
        }
        AttachmentFault::UnknownMedia => {
            "the file is no PDF, JPG or PNG; scan it as one of these".to_owned()
        }
        AttachmentFault::OtherEnding { media } => format!(
            "the name does not fit: the file is a {}, so let its name end in {}",
            media.word().to_uppercase(),
            endings(media)
        ),
        AttachmentFault::TooMany => {
            format!("this record has {MAX_OF_RECORD} files already; remove one you do not need")
        }
        AttachmentFault::Twice => "this record has the very same file already".to_owned(),
        AttachmentFault::Gone => "this file has been removed; load the page anew".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_its_words_in_both_languages() {
        let mut all = Vec::new();
        for fault in AttachmentFault::all() {
            all.extend(Lang::ALL.map(|lang| attachment_fault(lang, &fault)));
        }
        let n_texts = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), n_texts, "two say the same");
    }

    #[test]
    fn sizes_are_told_as_people_read_them() {
        for (bytes, told) in [
            (5, "5 B"),
            (1023, "1023 B"),
            (1024, "1 KB"),
            (300_000, "293 KB"),
            (1_048_576, "1 MB"),
            (2_500_000, "2.4 MB"),
            (10_485_760, "10 MB"),
        ] {
            assert_eq!(file_size(bytes), told);
        }
    }
}
