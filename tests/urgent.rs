//! The matcher of emergencies: which texts call for a notice.
//!
//! A fixture of few phrases shows each rule of the matcher; two tables hold the phrases of the real gallery to what people type.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

use brand_gallery::catalogue::Catalogue;
use brand_gallery::catalogue::urgent::{GAP, Matcher, PhraseSet, Urgent};
use brand_gallery::desk::{data, root};
use proptest::prelude::*;
use std::sync::LazyLock;

/// A notice with these phrases.
fn notice(always: &[&str], topics: &[&str], ordinary: &[&str]) -> Urgent {
    let own = |phrases: &[&str]| phrases.iter().map(|phrase| (*phrase).to_owned()).collect();
    Urgent {
        id: brand_gallery::catalogue::Slug::parse("danger").expect("a slug"),
        text: "请拨打 120。".to_owned(),
        english: None,
        lobby: "请拨打 120。".to_owned(),
        lobby_english: None,
        strip: None,
        strip_english: None,
        numbers: vec!["120".to_owned()],
        always: own(always),
        topics: own(topics),
        ordinary: own(ordinary),
        needs: Vec::new(),
    }
}

fn matcher(notices: &[Urgent]) -> Matcher {
    Matcher::new(&PhraseSet::new(notices))
}

/// Fails unless `text` calls for a notice exactly where that is `wanted`.
fn hold(matcher: &Matcher, wanted: bool, texts: &[&str]) {
    let wrong: Vec<&&str> = (texts.iter())
        .filter(|text| matcher.matches(text).is_empty() == wanted)
        .collect();
    assert!(
        wrong.is_empty(),
        "called for a notice should be {wanted}: {wrong:?}"
    );
}

#[test]
fn a_phrase_is_found_in_a_sentence_in_any_script_width_and_spelling() {
    let matcher = matcher(&[notice(&["喘不过气", "胸痛"], &[], &[])]);
    hold(
        &matcher,
        true,
        &[
            "胸痛",
            "我爸胸痛得厉害",
            "胸 痛",
            "胸·痛",
            "喘不過氣",
            "喘不过气来",
            "xiongtong",
            "xiong tong",
            "Xiōng Tòng",
            "wo ba xiong tong",
            "wobaxiongtong",
            "xiontong",
            "xiong痛",
            "chuanbuguoqi",
            "cuanbuguoqi",
            "胸通",
            "传不过气",
            "他船不过气了",
        ],
    );
    hold(
        &matcher,
        false,
        &[
            "",
            "胸",
            "痛",
            "胸科",
            "心痛",
            "xt",
            "cbgq",
            "xiong",
            "tong",
            "喘",
            "不过气",
        ],
    );
}

#[test]
fn a_short_phrase_with_a_slip_has_to_be_a_word_of_its_own() {
    let matcher = matcher(&[notice(&["自伤"], &[], &[])]);
    hold(&matcher, true, &["自伤", "字伤", "想要 自上", "他自伤了"]);
    hold(&matcher, false, &["来自上海", "自上而下", "发自上级"]);
}

#[test]
fn letters_and_digits_match_whole_words_and_long_english_words_with_one_slip() {
    let matcher = matcher(&[notice(
        &[
            "120",
            "stroke",
            "chest pain",
            "can't breathe",
            "unconscious",
        ],
        &[],
        &[],
    )]);
    hold(
        &matcher,
        true,
        &[
            "120",
            "１２０",
            "打120吧",
            "120 快",
            "stroke",
            "Stroke!",
            "I think a stroke",
            "chest pain",
            "chestpain",
            "chest pian",
            "chest pan",
            "chest painn",
            "cant breathe",
            "can't breathe",
            "cant breath",
            "unconsious",
            "UNCONSCIOUS man",
        ],
    );
    hold(
        &matcher,
        false,
        &[
            "1200",
            "5120",
            "12",
            "strokes",
            "keystroke",
            "strike",
            "chess",
            "chest",
            "pain",
            "chest plane",
        ],
    );
}

