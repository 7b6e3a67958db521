//! The closed vocabularies: kinds of brands and initiatives, levels of honours, bases of relations.
//!
//! Each is one table of the word in the data files (also the word on the page) and the key in addresses. There are no free tags, because a filter is only
//! correct if everybody uses the same words.

use serde::{Deserialize, Serialize};

/// Declares the words of a field that no page shows: variants, the Chinese word in data.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        pub enum $name { $(#[doc = $word] #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// All words, in display order.
            pub const ALL: &[$name] = &[$($name::$variant,)+];

            /// The Chinese word, as in the data files.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }
    };
}

pub(super) use words;

/// Declares a vocabulary: variants, the Chinese word in data and on pages, the ASCII key in addresses.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal $key:literal,)+ }) => {
        $crate::catalogue::kind::words! {
            $(#[$doc])*
            $name { $($variant $word,)+ }
        }

        impl $name {
            /// The word on the page, in the current language.
            pub fn shown(self) -> &'static str {
                match self { $($name::$variant => crate::messages::tr!($word),)+ }
            }

            /// The key in an address.
            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key,)+ }
            }

            /// The word with a key.
            pub fn from_key(key: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|word| word.key() == key)
            }
        }
    };
}

pub(super) use vocabulary;

vocabulary! {
    /// The kind of a brand or an initiative. The first five are brands with a file of their own; `Event` and those after it are initiatives.
    Kind {
        System "系统品牌" "system",
        Institution "机构品牌" "institution",
        Branch "支部品牌" "branch",
        Case "案例" "case",
        Event "活动" "event",
        Service "服务" "service",
        Team "团队" "team",
        Project "项目" "project",
        Method "工作法" "method",
        Model "模式" "model",
        Platform "平台" "platform",
        Alliance "联盟" "alliance",
        Rule "制度" "rule",
        Framework "体系" "framework",
        Body "机构" "body",
        Aim "目标" "aim",
        Discipline "学科" "discipline",
        Post "阵地" "post",
        Outcome "成效" "outcome",
    }
}

impl Kind {
    /// Whether a brand may be of this kind.
    pub fn is_brand(self) -> bool {
        self <= Kind::Event
    }

    /// Whether what is of this kind is there for people, and is not a rule, a way of working, an aim, or a case to learn from.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn is_service(self) -> bool {
        use Kind::{Aim, Body, Case, Framework, Method, Outcome, Rule};
        !matches!(
            self,
            Aim | Body | Case | Framework | Method | Outcome | Rule
        )
    }

    /// Whether an initiative may be of this kind.
    pub fn is_initiative(self) -> bool {
        self >= Kind::Event
    }
}

vocabulary! {
    /// The level of an honour, as printed; `Chosen` is the city's own selection, whose name is [`super::Gallery::chosen`].
    Level {
        Chosen "入选" "ten",
        Nation "全国" "nation",
        Region "赛区" "region",
        Province "全省" "province",
        City "全市" "city",
    }
}

vocabulary! {
    /// The basis of a relation in the matrix: printed in a document, or inferred from what is printed.
    Basis {
        Stated "原文" "stated",
        Inferred "推断" "inferred",
    }
}
