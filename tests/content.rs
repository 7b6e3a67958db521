//! The inventory of the five documents: every printed name, figure and honour is in the data, on the page where it belongs.
//!
//! The tables list what the documents print. Each test asks whether the data still contains it, so that a changed or lost fact is named and an added brand
//! changes nothing; rules without a table are asked of the inventory's brands alone. `content/additions.rs` adds brands to a copy of the data and runs these
//! tests on it. Whether the data is sound is `data.rs`'s question.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

use brand_gallery::catalogue::{Basis, Brand, Catalogue, Figure, Honour, Kind, Level, Slug};
use brand_gallery::desk::data;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

mod content {
    mod additions;
}

/// The variable that names another data folder to ask, for `content/additions.rs`.
const FOLDER: &str = "GALLERY_CONTENT";

static REAL: LazyLock<(Vec<Brand>, Catalogue)> = LazyLock::new(|| {
    let named = std::env::var_os(FOLDER).map(PathBuf::from);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let reading = data::judge(&data::Data::of(root, named.as_deref())).expect("readable");
    (reading.brands, reading.catalogue)
});

/// The brands of the documents, in the order of the data; others may have been added.
fn inventory() -> Vec<&'static Brand> {
    let is_listed = |brand: &&Brand| MATRIX.iter().any(|(id, ..)| *id == brand.id.as_str());
    REAL.0.iter().filter(is_listed).collect()
}

fn brand(id: &str) -> &'static Brand {
    let found = REAL.0.iter().find(|brand| brand.id.as_str() == id);
    found.unwrap_or_else(|| panic!("no brand {id}"))
}

/// Every text below `value`, ids of sources aside.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => {
            // What the documents do not print is the gallery's own English.
            let told = (fields.iter()).filter(|(key, _)| {
                !["sources", "english", "summary_english"].contains(&key.as_str())
            });
            told.for_each(|(_, field)| texts(field, found));
        }
        _ => {}
    }
}

/// All that a value tells, a line each text.
fn told(value: &impl serde::Serialize) -> String {
    let mut found = Vec::new();
    texts(&serde_json::to_value(value).expect("JSON"), &mut found);
    found.join("\n")
}

/// The figures of a brand and of its initiatives, each with the id of whose it is.
fn figures(brand: &Brand) -> impl Iterator<Item = (&Slug, &Figure)> {
    let own = brand.figures.iter().map(|figure| (&brand.id, figure));
    let below = brand.initiatives.iter();
    own.chain(below.flat_map(|one| one.figures.iter().map(|figure| (&one.id, figure))))
}

/// The honours of a brand and of its initiatives.
fn honours(brand: &Brand) -> impl Iterator<Item = &Honour> {
    let below = brand
        .initiatives
        .iter()
        .flat_map(|initiative| &initiative.honours);
    brand.honours.iter().chain(below)
}

/// Section 1: every brand with its kind, the brand above it, its name and its owner, as printed.
#[rustfmt::skip]
const MATRIX: &[(&str, Kind, &str, &str, &str)] = &[
    ("yongyi-xianfeng", Kind::System, "", "甬医先锋", "市卫生健康委直属机关党委"),
    ("renxin-renshu-huimin-limin", Kind::Institution, "yongyi-xianfeng", "仁心仁术 惠民利民", "宁波市医疗中心李惠利医院"),
    ("yilu-gendang", Kind::Institution, "yongyi-xianfeng", "医路跟党", "宁波市第一医院"),
    ("huamei-hongxin-jiankang-tongxing", Kind::Institution, "yongyi-xianfeng", "华美红心·健康同行", "中国科学院宁波华美医院"),
    ("fengling-zhongyi-dangyuan-xianfenggang", Kind::Institution, "yongyi-xianfeng", "锋领中医·党员先锋岗", "市中医医院"),
    ("tongyi-xinyangguang", Kind::Institution, "yongyi-xianfeng", "同义·心阳光", "市康宁医院"),
    ("ji-xianfeng", Kind::Institution, "yongyi-xianfeng", "疾先锋", "宁波市疾控中心"),
    ("gaoshan-xunhui", Kind::Institution, "yongyi-xianfeng", "高山巡回", "海曙区卫生健康局"),
    ("yinwei-youni", Kind::Institution, "yongyi-xianfeng", "鄞卫有你", "鄞州区卫生健康局"),
    ("yixin-xiangdang-yixin-huimin", Kind::Institution, "yongyi-xianfeng", "医心向党·医心惠民", "北仑区人民医院"),
    ("hongse-dangjian-qinglian-xiaowang", Kind::Institution, "yongyi-xianfeng", "红色党建清廉萧王", "奉化区中医医院医共体萧王庙分院"),
    ("xin-tuandui", Kind::Branch, "renxin-renshu-huimin-limin", "心团队", "宁波市医疗中心李惠利医院"),
    ("xinnengliang", Kind::Branch, "renxin-renshu-huimin-limin", "心能量", "宁波市医疗中心李惠利医院"),
    ("futouyao-huzhu", Kind::Branch, "renxin-renshu-huimin-limin", "腹透药互助", "宁波市医疗中心李惠利医院"),
    ("huili-keai", Kind::Branch, "renxin-renshu-huimin-limin", "惠利科爱", "宁波市医疗中心李惠利医院"),
    ("hupaojia", Kind::Branch, "renxin-renshu-huimin-limin", "护跑家", "宁波市医疗中心李惠利医院"),
    ("huimin-limin-fuwudui", Kind::Branch, "renxin-renshu-huimin-limin", "惠民利民服务队", "宁波市医疗中心李惠利医院"),
    ("dangjian-yinling-wenhua-juli", Kind::Event, "", "党建引领 文化聚力", "健康报社"),
    ("zhongri-youhao-yiyuan", Kind::Case, "dangjian-yinling-wenhua-juli", "中日友好医院", "中日友好医院"),
    ("xian-jiaotong-daxue-dier-fushu-yiyuan", Kind::Case, "dangjian-yinling-wenhua-juli", "西安交通大学第二附属医院", "西安交通大学第二附属医院"),
    ("sichuan-daxue-huaxi-yiyuan", Kind::Case, "dangjian-yinling-wenhua-juli", "四川大学华西医院", "四川大学华西医院"),
    ("chongqing-daxue-fushu-fuling-yiyuan", Kind::Case, "dangjian-yinling-wenhua-juli", "重庆大学附属涪陵医院", "重庆大学附属涪陵医院"),
    ("guanganmen-yiyuan", Kind::Case, "dangjian-yinling-wenhua-juli", "中国中医科学院广安门医院", "中国中医科学院广安门医院"),
    ("shaxian-zongyiyuan", Kind::Case, "dangjian-yinling-wenhua-juli", "福建省三明市沙县总医院", "福建省三明市沙县总医院"),
    ("zhejiang-sheng-renmin-yiyuan", Kind::Case, "dangjian-yinling-wenhua-juli", "浙江省人民医院", "浙江省人民医院"),
    ("yaan-shi-renmin-yiyuan", Kind::Case, "dangjian-yinling-wenhua-juli", "四川省雅安市人民医院", "四川省雅安市人民医院"),
];

