"""Every change of reports: each takes who acts, and writes its entries in the same transaction."""

from zhangtu.reports.actions.filling import as_before, enter
from zhangtu.reports.actions.outside import acknowledge, share
from zhangtu.reports.actions.receiving import chase, give_back, receive, tick
from zhangtu.reports.actions.restating import restate
from zhangtu.reports.actions.signing import sign, unsign

__all__ = [
    "acknowledge",
    "as_before",
    "chase",
    "enter",
    "give_back",
    "receive",
    "restate",
    "share",
    "sign",
    "tick",
    "unsign",
]
