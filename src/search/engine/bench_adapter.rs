//! What does the search bench measure? The library as shipped, behind a few exports that a page can call without glue.
//!
//! Texts come in through [`room`], answers go out as numbers through [`answer`]. One page, one thread, one engine.
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

/// Where the next `length` bytes are put.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    STATE.with_borrow_mut(|state| {
        state.room = vec![0; length];
        state.room.as_mut_ptr()
    })
}

/// Opens the head in the room.
#[unsafe(no_mangle)]
pub extern "C" fn open() -> bool {
    STATE.with_borrow_mut(|state| {
        state.engine = Engine::open(std::mem::take(&mut state.room));
        state.engine.is_some()
    })
}

/// Takes the part of the text in the room.
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

/// How many parts the query in the room needs for its first answers; they lie where the answers do, low and high.
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

/// Looks for the query in the room; how many answers there are.
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

/// Where the answers lie.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u32 {
    STATE.with_borrow(|state| state.answer.as_ptr())
}
