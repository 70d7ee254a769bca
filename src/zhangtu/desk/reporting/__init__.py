"""报表: what is due, one report's page, who is late, many in one, papers."""
