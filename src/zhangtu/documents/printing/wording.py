"""The set words of printed papers, in the three languages of the product."""

from collections.abc import Mapping

from zhangtu.kernel.scripts import in_language

#: Simplified and English; Traditional is made from the Simplified.
_WORDS: Mapping[str, tuple[str, str]] = {
    "unit": ("填报单位：", "Unit: "),
    "when": ("填报时间：", "As of: "),
    "day": ("{year}年{month}月{day}日", "{year}-{month}-{day}"),
    "page": ("第 {page} 页 共 {pages} 页", "Page {page} of {pages}"),
    "subtotal": ("本页小计", "Page total"),
    "running": ("累计", "So far"),
    "total": ("合计", "Total"),
    "none": ("没有记录", "No rows"),
    "number": ("编号", "No."),
    "stamp": ("盖章后扫描上传，自动归档", "Stamp, scan, upload: it files itself"),
    "maker": ("制表人", "Drawn up by"),
    "checker": ("审核人", "Checked by"),
    "head": ("单位负责人", "Head of the unit"),
    "seal": ("（盖章）", "(seal)"),
    "date": ("年　　月　　日", "Date:"),
    "files": ("附件清单", "Files"),
    "file_name": ("名称", "Name"),
    "file_about": ("说明", "About"),
    "file_size": ("大小", "Size"),
    "file_digest": ("摘要（SHA-256 前 16 位）", "Digest (first 16 of SHA-256)"),
    "pictures": ("照片", "Pictures"),
    "no_picture": ("图片无法显示，请打开原文件", "Can't be shown here; open the file itself"),
    "history": ("变更记录摘要", "History"),
    "event_when": ("时间", "When"),
    "event_who": ("经办", "Who"),
    "event_what": ("事项", "What"),
    "event_why": ("原因", "Why"),
    "earlier": ("另有更早的变更 {count} 条", "{count} earlier changes"),
    "more": ("另有 {count} 条", "{count} more"),
}


def say(word: str, language: str, **facts: object) -> str:
    """Say a set word.

    Args:
        word: Which.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        **facts: What fills it.

    Returns:
        The word.
    """
    text = in_language(*_WORDS[word], language)
    return text.format(**facts) if facts else text


def words(language: str) -> dict[str, str]:
    """All set words of a language; those with braces are filled in where they are used."""
    return {word: in_language(*pair, language) for word, pair in _WORDS.items()}
