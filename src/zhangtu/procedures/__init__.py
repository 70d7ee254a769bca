"""Rows go through steps: who holds them, what may be done, by whom, with what; what was done stays known."""
