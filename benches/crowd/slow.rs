//! Clients that keep a server waiting, in a process of their own, so that their work is not taken for the server's. One
//! thread visits each of them once a second, evenly spread: a runtime that waits for all of them would take four times as
//! much of the processor as what they send.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use socket2::{Domain, Socket, Type};

/// A byte so often: enough to look alive.
const DRIP_EVERY: Duration = Duration::from_secs(1);

/// Into so many moments that second is divided.
const MOMENTS: u32 = 1_000;

/// Whoever reads nothing goes and comes back after so many visits, if the server has not closed before.
const VISITS_UNREAD: u32 = 22;

/// Room for what nobody reads: little, so that a page does not fit in.
const UNREAD_BYTES: usize = 4_096;

/// A server on this machine that takes longer to accept has no room; the next visit tries again.
const CONNECT: Duration = Duration::from_millis(10);

/// Slow clients, until dropped.
pub struct Attack(Child);

impl Attack {
    /// Starts them, and gives them time to connect.
    pub fn on(port: u16, clients: usize) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("a path of this program"));
        command.args(["slow-clients", &port.to_string(), &clients.to_string()]);
        let attack = Self(command.spawn().expect("slow clients"));
        std::thread::sleep(2 * DRIP_EVERY);
        attack
    }
}

impl Drop for Attack {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a client does to be slow.
#[derive(Clone, Copy)]
enum Way {
    /// Never ends a head.
    Head,
    /// Never ends a body.
    Body,
    /// Asks for pages and reads nothing.
    Unread,
}

/// A client, and since how many visits it has its connection.
struct Client {
    way: Way,
    connection: Option<TcpStream>,
    visits: u32,
}

/// A third of each way, until killed.
#[expect(clippy::disallowed_methods, reason = "a bench is a timer")]
pub fn attack(port: u16, clients: usize) {
    let mut clients: Vec<Client> = (0..clients).map(Client::new).collect();
    let began = Instant::now();
    for visit in 0_u32.. {
        for client in clients
            .iter_mut()
            .skip((visit % MOMENTS) as usize)
            .step_by(MOMENTS as usize)
        {
            client.visit(port);
        }
        let next = began + (DRIP_EVERY / MOMENTS) * (visit + 1);
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
    }
}

impl Client {
    fn new(number: usize) -> Self {
        Self {
            way: [Way::Head, Way::Body, Way::Unread][number % 3],
            connection: None,
            visits: 0,
        }
    }

    /// Sends another byte, or comes back if the server has closed.
    fn visit(&mut self, port: u16) {
        self.visits += 1;
        let stays = match self.way {
            Way::Head | Way::Body => self
                .connection
                .as_mut()
                .is_some_and(|connection| drip(connection).is_ok()),
            Way::Unread => self.connection.is_some() && self.visits < VISITS_UNREAD,
        };
        if !stays {
            self.connection = None;
            self.connection = self.way.begin(port).ok();
            self.visits = 0;
        }
    }
}

impl Way {
    fn begin(self, port: u16) -> std::io::Result<TcpStream> {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        if let Self::Unread = self {
            socket.set_recv_buffer_size(UNREAD_BYTES)?;
        }
        socket.connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)).into(), CONNECT)?;
        let mut connection = TcpStream::from(socket);
        connection.set_nonblocking(true)?;
        let request = match self {
            Self::Head => "GET / HTTP/1.1\r\nx: ",
            Self::Body => {
                "POST /api/v1/reports HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
                 content-length: 4000\r\n\r\n"
            }
            Self::Unread => &"GET /services/spotify HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(8),
        };
        connection.write_all(request.as_bytes())?;
        Ok(connection)
    }
}

/// Sends a byte.
///
/// # Errors
/// When the server has closed.
fn drip(connection: &mut TcpStream) -> std::io::Result<()> {
    let mut answer = [0; 1_024];
    loop {
        match connection.read(&mut answer) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => return connection.write_all(b" "),
            Err(error) => return Err(error),
        }
    }
}