#[test]
fn every_brand_of_the_documents_is_there_under_its_name_owner_and_parent() {
    let inventory = inventory();
    let matrix: Vec<_> = inventory
        .iter()
        .map(|brand| {
            let parent = brand
                .parent
                .as_ref()
                .map_or("", |parent| parent.brand.as_str());
            let owner = REAL
                .1
                .institution(&brand.owner)
                .map_or("", |owner| owner.name.as_str());
            (
                brand.id.as_str(),
                brand.kind,
                parent,
                brand.name.as_str(),
                owner,
            )
        })
        .collect();
    assert_eq!(matrix, MATRIX);
}

/// The ten, by 000.
const TEN: [&str; 10] = [
    "renxin-renshu-huimin-limin",
    "yilu-gendang",
    "huamei-hongxin-jiankang-tongxing",
    "fengling-zhongyi-dangyuan-xianfenggang",
    "tongyi-xinyangguang",
    "ji-xianfeng",
    "gaoshan-xunhui",
    "yinwei-youni",
    "yixin-xiangdang-yixin-huimin",
    "hongse-dangjian-qinglian-xiaowang",
];

/// Those of the ten of which nothing but name, owner and distinction is told.
const BARE: [&str; 5] = [
    "fengling-zhongyi-dangyuan-xianfenggang",
    "tongyi-xinyangguang",
    "yinwei-youni",
    "yixin-xiangdang-yixin-huimin",
    "hongse-dangjian-qinglian-xiaowang",
];

#[test]
fn the_ten_and_only_they_have_the_distinction_dated_only_where_it_is_printed() {
    for brand in inventory() {
        let ten: Vec<&Honour> = honours(brand)
            .filter(|honour| honour.level == Level::Chosen)
            .collect();
        if !TEN.contains(&brand.id.as_str()) {
            assert!(ten.is_empty(), "{}", brand.id);
            continue;
        }
        let [honour] = ten[..] else {
            panic!("{}: {ten:?}", brand.id)
        };
        // 000 prints the short name, 002 the long one and the year.
        let printed = brand.id.as_str() == "yilu-gendang";
        let name = match printed {
            true => "宁波市卫生健康系统十大党建品牌",
            false => "十大党建品牌",
        };
        assert_eq!(honour.name, name, "{}", brand.id);
        assert_eq!(
            honour.when.as_deref(),
            printed.then_some("2020年"),
            "{}",
            brand.id
        );
    }
}

#[test]
fn a_link_is_called_a_conclusion_unless_printed() {
    // 001 names two of the hospital brands; whose 惠民利民 and 高山巡回队 are it does not print.
    for id in TEN {
        let parent = brand(id).parent.as_ref().expect("a parent");
        let named = ["yilu-gendang", "huamei-hongxin-jiankang-tongxing"].contains(&id);
        assert!(named || parent.basis == Basis::Inferred, "{id}");
    }
    let cases = TALKS.iter().map(|(id, ..)| *id);
    for id in cases.chain([
        "hupaojia",
        "xin-tuandui",
        "futouyao-huzhu",
        "huili-keai",
        "xinnengliang",
        "huimin-limin-fuwudui",
    ]) {
        assert_eq!(
            brand(id).parent.as_ref().expect("a parent").basis,
            Basis::Inferred,
            "{id}"
        );
    }
}

#[test]
fn of_the_bare_ones_nothing_is_filled_in() {
    for id in BARE {
        let brand = brand(id);
        assert!(
            brand.slogan.is_none() && brand.events.is_empty() && brand.figures.is_empty(),
            "{id}"
        );
        assert!(
            brand.meaning.is_empty() && brand.origin.is_empty() && brand.work.is_empty(),
            "{id}"
        );
        assert!(
            brand.results.is_empty() && brand.initiatives.is_empty() && brand.people.is_empty(),
            "{id}"
        );
        assert!(told(&brand.notes).contains("原文未说明"), "{id}");
    }
}

