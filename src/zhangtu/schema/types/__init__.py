"""The types a field may have, one file each."""
