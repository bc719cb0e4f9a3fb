//! The command line of Groundswell.
fn main() {}
