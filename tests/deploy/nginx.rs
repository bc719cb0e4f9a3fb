//! Behind Debian's nginx, with the files as they are but for ports, folders and the certificate.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use futures::{StreamExt, stream};
use serde_json::json;
use tempfile::TempDir;

use crate::proxies::{self, Door, Proxy};
use crate::test_app::TestApp;
use crate::text;

/// What is around the files: nginx's own main file, for a process in the foreground that owns nothing.
const MAIN: &str = "daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log log/main.log;\n\
    events { worker_connections 1024; }\nhttp {\n\
    client_body_temp_path temp/1;\nproxy_temp_path temp/2;\nfastcgi_temp_path temp/3;\nuwsgi_temp_path temp/4;\n\
    scgi_temp_path temp/5;\ninclude conf.d/*.conf;\ninclude sites-enabled/*.conf;\n}\n";

struct Nginx {
    folder: TempDir,
    plain: SocketAddr,
    door: Door,
    _process: Proxy,
}

impl Nginx {
    async fn start(site: &str, host: &'static str, base_path: &'static str, app: &TestApp) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (plain, address) = (proxies::address(), proxies::address());
        for name in ["conf.d", "sites-enabled", "snippets", "log", "temp"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        let certificate = proxies::certify(folder.path());
        let write = |path: &str, text: String| std::fs::write(folder.path().join(path), text).unwrap();
        let here = |name: &str| moved(&text(name), folder.path(), plain, address, app.address);
        write("conf.d/groundswell-http.conf", here("nginx/groundswell-http.conf"));
        write("snippets/groundswell-proxy.conf", here("nginx/groundswell-proxy.conf"));
        write("sites-enabled/site.conf", here(site));
        write("nginx.conf", MAIN.to_owned());
        let mut command = Command::new("nginx");
        // Debian keeps it where only root looks.
        let path = std::env::var("PATH").unwrap_or_default();
        command.env("PATH", format!("{path}:/usr/sbin"));
        command
            .arg("-p")
            .arg(folder.path())
            .args(["-c", "nginx.conf", "-e", "log/start.log"]);
        let process = command
            .spawn()
            .expect("the tests of deploy/ need nginx (.ci/tools installs it)");
        let mut process = Proxy(process);
        proxies::until_open(address, &mut process).await;
        let door = Door {
            host,
            base_path,
            address,
            certificate,
        };
        Self {
            folder,
            plain,
            door,
            _process: process,
        }
    }

    fn logs(&self) -> String {
        let files = std::fs::read_dir(self.folder.path().join("log")).unwrap();
        files
            .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
            .collect()
    }
}

/// A file with the ports and folders of a test.
fn moved(text: &str, folder: &Path, plain: SocketAddr, secure: SocketAddr, app: SocketAddr) -> String {
    let lines = text.lines().filter(|line| !line.trim().starts_with("listen [::]"));
    let text = lines.collect::<Vec<_>>().join("\n");
    let replaced = [
        ("listen 80", format!("listen {plain}")),
        ("listen 443", format!("listen {secure}")),
        ("/etc/letsencrypt/live/status.example.org", folder.display().to_string()),
        ("/etc/letsencrypt/live/www.example.org", folder.display().to_string()),
        ("/var/log/nginx", folder.join("log").display().to_string()),
        ("127.0.0.1:8080", app.to_string()),
    ];
    replaced.iter().fold(text, |text, (from, to)| text.replace(from, to))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_site_of_its_own() {
    let app = proxies::site("status.example.org", "").await;
    let nginx = Nginx::start("nginx/groundswell.conf", "status.example.org", "", &app).await;
    let door = &nginx.door;
    proxies::clients_are_who_they_are(door).await;
    proxies::pages_pass_as_they_are(door).await;
    proxies::the_form_leads_back(door).await;
    proxies::events_pass_at_once(door, &app).await;
    proxies::only_the_configured_host_is_served(door, &app).await;
    proxies::the_rest_stays_outside(door).await;
    other_names_get_nothing(&nginx).await;
    one_address_cannot_take_it_all(door).await;
    let logs = nginx.logs();
    assert!(
        logs.contains("POST /api/v1/reports 202") && logs.contains("POST /api/v1/reports 429"),
        "{logs}"
    );
    assert!(!logs.contains("127.0.0."), "an address is in a log: {logs}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn below_another_site() {
    let app = proxies::site("www.example.org", "/status").await;
    let nginx = Nginx::start("nginx/groundswell-sub-path.conf", "www.example.org", "/status", &app).await;
    let door = &nginx.door;
    let redirect = door.visitor(4).request("GET", "").send().await.unwrap();
    assert_eq!(redirect.headers()["location"], "https://www.example.org/status/");
    proxies::clients_are_who_they_are(door).await;
    proxies::pages_pass_as_they_are(door).await;
    proxies::the_form_leads_back(door).await;
    proxies::events_pass_at_once(door, &app).await;
    proxies::the_rest_stays_outside(door).await;
    assert!(!nginx.logs().contains("127.0.0."));
}

/// Over HTTP: to the site under its name, and nothing under others; over HTTPS nothing either.
async fn other_names_get_nothing(nginx: &Nginx) {
    let client = crate::test_app::client();
    let plain = format!("http://{}/services/spotify?lang=de", nginx.plain);
    let ask = async |host: &str| client.get(&plain).header("host", host).send().await;
    let ours = ask("status.example.org").await.unwrap();
    assert_eq!(ours.status(), 301);
    assert_eq!(
        ours.headers()["location"],
        "https://status.example.org/services/spotify?lang=de"
    );
    assert!(ask("evil.example").await.is_err(), "it answers to any name");
    let secure = nginx.door.visitor(9).request("GET", "/").header("host", "evil.example");
    assert!(secure.send().await.is_err(), "it answers to any name");
}

/// Reports beyond the limit are refused, and others are not.
async fn one_address_cannot_take_it_all(door: &Door) {
    let hasty = door.visitor(10);
    let answers = stream::iter(0..400).map(|_| {
        let report = hasty
            .request("POST", "/api/v1/reports")
            .json(&json!({ "service": "netflix" }));
        async move { report.send().await.unwrap().status().as_u16() }
    });
    let answers: Vec<u16> = answers.buffer_unordered(16).collect().await;
    let count = |status: u16| answers.iter().filter(|&&answer| answer == status).count();
    assert!(
        count(202) >= 100 && count(429) > 0 && count(202) + count(429) == 400,
        "{answers:?}"
    );
    let calm = door
        .visitor(11)
        .request("POST", "/api/v1/reports")
        .json(&json!({ "service": "netflix" }));
    assert_eq!(calm.send().await.unwrap().status(), 202);
}
