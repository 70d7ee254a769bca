"""The REST face: rows, batches, history, files, definitions and the change feed, under ``/api/v1``."""
