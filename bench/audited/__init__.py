"""A small application whose one table is kept by three libraries others keep histories with."""
