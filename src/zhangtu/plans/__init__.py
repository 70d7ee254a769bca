"""Plans: documents that were read, what people corrected in them, and the papers made of them."""
