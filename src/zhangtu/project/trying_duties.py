"""Invented duties of the invented county, so that its map can be looked at."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, NamedTuple

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import today
from zhangtu.ledgers import actions
from zhangtu.ledgers.drafts import Draft
from zhangtu.people import queries


class _Duty(NamedTuple):
    code: str
    title: str
    kind: str
    level: str
    law: str
    article: str
    unit: str
    post: str = ""
    part_of: str = ""


_SHOPS: Final = "青禾县小餐饮小作坊管理办法（示例）"
_WATER: Final = "青禾县河道保护规定（示例）"
_SCHOOL: Final = "青禾县学校食堂管理规定（示例）"
_OLD: Final = "青禾县集贸市场管理暂行办法（示例）"
_MARKET: Final = "青禾县市场监督管理局"
_FOOD: Final = "食品稽查股"
_DUTIES: Final = (
    _Duty("示例-1", "小餐饮小作坊监督检查", "inspection", "bureau", _SHOPS, "第六条", _MARKET),
    _Duty("示例-1-1", "小餐饮日常检查", "inspection", "section", _SHOPS, "第十二条", _FOOD, "", "示例-1"),
    _Duty(
        "示例-1-1-1", "小餐饮登记核查", "confirmation", "post", _SHOPS, "第十三条第一款", _FOOD, "许可岗",
        "示例-1-1",
    ),
    _Duty(
        "示例-1-2", "无证经营查处", "penalty", "section", _SHOPS, "第二十一条", "执法一中队", "执法岗",
        "示例-1",
    ),
    _Duty(
        "示例-1-3", "小作坊整改复查", "inspection", "section", _SHOPS, "第二十四条", "执法二中队", "",
        "示例-1",
    ),
    _Duty("示例-2", "药房处方抽查", "inspection", "section", "", "", "药械监管股", "药械检查岗"),
    _Duty("示例-3", "学校食堂进货查验", "inspection", "bureau", _SCHOOL, "第八条", "青禾县教育局"),
    _Duty("示例-4", "河道巡查", "inspection", "bureau", _WATER, "第五条第二款", "青禾县水务局"),
    _Duty("示例-5", "集市摊位登记", "confirmation", "section", _OLD, "第四条", _FOOD, "股长"),
)  # fmt: skip


def enter(actor: Actor) -> Mapping[str, str]:
    """Enter the duties: an act for each level, as parts name what they are parts of.

    Args:
        actor: Who does it, usually the console.

    Returns:
        Code → the row's name to the outside.
    """
    found: dict[str, str] = {}
    waiting = list(_DUTIES)
    while waiting:
        ready = [one for one in waiting if not one.part_of or one.part_of in found]
        made = actions.batch([_draft(one, found) for one in ready], actor=actor, reason="梳理权责清单")
        found |= {one.code: str(row.uid) for one, row in zip(ready, made, strict=True)}
        waiting = [one for one in waiting if one.code not in found]
    return found


def _draft(duty: _Duty, found: Mapping[str, str]) -> Draft:
    unit = queries.find(duty.unit)[0]
    posts = {one.name: one.post for one in queries.posts(unit)}
    values: dict[str, object] = {
        "code": duty.code,
        "title": duty.title,
        "kind": duty.kind,
        "level": duty.level,
        "carried_by": str(queries.unit_uid(unit)),
    }
    values |= {"law": duty.law, "article": duty.article} if duty.law else {}
    values |= {"part_of": found[duty.part_of]} if duty.part_of else {}
    if duty.law == _OLD:
        values["law_until"] = today() - timedelta(days=90)
    if duty.post in posts:
        values["carried_by_post"] = str(queries.post_uid(posts[duty.post]))
    return Draft("duties", values, unit)
