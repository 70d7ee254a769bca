"""The tables of units, posts and people; private to this room: others use ``actions`` and ``queries``."""