#[test]
fn an_ordinary_word_of_the_same_sound_suppresses_itself_and_not_the_pinyin() {
    let matcher = matcher(&[notice(&["中风"], &[], &["中锋"])]);
    hold(&matcher, false, &["中锋", "他是中锋"]);
    hold(&matcher, true, &["中风", "中疯", "zhongfeng", "zhong feng"]);
}

#[test]
fn without_homophones_phrases_are_found_as_written_and_by_pinyin() {
    let notices = [notice(&["胸痛", "喘不过气"], &[], &[])];
    let matcher = Matcher::new(&PhraseSet::without_homophones(&notices));
    hold(&matcher, true, &["胸痛", "xiongtong", "喘不過氣"]);
    hold(&matcher, false, &["胸通", "传不过气"]);
}

#[test]
fn a_gap_holds_a_few_characters_and_a_whole_phrase_nothing_beside_it() {
    let matcher = matcher(&[notice(&["胸…痛", "=help"], &[], &[])]);
    let (most, more) = ("很".repeat(GAP), "很".repeat(GAP + 1));
    hold(
        &matcher,
        true,
        &[
            "胸痛",
            "胸口痛",
            &format!("胸{most}痛"),
            "胸口突然痛",
            "xiong kou tong",
            "help",
            " Help! ",
        ],
    );
    hold(
        &matcher,
        false,
        &[
            &format!("胸{more}痛"),
            "痛胸",
            "helpline",
            "help people",
            "mutual help",
        ],
    );
}

#[test]
fn an_ordinary_phrase_suppresses_only_what_lies_within_it() {
    let matcher = matcher(&[notice(
        &["救命"],
        &["急救", "中风"],
        &["～培训", "预防～", "急救圈", "救命恩人", "learn ～"],
    )]);
    hold(
        &matcher,
        false,
        &[
            "急救培训",
            "急救 培训",
            "急救培训班",
            "预防中风",
            "怎么预防中风",
            "牧海急救圈",
            "jijiu peixun",
            "jijiupeixun",
            "救命恩人",
        ],
    );
    hold(
        &matcher,
        true,
        &[
            "急救",
            "救命",
            "救命 培训",
            "救命培训",
            "预防救命",
            "中风 急救圈",
            "急救培训 我爸中风了",
            "中风了才想起预防",
            "培训中风",
            "急救圈子里有人急救",
            // A slip in the exception is no exception.
            "中风陪训",
        ],
    );
}

#[test]
fn each_notice_is_called_for_by_its_own_phrases_in_the_order_of_the_data() {
    let matcher = matcher(&[
        notice(&["救命"], &[], &[]),
        notice(&["不想活"], &[], &["救命"]),
    ]);
    assert_eq!(matcher.matches("我不想活了 救命"), [0, 1]);
    assert_eq!(matcher.matches("不想活"), [1]);
    assert_eq!(matcher.matches("救命"), [0]);
    assert_eq!(Matcher::default().matches("救命"), [] as [usize; 0]);
}

#[test]
fn what_the_browser_loads_reads_back_as_the_same_phrases() {
    let set = PhraseSet::without_homophones(&REAL.urgent);
    let text = serde_json::to_string(&set).expect("JSON");
    assert_eq!(brand_gallery::catalogue::json::from_str(&text), Some(set));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_judged_without_a_panic_and_a_phrase_within_it_is_found(
        before in "[学国a1 。]{0,12}", after in "\\PC{0,12}", phrase in prop::sample::select(vec!["喘不过气", "叫救护车", "大出血"])
    ) {
        let called = REAL_MATCHER.matches(&format!("{before} {phrase} {after}"));
        prop_assert!(called.contains(&0), "{:?}", called);
        REAL_MATCHER.matches(&after);
    }
}

