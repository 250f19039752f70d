//! The first page.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::islands::disclosure::Disclosure;

/// Says what this is.
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    view! {
        <Title text="准入" />
        <main>
            <h1>"准入"</h1>
            <p>"医疗机构人员资质与设备配置标准的核对。"</p>
            <Disclosure summary="这是什么">
                <p>"人员档案与标准条款，逐条给出结论和依据。"</p>
            </Disclosure>
        </main>
    }
}
