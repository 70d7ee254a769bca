"""Ties the room to those it stands on: its registers, its subjects, its job."""

from zhangtu.stamping import handovers, hooks, keeping, reading, rows


def register() -> None:
    """Tell the journal, the room itself and the runner; doing it twice does no harm."""
    keeping.keep_journal()
    hooks.source(rows.ROW, rows.Rows())
    hooks.source(rows.LIST, rows.Lists())
    hooks.source(handovers.HANDOVER, handovers.Handovers())
    reading.hand_in()
