//! Chance from a seed: the same seed always makes the same people.

use std::collections::BTreeSet;

/// The generator `SplitMix64`: small, good enough to make people up, and ours to keep unchanged.
#[derive(Clone, Debug)]
pub struct Random(u64);

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹",
    "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛",
    "叶", "阎", "余", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜", "范", "方", "石", "姚",
    "谭", "廖", "邹", "熊", "金", "陆", "郝", "孔", "白", "崔", "康", "毛", "邱", "秦", "江", "史",
    "顾", "侯", "邵", "孟", "龙", "万", "段", "雷", "钱", "汤", "尹", "黎", "易", "常", "武", "乔",
    "贺", "赖", "龚", "文", "欧阳", "上官", "司徒", "诸葛", "皇甫", "慕容",
];

const GIVEN: &[&str] = &[
    "安", "宁", "晓", "雨", "思", "文", "明", "嘉", "子", "佳", "欣", "怡", "浩", "然", "宇", "轩",
    "梓", "涵", "雅", "静", "丽", "敏", "慧", "芳", "燕", "玲", "娟", "萍", "红", "霞", "建", "国",
    "志", "强", "军", "勇", "伟", "磊", "涛", "斌", "鹏", "超", "凯", "杰", "峰", "林", "森", "海",
    "江", "波", "晨", "曦", "瑞", "祥", "博", "远", "景", "行", "知", "岚", "岑", "若", "望", "舒",
    "青", "禾", "云", "帆",
];

impl Random {
    /// The generator of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high.saturating_sub(low)) + 1;
        low + u32::try_from(self.next() % span).unwrap_or(0)
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    /// A number of so many digits, on a paper.
    pub fn digits(&mut self, n_digits: usize) -> String {
        (0..n_digits)
            .map(|_| char::from_digit(self.between(0, 9), 10).unwrap_or('0'))
            .collect()
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        let index = u64::try_from(words.len()).map_or(0, |n| self.next() % n.max(1));
        usize::try_from(index)
            .ok()
            .and_then(|index| words.get(index))
            .copied()
            .unwrap_or_default()
    }

    /// A name nobody in `taken` has, unless all are taken.
    pub fn name(&mut self, taken: &mut BTreeSet<String>) -> String {
        let mut name = String::new();
        for _ in 0..100 {
            name.clear();
            name.push_str(self.pick(SURNAMES));
            name.push_str(self.pick(GIVEN));
            if self.chance(75) {
                name.push_str(self.pick(GIVEN));
            }
            if taken.insert(name.clone()) {
                break;
            }
        }
        name
    }
}
