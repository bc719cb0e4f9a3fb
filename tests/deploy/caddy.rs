//! Behind Debian's Caddy, with the file as it is but for ports and the certificate.

use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::proxies::{self, Door, Proxy};
use crate::test_app::TestApp;
use crate::{shipped, succeed, text};

struct Caddy {
    folder: TempDir,
    door: Door,
    _process: Proxy,
}

impl Caddy {
    async fn start(host: &'static str, base_path: &'static str, app: &TestApp) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = proxies::address();
        let certificate = proxies::certify(folder.path());
        let path = |name: &str| folder.path().join(name).display().to_string();
        let tls = format!("tls {} {}", path("fullchain.pem"), path("privkey.pem"));
        let file = ["status.example.org", "www.example.org"]
            .iter()
            .fold(text("caddy/Caddyfile"), |file, name| {
                let from = format!("\n{name} {{\n");
                assert!(file.contains(&from), "{name}");
                file.replace(
                    &from,
                    &format!("\nhttps://{name}:{} {{\n{tls}\nbind 127.0.0.1\n", address.port()),
                )
            });
        let own = format!(
            "{{\nadmin off\nauto_https disable_redirects\nstorage file_system {}\n",
            path("storage")
        );
        let file = file
            .replacen("{\n", &own, 1)
            .replace("127.0.0.1:8080", &app.address.to_string());
        std::fs::write(path("Caddyfile"), file).unwrap();
        let mut command = Command::new("caddy");
        command
            .args(["run", "--adapter", "caddyfile", "--config", &path("Caddyfile")])
            .env("HOME", folder.path());
        let log = std::fs::File::create(path("log")).unwrap();
        let process = command.stdout(Stdio::null()).stderr(log).spawn();
        let mut process = Proxy(process.expect("the tests of deploy/ need caddy (.ci/tools installs it)"));
        proxies::until_open(address, &mut process).await;
        let door = Door {
            host,
            base_path,
            address,
            certificate,
        };
        Self {
            folder,
            door,
            _process: process,
        }
    }
}

#[test]
fn caddy_takes_the_file() {
    let file = shipped("caddy/Caddyfile").display().to_string();
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new("caddy");
    command.env("HOME", home.path());
    succeed(command.args(["validate", "--adapter", "caddyfile", "--config", &file]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_site_of_its_own() {
    let mut app = proxies::site("status.example.org", "").await;
    let caddy = Caddy::start("status.example.org", "", &app).await;
    let door = &caddy.door;
    proxies::clients_are_who_they_are(door).await;
    proxies::pages_pass_as_they_are(door).await;
    proxies::the_form_leads_back(door).await;
    proxies::events_pass_at_once(door, &app).await;
    proxies::only_the_configured_host_is_served(door, &app).await;
    proxies::the_rest_stays_outside(door).await;
    // An error is written to the log, without who met it.
    app.stop().await;
    let missing = door
        .visitor(12)
        .request("GET", "/")
        .header("x-secret", "hunter2")
        .send()
        .await
        .unwrap();
    assert_eq!(missing.status(), 502);
    let log = std::fs::read_to_string(caddy.folder.path().join("log")).unwrap();
    assert!(log.contains("502"), "{log}");
    assert!(!log.contains("127.0.0.12") && !log.contains("hunter2"), "{log}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn below_another_site() {
    let app = proxies::site("www.example.org", "/status").await;
    let caddy = Caddy::start("www.example.org", "/status", &app).await;
    let door = &caddy.door;
    proxies::clients_are_who_they_are(door).await;
    proxies::pages_pass_as_they_are(door).await;
    proxies::the_form_leads_back(door).await;
    proxies::events_pass_at_once(door, &app).await;
    proxies::the_rest_stays_outside(door).await;
}
