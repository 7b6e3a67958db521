//! What does a screen in a lobby do, with nobody to help?
//!
//! Plain values: [`session`] says what follows from a touch or from none, [`settings`] what a device is told about itself, [`slideshow`] in which
//! order brands go past, [`pad`] which letter leads to which word. The clock is an argument. Drawing and listening are absent on purpose: the
//! companion does both.

pub mod pad;
pub mod session;
pub mod settings;
pub mod slideshow;
