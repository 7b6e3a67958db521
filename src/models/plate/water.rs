//! Scenes on water. The rules of `scenes.rs` apply.

use super::brush::{At, Brush, Tone, WIDTH, ellipse, smooth, spread};
use super::scenes::{ground, house};
use Tone::{Deep, Faint, Far, Glaze, Glow, Light, Line, Mid, Near, Pale};

/// The near, dark part of a water.
fn shore(brush: &mut Brush, y: i32) {
    brush.layer(
        Deep,
        smooth(&[
            (0, y),
            (90, y - 16),
            (200, y + 4),
            (330, y - 14),
            (450, y + 4),
            (560, y - 16),
            (WIDTH, y),
        ]) + "V400H0z",
    );
}

/// A stone bridge over a river, a large house on one bank, small ones on the other: one for each counted thing.
pub(super) fn bridge(brush: &mut Brush, counts: &[usize]) {
    brush.sun((286, 88), 30);
    brush.hill(
        Far,
        &[
            (0, 140),
            (100, 100),
            (210, 160),
            (340, 126),
            (450, 90),
            (560, 140),
            (WIDTH, 110),
        ],
        5,
    );
    brush.mist(&[(190, 150, 130), (500, 142, 130)]);
    let count = counts.first().copied().unwrap_or(0);
    let places: Vec<At> = (spread(count, 404, 404 + 13 * i32::try_from(count).unwrap_or(0))
        .into_iter()
        .enumerate())
    .map(|(at, x)| (x, if at % 2 == 0 { 208 } else { 190 }))
    .collect();
    brush.layer(
        Mid,
        "M360 214Q420 178 480 186T640 176V400H360zM0 190Q100 176 230 214V400H0z",
    );
    brush.layer(
        Near,
        "M92 214v-64h16v-12h18v-12h30v12h18v12h16v64zM196 214v-34l24-16 24 16v34z".to_owned()
            + &places
                .iter()
                .map(|at| house(*at, 15, 11))
                .collect::<String>(),
    );
    brush.layer(Pale, "M102 160h64v50h-64z");
    brush.layer(
        Near,
        "M112 170h10v12h-10zM146 170h10v12h-10zM128 190h12v20h-12z",
    );
    brush.layer(Far, "M0 214H640V400H0z");
    brush.layer(Mid, "M0 222H640V400H0z");
    brush.layer(Near, "M196 216C236 204 254 166 304 164S372 204 412 216V226H364C360 190 334 178 304 178S248 190 244 226H196z");
    brush.layer(Line, "M196 213C236 201 254 163 304 161S372 201 412 213");
    brush.layer(Faint, "M244 226C248 258 274 268 304 268S360 258 364 226M150 236h50M400 238h70M90 248h70M480 250h80M270 240h68M282 250h44");
    let lamps: Vec<At> = places.iter().map(|(x, y)| (x + 7, y - 5)).collect();
    brush.lamps(&lamps);
    shore(brush, 276);
}

/// Peaks on the horizon of the sea, in the line of a pulse.
pub(super) fn pulse(brush: &mut Brush, _: &[usize]) {
    brush.sun((310, 136), 56);
    brush.hill(
        Far,
        &[
            (0, 190),
            (90, 160),
            (180, 196),
            (460, 196),
            (550, 156),
            (WIDTH, 180),
        ],
        4,
    );
    brush.layer(Mid, "M226 202l18-26 18 26h14l38-124 40 124h22l20-30 20 30z");
    brush.layer(
        Near,
        "M314 78l40 124h-34l-14-40zM244 176l18 26h-14zM396 172l20 30h-16z",
    );
    brush.layer(
        Line,
        "M0 202H226l18-26 18 26h14l38-124 40 124h22l20-30 20 30H640",
    );
    brush.layer(Near, "M0 204H640V400H0z");
    brush.layer(Faint, "M226 208l18 14 18-14h14l38 54 40-54h22l20 16 20-16M80 218h90M450 222h110M120 238h70M420 242h60M40 250h60");
    shore(brush, 280);
}

