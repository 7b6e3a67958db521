//! Scenes on land: what a plate shows, composed of shapes.
//!
//! The subject of a scene is in the middle of the picture (170 to 470 from the left, 60 to 262 from the top), so that it is whole in every crop from 16:10
//! to 3:4; what is below is dark, for white text. Lights come from one source. Counts are those of printed figures; a scene without them draws no number that
//! could be read as one.

use super::brush::{At, Brush, HEIGHT, Tone, WIDTH, ellipse, height_at, smooth, spread};
use Tone::{Deep, Faint, Far, Glaze, Glow, Lamp, Light, Line, Mid, Near, Pale};

/// The foreground: dark land with an uneven edge.
pub(super) fn ground(brush: &mut Brush, y: i32) {
    brush.hill(
        Deep,
        &[
            (0, y),
            (110, y - 14),
            (250, y + 10),
            (400, y - 8),
            (530, y + 6),
            (WIDTH, y - 12),
        ],
        4,
    );
}

/// A house with a gable, its lower left corner at a point.
pub(super) fn house((x, y): At, width: i32, height: i32) -> String {
    let roof = height * 3 / 5;
    format!(
        "M{} {}l{} {} {} {}h-4v{height}h-{}v-{height}z",
        x - 4,
        y - height,
        width / 2 + 4,
        -roof,
        width / 2 + 4,
        roof,
        width
    )
}

/// Lights on three ridges: one for each counted thing.
pub(super) fn ridges(brush: &mut Brush, counts: &[usize]) {
    brush.sun((252, 92), 30);
    let far = brush.hill(
        Far,
        &[
            (0, 168),
            (70, 120),
            (150, 168),
            (240, 150),
            (330, 84),
            (420, 160),
            (510, 100),
            (590, 150),
            (WIDTH, 130),
        ],
        6,
    );
    let ridge = |brush: &mut Brush, points: &[At], count: usize, down: i32, shift: i32| {
        let lamps: Vec<At> = (spread(count, 186 + shift, 446 + shift).into_iter())
            .map(|x| {
                let x = x + brush.about(7);
                (x, height_at(points, x) + down + brush.about(6))
            })
            .collect();
        brush.lamps(&lamps);
    };
    let count = counts.first().copied().unwrap_or(0);
    let (first, second) = (count / 3, (count + 1) / 3);
    ridge(brush, &far, first, 46, -6);
    let mid = brush.hill(
        Mid,
        &[
            (0, 178),
            (90, 214),
            (190, 168),
            (270, 214),
            (360, 178),
            (450, 206),
            (560, 152),
            (WIDTH, 190),
        ],
        6,
    );
    ridge(brush, &mid, second, 34, 8);
    let near = brush.hill(
        Near,
        &[
            (0, 254),
            (80, 214),
            (170, 246),
            (280, 222),
            (380, 250),
            (480, 218),
            (570, 250),
            (WIDTH, 226),
        ],
        5,
    );
    ridge(brush, &near, count - first - second, 26, -10);
    brush.hill(
        Deep,
        &[
            (0, 268),
            (120, 296),
            (240, 270),
            (360, 300),
            (480, 268),
            (WIDTH, 290),
        ],
        4,
    );
}

/// A road into the mountains, and lit houses beside it: one for each counted thing.
pub(super) fn road(brush: &mut Brush, counts: &[usize]) {
    brush.sun((312, 122), 38);
    brush.hill(
        Far,
        &[
            (0, 120),
            (90, 84),
            (180, 150),
            (250, 134),
            (312, 182),
            (372, 128),
            (450, 146),
            (540, 76),
            (WIDTH, 120),
        ],
        5,
    );
    brush.hill(
        Mid,
        &[
            (0, 176),
            (110, 142),
            (220, 186),
            (312, 178),
            (404, 188),
            (520, 140),
            (WIDTH, 170),
        ],
        4,
    );
    brush.hill(
        Near,
        &[
            (0, 216),
            (130, 226),
            (260, 190),
            (380, 200),
            (500, 224),
            (WIDTH, 206),
        ],
        3,
    );
    brush.path(Pale, "M316 180C330 192 280 198 292 208C306 220 392 216 384 234C376 250 262 250 236 300H348C352 262 428 254 424 232C420 212 326 214 312 204C304 198 338 192 322 180z");
    let count = counts.first().copied().unwrap_or(0);
    let places = [
        (206, 236),
        (440, 216),
        (252, 216),
        (446, 258),
        (186, 260),
        (392, 196),
        (222, 196),
        (480, 240),
    ];
    let places = &places[..count.min(places.len())];
    for at in places {
        brush.path(Deep, house(*at, 26, 15));
    }
    let lamps: Vec<At> = places.iter().map(|(x, y)| (x + 13, y - 8)).collect();
    brush.lamps(&lamps);
    ground(brush, 278);
}

