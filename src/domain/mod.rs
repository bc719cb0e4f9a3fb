//! What Groundswell knows: no I/O, no clock, no async. Time comes in as an argument.

pub mod baseline;
pub mod bucket;
pub mod calibration;
mod course;
pub mod detector;
pub mod incident;
pub mod recovery;
pub mod region;
pub mod region_windows;
pub mod report;
pub mod scan;
pub mod service;
pub mod spread;
pub mod statistic;
pub mod tracker;
pub mod verdict;
pub mod windows;
