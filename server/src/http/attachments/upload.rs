//! A form with a file, as browsers send it.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use registry::attachments::MAX_BYTES;

use crate::http::form::Posted;

/// The most fields, and the longest, beside the file.
const MOST_FIELDS: usize = 16;
const MOST_OF_A_FIELD: usize = 4 * 1024;

/// A form with a file, read as far as it is needed.
pub(super) struct Upload {
    /// What was typed and chosen.
    pub(super) posted: Posted,
    /// What the browser calls the file, and what it holds; one byte more than it may have stands for
    /// any that is too long.
    pub(super) file: (String, Vec<u8>),
}

/// A form with several files.
pub(in crate::http) struct Uploads {
    /// What was typed and chosen.
    pub(in crate::http) posted: Posted,
    /// The files by the names of their fields, each as in [`Upload::file`].
    pub(in crate::http) files: Vec<(String, (String, Vec<u8>))>,
}

impl Upload {
    /// Reads a request.
    ///
    /// # Errors
    /// The answer to a request that is no such form.
    pub(super) async fn read(request: Request) -> Result<Self, Response> {
        let Uploads { posted, mut files } =
            Uploads::read(request, |name| name == "file", MOST_FIELDS).await?;
        let file = files.pop().map(|(_, file)| file);
        Ok(Self {
            posted,
            file: file.unwrap_or_default(),
        })
    }
}

impl Uploads {
    /// Reads a request: which fields hold files, and how many others at most.
    ///
    /// # Errors
    /// The answer to a request that is no such form.
    pub(in crate::http) async fn read(
        request: Request,
        is_file: impl Fn(&str) -> bool,
        most_fields: usize,
    ) -> Result<Self, Response> {
        if !is_multipart(&request) {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts.clone(), body);
        let form = Multipart::from_request(request, &()).await;
        let mut form = form.map_err(IntoResponse::into_response)?;
        let (mut typed, mut files) = (Vec::new(), Vec::new());
        while let Some(mut field) = form
            .next_field()
            .await
            .map_err(IntoResponse::into_response)?
        {
            let key = field.name().unwrap_or_default().to_owned();
            let is_file = is_file(&key);
            let name = field.file_name().unwrap_or_default().to_owned();
            let most = if is_file {
                MAX_BYTES + 1
            } else {
                MOST_OF_A_FIELD
            };
            let mut value = Vec::new();
            while let Some(chunk) = field.chunk().await.map_err(IntoResponse::into_response)? {
                let room = most.saturating_sub(value.len()).min(chunk.len());
                value.extend_from_slice(chunk.get(..room).unwrap_or_default());
            }
            if is_file {
                files.push((key, (name, value)));
            } else if typed.len() < most_fields {
                typed.push((key, String::from_utf8_lossy(&value).into_owned()));
            }
        }
        let posted = Posted::of(parts, typed);
        Ok(Self { posted, files })
    }
}

fn is_multipart(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}
