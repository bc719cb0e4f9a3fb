//! From a click to a conclusion: intake, tick, and the clock that drives both.

pub mod clock;
