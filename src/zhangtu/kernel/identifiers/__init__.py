"""Numbers people and things are known by: their form, their check digits, how they are masked.

Every module here has the same two functions, ``check(given) -> Checked`` and ``masked(value) -> str``.
"""
