//! The check of the figures that plates show.

use crate::catalogue::{Brand, Problem};
use crate::models::{Refusal, counted};

/// Reports each label in `drawn` whose figure the plate of the brand cannot show.
pub(super) fn judge(brand: &Brand) -> Vec<Problem> {
    let refused = |(at, label): (usize, &String)| {
        let sentence = match counted(brand, at, label).err()? {
            Refusal::Missing => {
                format!("没有叫“{label}”的数字。照这个品牌或它的举措里某个数字的 label 写。")
            }
            Refusal::Ambiguous => {
                format!("叫“{label}”的数字不止一个，不知道画哪个。请把它们的 label 写得不一样。")
            }
            Refusal::NoNumber => {
                format!("“{label}”的值不是整数，画不出来。只有印成整数的才能画。")
            }
            Refusal::TooMany(most) => format!("“{label}”太多，这种图版最多画 {most} 个。"),
            Refusal::NotShown(0) => {
                format!(
                    "图案“{}”的图版不画数字。请去掉 drawn，或换一个图案。",
                    brand.emblem
                )
            }
            Refusal::NotShown(most) => {
                format!("图案“{}”的图版只画 {most} 个数字。", brand.emblem)
            }
        };
        Some(Problem::new(
            &format!("brands/{}.json", brand.id),
            brand.id.as_str(),
            &format!("drawn[{at}]"),
            sentence,
        ))
    };
    brand.drawn.iter().enumerate().filter_map(refused).collect()
}
