"""Pure words that every other room shares; knows no framework."""
