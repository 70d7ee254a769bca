"""Collections (填报): what an office asks of many units by a date, prefilled with what is known."""
