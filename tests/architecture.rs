//! The arrows of the layout point one way: `main → app → http, pipeline, publish, evidence → store, geoip, render → domain`.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What each module may use of this crate: a module, or one file of it.
const ARROWS: [(&str, &[&str]); 11] = [
    ("domain", &[]),
    ("supervise", &[]),
    ("complaint", &[]),
    ("store", &["domain", "supervise", "complaint"]),
    ("geoip", &["domain"]),
    ("render", &["domain"]),
    ("pipeline", &["store", "domain", "supervise", "complaint"]),
    ("outbound", &["domain"]),
    (
        "publish",
        &["store", "render", "outbound", "domain", "pipeline::clock", "supervise"],
    ),
    ("evidence", &["outbound", "domain", "pipeline::clock", "supervise"]),
    (
        "http",
        &[
            "pipeline",
            "publish",
            "outbound",
            "geoip",
            "store",
            "render",
            "domain",
            "supervise",
            "complaint",
        ],
    ),
];

/// Of all crates, the domain uses these.
const CRATES_OF_DOMAIN: [&str; 4] = ["foldhash", "serde", "statrs", "jiff"];

#[test]
fn modules_use_only_what_is_below_them() {
    let mut wrong = BTreeSet::new();
    for (module, below) in ARROWS {
        for (file, code) in sources(module) {
            for path in paths(&code, "crate") {
                let is_below = below
                    .iter()
                    .any(|allowed| path == *allowed || path.starts_with(&format!("{allowed}::")));
                if !is_below && path.split("::").next() != Some(module) {
                    wrong.insert(format!("{} uses crate::{path}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_domain_does_no_input_or_output() {
    let mut wrong = BTreeSet::new();
    for (file, code) in sources("domain") {
        for name in dependencies() {
            let is_used = paths(&code, &name).next().is_some() || code.contains(&format!("use {name};"));
            if is_used && !CRATES_OF_DOMAIN.contains(&name.as_str()) {
                wrong.insert(format!("{} uses {name}", file.display()));
            }
        }
        for path in paths(&code, "std") {
            let module = path.split("::").next().unwrap_or_default();
            if ["fs", "net", "io", "env", "process", "thread", "time"].contains(&module) {
                wrong.insert(format!("{} uses std::{path}", file.display()));
            }
        }
        for word in ["async fn", ".await", "Timestamp::now", "println!"] {
            if code.contains(word) {
                wrong.insert(format!("{} has `{word}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// All files of a module with their code: without comments and unit tests.
fn sources(module: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root.join(module), &mut files);
    let single = root.join(format!("{module}.rs"));
    files.extend(single.exists().then_some(single));
    assert!(!files.is_empty(), "{module} is gone");
    files.retain(|file| !file.ends_with("tests.rs"));
    let read = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
        (file, lines.collect::<Vec<_>>().join("\n"))
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// What follows `root::` in the code; each part of a `{…}` right behind it by itself.
fn paths<'a>(code: &'a str, root: &'a str) -> impl Iterator<Item = String> + 'a {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let starts = code.match_indices(root).filter(move |(at, _)| {
        let before = code[..*at].chars().next_back();
        !before.is_some_and(|c| is_name(c) || c == ':')
    });
    starts.flat_map(move |(at, _)| {
        let rest = code[at + root.len()..].strip_prefix("::");
        let group = |rest: &str| -> Vec<String> {
            match rest.strip_prefix('{') {
                Some(inner) => top_level(inner),
                None => vec![path_of(rest)],
            }
        };
        rest.map(group).unwrap_or_default()
    })
}

fn path_of(text: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    text.trim_start().chars().take_while(|&c| is_part(c)).collect()
}

/// The parts of a group up to its closing brace.
fn top_level(inner: &str) -> Vec<String> {
    let (mut depth, mut starts, mut end) = (0, vec![0], inner.len());
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                end = at;
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => starts.push(at + 1),
            _ => {}
        }
    }
    let parts = starts.into_iter().map(|start| path_of(&inner[start..end]));
    parts.filter(|path| !path.is_empty()).collect()
}

/// Crates of `[dependencies]`, as code names them.
fn dependencies() -> Vec<String> {
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let names = manifest["dependencies"].as_table().unwrap().keys();
    names.map(|name| name.replace('-', "_")).collect()
}

#[test]
fn paths_are_found_however_they_are_written() {
    let code = "use crate::store::{self, Store};\nuse crate::{\n    domain::region::RegionCode,\n    app::{App, Heartbeat},\n};\nlet x: crate::http::State; let y = mycrate::z; a::crate::b;";
    let found: Vec<String> = paths(code, "crate").collect();
    assert_eq!(found, ["store::", "domain::region::RegionCode", "app::", "http::State"]);
}
