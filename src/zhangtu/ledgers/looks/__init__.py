"""Saved ways of looking at a ledger: filters, order, groups, columns under a name, for oneself or a unit."""
