//! The steps of an import, and at which one is.

use leptos::prelude::*;

use crate::locale::Lang;

/// A step of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Upload,
    Preview,
    Result,
}

/// All steps in order, the present one marked.
#[component]
pub(crate) fn ImportSteps(lang: Lang, at: Step) -> impl IntoView {
    let words = lang.words().import;
    let steps = [
        (words.step_template, None),
        (words.step_upload, Some(Step::Upload)),
        (words.step_preview, Some(Step::Preview)),
        (words.step_result, Some(Step::Result)),
    ];
    let steps = steps.map(|(label, step)| {
        let current = (step == Some(at)).then_some("step");
        view! { <li aria-current=current>{label}</li> }
    });
    view! {
        <ol class="import-steps" aria-label=words.steps>
            {steps.collect_view()}
        </ol>
    }
}
