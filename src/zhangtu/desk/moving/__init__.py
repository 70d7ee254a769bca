"""Pages of procedures: their flow charts, and where a row is, who holds it, what may be done with it."""