/// Initiatives that have an address of their own: brand, a part of the name.
#[rustfmt::skip]
const ADDRESSED: &[(&str, &[&str])] = &[
    ("yongyi-xianfeng", &[
        "牧海急救圈", "健康天使", "千名专家进基层", "最多跑一次", "服务百姓健康行动", "市级医院+医共体", "家庭医生签约服务", "甬有健康",
        "医疗纠纷“宁波解法”", "耗材采购“宁波规则”", "分级诊疗“宁波做法”", "家庭医生“宁波做法”", "入境人员健康管理“宁波做法”",
        "发热病人全周期管理“宁波模式”", "智慧医疗“宁波方案”", "智慧健康“宁波标准”", "比如模式", "《远程医疗出效率，智慧医院惠及百姓》",
        "医疗乱象专项整治行动", "药品耗材二级专项巡察", "宁波市援武汉医疗队", "阳光处方", "五基础五延伸", "党建引领战‘疫’",
        "患者零死亡、医务人员零感染", "拉得出、冲得上、打得赢", "医疗卫生品牌学科", "医学科技成果转化", "攻关小组", "双培养", "清廉卫生建设",
        "三融合三服务三满意", "临时支部工作法", "支部联动工作法", "支部结对共建法", "“项目式”工作法", "“1+X”系统模范党支部创建体系",
        "一支部一品牌，一支部一特色", "双核共兴", "《关于加强新时代公立医院党的建设实施办法》", "市级医院党建工作指导委员会", "医院《章程》修订",
        "支部参与科室重要事项决策制度", "“甬医先锋”党建品牌矩阵", "“十大党建品牌”创建活动", "“1+5”",
    ]),
    ("yilu-gendang", &[
        "名医专家志愿者服务队", "肺结节多学科专家团队", "老人节专场义诊", "肺康复管理模式", "晴隆分队", "“医路跟党”党建联盟", "健康扶贫领域党建联盟",
        "项目式工作法", "攻坚克难", "科研攻坚", "“4321”模式", "党政班子决策闭环管理平台", "“党委第一清单”“支部三清单”", "交叉评价", "数字党建", "四知",
        "干部一册管理", "书记挂帅打擂", "红色基因", "微信公众号", "读书会", "智能化清廉医院", "全周期合同管理系统", "健康铁军", "品牌赋能工程",
    ]),
    ("gaoshan-xunhui", &["“高山巡回”专门服务队", "海曙健康卫士", "海曙区卫生健康巡回服务车"]),
    ("renxin-renshu-huimin-limin", &["党建联盟", "专家工作室", "托管医院", "医联体", "一院两区同质化管理", "三大品牌学科", "一支部一特色", "义诊活动"]),
    ("xinnengliang", &["公众急救培训活动"]),
    ("dangjian-yinling-wenhua-juli", &["案例征集启动会", "案例征集活动"]),
    ("zhongri-youhao-yiyuan", &["辛育龄奖", "辛育龄小分队"]),
    ("xian-jiaotong-daxue-dier-fushu-yiyuan", &["医疗核心制度", "支部建在科室上", "双带头人", "微党课", "微讲座"]),
    ("sichuan-daxue-huaxi-yiyuan", &["院训文化大讨论"]),
    ("chongqing-daxue-fushu-fuling-yiyuan", &["党委领导下的院长负责制", "DRG"]),
    ("guanganmen-yiyuan", &["“1、2、3+N”", "三带", "支部一品牌一活动", "五新"]),
    ("shaxian-zongyiyuan", &["慢病一体化管理系统", "医院一体化管理平台", "医共体总医院", "学习型党组织", "柔性引进", "达标创新", "党员突击队"]),
    ("zhejiang-sheng-renmin-yiyuan", &["四级网格化监督管理体系", "廉洁风险点排查", "小微权力清单", "立项权与采购权分离"]),
    ("yaan-shi-renmin-yiyuan", &["同质化管理", "亮岗亮责", "考核全覆盖"]),
];

#[test]
fn what_has_enough_of_its_own_has_an_address_of_its_own() {
    for (id, names) in ADDRESSED {
        let brand = brand(id);
        for name in *names {
            assert!(
                brand
                    .initiatives
                    .iter()
                    .any(|initiative| initiative.name.contains(name)),
                "{id}: {name}"
            );
        }
    }
}

