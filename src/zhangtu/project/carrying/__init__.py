"""Carries a whole office into a backup, out of it, between databases; every digest equal after it."""
