//! Webhooks from the outbox to a receiver over real HTTP, and the admin API in front of them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod admin;
mod delivery;
mod fixtures;
mod hostile;
mod memory_store;
