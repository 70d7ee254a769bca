"""Words of the journal's pages: what registers, acts and fields are called, how values are shown."""

import msgspec
from django.utils.translation import gettext as _

from zhangtu.desk.frame.words import moment_of, titled
from zhangtu.desk.office.words import role_name
from zhangtu.kernel.clock import today
from zhangtu.ledgers import definitions
from zhangtu.people import queries, rolls

_MASKED = "＊＊＊"
#: Fields that hold a moment, in microseconds.
_MOMENTS = frozenset({"at", "left", "chosen", "code_until", "locked_until", "until"})
_UNITS = frozenset({"unit", "parent", "office", "successor"})
_POSTS = frozenset({"post", "deputy"})
_PEOPLE = frozenset({"person", "giver", "receiver", "witness", "proxy", "mentor"})
_SECRET = frozenset({"password", "code", "second", "recovery", "stamp"})


def register_names() -> dict[str, str]:
    """What the registers of people and of looks and exports are called."""
    return {
        "people.unit": _("单位"),
        "people.unit_state": _("单位沿革"),
        "people.succession": _("单位承接"),
        "people.post": _("岗位"),
        "people.post_state": _("岗位沿革"),
        "people.person": _("人员"),
        "people.holding": _("任职"),
        "people.deputy": _("AB角"),
        "people.absence": _("不在岗"),
        "people.grant": _("授权"),
        "people.handover": _("交接"),
        "people.handover_item": _("交接事项"),
        "people.signature": _("交接签字"),
        "people.account": _("账号"),
        "people.sign_in": _("登录"),
        "people.invitation": _("首次进入链接"),
        "ledgers.export": _("导出"),
        "ledgers.unmask": _("查看个人信息"),
        "ledgers.import": _("导入"),
        "ledgers.definition": _("台账定义"),
        "ledgers.file": _("文件"),
    }


def register_name(name: str) -> str:
    """What a register is called: its own words, or the title of its ledger."""
    known = register_names()
    if name in known:
        return known[name]
    if name in definitions.names():
        return titled(definitions.in_force(name).ledger.title)
    return name


def action_name(action: str) -> str:
    """What was done, as people say it."""
    known = {
        "create": _("新建"),
        "amend": _("修改"),
        "withdraw": _("作废"),
        "restore": _("恢复"),
        "redact": _("依法删除"),
        "export": _("导出"),
        "unmask": _("查看个人信息"),
        "import": _("导入"),
        "rename": _("更名"),
        "move": _("改换归属"),
        "merge": _("合并"),
        "split": _("拆分"),
        "close": _("结束"),
        "office": _("定办事机构"),
        "succeed": _("承接"),
        "role": _("定角色"),
        "appoint": _("任职"),
        "relieve": _("免职"),
        "grant": _("授权"),
        "prepare": _("办理交接"),
        "list": _("列入清单"),
        "object": _("提出异议"),
        "remove": _("移出清单"),
        "sign": _("签字"),
        "scan": _("收回签字件"),
        "force": _("生效"),
        "drop": _("作废交接"),
        "hand_over": _("移交"),
        "reset": _("重置口令"),
        "password": _("设口令"),
        "second": _("设动态码"),
        "recovery": _("用备用码"),
        "subject": _("绑定统一身份"),
        "sign_in": _("登录"),
        "sign_out": _("退出"),
        "lock": _("锁定"),
        "strangers": _("不存在的登录名"),
        "define": _("定义"),
        "issue": _("打印编号"),
        "stamp": _("收回盖章件"),
        "bring": _("上传"),
    }
    return known.get(action, action)


def machine_name(name: str) -> str:
    """What a machine is called that did something."""
    known = {"console": _("服务器命令"), "runner": _("后台任务"), "sealer": _("存证"), "signing": _("登录页")}
    return known.get(name, name or "—")


def field_name(register: str, key: str) -> str:
    """What a field of an entry is called."""
    common = {
        "@reason": _("原因"),
        "@unit": _("单位"),
        "@post": _("岗位"),
        "@person": _("人员"),
        "@state": _("环节"),
        "@withdrawn": _("作废"),
        "@due": _("时限"),
    }
    if key in common:
        return common[key]
    if key.isdigit() and register in definitions.names():
        fields = definitions.in_force(register).ledger.fields
        field = next((one for one in fields if one.no == int(key)), None)
        return titled(field.title) if field is not None else key
    return _plain_names().get(key, key)


def _plain_names() -> dict[str, str]:
    return {
        "name": _("名称"),
        "short": _("简称"),
        "kind": _("类别"),
        "parent": _("上级"),
        "unit": _("单位"),
        "successor": _("承接单位"),
        "begins": _("自哪天起"),
        "ends": _("到哪天止"),
        "post": _("岗位"),
        "role": _("角色"),
        "person": _("人员"),
        "phone": _("手机"),
        "deputy": _("代办岗位"),
        "ledger": _("台账"),
        "rights": _("权限"),
        "giver": _("移交人"),
        "receiver": _("接收人"),
        "witness": _("监交人"),
        "login": _("登录名"),
        "open": _("启用"),
        "chosen": _("设口令时间"),
        "at": _("时间"),
        "address": _("来自"),
        "way": _("方式"),
        "failures": _("错误次数"),
        "locked_until": _("锁定至"),
        "left": _("退出时间"),
        "state": _("状态"),
        "title": _("事项"),
        "note": _("说明"),
        "reason": _("原因"),
        "side": _("哪一方"),
        "password": _("口令"),
        "code": _("一次性口令"),
        "second": _("动态码"),
        "step": _("动态码序号"),
        "recovery": _("备用码"),
        "stamp": _("会话标记"),
        "subject": _("统一身份"),
        "handover": _("交接"),
        "posts": _("移交岗位"),
        "into": _("并入岗位"),
        "mentor": _("传帮带"),
        "mentor_until": _("传帮带到哪天"),
        "proxy": _("代签人"),
        "no": _("序号"),
        "reference": _("编号"),
        "listed": _("清单摘要"),
        "scan": _("扫描件摘要"),
        "office": _("办事机构"),
        "until": _("有效期至"),
        "used": _("已用"),
    }


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
