//! The whole app over real HTTP: what a visitor, an operator and an attacker see. Everything runs on both stores where
//! the store may matter.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod intake;

#[path = "../support/geography.rs"]
mod geography;
#[path = "../support/redis.rs"]
mod redis_server;
#[path = "../support/test_app.rs"]
mod test_app;

macro_rules! on_both_stores {
    ($($module:ident :: $name:ident),* $(,)?) => {
        mod embedded_store {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$module::$name(super::test_app::Backing::embedded()).await;
            })*
        }

        mod redis_store {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$module::$name(super::test_app::Backing::redis()).await;
            })*
        }
    };
}

on_both_stores! {
    intake::reports_show_where_they_come_from,
    intake::a_flat_database_places_them_alike,
}