/// Sections 2 to 6: what else is printed, by the page where it belongs.
#[rustfmt::skip]
const TOLD: &[(&str, &[&str])] = &[
    ("yongyi-xianfeng", &[
        "“十大党建品牌”创建活动", "“十大党建品牌”评比、推广活动", "“十大党建”品牌评比活动", "“甬医先锋”党建品牌矩阵",
        "为持续办好人民满意的卫生健康事业提供精神支撑", "《关于加强新时代公立医院党的建设实施办法》", "党委领导下的院长负责制", "市级医院党建工作指导委员会",
        "《章程》", "党政综合办", "双核共兴", "“项目式”工作法", "支部参与科室重要事项决策制度", "一岗双责", "清廉卫生建设", "清廉思想",
        "清廉文化", "履职破难认领行动", "强纪律、转作风、树形象", "作风顽疾治理", "医疗乱象专项整治行动", "委直属医院药品耗材二级专项巡察",
        "重点药品使用监测", "患者零死亡、医务人员零感染", "早发现", "早隔离", "早诊断", "早恢复", "我是共产党员，我上",
        "我随时接受派遣，不论生死，只为同胞", "不论生死、不计报酬", "我是党员，请先考虑我", "五基础五延伸", "阮列敏", "阳光处方", "主题党日", "宁波红",
        "浙江好人", "拉得出、冲得上、打得赢", "耗材采购“宁波规则”", "医疗纠纷“宁波解法”", "分级诊疗“宁波做法”", "智慧医疗“宁波方案”", "双培养",
        "双融合、双促进", "攻关小组", "零的突破", "首批10个", "市级医院+医共体", "家庭医生签约服务", "宁海县妇幼保健院", "慈溪市妇幼保健院",
        "市妇儿医院", "鄞州人民医院跻身全省44家三甲综合医院第3位",
        "党建名片", "自称", "自我要求", "奋勇担当地执着追求", "火炬", "蛇杖", "爱心", "不忘初心、牢记使命", "坚持医心为民、医路跟党走", "全面织密网络体系",
        "全力锻造甬医铁军", "全程践行医路跟党", "锻造先锋精神", "锻造先锋队伍", "锻造先锋力量", "矩阵式发展格局", "品牌创建培养生态圈",
        "“1+X”系统模范党支部创建体系", "一支部一品牌，一支部一特色", "服务型", "神经末梢", "全国公立医院党建工作推进座谈会", "省卫健委年度工作会议",
        "临时支部工作法", "发热病人全周期管理“宁波模式”", "入境人员健康管理“宁波做法”", "党建引领战‘疫’", "支部联动工作法", "医学高峰", "“1+5”",
        "家庭医生“宁波做法”", "智慧健康“宁波标准”", "公立医院综合改革国家级首批示范城市", "支部结对共建法", "比如模式",
        "《远程医疗出效率，智慧医院惠及百姓》", "全国医院擂台赛东北赛区金奖", "三服务", "三融合三服务三满意", "服务百姓健康行动",
        "全市民主评议机关作风建设先进单位", "高山巡回队", "牧海急救圈", "最多跑一次", "不跑", "少跑", "近跑", "全省排名第二", "健康天使",
        "甬有健康", "甬有善育", "甬有颐养", "共同富裕", "急难愁盼", "获得感", "千名专家进基层", "留守儿童", "低保对象", "新党员入党宣誓",
        "8月10日",
    ]),
    ("yilu-gendang", &[
        "名医专家志愿者服务队", "名医志愿者服务大队", "高水平、组团式", "一号难求", "王炸", "肺结节", "老人节专场义诊", "基层服务年", "攻坚克难",
        "推进肺康复与围手术期患者管理的融合", "品牌式", "科研攻坚", "心身/传统党支部", "科研创新小组", "“4321模式”", "中国医院管理奖",
        "中国医院管理案例大赛", "10月22日", "合肥",
        "三融入", "融入医疗", "融入一线", "融入人心", "医学进步之路", "医路跟党、医心为民", "集宣传、教育、服务、关爱于一体", "品牌赋能工程",
        "写入章程", "议事规则", "党政班子决策闭环管理平台", "市组织系统特色工作二等奖", "党委第一清单", "支部三清单", "交叉评价", "党委重视",
        "全院重视", "学科人才双首位战略", "学科晋级三年行动", "资源配置导向法", "一线问题闭环管理法", "数字党建", "四维度", "360度",
        "党员积分制", "可视化", "四知", "三强", "干部一册管理", "书记挂帅打擂", "支委履职评比", "支部亮绩赛马", "项目式工作法", "红色基因",
        "微信公众号", "晴隆分队", "读书会", "主题文创产品", "清廉生态", "全周期合同管理系统", "医德考评信息化系统", "权力风险运行监管体系",
        "智能化清廉医院", "第二届基层清廉建设（浙江）十大经验优胜奖", "健康铁军", "专家专病工作室", "年薪制", "人才引育用全周期管理", "青年培育工程",
        "职业发展基金", "优秀医护奖励基金", "双下沉两提升", "东西部协作", "党建援疆援藏", "2家国家级深度贫困县医院党组织从全州落后成为省级先进，新疆库车市人民医院", "新疆库车市人民医院", "同质化",
        "健康扶贫领域党建联盟", "率全省之先", "中国医学科学院血液病研究所", "知名本土企业", "国家卫健委公立医院党委书记培训班",
        "省卫生健康委建立健全现代医院管理制度培训班", "福建省晋江市卫健系统干部培训班", "浙江省先进基层党组织", "浙江省抗击新冠肺炎疫情先进集体",
        "中国现代医院管理智库", "国家卫生健康委人才交流服务中心", "党的十九大闭幕之际", "贵州", "市第一医院设立发热门诊",
    ]),
    ("huamei-hongxin-jiankang-tongxing", &[
        "轮班", "放射科", "请战书", "国科大宁波华美医院",
    ]),
    ("ji-xianfeng", &[
        "宁波市疾控中心党员干部夜以继日奋战在抗疫第一线",
    ]),
    ("gaoshan-xunhui", &[
        "专门服务队", "卫生健康党员志愿者服务队", "海曙健康卫士", "红色力量", "巡回服务车", "横街镇", "章水镇", "龙观乡", "潘溪村",
        "高山自然村", "几天前",
    ]),
    ("renxin-renshu-huimin-limin", &[
        "服务基层", "服务群众", "推动健康宁波建设", "一支部一特色", "由医院搭台，支部唱主角", "柯春海", "党建联盟", "双下沉、两提升", "沈建伟",
        "裘丰", "消化内科", "胃肠外科", "消化道早癌", "主心骨", "第一站", "揭牌", "余姚中医院", "余姚四院", "宁海二院", "溪口医院",
        "北仑三院", "白鹤", "明楼", "东柳", "义诊", "李惠利东部医院", "7月30日", "一院两区同质化管理", "优势互补、差异发展",
        "心脏大血管疾病诊疗中心", "肝胆胰疾病诊疗中心", "耳鼻咽喉头颈外科疾病诊疗中心", "排头兵", "支气管扩张", "肝移植手术", "喉部恶性肿瘤手术",
        "急性脑出血除外的颅脑损伤手术", "肾穿刺活检", "IgA 肾病",
        "胃镜下的微创治疗", "为推动两个院区协同发展",
    ]),
    ("xin-tuandui", &[
        "协作课程", "心血管疾病", "特色党建服务品牌",
    ]),
    ("xinnengliang", &[
        "急救知识", "公众急救培训活动",
    ]),
    ("futouyao-huzhu", &[
        "内六支部", "肾内科", "陈生", "健康教育", "义诊", "血透药互助", "腹透药物互助项目",
        "今年9月份", "驱车把腹透药送到患者家中", "特色党建服务品牌",
    ]),
    ("huili-keai", &[
        "肿瘤科普",
    ]),
    ("hupaojia", &[
        "市民耳熟能详的公益品牌",
    ]),
    ("huimin-limin-fuwudui", &[
        "市民耳熟能详的公益品牌",
    ]),
    ("dangjian-yinling-wenhua-juli", &[
        "101岁", "在京", "全国医院党建工作指导委员会办公室", "健康报社", "承办", "高举党旗 迈向发展新阶段", "杨建立",
        "以点带面 推动党建工作取得实效", "《关于加强公立医院党的建设工作的意见》", "《关于推动公立医院高质量发展的意见》", "提高政治站位",
        "突出抓好公立医院党建工作", "典型引领", "主流媒体", "案例征集活动", "党建工作宣传交流会",
    ]),
    ("zhongri-youhao-yiyuan", &[
        "宋树立", "辛育龄", "七一勋章", "百岁", "与党同龄", "白求恩", "胸外科", "肺移植", "针刺麻醉", "马晓伟", "辛育龄奖", "最高奖项",
        "辛育龄小分队", "红医精神",
    ]),
    ("xian-jiaotong-daxue-dier-fushu-yiyuan", &[
        "党变玲", "2019年1月至2020年12月", "以病人为中心", "支部建在科室上", "双带头人", "微党课", "微讲座", "晨交班",
    ]),
    ("sichuan-daxue-huaxi-yiyuan", &[
        "李正希", "厚德精业", "求实创新", "院训文化大讨论", "临床研究队列", "亲而誉之", "不知有之",
    ]),
    ("chongqing-daxue-fushu-fuling-yiyuan", &[
        "王朝永", "2018年", "党委领导下的院长负责制", "肝肾移植手术", "经导管主动脉瓣膜置换术", "自体干细胞移植", "DRG",
    ]),
    ("guanganmen-yiyuan", &[
        "王笑频", "1、2、3+N", "中医国家队", "优势突出", "员工幸福", "两个底线", "重点任务", "三带", "支部一品牌一活动", "五新",
        "新体系", "新趋势", "新效能", "新动力",
    ]),
    ("shaxian-zongyiyuan", &[
        "王小英", "深水区", "医共体总医院", "学习型党组织", "慢病一体化管理系统", "医院一体化管理平台", "互联互通", "复合型人才", "柔性引进",
        "达标创新", "党员突击队",
    ]),
    ("zhejiang-sheng-renmin-yiyuan", &[
        "金戈", "横向到边、纵向到底", "四级网格化监督管理体系", "纪工委委员", "纪检委员", "党小组长", "廉洁风险点", "小微权力清单", "药学部门",
        "基建部门", "立项权与采购权分离",
    ]),
    ("yaan-shi-renmin-yiyuan", &[
        "杜潇", "三级公立医院绩效考核", "同质化管理", "一心跟着党委走", "亮岗亮责", "公开竞聘", "民主无记名投票", "四川大学华西医院", "年终奖",
        "考核全覆盖",
    ]),
];

