//! The network between the site and Redis: slow, black, cut.

use std::time::Duration;

use crate::audit::audit;
use crate::load::Load;
use crate::proxy::Proxy;
use crate::redis_server::RedisServer;
use crate::site::Site;
use crate::{shipped_redis, table, until};

const RECEIPTS: u32 = 40;

struct Scene {
    redis: RedisServer,
    proxy: Proxy,
    site: Site,
    load: Load,
}

impl Scene {
    async fn start() -> Self {
        let redis = RedisServer::start_with(&[&shipped_redis()]);
        let proxy = Proxy::start(redis.port()).await;
        let site = Site::start(format!("redis://127.0.0.1:{}", proxy.port())).await;
        let load = Load::start(&site.origin);
        load.more(RECEIPTS).await;
        Self {
            redis,
            proxy,
            site,
            load,
        }
    }

    /// Everything is forwarded again; nothing is lost.
    async fn end(self, fault: &str) {
        self.proxy.resume();
        self.load.more(RECEIPTS).await;
        let outcome = self.load.stop().await;
        self.site.until_drained().await;
        let audit = audit(&self.redis.url(), &mut self.redis.client(), outcome.acknowledged).await;
        table::row(fault, 1, &outcome, &audit);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_is_far_away() {
    let scene = Scene::start().await;
    scene.proxy.delay(Duration::from_millis(200));
    scene.load.more(RECEIPTS).await;
    scene.end("200 ms each way to Redis").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_are_cut() {
    let scene = Scene::start().await;
    for _ in 0..5 {
        scene.proxy.cut();
        scene.load.more(RECEIPTS / 4).await;
    }
    scene.end("connections to Redis cut, five times").await;
}

/// The black connections stay black: only new ones get through, so draining shows that they were made.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_are_black_holes() {
    let scene = Scene::start().await;
    scene.proxy.swallow();
    scene.load.more(RECEIPTS).await;
    assert!(scene.site.spooled() > 0, "they are in the spool");
    until("the connection to be given up", || {
        scene.site.log().contains("is replaced")
    })
    .await;
    scene.end("black hole to Redis").await;
}
