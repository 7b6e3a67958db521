//! JSON Schemas of the data files, for completion and checks in editors.
//!
//! Generated from the types that parse the files, with a Chinese title and description for each field. [`super::format`] writes them to `schema/` in the data
//! folder; the `$schema` of each file refers to them. References between records cannot be expressed in them; `check` validates those.

use crate::catalogue::file::{Kind, of_kind};
use serde_json::Value;

/// Each field: its name in the files, its title, its description. A name behind a dot is that of a field in the record before it, where it means something else
/// than elsewhere.
pub const FIELDS: &[(&str, &str, &str)] = &[
    ("$schema", "格式说明", "编辑器照它补全和提醒；不用改。"),
    (
        "id",
        "代号",
        "网址的一部分：小写拼音、数字、单个连字符；定了不再改。",
    ),
    (
        "order",
        "次序",
        "在品牌矩阵里的先后，小的在前；插在 8 和 9 之间的写 8.5，最多六位小数；相同的按代号排。",
    ),
    ("name", "名称", "照原文。"),
    (
        "english",
        "英文",
        "只用于英文网页的译名或说法，由本馆自拟；材料里没有。",
    ),
    (
        "summary_english",
        "英文介绍",
        "一两句英文，只说中文记录里有的，用在英文网页上，由本馆自拟；数字要和中文一样。",
    ),
    (
        "traditional",
        "繁体",
        "繁体网页里的写法；只列转换表会写错的名称，一个字对一个字。",
    ),
    ("simplified", "简体", "照原文。"),
    ("title", "题目", "案例讲述的题目，或材料的标题，照原文。"),
    ("other_names", "其他写法", "材料里印过的别的写法。"),
    ("kind", "类别", "从词表里选；材料的种类自由填写。"),
    (
        "emblem",
        "图案",
        "卡片上的图案，见 src/components/emblem.rs。",
    ),
    (
        "drawn",
        "画进图版的数字",
        "图版里数得出来的东西按它画：写数字的 label，一字不差，例如 服务的高山自然村；没有就不写。",
    ),
    (
        "owner",
        "所属机构",
        "机构的代号，见 institutions.json；举措的，材料写明是谁做的才填。",
    ),
    ("parent", "上级", "品牌的上级品牌和依据，或地方所在的地方。"),
    (
        "outline",
        "示意图上的轮廓",
        "画在上级地方的示意图上：多边形的角，一个角写 横,竖，角之间空一格，例如 0,0 80,0 80,60；单位自定，同一张图里一致。不画就不写。",
    ),
    (
        "not_services",
        "不算服务的需求",
        "回应这些需求的是往事和经验，例如 学党建经验；只回应这些的，在“地方”里不算服务。需求的代号。",
    ),
    (
        "highlights",
        "画大的数字",
        "“数字”一页里画大的，按写的先后；十个上下最好。没有就都列在表里。",
    ),
    (
        "highlight.brand",
        "品牌",
        "数字所在的品牌的代号，举措的数字也写品牌。",
    ),
    ("highlight.label", "数的是什么", "数字的 label，一字不差。"),
    (
        "tours",
        "导览的故事",
        "一个故事四五站，是本馆自己的话，只说材料写到的事。没有就一站一个品牌。",
    ),
    (
        "tour.id",
        "代号",
        "网址的一部分，不能和品牌的代号相同；定了不再改。",
    ),
    ("tour.name", "题目", "例如 一包药怎样到山里。"),
    ("tour.text", "开头", "这个故事讲什么，一两句。"),
    ("stops", "各站", "按先后。"),
    ("stop.brand", "品牌", "这一站的品牌的代号。"),
    (
        "stop.initiative",
        "举措",
        "讲的是其中一项举措时，写它的代号。",
    ),
    (
        "stop.text",
        "这一站的话",
        "一两句，本馆自己的话，只说 sources 里写到的事。",
    ),
    ("brand", "上级品牌", "上级品牌的代号。"),
    ("basis", "依据", "原文写明的，还是推断的。"),
    ("summary", "一句话介绍", "印在卡片上。"),
    ("slogan", "口号", "照原文。"),
    (
        "guide",
        "怎么用",
        "给谁、能得到什么、怎么找，各写一段，小标题照这三个；材料没写的不写。",
    ),
    (
        "service",
        "由哪项服务办",
        "办这件事的服务，写成 机构代号/服务代号；网页上有一个链接，到机构网页上的这项服务。没有登记就不写。",
    ),
    ("meaning", "寓意", "名称和标志的含义。"),
    ("origin", "由来", "从哪里来。"),
    ("work", "做法", "做些什么。"),
    ("results", "成效", "做成了什么。"),
    ("details", "详情", "其余写到的内容。"),
    ("notes", "说明", "材料之间的矛盾和不足。"),
    (
        "initiatives",
        "举措",
        "品牌下的活动、服务、团队等，各有网址。",
    ),
    ("figures", "数字", "照原文，value 和 unit 连起来就是原文。"),
    ("honours", "荣誉", "称号和奖项。"),
    ("events", "事件", "发生过的事。"),
    ("people", "人物", "公开身份的人。"),
    ("partners", "合作方", "一起做的单位。"),
    ("needs", "需求", "它回应的需求的代号，见 needs.json。"),
    ("places", "地方", "它到达的地方的代号，见 places.json。"),
    (
        "question",
        "人们怎么说",
        "有这个需求的人会说的一句话，本馆自己的话，写在首页上；不写就用名称。",
    ),
    ("text", "文字", "一段话，照原文，中间不换行。"),
    ("heading", "小标题", "可以没有。"),
    (
        "sources",
        "出处",
        "材料的代号，至少一个，见 documents.json。",
    ),
    ("value", "数", "照原文，例如 150.8万、第3。"),
    ("unit", "单位", "照原文，例如 人、位、%；不能空着。"),
    ("label", "数的是什么", "例如 服务队规模。"),
    ("of", "总数", "几分之几或第几名时，一共多少。"),
    ("when", "时间", "照原文。"),
    ("scope", "范围", "哪个地区或人群的数。"),
    ("level", "级别", "从词表里选。"),
    (
        "by",
        "由谁",
        "荣誉的授予者，照原文；法规检查的答复，写岗位，不写人名。",
    ),
    ("year", "年", "原文写明时才填。"),
    ("month", "月", "1 到 12，原文写明时才填。"),
    ("day", "日", "1 到 31，原文写明时才填。"),
    ("role", "职务", "照原文。"),
    ("institution", "机构", "机构的代号，已登记时才填。"),
    ("place", "所在地", "地方的代号，见 places.json。"),
    ("short", "简称", "引用时用的短名。"),
    ("publisher", "发布者", "印了才填。"),
    ("byline", "作者", "印了才填。"),
    ("date", "日期", "照原文；没有印就不填。"),
    ("words", "日常用语", "人们会怎么搜。"),
    ("means", "印出来的词", "这些用语指的是材料里的哪些词。"),
    (
        "note",
        "相近而不相同时的说明",
        "用语和印出来的词说的不是一回事时，写一句话，说明找到的是什么；搜索结果的卡片上会显示。",
    ),
    ("from", "旧网址", "例如 brands/旧名/。"),
    ("to", "新网址", "现有的网址。"),
    ("institutions", "机构", "按显示的先后。"),
    ("documents", "材料", "出处。"),
    ("synonyms", "日常用语", "让搜索懂得平常说法。"),
    (
        "everyday",
        "说法和需求",
        "一句话照字面搜不到时，看里面的词说的是什么；请医务人员看过。",
    ),
    (
        "everyday.words",
        "说法",
        "人们平常怎么说，方言也可以；“…”代表中间最多四个字。",
    ),
    (
        "everyday.means",
        "指的是",
        "需求或品牌的代号，或“品牌/举措”，最合适的在前；不说明需求的词，例如“怎么”，这里空着。",
    ),
    (
        "weight",
        "分量",
        "3：有它就够了；2：多半是；1：和别的词一起才算；0：说的是本馆没有的事，“指的是”空着。不写就是 2。",
    ),
    (
        "everyday.reviewed",
        "看过",
        "医务人员哪一天看过；没有看过就不写。",
    ),
    (
        "urgent",
        "危急提示",
        "有人像是遇到危险时，放在一切结果前面的提示；是本馆的话，请医务人员看过。",
    ),
    (
        "lobby",
        "大厅屏幕上的提示",
        "屏幕不能打电话，先让人告诉身边的医务人员。",
    ),
    ("lobby_english", "大厅提示的英文", "用在英文网页上。"),
    (
        "strip",
        "平时的一行",
        "每一页都有的一行小字；这条提示不要就不写。",
    ),
    ("strip_english", "一行的英文", "用在英文网页上。"),
    ("numbers", "电话号码", "只写数字，最先该打的写在最前。"),
    (
        "always",
        "一定提示的说法",
        "查找的话里有它就提示。“…”代表中间最多四个字；前面加“=”，只在单独查找它时提示。",
    ),
    (
        "topics",
        "可能提示的说法",
        "查找的话里有它就提示，除非它在一个平常的说法里。",
    ),
    (
        "ordinary",
        "平常的说法",
        "不提示的说法，例如 ～培训；“～”代表上一项里的任何一个。",
    ),
    ("redirects", "改过的网址", "发布过的网址一直有效。"),
    (
        "retired",
        "停用的网址",
        "不再介绍的品牌、举措等，旧网址上留一页说明。",
    ),
    ("since", "停用日期", "写成 2026-11-24 这样。"),
    ("changes", "本馆的改动", "新的在前。"),
    ("on", "日期", "发布或答复的日子，写成 2026-11-24 这样。"),
    ("address", "网址", "在哪里看得到，例如 about/；可以没有。"),
    (
        "subject",
        "讲的是什么",
        "不写成句子，例如 某市卫生健康系统的服务品牌。",
    ),
    ("seal", "印章", "一个字，印在页首和图标上。"),
    (
        "strokes",
        "印章的笔画",
        "SVG 路径，画在 64×64 的格子里；不写就用现成的字。",
    ),
    ("core", "核心品牌", "矩阵从它开始的品牌的代号。"),
    (
        "chosen",
        "入选",
        "级别写“入选”的荣誉是什么评选，例如 十佳品牌。",
    ),
    ("home", "本地", "本地的代号，见 places.json。"),
    (
        "compare",
        "比较品牌",
        "写“关”，就没有比较品牌的网页和链接；不写就有。",
    ),
    (
        "checked",
        "核对",
        "最近一次和材料核对过的日子；核对了，没有改动也写。",
    ),
    ("checked.on", "核对日期", "写成 2026-11-24 这样。"),
    ("checked.by", "核对者", "写科室或职务，不写姓名。"),
    (
        "check_days",
        "多少天核对一次",
        "过了这么多天没有核对的，cargo run -- due 会列出来；不写就是 180 天。",
    ),
    (
        "operator",
        "主办与备案",
        "谁在办这个网站，写在每页的页脚和“关于本馆”。没有的不写；发布前由发布网站的单位填写。",
    ),
    (
        "feedback",
        "收意见的网址",
        "读者点“有用”“没用”“写错了”时，用 POST 发到这里，从 https:// 写起；收到的是什么、怎么收，见 src/desk/feedback.md。没有就不写：写了 operator 的 mail，读者可以写信；两样都没有，网页上不问。",
    ),
    ("organiser", "主办单位", "全称。"),
    ("undertaker", "承办单位", "全称；没有就不写。"),
    (
        "icp",
        "ICP备案号",
        "照备案系统里的写，例如 京ICP备12345678号-1。",
    ),
    (
        "police",
        "公安备案号",
        "照备案系统里的写，例如 京公网安备 11010502000001号。",
    ),
    (
        "site_code",
        "网站标识码",
        "政府网站的十位标识码；不是政府网站就不写。",
    ),
    (
        "mark",
        "党政机关标识",
        "这个网站在 conac.cn 上的证明页面，从 https:// 写起。",
    ),
    (
        "elder_mark",
        "适老化标识",
        "适老化及无障碍标识的证明页面，从 https:// 写起；评上了才写。",
    ),
    (
        "mail",
        "更正与投诉的邮箱",
        "读者写信去的地方，例如 name@example.org。",
    ),
    (
        "page",
        "更正与投诉的网页",
        "读者填写更正和投诉的网页，从 https:// 写起。",
    ),
    (
        "telephone",
        "更正与投诉的电话",
        "只写数字、空格和连字符，例如 010-12345678。",
    ),
    (
        "house",
        "怎么去、怎么联系",
        "由机构自己填写，写在机构的网页上；没有的不写，不猜。",
    ),
    (
        "house.address",
        "地址",
        "门牌号写全，例如 星山市中山路 1 号。",
    ),
    (
        "house.telephone",
        "电话",
        "总机或咨询电话，只写数字、空格和连字符，例如 010-12345678。",
    ),
    (
        "house.checked",
        "核对",
        "机构最近一次核对这些内容的日子；写了内容就要写。",
    ),
    (
        "services",
        "办哪些事",
        "一项一项写：给谁办、在哪里、什么时候。由机构自己填写。",
    ),
    (
        "service.name",
        "名称",
        "窗口上怎么写就怎么写，例如 血液透析。",
    ),
    (
        "service.telephone",
        "电话",
        "办这件事的电话；和总机一样就不写。",
    ),
    (
        "service.checked",
        "核对",
        "机构最近一次核对这项服务的日子；一定要写。",
    ),
    ("who", "给谁办", "例如 需要长期透析的人。"),
    ("window", "楼层或窗口", "例如 2 号楼 3 楼 5 号窗口。"),
    ("bring", "要带什么", "例如 身份证、医保卡。"),
    ("fees", "收费", "照公示的写；不写“最低”这样的话。"),
    ("languages", "语言", "能用哪些话，例如 普通话。"),
    ("access", "无障碍", "从词表里选，有的才选。"),
    ("complaints", "投诉", "到哪里投诉，电话或窗口。"),
    (
        "hours",
        "平时的时间",
        "一行是同样的几天、一段时间；中午休息的写两行。",
    ),
    (
        "days",
        "星期",
        "例如 周一至周五、周六；法定假日写 节假日；天天一样就写 每天。",
    ),
    ("opens", "开门", "写成 08:00 这样。"),
    (
        "closes",
        "关门",
        "写成 17:00 这样，一天结束写 24:00；跨过半夜的分成两行。",
    ),
    (
        "exceptions",
        "和平时不一样的日子",
        "某一天停诊或改时间；不写开门、关门，就是全天不开。",
    ),
    ("exception.on", "第一天", "写成 2026-11-24 这样。"),
    ("exception.text", "原因", "例如 设备检修；可以没有。"),
    (
        "until",
        "最后一天",
        "写成 2026-11-24 这样，包括这一天；只有一天的例外不写。",
    ),
    ("booking", "怎么预约", "一种方式一行。"),
    ("booking.kind", "方式", "从词表里选。"),
    ("booking.name", "名称", "公众号、小程序或网页叫什么。"),
    (
        "href",
        "网址",
        "从 https:// 写起；官方预约和网页一定要写，小程序写了就有二维码。",
    ),
    ("status", "现在办不办", "照常办理就不写。"),
    ("state", "情况", "从词表里选。"),
    ("status.text", "原因", "暂停办理时要写。"),
    ("alert", "近期提示", "一段时间里要让来的人知道的一句话。"),
    ("alert.text", "提示", "一句话，例如 东门施工，请走南门。"),
    (
        "time_zone",
        "时差",
        "“现在开放”照它算，写成 +08:00 这样；不写就是 +08:00。",
    ),
    (
        "holidays",
        "节假日和调休",
        "国务院公布的放假和调休；“现在开放”照它算。",
    ),
    ("holiday.on", "第一天", "写成 2026-11-24 这样。"),
    ("holiday.name", "名称", "例如 春节，或 春节调休上班。"),
    (
        "like",
        "按星期几",
        "调休上班的，按星期几的时间开；放假的不写。",
    ),
    ("examples", "示例词", "搜索框里举的例子，数据里要搜得到。"),
    (
        "colours",
        "颜色",
        "两种颜色的各级深浅；不写就用原来的。检查会看对比度够不够。",
    ),
    (
        "main",
        "主色",
        "七个，从深到浅，写成 #1b3f72 这样：链接、标记和底色。",
    ),
    ("second", "副色", "五个，从深到浅：印章、荣誉和焦点框。"),
    (
        "reviewed",
        "法规检查的答复",
        "一条答复一句话；这个文件不发布。",
    ),
    ("rule", "规则", "check 在方括号里写的代号。"),
    (
        "sentence",
        "原句",
        "数据里的这一句，一字不差；句子改了，答复就不作数。",
    ),
    ("quotes", "引自", "这句是哪份材料的原话；不是引文就不填。"),
    ("why", "理由", "为什么可以刊登。"),
    (
        "media",
        "图片和文件",
        "照片、标志、图表和 PDF，文件放在 media 文件夹里；没有权利、没有同意的不能刊登。这个文件不发布。",
    ),
    (
        "file",
        "文件名",
        "media 文件夹里的文件，例如 menzhen.jpg：照片和图表 JPEG、PNG、WebP，标志 SVG、PNG，文件 PDF。",
    ),
    ("media.role", "用途", "从词表里选。"),
    (
        "media.brand",
        "属于品牌",
        "品牌的代号；写了就显示在它的网页上。",
    ),
    (
        "initiative",
        "属于举措",
        "品牌里举措的代号；写了就显示在举措的网页上，不在品牌的网页上。",
    ),
    (
        "alt",
        "替代文字",
        "画面里有什么，4 到 60 个字，念给看不见图的人听；不写图注里的话，也不写文件名。",
    ),
    (
        "decoration",
        "只是装饰",
        "图里没有要让人知道的内容，写“是”，不写替代文字。",
    ),
    ("caption", "图注", "印在图下面的一句话；文件的写标题。"),
    ("credit", "作者", "谁拍的、谁画的，单位或署名。"),
    (
        "licence",
        "凭什么刊登",
        "例如 本单位所有、作者授权本馆使用；不知道的不能刊登。",
    ),
    (
        "focus",
        "不能裁掉的地方",
        "裁成横幅时留在画面里的一点，从左、从上各百分之几；不写就是正中。",
    ),
    ("x", "从左", "0 到 100。"),
    ("y", "从上", "0 到 100。"),
    (
        "consent",
        "画面里的人",
        "有谁，凭什么可以刊登；照片一定要写，没有人也写明。",
    ),
    ("seen", "有谁", "从词表里选，可以选几个。"),
    (
        "consent.basis",
        "凭什么",
        "画面里有人就要写；有患者或未成年人的，只能是书面同意。",
    ),
    (
        "consent.scope",
        "同意用在哪里",
        "照同意书写，例如 本馆网页和大厅屏幕。",
    ),
    (
        "consent.until",
        "同意到哪天",
        "写成 2026-11-24 这样，包括这一天；过了就不再刊登。没有期限的不写。",
    ),
    (
        "withdrawn",
        "撤回同意",
        "哪一天撤回的，写成 2026-11-24 这样；写了就不再刊登，也从离线内容里去掉。",
    ),
    (
        "private",
        "不得公开的字",
        "能认出个人的话，一项写一整句，如姓加称呼、电话；单写一个病名认不出人。别的文件里都不能有；这个文件不发布，也不进 git。",
    ),
];

