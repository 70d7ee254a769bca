"""The tasks: what the labels say, who is told, what is inherited."""
