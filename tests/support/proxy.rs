//! A TCP proxy that does to a connection what networks do: delays it, swallows it, cuts it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Forwards connections to a server on this machine until told otherwise.
pub struct Proxy {
    port: u16,
    weather: Arc<Weather>,
    /// Ends every connection that was made before it changes.
    cuts: watch::Sender<u64>,
}

/// What happens to bytes under way.
#[derive(Default)]
struct Weather {
    delay_ms: AtomicU64,
    swallows: AtomicBool,
}

impl Proxy {
    /// A proxy to this port of 127.0.0.1.
    pub async fn start(target: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let weather = Arc::new(Weather::default());
        let (cuts, cut) = watch::channel(0);
        let shared = Arc::clone(&weather);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(connection(client, target, Arc::clone(&shared), cut.clone()));
            }
        });
        Self { port, weather, cuts }
    }

    /// Where it listens on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Holds all bytes back for this long, in both directions.
    pub fn delay(&self, time: Duration) {
        let milliseconds = u64::try_from(time.as_millis()).unwrap();
        self.weather.delay_ms.store(milliseconds, Ordering::SeqCst);
    }

    /// Swallows everything from now on: nothing is refused, closed or answered.
    pub fn swallow(&self) {
        self.weather.swallows.store(true, Ordering::SeqCst);
    }

    /// Closes all connections.
    pub fn cut(&self) {
        self.cuts.send_modify(|cuts| *cuts += 1);
    }

    /// Forwards again, at once. A connection that has swallowed something stays a black hole for ever.
    pub fn resume(&self) {
        self.weather.delay_ms.store(0, Ordering::SeqCst);
        self.weather.swallows.store(false, Ordering::SeqCst);
    }
}

async fn connection(client: TcpStream, target: u16, weather: Arc<Weather>, mut cut: watch::Receiver<u64>) {
    cut.mark_unchanged();
    // While the server is away connections are closed at once, as its own would be.
    let Ok(server) = TcpStream::connect(("127.0.0.1", target)).await else {
        return;
    };
    let (client_in, client_out) = client.into_split();
    let (server_in, server_out) = server.into_split();
    let hole = AtomicBool::new(false);
    let both = async {
        tokio::select! {
            () = forward(client_in, server_out, &weather, &hole) => {}
            () = forward(server_in, client_out, &weather, &hole) => {}
        }
    };
    tokio::select! {
        () = both => {}
        _ = cut.changed() => {}
    }
}

async fn forward(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, weather: &Weather, hole: &AtomicBool) {
    let mut buffer = vec![0; 65_536];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        let delay = Duration::from_millis(weather.delay_ms.load(Ordering::SeqCst));
        tokio::time::sleep(delay).await;
        if weather.swallows.load(Ordering::SeqCst) {
            hole.store(true, Ordering::SeqCst);
        }
        if !hole.load(Ordering::SeqCst) && to.write_all(&buffer[..length]).await.is_err() {
            return;
        }
    }
}
