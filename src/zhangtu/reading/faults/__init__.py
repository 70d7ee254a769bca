"""What is wrong in a plan, one family of faults a file."""
