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
    brush.sun((300, 104), 34);
    brush.hill(
        Far,
        &[
            (0, 150),
            (100, 120),
            (210, 170),
            (340, 150),
            (450, 110),
            (560, 150),
            (WIDTH, 128),
        ],
        5,
    );
    brush.layer(Mid, "M0 214H640V400H0z");
    let count = counts.first().copied().unwrap_or(0);
    let places = spread(count, 384, 462 + 10 * i32::try_from(count / 5).unwrap_or(0));
    let mut houses = house((190, 214), 52, 40);
    houses += "M150 214v-52h30v52z";
    for (at, x) in places.iter().enumerate() {
        houses += &house(
            (*x, 214 - 6 * (at as i32 % 2)),
            14,
            12 + 4 * (at as i32 % 2),
        );
    }
    brush.layer(Near, houses);
    let mut lamps: Vec<At> = Vec::new();
    lamps.extend(
        places
            .iter()
            .enumerate()
            .map(|(at, x)| (x + 7, 207 - 6 * (at as i32 % 2))),
    );
    brush.layer(Near, "M0 214h180C230 200 250 158 312 156S400 200 460 212H640v10H394C386 176 348 174 318 174S252 176 242 222H0z");
    brush.layer(Faint, "M242 222C252 270 290 272 318 272S386 270 394 222M170 232h40M430 236h60M80 244h70M500 250h70");
    brush.lamps(&lamps);
    shore(brush, 274);
}

/// A horizon with the line of a pulse.
pub(super) fn pulse(brush: &mut Brush, _: &[usize]) {
    brush.sun((318, 150), 58);
    brush.hill(
        Far,
        &[
            (0, 186),
            (100, 170),
            (190, 196),
            (450, 196),
            (540, 166),
            (WIDTH, 184),
        ],
        4,
    );
    brush.layer(Near, "M0 200H640V400H0z");
    brush.layer(
        Line,
        "M0 200H226l14-18 14 18h20l10 14 24-116 24 136 12-34h22l16-22 16 22H640",
    );
    brush.layer(Faint, "M0 214H226l14 12 14-12h20l10-8 24 60 24-64 12 12h22l16 14 16-14H640M120 236h70M430 240h90M60 252h60");
    shore(brush, 284);
}

/// Rings on dark water around one light.
pub(super) fn ripple(brush: &mut Brush, _: &[usize]) {
    brush.hill(
        Far,
        &[
            (0, 96),
            (120, 70),
            (260, 104),
            (400, 78),
            (520, 100),
            (WIDTH, 72),
        ],
        5,
    );
    brush.layer(Mid, "M0 108H640V400H0z");
    brush.layer(Near, ellipse((312, 192), 300, 104));
    brush.layer(Mid, ellipse((312, 192), 226, 76));
    brush.layer(Far, ellipse((312, 192), 156, 51));
    let ring = |r: i32| ellipse((312, 192), r, r / 3);
    brush.layer(Line, ring(42) + &ring(84));
    brush.layer(Faint, ring(124) + &ring(192) + &ring(264) + &ring(340));
    shore(brush, 290);
    brush.layer(Glow, ellipse((312, 170), 60, 60));
    brush.layer(Glow, ellipse((312, 170), 34, 34));
    brush.disc(Light, (312, 170), 15);
}

/// Two boats side by side.
pub(super) fn boats(brush: &mut Brush, _: &[usize]) {
    brush.sun((268, 94), 32);
    brush.hill(
        Far,
        &[
            (0, 150),
            (110, 116),
            (230, 160),
            (360, 134),
            (480, 160),
            (WIDTH, 120),
        ],
        6,
    );
    brush.hill(
        Mid,
        &[(0, 168), (160, 158), (330, 172), (500, 156), (WIDTH, 168)],
        3,
    );
    brush.layer(Near, "M0 170H640V400H0z");
    brush.layer(
        Faint,
        "M250 182h40M256 190h26M244 198h48M260 206h20M90 200h70M430 190h90M150 246h60M420 252h80",
    );
    let boat = |x: i32, y: i32| {
        format!(
            "M{} {y}q70 24 148 0-14 26-44 26h-62q-30 0-42-26zM{} {}q6-34 34-34t34 34z",
            x - 74,
            x - 38,
            y + 6
        )
    };
    brush.layer(Deep, boat(244, 214) + &boat(372, 228));
    brush.layer(Line, "M196 218l-44 44M424 232l40 30");
    brush.lamps(&[(292, 206), (420, 220)]);
    shore(brush, 278);
}