// The real gallery.

static REAL: LazyLock<Catalogue> = LazyLock::new(|| {
    let reading = data::sound(data::Data::of(&root(), None));
    reading
        .unwrap_or_else(|failure| panic!("{failure}"))
        .catalogue
});

static REAL_MATCHER: LazyLock<Matcher> = LazyLock::new(|| matcher(&REAL.urgent));

/// Texts of people in danger; 120.
#[rustfmt::skip]
const DANGER: &[&str] = &[
    "心梗", "心肌梗死", "心肌梗塞", "急性心梗", "心绞痛", "心脏骤停", "中风", "脑梗", "脑溢血", "脑出血", "脑卒中", "胸痛", "胸疼", "胸闷", "胸口痛", "胸口闷",
    "胸口疼得厉害", "我爸胸口疼得厉害", "心口痛", "心口疼", "心慌", "气急", "喘不过气", "喘不上气", "透不过气", "透不过气来", "上不来气", "呼吸困难", "不能呼吸", "没呼吸了",
    "大出血", "血流不止", "出血不止", "止不住血", "吐血", "咯血", "昏迷", "昏倒", "昏过去了", "晕倒", "晕倒了怎么办", "老人晕倒", "厥倒", "厥过去了", "休克", "不省人事", "叫不醒",
    "没有意识", "抽搐", "口吐白沫", "羊癫疯", "噎住", "噎住了", "噎到了", "卡在喉咙里", "鱼刺卡住喉咙", "异物卡喉", "窒息", "救命", "救命啊", "救救我", "快来人", "120", "１２０", "打120",
    "一二零", "急救", "急救电话", "急诊", "救护车", "叫救护车", "心肺复苏", "海姆立克", "中毒", "煤气中毒", "食物中毒", "一氧化碳", "喝农药", "误服", "吃错药", "触电", "溺水", "掉河里了",
    "中暑", "热射病", "被蛇咬", "车祸", "坠楼", "羊水破了", "要生了", "难产", "高烧抽筋了", "高热惊厥", "猝死", "尿不出", "尿不出来", "快不行了", "喘", "晕",
    "老人突然说不出话嘴歪", "嘴歪了", "口角歪斜", "半边身子动不了", "半边没力气", "说话不清楚", "头痛欲裂", "手脚突然动不了", "孩子没意识了", "宝宝噎住了脸发紫",
    "我爸倒地了", "老人倒地怎么办", "心脏不跳了", "摸不到脉搏了", "爷爷叫他没反应", "怎么叫都不应", "宝宝不会动了", "喘得厉害", "一直喘不停", "眼前发黑站不住", "奶奶摔了起不来", "摔跤了动不了",
    "从梯子上摔下来", "老婆摔下楼了", "滚下楼梯", "被人捅了一刀", "被砍伤", "割到动脉了", "孩子吃了老鼠药", "喝了洁厕灵", "喝了一口消毒液", "吞了纽扣电池", "吞了硬币", "小孩被电了", "呛水了",
    "被埋在下面", "腿被压住了", "被马蜂蜇了脸肿", "胎动没了", "孩子生在路上了",
    // Traditional.
    "倒地不起", "摔下樓", "中風", "腦梗", "喘不過氣", "救護車", "昏迷不醒", "大出血怎麼辦", "心臟驟停", "觸電", "車禍", "說不出話", "急診", "救命啊快來人",
    // Pinyin.
    "xiongtong", "xiong tong", "xingeng", "xin geng", "zhongfeng", "zhong feng", "naogeng", "jiuming", "jijiu", "hunmi", "dachuxue", "da chu xue", "chuanbuguoqi", "jiuhuche",
    "zongfen", "xiontong", "huxikunnan", "huxikunlan",
    // Slips.
    "心埂", "心哽", "新梗", "中疯", "胸通", "脑埂", "昏谜", "我爸中疯了", "胸口同", "传不过气", "叫就护车", "呼吸困男", "救命阿",
    // English.
    "heart attack", "hart attack", "chest pain", "chest pian", "stroke", "can't breathe", "cant breath", "cannot breathe", "bleeding", "unconscious", "unconsious", "choking", "chocking",
    "seizure", "ambulance", "ambulence", "emergency", "emergancy", "help", "help me", "SOS", "911", "my father is not breathing", "he fainted", "overdose", "drowning", "first aid",
    "he is not moving", "no pulse", "she won't wake up", "I can't wake him", "he was stabbed", "baby swallowed a battery", "fell down stairs", "my water broke", "giving birth now",
    // Beside an accidental ordinary word.
    "救命 培训", "急救培训 我爸昏倒了", "同学中毒了", "打了预防针昏迷不醒", "志愿者快来人有人晕倒", "心血管 胸痛", "放学路上被车撞了", "培训时有人心脏骤停",
];

