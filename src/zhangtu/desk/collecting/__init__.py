"""The pages of collections: what I have to hand in, what I asked, and messages."""