#[test]
fn nothing_printed_is_lost() {
    for (id, words) in TOLD {
        let told = told(brand(id));
        for words in *words {
            assert!(told.contains(words), "{id}: {words}");
        }
    }
}

/// Other printed forms under which a brand is found.
const FORMS: &[(&str, &[&str])] = &[
    ("renxin-renshu-huimin-limin", &["惠民利民"]),
    ("yilu-gendang", &["医路跟党走"]),
    ("huamei-hongxin-jiankang-tongxing", &["华美红心、健康同行"]),
    ("gaoshan-xunhui", &["高山巡回队"]),
    ("futouyao-huzhu", &["血透药互助", "腹透药物互助项目"]),
];

#[test]
fn a_brand_is_found_under_every_printed_form_of_its_name() {
    for (id, forms) in FORMS {
        for form in *forms {
            assert!(
                brand(id)
                    .other_names
                    .iter()
                    .any(|name| name.text.contains(form)),
                "{id}: {form}"
            );
        }
    }
}

/// The printed figures, value and unit in one, by the page where they belong.
#[rustfmt::skip]
const FIGURES: &[(&str, &[&str])] = &[
    ("yongyi-xianfeng", &[
        "9万余名", "第3名", "150.8万人", "72.5%", "近千万人次", "近3000场次", "13个", "25个", "48个", "284人", "356人", "90%以上", "4442家", "530家",
        "193.137万元", "453起", "20件", "8家", "25.80%", "268名", "900公里", "12小时", "24小时", "三轮12万余人", "560名", "44家", "15家", "首批10个", "8项", "221篇",
        "5项", "900余项", "100余个", "9项24条", "20余家", "6个", "超过0.5%", "141个", "71.69%", "54.18%",
    ]),
    ("yilu-gendang", &[
        "第3位", "27家", "28次", "近20个", "23名", "超过10万人次", "超过300万人次", "28个省市", "四家", "2家", "68项", "41个", "68个", "3项",
    ]),
    ("huamei-hongxin-jiankang-tongxing", &["115名", "20多名"]),
    ("gaoshan-xunhui", &["150人", "3个", "18个"]),
    ("renxin-renshu-huimin-limin", &["68个", "42个", "27家", "12名", "6家", "8家", "2400张", "超过3500人", "第4位"]),
    ("futouyao-huzhu", &["6次", "千元以上", "3位"]),
    ("zhongri-youhao-yiyuan", &["89岁", "85周年"]),
    ("xian-jiaotong-daxue-dier-fushu-yiyuan", &["18项", "5分钟"]),
    ("sichuan-daxue-huaxi-yiyuan", &["660余条", "244个", "130周年"]),
    ("guanganmen-yiyuan", &["700余项"]),
    ("zhejiang-sheng-renmin-yiyuan", &["四级"]),
];

#[test]
fn every_printed_figure_is_a_figure_with_its_printed_words() {
    for (id, printed) in FIGURES {
        let ours: BTreeSet<String> = figures(brand(id))
            .map(|(_, figure)| format!("{}{}", figure.value, figure.unit))
            .collect();
        for figure in *printed {
            assert!(ours.contains(*figure), "{id}: {figure}: {ours:?}");
        }
    }
}

/// What has a digit and counts nothing: the names of methods, of which edition a prize is, how often, in how many parts.
const NO_FIGURES: [&str; 10] = [
    "1+X",
    "4321",
    "第二届",
    "四维度",
    "360度",
    "三融入",
    "三个着力点",
    "一次",
    "首位",
    "两个",
];

#[test]
fn a_name_or_an_edition_is_no_figure() {
    for brand in inventory() {
        for (of, figure) in figures(brand) {
            let printed = format!("{}{}", figure.value, figure.unit);
            let name = (NO_FIGURES.iter()).find(|name| printed.starts_with(**name));
            assert_eq!(name, None, "{of}: {printed}");
        }
        let below = brand.initiatives.iter().flat_map(|one| &one.other_names);
        for name in brand.other_names.iter().chain(below) {
            let no_names = ["两大工作室", "矩阵式发展格局"];
            assert!(!no_names.contains(&name.text.as_str()), "{}", name.text);
        }
    }
}

/// Figures that stand twice in a brand because they are printed twice of two things.
const TWICE: [(&str, &str); 1] = [("xian-jiaotong-daxue-dier-fushu-yiyuan", "5分钟")];

#[test]
fn a_figure_stands_once() {
    for brand in inventory() {
        let mut seen: BTreeMap<String, &Slug> = BTreeMap::new();
        for (of, figure) in figures(brand) {
            let printed = format!("{}{}", figure.value, figure.unit);
            let deliberate = TWICE.contains(&(brand.id.as_str(), printed.as_str()));
            if let Some(before) = seen.insert(printed.clone(), of) {
                assert!(
                    deliberate,
                    "{}: {printed} of {before} and of {of}",
                    brand.id
                );
            }
        }
    }
}

