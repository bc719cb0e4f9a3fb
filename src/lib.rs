//! Groundswell.
pub mod catalogue;
pub mod domain;
pub mod http;
pub mod pipeline;
pub mod store;
