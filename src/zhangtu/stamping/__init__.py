"""Printed forms that find their way back: numbers, codes, stamped scans matched to what was printed."""
