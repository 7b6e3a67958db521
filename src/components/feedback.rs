//! Feedback: the line at the end of a page, and the sheet in which a reader writes.
//!
//! The line works without programs: a form where the gallery has an address for it, otherwise links that open a mail. `feedback.js` and the companion open
//! the sheet instead, which shows every word that will be sent before it is sent.

use crate::messages::{content, tr};
#[cfg(not(target_arch = "wasm32"))]
use crate::models::FeedbackLine;
use crate::models::{Feedback, Verdict, WORDS_MOST};
use leptos::prelude::*;

/// The line.
#[cfg(not(target_arch = "wasm32"))]
pub fn feedback_line(line: &FeedbackLine) -> AnyView {
    let question = || view! { <span>{tr!("这页有用吗？")}</span> };
    let (path, version) = (line.path.clone(), line.version.clone());
    let mail = line.mail.clone();
    match &line.receiver {
        Some(receiver) => {
            let choices = Verdict::ALL.map(|verdict| {
                view! { <button class="tools__button" type="submit" name="verdict" value=verdict.id() data-companion=verdict.id()>{verdict.word()}</button> }
            });
            view! {
                <form class="frame__feedback" method="post" action=receiver.clone() data-version=version data-path=path data-mail=mail>
                    {question()}
                    <input type="hidden" name="page" value=line.page.clone()/>
                    <input type="hidden" name="version" value=line.version.clone()/>
                    <span class="frame__choices">{choices.collect_view()}</span>
                </form>
            }
            .into_any()
        }
        None => {
            let to = line.mail.as_deref().unwrap_or_default();
            let choices = Verdict::ALL.map(|verdict| {
                let (href, _) = line.plain(verdict).mail(to, &line.title);
                view! { <a class="tools__button outgoing" href=href data-companion=verdict.id()>{verdict.word()}</a> }
            });
            view! {
                <p class="frame__feedback" data-version=version data-path=path data-mail=mail>
                    {question()}
                    <span class="frame__choices">{choices.collect_view()}</span>
                </p>
            }
            .into_any()
        }
    }
}

/// The ways out of a gallery, and the page that the reader speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedbackWays {
    /// The mail address for readers.
    pub mail: Option<String>,
    /// The host of the address that takes what is sent.
    pub receiver: Option<String>,
    /// The title of the page.
    pub title: String,
}

/// What became of the last press.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing has been pressed.
    #[default]
    None,
    /// Nothing was said that could be acted on.
    Empty,
    /// It is on its way.
    Sending,
    /// The receiver has it.
    Sent,
    /// The receiver does not answer, or refuses.
    Failed,
    /// There is no network.
    Offline,
    /// A mail was opened.
    Mail,
    /// The text is in the clipboard.
    Copied,
    /// The clipboard refuses; the text is selected.
    Selected,
}

/// The state of the sheet, set by the companion.
#[derive(Clone, Copy)]
pub struct FeedbackState {
    /// What is said so far.
    pub said: RwSignal<Feedback>,
    /// What became of it.
    pub outcome: RwSignal<Outcome>,
}

/// The sentence that tells an outcome.
fn told(outcome: Outcome, ways: &FeedbackWays) -> String {
    let mail = ways.mail.as_deref().unwrap_or_default();
    match outcome {
        Outcome::None => String::new(),
        Outcome::Empty => tr!("请写一写哪里错了、应当怎样。").to_owned(),
        Outcome::Sending => tr!("正在发送……").to_owned(),
        Outcome::Sent => tr!("已经送到，谢谢。").to_owned(),
        Outcome::Failed => tr!("没有送到。您写的还在这里，请稍后再点一次。").to_owned(),
        Outcome::Offline => {
            tr!("现在连不上网络，没有发送。您写的还在这里，连上以后请再点一次。").to_owned()
        }
        Outcome::Mail => tr!(
            "在邮件程序里点了发送，才会送到。没有打开邮件程序的话，请复制文字，寄到 {mail}。",
            mail = mail
        ),
        Outcome::Copied => tr!("文字已复制。").to_owned(),
        Outcome::Selected => {
            tr!("浏览器不让自动复制。下面的文字已经选中，请长按或按 Ctrl+C 复制。").to_owned()
        }
    }
}

