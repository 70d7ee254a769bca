"""A table, letter, notice or calendar as a value, written as docx, xlsx or ics. Pure Python."""
