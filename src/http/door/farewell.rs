//! What a connection is told for which there is no room.

use std::time::Duration;

use actix_web::rt::net::TcpStream;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A client that has sent its request has the answer within this time, or does not want it.
const FAREWELL_TIME: Duration = Duration::from_millis(500);

/// What a client may have sent before it looks at the answer. To close a connection with unread bytes resets it, and the
/// answer with it.
const UNREAD_BYTES_MAX: u64 = 64 * 1_024;

/// Why there is no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Farewell {
    /// Its network has its share of connections.
    Network,
    /// All connections are taken.
    All,
}

/// An answer of a fixed text; `concat!` counts no bytes, so the end of the connection is the end of the body.
macro_rules! answer {
    ($status:literal, $further:literal, $title:literal, $code:literal, $detail:literal) => {
        concat!(
            "HTTP/1.1 ",
            $status,
            "\r\ncontent-type: application/problem+json\r\ncache-control: no-store\r\n\
             x-content-type-options: nosniff\r\nconnection: close\r\n",
            $further,
            "\r\n{\"type\":\"about:blank\",\"title\":\"",
            $title,
            "\",\"status\":",
            $code,
            ",\"detail\":\"",
            $detail,
            "\"}"
        )
    };
}

/// For a request whose head does not arrive.
pub const TOO_SLOW: &str = answer!(
    "408 Request Timeout",
    "",
    "Request timeout",
    "408",
    "The request did not arrive in time."
);

/// For a request whose head does not end.
pub const HEAD_TOO_LARGE: &str = answer!(
    "431 Request Header Fields Too Large",
    "",
    "Request header fields too large",
    "431",
    "The address and the headers of the request are too long."
);

const NETWORK_IS_FULL: &str = answer!(
    "429 Too Many Requests",
    "retry-after: 5\r\n",
    "Too many requests",
    "429",
    "Too many connections are open from this address. Close some, or use one for several requests."
);

const ALL_IS_FULL: &str = answer!(
    "503 Service Unavailable",
    "retry-after: 5\r\n",
    "Temporarily unavailable",
    "503",
    "Too many connections are open. Please try again in a moment."
);

impl Farewell {
    /// Which, in metrics.
    pub fn label(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::All => "all",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Network => NETWORK_IS_FULL,
            Self::All => ALL_IS_FULL,
        }
    }

    /// Says it and waits a moment for the client to take notice.
    pub async fn say(self, mut stream: TcpStream) {
        let said = async {
            stream.write_all(self.text().as_bytes()).await?;
            stream.shutdown().await?;
            tokio::io::copy(&mut stream.take(UNREAD_BYTES_MAX), &mut tokio::io::sink()).await
        };
        // Who is gone, or too slow, needs no farewell.
        let _ = tokio::time::timeout(FAREWELL_TIME, said).await;
    }
}
