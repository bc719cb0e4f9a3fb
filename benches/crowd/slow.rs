//! Clients that keep a server waiting, in a process of their own, so that their work is not taken for the server's.

use std::process::{Child, Command};
use std::time::Duration;

use futures::future::join_all;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// A byte so often: enough to look alive.
const DRIP_EVERY: Duration = Duration::from_secs(1);

/// Whoever is cut off comes back after this time.
const PAUSE: Duration = Duration::from_millis(500);

/// Slow clients, until dropped.
pub struct Attack(Child);

impl Attack {
    /// Starts them, and gives them time to connect.
    pub fn on(port: u16, clients: usize) -> Self {
        // They would have machines of their own, so they must not take a core from an honest client in the midst of its
        // request. They get nearly as much of a core as at the same priority: 0.18 of one, and 0.22.
        let mut command = Command::new("nice");
        command
            .args(["-n", "19"])
            .arg(std::env::current_exe().expect("a path of this program"));
        command.args(["slow-clients", &port.to_string(), &clients.to_string()]);
        let attack = Self(command.spawn().expect("slow clients"));
        std::thread::sleep(Duration::from_secs(2));
        attack
    }
}

impl Drop for Attack {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A third never ends a head, a third never ends a body, a third asks for pages and reads nothing.
pub async fn attack(port: u16, clients: usize) {
    let clients = (0..clients).map(|number| async move {
        // Not all in the same moment.
        tokio::time::sleep(Duration::from_micros(u64::try_from(number).unwrap_or(0) * 200)).await;
        loop {
            let _ = match number % 3 {
                0 => drip(port, "GET / HTTP/1.1\r\nx: ").await,
                1 => {
                    let head = "POST /api/v1/reports HTTP/1.1\r\ncontent-type: application/json\r\n";
                    drip(port, &format!("{head}content-length: 4000\r\n\r\n")).await
                }
                _ => ignore(port).await,
            };
            tokio::time::sleep(PAUSE).await;
        }
    });
    join_all(clients).await;
}

async fn drip(port: u16, head: &str) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(head.as_bytes()).await?;
    let mut answer = [0; 1_024];
    loop {
        tokio::select! {
            read = stream.read(&mut answer) => if read? == 0 { return Ok(()) },
            () = tokio::time::sleep(DRIP_EVERY) => stream.write_all(b" ").await?,
        }
    }
}

async fn ignore(port: u16) -> std::io::Result<()> {
    let socket = TcpSocket::new_v4()?;
    socket.set_recv_buffer_size(4_096)?;
    let mut stream = socket.connect(([127, 0, 0, 1], port).into()).await?;
    let request = "GET /services/spotify HTTP/1.1\r\nhost: localhost\r\n\r\n";
    stream.write_all(request.repeat(8).as_bytes()).await?;
    tokio::time::sleep(4 * PAUSE + Duration::from_secs(20)).await;
    Ok(())
}
