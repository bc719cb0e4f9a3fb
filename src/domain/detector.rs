//! stub
use serde::{Deserialize, Serialize};
/// stub
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Settings {
    /// stub
    pub false_alarms_per_service_week: f64,
}
/// stub
#[derive(Debug, Clone, Copy, Default)]
pub struct Expectation {
    /// stub
    pub mean: f64,
    /// stub
    pub low: f64,
    /// stub
    pub high: f64,
}
