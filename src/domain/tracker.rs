//! stub
use super::bucket::{Bucket, Minute};
use super::detector::{Expectation, Settings};
use super::incident::{Incident, Transition};
use super::region::RegionCode;
use super::service::ServiceSlug;
use serde::{Deserialize, Serialize};
/// stub
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tracker {
    service: ServiceSlug,
    last: Option<Minute>,
}
impl Tracker {
    /// stub
    pub fn new(service: ServiceSlug) -> Self {
        Self { service, last: None }
    }
    /// stub
    pub fn last_minute(&self) -> Option<Minute> {
        self.last
    }
    /// stub
    pub fn step(&mut self, minute: Minute, _bucket: &Bucket, _settings: &Settings) -> Vec<Transition> {
        self.last = Some(minute);
        vec![]
    }
    /// stub
    pub fn peek(&mut self, _minute: Minute, _elapsed: u32, _bucket: &Bucket, _settings: &Settings) -> Vec<Transition> {
        vec![]
    }
    /// stub
    pub fn incident(&self) -> Option<&Incident> {
        None
    }
    /// stub
    pub fn possible(&self) -> bool {
        false
    }
    /// stub
    pub fn learning(&self) -> bool {
        true
    }
    /// stub
    pub fn expected(&self, _minute: Minute) -> Expectation {
        Expectation::default()
    }
    /// stub
    pub fn expected_region(&self, _region: RegionCode, _minute: Minute) -> f64 {
        0.1
    }
    /// stub
    pub fn threshold(&self) -> f64 {
        7.0
    }
}
