"""Papers drafted from what the office knows: 通报, the weekly one-pager, what an inspection asks to see."""