/// The title of a field; of one within another, such as `checked.on`, where that has a title of its own.
pub fn label(field: &str) -> &str {
    let (_, own) = field.rsplit_once('.').unwrap_or(("", field));
    let find = |wanted: &str| FIELDS.iter().find(|(name, ..)| *name == wanted);
    let found = find(field).or_else(|| find(own));
    found.map_or(own, |(_, label, _)| label)
}

/// The schema of a kind of file.
pub fn schema(kind: Kind) -> Value {
    let schema = of_kind!(kind, T => schemars::schema_for!(T));
    let mut schema = schema.to_value();
    if let Some(root) = schema.as_object_mut() {
        root.shift_remove("description");
    }
    name("", &mut schema);
    schema
}

/// Replaces the doc comments of the type `record` by the titles and descriptions of [`FIELDS`].
fn name(record: &str, value: &mut Value) {
    let Value::Object(fields) = value else {
        return;
    };
    if let Some(Value::Object(properties)) = fields.get_mut("properties") {
        for (field, property) in properties.iter_mut() {
            let within = format!("{}.{field}", record.to_lowercase());
            let find = |wanted: &str| FIELDS.iter().find(|(name, ..)| *name == wanted);
            let Some((_, label, sentence)) = find(&within).or_else(|| find(field)) else {
                continue;
            };
            if let Value::Object(property) = property {
                property.insert("title".to_owned(), (*label).into());
                property.insert("description".to_owned(), (*sentence).into());
            }
        }
    }
    if let Some(Value::Object(records)) = fields.get_mut("$defs") {
        for (called, record) in records.iter_mut() {
            if let Value::Object(record) = record {
                record.shift_remove("description");
            }
            name(called, record);
        }
    }
}
