//! The pages for staff: embedding, open data, changes, handbook.
//!
//! A [`StaffPage`] is identified by its folder. [`crate::pages`] renders them.

use crate::messages::tr;

/// A page for staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffPage {
    /// How to embed a piece of the gallery.
    Embed,
    /// The open data.
    Data,
    /// The changes.
    Changes,
    /// The handbook.
    Handbook,
}

impl StaffPage {
    /// All of them, in the order of the links.
    pub const ALL: [StaffPage; 4] = [
        StaffPage::Embed,
        StaffPage::Data,
        StaffPage::Changes,
        StaffPage::Handbook,
    ];

    /// Its title.
    pub fn word(self) -> &'static str {
        match self {
            StaffPage::Embed => tr!("嵌入其他网站"),
            StaffPage::Data => tr!("开放数据"),
            StaffPage::Changes => tr!("更新记录"),
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
