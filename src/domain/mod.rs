//! What Groundswell knows: no I/O, no clock, no async. Time comes in as an argument.

pub mod service;
pub mod region;
pub mod report;
pub mod bucket;
pub mod baseline;
pub mod windows;
mod minute_log;
pub mod networks;
pub mod crowd;
pub mod region_windows;
pub mod statistic;
pub mod calibration;
pub mod scan;
pub mod silence;
pub mod detector;
pub mod recovery;
pub mod spread;
pub mod attribution;
pub mod verdict;
pub mod incident;
mod course;
pub mod tracker;
pub mod delivery;
pub mod snapshot;
