"""The one language of computed fields, checks and filters: typed, run in Python, written for DuckDB."""
