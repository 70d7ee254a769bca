"""A spreadsheet as people make them → tables, whatever its name says it is. Pure."""
