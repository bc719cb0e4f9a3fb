//! The API for people, made of the document that programs read. The reference is in English in every language: it quotes
//! what answers say.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::render::views::Edition;

use super::Head;

/// Examples do not go deeper into answers than this.
const EXAMPLE_DEPTH_MAX: usize = 8;

/// Methods in the order in which they are read.
const METHODS: [&str; 3] = ["get", "post", "delete"];

/// What `docs.html` is given.
#[derive(Debug, Serialize)]
pub struct DocsPage {
    head: Head,
    /// The address of the document.
    document: String,
    about: Vec<Text>,
    groups: Vec<Group>,
}

/// A piece of a sentence; code is set apart.
#[derive(Debug, Serialize)]
struct Text {
    text: String,
    is_code: bool,
}

/// Routes that belong together.
#[derive(Debug, Serialize)]
struct Group {
    name: String,
    anchor: String,
    about: Vec<Text>,
    routes: Vec<Route>,
}

/// One method of one address.
#[derive(Debug, Serialize)]
struct Route {
    anchor: String,
    method: String,
    path: String,
    summary: Vec<Text>,
    about: Vec<Text>,
    /// Whether it needs the operator's token.
    is_admin: bool,
    parameters: Vec<Parameter>,
    /// What to type.
    curl: String,
    answers: Vec<Answer>,
    /// What a good answer looks like.
    example: Option<String>,
}

#[derive(Debug, Serialize)]
struct Parameter {
    name: String,
    is_required: bool,
    about: Vec<Text>,
    /// One of these, or of this form.
    allowed: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Answer {
    status: String,
    about: Vec<Text>,
}

/// Turns the document into what the page shows.
#[must_use]
pub fn page(site: Edition<'_>, document: &Value) -> DocsPage {
    let (title, description) = (site.locale.word("docs-title"), site.locale.word("docs-description"));
    let tags = document["tags"].as_array().into_iter().flatten();
    let group = |tag: &Value| {
        let name = string(&tag["name"]);
        Group {
            anchor: name.to_lowercase(),
            about: pieces(&string(&tag["description"])),
            routes: routes(document, &name),
            name,
        }
    };
    DocsPage {
        head: Head::new(site, "/docs", title, description),
        document: format!("{}/openapi.json", site.base_path),
        about: pieces(&string(&document["info"]["description"])),
        groups: tags.map(group).collect(),
    }
}

fn routes(document: &Value, tag: &str) -> Vec<Route> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let methods = paths.flat_map(|(path, item)| METHODS.map(|method| (method, path, &item[method])));
    let of_tag = methods.filter(|(_, _, operation)| operation["tags"][0] == *tag);
    of_tag
        .map(|(method, path, operation)| route(document, method, path, operation))
        .collect()
}

