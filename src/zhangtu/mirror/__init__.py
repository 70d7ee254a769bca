"""The columnar copy of rows that answers questions about many of them; what it says, the journal says."""
