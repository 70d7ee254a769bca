"""The small office of the ledgers, its people at browsers."""

from shopping import come, office, today

__all__ = ["come", "office", "today"]
