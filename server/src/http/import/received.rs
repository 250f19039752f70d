//! Receiving a file: up to the size of a ledger, and what is beyond it is counted and let go.

use std::sync::Arc;

use app::locale::Lang;
use app::wording::ledger_text;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::StatusCode;
use registry::ledger::{BookFault, MAX_BYTES};

use super::MOST_RECEIVED;
use crate::http::web::Web;

/// The field of the file.
const FILE: &str = "file";

/// Why no file was received.
#[derive(Debug)]
pub(super) enum Unreceived {
    /// What came is no form that could have a file.
    OtherForm,
    /// There was none.
    NoFile,
    /// It is no ledger.
    Refused(BookFault),
}

impl Unreceived {
    /// What is wrong, and what to do.
    pub(super) fn says(&self, lang: Lang) -> String {
        match self {
            Self::OtherForm | Self::NoFile => lang.words().import.no_file.to_owned(),
            Self::Refused(fault) => ledger_text::book_fault(lang, fault),
        }
    }
}

impl Unreceived {
    /// The status of the answer.
    pub(super) const fn status(&self) -> StatusCode {
        match self {
            Self::OtherForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NoFile | Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

impl From<MultipartError> for Unreceived {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            too_big(MOST_RECEIVED)
        } else {
            Self::NoFile
        }
    }
}

const fn too_big(bytes: usize) -> Unreceived {
    let most = MAX_BYTES;
    Unreceived::Refused(BookFault::TooBig { bytes, most })
}

/// The name and the bytes of the file in a request.
///
/// # Errors
/// Why there is none.
pub(super) async fn file(
    request: Request,
    web: &Arc<Web>,
) -> Result<(String, Vec<u8>), Unreceived> {
    let multipart = Multipart::from_request(request, web).await;
    let mut multipart = multipart.map_err(|_| Unreceived::OtherForm)?;
    while let Some(mut field) = multipart.next_field().await? {
        if field.name() != Some(FILE) {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let (mut bytes, mut n_bytes) = (Vec::new(), 0_usize);
        while let Some(chunk) = field.chunk().await? {
            n_bytes += chunk.len();
            if n_bytes <= MAX_BYTES {
                bytes.extend_from_slice(&chunk);
            } else {
                bytes = Vec::new();
            }
        }
        return match n_bytes {
            0 if name.is_empty() => Err(Unreceived::NoFile),
            n_bytes if n_bytes > MAX_BYTES => Err(too_big(n_bytes)),
            _ => Ok((name, bytes)),
        };
    }
    Err(Unreceived::NoFile)
}
