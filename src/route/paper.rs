//! Which pages are for those who work with the gallery?
//!
//! A [`Paper`] is known by its folder; what stands on it is absent on purpose, that is the pages'.

use crate::messages::tr;

/// What is told to those who work with the gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// How a piece of it is shown on another site.
    Embed,
    /// Its data, for programs.
    Data,
    /// What has changed.
    Changes,
    /// How it is kept, for staff.
    Handbook,
}

impl Paper {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Paper; 4] = [Paper::Embed, Paper::Data, Paper::Changes, Paper::Handbook];

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Paper::Embed => tr!("放到别的网站上"),
            Paper::Data => tr!("开放数据"),
            Paper::Changes => tr!("本馆的改动"),
            Paper::Handbook => tr!("工作手册"),
        }
    }

    pub(super) fn folder(self) -> &'static str {
        match self {
            Paper::Embed => "embed",
            Paper::Data => "data",
            Paper::Changes => "changes",
            Paper::Handbook => "handbook",
        }
    }
}
