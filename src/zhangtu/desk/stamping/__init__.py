"""Pages of printed forms and stamped scans: which came back, which are missing, where a scan went."""
