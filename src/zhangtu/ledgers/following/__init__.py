"""What follows from the rows of ledgers, held against them."""
