"""The office and the day on which tests of this room take place."""

from opening import home, kept, office, today

__all__ = ["home", "kept", "office", "today"]
