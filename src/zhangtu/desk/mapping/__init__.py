"""The map of duties as people see it: drawing, table, list of what is missing, files."""
