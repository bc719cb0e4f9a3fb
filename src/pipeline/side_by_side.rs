//! The same for many, on all cores.

use std::thread::{self, ScopedJoinHandle};

/// Fewer than these are left to one thread: to start another takes as long as some hundred trackers take.
const A_THREAD_MIN: usize = 512;

/// The same of what takes a fraction of a millisecond each.
pub const A_THREAD_MIN_OF_SLOW: usize = 16;

/// What comes of each, in their order.
pub fn each<T: Send, R: Send>(all: &mut [T], advance: impl Fn(&mut T) -> R + Sync) -> Vec<R> {
    each_by(A_THREAD_MIN, all, advance)
}

/// The same where fewer than `a_thread_min` are left to one thread.
pub fn each_by<T: Send, R: Send>(a_thread_min: usize, all: &mut [T], advance: impl Fn(&mut T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let length = all.len().div_ceil(cores).max(a_thread_min);
    if all.len() <= length {
        return all.iter_mut().map(advance).collect();
    }
    let advance = &advance;
    thread::scope(|scope| {
        let parts = all.chunks_mut(length);
        let threads: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter_mut().map(advance).collect::<Vec<R>>()))
            .collect();
        let parts = threads.into_iter().map(ScopedJoinHandle::join);
        parts
            .flat_map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_come_once_and_in_their_order() {
        for length in [0, 1, A_THREAD_MIN, A_THREAD_MIN + 1, 5 * A_THREAD_MIN + 3] {
            let mut all: Vec<usize> = (0..length).collect();
            let results = each(&mut all, |number| {
                *number += 1;
                *number
            });
            assert_eq!(results, (1..=length).collect::<Vec<_>>());
            assert_eq!(all, results);
        }
    }
}
