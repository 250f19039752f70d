//! A digest in words: as a mail, and as a message of a robot.

use std::fmt::Write as _;

use eligibility::day::Day;
use registry::notices::Stage;

pub use super::notice_marks::Marks;
use super::notice_marks::{escaped, harmless};
pub use super::notice_subject::{never, never_of, what, whom};
use crate::locale::Lang;

/// One thing that a digest tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How near it is, and the last good day; `None` of what was never recorded.
    pub when: Option<(Stage, Day)>,
    /// Whose it is.
    pub whom: String,
    /// What it is.
    pub what: String,
}

/// A digest, to be worded.
#[derive(Clone, Copy, Debug)]
pub struct Digest<'d> {
    /// The language.
    pub lang: Lang,
    /// The hospital's name.
    pub hospital: &'d str,
    /// The day.
    pub on: Day,
    /// What it tells, the most urgent stage first, what was never recorded last.
    pub lines: &'d [Line],
    /// Where the list of what ends is read; `None` where nobody said under which address it is reached.
    pub link: Option<&'d str>,
}

impl Digest<'_> {
    /// What it is about, in a line.
    #[must_use]
    pub fn title(&self) -> String {
        let n_at = |is_meant: fn(Stage) -> bool| {
            let stages = self.lines.iter().filter_map(|line| line.when);
            stages.filter(|(stage, _)| is_meant(*stage)).count()
        };
        let n_over = n_at(|stage| stage == Stage::Overdue);
        let n_coming = n_at(|stage| stage != Stage::Overdue);
        let n_never = self.lines.len() - n_over - n_coming;
        let part = |n: usize, zh: &str, en: &str| {
            (n > 0).then(|| match self.lang {
                Lang::Zh => format!("{n} 项{zh}"),
                Lang::En => format!("{n} {en}"),
            })
        };
        let parts = [
            part(n_over, "已过期", "overdue"),
            part(n_coming, "将到期", "coming to an end"),
            part(n_never, "从未登记", "never recorded"),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        let (on, hospital) = (self.on, self.hospital);
        match self.lang {
            Lang::Zh => format!("【准入】{on} 到期提醒：{} · {hospital}", parts.join("，")),
            Lang::En => format!("[Zhunru] {on}: {} · {hospital}", parts.join(", ")),
        }
    }

    /// All of it as plain text.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = format!("{}\n", self.title());
        for (stage, lines) in self.sections() {
            let heading = heading(self.lang, stage, lines.len());
            let _infallible = write!(text, "\n{heading}\n");
            for line in lines {
                let _infallible = writeln!(text, "- {}", self.sentence(line));
            }
        }
        let _infallible = writeln!(text, "\n{}", self.foot());
        if let Some(link) = self.link {
            let _infallible = writeln!(text, "{}{link}", self.before_link());
        }
        text
    }

    /// All of it as HTML, with everything escaped that people have typed.
    #[must_use]
    pub fn html(&self) -> String {
        let (what, whom, last, left) = match self.lang {
            Lang::Zh => ("事项", "对象", "最后有效日", "剩余"),
            Lang::En => ("What", "Whose", "Last good day", "Left"),
        };
        let cell = "style=\"text-align:left;padding:4px 8px;border-bottom:1px solid #ccc\"";
        let mut html = format!(
            "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><title>{}</title>\
             <body style=\"font-family:sans-serif;color:#222\"><h1 style=\"font-size:18px\">{}</h1>",
            self.lang.tag(),
            escaped(&self.title()),
            escaped(&self.title()),
        );
        for (stage, lines) in self.sections() {
            let heading = heading(self.lang, stage, lines.len());
            let _infallible = write!(
                html,
                "<h2 style=\"font-size:15px\">{}</h2><table style=\"border-collapse:collapse\"><tr>\
                 <th {cell}>{whom}</th><th {cell}>{what}</th><th {cell}>{last}</th>\
                 <th {cell}>{left}</th></tr>",
                escaped(&heading)
            );
            for line in lines {
                let _infallible = write!(
                    html,
                    "<tr><td {cell}>{}</td><td {cell}>{}</td><td {cell}>{}</td><td {cell}>{}</td></tr>",
                    escaped(&line.whom),
                    escaped(&line.what),
                    line.when
                        .map_or_else(|| "—".to_owned(), |(_, last)| last.to_string()),
                    self.left(line),
                );
            }
            html.push_str("</table>");
        }
        let _infallible = write!(html, "<p>{}", escaped(self.foot()));
        if let Some(address) = self.link.map(escaped) {
            let before = escaped(self.before_link());
            let _infallible = write!(html, "<br>{before}<a href=\"{address}\">{address}</a>");
        }
        html.push_str("</p></body></html>");
        html
    }

    /// As much of it as a robot takes at once, one thing at least, and how many of its things, in order,
    /// that are; where it is not all, it is said that the rest follows. Nothing that people have typed is
    /// read as a link, a mention or a heading.
    #[must_use]
    pub fn chat(&self, most_bytes: usize, marks: Marks) -> (String, usize) {
        let mut foot = format!("\n\n{}", self.foot());
        if let Some(link) = self.link {
            let _infallible = write!(foot, "\n\n{}{}", self.before_link(), marks.link(link));
        }
        let mut text = marks.bold(&harmless(&self.title()));
        let mut n_told = 0;
        'all: for (stage, lines) in self.sections() {
            let heading = heading(self.lang, stage, lines.len());
            let mut before = format!("\n\n{}", marks.bold(&heading));
            for line in lines {
                let more = format!("{before}\n- {}", harmless(&self.sentence(line)));
                before.clear();
                // Room for what says that there is more.
                let is_full = text.len() + more.len() + foot.len() + 80 > most_bytes;
                if is_full && n_told > 0 {
                    break 'all;
                }
                text.push_str(&more);
                n_told += 1;
            }
        }
        let n_more = self.lines.len() - n_told;
        if n_more > 0 {
            let more = match self.lang {
                Lang::Zh => format!("\n\n……另有 {n_more} 项，随后发出。"),
                Lang::En => format!("\n\n… and {n_more} more, in the messages to follow."),
            };
            text.push_str(&more);
        }
        (text + &foot, n_told)
    }

    fn foot(&self) -> &'static str {
        match self.lang {
            Lang::Zh => "同一事项在同一阶段只提醒一次；续办登记后不再提醒。",
            Lang::En => "Each thing is told once at each stage, and no more once it is renewed.",
        }
    }

    fn before_link(&self) -> &'static str {
        match self.lang {
            Lang::Zh => "详情：",
            Lang::En => "See: ",
        }
    }

    /// The lines by stage, the most urgent first; those of what was never recorded last.
    fn sections(&self) -> Vec<(Option<Stage>, Vec<&Line>)> {
        let stage = |line: &Line| line.when.map(|(stage, _)| stage);
        let mut stages: Vec<_> = self.lines.iter().map(stage).collect();
        stages.sort_unstable_by_key(|stage| (stage.is_none(), *stage));
        stages.dedup();
        let of = |wanted: Option<Stage>| {
            let lines = self.lines.iter();
            (wanted, lines.filter(|line| stage(line) == wanted).collect())
        };
        stages.into_iter().map(of).collect()
    }

    fn sentence(&self, line: &Line) -> String {
        let Line { whom, what, .. } = line;
        let left = self.left(line);
        match (self.lang, line.when) {
            (Lang::Zh, Some((_, last))) => {
                format!("{whom}：{what}，最后有效日 {last}（{left}）")
            }
            (Lang::En, Some((_, last))) => format!("{whom}: {what}, good until {last} ({left})"),
            (Lang::Zh, None) => format!("{whom}：{what}，{left}"),
            (Lang::En, None) => format!("{whom}: {what}, {left}"),
        }
    }

    fn left(&self, line: &Line) -> String {
        let days = line.when.map(|(_, last)| last.days_since(self.on));
        match (self.lang, days) {
            (Lang::Zh, None) => "从未登记".to_owned(),
            (Lang::En, None) => "never recorded".to_owned(),
            (Lang::Zh, Some(0)) => "今天".to_owned(),
            (Lang::Zh, Some(days @ 1..)) => format!("还有 {days} 天"),
            (Lang::Zh, Some(days)) => format!("已过 {} 天", -days),
            (Lang::En, Some(0)) => "today".to_owned(),
            (Lang::En, Some(1)) => "1 day left".to_owned(),
            (Lang::En, Some(days @ 2..)) => format!("{days} days left"),
            (Lang::En, Some(-1)) => "1 day over".to_owned(),
            (Lang::En, Some(days)) => format!("{} days over", -days),
        }
    }
}

