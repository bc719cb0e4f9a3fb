//! The commands of the `groundswell` binary, one module each.

pub mod backtest;
pub mod counts;
