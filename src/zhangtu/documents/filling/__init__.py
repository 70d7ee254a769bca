"""Fills a workbook somebody else made and leaves everything not filled as it was. Pure."""