/// Heading of what is at a stage, or was never recorded.
#[must_use]
pub fn heading(lang: Lang, stage: Option<Stage>, n: usize) -> String {
    match (lang, stage) {
        (_, Some(stage)) => stage_heading(lang, stage, n),
        (Lang::Zh, None) => format!("从未登记（{n} 项）"),
        (Lang::En, None) => format!("Never recorded ({n})"),
    }
}

/// Heading of what is at a stage.
#[must_use]
pub fn stage_heading(lang: Lang, stage: Stage, n: usize) -> String {
    match (lang, stage) {
        (Lang::Zh, Stage::Overdue) => format!("已过期（{n} 项）"),
        (Lang::Zh, Stage::Within(0)) => format!("今天是最后有效日（{n} 项）"),
        (Lang::Zh, Stage::Within(days)) => format!("{days} 天内到期（{n} 项）"),
        (Lang::En, Stage::Overdue) => format!("Overdue ({n})"),
        (Lang::En, Stage::Within(0)) => format!("Good until today ({n})"),
        (Lang::En, Stage::Within(1)) => format!("Within a day ({n})"),
        (Lang::En, Stage::Within(days)) => format!("Within {days} days ({n})"),
    }
}

/// Title and text of a test message.
#[must_use]
pub fn test(lang: Lang, hospital: &str) -> (String, String) {
    match lang {
        Lang::Zh => (
            format!("【准入】测试消息 · {hospital}"),
            "这是一条测试消息。收到它，说明到期提醒能送到这里。".to_owned(),
        ),
        Lang::En => (
            format!("[Zhunru] Test message · {hospital}"),
            "This is a test message. Since it came, notices will come here too.".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn line(stage: Stage, last: &str, whom: &str) -> Line {
        Line {
            when: Some((stage, day(last))),
            whom: whom.to_owned(),
            what: "CT 上岗证".to_owned(),
        }
    }

    fn digest(lang: Lang, lines: &[Line]) -> Digest<'_> {
        Digest {
            lang,
            hospital: "示例医院",
            on: day("2026-03-01"),
            lines,
            link: Some("https://zhunru.example.cn/expiring?department=nm"),
        }
    }

    #[test]
    fn a_digest_says_what_is_urgent_first() {
        let lines = [
            line(Stage::Overdue, "2026-02-27", "张三（N0103）"),
            line(Stage::Within(0), "2026-03-01", "李四（N0104）"),
            line(Stage::Within(30), "2026-03-29", "王五（N0105）"),
        ];
        insta::assert_snapshot!(digest(Lang::Zh, &lines).plain(), @r"
        【准入】2026-03-01 到期提醒：1 项已过期，2 项将到期 · 示例医院

        已过期（1 项）
        - 张三（N0103）：CT 上岗证，最后有效日 2026-02-27（已过 2 天）

        今天是最后有效日（1 项）
        - 李四（N0104）：CT 上岗证，最后有效日 2026-03-01（今天）

        30 天内到期（1 项）
        - 王五（N0105）：CT 上岗证，最后有效日 2026-03-29（还有 28 天）

        同一事项在同一阶段只提醒一次；续办登记后不再提醒。
        详情：https://zhunru.example.cn/expiring?department=nm
        ");
        insta::assert_snapshot!(digest(Lang::En, &lines[..1]).plain(), @r"
        [Zhunru] 2026-03-01: 1 overdue · 示例医院

        Overdue (1)
        - 张三（N0103）: CT 上岗证, good until 2026-02-27 (2 days over)

        Each thing is told once at each stage, and no more once it is renewed.
        See: https://zhunru.example.cn/expiring?department=nm
        ");
    }

    #[test]
    fn a_digest_leads_to_the_list_where_its_address_is_known() {
        let lines = [line(Stage::Overdue, "2026-02-27", "张三（N0103）")];
        let known = digest(Lang::Zh, &lines);
        let link = known.link.unwrap();
        assert!(
            known
                .html()
                .contains(&format!("<a href=\"{link}\">{link}</a>"))
        );
        let (markdown, _) = known.chat(4_096, Marks::Markdown);
        assert!(markdown.ends_with(&format!("详情：[{link}]({link})")));
        let (plain, _) = known.chat(4_096, Marks::Plain);
        assert!(plain.ends_with(&format!("详情：{link}")));
        let unknown = Digest {
            link: None,
            ..known
        };
        let (chat, _) = unknown.chat(4_096, Marks::Markdown);
        for text in [unknown.plain(), unknown.html(), chat] {
            assert!(!text.contains("详情") && !text.contains("href"), "{text}");
        }
    }

    #[test]
    fn what_reads_no_markdown_is_given_none() {
        let lines = [line(Stage::Overdue, "2026-02-27", "张三（N0103）")];
        let (plain, _) = digest(Lang::Zh, &lines).chat(4_096, Marks::Plain);
        assert!(!plain.contains('*') && !plain.contains("]("), "{plain}");
        let (markdown, _) = digest(Lang::Zh, &lines).chat(4_096, Marks::Markdown);
        assert!(markdown.contains("**已过期（1 项）**"), "{markdown}");
    }

    #[test]
    fn what_was_never_recorded_comes_last_and_without_a_day() {
        let never = Line {
            when: None,
            whom: "放射科 CT".to_owned(),
            what: "个人剂量监测（12 人）".to_owned(),
        };
        let lines = [
            line(Stage::Within(30), "2026-03-29", "王五（N0105）"),
            never,
        ];
        insta::assert_snapshot!(digest(Lang::Zh, &lines).plain(), @r"
        【准入】2026-03-01 到期提醒：1 项将到期，1 项从未登记 · 示例医院

        30 天内到期（1 项）
        - 王五（N0105）：CT 上岗证，最后有效日 2026-03-29（还有 28 天）

        从未登记（1 项）
        - 放射科 CT：个人剂量监测（12 人），从未登记

        同一事项在同一阶段只提醒一次；续办登记后不再提醒。
        详情：https://zhunru.example.cn/expiring?department=nm
        ");
        insta::assert_snapshot!(digest(Lang::En, &lines[1..]).plain(), @r"
        [Zhunru] 2026-03-01: 1 never recorded · 示例医院

        Never recorded (1)
        - 放射科 CT: 个人剂量监测（12 人）, never recorded

        Each thing is told once at each stage, and no more once it is renewed.
        See: https://zhunru.example.cn/expiring?department=nm
        ");
        let html = digest(Lang::Zh, &lines).html();
        assert!(html.contains(">—</td>") && html.contains("从未登记（1 项）"));
    }

    #[test]
    fn what_people_typed_is_text_and_nothing_else() {
        let name = "<at user_id=\"all\">[点我](http://x)</at>\n# 大";
        let lines = [line(Stage::Overdue, "2026-02-27", name)];
        let html = digest(Lang::Zh, &lines).html();
        assert!(!html.contains("<at") && html.contains("&lt;at user_id=&quot;all&quot;&gt;"));
        for marks in [Marks::Markdown, Marks::Plain] {
            let (chat, _) = digest(Lang::Zh, &lines).chat(4_096, marks);
            let (typed, _) = chat.split_once("同一事项").unwrap();
            assert!(
                !typed.contains("<at") && !typed.contains("](") && !typed.contains("\n#"),
                "{typed}"
            );
        }
    }

    #[test]
    fn a_robot_is_given_no_more_than_it_takes_and_says_what_is_left_out() {
        let lines: Vec<_> = (0..500)
            .map(|n| {
                line(
                    Stage::Within(30),
                    "2026-03-29",
                    &format!("某某某（N{n:04}）"),
                )
            })
            .collect();
        for lang in Lang::ALL {
            let named = |chat: &str| chat.lines().filter(|line| line.starts_with("- ")).count();
            let (chat, n_told) = digest(lang, &lines).chat(4_096, Marks::Markdown);
            assert!(chat.len() <= 4_096 && chat.len() > 3_800, "{}", chat.len());
            assert_eq!(named(&chat), n_told);
            assert!(chat.contains(&(500 - n_told).to_string()), "{chat}");
            let (all, n_told) = digest(lang, &lines[..5]).chat(4_096, Marks::Markdown);
            assert_eq!((named(&all), n_told), (5, 5));
            // What fits nowhere is told all the same, alone.
            let (_, n_told) = digest(lang, &lines).chat(10, Marks::Markdown);
            assert_eq!(n_told, 1);
        }
    }
}
