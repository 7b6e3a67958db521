//! Pictures that are made here: right ones, and the ways to be wrong.

use crate::{Kind, Picture, Refusal, decode};
use jpeg_encoder::{ColorType, Encoder};
use proptest::prelude::*;

/// A picture with a gradient and a light rectangle in its upper left quarter, so that its position can be told.
fn scene(width: u32, height: u32) -> Picture {
    let pixel = |x: u32, y: u32| match x < width / 2 && y < height / 2 {
        true => [240, 220, 180],
        false => [(x * 90 / width) as u8, (y * 120 / height) as u8, 60],
    };
    let points = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let rgb = points.flat_map(|(x, y)| pixel(x, y)).collect();
    Picture::of(width, height, rgb).unwrap_or_else(|| panic!("a picture"))
}

/// A JPEG of a picture with an EXIF block: how it was held, and whether it names a place.
fn jpeg(picture: &Picture, orientation: u16, with_place: bool) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08".to_vec();
    let entries: u16 = if with_place { 2 } else { 1 };
    exif.extend(entries.to_be_bytes());
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1]);
    exif.extend(orientation.to_be_bytes());
    exif.extend([0, 0]);
    if with_place {
        exif.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0x26]);
    }
    exif.extend([0, 0, 0, 0]);
    exif.extend(b"NINGBO 29.87 121.55");
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder
        .add_exif_metadata(&exif)
        .unwrap_or_else(|error| panic!("{error}"));
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    let written = encoder.encode(&picture.rgb, width, height, ColorType::Rgb);
    written.unwrap_or_else(|error| panic!("{error}"));
    bytes
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}

/// In which quarter the light rectangle is: whether at the left, whether at the top.
fn corner(picture: &Picture) -> (bool, bool) {
    let light = |x: u32, y: u32| {
        let at = (y * picture.width + x) as usize * 3;
        picture.rgb[at] > 150
    };
    let (width, height) = (picture.width, picture.height);
    let quarters = [(true, true), (false, true), (true, false), (false, false)];
    let found = quarters.into_iter().find(|(left, top)| {
        let x = if *left { width / 4 } else { width * 3 / 4 };
        let y = if *top { height / 4 } else { height * 3 / 4 };
        light(x, y)
    });
    found.unwrap_or_else(|| panic!("no rectangle"))
}

#[test]
fn a_photograph_is_turned_as_it_was_held_and_nothing_of_the_camera_is_left() {
    let whole = scene(1600, 1200);
    for (orientation, at, is_turned) in [
        (1, (true, true), false),
        (2, (false, true), false),
        (3, (false, false), false),
        (4, (true, false), false),
        (5, (true, true), true),
        (6, (false, true), true),
        (7, (false, false), true),
        (8, (true, false), true),
    ] {
        let bytes = jpeg(&whole, orientation, true);
        assert!(holds(&bytes, b"NINGBO"));
        let picture = decode(Kind::Jpeg, &bytes).unwrap_or_else(|it| panic!("{it:?}"));
        let sides = (picture.width(), picture.height());
        let expected = if is_turned {
            (1200, 1600)
        } else {
            (1440, 1080)
        };
        assert_eq!(sides, expected, "{orientation}");
        assert_eq!(corner(&picture), at, "{orientation}");
        assert!(picture.had_place(), "{orientation}");
        let file = picture.jpeg(220_000).unwrap_or_else(|it| panic!("{it:?}"));
        for trace in [&b"Exif"[..], b"NINGBO", b"GPS", b"http"] {
            assert!(!holds(&file, trace), "{orientation}");
        }
        let again = decode(Kind::Jpeg, &file).unwrap_or_else(|it| panic!("{it:?}"));
        assert!(!again.had_place());
    }
    let bytes = jpeg(&whole, 1, false);
    assert_eq!(
        decode(Kind::Jpeg, &bytes).map(|it| it.had_place()),
        Ok(false)
    );
}

#[test]
fn a_file_is_no_larger_than_asked_or_refused() {
    // The same noise each time.
    let mut state = 7u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let picture = Picture::of(960, 640, (0..960 * 640 * 3).map(|_| noise()).collect());
    let picture = picture.unwrap_or_else(|| panic!("a picture"));
    assert_eq!(picture.jpeg(20_000), Err(Refusal::TooDetailed));
    for most in [300_000, 450_000] {
        let file = picture.jpeg(most);
        assert!(file.is_ok_and(|file| file.len() <= most), "{most}");
    }
    let plain = scene(960, 640).jpeg(110_000);
    assert!(plain.is_ok_and(|file| file.len() < 30_000));
}