/// Prizes and distinctions besides the ten: brand, a part of the name, how far it reaches.
#[rustfmt::skip]
const HONOURS: &[(&str, &str, Level)] = &[
    ("yongyi-xianfeng", "全市民主评议机关作风建设先进单位", Level::City),
    ("yongyi-xianfeng", "公立医院综合改革国家级首批示范城市", Level::Nation),
    ("yongyi-xianfeng", "全国医院擂台赛东北赛区金奖", Level::Region),
    ("yilu-gendang", "市组织系统特色工作二等奖", Level::City),
    ("yilu-gendang", "第二届基层清廉建设（浙江）十大经验优胜奖", Level::Province),
    ("yilu-gendang", "浙江省先进基层党组织", Level::Province),
    ("yilu-gendang", "浙江省抗击新冠肺炎疫情先进集体", Level::Province),
    ("yilu-gendang", "党建共建主题金奖", Level::Nation),
    ("yilu-gendang", "党院共建类唯一金奖", Level::Nation),
];

#[test]
fn every_prize_is_an_honour_of_its_reach() {
    for (id, name, level) in HONOURS {
        let found = honours(brand(id)).find(|honour| honour.name.contains(name));
        assert_eq!(
            found.map(|honour| honour.level),
            Some(*level),
            "{id}: {name}"
        );
    }
}

/// Eight cases: the talk's title, who gave it.
const TALKS: [(&str, &str, &str); 8] = [
    (
        "zhongri-youhao-yiyuan",
        "深挖先进典型 赓续红医精神",
        "宋树立",
    ),
    (
        "xian-jiaotong-daxue-dier-fushu-yiyuan",
        "党建引领 提升患者就医获得感",
        "党变玲",
    ),
    (
        "sichuan-daxue-huaxi-yiyuan",
        "以文化建设提升精细化管理水平",
        "李正希",
    ),
    (
        "chongqing-daxue-fushu-fuling-yiyuan",
        "高起点谋划 构建发展新格局",
        "王朝永",
    ),
    ("guanganmen-yiyuan", "深耕党建文化 谋求高质量发展", "王笑频"),
    (
        "shaxian-zongyiyuan",
        "党建聚力 当好群众健康守门人",
        "王小英",
    ),
    (
        "zhejiang-sheng-renmin-yiyuan",
        "以清廉建设助力高质量发展",
        "金戈",
    ),
    (
        "yaan-shi-renmin-yiyuan",
        "加强人才培养 绘好发展蓝图",
        "杜潇",
    ),
];

#[test]
fn a_case_has_its_title_and_its_speaker() {
    for (id, title, speaker) in TALKS {
        let case = brand(id);
        assert_eq!(case.title.as_deref(), Some(title));
        assert!(
            case.people
                .iter()
                .any(|person| person.name == speaker && person.role.contains("书记")),
            "{id}"
        );
    }
    assert!(
        inventory()
            .iter()
            .all(|brand| brand.title.is_none() || brand.kind == Kind::Case)
    );
}

// Traps and contradictions: sections 7 to 10.

/// What stands nowhere: lost ends. Private persons are the list's, which is not in the repository.
const NOWHERE: [&str; 5] = ["10分钟", "患儿", "5箱", "阳性人员", "一例"];

#[test]
fn what_must_not_be_told_is_told_nowhere() {
    let catalogue = &REAL.1;
    let registers = (
        &catalogue.gallery,
        &catalogue.institutions,
        &catalogue.places,
        &catalogue.needs,
        &catalogue.documents,
    );
    let all = told(&inventory()) + &told(&registers);
    for words in NOWHERE {
        assert!(!all.contains(words), "{words}");
    }
}

/// Words that are true of another: brand, words that its page must not hold.
const NOT_HERE: &[(&str, &[&str])] = &[
    (
        "zhejiang-sheng-renmin-yiyuan",
        &["亮岗亮责", "公开竞聘", "无记名", "华西", "年终奖"],
    ),
    ("yilu-gendang", &["141", "71.69", "54.18"]),
    ("yinwei-youni", &["鄞州人民医院"]),
    (
        "yixin-xiangdang-yixin-huimin",
        &["第三人民医院", "北仑三院"],
    ),
    ("tongyi-xinyangguang", &["精神", "心理", "儿童"]),
    ("ji-xianfeng", &["疫苗", "接种", "检测"]),
];

#[test]
fn what_is_true_of_another_is_not_told_here() {
    for (id, words) in NOT_HERE {
        let told = told(brand(id));
        for words in *words {
            assert!(!told.contains(words), "{id}: {words}");
        }
    }
    for other in inventory()
        .into_iter()
        .filter(|brand| brand.id.as_str() != "yongyi-xianfeng")
    {
        assert!(
            !told(other).contains("蛇杖"),
            "{}: only 甬医先锋 has a described emblem",
            other.id
        );
    }
}

/// Words that would say more than the documents, or something else: brand, words that its page must not hold.
#[rustfmt::skip]
const NOT_PRINTED: &[(&str, &[&str])] = &[
    ("yongyi-xianfeng", &[
        "三件不同的事",
        "彼此不同",
        "跻身综合医院",
        "疫情处置",
        "先由基层首诊",
        "2020年新春，全市卫生健康党员干部取消休假",
        "规定公立医院",
        "按要求调整",
        "上述占比",
        "奋勇担当的",
        "一是聚焦“三服务”",
        "（市卫健委有关负责人）",
    ]),
    ("renxin-renshu-huimin-limin", &[
        "之首",
        "第3、4",
        "两个院区合并",
        "在这些医院中推广",
    ]),
    ("zhejiang-sheng-renmin-yiyuan", &[
        "由此构建",
    ]),
    ("zhongri-youhao-yiyuan", &[
        "以首位院长",
    ]),
    ("gaoshan-xunhui", &[
        "牧海急救圈",
    ]),
];

#[test]
fn what_is_not_printed_is_not_told() {
    for (id, words) in NOT_PRINTED {
        let told = told(brand(id));
        for words in *words {
            assert!(!told.contains(words), "{id}: {words}");
        }
    }
}

