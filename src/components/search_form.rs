//! Where does a visitor type?

use crate::route::Route;
use leptos::prelude::*;

/// The search box: a plain form that asks the gallery. The browser door listens to it and searches while typing.
pub fn search_form(text: &str) -> AnyView {
    view! {
        <form class="search-form" action=Route::home().href() role="search">
            <label class="search-form__label" for="q">"找品牌、医院、需求或地方"</label>
            <div class="search-form__row">
                <input
                    id="q"
                    class="search-form__input"
                    name="q"
                    type="search"
                    value=text.to_owned()
                    placeholder="如：腹透、急救、海曙"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    maxlength="100"
                />
                <button class="search-form__button" type="submit">"搜索"</button>
            </div>
        </form>
    }
    .into_any()
}
