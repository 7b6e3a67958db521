//! Does one find what one looks for?

use super::page::{DESK, visit};

#[tokio::test]
async fn landing_shows_the_gallery_and_the_program_takes_over() {
    visit(DESK, async |page| {
        page.enter("/").await;
        assert_eq!(page.text("h1").await, "甬医品牌馆");
        assert_eq!(page.title().await, "甬医品牌馆");
        page.until_total(26).await;
    })
    .await;
}
