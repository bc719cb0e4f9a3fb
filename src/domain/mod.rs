//! What Groundswell knows: no I/O, no clock, no async. Time comes in as an argument.

pub mod bucket;
pub mod delivery;
pub mod detector;
pub mod incident;
pub mod region;
pub mod report;
pub mod service;
pub mod snapshot;
pub mod tracker;
