//! The server, put together as `actix_web::HttpServer` does it, with a door in front.

use std::fmt;
use std::io;
use std::net::TcpListener;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use actix_http::error::DispatchError;
use actix_http::{HttpService, KeepAlive, Request, Response};
use actix_server::Server;
use actix_service::{IntoServiceFactory, Service, ServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_web::body::MessageBody;
use actix_web::dev::AppConfig;
use actix_web::rt::net::TcpStream;
use socket2::SockRef;
use tokio_util::sync::CancellationToken;

use super::connection::Worker;
use super::farewell::Farewell;
use super::guarded::Guarded;
use super::pressure;
use super::{Admission, Door};
use crate::supervise;

/// Connections that are complete and not accepted yet: a second of the busiest moments.
const BACKLOG: i32 = 4_096;

/// What the kernel takes for a client beyond what is on its way already. Without it a client that reads nothing has some
/// megabytes waiting there.
const UNSENT_BYTES_MAX: u32 = 64 * 1_024;

/// A client that still sends what nobody reads is listened to for this time, so that it sees the answer first.
const LINGER: Duration = Duration::from_secs(1);

/// Requests under way at a shutdown may take this long.
const SHUTDOWN_SECONDS: u64 = 5;

/// Serves an app, which is made once for each worker.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve<F, I, S, B>(listener: TcpListener, door: Arc<Door>, app: F) -> io::Result<Server>
where
    F: Fn() -> I + Send + Clone + 'static,
    I: IntoServiceFactory<S, Request>,
    S: ServiceFactory<Request, Config = AppConfig> + 'static,
    S::Error: Into<actix_web::Error> + 'static,
    S::InitError: fmt::Debug,
    S::Response: Into<Response<B>> + 'static,
    <S::Service as Service<Request>>::Future: 'static,
    S::Service: 'static,
    B: MessageBody + 'static,
{
    prepare(&listener)?;
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let builder = Server::build()
        .workers(workers)
        // Of each worker. All that are accepted are either in or on their way out, so this holds nobody up for long.
        .max_concurrent_connections(door.accepted_max().div_ceil(workers))
        .shutdown_timeout(SHUTDOWN_SECONDS);
    let shutdown = builder.graceful_shutdown_signal();
    let builder = builder.listen("http", listener, move || {
        let worker = Worker::new(Arc::clone(&door));
        // Ends with its worker.
        let probed = Rc::downgrade(&worker);
        let probe = move || actix_web::rt::spawn(pressure::probe(probed.clone()));
        actix_web::rt::spawn(supervise::keep("worker probe", CancellationToken::new(), probe));
        let stop = (Rc::downgrade(&worker), shutdown.clone());
        actix_web::rt::spawn(async move {
            let (worker, shutdown) = stop;
            shutdown.notified().await;
            if let Some(worker) = worker.upgrade() {
                worker.stop();
            }
        });
        let shutdown = shutdown.clone();
        let http = HttpService::build()
            .graceful_shutdown_signal(move || {
                let shutdown = shutdown.clone();
                async move { shutdown.notified().await }
            })
            // Its own timers cover the first head of a connection and silence, but no later head.
            .keep_alive(KeepAlive::Os)
            .client_request_timeout(Duration::ZERO)
            .client_disconnect_timeout(LINGER)
            .on_connect_ext(|stream: &Guarded, data| {
                data.insert(Rc::clone(stream.connection()));
            });
        let app = app().into_factory().map_err(|error| error.into().error_response());
        let http = http.h1(map_config(app, |()| AppConfig::default()));
        fn_service(move |stream: TcpStream| {
            let worker = Rc::clone(&worker);
            async move { admit(stream, &worker).await }
        })
        .and_then(http)
    })?;
    Ok(builder.run())
}

type Admitted = (Guarded, Option<std::net::SocketAddr>);

/// Lets a connection in, or sends it away.
async fn admit(stream: TcpStream, worker: &Rc<Worker>) -> Result<Admitted, DispatchError> {
    let peer = stream.peer_addr()?;
    let (seat, who) = match worker.door().admit(peer.ip().to_canonical()) {
        Admission::In(seat, who) => (seat, who),
        Admission::Out(teller, farewell) => {
            metrics::counter!("groundswell_connections_refused_total", "full" => farewell.label()).increment(1);
            if farewell == Farewell::All {
                worker.make_room();
            }
            if teller.is_some() {
                farewell.say(stream).await;
            }
            return Err(io::Error::from(io::ErrorKind::ConnectionRefused).into());
        }
    };
    let connection = worker.connect(who);
    Ok((Guarded::new(stream, connection, seat), Some(peer)))
}

/// Sets what accepted sockets inherit from the listener.
fn prepare(listener: &TcpListener) -> io::Result<()> {
    let socket = SockRef::from(listener);
    socket.listen(BACKLOG)?;
    // An event of a few hundred bytes is not to wait for more.
    socket.set_tcp_nodelay(true)?;
    #[cfg(target_os = "linux")]
    socket.set_tcp_notsent_lowat(UNSENT_BYTES_MAX)?;
    Ok(())
}
