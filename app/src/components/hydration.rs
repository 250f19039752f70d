//! Waking the islands.

use leptos::config::LeptosOptions;
use leptos::hydration::HydrationScripts;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// What leptos' own component puts into the head, but each part with the page's nonce: a policy
/// with `strict-dynamic` refuses a `modulepreload` without one, and the browser complains of it on
/// every page.
#[component]
pub(crate) fn WakeIslands(
    /// Where the browser half lies.
    options: LeptosOptions,
) -> impl IntoView {
    let nonce = use_nonce();
    // Leptos knows the names of the files, and they must be those its script fetches.
    let theirs = view! { <HydrationScripts options islands=true /> }.to_html();
    let mut files = theirs.split("href=\"").skip(1).map(|rest| {
        let file = rest.split_once('"');
        file.map(|(file, _)| file.to_owned())
    });
    let (module, wasm) = (files.next().flatten(), files.next().flatten());
    let script = script_in(&theirs);
    view! {
        <link rel="modulepreload" href=module nonce=nonce.clone() />
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="" />
        <script type="module" nonce=nonce>
            {script}
        </script>
    }
}

/// The text of the one script in a piece of HTML.
fn script_in(html: &str) -> String {
    let script = html.split_once("<script").map(|(_, rest)| rest);
    let text = script
        .and_then(|rest| rest.split_once('>'))
        .map(|(_, text)| text);
    let text = text.and_then(|text| text.split_once("</script>"));
    text.map(|(text, _)| text.to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use leptos::nonce::provide_nonce;
    use leptos::reactive::owner::Owner;

    use super::*;

    #[test]
    fn the_script_is_that_of_leptos_and_all_that_is_loaded_has_the_nonce() {
        let html = Owner::new().with(|| {
            provide_nonce();
            let options = LeptosOptions::builder()
                .output_name("zhunru")
                .site_pkg_dir("pkg/0123")
                .build();
            view! { <WakeIslands options /> }.to_html()
        });
        assert!(
            html.contains("hydrateIslands(document.body, mod)"),
            "{html}"
        );
        assert!(
            html.contains("\"/pkg/0123\"") || html.contains("pkg/0123"),
            "{html}"
        );
        assert_eq!(html.matches(" nonce=\"").count(), 2, "{html}");
        for name in ["zhunru.js", "zhunru_bg.wasm"] {
            assert!(
                html.contains(&format!("href=\"/pkg/0123/{name}\"")),
                "{html}"
            );
        }
    }
}