/// Rings on dark water around one light.
pub(super) fn ripple(brush: &mut Brush, _: &[usize]) {
    brush.hill(
        Far,
        &[
            (0, 90),
            (120, 50),
            (260, 100),
            (400, 60),
            (520, 96),
            (WIDTH, 56),
        ],
        5,
    );
    brush.mist(&[(200, 96, 170), (500, 92, 120)]);
    brush.layer(Mid, "M0 100H640V400H0z");
    let ring = |r: i32| ellipse((310, 190), r, r * 3 / 10);
    brush.layer(Near, ring(286));
    brush.layer(Mid, ring(214));
    brush.layer(Far, ring(140));
    brush.layer(Glow, ring(84));
    brush.layer(Line, ring(40) + &ring(84));
    brush.layer(
        Faint,
        ring(112) + &ring(177) + &ring(250) + &ring(330) + &ring(400),
    );
    shore(brush, 284);
    brush.layer(Glow, ellipse((310, 172), 62, 62));
    brush.layer(Glow, ellipse((310, 172), 36, 36));
    brush.disc(Light, (310, 172), 15);
}

/// Two boats side by side.
pub(super) fn boats(brush: &mut Brush, _: &[usize]) {
    brush.sun((262, 84), 32);
    brush.hill(
        Far,
        &[
            (0, 140),
            (110, 96),
            (230, 150),
            (360, 110),
            (480, 152),
            (WIDTH, 100),
        ],
        6,
    );
    brush.mist(&[(140, 140, 130), (430, 138, 160)]);
    brush.hill(
        Mid,
        &[(0, 156), (160, 148), (330, 162), (500, 146), (WIDTH, 156)],
        3,
    );
    brush.layer(Mid, "M0 160H640V400H0z");
    brush.layer(
        Far,
        "M226 176h72l-8 5h-56zM234 190h58l-6 5h-48zM240 204h44l-6 5h-34z",
    );
    brush.layer(
        Faint,
        "M90 186h80M430 180h100M120 226h50M470 232h70M60 250h80M540 252h70",
    );
    let canopy = |x: i32, y: i32| format!("M{} {y}c2-40 14-44 38-44s36 4 38 44z", x - 38);
    let hull = |x: i32, y: i32| {
        format!(
            "M{} {}q84 26 168-2-14 34-46 34h-78q-30 0-44-32z",
            x - 82,
            y - 6
        )
    };
    for (x, y) in [(246, 206), (378, 226)] {
        brush.layer(Near, canopy(x, y));
        brush.layer(
            Faint,
            format!(
                "M{} {y}c2-30 8-42 20-43M{x} {y}v-44M{} {y}c-2-30-6-42-18-43",
                x - 20,
                x + 20
            ),
        );
        brush.layer(Deep, hull(x, y));
        brush.layer(Line, format!("M{} {}q84 26 168-2", x - 82, y - 6));
        brush.lamps(&[(x + 52, y - 10)]);
    }
    brush.layer(
        Faint,
        "M298 236v24M430 256v12M170 240l-30 26M302 258l-24 18",
    );
    shore(brush, 284);
}

/// A stone sea wall between the waves and quiet houses.
pub(super) fn seawall(brush: &mut Brush, _: &[usize]) {
    brush.sun((404, 92), 30);
    brush.hill(
        Far,
        &[(0, 140), (160, 110), (320, 160), (470, 120), (WIDTH, 146)],
        4,
    );
    brush.mist(&[(470, 150, 150)]);
    brush.layer(Mid, "M0 160Q60 140 120 156T262 150V400H0z");
    // Waves as rows of arcs, one row covering the one behind it.
    for row in 0..5 {
        let y = 172 + 20 * row;
        let from = if row % 2 == 0 { -24 } else { 0 };
        let arcs = |r: i32, down: i32| -> String {
            (0..6)
                .map(|at| {
                    format!(
                        "M{} {}a{r} {r} 0 0 1 {} 0",
                        from + 48 * at + 24 - r,
                        y + down,
                        2 * r
                    )
                })
                .collect()
        };
        let tone = if row % 2 == 0 { Near } else { Mid };
        brush.layer(tone, arcs(24, 0));
        brush.layer(Line, arcs(24, 0));
        brush.layer(Faint, arcs(16, 0) + &arcs(8, 0));
    }
    brush.layer(Near, "M330 214Q440 200 640 210V400H330z");
    let mut stones = "M196 400V246".to_owned();
    stones += &"h16v-14".repeat(6);
    brush.layer(Pale, stones + "h40l44 90v120z");
    brush.layer(Near, "M331 162h1l44 90V400H331z");
    brush.layer(
        Faint,
        "M228 232h103M244 218h87M260 204h71M276 190h55M292 176h39M212 246h119",
    );
    brush.layer(
        Deep,
        house((388, 226), 30, 18)
            + &house((432, 220), 24, 16)
            + &house((468, 228), 32, 20)
            + &house((530, 222), 26, 16),
    );
    brush.lamps(&[(403, 217), (444, 212), (484, 218)]);
    ground(brush, 262);
}

