//! Scenes on land: what a plate shows, composed of shapes.
//!
//! The subject of a scene is in the middle of the picture (170 to 470 from the left, 60 to 262 from the top), so that it is whole in every crop from 16:10
//! to 3:4; what is below is dark, for white text. Lights come from one source. Counts are those of printed figures; a scene without them draws no number that
//! could be read as one.

use super::brush::{At, Brush, Tone, WIDTH, ellipse, height_at, smooth, spread};
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
    brush.sun((252, 88), 30);
    brush.hill(
        Far,
        &[
            (0, 150),
            (60, 84),
            (130, 140),
            (200, 122),
            (300, 140),
            (420, 70),
            (500, 120),
            (580, 60),
            (WIDTH, 100),
        ],
        6,
    );
    brush.mist(&[(150, 132), (440, 124)].map(|(x, y)| (x, y, 150)));
    let ridges = [
        (
            Mid,
            [
                (0, 170),
                (90, 130),
                (190, 176),
                (300, 110),
                (400, 170),
                (520, 116),
                (WIDTH, 160),
            ],
        ),
        (
            Near,
            [
                (0, 192),
                (110, 216),
                (220, 176),
                (320, 220),
                (430, 180),
                (540, 214),
                (WIDTH, 176),
            ],
        ),
        (
            Deep,
            [
                (0, 262),
                (110, 232),
                (210, 262),
                (330, 244),
                (440, 266),
                (550, 232),
                (WIDTH, 262),
            ],
        ),
    ];
    let edges = ridges.map(|(tone, points)| brush.hill(tone, &points, 4));
    let count = counts.first().copied().unwrap_or(0);
    let (first, second) = (count / 3, (count + 1) / 3);
    let groups = [
        (first, 192, 452),
        (second, 180, 464),
        (count - first - second, 196, 444),
    ];
    for (at, (count, from, to)) in groups.into_iter().enumerate() {
        // Between the edge of the ridge and that of the one before it; on the nearest, a little below its edge.
        let lamps: Vec<At> = (spread(count, from, to).into_iter())
            .map(|x| {
                let x = x + brush.about(8);
                let top = height_at(&edges[at], x);
                let below = edges
                    .get(at + 1)
                    .map_or(top + 34, |next| height_at(next, x));
                (x, top + (below - top) * (48 + brush.about(26)) / 100)
            })
            .collect();
        brush.lamps(&lamps);
    }
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
    ground(brush, 270);
}

