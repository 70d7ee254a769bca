"""A small plan of our own, and short ways to look at it and to correct it."""

from typing import TYPE_CHECKING

from zhangtu.plans import actions, queries
from zhangtu.plans.queries import Plan

if TYPE_CHECKING:
    from uuid import UUID

PLAN = """柳塘县河道清洁行动方案

一、主要任务
（一）全面排查沿河排污口。由柳塘县水务局牵头，各镇配合，2026年2月30日前完成排查并建立台账。
（二）清理河面漂浮物。由柳塘县城管局负责，每月5日前清理一次，清理率达到95%以上。
（三）开展护河宣传。由柳塘县融媒体中心负责，2026年6月底前完成。
（四）修复破损护栏。由柳塘县交通局负责，2026年9月30日前完成；同时补种沿岸绿化树木。

柳塘县人民政府
2026年1月5日
"""


class Desk:
    """A document brought in, with short ways to look at it and to correct it."""

    who = "周立新"

    def __init__(self, text: str) -> None:
        self.uid: UUID = actions.bring_in([text.encode()], "方案.txt", actor=self.who)

    @property
    def plan(self) -> Plan:
        return queries.plan(self.uid)

    @property
    def seen(self) -> int:
        return self.plan.version.number

    @property
    def keys(self) -> list[str]:
        return [one.key for one in self.plan.view.items]

    @property
    def titles(self) -> list[str]:
        return [one.item.title for one in self.plan.view.items]
