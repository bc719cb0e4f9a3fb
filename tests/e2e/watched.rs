//! An app whose service has a fortnight behind it, and a receiver of its alerts.

use std::collections::BTreeMap;

use groundswell::domain::bucket::{Bucket, Minute};
use groundswell::domain::service::ServiceSlug;
use groundswell::store::{self, StoreOptions};
use serde_json::Value;
use wiremock::MockServer;

use crate::brigade::since_start;
use crate::geography::Schema;
use crate::outage::{receiver, subscribe, verified};
use crate::test_app::{Backing, TestApp};

pub struct Watched {
    pub app: TestApp,
    receiver: MockServer,
    secret: String,
}

impl Watched {
    pub async fn start(backing: Backing, history: &[(Minute, Bucket)]) -> Self {
        let store = store::open(&backing.url().parse().unwrap(), &StoreOptions::default())
            .await
            .unwrap();
        let spotify = ServiceSlug::parse("spotify").unwrap();
        store.import(&spotify, history).await.unwrap();
        drop(store);
        let app = TestApp::start_with(backing, Schema::MaxMind, |_| {}).await;
        let receiver = receiver().await;
        let secret = subscribe(&app, &receiver.uri()).await;
        Self { app, receiver, secret }
    }

    /// What was received, by id.
    pub async fn messages(&self) -> BTreeMap<String, Value> {
        let requests = self.receiver.received_requests().await.unwrap();
        let messages = verified(&requests, &self.secret);
        assert_eq!(messages.len(), requests.len(), "each once");
        messages
    }

    /// The one that there is since the start.
    pub async fn incident(&self) -> Value {
        let mut incidents = since_start(&self.app).await;
        assert_eq!(incidents.len(), 1, "{incidents:?}");
        incidents.remove(0)
    }
}