/// The sun rising from the sea.
pub(super) fn sunrise(brush: &mut Brush, _: &[usize]) {
    brush.layer(Glow, ellipse((308, 186), 190, 190));
    brush.layer(Glow, ellipse((308, 186), 134, 134));
    brush.disc(Light, (308, 186), 84);
    brush.hill(Far, &[(0, 176), (70, 150), (150, 186), (220, 196)], 3);
    brush.hill(Far, &[(430, 196), (500, 168), (580, 150), (WIDTH, 178)], 3);
    brush.layer(Near, "M0 196H640V400H0z");
    brush.layer(Light, "M226 200h164l-12 6H240zM256 212h104l-8 5h-90zM238 222h142l-10 5H250zM270 234h76l-6 4h-64zM286 246h50l-6 4h-38z");
    brush.layer(Faint, "M60 210h90M470 214h80M100 236h90M430 242h100");
    shore(brush, 276);
}

/// A lotus above the leaves of a pond.
pub(super) fn lotus(brush: &mut Brush, _: &[usize]) {
    brush.sun((232, 84), 28);
    brush.hill(
        Far,
        &[(0, 130), (130, 96), (280, 142), (430, 100), (WIDTH, 130)],
        4,
    );
    brush.mist(&[(160, 138, 140), (470, 136, 150)]);
    brush.layer(Mid, "M0 146H640V400H0z");
    brush.layer(Faint, "M40 160h90M460 158h120M180 170h70M430 184h60");
    let pad = |x: i32, y: i32, w: i32| ellipse((x, y), w, w / 4);
    brush.layer(
        Far,
        pad(150, 186, 64) + &pad(486, 178, 70) + &pad(590, 200, 50) + &pad(40, 204, 56),
    );
    brush.layer(
        Near,
        pad(214, 226, 92) + &pad(440, 222, 96) + &pad(560, 250, 80) + &pad(76, 252, 84),
    );
    brush.layer(
        Faint,
        "M214 226l-80-8M214 226l60-16M214 226l20 22M440 222l-84 8M440 222l80-10M440 222l-16-22",
    );
    brush.layer(
        Line,
        "M320 270C314 240 324 220 320 190M402 262Q394 196 408 140",
    );
    brush.layer(Pale, "M320 190C256 196 234 156 226 130C266 132 298 154 320 190C342 154 374 132 414 130C406 156 384 196 320 190z");
    brush.layer(Glaze, "M320 190C280 174 266 124 276 92C304 112 320 154 320 190C320 154 336 112 364 92C374 124 360 174 320 190z");
    brush.layer(
        Light,
        "M320 190C292 160 296 104 320 70C344 104 348 160 320 190z",
    );
    brush.layer(
        Pale,
        "M408 146C390 128 394 102 410 86C424 104 426 130 408 146z",
    );
    shore(brush, 272);
}

