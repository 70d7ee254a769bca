"""Figures computed from rows: asked of the mirror, opened down to rows, the same in Python as a reference."""
