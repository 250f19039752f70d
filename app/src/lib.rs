//! The pages of Zhunru, and the words in which findings are told.
//!
//! Pages are rendered on the server and are complete without a script. What moves in the browser
//! is an island: a small component that is compiled to WebAssembly as well. So there are two
//! builds of this crate, and this file is the one place that tells them apart:
//!
//! * `ssr`, the server half: everything;
//! * `hydrate`, the browser half: the `islands` and what they use, nothing else.
//!
//! A page reads what was asked (`request`) and what is recorded ([`source`]), has a view made of
//! both (`view`: plain data, all words chosen) and hands it to components. The command line tells
//! the same story through [`wording`].

mod islands;

#[cfg(feature = "ssr")]
pub mod beside;
#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "ssr")]
pub mod locale;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod request;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod source;
#[cfg(feature = "ssr")]
pub mod submission;
#[cfg(test)]
mod test_hospital;
#[cfg(feature = "ssr")]
pub mod view;
#[cfg(feature = "ssr")]
pub mod wording;

#[cfg(feature = "ssr")]
pub use pages::propose::of as proposed_of;
#[cfg(feature = "ssr")]
pub use shell::{App, Site, shell};

/// Entry point of the browser half: wakes every island on the page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
