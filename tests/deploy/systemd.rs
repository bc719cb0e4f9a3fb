//! The unit: systemd understands all of it, and says how exposed the service is.

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::process::Place;
use crate::{shipped, succeed, text};

/// Of 100; systemd calls less than 20 "OK", and a unit without hardening has 96.
const EXPOSURE_MAX: &str = "20";

/// The unit with the binary that was built here, because systemd looks whether it is there.
fn unit() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("groundswell.service");
    let unit = text("systemd/groundswell.service");
    let here = unit.replace(
        "/usr/local/bin/groundswell serve",
        concat!(env!("CARGO_BIN_EXE_groundswell"), " serve"),
    );
    assert_ne!(here, unit);
    std::fs::write(&path, here).unwrap();
    (folder, path)
}

#[test]
fn systemd_understands_the_unit() {
    let (_folder, unit) = unit();
    let said = succeed(Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(unit));
    // An unknown key is a warning there, and success.
    assert!(!said.contains("groundswell.service"), "{said}");
}

#[test]
fn the_unit_is_hardly_exposed() {
    let (_folder, unit) = unit();
    let mut command = Command::new("systemd-analyze");
    command.args(["security", "--no-pager", "--offline=true"]);
    let said = succeed(command.arg(format!("--threshold={EXPOSURE_MAX}")).arg(unit));
    eprintln!("{}", said.lines().last().unwrap_or_default());
}

/// Whoever installs the file as it is gets a server; its address databases are a warning until they are there.
#[test]
fn the_settings_are_ones() {
    let place = Place::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_groundswell"));
    command
        .arg("doctor")
        .arg("--config")
        .arg(shipped("systemd/groundswell.toml"));
    let said = succeed(command.args(["--store", &place.store()]));
    assert!(
        said.contains("listening on 127.0.0.1:8080") && said.contains("2 trusted networks"),
        "{said}"
    );
    assert!(said.contains("/usr/local/share/groundswell/geoip/"), "{said}");
}
