//! The outside over HTTP.

pub mod problem;
