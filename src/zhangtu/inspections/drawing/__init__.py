"""Draws by a published recipe: the list, the order that follows from a seed, the check of a stranger."""
