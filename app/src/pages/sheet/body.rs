//! What stands under the date of a sheet.

use leptos::prelude::*;

use crate::components::clause_table::ClauseTable;
use crate::components::filter_links::FilterLinks;
use crate::components::shared_people::SharedPeople;
use crate::components::sheet_head::SheetHead;
use crate::components::standing_notice::StandingNotice;
use crate::components::strip::Strip;
use crate::components::summary_block::SummaryBlock;
use crate::components::ways_out::SinglePointList;
use crate::islands::fold_all::FoldAll;
use crate::view::address::{Address, Show};
use crate::view::clause::ClauseView;
use crate::view::sheet::SheetView;

/// Head, notice, summary, the next 24 months and clauses.
#[component]
pub(crate) fn SheetBody(
    /// The sheet's own address.
    address: Address,
    /// What to show.
    sheet: SheetView,
) -> impl IntoView {
    let lang = address.lang;
    let counts = Show::ALL.map(|show| sheet.clauses.iter().filter(|c| c.is_shown(show)).count());
    let caption = format!("{}{}{}", sheet.programme, lang.words().separator, sheet.on);
    let notice = sheet
        .notice
        .map(|notice| view! { <StandingNotice address=address.clone() notice /> });
    let clauses: Vec<ClauseView> = sheet
        .clauses
        .into_iter()
        .filter(|clause| clause.is_shown(address.show))
        .collect();
    let strip = sheet
        .strip
        .map(|strip| view! { <Strip address=address.clone() strip /> });
    let is_assessed = counts != [0; 3];
    let summary = is_assessed.then(|| view! { <SummaryBlock lang summary=sheet.summary /> });
    let assessed = is_assessed.then(|| {
        let words = lang.words();
        view! {
            <SinglePointList lang points=sheet.points />
            <div class="tools">
                <FilterLinks address counts />
                <FoldAll open=words.open_all.to_owned() close=words.close_all.to_owned() />
            </div>
            <ClauseTable lang caption clauses />
            <SharedPeople lang shared=sheet.shared />
        }
    });
    view! {
        {notice}
        <SheetHead lang head=sheet.head edition_note=sheet.edition_note />
        {summary}
        {strip}
        {assessed}
    }
}
