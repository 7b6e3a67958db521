//! The pages for staff: embedding, open data, changes, handbook.
//!
//! A [`StaffPage`] is known by its folder; what stands on it is absent on purpose, that is the pages'.

use crate::messages::tr;

/// What is told to those who work with the gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffPage {
    /// How a piece of it is shown on another site.
    Embed,
    /// Its data, for programs.
    Data,
    /// What has changed.
    Changes,
    /// How it is kept, for staff.
    Handbook,
}

impl StaffPage {
    /// All of them, in the order in which they are offered.
    pub const ALL: [StaffPage; 4] = [
        StaffPage::Embed,
        StaffPage::Data,
        StaffPage::Changes,
        StaffPage::Handbook,
    ];

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            StaffPage::Embed => tr!("放到别的网站上"),
            StaffPage::Data => tr!("开放数据"),
            StaffPage::Changes => tr!("本馆的改动"),
            StaffPage::Handbook => tr!("工作手册"),
        }
    }

    pub(super) fn folder(self) -> &'static str {
        match self {
            StaffPage::Embed => "embed",
            StaffPage::Data => "data",
            StaffPage::Changes => "changes",
            StaffPage::Handbook => "handbook",
        }
    }
}
