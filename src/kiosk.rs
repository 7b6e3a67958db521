//! The logic of a screen in a lobby, without a browser.
//!
//! [`session`] is the state machine of visits, [`settings`] the settings of a device, [`slideshow`] the order of brands, [`pad`] the input method of
//! the touch pad. The clock is an argument. The companion renders and listens.

pub mod pad;
pub mod session;
pub mod settings;
pub mod slideshow;
