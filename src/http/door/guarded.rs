//! A socket that keeps its connection within its bounds.

use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::rt::net::TcpStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::connection::{Connection, End};
use super::farewell::{HEAD_TOO_LARGE, TOO_SLOW};
use super::seats::Seat;

/// Bytes that are read before others get their turn: some hundred pipelined requests at most.
const BURST_BYTES: usize = 16 * 1_024;

/// A socket with its seat.
pub struct Guarded {
    stream: TcpStream,
    connection: Rc<Connection>,
    /// Bytes since others had their turn.
    burst: usize,
    has_ended: bool,
    _seat: Seat,
}

impl Guarded {
    pub fn new(stream: TcpStream, connection: Rc<Connection>, seat: Seat) -> Self {
        Self {
            stream,
            connection,
            burst: 0,
            has_ended: false,
            _seat: seat,
        }
    }

    /// What its requests have to know of it.
    pub fn connection(&self) -> &Rc<Connection> {
        &self.connection
    }

    /// To the server a connection that we end looks like one that the client has ended. The client is told why, when
    /// nothing else is on its way.
    fn end(&mut self, end: End) {
        let answer = match end {
            End::Silent => return,
            End::Slow => TOO_SLOW,
            End::TooLarge => HEAD_TOO_LARGE,
        };
        if !self.has_ended && !self.connection.is_writing() {
            // There is room in an empty buffer; a client that has closed does not listen.
            let _ = self.stream.try_write(answer.as_bytes());
        }
        self.has_ended = true;
    }
}

impl AsyncRead for Guarded {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if let Some(end) = this.connection.end() {
            this.end(end);
            return Poll::Ready(Ok(()));
        }
        if this.connection.holds(cx.waker()) {
            return Poll::Pending;
        }
        if this.burst >= BURST_BYTES {
            this.burst = 0;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut this.stream).poll_read(cx, buffer);
        if read.is_pending() {
            this.burst = 0;
            this.connection.wake_later(cx.waker());
            return Poll::Pending;
        }
        let received = buffer.filled().len() - before;
        if received > 0 {
            this.burst += received;
            this.connection.note_received(received);
        }
        read
    }
}

impl AsyncWrite for Guarded {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        if this.connection.is_cut() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let written = Pin::new(&mut this.stream).poll_write(cx, bytes);
        match &written {
            Poll::Ready(Ok(written)) => this.connection.note_written(*written),
            Poll::Ready(Err(_)) => {}
            Poll::Pending => {
                this.connection.note_blocked();
                this.connection.wake_later(cx.waker());
            }
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        // The server flushes when it has written everything.
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        self.connection.note_flushed();
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