/// A sea wall between high waves and quiet houses.
pub(super) fn seawall(brush: &mut Brush, _: &[usize]) {
    brush.sun((392, 92), 30);
    brush.hill(
        Far,
        &[(0, 150), (160, 130), (320, 164), (470, 140), (WIDTH, 158)],
        4,
    );
    let wave = |y: i32, crest: i32| {
        smooth(&[
            (0, y),
            (50, y - 20),
            (110, y + 8),
            (170, y - crest),
            (226, y + 6),
            (270, y),
            (300, 262),
        ]) + "V400H0z"
    };
    brush.layer(Mid, wave(150, 44));
    brush.layer(Near, wave(186, 36));
    brush.layer(
        Line,
        "M0 150Q50 130 80 144T140 120Q170 96 196 126M20 190Q60 170 92 186T150 164Q178 144 208 178",
    );
    brush.layer(
        Faint,
        "M0 222Q50 206 90 222T190 210M0 244Q50 230 100 244T210 236",
    );
    brush.layer(Pale, "M212 262l30-112h44l24 112z");
    brush.layer(Faint, "M236 172h56M230 194h66M224 216h78M218 238h88");
    brush.layer(Near, "M300 226Q420 214 640 226V400H280z");
    brush.layer(
        Deep,
        house((352, 236), 34, 20)
            + &house((404, 230), 28, 18)
            + &house((446, 238), 34, 20)
            + &house((510, 232), 26, 16),
    );
    brush.lamps(&[(369, 226), (418, 221), (463, 228)]);
    ground(brush, 270);
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
    brush.sun((236, 92), 28);
    brush.hill(
        Far,
        &[(0, 140), (130, 122), (280, 150), (430, 124), (WIDTH, 142)],
        4,
    );
    brush.layer(Mid, "M0 156H640V400H0z");
    brush.layer(Faint, "M40 172h90M460 168h120M180 184h70M420 196h60");
    brush.layer(
        Near,
        ellipse((170, 210), 92, 24)
            + &ellipse((470, 204), 104, 26)
            + &ellipse((560, 238), 80, 20)
            + &ellipse((70, 240), 80, 20),
    );
    brush.layer(
        Line,
        "M322 270C316 240 326 220 322 190M404 262Q396 200 410 148",
    );
    brush.layer(Pale, "M322 194C262 198 244 160 238 138C274 140 300 160 322 194C344 160 370 140 406 138C400 160 382 198 322 194z");
    brush.layer(Glaze, "M322 194C286 178 276 132 284 104C308 122 322 160 322 194C322 160 336 122 360 104C368 132 358 178 322 194z");
    brush.layer(
        Light,
        "M322 194C296 166 300 116 322 84C344 116 348 166 322 194z",
    );
    brush.layer(
        Pale,
        "M410 152C394 136 398 112 412 98C426 114 428 138 410 152z",
    );
    brush.layer(Deep, ellipse((320, 262), 150, 30));
    shore(brush, 270);
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
    brush.sun((316, 108), 40);
    brush.hill(
        Far,
        &[
            (0, 170),
            (150, 150),
            (250, 190),
            (316, 180),
            (390, 194),
            (500, 150),
            (WIDTH, 170),
        ],
        4,
    );
    brush.layer(Mid, "M0 218H640V400H0z");
    brush.layer(Near, "M0 30C70 34 110 40 150 62Q176 66 186 84Q214 92 212 112Q240 120 234 140Q262 156 250 176Q270 196 256 222Q240 240 180 246H0zM640 22C560 28 500 50 470 64Q444 64 440 88Q412 96 420 118Q392 128 402 148Q374 160 386 182Q366 204 384 226Q410 242 470 246H640z");
    brush.layer(Deep, "M0 90C60 96 100 110 120 136Q150 140 148 164Q180 176 170 198Q190 220 170 262H0zM640 84C590 92 540 104 520 132Q492 138 496 164Q464 178 478 200Q460 226 480 262H640z");
    brush.layer(
        Faint,
        "M270 228h40M326 228h50M286 238h70M262 248h36M340 248h40",
    );
    brush.layer(Deep, "M290 226q26 8 54 0-6 10-16 10h-22q-10 0-16-10z");
    brush.lamps(&[(316, 220)]);
    shore(brush, 268);
}

/// A lighthouse over the sea.
pub(super) fn beacon(brush: &mut Brush, _: &[usize]) {
    brush.hill(
        Far,
        &[
            (0, 190),
            (110, 168),
            (220, 196),
            (430, 196),
            (540, 160),
            (WIDTH, 186),
        ],
        4,
    );
    brush.layer(Glow, "M306 92L640 10V150zM298 92L0 40V132z");
    brush.layer(Glow, ellipse((302, 92), 54, 54));
    brush.layer(Near, "M0 204H640V400H0z");
    brush.layer(
        Faint,
        "M40 216h90M440 214h110M120 232h60M470 238h70M60 250h80",
    );
    brush.hill(
        Deep,
        &[
            (150, 268),
            (210, 232),
            (280, 210),
            (340, 214),
            (400, 240),
            (500, 268),
        ],
        2,
    );
    brush.layer(Pale, "M284 216l7-108h22l7 108z");
    brush.layer(Far, "M302 108h11l7 108h-18z");
    brush.layer(
        Deep,
        "M284 108h36v-6h-36zM290 80h24l-12-14zM288 140l26 0 1 16h-28zM285 176h34l1 16h-36z",
    );
    brush.layer(Light, "M292 82h20v20h-20z");
    shore(brush, 272);
}
