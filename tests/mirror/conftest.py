"""An office with a mirror of its own, in a store with real transactions."""

from mirrored import home, office, owner, today

__all__ = ["home", "office", "owner", "today"]
