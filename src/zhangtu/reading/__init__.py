"""An official document in; what it asks, of whom, by when, and what is wrong with it, out. Pure Python."""
