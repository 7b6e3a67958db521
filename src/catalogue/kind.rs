//! Of which kind is a brand or an initiative, which link is printed, how far does an honour reach?
//!
//! Closed vocabularies: one table each gives the word of the data files (also the word on the page) and the key of the address.
//! Free tags are absent on purpose: a filter is only true where everybody uses the same words.

use serde::{Deserialize, Serialize};

/// Declares a vocabulary: variants, the Chinese word of data and page, the ASCII key of the address.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        pub enum $name { $(#[doc = $word] #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// All words, in the order in which they are shown.
            pub const ALL: &[$name] = &[$($name::$variant,)+];

            /// The word as the data files and the page print it.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }

            /// The word on the page, in the language that is spoken.
            pub fn shown(self) -> &'static str {
                match self { $($name::$variant => crate::messages::tr!($word),)+ }
            }

            /// The key in an address.
            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key,)+ }
            }

            /// The word behind a key of an address.
            pub fn from_key(key: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|word| word.key() == key)
            }
        }
    };
}

vocabulary! {
    /// What something is. The first five are brands with a file of their own, the others initiatives within a brand.
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
    /// Whether a brand, with a file and a page of its own, may be of this kind.
    pub fn is_brand(self) -> bool {
        self <= Kind::Event
    }

    /// Whether an initiative may be of this kind.
    pub fn is_initiative(self) -> bool {
        self >= Kind::Event
    }
}

vocabulary! {
    /// How far an honour reaches, by its printed words; or that it is the city's own choice, whose name is [`super::Gallery::chosen`].
    Level {
        Chosen "入选" "ten",
        Nation "全国" "nation",
        Region "赛区" "region",
        Province "全省" "province",
        City "全市" "city",
    }
}

vocabulary! {
    /// On what a link of the matrix rests: printed by a document, or concluded from what is printed.
    Basis {
        Stated "原文" "stated",
        Inferred "推断" "inferred",
    }
}
