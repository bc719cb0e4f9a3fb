//! Groundswell.
pub mod catalogue;
pub mod config;
pub mod domain;
pub mod geoip;
pub mod http;
pub mod pipeline;
pub mod publish;
pub mod store;
