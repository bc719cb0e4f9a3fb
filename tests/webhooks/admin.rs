//! The admin API, through the same route table that the server mounts.

use std::sync::Arc;

use actix_web::http::{Method, StatusCode, header};
use actix_web::{App, test, web};
use groundswell::domain::delivery::Endpoint;
use groundswell::domain::service::ServiceSlug;
use groundswell::http::webhooks::{AdminWebhooks, configure};
use groundswell::publish::signature::SigningSecret;
use groundswell::publish::webhook::Webhooks;
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::fixtures::{SECRET, announce, clock, endpoint, local, services, store};

const TOKEN: &str = "correct horse";
const ALL: &str = "/api/v1/webhooks";

fn admin(token: Option<&str>) -> AdminWebhooks {
    let (store, clock) = (store(), clock());
    let webhooks = Webhooks::new(store.clone(), clock.clone(), &local()).unwrap();
    AdminWebhooks {
        store,
        clock,
        webhooks: Arc::new(webhooks),
        token: token.map(|token| token.to_owned().into()),
        services: Arc::new(|| {
            let mut services = services();
            services.push(ServiceSlug::parse("github").unwrap());
            services
        }),
    }
}

struct Answer {
    status: StatusCode,
    body: Value,
    location: Option<String>,
}

async fn send(admin: &AdminWebhooks, token: Option<&str>, method: Method, path: &str, body: &str) -> Answer {
    let app = App::new().app_data(web::Data::new(admin.clone())).configure(configure);
    let app = test::init_service(app).await;
    let mut request = test::TestRequest::with_uri(path).method(method);
    if let Some(token) = token {
        request = request.insert_header((header::AUTHORIZATION, token.to_owned()));
    }
    if !body.is_empty() {
        request = request
            .insert_header((header::CONTENT_TYPE, "application/json; charset=utf-8"))
            .set_payload(body.to_owned());
    }
    let response = test::call_service(&app, request.to_request()).await;
    let status = response.status();
    let text = |name: header::HeaderName| {
        let value = response.headers().get(name);
        value.map(|value| value.to_str().unwrap().to_owned())
    };
    let (location, media_type) = (text(header::LOCATION), text(header::CONTENT_TYPE));
    if status.is_client_error() {
        assert_eq!(media_type.as_deref(), Some("application/problem+json"), "{path}");
    }
    let bytes = test::read_body(response).await;
    let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Answer { status, body, location }
}

async fn ask(admin: &AdminWebhooks, method: Method, path: &str, body: &str) -> Answer {
    let bearer = format!("Bearer {TOKEN}");
    send(admin, Some(&bearer), method, path, body).await
}

async fn create(admin: &AdminWebhooks, body: &Value) -> Answer {
    ask(admin, Method::POST, ALL, &body.to_string()).await
}

#[actix_web::test]
async fn without_a_configured_token_there_are_no_routes() {
    for token in [None, Some("")] {
        let admin = admin(token);
        let expected = if token.is_none() {
            StatusCode::NOT_FOUND
        } else {
            StatusCode::UNAUTHORIZED
        };
        for given in [None, Some("Bearer "), Some("Bearer x")] {
            for (method, path) in [
                (Method::GET, ALL),
                (Method::POST, ALL),
                (Method::PUT, "/api/v1/webhooks/ep_1"),
            ] {
                assert_eq!(
                    send(&admin, given, method, path, "").await.status,
                    expected,
                    "{path} {given:?}"
                );
            }
        }
    }
}

