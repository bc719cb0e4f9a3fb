//! The whole app over real HTTP: what a visitor, an operator and an attacker see. Everything runs on both stores where
//! the store may matter.
#![allow(clippy::large_futures, reason = "a test holds a whole site, once")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod intake;
mod dedupe;
mod doubts;
mod links;
mod hostile;
mod limits;
mod alone;
mod outage;
mod brigade;
mod catalogues;
mod chart;
mod abuse;
mod again;
mod clock;
mod crash;
mod dead_store;
mod startup;
mod versions;
mod vote;
mod privacy;
mod hygiene;
mod json;
mod language;
mod official;
mod official_feeds;
mod embeds;
mod here;
mod live;
mod malformed;
mod nodes;
mod panics;
mod poison;
mod rolling;
mod delayed;
mod feeds;
mod reload;
mod spill_over;
mod spool;
mod share;
mod spread;
mod watched;

#[path = "../support/faulty_store.rs"]
mod faulty_store;
#[path = "../support/geography.rs"]
mod geography;
#[path = "../support/process.rs"]
mod process;
#[path = "../support/raw.rs"]
mod raw;
#[path = "../support/redis.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod redis_server;
#[path = "../support/replays.rs"]
mod replays;
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

/// What has nothing to do with the store.
mod at_the_door {
    use super::abuse;
    use super::test_app::Backing;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_flood_of_one_address_is_one_reporter() {
        abuse::a_flood_of_one_address_is_one_reporter(Backing::embedded()).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn expensive_reads_are_rationed() {
        abuse::expensive_reads_are_rationed(Backing::embedded()).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_form_carries_its_challenge_to_the_script() {
        abuse::a_form_carries_its_challenge_to_the_script(Backing::embedded()).await;
    }
}

/// The replays that are not on both stores below.
mod again_embedded {
    use super::again;
    use super::test_app::Backing;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn spotify_2025() {
        again::spotify_2025(Backing::embedded()).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn att_2024() {
        again::att_2024(Backing::embedded()).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn t_mobile_2020() {
        again::t_mobile_2020(Backing::embedded()).await;
    }
}

/// Who is not doubted; that links are counted alike is shown on both stores below.
mod links_embedded {
    use super::links;
    use super::test_app::Backing;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn people_who_come_by_themselves_are_announced() {
        links::people_who_come_by_themselves_are_announced(Backing::embedded()).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn people_who_search_are_announced() {
        links::people_who_search_are_announced(Backing::embedded()).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_crowd_of_which_half_came_by_a_link_is_announced() {
        links::a_crowd_of_which_half_came_by_a_link_is_announced(Backing::embedded()).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn frames_and_programs_come_by_no_link() {
        links::frames_and_programs_come_by_no_link(Backing::embedded()).await;
    }
}

/// As a process of its own: its log is read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn malformed_requests_are_refused_and_nothing_else() {
    malformed::are_refused_and_nothing_else().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damaged_files_change_nothing() {
    reload::damaged_files_change_nothing().await;
}

on_both_stores! {
    again::spotify_2024,
    intake::reports_show_where_they_come_from,
    intake::a_flat_database_places_them_alike,
    dedupe::a_repeat_counts_again_after_a_quarter_of_an_hour,
    dedupe::midnight_makes_nobody_new,
    dedupe::an_array_answers_each_of_its_reports,
    dedupe::works_for_me_is_counted_apart,
    dedupe::the_form_leads_back_to_the_page,
    dedupe::forms_of_other_sites_are_refused,
    dedupe::a_wrong_symptom_is_told_the_right_ones,
    dedupe::nobody_outside_can_forge_an_address,
    hostile::bad_requests_are_refused_in_words,
    hostile::odd_parameters_of_pages_are_inert,
    hostile::unknown_services_make_no_key,
    hostile::broken_http_is_refused_and_closed,
    hostile::nothing_is_smuggled_behind_a_refusal,
    hostile::slow_clients_are_cut_off,
    hostile::no_body_brings_it_down,
    outage::the_spotify_outage_of_april_2025,
    spread::a_film_shows_the_front_and_nobody_alone,
    abuse::a_suspect_report_counts_in_full_once_it_is_worked_for,
    abuse::works_for_me_cannot_cancel_an_outage,
    brigade::two_hundred_addresses_of_a_24_open_nothing,
    brigade::two_hundred_addresses_of_a_48_open_nothing,
    brigade::two_hundred_customers_of_one_network_open_nothing,
    brigade::two_hundred_strangers_open_an_incident,
    brigade::a_crowd_behind_carriers_opens_an_incident,
    doubts::a_botnet_is_shown_and_alerts_nobody_until_the_maker_speaks,
    doubts::what_was_doubted_to_its_end_is_never_sent,
    links::a_prank_by_one_link_is_shown_and_alerts_nobody,
    links::a_prank_beside_which_people_come_is_announced_then,
    vote::an_alert_is_confirmed_and_denied_by_its_links,
    vote::votes_outlive_a_restart_and_links_a_week,
    chart::all_three_periods_show_every_report_once,
    chart::long_series_are_the_sums_of_short_ones,
}