/// Junks under full sail.
pub(super) fn sails(brush: &mut Brush, _: &[usize]) {
    brush.sun((224, 108), 36);
    brush.hill(
        Far,
        &[
            (0, 190),
            (90, 168),
            (200, 196),
            (440, 198),
            (540, 164),
            (WIDTH, 186),
        ],
        4,
    );
    brush.layer(Near, "M0 204H640V400H0z");
    let sail = |x: i32, y: i32, width: i32, height: i32| {
        format!(
            "M{x} {y}q{} {} {} {}l{} {}q-{} 10-{} 0z",
            width * 3 / 4,
            height / 6,
            width,
            height * 5 / 8,
            -width / 10,
            height * 3 / 8,
            width / 2,
            width * 9 / 10
        )
    };
    brush.layer(Far, sail(430, 146, 34, 66) + &sail(196, 156, 26, 50));
    brush.layer(Mid, "M420 214h56l-8 14h-38zM190 208h40l-6 10h-28z");
    brush.layer(Pale, sail(306, 66, 84, 150));
    brush.layer(Glaze, sail(264, 108, 48, 106));
    brush.layer(Faint, "M306 96l60 10M306 126l80 12M306 156l84 10M306 186l82 8M264 136l36 6M264 162l46 6M264 188l46 4");
    brush.layer(Deep, "M232 214q90 18 186-6-10 34-36 36H268q-24 0-36-30z");
    brush.layer(Faint, "M90 226h80M430 240h110M240 258h150M60 250h70");
    shore(brush, 282);
}

/// Two cliffs face to face over a river.
pub(super) fn cliffs(brush: &mut Brush, _: &[usize]) {
    brush.sun((312, 100), 38);
    brush.hill(
        Far,
        &[
            (0, 160),
            (150, 110),
            (240, 190),
            (312, 150),
            (390, 196),
            (500, 110),
            (WIDTH, 160),
        ],
        4,
    );
    brush.mist(&[(310, 176, 110), (310, 192, 70)]);
    brush.layer(Mid, "M0 206H640V400H0z");
    brush.layer(Near, "M0 10L96 22L128 44L150 48L166 92L190 98L204 138L222 142L230 176L250 184L262 222H0zM640 0L548 14L510 40L492 44L478 84L452 92L444 128L420 136L412 170L390 180L376 222H640z");
    brush.layer(Mid, "M96 22L128 44L150 48L166 92L190 98L204 138L222 142L230 176L250 184L262 222H236L214 176L186 150L172 110L146 94L128 54zM510 40L548 14L528 60L500 96L482 120L470 150L446 168L424 222H376L390 180L412 170L420 136L444 128L452 92L478 84L492 44z");
    brush.layer(Deep, "M0 70L60 84L84 130L110 136L126 180L154 190L170 240L0 290zM640 60L586 76L566 122L536 132L520 178L494 190L478 242L640 290z");
    brush.layer(Faint, "M40 30l30 60M76 40l36 80M132 70l40 90M590 30l-34 70M552 50l-40 90M496 110l-26 70M260 214h40M330 212h46M276 236h80M240 250h50M350 250h60");
    brush.layer(
        Deep,
        "M284 222q28 9 58 0-6 11-18 11h-24q-10 0-16-11zM304 222v-22l18 20z",
    );
    brush.lamps(&[(334, 216)]);
    shore(brush, 272);
}

/// A lighthouse over the sea.
pub(super) fn beacon(brush: &mut Brush, _: &[usize]) {
    brush.hill(
        Far,
        &[
            (0, 190),
            (110, 150),
            (220, 200),
            (430, 200),
            (540, 140),
            (WIDTH, 180),
        ],
        4,
    );
    brush.layer(Glow, "M302 84L660 20V170z");
    brush.layer(Glow, "M302 84L-20 36V146z");
    brush.layer(Glow, ellipse((302, 84), 66, 66));
    brush.layer(Glow, ellipse((302, 84), 34, 34));
    brush.layer(Near, "M0 204H640V400H0z");
    brush.layer(
        Faint,
        "M40 214h100M430 212h130M110 230h70M460 236h80M50 250h80M500 254h90",
    );
    brush.layer(
        Mid,
        "M160 400L196 240L226 232L244 214L276 206L330 208L356 222L392 232L430 262L460 400z",
    );
    brush.layer(
        Near,
        "M330 208L356 222L392 232L430 262L460 400H350L366 262L344 236z",
    );
    brush.layer(Pale, "M282 208l8-108h24l8 108z");
    brush.layer(Far, "M305 100h9l8 108h-15z");
    brush.layer(
        Deep,
        "M282 100h40v-7h-40zM288 75h28l-14-18zM287 134h30l2 18h-34zM284 176h36l2 18h-40z",
    );
    brush.layer(Light, "M291 77h22v16h-22z");
    brush.layer(Line, "M276 98h52M302 57v-12");
    shore(brush, 270);
}
