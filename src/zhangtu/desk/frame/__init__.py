"""What every page stands in: the bar, the wall in front of it, languages and looks, and what is refused."""
