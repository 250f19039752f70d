//! The pages of Zhunru.
//!
//! Pages are rendered on the server and are complete without a script. What moves in the browser
//! is an island: a small component that is compiled to WebAssembly as well. So there are two
//! builds of this crate, and this file is the one place that tells them apart:
//!
//! * `ssr`, the server half: everything;
//! * `hydrate`, the browser half: the `islands` and what they use, nothing else.

mod islands;

#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod shell;

#[cfg(feature = "ssr")]
pub use shell::{App, Site, shell};

/// Entry point of the browser half: wakes every island on the page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
