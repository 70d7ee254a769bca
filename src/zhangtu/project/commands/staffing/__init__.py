"""The deeds of ``zhangtu people``: units, posts, who holds them, who stands in, and what is handed over."""
