//! Redis goes away and comes back: the site says so and goes on.

use groundswell::domain::bucket::Timestamp;
use serde_json::json;

use crate::geography::v4;
use crate::test_app::{Backing, TestApp};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dead_redis_is_said_and_survived() {
    let mut app = TestApp::start(Backing::redis()).await;
    app.report("spotify", v4("US-NY", 1)).await;
    app.beat().await;
    redis_of(&mut app).kill();
    let body = json!({ "service": "spotify" });
    let refused = app.post("/api/v1/reports", v4("US-NY", 2), &body).await;
    let detail = refused.problem(503);
    assert!(
        !refused.header("retry-after").is_empty() && !detail.contains("127.0.0.1"),
        "{detail}"
    );
    assert_eq!(app.get("/readyz").await.status, 503);
    assert_eq!(app.get("/healthz").await.status, 200);
    for path in [
        "/",
        "/services/spotify",
        "/services/spotify?stack=symptoms",
        "/services/spotify?range=7d",
        "/services/spotify?range=30d",
        "/embed/spotify.svg",
        "/api/v1/services/spotify",
    ] {
        assert_eq!(app.get(path).await.status, 200, "{path}");
    }
    let day = app.page("/services/spotify?range=24h").await;
    assert!(day.contains("id=\"chart-svg\""), "the day is at hand");
    let month = app.page("/services/spotify?range=30d").await;
    assert!(!month.contains("id=\"chart-svg\"") && month.contains("cannot be read at the moment"));
    app.get("/api/v1/services/spotify/counts?window=30d&step=4h")
        .await
        .problem(503);
    // Long reads leave a store that failed alone for a second.
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    redis_of(&mut app).restart();
    let mut back = false;
    for _ in 0..100 {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        back = app.post("/api/v1/reports", v4("US-NY", 2), &body).await.status == 202;
        if back {
            break;
        }
    }
    assert!(back, "Redis is back and reports are still refused");
    app.beat().await;
    assert_eq!(app.get("/readyz").await.status, 200);
    assert_eq!(app.counted("spotify").await, 1, "this Redis keeps nothing on disk");
}

/// Another server goes on in its place, as after a failover: one that lacks the last reports, and has counted more than these
/// before anybody looks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_store_has_lost_is_shown_no_more() {
    let mut app = TestApp::start(Backing::redis()).await;
    let shown = |app: &TestApp| app.hub().services()["spotify"].snapshot.reports;
    app.report("spotify", v4("US-NY", 1)).await;
    redis::cmd("SAVE").exec(&mut redis_of(&mut app).client()).unwrap();
    for host in 2..=4 {
        app.report("spotify", v4("US-NY", host)).await;
    }
    app.beat().await;
    assert_eq!(shown(&app), 4);
    redis_of(&mut app).kill();
    assert!(!app.beats().await);
    redis_of(&mut app).restart();
    app.set_clock(app.now() + 120);
    let mut counted = 0;
    for attempt in 0..200 {
        let body = json!({ "service": "spotify" });
        let answer = app.post("/api/v1/reports", v4("US-NY", 10 + attempt), &body).await;
        counted += u64::from(answer.status == 202);
        if counted == 8 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    app.beat().await;
    assert_eq!((counted, shown(&app)), (8, 1 + 8));
}

/// After an outage the minutes before are read, whether anything is counted there or not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_count_costs_its_service_only() {
    let mut app = TestApp::start(Backing::redis()).await;
    app.report("netflix", v4("US-NY", 1)).await;
    app.beat().await;
    app.set_clock(app.now() + 60);
    let key = format!("gs:{{netflix}}:m:{}", Timestamp(app.now()).minute().0);
    let mut redis = redis_of(&mut app).client();
    redis::cmd("SET").arg(&key).arg("somebody's").exec(&mut redis).unwrap();
    redis_of(&mut app).signal("STOP");
    assert!(!app.beats().await);
    redis_of(&mut app).signal("CONT");
    app.report("spotify", v4("US-NY", 2)).await;
    assert!(app.beats().await, "one service keeps all others waiting");
    let shown = |app: &TestApp, service: &str| app.hub().services()[service].snapshot.reports;
    assert_eq!((shown(&app, "spotify"), shown(&app, "netflix")), (1, 1));
    redis::cmd("DEL").arg(&key).exec(&mut redis).unwrap();
    app.report("netflix", v4("US-NY", 3)).await;
    app.beat().await;
    assert_eq!(shown(&app, "netflix"), 2);
}

fn redis_of(app: &mut TestApp) -> &mut crate::redis_server::RedisServer {
    match &mut app.backing {
        Backing::Redis(server) => server,
        Backing::Embedded(_) => panic!("not on Redis"),
    }
}
