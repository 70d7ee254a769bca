"""The small office of the ledgers, with its people at browsers."""

from shopping import come, office, shop, today

__all__ = ["come", "office", "shop", "today"]
