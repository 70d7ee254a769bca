"""The office with a mirror that figures are asked of."""

from mirrored import home, office, owner, today

__all__ = ["home", "office", "owner", "today"]
