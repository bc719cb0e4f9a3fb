//! The outside over HTTP.

pub mod problem;
pub mod webhooks;