fn route(document: &Value, method: &str, path: &str, operation: &Value) -> Route {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let responses = operation["responses"].as_object().into_iter().flatten();
    let good = operation["responses"].as_object().into_iter().flatten();
    let mut good = good.filter(|(status, _)| status.starts_with('2'));
    let example = good.find_map(|(_, response)| {
        let schema = response["content"]["application/json"].get("schema")?;
        pretty(&example(document, schema, 0))
    });
    let answer = |(status, response): (&String, &Value)| Answer {
        status: status.clone(),
        about: pieces(&string(&resolve(document, response)["description"])),
    };
    Route {
        anchor: string(&operation["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: pieces(&string(&operation["summary"])),
        about: pieces(&string(&operation["description"])),
        is_admin: operation["security"].is_array(),
        parameters: parameters
            .map(|parameter| self::parameter(document, parameter))
            .collect(),
        curl: curl(document, method, path, operation),
        answers: responses.map(answer).collect(),
        example,
    }
}

fn parameter(document: &Value, parameter: &Value) -> Parameter {
    let schema = resolve(document, &parameter["schema"]);
    let words = schema["enum"].as_array().into_iter().flatten().map(string);
    let form = schema["pattern"].as_str().map(str::to_owned);
    Parameter {
        name: string(&parameter["name"]),
        is_required: parameter["required"] == true,
        about: pieces(&string(&parameter["description"])),
        allowed: words.chain(form).collect(),
    }
}

/// The command that asks this site.
fn curl(document: &Value, method: &str, path: &str, operation: &Value) -> String {
    let mut address = format!("{}{path}", string(&document["servers"][0]["url"]));
    let mut query = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = string(&parameter["name"]);
        let schema = resolve(document, &parameter["schema"]);
        let known = parameter.get("example").or_else(|| example_in(schema));
        let value = known.map_or_else(|| name.to_uppercase(), string);
        if parameter["in"] == "path" {
            address = address.replace(&format!("{{{name}}}"), &value);
        } else if parameter["required"] == true || (query.is_empty() && known.is_some()) {
            query.push(format!("{name}={value}"));
        }
    }
    if !query.is_empty() {
        address = format!("{address}?{}", query.join("&"));
    }
    let mut words = vec!["curl".to_owned()];
    if method != "get" {
        words.push(format!("-X {}", method.to_uppercase()));
    }
    if operation["security"].is_array() {
        words.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
    }
    let content = operation["requestBody"]["content"]
        .as_object()
        .and_then(|content| content.iter().next());
    if let Some((media_type, content)) = content {
        let body = example(document, &content["schema"], 0);
        let body = if media_type == "application/json" {
            body.to_string()
        } else {
            form(&body)
        };
        words.push(format!("-H 'Content-Type: {media_type}' -d {}", quoted(&body)));
    }
    words.push(quoted(&address));
    words.join(" ")
}

fn form(body: &Value) -> String {
    let fields = body.as_object().into_iter().flatten();
    fields
        .map(|(name, value)| format!("{name}={}", string(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// For a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Something that a schema allows: its own example, or one put together from those of its parts.
fn example(document: &Value, schema: &Value, depth: usize) -> Value {
    let schema = resolve(document, schema);
    if let Some(example) = example_in(schema) {
        return example.clone();
    }
    if depth > EXAMPLE_DEPTH_MAX {
        return Value::Null;
    }
    let example = |schema: &Value| example(document, schema, depth + 1);
    if let Some(parts) = schema["allOf"].as_array() {
        let fields = parts.iter().map(example).filter_map(|part| match part {
            Value::Object(fields) => Some(fields),
            _ => None,
        });
        return Value::Object(fields.flatten().collect());
    }
    let is_something = |schema: &&Value| schema["type"] != "null";
    let choices = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array());
    if let Some(choice) = choices.and_then(|choices| choices.iter().find(is_something)) {
        return example(choice);
    }
    if let Some(word) = schema["enum"].get(0) {
        return word.clone();
    }
    let is_type = |name: &str| schema["type"] == *name || schema["type"].get(0).is_some_and(|first| first == name);
    match () {
        () if schema["properties"].is_object() => {
            let fields = schema["properties"].as_object().into_iter().flatten();
            let fields: Map<String, Value> = fields.map(|(name, schema)| (name.clone(), example(schema))).collect();
            Value::Object(fields)
        }
        () if is_type("array") => Value::Array(vec![example(&schema["items"])]),
        () if is_type("object") => Value::Object(Map::new()),
        () if is_type("boolean") => Value::Bool(false),
        () if is_type("integer") => schema["minimum"].as_i64().unwrap_or_default().into(),
        () if is_type("number") => 1.5.into(),
        () if is_type("string") => "…".into(),
        () => Value::Null,
    }
}

fn example_in(schema: &Value) -> Option<&Value> {
    schema.get("example").or_else(|| schema["examples"].get(0))
}

/// What a reference refers to; else the thing itself.
fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let reference = value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    reference.and_then(|pointer| document.pointer(pointer)).unwrap_or(value)
}

/// Tells code from words by the marks around it.
fn pieces(text: &str) -> Vec<Text> {
    let pieces = text.split('`').enumerate().filter(|(_, piece)| !piece.is_empty());
    pieces
        .map(|(at, piece)| Text {
            text: piece.to_owned(),
            is_code: at % 2 == 1,
        })
        .collect()
}

fn pretty(value: &Value) -> Option<String> {
    serde_json::to_string_pretty(value).ok()
}

/// A text as it is, anything else as JSON.
fn string(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_example_is_put_together_from_parts() {
        let document = json!({ "components": { "schemas": {
            "Slug": { "type": "string", "examples": ["spotify"] },
            "Loop": { "type": "object", "properties": { "again": { "$ref": "#/components/schemas/Loop" } } },
        } } });
        let slug = json!({ "$ref": "#/components/schemas/Slug" });
        let schema = json!({ "allOf": [
            { "type": "object", "properties": { "service": slug, "count": { "type": "integer", "minimum": 0 } } },
            { "type": "object", "properties": { "all": { "type": "array", "items": { "oneOf": [{ "type": "null" }, slug] } } } },
        ] });
        let expected = json!({ "service": "spotify", "count": 0, "all": ["spotify"] });
        assert_eq!(example(&document, &schema, 0), expected);
        // It ends, whatever the document says.
        example(&document, &json!({ "$ref": "#/components/schemas/Loop" }), 0);
    }

    #[test]
    fn a_command_is_safe_to_paste() {
        assert_eq!(quoted("it's $(x)"), r"'it'\''s $(x)'");
    }
}