/// Texts of people in despair; 12356.
#[rustfmt::skip]
const DESPAIR: &[&str] = &[
    "自杀", "自殺", "zisha", "不想活", "不想活了", "我不想活了", "想死", "活不下去", "活不下去了", "轻生", "割腕", "跳楼", "上吊", "自残", "自伤", "活着没意思", "活着好没意思", "生不如死",
    "结束生命", "想不开", "熬不下去了", "安眠药自杀", "喝农药", "吃了好多安眠药", "绝望", "suicide", "suiside", "kill myself", "I want to die", "self harm", "selfharm", "end my life", "12356",
    "心理援助热线", "buxianghuo", "不想活勒",
];

/// Texts of people who are in no danger.
#[rustfmt::skip]
const ORDINARY: &[&str] = &[
    "急救培训", "急救 培训", "公众急救培训", "学急救", "想学急救", "学习急救", "急救知识", "急救课", "急救证", "急救志愿者", "急救技能培训", "牧海急救圈", "牧海", "急救员", "急救包",
    "心血管", "心血管内科", "心内科", "心脏病", "冠心病", "心团队", "心能量", "急诊医疗团队", "急诊科医生", "急诊科护士", "胸痛中心", "卒中中心", "中风康复", "预防中风", "中风后遗症", "中风预防", "怎么预防中风",
    "心梗康复", "心梗科普", "心梗讲座", "心肺复苏培训", "学心肺复苏", "120急救培训", "120名", "1200", "120周年", "120张床位", "120人", "预防自杀", "自杀干预", "自杀预防",
    "防溺水", "溺水预防", "气急败坏", "救命恩人", "来自上海", "自上而下", "上调", "中度贫困", "高血压", "糖尿病", "肾病", "腹透", "血透", "透析", "肿瘤", "癌症", "肺结节", "咳嗽", "感冒发烧", "体检",
    "义诊", "专家门诊", "家庭医生", "志愿者", "志愿服务", "献血", "无偿献血", "高山巡回", "护跑家", "救助", "互助", "医疗救助", "生育", "产检", "分娩镇痛", "无痛胃镜", "胃痛", "头晕门诊",
    "宁波市第一医院", "李惠利医院", "北仑", "海曙", "鄞州", "党建", "清廉医院", "xinxueguan", "jijiupeixun", "yizhen", "zhiyuanzhe", "lishui", "ningbo", "futou", "gaoshan", "xg", "zf", "jj", "xt",
    "first aid training", "first aid course", "learn first aid", "stroke rehabilitation", "stroke prevention", "emergency medicine", "heart", "dialysis", "helping people", "volunteer help", "healthy cooking",
    "摔跤预防", "防摔倒", "老人防跌倒", "动脉硬化", "主动脉瓣", "颈动脉斑块", "动脉粥样硬化", "消毒供应中心", "起不来床的老人", "上门换药", "鼠药", "孩子出生证", "分娩", "产后访视", "脉搏血氧仪", "把脉", "动不动就累",
    "埋线减肥", "被埋没的人才", "砍价", "压力大", "落地签", "倒地铁", "电子病历", "蜂胶", "fall prevention", "birth certificate", "water", "battery",
    "kidney", "cancer", "family doctor", "breeding", "helper", "pain clinic", "heartwarming", "party building",
];

