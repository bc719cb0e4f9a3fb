use std::collections::BTreeSet;

use super::*;

/// Where routes are. A file that mounts more of them belongs here.
const SOURCES: [(&str, &str); 3] = [
    ("http", include_str!("../mod.rs")),
    ("webhooks", include_str!("../webhooks.rs")),
    ("vote", include_str!("../vote.rs")),
];

/// Pages and what belongs to them: for people and browsers, not for programs.
const NO_API: [&str; 18] = [
    "/",
    "",
    "/services/{slug}",
    "/services/{slug}/embed",
    "/services/{slug}/here",
    "/here",
    "/services/{slug}/incidents/{id}",
    "/incidents",
    "/regions/{code}",
    "/networks/{number}",
    "/methodology",
    "/assets/{file}",
    "/widget.js",
    "/robots.txt",
    "/sitemap.xml",
    "/manifest.webmanifest",
    "/docs",
    "/.well-known/security.txt",
];

/// What is mounted, as it stands in the source: `GET /api/v1/services`.
fn mounted() -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    for (name, source) in SOURCES {
        let code: Vec<&str> = source
            .split("#[cfg(test)]")
            .next()
            .unwrap()
            .lines()
            .map(str::trim)
            .collect();
        let code = code.join(" ");
        for (at, _) in code.match_indices("configure(") {
            let what = code[at..].split([' ', ')']).next().unwrap();
            let known = [
                "configure(webhooks::configure",
                "configure(cfg:",
                "configure(table",
                "configure(vote::configure",
                "configure(config:",
            ];
            assert!(known.contains(&what), "{name}: {what}: which routes are these?");
        }
        for (word, method) in [("read(\"", "GET"), (".service(post(\"", "POST")] {
            let pieces = code.split(word).skip(1);
            routes.extend(pieces.map(|piece| format!("{method} {}", address(piece))));
        }
        for piece in code.split("only(").skip(1) {
            // The second word is an address, except where it is a variable.
            let words: Vec<&str> = piece.split('"').collect();
            if words[0].trim().is_empty() && words[2] == ", " {
                routes.insert(format!("{} {}", words[1], address(words[3])));
            }
        }
        for piece in code.split("web::resource(\"").skip(1) {
            let body = piece.split(".default_service(").next().unwrap();
            let takes = |method: &&str| {
                [".", "web::"]
                    .iter()
                    .any(|before| body.contains(&format!("{before}{method}(")))
            };
            if body.contains("guard(is_read)") {
                routes.insert(format!("GET {}", address(piece)));
            }
            let methods = ["get", "post", "delete", "put", "patch"].into_iter().filter(takes);
            routes.extend(methods.map(|method| format!("{} {}", method.to_uppercase(), address(piece))));
        }
    }
    routes
}

/// What stands before the closing quotation mark; a parameter that takes slashes is written as any other.
fn address(text: &str) -> String {
    text.split('"').next().unwrap().replace(":.*}", "}")
}

fn documented() -> BTreeSet<String> {
    let paths = DOCUMENT["paths"].as_object().unwrap().iter();
    let methods = |(path, item): (&String, &Value)| {
        let methods = item.as_object().unwrap().keys();
        methods
            .map(|method| format!("{} {path}", method.to_uppercase()))
            .collect::<Vec<_>>()
    };
    paths.flat_map(methods).collect()
}

#[test]
fn every_route_is_documented_and_nothing_else() {
    let is_page = |route: &String| NO_API.contains(&route.split_once(' ').unwrap().1);
    let mounted: BTreeSet<String> = mounted().into_iter().filter(|route| !is_page(route)).collect();
    assert!(mounted.len() > 30, "{mounted:#?}");
    assert_eq!(mounted, documented());
}

#[test]
fn every_operation_says_what_it_is_and_what_it_refuses() {
    let mut names = BTreeSet::new();
    for (path, item) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let name = format!("{method} {path}");
            assert!(
                names.insert(operation["operationId"].to_string()),
                "{name}: {}",
                operation["operationId"]
            );
            let summary = operation["summary"].as_str().unwrap_or_default();
            assert!(summary.len() > 8 && summary.ends_with(['.', '!']), "{name}: {summary}");
            assert_eq!(operation["tags"].as_array().unwrap().len(), 1, "{name}");
            let responses = operation["responses"].as_object().unwrap();
            assert!(
                ["200", "201", "202", "204", "303"]
                    .iter()
                    .any(|status| responses.contains_key(*status)),
                "{name}"
            );
            assert!(responses.contains_key("405") && responses.contains_key("503"), "{name}");
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                assert!(parameter["description"].is_string(), "{name}: {parameter}");
            }
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn walk(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|value| walk(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    assert_eq!(DOCUMENT["openapi"], "3.1.0");
    let mut found = BTreeSet::new();
    walk(&DOCUMENT, &mut found);
    assert!(found.len() > 20, "{found:?}");
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(DOCUMENT.pointer(pointer).is_some(), "{reference}");
    }
}
