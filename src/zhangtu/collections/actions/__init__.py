"""Every change of collections: each takes who acts, and writes its entries in the same transaction."""

from zhangtu.collections.actions.answering import (
    clear_line,
    confirm,
    correct,
    drop_line,
    open_ask,
    type_in,
)
from zhangtu.collections.actions.chasing import chase
from zhangtu.collections.actions.deciding import accept, close, give_back, reveal
from zhangtu.collections.actions.making import Plan, add_units, send_out, send_out_again
from zhangtu.collections.actions.submitting import submit, submit_same, submit_zero

__all__ = [
    "Plan",
    "accept",
    "add_units",
    "chase",
    "clear_line",
    "close",
    "confirm",
    "correct",
    "drop_line",
    "give_back",
    "open_ask",
    "reveal",
    "send_out",
    "send_out_again",
    "submit",
    "submit_same",
    "submit_zero",
    "type_in",
]