/// Drops above celadon bowls: as many of each as counted.
pub(super) fn bowls(brush: &mut Brush, counts: &[usize]) {
    let drops = counts.first().copied().unwrap_or(0);
    let bowls = counts.get(1).copied().unwrap_or(1).max(1);
    brush.sun((320, 120), 74);
    brush.layer(Deep, "M0 250H640V400H0z");
    let columns = spread(
        bowls,
        320 - 48 * (bowls as i32 - 1),
        320 + 48 * (bowls as i32 - 1),
    );
    let width = if bowls > 3 { 30 } else { 40 };
    for x in &columns {
        brush.path(
            Glaze,
            format!(
                "M{} 212h{}c0 28-14 40-{} 44h-{}c-{} -4-{} -16-{} -44z",
                x - width,
                2 * width,
                width - 14,
                28,
                width - 18,
                width - 14,
                width - 14
            ),
        );
    }
    for x in &columns {
        brush.path(Near, ellipse((*x, 212), width, 7));
    }
    for at in 0..drops {
        let x = columns[at % columns.len()];
        let row = (at / columns.len()) as i32;
        let y = 168 - 62 * row - if at % columns.len() % 2 == 1 { 22 } else { 0 };
        brush.path(
            Pale,
            format!(
                "M{x} {}c8 12 12 17 12 24a12 12 0 0 1-24 0c0-7 4-12 12-24z",
                y - 26
            ),
        );
    }
}

/// A silk ribbon in the wind.
pub(super) fn silk(brush: &mut Brush, _: &[usize]) {
    brush.sun((262, 118), 40);
    brush.hill(
        Far,
        &[
            (0, 196),
            (120, 168),
            (250, 206),
            (390, 176),
            (520, 200),
            (WIDTH, 170),
        ],
        5,
    );
    brush.hill(
        Mid,
        &[(0, 230), (140, 214), (290, 238), (430, 212), (WIDTH, 232)],
        4,
    );
    brush.layer(
        Pale,
        "M-10 118C120 60 170 210 290 196S420 70 650 96V122C470 104 410 232 300 236S110 112-10 164z",
    );
    brush.layer(
        Far,
        "M178 168C220 206 262 226 300 236C260 238 210 216 178 168z",
    );
    brush.layer(Faint, "M-10 134C120 82 180 220 292 208S420 84 650 106M-10 150C110 98 190 230 296 222S420 96 650 114");
    ground(brush, 270);
}

/// The tracks of stars around the pole, above a hill.
pub(super) fn stars(brush: &mut Brush, _: &[usize]) {
    let (x, y) = (306 + brush.about(26), 122 + brush.about(10));
    let mut lines = [String::new(), String::new()];
    for ring in 1..15 {
        let r = ring * 21 + brush.about(5);
        let turn = f64::from(brush.about(180)).to_radians();
        let sweep = f64::from(60 + brush.about(26)).to_radians();
        for half in 0..if ring % 3 == 0 { 2 } else { 1 } {
            let from = turn + f64::from(half) * 2.6;
            let at = |angle: f64| {
                (
                    x + (f64::from(r) * angle.cos()) as i32,
                    y + (f64::from(r) * angle.sin()) as i32,
                )
            };
            let ((x0, y0), (x1, y1)) = (at(from), at(from + sweep));
            lines[usize::from(ring % 3 == 0)] += &format!("M{x0} {y0}A{r} {r} 0 0 1 {x1} {y1}");
        }
    }
    let [faint, bright] = lines;
    brush.layer(Faint, faint);
    brush.layer(Line, bright);
    brush.layer(Glow, ellipse((x, y), 26, 26));
    brush.disc(Light, (x, y), 7);
    brush.hill(
        Mid,
        &[
            (0, 210),
            (130, 236),
            (260, 190),
            (400, 240),
            (530, 200),
            (WIDTH, 226),
        ],
        12,
    );
    brush.hill(
        Near,
        &[(0, 250), (150, 226), (300, 256), (460, 226), (WIDTH, 250)],
        8,
    );
    ground(brush, 274);
}

