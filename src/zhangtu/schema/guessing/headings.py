"""What a heading says of its column: the kinds of types it hints at, and its name in two languages."""

import re
from typing import Final

from zhangtu.kernel.folding import fold

_SPACES: Final = re.compile(r"\s+")
_BRACKETS: Final = re.compile(r"[(\[〔【].*?[)\]〕】]")
#: Measures that may stand in brackets behind a heading, or behind a number.
_LENGTHS: Final = "平方米 平米 ㎡ m² m2 平方公里 亩 公顷 米 m 厘米 cm 毫米 mm 公里 千米 km 里 立方米 m³ m3"
_WEIGHTS: Final = "吨 t 公斤 千克 kg 斤 克 g 升 l 毫升 ml 度 千瓦时 kwh ℃ ppm"
_COUNTED: Final = (
    "人 人次 户 次 件 个 台 辆 份 头 只 套 间 处 家 场 期 批 页 卷 盒 箱 袋 瓶 名 条 项 座 栋 层 株 棵"
)
_OTHERS: Final = "元 千元 万元 亿元 % ‰ 天 日 小时 h 分钟 分 岁 年 月"
MEASURES: Final = frozenset(
    word for words in (_LENGTHS, _WEIGHTS, _COUNTED, _OTHERS) for word in words.split(" ")
)
_MEASURE: Final = re.compile(r"[(\[]([^()\[\]]{1,6})[)\]]")

#: A word for a kind of column → what its heading looks like, folded.
_HINTS: Final = {
    "date": r"日期|时间|年月日|时限|到期|截止|生日|有效期|(?:开始|结束|完成|起|止|至)日?$|date|deadline",
    "phone": r"电话|手机|联系方式|传真|座机|phone|mobile|tel",
    "yes_no": r"是否|有无",
    "money": r"金额|经费|资金|费用|价款|单价|总价|造价|工资|补助|罚款|预算|货值|原值|净值|投资|押金|租金"
    r"|amount|price|cost",
    "person": r"姓名|名字|(?<!法)(?<!单位)人$|联系人|经办|领导|户主|业主|店主|(?<!人)员$|法人|法定代表|签字"
    r"|签收人",
    "long": r"备注|说明|内容|情况|意见|措施|描述|摘要|要求|事由|原因|简介|经过|记录$|note|remark|description",
    "place": r"地址|住址|地点|场所|位置|坐落|住所|address|place",
    "code": r"编号|号码|代码|证号|单号|序列号|文号|条码|(?:账|卡|票|房|档|卷)号|号$|code|number$|no\.?$",
    "unit": r"单位|部门|科室|村|社区|镇|街道|机构|股室|unit|department",
    "choice": r"类别|类型|性别|状态|等级|级别|方式|种类|性质|来源|结果|分类|程度|渠道|阶段"
    r"|kind|type|status|grade",
    "naming": r"名称|标题|题名|事项|项目|主题|品名|议题|课题|隐患|文件名|姓名|title|name",
    "number": r"数量|人数|面积|次数|户数|件数|份数|里程|公里|重量|长度|年龄|分数|得分|库存|结存"
    r"|count|quantity",
    "photo": r"照片|图片|photo|picture",
    "file": r"附件|扫描件|电子版|attachment",
    "home": r"家庭|住址|住所|居住",
}
_PATTERNS: Final = {kind: re.compile(pattern) for kind, pattern in _HINTS.items()}
#: Heading, folded → name in expressions and in English. Others get a name from their number.
_KNOWN: Final = {
    "名称": ("name", "Name"), "姓名": ("name", "Name"), "标题": ("title", "Title"), "编号": ("code", "Code"),
    "日期": ("day", "Date"), "时间": ("at_time", "Time"), "备注": ("note", "Note"),
    "状态": ("status", "Status"),
    "类别": ("kind", "Kind"), "类型": ("kind", "Kind"), "性别": ("sex", "Sex"), "年龄": ("age", "Age"),
    "电话": ("phone", "Phone"), "联系电话": ("phone", "Phone"), "手机号": ("phone", "Mobile"),
    "手机号码": ("phone", "Mobile"), "联系方式": ("phone", "Contact"), "联系人": ("contact", "Contact"),
    "负责人": ("owner", "Person in charge"), "责任人": ("owner", "Person in charge"),
    "经办人": ("handler", "Handled by"), "地址": ("place", "Address"), "地点": ("place", "Place"),
    "单位": ("office", "Unit"), "责任单位": ("lead", "Unit in charge"), "部门": ("section", "Section"),
    "金额": ("amount", "Amount"), "数量": ("quantity", "Quantity"), "单价": ("price", "Unit price"),
    "面积": ("area", "Area"), "内容": ("content", "Content"), "事由": ("purpose", "Purpose"),
    "结果": ("result", "Result"), "处理结果": ("result", "Result"), "办理结果": ("result", "Result"),
    "等级": ("grade", "Grade"), "级别": ("grade", "Grade"), "来源": ("source", "Source"),
    "身份证号": ("id_card", "Identity card"), "身份证号码": ("id_card", "Identity card"),
    "统一社会信用代码": ("credit_code", "Credit code"),
    "车牌号": ("plate", "Plate"), "车牌": ("plate", "Plate"),
    "文号": ("document_number", "Document number"), "发文字号": ("document_number", "Document number"),
    "开始日期": ("begins", "From"), "结束日期": ("ends", "To"), "完成日期": ("completed_on", "Completed on"),
    "整改期限": ("due", "Mend by"), "完成时限": ("due", "Due"), "登记日期": ("entered_on", "Entered on"),
    "户主": ("householder", "Householder"), "村": ("village", "Village"), "乡镇": ("town", "Town"),
    "项目名称": ("name", "Project"), "单位名称": ("name", "Name"), "企业名称": ("name", "Name"),
    "隐患描述": ("hazard", "Hazard"), "整改情况": ("correction", "What was mended"),
    "检查日期": ("inspected_on", "Inspected on"), "检查人": ("inspector", "Inspected by"),
}  # fmt: skip


def label(words: str) -> str:
    """A heading as headings are compared: folded, without blanks, stars and colons around it."""
    return _SPACES.sub("", fold(words)).strip("*:")


def bare(words: str) -> str:
    """The same without what stands in brackets."""
    return _BRACKETS.sub("", label(words)) or label(words)


def hints(heading: str) -> frozenset[str]:
    """What kinds of column a heading hints at.

    Args:
        heading: As it stands over the column.

    Returns:
        Words of this file's own list.
    """
    words = bare(heading)
    return frozenset(kind for kind, pattern in _PATTERNS.items() if pattern.search(words))


def measure(heading: str) -> str:
    """The unit of measure a heading names in brackets; empty for none."""
    found = _MEASURE.search(label(heading))
    return found[1] if found is not None and found[1] in MEASURES else ""


def known_name(heading: str) -> tuple[str, str]:
    """What a usual heading is called in expressions and in English; two empty words for others."""
    return _KNOWN.get(bare(heading), ("", ""))
