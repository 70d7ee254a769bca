"""The sentences of the command line: one file a subcommand, each with a table ``SENTENCES``."""