/// Drops above celadon bowls: as many of each as counted.
pub(super) fn bowls(brush: &mut Brush, counts: &[usize]) {
    let drops = counts.first().copied().unwrap_or(1);
    let bowls = counts.get(1).copied().unwrap_or(1).max(1);
    brush.sun((320, 206), 54);
    brush.layer(Near, "M0 232H640V400H0z");
    brush.layer(Deep, "M0 262Q320 246 640 262V400H0z");
    let wide = i32::try_from(bowls).unwrap_or(1) - 1;
    let (side, width) = if wide > 2 { (33, 28) } else { (49, 41) };
    let columns = spread(bowls, 320 - side * wide, 320 + side * wide);
    let bowl = |x: i32, from: i32, to: i32| {
        format!(
            "M{} 206H{}C{} 232 {} 246 {} 248V254H{}V248C{} 246 {} 232 {} 206z",
            x + from,
            x + to,
            x + to - 2,
            x + to * 2 / 3,
            x + to / 3,
            x + from / 3,
            x + from * 2 / 3,
            x + from + 2,
            x + from
        )
    };
    brush.layer(
        Glaze,
        columns
            .iter()
            .map(|x| bowl(*x, -width, width))
            .collect::<String>(),
    );
    brush.layer(
        Far,
        columns
            .iter()
            .map(|x| bowl(*x, width / 3, width))
            .collect::<String>(),
    );
    brush.layer(
        Near,
        columns
            .iter()
            .map(|x| ellipse((*x, 206), width, 7))
            .collect::<String>(),
    );
    let mut falling = String::new();
    let mut streaks = String::new();
    for at in 0..drops {
        let (row, column) = (at / columns.len(), at % columns.len());
        let (row, x) = (i32::try_from(row).unwrap_or(0), columns[column]);
        let y = 168 - 52 * row - if column % 2 == 1 { 30 } else { 0 };
        falling += &format!("M{x} {}c5 9 8 12 8 17a8 8 0 0 1-16 0c0-5 3-8 8-17z", y - 24);
        streaks += &format!("M{x} {}v-16", y - 30);
    }
    brush.layer(Faint, streaks);
    brush.layer(Pale, falling);
    brush.layer(
        Faint,
        columns
            .iter()
            .map(|x| ellipse((*x, 206), width / 2, 3))
            .collect::<String>(),
    );
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
    let (x, y) = (292 + brush.about(30), 116 + brush.about(12));
    let mut lines = [String::new(), String::new()];
    for ring in 1..22 {
        let r = ring * 13 + brush.about(3);
        let from = f64::from(ring * 137 + brush.about(24));
        let arcs = 1 + ring / 4;
        for arc in 0..arcs {
            let sweep = f64::from((62 + brush.about(26)) / (1 + arcs / 3));
            let start = from + f64::from(arc * 360 / arcs);
            let at = |degrees: f64| {
                let (sin, cos) = degrees.to_radians().sin_cos();
                (
                    (f64::from(r) * cos) as i32 + x,
                    (f64::from(r) * sin) as i32 + y,
                )
            };
            let ((x0, y0), (x1, y1)) = (at(start), at(start + sweep));
            // Those behind the hills are left out.
            if y0.max(y1) < 200 && y0.max(y1) > 0 && x0.max(x1) > 0 && x0.min(x1) < WIDTH {
                lines[usize::from((ring + arc) % 4 == 0)] +=
                    &format!("M{x0} {y0}A{r} {r} 0 0 1 {x1} {y1}");
            }
        }
    }
    let [faint, bright] = lines;
    brush.layer(Faint, faint);
    brush.layer(Line, bright);
    brush.layer(Glow, ellipse((x, y), 30, 30));
    brush.layer(Glow, ellipse((x, y), 16, 16));
    brush.disc(Light, (x, y), 6);
    brush.hill(
        Far,
        &[
            (0, 190),
            (120, 216),
            (260, 186),
            (400, 214),
            (530, 176),
            (WIDTH, 200),
        ],
        12,
    );
    brush.hill(
        Mid,
        &[
            (0, 236),
            (140, 204),
            (280, 234),
            (420, 206),
            (540, 236),
            (WIDTH, 212),
        ],
        10,
    );
    brush.hill(
        Near,
        &[(0, 240), (150, 250), (300, 232), (460, 256), (WIDTH, 236)],
        8,
    );
    ground(brush, 274);
}

/// The roofs and gables of a town, one row behind the other.
pub(super) fn eaves(brush: &mut Brush, _: &[usize]) {
    brush.sun((262, 80), 30);
    brush.hill(
        Far,
        &[
            (0, 130),
            (130, 92),
            (270, 150),
            (410, 100),
            (540, 140),
            (WIDTH, 106),
        ],
        5,
    );
    brush.mist(&[(160, 140, 150), (500, 134, 120)]);
    let wall = |(x, y): At, wide: i32| format!("M{x} {y}h{}V400H{x}z", wide + 40);
    let roof =
        |(x, y): At, wide: i32| format!("M{} {y}q16-8 22-28h{}q6 20 22 28z", x - 8, wide - 28);
    // A gable rises in steps; tiles lie on each step.
    let gable = |(x, y): At| format!("M{x} 400V{}h11v-11h11v-11h14v11h11v11h11V400z", y - 22);
    let tiles = |(x, y): At| {
        let on = |x: i32, y: i32, wide: i32| {
            format!(
                "M{} {}q3 3 6 3h{}q3 0 6-3l-2 9h-{}z",
                x - 6,
                y - 7,
                wide,
                wide + 8
            )
        };
        on(x, y - 22, 11)
            + &on(x + 11, y - 33, 11)
            + &on(x + 22, y - 44, 14)
            + &on(x + 36, y - 33, 11)
            + &on(x + 47, y - 22, 11)
    };
    let rows = [
        (
            Mid,
            Near,
            176,
            [(-30, 110), (126, 92), (262, 120), (430, 96), (574, 90)],
        ),
        (
            Pale,
            Deep,
            226,
            [(-70, 96), (70, 118), (236, 88), (372, 126), (540, 120)],
        ),
    ];
    for (tone, dark, y, row) in rows {
        brush.layer(tone, row.map(|(x, wide)| wall((x, y), wide)).concat());
        brush.layer(dark, row.map(|(x, wide)| roof((x, y), wide)).concat());
        brush.layer(
            tone,
            row.map(|(x, wide)| gable((x + wide - 12, y))).concat(),
        );
        brush.layer(
            dark,
            row.map(|(x, wide)| tiles((x + wide - 12, y))).concat(),
        );
    }
    brush.layer(Deep, "M92 236h12v14h-12zM134 236h12v14h-12zM252 236h12v14h-12zM286 236h12v14h-12zM396 236h12v14h-12zM440 236h12v14h-12zM570 236h12v14h-12z");
    brush.lamps(&[(140, 243), (258, 243), (402, 243)]);
    brush.layer(Deep, "M0 262Q320 252 640 262V400H0z");
}

