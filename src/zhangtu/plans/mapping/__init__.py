"""The map of duties (账图): law, duty, post and task as one tree of a day, and what is missing in it."""
