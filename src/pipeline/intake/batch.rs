//! Reports of one worker that are stored together, and those who wait for them.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::{Accepted, IntakeError, Waits};
use crate::domain::report::Report;

/// Reports that are stored together.
#[derive(Default)]
pub(super) struct Batch(RefCell<Inner>);

#[derive(Default)]
struct Inner {
    reports: Vec<Report>,
    /// How many reports it was given.
    places: usize,
    /// For each of them one, until they are stored: whoever sent one may be gone by then.
    waits: Vec<Waits>,
    /// Whoever waits, by place.
    wakers: Vec<Option<Waker>>,
    outcome: Option<Result<Vec<Accepted>, IntakeError>>,
}

impl Batch {
    /// Reports in it.
    pub(super) fn len(&self) -> usize {
        self.0.borrow().reports.len()
    }

    /// Its reports, in the order of their places.
    pub(super) fn take_reports(&self) -> Vec<Report> {
        std::mem::take(&mut self.0.borrow_mut().reports)
    }

    /// Answers everybody: in the order of places, or all the same.
    pub(super) fn complete(&self, outcome: Result<Vec<Accepted>, IntakeError>) {
        let wakers = {
            let mut inner = self.0.borrow_mut();
            inner.outcome = Some(outcome);
            inner.waits.clear();
            std::mem::take(&mut inner.wakers)
        };
        wakers.into_iter().flatten().for_each(Waker::wake);
    }
}

/// A report's place in a batch: a future of what becomes of it.
pub(super) struct Place {
    batch: Rc<Batch>,
    number: usize,
}

impl Place {
    pub(super) fn in_batch(batch: &Rc<Batch>, report: Report, waits: Waits) -> Self {
        let mut inner = batch.0.borrow_mut();
        let number = inner.places;
        inner.places += 1;
        inner.reports.push(report);
        inner.waits.push(waits);
        inner.wakers.push(None);
        drop(inner);
        Self {
            batch: Rc::clone(batch),
            number,
        }
    }
}

impl Future for Place {
    type Output = Result<Accepted, IntakeError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut inner = self.batch.0.borrow_mut();
        match &inner.outcome {
            Some(Ok(accepted)) => {
                let accepted = accepted.get(self.number).copied();
                Poll::Ready(accepted.ok_or(IntakeError::Closed))
            }
            Some(Err(error)) => Poll::Ready(Err(error.clone())),
            None => {
                inner.wakers[self.number] = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
