//! The `OpenAPI` document: `openapi.json` with the schemas that are kept or made elsewhere.

use std::sync::{Arc, LazyLock};

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use eligibility::catalogue::Catalogue;
use eligibility::facts::Roster;
use serde_json::Value;

use super::super::broken::Broken;
use super::super::web::Web;
use super::answer;
use crate::cli::schema::ASSESSMENT;

/// Paths, parameters, and the answers that nothing else describes.
const OPENAPI: &str = include_str!("openapi.json");
/// Where a person's file lies among the schemas.
const PERSON: &str = "#/components/schemas/Roster/$defs/Person";

static READ: LazyLock<serde_json::Result<(Value, Value)>> = LazyLock::new(|| {
    let assessment = serde_json::from_str(ASSESSMENT)?;
    Ok((serde_json::from_str(OPENAPI)?, assessment))
});

/// `GET /api/v1/openapi.json`: open to everybody, since nothing of the hospital is in it.
pub(super) async fn show(State(web): State<Arc<Web>>) -> Response {
    match document(web.source.facts().assessments().catalogue()) {
        Some(document) => answer(&document),
        None => Broken::of("the OpenAPI document cannot be read").into_response(),
    }
}

/// The whole document; the words of its enumerations are those of the catalogue.
pub(super) fn document(catalogue: &Catalogue) -> Option<Value> {
    let (document, assessment) = READ.as_ref().ok()?;
    let mut document = document.clone();
    let roster = serde_json::to_value(Roster::schema(catalogue)).ok()?;
    let schemas = document
        .pointer_mut("/components/schemas")?
        .as_object_mut()?;
    embed(schemas, "Assessment", assessment.clone());
    embed(schemas, "Roster", roster);
    let person = serde_json::json!({ "$ref": PERSON });
    schemas.insert("StaffFile".to_owned(), person);
    Some(document)
}

/// Puts a schema among the others; what it refers to inside itself is then further down.
fn embed(schemas: &mut serde_json::Map<String, Value>, name: &str, mut schema: Value) {
    let root = format!("#/components/schemas/{name}");
    relocate(&mut schema, &root);
    schemas.insert(name.to_owned(), schema);
}

fn relocate(schema: &mut Value, root: &str) {
    match schema {
        Value::Object(entries) => {
            entries.remove("$schema");
            entries.remove("$id");
            for (key, value) in entries {
                match value {
                    Value::String(text) if key == "$ref" && text.starts_with('#') => {
                        *text = format!("{root}{}", text.trim_start_matches('#'));
                    }
                    other => relocate(other, root),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| relocate(item, root)),
        _ => {}
    }
}
