//! The compose file: what it promises of every service, and that what it sets is understood where it arrives.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::process::Command;

use ipnet::IpNet;
use serde_json::Value;

use crate::process::Place;
use crate::redis_server::RedisServer;
use crate::{shipped, succeed, text};

fn compose() -> Value {
    serde_saphyr::from_str(&text("compose.yaml")).unwrap()
}

fn services(compose: &Value) -> impl Iterator<Item = (&String, &Value)> {
    compose["services"].as_object().unwrap().iter()
}

/// Values as the example leaves them, and something where it asks for a secret.
fn filled_in(template: &str) -> String {
    let example = text("compose.env.example");
    let mut text = template.to_owned();
    while let Some((before, rest)) = text.clone().split_once("${") {
        let (inside, after) = rest.split_once('}').unwrap();
        let name = inside.split(':').next().unwrap();
        let value = example.lines().find_map(|line| line.strip_prefix(&format!("{name}=")));
        let value = value.unwrap_or_else(|| panic!("compose.env.example does not have {name}"));
        let value = if value.is_empty() { "correcthorsebattery" } else { value };
        text = format!("{before}{value}{after}");
    }
    text
}

#[test]
fn every_service_is_confined() {
    let compose = compose();
    assert_eq!(services(&compose).count(), 2);
    for (name, service) in services(&compose) {
        assert_eq!(service["read_only"], true, "{name}");
        assert_eq!(service["cap_drop"], serde_json::json!(["ALL"]), "{name}");
        assert_eq!(
            service["security_opt"],
            serde_json::json!(["no-new-privileges:true"]),
            "{name}"
        );
        assert_eq!(service["restart"], "unless-stopped", "{name}");
        let user = service["user"].as_str().unwrap();
        assert!(
            user.split(':').all(|number| number.parse::<u32>().unwrap() > 0),
            "{name}: {user}"
        );
        let limits = &service["deploy"]["resources"]["limits"];
        for limit in ["cpus", "memory", "pids"] {
            assert!(!limits[limit].is_null(), "{name} has no limit of {limit}");
        }
        for port in service["ports"].as_array().into_iter().flatten() {
            assert!(port.as_str().unwrap().starts_with("127.0.0.1:"), "{name}: {port}");
        }
        for volume in service["volumes"].as_array().into_iter().flatten() {
            let source = volume.as_str().unwrap().split(':').next().unwrap();
            let is_known = if source.starts_with('.') {
                shipped(source).exists()
            } else {
                compose["volumes"].as_object().unwrap().contains_key(source)
            };
            assert!(is_known, "{name}: {source} is not there");
        }
    }
    let image = text("docker/Dockerfile");
    let user = format!("USER {}", compose["services"]["groundswell"]["user"].as_str().unwrap());
    assert!(image.contains(&user) && image.contains("HEALTHCHECK"));
    assert!(compose["services"]["redis"]["healthcheck"]["test"].is_array());
    assert_eq!(compose["networks"]["store"]["internal"], true);
}

#[test]
fn secrets_come_from_outside_and_have_to() {
    let names = |text: &str| -> BTreeSet<String> {
        let found = text
            .split("${")
            .skip(1)
            .map(|rest| rest.split([':', '}']).next().unwrap());
        found.map(ToOwned::to_owned).collect()
    };
    let example = text("compose.env.example");
    let lines = || {
        example
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
    };
    let given: BTreeSet<String> = lines().map(|line| line.split('=').next().unwrap().to_owned()).collect();
    assert_eq!(names(&text("compose.yaml")), given);
    let secrets = lines().filter(|line| line.contains("PASSWORD") || line.contains("TOKEN"));
    assert!(secrets.into_iter().all(|line| line.ends_with('=')), "{example}");
    assert!(text("compose.yaml").contains("${REDIS_PASSWORD:?"));
    assert!(
        include_str!("../../.gitignore")
            .lines()
            .any(|line| line == "/deploy/.env")
    );
}

/// Reports come in through the published port, so from the gateway.
#[test]
fn the_proxy_that_is_trusted_is_the_gateway() {
    let compose = compose();
    let network = &compose["networks"]["front"]["ipam"]["config"][0];
    let gateway = network["gateway"].as_str().unwrap();
    let trusted = &compose["services"]["groundswell"]["environment"]["GROUNDSWELL_TRUSTED_PROXIES"];
    assert_eq!(trusted, gateway);
    let subnet: IpNet = network["subnet"].as_str().unwrap().parse().unwrap();
    assert!(subnet.contains(&gateway.parse::<IpAddr>().unwrap()));
}

/// Redis takes its command line, with the file that is mounted, and Groundswell finds it by the password.
#[test]
fn both_understand_what_they_are_given() {
    let compose = compose();
    let command = compose["services"]["redis"]["command"].as_array().unwrap().iter();
    let command: Vec<String> = command.map(|word| filled_in(word.as_str().unwrap())).collect();
    assert_eq!(
        command[..4],
        ["redis-server", "/etc/redis/groundswell.conf", "--dir", "/data"]
    );
    let file = shipped("redis/redis.conf").display().to_string();
    let settings = std::iter::once(file.as_str()).chain(command[4..].iter().map(String::as_str));
    let server = RedisServer::start_with(&settings.collect::<Vec<_>>());

    let place = Place::new();
    let mut doctor = Command::new(env!("CARGO_BIN_EXE_groundswell"));
    doctor.arg("doctor").current_dir(place.folder.path());
    for (name, value) in compose["services"]["groundswell"]["environment"].as_object().unwrap() {
        let value = filled_in(value.as_str().unwrap());
        doctor.env(
            name,
            value.replace("redis:6379", &format!("127.0.0.1:{}", server.port())),
        );
    }
    let said = succeed(&mut doctor);
    assert!(said.contains("admin routes on") && said.contains("answers"), "{said}");
}

/// A rewrite of the append-only file may need as much memory again.
#[test]
fn redis_has_twice_the_memory_that_it_may_fill() {
    let configuration = text("redis/redis.conf");
    let line = configuration.lines().find_map(|line| line.strip_prefix("maxmemory "));
    let gigabytes: u32 = line.unwrap().trim_end_matches("gb").parse().unwrap();
    let limit = compose()["services"]["redis"]["deploy"]["resources"]["limits"]["memory"].clone();
    let limit: u32 = limit.as_str().unwrap().trim_end_matches('g').parse().unwrap();
    assert!(limit >= 2 * gigabytes);
}
