//! General words that many people and departments share, and sentences that point at one person.
//!
//! Both are decided by lists of words, on text folded as [`super::Phrases`] does. A phrase that the lists miss must be written in full in the private list.

use std::ops::Range;

/// Endings of general words: illnesses.
const ILLNESSES: &[&str] = &[
    "症",
    "病",
    "癌",
    "瘤",
    "综合征",
    "肺炎",
    "肝炎",
    "胃炎",
    "肠炎",
    "肾炎",
    "脑炎",
    "鼻炎",
    "咽炎",
    "关节炎",
    "支气管炎",
    "皮炎",
    "血压",
    "血糖",
    "血脂",
    "梗死",
    "梗塞",
    "心梗",
    "脑梗",
    "中风",
    "卒中",
    "骨折",
    "残疾",
    "障碍",
    "不全",
    "衰竭",
    "出血",
    "硬化",
    "结石",
    "贫血",
    "瘫痪",
    "痴呆",
    "抑郁",
    "癫痫",
    "结节",
    "息肉",
    "囊肿",
    "狭窄",
    "栓塞",
    "溃疡",
    "透析",
    "腹透",
    "血透",
    "移植",
    "化疗",
    "放疗",
    "早产",
    "流产",
    "不孕",
    "烧伤",
    "过敏",
    "中毒",
    "失明",
    "失聪",
];

/// Other general words: parts of the body, and terms for people in need.
const GENERAL: &[&str] = &[
    "贲门",
    "食管",
    "食道",
    "胰腺",
    "甲状腺",
    "乳腺",
    "前列腺",
    "膀胱",
    "子宫",
    "卵巢",
    "心脏",
    "肝脏",
    "肺部",
    "肾脏",
    "大肠",
    "小肠",
    "直肠",
    "结肠",
    "胃部",
    "胆囊",
    "淋巴",
    "低保",
    "低保户",
    "贫困户",
    "困难户",
    "特困户",
    "五保户",
    "孤儿",
    "孤寡",
    "残疾人",
    "独居",
    "空巢",
    "失独",
    "留守儿童",
    "留守老人",
    "优抚对象",
    "孕妇",
    "产妇",
    "患儿",
    "老人",
    "病人",
    "患者",
    "家属",
];

/// Words that may follow a general word, which stays general.
const COLLECTIVE: &[&str] = &[
    "患者", "病人", "家庭", "家属", "群体", "人群", "对象", "老人", "儿童", "中心", "门诊", "病房",
    "病区", "专科", "内科", "外科", "科室", "科", "户", "者", "防治", "筛查", "治疗", "康复",
];

/// Surnames that begin few other words.
const SURNAMES: &str = "王李张刘陈杨赵吴周徐孙朱胡郭林罗郑梁宋唐许韩冯邓曹彭曾萧肖潘田董袁蔡蒋余魏薛叶阎杜丁沈姜范傅钟卢汪戴崔陆廖姚邹熊孟秦邱侯江尹顾黎龚邵钱谭贺邬竺柴庄俞励虞裘\
    黄高何马谢程苏吕任方石金夏贾白龙万段雷史陶毛郝汤尤施章翁沃蓝华祝岑闻应舒乐严葛柳鲍娄盛卓洪童项倪季费樊骆屠洪费仇";

/// Forms of address of private persons, without those of offices (医生, 主任), because these persons are named in public.
const TITLES: &[&str] = &[
    "某", "女士", "先生", "小姐", "大伯", "大爷", "大妈", "大娘", "大叔", "大婶", "大姐", "大哥",
    "大嫂", "阿姨", "阿婆", "阿公", "奶奶", "爷爷", "外婆", "外公", "婆婆", "公公", "伯伯", "叔叔",
    "老伯", "老汉", "老太", "师傅", "同学", "姑娘", "小伙", "妈妈", "爸爸",
];

/// Whether a phrase is a general word.
pub(super) fn is_general(folded: &[char]) -> bool {
    let whole: String = folded.iter().collect();
    if folded.iter().any(char::is_ascii_digit) || holds_a_person(folded) {
        return false;
    }
    let mut rest = whole.as_str();
    loop {
        let ends = |words: &[&str]| words.iter().any(|word| rest.ends_with(word));
        if ends(ILLNESSES) || ends(GENERAL) {
            return true;
        }
        let shorter = COLLECTIVE.iter().find_map(|word| rest.strip_suffix(word));
        match shorter.filter(|shorter| !shorter.is_empty()) {
            Some(shorter) => rest = shorter,
            None => return false,
        }
    }
}

/// Whether the sentence around a general word points at one person.
pub(super) fn points_at_one_person(chars: &[char], at: Range<usize>) -> bool {
    let ends = |c: &char| "。！？!?；;…".contains(*c);
    let from = chars[..at.start]
        .iter()
        .rposition(ends)
        .map_or(0, |at| at + 1);
    let to = chars[at.end..]
        .iter()
        .position(ends)
        .map_or(chars.len(), |to| at.end + to);
    let sentence = &chars[from..to];
    holds_a_person(sentence) || holds_an_age(sentence) || is_named_behind(sentence)
}

/// Whether a text contains a surname with a form of address, or 他 or 她.
fn holds_a_person(chars: &[char]) -> bool {
    (0..chars.len()).any(|at| {
        let rest: String = chars[at + 1..].iter().take(2).collect();
        let before = at.checked_sub(1).map(|before| chars[before]);
        match chars[at] {
            // Not 其他, 他们 and the like, which mean nobody in particular.
            '他' | '她' => {
                before != Some('其') && !rest.starts_with(['们', '人', '乡', '国', '山'])
            }
            c if SURNAMES.contains(c) => TITLES.iter().any(|title| rest.starts_with(title)),
            _ => false,
        }
    })
}

/// Whether a text contains the age of one person.
fn holds_an_age(chars: &[char]) -> bool {
    chars.iter().enumerate().any(|(at, c)| {
        let digits = (chars[..at].iter().rev()).take_while(|c| c.is_ascii_digit());
        let digits = digits.count();
        let after: String = chars[at + 1..].iter().take(2).collect();
        let before = chars[..at - digits.min(at)].last();
        *c == '岁'
            && (1..=3).contains(&digits)
            && !["以上", "以下", "及以", "以内"].contains(&after.as_str())
            && !after.starts_with(['至', '到'])
            && !matches!(before, Some('至' | '到'))
    })
}

/// Whether a name follows 患者, 病人 and the like and ends its phrase.
fn is_named_behind(chars: &[char]) -> bool {
    let text: String = chars.iter().collect();
    ["患者", "病人", "名叫", "患儿", "村民", "居民"]
        .iter()
        .any(|word| {
            text.match_indices(word).any(|(at, _)| {
                let behind: Vec<char> = text[at + word.len()..].chars().take(4).collect();
                // The first 60 surnames begin few other words.
                let is_surname = |c: &char| SURNAMES.chars().take(60).any(|surname| surname == *c);
                behind.first().is_some_and(is_surname)
                    && (2..=3).any(|length| {
                        behind.len() >= length
                            && behind[1..length].iter().all(|c| c.is_alphabetic())
                            && behind.get(length).is_none_or(|c| "，、：:,的".contains(*c))
                    })
            })
        })
}
