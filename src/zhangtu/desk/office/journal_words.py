"""Words of the journal's pages: what registers, acts and fields are called, how values are shown."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zhangtu.desk.frame.words import moment_of, titled
from zhangtu.desk.office.words import post_kind, role_name, unit_kind
from zhangtu.kernel.clock import today
from zhangtu.ledgers import definitions
from zhangtu.people import queries, rolls

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

_MASKED = "＊＊＊"
#: Fields that hold a moment, in microseconds.
_MOMENTS = frozenset({"at", "left", "chosen", "code_until", "locked_until", "until"})
_UNITS = frozenset({"unit", "parent", "office", "successor"})
_POSTS = frozenset({"post", "deputy"})
_PEOPLE = frozenset({"person", "giver", "receiver", "witness", "proxy", "mentor"})
_SECRET = frozenset({"password", "code", "second", "recovery", "stamp"})
#: Registers of people, looks, exports → what they are called.
_REGISTERS: Mapping[str, "StrPromise"] = {
    "people.unit": pgettext_lazy("one", "单位"),
    "people.unit_state": gettext_lazy("单位沿革"),
    "people.succession": gettext_lazy("单位承接"),
    "people.post": gettext_lazy("岗位"),
    "people.post_state": gettext_lazy("岗位沿革"),
    "people.person": gettext_lazy("人员"),
    "people.holding": gettext_lazy("任职"),
    "people.deputy": gettext_lazy("AB角"),
    "people.absence": gettext_lazy("不在岗"),
    "people.grant": gettext_lazy("授权"),
    "people.handover": pgettext_lazy("page", "交接"),
    "people.handover_item": gettext_lazy("交接事项"),
    "people.signature": gettext_lazy("交接签字"),
    "people.account": gettext_lazy("账号"),
    "people.sign_in": gettext_lazy("登录"),
    "people.invitation": gettext_lazy("首次进入链接"),
    "people.sample": gettext_lazy("示例数据"),
    "ledgers.export": gettext_lazy("导出"),
    "ledgers.unmask": gettext_lazy("查看个人信息"),
    "ledgers.import": gettext_lazy("导入"),
    "ledgers.definition": gettext_lazy("台账定义"),
    "ledgers.file": gettext_lazy("文件"),
    "api.token": gettext_lazy("接口令牌"),
    "procedures.running": gettext_lazy("流程中的记录"),
    "procedures.paper": gettext_lazy("流程文书"),
    "reports.filing": gettext_lazy("单位报表"),
    "reports.frozen": gettext_lazy("报送内容"),
    "reports.scheduled": gettext_lazy("报送排期"),
    "reports.chase": gettext_lazy("催报"),
    "collections.collection": gettext_lazy("填报通知"),
    "collections.ask": gettext_lazy("单位填报"),
    "collections.line": gettext_lazy("填报明细"),
    "collections.chase": gettext_lazy("催报"),
    "measures.pin": gettext_lazy("首页指标"),
    "messages.message": gettext_lazy("消息"),
    "messages.address": gettext_lazy("消息地址"),
    "messages.delivery": gettext_lazy("消息发送"),
    "messages.receipt": gettext_lazy("消息已读"),
    "stamping.form": gettext_lazy("打印件"),
    "stamping.scan": gettext_lazy("盖章扫描件"),
    "stamping.upload": gettext_lazy("扫描件上传"),
    "ledgers.look": gettext_lazy("台账视图"),
    "ledgers.first_look": gettext_lazy("默认视图"),
    "plans.document": gettext_lazy("方案文件"),
    "plans.version": gettext_lazy("方案稿次"),
    "plans.entry": gettext_lazy("解读更正"),
    "plans.adoption": gettext_lazy("方案采用"),
    "plans.decision": gettext_lazy("采用时的答复"),
    "plans.variant": gettext_lazy("单位别名"),
}
#: Actions of entries → what was done.
_ACTIONS: Mapping[str, "StrPromise"] = {
    "create": gettext_lazy("新建"),
    "amend": gettext_lazy("修改"),
    "withdraw": gettext_lazy("作废"),
    "restore": gettext_lazy("恢复"),
    "redact": gettext_lazy("依法删除"),
    "export": gettext_lazy("导出"),
    "unmask": gettext_lazy("查看个人信息"),
    "import": gettext_lazy("导入"),
    "rename": gettext_lazy("更名"),
    "move": gettext_lazy("改换归属"),
    "merge": gettext_lazy("合并"),
    "split": gettext_lazy("拆分"),
    "close": gettext_lazy("结束"),
    "office": gettext_lazy("定办事机构"),
    "succeed": gettext_lazy("承接"),
    "role": gettext_lazy("定角色"),
    "appoint": gettext_lazy("任职"),
    "relieve": gettext_lazy("免职"),
    "grant": gettext_lazy("授权"),
    "prepare": gettext_lazy("办理交接"),
    "list": gettext_lazy("列入清单"),
    "object": gettext_lazy("提出异议"),
    "remove": gettext_lazy("移出清单"),
    "sign": gettext_lazy("签字"),
    "scan": gettext_lazy("收回签字件"),
    "force": gettext_lazy("生效"),
    "drop": gettext_lazy("作废交接"),
    "hand_over": gettext_lazy("移交"),
    "reset": gettext_lazy("重置口令"),
    "password": gettext_lazy("设口令"),
    "second": gettext_lazy("设动态码"),
    "recovery": gettext_lazy("用备用码"),
    "subject": gettext_lazy("绑定统一身份"),
    "sign_in": gettext_lazy("登录"),
    "sign_out": gettext_lazy("退出"),
    "lock": gettext_lazy("锁定"),
    "strangers": gettext_lazy("不存在的登录名"),
    "define": gettext_lazy("定义"),
    "issue": gettext_lazy("打印编号"),
    "stamp": gettext_lazy("收回盖章件"),
    "bring": gettext_lazy("上传"),
    "begin": gettext_lazy("启动"),
    "divert": gettext_lazy("转入必经环节"),
    "take_back": gettext_lazy("收回"),
    "reopen": gettext_lazy("重新办理"),
    "carry": gettext_lazy("转入新版流程"),
    "pause": gettext_lazy("暂停计时"),
    "resume": gettext_lazy("恢复计时"),
    "extend": gettext_lazy("延长时限"),
    "override": gettext_lazy("凭文书改定到期日"),
    "void": gettext_lazy("作废编号"),
    "expect": gettext_lazy("列入应报"),
    "schedule": gettext_lazy("排期"),
    "stop": gettext_lazy("撤回排期"),
    "enter": gettext_lazy("填写"),
    "unsign": gettext_lazy("撤回签署"),
    "submit": gettext_lazy("报送"),
    "restate": gettext_lazy("更正"),
    "receive": gettext_lazy("签收"),
    "return": gettext_lazy("退回"),
    "accept": gettext_lazy("审核通过"),
    "chase": gettext_lazy("催报"),
    "tick": gettext_lazy("已录入上级系统"),
    "share": gettext_lazy("开放给外部"),
    "move_due": gettext_lazy("时限顺延"),
    "adopt": gettext_lazy("采用"),
    "renew": gettext_lazy("并入新稿"),
    "ask": gettext_lazy("发起填报"),
    "send": gettext_lazy("发送"),
    "queue": gettext_lazy("排队发送"),
    "read": gettext_lazy("已读"),
    "save": gettext_lazy("保存"),
    "choose": gettext_lazy("选定"),
}
_MACHINES: Mapping[str, "StrPromise"] = {
    "console": gettext_lazy("服务器命令"),
    "runner": gettext_lazy("后台任务"),
    "sealer": gettext_lazy("存证"),
    "signing": gettext_lazy("登录页"),
}
#: Fields of entries → what they are called.
_FIELDS: Mapping[str, "StrPromise"] = {
    "@reason": gettext_lazy("原因"),
    "@unit": pgettext_lazy("one", "单位"),
    "@post": pgettext_lazy("one", "岗位"),
    "@person": gettext_lazy("人员"),
    "@state": gettext_lazy("环节"),
    "@withdrawn": gettext_lazy("作废"),
    "@due": gettext_lazy("时限"),
    "name": pgettext_lazy("unit", "名称"),
    "short": gettext_lazy("简称"),
    "kind": gettext_lazy("类别"),
    "parent": gettext_lazy("上级"),
    "unit": pgettext_lazy("one", "单位"),
    "successor": gettext_lazy("承接单位"),
    "begins": gettext_lazy("自哪天起"),
    "ends": gettext_lazy("到哪天止"),
    "post": gettext_lazy("岗位"),
    "role": gettext_lazy("角色"),
    "person": gettext_lazy("人员"),
    "phone": gettext_lazy("手机"),
    "deputy": gettext_lazy("代办岗位"),
    "ledger": gettext_lazy("台账"),
    "rights": gettext_lazy("权限"),
    "giver": gettext_lazy("移交人"),
    "receiver": gettext_lazy("接收人"),
    "witness": gettext_lazy("监交人"),
    "login": gettext_lazy("登录名"),
    "open": gettext_lazy("启用"),
    "chosen": gettext_lazy("设口令时间"),
    "at": gettext_lazy("时间"),
    "address": gettext_lazy("来自"),
    "way": gettext_lazy("方式"),
    "failures": gettext_lazy("错误次数"),
    "locked_until": gettext_lazy("锁定至"),
    "left": gettext_lazy("退出时间"),
    "state": gettext_lazy("状态"),
    "title": gettext_lazy("事项"),
    "note": pgettext_lazy("item", "说明"),
    "reason": gettext_lazy("原因"),
    "side": gettext_lazy("哪一方"),
    "password": gettext_lazy("口令"),
    "code": gettext_lazy("一次性口令"),
    "second": gettext_lazy("动态码"),
    "step": gettext_lazy("动态码序号"),
    "recovery": gettext_lazy("备用码"),
    "stamp": gettext_lazy("会话标记"),
    "subject": gettext_lazy("统一身份"),
    "handover": pgettext_lazy("page", "交接"),
    "posts": gettext_lazy("移交岗位"),
    "into": gettext_lazy("并入岗位"),
    "mentor": gettext_lazy("传帮带"),
    "mentor_until": gettext_lazy("传帮带到哪天"),
    "proxy": gettext_lazy("代签人"),
    "no": gettext_lazy("序号"),
    "reference": gettext_lazy("编号"),
    "listed": gettext_lazy("清单摘要"),
    "scan": gettext_lazy("扫描件摘要"),
    "office": gettext_lazy("办事机构"),
    "until": gettext_lazy("有效期至"),
    "used": gettext_lazy("已用"),
}


def register_name(name: str) -> str:
    """What a register is called: its own words, or the title of its ledger."""
    if name in _REGISTERS:
        return str(_REGISTERS[name])
    if name in definitions.names():
        return titled(definitions.in_force(name).ledger.title)
    return name


def action_name(action: str, register: str = "") -> str:
    """What was done, as people say it.

    Args:
        action: The word of the entry.
        register: Its register; empty for what entries of any register may say.
    """
    if action == "move" and not register.startswith("people."):
        return _("办理") if register else _("办理、改换归属")
    return str(_ACTIONS.get(action, action))


def machine_name(name: str) -> str:
    """What a machine is called that did something."""
    return str(_MACHINES.get(name, name or "—"))


def field_name(register: str, key: str) -> str:
    """What a field of an entry is called."""
    if key.isdigit() and register in definitions.names():
        fields = definitions.in_force(register).ledger.fields
        field = next((one for one in fields if one.no == int(key)), None)
        return titled(field.title) if field is not None else key
    return str(_FIELDS.get(key, key))


def value_words(key: str, text: str, *, masked: bool) -> str:
    """A value as words: names in place of numbers; what is about a person stays masked.

    Args:
        key: The field.
        text: Its JSON text; empty for nothing.
        masked: Whether it is about a person.

    Returns:
        The words.
    """
    if not text or text == "null":
        return "—"
    if masked or key in _SECRET:
        return _MASKED if masked else _("（已设，不显示）")
    value = msgspec.json.decode(text)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, int):
        return _number(key, value)
    if key == "kind":
        words = unit_kind(str(value), today())
        return words if words != value else post_kind(str(value))
    return role_name(value, today()) if key == "role" else str(value)


def _number(key: str, value: int) -> str:
    if value == 0 and key in _MOMENTS | _UNITS | _POSTS | _PEOPLE:
        return "—"
    if key in _MOMENTS:
        return moment_of(value)
    if key in _UNITS:
        return queries.name_on(value) or str(value)
    if key in _POSTS:
        return rolls.post_named(value, today())
    if key in _PEOPLE:
        person = queries.person(value)
        return person.name if person is not None else str(value)
    return str(value)