#[test]
fn an_initiative_stands_at_a_place_only_where_it_is_printed() {
    let places = |of: &str, id: &str| {
        let found = (brand(of).initiatives.iter()).find(|one| one.id.as_str() == id);
        let found = found.unwrap_or_else(|| panic!("no initiative {id}"));
        Vec::from_iter(found.places.iter().map(Slug::as_str))
    };
    // 000 prints no place for the day of the aged, 002 the mountains of Guizhou alone.
    assert!(places("yilu-gendang", "laorenjie-yizhen").is_empty());
    assert!(places("yilu-gendang", "wangzha-tuandui").is_empty());
    assert_eq!(places("yilu-gendang", "mingyi-zhiyuandui"), ["guizhou"]);
    for place in ["yinzhou-qu", "ninghai", "cixi"] {
        let named = places("yongyi-xianfeng", "chengshi-yiyuan-pinzhi");
        assert!(named.contains(&place), "{place}");
    }
}

/// Needs of a brand's own or of one of its initiatives that the documents bear out: whose, the initiative, the need.
const ANSWERED: &[(&str, &str, &str)] = &[
    ("yilu-gendang", "", "yiqing"),
    ("yilu-gendang", "xueyebing", "zhuanke"),
    (
        "renxin-renshu-huimin-limin",
        "san-da-pinpai-xueke",
        "zhuanke",
    ),
    ("renxin-renshu-huimin-limin", "tuoguan-yiyuan", "bangfu"),
    ("renxin-renshu-huimin-limin", "yilianti", "bangfu"),
    ("futouyao-huzhu", "", "feiyong"),
];

/// Needs that they do not bear out, as above: no volunteering to join, no Chinese medicine but by name, no service for a citizen, no
/// rank that helps who is on dialysis.
const NOT_ANSWERED: &[(&str, &str, &str)] = &[
    ("renxin-renshu-huimin-limin", "dangjian-lianmeng", "zhiyuan"),
    ("renxin-renshu-huimin-limin", "", "shenbing"),
    (
        "yongyi-xianfeng",
        "fuwu-baixing-jiankang-xingdong",
        "zhiyuan",
    ),
    ("hongse-dangjian-qinglian-xiaowang", "", "zhongyi"),
    ("guanganmen-yiyuan", "yi-er-san-n", "zhongyi"),
    ("shaxian-zongyiyuan", "", "zhihui"),
    (
        "shaxian-zongyiyuan",
        "yiyuan-yitihua-guanli-pingtai",
        "zhihui",
    ),
];

#[test]
fn a_need_leads_only_where_the_documents_answer_it() {
    let answers = |(of, initiative, need): &(&str, &str, &str)| {
        let brand = brand(of);
        let below = (brand.initiatives.iter()).find(|one| one.id.as_str() == *initiative);
        let needs = below.map_or(&brand.needs, |one| &one.needs);
        assert!(
            below.is_some() != initiative.is_empty(),
            "{of}: no {initiative}"
        );
        needs.iter().any(|one| one.as_str() == *need)
    };
    for entry in ANSWERED {
        assert!(answers(entry), "{entry:?}");
    }
    for entry in NOT_ANSWERED {
        assert!(!answers(entry), "{entry:?}");
    }
}

#[test]
fn what_is_not_called_a_slogan_is_none() {
    // 002 calls it 职业文化, 001 has it as half a sentence; of the others only 院训 is one.
    for brand in inventory() {
        let motto = brand.id.as_str() == "sichuan-daxue-huaxi-yiyuan";
        assert_eq!(brand.slogan.is_some(), motto, "{}", brand.id);
    }
}

#[test]
fn the_documents_and_the_gallery_have_one_word_each() {
    // 临床资料 is printed; the documents are 材料, or 原文 where they are quoted.
    let all = told(&inventory()).replace("临床资料", "");
    for words in ["资料", "本页", "我市", "我委"] {
        assert!(!all.contains(words), "{words}");
    }
}

#[test]
fn the_sea_rescue_has_neither_owner_nor_place_and_says_so() {
    let sea = brand("yongyi-xianfeng")
        .initiatives
        .iter()
        .find(|one| one.name == "牧海急救圈")
        .expect("there");
    assert!(sea.owner.is_none() && sea.places.is_empty());
    assert!(told(&sea.notes).contains("没有写明"));
}

/// Contradictions, each told in one note: brand, all the words of it.
const CONTRADICTIONS: &[(&str, &[&str])] = &[
    (
        "futouyao-huzhu",
        &["血透药互助", "腹透药互助", "腹透药物互助项目"],
    ),
    (
        "renxin-renshu-huimin-limin",
        &["仁心仁术 惠民利民", "惠民利民"],
    ),
    ("renxin-renshu-huimin-limin", &["68个", "两回事"]),
    ("renxin-renshu-huimin-limin", &["工作站", "工作室"]),
    ("renxin-renshu-huimin-limin", &["6家", "5家"]),
    (
        "renxin-renshu-huimin-limin",
        &["“医路跟党”党建联盟", "无关"],
    ),
    (
        "huamei-hongxin-jiankang-tongxing",
        &["中国科学院宁波华美医院", "国科大宁波华美医院"],
    ),
    (
        "yilu-gendang",
        &["中国医院管理奖", "中国医院管理案例大赛", "10月22日"],
    ),
    ("yilu-gendang", &["68项", "68个"]),
    ("yilu-gendang", &["服务队", "服务大队"]),
    ("yilu-gendang", &["党的十九大闭幕之际", "没有写年份"]),
    ("yilu-gendang", &["全州落后", "不合计成四家"]),
    ("gaoshan-xunhui", &["海曙区卫生健康局", "海曙区卫健局"]),
    (
        "yongyi-xianfeng",
        &["“宁波做法”共有三项", "是不是同一件事，原文未说明"],
    ),
    ("yongyi-xianfeng", &["同比提高54.18%", "没有写明"]),
    ("yongyi-xianfeng", &["宁波方案", "宁波标准"]),
    ("yongyi-xianfeng", &["乃至全国", "或全国"]),
    ("yongyi-xianfeng", &["共建样板", "共建模式"]),
    ("yongyi-xianfeng", &["“1+X”", "不是一回事"]),
    ("yongyi-xianfeng", &["援武汉医疗队", "援鄂医疗队"]),
    ("yongyi-xianfeng", &["医务人员零感染", "医护零感染"]),
    (
        "yongyi-xianfeng",
        &["27家", "44家", "鄞州人民医院", "对不上"],
    ),
    ("yilu-gendang", &["27家", "44家"]),
    ("renxin-renshu-huimin-limin", &["27家", "44家"]),
    ("dangjian-yinling-wenhua-juli", &["主办", "承办"]),
    ("dangjian-yinling-wenhua-juli", &["实施3年来"]),
    (
        "dangjian-yinling-wenhua-juli",
        &["没有把八家医院的做法称为案例"],
    ),
    ("guanganmen-yiyuan", &["第五项", "截断"]),
];

