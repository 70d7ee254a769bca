"""Sentences of the room: what can't be done, in Simplified and English; Traditional is derived."""

from collections.abc import Mapping
from typing import Final

from zhangtu.kernel.scripts import in_language

#: Kind of refusal → sentence in Simplified and in English.
REFUSALS: Final[Mapping[str, tuple[str, str]]] = {
    "no_subject": (
        "找不到要打印的内容，或者它不在您的范围内。请回到列表重新打开。",
        "What is to be printed can't be found, or lies outside your scope. Open it again from the list.",
    ),
    "not_allowed": (
        "您可以查看，但不能为它打印盖章表或归档盖章件。请找有登记权限的经办人。",
        "You may see it but not print forms of it or file stamped ones. Ask somebody who may enter rows.",
    ),
    "no_form": (
        "找不到这张表，或者它不在您的范围内。请核对编号。",
        "There is no such form, or it lies outside your scope. Check the number.",
    ),
    "voided": (
        "{number} 已作废，不能再归档。请打印新表盖章。",
        "{number} was voided and takes no scan. Print a new form and have it stamped.",
    ),
    "stamped": (
        "{number} 已有盖章件，不能作废。请先撤回盖章件。",
        "{number} came back stamped and can't be voided. Take the scan back first.",
    ),
    "no_reason": (
        "请写明原因。",
        "Say why.",
    ),
    "no_upload": (
        "找不到这份扫描件，或者不是您所在岗位上传的。请重新上传。",
        "There is no such upload, or another post brought it. Bring the scan again.",
    ),
    "not_read": (
        "这份扫描件还没有读完，请稍候再选。",
        "This scan has not been read yet; wait a moment.",
    ),
    "no_page": (
        "第 {page} 页已经归档或不存在，请刷新页面。",
        "Page {page} is filed already, or there is none. Reload the page.",
    ),
    "no_scan": (
        "找不到这份盖章件，或者已经撤回。请刷新页面。",
        "There is no such scan, or it was taken back. Reload the page.",
    ),
    "removed": (
        "这份扫描件已依法删除，不能再打开或归档。",
        "This scan was removed lawfully and can't be opened or filed any more.",
    ),
    "bad_page": (
        "{number} 只有 {pages} 页，没有第 {page} 页。请核对。",
        "{number} has {pages} pages and no page {page}. Check it.",
    ),
    "twice": (
        "{number} 的第 {page} 页选了两次。请每页只选一次。",
        "Page {page} of {number} was chosen twice. Choose each page once.",
    ),
}

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "state_printed": ("已打印", "Printed"),
    "state_partial": ("缺页", "Pages missing"),
    "state_stamped": ("已盖章", "Stamped"),
    "state_voided": ("已作废", "Voided"),
    "kind_row": ("一户一档", "Row file"),
    "kind_list": ("台账", "List"),
    "kind_answer": ("填报表", "Collection"),
    "kind_handover": ("交接清单", "Handover"),
    "scan_name": ("{number} 盖章件 第{version}版.pdf", "{number} stamped v{version}.pdf"),
}


def say(word: str, language: str, **facts: object) -> str:
    """A word of the room.

    Args:
        word: Which.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        **facts: What fills it.

    Returns:
        The word; a kind nobody gave a word for is said as it is.
    """
    pair = _WORDS.get(word)
    return word.partition("_")[2] if pair is None else in_language(*pair, language).format(**facts)
