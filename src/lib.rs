//! Groundswell counts "I have a problem" clicks by minute and region, compares them with what is normal for that
//! service at that hour, and says what is broken, where and since when.
//!
//! ```text
//! click ─► http ─► geoip + reporter key ─► pipeline::intake ─► store           (202 once it is stored)
//!                                                                │
//!            domain: baseline ─► detector ─► incident ◄─ pipeline::tick (reads what changed)
//!                                                                │
//!          pages, API, SSE ◄─ render ◄─ publish::hub ◄───────────┴───► outbox ─► publish::webhook
//! ```
//!
//! Read [`domain`] first: it knows everything that Groundswell knows and touches nothing. Then [`store`], [`pipeline`],
//! [`publish`] and [`http`]; [`app`] puts them together.

pub mod domain;
pub mod supervise;
pub mod complaint;
pub mod store;
pub mod geoip;
pub mod pipeline;
pub mod outbound;
pub mod evidence;
pub mod publish;
pub mod render;
pub mod http;
pub mod catalogue;
pub mod config;
pub mod heartbeat;
pub mod app;
pub mod cli;
