//! Incidents, deliveries and endpoints are stored as JSON: few, small, and open to new fields.
//!
//! A process of a newer version may have written fields that this one does not know. They stay where they are when this one
//! writes the document again, so that two versions can work on one store.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Result, StoreError};
use crate::complaint::Complaint;

/// Elements of lists are the same when these say so: their places may have changed.
const NAMES: [&str; 2] = ["id", "region"];

/// The document of a value.
pub(super) fn write<T: Serialize>(value: &T) -> Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(|error| unwritable(&error))
}

/// The same in place of what was stored before: what that has and this version does not know is kept.
pub(super) fn write_over<T: Serialize + DeserializeOwned>(value: &T, before: Option<&[u8]>) -> Result<Vec<u8>> {
    let Some(unknown) = before.and_then(unknown::<T>) else {
        return write(value);
    };
    let mut document = serde_json::to_value(value).map_err(|error| unwritable(&error))?;
    keep(&mut document, unknown);
    serde_json::to_vec(&document).map_err(|error| unwritable(&error))
}

/// Reads what [`write`] wrote.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    serde_json::from_slice(bytes)
        .map_err(|e| StoreError::Corrupt(format!("a stored value is not what it should be: {e}")))
}

/// Reads one of several documents. One that cannot be read (it is damaged, or of a newer version) is passed over, and said
/// now and then: the others are not to wait for it.
pub(super) fn read_if_readable<T: DeserializeOwned>(bytes: &[u8], what: &'static str) -> Option<T> {
    static COMPLAINT: Complaint = Complaint::new();
    let error = match serde_json::from_slice(bytes) {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    if let Some(unsaid) = COMPLAINT.turn() {
        // Not what the error says: it cites the document, which may hold a secret.
        let (column, kind) = (error.column(), error.classify());
        let document: Option<Value> = serde_json::from_slice(bytes).ok();
        let id = document.as_ref().and_then(|document| document["id"].as_str());
        tracing::error!(
            what,
            id,
            column,
            ?kind,
            unsaid,
            "passed over, because it cannot be read"
        );
    }
    None
}

fn unwritable(error: &serde_json::Error) -> StoreError {
    StoreError::Refused(format!("a value cannot be written as JSON: {error}"))
}

/// What a document has that is lost when it is read and written; `None` when that is nothing, as it nearly always is.
fn unknown<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Option<Value> {
    let document: Value = serde_json::from_slice(bytes).ok()?;
    let known = serde_json::to_value(serde_json::from_slice::<T>(bytes).ok()?).ok()?;
    beyond(document, &known)
}

/// What `document` has beyond `known`, in its place. Of lists only elements with a name, which is kept to find them by.
fn beyond(document: Value, known: &Value) -> Option<Value> {
    match (document, known) {
        (Value::Object(fields), Value::Object(known)) => {
            let name = name_of(&fields).map(|(key, name)| (key, name.clone()));
            let beyond = fields.into_iter().filter_map(|(key, value)| {
                let value = match known.get(&key) {
                    Some(known) => beyond(value, known)?,
                    None => value,
                };
                Some((key, value))
            });
            let mut beyond: Map<String, Value> = beyond.collect();
            if beyond.is_empty() {
                return None;
            }
            beyond.extend(name.map(|(key, name)| (key.to_owned(), name)));
            Some(Value::Object(beyond))
        }
        (Value::Array(items), Value::Array(known)) => {
            let items = items.into_iter().filter_map(|item| {
                let same = known.iter().find(|known| is_same(&item, known))?;
                beyond(item, same)
            });
            let items: Vec<Value> = items.collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        _ => None,
    }
}

/// Adds what is unknown to a document, where that has a place for it.
fn keep(document: &mut Value, unknown: Value) {
    match (document, unknown) {
        (Value::Object(fields), Value::Object(unknown)) => {
            for (key, value) in unknown {
                match fields.get_mut(&key) {
                    Some(known) => keep(known, value),
                    None => drop(fields.insert(key, value)),
                }
            }
        }
        (Value::Array(items), Value::Array(unknown)) => {
            for value in unknown {
                if let Some(item) = items.iter_mut().find(|item| is_same(&value, item)) {
                    keep(item, value);
                }
            }
        }
        _ => {}
    }
}

fn is_same(one: &Value, other: &Value) -> bool {
    let name = |value: &Value| value.as_object().and_then(name_of).map(|(_, name)| name.clone());
    name(one).is_some() && name(one) == name(other)
}

fn name_of(fields: &Map<String, Value>) -> Option<(&'static str, &Value)> {
    let mut names = NAMES.iter().filter_map(|key| Some((*key, fields.get(*key)?)));
    names.find(|(_, name)| name.is_string())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Part {
        id: String,
        size: u32,
    }

    #[derive(Serialize, Deserialize)]
    struct Whole {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        end: Option<u32>,
        parts: Vec<Part>,
        inner: Inner,
    }

    #[derive(Serialize, Deserialize)]
    struct Inner {
        depth: u32,
    }

    fn part(id: &str) -> Part {
        Part {
            id: id.to_owned(),
            size: 2,
        }
    }

    #[test]
    fn what_is_unknown_stays_wherever_it_is() {
        let before = json!({
            "name": "old", "end": 7, "from_the_future": { "a": [1, 2.5] },
            "parts": [{ "id": "gone", "size": 1, "x": 1 }, { "id": "b", "size": 1, "x": 2 }],
            "inner": { "depth": 1, "width": null },
        });
        let whole = Whole {
            name: "new".to_owned(),
            end: None,
            parts: vec![part("b"), part("c")],
            inner: Inner { depth: 2 },
        };
        let written = write_over(&whole, Some(before.to_string().as_bytes())).unwrap();
        let written: Value = serde_json::from_slice(&written).unwrap();
        let expected = json!({
            "name": "new", "from_the_future": { "a": [1, 2.5] },
            "parts": [{ "id": "b", "size": 2, "x": 2 }, { "id": "c", "size": 2 }],
            "inner": { "depth": 2, "width": null },
        });
        assert_eq!(written, expected, "what is known and gone does not come back");
    }

    #[test]
    fn without_anything_unknown_it_is_what_it_always_was() {
        let inner = Inner { depth: 2 };
        let before = write(&Inner { depth: 1 }).unwrap();
        for before in [
            Some(before.as_slice()),
            Some(b"not json"),
            Some(b"{\"depth\": \"x\"}"),
            None,
        ] {
            assert_eq!(write_over(&inner, before).unwrap(), write(&inner).unwrap());
        }
    }
}
