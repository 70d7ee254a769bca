"""The pages to sign in, to choose password and post, and to set up the second factor."""
