"""Units as a dated tree, posts and who holds them, handover, rights and sign-in."""
