"""Adoption: what a plan asks becomes the office's tasks and targets, all or nothing."""
