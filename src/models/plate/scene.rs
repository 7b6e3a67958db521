//! Which scene shows a brand, and the words for it.

use super::brush::{Brush, Layer};
use super::{count, scenes, water};
use crate::catalogue::{Brand, Figure};
use crate::messages::{content, tr};

/// A function that draws a scene with the given counts.
type Draw = fn(&mut Brush, &[usize]);

/// A scene.
pub(super) struct Scene {
    draw: Draw,
    /// The largest number of each figure that it shows.
    pub(super) most: &'static [usize],
}

impl Scene {
    /// The scene of a brand, by the motif of its emblem.
    pub(super) fn of(brand: &Brand) -> Scene {
        let (draw, most): (Draw, &[usize]) = match brand.emblem.as_str() {
            "road" | "track" => (scenes::road, &[8]),
            "heart" => (water::bridge, &[8]),
            "drop" => (scenes::bowls, &[9, 5]),
            "ribbon" => (scenes::silk, &[]),
            "heartbeat" => (water::pulse, &[]),
            "spark" => (water::ripple, &[]),
            "star" => (scenes::stars, &[]),
            "people" => (scenes::eaves, &[]),
            "companions" => (water::boats, &[]),
            "hearts" => (scenes::windows, &[180]),
            "shield" => (water::seawall, &[]),
            "sun" => (water::sunrise, &[]),
            "leaf" => (scenes::leaves, &[]),
            "lotus" => (water::lotus, &[]),
            "flag" => (water::sails, &[]),
            "steps" => (scenes::terraces, &[]),
            "gourd" => (scenes::gourd, &[]),
            "tree" => (scenes::tree, &[]),
            "book" => (scenes::book, &[]),
            "dialogue" => (water::cliffs, &[]),
            "sprout" => (scenes::field, &[]),
            "grid" => (scenes::lattice, &[6]),
            "medal" => (scenes::gate, &[]),
            "torch" => (water::beacon, &[]),
            _ => (scenes::ridges, &[24]),
        };
        Scene { draw, most }
    }
}

/// The layers of the plate of a brand, from the farthest to the nearest.
pub fn layers(brand: &Brand) -> Vec<Layer> {
    let counts: Vec<usize> = count::all(brand).iter().map(|(count, _)| *count).collect();
    let mut brush = Brush::new(brand.id.as_str());
    (Scene::of(brand).draw)(&mut brush, &counts);
    brush.layers()
}

/// What the plate of a brand shows, as a sentence.
pub(super) fn label(brand: &Brand) -> String {
    let scene = subject(brand);
    let shown: Vec<String> = (count::all(brand).into_iter().enumerate())
        .map(|(at, (count, figure))| shown(brand, at, count, figure))
        .collect();
    match &shown[..] {
        [] => scene.to_owned(),
        [one] => tr!("{scene}：{one}", scene = scene, one = one),
        [one, other, ..] => {
            tr!(
                "{scene}：{one}；{other}",
                scene = scene,
                one = one,
                other = other
            )
        }
    }
}

/// A counted thing, and what it stands for.
fn shown(brand: &Brand, at: usize, count: usize, figure: &Figure) -> String {
    // In a sentence of another language only the words of the data themselves.
    let fact = match content() {
        None => format!("{}{}{}", figure.value, figure.unit, figure.label),
        Some(_) => figure.label.clone(),
    };
    match (brand.emblem.as_str(), at) {
        ("road" | "track" | "heart", _) => {
            tr!(
                "{count}座亮灯的房子，画的是{fact}",
                count = count,
                fact = fact
            )
        }
        ("drop", 0) => tr!("{count}滴水，画的是{fact}", count = count, fact = fact),
        ("drop", _) => tr!("{count}只碗，画的是{fact}", count = count, fact = fact),
        ("hearts", _) => tr!(
            "{count}扇亮着的窗，画的是{fact}",
            count = count,
            fact = fact
        ),
        ("grid", _) => tr!("{count}重窗框，画的是{fact}", count = count, fact = fact),
        _ => tr!("{count}盏灯，画的是{fact}", count = count, fact = fact),
    }
}

/// The subject of the scene.
fn subject(brand: &Brand) -> &'static str {
    match brand.emblem.as_str() {
        "road" | "track" => tr!("通向山里的一条路"),
        "heart" => tr!("河上的一座石桥"),
        "drop" => tr!("青瓷碗和落下的水滴"),
        "ribbon" => tr!("风里的一条绸带"),
        "heartbeat" => tr!("海平线上的一道心跳"),
        "spark" => tr!("一点光，在水面上一圈圈散开"),
        "star" => tr!("夜空里的星轨"),
        "people" => tr!("一片马头墙，几家灯火"),
        "companions" => tr!("并排的两条船"),
        "hearts" => tr!("一座亮着灯的楼"),
        "shield" => tr!("挡住海浪的海塘，塘内的人家"),
        "sun" => tr!("海上日出"),
        "leaf" => tr!("一枝带叶的枝条"),
        "lotus" => tr!("池中的荷花"),
        "flag" => tr!("扬帆的船"),
        "steps" => tr!("层层梯田"),
        "gourd" => tr!("藤上的葫芦"),
        "tree" => tr!("大树和树下人家"),
        "book" => tr!("一本摊开的书"),
        "dialogue" => tr!("隔江相对的两座山崖"),
        "sprout" => tr!("田垄里的新苗"),
        "grid" => tr!("层层相套的窗框"),
        "medal" => tr!("圆洞门，门外的一条路"),
        "torch" => tr!("海边的灯塔"),
        _ => tr!("重重山岭"),
    }
}
