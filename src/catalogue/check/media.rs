//! Validation of a picture's record by itself: its text, its rights, and the consent of those who are seen.
//!
//! [`faults`] knows neither the file nor the day: whether the file is fit is judged where files are read ([`crate::desk::media`]), and what has run out by
//! today is told by the command `due`.

use crate::catalogue::{Consent, Ground, Media, Role, Seen};

/// How many characters an alternative text has.
const ALT: std::ops::RangeInclusive<usize> = 4..=60;

/// What is written where no right is known.
const NO_RIGHT: [&str; 7] = ["未知", "不详", "不明", "待定", "待确认", "网络", "百度"];

/// The extensions of files, by role.
fn endings(role: Role) -> &'static [&'static str] {
    match role {
        Role::Logo => &["svg", "png"],
        Role::Attachment => &["pdf"],
        _ => &["jpg", "jpeg", "png", "webp"],
    }
}

/// The faults of a record: the field, and the sentence.
pub(super) fn faults(media: &Media) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    let mut say = |field: &str, sentence: String| faults.push((field.to_owned(), sentence));
    if let Some(sentence) = wrong_name(media) {
        say("file", sentence);
    }
    if media.brand.is_none() && media.institution.is_none() {
        say(
            "brand",
            "没有写属于哪个品牌或机构。请填 brand 或 institution。".to_owned(),
        );
    }
    if media.initiative.is_some() && media.brand.is_none() {
        say(
            "initiative",
            "写了举措，没有写品牌。请补上 brand。".to_owned(),
        );
    }
    if let Some(sentence) = wrong_alt(media) {
        say("alt", sentence);
    }
    if media.role == Role::Attachment && media.caption.is_none() {
        say(
            "caption",
            "文件没有标题，读者不知道点开的是什么。请补上 caption。".to_owned(),
        );
    }
    let is_unknown = |text: &str| NO_RIGHT.iter().any(|word| text.contains(word));
    for (field, text) in [("credit", &media.credit), ("licence", &media.licence)] {
        if text.chars().count() < 2 || is_unknown(text) {
            say(
                field,
                format!("“{text}”说不出谁许可刊登。没有权利的图不能放；请写明，或去掉这张图。"),
            );
        }
    }
    if let Some(focus) = media.focus.as_ref().filter(|it| it.x > 100 || it.y > 100) {
        say(
            "focus",
            format!("“{}, {}”不是百分数。请写 0 到 100。", focus.x, focus.y),
        );
    }
    match &media.consent {
        None if media.role.is_photograph() => say(
            "consent",
            "没有写照片里有谁。没有人也要写：seen 写“没有人”。".to_owned(),
        ),
        None => {}
        Some(consent) => consent_faults(media.role, consent, &mut say),
    }
    faults
}

fn wrong_name(media: &Media) -> Option<String> {
    let file = &media.file;
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if stem.is_empty() || !stem.chars().all(is_plain) {
        return Some(format!(
            "“{file}”不能作文件名。请只用字母、数字和连字符，例如 menzhen.jpg，文件放在 media 里。"
        ));
    }
    let fit = endings(media.role);
    (!fit.contains(&ending)).then(|| {
        format!(
            "“{}”的文件名应以 .{} 结尾。请换一个文件，或改 role。",
            media.role.word(),
            fit.join("、.")
        )
    })
}

fn wrong_alt(media: &Media) -> Option<String> {
    let Some(alt) = &media.alt else {
        let may_lack = media.decoration.is_some() || media.role == Role::Attachment;
        return (!may_lack).then(|| {
            "没有替代文字，看不见图的人不知道画面里有什么。请用一句话写出来；只是装饰的，decoration 写“是”。".to_owned()
        });
    };
    let stem = media.file.split('.').next().unwrap_or_default();
    match alt.trim() {
        _ if media.decoration.is_some() => {
            Some("写明是装饰，又写了替代文字。请去掉一个。".to_owned())
        }
        text if !ALT.contains(&text.chars().count()) => Some(format!(
            "替代文字有 {} 个字，应为 {} 到 {} 个。",
            text.chars().count(),
            ALT.start(),
            ALT.end()
        )),
        text if media.caption.as_deref() == Some(text) => {
            Some("替代文字和图注一样，听的人会听到两遍。请写出画面里有什么。".to_owned())
        }
        text if text.eq_ignore_ascii_case(stem) || text.eq_ignore_ascii_case(&media.file) => {
            Some("替代文字是文件名。请写出画面里有什么。".to_owned())
        }
        _ => None,
    }
}

fn consent_faults(role: Role, consent: &Consent, say: &mut impl FnMut(&str, String)) {
    let seen = &consent.seen;
    if seen.is_empty() {
        say(
            "consent.seen",
            "没有写照片里有谁。没有人也要写“没有人”。".to_owned(),
        );
        return;
    }
    for (at, one) in seen.iter().enumerate() {
        if seen[..at].contains(one) {
            let sentence = format!("“{}”写了两次。请去掉一个。", one.word());
            say("consent.seen", sentence);
        }
    }
    if seen.contains(&Seen::Nobody) {
        if seen.len() > 1 {
            say(
                "consent.seen",
                "写了“没有人”，又写了别人。请改正。".to_owned(),
            );
        }
        if role == Role::Person {
            say(
                "consent.seen",
                "人物照片里写着“没有人”。请写出是谁，或改 role。".to_owned(),
            );
        }
        return;
    }
    let in_writing = seen.iter().find(|one| one.needs_writing());
    match (in_writing, consent.basis) {
        (Some(one), basis) if basis != Some(Ground::Written) => say(
            "consent.basis",
            format!(
                "照片里有{}，要有书面同意才能刊登（个人信息保护法第二十九条、第三十一条）。请取得书面同意，或去掉这张照片。",
                one.word()
            ),
        ),
        (None, None) => say(
            "consent.basis",
            "照片里有人，没有写凭什么可以刊登（民法典第一千零一十九条）。请写明，或去掉这张照片。"
                .to_owned(),
        ),
        _ => {}
    }
    if consent.scope.is_none() {
        say(
            "consent.scope",
            "照片里有人，没有写同意用在哪里。请写明，例如 本馆网页和大厅屏幕。".to_owned(),
        );
    }
}