/// The roofs of a town, one behind the other.
pub(super) fn eaves(brush: &mut Brush, _: &[usize]) {
    brush.sun((250, 96), 30);
    brush.hill(
        Far,
        &[
            (0, 140),
            (130, 112),
            (270, 150),
            (410, 116),
            (540, 146),
            (WIDTH, 120),
        ],
        5,
    );
    // A wall with stepped gables.
    let gable = |x: i32, y: i32, side: i32| {
        format!(
            "M{x} {HEIGHT}V{}h{side}v-14h{side}v-14h{side}v14h{side}v14h{side}V{HEIGHT}z",
            y + 28
        )
    };
    let cap = |x: i32, y: i32, side: i32| {
        let step = |x: i32, y: i32| format!("M{} {y}h{}l4 -6h-{}z", x - 4, side + 8, side + 16);
        [(0, 28), (1, 14), (2, 0), (3, 14), (4, 28)]
            .map(|(at, down)| step(x + at * side, y + down))
            .concat()
    };
    for (tone, roof, walls) in [
        (
            Mid,
            Near,
            [
                (20, 150, 22),
                (186, 140, 24),
                (346, 148, 22),
                (500, 142, 24),
            ],
        ),
        (
            Pale,
            Deep,
            [
                (-60, 190, 26),
                (112, 196, 24),
                (262, 184, 28),
                (440, 194, 26),
            ],
        ),
    ] {
        for (x, y, side) in walls {
            brush.path(tone, gable(x, y, side));
        }
        for (x, y, side) in walls {
            brush.path(roof, cap(x, y, side));
        }
    }
    brush.layer(Deep, "M0 252H640V400H0zM150 228h12v14h-12zM310 226h14v16h-14zM352 226h14v16h-14zM210 228h12v14h-12zM496 228h12v14h-12z");
    brush.lamps(&[(317, 234), (359, 234), (156, 235)]);
}

/// A building at night: one lit window for each counted thing.
pub(super) fn windows(brush: &mut Brush, counts: &[usize]) {
    let count = counts.first().copied().unwrap_or(60).max(1);
    brush.sun((150, 84), 26);
    brush.hill(
        Far,
        &[
            (0, 170),
            (110, 140),
            (220, 176),
            (360, 150),
            (500, 172),
            (WIDTH, 140),
        ],
        4,
    );
    brush.layer(Mid, "M96 262V150h70v112zM470 262V132h76v130z");
    brush.layer(Near, "M176 262V84h44V66h200v18h44v178z");
    let columns = (1..=count)
        .find(|columns| columns * columns * 3 >= count * 7)
        .unwrap_or(1)
        .clamp(1, 26);
    let columns = if count.is_multiple_of(23) && count > 69 {
        23
    } else {
        columns
    };
    let rows = count.div_ceil(columns) as i32;
    let step = (252 / columns as i32).min(30);
    let rise = (140 / rows.max(1)).min(30);
    let left = 320 - step * (columns as i32 - 1) / 2;
    let top = 104 + (140 - rise * rows) / 2 + rise / 2;
    let mut dots = String::new();
    for row in 0..rows {
        let here = (count as i32 - row * columns as i32).min(columns as i32);
        dots += &format!("M{left} {}", top + row * rise);
        dots += &format!("h3m{} 0", step - 3).repeat(here as usize);
    }
    brush.layer(Lamp, dots);
    ground(brush, 272);
}

/// A leaf with its rib, from its stalk towards a point.
fn leaf((x, y): At, (dx, dy): At) -> String {
    let (wx, wy) = (-dy * 2 / 7, dx * 2 / 7);
    format!(
        "M{x} {y}c{} {} {} {} {dx} {dy}c{} {} {} {} {} {}z",
        dx / 4 + wx,
        dy / 4 + wy,
        dx * 3 / 4 + wx,
        dy * 3 / 4 + wy,
        -dx / 4 - wx,
        -dy / 4 - wy,
        -dx * 3 / 4 - wx,
        -dy * 3 / 4 - wy,
        -dx,
        -dy
    )
}

/// A branch with leaves before the moon.
pub(super) fn leaves(brush: &mut Brush, _: &[usize]) {
    brush.sun((286, 138), 66);
    brush.hill(
        Far,
        &[(0, 222), (150, 204), (320, 230), (480, 206), (WIDTH, 224)],
        4,
    );
    let mut back = String::new();
    for (at, to) in [
        ((420, 66), (-40, 66)),
        ((470, 84), (-6, 78)),
        ((372, 58), (-66, 40)),
        ((520, 96), (24, 84)),
        ((560, 84), (60, 40)),
    ] {
        back += &leaf(at, to);
    }
    brush.layer(Mid, back);
    let mut front = String::new();
    for (at, to) in [
        ((330, 190), (-78, -34)),
        ((352, 176), (-30, -84)),
        ((392, 160), (20, -90)),
        ((310, 208), (-96, 10)),
        ((372, 170), (78, 34)),
        ((340, 188), (58, 56)),
        ((306, 212), (10, 60)),
    ] {
        front += &leaf(at, to);
    }
    brush.layer(Near, front);
    brush.layer(Line, "M640 40Q440 30 352 176T210 300M330 190l-62-27M352 176l-24-67M392 160l16-72M372 170l62 27M340 188l46 45");
    ground(brush, 272);
}

