//! Photographs, a logo and attachments.
//!
//! A picture has the sides of its file and a ground of its mean colour, so that nothing moves or flashes when it arrives. All but the first are loaded when
//! they come near.

use super::content_text;
use crate::messages::{content, tr};
use crate::models::{Attachment, MediaSet, Picture};
use leptos::prelude::*;

/// How wide the picture in the head of a page is, and one in the text.
const IN_HEAD: &str = "(min-width: 52rem) 30rem, 100vw";
const IN_TEXT: &str = "(min-width: 44rem) 40rem, 100vw";

/// The picture in the place of a plate: the first of its page.
pub fn lead(picture: &Picture) -> AnyView {
    image(picture, IN_HEAD, true)
}

/// The logo of an institution.
pub fn logo(picture: &Picture) -> AnyView {
    view! { <p class="picture__logo">{image(picture, "", true)}</p> }.into_any()
}

/// Pictures with their captions and credits; the first is loaded at once where nothing is before it.
pub fn pictures(set: Option<&MediaSet>) -> Vec<AnyView> {
    let pictures = set.into_iter().flat_map(|set| &set.pictures);
    let has_lead = set.is_some_and(|set| set.lead.is_some());
    let figure = |(at, picture): (usize, &Picture)| {
        let caption = (picture.caption.as_deref()).map(|caption| {
            view! { <span class="picture__caption">{content_text(caption)}</span> }.into_any()
        });
        view! {
            <figure class="picture__figure">
                {image(picture, IN_TEXT, at == 0 && !has_lead)}
                <figcaption>{caption}<small>{content_text(&picture.credit)}</small></figcaption>
            </figure>
        }
        .into_any()
    };
    pictures.enumerate().map(figure).collect()
}

/// Documents to download.
pub fn attachments(set: Option<&MediaSet>) -> Vec<AnyView> {
    let attachments = set.into_iter().flat_map(|set| &set.attachments);
    let item = |attachment: &Attachment| {
        let Attachment {
            href,
            name,
            about,
            credit,
        } = attachment.clone();
        view! {
            <li><a class="picture__file" href=href target="_self">{content_text(&name)}</a>" "{tr!("（{about}）", about = about)}<br/><small>{content_text(&credit)}</small></li>
        }
        .into_any()
    };
    attachments.map(item).collect()
}

fn image(picture: &Picture, sizes: &'static str, is_first: bool) -> AnyView {
    let Picture {
        src,
        srcset,
        avif,
        width,
        height,
        ground,
        alt,
        ..
    } = picture.clone();
    let sizes = (!srcset.is_empty()).then_some(sizes);
    let lang = content().filter(|_| !alt.is_empty());
    let avif = (!avif.is_empty())
        .then(|| view! { <source type="image/avif" srcset=avif sizes=sizes/> }.into_any());
    // A style attribute would need an exception in the content security policy.
    let ground = (!ground.is_empty()).then(|| {
        view! { <svg class="picture__ground" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" inner_html=format!("<path fill=\"{ground}\" d=\"M0 0h1v1H0z\"/>")></svg> }
            .into_any()
    });
    view! {
        <span class="picture">
            {ground}
            <picture>
                {avif}
                <img
                    class="picture__image"
                    src=src
                    srcset=(!srcset.is_empty()).then_some(srcset)
                    sizes=sizes
                    width=width.to_string()
                    height=height.to_string()
                    alt=alt
                    lang=lang
                    loading=(!is_first).then_some("lazy")
                    decoding="async"
                />
            </picture>
        </span>
    }
    .into_any()
}