#[test]
fn the_real_notices_are_called_for_by_what_people_in_danger_type() {
    assert!(DANGER.len() + DESPAIR.len() >= 80);
    let missing = |texts: &[&'static str], at: usize| -> Vec<&str> {
        let calls = |text: &&&str| !REAL_MATCHER.matches(text).contains(&at);
        texts.iter().filter(calls).copied().collect()
    };
    let place = |id: &str| (REAL.urgent.iter()).position(|notice| notice.id.as_str() == id);
    let danger = missing(DANGER, place("jijiu").expect("a notice of 120"));
    let despair = missing(DESPAIR, place("xinli").expect("a notice of 12356"));
    assert!(
        danger.is_empty() && despair.is_empty(),
        "{danger:?} {despair:?}"
    );
}

#[test]
fn ordinary_texts_call_for_none_of_the_real_notices() {
    assert!(ORDINARY.len() >= 40);
    let called: Vec<(&str, Vec<usize>)> = (ORDINARY.iter())
        .map(|text| (*text, REAL_MATCHER.matches(text)))
        .filter(|(_, called)| !called.is_empty())
        .collect();
    assert!(called.is_empty(), "{called:?}");
}

#[test]
fn the_real_notices_name_their_numbers_in_both_languages() {
    let numbers: Vec<&str> = (REAL.urgent.iter())
        .flat_map(|notice| notice.numbers.iter().map(String::as_str))
        .collect();
    for number in ["120", "12356"] {
        assert!(numbers.contains(&number), "{number}");
    }
    for notice in &REAL.urgent {
        assert!(
            notice.english.is_some() && notice.lobby_english.is_some(),
            "{}",
            notice.id
        );
        assert_eq!(
            notice.strip.is_some(),
            notice.strip_english.is_some(),
            "{}",
            notice.id
        );
    }
}

/// Words that once stood for a service that is another thing, or that no citizen of this city can use.
const MISLEADING: [&str; 13] = [
    "尿不出",
    "心梗",
    "心慌",
    "救命",
    "emergency",
    "咳嗽",
    "高血压",
    "糖尿病",
    "三高",
    "网上看病",
    "视频看病",
    "互联网医院",
    "免费体检",
];

/// Skills that people learn, and need at once where somebody is in danger: the notice stands above what is found.
const SKILLS: [&str; 3] = ["心肺复苏", "cpr", "first aid"];

#[test]
fn no_everyday_word_answers_a_symptom_or_a_danger_with_a_service() {
    let reading = data::sound(data::Data::of(&root(), None));
    let synonyms = reading
        .unwrap_or_else(|failure| panic!("{failure}"))
        .synonyms;
    let words = || synonyms.iter().flat_map(|synonym| &synonym.words);
    let misleading: Vec<&String> = words()
        .filter(|word| {
            let is_danger = !REAL_MATCHER.matches(word).is_empty();
            is_danger && !SKILLS.contains(&word.as_str()) || MISLEADING.contains(&word.as_str())
        })
        .collect();
    assert!(misleading.is_empty(), "{misleading:?}");
    let means = |word: &str| {
        let found = synonyms
            .iter()
            .find(|one| one.words.iter().any(|other| other == word));
        found.map_or(&[][..], |one| &one.means)
    };
    assert!(means("肺癌").contains(&"肿瘤".to_owned()));
    // 血透药互助 is printed: who is on 血透 finds the page.
    for word in ["血透", "洗肾"] {
        assert!(!means(word).is_empty(), "{word}");
    }
}
