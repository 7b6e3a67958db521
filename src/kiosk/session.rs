//! The state machine of visits to a screen in a lobby.
//!
//! A [`Session`] is one of four states and the time at which it was entered. [`Session::touch`], [`Session::tick`] and [`Session::end`] change it and
//! return the [`Action`] to carry out. Times are milliseconds of a monotonic clock. What a visit leaves behind is known to the code that carries out
//! [`Action::Reset`].

/// The longest that the idle clock may be held, in milliseconds: a QR code left on the screen must not hold it for ever.
const HELD_MOST: u64 = 600_000;

/// The longest reading time without a touch, in milliseconds.
const READING_MOST: u64 = 600_000;

/// Durations of the states, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Time without a touch until the warning.
    pub idle: u64,
    /// Time from the warning until the reset.
    pub warning: u64,
    /// Time from the reset until the attract loop.
    pub rest: u64,
}

/// What is on the screen at a tick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    /// The number of characters in view.
    pub characters: u64,
    /// Whether 长辈版 is on, which doubles the times.
    pub slow: bool,
    /// Whether the clock is held: by reading aloud, or a QR code that is being scanned.
    pub held: bool,
}

/// The state of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The attract loop: the only state in which reloads and updates happen.
    Attract,
    /// Reset, no visitor yet.
    Home,
    /// A visitor is present.
    Active,
    /// The visitor is asked whether they are still present.
    Warning,
}

/// What the kiosk has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Leave the attract loop.
    LeaveAttract,
    /// Open the warning.
    ShowWarning,
    /// Close the warning.
    HideWarning,
    /// Remove all traces of the visit and open the home page.
    Reset,
    /// Start the attract loop.
    StartAttract,
}

/// The sessions of a device, one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    limits: Limits,
    state: State,
    since: u64,
    held_since: Option<u64>,
}

impl Session {
    /// The session of a device that has just started, in the attract loop.
    pub fn new(limits: Limits, now: u64) -> Session {
        Session {
            limits,
            state: State::Attract,
            since: now,
            held_since: None,
        }
    }

    /// The current state.
    pub fn state(&self) -> State {
        self.state
    }

    /// Whole seconds until the reset, while the warning is open.
    pub fn seconds_left(&self, now: u64) -> Option<u64> {
        (self.state == State::Warning).then(|| {
            (self.since + self.limits.warning)
                .saturating_sub(now)
                .div_ceil(1_000)
        })
    }

    /// The idle time that this scene allows, in milliseconds.
    pub fn idle_limit(&self, scene: Scene) -> u64 {
        // One minute, plus 0.3 seconds for each character.
        let reading = (60_000 + 300 * scene.characters).min(READING_MOST);
        let limit = self.limits.idle.max(reading);
        if scene.slow { 2 * limit } else { limit }
    }

    /// A touch or a key.
    pub fn touch(&mut self, now: u64) -> Option<Action> {
        let action = match self.state {
            State::Attract => Some(Action::LeaveAttract),
            State::Warning => Some(Action::HideWarning),
            State::Home | State::Active => None,
        };
        self.held_since = None;
        self.enter(State::Active, now);
        action
    }

    /// A tick of the clock.
    pub fn tick(&mut self, now: u64, scene: Scene) -> Option<Action> {
        let passed = now.saturating_sub(self.since);
        match self.state {
            State::Active => {
                let held_since = scene.held.then(|| self.held_since.unwrap_or(now));
                self.held_since = held_since;
                let limit = self.idle_limit(scene);
                if held_since.is_some_and(|since| now.saturating_sub(since) < HELD_MOST) {
                    self.since = now;
                    None
                } else if passed >= limit + self.limits.warning {
                    // The device was suspended: no warning was shown, and no visitor is present.
                    Some(self.end(now))
                } else if passed >= limit {
                    self.enter(State::Warning, now);
                    Some(Action::ShowWarning)
                } else {
                    None
                }
            }
            State::Warning if passed >= self.limits.warning => Some(self.end(now)),
            State::Home if passed >= self.limits.rest => {
                self.enter(State::Attract, now);
                Some(Action::StartAttract)
            }
            State::Attract | State::Home | State::Warning => None,
        }
    }

    /// The visitor ends the session.
    pub fn end(&mut self, now: u64) -> Action {
        self.held_since = None;
        self.enter(State::Home, now);
        Action::Reset
    }

    fn enter(&mut self, state: State, now: u64) {
        self.state = state;
        self.since = now;
    }
}
