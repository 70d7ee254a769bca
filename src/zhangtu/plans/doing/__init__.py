"""The life of a task: assigned, acknowledged, answered, accepted or returned, completed, struck off."""
