//! Components: functions from plain values to views, for both targets.
//!
//! A component renders what it is given. Every control is a link or a form that works without a program, except the buttons of the companion, which
//! are shown only where scripts run. Event listeners, requests and the address bar belong to `browser`.

mod account;
mod attract;
mod binding;
mod brand_card;
mod chart;
mod citation;
mod content_text;
mod emblem;
mod english_summary;
mod featured;
mod feedback;
mod filters;
mod frame;
mod guide;
mod handout;
mod kiosk;
mod languages;
mod list_filter;
mod marked;
mod media;
mod needs;
mod overviews;
mod pager;
mod plate;
mod qr;
mod radial_tree;
mod rating;
mod reader;
mod search_form;
mod set_up;
mod share_sheet;
mod subscribers;
mod tools;
mod touch_pad;
mod trail;
mod tree_view;
mod urgent;
mod visit;

pub use account::*;
pub use attract::{Slide, attract, shift};
pub use brand_card::{brand_card, small_card};
pub use chart::chart;
pub use citation::Citations;
pub use content_text::{content_in_picture, content_text};
pub use emblem::{EmblemParts, MOTIF_AT, emblem, emblem_large, emblem_parts};
#[cfg(not(target_arch = "wasm32"))]
pub use emblem::{is_motif, motifs};
pub use english_summary::{english_rest, english_summary};
pub use featured::{featured_first, featured_more};
#[cfg(not(target_arch = "wasm32"))]
pub use feedback::feedback_line;
pub use feedback::{FeedbackState, FeedbackWays, Outcome, feedback_sheet};
pub use filters::*;
pub use frame::{frame_footer, frame_header, frame_notices, frame_trouble};
pub use guide::guide;
pub use handout::handout;
pub use kiosk::{HostInstitution, ListPosition, LobbyState, institution_section, lobby};
pub use list_filter::*;
pub use marked::marked;
pub use media::{attachments, lead, logo, pictures};
pub use needs::needs;
pub use overviews::overviews;
pub use pager::{PagerLink, pager};
pub use plate::*;
pub use qr::{qr, qr_path};
pub use radial_tree::*;
pub use reader::reader;
pub use search_form::{Suggestions, search_form, suggested, suggestion_href};
pub use set_up::{SetUp, set_up};
pub use share_sheet::{Shared, Way, share_sheet};
pub use subscribers::clear_subscribers_on_cleanup;
pub use tools::tools;
pub use touch_pad::touch_pad;
pub use trail::trail;
pub use tree_view::*;
pub use urgent::{urgent_button, urgent_lobby, urgent_notice, urgent_region, urgent_strip};
pub use visit::{Clock, LIVE, visit, visit_open};
