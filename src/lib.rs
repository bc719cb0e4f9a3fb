//! Groundswell.
pub mod domain;
pub mod http;
pub mod pipeline;
pub mod publish;
pub mod store;