/// A building at night: one lit window for each counted thing.
pub(super) fn windows(brush: &mut Brush, counts: &[usize]) {
    let count = counts.first().copied().unwrap_or(60).max(1);
    brush.sun((148, 88), 26);
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
    brush.layer(
        Mid,
        "M92 400V156h76v244zM472 400V136h78v264zM30 400V206h50v194z",
    );
    brush.layer(Near, "M172 400V86h46V64h204v22h46v314z");
    // Full rows if the count allows them.
    let full = (12..=23)
        .rev()
        .find(|columns| count > 60 && count.is_multiple_of(*columns));
    let columns = full.unwrap_or_else(|| {
        let enough = |columns: &usize| columns * columns >= count * 2;
        (1..=23).find(enough).unwrap_or(23)
    });
    let size = |number: usize| i32::try_from(number).unwrap_or(1).max(1);
    let rows = count.div_ceil(columns);
    let (step, rise) = ((252 / size(columns)).min(34), (146 / size(rows)).min(32));
    let left = 320 - step * (size(columns) - 1) / 2;
    let top = 100 + (146 - rise * size(rows)) / 2 + rise / 2;
    let mut dots = String::new();
    for row in 0..rows {
        let here = (count - row * columns).min(columns);
        dots += &format!("M{left} {}h0", top + size(row + 1) * rise - rise);
        dots += &format!("m{step} 0h0").repeat(here - 1);
    }
    brush.layer(Lamp, dots);
    ground(brush, 270);
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
    brush.sun((312, 92), 44);
    brush.hill(
        Far,
        &[
            (0, 160),
            (120, 120),
            (230, 176),
            (400, 130),
            (540, 170),
            (WIDTH, 130),
        ],
        4,
    );
    brush.mist(&[(180, 152, 170), (480, 146, 150)]);
    brush.layer(
        Mid,
        "M40 206C150 150 260 164 316 214C372 164 490 150 600 206V400H40z",
    );
    brush.layer(Pale, "M58 188C160 138 264 156 316 206C368 156 480 138 582 188V246C480 200 376 216 316 262C256 216 160 200 58 246z");
    brush.layer(
        Far,
        "M316 206C368 156 480 138 582 188V246C480 200 376 216 316 262z",
    );
    brush.layer(Faint, "M96 186v40M126 178v42M156 172v42M186 170v30M216 172v44M246 178v46M276 190v46M356 190v46M386 178v46M416 172v30M446 170v42M476 172v42M506 178v42M536 186v40");
    brush.layer(
        Line,
        "M40 222C150 176 260 190 316 238C372 190 490 176 600 222",
    );
    brush.layer(
        Near,
        "M40 230C150 190 256 206 316 254C376 206 490 190 600 230V400H40z",
    );
    brush.layer(
        Faint,
        "M40 238C150 200 256 216 316 262C376 216 490 200 600 238",
    );
    ground(brush, 268);
}

