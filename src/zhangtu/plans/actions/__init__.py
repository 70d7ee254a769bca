"""Every change in the plan room: each needs to know who does it and writes its journal entry with it."""

from zhangtu.plans.actions.documents import (
    bin_document,
    bring_in,
    bring_version,
    restore_document,
    return_to_version,
)
from zhangtu.plans.actions.tasks import (
    accept_repair,
    add_task,
    assign_task,
    drop_task,
    ignore_fault,
    mend_text,
    merge_tasks,
    reapply_correction,
    retitle_task,
    split_task,
    state_issued,
    time_task,
    withdraw_corrections,
)

__all__ = [
    "accept_repair",
    "add_task",
    "assign_task",
    "bin_document",
    "bring_in",
    "bring_version",
    "drop_task",
    "ignore_fault",
    "mend_text",
    "merge_tasks",
    "reapply_correction",
    "restore_document",
    "retitle_task",
    "return_to_version",
    "split_task",
    "state_issued",
    "time_task",
    "withdraw_corrections",
]
