"""SQLite as the office's store: whoever writes queues for one place before the transaction begins."""
