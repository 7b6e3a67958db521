//! Pictures of telephones that are stored in a wider range of colours than pages are shown in.

use crate::Picture;

/// Whether an ICC profile is that of Display P3, in which many telephones store: by its name, as UTF-16 or as ASCII.
pub(crate) fn is_p3(profile: &[u8]) -> bool {
    let name = b"Display P3";
    let wide: Vec<u8> = name.iter().flat_map(|byte| [0, *byte]).collect();
    let has = |wanted: &[u8]| profile.windows(wanted.len()).any(|part| part == wanted);
    has(name) || has(&wide)
}

/// The light of a value, from 0 to 1.
fn light(value: u8) -> f32 {
    let value = f32::from(value) / 255.0;
    match value <= 0.040_45 {
        true => value / 12.92,
        false => ((value + 0.055) / 1.055).powf(2.4),
    }
}

/// The value of a light.
fn value(light: f32) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value = match light <= 0.003_130_8 {
        true => light * 12.92,
        false => 1.055 * light.powf(1.0 / 2.4) - 0.055,
    };
    (value * 255.0).round() as u8
}

/// From the light of Display P3 to that of sRGB; both have the same white and the same curve.
const TO_SRGB: [[f32; 3]; 3] = [
    [1.224_94, -0.224_94, 0.0],
    [-0.042_06, 1.042_06, 0.0],
    [-0.019_64, -0.078_64, 1.098_27],
];

/// The picture in sRGB. What lies beyond its range becomes the nearest value within.
pub(crate) fn to_srgb(picture: &mut Picture) {
    let lights: Vec<f32> = (0..=u8::MAX).map(light).collect();
    for pixel in picture.rgb.chunks_exact_mut(3) {
        let lit = [0, 1, 2].map(|at| lights[usize::from(pixel[at])]);
        for (at, row) in TO_SRGB.iter().enumerate() {
            pixel[at] = value(row[0] * lit[0] + row[1] * lit[1] + row[2] * lit[2]);
        }
    }
}
