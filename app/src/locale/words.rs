//! What must be said in every language.

use super::accounts::AccountWords;
use super::api_tokens::ApiTokenWords;
use super::attachments::AttachmentWords;
use super::audit::AuditWords;
use super::due::DueWords;
use super::export::ExportWords;
use super::feeds::FeedWords;
use super::files::FileWords;
use super::identity::IdentityWords;
use super::import::ImportWords;
use super::notices::NoticeWords;
use super::records::RecordWords;
use super::setup::{ProposalWords, SetUpWords};
use super::staff::StaffWords;
use super::strip::StripWords;
use super::timeline::TimelineWords;
use super::what_if::WhatIfWords;

/// All words without data in them. Each language is one `static` of this.
#[derive(Debug)]
pub struct Words {
    // Everywhere.
    /// The name of the product.
    pub product: &'static str,
    /// The language's own name.
    pub this_language: &'static str,
    /// What stands between a label and its value.
    pub colon: &'static str,
    /// What stands between items of a list.
    pub separator: &'static str,
    /// What stands between sentences.
    pub stop: &'static str,
    /// Opens a parenthesis.
    pub open: &'static str,
    /// Closes a parenthesis.
    pub close: &'static str,
    /// The link for keyboards that jumps over the head of the page.
    pub skip_to_content: &'static str,
    /// A day the document does not say.
    pub unknown_date: &'static str,
    /// An end that is not set.
    pub open_end: &'static str,
    /// A hospital without a name.
    pub unnamed_institution: &'static str,
    /// Marks a date that is only estimated.
    pub approximately: &'static str,
    // Verdicts and their force.
    /// A verdict.
    pub met: &'static str,
    /// A verdict.
    pub short: &'static str,
    /// A verdict.
    pub undetermined: &'static str,
    /// A verdict.
    pub not_applicable: &'static str,
    /// No verdict.
    pub not_assessed: &'static str,
    /// Where a day stands to an edition.
    pub in_force: &'static str,
    /// Where a day stands to an edition.
    pub not_yet: &'static str,
    /// Where a day stands to an edition.
    pub lapsed: &'static str,
    // Labels of a sheet.
    /// What the page is.
    pub sheet: &'static str,
    /// Label.
    pub hospital: &'static str,
    /// Label.
    pub programme: &'static str,
    /// Label.
    pub standard: &'static str,
    /// Label.
    pub document: &'static str,
    /// Label.
    pub issuer: &'static str,
    /// Label.
    pub edition: &'static str,
    /// Label.
    pub as_of: &'static str,
    /// Label.
    pub overall: &'static str,
    /// Label.
    pub personnel: &'static str,
    /// Label.
    pub next_break: &'static str,
    /// Label.
    pub clause: &'static str,
    /// Label.
    pub requirement: &'static str,
    /// Label.
    pub required: &'static str,
    /// Label.
    pub held: &'static str,
    /// Label.
    pub gap: &'static str,
    /// Label.
    pub verdict: &'static str,
    /// Label.
    pub people: &'static str,
    /// Label.
    pub note: &'static str,
    /// Who counts.
    pub counted: &'static str,
    /// Who may count.
    pub possible: &'static str,
    /// Who fails one condition only.
    pub near: &'static str,
    /// What is said of a person who may hold the post.
    pub unsure_on_post: &'static str,
    /// Who does not count.
    pub rejected: &'static str,
    /// Label.
    pub reasons: &'static str,
    /// Label.
    pub competing: &'static str,
    /// Heading of the people who count for other programmes too.
    pub shared: &'static str,
    /// That sharing between programmes is allowed.
    pub shared_note: &'static str,
    /// A programme that is not named.
    pub another_programme: &'static str,
    /// Label.
    pub readings: &'static str,
    /// Label.
    pub breaks_on: &'static str,
    /// Several tests of which one is enough.
    pub any_suffices: &'static str,
    /// What reading R-02 asks.
    pub day_after_question: &'static str,
    /// What the stricter reading of R-02 says.
    pub day_after_alternative: &'static str,
    /// What reading R-18 asks, and how it is read by default.
    pub not_shared_question: &'static str,
    /// What the stricter reading of R-18 says.
    pub not_shared_alternative: &'static str,
    // Kinds of test.
    /// A kind of test.
    pub test_headcount: &'static str,
    /// A kind of test.
    pub test_leader: &'static str,
    /// A kind of test.
    pub test_every: &'static str,
    /// A kind of test.
    pub test_attest: &'static str,
    /// A kind of test.
    pub test_paper: &'static str,
    /// A kind of test.
    pub test_measure: &'static str,
    /// A kind of test.
    pub test_periodic: &'static str,
    /// A kind of test.
    pub test_all: &'static str,
    // Pages.
    /// The first page.
    pub board: &'static str,
    /// A link.
    pub back_to_board: &'static str,
    /// A link.
    pub back_home: &'static str,
    /// An empty board.
    pub no_programmes: &'static str,
    /// How a date is written.
    pub date_hint: &'static str,
    /// The button of the date form.
    pub show_date: &'static str,
    /// A link.
    pub month_back: &'static str,
    /// A link.
    pub day_back: &'static str,
    /// A link.
    pub day_on: &'static str,
    /// What the counts are.
    pub verdicts: &'static str,
    /// What the step links are for.
    pub steps: &'static str,
    /// A link.
    pub month_on: &'static str,
    /// A checkbox.
    pub as_if: &'static str,
    /// The button beside it.
    pub evaluate: &'static str,
    /// What the filter links are for.
    pub filter: &'static str,
    /// A filter.
    pub show_all: &'static str,
    /// A filter.
    pub show_open: &'static str,
    /// A filter.
    pub show_personnel: &'static str,
    /// A filter that leaves nothing.
    pub nothing_shown: &'static str,
    /// A button.
    pub open_all: &'static str,
    /// A button.
    pub close_all: &'static str,
    /// A title.
    pub not_found: &'static str,
    /// What the page for an unknown address says.
    pub not_found_body: &'static str,
    /// A page without data.
    pub no_source: &'static str,
    /// A column.
    pub counts: &'static str,
    /// Why a programme is not assessed.
    pub standard_missing: &'static str,
    /// The words of the pages about accounts.
    pub accounts: &'static AccountWords,
    /// The words of tokens by which other programs read.
    pub api_tokens: &'static ApiTokenWords,
    /// The words of subscribing to calendars.
    pub feeds: &'static FeedWords,
    /// The words of exporting.
    pub export: &'static ExportWords,
    /// The words of the list of people.
    pub staff: &'static StaffWords,
    /// The page of a staff file.
    pub files: &'static FileWords,
    /// The words of record forms.
    pub records: &'static RecordWords,
    /// The words of the audit log.
    pub audit: &'static AuditWords,
    /// The words of the pages about importing.
    pub import: &'static ImportWords,
    /// The words of scans.
    pub attachments: &'static AttachmentWords,
    /// The words of an identity number.
    pub identity: &'static IdentityWords,
    /// Those of notices.
    pub notices: &'static NoticeWords,
    /// The words of the pages on which programmes and the institution are set up.
    pub setup: &'static SetUpWords,
    /// The words of proposals.
    pub proposals: &'static ProposalWords,
    /// The words of a timeline.
    pub timeline: TimelineWords,
    /// The words of the next 24 months.
    pub strip: &'static StripWords,
    /// The words of the list of what ends.
    pub due: &'static DueWords,
    /// The words of changes one asks about and of ways out.
    pub what_if: WhatIfWords,
}
