//! A programme is made: its id, name, standard and departments in one act.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::forms::{self, Choices, Forms};
use registry::store::RecordKind;

use crate::components::frame::Frame;
use crate::components::record_form::RecordForm;
use crate::locale::Lang;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::asked;
use crate::view::record_form::{FieldView, FormView, Input, label};

/// The form of a new programme. To those who may not edit it is not there.
#[component]
pub(crate) fn NewProgrammePage() -> impl IntoView {
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    if sight.actor().editing().is_err() {
        return view! { <NotFoundPage /> }.into_any();
    }
    let (seen, address) = (sight.seen(), asked().address);
    let words = address.lang.words();
    let choosable = seen.choosable();
    let forms = Forms::of(&seen, &choosable);
    let Some(form) = form(address.lang, &forms) else {
        return view! { <NotFoundPage /> }.into_any();
    };
    view! {
        <Title text=format!("{} · {}", words.setup.new_programme, words.product) />
        <Frame address=address.clone()>
            <p class="back">
                <a href=address.board().to_string()>{words.back_to_board}</a>
            </p>
            <h1>{words.setup.new_programme}</h1>
            <p>{words.setup.new_programme_lead}</p>
            <RecordForm
                lang=address.lang
                action=address.to_string()
                form
                button=words.setup.make
            />
        </Frame>
    }
    .into_any()
}

/// The form of a programme, with the departments as one more field.
fn form(lang: Lang, forms: &Forms<'_>) -> Option<FormView> {
    let programme = RecordKind::from_name("programme")?;
    let mut form = FormView::blank(lang, forms, programme, &[], None)?;
    let department = forms::form(RecordKind::from_name("programme_department")?)?;
    let column = department.column("department")?;
    let choices = match forms.choices(column, None) {
        Choices::One(choices) => choices.into_iter(),
        Choices::Free | Choices::Some(_) | Choices::Offered(_) => return None,
    };
    let choice = |choice: forms::Choice| match lang {
        Lang::Zh => (choice.value, choice.zh),
        Lang::En => (choice.value, choice.en),
    };
    form.fields.push(FieldView {
        name: column.key,
        label: label(lang, column),
        required: true,
        input: Input::Some(choices.map(choice).collect()),
        value: String::new(),
        hint: None,
    });
    Some(form)
}
