//! A site behind a proxy, as visitors meet it: what has to hold behind any of them.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;

use reqwest::{Certificate, Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

use crate::geography::Schema;
use crate::succeed;
use crate::test_app::{Backing, TestApp};

/// What takes longer than this does not come.
const PATIENCE: Duration = Duration::from_secs(20);

/// How a proxy shows the site.
pub struct Door {
    /// The name that it answers to.
    pub host: &'static str,
    /// Empty, or `/path`.
    pub base_path: &'static str,
    /// Where it listens for HTTPS.
    pub address: SocketAddr,
    /// Who signed its certificate: itself.
    pub certificate: Certificate,
}

/// A proxy's process, ended when dropped.
pub struct Proxy(pub Child);

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port of 127.0.0.1 that was free a moment ago.
pub fn address() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, crate::redis_server::free_port()))
}

/// Waits until somebody listens there.
pub async fn until_open(address: SocketAddr, proxy: &mut Proxy) {
    let open = async {
        while tokio::net::TcpStream::connect(address).await.is_err() {
            assert!(proxy.0.try_wait().unwrap().is_none(), "the proxy ended at once");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, open).await.unwrap();
}

/// Writes a certificate for the names of the samples, and its key: fullchain.pem, privkey.pem.
pub fn certify(folder: &Path) -> Certificate {
    let settings = "[req]\nprompt = no\ndistinguished_name = name\nx509_extensions = extensions\n[name]\nCN = test\n\
        [extensions]\nsubjectAltName = DNS:status.example.org, DNS:www.example.org\n";
    std::fs::write(folder.join("certificate.cnf"), settings).unwrap();
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc"];
    let mut command = Command::new("openssl");
    command
        .current_dir(folder)
        .args(["req", "-x509", "-days", "2", "-config", "certificate.cnf"])
        .args(key);
    succeed(command.args(["-keyout", "privkey.pem", "-out", "fullchain.pem"]));
    Certificate::from_pem(&std::fs::read(folder.join("fullchain.pem")).unwrap()).unwrap()
}

/// The app with the settings that the samples name.
pub async fn site(host: &str, base_path: &str) -> TestApp {
    TestApp::start_with(Backing::embedded(), Schema::MaxMind, |config| {
        config.public_url = Some(format!("https://{host}"));
        base_path.clone_into(&mut config.base_path);
    })
    .await
}

impl Door {
    /// A visitor at 127.0.0.`number`.
    pub fn visitor(&self, number: u8) -> Visitor<'_> {
        let builder = Client::builder()
            .no_proxy()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none());
        let client = builder
            .local_address(std::net::IpAddr::from([127, 0, 0, number]))
            .resolve(self.host, self.address)
            .tls_certs_only([self.certificate.clone()]);
        Visitor {
            door: self,
            client: client.build().unwrap(),
        }
    }

    /// The site's address as it is written in pages.
    fn public(&self) -> String {
        format!("https://{}{}", self.host, self.base_path)
    }
}

/// Somebody with an address.
pub struct Visitor<'a> {
    door: &'a Door,
    client: Client,
}

impl Visitor<'_> {
    /// A request below the base path.
    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = method.parse::<reqwest::Method>().unwrap();
        let door = self.door;
        self.client.request(
            method,
            format!("https://{}:{}{}{path}", door.host, door.address.port(), door.base_path),
        )
    }

    /// GET of something that is there.
    async fn get(&self, path: &str) -> Response {
        let response = self.request("GET", path).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response
    }

    async fn text(&self, path: &str) -> String {
        self.get(path).await.text().await.unwrap()
    }

    /// A report, with whatever headers a client makes up.
    async fn report(&self, made_up: &[(&str, &str)]) -> Value {
        let request = self
            .request("POST", "/api/v1/reports")
            .json(&json!({ "service": "spotify" }));
        let request = made_up
            .iter()
            .fold(request, |request, (name, value)| request.header(*name, *value));
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 202);
        response.json().await.unwrap()
    }
}

/// The address is the connection's; what a client writes about itself is worth nothing.
pub async fn clients_are_who_they_are(door: &Door) {
    let one = door.visitor(2);
    let first = one.report(&[]).await;
    assert_eq!(
        (&first["counted"], &first["region"]),
        (&json!(true), &json!("unknown")),
        "{first}"
    );
    for made_up in [
        [("x-forwarded-for", "20.0.1.1"), ("x-real-ip", "20.0.1.1")],
        [("x-forwarded-for", "20.1.1.1, 20.2.1.1"), ("forwarded", "for=20.3.1.1")],
        [
            ("x-forwarded-for", "20.4.1.1, 127.0.0.1"),
            ("x-forwarded-for", "20.5.1.1"),
        ],
        [
            ("forwarded", "for=20.6.1.1;proto=https"),
            ("connection", "x-forwarded-for"),
        ],
    ] {
        let again = one.report(&made_up).await;
        assert_eq!(again["counted"], false, "{made_up:?}: {again}");
    }
    let other = door.visitor(3).report(&[("x-forwarded-for", "127.0.0.2")]).await;
    assert_eq!(
        (&other["counted"], &other["reports_in_window"]),
        (&json!(true), &json!(2)),
        "{other}"
    );
}

