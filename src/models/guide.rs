//! The model of how a person can use a brand or an initiative: for whom it is, what they get, how they find it.

use super::{Named, ServiceLink};
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::GUIDE;
use crate::catalogue::Passage;
use serde::{Deserialize, Serialize};

/// Three fixed lines. One that is `None` is not printed in the documents, and the page says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guide {
    /// For whom it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Passage>,
    /// What they get.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<Passage>,
    /// How they find it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<Passage>,
    /// The institution that can be asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<Named>,
    /// The service that carries it out, whose facts stand on the page of its institution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceLink>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Guide {
    /// The guide of a record; `None` if its file has none and names no service.
    pub(super) fn of(
        passages: &[Passage],
        ask: Option<Named>,
        service: Option<ServiceLink>,
    ) -> Option<Guide> {
        let line = |heading: &str| {
            let mut passages = passages.iter();
            passages
                .find(|it| it.heading.as_deref() == Some(heading))
                .cloned()
        };
        let [who, what, how] = GUIDE.map(line);
        (!passages.is_empty() || service.is_some()).then_some(Guide {
            who,
            what,
            how,
            ask,
            service,
        })
    }
}
