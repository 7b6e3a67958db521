//! The handbook for staff who maintain the gallery without a programmer (native only).
//!
//! Each chapter is one task, in the order of its steps, with the commands to type. The format of the data files is not described here: the check and
//! the schemas explain it where it is written.

use crate::route::{Route, StaffPage};
use leptos::prelude::*;

use crate::screen::Site;

/// A command to type.
fn typed(words: &'static str) -> AnyView {
    view! { <pre class="embed__code" tabindex="0" aria-label="命令"><code>{words}</code></pre> }
        .into_any()
}

/// The handbook.
pub fn handbook(site: &Site) -> AnyView {
    let contents: Vec<AnyView> = CHAPTERS
        .iter()
        .map(|(id, word)| view! { <li><a href=format!("#{id}")>{*word}</a></li> }.into_any())
        .collect();
    let heading = |id: &str| {
        let word = CHAPTERS
            .iter()
            .find(|(chapter, _)| *chapter == id)
            .map_or("", |(_, word)| word);
        view! { <h2 id=id.to_owned() tabindex="-1">{word}</h2> }.into_any()
    };
    let screen = site
        .catalogue
        .cards
        .first()
        .map_or(String::new(), |card| card.owner.to_string());
    view! {
        <article class="about">
            <h1 class="listing__name">{StaffPage::Handbook.word()}</h1>
            <p class="brand__summary">"给维护本馆的工作人员。一件事一节，照着做就行。命令在项目的文件夹里运行；第一次运行会自己取来需要的工具，约十分钟。"</p>
            <nav class="account__contents" aria-label="本页内容"><ul>{contents}</ul></nav>

            {heading("add")}
            <p>"运行下面的命令，一问一答。每个问题都说明要填什么，填错当场再问；答完写出一个文件。"</p>
            {typed("cargo run -- new brand")}
            <p>"机构、地方、需求、材料如果是新的，先登记在 public/data/ 下的 institutions.json、places.json、needs.json、documents.json 里。每句话都要写出处；材料没有写的不填，不猜。"</p>
            <p>"再打开写好的文件（在 public/data 的 brands 文件夹里），补上举措、数字、荣誉。用 VS Code 这样的编辑器时，它会提示有哪些字段、能填什么。"</p>
            <p>"写完运行 cargo run -- check。以“提醒”开头的不影响发布：图案和别的品牌太像时，会写明还有哪些可以换；名称里有分享图写不出的字时，网页照常显示，那张分享图改写馆名。新名称的繁体写法，用 cargo run -- traditional 列出来看一遍。"</p>

            {heading("form")}
            <p>"不会写数据文件，就用编辑器。运行下面的命令，把它写出的网址整个粘贴到浏览器里（网址带着口令，只能在这台电脑上打开）："</p>
            {typed("cargo run -- edit")}
            <p>"左边选一个品牌或登记表，中间填写，右边就是它在网站上的样子。有问题时，那一格旁边会写明怎么改。机构、地方、出处从登记过的里面选；没有的项目点“添加”。馆名、印章、颜色和不得公开的字也在这里改。带图的步骤见项目里的 src/desk/editing.md。"</p>
            <p>"写的每一个字都会留作草稿：网页关了、电脑死机，下次打开接着写。点“写进数据”才写进文件。别人也开着同一个文件时会告诉您；文件被别处改过，会先让您看哪里不同，再决定用哪一份。"</p>

            {heading("edit")}
            <p>"打开品牌的文件，找到那个数字，改 value 和 unit：两个连起来就是材料的原文。然后检查、排整齐："</p>
            {typed("cargo run -- check\ncargo run -- fmt")}
            <p>"有问题时，检查会写明哪个文件、第几行第几列、错在哪、怎么改。想边改边看，先开着下面的命令，文件一保存，打开着的网页就换成新的："</p>
            {typed("cargo run -- serve --watch")}

            {heading("excel")}
            <p>"导出整个目录，在 Excel 里改，再读回来。每张表的第一行写明各列是什么。读入时先列出要删去、改动、增加什么，您键入“是”才写进数据。"</p>
            {typed("cargo run -- export 目录.xlsx\ncargo run -- import 目录.xlsx")}
            <p>"只改一张表，就只留那一张：没有的表、没有的列，什么也不动。有代号的行照着改或加上，没有的行不动；数字、荣誉这些没有代号的，删去一行就是删去一条。行的先后就是数据里的先后。"</p>
            <p>"有一格拿不准，就指明哪张表、第几行、哪一列，什么也不写。百分比、日期、公式、合并的单元格不收：请先把格子设成“文本”，再照材料键入。旧的 .xls 请先另存为 .xlsx。"</p>

            {heading("facts")}
            <p>"地址、电话、开放时间、预约和收费由各家机构自己填写，写在机构的网页上，品牌的网页上不写。在编辑器里打开“机构”，填“怎么去、怎么联系”和“办哪些事”；没有的不填，不猜。填了就要写核对的日子，过了时间要再核对一次，下面的命令会列出来："</p>
            {typed("cargo run -- due")}
            <p>"停诊、改时间写在“和平时不一样的日子”；暂停办理要写原因和最后一天；法定假日和调休写在本馆的设置里，“现在开放”照它算。品牌或举措由哪项服务办，填“由哪项服务办”，网页上就有一个链接。"</p>

            {heading("rename")}
            <p>"网址里的代号发布以后不再改。万不得已时用下面的命令：写到它的文件一起改，旧网址自动转到新网址。"</p>
            {typed("cargo run -- rename brand 旧代号 新代号")}
            <p>"别的记录用过的代号不能再用：发布过的链接还会打开它。"</p>

            {heading("retire")}
            <p>"不再介绍的品牌或举措不要直接删：发布过的链接和医院网站上嵌入的卡片会打不开。请用下面的命令，或在编辑器里点“停用…”。它不再出现在列表、搜索和矩阵里，旧网址上留一页说明，写明日期，并转到 --to 写的网页；不写 --to，就转到所属的机构或品牌。"</p>
            {typed("cargo run -- retire brand 代号 --to 网址或另一个品牌的代号\ncargo run -- retire initiative 品牌代号/举措代号")}
            <p>"机构、地方、需求也能停用，写成 institution、place、need。还有别处写着它时，会一处一处列出来，先改掉再停用。停用错了，从上一个版本取回它的文件，再从 public/data/retired.json 里删去它的各条。"</p>

            {heading("publish")}
            <p>"先在 public/data/changes.json 最上面登记一条读者看得懂的改动，再写出网站。网址写网站真正的网址，分享图、订阅和站点地图才会写出来："</p>
            {typed("cargo run -- build --public-url https://域名/")}
            <p>"写好的网站在 dist 文件夹里，整个放到服务器上，替换旧的。数据有错时不会写出网站，旧的还在。这时发布的网址会记在数据文件夹的 published.txt 里，和数据一起保存：以后它们要一直有效，少了哪个，检查会指出来。"</p>

            {heading("host")}
            <p>"dist 里都是普通文件，任何静态网站服务器都能用。nginx 和 Caddy 的配置由命令写出，把网站放在命令写明的文件夹里："</p>
            {typed("cargo run -- hosting nginx\ncargo run -- hosting caddy")}
            <p>"网页样式变了的版本，配置也要重新写一次。nginx 的证书由服务器管理员另办，Caddy 自己办。"</p>

            {heading("feedback")}
            <p>"在 gallery.json 的 operator 里写上 mail，或者写上 feedback（一个收意见的 https 网址），每一页的页脚就会问“这页有用吗？”；都不写就不问。收到的是哪几项、怎样收、一个能用的例子，见项目里的 src/desk/feedback.md。大厅屏幕上的评价只记在那台设备里：在屏幕上打开设备状态，点“复制评价”。"</p>

            {heading("kiosk")}
            <p>{format!("大厅的屏幕打开网址时，后面加 ?kiosk= 和机构的代号，例如 ?kiosk={screen}。用启动脚本打开的，直接就是这家机构的导览屏；用别的浏览器打开的，会先问要不要设成导览屏，答“设成导览屏”一次就行。导览屏先列自己的品牌，有触摸键盘和带走用的二维码，没有人时自己复原。设错了，就轮流点屏幕左上角和右上角，共六次，再点“退出导览屏”。网址后面加 ?diag 可以看它是否正常。")}</p>
            <p>"在 Debian 上怎样开机就进导览屏，见项目里的 src/desk/kiosk/README.md。"</p>

            {heading("city")}
            <p>"程序里没有写死哪座城市。另一座城市的馆是另一个数据文件夹，里面的文件和 public/data 里的一样；馆名、印章、核心品牌、入选名单的名称、示例词和颜色写在 gallery.json 里，颜色不够清楚时检查会指出来。每条命令后面加上 --data 和文件夹："</p>
            {typed("cargo run -- check --data 文件夹\ncargo run -- serve --watch --data 文件夹\ncargo run -- build --data 文件夹 --public-url https://域名/")}
            <p>"能认出个人、哪里都不能出现的话，写在那个文件夹的 .private.json 里（项目自己的数据写在项目最上层）：检查照它查，空格、全角、繁体写法都认得；发布和 git 都不带它。写整句，如姓加称呼、电话；单写一个病名认不出人，也拦不住人，检查会提醒。从空文件夹开始也行：先运行 cargo run -- edit --data 文件夹，把设置和各张表写进去，再写第一个品牌。"</p>

            {heading("embed")}
            <p>"医院自己的网站可以显示一张品牌卡片、一个品牌的数字或一家机构的全部品牌："<a href=Route::StaffPage(StaffPage::Embed).href() target="_self">{StaffPage::Embed.word()}</a>"。"</p>
            <p>"数据文件供程序使用："<a href=Route::StaffPage(StaffPage::Data).href()>{StaffPage::Data.word()}</a>"。"</p>
        </article>
    }
    .into_any()
}

/// The chapters: anchor, heading.
const CHAPTERS: [(&str, &str); 13] = [
    ("add", "新增一个品牌"),
    ("form", "在浏览器里改"),
    ("edit", "改一个数字"),
    ("excel", "用 Excel 改很多条"),
    ("facts", "机构的地址、电话和时间"),
    ("rename", "改代号"),
    ("retire", "停用一个品牌"),
    ("publish", "发布"),
    ("host", "放到服务器上"),
    ("feedback", "收读者的意见"),
    ("kiosk", "大厅屏幕"),
    ("city", "给另一座城市做馆"),
    ("embed", "放到医院的网站上"),
];
