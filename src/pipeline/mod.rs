//! From a click to a conclusion: reporter keys, neighbourhoods, intake, tick, and the clock that drives them.

pub mod clock;
pub mod steady;
pub mod intake;
pub mod side_by_side;
pub mod spool;
mod generations;
pub mod neighbourhood;
pub mod arrivals;
pub mod allowances;
pub mod proof;
pub mod reporter;
pub mod history;
pub mod lease;
pub mod lines;
mod recorder;
pub mod stored_tracker;
pub mod recording;
pub mod tick;
mod view;
