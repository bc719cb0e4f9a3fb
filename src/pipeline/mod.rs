//! From a click to a conclusion: reporter keys, intake, tick, and the clock that drives them.

pub mod clock;
pub mod steady;
pub mod intake;
pub mod reporter;
pub mod tick;