/// Terraced fields on a slope.
pub(super) fn terraces(brush: &mut Brush, _: &[usize]) {
    brush.sun((246, 84), 30);
    brush.hill(
        Far,
        &[
            (0, 120),
            (100, 92),
            (220, 140),
            (350, 92),
            (470, 60),
            (580, 90),
            (WIDTH, 70),
        ],
        4,
    );
    let mut y = 132;
    for (at, tone) in [Mid, Far, Mid, Near, Mid, Near].into_iter().enumerate() {
        let at = at as i32;
        let edge = [
            (0, y + 34),
            (110, y + 24 + brush.about(8)),
            (230, y + 6 + brush.about(6)),
            (330, y + 18 + brush.about(6)),
            (440, y - 8),
            (550, y - 26),
            (WIDTH, y - 40 - 3 * at),
        ];
        brush.layer(tone, smooth(&edge) + "V400H0z");
        brush.layer(Line, smooth(&edge));
        y += 22 + at;
    }
    ground(brush, 276);
}

/// A gourd on its vine before the moon.
pub(super) fn gourd(brush: &mut Brush, _: &[usize]) {
    brush.sun((300, 140), 82);
    brush.hill(
        Far,
        &[(0, 224), (150, 206), (330, 232), (490, 204), (WIDTH, 226)],
        4,
    );
    brush.layer(
        Line,
        "M-10 30C120 70 180 10 270 40S420 60 650 20M306 48C318 60 306 74 308 88",
    );
    brush.layer(
        Near,
        leaf((150, 40), (-50, 70))
            + &leaf((196, 30), (30, 78))
            + &leaf((400, 52), (60, 60))
            + &leaf((470, 44), (-10, 74))
            + &leaf((250, 36), (-26, 62))
            + &leaf((540, 36), (56, 56)),
    );
    brush.layer(Glaze, "M308 88C332 88 336 118 324 132C318 140 322 144 330 150C370 178 352 236 308 236S246 178 286 150C294 144 298 140 292 132C280 118 284 88 308 88z");
    brush.layer(Far, "M324 132C318 140 322 144 330 150C370 178 352 236 308 236C350 220 346 176 316 152C310 146 312 138 316 130C324 116 322 96 308 88C332 88 336 118 324 132z");
    ground(brush, 266);
}

/// A great tree, and houses under it.
pub(super) fn tree(brush: &mut Brush, _: &[usize]) {
    brush.sun((214, 100), 34);
    brush.hill(
        Far,
        &[
            (0, 200),
            (120, 160),
            (240, 206),
            (400, 170),
            (530, 200),
            (WIDTH, 160),
        ],
        5,
    );
    brush.hill(
        Mid,
        &[(0, 236), (150, 220), (320, 232), (490, 214), (WIDTH, 236)],
        3,
    );
    brush.layer(
        Mid,
        ellipse((268, 130), 74, 44) + &ellipse((390, 120), 80, 46),
    );
    brush.layer(
        Near,
        ellipse((330, 100), 84, 48) + &ellipse((300, 152), 70, 34) + &ellipse((378, 150), 74, 36),
    );
    brush.layer(Deep, "M318 254C326 220 320 196 300 166L308 160Q322 176 328 190Q334 160 328 130L338 128Q344 160 342 184Q352 166 372 154L380 162C352 184 350 222 362 254z");
    brush.layer(
        Deep,
        house((222, 252), 34, 18) + &house((412, 250), 30, 18) + &house((452, 254), 26, 15),
    );
    brush.lamps(&[(239, 243), (427, 241), (465, 246)]);
    ground(brush, 268);
}

/// An open book as a landscape.
pub(super) fn book(brush: &mut Brush, _: &[usize]) {
    brush.sun((312, 96), 44);
    brush.hill(
        Far,
        &[
            (0, 190),
            (140, 156),
            (270, 196),
            (400, 160),
            (540, 190),
            (WIDTH, 168),
        ],
        4,
    );
    brush.layer(Near, "M96 196C190 160 270 176 320 206C370 176 450 160 544 196V276C450 240 370 252 320 280C270 252 190 240 96 276z");
    brush.layer(Pale, "M112 184C200 148 276 166 320 196C364 166 440 148 528 184V256C440 224 364 236 320 264C276 236 200 224 112 256z");
    brush.layer(
        Far,
        "M320 196C364 166 440 148 528 184V256C440 224 364 236 320 264z",
    );
    brush.layer(Faint, "M150 182v52M176 174v50M202 170v46M228 170v44M254 174v46M280 182v50M360 184v50M386 174v48M412 170v44M438 170v44M464 174v46M490 180v50");
    brush.layer(Line, "M320 196v68");
    ground(brush, 276);
}

