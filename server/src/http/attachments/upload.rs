//! A form with a file, as browsers send it.

use axum::extract::multipart::MultipartError;
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
    /// What the browser calls the file, and what it holds; `None` where more was sent than any file
    /// may have.
    pub(super) file: Option<(String, Vec<u8>)>,
}

/// A form with several files.
pub(in crate::http) struct Uploads {
    /// What was typed and chosen.
    pub(in crate::http) posted: Posted,
    /// The files by the names of their fields: what the browser calls each, and what it holds. One
    /// byte more than a file may have stands for any that is too long. None where not all of them
    /// could be kept.
    pub(in crate::http) files: Vec<(String, (String, Vec<u8>))>,
    /// How much of the form there is.
    pub(in crate::http) extent: Extent,
}

/// How much of a form there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http) enum Extent {
    /// All of it.
    Whole,
    /// Everything but the files, which are too much together.
    WithoutFiles,
    /// It is longer than is read at all: neither the files are there nor what follows.
    CutOff,
}

/// The most that is kept of a form.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct Most {
    /// How many fields with files, and how many others.
    pub(in crate::http) fields: usize,
    /// How many bytes of all files together.
    pub(in crate::http) bytes: usize,
}

impl Upload {
    /// Reads a request.
    ///
    /// # Errors
    /// The answer to a request that is no such form.
    pub(super) async fn read(request: Request) -> Result<Self, Response> {
        let most = Most {
            fields: MOST_FIELDS,
            bytes: MAX_BYTES + 1,
        };
        let mut uploads = Uploads::read(request, |name| name == "file", most).await?;
        let file = uploads.files.pop().map(|(_, file)| file);
        let is_whole = uploads.extent == Extent::Whole;
        Ok(Self {
            posted: uploads.posted,
            file: is_whole.then(|| file.unwrap_or_default()),
        })
    }
}

impl Uploads {
    /// Reads a request: which fields hold files, and how much is kept. What is beyond that is read all
    /// the same, as far as anything is: a browser shows an answer only after it has sent all.
    ///
    /// # Errors
    /// The answer to a request that is no such form.
    pub(in crate::http) async fn read(
        request: Request,
        is_file: impl Fn(&str) -> bool,
        most: Most,
    ) -> Result<Self, Response> {
        if !is_multipart(&request) {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts.clone(), body);
        let form = Multipart::from_request(request, &()).await;
        let form = form.map_err(IntoResponse::into_response)?;
        let mut fields = Fields::default();
        let extent = match fields.read(form, is_file, most).await {
            Ok(extent) => extent,
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => Extent::CutOff,
            Err(error) => return Err(error.into_response()),
        };
        if extent != Extent::Whole {
            fields.files.clear();
        }
        Ok(Self {
            posted: Posted::received(parts, fields.typed).map_err(|answer| *answer)?,
            files: fields.files,
            extent,
        })
    }
}

/// The fields of a form that have been read.
#[derive(Default)]
struct Fields {
    typed: Vec<(String, String)>,
    files: Vec<(String, (String, Vec<u8>))>,
}

impl Fields {
    /// Adds field by field; those before an error stay.
    async fn read(
        &mut self,
        mut form: Multipart,
        is_file: impl Fn(&str) -> bool,
        most: Most,
    ) -> Result<Extent, MultipartError> {
        let (mut extent, mut room) = (Extent::Whole, most.bytes);
        while let Some(mut field) = form.next_field().await? {
            let key = field.name().unwrap_or_default().to_owned();
            let is_file = is_file(&key);
            let name = field.file_name().unwrap_or_default().to_owned();
            let longest = match (is_file, extent) {
                (false, _) => MOST_OF_A_FIELD,
                (true, Extent::Whole) => MAX_BYTES + 1,
                (true, _) => 0,
            };
            let mut value = Vec::new();
            while let Some(chunk) = field.chunk().await? {
                let left = longest.saturating_sub(value.len()).min(chunk.len());
                value.extend_from_slice(chunk.get(..left).unwrap_or_default());
            }
            if !is_file {
                if self.typed.len() < most.fields {
                    let value = String::from_utf8_lossy(&value).into_owned();
                    self.typed.push((key, value));
                }
            } else if value.len() > room {
                extent = Extent::WithoutFiles;
                self.files.clear();
            } else if self.files.len() < most.fields {
                room -= value.len();
                value.shrink_to_fit();
                self.files.push((key, (name, value)));
            }
        }
        Ok(extent)
    }
}

fn is_multipart(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    /// What is read of a form with two files of a length, and a field before and after them.
    async fn read(length: usize, most: usize) -> (Vec<String>, usize, Extent) {
        let part = |head: &str, value: &str| {
            format!("--b\r\ncontent-disposition: form-data; {head}\r\n\r\n{value}\r\n")
        };
        let file = "x".repeat(length);
        let parts = [
            part("name=\"first\"", "1"),
            part("name=\"file-1\"; filename=\"a\"", &file),
            part("name=\"file-2\"; filename=\"b\"", &file),
            part("name=\"last\"", "2"),
            "--b--\r\n".to_owned(),
        ];
        let request = Request::post("/")
            .header(CONTENT_TYPE, "multipart/form-data; boundary=b")
            .body(Body::from(parts.concat()))
            .unwrap();
        let most = Most {
            fields: 2,
            bytes: most,
        };
        let read = Uploads::read(request, |name| name.starts_with("file-"), most).await;
        let read = read.unwrap();
        let typed = ["first", "last"].map(|key| read.posted.value(key).to_owned());
        (typed.to_vec(), read.files.len(), read.extent)
    }

    #[tokio::test]
    async fn of_files_that_are_too_much_none_is_kept_and_the_rest_stays() {
        assert_eq!(
            read(50, 100).await,
            (vec!["1".into(), "2".into()], 2, Extent::Whole)
        );
        assert_eq!(
            read(51, 100).await,
            (vec!["1".into(), "2".into()], 0, Extent::WithoutFiles)
        );
        // Where nobody says how long a request may be it is two megabytes; this one comes in one piece.
        assert_eq!(
            read(1_200_000, 5_000_000).await,
            (vec![String::new(), String::new()], 0, Extent::CutOff)
        );
    }
}
