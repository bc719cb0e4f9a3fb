//! A botnet over many networks over real HTTP: it is shown, and nobody is alerted until something speaks for it.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use groundswell::domain::bucket::Timestamp;
use groundswell::domain::official::{Official, OfficialState, Reading};
use groundswell::domain::service::ServiceSlug;
use serde_json::Value;

use crate::brigade::{history_by, press};
use crate::geography::v4_of;
use crate::test_app::Backing;
use crate::watched::Watched;

/// Where the service's few people live.
const REGIONS: [&str; 5] = ["US-NY", "GB-ENG", "FR-IDF", "DE-BE", "JP-13"];

/// The service has heard from one provider of each region.
async fn watched(backing: Backing) -> Watched {
    Watched::start(backing, &history_by(|_| 0)).await
}

impl Watched {
    async fn incident_page(&self, language: &str) -> String {
        let incident = self.incident().await;
        let id = incident["id"].as_str().unwrap();
        self.app
            .page(&format!("/services/spotify/incidents/{id}?lang={language}"))
            .await
    }
}

/// A rented machine in one of twenty networks from which nobody has reported, in a /24 of its own.
fn machine(number: u8) -> IpAddr {
    v4_of(REGIONS[usize::from(number % 5)], 1 + number / 5 % 4, number / 20)
}

fn botnet() -> Vec<IpAddr> {
    (0..200).map(machine).collect()
}

pub async fn a_botnet_is_shown_and_alerts_nobody_until_the_maker_speaks(backing: Backing) {
    let mut watched = watched(backing).await;
    press(&watched.app, &botnet()).await;

    let incident = watched.incident().await;
    assert_eq!(incident["confidence"], "low", "{incident}");
    assert_eq!(incident["doubts"][0]["reason"], "unfamiliar_networks");
    assert_eq!(incident["raised"], Value::Null);
    let service = watched.app.get_json("/api/v1/services/spotify").await;
    assert_eq!(service["verdict"], "problems", "it is shown: {service}");
    let line = "Reports come from networks that seldom report here. Nobody has been alerted yet.";
    let page = watched.app.page("/services/spotify").await;
    assert!(page.contains(line) && !page.contains("Confirmed since"), "{page}");
    assert!(watched.incident_page("en").await.contains(line));
    assert!(
        watched
            .incident_page("de")
            .await
            .contains("Noch wurde niemand benachrichtigt.")
    );
    assert_eq!(watched.messages().await, BTreeMap::new());

    // Whoever takes over knows of it.
    watched.app.restart().await;
    watched.app.pass(30).await;
    assert_eq!(watched.incident().await["confidence"], "low");
    assert_eq!(watched.messages().await, BTreeMap::new());

    let now = Timestamp(watched.app.now());
    let trouble = Official::default().after(
        Reading {
            state: OfficialState::PartialOutage,
            title: None,
            since: None,
            notices: Vec::new(),
            complete_since: None,
        },
        now,
    );
    let spotify = ServiceSlug::parse("spotify").unwrap();
    watched.app.hub().set_official(&spotify, Some(&Arc::new(trouble)), now);
    for _ in 0..3 {
        watched.app.pass(10).await;
    }
    let incident = watched.incident().await;
    assert_eq!(incident["confidence"], "usual", "{incident}");
    assert_eq!(incident["raised"]["by"], "official");
    let told = watched.messages().await;
    let id = incident["id"].as_str().unwrap();
    assert_eq!(told[&format!("{id}.1")]["type"], "incident.opened", "{told:?}");
    assert_eq!(told.len(), incident["transitions"].as_array().unwrap().len());
    assert!(watched.incident_page("en").await.contains("Alerts went out at"));
    let votes = watched.app.get_json(&format!("/api/v1/incidents/{id}")).await["votes"].clone();
    assert_eq!(votes["confirmed"], 0, "the maker is no team");

    // And nobody is told again, also by who comes after; but of its end.
    watched.app.restart().await;
    for _ in 0..60 {
        watched.app.pass(60).await;
    }
    let (incident, all) = (watched.incident().await, watched.messages().await);
    assert_ne!(incident["resolved_at"], Value::Null, "{incident}");
    assert_eq!(all.len(), incident["transitions"].as_array().unwrap().len());
    assert!(told.keys().all(|id| all.contains_key(id)));
}

pub async fn what_was_doubted_to_its_end_is_never_sent(backing: Backing) {
    let watched = watched(backing).await;
    press(&watched.app, &botnet()).await;
    for _ in 0..60 {
        watched.app.pass(60).await;
    }
    let incident = watched.incident().await;
    assert_ne!(incident["resolved_at"], Value::Null, "{incident}");
    assert_eq!(
        (&incident["confidence"], &incident["raised"]),
        (&"low".into(), &Value::Null)
    );
    assert_eq!(watched.messages().await, BTreeMap::new());
    let page = watched.incident_page("en").await;
    assert!(page.contains("seldom report here. Nobody was alerted."), "{page}");

    // People of the usual providers are heard at once.
    let people: Vec<IpAddr> = (0..100)
        .map(|number| v4_of(REGIONS[usize::from(number % 5)], 0, 64 + number / 5))
        .collect();
    for _ in 0..4 {
        watched.app.pass(15 * 60).await;
    }
    press(&watched.app, &people).await;
    let types: Vec<Value> = watched
        .messages()
        .await
        .into_values()
        .map(|message| message["type"].clone())
        .collect();
    assert!(types.contains(&"incident.opened".into()), "{types:?}");
}
