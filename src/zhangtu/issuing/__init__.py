"""Papers that go out: what they are registered under, their numbers without gaps, their finished files."""
