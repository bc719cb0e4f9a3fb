//! Crowds that a link has sent, over real HTTP: a prank is shown and alerts nobody, and whoever comes otherwise is heard.

use std::collections::BTreeMap;
use std::net::IpAddr;

use serde_json::{Value, json};

use crate::brigade::{history, press, stranger};
use crate::test_app::{Answer, Backing};
use crate::watched::Watched;

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const FORUM: &str = "https://forum.example.org/";
const SEARCH: &str = "https://www.google.com/";

/// People come and report within this long.
const MINUTES: usize = 10;

/// How somebody comes to the page.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// By an address that was typed or kept.
    Alone,
    /// By a link on this site.
    Link(&'static str),
    /// By a link that says nothing of where it was.
    UnnamedLink,
    /// The page is a part of that one.
    Frame(&'static str),
}

/// The service has heard from 25 providers of five countries.
async fn watched(backing: Backing) -> Watched {
    Watched::start(backing, &history()).await
}

impl Watched {
    /// Opens the page and presses its button, as a browser does.
    async fn come(&self, address: IpAddr, way: Way) {
        let page = self.app.request("GET", "/services/spotify");
        let page = match way {
            Way::Alone => page.header("sec-fetch-site", "none"),
            Way::Link(site) | Way::Frame(site) => page.header("sec-fetch-site", "cross-site").header("referer", site),
            Way::UnnamedLink => page.header("sec-fetch-site", "cross-site"),
        };
        let destination = match way {
            Way::Frame(_) => "iframe",
            _ => "document",
        };
        let from = address.to_string();
        let page = page
            .header("sec-fetch-dest", destination)
            .header("accept", "text/html,*/*");
        let page = page.header("user-agent", BROWSER).header("x-forwarded-for", &from);
        assert_eq!(Answer::of(page).await.status, 200);
        let report = self.app.request("POST", "/services/spotify/report");
        let report = report
            .header("sec-fetch-site", "same-origin")
            .header("user-agent", BROWSER);
        let report = report
            .header("x-forwarded-for", &from)
            .header("content-type", "application/x-www-form-urlencoded");
        let report = report.body("kind=problem");
        let answer = Answer::of(report).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert!(answer.header("location").contains("reported=counted"), "{answer:?}");
    }

    /// These come one after the other, evenly, with a look every ten seconds.
    async fn all_come(&self, people: std::ops::Range<u8>, way: impl Fn(u8) -> Way) {
        let all: Vec<u8> = people.collect();
        for now in all.chunks(200 / (6 * MINUTES) + 1) {
            for &number in now {
                self.come(stranger(number), way(number)).await;
            }
            self.app.pass(10).await;
        }
    }

    async fn assert_doubted(&self) {
        let incident = self.incident().await;
        assert_eq!(incident["confidence"], "low", "{incident}");
        let doubts = incident["doubts"].as_array().unwrap();
        assert_eq!(doubts.len(), 1, "{incident}");
        assert_eq!(doubts[0]["reason"], "one_link", "{incident}");
        assert_eq!(self.messages().await, BTreeMap::new());
    }

    async fn assert_announced(&self) {
        let incident = self.incident().await;
        assert_eq!(incident["confidence"], "usual", "{incident}");
        let id = incident["id"].as_str().unwrap();
        assert_eq!(self.messages().await[&format!("{id}.1")]["type"], "incident.opened");
    }
}

pub async fn a_prank_by_one_link_is_shown_and_alerts_nobody(backing: Backing) {
    let mut watched = watched(backing).await;
    watched.all_come(0..100, |_| Way::Link(FORUM)).await;
    watched.assert_doubted().await;
    let service = watched.app.get_json("/api/v1/services/spotify").await;
    assert_eq!(service["verdict"], "problems", "it is shown: {service}");
    let page = watched.app.page("/services/spotify").await;
    let line = "Most of these reports come from people who followed a link on one other website.";
    assert!(page.contains(line) && !page.contains("forum.example"), "{page}");
    let id = watched.incident().await["id"].as_str().unwrap().to_owned();
    let page = format!("/services/spotify/incidents/{id}?lang=de");
    let page = watched.app.page(&page).await;
    assert!(
        page.contains("einem Link auf ein und derselben anderen Website"),
        "{page}"
    );
    let evidence = watched.app.get_json(&format!("/api/v1/incidents/{id}/evidence")).await;
    assert!(evidence["doubts"][0]["share"].as_f64().unwrap() > 0.9, "{evidence}");

    // What was counted is known after a restart; who came and has not reported yet is not.
    watched.app.restart().await;
    watched.app.pass(10).await;
    watched.assert_doubted().await;
    watched.all_come(100..200, |_| Way::Link(FORUM)).await;
    watched.assert_doubted().await;
    for _ in 0..60 {
        watched.app.pass(60).await;
    }
    assert_ne!(watched.incident().await["resolved_at"], Value::Null);
    watched.assert_doubted().await;
    assert_eq!(watched.messages().await, BTreeMap::new());
}

/// Also when the link hides where it was, and until others speak for it.
pub async fn a_prank_beside_which_people_come_is_announced_then(backing: Backing) {
    let watched = watched(backing).await;
    watched.all_come(0..60, |_| Way::UnnamedLink).await;
    watched.assert_doubted().await;
    watched.all_come(60..160, |_| Way::Alone).await;
    watched.assert_announced().await;
    assert_eq!(watched.incident().await["raised"]["by"], "crowd");
}

pub async fn people_who_come_by_themselves_are_announced(backing: Backing) {
    let watched = watched(backing).await;
    watched.all_come(0..200, |_| Way::Alone).await;
    watched.assert_announced().await;
}

pub async fn people_who_search_are_announced(backing: Backing) {
    let watched = watched(backing).await;
    watched.all_come(0..100, |_| Way::Link(SEARCH)).await;
    watched.assert_announced().await;
}

pub async fn a_crowd_of_which_half_came_by_a_link_is_announced(backing: Backing) {
    let watched = watched(backing).await;
    let way = |number: u8| {
        if number.is_multiple_of(2) {
            Way::Link(FORUM)
        } else {
            Way::Alone
        }
    };
    watched.all_come(0..200, way).await;
    watched.assert_announced().await;
    assert_eq!(watched.incident().await["doubts"], json!([]));
}

/// Whoever reads another site with this page in a frame has come to that one; programs come by no link.
pub async fn frames_and_programs_come_by_no_link(backing: Backing) {
    let watched = watched(backing).await;
    watched.all_come(0..60, |_| Way::Frame(FORUM)).await;
    watched.assert_announced().await;
    let programs: Vec<IpAddr> = (60..120).map(stranger).collect();
    press(&watched.app, &programs).await;
    assert_eq!(watched.incident().await["confidence"], "usual");
}
