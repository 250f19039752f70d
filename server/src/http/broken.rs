//! What a visitor is told when something failed that is not theirs to mend: that it did. The cause
//! is in the log.

use std::fmt::Display;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use registry::accounts::AccountError;
use registry::attachments::AttachmentError;

/// Something failed on our side; it has been logged.
#[derive(Debug)]
pub(crate) struct Broken(());

impl Broken {
    /// Logs a cause.
    pub(crate) fn of(cause: impl Display) -> Self {
        tracing::error!(%cause, "a request could not be answered");
        Self(())
    }
}

impl From<AccountError> for Broken {
    fn from(error: AccountError) -> Self {
        Self::of(error)
    }
}

impl From<AttachmentError> for Broken {
    fn from(error: AttachmentError) -> Self {
        Self::of(error)
    }
}

impl IntoResponse for Broken {
    fn into_response(self) -> Response {
        let text = "服务器出错，请稍后再试。The server failed; please try again later.\n";
        (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
    }
}
