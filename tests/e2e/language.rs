//! A visitor's language: the browser's, the one that was chosen, the one that an address asks for.

use crate::geography::Schema;
use crate::test_app::{Answer, Backing, TestApp};

const PAGES: [&str; 6] = [
    "/",
    "/services/spotify",
    "/incidents",
    "/methodology",
    "/regions/US-NY",
    "/networks/64500",
];

async fn page(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = app.request("GET", path).header("accept", "text/html");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::of(request).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_are_in_the_language_of_the_reader() {
    let app = TestApp::start_with(Backing::embedded(), Schema::MaxMind, |config| config.catalogue = None).await;
    for locale in ["en", "de", "es", "fr", "pt", "ja"] {
        for path in PAGES {
            let answer = page(&app, path, &[("accept-language", &format!("{locale}-XX, en;q=0.1"))]).await;
            assert_eq!(answer.header("content-language"), locale, "{path}");
            assert!(answer.header("vary").contains("accept-language"), "{path}");
            assert_eq!(answer.header("set-cookie"), "", "{path}: nobody chose");
            let html = answer.text();
            assert!(html.contains(&format!("<html lang=\"{locale}\"")), "{path} {locale}");
            if locale != "en" {
                assert!(
                    !html.contains("Skip to the content") && !html.contains("All services"),
                    "{path} {locale}"
                );
            }
            // A variable that is missing shows as its name.
            assert!(!html.contains("{ $"), "{path} {locale}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_choice_is_remembered_and_shared_by_its_address() {
    let app = TestApp::start(Backing::embedded()).await;
    let german = page(&app, "/services/spotify?lang=de", &[("accept-language", "fr")]).await;
    assert_eq!(german.header("content-language"), "de");
    assert!(german.header("cache-control").starts_with("private"));
    let cookie = german.header("set-cookie").to_owned();
    assert!(
        cookie.starts_with("groundswell-lang=de; Path=/") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    let pair = cookie.split(';').next().unwrap().to_owned();
    let next = page(&app, "/", &[("accept-language", "fr"), ("cookie", &pair)]).await;
    assert_eq!((next.header("content-language"), next.header("set-cookie")), ("de", ""));
    assert!(
        next.text().contains("hreflang=\"ja\""),
        "search engines find the others"
    );
    // One language's page is never another's, whatever the cache holds.
    let english = page(&app, "/", &[("accept-language", "en")]).await;
    assert_ne!(next.header("etag"), english.header("etag"));
    assert!(english.text().contains("Is it down, or is it only me?"));
    for nonsense in ["/?lang=xx", "/?lang=", "/?lang=%3Cscript%3E", "/?lang=de-AT-x-y"] {
        let answer = page(&app, nonsense, &[("accept-language", "es")]).await;
        assert!(["es", "de"].contains(&answer.header("content-language")), "{nonsense}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn errors_and_answers_to_reports_are_in_it_too() {
    let app = TestApp::start(Backing::embedded()).await;
    let missing = page(&app, "/services/nobody", &[("accept-language", "de")]).await;
    assert!(missing.text().contains("<html lang=\"de\""));
    let plain = Answer::of(app.request("GET", "/services/nobody").header("accept-language", "de")).await;
    assert!(plain.problem(404).contains("No such service"), "programs read English");
    let confirmed = page(&app, "/services/spotify?reported=counted", &[("accept-language", "ja")]).await;
    assert!(confirmed.text().contains("<html lang=\"ja\""));
    assert_eq!(confirmed.header("cache-control"), "no-store");
}
