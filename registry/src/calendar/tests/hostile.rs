//! Titles that mean harm, the same in every run. The server's test of other people's readers uses them
//! too.

const PIECES: [&str; 34] = [
    "\r\n",
    "\r",
    "\n",
    "\n ",
    ";",
    ",",
    "\\",
    "\\\\\\",
    "\"",
    ":",
    "\0",
    "\u{1b}[31m",
    "\u{b}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{7f}",
    "\t",
    "  ",
    "\u{3000}",
    "\\n",
    "\\,",
    "END:VEVENT\r\nBEGIN:VEVENT\r\n",
    "BEGIN:VALARM",
    "=\"x\";y",
    "𠮷",
    "😀",
    "👩\u{200d}⚕\u{fe0f}",
    "é",
    "核医学科",
    "放射诊疗工作人员证",
    "，；：",
    "大型医用设备配置许可证放射性药品使用许可证辐射安全许可证医疗机构执业许可证到期",
];

/// So many titles.
pub fn titles(n_titles: usize) -> impl Iterator<Item = String> {
    let mut state = 20_261_122_u64;
    let mut below = move |most: usize| {
        // Knuth's numbers; the high bits are the good ones.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % most
    };
    (0..n_titles).map(move |_| {
        let n_pieces = 1 + below(24);
        (0..n_pieces).map(|_| PIECES[below(PIECES.len())]).collect()
    })
}
