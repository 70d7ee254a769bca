"""Definitions in force, rows, links, keys, clocks, files and serial numbers; import and export."""