/// Pages and all that they load, compressed by the app, with links to where the site is.
pub async fn pages_pass_as_they_are(door: &Door) {
    let visitor = door.visitor(4);
    let public = door.public();
    let page = visitor.text("/services/spotify").await;
    assert!(page.contains(&format!("{public}/services/spotify")), "{page}");
    let mut assets = 0;
    for quoted in page.split('"').filter(|quoted| quoted.contains("/assets/")) {
        let path = quoted.strip_prefix(&public).or(quoted.strip_prefix(door.base_path));
        let asset = visitor.get(path.unwrap()).await;
        assert!(
            asset.headers()["cache-control"].to_str().unwrap().contains("immutable"),
            "{quoted}"
        );
        assets += 1;
    }
    assert!(assets >= 2, "{page}");
    for path in [
        "/",
        "/services/spotify",
        "/embed/spotify",
        "/embed/spotify.svg",
        "/badge/spotify.json",
        "/sitemap.xml",
        "/robots.txt",
        "/manifest.webmanifest",
        "/api/v1/services/spotify",
    ] {
        let body = visitor.text(path).await;
        let inside = [
            ":8080".to_owned(),
            format!(":{}", door.address.port()),
            "127.0.0.1".to_owned(),
        ];
        assert!(inside.iter().all(|inside| !body.contains(inside)), "{path}: {body}");
    }
    let oembed: Value = visitor
        .get(&format!("/oembed?url={public}/services/spotify"))
        .await
        .json()
        .await
        .unwrap();
    assert!(
        oembed["html"]
            .as_str()
            .unwrap()
            .contains(&format!("{public}/embed/spotify")),
        "{oembed}"
    );

    let embed = visitor.get("/embed/spotify").await;
    let policy = embed.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(
        policy.contains("frame-ancestors *") && !embed.headers().contains_key("x-frame-options"),
        "{policy}"
    );

    let packed = visitor
        .request("GET", "/")
        .header("accept-encoding", "gzip, br")
        .send()
        .await
        .unwrap();
    assert_eq!(packed.headers()["content-encoding"], "br");
    let tag = packed.headers()["etag"].clone();
    let again = visitor
        .request("GET", "/")
        .header("accept-encoding", "gzip, br")
        .header("if-none-match", tag);
    assert_eq!(again.send().await.unwrap().status(), StatusCode::NOT_MODIFIED);
}

/// The plain form leads back to a page that is there.
pub async fn the_form_leads_back(door: &Door) {
    let visitor = door.visitor(5);
    let answer = visitor
        .request("POST", "/services/netflix/report")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("symptom=login");
    let answer = answer.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let location = answer.headers()["location"].to_str().unwrap().to_owned();
    let path = location
        .strip_prefix(&format!("https://{}", door.host))
        .unwrap_or(&location);
    let path = path.strip_prefix(door.base_path).unwrap();
    assert!(path.starts_with("/services/netflix"), "{location}");
    visitor.get(path.split('#').next().unwrap()).await;
}

/// Events come one by one, and not when a buffer is full.
pub async fn events_pass_at_once(door: &Door, app: &TestApp) {
    let visitor = door.visitor(6);
    let mut stream = visitor.get("/api/v1/stream?service=spotify").await;
    let mut heard = String::new();
    let mut until = async |wanted: &str| {
        let listening = async {
            while !heard.contains(wanted) {
                let chunk = stream
                    .chunk()
                    .await
                    .unwrap_or_else(|error| panic!("no {wanted} in {heard}: {error}"));
                heard.push_str(&String::from_utf8_lossy(&chunk.unwrap()));
            }
            heard.clear();
        };
        tokio::time::timeout(PATIENCE, listening).await.unwrap();
    };
    until("event: ready").await;
    let receipt = visitor.report(&[]).await;
    assert_eq!(receipt["counted"], true, "{receipt}");
    app.pass(1).await;
    until(&format!("\"reports\":{}", receipt["reports_in_window"])).await;
}

/// Nobody gets a page under a name that is not ours, neither from the proxy nor behind it.
pub async fn only_the_configured_host_is_served(door: &Door, app: &TestApp) {
    let visitor = door.visitor(7);
    let refused = visitor.request("GET", "/").header("host", "evil.example").send().await;
    if let Ok(answer) = refused {
        assert!(
            !answer.text().await.unwrap().contains("Spotify"),
            "it answers to any name"
        );
    }
    for path in [
        "/",
        "/services/spotify",
        "/sitemap.xml",
        "/robots.txt",
        "/embed/spotify",
    ] {
        for name in ["host", "x-forwarded-host"] {
            let request = app.request("GET", &format!("{}{path}", door.base_path));
            let body = request
                .header(name, "evil.example")
                .send()
                .await
                .unwrap()
                .text()
                .await
                .unwrap();
            assert!(!body.contains("evil.example"), "{path} {name}");
        }
        let body = visitor.request("GET", path).header("x-forwarded-host", "evil.example");
        assert!(
            !body
                .send()
                .await
                .unwrap()
                .text()
                .await
                .unwrap()
                .contains("evil.example"),
            "{path}"
        );
    }
}

/// What is not for visitors, and what is too much.
pub async fn the_rest_stays_outside(door: &Door) {
    let visitor = door.visitor(8);
    let metrics = visitor.request("GET", "/metrics").send().await.unwrap();
    assert_eq!(metrics.status(), StatusCode::NOT_FOUND);
    let large = visitor
        .request("POST", "/api/v1/reports")
        .header("content-type", "application/json");
    let large = large.body("x".repeat(100_000)).send().await.unwrap();
    // Caddy 2.6 calls a body that it has cut off a fault of the way to us.
    let refusals = [StatusCode::PAYLOAD_TOO_LARGE, StatusCode::BAD_GATEWAY];
    assert!(refusals.contains(&large.status()), "{}", large.status());
}
