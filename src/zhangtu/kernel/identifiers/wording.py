"""The sentences about numbers, in the three languages of the product: what is wrong and what to do."""

from collections.abc import Mapping
from typing import Final

from zhangtu.kernel.identifiers.checked import IdentifierFault
from zhangtu.kernel.scripts import in_language

#: Kind → sentence in Simplified Chinese and in English. None holds the number itself: it may be hidden.
IDENTIFIER_SENTENCES: Final[Mapping[IdentifierFault, tuple[str, str]]] = {
    IdentifierFault.DAMAGED_BY_EXCEL: (
        "号码被电子表格当成数字，后几位已经丢失。请把该列设为“文本”，按原件重新填写。",
        "A spreadsheet took this for a number and lost its last digits: make the column text, enter it anew.",
    ),
    IdentifierFault.HIDDEN: (
        "号码里有星号，是隐去后的样子。请填写完整的号码，或保持原值不改。",
        "This was copied from where part of it is hidden: enter it in full, or leave what is there.",
    ),
    IdentifierFault.CREDIT_CODE_LENGTH: (
        "统一社会信用代码应为18位，请对照营业执照补全或删去多余的字符。",
        "A credit code has 18 characters: compare it with the licence.",
    ),
    IdentifierFault.CREDIT_CODE_LETTER: (
        "统一社会信用代码只用数字和大写字母，不用I、O、S、V、Z，请看是否把0、1、5、2写成了字母。",
        "A credit code has no I, O, S, V or Z: perhaps a 0, 1, 5 or 2 was meant.",
    ),
    IdentifierFault.CREDIT_CODE_CHECK: (
        "统一社会信用代码的校验位不对，多半有一位写错或两位写反，请对照营业执照。",
        "The check character of this credit code is wrong: compare it with the licence.",
    ),
    IdentifierFault.CREDIT_CODE_OLD: (
        "这是旧的注册号或机构代码，请填写营业执照上18位的统一社会信用代码。",
        "This is an old registration number: enter the credit code of 18 characters.",
    ),
    IdentifierFault.ID_CARD_LENGTH: (
        "身份证号应为18位，请对照证件补全。",
        "A citizen's number has 18 characters: compare it with the card.",
    ),
    IdentifierFault.ID_CARD_LETTER: (
        "身份证号只能是数字，最后一位可以是X，请对照证件改正。",
        "A citizen's number is digits, the last may be X: compare it with the card.",
    ),
    IdentifierFault.ID_CARD_BIRTHDAY: (
        "身份证号第7至14位不是真实的日期，请对照证件改正。",
        "Characters 7 to 14 of this citizen's number are no real day: compare it with the card.",
    ),
    IdentifierFault.ID_CARD_CHECK: (
        "身份证号的校验位不对，多半有一位写错或两位写反，请对照证件。",
        "The check character of this citizen's number is wrong: compare it with the card, digit by digit.",
    ),
    IdentifierFault.ID_CARD_OLD: (
        "这是15位的旧身份证号，已换算为18位，请对照现用证件核实。",
        "This old number of 15 digits was made one of 18: compare it with the present card.",
    ),
    IdentifierFault.PLATE_FORM: (
        "不是车牌号的样子，应如“省简称+字母+5位”或新能源6位；没有上牌的请留空并填写车辆识别代号。",
        "This is no plate (province, letter, five or six more). No plate yet: leave it empty, give the VIN.",
    ),
    IdentifierFault.PLATE_NO_PROVINCE: (
        "没有省份简称，按军车号牌收下；如果是地方车牌，请补上省份简称。",
        "No province in front: taken for a military plate. Add the province if it is not.",
    ),
    IdentifierFault.VIN_LENGTH: (
        "车辆识别代号应为17位，请对照行驶证补全。",
        "A VIN has 17 characters: compare it with the vehicle's papers.",
    ),
    IdentifierFault.VIN_LETTER: (
        "车辆识别代号只用数字和字母，不用I、O、Q，请看是否把1、0写成了字母。",
        "A VIN has no I, O or Q: perhaps a 1 or 0 was meant.",
    ),
    IdentifierFault.VIN_CHECK: (
        "车辆识别代号的校验位不符。部分进口车和老车本来如此，否则请对照行驶证。",
        "The check digit of this VIN does not fit. Some imported and old vehicles are so; else compare.",
    ),
    IdentifierFault.FOOD_LICENCE_FORM: (
        "不是常见的食品许可证编号（JY、SC或YB加14位数字），请对照证件核实。",
        "Not the usual form (JY, SC or YB and 14 digits): compare it with the licence.",
    ),
    IdentifierFault.FOOD_LICENCE_CHECK: (
        "食品许可证编号的末位与前面不符，请对照证件核实。",
        "The last digit of this food licence does not fit the others: compare it with the licence.",
    ),
    IdentifierFault.DOCUMENT_NUMBER_FORM: (
        "不是文号的样子，应如“机关代字〔年份〕序号 号”。",
        "This is no document number: the issuer's code, the year in 〔〕, a number.",
    ),
    IdentifierFault.DOCUMENT_NUMBER_YEAR: (
        "文号里的年份要写四位，请补全。",
        "The year of a document number has four digits: write it in full.",
    ),
    IdentifierFault.PHONE_FORM: (
        "不是电话号码的样子，手机11位，固定电话带区号。",
        "This is no telephone number: a mobile one has 11 digits, others an area code.",
    ),
    IdentifierFault.PHONE_SEVERAL: (
        "这里写了不止一个电话号码，请只留一个，其余填到备注。",
        "There is more than one telephone number: leave one here and put the others in the remarks.",
    ),
    IdentifierFault.PHONE_NO_AREA: (
        "固定电话没有区号，请补上。",
        "This number has no area code: please add it.",
    ),
    IdentifierFault.PHONE_ZERO_LOST: (
        "区号开头的0多半被电子表格去掉了，已补上，请核实。",
        "The area code had lost its 0, probably to a spreadsheet; it was put back, please look.",
    ),
}


def say_identifier_fault(kind: IdentifierFault, language: str) -> str:
    """The sentence for what is wrong with a number.

    Args:
        kind: What is wrong.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        What is wrong and what to do, without the number.
    """
    return in_language(*IDENTIFIER_SENTENCES[kind], language)
