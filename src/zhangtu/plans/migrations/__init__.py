"""The steps by which the plan room's tables came to be."""
