"""Pages of units, posts and people, of handovers, and of the three administrators."""