#[test]
fn each_contradiction_is_told_in_a_note() {
    for (id, words) in CONTRADICTIONS {
        let brand = brand(id);
        let below = brand
            .initiatives
            .iter()
            .flat_map(|initiative| &initiative.notes);
        let noted = brand
            .notes
            .iter()
            .chain(below)
            .any(|note| words.iter().all(|word| note.text.contains(word)));
        assert!(noted, "{id}: {words:?}");
    }
}

/// Calls `visit` with every record that has sources: those sources, and the record.
fn statements(value: &Value, visit: &mut impl FnMut(&[&str], &serde_json::Map<String, Value>)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| statements(item, visit)),
        Value::Object(fields) => {
            if let Some(Value::Array(sources)) = fields.get("sources") {
                visit(
                    &sources.iter().filter_map(Value::as_str).collect::<Vec<_>>(),
                    fields,
                );
            }
            fields.values().for_each(|field| statements(field, visit));
        }
        _ => {}
    }
}

/// The first year in a text, such as `2020` of `2020年`.
fn year(text: &str) -> Option<&str> {
    let starts = text.char_indices().map(|(at, _)| at);
    let mut fours = starts.filter_map(|at| text.get(at..at + 4));
    fours.find(|four| four.starts_with("20") && four.bytes().all(|byte| byte.is_ascii_digit()))
}

#[test]
fn the_document_without_a_year_gets_none() {
    let mut seen = 0;
    statements(
        &serde_json::to_value(inventory()).expect("JSON"),
        &mut |sources, fields| {
            if sources != ["huimin-nuan-renxin"] {
                return;
            }
            seen += 1;
            assert!(!fields.contains_key("year"), "{fields:?}");
            for field in fields.values().filter_map(Value::as_str) {
                assert_eq!(year(field), None, "{field}");
            }
        },
    );
    assert!(seen > 30, "{seen}");
}

#[test]
fn a_year_in_numbers_is_a_year_in_words() {
    for brand in inventory() {
        let below = brand
            .initiatives
            .iter()
            .flat_map(|initiative| &initiative.events);
        for event in brand
            .events
            .iter()
            .chain(below)
            .filter(|event| event.year.is_some())
        {
            let year = event.year.map(|year| year.to_string()).unwrap_or_default();
            let words = format!(
                "{} {}",
                event.when.as_deref().unwrap_or_default(),
                event.text
            );
            assert!(words.contains(&year), "{}: {words}", brand.id);
        }
    }
}

#[test]
fn chinese_texts_have_chinese_punctuation() {
    for text in told(&inventory()).lines() {
        let odd = text.chars().find(|c| ",;:!?()\"'".contains(*c));
        assert_eq!(odd, None, "{text}");
        let quotes = |open, close| text.matches(open).count() == text.matches(close).count();
        assert!(
            quotes('“', '”') && quotes('‘', '’') && quotes('《', '》') && quotes('（', '）'),
            "{text}"
        );
    }
}

#[test]
fn a_summary_fits_a_card() {
    for brand in inventory() {
        let length = brand.summary.text.chars().count();
        assert!((12..=50).contains(&length), "{}: {length}", brand.id);
        for initiative in &brand.initiatives {
            let length = initiative.summary.text.chars().count();
            assert!(
                (6..=100).contains(&length),
                "{}: {}: {length}",
                brand.id,
                initiative.id
            );
        }
    }
}

// Registers.

/// Institutions that are printed without a brand of their own, with printed forms of their names.
const REGISTERED: &[&[&str]] = &[
    &["李惠利东部医院"],
    &["浙江省卫健委", "省卫健委", "省卫生健康委"],
    &["国家卫生健康委", "国家卫健委"],
    &["国家卫生健康委人才交流服务中心"],
    &["白鹤社区卫生院"],
    &["明楼社区卫生院"],
    &["东柳社区卫生院"],
    &["宁波市卫生健康系统", "市卫健系统", "全市卫健系统"],
];

#[test]
fn every_printed_institution_is_on_the_list_under_every_form_of_its_name() {
    for forms in REGISTERED {
        let mut institutions = REAL.1.institutions.iter();
        let found = institutions.find(|one| one.name == forms[0]);
        let found = found.unwrap_or_else(|| panic!("no {forms:?}"));
        for form in &forms[1..] {
            let mut others = found.other_names.iter();
            assert!(others.any(|other| other.text == *form), "{form}");
        }
    }
}

#[test]
fn the_five_documents_are_named_as_printed_and_undated() {
    let documents: Vec<_> = REAL
        .1
        .documents
        .iter()
        .map(|document| {
            (
                document.id.as_str(),
                document.title.as_str(),
                document.dated(),
            )
        })
        .collect();
    let printed = [
        (
            "juli-tongxing",
            "党建引领 聚力同行 宁波全力打造高质量健康服务体系",
            "原文未注明日期",
        ),
        ("yongyi-xianfeng", "甬医先锋", "原文未注明日期"),
        ("yilu-gendang", "医路跟党", "原文未注明日期"),
        (
            "huimin-nuan-renxin",
            "成立党建联盟,输送优质服务,打造品牌学科 宁波市医疗中心李惠利医院党建引领 惠民利民暖人心",
            "原文未注明日期",
        ),
        ("wenhua-juli", "党建引领 文化聚力", "原文未注明日期"),
    ];
    let listed =
        (documents.iter()).filter(|(id, ..)| printed.iter().any(|(known, ..)| known == id));
    assert_eq!(listed.copied().collect::<Vec<_>>(), printed);
}
