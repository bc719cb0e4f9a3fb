//! One contract, every store: the functions of `counts`, `journal` and `outbox` run against the embedded store, a real
//! Redis and a real Redis Cluster. What only one store promises is in `embedded` and `redis`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod counts;
mod embedded;
mod fixture;
mod journal;
mod model;
mod nodes;
mod outbox;
mod redis_faults;
mod redis_keys;
mod redis_sentinel;
mod redis_wait;

#[path = "../support/proxy.rs"]
mod proxy;
#[path = "../support/redis_cluster.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod redis_cluster;
#[path = "../support/redis.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod redis_server;
#[path = "../support/redis_sentinel.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod sentinel;

use fixture::Fixture;

macro_rules! contract {
    ($($module:ident :: $name:ident),* $(,)?) => {
        mod embedded_store {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$module::$name(&super::Fixture::embedded()).await;
            })*
        }

        mod redis_store {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$module::$name(&super::Fixture::redis()).await;
            })*
        }

        /// One cluster for all, because starting one takes longer than the tests.
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn a_redis_cluster_keeps_the_contract() {
            let fixture = Fixture::redis_cluster();
            $(fixture.clear();
            $module::$name(&fixture).await;)*
        }
    };
}

contract! {
    counts::one_report_counts_in_every_place,
    counts::the_same_report_a_hundred_times_counts_once,
    counts::the_window_is_exactly_fifteen_minutes,
    counts::a_late_report_meets_the_one_after_it,
    counts::a_reporter_is_known_across_midnight,
    counts::repeats_within_a_batch_are_seen,
    counts::kinds_and_services_do_not_meet,
    counts::works_are_counted_apart,
    counts::a_symptom_is_named_once,
    counts::a_batch_may_hold_many_services,
    counts::a_large_batch_is_counted_whole,
    counts::concurrent_batches_lose_and_double_nothing,
    counts::the_sum_covers_fifteen_minutes,
    counts::buckets_come_in_range_and_order,
    counts::import_adds_to_what_is_there,
    counts::a_discounted_report_counts_and_proves_nothing,
    counts::a_proof_makes_a_discounted_report_evidence_once,
    counts::who_came_by_a_link_is_counted_beside_if_evidence,
    counts::versions_change_with_counts_only,
    counts::what_has_changed_is_told_by_minute,
    counts::minutes_are_read_one_by_one,
    counts::nothing_is_asked_and_nothing_answered,
    journal::trackers_are_kept,
    journal::incidents_are_kept_newest_first,
    journal::notes_are_kept_by_incident_and_in_order,
    journal::a_conclusion_queues_each_delivery_once,
    journal::an_endpoint_has_one_vote_on_an_incident,
    outbox::due_is_ordered_and_limited,
    outbox::settling_moves_a_delivery_on,
    outbox::the_log_is_newest_first,
    outbox::endpoints_are_added_replaced_and_removed,
    outbox::all_openers_agree_on_a_salt,
    outbox::all_openers_agree_on_the_key_of_the_site,
    outbox::everything_is_found_after_reopening,
    nodes::the_time_is_that_of_the_store,
    nodes::who_is_alone_holds_everything,
    nodes::what_was_put_is_taken_over,
    nodes::a_row_is_taken_once,
    nodes::leases_are_shared_and_handed_over,
    nodes::a_lease_runs_out,
    nodes::who_divides_in_another_way_is_left_the_rest,
    nodes::a_fence_keeps_out_who_was_there_before,
}
