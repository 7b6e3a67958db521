//! What a reader says of a page: its fields, as they are sent to the gallery's address, as a text and as a mail.
//!
//! `src/desk/feedback.md` documents the fields for those who receive them. Nothing else is sent. Sending is the companion's; without programs the
//! form and the links of the [`FeedbackLine`] send the page's address, its version and the choice.

#[cfg(not(target_arch = "wasm32"))]
use super::Content;
#[cfg(not(target_arch = "wasm32"))]
use crate::head::Head;
use crate::messages::tr;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::{self, Route};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::{Screen, Site};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The most characters of a quoted sentence.
const SENTENCE_MOST: usize = 300;

/// The most characters of the reader's own words.
pub const WORDS_MOST: usize = 1_000;

/// The longest address of a mail, in bytes. Longer ones are dropped without a word by browsers on Windows (2,083 bytes).
const MAIL_MOST: usize = 2_000;

/// The attribute of the line that holds the version of the page.
pub const VERSION: &str = "data-version";

/// What a reader thinks of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was of use.
    Useful,
    /// It was of no use.
    Useless,
    /// Something in it is wrong.
    Wrong,
}

impl Verdict {
    /// All of them, in the order of the line.
    pub const ALL: [Verdict; 3] = [Verdict::Useful, Verdict::Useless, Verdict::Wrong];

    /// Its value in the field `verdict`, which is also the command of the companion.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Useful => "useful",
            Verdict::Useless => "useless",
            Verdict::Wrong => "wrong",
        }
    }

    /// The verdict with this [`Verdict::id`].
    pub fn parse(id: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.id() == id)
    }

    /// Its label.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Useful => tr!("有用"),
            Verdict::Useless => tr!("没用"),
            Verdict::Wrong => tr!("写错了"),
        }
    }
}

/// What a reader says of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// The address of the page, without a query.
    pub page: String,
    /// The version of the page, see [`FeedbackLine::version`]; empty where it is not known.
    pub version: String,
    /// The choice.
    pub verdict: Verdict,
    /// The sentence that the reader has selected on the page; empty without one.
    pub sentence: String,
    /// The reader's own words; empty without any.
    pub words: String,
}

impl Feedback {
    /// The fields that are sent, by name; empty ones are left out.
    pub fn fields(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("page", self.page.as_str()),
            ("version", &self.version),
            ("verdict", self.verdict.id()),
            ("sentence", &self.sentence),
            ("words", self.words.trim()),
        ];
        all.into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }

    /// The same for people: the label and the text of each.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let shown = |(name, text): (&'static str, &str)| match name {
            "page" => (tr!("网址"), text.to_owned()),
            "version" => (tr!("版本"), text.to_owned()),
            "verdict" => (tr!("意见"), self.verdict.word().to_owned()),
            "sentence" => (tr!("原句"), text.to_owned()),
            _ => (tr!("您写的话"), text.to_owned()),
        };
        self.fields().into_iter().map(shown).collect()
    }

    /// All lines as one text.
    pub fn text(&self) -> String {
        let lines = self.lines().into_iter();
        let lines = lines.map(|(label, text)| tr!("{label}：{text}", label = label, text = text));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Whether there is something to act on: who says that something is wrong has to say what.
    pub fn is_enough(&self) -> bool {
        let says = !self.sentence.is_empty() || !self.words.trim().is_empty();
        says || self.verdict != Verdict::Wrong
    }

    /// The address that opens a mail to `to` about the page `title`, and whether it holds all lines: a text that is too long for an address is left out.
    pub fn mail(&self, to: &str, title: &str) -> (String, bool) {
        let subject = tr!("{label}：{text}", label = self.verdict.word(), text = title);
        let address = |text: &str| {
            let (subject, body) = (encoded(&one_line(&subject)), encoded(text));
            format!("mailto:{to}?subject={subject}&body={body}")
        };
        let whole = address(&self.text());
        if whole.len() <= MAIL_MOST {
            return (whole, true);
        }
        let short = Feedback {
            sentence: String::new(),
            words: String::new(),
            ..self.clone()
        };
        (address(&short.text()), false)
    }
}

