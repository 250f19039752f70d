//! Files made to harm that come by a form: those of `registry`, and what is said of each.

#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "../../../../registry/src/ledger/tests/hostile/files.rs"]
mod files;

use registry::ledger::{MAX_CELLS, MAX_ROWS};

/// What it is, its bytes, and what is said of it.
pub(super) fn hostile() -> Vec<(&'static str, Vec<u8>, String)> {
    let files = files::files().into_iter();
    let refused = files.filter(|(_, _, fault)| *fault != "ok");
    refused
        .map(|(what, bytes, fault)| (what, bytes, says(fault)))
        .collect()
}

fn says(fault: &str) -> String {
    let says = match fault {
        "columns" => "超过 200 列",
        "rows" => return format!("超过 {MAX_ROWS} 行"),
        "cells" => return format!("多于 {MAX_CELLS} 个"),
        "long" => "超过 1000 字的单元格",
        "big" => "最多 20 MB",
        "entries" => "压缩包内文件多于",
        "unpacks" => "解压后超过",
        "forged" => "与其声明的大小不符",
        "name" => "不合规的文件名",
        "nested" => "另一个压缩包",
        "entities" => "自定义实体",
        "utf-8" => "不是 UTF-8 编码",
        "1904" => "1904 日期系统",
        "workbook" => "不是 Excel 工作簿",
        "damaged" => "文件已损坏",
        "old" => "旧版",
        "text" => "看不懂文件的编码",
        "empty" => "文件是空的",
        fault => panic!("{fault}"),
    };
    says.to_owned()
}
