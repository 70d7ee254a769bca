"""The words around a time by which a reader tells a limit from a mere mention; for folded text."""

import re
from typing import Final

#: What a clause can begin behind.
BOUNDARY: Final = frozenset(",。;:、(\n“!?\t ")
#: Words behind a date that make it a beginning or a circumstance.
NO_LIMIT: Final = frozenset({"起", "开始", "以来", "以后", "之后", "后", "期间", "左右"})
WITHIN: Final = frozenset({"内", "以内", "之内"})

#: Before a date: it only says which things are meant (对2018年以前建成的…).
QUALIFIED: Final = re.compile(
    "有效期(?:限)?[至到为]?$|(?:对|凡是?|将|把|针对|若|如|属于|根据|按照?|依据|经|距|较|比|与|除|不含|包括"
    "|含|指|距离)[在于]?$"
)
#: Behind 汛前 and other times without a day: only what is to be finished by then.
READIES: Final = re.compile(
    " *(?:$|[)。;\n])"
    "| *,?(?:要|须|应|必须|全面|全部|基本|一律)*(?:完成|建成|落实|整改|备[齐足]|到位|投[入用]|更换"
    "|清[理除淤]|达到|实现|做好|拆除|修[复订]"
    "|组织|开展|抢修|加固|储备|疏通|逐一|将|把|对)"
)
#: Before a bare date: it tells what has been.
PAST_LEAD: Final = re.compile(
    "(?:根据|按照?|依据|经|自|从|较|比|与|同|因|曾|已|生于)[在于]?$"
    "|(?:以来|通过|印发|发布|公布|修订|施行|成立|出生)[的,]?$"
)
#: Before a bare date: it says when to act.
PREFIX: Final = re.compile(
    "(?:截至|截止到?|到|至|于|在|力争|争取|确保|拟|定|计划|预计|务必|须|应|要|前|以|和|及|原则上|限|约"
    "|分别|统一"
    "|时间为|期限为)$"
)
#: Before a bare date: as good as 前 behind it.
LATEST: Final = re.compile(
    "(?:最[迟晚]|不晚于|不迟于|不得[迟晚]于|不超过|赶在|务必|限|(?:力争|争取|确保|务必)[在于到]?|务于)$"
)
#: Before a time: the words of a label inside running text.
LABEL: Final = re.compile(
    "(?:时限|时间|期限|限期|日期|时间节点|进度安排|进度)(?:要求|安排|为)?(?:[:】]|为) *$"
)
#: Behind a bare date: what follows is a count of what was done.
STATISTIC: Final = re.compile(
    "[^。;\n]{0,12}?(?:已(?!建)|累计|同比|增长|共计|共有|环比|下降了?[0-9]|达到?了|均已|共(?:完成|开展"
    "|查处|实现|办理))"
)
#: Behind a bare date: it belongs to a noun or tells the past.
NOT_AFTER: Final = re.compile(
    " *(?:的(?!基础)|是|为(?!期|(?:时间|完成)?节点|截止|期限|最后|[^,。;、]{1,10}阶段)"
    "|印发(?:[。)\n]|$)|以来|所|被|曾|出生"
    "|参加工作|入职|毕业|任职|颁布|公布的|修[订正]|通过|施行"
    "|实施的|印发的"
    "|发布的|起施行|成立|未(?!完)|尚未|已|存在)"
)
#: Behind 前, 止 and 内: what follows says which things are meant (…前建成的).
QUALIFIER: Final = re.compile(
    " *(?:的|已|未|尚未|存在|(?:全面)?完成了|(?:建成|取得|成立|出生|参加工作|登记|注册|入职|发生|办理|竣工"
    "|投产|开工"
    "|立案|受理|签订|购买|生产|出台|实施|施行|颁布|制定|入学|毕业)[^,。;:\n]{0,3}的(?!通知|方案|报告|审批"
    "|备案))"
)
_ACTS = (
    "各|由|对|将|要|力争|全面|基本|集中|深入|正式|全部|统一|分别|陆续|逐[一项步]|组织|召开|完[成工]"
    "|制[定订]|进行|启动|举[办行]"
    "|开[展始工园放业学]|报|上报|提[交供出]|实[施现]|形成|印发|出台|建[立成]|编[制印]|投[入用运产]|安排"
    "|推进|推[广开]|落实|实行"
    "|发布|公布|公[示开]|通报|总结|验收|自查|整改|检查|迎接|签订|下发|确[定保]|做好|抓好|向|把|反馈|汇总"
    "|审[核议定]|考核|培训"
    "|宣传|动员|部署|达到|交|竣工|试运|上线|摸[底排]|排查|督[导查促]|巡查|评[估选审]|表彰|申报|修[订编]"
    "|梳理|收集|征求|挂牌|拆除"
    "|进场|施工|交付|收官|见效|启用|通车|揭牌|结项|结题|收尾|封顶|封闭|转入|进入|巩固|到位|印制|走访|慰问"
    "|[和及] *[0-9一二三四五六七八九十]|清[理查]|调[研查度]|起草|研究|新建|改造|更换|配[备齐]|招[聘生标]"
    "|采购|安装|发放|兑现|演练|举报|参加"
    "|聘请|邀请|利用|通过|结合"
)
#: Behind a bare date: something is done then.
ACTS: Final = re.compile(rf" *(?:,|:|{_ACTS})")
#: Behind a bare year: something is to be finished in it.
FINISHES: Final = re.compile(
    " *,?(?:力争|计划|争取|确保|全面|基本|全部|再|实现|完成|建成|启动)(?:完成|建成|实现|启动|新[增建]|达到"
    "|投[入用]|消除)?"
)
#: Behind 年底 and its like: a noun made with it.
COMPOUND: Final = re.compile(
    " *(?:考核|考评|评[优先比估]|总结|述职|绩效(?!对)|奖|目标|结[余算账]|决算|报表|检查|测评|盘点|收入"
    "|工作|经济|存栏|余额|慰问"
    "|困难|人均|总|各项|综合|数据|计划|预算)"
)
#: Before a length of time: a count of years or days, not a limit.
NO_LENGTH: Final = re.compile(
    "(?:近|最近|过去|连续|前|这|任|任期|有效期|工龄|从业|每|未来|今后|第|至少|不少于|不足|超过|满|届满"
    "|考核期|处分|的|公示期?"
    "|保质期|有效|压缩[到至]|缩短[到至为]|缩减[到至]|压减[到至]|降[到至]|控制在|提速[到至]|由|从)$"
)
#: Behind a length of time: a condition, not a task.
CONDITION: Final = re.compile(
    " *(?:的|发生|累计|再次|再犯|再|受到|被|两次|[0-9二两三]次|多次|曾|有|无|未|不得|不能|禁止|不予|出现"
    "|拒不|[^,。;]{0,4}率|免费|新增|平均|年均|仍)"
)
#: Behind 每年, 每月…: money or a rate, not a task.
RATE: Final = re.compile(
    r"[^,。;\n]{0,8}?[0-9.]+ *万?元|(?:递增|增长|增加|减少|递减|提高|下降|以[0-9.]+%)|均|薪|人均"
    "|的[^,。;]{0,6}(?:日|节)(?:为|是)"
)
