//! A text as a picture that devices read.

use leptos::prelude::*;
use qrcode::{Color, QrCode};

/// The picture, black on white in every theme; nothing for a text that is too long for one.
#[component]
pub(crate) fn Qr(
    /// What it is, for those who do not see it.
    label: &'static str,
    /// What is read.
    text: String,
) -> impl IntoView {
    const MARGIN: usize = 4;
    let code = QrCode::new(text).ok()?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate();
    let dark = dark.filter(|(_, color)| *color == Color::Dark);
    let squares = dark.map(|(place, _)| {
        let (x, y) = (place % width + MARGIN, place / width + MARGIN);
        format!("M{x} {y}h1v1h-1z")
    });
    let squares: String = squares.collect();
    let side = width + 2 * MARGIN;
    let view_box = format!("0 0 {side} {side}");
    Some(view! {
        <svg
            class="qr"
            role="img"
            aria-label=label
            viewBox=view_box
            shape-rendering="crispEdges"
        >
            <rect width=side height=side fill="#fff" />
            <path d=squares fill="#000" />
        </svg>
    })
}