#[actix_web::test]
async fn only_the_right_token_opens() {
    let admin = admin(Some(TOKEN));
    for given in [
        None,
        Some("Bearer"),
        Some("Bearer wrong horse"),
        Some("Basic correct horse"),
        Some(TOKEN),
    ] {
        assert_eq!(
            send(&admin, given, Method::GET, ALL, "").await.status,
            StatusCode::UNAUTHORIZED,
            "{given:?}"
        );
    }
    for given in ["Bearer correct horse", "bearer  correct horse"] {
        assert_eq!(
            send(&admin, Some(given), Method::GET, ALL, "").await.status,
            StatusCode::OK
        );
    }
    assert_eq!(
        ask(&admin, Method::PATCH, ALL, "").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}

#[actix_web::test]
async fn an_endpoint_lives_from_creation_to_deletion() {
    let admin = admin(Some(TOKEN));
    let made = create(
        &admin,
        &json!({
            "url": "https://example.com/hook?token=x",
            "services": ["github", "spotify", "github"],
            "events": ["incident.opened", "resolved"],
            "description": "the phone on the night stand",
        }),
    )
    .await;
    assert_eq!(made.status, StatusCode::CREATED);
    let id = made.body["id"].as_str().unwrap().to_owned();
    let path = format!("{ALL}/{id}");
    assert_eq!(made.location.as_deref(), Some(path.as_str()));
    assert!(id.starts_with("ep_"));
    let secret = made.body["secret"].as_str().unwrap().to_owned();
    SigningSecret::parse(&secret).unwrap();
    assert_eq!(made.body["services"], json!(["github", "spotify"]));
    assert_eq!(made.body["events"], json!(["incident.opened", "incident.resolved"]));

    let shown = ask(&admin, Method::GET, &path, "").await.body;
    let listed = ask(&admin, Method::GET, ALL, "").await.body;
    assert_eq!(listed["webhooks"], json!([shown]));
    assert!(shown.get("secret").is_none() && !listed.to_string().contains("whsec_"));

    let rotated = ask(&admin, Method::POST, &format!("{path}/rotate"), "").await.body;
    assert_ne!(rotated["secret"], made.body["secret"]);
    let stored = admin.store.endpoints().await.unwrap().remove(0);
    assert_eq!(stored.secrets, [rotated["secret"].as_str().unwrap(), &secret]);
    for _ in 0..3 {
        ask(&admin, Method::POST, &format!("{path}/rotate"), "").await;
    }
    assert_eq!(admin.store.endpoints().await.unwrap()[0].secrets.len(), 2);

    assert_eq!(
        ask(&admin, Method::DELETE, &path, "").await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        ask(&admin, Method::DELETE, &path, "").await.status,
        StatusCode::NOT_FOUND
    );
    for (method, action) in [
        (Method::GET, ""),
        (Method::POST, "/rotate"),
        (Method::POST, "/test"),
        (Method::POST, "/enable"),
        (Method::GET, "/deliveries"),
    ] {
        let answer = ask(&admin, method, &format!("{path}{action}"), "").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
    }
}

#[actix_web::test]
async fn a_chat_has_no_secret_but_its_url_which_is_not_shown() {
    let admin = admin(Some(TOKEN));
    let url = "https://chat.example.com/services/T0/B0/tell-nobody?sig=tell-nobody";
    for format in ["slack", "discord", "teams"] {
        let made = create(&admin, &json!({"url": url, "format": format})).await;
        assert_eq!(made.status, StatusCode::CREATED);
        assert_eq!(
            (&made.body["format"], &made.body["url"]),
            (&json!(format), &json!("https://chat.example.com/…"))
        );
        let path = format!("{ALL}/{}", made.body["id"].as_str().unwrap());
        let shown = ask(&admin, Method::GET, &path, "").await.body;
        assert!(made.body.get("secret").is_none() && shown == made.body);
        let rotated = ask(&admin, Method::POST, &format!("{path}/rotate"), "").await;
        assert_eq!(rotated.status, StatusCode::CONFLICT);
        let refused = create(&admin, &json!({"url": url, "format": format, "secret": SECRET})).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        let text = refused.body.to_string();
        assert!(text.contains(format) && !text.contains("tell-nobody"), "{text}");
    }
    let stored = admin.store.endpoints().await.unwrap();
    assert!(
        stored
            .iter()
            .all(|endpoint| endpoint.url == url && endpoint.secrets.is_empty())
    );
    let refused = create(&admin, &json!({"url": url, "format": "irc"})).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(
        refused.body["detail"].as_str().unwrap().contains("`teams`"),
        "{}",
        refused.body
    );
    let standard = create(&admin, &json!({"url": "https://example.com/hook?token=x"}))
        .await
        .body;
    assert_eq!(
        (&standard["format"], &standard["url"]),
        (&json!("standard"), &json!("https://example.com/hook?token=x"))
    );
}

#[actix_web::test]
async fn a_given_secret_is_kept_and_a_bad_one_refused_without_repeating_it() {
    let admin = admin(Some(TOKEN));
    let made = create(&admin, &json!({"url": "https://example.com/", "secret": SECRET})).await;
    assert_eq!(made.body["secret"], SECRET);
    for secret in ["hunter2", "whsec_aHVudGVyMg==", "whsec_%hunter2%"] {
        let refused = create(&admin, &json!({"url": "https://example.com/", "secret": secret})).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        let text = refused.body.to_string();
        assert!(text.contains("signing secret") && !text.contains(secret), "{text}");
    }
}

#[actix_web::test]
async fn refuses_what_cannot_work_and_says_why() {
    let admin = admin(Some(TOKEN));
    let url = "https://example.com/";
    let cases = [
        (json!({"url": "ftp://example.com/"}), "https://"),
        (json!({"url": "example.com"}), "cannot be read"),
        (json!({"url": "https://user:word@example.com/"}), "user name"),
        (
            json!({"url": format!("{url}{}", "a".repeat(2_048))}),
            "longer than 2048",
        ),
        (json!({"url": "http://10.0.0.1/"}), "GROUNDSWELL_WEBHOOK_ALLOW"),
        (
            json!({"url": "http://0xa9fea9fe/latest/meta-data"}),
            "GROUNDSWELL_WEBHOOK_ALLOW",
        ),
        (
            json!({"url": url, "services": ["spotify", "spotfy", "NO SLUG"]}),
            "services: `spotfy`, `NO SLUG`",
        ),
        (
            json!({"url": url, "events": ["incident.closed"]}),
            "event: `incident.closed`",
        ),
        (json!({"url": url, "evnts": []}), "unknown field `evnts`"),
        (json!({"url": url, "description": "d".repeat(501)}), "description"),
        (json!({"services": []}), "missing field `url`"),
        (json!([]), "not a webhook"),
    ];
    for (body, words) in cases {
        let answer = create(&admin, &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        let detail = answer.body["detail"].as_str().unwrap();
        assert!(detail.contains(words), "{detail}");
    }
    assert_eq!(
        ask(&admin, Method::POST, ALL, "{").await.status,
        StatusCode::BAD_REQUEST
    );
    let large = create(&admin, &json!({"url": url, "description": "d".repeat(5_000)})).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(admin.store.endpoints().await.unwrap().is_empty());
    // The operator allowed this machine.
    assert_eq!(
        create(&admin, &json!({"url": "http://127.0.0.1:9/"})).await.status,
        StatusCode::CREATED
    );
}

#[actix_web::test]
async fn another_media_type_is_refused() {
    let admin = admin(Some(TOKEN));
    let app = App::new().app_data(web::Data::new(admin)).configure(configure);
    let app = test::init_service(app).await;
    let request = test::TestRequest::post()
        .uri(ALL)
        .insert_header((header::AUTHORIZATION, format!("Bearer {TOKEN}")))
        .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"))
        .set_payload("url=https://example.com/");
    let response = test::call_service(&app, request.to_request()).await;
    assert_eq!(response.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[actix_web::test]
async fn an_endpoint_of_the_configuration_file_is_changed_there() {
    let admin = admin(Some(TOKEN));
    let configured = Endpoint {
        from_config: true,
        disabled: true,
        ..endpoint("ep_file", "https://example.com/")
    };
    admin.store.put_endpoint(&configured).await.unwrap();
    let path = format!("{ALL}/ep_file");
    assert_eq!(
        ask(&admin, Method::DELETE, &path, "").await.status,
        StatusCode::CONFLICT
    );
    let rotated = ask(&admin, Method::POST, &format!("{path}/rotate"), "").await;
    assert_eq!(rotated.status, StatusCode::CONFLICT);
    let enabled = ask(&admin, Method::POST, &format!("{path}/enable"), "").await;
    assert_eq!(
        (enabled.status, &enabled.body["disabled"]),
        (StatusCode::OK, &json!(false))
    );
}

#[actix_web::test]
async fn test_messages_and_the_log_tell_what_came_of_them() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(503))
        .mount(&server)
        .await;
    let admin = admin(Some(TOKEN));
    let made = create(&admin, &json!({"url": server.uri()})).await;
    let path = format!("{ALL}/{}", made.body["id"].as_str().unwrap());

    announce(&admin.store, "i", 0..1, admin.clock.now()).await;
    admin.webhooks.deliver_due(&services()).await.unwrap();
    let sent = ask(&admin, Method::POST, &format!("{path}/test"), "").await;
    assert_eq!(sent.status, StatusCode::OK);
    assert_eq!(
        (&sent.body["event"], &sent.body["state"]),
        (&json!("test.ping"), &json!("failed"))
    );

    let log = ask(&admin, Method::GET, &format!("{path}/deliveries"), "").await.body;
    let rows = log["deliveries"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    let opened = rows.iter().find(|row| row["event"] == "incident.opened").unwrap();
    assert_eq!(
        (&opened["state"], &opened["last_status"]),
        (&json!("pending"), &json!(503))
    );
    assert!(opened["next_at"].is_string() && opened["last_error"].is_string());

    let one = ask(&admin, Method::GET, &format!("{path}/deliveries?limit=1"), "")
        .await
        .body;
    assert_eq!(one["deliveries"].as_array().unwrap().len(), 1);
    let bad = ask(&admin, Method::GET, &format!("{path}/deliveries?limit=many"), "").await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
}
