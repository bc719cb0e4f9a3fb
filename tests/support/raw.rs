//! Requests byte by byte, for what no decent client would send.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

/// How a connection went.
#[derive(Debug)]
pub struct Outcome {
    /// All that the server said.
    pub answer: String,
    /// Whether it closed the connection.
    pub is_closed: bool,
}

/// Sends these bytes and reads until the server closes the connection, or for `patience`.
pub async fn exchange(address: SocketAddr, bytes: &[u8], patience: Duration) -> String {
    drip(address, bytes, b"", patience).await.answer
}

/// Sends these bytes, then a piece twice a second for as long as the server takes it; reads until the server closes the
/// connection, or for `patience`.
pub async fn drip(address: SocketAddr, bytes: &[u8], piece: &[u8], patience: Duration) -> Outcome {
    let (mut reader, mut writer) = TcpStream::connect(address).await.unwrap().into_split();
    let send = async {
        // The server may answer and close before it has read everything.
        let mut is_open = writer.write_all(bytes).await.is_ok() && !piece.is_empty();
        while is_open {
            tokio::time::sleep(Duration::from_millis(500)).await;
            is_open = writer.write_all(piece).await.is_ok();
        }
        std::future::pending::<()>().await;
    };
    let mut answer = Vec::new();
    let is_closed = tokio::select! {
        read = timeout(patience, reader.read_to_end(&mut answer)) => read.is_ok(),
        () = send => false,
    };
    Outcome {
        answer: String::from_utf8_lossy(&answer).into_owned(),
        is_closed,
    }
}

/// A connection of a client that has no room for what it is sent.
pub async fn narrow(address: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    socket.connect(address).await.unwrap()
}

/// A connection from another address of this machine.
pub async fn from(address: std::net::Ipv4Addr, to: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((address, 0).into())?;
    socket.connect(to).await
}

/// The status code of an answer; `None` when there was none.
pub fn status(answer: &str) -> Option<u16> {
    answer.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()
}
