//! The list of pages that stands for all kinds of pages.

/// A page that stands for its kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    /// Its address below the origin.
    pub(crate) path: &'static str,
    /// What its `<h1>` reads.
    pub(crate) heading: &'static str,
    /// Whether the file as written is this very page; a filtered gallery is drawn by the program alone.
    pub(crate) is_file: bool,
}

const fn file(path: &'static str, heading: &'static str) -> Kind {
    Kind {
        path,
        heading,
        is_file: true,
    }
}

const fn drawn(path: &'static str) -> Kind {
    Kind {
        path,
        heading: "甬医品牌馆",
        is_file: false,
    }
}

/// The address of a page that does not exist.
pub(crate) const NOWHERE: &str = "/brands/nope/";

/// The richest brand.
pub(crate) const RICH: &str = "/brands/yongyi-xianfeng/";

/// One page of each kind.
pub(crate) const KINDS: [Kind; 12] = [
    file("/", "甬医品牌馆"),
    drawn("/?q=%E6%80%A5%E6%95%91"),
    drawn("/?q=%E6%80%A5%E6%95%91&need=jijiu"),
    drawn("/?q=xyzzyq"),
    file(RICH, "甬医先锋"),
    file("/brands/yinwei-youni/", "鄞卫有你"),
    file("/brands/yongyi-xianfeng/muhai-jijiuquan/", "牧海急救圈"),
    file("/needs/jijiu/", "急救"),
    file("/places/haishu-qu/", "海曙区"),
    file("/institutions/lihuili-yiyuan/", "宁波市医疗中心李惠利医院"),
    file("/about/", "关于本馆"),
    file(NOWHERE, "找不到这个页面"),
];