/// Seedlings in the furrows of a field, at sunrise.
pub(super) fn field(brush: &mut Brush, _: &[usize]) {
    brush.sun((312, 140), 52);
    brush.hill(
        Far,
        &[
            (0, 140),
            (110, 96),
            (230, 168),
            (400, 166),
            (530, 100),
            (WIDTH, 136),
        ],
        4,
    );
    brush.layer(Mid, "M0 166Q320 150 640 166V400H0z");
    let furrows: String = (-7i32..=7)
        .step_by(2)
        .map(|at| {
            format!(
                "M{} 159L{} 400h120L{} 159z",
                312 + at * 14,
                312 + at * 104 - 60,
                318 + at * 14
            )
        })
        .collect();
    brush.layer(Near, furrows);
    let sprout = |x: i32, y: i32, s: i32| {
        let (a, b) = (s / 3, s * 5 / 4);
        format!(
            "M{x} {y}c{a}-{s} {a}-{s} {s}-{b}c0 {a}-{a} {s}-{s} {b}zM{x} {y}c-{a}-{s}-{a}-{s}-{s}-{b}c0 {a} {a} {s} {s} {b}z"
        )
    };
    let rows = [(178, 6, 22), (196, 9, 35), (218, 13, 51), (246, 18, 71)];
    let sprouts = rows.map(|(y, s, apart)| {
        [-2, -1, 0, 1, 2]
            .map(|at| sprout(312 + at * apart, y + at * at, s))
            .concat()
    });
    brush.layer(Glaze, sprouts.concat());
    ground(brush, 272);
}

/// Frames of a lattice window, one within the other: one for each counted thing.
pub(super) fn lattice(brush: &mut Brush, counts: &[usize]) {
    let count = i32::try_from(counts.first().copied().unwrap_or(4))
        .unwrap_or(4)
        .clamp(1, 6);
    brush.sun((280, 124), 30);
    brush.hill(
        Far,
        &[(190, 166), (250, 130), (320, 186), (390, 126), (450, 160)],
        3,
    );
    brush.mist(&[(330, 170, 70)]);
    brush.hill(Mid, &[(190, 200), (290, 172), (370, 212), (450, 176)], 3);
    brush.layer(
        Near,
        leaf((410, 92), (-56, 14))
            + &leaf((408, 104), (-44, 38))
            + &leaf((414, 90), (-24, -22))
            + &leaf((416, 110), (-18, 50)),
    );
    let step = 56 / (count - 1).max(1);
    for frame in 0..count {
        let (w, h) = (94 + frame * step, 72 + frame * step);
        let is_last = frame + 1 == count;
        let (outer_w, outer_h) = if is_last {
            (330, 260)
        } else {
            (w + step, h + step)
        };
        let tone = match frame {
            _ if is_last => Deep,
            0 => Far,
            1 => Mid,
            _ => Near,
        };
        brush.layer(
            tone,
            format!(
                "M{} {}h{}v{}h-{}zM{} {}v{}h{}v-{}z",
                320 - outer_w,
                152 - outer_h,
                2 * outer_w,
                2 * outer_h,
                2 * outer_w,
                320 - w,
                152 - h,
                2 * h,
                2 * w,
                2 * h
            ),
        );
        brush.layer(
            Line,
            format!("M{} {}h{}v{}h-{}z", 320 - w, 152 - h, 2 * w, 2 * h, 2 * w),
        );
    }
    // Bars across the corners.
    brush.layer(
        Line,
        "M226 114h34V80M414 114h-34V80M226 190h34v34M414 190h-34v34",
    );
}

/// A round garden gate, and the way behind it.
pub(super) fn gate(brush: &mut Brush, _: &[usize]) {
    brush.sun((284, 118), 30);
    brush.hill(
        Far,
        &[(160, 176), (240, 134), (330, 184), (420, 140), (480, 170)],
        4,
    );
    brush.mist(&[(300, 172, 100)]);
    brush.hill(Mid, &[(160, 208), (260, 190), (350, 212), (480, 190)], 3);
    brush.layer(
        Pale,
        "M322 201Q304 214 328 228T286 276H366Q374 246 350 226T328 201z",
    );
    brush.layer(Near, "M0 26H640V400H0zM316 276a112 112 0 1 0-1 0z");
    brush.layer(
        Deep,
        "M-10 26h660v14q-11 8-22 0".to_owned() + &"t-22 0".repeat(29) + "z",
    );
    brush.layer(Line, "M316 281a117 117 0 1 0-1 0zM0 50H640");
    brush.layer(
        Deep,
        leaf((470, 262), (-40, -66))
            + &leaf((478, 262), (2, -92))
            + &leaf((486, 262), (46, -70))
            + &leaf((462, 264), (-66, -34))
            + &leaf((494, 264), (66, -40)),
    );
    brush.layer(Deep, "M0 264Q320 252 640 264V400H0z");
}
