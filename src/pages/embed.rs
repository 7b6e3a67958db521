//! The embed page: snippets that show a piece of the gallery on another site (native only).
//!
//! The page contains the two snippets of its first piece, so that it is complete without a script; `public/configure.js` generates them from the form
//! and shows the result.

use crate::catalogue::Brand;
use crate::route::{self, Framed, StaffPage};
use crate::screen::Site;
use leptos::prelude::*;

/// The embed page.
pub fn embed(site: &Site) -> AnyView {
    let brands = &site.brands;
    let option = |framed: Framed, name: &str| {
        view! { <option value=framed.shown() data-name=name.to_owned()>{name.to_owned()}</option> }
            .into_any()
    };
    let counts = |brand: &&Brand| {
        let below = |brand: &Brand| (brand.initiatives.iter()).any(|it| !it.figures.is_empty());
        !brand.figures.is_empty() || below(brand)
    };
    let cards: Vec<AnyView> = brands
        .iter()
        .map(|brand| option(Framed::Brand(brand.id.clone()), &brand.name))
        .collect();
    let figures: Vec<AnyView> = brands
        .iter()
        .filter(counts)
        .map(|brand| {
            option(
                Framed::Figures(brand.id.clone()),
                &format!("{}的数字", brand.name),
            )
        })
        .collect();
    let lists: Vec<AnyView> = site
        .catalogue
        .institutions
        .iter()
        .map(|one| option(Framed::Institution(one.id.clone()), &one.name))
        .collect();
    let first = brands
        .first()
        .map(|brand| (Framed::Brand(brand.id.clone()), brand.name.clone()));
    let codes = first.map(|(framed, name)| {
        // The snippet is markup, shown as text.
        let name = name.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let address = |path: &str| route::absolute(&route::asset(path)).unwrap_or_else(|| route::asset(path));
        let element = format!(
            "<script async src=\"{}\"></script>\n<brand-embed show=\"{}\">\n  <a href=\"{}\">{name}</a>\n</brand-embed>",
            address(route::EMBED_SCRIPT),
            framed.shown(),
            address(&framed.page().path()),
        );
        let frame = format!(
            "<iframe src=\"{}\" title=\"{name}\" loading=\"lazy\"\n  referrerpolicy=\"no-referrer\" width=\"100%\" height=\"320\"></iframe>",
            address(&framed.path()),
        );
        view! {
            <h2 id="code">"代码一：高度自动合适"</h2>
            <p>"把它贴到网页里要显示的地方。脚本只有一个文件，用来建框和调整高度；脚本没有来时，读者看到里面的链接。"</p>
            <pre class="embed__code" tabindex="0" aria-label="代码一"><code id="element">{element}</code></pre>
            <p><button class="tools__button" type="button" data-copy="element">"复制代码一"</button></p>
            <h2>"代码二：不用脚本"</h2>
            <p>"高度固定，内容长时在框里滚动。网站不许用别处的脚本时用它。"</p>
            <pre class="embed__code" tabindex="0" aria-label="代码二"><code id="frame">{frame}</code></pre>
            <p><button class="tools__button" type="button" data-copy="frame">"复制代码二"</button></p>
        }
        .into_any()
    });
    view! {
        <article class="about">
            <h1 class="listing__name">{StaffPage::Embed.word()}</h1>
            <p class="brand__summary">{format!("医院的网站可以直接显示{}里的一张品牌卡片、一个品牌的数字，或一家机构的全部品牌。内容随本馆更新，里面的链接在新窗口打开本馆。", site.catalogue.gallery.name)}</p>
            <form id="choices" class="embed__form" hidden>
                <label class="embed__field">"显示什么"
                    <select class="embed__input" name="show">
                        <optgroup label="品牌的卡片">{cards}</optgroup>
                        <optgroup label="品牌的数字">{figures}</optgroup>
                        <optgroup label="机构的全部品牌">{lists}</optgroup>
                    </select>
                </label>
                <label class="embed__field">"颜色"<input class="embed__input" type="color" name="accent" value=accent(site)/></label>
                <label class="embed__field">"明暗"
                    <select class="embed__input" name="theme">
                        <option value="auto">"随读者的设备"</option>
                        <option value="light">"浅色"</option>
                        <option value="dark">"深色"</option>
                    </select>
                </label>
                <label class="embed__field">"圆角（0 到 32 像素）"<input class="embed__input" type="number" name="radius" min="0" max="32" value="10"/></label>
            </form>
            <div id="seen" hidden>
                <h2>"看起来是这样"</h2>
                <div id="preview" class="embed__preview"></div>
            </div>
            {codes}
            <h2>"可以改什么"</h2>
            <ul class="embed__list">
                <li><code>"show"</code>"：显示什么。先写种类，再写代号，中间一条斜线。brands 是品牌的卡片，figures 是品牌的数字，institutions 是一家机构的全部品牌。代号就是本馆网址里的那一段。"</li>
                <li><code>"accent"</code>"：颜色，六位十六进制，例如单位标志的颜色。读不清的颜色只用在边上，不用在字上。"</li>
                <li><code>"theme"</code>"：light 浅色，dark 深色，auto 随读者的设备。"</li>
                <li><code>"radius"</code>"：圆角，0 到 32。"</li>
            </ul>
            <p>"写错的值不起作用，不会弄坏网页。这几项写在 brand-embed 上，也可以像代码二那样写在网址里；在网页里用程序改 brand-embed 的属性，显示随着变。"</p>
            <h2>"给网站管理员"</h2>
            <p>"如果网站有内容安全策略（CSP），请在 frame-src 里加上本馆的域名；用代码一时，在 script-src 里也加上。被嵌入的小网页不用 Cookie，不收集任何信息；只有这些小网页允许放进别的网站，本馆的其他网页不允许。"</p>
        </article>
    }
    .into_any()
}

/// The colour that is initially chosen: the gallery's own, otherwise the default of the styles.
fn accent(site: &Site) -> String {
    let own = (site.catalogue.gallery.colours.as_ref()).and_then(|colours| colours.main.get(2));
    if let Some(own) = own {
        return own.clone();
    }
    let tokens = include_str!("../../style/tokens.css");
    tokens
        .split_once("--celadon-70:")
        .and_then(|(_, rest)| rest.split_once(';'))
        .map(|(colour, _)| colour.trim().to_owned())
        .unwrap_or_default()
}
