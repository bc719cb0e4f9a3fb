//! Groundswell.
pub mod domain;
