"""Zhangtu: plans, ledgers, clocks and reports of a grassroots office."""
