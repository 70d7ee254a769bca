"""Rows of a ledger into a workbook, a text file, or somebody else's template; each export is an entry."""