/// A text as a part of a mail's address. Mail programs expect CRLF between lines.
fn encoded(text: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    let lines: Vec<String> = text
        .lines()
        .map(|line| utf8_percent_encode(line, KEPT).to_string())
        .collect();
    lines.join("%0D%0A")
}

/// A text without line breaks and other control characters: a subject cannot become another field of the mail.
fn one_line(text: &str) -> String {
    let parts = text.split(|c: char| c.is_control() || c.is_whitespace());
    let words: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    words.join(" ")
}

/// A selected text as the sentence that is sent: one line of at most [`SENTENCE_MOST`] characters.
pub fn sentence(selected: &str) -> String {
    let line = one_line(selected);
    match line.char_indices().nth(SENTENCE_MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The version in the HTML of a page: the value of [`VERSION`].
pub fn version_in(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once(&format!("{VERSION}=\""))?;
    Some(rest.split_once('"')?.0)
}

/// The line at the end of a page that asks readers what they think of it.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackLine {
    /// The mail address for readers.
    pub mail: Option<String>,
    /// The address that takes what is sent.
    pub receiver: Option<String>,
    /// The path of the page within its host.
    pub path: String,
    /// The address of the page; its path where the public address is not known.
    pub page: String,
    /// The title of the page.
    pub title: String,
    /// The version of the page: the beginning of the SHA-256 of its model. It changes with what the page says, not with each release.
    pub version: String,
}

#[cfg(not(target_arch = "wasm32"))]
impl FeedbackLine {
    /// The line of a screen; `None` where the gallery names no way to tell it anything, and on pages for staff.
    pub fn of(site: &Site, screen: &Screen, content: Option<&Content>) -> Option<FeedbackLine> {
        use sha2::{Digest, Sha256};
        let gallery = &site.catalogue.gallery;
        let content = content.filter(|_| gallery.asks_for_feedback())?;
        if matches!(screen.route, Route::StaffPage(_)) {
            return None;
        }
        let model = serde_json::to_vec(content).unwrap_or_default();
        let hash = Sha256::digest(&model);
        let path = screen.route.href();
        Some(FeedbackLine {
            mail: gallery.mail().map(str::to_owned),
            receiver: gallery.feedback.clone(),
            page: route::absolute(&path).unwrap_or_else(|| path.clone()),
            path,
            title: Head::new(site, screen).title,
            version: hash[..4].iter().map(|byte| format!("{byte:02x}")).collect(),
        })
    }

    /// What is sent with a choice where no program runs.
    pub fn plain(&self, verdict: Verdict) -> Feedback {
        Feedback {
            page: self.page.clone(),
            version: self.version.clone(),
            verdict,
            sentence: String::new(),
            words: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use percent_encoding::percent_decode_str;

    fn feedback(sentence: &str, words: &str) -> Feedback {
        Feedback {
            page: "https://stars.example/a/".to_owned(),
            version: "0123abcd".to_owned(),
            verdict: Verdict::Wrong,
            sentence: sentence.to_owned(),
            words: words.to_owned(),
        }
    }

    /// Recipient, subject and body of a mail's address.
    fn parts(href: &str) -> (String, String, String) {
        assert!(
            href.is_ascii() && !href.contains(char::is_whitespace),
            "{href}"
        );
        let rest = href.strip_prefix("mailto:").expect("a mail");
        let (to, query) = rest.split_once('?').expect("a query");
        let fields: Vec<&str> = query.split('&').collect();
        let [subject, body] = fields[..] else {
            panic!("other fields: {href}");
        };
        let decoded = |field: &str, name: &str| {
            let text = field.strip_prefix(name).expect("the field");
            assert!(!text.contains(['=', '#', '"', '<', '\'']), "{text}");
            percent_decode_str(text)
                .decode_utf8()
                .expect("UTF-8")
                .into_owned()
        };
        (
            to.to_owned(),
            decoded(subject, "subject="),
            decoded(body, "body="),
        )
    }

    #[test]
    fn a_verdict_is_found_by_its_id() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::parse(verdict.id()), Some(verdict));
        }
        assert_eq!(Verdict::parse("share"), None);
    }

    #[test]
    fn empty_fields_are_left_out_and_all_others_are_in_the_documented_order() {
        let names = |feedback: &Feedback| -> Vec<&str> {
            feedback.fields().iter().map(|(name, _)| *name).collect()
        };
        let all = feedback("原句。", "  应当这样 ");
        assert_eq!(
            names(&all),
            ["page", "version", "verdict", "sentence", "words"]
        );
        assert_eq!(all.fields()[4], ("words", "应当这样"));
        let none = Feedback {
            version: String::new(),
            ..feedback("", " \n ")
        };
        assert_eq!(names(&none), ["page", "verdict"]);
        assert!(all.is_enough() && !none.is_enough());
        assert!(
            Feedback {
                verdict: Verdict::Useless,
                ..none
            }
            .is_enough()
        );
        let document = include_str!("../desk/feedback.md");
        for (name, _) in all.fields() {
            assert!(document.contains(&format!("| `{name}` |")), "{name}");
        }
    }

    #[test]
    fn a_mail_says_the_same_and_nothing_in_it_becomes_another_field() {
        for title in [
            "腹透药互助 - 星山品牌馆",
            "a&cc=x@y.z?bcc=x#f",
            "a\r\nBcc: x@y.z\u{0}\u{2028}b",
            "\"><script>alert(1)</script>'",
            "100%41 + 1=2",
            "",
        ] {
            let feedback = feedback("原句&body=x", "第一行\n第二行 100%");
            let (href, whole) = feedback.mail("jiucuo@example.org", title);
            let (to, subject, body) = parts(&href);
            assert!(whole);
            assert_eq!(to, "jiucuo@example.org");
            assert_eq!(subject, one_line(&format!("写错了：{title}")));
            assert!(!subject.contains(char::is_control));
            assert_eq!(body.replace("\r\n", "\n"), feedback.text());
            assert!(body.contains("原句：原句&body=x\r\n您写的话：第一行\r\n第二行 100%"));
        }
    }

    #[test]
    fn a_mail_that_is_too_long_for_an_address_names_the_page_and_says_so() {
        let long = feedback(&"句".repeat(SENTENCE_MOST), &"话".repeat(WORDS_MOST));
        let (href, whole) = long.mail("jiucuo@example.org", "题");
        assert!(!whole && href.len() <= MAIL_MOST, "{}", href.len());
        let (_, _, body) = parts(&href);
        assert!(body.contains("https://stars.example/a/") && body.contains("0123abcd"));
        assert!(!body.contains('句') || !body.contains("句句"));
        assert!(
            long.text().contains(&"话".repeat(WORDS_MOST)),
            "it can still be copied"
        );
    }

    #[test]
    fn a_selected_text_becomes_one_line_of_limited_length() {
        assert_eq!(sentence("  第一段\n\n 第二段\t。 "), "第一段 第二段 。");
        assert_eq!(sentence("\u{0}\r\n"), "");
        let long = sentence(&"句".repeat(SENTENCE_MOST + 1));
        assert_eq!(long.chars().count(), SENTENCE_MOST + 1);
        assert!(long.ends_with("句…"));
    }

    #[test]
    fn the_version_is_read_from_a_page() {
        let html = "<form class=\"frame__feedback\" data-version=\"0123abcd\" data-path=\"/\">";
        assert_eq!(version_in(html), Some("0123abcd"));
        assert_eq!(version_in("<p>data-version</p>"), None);
    }
}