/// Seedlings in the furrows of a field, at sunrise.
pub(super) fn field(brush: &mut Brush, _: &[usize]) {
    brush.sun((316, 148), 54);
    brush.hill(
        Far,
        &[
            (0, 140),
            (120, 112),
            (240, 156),
            (400, 150),
            (520, 110),
            (WIDTH, 140),
        ],
        4,
    );
    brush.layer(Mid, "M0 158H640V400H0z");
    let mut furrows = String::new();
    for at in -6i32..=6 {
        if at % 2 == 0 {
            furrows += &format!(
                "M{} 158L{} 400h{}L{} 158z",
                316 + at * 16,
                316 + at * 110 - 55,
                110,
                316 + at * 16 + 4
            );
        }
    }
    brush.layer(Near, furrows);
    let sprout = |x: i32, y: i32, s: i32| {
        format!(
            "M{x} {y}c{a} -{s} {a} -{b} {b} -{c}c0 {a} -{a} {s} -{b} {c}zM{x} {y}c-{a} -{s} -{a} -{b} -{b} -{c}c0 {a} {a} {s} {b} {c}z",
            a = s / 3,
            b = s,
            c = s * 5 / 4
        )
    };
    brush.layer(
        Glaze,
        sprout(316, 186, 8)
            + &sprout(316, 206, 12)
            + &sprout(316, 236, 18)
            + &sprout(252, 198, 10)
            + &sprout(222, 222, 14)
            + &sprout(382, 198, 10)
            + &sprout(412, 222, 14),
    );
    ground(brush, 262);
}

/// Frames of a lattice window, one within the other: one for each counted thing.
pub(super) fn lattice(brush: &mut Brush, counts: &[usize]) {
    let count = counts.first().copied().unwrap_or(4).clamp(1, 6) as i32;
    brush.sun((296, 132), 30);
    brush.hill(
        Far,
        &[(200, 170), (260, 150), (320, 186), (390, 156), (450, 176)],
        3,
    );
    brush.hill(Mid, &[(200, 206), (290, 190), (370, 208), (450, 192)], 3);
    let step = 96 / count;
    for frame in 0..count {
        let (w, h) = (86 + frame * step * 3 / 2, 66 + frame * step);
        let (ow, oh) = if frame == count - 1 {
            (330, 240)
        } else {
            (w + step * 3 / 2, h + step)
        };
        let tone = [Far, Mid, Near, Deep][(4 - count.min(4) + frame).clamp(0, 3) as usize];
        brush.layer(
            tone,
            format!(
                "M{} {}h{}v{}h-{}zM{} {}v{}h{}v-{}z",
                320 - ow,
                158 - oh,
                2 * ow,
                2 * oh + if frame == count - 1 { 60 } else { 0 },
                2 * ow,
                320 - w,
                158 - h,
                2 * h,
                2 * w,
                2 * h
            ),
        );
        brush.layer(
            Line,
            format!("M{} {}h{}v{}h-{}z", 320 - w, 158 - h, 2 * w, 2 * h, 2 * w),
        );
    }
    brush.layer(Deep, "M0 262H640V400H0z");
}

/// A round garden gate, and the way behind it.
pub(super) fn gate(brush: &mut Brush, _: &[usize]) {
    brush.sun((290, 116), 32);
    brush.hill(
        Far,
        &[(160, 176), (240, 144), (330, 184), (420, 150), (480, 170)],
        4,
    );
    brush.hill(Mid, &[(160, 208), (260, 196), (350, 212), (480, 196)], 3);
    brush.layer(
        Pale,
        "M318 206Q300 220 326 232T290 276H366Q372 246 346 230T324 206z",
    );
    brush.layer(Near, "M0 34H640V400H0zM316 276a112 112 0 1 0-1 0z");
    brush.layer(Deep, "M-10 34q20-12 32 0t32 0 32 0 32 0 32 0 32 0 32 0 32 0 32 0 32 0 32 0 32 0 32 0 32 0 32 0 32 0 32 0 32 0 32 0 32 0V46H-10z");
    brush.layer(Line, "M316 280a116 116 0 1 0-1 0z");
    brush.layer(Deep, "M0 264H640V400H0z");
}
