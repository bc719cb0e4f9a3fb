//! Groundswell.
pub mod domain;
pub mod http;
pub mod pipeline;
pub mod render;
pub mod store;
