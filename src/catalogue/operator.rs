//! Who runs a gallery and answers for it: the record `operator` in `gallery.json`.
//!
//! A public site in China has to state these facts at the foot of its pages. All of them are optional: a gallery whose documents do not name them leaves them
//! to its publisher. Validation of their form is in [`super::check`]; how they are shown is in [`crate::models::OperatorFact`].

use super::brand::record;
use serde::{Deserialize, Serialize};

record! {
    /// Who runs the gallery and answers for it.
    #[derive(Default, Eq)]
    Operator {
        /// The organisation that answers for the site, 主办单位.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organiser: Option<String>,
        /// The organisation that carries out the work, 承办单位.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        undertaker: Option<String>,
        /// The number of the ICP record, such as `浙ICP备12345678号-1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        icp: Option<String>,
        /// The number of the record with the police, such as `浙公网安备33010602001234号`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        police: Option<String>,
        /// The identification code of a government site: ten characters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        site_code: Option<String>,
        /// The address of the certificate of a government site, 党政机关标识, at conac.cn.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mark: Option<String>,
        /// The address of the certificate of accessibility for older people, 适老化标识.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        elder_mark: Option<String>,
        /// The mail address for corrections and complaints.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mail: Option<String>,
        /// The address of a page for corrections and complaints.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        page: Option<String>,
        /// The telephone number for corrections and complaints.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        telephone: Option<String>,
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Operator {
    /// The digits of the police record, by which the page of the authority finds it.
    pub fn police_code(&self) -> Option<String> {
        let police = self.police.as_deref()?;
        Some(police.chars().filter(char::is_ascii_digit).collect())
    }

    /// Whether there is a way to report a mistake.
    pub fn has_contact(&self) -> bool {
        self.mail.is_some() || self.page.is_some() || self.telephone.is_some()
    }
}
