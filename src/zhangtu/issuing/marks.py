"""What a Word file of a paper may carry in double braces, and what stands there once it is numbered."""

from collections.abc import Mapping
from typing import Final

from zhangtu.documents.official.wording import day
from zhangtu.issuing.values import Letterhead, Outgoing
from zhangtu.people import queries as people

#: The marks, in the order in which ``filled`` fills them.
MARKS: Final = ("发文字号", "标题", "主送机关", "抄送机关", "签发人", "成文日期", "发文机关", "印发机关")


def filled(number: str, out: Outgoing, head: Letterhead) -> Mapping[str, str]:
    """What stands in the place of each mark.

    Args:
        number: The paper's number.
        out: The paper.
        head: Its letterhead.
    """
    signer = people.person(out.signer) if out.signer else None
    said = (
        number,
        out.title,
        "，".join(out.recipients),
        "，".join(out.copies),
        "" if signer is None else signer.name,
        day(out.day, "zh-hans"),
        head.issuer,
        head.printer,
    )
    return dict(zip(MARKS, said, strict=True))
