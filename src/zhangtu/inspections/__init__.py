"""Inspections: whom to visit and who goes, drawn so that anybody can draw it again."""
