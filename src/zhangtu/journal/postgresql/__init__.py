"""PostgreSQL as the office's store: whoever acts queues for one advisory lock."""
