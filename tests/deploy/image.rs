//! The image: what it copies is let through, what it sets is a setting, and its health check works.

use std::path::Path;
use std::process::Command;

use crate::process::Place;
use crate::{output, succeed, text};

/// Instructions of the Dockerfile with continued lines joined, comments left out.
fn instructions() -> Vec<(String, String)> {
    let text = text("docker/Dockerfile");
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .collect();
    let joined = lines.join("\n").replace("\\\n", " ");
    let instructions = joined.lines().filter_map(|line| line.split_once(' '));
    instructions
        .map(|(name, rest)| (name.to_owned(), rest.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect()
}

fn all<'a>(instructions: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    let found = instructions.iter().filter(|(found, _)| found == name);
    found.map(|(_, rest)| rest.as_str()).collect()
}

#[test]
fn what_it_copies_is_there_and_not_ignored() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ignored = std::fs::read_to_string(root.join(".dockerignore")).unwrap();
    let instructions = instructions();
    let mut copied = 0;
    for copy in all(&instructions, "COPY")
        .into_iter()
        .filter(|copy| !copy.starts_with("--from"))
    {
        let mut paths: Vec<&str> = copy.split(' ').collect();
        paths.pop();
        for path in paths {
            assert!(root.join(path).exists(), "{path} is not there");
            let top = path.split('/').next().unwrap();
            assert!(
                ignored.lines().any(|line| line == format!("!{top}")),
                "{path} is ignored"
            );
            copied += 1;
        }
    }
    assert!(copied > 5);
    // Everything that Cargo.toml names has to be among it, or cargo does not start.
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    assert!(
        !manifest.contains("[[test]]") && !manifest.contains("build = "),
        "see the Dockerfile"
    );
}

#[test]
fn it_is_built_as_this_project_is() {
    let instructions = instructions();
    let manifest = include_str!("../../Cargo.toml");
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .unwrap();
    let rust = format!("rust:{}-", version.trim_matches('"'));
    assert!(all(&instructions, "FROM")[0].starts_with(&rust), "{rust}");
    let runs = all(&instructions, "RUN").join("\n");
    assert!(
        runs.contains("--locked") && runs.contains("npm ci --omit=dev --ignore-scripts"),
        "{runs}"
    );
}

#[test]
fn it_runs_as_nobody_and_ends_as_the_server_does() {
    let instructions = instructions();
    let user = all(&instructions, "USER")[0];
    let numbers: Vec<u32> = user.split(':').map(|number| number.parse().unwrap()).collect();
    assert!(numbers.iter().all(|&number| number > 0), "{user}");
    assert_eq!(all(&instructions, "STOPSIGNAL"), ["SIGTERM"]);
    assert_eq!(all(&instructions, "ENTRYPOINT"), [r#"["/usr/local/bin/groundswell"]"#]);
    let owned = format!("-o {} -g {}", numbers[0], numbers[1]);
    assert!(all(&instructions, "RUN").last().unwrap().contains(&owned));
}

/// The environment of the image, read as `serve` reads it.
#[test]
fn its_environment_is_understood() {
    let place = Place::new();
    let instructions = instructions();
    let mut command = Command::new(env!("CARGO_BIN_EXE_groundswell"));
    command.args(["doctor", "--store", &place.store()]);
    let environment = all(&instructions, "ENV").join(" ");
    for (name, value) in environment.split(' ').filter_map(|pair| pair.split_once('=')) {
        command.env(name, value);
    }
    let said = succeed(&mut command);
    assert!(said.contains("listening on 0.0.0.0:8080"), "{said}");
}

/// `HEALTHCHECK`: by the server's own settings, base path and all; it needs no store.
#[test]
fn its_health_check_sees_a_server_and_its_absence() {
    let instructions = instructions();
    let check = all(&instructions, "HEALTHCHECK")[0];
    assert!(
        check.ends_with(r#"CMD ["/usr/local/bin/groundswell", "doctor", "--server"]"#),
        "{check}"
    );
    let doctor = |listen: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_groundswell"));
        command.args(["doctor", "--server"]);
        command
            .env("GROUNDSWELL_LISTEN", listen)
            .env("GROUNDSWELL_BASE_PATH", "/status");
        output(&mut command)
    };
    let place = Place::new();
    let process = place.serve(&["--base-path", "/status"]);
    let port = process.origin.rsplit(':').next().unwrap();
    // As in the image: the wildcard is where it listens, not where it is found.
    let found = doctor(&format!("0.0.0.0:{port}"));
    let said = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(found.status.success() && said.contains("/status answers"), "{said}");
    let listen = format!("127.0.0.1:{port}");
    process.kill();
    let missing = doctor(&listen);
    assert_eq!(
        missing.status.code(),
        Some(2),
        "{}",
        String::from_utf8_lossy(&missing.stdout)
    );
}
