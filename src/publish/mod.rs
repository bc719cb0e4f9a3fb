//! Telling the outside.

pub mod hub;