#[test]
fn what_is_wrong_with_a_file_is_told_apart() {
    let good = jpeg(&scene(640, 480), 1, false);
    let png = scene(640, 480).png().unwrap_or_else(|it| panic!("{it:?}"));
    let refused = |kind, bytes: &[u8]| decode(kind, bytes).err();
    assert_eq!(refused(Kind::Jpeg, &good), None);
    assert_eq!(refused(Kind::Png, &png), None);
    assert_eq!(refused(Kind::Png, &good), Some(Refusal::OtherKind));
    assert_eq!(refused(Kind::Jpeg, &png), Some(Refusal::OtherKind));
    assert_eq!(refused(Kind::Webp, b"RIFF"), Some(Refusal::OtherKind));
    for end in [300, good.len() / 2, good.len() - 40] {
        let cut = refused(Kind::Jpeg, &good[..end]);
        assert_eq!(cut, Some(Refusal::Broken), "{end}");
    }
    // Telephones put a film behind the picture.
    let film = [&good[..], &[7; 5_000]].concat();
    assert_eq!(refused(Kind::Jpeg, &film), None);
    assert_eq!(
        refused(Kind::Png, &png[..png.len() / 2]),
        Some(Refusal::Broken)
    );
    let archive = [&good[..], b"PK\x05\x06", &[0; 18]].concat();
    assert_eq!(refused(Kind::Jpeg, &archive), Some(Refusal::Polyglot));
    let mut page = good[..20].to_vec();
    page.extend(b"\xff\xfe\0\x20<HTML><script>alert(1)</script>");
    page.extend(&good[20..]);
    assert_eq!(refused(Kind::Jpeg, &page), Some(Refusal::Polyglot));
    let narrow = jpeg(&scene(200, 200), 1, false);
    assert_eq!(refused(Kind::Jpeg, &narrow), Some(Refusal::TooNarrow(200)));
    // Held upright, it is as wide as it is high in the file.
    let turned = jpeg(&scene(640, 400), 6, false);
    assert_eq!(refused(Kind::Jpeg, &turned), Some(Refusal::TooNarrow(400)));
    let long = jpeg(&scene(2100, 500), 1, false);
    assert_eq!(refused(Kind::Jpeg, &long), Some(Refusal::TooLong));
}

#[test]
fn a_bomb_is_refused_before_its_pixels_are_read() {
    // A PNG of 30,000 by 30,000 pixels, of which not one is there.
    let mut bomb = scene(640, 480).png().unwrap_or_else(|it| panic!("{it:?}"));
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let sum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(decode(Kind::Png, &bomb), Err(Refusal::TooManyPixels));
    let mut bomb = jpeg(&scene(640, 480), 1, false);
    let start = bomb.windows(2).position(|two| two == [0xff, 0xc0]);
    let start = start.unwrap_or_else(|| panic!("a frame"));
    bomb[start + 5..start + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    assert_eq!(decode(Kind::Jpeg, &bomb), Err(Refusal::TooManyPixels));
}

/// The check sum of a PNG's parts.
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| match sum & 1 {
            1 => (sum >> 1) ^ 0xedb8_8320,
            _ => sum >> 1,
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[test]
fn a_part_keeps_its_focus_in_view_and_stays_within_the_picture() {
    let whole = scene(1000, 1000);
    let top = whole.part((16, 10), (50, 0));
    assert_eq!((top.width(), top.height()), (1000, 625));
    assert_eq!(top.rgb[..3000], whole.rgb[..3000]);
    let bottom = whole.part((16, 10), (50, 100));
    assert_eq!(bottom.rgb[..3], whole.rgb[375 * 3000..375 * 3000 + 3]);
    let wide = scene(1440, 400).part((16, 10), (100, 50));
    assert_eq!((wide.width(), wide.height()), (640, 400));
}

#[test]
fn what_is_transparent_is_white_in_a_photograph_and_stays_so_in_a_logo() {
    let mut logo = scene(600, 500);
    logo.alpha = Some(vec![0; 600 * 500]);
    let bytes = logo.png().unwrap_or_else(|it| panic!("{it:?}"));
    let read = decode(Kind::Png, &bytes).unwrap_or_else(|it| panic!("{it:?}"));
    assert_eq!(read.alpha, logo.alpha);
    assert_eq!(read.on_white(), vec![255; 600 * 500 * 3]);
}

#[test]
fn the_colours_of_a_telephone_become_those_of_a_page() {
    let mut picture = Picture::of(1, 3, vec![255, 255, 255, 0, 0, 0, 200, 80, 60]);
    let picture = picture.as_mut().unwrap_or_else(|| panic!("a picture"));
    crate::colour::to_srgb(picture);
    assert_eq!(picture.rgb[..6], [255, 255, 255, 0, 0, 0]);
    let [red, green, blue] = [picture.rgb[6], picture.rgb[7], picture.rgb[8]];
    assert!(
        red > 200 && green < 80 && blue < 60,
        "stronger by number: {red} {green} {blue}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(
        kind in prop::sample::select(vec![Kind::Jpeg, Kind::Png, Kind::Webp]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = match kind {
            Kind::Jpeg => jpeg(&scene(500, 300), 6, true),
            Kind::Png => scene(500, 300).png().unwrap_or_default(),
            Kind::Webp => b"RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0\x30\x01\0\x9d\x01\x2a\x01\0\x01\0\x02\0\x34\x25\xa4\0\x03\x70\0\xfe\xfb\x94\0\0".to_vec(),
        };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(picture) = decode(kind, &bytes) {
            prop_assert!(picture.width() <= 1440 && picture.height() <= 1920);
            let _ = picture.part((16, 10), (0, 255)).within(480, 300).jpeg(40_000);
        }
    }

    #[test]
    fn neither_do_any_others(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for (kind, head) in [(Kind::Jpeg, &b"\xff\xd8\xff"[..]), (Kind::Png, b"\x89PNG\r\n\x1a\n"), (Kind::Webp, b"RIFF\0\0\0\0WEBP")] {
            let _ = decode(kind, &[head, &bytes].concat());
            let _ = decode(kind, &bytes);
        }
        let _ = crate::metadata::exif(&[b"II\x2a\0\x08\0\0\0", &bytes[..]].concat());
        let _ = crate::metadata::exif(&bytes);
    }
}
