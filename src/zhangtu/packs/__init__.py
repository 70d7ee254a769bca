"""Fields of work as YAML; loaded by ``project`` only."""
