"""Our words for field types, guesses and options, in the person's language."""

from django.utils.translation import gettext as _


def types() -> dict[str, str]:
    """What each type is called that a person may choose, the usual ones first."""
    return {
        "text": _("文字（一行）"),
        "long_text": _("文字（多行）"),
        "number": _("数字"),
        "money": _("金额（元）"),
        "date": _("日期"),
        "time": _("日期和时间"),
        "choice": _("选项（单选）"),
        "choices": _("选项（多选）"),
        "yes_no": _("是／否"),
        "person_name": _("人名"),
        "phone": _("电话"),
        "id_card": _("身份证号"),
        "credit_code": _("统一社会信用代码"),
        "plate": _("车牌号"),
        "document_number": _("发文字号"),
        "food_licence": _("食品许可证编号"),
        "vin": _("车辆识别代号"),
        "place": _("地址、位置"),
        "unit": _("本机关的单位"),
        "person": _("本机关的人员"),
        "post": _("本机关的岗位"),
        "file": _("附件"),
        "photo": _("照片"),
    }


def others() -> dict[str, str]:
    """What types are called that can't be chosen here."""
    return {
        "computed": _("计算得出"),
        "serial": _("系统编号"),
        "reference": _("引用别的台账"),
    }


def type_name(type_: str) -> str:
    """What a type is called."""
    return {**types(), **others()}.get(type_, type_)


def why(code: str) -> str:
    """Why a column was taken for its type."""
    return {
        "check_digit": _("号码的格式或校验码对得上"),
        "values": _("按各行的内容判断"),
        "few": _("总是那几个词"),
        "tree": _("与本机关的单位或人员对得上"),
        "heading": _("按表头判断"),
        "plain": _("没有别的特征"),
    }.get(code, code)


def key_why(code: str) -> str:
    """Why fields tell rows apart."""
    return {
        "number": _("号码各不相同，一号只对一个"),
        "code": _("编号各不相同"),
        "name": _("名称各不相同"),
        "together": _("合在一起各不相同"),
        "person": _("姓名各不相同，但要提防同名同姓"),
    }.get(code, "")


def origins() -> dict[str, str]:
    """Where a design comes from."""
    return {
        "sheet": _("由表格生成"),
        "ready": _("由现成台账生成"),
        "empty": _("从空白开始"),
        "ledger": _("修改已启用的台账"),
    }


def options() -> dict[str, str]:
    """What the options of types are called that a person may set here."""
    return {
        "min": _("最小／最短"),
        "max": _("最大／最长"),
        "decimals": _("小数位数"),
        "unit": _("计量单位"),
        "many": _("可填多个"),
        "serial": _("编号的字头"),
    }
