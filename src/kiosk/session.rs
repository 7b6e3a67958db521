//! What follows from a touch, and what from none?
//!
//! A [`Session`] is one of four states and the moment it began; [`Session::touch`], [`Session::tick`] and [`Session::end`] are all that changes
//! it, and each says what is to be done. Time is milliseconds of a clock that never goes back. What a visitor leaves behind is absent on
//! purpose: whoever carries out [`Action::Reset`] knows it.

/// For so long something may hold the idle clock, in milliseconds: a code left on the screen must not keep it for good.
const HELD_MOST: u64 = 600_000;

/// The longest that a text may be read without a touch, in milliseconds.
const READING_MOST: u64 = 600_000;

/// How long each state lasts, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without a touch, before the visitor is asked.
    pub idle: u64,
    /// From the question until everything is wiped.
    pub warning: u64,
    /// From the wiped home page until the attract loop.
    pub rest: u64,
}

/// What is going on, seen at each tick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    /// How many characters the page tells.
    pub characters: u64,
    /// Whether everything takes its time: in the version for old people.
    pub slow: bool,
    /// Whether something holds the clock: reading aloud, a code that is being photographed.
    pub held: bool,
}

/// Where a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The attract loop: the only time for reloads and updates.
    Attract,
    /// Wiped, nobody there yet.
    Home,
    /// Somebody is here.
    Active,
    /// Somebody is asked whether they still are.
    Warning,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Leave the attract loop.
    LeaveAttract,
    /// Ask.
    ShowWarning,
    /// Take the question away.
    HideWarning,
    /// Wipe what the visitor left, and go home.
    Reset,
    /// Begin the attract loop.
    StartAttract,
}

/// The life of visits, one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    limits: Limits,
    state: State,
    since: u64,
    held_since: Option<u64>,
}

impl Session {
    /// A device that has just started: nobody is there.
    pub fn new(limits: Limits, now: u64) -> Session {
        Session {
            limits,
            state: State::Attract,
            since: now,
            held_since: None,
        }
    }

    /// Where it is.
    pub fn state(&self) -> State {
        self.state
    }

    /// Whole seconds until everything is wiped, while the visitor is asked.
    pub fn seconds_left(&self, now: u64) -> Option<u64> {
        (self.state == State::Warning).then(|| {
            (self.since + self.limits.warning)
                .saturating_sub(now)
                .div_ceil(1_000)
        })
    }

    /// How long this scene may go untouched, in milliseconds.
    pub fn idle_limit(&self, scene: Scene) -> u64 {
        // A minute, and 0.3 seconds a character.
        let reading = (60_000 + 300 * scene.characters).min(READING_MOST);
        let limit = self.limits.idle.max(reading);
        if scene.slow { 2 * limit } else { limit }
    }

    /// Somebody touched.
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

    /// Time went by.
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
                    // The device slept: nobody was asked, and nobody is there.
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

    /// The visitor goes.
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
