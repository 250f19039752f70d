//! What a digest is written in: HTML, Markdown, or letters and nothing else.

/// What a robot makes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// It reads Markdown.
    Markdown,
    /// It shows every letter as it stands.
    Plain,
}

impl Marks {
    /// A text in bold.
    #[must_use]
    pub fn bold(self, text: &str) -> String {
        match self {
            Self::Markdown => format!("**{text}**"),
            Self::Plain => text.to_owned(),
        }
    }

    /// An address that can be followed.
    pub(super) fn link(self, address: &str) -> String {
        match self {
            Self::Markdown => format!("[{address}]({address})"),
            Self::Plain => address.to_owned(),
        }
    }
}

/// As it stands in HTML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Without what robots read as more than a letter. The full-width forms look much the same.
pub(super) fn harmless(text: &str) -> String {
    let one = |c: char| match c {
        '<' => '＜',
        '>' => '＞',
        '[' => '［',
        ']' => '］',
        '*' => '＊',
        '_' => '＿',
        '`' => '｀',
        '#' => '＃',
        '@' => '＠',
        '\\' => '＼',
        '~' => '～',
        c if c.is_control() => ' ',
        c => c,
    };
    text.chars().map(one).collect()
}