/// The sheet: the content of a dialog. Its buttons name what they do in `data-way`.
pub fn feedback_sheet(ways: &FeedbackWays, state: FeedbackState) -> AnyView {
    let FeedbackState { said, outcome } = state;
    let verdict = said.read_untracked().verdict;
    let (heading, label) = match verdict {
        Verdict::Useful => (tr!("哪里对您有用？"), tr!("您的话（可以不写）")),
        Verdict::Useless => (tr!("哪里没帮上您？"), tr!("您的话（可以不写）")),
        Verdict::Wrong => (tr!("哪里写错了？"), tr!("哪里错了，应当怎样写")),
    };
    let words = said.read_untracked().words.clone();
    let quoted = move || {
        let sentence = said.with(|said| said.sentence.clone());
        match (sentence.is_empty(), verdict) {
            (true, Verdict::Wrong) => Some(
                view! { <p class="feedback__hint">{tr!("先在网页上选中写错的那一句，再点“写错了”，这里就会附上它。")}</p> }
                    .into_any(),
            ),
            (true, _) => None,
            (false, _) => Some(
                view! {
                    <figure class="feedback__quote">
                        <figcaption>{tr!("您选中的句子：")}</figcaption>
                        <blockquote class="sheet__what" lang=content()>{sentence}</blockquote>
                        <button class="sheet__way" type="button" data-way="drop">{tr!("不附这一句")}</button>
                    </figure>
                }
                .into_any(),
            ),
        }
    };
    let to = match (&ways.receiver, &ways.mail) {
        (Some(receiver), Some(mail)) => {
            tr!("{receiver} 或 {mail}", receiver = receiver, mail = mail)
        }
        (receiver, mail) => receiver
            .as_ref()
            .or(mail.as_ref())
            .cloned()
            .unwrap_or_default(),
    };
    let to = tr!("会发到 {to} 的只有下面这些：", to = to);
    let mail = ways.mail.clone().map(|mail| {
        let title = ways.title.clone();
        let made = move || said.with(|said| said.mail(&mail, &title));
        let href = {
            let made = made.clone();
            move || made().0
        };
        let too_long = move || {
            (!made().1).then(|| {
                view! { <p class="feedback__hint">{tr!("文字太长，邮件里放不下：请点“复制文字”，再粘贴到邮件里。")}</p> }.into_any()
            })
        };
        let link = view! { <a class="sheet__way" href=href data-way="mail">{tr!("用邮件发送")}</a> };
        (link, too_long)
    });
    let by_mail = mail.is_some().then(|| {
        view! { <p class="feedback__hint">{tr!("用邮件发送的话，收信的人还会看到您的邮箱地址。")}</p> }
            .into_any()
    });
    let (link, too_long) = mail.unzip();
    let send = ways.receiver.is_some().then(|| {
        let busy = move || (outcome.get() == Outcome::Sending).then_some("true");
        view! { <button class="sheet__way" type="button" data-way="send" aria-disabled=busy>{tr!("发送")}</button> }.into_any()
    });
    let is_sent = Memo::new(move |_| outcome.get() == Outcome::Sent);
    let ways = ways.clone();
    view! {
        <div class="sheet__head">
            <h2 id="feedback-title" class="sheet__title" tabindex="-1" autofocus>{heading}</h2>
            <button class="sheet__close" type="button" data-way="close">{tr!("关闭")}</button>
        </div>
        <div class="sheet__body">
            <div hidden=move || is_sent.get()>
                {quoted}
                <label class="feedback__label" for="feedback-words">{label}</label>
                <textarea id="feedback-words" class="feedback__words" rows="3" maxlength=WORDS_MOST.to_string() autocomplete="off" aria-describedby="feedback-care">{words}</textarea>
                <p id="feedback-care" class="feedback__hint">{tr!("请不要写姓名、电话和病情。")}</p>
                <p class="feedback__label">{to}</p>
                <p id="feedback-text" class="feedback__text">{move || said.with(Feedback::text)}</p>
                {too_long}
                {by_mail}
                <div class="sheet__ways">{send}{link}<button class="sheet__way" type="button" data-way="copy">{tr!("复制文字")}</button></div>
            </div>
            <p class="sheet__said" role="status">{move || told(outcome.get(), &ways)}</p>
        </div>
    }
    .into_any()
}
