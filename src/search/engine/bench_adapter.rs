//! An adapter to the search bench: the library as shipped, behind a few wasm exports that a page can call without glue code.
//!
//! The caller writes bytes to the buffer that [`room`] returns; answers are read as 32-bit numbers from [`answer`]. One page has one engine.
#![allow(unsafe_code, missing_docs, unreachable_pub)]

use hanzi_search::Engine;
use std::cell::RefCell;

#[derive(Default)]
struct State {
    room: Vec<u8>,
    engine: Option<Engine>,
    answer: Vec<u32>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Allocates the input buffer and returns its address.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    STATE.with_borrow_mut(|state| {
        state.room = vec![0; length];
        state.room.as_mut_ptr()
    })
}

/// Opens the head in the input buffer. Returns whether it is intact.
#[unsafe(no_mangle)]
pub extern "C" fn open() -> bool {
    STATE.with_borrow_mut(|state| {
        state.engine = Engine::open(std::mem::take(&mut state.room));
        state.engine.is_some()
    })
}

/// Adds the text part in the input buffer. Returns whether it is intact.
#[unsafe(no_mangle)]
pub extern "C" fn give() -> bool {
    STATE.with_borrow_mut(|state| {
        let part = std::mem::take(&mut state.room);
        state
            .engine
            .as_ref()
            .is_some_and(|engine| engine.give(part))
    })
}

/// Returns the number of parts that the query in the input buffer needs for its first `most` records. Their identities are written to the output, low
/// half first.
#[unsafe(no_mangle)]
pub extern "C" fn needs(most: usize) -> usize {
    STATE.with_borrow_mut(|state| {
        let query = String::from_utf8_lossy(&state.room);
        let engine = state.engine.as_ref();
        let needs = engine.map(|engine| engine.needs(&query, most));
        let words = needs.unwrap_or_default().into_iter();
        state.answer = words
            .flat_map(|part| [part as u32, (part >> 32) as u32])
            .collect();
        state.answer.len() / 2
    })
}

/// Executes the query in the input buffer. Returns the number of records, which are written to the output.
#[unsafe(no_mangle)]
pub extern "C" fn search(most: usize) -> usize {
    STATE.with_borrow_mut(|state| {
        let query = String::from_utf8_lossy(&state.room);
        let found = state
            .engine
            .as_ref()
            .map(|engine| engine.find(&query).records(most));
        state.answer = found
            .unwrap_or_default()
            .into_iter()
            .map(|record| record as u32)
            .collect();
        state.answer.len()
    })
}

/// The address of the output.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u32 {
    STATE.with_borrow(|state| state.answer.as_ptr())
}
