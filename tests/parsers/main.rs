//! Whatever comes from outside, in whatever state: parsers refuse it in words or take it, and what they take can be used.
//!
//! `PROPTEST_CASES=20000 cargo test --release --test parsers` looks for longer.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod damage;
mod databases;
mod files;
mod state;
mod words;

#[path = "../support/geography.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod geography;
