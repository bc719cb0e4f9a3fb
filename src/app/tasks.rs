//! What lives as long as the process.

use std::sync::Arc;

use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::App;
use crate::evidence::watcher::Watcher;
use crate::publish::webhook::ServiceList;
use crate::supervise;

impl App {
    /// Starts what lives as long as the process, each to be started again should it panic.
    pub(super) fn start_tasks(&mut self, stop: &CancellationToken) -> Vec<JoinHandle<()>> {
        let mut tasks = Vec::new();
        let mut keep = |task, start: Box<dyn Fn(CancellationToken) -> JoinHandle<()> + Send>| {
            let (stop, each) = (stop.clone(), stop.clone());
            tasks.push(tokio::spawn(supervise::keep(task, stop, move || start(each.clone()))));
        };
        // A virtual clock is driven from outside, beat by beat.
        if !self.heartbeat.clock().is_virtual() {
            let heartbeat = Arc::clone(&self.heartbeat);
            keep(
                "heartbeat",
                Box::new(move |stop| tokio::spawn(Arc::clone(&heartbeat).run(stop))),
            );
            let heartbeat = Arc::clone(&self.heartbeat);
            keep(
                "delay watch",
                Box::new(move |stop| tokio::spawn(Arc::clone(&heartbeat).watch(stop))),
            );
            // Whoever judges a service sends its messages.
            let (webhooks, judged) = (Arc::clone(&self.webhooks), self.heartbeat.judged());
            let judged: ServiceList = Arc::new(move || judged.load().to_vec());
            keep(
                "webhooks",
                Box::new(move |stop| tokio::spawn(Arc::clone(&webhooks).run(Arc::clone(&judged), stop))),
            );
            let (allowances, store) = (Arc::clone(&self.allowances), Arc::clone(&self.store));
            let clock = self.heartbeat.clock().clone();
            keep(
                "allowances",
                Box::new(move |stop| {
                    let (store, clock) = (Arc::clone(&store), clock.clone());
                    tokio::spawn(Arc::clone(&allowances).run(store, clock, stop))
                }),
            );
        }
        if let Some(official) = self.official.take() {
            let official = Arc::new(Mutex::new(official));
            let run = async |official: Arc<Mutex<Watcher>>, stop| official.lock().await.run(stop).await;
            keep(
                "official status",
                Box::new(move |stop| tokio::spawn(run(Arc::clone(&official), stop))),
            );
        }
        tasks
    }
}
